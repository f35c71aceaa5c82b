package pages

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

// oneView is one enquiry.
type oneView struct {
	Page     ui.Page
	It       enquiry.View
	Forms    map[string]*ui.Form // one for each act
	Open     map[flow.Verb]bool
	Names    map[string]string
	Units    []ui.Option
	Tree     []ui.Option
	Alike    []enquiry.Alike
	Timeline []ui.Event
	Who      *enquiry.Identity // after a look with a reason
	Today    calendar.Day
	Keeper   bool
	Asked    *enquiry.Extension // waits for a decision
}

func showOne(c *kit.Ctx) error { return drawOne(c, nil) }

func drawOne(c *kit.Ctx, who *enquiry.Identity) error {
	v := oneView{Page: c.Page("咨询投诉"), Forms: map[string]*ui.Form{}, Open: map[flow.Verb]bool{}, Who: who, Today: c.Now.Day()}
	for name := range acts {
		v.Forms[name] = c.FormOf(name)
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = enquiry.Show(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		tree, err := enquiry.Tree(tx)
		if err != nil {
			return err
		}
		v.Tree, v.Units = treeOptions(tree, "待定"), record.UnitOptions(v.Names, "请选择")
		if v.Alike, err = enquiry.AlikeTo(tx, c.Actor, v.It.Enquiry.ID); err != nil {
			return err
		}
		v.Timeline, err = timeline(tx, v.It.Enquiry.ID)
		return err
	})
	if err != nil {
		return err
	}
	e := v.It.Enquiry
	v.Page.Title = e.Kind.Zh() + " " + e.Number
	for _, s := range enquiry.Flow.Open(c.Actor, e.State) {
		v.Open[s.Verb] = true
	}
	v.Keeper = v.Open[enquiry.VerbAccept] || c.Actor.Has("coordinator")
	if i := slices.IndexFunc(v.It.Extensions, func(x enquiry.Extension) bool { return x.State == enquiry.Asked }); i >= 0 {
		v.Asked = &v.It.Extensions[i]
	}
	v.Forms["accept"].Default("unit", v.It.Routed)
	v.Forms["accept"].Default("kind", string(e.Kind))
	v.Forms["accept"].Default("category", e.Category)
	if v.It.Reply != nil && e.State == enquiry.Assigned {
		for name, text := range map[string]string{"answer": v.It.Reply.Answer, "basis": v.It.Reply.Basis, "done": v.It.Reply.Done, "remedy": v.It.Reply.Remedy} {
			v.Forms["write"].Default(name, text)
		}
	}
	return c.Render(onePage(v))
}

type oneAct struct {
	done string
	run  func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error
}

// acts are what staff do to an enquiry, by the name of the form.
var acts = map[string]oneAct{
	"accept": {"已受理并派单，办理期限开始计时，诉求人已告知。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.Accept(tx, by, id, seen(f), enquiry.Acceptance{Kind: enquiry.Kind(f.Value("kind")), Category: f.Text("category"), Unit: f.Text("unit")})
		return err
	}},
	"decline": {"已不予受理，理由和该找谁已告知诉求人。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.Decline(tx, by, id, seen(f), enquiry.Refusal{Ground: f.Value("ground"), Explained: f.Lines("explained"), RightOffice: f.Text("right_office")})
		return err
	}},
	"link": {"已并入较早的一件，两件一起答复。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.Link(tx, by, id, seen(f), f.Text("main"))
		return err
	}},
	"transfer": {"已转办，办理期限不变。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.Move(tx, by, id, seen(f), f.Text("to"), f.Lines("reason"))
		return err
	}},
	"prolong": {"已登记上级新的期限。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.Prolong(tx, by, id, seen(f), enquiry.Origin{OriginDocument: f.Text("origin_document"), OriginDue: f.OptionalDay("origin_due", "新的期限")})
		return err
	}},
	"extend_ask": {"延期申请已交，等另一人批准。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.AskExtension(tx, by, id, seen(f), int(f.Int("days", "延长", 1, 60)), f.Lines("reason"))
		return err
	}},
	"extend": {"延期申请已处理；批准的已告知诉求人。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.DecideExtension(tx, by, id, seen(f), f.Value("grant") == "yes", f.Lines("words"))
		return err
	}},
	"statement": {"已请被反映的单位说明情况；它只看到告知的内容。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.AskStatement(tx, by, id, f.Lines("disclosed"))
		return err
	}},
	"write": {"答复已提交，等另一人审核。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.Write(tx, by, id, seen(f), enquiry.Reply{Answer: f.Lines("answer"), Basis: f.Lines("basis"), Done: f.Lines("done"), Remedy: f.Lines("remedy")})
		return err
	}},
	"review": {"审核已登记。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) (err error) {
		if f.Value("pass") == "yes" {
			_, err = enquiry.Send(tx, by, id, seen(f), f.All("met"))
		} else {
			_, err = enquiry.Return(tx, by, id, seen(f), f.All("met"), f.Lines("words"))
		}
		return err
	}},
	"report": {"已登记回报上级。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.ReportBack(tx, by, id, seen(f), f.Text("report_number"), f.Lines("report_words"))
		return err
	}},
	"publish": {"已公开，首页的公开问答里能看到。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		title, question, answer := f.Text("public_title"), f.Lines("public_question"), f.Lines("public_answer")
		_, err := enquiry.Publish(tx, by, id, seen(f), enquiry.Publication{PublicTitle: &title, PublicQuestion: &question, PublicAnswer: &answer})
		return err
	}},
	"unseal": {"拆封申请已交，等另一人同意。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := enquiry.AskUnseal(tx, by, id, f.Lines("reason"))
		return err
	}},
	"reveal": {}, // answered with the page itself, so that no name stands in an address
}

func act(c *kit.Ctx) error {
	name, f := "", c.FormOf("")
	for n := range acts {
		if sent := c.FormOf(n); sent.Sent {
			name, f = n, sent
		}
	}
	if name == "reveal" {
		var who *enquiry.Identity
		_, err := c.Act(func(tx *store.Tx) (string, error) {
			seen, err := enquiry.Reveal(tx, c.Actor, c.Path("id"), f.Lines("why"))
			who = &seen
			return "", err
		})
		if err != nil {
			return c.Again(err, showOne)
		}
		return drawOne(c, who)
	}
	return settle(c, acts[name].done, showOne, func(tx *store.Tx) (string, error) {
		if acts[name].run == nil {
			f.Problem("verb", "办理：请按页面上的按钮")
			return "", f.Err()
		}
		return "/enquiries/" + c.Path("id"), acts[name].run(tx, c.Actor, c.Path("id"), f)
	})
}
