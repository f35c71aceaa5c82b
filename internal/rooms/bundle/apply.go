package bundle

import (
	"fmt"
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// Filing is what an application starts with.
type Filing struct {
	Bundle   string // code
	Picks    []string
	Answers  map[string]string // by the key of the merged field
	Party    string
	Mobile   string
	Delivery string // window, mail, electronic
}

// Deliveries are the ways a result can be handed over.
var Deliveries = map[string]string{"window": "窗口自取", "mail": "邮寄", "electronic": "电子送达"}

// Open starts an application as a draft by the version in force today: by the
// applicant for the party acted for, or by the lead unit's window. Every fault
// of the form is answered at once; who is barred from one of the items is
// refused.
func Open(tx *store.Tx, by flow.Actor, f Filing) (Application, error) {
	o, err := Current(tx, f.Bundle, tx.Today())
	if err != nil {
		return Application{}, err
	}
	if err := mayFile(by, f.Party, o.Lead); err != nil {
		return Application{}, err
	}
	if f.Mobile == "" && by.Unit != "" { // a window files for somebody the county knows
		if f.Mobile, err = party.MobileOf(tx, f.Party); err != nil {
			return Application{}, err
		}
	}
	plan, err := PlanFor(tx, o, f.Picks, f.Answers)
	if err != nil {
		return Application{}, err
	}
	if err := f.check(tx, plan); err != nil {
		return Application{}, err
	}
	contact, err := tx.Seal(f.Party, f.Mobile)
	if err != nil {
		return Application{}, err
	}
	a := Application{County: tx.County(), ID: tx.NewID(), Version: 1, State: Flow.Start,
		BundleID: o.ID, BundleCode: o.Code, BundleName: o.Body.Name, BundleVersion: o.VersionID, Kind: o.Kind, Lead: o.Body.Lead,
		Party: f.Party, Picks: f.Picks, Answers: f.Answers, Contact: contact, Delivery: f.Delivery, Channel: by.Channel,
		Source: by.Account, Reception: text(by.Window), OpenedAt: tx.Now(), PromiseN: o.Body.PromiseN}
	if a.Answers == nil {
		a.Answers = map[string]string{}
	}
	if err := insertApplication.One(tx, a); err != nil {
		return Application{}, err
	}
	_, err = journal.Record(tx, by, "bundle.open", a.ID, say{"bundle": a.BundleCode, "version": a.BundleVersion, "steps": len(plan.Steps)},
		journal.Row{Table: "bundle_application", ID: a.ID})
	return a, err
}

func mayFile(by flow.Actor, partyID, lead string) error {
	switch {
	case by.Has(identity.Clerk) && by.Unit == lead:
		return nil
	case by.Has(identity.Clerk):
		return notLead.New(nil)
	case by.Has(identity.Applicant) && by.Party != "" && by.Party == partyID:
		return nil
	}
	return notOthers.New(nil)
}

func (f Filing) check(tx *store.Tx, plan Plan) error {
	for _, t := range plan.Steps {
		if t.Countersign != nil {
			continue
		}
		if err := casework.MayApply(tx, f.Party, t.Step.Item, t.Title); err != nil {
			return err
		}
	}
	var p fault.Problems
	if len(plan.Steps) == 0 {
		p.Add("picks", "要办的事项：一项也没有选，请至少勾选一项")
	}
	if _, ok := Deliveries[f.Delivery]; !ok {
		p.Add("delivery", "结果送达方式：请选择自取、邮寄或电子送达")
	}
	_, err := ids.ParseMobile(f.Mobile)
	p.Check("mobile", err)
	for _, q := range plan.Missing {
		p.Add("a."+q.Key, "%s：请选择一项", q.Text)
	}
	for _, bar := range plan.Bars {
		p.Add("answers", "%s", bar)
	}
	return p.Err()
}

// planNow is the application's plan: by the versions of its acceptance, before
// it by those in force today.
func planNow(tx *store.Tx, a Application, runs []Run) (Plan, error) {
	v, err := versionByID.One(tx, tx.County(), a.BundleVersion)
	if err != nil {
		return Plan{}, err
	}
	pinned := map[string]string{}
	for _, r := range runs {
		if r.ItemVersion != "" {
			pinned[r.Code] = r.ItemVersion
		}
	}
	return planOf(tx, v.Body, a.Picks, a.Answers, tx.Today(), pinned)
}

// purpose is what the owner of a paper consents to.
func (a Application) purpose() string { return "办理" + a.BundleName }

// Attach covers a merged material with a paper of the applicant, once for all
// steps that ask for it. The owner's consent is recorded with its purpose.
func Attach(tx *store.Tx, by flow.Actor, id string, seen Seen, key, paperID string) (Application, error) {
	t, asked, err := toCover(tx, by, id, seen)
	if err != nil {
		return Application{}, err
	}
	name, ok := asked[key]
	if !ok {
		return Application{}, notAsked.New(nil)
	}
	paper, err := papers.ByID(tx, paperID)
	if err != nil {
		return Application{}, err
	}
	if paper.PartyID != t.was.Party {
		return Application{}, notOthers.New(nil)
	}
	if _, err := papers.Consent(tx, by, paperID, t.was.purpose()); err != nil && !papers.Consents.Is(err) {
		return Application{}, err
	}
	c := Cover{Key: key, Name: name, Paper: &paperID, Pages: 1}
	if paper.Pages != nil {
		c.Pages = int(*paper.Pages)
	}
	return t.cover(tx, by, []Cover{c})
}

// Sheet is a paper material that a clerk holds in hand.
type Sheet struct {
	Key   string
	Pages int
	Note  string
}

// TakeIn notes which paper materials the lead unit's window holds in hand.
func TakeIn(tx *store.Tx, by flow.Actor, id string, seen Seen, sheets ...Sheet) (Application, error) {
	if !by.Has(identity.Clerk) {
		return Application{}, flow.StepForbidden.New(fault.Args{"verb": "收取纸质材料", "roles": flow.RoleNames(byClerk)})
	}
	if len(sheets) == 0 {
		var p fault.Problems
		p.Add("sheets", "材料：一份也没有勾选，请勾选收到的材料")
		return Application{}, p.Err()
	}
	t, asked, err := toCover(tx, by, id, seen)
	if err != nil {
		return Application{}, err
	}
	covers := make([]Cover, len(sheets))
	for i, s := range sheets {
		name, ok := asked[s.Key]
		if !ok {
			return Application{}, notAsked.New(nil)
		}
		covers[i] = Cover{Key: s.Key, Name: name, Pages: s.Pages, Note: s.Note}
	}
	return t.cover(tx, by, covers)
}

// toCover reads an application whose materials may be handed in, with the names
// of those that are asked for; what no step publishes cannot be asked for (条例
// art. 35).
func toCover(tx *store.Tx, by flow.Actor, id string, seen Seen) (*turn, map[string]string, error) {
	t, err := take(tx, by, id, seen, VerbCover)
	if err != nil {
		return nil, nil, err
	}
	if by.Has(identity.Clerk) && by.Unit != t.was.Lead {
		return nil, nil, notLead.New(nil)
	}
	plan, err := planNow(tx, t.was, nil)
	asked := map[string]string{}
	for _, m := range plan.Asked() {
		asked[m.Key] = m.Name
	}
	return t, asked, err
}

// cover writes how materials are covered; a new cover replaces the former.
func (t *turn) cover(tx *store.Tx, by flow.Actor, covers []Cover) (Application, error) {
	names := make([]string, len(covers))
	for i, c := range covers {
		c.County, c.ID, c.AppID = tx.County(), tx.NewID(), t.was.ID
		names[i] = c.Name
		former, ok, err := coverOf.Find(tx, tx.County(), c.AppID, c.Key)
		if err != nil {
			return Application{}, err
		}
		if ok {
			c.ID = former.ID
			err = saveCover.One(tx, c.Paper, c.Pages, c.Note, c.County, c.ID)
		} else {
			err = insertCover.One(tx, c)
		}
		if err != nil {
			return Application{}, err
		}
		t.rows = append(t.rows, journal.Row{Table: "bundle_cover", ID: c.ID})
	}
	return t.commit(tx, by, t.step.Kind, say{"materials": names})
}

// Submit hands the application in. The server's instant is the receipt; from
// here the five working days of 许可法 art. 32(4) run for the lead unit.
func Submit(tx *store.Tx, by flow.Actor, id string, seen Seen) (Application, error) {
	t, err := take(tx, by, id, seen, VerbSubmit)
	if err != nil {
		return Application{}, err
	}
	number, err := nextNumber(tx)
	if err != nil {
		return Application{}, err
	}
	if err := t.receive(tx); err != nil {
		return Application{}, err
	}
	t.now.Number, t.now.SubmittedAt = &number, t.now.ReceivedAt
	if _, err := addUnit.Run(tx, tx.County(), t.was.ID, t.was.Lead); err != nil {
		return Application{}, err
	}
	t.now.State = t.step.To
	return t.commit(tx, by, t.step.Kind, say{"number": number, "notice_due": t.now.NoticeDue})
}

func (t *turn) receive(tx *store.Tx) error {
	day, due, book, err := casework.ReceivedOn(tx, tx.Now())
	t.now.ReceivedAt, t.now.ReceivedDay, t.now.NoticeDue, t.now.Book = ptr(tx.Now()), &day, &due, &book
	return err
}

// nextNumber takes the next number of the day: YJ20200608-0007.
func nextNumber(tx *store.Tx) (string, error) {
	d := tx.Today()
	serial, err := tx.NextNumber(fmt.Sprintf("YJ%04d%02d%02d", d.Year(), d.Month(), d.Dom()))
	if err != nil {
		return "", err
	}
	n, err := ids.NewCaseNumber("YJ", d.Year(), int(d.Month()), d.Dom(), serial)
	return n.String(), err
}

// Resubmit hands in what the notice asked for; all of it has to be there.
func Resubmit(tx *store.Tx, by flow.Actor, id string, seen Seen) (Application, error) {
	t, err := take(tx, by, id, seen, VerbResubmit)
	if err != nil {
		return Application{}, err
	}
	covers, err := coversOf.All(tx, tx.County(), id)
	if err != nil {
		return Application{}, err
	}
	var lacking []string
	for _, g := range t.was.Gaps {
		if !slices.ContainsFunc(covers, func(c Cover) bool { return c.Key == g.Key }) {
			lacking = append(lacking, g.Name)
		}
	}
	if len(lacking) > 0 {
		return Application{}, materialsMissing.New(missing(lacking))
	}
	if err := t.receive(tx); err != nil {
		return Application{}, err
	}
	t.now.State, t.now.CorrectionDue = t.step.To, nil
	return t.commit(tx, by, t.step.Kind, say{"notice_due": t.now.NoticeDue})
}
