package pages

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// intakeView is the window's one screen: who, what, materials, outcome.
type intakeView struct {
	Who     string
	Found   []party.Party
	Party   *party.View
	Open    int64
	Words   string
	Items   []catalogue.Found
	Version *catalogue.Version
	Code    string
	List    catalogue.List
	Due     [2]calendar.Day // promised, statutory, if accepted today
	Last    calendar.Day    // last day that may be promised for a supplement
	Form    *kit.Form
	Strip   templ.Component // the window's queue, nil for none
}

// intakePage needs no script: each step is a GET with what is known so far, the
// outcome is the one POST.
func (s site) intakePage(c *kit.Ctx) error {
	v := intakeView{Who: c.Query("who"), Words: c.Query("q"), Form: c.FormOf("take-in")}
	err := c.Read(func(tx *store.Tx) error {
		if err := v.findParty(tx, c); err != nil {
			return err
		}
		return v.findItem(tx, c)
	})
	if err != nil {
		return err
	}
	page := c.Page("窗口收件")
	if s.strip != nil {
		if v.Strip, err = s.strip(c, page); err != nil {
			return err
		}
	}
	return c.Render(intakeTempl(page, v))
}

// focus names the part of the screen that comes next, so that no key is needed to
// get there.
func (v intakeView) focus() string {
	switch {
	case v.Party == nil:
		return "who"
	case v.Version == nil && len(v.Items) == 0:
		return "item"
	case v.Version == nil:
		return "hit"
	default:
		return "take-in"
	}
}

// mobileHint says what an empty field means.
func (v intakeView) mobileHint() string {
	if v.Party.Mobile == "" {
		return ""
	}
	return "不填就用登记的 " + v.Party.Mobile
}

// known is what the address says, or what a form that is shown again carries.
func (v *intakeView) known(c *kit.Ctx, name string) string {
	if typed := v.Form.Value(name); typed != "" {
		return typed
	}
	return c.Query(name)
}

func (v *intakeView) findParty(tx *store.Tx, c *kit.Ctx) error {
	id := v.known(c, "party")
	if id == "" && v.Who != "" {
		found, err := party.Search(tx, party.Find{Text: v.Who, Limit: 6})
		if err != nil {
			return err
		}
		if v.Found = found; len(found) == 1 {
			id = found[0].ID
		}
	}
	if id == "" {
		return nil
	}
	p, err := party.ByID(tx, id)
	if err != nil {
		return err
	}
	view, err := party.Display(tx, p)
	if err != nil {
		return err
	}
	v.Party = &view
	v.Open, err = casework.Count(tx, c.Actor, casework.Find{Party: id, States: []flow.State{casework.Submitted,
		casework.Correction, casework.Accepted, casework.InReview, casework.Special, casework.ToDecide}})
	return err
}

func (v *intakeView) findItem(tx *store.Tx, c *kit.Ctx) error {
	code := v.known(c, "item")
	if code == "" {
		if v.Words == "" {
			return nil
		}
		found, err := catalogue.Search(tx, tx.Today(), v.Words, 6)
		if err != nil || len(found.Hits) != 1 {
			v.Items = found.Hits
			return err
		}
		code = found.Hits[0].Code // the only one that fits needs no choosing
	}
	version, err := catalogue.Current(tx, code, tx.Today())
	if err != nil {
		return err
	}
	v.Version, v.Code = &version, code
	v.List, _ = catalogue.PersonalList(version, answersOf(v.Form, version))
	v.Form.Default("delivery", "window")
	for _, m := range v.List.Entries {
		v.Form.Default("m."+m.Code, "ok")
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	for i, n := range []int{version.OrdinaryN, version.StatutoryN} {
		if v.Due[i], err = book.Due(tx.Today(), n, version.StatutoryUnit); err != nil {
			return err
		}
	}
	v.Last = v.Due[0]
	if version.Rules.SupplementBy == catalogue.CeilingStatutory {
		v.Last = v.Due[1]
	}
	v.Form.Default("later_due", v.Last.String())
	return nil
}

// answersOf reads the answers to the item's questions.
func answersOf(f *kit.Form, v catalogue.Version) catalogue.Answers {
	out := catalogue.Answers{}
	for _, q := range v.Questions {
		if a := f.Text(answer + q.ID); a != "" {
			out[q.ID] = a
		}
	}
	return out
}

// takeIn files, submits and answers in one act: the window has no way to take
// papers in without an outcome.
func (s site) takeIn(c *kit.Ctx) error {
	f := c.FormOf("take-in")
	f.Choice("outcome", "办理结果", "accept", "conditional", "ask", "not_ours", "not_needed") // told together with what the verbs miss
	var done *casework.Receipt
	answers, err := readAnswers(c, f)
	if err != nil {
		return c.Again(err, s.intakePage)
	}
	id, err := c.Act(func(tx *store.Tx) (string, error) {
		receipt, err := takeIn(tx, c.Actor, f, answers)
		done = &receipt
		return receipt.Case.ID, err
	})
	if err != nil {
		return c.Again(err, s.intakePage)
	}
	return s.receiptPage(c, id, done)
}

// readAnswers reads what was answered to the item's questions before the act, for
// which others wait.
func readAnswers(c *kit.Ctx, f *kit.Form) (answers catalogue.Answers, err error) {
	err = c.Read(func(tx *store.Tx) error {
		version, err := catalogue.Current(tx, f.Text("item"), tx.Today())
		answers = answersOf(f, version)
		return err
	})
	return answers, err
}

func takeIn(tx *store.Tx, by flow.Actor, f *kit.Form, answers catalogue.Answers) (casework.Receipt, error) {
	k, err := casework.Open(tx, by, casework.Filing{Item: f.Text("item"), Party: f.Text("party"), Project: f.Text("project"),
		Answers: answers, Mobile: f.Code("mobile"), Delivery: f.Text("delivery"), Renews: f.Text("renews")})
	if err != nil {
		return casework.Receipt{}, err
	}
	list, err := casework.ToFill(tx, by, k.ID)
	if err != nil {
		return casework.Receipt{}, err
	}
	taken := sort(f, list)
	if _, err := casework.Receive(tx, by, k.ID, 0, taken.sheets...); err != nil {
		return casework.Receipt{}, err
	}
	receipt, err := casework.Submit(tx, by, k.ID, 0)
	if err != nil {
		return receipt, err
	}
	if len(taken.pledged) > 0 {
		if receipt.Case, err = casework.SignPledge(tx, by, k.ID, 0, signatureOf(f), taken.pledged...); err != nil {
			return receipt, err
		}
	}
	receipt.Case, err = outcome(tx, by, receipt.Case, f, taken)
	return receipt, err
}

// taken is what the window found of the list.
type taken struct {
	sheets  []casework.Sheet
	ask     casework.Ask
	later   []casework.Owed // to follow (容缺)
	pledged []string        // a pledge stands in (告知承诺)
}

// sort puts each material of the list where the window's key put it.
func sort(f *kit.Form, list []casework.Material) (t taken) {
	due := f.OptionalDay("later_due", "最迟补交日")
	for _, m := range list {
		if m.Standing != casework.Missing {
			continue
		}
		problem := f.Text("g." + m.Code)
		switch f.Text("m." + m.Code) {
		case "lack":
			t.ask.Gaps = append(t.ask.Gaps, casework.Gap{Material: m.Code, Name: m.Name, Problem: problem, Required: "按办事指南的样表提交"})
		case "later":
			o := casework.Owed{Material: m.Code, Problem: problem}
			if due != nil {
				o.Due = *due
			}
			t.later = append(t.later, o)
		case "pledge":
			t.pledged = append(t.pledged, m.Code)
		default:
			pages := 1
			if n := f.OptionalInt("p."+m.Code, m.Name+"页数", 0, 9999); n != nil {
				pages = int(*n)
			}
			t.sheets = append(t.sheets, casework.Sheet{Code: m.Code, Pages: pages})
		}
	}
	return t
}

// signatureOf reads who signed a promise or a pledge.
func signatureOf(f *kit.Form) casework.Signature {
	return casework.Signature{Signer: f.Text("signer"), Capacity: casework.Capacity(f.Text("capacity")), Agreed: f.Ticked("agreed")}
}

// conditional takes the promise down and accepts on it.
func conditional(tx *store.Tx, by flow.Actor, id string, p casework.Promise) (casework.Case, error) {
	if k, err := casework.PromiseSupplement(tx, by, id, 0, p); err != nil {
		return k, err
	}
	return casework.AcceptConditional(tx, by, id, 0)
}

// outcome takes one of the five ways of 许可法 art. 32, or accepts with a gap.
func outcome(tx *store.Tx, by flow.Actor, k casework.Case, f *kit.Form, t taken) (casework.Case, error) {
	if err := f.Err(); err != nil {
		return k, err
	}
	switch f.Text("outcome") {
	case "ask":
		return casework.AskCorrection(tx, by, k.ID, 0, t.ask)
	case "conditional":
		return conditional(tx, by, k.ID, casework.Promise{Signature: signatureOf(f), Items: t.later})
	case "not_ours":
		return casework.AnswerNotOurs(tx, by, k.ID, 0, f.Text("reason"), f.Text("competent_body"))
	case "not_needed":
		return casework.AnswerNotNeeded(tx, by, k.ID, 0, f.Text("reason"))
	}
	got, err := casework.Accept(tx, by, k.ID, 0)
	if err != nil || got.Kind != casework.Instant || !f.Ticked("grant") {
		return got, err
	}
	return casework.Grant(tx, by, k.ID, 0, casework.Verdict{})
}

// receiptView is what the applicant takes home.
type receiptView struct {
	Case   casework.Case
	Who    string
	Public casework.PublicStatus
	Code   string // shown once, empty when the page is opened again
	Link   string
}

func (s site) receiptPage(c *kit.Ctx, id string, done *casework.Receipt) error {
	var v receiptView
	err := c.Read(func(tx *store.Tx) error {
		file, err := casework.Show(tx, c.Actor, id)
		if err != nil {
			return err
		}
		p, err := party.ByID(tx, file.Case.Party)
		v.Case, v.Who, v.Public = file.Case, p.Name, file.PublicStatus()
		return err
	})
	if err != nil {
		return err
	}
	v.Link = c.Absolute("/track?no=" + v.Case.No())
	if done != nil {
		v.Code = grouped(done.Code)
	}
	if c.Actor.Unit == "" {
		return c.Render(receiptTempl(c.Page("已提交").WithNarrow(), v))
	}
	return c.Render(staffReceiptTempl(c.Page("受理回执"), v))
}

func grouped(code ids.Code) string {
	if code == "" {
		return ""
	}
	return code.Grouped()
}

// answer is what the field of a question's answer begins with, as the verb names
// it in a refusal.
const answer = "a."

// choices are a question's open answers as options.
func choices(q catalogue.Question) []ui.Option {
	var out []ui.Option
	for _, choice := range q.Choices {
		out = append(out, ui.Option{Value: choice.Code, Label: choice.Text, Hint: choice.Bar})
	}
	return out
}

// intakeHref is this screen with one thing more known.
func intakeHref(v intakeView, name, value string) string {
	parts := []string{}
	add := func(n, s string) {
		if s != "" && n != name {
			parts = append(parts, n+"="+s)
		}
	}
	if v.Party != nil {
		add("party", v.Party.ID)
	}
	add("q", v.Words)
	parts = append(parts, name+"="+value)
	return "/w?" + strings.Join(parts, "&")
}

func count(n int64, unit string) string { return fmt.Sprintf("%d %s", n, unit) }
