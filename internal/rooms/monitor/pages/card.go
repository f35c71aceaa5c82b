package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// cardView is the page of one card.
type cardView struct {
	Page     ui.Page
	Account  monitor.Account
	Names    map[string]string
	Events   []ui.Event
	Feedback *ui.Form
	Appeal   *ui.Form
	Judge    *ui.Form
	Ruling   *ui.Form
	Retract  *ui.Form
	Answers  bool // the actor may answer
	Appeals  bool // … may appeal
	Waiting  *monitor.Appeal
	Rules    bool // the actor may rule on the waiting appeal
	Own      bool // the waiting appeal is the actor's unit's
	Steps    []flow.Step
	Grounds  []ui.Option
	Faults   []ui.Option
}

// judgeVerbs are the acts of the supervising office on a card, with the button.
var judgeVerbs = []struct {
	verb flow.Verb
	kind string
	done string
	act  func(tx *store.Tx, by flow.Actor, id string, version int64, note string) (monitor.Card, error)
}{
	{monitor.VerbRelease, "primary", "已发牌。", func(tx *store.Tx, by flow.Actor, id string, version int64, _ string) (monitor.Card, error) {
		return monitor.ReleaseCard(tx, by, id, version)
	}},
	{monitor.VerbCancel, "danger", "没有发这张牌。", monitor.CancelCard},
	{monitor.VerbSupervise, "", "已转为督办。", monitor.SuperviseCard},
	{monitor.VerbLift, "", "已解除督办。", monitor.LiftCard},
}

func (d door) showCard(c *kit.Ctx) error {
	v := cardView{Page: c.Page("效能牌"), Feedback: c.FormOf("feedback"), Appeal: c.FormOf("appeal"), Judge: c.FormOf("judge"),
		Ruling: c.FormOf("ruling"), Retract: c.FormOf("retract")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Account, err = d.watch.Account(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		faults, err := monitor.Faults(tx, c.Actor, 200)
		v.Faults = []ui.Option{{Value: "", Label: "不是系统故障"}}
		for _, f := range faults {
			if f.State == monitor.FaultCertified {
				v.Faults = append(v.Faults, ui.Option{Value: f.ID, Label: fmt.Sprintf("%s %s（%s 至 %s）", f.Number, f.System, f.FromAt, f.ToAt)})
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	v.allow(c)
	v.Events = cardEvents(v.Account, v.Names)
	return c.Render(cardTempl(v))
}

// allow says which forms this actor gets.
func (v *cardView) allow(c *kit.Ctx) {
	card := v.Account.Card
	own := c.Actor.Unit == card.Unit
	for _, a := range v.Account.Appeals {
		if a.State == monitor.AppealFiled {
			v.Waiting = &a
		}
	}
	v.Answers = c.Can("monitor.appeal") && own && card.Serious() && v.Account.Status == monitor.StatusEffective && card.FeedbackAt == nil
	v.Appeals = c.Can("monitor.appeal") && monitor.MayAppeal(c.Actor, card) && v.Waiting == nil
	v.Own = v.Waiting != nil && own && c.Can("monitor.appeal")
	v.Rules = v.Waiting != nil && c.Can("monitor.judge") && !own && v.Waiting.FiledBy != c.Actor.Account
	if c.Can("monitor.judge") && card.Serious() {
		for _, s := range monitor.CardFlow.Open(c.Actor, card.State) {
			if s.Verb != monitor.VerbWithdraw {
				v.Steps = append(v.Steps, s)
			}
		}
	}
	for _, g := range monitor.Grounds {
		v.Grounds = append(v.Grounds, ui.Option{Value: g.Code, Label: g.Zh, Hint: g.Hint})
	}
}

func buttonKind(verb flow.Verb) string {
	for _, j := range judgeVerbs {
		if j.verb == verb {
			return j.kind
		}
	}
	return ""
}

// cardEvents tells the card's story, newest first.
func cardEvents(a monitor.Account, names map[string]string) []ui.Event {
	c := a.Card
	unit := record.NameOf(names, c.Unit)
	var out []ui.Event
	add := func(e ui.Event) { out = append([]ui.Event{e}, out...) }
	add(ui.Event{When: c.FromAt.String(), Title: "到了" + c.Zh() + "的时点", Note: c.Sentence, Tone: ui.Amber})
	if c.IssuedAt != nil {
		e := ui.Event{When: c.IssuedAt.String(), Title: "发牌", Who: "系统", Tone: levelTone(c.Level)}
		if c.DrawnAt.Day() > c.FromAt.Day() {
			e.Note = "当时没有扫到，这一天补发"
		}
		add(e)
	}
	if c.FeedbackAt != nil {
		add(ui.Event{When: c.FeedbackAt.String(), Title: "反馈", Who: unit, Note: *c.Feedback})
	}
	for _, p := range a.Appeals {
		add(ui.Event{When: p.FiledAt.String(), Title: "申诉 " + p.Number + "：" + monitor.GroundZh(p.Ground), Who: unit, Note: p.Words + "（证据：" + p.Document + "）", Tone: ui.Amber})
		if p.RuledAt != nil {
			add(ui.Event{When: p.RuledAt.String(), Title: monitor.AppealFlow.Staff(p.State), Note: *p.Ruling, Tone: ui.Purple})
		}
	}
	if c.Note != nil {
		when := ""
		for _, at := range []*calendar.Instant{c.WithdrawnAt, c.CancelledAt} {
			if at != nil {
				when = at.String()
			}
		}
		add(ui.Event{When: when, Title: monitor.CardFlow.Staff(c.State), Note: *c.Note, Tone: stateTone(c)})
	}
	return out
}

func (d door) answerCard(c *kit.Ctx) error {
	f := c.FormOf("feedback")
	return settle(c, "已反馈。", d.showCard, func(tx *store.Tx) (string, error) {
		_, err := monitor.AnswerCard(tx, c.Actor, c.Path("id"), f.Int("version", "页面版本", 1, 1<<40), f.Lines("feedback"))
		return "/cards/" + c.Path("id"), err
	})
}

func (d door) judgeCard(c *kit.Ctx) error {
	f := c.FormOf("judge")
	verb := flow.Verb(f.Text("verb"))
	for _, j := range judgeVerbs {
		if j.verb == verb {
			return settle(c, j.done, d.showCard, func(tx *store.Tx) (string, error) {
				_, err := j.act(tx, c.Actor, c.Path("id"), f.Int("version", "页面版本", 1, 1<<40), f.Lines("note"))
				return "/cards/" + c.Path("id"), err
			})
		}
	}
	f.Problem("note", "请按下面的一个按钮")
	return d.showCard(c)
}

func (d door) fileAppeal(c *kit.Ctx) error {
	f := c.FormOf("appeal")
	return settle(c, "申诉已提出，等监管机构裁定。", d.showCard, func(tx *store.Tx) (string, error) {
		_, err := monitor.FileAppeal(tx, c.Actor, c.Path("id"), monitor.AppealInput{Ground: f.Text("ground"), FaultID: f.Text("fault"),
			Words: f.Lines("words"), Document: f.Text("document")})
		return "/cards/" + c.Path("id"), err
	})
}

// ruleAppeal is the ruling: the pressed button says which.
func (d door) ruleAppeal(c *kit.Ctx) error {
	f := c.FormOf("ruling")
	uphold, done := true, "申诉成立，已撤销这张牌。"
	if f.Choice("verb", "裁定", string(monitor.VerbUphold), string(monitor.VerbDismiss)) == string(monitor.VerbDismiss) {
		uphold, done = false, "申诉不成立，维持这张牌。"
	}
	return settle(c, done, d.showCard, func(tx *store.Tx) (string, error) {
		version, words := f.Int("version", "页面版本", 1, 1<<40), f.Lines("ruling")
		var err error
		if uphold {
			_, err = d.watch.UpholdAppeal(tx, c.Actor, c.Path("appeal"), version, words, f.Text("whole") != "")
		} else {
			_, err = monitor.DismissAppeal(tx, c.Actor, c.Path("appeal"), version, words)
		}
		return "/cards/" + c.Path("id"), err
	})
}

func (d door) retractAppeal(c *kit.Ctx) error {
	f := c.FormOf("retract")
	return settle(c, "申诉已撤回。", d.showCard, func(tx *store.Tx) (string, error) {
		_, err := monitor.RetractAppeal(tx, c.Actor, c.Path("appeal"), f.Int("version", "页面版本", 1, 1<<40), f.Lines("ruling"))
		return "/cards/" + c.Path("id"), err
	})
}

// ruleText names the rule and its version; the code stands for a clock that is gone.
func ruleText(v cardView) string {
	name := v.Account.Card.Rule
	if v.Account.Why != nil {
		name = v.Account.Why.Rule
	}
	return fmt.Sprintf("规则第 %d 版“%s”", v.Account.Card.Rules, name)
}
