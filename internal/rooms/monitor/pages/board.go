package pages

import (
	"fmt"

	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// boardView is the near-due board.
type boardView struct {
	Page    ui.Page
	Filter  *ui.Form
	Groups  []group
	Shown   group
	Tabs    []ui.Tab
	Units   []monitor.UnitLoad // where more than one unit may be seen
	Names   map[string]string
	Where   string
	Notices []noticeRow
}

// group is one column of the board.
type group struct {
	Key, Title, Empty string
	List              []monitor.Judged
}

type noticeRow struct {
	monitor.Notice
	Form *ui.Form
}

func groupsOf(b monitor.Board, mine bool) []group {
	out := []group{
		{"late", "已超期", "没有超期的。", b.Late},
		{"today", "今天到期", "今天没有到期的件。", b.Today},
		{"three", "三个工作日内", "三个工作日内没有到期的件。", b.Three},
		{"rest", "其余", "没有更晚到期的件。", b.Rest},
		{"paused", "暂停中", "没有暂停计时的件。", b.Paused},
	}
	if mine {
		out = append(out, group{"waiting", "等别人", "没有等别人办的件。", b.Waiting})
	}
	return out
}

// chosen is the group asked for, else the first that holds something.
func chosen(groups []group, key string) group {
	for _, g := range groups {
		if g.Key == key {
			return g
		}
	}
	for _, g := range groups {
		if len(g.List) > 0 {
			return g
		}
	}
	return groups[1]
}

func (d door) showBoard(c *kit.Ctx) error {
	f := c.Filter()
	unit, mine := f.Text("unit"), !countywide(c) && !c.Actor.Has(identity.Head)
	v := boardView{Page: c.Page("快到期"), Filter: f, Where: "全县"}
	var b monitor.Board
	err := c.Read(func(tx *store.Tx) (err error) {
		if b, err = d.watch.Board(tx, c.Actor, monitor.BoardFilter{Unit: unit, Mine: mine}); err != nil {
			return err
		}
		notices, err := monitor.Inbox(tx, c.Actor, 20)
		if err != nil {
			return err
		}
		for _, n := range notices {
			if n.State != monitor.NoticeRead {
				v.Notices = append(v.Notices, noticeRow{n, c.FormOf("read").Sibling(n.ID)})
			}
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	if countywide(c) {
		v.Units = b.Units
		if unit != "" {
			v.Where = record.NameOf(v.Names, unit)
		}
	} else {
		v.Where = record.NameOf(v.Names, c.Actor.Unit)
	}
	v.Groups = groupsOf(b, mine)
	v.Shown = chosen(v.Groups, f.Text("due"))
	for _, g := range v.Groups {
		v.Tabs = append(v.Tabs, ui.Tab{Label: g.Title, Count: len(g.List), On: g.Key == v.Shown.Key,
			Href: fmt.Sprintf("/deadlines?due=%s&unit=%s", g.Key, unit)})
	}
	return c.Render(boardPage(v))
}

func (d door) readNotice(c *kit.Ctx) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		_, err := monitor.MarkNotice(tx, c.Actor, c.Path("id"), monitor.VerbRead, "")
		return "/deadlines", err
	}), d.showBoard)
}

func countywide(c *kit.Ctx) bool {
	return c.Actor.Has(identity.Coordinator, identity.Supervisor, identity.Leader)
}

// levelTone: red only for what is late.
func levelTone(l monitor.Level) ui.Tone {
	switch {
	case l.Late():
		return ui.Red
	case l == monitor.LevelWarn || l == monitor.LevelAlarm:
		return ui.Amber
	default:
		return ui.Grey
	}
}

// remaining says how much time is left, in words that cannot be blank or zero.
func remaining(j monitor.Judged) string {
	e := j.Why
	switch {
	case j.Level == monitor.LevelAlarm || len(e.Dues) == 0:
		return "判定不了"
	case e.Paused != nil:
		return "暂停，预计 " + e.Paused.Planned.String() + " 恢复"
	case e.Settled && j.Level.Late():
		return "办结时已超"
	case e.Settled:
		return "已办结"
	case e.At.Day() > e.Dues[0].Day && e.Left == 0:
		return "已超，次日为休息日"
	case e.At.Day() > e.Dues[0].Day:
		return fmt.Sprintf("超 %d 个工作日", -e.Left)
	case e.At.Day() == e.Dues[0].Day || e.Left == 0:
		return "今天到期"
	default:
		return fmt.Sprintf("剩 %d 个工作日", e.Left)
	}
}

func dueText(j monitor.Judged) string {
	if len(j.Why.Dues) == 0 {
		return "—"
	}
	day := j.Why.Dues[0].Day
	return day.String() + " " + day.WeekdayZh()
}
