package pages

import (
	"cmp"
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/store"
)

// names are units by code and enterprises by id.
type names struct{ units, parties map[string]string }

func namesOf(tx *store.Tx, parties ...string) (n names, err error) {
	units, err := org.List(tx, org.Filter{Limit: 1000})
	if err != nil {
		return n, err
	}
	n.units = make(map[string]string, len(units))
	for _, u := range units {
		n.units[u.Code] = cmp.Or(u.Short, u.Name)
	}
	n.parties, err = party.Names(tx, parties)
	return n, err
}

func (n names) unit(code string) string { return cmp.Or(n.units[code], code) }

func (n names) owner(code *string) string {
	if code == nil {
		return "还没有定单位"
	}
	return n.unit(*code)
}

func (n names) party(id string) string { return cmp.Or(n.parties[id], id) }

func (n names) options() []ui.Option {
	out := []ui.Option{{Value: "", Label: "请选择"}}
	for code, name := range n.units {
		out = append(out, ui.Option{Value: code, Label: name})
	}
	slices.SortFunc(out, func(a, b ui.Option) int { return cmp.Compare(a.Value, b.Value) })
	return out
}

// tones: green for what is done, amber for what waits for somebody.
var tones = map[flow.State]ui.Tone{outreach.Asked: ui.Amber, outreach.Agreed: ui.Blue, outreach.Held: ui.Blue, outreach.Closed: ui.Green,
	outreach.Declined: ui.Grey, outreach.Cancelled: ui.Grey, outreach.Raised: ui.Amber, outreach.Placed: ui.Blue, outreach.Answered: ui.Amber,
	outreach.Confirmed: ui.Green, outreach.Withdrawn: ui.Grey, outreach.Issued: ui.Amber, outreach.Read: ui.Green, outreach.Planned: ui.Blue,
	outreach.Collecting: ui.Blue, outreach.Offered: ui.Amber, outreach.Settled: ui.Green, outreach.Dropped: ui.Grey}

// said is a state in the reader's words.
func said(t *flow.Table, s flow.State, staff bool) string {
	if staff {
		return t.Staff(s)
	}
	return t.Public(s)
}

// timeline words the history of a record; an enterprise reads no names of staff.
func timeline(tx *store.Tx, events []journal.Event, staff bool) (out []ui.Event, err error) {
	for _, e := range events {
		one := ui.Event{When: e.At.String(), Title: outreach.KindZh(e.Kind)}
		if staff {
			if one.Who, err = org.Who(tx, e.By); err != nil {
				return nil, err
			}
		}
		out = append(out, one)
	}
	return out, nil
}

const mostVersions = 1 << 40

// seen is the version of the record that the page was drawn with.
func seen(f *ui.Form) int64 { return f.Int("version", "页面版本", 1, mostVersions) }

// settle runs a form's act; the next page says that it is done.
func settle(c *kit.Ctx, done string, show kit.Handler, act func(tx *store.Tx) (string, error)) error {
	to, err := c.Act(act)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}

// step is one button of a record's page.
type step struct {
	done string
	act  func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error
}

// run does what the pressed button says and returns to the record.
func run(c *kit.Ctx, steps map[string]step, base string, show kit.Handler) error {
	f := c.FormOf("step")
	one, known := steps[f.Text("verb")]
	return settle(c, one.done, show, func(tx *store.Tx) (string, error) {
		if !known {
			f.Problem("verb", "办理：请按页面上的按钮")
			return "", f.Err()
		}
		id := c.Path("id")
		return base + id, one.act(tx, c.Actor, id, f)
	})
}

// verbs are the steps open to the actor.
func verbs(c *kit.Ctx, t *flow.Table, s flow.State) map[flow.Verb]bool {
	out := map[flow.Verb]bool{}
	for _, one := range t.Open(c.Actor, s) {
		out[one.Verb] = true
	}
	return out
}

func inside(c *kit.Ctx) bool { return c.Actor.Unit != "" }

// back is the page with its way back, by who reads it.
func back(c *kit.Ctx, title, label, href string) ui.Page {
	if inside(c) {
		return c.Page(title).WithBack(label, href)
	}
	return c.Page(title).WithBack("我的诉求", "/me/needs")
}

// picker finds an enterprise by words, then holds the one chosen.
type picker struct {
	Action, Words string
	Found         []party.Party
	Party, Name   string
}

// pick reads the enterprise of a form: the one posted, the one linked to, or the
// only one that the words find.
func pick(c *kit.Ctx, tx *store.Tx, f *ui.Form, action string) (p picker, err error) {
	p = picker{Action: action, Words: c.Query("who"), Party: cmp.Or(f.Value("party"), c.Query("party"))}
	if p.Party == "" && p.Words != "" {
		if p.Found, err = party.Search(tx, party.Find{Text: p.Words, Kind: party.Enterprise, Limit: 8}); err != nil {
			return p, err
		}
		if len(p.Found) == 1 {
			p.Party = p.Found[0].ID
		}
	}
	if p.Party == "" {
		return p, nil
	}
	one, err := party.ByID(tx, p.Party)
	if store.NoRow.Is(err) {
		p.Party = ""
		return p, nil
	}
	p.Name = one.Name
	return p, err
}
