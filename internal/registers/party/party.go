package party

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/ids"
)

// Kind is what a party is (主体类型).
type Kind string

const (
	Enterprise         Kind = "enterprise"          // 企业
	IndividualBusiness Kind = "individual_business" // 个体工商户
	Person             Kind = "person"              // 个人
	Agency             Kind = "agency"              // 机关事业单位
	Other              Kind = "other"               // 其他组织
)

// State is whether a party still exists (存续状态).
type State string

const (
	Active    State = "active"    // 存续
	Dissolved State = "dissolved" // 已注销
	Erased    State = "erased"    // 个人信息已删除
)

// Party is one entry of the register. For a person, Name is the mask; nothing
// in this struct is confidential, so lists may show all of it.
type Party struct {
	County   string
	ID       string
	Kind     Kind
	Name     string          // organisations: the full name; persons: masked
	Credit   *ids.CreditCode // organisations
	Area     string          // township code, 9 digits; empty when unknown
	Industry string          // GB/T 4754 code, "C" to "C3311"; empty when unknown
	Founded  *calendar.Day
	State    State
	Sample   bool // 示例: made for demonstration, left out of figures
	Since    calendar.Instant
	Version  int64
}

// Field names a sealed field of a party.
type Field string

const (
	FieldName           Field = "name"           // 姓名, persons only
	FieldRepresentative Field = "representative" // 法定代表人（负责人）
	FieldMobile         Field = "mobile"         // 手机
	FieldCitizenID      Field = "citizen_id"     // 公民身份号码
	FieldAddress        Field = "address"        // 住所
)

// Draft is what Register and Amend are given, as typed; both parse it.
type Draft struct {
	Kind           Kind
	Name           string
	Credit         string // 18 characters; organisations
	Representative string
	Address        string
	Mobile         string
	CitizenID      string // persons, and operators of individual businesses
	Area           string
	Industry       string
	Founded        *calendar.Day
	Sample         bool
	// Version is the one the form was made from; 0 does not look. Amend only.
	Version int64
}

// View is what pages show of a party: everything masked (脱敏).
type View struct {
	ID             string
	Kind           Kind
	KindZh         string
	Name           string
	Credit         string
	Representative string
	Address        string
	Mobile         string
	CitizenID      string
	Area           string
	Industry       string
	Founded        *calendar.Day
	State          State
	StateZh        string
	Sample         bool
}

// Find is what Search is asked for. Text is a few words of a name, pinyin
// initials, the beginning of a credit code, or a whole citizen number, mobile
// or name of a person.
type Find struct {
	Text  string
	Kind  Kind   // empty: all
	Area  string // empty: all; a code finds its subdivisions too
	Limit int    // default 20, at most 200
}

// Class is a class of enterprises (企业分类).
type Class string

const (
	ScaleIndustry Class = "scale_industry" // 规上工业
	ScaleService  Class = "scale_service"  // 规上服务业
	Commerce      Class = "commerce"       // 商贸流通
	LeadingFarm   Class = "leading_farm"   // 农业龙头
	Large         Class = "large"          // 大型
	Medium        Class = "medium"         // 中型
	Small         Class = "small"          // 小型
	Micro         Class = "micro"          // 微型
)

// Classed says that a party belongs to a class for a time.
type Classed struct {
	County  string
	ID      string
	PartyID string
	Class   Class
	Since   calendar.Day  // first day
	Until   *calendar.Day // last day; nil: until further notice
	Basis   string        // list or document that says so
	Inputs  *SizeInputs   // for size classes: what the class was computed from
	SetBy   string        // account
	SetUnit string
	At      calendar.Instant
}

// ClassDraft is what SetClass is given. Class stays empty for a size class:
// it is computed from Inputs.
type ClassDraft struct {
	Class  Class
	Inputs *SizeInputs
	From   calendar.Day
	To     *calendar.Day
	Basis  string
}

// Ground is why a party is barred (限制依据).
type Ground string

const (
	Ground78         Ground = "78"         // 行政许可法 art. 78: false materials, one year
	Ground79         Ground = "79"         // 行政许可法 art. 79: licence got by fraud or bribe, three years
	GroundDishonesty Ground = "dishonesty" // 严重失信
)

// Bar forbids a party an item, or marks it as dishonest, for a time.
type Bar struct {
	County   string
	ID       string
	PartyID  string
	Item     string // item code; empty for dishonesty: it concerns every item
	Ground   Ground
	Since    calendar.Day
	Until    *calendar.Day // last day; nil only for dishonesty without term
	Document string        // number of the document it rests on
	SetBy    string
	At       calendar.Instant
	Lifted   *string // reason, when ended early (信用修复 or correction)
	Version  int64
}

// BarDraft is what SetBar is given. To may be nil for 78 and 79: the term of
// law is then computed.
type BarDraft struct {
	Party    string
	Item     string
	Ground   Ground
	From     calendar.Day
	To       *calendar.Day
	Document string
}
