package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/store"
)

type needsView struct {
	Page  ui.Page
	List  []outreach.NeedLine
	Board outreach.Board
	N     names
	Today calendar.Day
	All   bool // the county's board, not one unit's
}

func showNeeds(c *kit.Ctx) error {
	v := needsView{Page: c.Page("企业诉求"), Today: c.Now.Day()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = outreach.Needs(tx, c.Actor, outreach.Filter{Limit: 200}); err != nil {
			return err
		}
		if v.Board, err = outreach.BoardOf(tx, c.Actor); err != nil {
			return err
		}
		v.N, err = namesOf(tx, partiesOf(v.List)...)
		return err
	})
	if err != nil {
		return err
	}
	v.All = len(v.Board.Units) > 1
	return c.Render(needsPage(v))
}

func partiesOf(list []outreach.NeedLine) []string {
	out := make([]string, len(list))
	for n, one := range list {
		out[n] = one.Party
	}
	return out
}

// count adds up one column of the board.
func (v needsView) count(of func(outreach.UnitTally) int) (sum int) {
	for _, u := range v.Board.Units {
		sum += of(u)
	}
	return sum
}

type needView struct {
	Page     ui.Page
	Step     *ui.Form
	It       outreach.NeedFile
	N        names
	Verbs    map[flow.Verb]bool
	Staff    bool
	Owner    bool // the actor's unit answers
	Places   bool
	Late     bool
	Timeline []ui.Event
}

func showNeed(c *kit.Ctx) error {
	v := needView{Step: c.FormOf("step"), Staff: inside(c)}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = outreach.ShowNeed(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.N, err = namesOf(tx, v.It.Party); err != nil {
			return err
		}
		v.Timeline, err = timeline(tx, v.It.History, v.Staff)
		return err
	})
	if err != nil {
		return err
	}
	v.Page = back(c, v.It.Number+" "+v.It.Title, "企业诉求", "/needs")
	v.Verbs = verbs(c, outreach.NeedFlow, v.It.State)
	v.Owner, v.Places = v.It.Owned(c.Actor.Unit), c.Can("outreach.place")
	v.Late = outreach.NeedLine{Need: v.It.Need, Round: v.It.Now()}.Late(c.Now.Day())
	return c.Render(needPage(v))
}

var needSteps = map[string]step{
	"place": {"已交办，答应企业的日期开始计。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		due := f.Day("due", "答复日期")
		if err := f.Err(); err != nil {
			return err
		}
		_, err := outreach.Place(tx, by, id, seen(f), f.Text("unit"), due)
		return err
	}},
	"hand_over": {"已转办；答应企业的日期不变。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.HandOver(tx, by, id, seen(f), f.Text("unit"), f.Lines("reason"))
		return err
	}},
	"postpone": {"期限已改，原来的日期和原因企业看得到。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		due := f.Day("due", "新的期限")
		if err := f.Err(); err != nil {
			return err
		}
		_, err := outreach.Postpone(tx, by, id, seen(f), due, f.Lines("reason"))
		return err
	}},
	"answer": {"已答复，等企业自己确认。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.Answer(tx, by, id, seen(f), f.Lines("answer"))
		return err
	}},
	"confirm": {"谢谢，已记下您的确认和评价。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		level := f.OptionalInt("level", "评价", 1, 5)
		if err := f.Err(); err != nil {
			return err
		}
		v := outreach.Verdict{Remark: f.Lines("remark")}
		if level != nil {
			v.Level = *level
		}
		_, err := outreach.Confirm(tx, by, id, seen(f), v)
		return err
	}},
	"reopen": {"已重新交给承办单位，会给您新的答复。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.Reopen(tx, by, id, seen(f), f.Lines("remark"))
		return err
	}},
	"withdraw": {"诉求已收回。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.Withdraw(tx, by, id, seen(f))
		return err
	}},
}

func stepNeed(c *kit.Ctx) error { return run(c, needSteps, "/needs/", showNeed) }

func levelOptions() (out []ui.Option) {
	for n := len(outreach.LevelZh) - 1; n > 0; n-- {
		out = append(out, ui.Option{Value: string(rune('0' + n)), Label: outreach.LevelZh[n]})
	}
	return out
}

// mineView is the enterprise's own page.
type mineView struct {
	Page   ui.Page
	Form   *ui.Form
	Needs  []outreach.NeedLine
	Visits []outreach.Visit
	Sheets []outreach.Sheet
	Fees   []outreach.Fee
	N      names
}

func showMine(c *kit.Ctx) error {
	v := mineView{Page: c.Page("我的诉求").WithBack("我的办件", "/me"), Form: c.FormOf("raise")}
	err := c.Read(func(tx *store.Tx) (err error) {
		f := outreach.Filter{Limit: 50}
		if v.Needs, err = outreach.Needs(tx, c.Actor, f); err != nil {
			return err
		}
		if v.Visits, err = outreach.Visits(tx, c.Actor, f); err != nil {
			return err
		}
		if v.Sheets, err = outreach.Sheets(tx, c.Actor, f); err != nil {
			return err
		}
		if v.Fees, err = outreach.Fees(tx, c.Actor, f); err != nil {
			return err
		}
		v.N, err = namesOf(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Form.Default("category", "other")
	return c.Render(minePage(v))
}

func raise(c *kit.Ctx) error {
	f := c.FormOf("raise")
	return settle(c, "诉求已收到，很快告诉您由谁办、哪天答复。", showMine, func(tx *store.Tx) (string, error) {
		n, err := outreach.Raise(tx, c.Actor, raising(f))
		return n.Link(), err
	})
}
