package monitor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Ground (申诉理由) is why a card should not stand.
type Ground struct {
	Code, Zh string
	Hint     string // what shows it
	Fault    bool   // needs a certified record of a system fault
}

// GroundFault is the code of the ground that needs a fault's record.
const GroundFault = "system_fault"

// Grounds are the listed grounds of an appeal.
var Grounds = []Ground{
	{Code: GroundFault, Zh: "系统技术原因", Hint: "要有已认定、时段与延误重叠的系统故障记录", Fault: true},
	{Code: "calendar", Zh: "工作日历有误", Hint: "附节假日通知的文号"},
	{Code: "limit", Zh: "事项时限有误", Hint: "附事项目录的正确时限和依据"},
	{Code: "duplicate", Zh: "重复发牌", Hint: "写明与哪一张重复"},
	{Code: "force_majeure", Zh: "不可抗力", Hint: "附灾害、疫情等证明"},
	{Code: "applicant", Zh: "申请人原因", Hint: "附申请人书面说明或通知记录"},
}

// GroundZh words a ground.
func GroundZh(code string) string {
	if i := groundAt(code); i >= 0 {
		return Grounds[i].Zh
	}
	return code
}

func groundAt(code string) int {
	return slices.IndexFunc(Grounds, func(g Ground) bool { return g.Code == code })
}

// Appeal (申诉) asks the supervising office to withdraw a card.
type Appeal struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	Number    string // SS2020-001
	CardID    string
	Unit      string
	Ground    string
	FaultID   *string
	Words     string
	Document  string
	FiledBy   string
	FiledAt   calendar.Instant
	RulingN   int
	RulingDue calendar.Day
	RuledBy   *string
	RuledAt   *calendar.Instant
	Ruling    *string
}

// AppealInput is what the unit states.
type AppealInput struct {
	Ground   string
	FaultID  string
	Words    string
	Document string
}

// FileAppeal enters an appeal of the responsible unit's head against a standing
// yellow or red card, within the term, one at a time.
func FileAppeal(tx *store.Tx, by flow.Actor, cardID string, in AppealInput) (Appeal, error) {
	card, err := CardByID(tx, by, cardID)
	if err != nil {
		return Appeal{}, err
	}
	if !by.Has(byHead...) || by.Unit != card.Unit {
		return Appeal{}, notOwnCard.New(nil)
	}
	if !card.Serious() || !card.Standing() {
		return Appeal{}, notAppealable.New(fault.Args{"state": CardFlow.Staff(card.State)})
	}
	set, err := RulesOn(tx, card.Started.Day())
	if err != nil {
		return Appeal{}, err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return Appeal{}, err
	}
	if err := mayAppeal(tx, card, set, book); err != nil {
		return Appeal{}, err
	}
	in.Words, in.Document = strings.TrimSpace(in.Words), strings.TrimSpace(in.Document)
	if err := checkAppeal(tx, by, card, in); err != nil {
		return Appeal{}, err
	}
	due, err := book.AddWorkdays(tx.Today(), set.RulingDays())
	if err != nil {
		return Appeal{}, workdays.Loud(err)
	}
	year := tx.Today().Year()
	serial, err := tx.NextNumber(fmt.Sprintf("monitor.appeal.%d", year))
	if err != nil {
		return Appeal{}, err
	}
	a := Appeal{County: tx.County(), ID: tx.NewID(), Version: 1, State: AppealFiled, Number: fmt.Sprintf("SS%d-%03d", year, serial),
		CardID: card.ID, Unit: card.Unit, Ground: in.Ground, Words: in.Words, Document: in.Document,
		FiledBy: by.Account, FiledAt: tx.Now(), RulingN: set.RulingDays(), RulingDue: due}
	if in.Ground == GroundFault {
		a.FaultID = &in.FaultID
	}
	if err := insertAppeal.One(tx, a); err != nil {
		return Appeal{}, err
	}
	_, err = journal.Record(tx, by, "monitor.appeal_file", a.ID,
		map[string]any{"number": a.Number, "card": card.Number, "ground": a.Ground}, journal.Row{Table: "monitor_appeal", ID: a.ID})
	return a, err
}

// mayAppeal refuses a second appeal while one waits, and one after the term.
func mayAppeal(tx *store.Tx, card Card, set RuleSet, book *calendar.Book) error {
	before, err := appealsOf.All(tx, tx.County(), card.ID)
	if err != nil {
		return err
	}
	for _, a := range before {
		if a.State == AppealFiled {
			return appealWaiting.New(fault.Args{"number": a.Number})
		}
	}
	last, err := book.AddWorkdays(card.IssuedAt.Day(), set.AppealDays())
	if err != nil {
		return workdays.Loud(err)
	}
	if tx.Today() > last {
		return appealLate.New(fault.Args{"days": set.AppealDays(), "last": last})
	}
	return nil
}

func checkAppeal(tx *store.Tx, by flow.Actor, card Card, in AppealInput) error {
	var p fault.Problems
	i := groundAt(in.Ground)
	switch {
	case i < 0:
		p.Add("ground", "申诉理由：请从列出的理由里选一项")
	case Grounds[i].Fault && in.FaultID == "":
		p.Add("fault", "系统故障记录：选“系统技术原因”的，请选一条已认定的故障记录")
	case Grounds[i].Fault:
		f, err := FaultByID(tx, by, in.FaultID)
		if err != nil {
			return err
		}
		if why := notOverlapping(f, card); why != "" {
			p.Add("fault", "系统故障记录：%s", why)
		}
	}
	if in.Words == "" {
		p.Add("words", "申诉内容：请写明事实和经过")
	}
	if in.Document == "" {
		p.Add("document", "证据：请填证据材料的名称或文号")
	}
	return p.Err()
}

// notOverlapping says why a fault's record cannot bear on the card.
func notOverlapping(f SystemFault, card Card) string {
	switch {
	case f.State != FaultCertified:
		return f.Number + " 还没有认定，请先请监管机构认定"
	case !f.Covers(manifest.Clock{Kind: card.Kind, Unit: card.Unit}):
		return f.Number + " 不涉及这个单位或这种时限，请选另一条"
	case f.ToAt <= card.Started || f.FromAt >= card.FromAt:
		return f.Number + " 的时段不在这件事的办理期间，请选另一条"
	}
	return ""
}

// UpholdAppeal (申诉成立) withdraws the card, and with whole also the lower cards of
// the same clock. The supervising office rules, never the unit, and another
// person than filed. A system fault must take the level away that was drawn.
func (w *Watcher) UpholdAppeal(tx *store.Tx, by flow.Actor, id string, version int64, ruling string, whole bool) (Appeal, error) {
	a, step, err := takeAppeal(tx, by, id, version, VerbUphold, ruling)
	if err != nil {
		return Appeal{}, err
	}
	card, err := cardByID.One(tx, tx.County(), a.CardID)
	if err != nil {
		return Appeal{}, err
	}
	if a.FaultID != nil {
		if err := w.excuses(tx, card, *a.FaultID); err != nil {
			return Appeal{}, err
		}
	}
	rows, err := withdraw(tx, by, card, a, whole)
	if err != nil {
		return Appeal{}, err
	}
	return a, a.rule(tx, by, step, ruling, rows...)
}

// withdraw takes the card back, and with whole the lower ones it replaced.
func withdraw(tx *store.Tx, by flow.Actor, card Card, a Appeal, whole bool) ([]journal.Row, error) {
	there, err := cardsOfClock.All(tx, tx.County(), card.Kind, card.Subject, card.Started)
	if err != nil {
		return nil, err
	}
	var rows []journal.Row
	for _, c := range there {
		if c.ID != card.ID && !(whole && c.Rule == card.Rule && c.Serious() && c.Level < card.Level && c.Standing()) {
			continue
		}
		step, err := CardFlow.Next(by, c.State, VerbWithdraw)
		if err != nil {
			return nil, err
		}
		at, note := tx.Now(), "申诉 "+a.Number+" 成立："+GroundZh(a.Ground)
		c.WithdrawnAt, c.Note = &at, &note
		if err := c.update(tx, step); err != nil {
			return nil, err
		}
		rows = append(rows, journal.Row{Table: "monitor_card", ID: c.ID})
	}
	return rows, nil
}

// DismissAppeal (申诉不成立) lets the card stand.
func DismissAppeal(tx *store.Tx, by flow.Actor, id string, version int64, ruling string) (Appeal, error) {
	a, step, err := takeAppeal(tx, by, id, version, VerbDismiss, ruling)
	if err != nil {
		return Appeal{}, err
	}
	return a, a.rule(tx, by, step, ruling)
}

// RetractAppeal (撤回申诉) is the unit's own way back.
func RetractAppeal(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Appeal, error) {
	a, step, err := takeAppeal(tx, by, id, version, VerbRetract, reason)
	if err != nil {
		return Appeal{}, err
	}
	return a, a.rule(tx, by, step, reason)
}

// takeAppeal reads the appeal and checks table, words and that nobody rules in
// their own cause.
func takeAppeal(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb, words string) (Appeal, flow.Step, error) {
	a, err := AppealByID(tx, by, id)
	if err != nil {
		return a, flow.Step{}, err
	}
	step, err := AppealFlow.Next(by, a.State, verb)
	if err != nil {
		return a, step, err
	}
	own := by.Unit == a.Unit
	switch {
	case verb == VerbRetract && !own:
		return a, step, notOwnCard.New(nil)
	case verb != VerbRetract && (own || by.Account == a.FiledBy || by.For == a.FiledBy):
		return a, step, ownJudge.New(nil)
	case version != a.Version:
		return a, step, store.ChangedMeanwhile.New(nil)
	}
	var p fault.Problems
	if strings.TrimSpace(words) == "" {
		p.Add("ruling", "意见：请写明核对了什么、为什么这样处理")
	}
	return a, step, p.Err()
}

func (a *Appeal) rule(tx *store.Tx, by flow.Actor, step flow.Step, words string, more ...journal.Row) error {
	words = strings.TrimSpace(words)
	at := tx.Now()
	if err := saveAppeal.One(tx, step.To, by.Account, at, words, a.County, a.ID, a.State, a.Version); err != nil {
		return err
	}
	a.State, a.Version, a.RuledBy, a.RuledAt, a.Ruling = step.To, a.Version+1, &by.Account, &at, &words
	_, err := journal.Record(tx, by, step.Kind, a.ID, map[string]any{"number": a.Number},
		append([]journal.Row{{Table: "monitor_appeal", ID: a.ID}}, more...)...)
	return err
}

// excuses refuses a fault that, its working days given back, leaves the clock at
// the card's level or a graver one.
func (w *Watcher) excuses(tx *store.Tx, card Card, faultID string) error {
	f, err := faultByID.One(tx, tx.County(), faultID)
	if err != nil {
		return err
	}
	c, ok, err := w.clockOf(tx, card)
	if err != nil || !ok {
		return cmp.Or(err, error(cardUnknown.New(nil)))
	}
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return err
	}
	j, err := b.judgeWith(c, []SystemFault{f}, lastOpen(c, tx.Now()))
	if err != nil {
		return err
	}
	if j.Level >= card.Level {
		return faultExcusesNot.New(fault.Args{"fault": f.Number, "level": j.Level.Zh()})
	}
	return nil
}

// Appeals lists the appeals the actor may see, newest first: a unit its own.
func Appeals(tx *store.Tx, by flow.Actor, state flow.State, limit int) ([]Appeal, error) {
	unit, ok := within(by, "")
	if !ok {
		return nil, nil
	}
	w := new(store.Where).And("county = ?", tx.County())
	if unit != "" {
		w.And("unit = ?", unit)
	}
	if state != "" {
		w.And("state = ?", state)
	}
	return appealList.Page(tx, w, "newest", min(max(limit, 1), 500))
}

// AppealByID shows one appeal in the actor's scope.
func AppealByID(tx *store.Tx, by flow.Actor, id string) (Appeal, error) {
	a, ok, err := appealByID.Find(tx, tx.County(), id)
	if err != nil {
		return Appeal{}, err
	}
	if _, seen := within(by, a.Unit); !ok || !seen {
		return Appeal{}, appealUnknown.New(nil)
	}
	return a, nil
}

// AppealsOf are the appeals against one card, oldest first.
func AppealsOf(tx *store.Tx, by flow.Actor, cardID string) ([]Appeal, error) {
	if _, err := CardByID(tx, by, cardID); err != nil {
		return nil, err
	}
	return appealsOf.All(tx, tx.County(), cardID)
}

// MayAppeal reports whether the actor may file against the card, its term aside.
func MayAppeal(by flow.Actor, c Card) bool {
	return by.Has(identity.Head) && by.Unit == c.Unit && c.Serious() && c.Standing()
}
