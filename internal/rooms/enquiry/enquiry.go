package enquiry

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Enquiry (咨询投诉) is one question, complaint, report or suggestion. What may
// name somebody is sealed: the words, who filed it, the person complained of, the
// reply. Title, notices and public texts are refused when they hold numbers of
// people.
type Enquiry struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	Number      string
	QueryDigest *string // nil for what was imported
	Kind        Kind
	Channel     Channel
	Imported    bool
	Title       string
	Words       []byte // sealed
	Sketch      string // of title and words, for finding duplicates
	Filer
	Aim
	Intake
	Work
	Outcome
	Origin
	Publication
}

// Filer is who filed it.
type Filer struct {
	Who          []byte // sealed JSON of Identity; nil for anonymous
	WhoMask      string // as handlers may see it
	PartyDigest  string // equal for enquiries of one enterprise
	MobileDigest string
	Confidential bool // 保密: two people open the identity
	Consent      bool // to publish question and answer without names
}

// Identity is what was stated about who filed.
type Identity struct {
	Name, Mobile string
	Party        string // id in the register
	PartyName    string
}

// Aim is what the enquiry is about.
type Aim struct {
	Category       string
	Area           string
	Accused        string // unit complained of, empty for none
	AccusedAccount string // of the person complained of
	AccusedPerson  []byte // sealed name
}

// Intake is how it came in and what became of it first.
type Intake struct {
	Office       string // managing office that owes the acceptance
	RegisteredBy string
	ReceivedAt   calendar.Instant
	ReceivedDay  calendar.Day // stated by the ledger for what was imported
	AcceptN      int
	AcceptDue    calendar.Day
	Book         string
	AcceptedAt   *calendar.Instant
	AcceptedBy   *string
	Reason       *string // code of the ground for not accepting
	Explained    *string
	RightOffice  *string
	MainID       *string // the earlier enquiry this one is linked to
}

// Work is the handling and the reply.
type Work struct {
	Unit        string
	AssignedAt  *calendar.Instant
	AssignedDay *calendar.Day // day 0 of the handling clock; transfers leave it
	HandleN     int
	ExtendedN   int
	ExtendedAt  *calendar.Instant
	HandleDue   *calendar.Day
	Writer      *string
	DraftedAt   *calendar.Instant
	DraftedDay  *calendar.Day
	ReplyN      int
	ReplyDue    *calendar.Day
	Reply       []byte // sealed JSON of Reply
	AnsweredAt  *calendar.Instant
	// FirstAnswerAt stays when the enquiry is reopened and answered again.
	FirstAnswerAt *calendar.Instant
	AnsweredDay   *calendar.Day
	AnsweredBy    *string
	ConfirmUntil  *calendar.Day
}

// Reply is an answer by its parts, so that none is forgotten.
type Reply struct {
	Answer string // to the question asked
	Basis  string
	Done   string // what was done, by whom, when
	Remedy string // what the complainant can still do
}

// Outcome is what the complainant said, and how it ended.
type Outcome struct {
	Level        *Level
	RatedAt      *calendar.Instant
	RatingWords  []byte // sealed
	Reopened     int
	ReopenReason *string
	Outcome      *string // content, discontent, silent, declined, withdrawn, linked
	EndedAt      *calendar.Instant
}

// Origin is the higher office that handed the matter down; empty for others.
type Origin struct {
	OriginOffice   string `db:"origin"`
	OriginNumber   string
	OriginDocument string
	OriginDue      *calendar.Day
	ReportedAt     *calendar.Instant
	ReportedDay    *calendar.Day
	ReportNumber   *string
	ReportWords    *string
}

// Publication is the text without names that the public may read.
type Publication struct {
	PublicTitle    *string
	PublicQuestion *string
	PublicAnswer   *string
	PublishedAt    *calendar.Instant
	PublishedBy    *string
}

// Handed reports whether a higher office handed the matter down.
func (e Enquiry) Handed() bool { return e.Channel == HandedDown }

// Accuses reports whether the enquiry is directed against somebody.
func (e Enquiry) Accuses() bool { return e.Accused != "" || e.AccusedAccount != "" }

// against reports whether the actor is, or belongs to, who is complained of.
func (e Enquiry) against(by flow.Actor) bool {
	return e.Accused != "" && by.Unit == e.Accused || e.AccusedAccount != "" && (by.Account == e.AccusedAccount || by.For == e.AccusedAccount)
}

// Notice (告知) is what the complainant was told.
type Notice struct {
	County   string
	ID       string
	RecordID string
	Kind     string
	Words    string
	At       calendar.Instant
}

// Transfer (转办) is one move between units.
type Transfer struct {
	County     string
	ID         string
	RecordID   string
	Nth        int64
	FromUnit   string
	ToUnit     string
	Reason     string
	Designated bool // 指定承办: the managing office ended the moving
	ByAccount  string
	At         calendar.Instant
}

// Extension (延期) is one request for more days.
type Extension struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	RecordID  string
	Unit      string
	Days      int
	Reason    string
	AskedBy   string
	AskedAt   calendar.Instant
	DecidedBy *string
	DecidedAt *calendar.Instant
	Words     *string
}

// Review (答复审核) is one check of a reply before it was sent or returned.
type Review struct {
	County   string
	ID       string
	RecordID string
	Nth      int64
	Passed   bool
	Met      []string // codes of the checklist that were met
	Words    string
	Writer   string
	Reviewer string
	At       calendar.Instant
}

// Statement (情况说明) is what the accused unit is asked, and what it says. It is
// all the unit sees.
type Statement struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	RecordID  string
	Number    string // of its own: it does not lead to the enquiry
	Unit      string
	Disclosed string
	AskedBy   string
	AskedAt   calendar.Instant
	AskedDay  calendar.Day
	AnswerN   int
	Due       calendar.Day
	Book      string
	Words     *string
	GivenBy   *string
	GivenAt   *calendar.Instant
}

// Unseal (拆封) is one request to see who complained.
type Unseal struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	RecordID  string
	Reason    string
	AskedBy   string
	AskedUnit string
	AskedAt   calendar.Instant
	DecidedBy *string
	DecidedAt *calendar.Instant
	Words     *string
	UntilAt   *calendar.Instant
}

// Climb (逾期上报) is one message of the ladder.
type Climb struct {
	County   string
	ID       string
	RecordID string
	Clock    string
	Due      calendar.Day
	Rung     int
	Role     flow.Role
	Unit     string // empty: the county
	Words    string
	At       calendar.Instant
}

// Alarm (打击报复预警) is an act of the accused unit towards the complainant's
// enterprise that somebody has to look at.
type Alarm struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	Number    string
	RecordID  string
	Unit      string
	Office    string
	Subject   string // record of the act
	What      string
	Link      string
	RaisedAt  calendar.Instant
	RaisedDay calendar.Day
	SettleN   int
	Due       calendar.Day
	Book      string
	SettledBy *string
	SettledAt *calendar.Instant
	Confirmed *bool
	Words     *string
}
