package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/store"
)

type eventsView struct {
	Page ui.Page
	Form *ui.Form
	List []outreach.EventFile
	N    names
	Plan bool
}

var eventKinds = []outreach.EventKind{outreach.Training, outreach.Meeting, outreach.Lecture}

func showEvents(c *kit.Ctx) error {
	v := eventsView{Page: c.Page("培训活动"), Form: c.FormOf("plan"), Plan: c.Can("outreach.train")}
	v.Form.Default("kind", string(outreach.Training))
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = outreach.Events(tx, c.Actor); err != nil {
			return err
		}
		v.N, err = namesOf(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(eventsPage(v))
}

func plan(c *kit.Ctx) error {
	f := c.FormOf("plan")
	return settle(c, "活动已发起，请邀请行业和企业。", showEvents, func(tx *store.Tx) (string, error) {
		in := outreach.Planning{Kind: outreach.EventKind(f.Text("kind")), Title: f.Text("title"), Day: f.Day("day", "日期"), Place: f.Text("place"), Document: f.Text("document")}
		if err := f.Err(); err != nil {
			return "", err
		}
		e, err := outreach.Plan(tx, c.Actor, in)
		return e.Link(), err
	})
}

type eventView struct {
	Page     ui.Page
	Step     *ui.Form
	It       outreach.EventFile
	N        names
	Verbs    map[flow.Verb]bool
	Timeline []ui.Event
	Pick     picker
}

func showEvent(c *kit.Ctx) error {
	v := eventView{Step: c.FormOf("step")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = outreach.ShowEvent(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		var parties []string
		for _, a := range v.It.Attendance {
			parties = append(parties, a.Party)
		}
		if v.N, err = namesOf(tx, parties...); err != nil {
			return err
		}
		if v.Pick, err = pick(c, tx, v.Step, v.It.Link()); err != nil {
			return err
		}
		history := v.It.History
		v.Timeline, err = timeline(tx, history[max(0, len(history)-10):], true)
		return err
	})
	if err != nil {
		return err
	}
	v.Page = c.Page(v.It.Title).WithBack("培训活动", "/training")
	v.Verbs = verbs(c, outreach.EventFlow, v.It.State)
	if c.Actor.Unit != v.It.Unit && !c.Can("outreach.rule") {
		v.Verbs = nil
	}
	return c.Render(eventPage(v))
}

var eventSteps = map[string]step{
	"industry": {"已邀请这个行业。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.InviteIndustry(tx, by, id, f.Text("code"), f.Text("name"))
		return err
	}},
	"invite": {"已邀请这家企业。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, _, err := outreach.Attend(tx, by, id, outreach.Presence{Party: f.Text("party"), Invited: true})
		return err
	}},
	"attend": {"已登记。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		in := outreach.Presence{Party: f.Text("party"), Attended: true, Filed: f.OptionalDay("filed", "后续登记日期"), Filing: f.Text("filing")}
		if err := f.Err(); err != nil {
			return err
		}
		_, _, err := outreach.Attend(tx, by, id, in)
		return err
	}},
	"hold": {"已登记举办，邀请名单不再改。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.HoldEvent(tx, by, id, seen(f))
		return err
	}},
	"cancel": {"活动已取消。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.CancelEvent(tx, by, id, seen(f), f.Lines("why"))
		return err
	}},
}

func stepEvent(c *kit.Ctx) error { return run(c, eventSteps, "/training/", showEvent) }

type feesView struct {
	Page ui.Page
	List []outreach.Fee
	N    names
	Keep bool
}

func showFees(c *kit.Ctx) error {
	v := feesView{Page: c.Page("中介降费"), Keep: c.Can("outreach.fee")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = outreach.Fees(tx, c.Actor, outreach.Filter{Limit: 200}); err != nil {
			return err
		}
		var parties []string
		for _, f := range v.List {
			parties = append(parties, f.Party)
		}
		v.N, err = namesOf(tx, parties...)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(feesPage(v))
}

type feeFormView struct {
	Page ui.Page
	Form *ui.Form
	Pick picker
}

func showFeeForm(c *kit.Ctx) error {
	v := feeFormView{Page: c.Page("登记原收费").WithBack("中介降费", "/outreach/fees"), Form: c.FormOf("fee")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Pick, err = pick(c, tx, v.Form, "/outreach/fees/new")
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(feeFormPage(v))
}

func (d door) openFee(c *kit.Ctx) error {
	f := c.FormOf("fee")
	files, err := d.evidence.Named(c, f, "原收费凭据")
	if err != nil {
		return c.Again(err, showFeeForm)
	}
	return settle(c, "原收费已登记，请登记各家报价。", showFeeForm, func(tx *store.Tx) (string, error) {
		in := outreach.Pricing{Party: f.Text("party"), Service: f.Text("service"), Price: f.Money("price", "原收费"), Proof: f.Text("proof"), Files: files}
		if err := f.Err(); err != nil {
			return "", err
		}
		fee, err := outreach.OpenFee(tx, c.Actor, in)
		return fee.Link(), err
	})
}

func (d door) addOffer(c *kit.Ctx) error {
	f := c.FormOf("offer")
	files, err := d.evidence.Named(c, f, "报价单")
	if err != nil {
		return c.Again(err, showFee)
	}
	return settle(c, "报价已登记。", showFee, func(tx *store.Tx) (string, error) {
		in := outreach.Offering{Firm: f.Text("firm"), Price: f.Money("price", "报价"), Proof: f.Text("proof"), Files: files}
		if err := f.Err(); err != nil {
			return "", err
		}
		fee, err := outreach.AddOffer(tx, c.Actor, c.Path("id"), seen(f), in)
		return fee.Link(), err
	})
}

type feeView struct {
	Page     ui.Page
	Step     *ui.Form
	Offer    *ui.Form
	Open     *ui.Form
	It       outreach.FeeFile
	N        names
	Verbs    map[flow.Verb]bool
	Staff    bool
	Timeline []ui.Event
}

func showFee(c *kit.Ctx) error {
	v := feeView{Step: c.FormOf("step"), Offer: c.FormOf("offer"), Open: c.FormOf("open"), Staff: inside(c)}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = outreach.ShowFee(tx, c.Actor, c.Path("id")); err != nil {
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
	v.Page = back(c, v.It.Service, "中介降费", "/outreach/fees")
	v.Verbs = verbs(c, outreach.FeeFlow, v.It.State)
	v.Step.Default("day", c.Now.Day().String())
	return c.Render(feePage(v))
}

var feeSteps = map[string]step{
	"show": {"已请企业自己选。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.ShowOffers(tx, by, id, seen(f))
		return err
	}},
	"choose": {"已选定，降幅由金额算出。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		in := outreach.Choosing{Offer: f.Text("offer"), Slip: f.Text("slip")}
		if day := f.OptionalDay("day", "选定日期"); day != nil {
			in.Day = *day
		}
		if err := f.Err(); err != nil {
			return err
		}
		_, err := outreach.Choose(tx, by, id, seen(f), in)
		return err
	}},
	"drop": {"比价已停止。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.DropFee(tx, by, id, seen(f), f.Lines("why"))
		return err
	}},
}

func stepFee(c *kit.Ctx) error { return run(c, feeSteps, "/outreach/fees/", showFee) }
