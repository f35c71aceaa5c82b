package outreach

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

const (
	longestLine = 100
	longestText = 2000
)

// Words that make a visit an inspection: of a purpose, and of what was talked about.
var (
	purposeWords = []string{"检查", "抽查", "执法", "督导", "考核", "观摩", "取证", "处罚", "整改", "暗访"}
	notesWords   = []string{"责令", "限期整改", "处罚", "罚款", "取证", "查封", "扣押", "立案", "现场检查"}
)

// noInspection refuses the words of an inspection in a field of a visit.
func noInspection(field, text string, words []string) error {
	for _, w := range words {
		if strings.Contains(text, w) {
			return inspectionWords.New(fault.Args{"field": field, "word": w})
		}
	}
	return nil
}

// Asking is what is stated when a visit is asked for.
type Asking struct {
	Kind    VisitKind
	Party   string
	Purpose string
	Day     calendar.Day
}

// Ask asks an enterprise whether it agrees to a visit (征求同意). It refuses the
// words of an inspection, a past day, and more visits in the month than the rule
// allows, counted over all units.
func Ask(tx *store.Tx, by flow.Actor, in Asking) (Visit, error) {
	if err := may(by, visitors...); err != nil {
		return Visit{}, err
	}
	in.Purpose = strings.TrimSpace(in.Purpose)
	var p fault.Problems
	if _, ok := parsed(VisitKinds, string(in.Kind)); !ok {
		p.Add("kind", "方式：请选走访、座谈或法治体检")
	}
	if n := utf8.RuneCountInString(in.Purpose); n == 0 || n > longestLine {
		p.Add("purpose", "目的：请写明来做什么，不超过 %d 字", longestLine)
	}
	if in.Day < tx.Today() {
		p.Add("day", "日期：请填今天或以后，企业要先同意")
	}
	if err := activeEnterprise(tx, &p, in.Party); err != nil {
		return Visit{}, err
	}
	if err := p.Err(); err != nil {
		return Visit{}, err
	}
	if err := noInspection("目的", in.Purpose, purposeWords); err != nil {
		return Visit{}, err
	}
	if err := underLimit(tx, in.Party, in.Day, ""); err != nil {
		return Visit{}, err
	}
	number, err := numbered(tx, "ZF")
	if err != nil {
		return Visit{}, err
	}
	v := Visit{County: tx.County(), ID: tx.NewID(), Number: number, Version: 1, State: VisitFlow.Start, Kind: in.Kind, Party: in.Party,
		Unit: by.Unit, Purpose: in.Purpose, Day: in.Day, AskedBy: by.Account, AskedAt: tx.Now()}
	if err := insertVisit.One(tx, v); err != nil {
		return Visit{}, err
	}
	_, err = journal.Record(tx, by, "outreach.visit_ask", v.ID, say{"number": v.Number, "day": v.Day}, v.row())
	return v, err
}

func (v Visit) row() journal.Row { return journal.Row{Table: "outreach_visit", ID: v.ID} }

// activeEnterprise notes what is no enterprise that could be visited.
func activeEnterprise(tx *store.Tx, p *fault.Problems, id string) error {
	one, err := party.ByID(tx, id)
	switch {
	case id == "" || store.NoRow.Is(err):
		p.Add("party", "企业：请从市场主体名录里选一家")
		return nil
	case err == nil && (one.Kind == party.Person || one.State != party.Active):
		p.Add("party", "企业：这个主体不是存续的企业，请另选")
	}
	return err
}

// standing are the states in which a visit counts against the month's limit.
var standing = []string{string(Asked), string(Agreed), string(Held), string(Closed)}

// underLimit refuses one visit more than the month's rule allows.
func underLimit(tx *store.Tx, partyID string, day calendar.Day, except string) error {
	rule, err := RuleOn(tx, day)
	if err != nil {
		return err
	}
	first := calendar.DayOf(day.Year(), day.Month(), 1)
	next := calendar.DayOf(day.Year()+day.Month()/12, day.Month()%12+1, 1)
	w := new(store.Where).And("county = ? AND party = ? AND day >= ? AND day < ? AND id <> ?", tx.County(), partyID, first, next, except).
		In("state", standing...)
	n, err := visitCount.UpTo(tx, w, 100)
	if err == nil && n >= rule.Most {
		err = tooManyVisits.New(fault.Args{"month": day.Month(), "n": n, "most": rule.Most})
	}
	return err
}

// visitFor reads a visit in the actor's sight and the verb's step.
func visitFor(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (Visit, flow.Step, error) {
	v, err := VisitByID(tx, by, id)
	if err != nil {
		return Visit{}, flow.Step{}, err
	}
	if verb == VerbHold && v.State == Asked && by.Has(visitors...) {
		return Visit{}, flow.Step{}, noConsent.New(fault.Args{"number": v.Number})
	}
	step, err := VisitFlow.Next(by, v.State, verb)
	switch {
	case err != nil:
	case seen != 0 && seen != v.Version:
		err = store.ChangedMeanwhile.New(nil)
	case by.Party == "" && by.Unit != v.Unit:
		err = notFound.New(nil) // read by the coordinating office, done by the unit that goes
	}
	return v, step, err
}

func putVisit(tx *store.Tx, by flow.Actor, step flow.Step, v Visit, details say, more ...journal.Row) (Visit, error) {
	err := saveVisit.One(tx, step.To, v.Day, v.AgreedBy, v.AgreedAt, v.AgreedSlip, v.EndedAt, v.EndedWhy, v.HeldBy, v.HeldAt, v.Notes,
		v.ClosedAt, tx.County(), v.ID, step.From, v.Version)
	if err != nil {
		return Visit{}, err
	}
	v.State, v.Version = step.To, v.Version+1
	_, err = journal.Record(tx, by, step.Kind, v.ID, details, append([]journal.Row{v.row()}, more...)...)
	return v, err
}

// own reports whether the actor is the enterprise itself and nobody for it.
func own(by flow.Actor, party string) bool {
	return by.Has(identity.Applicant) && by.Unit == "" && by.Party != "" && by.Party == party
}

// slipFor is the reference of the enterprise's word on paper: nil when it speaks
// itself, required when a unit enters it.
func slipFor(by flow.Actor, party, slip string) (*string, error) {
	slip = strings.TrimSpace(slip)
	switch {
	case own(by, party):
		return nil, nil
	case slip == "":
		return nil, slipNeeded.New(nil)
	}
	return &slip, nil
}

// Agree records that the enterprise agrees: itself, or by its slip.
func Agree(tx *store.Tx, by flow.Actor, id string, seen int64, slip string) (Visit, error) {
	v, step, err := visitFor(tx, by, id, seen, VerbAgree)
	if err != nil {
		return Visit{}, err
	}
	if v.AgreedSlip, err = slipFor(by, v.Party, slip); err != nil {
		return Visit{}, err
	}
	at := tx.Now()
	v.AgreedBy, v.AgreedAt = &by.Account, &at
	return putVisit(tx, by, step, v, say{"number": v.Number, "own": v.AgreedSlip == nil})
}

// Decline records that the enterprise does not want it; it owes no reason.
func Decline(tx *store.Tx, by flow.Actor, id string, seen int64, slip string) (Visit, error) {
	v, step, err := visitFor(tx, by, id, seen, VerbDecline)
	if err != nil {
		return Visit{}, err
	}
	word, err := slipFor(by, v.Party, slip)
	if err != nil {
		return Visit{}, err
	}
	at := tx.Now()
	v.EndedAt, v.EndedWhy = &at, word
	return putVisit(tx, by, step, v, say{"number": v.Number})
}

// Cancel takes a visit back, with a reason that the enterprise reads.
func Cancel(tx *store.Tx, by flow.Actor, id string, seen int64, why string) (Visit, error) {
	v, step, err := visitFor(tx, by, id, seen, VerbCancel)
	if err != nil {
		return Visit{}, err
	}
	if why, err = needText("why", "取消原因", why); err != nil {
		return Visit{}, err
	}
	at := tx.Now()
	v.EndedAt, v.EndedWhy = &at, &why
	return putVisit(tx, by, step, v, say{"number": v.Number})
}

// needText trims a text that must not be empty nor endless.
func needText(name, label, text string) (string, error) {
	text = strings.TrimSpace(text)
	var p fault.Problems
	if n := utf8.RuneCountInString(text); n == 0 || n > longestText {
		p.Add(name, "%s：请写明，不超过 %d 字", label, longestText)
	}
	return text, p.Err()
}

// Hold records that the visit took place: on a day not before the consent, not in
// the future, and still within the month's limit.
func Hold(tx *store.Tx, by flow.Actor, id string, seen int64, day calendar.Day, notes string) (Visit, error) {
	v, step, err := visitFor(tx, by, id, seen, VerbHold)
	if err != nil {
		return Visit{}, err
	}
	if notes, err = needText("notes", "谈了什么", notes); err != nil {
		return Visit{}, err
	}
	if err := noInspection("谈了什么", notes, notesWords); err != nil {
		return Visit{}, err
	}
	var p fault.Problems
	if day > tx.Today() || day < v.AgreedAt.Day() {
		p.Add("day", "走访日期：请填企业同意（%s）以后、今天以前的日子", v.AgreedAt.Day())
	}
	if err := p.Err(); err != nil {
		return Visit{}, err
	}
	if err := underLimit(tx, v.Party, day, v.ID); err != nil {
		return Visit{}, err
	}
	at := tx.Now()
	v.Day, v.HeldBy, v.HeldAt, v.Notes = day, &by.Account, &at, notes
	return putVisit(tx, by, step, v, say{"number": v.Number, "day": v.Day})
}

// Close ends a visit once each need raised on it has an owner and a promised day.
func Close(tx *store.Tx, by flow.Actor, id string, seen int64) (Visit, error) {
	v, step, err := visitFor(tx, by, id, seen, VerbClose)
	if err != nil {
		return Visit{}, err
	}
	heard, err := needs.Page(tx, new(store.Where).And("county = ? AND visit_id = ? AND state = ?", tx.County(), v.ID, Raised), "id", 100)
	if err != nil {
		return Visit{}, err
	}
	if len(heard) > 0 {
		var numbers []string
		for _, n := range heard {
			numbers = append(numbers, n.Number)
		}
		return Visit{}, needsUnplaced.New(fault.Args{"n": len(heard), "numbers": strings.Join(numbers, "、")})
	}
	at := tx.Now()
	v.ClosedAt = &at
	return putVisit(tx, by, step, v, say{"number": v.Number})
}
