package casework

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Deferral (容缺受理) is what an applicant promised to hand in later. It is owed
// from the conditional acceptance on, until it is settled.
type Deferral struct {
	County        string
	ID            string
	CaseID        string
	Signer        string
	Capacity      Capacity
	PromiseLetter string
	PromisedAt    calendar.Instant
	Items         []Owed
	NoticeLetter  *string
	AcceptedAt    *calendar.Instant
	AcceptedDay   *calendar.Day
	Due           *calendar.Day // earliest day of what has not come in yet
	Reminded      *calendar.Day // the day the applicant was reminded of
	AskedBy       *string       // who asked for more time (不可抗力)
	AskedDue      *calendar.Day
	AskedReason   *string
	ExtendedBy    *string
	ExtendedAt    *calendar.Instant
	SettledAt     *calendar.Instant
	Outcome       *string // supplemented, lapsed, ended
}

// Owed (容缺材料) is one material that is to follow.
type Owed struct {
	Material   string            `json:"material"`
	Name       string            `json:"name"`
	Problem    string            `json:"problem"`
	Required   string            `json:"required"`
	Due        calendar.Day      `json:"due"`
	FirstDue   calendar.Day      `json:"first_due"`
	SuppliedAt *calendar.Instant `json:"supplied_at,omitempty"` // when it reached the office
	CheckedAt  *calendar.Instant `json:"checked_at,omitempty"`
	Fault      string            `json:"fault,omitempty"` // why it was sent back
}

// The outcomes of a deferral.
const (
	Supplemented = "supplemented" // 已补齐
	Lapsed       = "lapsed"       // 逾期未补，已终止
	EndedElse    = "ended"        // 办件另行结束
)

// Outstanding reports whether something is still owed or not yet looked at.
func (d Deferral) Outstanding() bool { return d.AcceptedAt != nil && d.SettledAt == nil }

// next is the earliest day of what has not come in yet.
func (d Deferral) next() *calendar.Day {
	var first *calendar.Day
	for _, o := range d.Items {
		if day := o.Due; o.SuppliedAt == nil && (first == nil || day < *first) {
			first = &day
		}
	}
	return first
}

func (d Deferral) item(code string) int {
	return slices.IndexFunc(d.Items, func(o Owed) bool { return o.Material == code })
}

func (d Deferral) row() journal.Row { return journal.Row{Table: "casework_deferral", ID: d.ID} }

func (d Deferral) save(tx *store.Tx) error {
	d.Due = nil
	if d.Outstanding() {
		d.Due = d.next()
	}
	return saveDeferral.One(tx, d.Signer, d.Capacity, d.PromiseLetter, d.PromisedAt, d.Items,
		d.NoticeLetter, d.AcceptedAt, d.AcceptedDay, d.Due, d.Reminded, d.AskedBy, d.AskedDue, d.AskedReason,
		d.ExtendedBy, d.ExtendedAt, d.SettledAt, d.Outcome, tx.County(), d.ID)
}

// deferralOf finds the deferral of a case.
func deferralOf(tx *store.Tx, caseID string) (Deferral, bool, error) {
	return deferralByCase.Find(tx, tx.County(), caseID)
}

// Promise is an applicant's promise: which materials follow, by when, and who
// signed it.
type Promise struct {
	Signature
	Items []Owed // Material, Problem, Required, Due
}

// PromiseSupplement takes down the applicant's promise (容缺受理承诺书). It is the
// applicant's choice and refused unless the item is open to it, the party is
// trusted, every main material is there, and each day lies within the item's
// ceiling. A new promise takes the place of one nobody has acted on.
func PromiseSupplement(tx *store.Tx, by flow.Actor, id string, seen Seen, p Promise) (Case, error) {
	t, err := take(tx, by, id, seen, VerbPromise)
	if err != nil {
		return Case{}, err
	}
	gaps, version, err := deferrable(tx, t.was)
	if err != nil {
		return Case{}, err
	}
	last, err := LastSupplementDay(tx, t.was, version)
	if err != nil {
		return Case{}, err
	}
	items, err := p.items(gaps, tx.Today(), last)
	if err != nil {
		return Case{}, err
	}
	letter, err := issue(tx, by, t.was, letters.ConditionalPromise, "容承", map[string]string{
		"item": t.was.ItemName, "signer": p.Signer, "capacity": p.Capacity.Zh(), "gaps": owedText(items), "effect": lapseEffect})
	if err != nil {
		return Case{}, err
	}
	d, known, err := deferralOf(tx, id)
	if err != nil {
		return Case{}, err
	}
	if !known {
		d = Deferral{County: tx.County(), ID: tx.NewID(), CaseID: id}
	}
	d.Signer, d.Capacity, d.PromiseLetter, d.PromisedAt, d.Items = p.Signer, p.Capacity, letter.ID, tx.Now(), items
	if known {
		err = d.save(tx)
	} else {
		err = insertDeferral.One(tx, d)
	}
	if err != nil {
		return Case{}, err
	}
	return move(tx, by, t, say{"letter": letter.Number, "material": owedNames(items), "due": d.next()}, d.row())
}

// deferrable returns the missing materials of a case that may be accepted with
// a gap, or why it may not.
func deferrable(tx *store.Tx, c Case) ([]Material, catalogue.Version, error) {
	version, err := currentVersion(tx, c)
	if err != nil {
		return nil, version, err
	}
	if !version.Conditional || c.Kind != Promised {
		return nil, version, conditionalClosed.New(fault.Args{"item": c.ItemName})
	}
	if err := trusted(tx, c.Party, tx.Today()); err != nil {
		return nil, version, err
	}
	lines, err := materialList(tx, c.ID)
	if err != nil {
		return nil, version, err
	}
	gaps := short(lines)
	var main []string
	for _, line := range gaps {
		if !version.MayDefer(line.Code) {
			main = append(main, line.Name)
		}
	}
	switch {
	case len(main) > 0:
		err = mainMissing.New(fault.Args{"names": strings.Join(main, "、")})
	case len(gaps) == 0:
		err = nothingMissing.New(nil)
	}
	return gaps, version, err
}

// LastSupplementDay is the last day that may be promised, as if the case were
// accepted today: the promised limit, unless the item says the statutory one.
func LastSupplementDay(tx *store.Tx, c Case, v catalogue.Version) (calendar.Day, error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return 0, err
	}
	n := c.PromisedN
	if v.Rules.SupplementBy == catalogue.CeilingStatutory {
		n = c.StatutoryN
	}
	return book.Due(tx.Today(), n, c.StatutoryUnit)
}

// items checks the promise against what is missing.
func (p Promise) items(gaps []Material, today, last calendar.Day) ([]Owed, error) {
	var problems fault.Problems
	p.Signature.check(&problems)
	var out []Owed
	for _, line := range gaps {
		i := slices.IndexFunc(p.Items, func(o Owed) bool { return o.Material == line.Code })
		if i < 0 {
			problems.Add("gap", "%s：没有交，也没有写进承诺；请写明哪天前补交", line.Name)
			continue
		}
		o := p.Items[i]
		o.Name, o.FirstDue, o.SuppliedAt, o.CheckedAt = line.Name, o.Due, nil, nil
		if o.Problem == "" {
			o.Problem = "暂缺"
		}
		if o.Required == "" {
			o.Required = "按办事指南的样表提交"
		}
		if o.Due <= today || o.Due > last {
			problems.Add("due."+line.Code, "%s：补交日要在明天到 %s 之间（不超过事项的期限），请改", line.Name, last.Chinese())
		}
		out = append(out, o)
	}
	return out, problems.Err()
}

// lapseEffect is the consequence that promise and notice both state.
const lapseEffect = "逾期未补交或补交不合格的，终止办理，由此造成的损失由申请人承担，并记入容缺受理台账；重新申请时已交材料可以再用"

// AcceptConditional accepts the case although secondary materials are missing
// (容缺受理). The signed promise must be there; the numbered notice is issued in
// the same act, before the state changes. The decision clock starts as with any
// acceptance and is not stopped by the gap.
func AcceptConditional(tx *store.Tx, by flow.Actor, id string, seen Seen) (Case, error) {
	t, err := take(tx, by, id, seen, VerbDefer)
	if err != nil {
		return Case{}, err
	}
	d, known, err := deferralOf(tx, id)
	if err != nil {
		return Case{}, err
	}
	gaps, version, err := deferrable(tx, t.was)
	if err != nil {
		return Case{}, err
	}
	last, err := LastSupplementDay(tx, t.was, version)
	if err != nil {
		return Case{}, err
	}
	if !known {
		return Case{}, promiseFirst.New(nil)
	}
	stands := Promise{Signature{d.Signer, d.Capacity, true}, d.Items}
	if d.Items, err = stands.items(gaps, tx.Today(), last); err != nil { // of what is still missing
		return Case{}, err
	}
	t.now.Acceptor = &by.Account
	if err := startClock(tx, &t.now, tx.Today()); err != nil {
		return Case{}, err
	}
	return acceptedWithGap(tx, by, t, d)
}

func acceptedWithGap(tx *store.Tx, by flow.Actor, t turn, d Deferral) (Case, error) {
	c, now := t.was, t.now
	lines, err := materialList(tx, c.ID)
	if err != nil {
		return Case{}, err
	}
	letter, err := issue(tx, by, now, letters.ConditionalNotice, "容受", map[string]string{
		"item": c.ItemName, "applied_on": c.ReceivedAt.Day().Chinese(), "accepted_on": now.AcceptedDay.Chinese(),
		"materials": lineNames(lines), "gaps": owedText(d.Items), "effect": lapseEffect,
		"promised_due": now.PromisedDue.Chinese(), "statutory_due": now.StatutoryDue.Chinese()})
	if err != nil {
		return Case{}, err
	}
	d.NoticeLetter, d.AcceptedAt, d.AcceptedDay = &letter.ID, now.AcceptedAt, now.AcceptedDay
	if err := d.save(tx); err != nil {
		return Case{}, err
	}
	now, err = move(tx, by, t, say{"letter": letter.Number, "material": owedNames(d.Items), "due": d.next(),
		"promised_due": now.PromisedDue, "statutory_due": now.StatutoryDue, "calendar": now.Book}, d.row())
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("CaseAccepted", c.ID, say{"number": c.No(), "unit": c.Unit, "conditional": true})
}

// owedText is the table of promise and notice.
func owedText(items []Owed) string {
	rows := make([]string, len(items))
	for i, o := range items {
		rows[i] = strings.Join([]string{o.Name, o.Problem, o.Required, o.Due.Chinese()}, "\t")
	}
	return strings.Join(rows, "\n")
}

func owedNames(items []Owed) string {
	names := make([]string, len(items))
	for i, o := range items {
		names[i] = o.Name
	}
	return strings.Join(names, "、")
}

// mindDeferral refuses a decision while something is owed.
func mindDeferral(tx *store.Tx, c Case) error {
	d, known, err := deferralOf(tx, c.ID)
	if err != nil || !known || !d.Outstanding() {
		return err
	}
	var names []string
	for _, o := range d.Items {
		if o.CheckedAt == nil {
			names = append(names, o.Name)
		}
	}
	return supplementFirst.New(fault.Args{"names": strings.Join(names, "、")})
}

// settle closes the deferral of a case that ends; nothing without one.
func settle(tx *store.Tx, caseID, outcome string) ([]journal.Row, error) {
	d, known, err := deferralOf(tx, caseID)
	if err != nil || !known || !d.Outstanding() {
		return nil, err
	}
	at := tx.Now()
	d.SettledAt, d.Outcome = &at, &outcome
	return []journal.Row{d.row()}, d.save(tx)
}
