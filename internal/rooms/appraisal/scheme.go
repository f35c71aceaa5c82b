package appraisal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Kind is what a scheme scores (考核对象类别).
type Kind string

const (
	Window    Kind = "window"    // 窗口
	Person    Kind = "person"    // 窗口人员
	Township  Kind = "township"  // 乡镇
	SubCentre Kind = "subcentre" // 分中心
)

// Kinds lists what may be scored, in the order of the bulletin.
var Kinds = []struct {
	Kind Kind
	Zh   string
}{{Window, "窗口"}, {SubCentre, "分中心"}, {Township, "乡镇"}, {Person, "窗口人员"}}

// Zh is the kind as printed.
func (k Kind) Zh() string {
	for _, row := range Kinds {
		if row.Kind == k {
			return row.Zh
		}
	}
	return string(k)
}

// ParseKind reads a kind by its word or its machine name.
func ParseKind(s string) (Kind, bool) {
	for _, row := range Kinds {
		if s == row.Zh || s == string(row.Kind) {
			return row.Kind, true
		}
	}
	return "", false
}

// Points (分) are hundredths of a point.
type Points int64

// String prints points without needless zeros: 97.5, 3, -0.25.
func (p Points) String() string {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "-", -n
	}
	text := fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// ParsePoints reads what String prints, with two decimals at most.
func ParsePoints(s string) (Points, bool) {
	s = strings.TrimSpace(s)
	whole, part, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if whole == "" || len(part) > 2 || len(whole) > 6 {
		return 0, false
	}
	n, err := strconv.ParseUint(whole+(part + "00")[:2], 10, 32)
	if err != nil {
		return 0, false
	}
	if strings.HasPrefix(s, "-") {
		return -Points(n), true
	}
	return Points(n), true
}

// Way is how an item turns its records into points (计分方式).
type Way string

const (
	ByCount  Way = "count"  // 按次加减: base and so many points for each event
	ByShare  Way = "share"  // 按比例: the share of events in their population
	ByVolume Way = "volume" // 按工作量: weighed work against a full load
	ByMark   Way = "mark"   // 评分: a mark somebody gives with evidence
)

// Ways lists the ways with their words.
var Ways = []struct {
	Way Way
	Zh  string
}{{ByCount, "按次加减"}, {ByShare, "按比例"}, {ByVolume, "按工作量"}, {ByMark, "评分"}}

// Zh is the way as printed.
func (w Way) Zh() string {
	for _, row := range Ways {
		if row.Way == w {
			return row.Zh
		}
	}
	return string(w)
}

// Item (考核项) is one line of a scheme.
type Item struct {
	Code    string `json:"code"` // stable within the scheme
	Name    string `json:"name"`
	Rule    string `json:"rule"` // 评分标准, in words
	Way     Way    `json:"way"`
	Measure string `json:"measure"` // named query; empty: entered by hand with evidence
	Over    string `json:"over"`    // query of the population; nothing in it leaves the item out
	Base    Points `json:"base"`    // what the item begins with, or its full mark
	Floor   Points `json:"floor"`
	Cap     Points `json:"cap"`
	Each    Points `json:"each"` // for one event; negative takes off
	Full    int64  `json:"full"` // share in basis points, or weighed pieces in hundredths, that earn the full mark
}

// ByHand reports whether somebody has to enter the item.
func (i Item) ByHand() bool { return i.Measure == "" }

// Grade (等次) is reached from a number of points.
type Grade struct {
	Zh   string `json:"zh"`
	From Points `json:"from"`
}

// Body is what a scheme says.
type Body struct {
	Items       []Item           `json:"items"`
	Weights     map[string]int64 `json:"weights"` // of kinds of cases, in hundredths
	Grades      []Grade          `json:"grades"`  // best first
	Floor       Points           `json:"floor"`   // of the total
	Cap         Points           `json:"cap"`
	HandDays    int              `json:"hand_days"`    // working days after the month for marks by hand
	ObjectDays  int              `json:"object_days"`  // working days for objections
	AnswerDays  int              `json:"answer_days"`  // working days to answer one
	MissingZero bool             `json:"missing_zero"` // a missing mark counts as zero; else it is left out and shown
}

// Full is the sum of the bases: the scheme's full mark without additions.
func (b Body) Full() (sum Points) {
	for _, i := range b.Items {
		sum += i.Base
	}
	return sum
}

// Item finds an item by its code.
func (b Body) Item(code string) (Item, bool) {
	i := slices.IndexFunc(b.Items, func(i Item) bool { return i.Code == code })
	if i < 0 {
		return Item{}, false
	}
	return b.Items[i], true
}

// GradeOf is the grade that a total reaches.
func (b Body) GradeOf(total Points) string {
	for _, g := range b.Grades {
		if total >= g.From {
			return g.Zh
		}
	}
	return ""
}

// Scheme (考核方案) is one version of what is scored and how.
type Scheme struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Kind       Kind
	Number     *int64 // version within its kind, once published
	FromDay    calendar.Day
	Title      string
	Document   string
	Body       Body
	ProposedBy string
	ProposedAt calendar.Instant
	DecidedBy  *string
	DecidedAt  *calendar.Instant
}

// Name is the scheme as cited: 窗口 第 2 版.
func (s Scheme) Name() string {
	if s.Number == nil {
		return s.Kind.Zh() + " 草案"
	}
	return fmt.Sprintf("%s 第 %d 版", s.Kind.Zh(), *s.Number)
}
