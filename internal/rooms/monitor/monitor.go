package monitor

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Level (等级) is how an obligation stands at an instant.
type Level int

const (
	LevelNone   Level = iota // 正常
	LevelWarn                // 预警, near-due
	LevelYellow              // 黄牌
	LevelRed                 // 红牌
	LevelAlarm               // 无法判定: limit, rule or calendar is missing
)

// levels words the levels, in order.
var levels = [...]struct{ code, zh string }{
	{"none", "正常"}, {"warn", "预警"}, {"yellow", "黄牌"}, {"red", "红牌"}, {"alarm", "无法判定"},
}

// Zh is the level as printed.
func (l Level) Zh() string { return levels[l].zh }

// String is the level's code, for programs.
func (l Level) String() string { return levels[l].code }

// Late reports whether the level means that a limit has passed.
func (l Level) Late() bool { return l == LevelYellow || l == LevelRed }

// Explanation says how a level came about, so that anybody can check it.
type Explanation struct {
	At        calendar.Instant // the instant that was judged: the one asked for, or the fulfilment
	Rules     int              // version of the rule set; 0 is the one that comes with the program
	Rule      string           // the rule's name
	Quiet     bool             // it draws no cards
	Book      string           // calendar version
	Dues      []DueDay         // last day of each limit, tightest first
	Marks     []Mark           // when each level begins
	Settled   bool             // fulfilled by the instant
	Paused    *manifest.Pause  // the pause that covers the instant
	GivenBack []GivenBack      // days given back for certified faults
	Without   Level            // the level, had there been no fault
	Left      int              // working days to the last day of the tightest limit; negative when late
	Alarm     string           // what is missing and how to mend it
	Sentence  string           // the whole in one Chinese sentence
}

// Excused reports whether only certified faults keep the clock from being late.
func (e Explanation) Excused(l Level) bool { return e.Without.Late() && !l.Late() }

// DueDay is the last day of one limit.
type DueDay struct {
	Limit string // name of the limit
	Day   calendar.Day
}

// Mark is the first instant of a level.
type Mark struct {
	Level Level
	From  calendar.Instant
	Due   DueDay // the limit it is reckoned from
}

// GivenBack is one working day that a fault does not let count.
type GivenBack struct {
	Day   calendar.Day
	Fault string // number of the fault's record
}

// Watcher (监管器) is the monitor with the clocks it watches.
type Watcher struct{ sources []manifest.ClockSource }

// Watch returns a monitor of the sources and of the clocks it runs itself. It is
// called once, at wiring, with the clocks of every other room.
func Watch(sources []manifest.ClockSource) *Watcher { return &Watcher{sources: withOwn(sources)} }

// Judged is a clock with its level at an instant.
type Judged struct {
	Clock manifest.Clock
	Level Level
	Why   Explanation
}

// clocks asks every source, or only those of one kind.
func (w *Watcher) clocks(tx *store.Tx, kind string, f manifest.ClockFilter) ([]manifest.Clock, error) {
	var out []manifest.Clock
	for _, s := range w.sources {
		if kind != "" && s.Kind != kind {
			continue
		}
		found, err := s.List(tx, f)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// WatchedKind is one kind of clock that is watched.
type WatchedKind struct{ Kind, Zh string }

// Kinds are the kinds of clocks the monitor watches.
func (w *Watcher) Kinds() (out []WatchedKind) {
	for _, s := range w.sources {
		out = append(out, WatchedKind{s.Kind, s.Zh})
	}
	return out
}
