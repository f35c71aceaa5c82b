package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("送审文件", "文号 标题 单位（通过、施行、试行、营商、优惠）", draftDocument)
	verbs.Register("公平竞争审查", "文号（结论、审查机构）", onDocument(func(a *Act, tx *store.Tx, d normdoc.Document) error {
		c, _ := normdoc.ParseCompetition(a.Field("结论"))
		_, err := normdoc.Examine(tx, a.By, d.ID, d.Version, c, a.Field("审查机构"))
		return err
	}))
	verbs.Register("登记文件", "文号", onDocument(func(a *Act, tx *store.Tx, d normdoc.Document) error {
		_, err := normdoc.Register(tx, a.By, d.ID, d.Version)
		return err
	}))
	verbs.Register("公布文件", "文号", onDocument(func(a *Act, tx *store.Tx, d normdoc.Document) error {
		_, err := normdoc.Publish(tx, a.By, d.ID, d.Version)
		return err
	}))
	verbs.Register("评估文件", "文号（评估、继续）", onDocument(func(a *Act, tx *store.Tx, d normdoc.Document) error {
		_, err := normdoc.Evaluate(tx, a.By, d.ID, d.Version, a.Field("继续") == "是", a.Field("评估"))
		return err
	}))
	verbs.Register("延续文件", "文号（到）", onDocument(func(a *Act, tx *store.Tx, d normdoc.Document) error {
		until, err := a.Day("到", 0)
		if err == nil {
			_, err = normdoc.Renew(tx, a.By, d.ID, d.Version, until)
		}
		return err
	}))
	verbs.Register("看文件", "文号", onDocument(nil))
	verbs.Register("开展清理", "名称（依据、条款、截止）", openClean)
	verbs.Register("审查文件", "清理 文号（抵触、建议、理由、只审）", onReview(fileReview))
	verbs.Register("决定文件", "清理 文号（决定、理由、期限）", onReview(func(a *Act, tx *store.Tx, v normdoc.Review, _ normdoc.Round) error {
		d, _ := normdoc.ParseDecision(a.Field("决定"))
		due, err := a.Day("期限", 0)
		if err == nil {
			_, err = normdoc.Decide(tx, a.By, v.ID, v.Version, normdoc.DecisionInput{Decision: d, Reason: a.Field("理由"), Due: due})
		}
		return err
	}))
	verbs.Register("退回审查", "清理 文号（原因）", onReview(func(a *Act, tx *store.Tx, v normdoc.Review, _ normdoc.Round) error {
		_, err := normdoc.Return(tx, a.By, v.ID, v.Version, a.Field("原因"))
		return err
	}))
	verbs.Register("落实文件", "清理 文号 落实文号", onReview(func(a *Act, tx *store.Tx, v normdoc.Review, _ normdoc.Round) error {
		number, err := a.Word()
		if err == nil {
			_, err = normdoc.Fulfil(tx, a.By, v.ID, v.Version, number)
		}
		return err
	}))
	verbs.Register("看审查表", "清理 文号", onReview(nil))
	verbs.Register("公布清理", "清理（文件）", publishClean)
	verbs.Register("看清理", "清理", cleanSeen)
	verbs.Register("看失效引用", "", staleSeen)
}

func draftDocument(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 送审文件 文号 标题 单位")
	}
	adopted, err := a.Day("通过", a.World.Clock.Now().Day())
	if err != nil {
		return "", err
	}
	from, err := a.Day("施行", adopted)
	if err != nil {
		return "", err
	}
	in := normdoc.DocumentInput{Number: words[0], Title: words[1], Issuer: words[2], Adopted: adopted, From: from,
		Provisional: a.Field("试行") == "是", Business: a.Field("营商") != "否", Incentive: a.Field("优惠") == "是"}
	err = a.Write(func(tx *store.Tx) error { _, err := normdoc.Draft(tx, a.By, in); return err })
	if err != nil {
		return "", err
	}
	return documentSeen(a, manifest.DocumentNumber(words[0]))
}

// onDocument takes a step of a document; without a step it only looks.
func onDocument(act func(a *Act, tx *store.Tx, d normdoc.Document) error) func(*Act) (string, error) {
	return func(a *Act) (string, error) {
		number, err := a.Word()
		if err != nil {
			return "", err
		}
		if act != nil {
			err := a.Write(func(tx *store.Tx) error {
				d, err := normdoc.DocumentByNumber(tx, a.By, number)
				if err == nil {
					err = act(a, tx, d)
				}
				return err
			})
			if err != nil {
				return "", err
			}
		}
		return documentSeen(a, number)
	}
}

func documentSeen(a *Act, number string) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		d, err := normdoc.DocumentByNumber(tx, a.By, number)
		if err != nil {
			return err
		}
		seen = fmt.Sprintf("%s《%s》%s；%s", d.Number, d.Title, normdoc.DocumentFlow.Staff(d.State), d.Words(tx.Today()))
		if d.Unified != nil {
			seen += "；统一编号 " + *d.Unified
		}
		return nil
	})
	return seen, err
}

func openClean(a *Act) (seen string, err error) {
	title, err := a.Word()
	if err != nil {
		return "", err
	}
	articles, err := normdoc.ParseArticles(a.Field("条款"))
	if err != nil {
		return "", err
	}
	due, err := a.Day("截止", 0)
	if err != nil {
		return "", err
	}
	in := normdoc.RoundInput{Title: title, Basis: a.Field("依据"), Scope: normdoc.ScopeBusiness, Articles: articles, Due: due}
	err = a.Write(func(tx *store.Tx) error {
		r, err := normdoc.OpenRound(tx, a.By, in)
		a.Made = r.ID
		return err
	})
	if err != nil {
		return "", err
	}
	return roundSeen(a, a.Made)
}

func roundSeen(a *Act, id string) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		r, err := normdoc.RoundByID(tx, a.By, id)
		if err != nil {
			return err
		}
		lines, err := normdoc.LinesOf(tx, a.By, r)
		if err != nil {
			return err
		}
		sum, err := normdoc.TallyIn(tx, r)
		seen = listed(fmt.Sprintf("%s %s（%s），%s，看得到 %%d 份", r.Number, r.Title, normdoc.RoundFlow.Staff(r.State), sum.Words()), lines, func(l normdoc.Line) string {
			return l.Document.Number + " " + reviewLine(l.Review)
		})
		return err
	})
	return seen, err
}

func reviewLine(v normdoc.Review) string {
	line := normdoc.ReviewFlow.Staff(v.State)
	if v.Decision != nil {
		line += "，决定" + v.Decision.Zh()
	}
	if v.FollowDue != nil {
		line += "，" + v.FollowDue.String() + " 前落实"
	}
	return line
}

func cleanSeen(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	return roundSeen(a, id)
}

func publishClean(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		r, err := normdoc.RoundByID(tx, a.By, id)
		if err == nil {
			_, err = normdoc.PublishRound(tx, a.By, id, r.Version, a.Field("文件"))
		}
		return err
	})
	if err != nil {
		return "", err
	}
	return roundSeen(a, id)
}

// onReview finds the review of a document in a round; without a step it only
// looks.
func onReview(act func(a *Act, tx *store.Tx, v normdoc.Review, r normdoc.Round) error) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		number, err := a.Word()
		if err != nil {
			return "", err
		}
		find := func(tx *store.Tx) (normdoc.Review, normdoc.Round, error) {
			r, err := normdoc.RoundByID(tx, flow.System("journeys"), id)
			if err != nil {
				return normdoc.Review{}, r, err
			}
			return normdoc.ReviewFor(tx, a.By, r.Number, number)
		}
		if act != nil {
			err := a.Write(func(tx *store.Tx) error {
				v, r, err := find(tx)
				if err == nil {
					err = act(a, tx, v, r)
				}
				return err
			})
			if err != nil {
				return "", err
			}
		}
		err = a.Read(func(tx *store.Tx) error {
			v, _, err := find(tx)
			lines := []string{reviewLine(v)}
			for _, f := range v.Findings {
				lines = append(lines, fmt.Sprintf("第 %d 条：%s", f.Article, f.Words))
			}
			seen = strings.Join(lines, "\n")
			return err
		})
		return seen, err
	}
}

// fileReview finds nothing under any clause but those the form names; 只审 leaves
// the others out.
func fileReview(a *Act, tx *store.Tx, v normdoc.Review, r normdoc.Round) error {
	in := normdoc.ReviewInput{Opinion: a.Field("理由")}
	in.Proposal, _ = normdoc.ParseDecision(a.Field("建议"))
	articles := r.Articles
	if only, ok := a.Find("只审"); ok {
		var err error
		if articles, err = normdoc.ParseArticles(only); err != nil {
			return err
		}
	}
	bad, words, _ := strings.Cut(a.Field("抵触"), "：")
	for _, article := range articles {
		f := normdoc.Finding{Article: article}
		if bad == fmt.Sprint(article) {
			f.Conflict, f.Words = true, words
		}
		in.Findings = append(in.Findings, f)
	}
	_, err := normdoc.FileReview(tx, a.By, v.ID, v.Version, in)
	return err
}

func staleSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := normdoc.Stales(tx, a.By, true)
		seen = listed("失效引用 %d 处", list, func(s normdoc.Stale) string {
			return fmt.Sprintf("%s 引用 %s：%s，%s 前改正", s.Title, s.Number, s.Standing, s.Due)
		})
		return err
	})
	return seen, err
}
