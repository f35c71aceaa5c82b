package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

// queueView is the one queue.
type queueView struct {
	Page  ui.Page
	Tabs  []ui.Tab
	List  []enquiry.Enquiry
	Names map[string]string
	Today calendar.Day
	Tiles []ui.KPI
}

// tiles are the year's figures with the way to their records.
var tiles = []string{"complaints.received", "complaints.answered", "complaints.handed_down", "complaints.satisfied_rate"}

func showQueue(c *kit.Ctx) error {
	v := queueView{Page: c.Page("咨询投诉"), Today: c.Now.Day()}
	asked := flow.State(c.Query("state"))
	err := c.Read(func(tx *store.Tx) (err error) {
		all, err := enquiry.Count(tx, c.Actor, enquiry.Filter{})
		if err != nil {
			return err
		}
		v.Tabs = []ui.Tab{{Label: "全部", Href: "/enquiries", Count: int(all), On: asked == ""}}
		for _, info := range enquiry.Flow.States {
			n, err := enquiry.Count(tx, c.Actor, enquiry.Filter{States: []flow.State{info.State}})
			if err != nil {
				return err
			}
			if n > 0 || asked == info.State {
				v.Tabs = append(v.Tabs, ui.Tab{Label: info.Staff, Href: "/enquiries?state=" + string(info.State), Count: int(n), On: asked == info.State})
			}
		}
		f := enquiry.Filter{Limit: 200}
		if asked != "" {
			f.States = []flow.State{asked}
		}
		if v.List, err = enquiry.List(tx, c.Actor, f); err != nil {
			return err
		}
		if c.Can("enquiry.keep") {
			if v.Tiles, err = figureTiles(tx); err != nil {
				return err
			}
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(queuePage(v))
}

func figureTiles(tx *store.Tx) (out []ui.KPI, err error) {
	today := tx.Today()
	q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(today.Year(), 1, 1), To: today}, AsOf: tx.Now()}
	for _, id := range tiles {
		for _, f := range enquiry.Over().Figures {
			if f.ID != id {
				continue
			}
			value, err := f.Value(tx, q)
			if err != nil {
				return nil, err
			}
			out = append(out, ui.KPI{Label: f.Label, Value: value.Text, Unit: f.Unit, Note: "今年", Href: "/figures/" + f.ID})
		}
	}
	return out, nil
}

// handedView is what higher offices handed down, with both last days.
type handedView struct {
	Page  ui.Page
	List  []enquiry.Enquiry
	Names map[string]string
	Today calendar.Day
}

func showHanded(c *kit.Ctx) error {
	v := handedView{Page: c.Page("上级交办"), Today: c.Now.Day()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = enquiry.List(tx, c.Actor, enquiry.Filter{Channel: enquiry.HandedDown, Limit: 200}); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(handedPage(v))
}

// answeredView is the list that every one was answered.
type answeredView struct {
	Page     ui.Page
	Form     *ui.Form
	From, To calendar.Day
	List     enquiry.AnswerList
	Names    map[string]string
}

func showAnswered(c *kit.Ctx) error {
	today := c.Now.Day()
	v := answeredView{Page: c.Page("逐件答复清单"), Form: c.Filter(), From: calendar.DayOf(today.Year(), 1, 1), To: today}
	if d := v.Form.OptionalDay("from", "从"); d != nil {
		v.From = *d
	}
	if d := v.Form.OptionalDay("to", "到"); d != nil {
		v.To = *d
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = enquiry.EveryOne(tx, c.Actor, manifest.Query{Period: manifest.Period{From: v.From, To: v.To}, AsOf: tx.Now()}); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(answeredPage(v))
}

// climbsView is what climbed to the actor.
type climbsView struct {
	Page ui.Page
	List []enquiry.Climb
}

func showClimbs(c *kit.Ctx) error {
	v := climbsView{Page: c.Page("逾期上报")}
	err := c.Read(func(tx *store.Tx) (err error) { v.List, err = enquiry.Climbs(tx, c.Actor); return err })
	if err != nil {
		return err
	}
	return c.Render(climbsPage(v))
}

// deskView is the form of the desk.
type deskView struct {
	Page   ui.Page
	Form   *ui.Form
	Units  []ui.Option
	Areas  []ui.Option
	Tree   []ui.Option
	Ways   []ui.Option
	Handed bool // a matter handed down is being entered
	Keeper bool
}

func showDesk(c *kit.Ctx) error {
	v := deskView{Page: c.Page("登记咨询投诉"), Form: c.FormOf("desk"), Keeper: c.Actor.Has(identity.Coordinator)}
	v.Handed = v.Keeper && (c.Query("handed") != "" || v.Form.Value("channel") == string(enquiry.HandedDown))
	for _, row := range enquiry.Channels {
		if row.Channel != enquiry.Online && (row.Channel == enquiry.HandedDown) == v.Handed {
			v.Ways = append(v.Ways, ui.Option{Value: string(row.Channel), Label: row.Zh})
		}
	}
	v.Form.Default("channel", v.Ways[0].Value)
	err := c.Read(func(tx *store.Tx) error {
		names, err := record.UnitNames(tx)
		if err != nil {
			return err
		}
		tree, err := enquiry.Tree(tx)
		v.Units, v.Areas, v.Tree = record.UnitOptions(names, "没有，或者不清楚"), areaOptions(names), treeOptions(tree, "待定")
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(deskPage(v))
}

func register(c *kit.Ctx) error {
	f := c.FormOf("desk")
	in := filing(f)
	in.Channel, in.AccusedLogin = enquiry.Channel(f.Value("channel")), f.Text("accused_login")
	in.Origin, in.OriginNumber, in.OriginDocument = f.Text("origin"), f.Text("origin_number"), f.Text("origin_document")
	if in.Channel == enquiry.HandedDown {
		in.OriginDue = f.OptionalDay("origin_due", "上级期限")
	}
	var done *enquiry.Receipt
	id, err := c.Act(func(tx *store.Tx) (string, error) {
		r, err := enquiry.Register(tx, c.Actor, in)
		done = &r
		return r.Enquiry.ID, err
	})
	if err != nil {
		return c.Again(err, showDesk)
	}
	return receipt(c, id, done)
}
