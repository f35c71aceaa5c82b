package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

func init() {
	verbs.Register("载入条例", "", adoptRegulation)
	verbs.Register("看条款", "条款", clauseSeen)
	verbs.Register("起草任务", "编号 任务（条款、措施、牵头、责任、期限）", setTask)
	verbs.Register("公布清单", "清单 文件", publishTasks)
	verbs.Register("看任务清单", "", mandateTasksSeen)
	verbs.Register("看任务", "编号", mandateTaskSeen)
	verbs.Register("报任务", "编号 进展|节点|完成（进度、情况、佐证）", reportOnTask)
	verbs.Register("确认报告", "编号（意见）", decideOnReport(true))
	verbs.Register("退回报告", "编号（意见）", decideOnReport(false))
	verbs.Register("看谁落后", "", rankingSeen)
	verbs.Register("变更任务期限", "编号 期限（理由、文件）", withDay(func(tx *store.Tx, by flow.Actor, t mandate.Task, day calendar.Day, why mandate.Why) (mandate.Task, error) {
		return mandate.ChangeDue(tx, by, t.Number, t.Version, mandate.Move{Due: day, Why: why})
	}))
	verbs.Register("重开任务", "编号 期限（理由、文件）", withDay(func(tx *store.Tx, by flow.Actor, t mandate.Task, day calendar.Day, why mandate.Why) (mandate.Task, error) {
		return mandate.Reopen(tx, by, t.Number, t.Version, day, why)
	}))
	verbs.Register("说明任务逾期", "编号 原因", explainTask)
}

func adoptRegulation(a *Act) (seen string, err error) {
	err = a.Write(func(tx *store.Tx) error {
		_, err := mandate.AdoptRegulation(tx, a.By)
		if err != nil {
			return err
		}
		all, err := mandate.Clauses(tx)
		seen = fmt.Sprintf("%d 条", len(all))
		return err
	})
	return seen, err
}

func clauseSeen(a *Act) (seen string, err error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		c, err := mandate.ClauseByCode(tx, code)
		if err != nil {
			return err
		}
		list, err := mandate.TasksOfClause(tx, flow.Actor{}, c.ID)
		seen = c.Zh() + " " + c.Summary + "\n" + listed("任务 %d 项", list, func(t mandate.Standing) string { return t.Number })
		return err
	})
	return seen, err
}

func setTask(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 起草任务 编号 任务")
	}
	due, err := a.Day("期限", 0)
	if err != nil {
		return "", err
	}
	in := mandate.TaskInput{List: mandate.KeyList, Number: words[0], Title: words[1], Clause: a.Field("条款"), Measure: a.Field("措施"),
		Lead: a.Field("牵头"), Partners: mandate.Codes(a.Field("责任")), Due: due}
	if in.Clause != "" {
		in.List = mandate.ClauseList
	}
	return "草案已起草", a.Write(func(tx *store.Tx) error { _, err := mandate.SetTask(tx, a.By, in); return err })
}

func publishTasks(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 公布清单 清单 文件")
	}
	err = a.Write(func(tx *store.Tx) error {
		n, err := mandate.PublishList(tx, a.By, mandate.List(words[0]), words[1])
		seen = fmt.Sprintf("公布 %d 项", n)
		return err
	})
	return seen, err
}

func mandateLine(tx *store.Tx, t mandate.Task) string {
	lead, _ := org.ShortName(tx, t.Lead) // the code stands in for an unknown unit
	return fmt.Sprintf("%s %s：%s，牵头 %s，%s 前，%d%%", t.Number, t.Title, mandate.TaskFlow.Staff(t.State), lead, t.Due, t.Percent)
}

func mandateTasksSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := mandate.Tasks(tx, a.By, mandate.TaskFilter{})
		seen = listed("任务 %d 项", list, func(t mandate.Standing) string { return mandateLine(tx, t.Task) })
		return err
	})
	return seen, err
}

func mandateTaskSeen(a *Act) (seen string, err error) {
	number, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		f, err := mandate.FileOf(tx, a.By, number)
		lines := []string{mandateLine(tx, f.Task)}
		for _, m := range f.Milestones {
			done := "没有完成"
			if m.ReachedAt != nil {
				done = m.ReachedAt.Day().String() + " 完成"
			}
			lines = append(lines, fmt.Sprintf("节点 %s %s：%s", m.Due, m.Title, done))
		}
		for _, c := range f.Changes {
			lines = append(lines, fmt.Sprintf("%s %s 改为 %s：%s", c.Kind.Zh(), c.Was, c.Became, c.Reason))
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

// proofsOf is a file as if it had been looked through; the name is the script's.
func proofsOf(name string) []papers.Proof {
	if name == "" {
		return nil
	}
	return []papers.Proof{{Name: name, File: papers.Checked{Stored: blob.Stored{Digest: strings.Repeat("5a", 32), Size: 1024}, Mime: "application/pdf", Ext: ".pdf"}}}
}

func reportOnTask(a *Act) (seen string, err error) {
	words := a.Rest()
	kinds := map[string]mandate.ReportKind{"进展": mandate.OfProgress, "节点": mandate.OfMilestone, "完成": mandate.OfAll}
	if len(words) != 2 || kinds[words[1]] == "" {
		return "", fmt.Errorf("usage: 报任务 编号 进展|节点|完成")
	}
	percent, err := a.Number("进度", 0)
	if err != nil {
		return "", err
	}
	in := mandate.ReportInput{Kind: kinds[words[1]], Percent: int64(percent), Words: a.Field("情况"), Proofs: proofsOf(a.Field("佐证"))}
	err = a.Write(func(tx *store.Tx) error {
		f, err := mandate.FileOf(tx, a.By, words[0])
		if err != nil {
			return err
		}
		if in.Kind == mandate.OfMilestone && len(f.Milestones) > 0 {
			in.Milestone = f.Milestones[0].ID
		}
		r, err := mandate.File(tx, a.By, f.Number, f.Version, in)
		seen = mandate.ReportFlow.Staff(r.State)
		return err
	})
	return seen, err
}

// decideOnReport decides the oldest report of the task that waits.
func decideOnReport(confirm bool) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		number, err := a.Word()
		if err != nil {
			return "", err
		}
		opinion := a.Field("意见")
		err = a.Write(func(tx *store.Tx) error {
			f, err := mandate.FileOf(tx, a.By, number)
			if err != nil {
				return err
			}
			for _, r := range f.Reports {
				if r.State == mandate.Filed {
					if _, err := mandate.Decide(tx, a.By, r.ID, r.Version, mandate.Decision{Confirm: confirm, Opinion: opinion}); err != nil {
						return err
					}
					t, err := mandate.TaskByNumber(tx, a.By, number)
					seen = mandateLine(tx, t)
					return err
				}
			}
			return fmt.Errorf("no report of %s waits", number)
		})
		return seen, err
	}
}

type dayVerb func(tx *store.Tx, by flow.Actor, t mandate.Task, day calendar.Day, why mandate.Why) (mandate.Task, error)

func withDay(verb dayVerb) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		words := a.Rest()
		if len(words) != 2 {
			return "", fmt.Errorf("usage: 编号 期限")
		}
		day, err := calendar.ParseDay(words[1])
		if err != nil {
			return "", err
		}
		why := mandate.Why{Reason: a.Field("理由"), Document: a.Field("文件")}
		err = a.Write(func(tx *store.Tx) error {
			t, err := mandate.TaskByNumber(tx, a.By, words[0])
			if err == nil {
				t, err = verb(tx, a.By, t, day, why)
			}
			seen = mandateLine(tx, t)
			return err
		})
		return seen, err
	}
}

func explainTask(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 说明任务逾期 编号 原因")
	}
	return "已登记", a.Write(func(tx *store.Tx) error {
		t, err := mandate.TaskByNumber(tx, a.By, words[0])
		if err == nil {
			_, err = mandate.Explain(tx, a.By, t.Number, t.Version, words[1])
		}
		return err
	})
}

func rankingSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		r, err := mandate.Rank(tx, a.By)
		var lines []string
		for _, p := range r.Due {
			lines = append(lines, fmt.Sprintf("%d %s：到期 %d，按期 %d，逾期完成 %d，逾期未完成 %d", p.Nth, p.Name, p.Due(), p.Counts[mandate.InTime], p.Counts[mandate.TooLate], p.Counts[mandate.Behind]))
		}
		for _, p := range r.Apart {
			lines = append(lines, "没有到期："+p.Name)
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}
