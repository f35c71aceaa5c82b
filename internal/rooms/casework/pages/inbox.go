package pages

import (
	"fmt"
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// turnOf says whose turn it is in each state.
var turnOf = map[flow.Role][]flow.State{
	identity.Clerk:    {casework.Submitted, casework.Granted, casework.Issued, casework.Refused},
	identity.Reviewer: {casework.Accepted, casework.InReview},
	identity.Approver: {casework.ToDecide},
	identity.Head:     {casework.ToDecide},
}

// todoStates are the states in which the actor is the one to act.
func todoStates(by flow.Actor) []flow.State {
	var out []flow.State
	for _, role := range []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head} {
		if by.Has(role) {
			out = append(out, turnOf[role]...)
		}
	}
	return out
}

// row is one case of a list.
type row struct {
	Case   casework.Line
	Who    string
	Left   string
	Urgent ui.Tone
}

type inboxView struct {
	Tabs  []ui.Tab
	Rows  []row
	Pager ui.Pager
}

// views are the tabs of the inbox: whose turn, what waits for others, what is
// stopped, and everything of the unit.
var views = []struct {
	name, zh string
	count    bool // the menu has counted the first already, and of the last nobody needs to know
	find     func(by flow.Actor) casework.Find
}{
	{"", "轮到我办", false, func(by flow.Actor) casework.Find { return casework.Find{States: todoStates(by)} }},
	{"paused", "暂停中", true, func(flow.Actor) casework.Find { return casework.Find{States: []flow.State{casework.Special}} }},
	{"waiting", "等申请人", true, func(flow.Actor) casework.Find { return casework.Find{States: []flow.State{casework.Correction}} }},
	{"open", "在办全部", true, func(flow.Actor) casework.Find {
		return casework.Find{States: []flow.State{casework.Submitted, casework.Correction, casework.Accepted,
			casework.InReview, casework.Special, casework.ToDecide}}
	}},
	{"done", "已办结", false, func(flow.Actor) casework.Find {
		return casework.Find{States: []flow.State{casework.Granted, casework.Issued, casework.Refused, casework.Relayed,
			casework.Delivered, casework.Closed, casework.Withdrawn, casework.Terminated, casework.NotNeeded, casework.NotOurs}}
	}},
}

const inboxRows = 20

func inboxPage(c *kit.Ctx) error {
	var v inboxView
	var p ui.Page
	err := c.Read(func(tx *store.Tx) error {
		p = c.Page("待办")
		for _, view := range views {
			find := view.find(c.Actor)
			tab := ui.Tab{Label: view.zh, Href: "/inbox?view=" + view.name, On: c.Query("view") == view.name}
			if view.name == "" {
				tab.Count = p.Waiting("/inbox")
			}
			if view.count {
				n, err := casework.Count(tx, c.Actor, find)
				if err != nil {
					return err
				}
				tab.Count = int(n)
			}
			if tab.Count == casework.Many {
				tab.Label, tab.Count = fmt.Sprintf("%s %d+", view.zh, casework.Many-1), 0
			}
			v.Tabs = append(v.Tabs, tab)
			if !tab.On {
				continue
			}
			if err := v.list(tx, c, find, tab); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(inboxTempl(p, v))
}

// list reads one page of a tab. The address carries which case it continues
// after and how many came before.
func (v *inboxView) list(tx *store.Tx, c *kit.Ctx, find casework.Find, tab ui.Tab) error {
	before, _ := strconv.Atoi(c.Query("before")) // only words of the pager
	find.After, find.Limit = c.Query("after"), inboxRows+1
	found, err := casework.Lines(tx, c.Actor, find)
	if err != nil {
		return err
	}
	list := found[:min(inboxRows, len(found))]
	v.Pager = ui.Pager{From: before + min(1, len(list)), To: before + len(list), Total: tab.Count}
	if tab.Count == 0 { // not counted, or too many
		v.Pager.Total = -1
	}
	if find.After != "" {
		v.Pager.Prev = tab.Href
	}
	if len(found) > inboxRows {
		v.Pager.Next = fmt.Sprintf("%s&after=%s&before=%d", tab.Href, list[inboxRows-1].ID, before+inboxRows)
	}
	v.Rows, err = rowsOf(tx, list)
	return err
}

func rowsOf(tx *store.Tx, list []casework.Line) ([]row, error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(list))
	for i, k := range list {
		ids[i] = k.Party
	}
	names, err := party.Names(tx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]row, 0, len(list))
	for _, k := range list {
		r := row{Case: k, Who: names[k.Party], Urgent: ui.Grey}
		if k.NextDue != nil {
			left, err := book.WorkdaysBetween(tx.Today(), *k.NextDue)
			if err != nil {
				return nil, err
			}
			r.Left, r.Urgent = leftWords(left, tx.Today(), *k.NextDue)
		}
		out = append(out, r)
	}
	return out, nil
}

// leftWords never shows a bare 0: the last day is said in words.
func leftWords(left int, today, due calendar.Day) (string, ui.Tone) {
	switch {
	case today > due:
		return fmt.Sprintf("超期 %d 个工作日", max(1, -left)), ui.Red
	case left == 0:
		return "今天到期", ui.Amber
	case left <= 2:
		return fmt.Sprintf("剩 %d 个工作日", left), ui.Amber
	}
	return fmt.Sprintf("剩 %d 个工作日", left), ui.Grey
}
