package pages

import (
	"fmt"
	"net/url"

	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// cardListView is the list of cards with their sums.
type cardListView struct {
	Page    ui.Page
	Filter  *ui.Form
	Period  manifest.Period
	Units   []ui.Option
	Names   map[string]string
	Tiles   []ui.KPI
	Kinds   []monitor.KindCount
	Levels  []ui.Option
	States  []ui.Option
	Cards   []monitor.Card
	Status  monitor.Status
	Heading string
	Appeals []monitor.Appeal // waiting for a ruling
	Pending []monitor.Card   // waiting for a person
	Open    []monitor.Card   // the unit's cards without an answer
	Chips   []ui.Chip
	Pager   ui.Pager
	Alarms  bool
	Try     bool
}

// cardPage is how many cards one page shows.
const cardPage = 50

var levelOptions = []ui.Option{{Value: "", Label: "黄牌和红牌"}, {Value: "all", Label: "全部"}, {Value: "red", Label: "红牌"}, {Value: "yellow", Label: "黄牌"}, {Value: "warn", Label: "效能提醒"}}

var levelByCode = map[string]monitor.Level{"red": monitor.LevelRed, "yellow": monitor.LevelYellow, "warn": monitor.LevelWarn}

func statusOptions() (out []ui.Option) {
	for _, s := range monitor.Statuses() {
		out = append(out, ui.Option{Value: string(s.Status), Label: s.Zh})
	}
	return out
}

func (d door) listCards(c *kit.Ctx) error {
	f := c.Filter()
	v := cardListView{Page: c.Page("效能牌"), Filter: f, Period: periodOf(c, f), Levels: levelOptions, States: statusOptions(),
		Alarms: c.Can("monitor.alarm"), Try: c.Can("monitor.rehearse")}
	if v.Status = monitor.Status(f.Text("status")); monitor.StatusZh(v.Status) == string(v.Status) {
		v.Status = monitor.StatusEffective
	}
	f.Values["status"] = []string{string(v.Status)}
	q := monitor.CardQuery{Period: &v.Period, Unit: f.Text("unit"), Level: levelByCode[f.Text("level")]}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Kinds, err = d.watch.CountCards(tx, c.Actor, q); err != nil {
			return err
		}
		if err = v.fill(tx, c, q); err != nil {
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
	v.sum()
	v.chips(q.Unit)
	return c.Render(cardListPage(v))
}

// fill reads the list, and what waits for somebody.
func (v *cardListView) fill(tx *store.Tx, c *kit.Ctx, q monitor.CardQuery) (err error) {
	if v.Filter.Text("level") == "" {
		q.Least = monitor.LevelYellow
	}
	q.Status, q.Before, q.Limit = v.Status, v.Filter.Text("before"), cardPage+1
	if v.Status == monitor.StatusPending || v.Status == monitor.StatusCancelled {
		q.Period = nil
	}
	if v.Cards, err = monitor.ListCards(tx, c.Actor, q); err != nil {
		return err
	}
	v.Pager = ui.Pager{From: 1, To: len(v.Cards), Total: -1}
	if len(v.Cards) > cardPage {
		v.Cards = v.Cards[:cardPage]
		v.Pager.To, v.Pager.Next = cardPage, v.address("before", v.Cards[cardPage-1].ID)
	}
	v.Heading = monitor.StatusZh(v.Status) + "的牌"
	if v.Appeals, err = monitor.Appeals(tx, c.Actor, monitor.AppealFiled, 50); err != nil {
		return err
	}
	if c.Can("monitor.judge") {
		v.Pending, err = monitor.ListCards(tx, c.Actor, monitor.CardQuery{Status: monitor.StatusPending, Limit: 50})
		return err
	}
	if !c.Can("monitor.appeal") {
		return nil
	}
	open, err := monitor.ListCards(tx, c.Actor, monitor.CardQuery{Unit: c.Actor.Unit, Status: monitor.StatusEffective, Least: monitor.LevelYellow, Limit: 500})
	for _, card := range open {
		if card.Serious() && card.FeedbackAt == nil {
			v.Open = append(v.Open, card)
		}
	}
	return err
}

func (v *cardListView) sum() {
	n := func(s monitor.Status, levels ...monitor.Level) (sum int) {
		for _, k := range v.Kinds {
			for _, l := range levels {
				sum += k.N[s][l]
			}
		}
		return sum
	}
	for _, l := range []monitor.Level{monitor.LevelRed, monitor.LevelYellow} {
		v.Tiles = append(v.Tiles, ui.KPI{Label: "有效的" + l.Zh(), Value: fmt.Sprint(n(monitor.StatusEffective, l)), Unit: "张",
			Note: fmt.Sprintf("发出 %d ＝ 有效 %d ＋ 被替代 %d ＋ 撤销 %d", n(monitor.StatusIssued, l), n(monitor.StatusEffective, l), n(monitor.StatusReplaced, l), n(monitor.StatusWithdrawn, l)),
			Href: v.address("level", l.String())})
	}
	v.Tiles = append(v.Tiles,
		ui.KPI{Label: "撤销的牌", Value: fmt.Sprint(n(monitor.StatusWithdrawn, monitor.LevelYellow, monitor.LevelRed)), Unit: "张",
			Note: "申诉成立，不删除", Href: v.address("status", string(monitor.StatusWithdrawn))},
		ui.KPI{Label: "效能提醒", Value: fmt.Sprint(n(monitor.StatusIssued, monitor.LevelWarn)), Unit: "张", Note: "到预警时点、还没有超期",
			Href: v.address("level", "warn")})
}

// address is the list with one filter changed.
func (v *cardListView) address(name, value string) string {
	q := url.Values{}
	for _, keep := range []string{"from", "to", "unit", "level", "status"} {
		if text := v.Filter.Text(keep); text != "" {
			q.Set(keep, text)
		}
	}
	q.Set(name, value)
	return "/cards?" + q.Encode()
}

func (v *cardListView) chips(unit string) {
	v.Chips = []ui.Chip{{Label: fmt.Sprintf("%s 至 %s", v.Period.From, v.Period.To), Without: "/cards"},
		{Label: monitor.StatusZh(v.Status), Without: v.address("status", string(monitor.StatusIssued))}}
	if unit != "" {
		v.Chips = append(v.Chips, ui.Chip{Label: record.NameOf(v.Names, unit), Without: v.address("unit", "")})
	}
	if l, ok := levelByCode[v.Filter.Text("level")]; ok {
		v.Chips = append(v.Chips, ui.Chip{Label: l.Zh(), Without: v.address("level", "")})
	}
}

// cardTone: red for what is late and stands, grey for what does not.
func cardTone(c monitor.Card) ui.Tone {
	switch {
	case !c.Standing():
		return ui.Grey
	default:
		return levelTone(c.Level)
	}
}

func stateTone(c monitor.Card) ui.Tone {
	switch c.State {
	case monitor.CardPending, monitor.CardSupervised:
		return ui.Amber
	case monitor.CardWithdrawn:
		return ui.Purple
	case monitor.CardCancelled:
		return ui.Grey
	default:
		return ui.Blue
	}
}

// answerText says how the answer to a card stands.
func answerText(c monitor.Card) string {
	switch {
	case c.FeedbackAt != nil:
		return "已反馈 " + c.FeedbackAt.Day().String()
	case c.FeedbackDue != nil && c.Standing():
		return "限 " + c.FeedbackDue.String()
	default:
		return "—"
	}
}

// alarmsView is the page of what cannot be judged, by what is missing.
type alarmsView struct {
	Page   ui.Page
	Names  map[string]string
	Causes []cause
}

// cause is one thing that is missing, with the cards it raised.
type cause struct {
	Sentence string
	Cards    []monitor.Card
}

func (d door) showAlarms(c *kit.Ctx) error {
	v := alarmsView{Page: c.Page("配置告警")}
	var list []monitor.Card
	err := c.Read(func(tx *store.Tx) (err error) {
		if list, err = monitor.Alarms(tx, c.Actor, 500); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	at := map[string]int{}
	for _, card := range list {
		i, ok := at[card.Sentence]
		if !ok {
			i = len(v.Causes)
			at[card.Sentence] = i
			v.Causes = append(v.Causes, cause{Sentence: card.Sentence})
		}
		v.Causes[i].Cards = append(v.Causes[i].Cards, card)
	}
	return c.Render(alarmsPage(v))
}
