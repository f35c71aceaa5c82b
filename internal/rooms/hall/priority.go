package hall

import (
	"cmp"
	"fmt"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// PriorityLine is one published line of who goes before whom.
type PriorityLine struct {
	Class Class  `json:"class"`
	Rank  int    `json:"rank"` // lower is called first; equal ranks go by the time of drawing
	Says  string `json:"says"`
}

// Priority (优先叫号规则) is the public order of the counter from a day on. The
// clerk takes the visitor's word for it; nobody proves age or disability at the
// door. LongWait is after how many minutes an ordinary number is not overtaken
// any more; 0: never.
type Priority struct {
	County   string
	ID       string
	FromDay  calendar.Day
	Lines    []PriorityLine
	LongWait int
	Document string
	SetBy    string
	At       calendar.Instant
}

// unset holds until the county sets an order of its own: first come, first
// served, except that a booked number keeps its time.
var unset = Priority{Lines: []PriorityLine{
	{ClassPriority, 1, "老人、残疾人、孕妇和带婴幼儿的人先办，说一声就行，不用出示证明"},
	{ClassBooked, 2, "约的时间到了就叫，提前到的先等时段"},
	{ClassOrdinary, 2, "按取号先后"},
}}

// PriorityDraft is what SetPriority is given.
type PriorityDraft struct {
	From     calendar.Day
	Lines    []PriorityLine
	LongWait int
	Document string
}

// SetPriority (公布优先叫号规则) puts an order in force from a day that is not
// past; what held before stays on record. A day has one order.
func SetPriority(tx *store.Tx, by flow.Actor, d PriorityDraft) (Priority, error) {
	if err := may(by, "公布优先叫号规则", keepers); err != nil {
		return Priority{}, err
	}
	if d.From < tx.Today() {
		return Priority{}, priorityPast.New(fault.Args{"day": d.From})
	}
	if err := d.check(); err != nil {
		return Priority{}, err
	}
	p := Priority{County: tx.County(), ID: tx.NewID(), FromDay: d.From, Lines: d.Lines, LongWait: d.LongWait, Document: d.Document,
		SetBy: by.Account, At: tx.Now()}
	n, err := addPriority.Run(tx, p.County, p.ID, p.FromDay, p.Lines, p.LongWait, p.Document, p.SetBy, p.At)
	if err == nil && n == 0 {
		err = priorityTwice.New(fault.Args{"day": d.From})
	}
	if err != nil {
		return Priority{}, err
	}
	_, err = journal.Record(tx, by, "hall.priority_set", p.ID, map[string]any{"from": p.FromDay, "lines": p.Lines, "long_wait": p.LongWait,
		"document": p.Document}, journal.Row{Table: "hall_priority", ID: p.ID})
	return p, err
}

func (d *PriorityDraft) check() error {
	var p fault.Problems
	seen := map[Class]bool{}
	for i, line := range d.Lines {
		d.Lines[i].Says, _ = zh.Normalise(line.Says)
		seen[line.Class] = line.Class.Zh() != ""
		if line.Rank < 1 || line.Rank > len(Classes) {
			p.Add("rank."+string(line.Class), "%s的次序：请填 1 至 %d，相同的按取号先后", line.Class.Zh(), len(Classes))
		}
		if n := len([]rune(d.Lines[i].Says)); n == 0 || n > longestSays {
			p.Add("says."+string(line.Class), "%s的说明没有填或太长：写明谁用、怎么排，最多 %d 个字", line.Class.Zh(), longestSays)
		}
	}
	if len(seen) != len(Classes) || len(d.Lines) != len(Classes) {
		p.Add("lines", "每种号都要排一次：优先号、预约号、普通号各一行")
	}
	if d.LongWait < 0 || d.LongWait > longestWait {
		p.Add("long_wait", "久等不插队的分钟数：请填 0 至 %d，0 表示不设", longestWait)
	}
	if d.Document, _ = zh.Normalise(d.Document); d.Document == "" {
		p.Add("document", "依据没有填：请写公布这个次序的文件或通知")
	}
	return p.Err()
}

// PriorityOn returns the order that holds on a day.
func PriorityOn(tx *store.Tx, day calendar.Day) (Priority, error) {
	p, ok, err := priorityOn.Find(tx, tx.County(), day)
	if err == nil && !ok {
		p = unset
	}
	return p, err
}

// Priorities lists every order that was set, the newest day first.
func Priorities(tx *store.Tx) ([]Priority, error) { return allPriorities.All(tx, tx.County()) }

// Line is the published line of a class.
func (p Priority) Line(c Class) PriorityLine {
	i := slices.IndexFunc(p.Lines, func(l PriorityLine) bool { return l.Class == c })
	if i < 0 {
		return PriorityLine{Class: c, Rank: len(Classes)}
	}
	return p.Lines[i]
}

// Sorted are the lines by their rank.
func (p Priority) Sorted() []PriorityLine {
	out := slices.Clone(p.Lines)
	slices.SortStableFunc(out, func(a, b PriorityLine) int { return cmp.Compare(a.Rank, b.Rank) })
	return out
}

// LongWaitSays is the sentence beside the lines, empty where nothing is set.
func (p Priority) LongWaitSays() string {
	if p.LongWait == 0 {
		return ""
	}
	return fmt.Sprintf("普通号等满 %d 分钟的，与最先叫的号同排，按取号先后叫，不再被插队", p.LongWait)
}

// rank orders who waits: lower is called first.
func (p Priority) rank(t Turn, now calendar.Instant) int {
	switch {
	case t.ReadyAt > now:
		return len(Classes) + 1 // before the booked time
	case t.Class == ClassOrdinary && p.LongWait > 0 && now-t.TakenAt >= calendar.Instant(p.LongWait)*60_000:
		return p.Sorted()[0].Rank
	}
	return p.Line(t.Class).Rank
}
