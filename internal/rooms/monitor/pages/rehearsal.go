package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// rehearsalView is a past period replayed under a trial. The address holds the
// whole trial, so that it can be passed on; nothing is written.
type rehearsalView struct {
	Page   ui.Page
	Form   *ui.Form
	Now    monitor.RuleSet
	Kinds  []ui.Option
	Names  map[string]string
	Ran    bool
	Result monitor.Rehearsal
	Tiles  []ui.KPI
	Parts  []part
}

// part is the differences of one kind.
type part struct {
	Title, Note string
	List        []monitor.Difference
}

func (d door) rehearse(c *kit.Ctx) error {
	f := c.Filter()
	v := rehearsalView{Page: c.Page("预演"), Form: f, Ran: c.Request.URL.RawQuery != ""}
	for _, k := range d.watch.Kinds() {
		v.Kinds = append(v.Kinds, ui.Option{Value: k.Kind, Label: k.Zh})
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Now, err = monitor.RulesOn(tx, tx.Today()); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		period, trial := quarterOf(c, f), trialOf(f, v.Now)
		if !v.Ran || f.Bad() {
			return nil
		}
		v.Result, err = d.watch.Rehearse(tx, c.Actor, period, trial)
		return err
	})
	if what, ok := fault.Of(err); ok && what.Def.Kind != fault.Internal && what.Def.Kind != fault.Forbidden {
		f.Note(what)
		err = nil
	}
	if err != nil {
		return err
	}
	if v.Ran = v.Ran && !f.Bad(); v.Ran {
		v.sort()
	}
	for i, r := range v.Now.Rules {
		for _, cell := range cells(r) {
			if f.Text(fieldOf(i, cell.name)) == "" {
				f.Values[fieldOf(i, cell.name)] = []string{cell.value()}
			}
		}
	}
	return c.Render(rehearsalPage(v))
}

// quarterOf is the period asked for, else the last full quarter.
func quarterOf(c *kit.Ctx, f *ui.Form) manifest.Period {
	today := c.Now.Day()
	this := calendar.DayOf(today.Year(), (int(today.Month())-1)/3*3+1, 1)
	last := this - 1
	p := manifest.Period{From: calendar.DayOf(last.Year(), int(last.Month())-2, 1), To: last}
	if from := f.OptionalDay("from", "起"); from != nil {
		p.From = *from
	}
	if to := f.OptionalDay("to", "止"); to != nil {
		p.To = *to
	}
	f.Values["from"], f.Values["to"] = []string{p.From.String()}, []string{p.To.String()}
	return p
}

// trialOf reads what is to be tried; what equals the rules of today is no trial.
func trialOf(f *ui.Form, now monitor.RuleSet) monitor.Trial {
	var t monitor.Trial
	set, changed := now, false
	set.Rules = append([]monitor.Rule(nil), now.Rules...)
	for i := range set.Rules {
		r := &set.Rules[i]
		for j, edges := range []*[]monitor.Edge{&r.Warn, &r.Yellow, &r.Red} {
			c := cells(now.Rules[i])[j]
			if text := f.Text(fieldOf(i, c.name)); text == "" || text == c.value() {
				continue
			}
			least, most := int64(1), int64(365)
			if c.name == "warn" {
				least, most = -60, 0
			}
			*edges, changed = retimed(f, i, c, least, most), true
		}
	}
	if changed {
		t.Rules = &set
	}
	if n := f.OptionalInt("limit", "承诺时限", 0, 365); n != nil {
		t.Limit = &monitor.LimitTrial{Kind: f.Text("kind"), Title: f.Text("title"), N: int(*n)}
	}
	for _, days := range []struct {
		name, label string
		off         bool
	}{{"off", "改为放假", true}, {"on", "改为上班", false}} {
		for _, word := range strings.FieldsFunc(f.Text(days.name), func(r rune) bool { return strings.ContainsRune(" ,，、；;", r) }) {
			day, err := calendar.ParseDay(word)
			if err != nil {
				f.Problem(days.name, days.label+"：请写成“2020-03-09”，几天用顿号分开")
				break
			}
			t.Days = append(t.Days, calendar.Special{Day: day, Name: "预演", Off: days.off})
		}
	}
	return t
}

func (v *rehearsalView) sort() {
	parts := map[string]*part{
		monitor.Appears:    {Title: "会多出来的", Note: "现在没有，改了以后会有"},
		monitor.Disappears: {Title: "会消失的", Note: "现在有，改了以后没有"},
		monitor.Differs:    {Title: "等级或时间会变的"},
	}
	for _, d := range v.Result.List {
		parts[d.Kind].List = append(parts[d.Kind].List, d)
	}
	for _, kind := range []string{monitor.Appears, monitor.Disappears, monitor.Differs} {
		v.Parts = append(v.Parts, *parts[kind])
	}
	for _, l := range []monitor.Level{monitor.LevelRed, monitor.LevelYellow, monitor.LevelWarn, monitor.LevelAlarm} {
		was, would := v.Result.Was[l], v.Result.Would[l]
		if l == monitor.LevelAlarm && was+would == 0 {
			continue
		}
		v.Tiles = append(v.Tiles, ui.KPI{Label: l.Zh(), Value: fmt.Sprintf("%d → %d", was, would), Unit: "张", Note: change(would - was)})
	}
}

func change(n int) string {
	switch {
	case n > 0:
		return fmt.Sprintf("多 %d 张", n)
	case n < 0:
		return fmt.Sprintf("少 %d 张", -n)
	default:
		return "张数不变"
	}
}

// partShown bounds a list of differences.
const partShown = 100
