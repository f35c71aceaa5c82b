package replication

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Part is one of the two lists (清单).
type Part string

const (
	Copy      Part = "copy"      // 复制推广
	Reference Part = "reference" // 借鉴
)

// PartInfo is a list in words.
type PartInfo struct {
	Part      Part
	Zh, Short string
	Title     string // as headings print it
}

// Parts are the lists in their order.
var Parts = []PartInfo{
	{Copy, "复制推广", "复制", "在全国复制推广的改革举措"},
	{Reference, "借鉴", "借鉴", "供全国借鉴的改革举措"},
}

func (p Part) info() PartInfo {
	n := slices.IndexFunc(Parts, func(i PartInfo) bool { return i.Part == p })
	if n < 0 {
		return PartInfo{Part: p, Zh: string(p), Short: string(p), Title: string(p)}
	}
	return Parts[n]
}

// Zh is the list in words.
func (p Part) Zh() string { return p.info().Zh }

// ParsePart reads a list by word or machine name.
func ParsePart(text string) (Part, bool) {
	for _, i := range Parts {
		if text == string(i.Part) || text == i.Zh || text == i.Short {
			return i.Part, true
		}
	}
	return "", false
}

// Measure (举措) is one measure of a list as it stands now.
type Measure struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Since      calendar.Day // from which the state holds
	Part       Part
	Nth        int64 // its place in the list
	Title      string
	Wording    string // official text; empty: a placeholder (待导入)
	WordSource string
	WordedAt   *calendar.Instant // when the first text was brought in
	Lead       string            // code of the leading unit (牵头单位)
	Partners   []string          // codes of the units that help (配合单位)
	Plan       string
	Due        calendar.Day // planned day of completion
	Source     string       // document that puts it on the list
	ListedDay  calendar.Day
	ListedAt   calendar.Instant
	Office     string // unit that keeps the list and owes answers to claims
	Changes    int64  // rows of its history
	ClaimedBy  *string
	ClaimedAt  *calendar.Instant
}

// Placeholder reports whether the official text is still to be brought in.
func (m Measure) Placeholder() bool { return m.Wording == "" }

// Code is how people call it: 复制-01.
func (m Measure) Code() string { return fmt.Sprintf("%s-%02d", m.Part.info().Short, m.Nth) }

// Name is its title; a placeholder is named after its place.
func (m Measure) Name() string {
	if m.Title == "" {
		return fmt.Sprintf("%s第 %d 项（待导入）", m.Part.info().Title, m.Nth)
	}
	return m.Title
}

// ParseCode reads 复制-01.
func ParseCode(text string) (part Part, nth int64, ok bool) {
	word, number, cut := strings.Cut(strings.TrimSpace(text), "-")
	part, known := ParsePart(word)
	nth, err := strconv.ParseInt(number, 10, 64)
	return part, nth, cut && known && err == nil && nth > 0
}

// Change (变化) is one row of a measure's history.
type Change struct {
	County     string
	ID         string
	MeasureID  string
	Nth        int64
	Verb       flow.Verb
	FromState  flow.State
	ToState    flow.State
	Day        calendar.Day // from which it holds
	Document   string       // number and title of what proves it
	Words      string
	FileDigest *string
	FileName   string
	FileMime   string
	FileSize   int64
	Unit       string
	RecordedBy string
	ByName     string
	RecordedAt calendar.Instant
	Due        *calendar.Day     // of a claim: by when it is to be answered
	AnsweredAt *calendar.Instant // of a claim
}

// Late reports whether the row was recorded on a later day than it holds from
// (补录).
func (c Change) Late() bool { return c.RecordedAt.Day() > c.Day }

// File is a stored file that proves a change (凭据).
type File struct {
	Digest, Name, Mime string
	Size               int64
}
