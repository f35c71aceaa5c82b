package documents

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/letters"
)

// Document is one document in the making, and after sealing the record of it.
type Document struct {
	County        string
	ID            string
	Number        string // 稿号
	Form          letters.FormCode
	Title         string
	Unit          string
	State         flow.State
	PartyID       *string
	CaseID        *string
	CaseNumber    *string
	Typed         []byte // sealed JSON of Typed
	Writer        string
	WriterName    string
	Hands         string  // accounts that wrote in it, separated by spaces
	Replaces      *string // letter that it corrects
	ReplaceReason *string
	StartedAt     calendar.Instant
	OfferedAt     *calendar.Instant
	Returned      *string // why it was given back last
	LetterID      *string
	SealedAt      *calendar.Instant
	DroppedAt     *calendar.Instant
	DropReason    *string
	Version       int64
}

// Typed is what somebody typed, kept as it is.
type Typed struct {
	Case    string            // number of the case
	Party   string            // credit code or citizen number of the addressee
	Basis   string            // empty: the form's own
	Contact string            // contact person
	Phone   string            // empty: the unit's
	CopyTo  string            // 抄送
	Fields  map[string]string // by name of the form's field; a table's cells are split by tabs and lines
}

// Stamp is a seal of the register (印章).
type Stamp struct {
	County       string
	ID           string
	Code         string // 印章编码
	Unit         string
	Kind         letters.SealKind
	Name         string // as engraved
	Keeper       string // who keeps it
	Filing       string // number of the filing with public security (备案号)
	FromDay      calendar.Day
	ToDay        *calendar.Day // nil: in use
	RegisteredBy string
	RegisteredAt calendar.Instant
	Version      int64
}

// InUse reports whether the seal may be used on the day.
func (s Stamp) InUse(day calendar.Day) bool {
	return s.FromDay <= day && (s.ToDay == nil || day <= *s.ToDay)
}

// Sealing is one use of a seal (用印记录).
type Sealing struct {
	County     string
	ID         string
	DocumentID string
	LetterID   string
	Number     string // of the letter
	Title      string
	Unit       string
	SealID     string
	SealCode   string
	SealName   string
	Copies     int64
	Writer     string
	WriterName string
	Sealer     string
	SealerName string
	TwoPersons bool
	At         calendar.Instant
}
