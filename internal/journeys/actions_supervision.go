package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("开账号", "人 登录名", openSpecial)
	verbs.Register("起草督查", "编号 名称（内容、文件、起、止、参加、单位、组员）", planRound)
	verbs.Register("批准督查", "编号", onRound(func(tx *store.Tx, a *Act, r supervision.Round) (supervision.Round, error) {
		return supervision.ApproveRound(tx, a.By, r.Number, r.Version)
	}))
	verbs.Register("走访", "编号（单位、日期、情况、没有去）", onRound(func(tx *store.Tx, a *Act, r supervision.Round) (supervision.Round, error) {
		day, err := a.Day("日期", tx.Today())
		if err != nil {
			return r, err
		}
		return supervision.RecordVisit(tx, a.By, r.Number, r.Version, supervision.VisitInput{Unit: a.Field("单位"), Day: day, Words: a.Field("情况"), Skipped: a.Field("没有去") == "是"})
	}))
	verbs.Register("督查回避", "编号（单位、原因）", onRound(func(tx *store.Tx, a *Act, r supervision.Round) (supervision.Round, error) {
		return supervision.Recuse(tx, a.By, r.Number, r.Version, a.Field("单位"), a.Field("原因"))
	}))
	verbs.Register("结束督查", "编号（小结、上报）", onRound(func(tx *store.Tx, a *Act, r supervision.Round) (supervision.Round, error) {
		return supervision.EndRound(tx, a.By, r.Number, r.Version, supervision.Ending{Summary: a.Field("小结"), ReportedTo: a.Field("上报")})
	}))
	verbs.Register("登记问题", "督查编号（单位、依据种类、依据、文号、差距、问题、事实、要求、证明、期限、佐证）", recordFinding)
	verbs.Register("看问题", "编号", findingSeen)
	verbs.Register("看督查收件", "", deskSeen)
	verbs.Register("看销号公开", "", openFindingsSeen)
	for word, act := range findingVerbs {
		verbs.Register(word, "编号", onFinding(act))
	}
}

type findingVerb func(tx *store.Tx, a *Act, f supervision.FindingFile) error

// findingVerbs are what people do to one finding.
var findingVerbs = map[string]findingVerb{
	"交办问题": func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		_, err := supervision.Issue(tx, a.By, f.Number, f.Version)
		return err
	},
	"改问题期限": func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		due, err := a.Day("期限", 0)
		if err != nil {
			return err
		}
		_, err = supervision.EditFinding(tx, a.By, f.Number, f.Version, supervision.FindingInput{Unit: f.Unit, Ground: f.Ground, Ref: f.Ref, Document: f.Document,
			Gap: f.Gap, Title: f.Title, Facts: f.Facts, Demand: f.Demand, Wanted: f.Wanted, Due: due, Found: f.FoundDay})
		return err
	},
	"报整改": func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		way := map[string]string{"": "done", "依法改变": "changed"}[a.Field("方式")]
		_, err := supervision.File(tx, a.By, f.Number, f.Version, supervision.ReportInput{Way: way, Words: a.Field("情况"), Document: a.Field("决定"),
			Compensation: a.Field("补偿"), Proofs: proofsOf(a.Field("证明"))})
		return err
	},
	"核查销号": decideFinding(true), "退回整改": decideFinding(false),
	"申请问题延期": func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		due, err := a.Day("期限", 0)
		if err == nil {
			_, err = supervision.AskExtension(tx, a.By, f.Number, f.Version, due, a.Field("理由"))
		}
		return err
	},
	"同意问题延期": func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		_, err := supervision.DecideExtension(tx, a.By, f.Number, f.Version, true, a.Field("意见"))
		return err
	},
	"发督办函": pressUnit(supervision.UrgeUnit), "升级督办函": pressUnit(supervision.Escalate),
	"答复督办函": func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		_, err := supervision.Reply(tx, a.By, f.Number, f.Version, a.Field("答复"))
		return err
	},
	"回头看没反弹": lookAgain(true), "回头看反弹": lookAgain(false),
}

func decideFinding(accept bool) findingVerb {
	return func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		look, err := a.Day("回头看", tx.Today()+supervision.LookUsual)
		if err != nil {
			return err
		}
		check := supervision.Check{Close: accept, Words: a.Field("意见"), Public: a.Field("摘要"), LookFrom: look}
		for _, r := range f.Reports {
			if r.State == supervision.Filed {
				_, err = supervision.Decide(tx, a.By, r.ID, r.Version, check)
				return err
			}
		}
		_, err = supervision.FindingFlow.Next(a.By, f.State, supervision.VerbVerify)
		return err
	}
}

func pressUnit(press func(*store.Tx, flow.Actor, string, int64, supervision.Order) (supervision.Finding, error)) findingVerb {
	return func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		due, err := a.Day("答复期限", 0)
		if err == nil {
			_, err = press(tx, a.By, f.Number, f.Version, supervision.Order{Due: due, Reason: a.Field("理由")})
		}
		return err
	}
}

func lookAgain(held bool) findingVerb {
	return func(tx *store.Tx, a *Act, f supervision.FindingFile) error {
		due, err := a.Day("期限", 0)
		if err == nil {
			_, err = supervision.LookBack(tx, a.By, f.Number, f.Version, supervision.LookInput{Held: held, Words: a.Field("情况"), Due: due, Proofs: proofsOf(a.Field("佐证"))})
		}
		return err
	}
}

func onFinding(act findingVerb) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		number, err := a.Word()
		if err != nil {
			return "", err
		}
		err = a.Write(func(tx *store.Tx) error {
			f, err := supervision.FileOf(tx, a.By, number)
			if err != nil {
				return err
			}
			if err := act(tx, a, f); err != nil {
				return err
			}
			f, err = supervision.FileOf(tx, a.By, number)
			seen = findingLine(tx, f)
			return err
		})
		return seen, err
	}
}

func onRound(act func(*store.Tx, *Act, supervision.Round) (supervision.Round, error)) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		number, err := a.Word()
		if err != nil {
			return "", err
		}
		err = a.Write(func(tx *store.Tx) error {
			r, err := supervision.RoundByNumber(tx, a.By, number)
			if err == nil {
				r, err = act(tx, a, r)
			}
			seen = r.Number + " " + r.Title + "：" + supervision.RoundFlow.Staff(r.State)
			return err
		})
		return seen, err
	}
}

func planRound(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 起草督查 编号 名称")
	}
	from, err := a.Day("起", 0)
	if err != nil {
		return "", err
	}
	to, err := a.Day("止", 0)
	if err != nil {
		return "", err
	}
	in := supervision.Plan{Number: words[0], Title: words[1], Scope: a.Field("内容"), Document: a.Field("文件"), From: from, To: to,
		Partners: supervision.Names(a.Field("参加")), Units: supervision.Names(a.Field("单位")), Team: supervision.Names(a.Field("组员"))}
	return "方案已起草", a.Write(func(tx *store.Tx) error { _, err := supervision.PlanRound(tx, a.By, in); return err })
}

func recordFinding(a *Act) (seen string, err error) {
	round, err := a.Word()
	if err != nil {
		return "", err
	}
	due, err := a.Day("期限", 0)
	if err != nil {
		return "", err
	}
	in := supervision.FindingInput{Round: round, Unit: a.Field("单位"), Ref: a.Field("依据"), Document: a.Field("文号"), Gap: a.Field("差距"), Title: a.Field("问题"),
		Facts: a.Field("事实"), Demand: a.Field("要求"), Wanted: a.Field("证明"), Due: due, Proofs: proofsOf(a.Field("佐证"))}
	kind := a.Field("依据种类")
	for _, g := range supervision.Grounds {
		if g.Zh == kind {
			in.Ground = g.Ground
		}
	}
	err = a.Write(func(tx *store.Tx) error {
		in.Found = tx.Today()
		f, err := supervision.RecordFinding(tx, a.By, in)
		seen = f.Number + " " + supervision.FindingFlow.Staff(f.State)
		return err
	})
	return seen, err
}

func findingLine(tx *store.Tx, f supervision.FindingFile) string {
	unit, _ := org.ShortName(tx, f.Unit) // the code stands in for an unknown unit
	lines := []string{fmt.Sprintf("%s %s：%s，%s，%s 前，依据 %s %s", f.Number, f.Title, supervision.FindingFlow.Staff(f.State), unit, f.Due, f.Ref, f.Letter)}
	for _, e := range f.Extensions {
		lines = append(lines, fmt.Sprintf("延期 %s 到 %s：%s", e.Was, e.Due, supervision.ExtensionFlow.Staff(e.State)))
	}
	for _, u := range f.Urges {
		lines = append(lines, fmt.Sprintf("督办函 %s，%s 前答复", u.Letter, u.Due))
	}
	for _, l := range f.Looks {
		lines = append(lines, map[bool]string{true: "回头看没有反弹：", false: "回头看反弹："}[l.Held]+l.Words)
	}
	return strings.Join(lines, "\n")
}

func findingSeen(a *Act) (seen string, err error) {
	number, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		f, err := supervision.FileOf(tx, a.By, number)
		seen = findingLine(tx, f)
		return err
	})
	return seen, err
}

func deskSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		d, err := supervision.DeskOf(tx, a.By)
		var lines []string
		for _, pile := range []struct {
			zh   string
			list []supervision.Standing
		}{{"要整改", d.Owed}, {"等交办", d.Drafts}, {"等核查", d.Verify}, {"逾期", d.Late}, {"该回头看", d.Look}} {
			for _, f := range pile.list {
				lines = append(lines, pile.zh+" "+f.Number+" "+f.Title)
			}
		}
		for _, e := range d.Asked {
			lines = append(lines, "等批延期 "+e.Number)
		}
		for _, u := range d.Orders {
			lines = append(lines, "等答复 "+u.Letter)
		}
		for _, u := range d.Stuck {
			lines = append(lines, "到期未答复 "+u.Letter)
		}
		seen = fmt.Sprintf("等办 %d\n", d.Pressing()) + strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

// openFindingsSeen is what anybody sees without signing in.
func openFindingsSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := supervision.Findings(tx, flow.Actor{}, supervision.Filter{Public: true})
		seen = listed("销号 %d 个", list, func(f supervision.Standing) string {
			unit, _ := org.ShortName(tx, f.Unit) // the code stands in for an unknown unit
			return unit + " " + f.Title + "：" + f.Public
		})
		return err
	})
	return seen, err
}
