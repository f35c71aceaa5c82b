package supervision

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "findings", Zh: "督查问题台账", Roles: keepers, Columns: findingLedger, Apply: applyFindings, Export: exportFindings},
}

var findingLedger = []manifest.Column{
	{Name: "number", Zh: "编号", Synonyms: []string{"问题编号", "序号"}, Required: true, Sample: "DC2020-01-01"},
	{Name: "round", Zh: "督查编号", Synonyms: []string{"督查"}, Required: true, Sample: "DC2020-01", Note: "督查要在进行中，您要在督查组里"},
	{Name: "unit", Zh: "责任单位", Synonyms: []string{"整改单位"}, Required: true, Sample: "430922-kgx", Note: "填机构编码或简称，要已经登记走访"},
	{Name: "ground", Zh: "依据种类", Required: true, Sample: "惠企政策兑现", Note: "惠企政策兑现、任务、条款"},
	{Name: "ref", Zh: "依据", Synonyms: []string{"文件名称"}, Required: true, Sample: "《关于支持工业经济发展的八条政策措施》", Note: "文件名称、任务编号或条款编码"},
	{Name: "document", Zh: "文号", Sample: "桃办发〔2019〕示例1号", Note: "惠企政策兑现要填"},
	{Name: "gap", Zh: "兑现差距", Sample: "未落实", Note: "未到位、未落实、未完全落实"},
	{Name: "title", Zh: "问题", Required: true, Sample: "工业企业财税增长奖未落实"},
	{Name: "facts", Zh: "事实", Required: true, Sample: "两家企业符合条件，奖金没有发（示例）"},
	{Name: "demand", Zh: "整改要求", Required: true, Sample: "核定名单，发放奖金"},
	{Name: "wanted", Zh: "应交证明", Required: true, Sample: "名单和拨付凭证"},
	{Name: "due", Zh: "整改期限", Required: true, Sample: "2020-06-30"},
	{Name: "found", Zh: "发现日期", Required: true, Sample: "2020-05-20"},
}

func dayOf(p *fault.Problems, name, label, cell string) calendar.Day {
	d, err := calendar.ParseDay(cell)
	if err != nil {
		p.Add(name, "%s“%s”看不懂，请写成 2020-06-30", label, cell)
	}
	return d
}

// groundOf reads a ground by its code or its word.
func groundOf(cell string) Ground {
	for _, g := range Grounds {
		if g.Zh == cell {
			return g.Ground
		}
	}
	return Ground(cell)
}

func applyFindings(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		in := FindingInput{Round: c["round"], Number: c["number"], Unit: c["unit"], Ground: groundOf(c["ground"]), Ref: c["ref"], Document: c["document"],
			Gap: c["gap"], Title: c["title"], Facts: c["facts"], Demand: c["demand"], Wanted: c["wanted"],
			Due: dayOf(&p, "due", "整改期限", c["due"]), Found: dayOf(&p, "found", "发现日期", c["found"])}
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		return putFinding(tx, by, in)
	})
}

// putFinding keeps one row of the ledger. What was handed over changes by its own
// acts, never by a ledger.
func putFinding(tx *store.Tx, by flow.Actor, in FindingInput) (manifest.Effect, error) {
	if err := may(by, keepers...); err != nil {
		return manifest.Same, err
	}
	was, known, err := findingByNumber.Find(tx, tx.County(), strings.TrimSpace(in.Number))
	if err != nil {
		return manifest.Same, err
	}
	if !known {
		_, err := RecordFinding(tx, by, in)
		return manifest.New, err
	}
	unit, _, err := unitOf(tx, in.Unit)
	if err != nil {
		return manifest.Same, err
	}
	same := was.Unit == unit.Code && was.Ground == in.Ground && was.Ref == in.Ref && was.Document == in.Document && was.Gap == in.Gap &&
		was.Title == in.Title && was.Facts == in.Facts && was.Demand == in.Demand && was.Wanted == in.Wanted && was.FoundDay == in.Found
	switch {
	case same && was.Due == in.Due:
		return manifest.Same, nil
	case was.State == Draft:
		_, err = EditFinding(tx, by, was.Number, was.Version, in)
		return manifest.Changed, err
	case was.Due != in.Due:
		return manifest.Same, dueByAct.New(fault.Args{"number": was.Number, "due": was.Due})
	}
	return manifest.Same, issuedByAct.New(fault.Args{"number": was.Number})
}

func exportFindings(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	all, err := Findings(tx, by, Filter{})
	if err != nil {
		return err
	}
	for _, f := range all {
		r, err := roundByID.One(tx, tx.County(), f.RoundID)
		if err != nil {
			return err
		}
		name, err := org.ShortName(tx, f.Unit)
		if err != nil {
			return err
		}
		if err := add([]string{f.Number, r.Number, name, f.Ground.Zh(), f.Ref, f.Document, f.Gap, f.Title, f.Facts, f.Demand, f.Wanted,
			f.Due.String(), f.FoundDay.String()}); err != nil {
			return err
		}
	}
	return nil
}
