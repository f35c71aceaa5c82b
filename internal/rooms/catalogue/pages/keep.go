package pages

import (
	"fmt"
	"net/url"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// keepView is the keepers' list of items.
type keepView struct {
	Form  *kit.Form
	Bar   ui.FilterView
	Units []ui.Option // to choose from; empty for who keeps one unit's items
	Lines []keptLine
	Pager ui.Pager
	Edit  bool
	Today calendar.Day
}

// keptLine is one item of the list.
type keptLine struct {
	catalogue.Kept
	UnitName string
	Drafts   []draftLine
}

// draftLine is a draft under way with how much it still misses.
type draftLine struct {
	catalogue.Version
	Missing int
}

var standingOptions = []ui.Option{
	{Value: "", Label: "全部"}, {Value: string(catalogue.Offered), Label: "现行"},
	{Value: string(catalogue.Drafted), Label: "有草稿"}, {Value: string(catalogue.ToReview), Label: "有别人写的草稿"},
	{Value: string(catalogue.Idle), Label: "没有现行版本"},
}

func keptHref(code string) string { return "/catalogue/items/" + url.PathEscape(code) }

func showKept(c *kit.Ctx) error {
	f := c.Filter()
	v := keepView{Form: f, Edit: c.Can("catalogue.edit")}
	filter := catalogue.KeptFilter{Unit: f.Text("unit"), Standing: catalogue.Standing(f.Value("state")),
		Text: f.Text("words"), After: f.Text("after")}
	err := c.Read(func(tx *store.Tx) error {
		v.Today = tx.Today()
		names := namesIn(tx)
		if c.Actor.Has(identity.Coordinator) {
			if err := v.offerUnits(tx, names); err != nil {
				return err
			}
		}
		return v.list(tx, c.Actor, names, filter)
	})
	if err != nil {
		return err
	}
	v.Bar = v.bar()
	return c.Render(keepTempl(c.Page("事项管理"), v))
}

func (v *keepView) offerUnits(tx *store.Tx, names *unitNames) error {
	lists := itemsView{}
	err := lists.offerUnits(tx, names)
	v.Units = lists.Units
	return err
}

func (v *keepView) list(tx *store.Tx, by flow.Actor, names *unitNames, f catalogue.KeptFilter) error {
	rest, err := catalogue.CountKept(tx, by, f)
	if err != nil {
		return err
	}
	whole := f
	whole.After = ""
	total, err := catalogue.CountKept(tx, by, whole)
	if err != nil {
		return err
	}
	kept, err := catalogue.KeptItems(tx, by, f, pageSize)
	if err != nil {
		return err
	}
	for _, k := range kept {
		unit, err := names.unit(k.Unit)
		if err != nil {
			return err
		}
		v.Lines = append(v.Lines, keptLine{k, unit.Short, draftLines(k)})
	}
	before := int(total - rest)
	v.Pager = ui.Pager{From: before + min(1, len(kept)), To: before + len(kept), Total: int(total)}
	if len(kept) < int(rest) {
		v.Pager.Next = v.address("after", kept[len(kept)-1].Code)
	}
	if f.After != "" {
		v.Pager.Prev = v.address("after", "")
	}
	return nil
}

func draftLines(k catalogue.Kept) []draftLine {
	out := make([]draftLine, len(k.Drafts))
	for i, d := range k.Drafts {
		out[i] = draftLine{d, len(pointsOf(d))}
	}
	return out
}

// address is the list's with one parameter changed; empty takes it away.
func (v *keepView) address(name, value string) string {
	q := url.Values{}
	for _, known := range []string{"words", "unit", "state"} {
		if text := v.Form.Text(known); text != "" {
			q.Set(known, text)
		}
	}
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return "/catalogue"
	}
	return "/catalogue?" + q.Encode()
}

func (v *keepView) bar() ui.FilterView {
	bar := ui.FilterView{Action: "/catalogue"}
	for _, p := range []struct{ name, label string }{
		{"words", v.Form.Text("words")}, {"unit", wordsOf(v.Units, v.Form.Text("unit"))},
		{"state", wordsOf(standingOptions, v.Form.Text("state"))},
	} {
		if v.Form.Text(p.name) != "" {
			bar.Chips = append(bar.Chips, ui.Chip{Label: p.label, Without: v.address(p.name, "")})
		}
	}
	if len(bar.Chips) > 1 {
		bar.Clear = "/catalogue"
	}
	return bar
}

// standing is how an item stands today: its state, and which version says so.
func (l keptLine) standing(today calendar.Day) (label, string) {
	if v := l.Current(today); v != nil {
		return label{ui.Green, "现行"}, fmt.Sprintf("第 %d 版，%s", v.Number, span(*v))
	}
	if len(l.Versions) == 0 {
		return label{ui.Grey, "没有发布过"}, ""
	}
	v := l.Versions[0]
	return state(v, today), fmt.Sprintf("第 %d 版，%s", v.Number, span(v))
}

// limits are the statutory and committed limits of the version in force.
func (l keptLine) limits(today calendar.Day) string {
	v := l.Current(today)
	if v == nil {
		return "—"
	}
	return promise(v.Content) + comma(strings.ReplaceAll(limitNote(v.Content), "；", "，"))
}

// missing says how far a draft is.
func (d draftLine) missing() label {
	if d.Missing == 0 {
		return label{ui.Green, "合要求，等核对发布"}
	}
	return label{ui.Amber, fmt.Sprintf("还差 %d 处", d.Missing)}
}

// people looks accounts up once per page.
type people struct {
	tx    *store.Tx
	known map[string]string
}

func peopleIn(tx *store.Tx) people { return people{tx, map[string]string{}} }

// name is the person's name; scheduled work and ledgers act under their own.
func (p people) name(account string) (string, error) {
	if name, ok := p.known[account]; ok {
		return name, nil
	}
	a, err := identity.ByID(p.tx, account)
	switch {
	case store.NoRow.Is(err) && strings.HasPrefix(account, "system:"):
		a.Name = "台账导入"
	case store.NoRow.Is(err):
		a.Name = account
	case err != nil:
		return "", err
	}
	p.known[account] = a.Name
	return a.Name, nil
}

func countReviews(tx *store.Tx, by flow.Actor) (int, error) {
	n, err := catalogue.CountKept(tx, by, catalogue.KeptFilter{Standing: catalogue.ToReview})
	return int(n), err
}
