package pages

import (
	"fmt"
	"net/url"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/store"
)

type listView struct {
	Form  *kit.Form
	Found []party.Party
	Asked bool
}

// listPage finds parties by name, pinyin initials or a whole number.
func listPage(c *kit.Ctx) error {
	v := listView{Form: c.Filter()}
	text := v.Form.Text("text")
	v.Asked = text != ""
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Found, err = party.Search(tx, party.Find{Text: text, Kind: party.Kind(v.Form.Text("kind")), Limit: 50})
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(listTempl(c.Page("企业和个人"), v))
}

// works is a project with the entry that makes it a key project on the day.
type works struct {
	project.Project
	Key   project.Key
	IsKey bool
}

// look is one time that a field was seen in clear.
type look struct{ When, Who, What, Why string }

type partyView struct {
	Party    party.Party
	Fields   []party.Masked
	Day      calendar.Day
	Filter   *kit.Form
	Classes  []party.Classed
	Bars     []party.Bar
	Projects []works
	Cases    []manifest.CaseFact
	More     string // address of the next page of cases
	Looks    []look
	Decide   bool

	Reveal, Amend, Class, Bar *kit.Form
	Lift                      map[string]*kit.Form // by bar
}

const (
	caseRows   = 20
	shownLooks = 50
)

// partyPage is everything the house knows of a party on a day, masked.
func (p pages) partyPage(c *kit.Ctx) error {
	v := partyView{Filter: c.Filter(), Reveal: c.FormOf("reveal"), Amend: c.FormOf("amend"), Class: c.FormOf("class"),
		Bar: c.FormOf("bar"), Lift: map[string]*kit.Form{}, Decide: c.Can("party.class")}
	err := c.Read(func(tx *store.Tx) error {
		v.Day = tx.Today()
		if on := v.Filter.OptionalDay("on", "哪天"); on != nil {
			v.Day = *on
		}
		return v.read(tx, p, c)
	})
	if err != nil {
		return err
	}
	v.Filter.Values["on"] = []string{v.Day.String()}
	for _, b := range v.Bars {
		v.Lift[b.ID] = c.FormOf("lift-" + b.ID)
	}
	if !v.Amend.Sent {
		v.Amend.Default("version", fmt.Sprint(v.Party.Version))
	}
	return c.Render(partyTempl(c.Page(v.Party.Name), v))
}

func (v *partyView) read(tx *store.Tx, p pages, c *kit.Ctx) (err error) {
	if v.Party, err = party.ByID(tx, c.Path("id")); err != nil {
		return err
	}
	id := v.Party.ID
	if v.Fields, err = party.Fields(tx, id); err != nil {
		return err
	}
	if v.Classes, err = party.ClassesAt(tx, id, v.Day); err != nil {
		return err
	}
	if v.Bars, err = party.BarsAt(tx, id, v.Day); err != nil {
		return err
	}
	if v.Projects, err = worksOf(tx, id, v.Day); err != nil {
		return err
	}
	if v.Looks, err = looks(tx, id); err != nil {
		return err
	}
	if v.Cases, err = p.cases.OfParty(tx, c.Actor, id, c.Query("after"), caseRows+1); err != nil {
		return err
	}
	if len(v.Cases) > caseRows {
		v.Cases = v.Cases[:caseRows]
		v.More = href(id) + "?" + url.Values{"on": {v.Day.String()}, "after": {v.Cases[caseRows-1].ID}}.Encode()
	}
	return nil
}

func worksOf(tx *store.Tx, id string, day calendar.Day) ([]works, error) {
	list, err := project.OfParty(tx, id)
	if err != nil {
		return nil, err
	}
	out := make([]works, len(list))
	for i, one := range list {
		out[i].Project = one
		if out[i].Key, out[i].IsKey, err = project.KeyOn(tx, one.ID, day); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// looks names who saw what in clear, and why.
func looks(tx *store.Tx, id string) ([]look, error) {
	found, err := party.Reveals(tx, id, shownLooks)
	if err != nil {
		return nil, err
	}
	out := make([]look, len(found))
	for i, r := range found {
		out[i] = look{When: r.At.String(), What: r.Field.Zh(), Why: r.Reason}
		if out[i].Who, err = org.Who(tx, r.By); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func href(id string, more ...string) string {
	out := "/parties/" + url.PathEscape(id)
	for _, part := range more {
		out += "/" + part
	}
	return out
}

// span is a dated entry's term as people say it.
func span(since calendar.Day, until *calendar.Day) string {
	if until == nil {
		return since.String() + " 起"
	}
	return since.String() + " 至 " + until.String()
}

// options are the kinds of parties for the filter.
func options() []ui.Option {
	out := []ui.Option{{Value: "", Label: "全部"}}
	for _, k := range []party.Kind{party.Enterprise, party.IndividualBusiness, party.Person, party.Agency, party.Other} {
		out = append(out, ui.Option{Value: string(k), Label: k.Zh()})
	}
	return out
}

func tone(s party.State) ui.Tone {
	if s == party.Active {
		return ui.Green
	}
	return ui.Grey
}

func stateZh(s party.State) string { return party.Flow.Staff(flow.State(s)) }
