package incident

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// word is one row of a code table.
type word struct{ Code, Zh string }

// Kinds (案件类别), conducts (行为) and measures (措施) are code tables.
var (
	Kinds = []word{{Criminal, "刑事案件"}, {Administrative, "行政案件"}}

	Conducts = []word{{"crowd", "聚众扰乱企业秩序"}, {"provoke", "寻衅滋事"}, {"block", "封门堵路"}, {"extort", "敲诈勒索"},
		{"bully", "欺行霸市"}, {"obstruct", "阻工"}, {"force_trade", "强买强卖"}, {"grab_works", "强揽工程"}, {"other", "其他"}}

	Measures = []word{{Detention, "行政拘留"}, {"fine", "罚款"}, {"warning", "警告"}, {"criminal_detention", "刑事拘留"}, {"bail", "取保候审"}, {"arrest", "逮捕"}}
)

const (
	Criminal       = "criminal"
	Administrative = "administrative"
	Detention      = "detention" // 行政拘留
)

// measureOf says in which kind of case a measure is taken.
var measureOf = map[string]string{Detention: Administrative, "fine": Administrative, "warning": Administrative,
	"criminal_detention": Criminal, "bail": Criminal, "arrest": Criminal}

// Zh is a code in words.
func Zh(table []word, code string) string {
	n := slices.IndexFunc(table, func(w word) bool { return w.Code == code })
	if n < 0 {
		return code
	}
	return table[n].Zh
}

// Parse reads a code by word or machine name.
func Parse(table []word, text string) (string, bool) {
	n := slices.IndexFunc(table, func(w word) bool { return w.Code == text || w.Zh == text })
	if n < 0 {
		return "", false
	}
	return table[n].Code, true
}

// Incident (案件) is one case.
type Incident struct {
	County       string
	ID           string
	Version      int64
	State        flow.State
	Number       string // 案号, as on its documents
	Kind         string
	Conduct      string
	Unit         string // that handles it
	PartyID      string // the enterprise that was harmed
	Happened     calendar.Day
	Summary      []byte // sealed
	Complaint    string // number of the complaint it came from; empty: none
	RegisteredBy string
	RegisteredAt calendar.Instant
	ReviewedAt   *calendar.Instant // filed, not filed or void
	FiledAt      *calendar.Instant
	ClosedAt     *calendar.Instant
}

// Act (经过) is one row of a case's history.
type Act struct {
	County       string
	ID           string
	IncidentID   string
	Verb         flow.Verb
	ToState      flow.State
	Day          calendar.Day // of the document
	Document     string
	Reason       string
	Was          []byte // sealed: what an amendment replaced
	RecordedBy   string
	ByName       string
	RecordedAt   calendar.Instant
	SupersededAt *calendar.Instant // by its correction
	Corrects     *string
}

// Person (涉案人员) is somebody's part in one case. Who is the same person in two
// cases has the same digest.
type Person struct {
	County     string
	ID         string
	IncidentID string
	Nth        int64
	Name       []byte // sealed
	Mask       string
	Blind      string
	AddedBy    string
	AddedAt    calendar.Instant
}

// Measure (措施) is what one person met in one case.
type Measure struct {
	County       string
	ID           string
	IncidentID   string
	PersonID     string
	Kind         string
	Day          calendar.Day
	Document     string
	RecordedBy   string
	RecordedAt   calendar.Instant
	RevokedAt    *calendar.Instant
	RevokeReason string
}

// Release (公布决定) lets the numbers of one period out.
type Release struct {
	County         string
	ID             string
	Version        int64
	State          flow.State
	FromDay        calendar.Day
	ToDay          calendar.Day
	Criminal       int64
	Administrative int64
	Detained       int64
	Purpose        string // what the numbers are for
	Document       string
	AskedBy        string
	AskedAt        calendar.Instant
	DecidedBy      *string
	DecidedAt      *calendar.Instant
	Reason         string // of the decision
}

// SmallRule (小数保护规则) is the least number that may stand alone in public.
type SmallRule struct {
	County   string
	ID       string
	Least    int64
	Document string
	SetBy    string
	SetAt    calendar.Instant
}
