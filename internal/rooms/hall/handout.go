package hall

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// HandoutDraft is what HandOut is given.
type HandoutDraft struct {
	Item      Printed
	Edition   string
	Recipient string
	Copies    int64
	Place     string
	Day       calendar.Day
}

func may(by flow.Actor, verb string, roles []flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return flow.StepForbidden.New(fault.Args{"verb": verb, "roles": flow.RoleNames(roles)})
}

// mostCopies of one entry: more is a slip of the keyboard.
const mostCopies = 100_000

func (d HandoutDraft) parse() (HandoutDraft, error) {
	var p fault.Problems
	if PrintedZh[d.Item].Name == "" {
		p.Add("item", "发的是什么没有选：请选便民服务手册或政务服务通联挂图")
	}
	for _, f := range []struct {
		name, zh string
		text     *string
	}{{"edition", "版次", &d.Edition}, {"recipient", "领用单位", &d.Recipient}, {"place", "发放地点", &d.Place}} {
		*f.text, _ = zh.Normalise(*f.text)
		if n := len([]rune(*f.text)); n == 0 || n > 100 {
			p.Add(f.name, "%s没有填或太长：请照领用单填写，最多 100 个字", f.zh)
		}
	}
	if d.Copies < 1 || d.Copies > mostCopies {
		p.Add("copies", "份数应是 1 至 %d 的整数：请照领用单填写", mostCopies)
	}
	if d.Day == 0 {
		p.Add("day", "发放日期没有填：请照领用单填写，例如 2020-03-16")
	}
	return d, p.Err()
}

// HandOut (登记发放) enters that copies went to somebody. It refuses a day to
// come, and a second entry of one edition for the same place, person and day.
func HandOut(tx *store.Tx, by flow.Actor, d HandoutDraft) (Handout, error) {
	if err := may(by, "登记发放", keepers); err != nil {
		return Handout{}, err
	}
	d, err := d.parse()
	if err != nil {
		return Handout{}, err
	}
	if d.Day > tx.Today() {
		return Handout{}, handoutAhead.New(fault.Args{"day": d.Day})
	}
	twin, known, err := d.twin(tx)
	if err != nil {
		return Handout{}, err
	}
	if known {
		return Handout{}, twiceOf(twin)
	}
	serial, err := tx.NextNumber(fmt.Sprintf("hall.handout:%d", d.Day.Year()))
	if err != nil {
		return Handout{}, err
	}
	h := Handout{County: tx.County(), ID: tx.NewID(), Version: 1, State: Recorded, Number: fmt.Sprintf("FF%d-%04d", d.Day.Year(), serial),
		Item: d.Item, Edition: d.Edition, Recipient: d.Recipient, Copies: d.Copies, Place: d.Place, Day: d.Day, RecordedBy: by.Account, At: tx.Now()}
	if err := insertHandout.One(tx, h); err != nil {
		return Handout{}, err
	}
	_, err = journal.Record(tx, by, "hall.handout", h.ID, map[string]any{"number": h.Number, "item": h.Item, "copies": h.Copies},
		journal.Row{Table: "hall_handout", ID: h.ID})
	return h, err
}

func (d HandoutDraft) twin(tx *store.Tx) (Handout, bool, error) {
	return sameHandout.Find(tx, tx.County(), d.Item, d.Edition, d.Recipient, d.Place, d.Day)
}

func twiceOf(h Handout) error {
	return handoutTwice.New(fault.Args{"day": h.Day, "place": h.Place, "recipient": h.Recipient,
		"copies": fmt.Sprintf("%d %s", h.Copies, PrintedZh[h.Item].Measure), "number": h.Number})
}

// Strike (作废) takes an entry out of the figures and leaves it to be read, with
// its reason.
func Strike(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Handout, error) {
	h, err := HandoutByID(tx, id)
	if err != nil {
		return Handout{}, err
	}
	step, err := HandoutFlow.Next(by, h.State, VerbStrike)
	if err == nil && version != h.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return Handout{}, err
	}
	var p fault.Problems
	if reason = strings.TrimSpace(reason); reason == "" {
		p.Add("reason", "作废原因没有填：请写明哪里错了")
	}
	if err := p.Err(); err != nil {
		return Handout{}, err
	}
	if err := strikeHandout.One(tx, step.To, tx.Now(), reason, tx.County(), id, h.State, h.Version); err != nil {
		return Handout{}, err
	}
	if _, err = journal.Record(tx, by, step.Kind, id, map[string]any{"number": h.Number}, journal.Row{Table: "hall_handout", ID: id}); err != nil {
		return Handout{}, err
	}
	return HandoutByID(tx, id)
}

// HandoutByID returns one entry of the ledger.
func HandoutByID(tx *store.Tx, id string) (Handout, error) {
	h, ok, err := handoutByID.Find(tx, tx.County(), id)
	if err == nil && !ok {
		err = unknownHandout.New(nil)
	}
	return h, err
}

// HandoutFilter narrows the ledger; empty fields do not.
type HandoutFilter struct {
	Item     Printed
	From, To *calendar.Day
	Standing bool // without what was struck out
}

func (f HandoutFilter) where(tx *store.Tx) *store.Where {
	w := new(store.Where).And("county = ?", tx.County())
	if f.Item != "" {
		w.And("item = ?", f.Item)
	}
	if f.From != nil {
		w.And("day >= ?", *f.From)
	}
	if f.To != nil {
		w.And("day <= ?", *f.To)
	}
	if f.Standing {
		w.And("state = ?", Recorded)
	}
	return w
}

// Handouts lists the ledger, newest first.
func Handouts(tx *store.Tx, f HandoutFilter, limit int) ([]Handout, error) {
	return handouts.Page(tx, f.where(tx), "newest", limit)
}

// CopiesGiven sums the standing copies of the filter by what was given.
func CopiesGiven(tx *store.Tx, f HandoutFilter) (map[Printed]int64, error) {
	f.Standing = true
	rows, err := copiesGiven.Page(tx, f.where(tx), "item", 10)
	out := map[Printed]int64{}
	for _, row := range rows {
		out[row.Item] = row.Copies
	}
	return out, err
}
