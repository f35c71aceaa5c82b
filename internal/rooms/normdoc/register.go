package normdoc

import (
	"fmt"
	"regexp"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// say is what an entry of the journal says.
type say = map[string]any

// DocumentInput is what is stated of a document.
type DocumentInput struct {
	Number      string
	Title       string
	Issuer      string
	Provisional bool
	Business    bool
	Incentive   bool
	Adopted     calendar.Day
	From        calendar.Day
	Until       calendar.Day // 0: as long as the law allows
}

// may refuses who holds none of the roles.
func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return notYours.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// issues reports whether the actor works for the unit: as one of it, or for the
// managing office, which keeps the papers of units without accounts.
func issues(by flow.Actor, unit string) bool {
	return by.Has(identity.Coordinator, flow.RoleSystem) || by.Unit != "" && by.Unit == unit
}

// Draft takes a document in for registration (送审). Units draft their own.
func Draft(tx *store.Tx, by flow.Actor, in DocumentInput) (Document, error) {
	if err := may(by, drafters...); err != nil {
		return Document{}, err
	}
	d := Document{County: tx.County(), ID: tx.NewID(), Version: 1, State: Drafted, DraftedBy: by.Account, DraftedAt: tx.Now()}
	if err := d.take(tx, by, in); err != nil {
		return Document{}, err
	}
	return d, d.enter(tx, by, "normdoc.draft")
}

// enter writes a new document and its entry.
func (d Document) enter(tx *store.Tx, by flow.Actor, kind string) error {
	if err := insertDocument.One(tx, d); err != nil {
		return err
	}
	_, err := journal.Record(tx, by, kind, d.ID, d.headline(), d.row())
	return err
}

func (d Document) row() journal.Row { return journal.Row{Table: "normdoc_document", ID: d.ID} }

func (d Document) headline() say {
	out := say{"number": d.Number, "title": d.Title, "state": d.State, "until": d.UntilDay}
	if d.Unified != nil {
		out["unified"] = *d.Unified
	}
	return out
}

var wholeNumber = regexp.MustCompile(`^[\p{Han}]+〔\d{4}〕[\p{Han}]*\d+号$`)

// barred are the kinds of units that issue no normative documents (sub-offices
// and service points).
var barred = map[org.Kind]bool{org.SubCentre: true, org.Hall: true}

// take checks what was stated and reports every mistake at once.
func (d *Document) take(tx *store.Tx, by flow.Actor, in DocumentInput) error {
	var p fault.Problems
	number, title := manifest.DocumentNumber(in.Number), strings.TrimSpace(in.Title)
	if !wholeNumber.MatchString(number) {
		p.Add("number", "文号：请写成“桃政发〔2020〕3号”的样子")
	}
	if n := zh.Len(title); n == 0 || n > 200 {
		p.Add("title", "标题：现有 %d 个字，请填 1 至 200 个字", n)
	}
	if named := strings.Contains(title, "试行") || strings.Contains(title, "暂行"); named && !in.Provisional {
		p.Add("provisional", "暂行、试行：标题写着“试行”或“暂行”，请选是")
	}
	u, err := org.ByCode(tx, in.Issuer)
	switch {
	case store.NoRow.Is(err):
		p.Add("issuer", "制定机关：请从机构名录里选")
	case err != nil:
		return err
	case barred[u.Kind]:
		p.Add("issuer", "制定机关：%s不能制定规范性文件，请填有权的机关", u.Short)
	case !issues(by, in.Issuer):
		p.Add("issuer", "制定机关：只能为本单位送审")
	}
	if in.From < in.Adopted {
		p.Add("from", "施行日期：不能早于通过日期 %s", in.Adopted)
	}
	longest := ValidityFrom(in.From, in.Provisional)
	if in.Until == 0 {
		in.Until = longest
	}
	if in.Until < in.From {
		p.Add("until", "有效期止：不能早于施行日期 %s", in.From)
	}
	if in.Until > longest {
		p.Check("until", tooLong.New(fault.Args{"from": in.From, "kind": kindZh(in.Provisional), "years": zhYears[in.Provisional], "until": longest}))
	}
	if err := p.Err(); err != nil {
		return err
	}
	d.Number, d.Title, d.Issuer, d.Provisional, d.Business, d.Incentive = number, title, in.Issuer, in.Provisional, in.Business, in.Incentive
	d.AdoptedDay, d.FromDay, d.UntilDay = in.Adopted, in.From, in.Until
	return d.numberFree(tx)
}

var zhYears = map[bool]string{true: "两", false: "五"}

func kindZh(provisional bool) string {
	if provisional {
		return "暂行、试行的文件"
	}
	return "文件"
}

func (d Document) numberFree(tx *store.Tx) error {
	other, taken, err := documentByNumber.Find(tx, tx.County(), d.Number)
	if err == nil && taken && other.ID != d.ID {
		err = numberTaken.New(fault.Args{"number": d.Number, "title": other.Title})
	}
	return err
}

// takeDocument finds the document for a step of its table.
func takeDocument(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Document, flow.Step, error) {
	d, err := DocumentByID(tx, by, id)
	if err != nil {
		return Document{}, flow.Step{}, err
	}
	step, err := DocumentFlow.Next(by, d.State, verb)
	if err == nil && version != d.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return d, step, err
}

// write is the only writer of a document that exists.
func (d *Document) write(tx *store.Tx, step flow.Step) error {
	err := saveDocument.One(tx, step.To, d.Title, d.Issuer, d.Provisional, d.Business, d.Incentive, d.AdoptedDay, d.FromDay, d.UntilDay,
		d.Competition, d.CompetitionBy, d.Unified, d.RegisteredBy, d.RegisteredAt, d.PublishedDay, d.PublishedAt, d.EvaluateFrom,
		d.EvaluatedBy, d.EvaluatedAt, d.Evaluation, d.Extend, d.EndedDay, d.EndedAt, d.Successor, d.EndReason,
		d.County, d.ID, step.From, d.Version)
	if err == nil {
		d.State, d.Version = step.To, d.Version+1
	}
	return err
}

// keepDocument writes the document with the entry of the step.
func keepDocument(tx *store.Tx, by flow.Actor, step flow.Step, d Document) (Document, error) {
	if err := d.write(tx, step); err != nil {
		return Document{}, err
	}
	_, err := journal.Record(tx, by, step.Kind, d.ID, d.headline(), d.row())
	return d, err
}

// Amend changes a draft; what the fair-competition review looked at is no longer
// what is there, so its conclusion goes.
func Amend(tx *store.Tx, by flow.Actor, id string, version int64, in DocumentInput) (Document, error) {
	d, step, err := takeDocument(tx, by, id, version, VerbAmend)
	if err != nil {
		return Document{}, err
	}
	in.Number = d.Number
	if err := d.take(tx, by, in); err != nil {
		return Document{}, err
	}
	d.Competition, d.CompetitionBy = nil, ""
	return keepDocument(tx, by, step, d)
}

// Examine records the conclusion of the fair-competition review with who came to
// it and where it is written.
func Examine(tx *store.Tx, by flow.Actor, id string, version int64, c Competition, reviewer string) (Document, error) {
	d, step, err := takeDocument(tx, by, id, version, VerbExamine)
	if err != nil {
		return Document{}, err
	}
	var p fault.Problems
	if c, known := ParseCompetition(string(c)); !known {
		p.Add("competition", "审查结论：请选一项")
	} else {
		d.Competition = &c
	}
	if d.CompetitionBy = strings.TrimSpace(reviewer); d.CompetitionBy == "" {
		p.Add("competition_by", "审查机构和编号：请填由谁审查、审查表编号")
	}
	if err := p.Err(); err != nil {
		return Document{}, err
	}
	return keepDocument(tx, by, step, d)
}

// cleared refuses a document that grants incentives without a conclusion that
// lets it pass.
func (d Document) cleared() error {
	switch {
	case !d.Incentive && d.Competition == nil:
		return nil
	case d.Competition == nil:
		return unreviewed.New(nil)
	case *d.Competition == Failed:
		return anticompetitive.New(nil)
	}
	return nil
}

// apart refuses a legal reviewer who drafted the document or belongs to the unit
// that issues it.
func (d Document) apart(by flow.Actor, verb string) error {
	switch {
	case by.Account == d.DraftedBy || by.For == d.DraftedBy:
		return ownDraft.New(fault.Args{"what": "这份文件是您送审或录入的", "verb": verb})
	case by.Unit == d.Issuer:
		return ownDraft.New(fault.Args{"what": "这份文件是您所在单位制定的", "verb": verb})
	}
	return nil
}

// prefix begins the county's unified numbers; the letters are 示例.
const prefix = "TJDR"

var unifiedNumber = regexp.MustCompile(`^[A-Z]{4}-\d{4}-\d{5}$`)

// Register gives the document its unified number, by a legal reviewer who has no
// part in it. It refuses incentives without a passing fair-competition review.
func Register(tx *store.Tx, by flow.Actor, id string, version int64) (Document, error) {
	d, step, err := takeDocument(tx, by, id, version, VerbRegister)
	if err != nil {
		return Document{}, err
	}
	if err := d.apart(by, "登记"); err != nil {
		return Document{}, err
	}
	if err := d.cleared(); err != nil {
		return Document{}, err
	}
	unified, err := nextUnified(tx)
	if err != nil {
		return Document{}, err
	}
	at := tx.Now()
	d.Unified, d.RegisteredBy, d.RegisteredAt = &unified, &by.Account, &at
	return keepDocument(tx, by, step, d)
}

// nextUnified is the next number of the year that no ledger has brought in.
func nextUnified(tx *store.Tx) (string, error) {
	year := tx.Today().Year()
	for {
		n, err := tx.NextNumber(fmt.Sprintf("normdoc.unified.%d", year))
		if err != nil {
			return "", err
		}
		unified := fmt.Sprintf("%s-%d-%05d", prefix, year, n)
		if _, taken, err := documentUnified.Find(tx, tx.County(), unified); err != nil || !taken {
			return unified, err
		}
	}
}

// Refuse turns a draft down, with the reason.
func Refuse(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Document, error) {
	d, step, err := takeDocument(tx, by, id, version, VerbRefuse)
	if err != nil {
		return Document{}, err
	}
	if err := d.apart(by, "审核"); err != nil {
		return Document{}, err
	}
	var p fault.Problems
	if d.EndReason = strings.TrimSpace(reason); d.EndReason == "" {
		p.Add("reason", "理由：请写明为什么不予登记、怎样修改")
	}
	if err := p.Err(); err != nil {
		return Document{}, err
	}
	return keepDocument(tx, by, step, d)
}

// Publish makes a registered document known to everybody. It binds nobody for the
// days before, so its first day in force moves to today where it has passed.
func Publish(tx *store.Tx, by flow.Actor, id string, version int64) (Document, error) {
	d, step, err := takeDocument(tx, by, id, version, VerbPublish)
	if err != nil {
		return Document{}, err
	}
	if err := d.apart(by, "公布"); err != nil {
		return Document{}, err
	}
	at, today := tx.Now(), tx.Today()
	if today > d.UntilDay {
		return Document{}, hasLapsed.New(fault.Args{"words": fmt.Sprintf("有效期到 %s 已满", d.UntilDay), "verb": "公布"})
	}
	d.PublishedDay, d.PublishedAt, d.FromDay = &today, &at, max(d.FromDay, today)
	d.watchFrom(today)
	if d, err = keepDocument(tx, by, step, d); err != nil {
		return Document{}, err
	}
	return d, tx.Fact(FactPublished, d.ID, say{"number": d.Number, "unified": *d.Unified})
}

// watchFrom sets the day from which the evaluation is due; what has lapsed
// already is not evaluated any more.
func (d *Document) watchFrom(today calendar.Day) {
	d.EvaluateFrom = nil
	if today <= d.UntilDay {
		from := max(evaluateFrom(d.UntilDay), d.FromDay)
		d.EvaluateFrom = &from
	}
}

// FactPublished and FactEnded tell that what can be cited has changed.
const (
	FactPublished = "NormativeDocumentPublished"
	FactEnded     = "NormativeDocumentEnded"
)
