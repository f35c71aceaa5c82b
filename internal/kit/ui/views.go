package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Tone is the meaning a colour underlines: it is never the only sign of it.
type Tone string

const (
	Grey   Tone = "grey"   // draft, ended
	Blue   Tone = "blue"   // going on
	Green  Tone = "green"  // done, matched
	Amber  Tone = "amber"  // waits for somebody
	Red    Tone = "red"    // wrong or late, nothing else
	Purple Tone = "purple" // the clock is stopped
)

// CardView is a framed part of a page.
type CardView struct {
	ID    string // anchor, optional
	Title string
	Note  string // beside the title, small
	More  *Link  // at the right
	Level int    // heading level, default 2
}

// Head is one column heading of a table.
type Head struct {
	Label string
	Num   bool   // right-aligned figures
	Sort  string // address that sorts by it, optional
	Order string // "asc" or "desc" when the table is sorted by it
}

// TableView describes a table; its rows are the component's children (tr).
type TableView struct {
	Caption string // read out and printed; hidden on screen unless Shown
	Shown   bool
	Heads   []Head
	Dense   bool // staff rows of 36 px
	Stack   bool // on phones each row becomes a card; cells name their column with data-label
}

// FieldView describes one input. Required is the default.
type FieldView struct {
	Name     string
	Label    string
	Hint     string
	Optional bool   // marks it 选填
	Type     string // text (default), tel, email, password, number, search
	Mode     string // inputmode
	Fill     string // autocomplete
	Width    string // "s", "m", "l" or full width
	Source   string // 取自登记库 06-08
	Key      string // keyboard shortcut, shown and bound: "F2"
	Rows     int    // of a text area
	Accept   string // of a file
	Many     bool   // several files
	Readonly bool
	Max      int  // maxlength
	Focus    bool // the page opens with this field in focus
}

// Option is one choice.
type Option struct {
	Value, Label, Hint string
	Key                string // keyboard shortcut, see keys.js
	Tone               Tone   // of a chosen pill, default Blue
}

// Event is one entry of a timeline.
type Event struct {
	ID    string // anchor, so that it can be cited
	When  string // "06-16 09:05"; no time when only a day is known
	Title string
	Who   string
	Note  string
	Tone  Tone // dot; default blue
	Next  bool // still to come: hollow dot
	Links []Link
}

// SegmentKind is what a stretch of a clock means.
type SegmentKind string

const (
	Used   SegmentKind = "used"   // 已用
	Paused SegmentKind = "paused" // 暂停，不计
	Left   SegmentKind = "left"   // 剩余
	Spare  SegmentKind = "spare"  // 法定余量
	Over   SegmentKind = "over"   // 超期
)

// Segment is one stretch of a clock, Size in its unit.
type Segment struct {
	Kind  SegmentKind
	Size  int
	Label string // printed inside; default by kind and size
}

// ClockView is the clock people can check (时限条). Text says everything.
type ClockView struct {
	Head     string // 离承诺时限还有
	Value    string // 3 个工作日
	Until    string // 06-22 周一 17:00 前
	Tone     Tone   // of the value: Red when late
	Segments []Segment
	From     string // 06-08 受理
	Middle   string // what the pause rests on
	To       string // 法定 07-09
	Check    *Link  // 看每一天怎么算的
	Note     string
}

// KPI is one figure with its way to the records.
type KPI struct {
	Label string
	Value string
	Unit  string
	Note  string
	Tag   string
	Tone  Tone
	Href  string // every figure leads to its records
	On    bool   // chosen: its records are shown beside
}

// Pager pages by cursor and says how much there is.
type Pager struct {
	From, To, Total int    // 第 From–To 条，共 Total 条; Total < 0 when it was not counted
	Prev, Next      string // addresses, empty at the ends
}

// Chip is one active filter with the address of the list without it.
type Chip struct{ Label, Without string }

// FilterView is the form above a list; its fields are the children.
type FilterView struct {
	Action string
	Chips  []Chip
	Clear  string // address without any filter
	Open   bool   // start unfolded
}

// Tab is one part of a record's page.
type Tab struct {
	Label string
	Href  string
	Count int // shown when positive
	On    bool
}

// Button is a push button or a link that looks like one.
type Button struct {
	Label string
	Href  string // a link when set
	Name  string // submitted with the form, optional
	Value string
	Kind  string // "primary", "go" (green), "danger", "" plain, "link"
	Key   string // "Ctrl+Enter"
	Small bool
	Form  string // id of the form it belongs to, if it stands outside
}

// Bar is one value of a chart; Label and Text are printed.
type Bar struct {
	Label string
	Value float64
	Text  string // printed value, default Value
	Tone  Tone
	Href  string
}

// Chart is a small chart drawn on the server, with a table twin.
type Chart struct {
	Title string
	Unit  string
	Note  string
	Bars  []Bar
	Table bool // unfold the table twin from the start
}

// Pair is one line of a definition list.
type Pair struct {
	Term string
	Text string
	Link *Link
}

// Text is a component of plain words, for children that are only text.
func Text(s string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		_, err := io.WriteString(w, templ.EscapeString(s))
		return err
	})
}
