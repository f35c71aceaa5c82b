package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("查进度", "办件 [查询码]", track)
	verbs.Register("看文书", "办件", func(a *Act) (string, error) { return lettersSeen(a) })
	verbs.Register("看留痕", "办件", func(a *Act) (string, error) { return a.ofCase(historySeen) })
	verbs.Register("看办件列表", "", func(a *Act) (seen string, err error) {
		err = a.Read(func(tx *store.Tx) error {
			list, err := casework.List(tx, a.By, casework.Find{})
			lines := []string{fmt.Sprintf("共 %d 件", len(list))}
			for _, c := range list {
				lines = append(lines, c.No()+" "+c.ItemName+" "+casework.Flow.Staff(c.State))
			}
			seen = strings.Join(lines, "\n")
			return err
		})
		return seen, err
	})
}

// caseSeen is what the actor reads on the page of the case: first the public
// line, then the days and what was recorded.
func (a *Act) caseSeen(id string) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		f, err := casework.Show(tx, a.By, id)
		if err == nil {
			seen, err = fileSeen(tx, f)
		}
		return err
	})
	return seen, err
}

func fileSeen(tx *store.Tx, f casework.File) (string, error) {
	c := f.Case
	lines := []string{fmt.Sprintf("%s %s：%s", c.No(), c.ItemName, casework.Flow.Staff(c.State)),
		f.PublicStatus().Line}
	if c.State == casework.Draft {
		lines = append(lines, materialsSeen(f.Materials))
	}
	if c.ClaimedAt != nil {
		lines = append(lines, fmt.Sprintf("补录：所称收件 %s，登记 %s，原因：%s", *c.ClaimedAt, c.OpenedAt, *c.ClaimReason))
	}
	if c.ReceivedDay != nil && c.AcceptedDay == nil && c.NoticeDue != nil {
		lines = append(lines, fmt.Sprintf("收件日 %s，答复期限 %s", *c.ReceivedDay, *c.NoticeDue))
	}
	if c.AcceptedDay != nil {
		lines = append(lines, fmt.Sprintf("受理日 %s，承诺期限 %s，法定期限 %s", *c.AcceptedDay, *c.PromisedDue, *c.StatutoryDue))
	}
	if c.DecidedDay != nil {
		view, _, err := casework.ClockOf(tx, f)
		if err != nil {
			return "", err
		}
		lines = append(lines, fmt.Sprintf("决定日 %s，用时 %d 个工作日，送达期限 %s", *c.DecidedDay, view.Used, dayOr(c.DeliveryDue)))
	}
	if c.OverdueReason != nil {
		lines = append(lines, "公开的超期原因："+*c.OverdueReason)
	}
	if c.EndReason != nil {
		lines = append(lines, "没有作出决定而结束："+*c.EndReason)
	}
	if c.Prior != nil {
		lines = append(lines, "90 天内同一申请人申请过同一事项")
	}
	return strings.Join(append(lines, recordsSeen(f)...), "\n"), nil
}

func materialsSeen(list []casework.Material) string {
	var parts []string
	for _, m := range list {
		parts = append(parts, m.Name+" "+standingZh[m.Standing])
	}
	return "材料：" + strings.Join(parts, "、")
}

var standingZh = map[casework.Standing]string{casework.Missing: "未交", casework.Provided: "已交", casework.Reused: "复用已有",
	casework.Shared: "部门共享免交", casework.Unneeded: "不需要"}

// recordsSeen lists notices, moved days, former decisions and corrections.
func recordsSeen(f casework.File) []string {
	var lines []string
	for _, n := range f.Notices {
		var names []string
		for _, g := range n.Items {
			names = append(names, g.Name)
		}
		lines = append(lines, fmt.Sprintf("第 %d 次补正告知：%s，期限 %s", n.Nth, strings.Join(names, "、"), n.Due))
		if n.Violation != nil {
			lines = append(lines, "违规："+*n.Violation)
		}
	}
	if f.Deferral != nil {
		lines = append(lines, "容缺："+owedSeen(*f.Deferral))
	}
	if f.Pledge != nil {
		lines = append(lines, pledgeSeen(*f.Pledge))
	}
	for _, m := range f.Moves {
		lines = append(lines, fmt.Sprintf("%s 由 %s 改为 %s：%s", clockZh[m.Clock], m.OldDue, m.NewDue, m.Cause))
	}
	for _, d := range f.Decisions {
		if d.SetAside != nil {
			lines = append(lines, "首次决定已撤销："+*d.SetAside)
		}
	}
	for _, m := range f.Amended {
		lines = append(lines, fmt.Sprintf("更正 %s：%s → %s（%s）", m.Field, m.Old, m.New, m.Reason))
	}
	return lines
}

var clockZh = map[string]string{"promised": "承诺期限", "statutory": "法定期限", "notice": "答复期限", "delivery": "送达期限"}

func dayOr(d *calendar.Day) string {
	if d == nil {
		return "—"
	}
	return d.String()
}

// track asks with the number and the code on the receipt.
func track(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	code := a.World.kept[id]
	for _, word := range a.Rest() {
		code = word
	}
	err = a.Read(func(tx *store.Tx) error {
		f, err := casework.Show(tx, flow.System("journeys"), id)
		if err != nil {
			return err
		}
		if f, err = casework.Track(tx, f.Case.No(), code); err == nil {
			seen = f.Case.No() + "：" + casework.PublicStatusOf(f.Case, f.Pauses).Line
		}
		return err
	})
	return seen, err
}

// ofCase reads something of a case the actor may see.
func (a *Act) ofCase(read func(tx *store.Tx, id string) (string, error)) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		if _, err := casework.Show(tx, a.By, id); err != nil {
			return err
		}
		seen, err = read(tx, id)
		return err
	})
	return seen, err
}

// lettersSeen opens every letter of the case, as its unit or its addressee may.
func lettersSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		list, err := letters.OfSubject(tx, id)
		var lines []string
		for _, l := range list {
			doc, err := letters.Open(tx, a.By, l.ID)
			if err != nil {
				return err
			}
			lines = append(lines, l.Number+"《"+l.Title+"》")
			for _, remedy := range doc.Remedies {
				lines = append(lines, "　　救济："+remedy)
			}
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

func historySeen(tx *store.Tx, id string) (string, error) {
	events, err := journal.History(tx, id)
	var lines []string
	for _, e := range events {
		lines = append(lines, fmt.Sprintf("%s %s %s", e.At, e.By.Name, e.Kind))
	}
	return strings.Join(lines, "\n"), err
}
