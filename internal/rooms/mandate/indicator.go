package mandate

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
)

// System (评价指标体系) is one version of a set of indicators.
type System struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Code       string // "cn-2020"
	Edition    int64  // 1, 2 …
	Title      string
	Source     string // where the indicators come from
	Document   string // by which the county divides them
	ProposedBy string
	ProposedAt calendar.Instant
	DecidedBy  *string
	DecidedAt  *calendar.Instant
}

// Weight is a share of 100, in hundredths.
type Weight int64

// Full is what the weights of a system add up to.
const Full Weight = 100_00

// String prints a weight without needless zeros: 5.56, 5.5, 5.
func (w Weight) String() string {
	switch {
	case w%100 == 0:
		return fmt.Sprint(int64(w) / 100)
	case w%10 == 0:
		return fmt.Sprintf("%d.%d", w/100, w%100/10)
	}
	return fmt.Sprintf("%d.%02d", w/100, w%100)
}

// Indicator (指标) is one line of a system. One that has others below it is a
// heading; the rest are scored.
type Indicator struct {
	County   string
	ID       string
	Version  int64
	SystemID string
	Code     string
	Parent   string // code of the heading, empty for the first level
	Name     string
	Weight   Weight
	Measured string // in what it is measured: 个工作日, 环节, %
	Better   string // more, less, none
	Unit     string // that answers for it
	Figure   string // of the house, whose value it is; empty when no record answers
}

// Betters are the directions of an indicator.
var Betters = []struct{ Code, Zh string }{{"none", "综合评分"}, {"less", "越少越好"}, {"more", "越多越好"}}

// BetterZh is the direction in words.
func (i Indicator) BetterZh() string {
	for _, b := range Betters {
		if b.Code == i.Better {
			return b.Zh
		}
	}
	return i.Better
}

// Round (自评轮次) is one period for which a system is scored.
type Round struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	SystemID  string
	Title     string
	FromDay   calendar.Day
	ToDay     calendar.Day
	Due       calendar.Day // for the self-scores
	Office    string
	OpenedBy  string
	OpenedAt  calendar.Instant
	OpenedDay calendar.Day
	ClosedAt  *calendar.Instant
}

// Period is what the round asks about.
func (r Round) Period() manifest.Period { return manifest.Period{From: r.FromDay, To: r.ToDay} }

// Score (指标得分) is one indicator in one round: the value, what the unit gives
// itself and what the reviewer found.
type Score struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	RoundID     string
	IndicatorID string
	Unit        string
	Due         calendar.Day
	StartedAt   calendar.Instant
	StartedDay  calendar.Day
	Value       string // as of the filing; of a figure, or as stated with evidence
	ValueNum    int64
	ValueDen    int64
	Records     int64 // behind the figure's value
	Points      *Weight
	Grounds     string
	FiledBy     *string
	FiledAt     *calendar.Instant
	Got         *Weight // after review
	Opinion     *string
	DecidedBy   *string
	DecidedAt   *calendar.Instant
}

// ScoreLine is a score with its indicator and round.
type ScoreLine struct {
	Score
	Code     string
	Name     string
	Weight   Weight
	Figure   string
	Measured string
	Title    string
	Office   string
	FromDay  calendar.Day
	ToDay    calendar.Day
}

// Adjusted is by how much the review differs from the self-score.
func (s Score) Adjusted() Weight {
	if s.Got == nil || s.Points == nil {
		return 0
	}
	return *s.Got - *s.Points
}

// Scored are the indicators of a system that are scored: those with none below.
func Scored(list []Indicator) (out []Indicator) {
	heads := map[string]bool{}
	for _, i := range list {
		heads[i.Parent] = true
	}
	for _, i := range list {
		if !heads[i.Code] {
			out = append(out, i)
		}
	}
	return out
}
