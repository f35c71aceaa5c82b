package monitor

import (
	"cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
)

// RuleSet (监管规则) is one version of the county's thresholds. It holds for the
// clocks whose first day is From or later, until a newer version does.
type RuleSet struct {
	Version  int          `json:"version"`
	From     calendar.Day `json:"from"`
	Document string       `json:"document"`
	Opens    int          `json:"opens"`  // office hours, minutes after midnight
	Closes   int          `json:"closes"` // exclusive
	Rules    []Rule       `json:"rules"`
	// Terms of what follows a card, in working days; 0 takes the program's own.
	YellowFeedback int `json:"yellow_feedback,omitempty"` // feedback on a yellow card
	RedFeedback    int `json:"red_feedback,omitempty"`    // feedback on a red card
	Appeal         int `json:"appeal,omitempty"`          // to appeal, from the issue
	Ruling         int `json:"ruling,omitempty"`          // to rule on an appeal
}

// FeedbackDays is within how many working days a card of the level is answered;
// 0 where it needs no answer.
func (s RuleSet) FeedbackDays(l Level) int {
	switch l {
	case LevelYellow:
		return cmp.Or(s.YellowFeedback, 3)
	case LevelRed:
		return cmp.Or(s.RedFeedback, 2)
	default:
		return 0
	}
}

// AppealDays is within how many working days of its issue a card can be appealed.
func (s RuleSet) AppealDays() int { return cmp.Or(s.Appeal, 10) }

// RulingDays is within how many working days an appeal is ruled on.
func (s RuleSet) RulingDays() int { return cmp.Or(s.Ruling, 5) }

// Rule says when each level of one kind of clock begins. Of several edges the
// first whose limit the clock has is taken, so that an item without a statutory
// limit turns red by the promised one.
type Rule struct {
	Kind    string `json:"kind"` // kind of clock; empty: any other
	Name    string `json:"name"`
	Instant bool   `json:"instant,omitempty"` // only clocks to be done on the first day (即办)
	Counts  bool   `json:"counts,omitempty"`  // counted as 办件 in the figures
	Quiet   bool   `json:"quiet,omitempty"`   // reminders only, no card
	Confirm bool   `json:"confirm,omitempty"` // yellow and red cards wait for a person (待发)
	Warn    []Edge `json:"warn,omitempty"`
	Yellow  []Edge `json:"yellow"`
	Red     []Edge `json:"red"`
}

// Code names the rule in a card: the kind of its clocks.
func (r Rule) Code() string {
	code := cmp.Or(r.Kind, "other")
	if r.Instant {
		code += "/instant"
	}
	return code
}

// Edge is the start of the day that lies Days after the last day of a limit;
// negative before it.
type Edge struct {
	Limit string        `json:"limit,omitempty"` // name of the limit; empty: the tightest
	Days  int           `json:"days"`
	Unit  calendar.Unit `json:"unit"`
}

func tightest(days int, unit calendar.Unit) Edge { return Edge{Days: days, Unit: unit} }

func statutory(days int, unit calendar.Unit) Edge {
	return Edge{Limit: manifest.LimitStatutory, Days: days, Unit: unit}
}

// Default is the rule set that comes with the program: a warning from the start
// of the second working day before the promised last day, yellow from the day
// after it, red from the day after the statutory last day, or from the third
// working day after the promised one where the law sets none. Kinds it does not
// name fall under its last rule, so that no clock is left unwatched.
func Default() RuleSet {
	warn := []Edge{tightest(-2, calendar.WorkDays)}
	yellow := []Edge{tightest(1, calendar.CalendarDays)}
	return RuleSet{
		From: calendar.DayOf(2000, 1, 1), Document: "随平台提供的默认规则", Opens: 8*60 + 30, Closes: 17*60 + 30,
		Rules: []Rule{
			{Kind: "case.decision", Name: "即办件", Instant: true, Counts: true,
				Yellow: []Edge{tightest(1, calendar.WorkDays)},
				Red:    []Edge{statutory(1, calendar.CalendarDays), tightest(3, calendar.WorkDays)}},
			{Kind: "case.decision", Name: "作出决定", Counts: true, Warn: warn, Yellow: yellow,
				Red: []Edge{statutory(1, calendar.CalendarDays), tightest(3, calendar.WorkDays)}},
			{Kind: "case.notice", Name: "受理答复", Warn: warn, Yellow: yellow,
				Red: []Edge{tightest(2, calendar.WorkDays)}},
			{Kind: "case.step", Name: "审查环节", Yellow: []Edge{tightest(3, calendar.WorkDays)},
				Red: []Edge{tightest(6, calendar.WorkDays)}},
			{Kind: "case.pause", Name: "特别程序", Warn: warn, Yellow: yellow,
				Red: []Edge{tightest(2, calendar.WorkDays)}},
			{Kind: "case.delivery", Name: "送达", Warn: warn, Yellow: yellow,
				Red: []Edge{tightest(3, calendar.WorkDays)}},
			{Kind: "rating.contact", Name: "差评联系", Yellow: yellow,
				Red: []Edge{tightest(2, calendar.WorkDays)}},
			{Kind: "rating.redress", Name: "差评整改", Warn: warn, Yellow: yellow,
				Red: []Edge{tightest(2, calendar.WorkDays)}},
			{Kind: ClockFeedback, Name: "牌的反馈", Quiet: true, Warn: []Edge{tightest(-1, calendar.WorkDays)}, Yellow: yellow,
				Red: []Edge{tightest(2, calendar.WorkDays)}},
			{Kind: ClockAppeal, Name: "申诉裁定", Quiet: true, Warn: []Edge{tightest(-1, calendar.WorkDays)}, Yellow: yellow,
				Red: []Edge{tightest(3, calendar.WorkDays)}},
			{Name: "其他事项", Warn: warn, Yellow: yellow,
				Red: []Edge{statutory(1, calendar.CalendarDays), tightest(3, calendar.WorkDays)}},
		},
	}
}

// For returns the rule of a clock: that of its kind, else the one for any other
// kind. A rule for instant clocks takes only those whose tightest limit is the
// first day itself.
func (s RuleSet) For(c manifest.Clock) (Rule, bool) {
	instant := len(c.Limits) > 0 && c.Limits[0].N == 0
	for _, kind := range [...]string{c.Kind, ""} {
		for _, r := range s.Rules {
			if r.Kind == kind && (instant || !r.Instant) {
				return r, true
			}
		}
	}
	return Rule{}, false
}

// widest is the greatest number of days by which a warning precedes a limit.
func (s RuleSet) widest() int {
	most := 0
	for _, r := range s.Rules {
		for _, e := range r.Warn {
			most = max(most, -e.Days)
		}
	}
	return most
}

// setFor chooses the version that held on the day; sets are ordered by their
// first day, and of one day by version.
func setFor(sets []RuleSet, day calendar.Day) RuleSet {
	chosen := sets[0]
	for _, s := range sets {
		if s.From <= day {
			chosen = s
		}
	}
	return chosen
}

func earlier(a, b RuleSet) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Version, b.Version))
}

// limitOf finds the limit an edge is reckoned from. A named limit of nothing
// exists only where it is the tightest: an instant item.
func limitOf(c manifest.Clock, e Edge) (manifest.Limit, bool) {
	if len(c.Limits) == 0 {
		return manifest.Limit{}, false
	}
	if e.Limit == "" {
		return c.Limits[0], true
	}
	for i, l := range c.Limits {
		if l.Name == e.Limit && (l.N > 0 || i == 0) {
			return l, true
		}
	}
	return manifest.Limit{}, false
}
