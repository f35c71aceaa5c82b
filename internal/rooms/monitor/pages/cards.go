package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// cardsView is the list of levels with their explanation.
type cardsView struct {
	Page    ui.Page
	Filter  *ui.Form
	Period  manifest.Period
	At      calendar.Instant
	Past    bool // judged as of a stated instant
	Units   []ui.Option
	Names   map[string]string
	Cards   []monitor.Judged
	Excused []monitor.Judged
	Late    []monitor.LateEntry
	Tiles   []ui.KPI
	More    int // cards beyond those shown
	Chips   []ui.Chip
}

// cardsShown bounds the page; the figures' traces have all of them.
const cardsShown = 200

func (d door) showCards(c *kit.Ctx) error {
	f := c.Filter()
	v := cardsView{Page: c.Page("效能时限"), Filter: f, Period: periodOf(c, f), At: c.Now}
	if text := f.Text("at"); text != "" {
		at, err := calendar.ParseInstant(text)
		if err != nil {
			f.Problem("at", "看哪个时刻：请写成“2020-06-12 15:30”")
		} else {
			v.At, v.Past = min(at, c.Now), true
		}
	}
	unit := f.Text("unit")
	err := c.Read(func(tx *store.Tx) (err error) {
		cards, err := d.watch.Cards(tx, c.Actor, monitor.CardFilter{Period: v.Period, At: v.At, Unit: unit, Excused: true})
		if err != nil {
			return err
		}
		v.sort(cards)
		if v.Late, err = d.watch.LateEntries(tx, c.Actor, v.Period, unit); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	if countywide(c) {
		v.Units = record.UnitOptions(v.Names, "全县")
	}
	v.Chips = []ui.Chip{{Label: fmt.Sprintf("%s 至 %s", v.Period.From, v.Period.To), Without: "/oversight"}}
	if unit != "" {
		v.Chips = append(v.Chips, ui.Chip{Label: record.NameOf(v.Names, unit), Without: "/oversight"})
	}
	return c.Render(cardsPage(v))
}

// sort parts what is excused from the cards and counts each level.
func (v *cardsView) sort(all []monitor.Judged) {
	n := map[monitor.Level]int{}
	for _, j := range all {
		if j.Level == monitor.LevelNone || j.Why.Excused(j.Level) {
			v.Excused = append(v.Excused, j)
			continue
		}
		n[j.Level]++
		v.Cards = append(v.Cards, j)
	}
	if v.More = len(v.Cards) - cardsShown; v.More > 0 {
		v.Cards = v.Cards[:cardsShown]
	}
	v.Tiles = []ui.KPI{
		{Label: "红牌", Value: fmt.Sprint(n[monitor.LevelRed]), Unit: "件"},
		{Label: "黄牌", Value: fmt.Sprint(n[monitor.LevelYellow]), Unit: "件"},
		{Label: "预警", Value: fmt.Sprint(n[monitor.LevelWarn]), Unit: "件"},
		{Label: "因系统技术原因不计", Value: fmt.Sprint(len(v.Excused)), Unit: "件", Note: "每件附故障记录"},
	}
	if k := n[monitor.LevelAlarm]; k > 0 {
		v.Tiles = append(v.Tiles, ui.KPI{Label: "无法判定", Value: fmt.Sprint(k), Unit: "件", Tag: "要补配置", Tone: ui.Amber})
	}
}

// periodOf is the span asked for, else this year to today.
func periodOf(c *kit.Ctx, f *ui.Form) manifest.Period {
	today := c.Now.Day()
	period := manifest.Period{From: calendar.DayOf(today.Year(), 1, 1), To: today}
	if from := f.OptionalDay("from", "起"); from != nil {
		period.From = *from
	}
	if to := f.OptionalDay("to", "止"); to != nil {
		period.To = *to
	}
	f.Values["from"], f.Values["to"] = []string{period.From.String()}, []string{period.To.String()}
	return period
}
