package catalogue

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/project"
)

// Item (事项) is what stays the same while its versions change.
type Item struct {
	County    string
	ID        string
	Code      string // 实施编码 or the county's own, see CodePatterns
	BasicCode string // 基本编码, may be empty
	Unit      string // unit that carries it out (实施主体)
	Name      string // as last published
	External  bool   // known only from another system's case log; has no version
	Tags      []string
	Aliases   []string // other words people use: 开餐馆
	Keys      Keys     // spellings the search verifies against
	Revision  int64    // guards every update
	CreatedAt calendar.Instant
}

// Keys are the spellings of an item's names; see Search.
type Keys struct {
	Text     string   `json:"text"`
	Aliases  []string `json:"aliases"`
	Initials []string `json:"initials"`
	Pinyin   []string `json:"pinyin"`
}

// Kind is the class of handling (办件类型, GB/T 39046-2020 A.6).
type Kind string

const (
	Instant  Kind = "instant"  // 即办件, decided on the spot
	Promised Kind = "promised" // 承诺件
	Other    Kind = "other"    // 其他
)

// Transition says what becomes of running cases when a version is withdrawn.
type Transition string

const (
	Finish    Transition = "finish"    // 在办件按原版本办完
	Terminate Transition = "terminate" // 许可已取消，在办件终止
)

// Version (事项版本) is one edition of an item. It may be edited while it is a
// draft and never afterwards.
type Version struct {
	County   string
	ID       string
	ItemID   string
	Number   int // 1, 2, 3 … within the item
	State    flow.State
	Revision int64 // guards every update

	FromDay  calendar.Day  // first day in force; of a draft: the day asked for
	UntilDay *calendar.Day // first day no longer in force

	Author      string // account that drafted it
	Publisher   *string
	DraftedAt   calendar.Instant
	PublishedAt *calendar.Instant
	EndedAt     *calendar.Instant // when it was superseded or withdrawn
	Source      string            // document the content was taken from, for ledgers
	LawChange   bool              // made because the law changed: its cuts are not the county's own
	ChangeNote  string            // why this version, shown in the version history
	Expected    int               // materials a ledger says there are; 0: not stated

	WithdrawnReason *string
	Transition      *Transition

	Content
	Digest    string     // SHA-256 of content and materials
	Materials []Material `db:"-"`
}

// Content is what a version says, without its materials. Limits are all in the
// statutory limit's unit.
type Content struct {
	Name          string
	Kind          Kind
	Relay         bool // 上报件: decided by a higher authority, not counted as ours
	StatutoryN    int
	StatutoryUnit calendar.Unit
	StatutoryNote string
	OrdinaryN     int
	KeyProjectN   int
	Visits        int    // 到办事现场次数
	VisitReason   string // why anybody has to come
	Online        bool   // 网上办
	Courier       bool   // 物流快递
	Appointment   bool   // 预约
	Rules         Rules
	Guide         Guide
	Questions     []Question `json:",omitempty"`
	Conditional   bool       `json:",omitempty"` // 容缺受理 is open
	Pledge        bool       `json:",omitempty"` // 告知承诺制 is open
	Domains       []string   `json:",omitempty"` // 涉及领域, codes of Domains
}

// Rules is what the handling of a case obeys.
type Rules struct {
	SeparateDuties bool        `json:"separate_duties"`      // who accepts does not approve
	OnSite         bool        `json:"on_site"`              // checked on site by at least two (许可法 art. 34)
	LegalReview    bool        `json:"legal_review"`         // 法制审核 before the decision
	Renewable      bool        `json:"renewable"`            // 可延续
	RenewBefore    int         `json:"renew_before"`         // working days before expiry (许可法 art. 50)
	DeliveryLimit  int         `json:"delivery_limit"`       // working days from decision to delivery (art. 44)
	Quota          string      `json:"quota"`                // 数量限制; empty: none
	Procedures     []Procedure `json:"procedures,omitempty"` // may stop the clock (art. 45)
	Result         Result      `json:"result"`
	SupplementBy   Ceiling     `json:"supplement_by,omitempty"` // what a promised supplement may not pass (容缺)
	PledgeDuty     string      `json:"pledge_duty,omitempty"`   // the conditions a pledge vouches for (告知承诺)
	PledgeCheck    int         `json:"pledge_check,omitempty"`  // working days from the decision to the check of a pledge
	Fees           []Fee       `json:"fees,omitempty"`          // the fee schedule (收费项目); empty: nothing is assessed
	PayLater       bool        `json:"pay_later,omitempty"`     // the result is handed over before the fee is paid (先办后缴)
}

// Procedure is one special procedure (特别程序) and the law that allows it.
type Procedure struct {
	Name  string `json:"name"`
	Basis string `json:"basis"` // empty for the closed list of 许可法 art. 45
}

// Result is what the applicant is given.
type Result struct {
	Name        string `json:"name"`
	Kind        string `json:"kind"`         // 证照, 批文, 登记, 其他
	ValidMonths int    `json:"valid_months"` // 0: without end
}

// Guide is what people read before they apply (办事指南).
type Guide struct {
	Type       string   `json:"type"`              // A.1
	Level      string   `json:"level"`             // A.2
	Nature     string   `json:"nature"`            // A.3
	Objects    []string `json:"objects,omitempty"` // A.4
	Forms      []string `json:"forms,omitempty"`   // A.5
	Basis      []Basis  `json:"basis,omitempty"`   // 设定依据
	Applicants string   `json:"applicants"`        // 谁能办
	Acceptance string   `json:"acceptance"`        // 受理条件
	Flow       string   `json:"flow"`
	Steps      []Stage  `json:"steps,omitempty"`

	Charged  bool   `json:"charged"`
	Fee      string `json:"fee"`
	FeeBasis string `json:"fee_basis"`

	Places           []string `json:"places,omitempty"` // windows with address
	Hours            string   `json:"hours"`
	ConsultPhone     string   `json:"consult_phone"`
	SupervisionPhone string   `json:"supervision_phone"`
	Remedies         string   `json:"remedies"`
	FAQ              []QA     `json:"faq,omitempty"`
	Rejections       []string `json:"rejections,omitempty"` // common reasons for refusal
	English          string   `json:"english"`              // English name and one line, may be empty
}

// Basis is one legal ground (设定依据).
type Basis struct {
	Law      string `json:"law"`
	Article  string `json:"article"`
	Text     string `json:"text"`
	Document string `json:"document"` // document number
}

// Stage is one step of the handling (环节) with the days it takes.
type Stage struct {
	Name string `json:"name"`
	Days int    `json:"days"`
	Text string `json:"text"`
}

// QA is one frequent question.
type QA struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// Material (申请材料) is one entry of a version's complete list.
type Material struct {
	County     string
	ID         string
	VersionID  string
	Code       string // natural key within the item, kept over versions
	Position   int
	Name       string
	Originals  int
	Copies     int
	Electronic bool // an electronic file is enough
	Issuer     string
	Must       bool      // 必要; otherwise needed when Condition holds
	Condition  Condition `json:",omitempty"` // empty for what is always needed
	Main       bool      // 主要材料; a secondary one may follow later (容缺)
	PaperKind  string    // kind in the papers register; empty: not reusable
	Shared     bool      // obtained by sharing, not asked for (国令716 art. 7)
	SharedFrom string    // where it is obtained from
	Sample     string    // where the sample is
	Note       string
	Basis      string
	Pledge     bool `json:",omitempty"` // a pledge may stand in for it (告知承诺)
}

// Edition is what an editor writes: the content of a version, its materials
// and when it is to take effect.
type Edition struct {
	From       calendar.Day
	Source     string
	LawChange  bool
	ChangeNote string
	Expected   int
	Content
	Materials []Material // County, ID, VersionID and Position are set by the room
}

// Question is one thing the applicant is asked before the list is made.
type Question struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Choices []Choice `json:"choices"`
}

// Choice is one possible answer. A bar says why whoever gives this answer
// cannot apply here, and what to do instead.
type Choice struct {
	Code string `json:"code"`
	Text string `json:"text"`
	Bar  string `json:"bar,omitempty"`
}

// Answers maps question ids to choice codes.
type Answers map[string]string

// Limit is a committed or statutory limit.
type Limit struct {
	N    int
	Unit calendar.Unit
}

// String is the limit as printed: 当场, 8 个工作日.
func (l Limit) String() string {
	if l.N == 0 {
		return "当场"
	}
	return fmt.Sprintf("%d 个%s", l.N, l.Unit.Zh())
}

// Statutory returns the statutory limit (法定时限).
func (c Content) Statutory() Limit { return Limit{c.StatutoryN, c.StatutoryUnit} }

// Committed returns the committed limit (承诺时限) for a tier; whatever is not
// a key project is ordinary. Instant items have 0.
func (c Content) Committed(tier project.Tier) Limit {
	if tier == project.TierKey {
		return Limit{c.KeyProjectN, c.StatutoryUnit}
	}
	return Limit{c.OrdinaryN, c.StatutoryUnit}
}

// CaseKind returns the kind a case of this version has: instant, promised or
// relay (上报件).
func (c Content) CaseKind() string {
	switch {
	case c.Relay:
		return "relay"
	case c.Kind == Instant:
		return "instant"
	}
	return "promised"
}

// Material returns the material with the code; what is not listed may not be
// asked for (许可法 art. 31).
func (v Version) Material(code string) (Material, bool) {
	for _, m := range v.Materials {
		if m.Code == code {
			return m, true
		}
	}
	return Material{}, false
}

// InForce reports whether the version is in force on the day.
func (v Version) InForce(day calendar.Day) bool {
	return v.PublishedAt != nil && v.FromDay <= day && (v.UntilDay == nil || day < *v.UntilDay)
}
