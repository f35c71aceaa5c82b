package papers

import (
	"context"
	"io"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store/blob"
)

// Grade is how far a paper can be trusted (可信等级).
type Grade string

const (
	GradeA Grade = "A" // issued by the authority (权威机构签发)
	GradeB Grade = "B" // original seen at a window (窗口核验)
	GradeC Grade = "C" // uploaded by the user (用户上传)
	GradeD Grade = "D" // declared by the user alone (自主声明)
)

// The states of a paper.
const (
	Usable      flow.State = "usable"      // 可用
	Replaced    flow.State = "replaced"    // 已换新
	Withdrawn   flow.State = "withdrawn"   // 已撤下
	Quarantined flow.State = "quarantined" // 已隔离
)

// KindOwn is the kind of a paper that its owner keeps without a case (自存).
const KindOwn = "own"

// Paper is one file of a party.
type Paper struct {
	County     string
	ID         string
	PartyID    string
	Kind       string // material kind code
	Name       string // name of the material, "规划总平面图"; never the file's own name
	Mime       string
	Ext        string // with dot, lower case: ".pdf"
	Size       int64
	Pages      *int64
	Digest     string
	Grade      Grade
	Source     string // where it came from: window, pc, mobile, api, issued
	IssuedBy   string // unit code or name of the issuing body; empty when unknown
	ValidFrom  *calendar.Day
	ValidTo    *calendar.Day // last day
	CaseID     *string       // the case it was first handed in for
	State      flow.State
	Scanned    bool    // false: no virus scanner was there; pages show a warning
	Threat     *string // what a scanner found
	VerifiedBy *string // name printed beside 已核原件
	VerifiedAt *calendar.Instant
	ReplacedBy *string
	At         calendar.Instant
	Version    int64
}

// Upload is a file as it comes in.
type Upload struct {
	Material string // name of the material, for messages: "规划总平面图"
	FileName string // as given by the browser; only its extension is used
	Body     io.Reader
}

// Checked is a file whose bytes are stored and looked through.
type Checked struct {
	blob.Stored
	Mime    string
	Ext     string
	Pages   *int64
	Scanned bool
	Threat  string // name of what the scanner found; empty when clean
}

// Verdict is what a scanner says of a file.
type Verdict struct{ Threat string }

// Scanner looks for malicious content (病毒扫描).
type Scanner interface {
	Scan(ctx context.Context, r io.Reader) (Verdict, error)
}

// Intake takes files in before the act that records them.
type Intake struct {
	Blobs   blob.Store
	Scanner Scanner // nil: none installed, papers are marked as not scanned
}

// Draft is what Receive is given.
type Draft struct {
	Party     string
	Kind      string
	Name      string
	Case      string // empty when handed in without a case
	File      Checked
	Pages     *int64
	Grade     Grade
	IssuedBy  string
	ValidFrom *calendar.Day
	ValidTo   *calendar.Day
	Replaces  string // id of the paper this one replaces
}

// Use is one logged use of a paper (调用记录).
type Use struct {
	County    string
	ID        string
	PaperID   string
	CaseID    string
	Purpose   string
	ConsentID string
	Account   string
	Unit      string
	At        calendar.Instant
}

// Consented is one consent (同意).
type Consented struct {
	County      string
	ID          string
	PaperID     string
	Purpose     string
	Account     string
	At          calendar.Instant
	WithdrawnAt *calendar.Instant
}
