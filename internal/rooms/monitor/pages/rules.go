package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// rulesView is the rule table as data, with the form for the next version.
type rulesView struct {
	Page    ui.Page
	Form    *ui.Form
	Decide  *ui.Form
	Now     monitor.RuleSet
	Sets    []monitor.RuleSet
	Waiting *monitor.RulesRow
	Propose bool
	Confirm bool
	Own     bool
}

func (d door) showRules(c *kit.Ctx) error {
	v := rulesView{Page: c.Page("监管规则"), Form: c.FormOf("rules"), Decide: c.FormOf("decide")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Sets, v.Waiting, err = monitor.Versions(tx); err != nil {
			return err
		}
		v.Now, err = monitor.RulesOn(tx, tx.Today())
		return err
	})
	if err != nil {
		return err
	}
	slices.Reverse(v.Sets)
	v.Propose = v.Waiting == nil && monitor.MayPropose(c.Actor)
	if v.Waiting != nil {
		v.Own = v.Waiting.ProposedBy == c.Actor.Account
		v.Confirm = len(monitor.RulesFlow.Open(c.Actor, v.Waiting.State)) > 0
	}
	for i, r := range v.Now.Rules {
		for _, cell := range cells(r) {
			v.Form.Default(fieldOf(i, cell.name), cell.value())
		}
	}
	for i, r := range v.Now.Rules {
		if r.Confirm && !v.Form.Sent {
			v.Form.Default(fieldOf(i, "confirm"), "1")
		}
	}
	for _, t := range terms(&v.Now) {
		v.Form.Default(t.name, strconv.Itoa(t.now))
	}
	v.Form.Default("opens", clockOf(v.Now.Opens))
	v.Form.Default("closes", clockOf(v.Now.Closes))
	return c.Render(rulesPage(v))
}

// cell is one number of the rule table: the offset of a level's first edge.
type cell struct {
	name, label string
	edges       []monitor.Edge
}

func cells(r monitor.Rule) []cell {
	return []cell{{"warn", "预警", r.Warn}, {"yellow", "黄牌", r.Yellow}, {"red", "红牌", r.Red}}
}

func (c cell) value() string {
	if len(c.edges) == 0 {
		return ""
	}
	return strconv.Itoa(c.edges[0].Days)
}

func fieldOf(rule int, name string) string { return fmt.Sprintf("%s%d", name, rule) }

func clockOf(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// edgeText words where a level begins.
func edgeText(edges []monitor.Edge) string {
	text := ""
	for i, e := range edges {
		if i > 0 {
			text += "；没有这种期限的，"
		}
		limit := "期限"
		if e.Limit != "" {
			limit = monitor.LimitZh(e.Limit)
		}
		switch {
		case e.Days < 0:
			text += fmt.Sprintf("%s最后一天前 %d 个%s的零点起", limit, -e.Days, e.Unit.Zh())
		case e.Days == 0:
			text += limit + "最后一天的零点起"
		default:
			text += fmt.Sprintf("%s最后一天后第 %d 个%s的零点起", limit, e.Days, e.Unit.Zh())
		}
	}
	if text == "" {
		return "不预警"
	}
	return text
}

func (d door) proposeRules(c *kit.Ctx) error {
	f := c.FormOf("rules")
	return settle(c, "新规则已提出，等另一位同事复核。", d.showRules, func(tx *store.Tx) (string, error) {
		set, err := monitor.RulesOn(tx, tx.Today())
		if err != nil {
			return "", err
		}
		set.Document, set.From = f.Text("document"), f.Day("from", "生效日期")
		set.Opens, set.Closes = minuteOf(f, "opens", "上班"), minuteOf(f, "closes", "下班")
		set.Rules = slices.Clone(set.Rules)
		for i := range set.Rules {
			r := &set.Rules[i]
			r.Warn = retimed(f, i, cells(*r)[0], -60, 0)
			r.Yellow = retimed(f, i, cells(*r)[1], 1, 365)
			r.Red = retimed(f, i, cells(*r)[2], 1, 365)
			r.Confirm = !r.Quiet && f.Text(fieldOf(i, "confirm")) != ""
		}
		for _, t := range terms(&set) {
			*t.days = int(f.Int(t.name, t.label, 1, 60))
		}
		_, err = monitor.ProposeRules(tx, c.Actor, set)
		return "/oversight/rules", err
	})
}

// retimed is the level's edges with the typed number in the first.
func retimed(f *ui.Form, rule int, c cell, least, most int64) []monitor.Edge {
	name := fieldOf(rule, c.name)
	n := f.OptionalInt(name, fmt.Sprintf("第 %d 条%s", rule+1, c.label), least, most)
	switch {
	case n == nil && c.name == "warn":
		return nil // no warning for this kind
	case n == nil:
		f.Problem(name, fmt.Sprintf("第 %d 条%s：还没有填，请填 %d 到 %d 的整数", rule+1, c.label, least, most))
		return c.edges
	case len(c.edges) == 0:
		return []monitor.Edge{{Days: int(*n), Unit: calendar.WorkDays}}
	}
	out := slices.Clone(c.edges)
	out[0].Days = int(*n)
	return out
}

func minuteOf(f *ui.Form, name, label string) int {
	var hour, minute int
	text := f.Text(name)
	if n, err := fmt.Sscanf(text, "%d:%d", &hour, &minute); err != nil || n != 2 || hour < 0 || hour > 24 || minute < 0 || minute > 59 {
		f.Problem(name, label+"时间：请写成“08:30”")
	}
	return hour*60 + minute
}

func (d door) confirmRules(c *kit.Ctx) error {
	return d.decideRules(c, monitor.ConfirmRules, "已复核，到生效日起用。")
}

func (d door) dropRules(c *kit.Ctx) error {
	return d.decideRules(c, monitor.DropRules, "没有采用这一版。")
}

// decision is the second person's verb on a proposed version.
type decision func(tx *store.Tx, by flow.Actor, id string, version int64) (monitor.RulesRow, error)

func (d door) decideRules(c *kit.Ctx, verb decision, done string) error {
	f := c.FormOf("decide")
	if !f.Sent {
		f = c.FormOf("drop")
	}
	return settle(c, done, d.showRules, func(tx *store.Tx) (string, error) {
		_, err := verb(tx, c.Actor, c.Path("id"), f.Int("version", "页面版本", 1, 1<<40))
		return "/oversight/rules", err
	})
}

// term is one of the terms that follow a card.
type term struct {
	name, label string
	days        *int
	now         int
}

func terms(s *monitor.RuleSet) []term {
	return []term{
		{"yellow_feedback", "黄牌反馈", &s.YellowFeedback, s.FeedbackDays(monitor.LevelYellow)},
		{"red_feedback", "红牌反馈", &s.RedFeedback, s.FeedbackDays(monitor.LevelRed)},
		{"appeal", "提出申诉", &s.Appeal, s.AppealDays()},
		{"ruling", "裁定申诉", &s.Ruling, s.RulingDays()},
	}
}

func termsText(s monitor.RuleSet) string {
	var out []string
	for _, t := range terms(&s) {
		out = append(out, fmt.Sprintf("%s %d 个工作日", t.label, t.now))
	}
	return "发牌以后：" + strings.Join(out, "，") + "。"
}
