package pages

import (
	"fmt"
	"net/url"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/store"
)

// registerView is a list of documents, for staff and for the public.
type registerView struct {
	Page  ui.Page
	Form  *ui.Form
	Bar   ui.FilterView
	List  []normdoc.Document
	Names map[string]string
	Day   calendar.Day // for which the standing is said
	Tabs  []ui.Tab     // by standing, with counts
	Link  string       // before the id
	Twin  string       // query of the twins
	Draft bool
	Act   bool
}

// readRegister reads the filter (words, unit, standing, day) and the list.
func readRegister(c *kit.Ctx, by flow.Actor, path, link string) (v registerView, err error) {
	f := c.Filter()
	v = registerView{Form: f, Link: link, Day: c.Now.Day(), Draft: c.Can("normdoc.draft"), Act: c.Can("normdoc.act"), Bar: ui.FilterView{Action: path}}
	if day, err := calendar.ParseDay(f.Text("day")); err == nil {
		v.Day = day
	}
	q := url.Values{}
	for _, name := range []string{"q", "unit", "day"} {
		if text := f.Text(name); text != "" {
			q.Set(name, text)
		}
	}
	standing := normdoc.Standing(f.Text("standing"))
	err = c.Read(func(tx *store.Tx) (err error) {
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		all, err := normdoc.Documents(tx, by, normdoc.DocumentFilter{Text: f.Text("q"), Issuer: f.Text("unit"), Day: v.Day})
		counts := map[normdoc.Standing]int{"": len(all)}
		for _, d := range all {
			s := d.On(v.Day)
			counts[s]++
			if standing == "" || s == standing {
				v.List = append(v.List, d)
			}
		}
		for _, o := range standingOptions() {
			s := normdoc.Standing(o.Value)
			if counts[s] > 0 || s == standing {
				q.Set("standing", o.Value)
				v.Tabs = append(v.Tabs, ui.Tab{Label: o.Label, Href: path + "?" + q.Encode(), Count: counts[s], On: s == standing})
			}
		}
		return err
	})
	q.Set("standing", string(standing))
	v.Twin = q.Encode()
	return v, err
}

func showRegister(c *kit.Ctx) error {
	v, err := readRegister(c, c.Actor, "/normdocs", "/normdocs/")
	if err != nil {
		return err
	}
	v.Page = c.Page("规范性文件库")
	return c.Render(registerPage(v))
}

// draftView is the form for a new document.
type draftView struct {
	Page  ui.Page
	Form  *ui.Form
	Names map[string]string
}

func showDraft(c *kit.Ctx) error {
	v := draftView{Page: c.Page("送审文件"), Form: c.FormOf("draft")}
	for _, name := range []string{"provisional", "business", "incentive"} {
		v.Form.Default(name, "no")
	}
	v.Form.Default("issuer", c.Actor.Unit)
	err := c.Read(func(tx *store.Tx) (err error) { v.Names, err = record.UnitNames(tx); return err })
	if err != nil {
		return err
	}
	return c.Render(draftPage(v))
}

func inputOf(f *ui.Form) normdoc.DocumentInput {
	in := normdoc.DocumentInput{Number: f.Text("number"), Title: f.Text("title"), Issuer: f.Text("issuer"), Provisional: f.Value("provisional") == "yes",
		Business: f.Value("business") == "yes", Incentive: f.Value("incentive") == "yes", Adopted: f.Day("adopted", "通过日期"), From: f.Day("from", "施行日期")}
	if f.Text("until") != "" {
		in.Until = f.Day("until", "有效期止")
	}
	return in
}

func draft(c *kit.Ctx) error {
	f := c.FormOf("draft")
	return settle(c, "已送审，等司法局登记。", showDraft, func(tx *store.Tx) (string, error) {
		in := inputOf(f)
		if err := f.Err(); err != nil {
			return "", err
		}
		d, err := normdoc.Draft(tx, c.Actor, in)
		return "/normdocs/" + d.ID, err
	})
}

// documentView is one document with its history.
type documentView struct {
	Page   ui.Page
	It     normdoc.Document
	Today  calendar.Day
	Names  map[string]string
	Lines  []normdoc.Line
	Rounds []normdoc.Round
	Next   *normdoc.Document // that ended it
	Events []ui.Event
	Forms  map[string]*ui.Form
	Can    map[string]bool // forms this person may fill in
}

var eventWords = map[string]string{"normdoc.draft": "送审", "normdoc.bring_in": "从登记簿录入"}

func showDocument(c *kit.Ctx) error {
	v := documentView{Today: c.Now.Day(), Forms: map[string]*ui.Form{}, Can: map[string]bool{}}
	for _, name := range []string{"amend", "examine", "register", "refuse", "publish", "evaluate", "renew"} {
		v.Forms[name] = c.FormOf(name)
	}
	err := c.Read(func(tx *store.Tx) error { return v.read(tx, c) })
	if err != nil {
		return err
	}
	for _, s := range normdoc.DocumentFlow.Open(c.Actor, v.It.State) {
		v.Can[string(s.Verb)] = true
	}
	v.Can["evaluate"] = v.Can["evaluate"] && v.It.EvaluateFrom != nil && v.Today >= *v.It.EvaluateFrom && v.Today <= v.It.UntilDay
	v.Can["renew"] = v.Can["renew"] && v.It.Extend != nil && *v.It.Extend && v.Today <= v.It.UntilDay
	v.Page = c.Page(v.It.Number)
	v.fill()
	return c.Render(documentPage(v))
}

func (v *documentView) fill() {
	f, yes := v.Forms["amend"], map[bool]string{true: "yes", false: "no"}
	for name, value := range map[string]string{"title": v.It.Title, "issuer": v.It.Issuer, "provisional": yes[v.It.Provisional], "business": yes[v.It.Business],
		"incentive": yes[v.It.Incentive], "adopted": v.It.AdoptedDay.String(), "from": v.It.FromDay.String(), "until": v.It.UntilDay.String()} {
		f.Default(name, value)
	}
	v.Forms["renew"].Default("until", normdoc.ValidityFrom(v.It.UntilDay+1, v.It.Provisional).String())
}

func (v *documentView) read(tx *store.Tx, c *kit.Ctx) (err error) {
	if v.It, err = normdoc.DocumentByID(tx, c.Actor, c.Path("id")); err != nil {
		return err
	}
	if v.Names, err = record.UnitNames(tx); err != nil {
		return err
	}
	if v.Lines, v.Rounds, err = normdoc.ReviewsOf(tx, c.Actor, v.It.ID); err != nil {
		return err
	}
	if v.It.Successor != nil {
		next, err := normdoc.DocumentByID(tx, c.Actor, *v.It.Successor)
		if err != nil {
			return err
		}
		v.Next = &next
	}
	history, err := journal.History(tx, v.It.ID)
	for _, e := range history {
		title := eventWords[e.Kind]
		for _, s := range normdoc.DocumentFlow.Steps {
			if s.Kind == e.Kind {
				title = s.Label
			}
		}
		v.Events = append(v.Events, ui.Event{When: e.At.String(), Title: title, Who: e.By.Name})
	}
	return err
}

func stepDocument(c *kit.Ctx) error {
	id := c.Path("id")
	return take(c, showDocument, "/normdocs/"+id, []step{
		{"amend", "已修改；公平竞争审查要重新做。", func(tx *store.Tx, f *ui.Form) error {
			in := inputOf(f)
			if err := f.Err(); err != nil {
				return err
			}
			_, err := normdoc.Amend(tx, c.Actor, id, seen(f), in)
			return err
		}},
		{"examine", "审查结论已登记。", func(tx *store.Tx, f *ui.Form) error {
			_, err := normdoc.Examine(tx, c.Actor, id, seen(f), normdoc.Competition(f.Value("competition")), f.Text("competition_by"))
			return err
		}},
		{"register", "已统一登记和编号。", func(tx *store.Tx, f *ui.Form) error {
			_, err := normdoc.Register(tx, c.Actor, id, seen(f))
			return err
		}},
		{"refuse", "不予登记。", func(tx *store.Tx, f *ui.Form) error {
			_, err := normdoc.Refuse(tx, c.Actor, id, seen(f), f.Text("reason"))
			return err
		}},
		{"publish", "已公布。", func(tx *store.Tx, f *ui.Form) error {
			_, err := normdoc.Publish(tx, c.Actor, id, seen(f))
			return err
		}},
		{"evaluate", "评估已登记。", func(tx *store.Tx, f *ui.Form) error {
			_, err := normdoc.Evaluate(tx, c.Actor, id, seen(f), f.Value("extend") == "yes", f.Text("evaluation"))
			return err
		}},
		{"renew", "有效期已延续。", func(tx *store.Tx, f *ui.Form) error {
			until := f.Day("until", "延续到")
			if err := f.Err(); err != nil {
				return err
			}
			_, err := normdoc.Renew(tx, c.Actor, id, seen(f), until)
			return err
		}},
	})
}

// pairs are the parts of a document as printed.
func pairs(d normdoc.Document, names map[string]string, today calendar.Day) []ui.Pair {
	yes := map[bool]string{true: "是", false: "否"}
	review := "不需要"
	switch {
	case d.Competition != nil:
		review = d.Competition.Zh() + "（" + d.CompetitionBy + "）"
	case d.Incentive:
		review = "还没有结论，不能登记"
	}
	return []ui.Pair{{Term: "效力", Text: d.Words(today)}, {Term: "文号", Text: d.Number}, {Term: "统一编号", Text: textOf(d.Unified)},
		{Term: "制定机关", Text: record.NameOf(names, d.Issuer)}, {Term: "通过", Text: d.AdoptedDay.String()}, {Term: "公布", Text: dayText(d.PublishedDay)},
		{Term: "施行", Text: fmt.Sprintf("%s 至 %s%s", d.FromDay, d.UntilDay, map[bool]string{true: "（暂行、试行）", false: ""}[d.Provisional])},
		{Term: "涉及营商环境", Text: yes[d.Business]}, {Term: "有奖励优惠", Text: yes[d.Incentive]}, {Term: "公平竞争审查", Text: review}}
}
