package casework

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Filing is what an application starts with.
type Filing struct {
	Item        string // item code
	Party       string // applicant's party id
	Project     string // project id, empty for none
	Renews      string // number of the certificate to be renewed
	Answers     map[string]string
	Mobile      string
	Delivery    string            // window 自取, mail 邮寄, electronic 电子
	ClaimedAt   *calendar.Instant // 补录: when the papers are said to have come in
	ClaimReason string
}

// deliveries are the ways a result can be handed over.
var deliveries = map[string]string{"window": "窗口自取", "mail": "邮寄", "electronic": "电子送达"}

// Open starts a case as a draft with the item version in force today. It
// refuses items that are closed, parties that are barred (许可法 arts. 78, 79) or
// dissolved, and answers with every fault of the form at once.
func Open(tx *store.Tx, by flow.Actor, f Filing) (Case, error) {
	if err := mayFile(by, f.Party); err != nil {
		return Case{}, err
	}
	v, err := catalogue.Current(tx, f.Item, tx.Today())
	if err != nil {
		return Case{}, err
	}
	if f.Mobile == "" && by.Unit != "" { // a window files for somebody the county knows
		if f.Mobile, err = party.MobileOf(tx, f.Party); err != nil {
			return Case{}, err
		}
	}
	return openWith(tx, by, f, v, nil)
}

// openWith starts the draft with a given version; what is covered already
// stands in its list from the start.
func openWith(tx *store.Tx, by flow.Actor, f Filing, v catalogue.Version, covered map[string]Cover) (Case, error) {
	if err := checkFiling(tx, f, v); err != nil {
		return Case{}, err
	}
	c, err := draftOf(tx, by, f, v)
	if err != nil {
		return Case{}, err
	}
	if err := insertCase.One(tx, c); err != nil {
		return Case{}, err
	}
	rows := []journal.Row{{Table: "casework_case", ID: c.ID}}
	list, _ := catalogue.PersonalList(v, f.Answers)
	for _, m := range list.Entries {
		line := materialLine(tx, c.ID, m)
		if cover, ok := covered[m.Code]; ok {
			line.Standing, line.Paper, line.Pages, line.Note = cover.Standing, cover.Paper, cover.Pages, cover.Note
		}
		if err := insertMaterial.One(tx, line); err != nil {
			return Case{}, err
		}
		rows = append(rows, journal.Row{Table: "casework_material", ID: line.ID})
	}
	_, err = journal.Record(tx, by, "case.open", c.ID, say{"item": c.Item, "version": c.ItemVersion}, rows...)
	return c, err
}

// mayFile lets applicants file for the party they act for, clerks for anybody
// who stands at the window, and the system what was accepted as a part.
func mayFile(by flow.Actor, partyID string) error {
	switch {
	case by.Has(identity.Clerk, flow.RoleSystem):
		return nil
	case by.Has(identity.Applicant) && by.Party != "" && by.Party == partyID:
		return nil
	}
	return notOthersCase.New(nil)
}

func checkFiling(tx *store.Tx, f Filing, v catalogue.Version) error {
	if err := MayApply(tx, f.Party, f.Item, v.Name); err != nil {
		return err
	}
	var p fault.Problems
	if _, ok := deliveries[f.Delivery]; !ok {
		p.Add("delivery", "结果送达方式：请选择自取、邮寄或电子送达")
	}
	_, err := ids.ParseMobile(f.Mobile)
	p.Check("mobile", err)
	list, _ := catalogue.PersonalList(v, f.Answers)
	for _, q := range list.Unanswered {
		p.Add("a."+q.ID, "%s：请选择一项", q.Text)
	}
	for _, bar := range list.Bars {
		p.Add("answers", "%s", bar)
	}
	if f.ClaimedAt != nil && f.ClaimReason == "" {
		p.Add("claim_reason", "补录原因：请写明为什么没有当时登记")
	}
	if f.ClaimedAt != nil && *f.ClaimedAt > tx.Now() {
		p.Add("claimed_at", "补录时间：不能晚于现在，请改成材料实际收到的时间")
	}
	return p.Err()
}

func draftOf(tx *store.Tx, by flow.Actor, f Filing, v catalogue.Version) (Case, error) {
	item, err := catalogue.ItemByID(tx, v.ItemID)
	if err != nil {
		return Case{}, err
	}
	tier, err := project.TierOf(tx, f.Project, tx.Today())
	if err != nil {
		return Case{}, err
	}
	if err := checkRenewal(tx, f, v); err != nil {
		return Case{}, err
	}
	contact, err := tx.Seal(f.Party, f.Mobile)
	if err != nil {
		return Case{}, err
	}
	c := Case{County: tx.County(), ID: tx.NewID(), Version: 1, State: Flow.Start,
		Item: item.Code, ItemName: v.Name, ItemVersion: v.ID, Kind: kindOf(v), Tier: string(tier),
		Unit: item.Unit, Party: f.Party, Project: text(f.Project), Renews: text(f.Renews),
		Channel: by.Channel, Source: by.Account, Reception: text(by.Window), Answers: f.Answers,
		Contact: contact, DeliveryChoice: f.Delivery, OpenedAt: tx.Now(),
		ClaimedAt: f.ClaimedAt, ClaimReason: text(f.ClaimReason),
		StatutoryN: v.StatutoryN, StatutoryUnit: v.StatutoryUnit, PromisedN: v.OrdinaryN}
	if tier == project.TierKey {
		c.PromisedN = v.KeyProjectN
	}
	if _, ok := identity.PrincipalOf(by.For); ok {
		c.Agent = &by.Account
	}
	if c.Answers == nil {
		c.Answers = map[string]string{}
	}
	return c, nil
}

func kindOf(v catalogue.Version) Kind {
	switch {
	case v.Relay:
		return Relay
	case v.Kind == catalogue.Instant:
		return Instant
	}
	return Promised
}

// text makes an optional column of a string.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// standingOf is how a material of the personal list starts out; what sharing
// can obtain is not asked for (国令716号 art. 7).
var standingOf = map[catalogue.Need]Standing{
	catalogue.Bring: Missing, catalogue.Depends: Missing,
	catalogue.Spared: Shared, catalogue.Unneeded: Unneeded,
}

func materialLine(tx *store.Tx, caseID string, m catalogue.Entry) Material {
	standing := standingOf[m.Need]
	return Material{County: tx.County(), ID: tx.NewID(), CaseID: caseID, Code: m.Code, Name: m.Name,
		Required: standing == Missing, Standing: standing}
}

// Attach puts a paper of the applicant to a line of the list. The paper's
// owner must be the case's party; reuse takes the owner's consent, which is
// recorded with its purpose.
func Attach(tx *store.Tx, by flow.Actor, id string, seen Seen, code, paperID string) (Case, error) {
	if err := mayHandIn(by, byApplicant); err != nil {
		return Case{}, err
	}
	c, lines, err := listToFill(tx, by, id, seen)
	if err != nil {
		return Case{}, err
	}
	line, err := lineOf(lines, code)
	if err != nil {
		return Case{}, err
	}
	if line, err = withPaper(tx, by, c, line, paperID); err != nil {
		return Case{}, err
	}
	return c, fill(tx, by, c, line)
}

// withPaper covers a line with a paper of the case's party.
func withPaper(tx *store.Tx, by flow.Actor, c Case, line Material, paperID string) (Material, error) {
	paper, err := papers.ByID(tx, paperID)
	if err != nil {
		return line, err
	}
	if paper.PartyID != c.Party {
		return line, notOthersCase.New(nil)
	}
	line.Standing = Provided
	if paper.CaseID == nil || *paper.CaseID != c.ID {
		line.Standing = Reused
		purpose := "办理" + c.ItemName
		// One consent serves a purpose as long as it stands.
		if _, err := papers.Consent(tx, by, paperID, purpose); err != nil && !papers.Consents.Is(err) {
			return line, err
		}
		if _, err := papers.UseFor(tx, by, paperID, c.ID, purpose); err != nil {
			return line, err
		}
	}
	line.Paper, line.Verdict, line.Note = &paperID, nil, ""
	if paper.Pages != nil {
		line.Pages = int(*paper.Pages)
	}
	return line, nil
}

// Sheet is a paper material a clerk holds in hand.
type Sheet struct {
	Code  string // line of the list
	Pages int
	Note  string
}

// Receive notes which paper materials a clerk holds in hand (纸质收件): one act for
// all that is handed over together.
func Receive(tx *store.Tx, by flow.Actor, id string, seen Seen, sheets ...Sheet) (Case, error) {
	if err := mayHandIn(by, byClerk); err != nil {
		return Case{}, err
	}
	c, lines, err := listToFill(tx, by, id, seen)
	if err != nil {
		return Case{}, err
	}
	filled := make([]Material, len(sheets))
	for i, sheet := range sheets {
		line, err := lineOf(lines, sheet.Code)
		if err != nil {
			return Case{}, err
		}
		line.Standing, line.Verdict, line.Pages, line.Note = Provided, nil, sheet.Pages, sheet.Note
		filled[i] = line
	}
	return c, fill(tx, by, c, filled...)
}

// mayHandIn keeps whoever only watches a case from adding to it.
func mayHandIn(by flow.Actor, who []flow.Role) error {
	if by.Has(who...) {
		return nil
	}
	return flow.StepForbidden.New(fault.Args{"verb": "增加材料", "roles": flow.RoleNames(who)})
}

// fill writes lines of the list and records them as one act; without lines it
// is none.
func fill(tx *store.Tx, by flow.Actor, c Case, lines ...Material) error {
	if len(lines) == 0 {
		return nil
	}
	names := make([]string, len(lines))
	rows := make([]journal.Row, len(lines))
	for i, line := range lines {
		_, err := saveMaterial.Run(tx, line.Standing, line.Verdict, line.Paper, line.Pages, line.Note, tx.County(), line.ID)
		if err != nil {
			return err
		}
		names[i], rows[i] = line.Name, journal.Row{Table: "casework_material", ID: line.ID}
	}
	_, err := journal.Record(tx, by, "case.material", c.ID,
		say{"material": strings.Join(names, "、"), "standing": lines[0].Standing}, rows...)
	return err
}

// ToFill lists the materials of a case that can still be handed in.
func ToFill(tx *store.Tx, by flow.Actor, id string) ([]Material, error) {
	_, lines, err := listToFill(tx, by, id, 0)
	return lines, err
}

// listToFill reads the case's list while materials may still be handed in.
func listToFill(tx *store.Tx, by flow.Actor, id string, seen Seen) (Case, []Material, error) {
	c, err := open(tx, by, id)
	if err != nil {
		return Case{}, nil, err
	}
	if seen != 0 && int64(seen) != c.Version {
		return Case{}, nil, store.ChangedMeanwhile.New(nil)
	}
	if c.State != Draft && c.State != Correction && c.State != Submitted {
		return Case{}, nil, flow.StepRefused.New(fault.Args{"state": Flow.Staff(c.State), "verb": "增加材料"})
	}
	lines, err := materialList(tx, id)
	return c, lines, err
}

// lineOf finds a line of the list; a material that the published item does not
// list cannot be asked for (条例 art. 35).
func lineOf(lines []Material, code string) (Material, error) {
	for _, line := range lines {
		if line.Code == code {
			return line, nil
		}
	}
	return Material{}, unlistedMaterial.New(fault.Args{"name": code})
}

// Receipt is what the applicant holds after submitting.
type Receipt struct {
	Case Case
	Code ids.Code // for tracking without an account; shown once
}

// Submit hands the application in. The server's instant is the receipt; after
// closing time or on a rest day, day 0 is the next working day. From here the
// five working days of 许可法 art. 32(4) run.
func Submit(tx *store.Tx, by flow.Actor, id string, seen Seen) (Receipt, error) {
	t, err := take(tx, by, id, seen, VerbSubmit)
	if err != nil {
		return Receipt{}, err
	}
	return submitted(tx, by, t, tx.Now())
}

// submitted hands in what was received at the instant.
func submitted(tx *store.Tx, by flow.Actor, t turn, at calendar.Instant) (Receipt, error) {
	c := t.was
	if err := receive(tx, &t.now, at); err != nil {
		return Receipt{}, err
	}
	number, err := nextNumber(tx)
	if err != nil {
		return Receipt{}, err
	}
	t.now.Number, t.now.SubmittedAt = &number, t.now.ReceivedAt
	prior, err := priorCase(tx, c)
	if err != nil {
		return Receipt{}, err
	}
	t.now.Prior = prior
	code, err := newQueryCode(tx, &t.now)
	if err != nil {
		return Receipt{}, err
	}
	now, err := move(tx, by, t, say{"number": number, "notice_due": t.now.NoticeDue, "prior": prior})
	if err != nil {
		return Receipt{}, err
	}
	return Receipt{Case: now, Code: code}, tx.Fact("CaseSubmitted", c.ID, say{"number": number, "unit": c.Unit, "item": c.Item})
}

// receive starts the notice clock with what was received at the instant.
func receive(tx *store.Tx, c *Case, at calendar.Instant) error {
	day, due, version, err := ReceivedOn(tx, at)
	c.ReceivedAt, c.ReceivedDay, c.NoticeDue, c.Book = &at, &day, &due, &version
	return err
}

// nextNumber takes the next case number of the day: TJ20200608-0037.
func nextNumber(tx *store.Tx) (string, error) {
	d := tx.Today()
	series := fmt.Sprintf("TJ%04d%02d%02d", d.Year(), d.Month(), d.Dom())
	serial, err := tx.NextNumber(series)
	if err != nil {
		return "", err
	}
	n, err := ids.NewCaseNumber("TJ", d.Year(), int(d.Month()), d.Dom(), serial)
	return n.String(), err
}
