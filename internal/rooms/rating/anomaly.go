package rating

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
)

// AnomalyRules (异常规则) are the thresholds from which ratings are looked at. They
// are part of the dated content.
type AnomalyRules struct {
	Device  int `json:"device"`   // ratings of one device in a day
	Hasty   int `json:"hasty"`    // ratings within seconds at one window's device in a day
	Office  int `json:"office"`   // ratings from the network of offices in a month
	ZeroBad int `json:"zero_bad"` // ratings of a unit in a year without a bad one
	Jump    int `json:"jump"`     // percentage points by which a channel's share moves
	JumpOf  int `json:"jump_of"`  // ratings needed on both sides to speak of a move
}

// AnomalyKind (异常类别) is one thing that can look wrong.
type AnomalyKind struct {
	Code   string
	Zh     string
	Why    string // what it may mean
	Single bool   // it points at single ratings, which can be excluded
	find   func(seen []Seen, rules AnomalyRules) []Anomaly
}

// AnomalyKinds lists them in the order of the list.
var AnomalyKinds = []AnomalyKind{
	{SignDevice, "同一设备评多件", "一台设备一天里评了多件事，可能有人代评", true, manyOfDevice},
	{"hasty_terminal", "办结数秒内在同一窗口设备评价", "刚交付就在窗口设备上评，可能是工作人员按的", true, hastyAtTerminal},
	{SignOffice, "从办公网络评价", "评价来自办公网段，可能不是办事人自己评的", true, fromOffices},
	{"zero_bad", "评价很多却没有一条差评", "数量大而全是好评，可能有人挑着请、或劝着评", false, neverBad},
	{"channel_jump", "评价渠道突然变化", "一个渠道的占比突然升降，可能集中组织或入口不通", false, channelJumps},
}

// AnomalyKindOf finds a kind by its code.
func AnomalyKindOf(code string) AnomalyKind {
	for _, k := range AnomalyKinds {
		if k.Code == code {
			return k
		}
	}
	return AnomalyKind{Code: code, Zh: code}
}

// Seen is one rating as the computation sees it.
type Seen struct {
	Ref     string
	Unit    string
	Window  string
	Device  string
	Channel Channel
	Level   Level
	Signs   []string
	At      calendar.Instant
}

// Anomaly (异常) is a group of ratings that look wrong together.
type Anomaly struct {
	Kind string
	Key  string // the same for the same group, however many join it
	Unit string // empty where units are mixed
	Text string
	Refs []string // oldest first
}

// Anomalies finds what looks wrong among ratings, ordered by kind and key. It
// reads nothing but its arguments.
func Anomalies(seen []Seen, rules AnomalyRules) []Anomaly {
	seen = slices.Clone(seen)
	slices.SortFunc(seen, func(a, b Seen) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Ref, b.Ref)) })
	var out []Anomaly
	for _, kind := range AnomalyKinds {
		found := kind.find(seen, rules)
		for i := range found {
			found[i].Kind, found[i].Key = kind.Code, kind.Code+"."+found[i].Key
		}
		slices.SortFunc(found, func(a, b Anomaly) int { return cmp.Compare(a.Key, b.Key) })
		out = append(out, found...)
	}
	return out
}

func month(at calendar.Instant) string { return at.Day().String()[:7] }

func year(at calendar.Instant) string { return at.Day().String()[:4] }

// grouped gathers the ratings that have a key; without one they are left out.
func grouped(seen []Seen, key func(Seen) string) map[string][]Seen {
	out := map[string][]Seen{}
	for _, s := range seen {
		if k := key(s); k != "" {
			out[k] = append(out[k], s)
		}
	}
	return out
}

// anomalyOf words a group; a unit stands there only if it is one and the same.
func anomalyOf(key string, group []Seen, text string) Anomaly {
	a := Anomaly{Key: key, Unit: group[0].Unit, Text: text}
	for _, s := range group {
		a.Refs = append(a.Refs, s.Ref)
		if s.Unit != a.Unit {
			a.Unit = ""
		}
	}
	return a
}

// atLeast makes an anomaly of each group that is large enough.
func atLeast(n int, groups map[string][]Seen, text string) (out []Anomaly) {
	for key, group := range groups {
		if n > 0 && len(group) >= n {
			out = append(out, anomalyOf(key, group, fmt.Sprintf(text, len(group))))
		}
	}
	return out
}

func manyOfDevice(seen []Seen, r AnomalyRules) []Anomaly {
	return atLeast(r.Device, grouped(seen, func(s Seen) string {
		if s.Device == "" || s.Channel.Kiosk() {
			return ""
		}
		return s.At.Day().String() + "." + s.Device[:min(12, len(s.Device))]
	}), "一台设备一天评了 %d 件")
}

func hastyAtTerminal(seen []Seen, r AnomalyRules) []Anomaly {
	return atLeast(r.Hasty, grouped(seen, func(s Seen) string {
		if !s.Channel.Kiosk() || s.Window == "" || !slices.Contains(s.Signs, SignHasty) {
			return ""
		}
		return s.At.Day().String() + "." + s.Unit + "." + s.Window
	}), "一个窗口的设备一天有 %d 条在交付后数秒内评价")
}

func fromOffices(seen []Seen, r AnomalyRules) []Anomaly {
	return atLeast(r.Office, grouped(seen, func(s Seen) string {
		if !slices.Contains(s.Signs, SignOffice) {
			return ""
		}
		return month(s.At) + "." + s.Unit
	}), "一个月有 %d 条来自办公网段")
}

func neverBad(seen []Seen, r AnomalyRules) []Anomaly {
	groups := grouped(seen, func(s Seen) string { return year(s.At) + "." + s.Unit })
	for key, group := range groups {
		if slices.ContainsFunc(group, func(s Seen) bool { return s.Level.Bad() }) {
			delete(groups, key)
		}
	}
	return atLeast(r.ZeroBad, groups, "一年 %d 条评价没有一条差评")
}

// channelJumps compares each month of a unit with its earlier months of the year.
func channelJumps(seen []Seen, r AnomalyRules) (out []Anomaly) {
	for _, unit := range grouped(seen, func(s Seen) string { return year(s.At) + "." + s.Unit }) {
		months := grouped(unit, func(s Seen) string { return month(s.At) })
		for m, now := range months {
			before := slices.DeleteFunc(slices.Clone(unit), func(s Seen) bool { return month(s.At) >= m })
			if r.JumpOf < 1 || len(now) < r.JumpOf || len(before) < r.JumpOf {
				continue
			}
			var moved []string
			for _, c := range Channels {
				if was, is := percent(before, c.Channel), percent(now, c.Channel); max(was-is, is-was) >= r.Jump {
					moved = append(moved, fmt.Sprintf("%s由 %d%% 到 %d%%", c.Zh, was, is))
				}
			}
			if len(moved) > 0 {
				out = append(out, anomalyOf(m+"."+now[0].Unit, now, m+" "+strings.Join(moved, "，")))
			}
		}
	}
	return out
}

// percent is a channel's share in whole percent, half up.
func percent(seen []Seen, c Channel) int {
	n := 0
	for _, s := range seen {
		if s.Channel == c {
			n++
		}
	}
	return (200*n + len(seen)) / (2 * len(seen))
}
