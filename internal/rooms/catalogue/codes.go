package catalogue

import (
	"regexp"
	"slices"
	"strings"
)

// Code is one entry of a code list of GB/T 39046-2020 appendix A.
type Code struct{ Code, Zh string }

// CodeList is a closed list.
type CodeList []Code

// Zh returns the words of a code, or the code itself.
func (l CodeList) Zh(code string) string {
	for _, c := range l {
		if c.Code == code {
			return c.Zh
		}
	}
	return code
}

// Has reports whether the code is in the list.
func (l CodeList) Has(code string) bool {
	return slices.ContainsFunc(l, func(c Code) bool { return c.Code == code })
}

// Find returns the code for a code or its words, as ledgers use either.
func (l CodeList) Find(text string) (string, bool) {
	for _, c := range l {
		if c.Code == text || c.Zh == text {
			return c.Code, true
		}
	}
	return "", false
}

// choices names all entries, for messages.
func (l CodeList) choices() string {
	names := make([]string, len(l))
	for i, c := range l {
		names[i] = c.Zh
	}
	return strings.Join(names, "、")
}

// The code lists of appendix A that an item uses.
var (
	// ItemTypes is A.1 事项类型.
	ItemTypes = CodeList{
		{"00", "行政权力"}, {"01", "行政许可"}, {"02", "行政处罚"}, {"03", "行政强制"}, {"04", "行政征收"},
		{"05", "行政给付"}, {"06", "行政检查"}, {"07", "行政确认"}, {"08", "行政奖励"}, {"09", "行政裁决"},
		{"10", "其他行政权力"}, {"20", "公共服务"},
	}
	// Levels is A.2 行使层级.
	Levels = CodeList{
		{"1", "国家级"}, {"2", "省级"}, {"3", "市级"}, {"4", "县级"},
		{"5", "镇（乡、街道）级"}, {"6", "村（社区）级"}, {"7", "分级管理"},
	}
	// SubjectNatures is A.3 实施主体性质.
	SubjectNatures = CodeList{{"1", "法定机关"}, {"2", "授权组织"}, {"3", "受委托组织"}, {"9", "其他"}}
	// ServiceObjects is A.4 服务对象.
	ServiceObjects = CodeList{
		{"1", "自然人"}, {"2", "企业法人"}, {"3", "事业法人"},
		{"4", "社会组织法人"}, {"5", "行政机关"}, {"6", "其他组织"},
	}
	// HandlingForms is A.5 办理形式.
	HandlingForms = CodeList{{"1", "窗口办理"}, {"2", "电脑端办理"}, {"3", "移动端办理"}, {"4", "快递申请"}, {"9", "其他"}}
	// CaseKinds is A.6 办件类型.
	CaseKinds = CodeList{{"1", "即办件"}, {"2", "承诺件"}, {"9", "其他"}}
	// ExtensionKinds is A.7 特别程序.
	ExtensionKinds = CodeList{{"1", "延长审批"}, {"2", "其他"}}
	// ResultKinds is the kind of paper an item ends with.
	ResultKinds = CodeList{
		{"certificate", "证照"}, {"approval", "批文"}, {"registration", "登记"}, {"record", "备案"}, {"other", "其他"},
	}
)

// Code returns the code of A.6.
func (k Kind) Code() string {
	return map[Kind]string{Instant: "1", Promised: "2", Other: "9"}[k]
}

// Zh is the kind in words.
func (k Kind) Zh() string { return CaseKinds.Zh(k.Code()) }

// KindOf returns the kind for a code of A.6 or its words.
func KindOf(text string) (Kind, bool) {
	for _, k := range []Kind{Instant, Promised, Other} {
		if text == string(k) || text == k.Code() || text == k.Zh() {
			return k, true
		}
	}
	return "", false
}

// SpecialProcedures is the closed list of 许可法 art. 45: the time they take is
// not counted. Anything else needs a basis of its own.
var SpecialProcedures = []string{"听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"}

// The tags that mean something to the house.
const (
	TagProperty     = "property_registration" // figure approvals.limit_property_registration
	TagConstruction = "construction_permits"  // figure approvals.limit_construction_permits
	TagApproval     = "approval_and_land"     // figures approvals.fastest_project_*
	TagPopular      = "popular"               // shown on the home page
)

// Tags lists them with the words ledgers use.
var Tags = CodeList{
	{TagProperty, "不动产登记与抵押"},
	{TagConstruction, "用地规划与施工许可"},
	{TagApproval, "项目核准与用地规划"},
	{TagPopular, "大家常办"},
}

// CodePattern is one form an item code may have. The standard says 24
// characters, platforms in use have 31, 33 or 36, some provinces their own:
// a county adds a row here.
type CodePattern struct {
	Zh string
	Re *regexp.Regexp
}

// CodePatterns are tried in order; one must match.
var CodePatterns = []CodePattern{
	{"国家实施编码", regexp.MustCompile(`^[0-9A-HJ-NPQRTUWXY]{18}[1-7][0-9A-Z]{12}([0-9]{2})?$`)},
	{"本县编码", regexp.MustCompile(`^[0-9A-Za-z]([0-9A-Za-z.-]{0,48}[0-9A-Za-z])?$`)},
}

func codeAllowed(code string) bool {
	return slices.ContainsFunc(CodePatterns, func(p CodePattern) bool { return p.Re.MatchString(code) })
}
