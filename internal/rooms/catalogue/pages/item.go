package pages

import (
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// itemView is the guide of one item.
type itemView struct {
	Item    catalogue.Item
	Version catalogue.Version
	Unit    org.Unit
	Apply   string // address where an application starts, empty if none
	Assist  string // address where assistance is asked for
	Older   bool   // there were versions before
}

// readItem reads the version in force; an item that ended shows its history.
func readItem(tx *store.Tx, code string) (v itemView, err error) {
	if v.Version, err = catalogue.Current(tx, code, tx.Today()); err != nil {
		return v, err
	}
	if v.Item, err = catalogue.ItemByID(tx, v.Version.ItemID); err != nil {
		return v, err
	}
	v.Unit, err = namesIn(tx).unit(v.Item.Unit)
	v.Older = v.Version.Number > 1
	return v, err
}

func (p *pages) item(c *kit.Ctx) error {
	code := c.Path("code")
	if c.Lang == "en" {
		return c.Redirect("/en/items/" + code)
	}
	var v itemView
	err := c.Read(func(tx *store.Tx) (err error) {
		v, err = readItem(tx, code)
		return err
	})
	if catalogue.NoLongerOffered.Is(err) {
		return c.Redirect(itemHref(code) + "/history")
	}
	if err != nil {
		return err
	}
	if v.Version.Online && c.Serves("/apply/"+code) {
		v.Apply = "/apply/" + code
	}
	if c.Serves("/help/assistance") {
		v.Assist = "/help/assistance?item=" + code
	}
	page := c.Page(v.Version.Name).WithBack("返回", "/items")
	page.Twin = "/en/items/" + code
	return c.Render(itemPage(page, v))
}

// listed counts what everybody hands in, what is spared and what depends.
func (v itemView) listed() string {
	always, shared, depends := 0, 0, 0
	for _, m := range v.Version.Materials {
		switch {
		case m.Shared:
			shared++
		case m.Must:
			always++
		default:
			depends++
		}
	}
	parts := []string{"每次都要 " + strconv.Itoa(always) + " 份"}
	if depends > 0 {
		parts = append(parts, "看情况 "+strconv.Itoa(depends)+" 份")
	}
	if shared > 0 {
		parts = append(parts, "不用您交 "+strconv.Itoa(shared)+" 份")
	}
	return strings.Join(parts, "，")
}

// materials puts first what need not be handed in, then what everybody brings,
// then what depends.
func (v itemView) materials() []catalogue.Material {
	weight := func(m catalogue.Material) int {
		switch {
		case m.Shared && m.Must:
			return 0
		case m.Must:
			return 1
		}
		return 2
	}
	out := slices.Clone(v.Version.Materials)
	slices.SortStableFunc(out, func(a, b catalogue.Material) int { return weight(a) - weight(b) })
	return out
}

// note is the small line under a material: when it is needed and in what form.
func (v itemView) note(m catalogue.Material) string {
	note := about(m)
	if v.Version.MayDefer(m.Code) {
		note += "；可以先受理、后补交（容缺）"
	}
	if v.Version.MayPledge(m.Code) {
		note += "；可以用书面承诺代替（告知承诺）"
	}
	if m.Must {
		return note
	}
	return m.Condition.Explain(v.Version.Questions) + "时要；" + note
}

// materialLabel is the tag of a material.
func materialLabel(m catalogue.Material) label {
	switch {
	case m.Shared:
		return label{ui.Green, "不用交"}
	case !m.Must:
		return label{ui.Grey, "看情况"}
	}
	return label{ui.Blue, "要提供"}
}

// steps is the handling as a timeline.
func (v itemView) steps() []ui.Event {
	var out []ui.Event
	for _, s := range v.Version.Guide.Steps {
		note := s.Text
		if s.Days > 0 {
			note = strconv.Itoa(s.Days) + " 个" + v.Version.StatutoryUnit.Zh() + "。" + note
		}
		out = append(out, ui.Event{Title: s.Name, Note: note})
	}
	return out
}

// procedures are the special procedures as one sentence.
func (v itemView) procedures() string {
	var names []string
	for _, p := range v.Version.Rules.Procedures {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return ""
	}
	return "如果要" + strings.Join(names, "、") + "，所需时间会书面告诉您，不计入办理时限"
}

// renewal says when to ask for renewal, empty if it is not renewed.
func (v itemView) renewal() string {
	r := v.Version.Rules
	if !r.Renewable {
		return ""
	}
	return "到期前 " + strconv.Itoa(r.RenewBefore) + " 个工作日提出延续"
}

// objects are the service objects in words.
func (v itemView) objects() string {
	names := make([]string, len(v.Version.Guide.Objects))
	for i, code := range v.Version.Guide.Objects {
		names[i] = catalogue.ServiceObjects.Zh(code)
	}
	return strings.Join(names, "、")
}

// edition names the version that is shown.
func edition(v catalogue.Version) string {
	return "第 " + strconv.Itoa(v.Number) + " 版，" + v.FromDay.Chinese() + "起施行"
}

// until is the end of a version in words, empty while it has none.
func until(day *calendar.Day) string {
	if day == nil {
		return ""
	}
	return (*day - 1).Chinese() + "止"
}
