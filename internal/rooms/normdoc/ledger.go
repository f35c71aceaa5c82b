package normdoc

import (
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "normdocs", Zh: "规范性文件登记簿", Roles: []flow.Role{identity.Coordinator, identity.Legal}, Columns: registerLedger, Apply: applyRegister, Export: exportRegister},
	{Kind: "normdoc-reviews", Zh: "文件清理审查表", Roles: drafters, Columns: reviewLedger, Apply: applyReviews, Export: exportReviews},
	{Kind: "normdoc-decisions", Zh: "文件清理结果表", Roles: lawyers, Columns: decisionLedger, Apply: applyDecisions, Export: exportDecisions},
}

var registerLedger = []manifest.Column{
	{Name: "number", Zh: "文号", Synonyms: []string{"发文字号"}, Required: true, Sample: "桃政发〔2018〕示例1号"},
	{Name: "unified", Zh: "统一编号", Synonyms: []string{"统一登记号"}, Required: true, Sample: "TJDR-2018-00001"},
	{Name: "title", Zh: "标题", Synonyms: []string{"文件名称", "名称"}, Required: true, Sample: "桃江县促进工业发展的若干意见（示例）"},
	{Name: "issuer", Zh: "制定机关编码", Synonyms: []string{"制定机关", "机构编码"}, Required: true, Sample: "430922-xzf"},
	{Name: "provisional", Zh: "暂行试行", Synonyms: []string{"是否试行"}, Required: true, Sample: "否", Note: "是：有效期最长两年；否：最长五年"},
	{Name: "business", Zh: "涉及营商环境", Required: true, Sample: "是"},
	{Name: "incentive", Zh: "有奖励优惠", Synonyms: []string{"涉及优惠"}, Required: true, Sample: "否", Note: "奖励、补贴、优惠；是的要填公平竞争审查结论"},
	{Name: "competition", Zh: "公平竞争审查结论", Sample: "符合公平竞争标准", Note: "符合公平竞争标准、适用例外规定、不符合公平竞争标准"},
	{Name: "competition_by", Zh: "审查机构和编号", Sample: "县公平竞争审查联席会议办公室示例1号"},
	{Name: "adopted", Zh: "通过日期", Required: true, Sample: "2018-05-10"},
	{Name: "published", Zh: "公布日期", Required: true, Sample: "2018-05-20"},
	{Name: "from", Zh: "施行日期", Required: true, Sample: "2018-06-01"},
	{Name: "until", Zh: "有效期止", Sample: "2023-05-31", Note: "不填就按最长有效期"},
}

// applyRegister brings in what was registered and published on paper.
func applyRegister(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		in := DocumentInput{Number: c["number"], Title: c["title"], Issuer: c["issuer"], Adopted: dayOf(&p, "adopted", "通过日期", c["adopted"]),
			From: dayOf(&p, "from", "施行日期", c["from"])}
		published := dayOf(&p, "published", "公布日期", c["published"])
		if c["until"] != "" {
			in.Until = dayOf(&p, "until", "有效期止", c["until"])
		}
		for name, into := range map[string]*bool{"provisional": &in.Provisional, "business": &in.Business, "incentive": &in.Incentive} {
			*into = yes(&p, name, c[name])
		}
		var conclusion *Competition
		if word := c["competition"]; word != "" {
			known, ok := ParseCompetition(word)
			if !ok {
				p.Add("competition", "公平竞争审查结论“%s”不认识，请填模板说明里的一种", word)
			}
			conclusion = &known
		}
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		return enterRegistered(tx, by, in, Document{Unified: ptr(c["unified"]), PublishedDay: &published, Competition: conclusion, CompetitionBy: c["competition_by"]})
	})
}

func ptr(s string) *string { return &s }

// enterRegistered keeps a document that was registered before: as it is, once,
// under the same rules as any other.
func enterRegistered(tx *store.Tx, by flow.Actor, in DocumentInput, was Document) (manifest.Effect, error) {
	d := was
	d.County, d.ID, d.Version, d.State, d.DraftedBy, d.DraftedAt = tx.County(), tx.NewID(), 1, Published, by.Account, tx.Now()
	at := tx.Now()
	d.RegisteredBy, d.RegisteredAt, d.PublishedAt = &by.Account, &at, &at
	known, there, err := documentByNumber.Find(tx, tx.County(), manifest.DocumentNumber(in.Number))
	if err != nil {
		return manifest.Same, err
	}
	if there {
		d.ID = known.ID
	}
	actor := by
	actor.Roles = append([]flow.Role{flow.RoleSystem}, by.Roles...) // the ledger is the county's own
	if err := d.take(tx, actor, in); err != nil {
		return manifest.Same, err
	}
	var p fault.Problems
	if !unifiedNumber.MatchString(*d.Unified) {
		p.Add("unified", "统一编号：请写成“TJDR-2018-00001”的样子")
	}
	if *d.PublishedDay < d.AdoptedDay || *d.PublishedDay > tx.Today() || *d.PublishedDay > d.FromDay {
		p.Add("published", "公布日期：要在通过日期以后、施行日期和今天以前")
	}
	if d.Competition != nil && d.CompetitionBy == "" {
		p.Add("competition_by", "审查机构和编号：请填由谁审查、审查表编号")
	}
	if err := p.Err(); err != nil {
		return manifest.Same, err
	}
	if err := d.cleared(); err != nil {
		return manifest.Same, err
	}
	if other, taken, err := documentUnified.Find(tx, tx.County(), *d.Unified); err != nil || taken && other.ID != d.ID {
		if err == nil {
			err = unifiedTaken.New(fault.Args{"unified": *d.Unified, "number": other.Number})
		}
		return manifest.Same, err
	}
	if there {
		return sameOr(known, d)
	}
	d.watchFrom(tx.Today())
	return manifest.New, d.enter(tx, by, "normdoc.bring_in")
}

// sameOr refuses to change what is registered: a change is another document.
func sameOr(known, d Document) (manifest.Effect, error) {
	same := known.Unified != nil && *known.Unified == *d.Unified && known.Title == d.Title && known.Issuer == d.Issuer &&
		known.FromDay == d.FromDay && known.Business == d.Business && known.Incentive == d.Incentive && known.Provisional == d.Provisional
	if same {
		return manifest.Same, nil
	}
	return manifest.Same, numberTaken.New(fault.Args{"number": d.Number, "title": known.Title})
}

func dayOf(p *fault.Problems, name, label, cell string) calendar.Day {
	d, err := calendar.ParseDay(cell)
	if err != nil {
		p.Add(name, "%s“%s”看不懂，请写成 2020-06-30", label, cell)
	}
	return d
}

func yes(p *fault.Problems, name, cell string) bool {
	if cell != "是" && cell != "否" {
		p.Add(name, "“%s”看不懂，请填是或否", cell)
	}
	return cell == "是"
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

// exportRegister writes what was published.
func exportRegister(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	list, err := Documents(tx, by, DocumentFilter{})
	if err != nil {
		return err
	}
	for _, d := range list {
		if d.PublishedDay == nil {
			continue
		}
		conclusion := ""
		if d.Competition != nil {
			conclusion = d.Competition.Zh()
		}
		err := add([]string{d.Number, *d.Unified, d.Title, d.Issuer, yesNo(d.Provisional), yesNo(d.Business), yesNo(d.Incentive), conclusion,
			d.CompetitionBy, d.AdoptedDay.String(), d.PublishedDay.String(), d.FromDay.String(), d.UntilDay.String()})
		if err != nil {
			return err
		}
	}
	return nil
}

var reviewLedger = []manifest.Column{
	{Name: "round", Zh: "轮次", Synonyms: []string{"清理编号"}, Required: true, Sample: "QL2020-001"},
	{Name: "number", Zh: "文号", Required: true, Sample: "桃政发〔2018〕示例1号"},
	{Name: "none", Zh: "未发现抵触的条款", Synonyms: []string{"未发现抵触"}, Required: true, Sample: "12、13、17、20、25、39、43、44、62、63、64、65", Note: "条例的条号，逐条写，用顿号隔开"},
	{Name: "conflicts", Zh: "抵触的条款和情况", Synonyms: []string{"抵触"}, Sample: "43：第五条指定检测机构", Note: "条号：情况；几条用分号隔开；没有不填"},
	{Name: "proposal", Zh: "建议", Required: true, Sample: "保留", Note: "保留、修订、废止、宣布失效"},
	{Name: "opinion", Zh: "理由", Required: true, Sample: "内容合法，仍在执行"},
}

func applyReviews(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		v, _, err := ReviewFor(tx, by, c["round"], manifest.DocumentNumber(c["number"]))
		if err != nil {
			return manifest.Same, err
		}
		in, err := reviewFrom(c)
		if err != nil {
			return manifest.Same, err
		}
		if v.says(in) {
			return manifest.Same, nil
		}
		effect := manifest.New
		if v.ReviewedAt != nil {
			effect = manifest.Changed
		}
		_, err = FileReview(tx, by, v.ID, v.Version, in)
		return effect, err
	})
}

func reviewFrom(c map[string]string) (in ReviewInput, err error) {
	var p fault.Problems
	none, err := ParseArticles(c["none"])
	if err != nil {
		p.Add("none", "未发现抵触的条款：%v", err)
	}
	for _, article := range none {
		in.Findings = append(in.Findings, Finding{Article: article})
	}
	for _, part := range strings.FieldsFunc(c["conflicts"], func(r rune) bool { return r == '；' || r == ';' }) {
		number, words, _ := strings.Cut(strings.ReplaceAll(part, "：", ":"), ":")
		article, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
		if err != nil {
			p.Add("conflicts", "抵触的条款“%s”看不懂，请写成“43：第五条指定检测机构”", part)
		}
		in.Findings = append(in.Findings, Finding{Article: article, Conflict: true, Words: words})
	}
	in.Proposal, _ = ParseDecision(c["proposal"])
	in.Opinion = c["opinion"]
	return in, p.Err()
}

// says reports whether the review says already what the form does.
func (v Review) says(in ReviewInput) bool {
	if v.Proposal == nil || *v.Proposal != in.Proposal || v.Opinion != in.Opinion || len(v.Findings) != len(in.Findings) {
		return false
	}
	for _, f := range in.Findings {
		for _, was := range v.Findings {
			if was.Article == f.Article && (was.Conflict != f.Conflict || f.Conflict && was.Words != strings.TrimSpace(f.Words)) {
				return false
			}
		}
	}
	return true
}

// eachLine hands every review the actor may see to add, round by round.
func eachLine(tx *store.Tx, by flow.Actor, add func(Round, Line) error) error {
	list, err := Rounds(tx, by, 500)
	if err != nil {
		return err
	}
	for _, r := range list {
		lines, err := LinesOf(tx, by, r)
		if err != nil {
			return err
		}
		for _, l := range lines {
			if err := add(r, l); err != nil {
				return err
			}
		}
	}
	return nil
}

func exportReviews(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	return eachLine(tx, by, func(r Round, l Line) error {
		v := l.Review
		if v.ReviewedAt == nil {
			return nil
		}
		var none []int64
		var conflicts []string
		for _, f := range v.Findings {
			if f.Conflict {
				conflicts = append(conflicts, strconv.FormatInt(f.Article, 10)+"："+f.Words)
			} else {
				none = append(none, f.Article)
			}
		}
		return add([]string{r.Number, l.Document.Number, ArticlesText(none), strings.Join(conflicts, "；"), v.Proposal.Zh(), v.Opinion})
	})
}

// decisionLedger counts each decision in a column of its own, so that the row of
// sums can be held against the rows.
var decisionLedger = []manifest.Column{
	{Name: "round", Zh: "轮次", Synonyms: []string{"清理编号"}, Required: true, Sample: "QL2020-001"},
	{Name: "number", Zh: "文号", Required: true, Sample: "桃政发〔2018〕示例1号"},
	{Name: "issuer", Zh: "制定机关", Sample: "县政府", Note: "只供核对"},
	{Name: "reviewed", Zh: "清理份数", Required: true, Sample: "1", Note: "每份填 1；合计行会与各行核对"},
	{Name: string(Retain), Zh: "保留", Sample: "1", Note: "四项里填一个 1"},
	{Name: string(Revise), Zh: "修订", Sample: "0"},
	{Name: string(Repeal), Zh: "废止", Sample: "0"},
	{Name: string(Void), Zh: "宣布失效", Sample: "0"},
	{Name: "due", Zh: "落实期限", Sample: "", Note: "修订、废止要填"},
	{Name: "reason", Zh: "理由", Required: true, Sample: "内容合法，仍在执行"},
}

func applyDecisions(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		in, err := decisionFrom(c)
		if err != nil {
			return manifest.Same, err
		}
		v, _, err := ReviewFor(tx, by, c["round"], manifest.DocumentNumber(c["number"]))
		if err != nil {
			return manifest.Same, err
		}
		if v.Decision != nil && *v.Decision == in.Decision && v.Reason == in.Reason && (v.FollowDue == nil || *v.FollowDue == in.Due) {
			return manifest.Same, nil
		}
		_, err = Decide(tx, by, v.ID, v.Version, in)
		return manifest.New, err
	})
}

func decisionFrom(c map[string]string) (in DecisionInput, err error) {
	var p fault.Problems
	ticked := 0
	for _, d := range Decisions {
		switch c[string(d.Decision)] {
		case "", "0":
		case "1":
			ticked++
			in.Decision = d.Decision
		default:
			p.Add(string(d.Decision), "%s：请填 1 或 0", d.Zh)
		}
	}
	if ticked != 1 || c["reviewed"] != "1" {
		p.Add("reviewed", "一份文件只作一个决定：清理份数填 1，保留、修订、废止、宣布失效里填一个 1，现在有 %d 个", ticked)
	}
	if c["due"] != "" {
		in.Due = dayOf(&p, "due", "落实期限", c["due"])
	}
	in.Reason = c["reason"]
	return in, p.Err()
}

func exportDecisions(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	return eachLine(tx, by, func(r Round, l Line) error {
		v := l.Review
		if v.Decision == nil {
			return nil
		}
		name, err := org.ShortName(tx, v.Unit)
		if err != nil {
			return err
		}
		row := []string{r.Number, l.Document.Number, name, "1"}
		for _, d := range Decisions {
			row = append(row, map[bool]string{true: "1", false: "0"}[d.Decision == *v.Decision])
		}
		due := ""
		if v.FollowDue != nil {
			due = v.FollowDue.String()
		}
		return add(append(row, due, v.Reason))
	})
}
