package letters

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
)

// FormCode names a form (文书种类).
type FormCode string

const (
	Receipt       FormCode = "receipt"        // 申请材料接收凭证
	Acceptance    FormCode = "acceptance"     // 受理通知书
	Correction    FormCode = "correction"     // 申请材料补正告知书
	NonAcceptance FormCode = "non_acceptance" // 不予受理决定书
	NotRequired   FormCode = "not_required"   // 不需要许可告知书
	SpotFix       FormCode = "spot_fix"       // 当场更正记录
	Withdrawal    FormCode = "withdrawal"     // 撤回申请确认书
	Pause         FormCode = "pause"          // 特别程序告知书
	Extension     FormCode = "extension"      // 延期告知书
	Grant         FormCode = "grant"          // 准予行政许可决定书
	Refusal       FormCode = "refusal"        // 不予行政许可决定书
	Renewal       FormCode = "renewal"        // 准予延续决定书
	NonRenewal    FormCode = "non_renewal"    // 不予延续决定书
	Licence       FormCode = "licence"        // 许可证件
	ServiceProof  FormCode = "service_proof"  // 送达回证
	Termination   FormCode = "termination"    // 终止办理告知书
	Transfer      FormCode = "transfer"       // 移送函

	ConditionalNotice  FormCode = "conditional_notice"  // 容缺受理通知书
	ConditionalPromise FormCode = "conditional_promise" // 容缺受理承诺书
	PledgeLetter       FormCode = "pledge"              // 告知承诺书
	Revocation         FormCode = "revocation"          // 撤销行政许可决定书
	Rectification      FormCode = "rectification"       // 责令改正通知书
)

// SealKind is the stamp a letter bears (印章类型).
type SealKind string

const (
	OfficialSeal SealKind = "official" // 公章
	SpecialSeal  SealKind = "special"  // 专用章
)

// The states of a letter.
const (
	Valid  flow.State = "valid" // 有效
	Voided flow.State = "void"  // 已作废
)

// Draft is what Issue is given.
type Draft struct {
	Form         FormCode
	Unit         string // org code of the issuing body
	UnitName     string // its full name as printed
	DocWord      string // 发文字, "桃自然资受"
	Subject      string // id of the record, usually a case
	CaseNumber   string
	Addressee    string            // party id; empty for letters to other bodies
	Fields       map[string]string // by Field.Name of the form
	Basis        string            // law, article, paragraph, item
	Contact      string            // contact person
	ContactPhone string
	Seal         SealKind
	Copies       int    // default the form's
	CopyTo       string // 抄送
}

// Letter is one issued document. Its text is sealed; this struct is fit for
// lists.
type Letter struct {
	County        string
	ID            string
	Form          FormCode
	Title         string
	Unit          string
	UnitName      string
	Number        string // "桃自然资受〔2020〕118号"
	Word          string
	Year          int64
	Serial        int64
	Subject       string
	CaseNumber    string
	PartyID       *string
	AddresseeMask string
	Content       []byte // sealed JSON of Document
	Digest        string // SHA-256 of that JSON
	Code          ids.Code
	Seal          SealKind
	Copies        int64
	State         flow.State
	IssuedAt      calendar.Instant
	IssuedOn      calendar.Day
	IssuedBy      string
	VoidReason    *string
	VoidAt        *calendar.Instant
	VoidBy        *string
	Version       int64
}

// Document is the frozen content of a letter, as printed.
type Document struct {
	Form         FormCode
	Title        string
	UnitName     string
	Number       string
	Addressee    string
	AddresseeID  string // credit code or citizen number
	CaseNumber   string
	Blocks       []Block
	Remedies     []string
	Contact      string
	ContactPhone string
	Supervision  string // supervision phone (监督电话)
	Basis        string
	IssuedOn     calendar.Day
	Seal         SealKind
	Copies       int64
	CopyTo       string
	Signature    bool // recipient signs on the document
	Code         ids.Code
	Fields       map[string]string
}

// Block is a paragraph or a table of a document. Rows is nil for a paragraph;
// Heads is nil for a table of labels and values.
type Block struct {
	Text  string     `json:",omitempty"`
	Heads []string   `json:",omitempty"`
	Rows  [][]string `json:",omitempty"`
}

// Method is how a letter is served (送达方式).
type Method string

const (
	Direct     Method = "direct"     // 直接
	Left       Method = "left"       // 留置
	Mail       Method = "mail"       // 邮寄
	Entrusted  Method = "entrusted"  // 委托
	Electronic Method = "electronic" // 电子
	Notice     Method = "notice"     // 公告
)

// Delivery is what Deliver is given: the days are claimed, the instant is
// recorded beside them.
type Delivery struct {
	Method        Method
	Recipient     string // who received it
	Relation      string // to the addressee: 本人, 同住成年家属, 代理人, 收发部门
	Place         string
	SentOn        calendar.Day  // 0: today
	ArrivedOn     *calendar.Day // nil: the day sent where the method is immediate
	MailNumber    string
	Agent         string // entrusted body
	Address       string // e-mail, mobile or account for electronic service
	RefusalReason string
	Witness       string
	Server        string // who served; default the actor
	Reason        string // why by public notice
	Remarks       string
}

// Delivered is one recorded delivery.
type Delivered struct {
	County        string
	ID            string
	LetterID      string
	Method        Method
	RecipientMask string
	SentOn        calendar.Day
	ArrivedOn     *calendar.Day     // 送达日; nil while on its way
	OpenedAt      *calendar.Instant // the addressee's first look at an electronic letter
	MailNumber    string
	Detail        []byte        // sealed JSON of Delivery
	ReviewLast    *calendar.Day // last day to ask for reconsideration
	SuitLast      *calendar.Day // last day to sue
	Late          bool          // recorded after the claimed day (补录)
	Account       string
	At            calendar.Instant
	ReturnedOn    *calendar.Day // came back without being received (退回)
	ReturnReason  *ReturnReason
	Version       int64
}

// ReturnReason is why a letter came back, as the postal service words it (退回原因).
type ReturnReason string

// Public is the public answer about a letter: nothing confidential.
type Public struct {
	Title     string
	UnitName  string
	Number    string
	IssuedOn  calendar.Day
	State     flow.State
	StateZh   string
	VoidedOn  *calendar.Day // nil while valid
	Addressee string        // masked
	Digest    string
}
