package enquiry

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// Kind is what the enquiry wants (诉求类型).
type Kind string

const (
	Consult   Kind = "consult"   // 咨询
	Complaint Kind = "complaint" // 投诉
	Report    Kind = "report"    // 举报
	Suggest   Kind = "suggest"   // 建议
)

// limits are the working days of a kind. An enquiry keeps those it came in with.
// 投诉: 3 to accept, 15 to handle, 5 to reply (湖北 publishes these); 咨询: 3 to
// handle (城市热线). 举报 and 建议 follow 投诉, 示例.
type limits struct{ accept, handle, reply, extend int }

// Kinds lists the kinds in the order forms show them.
var Kinds = []struct {
	Kind   Kind
	Zh     string
	Hint   string
	Accuse bool // is directed against somebody
	Sealed bool // confidential whatever was ticked
	limits
}{
	{Consult, "咨询", "问政策、问怎么办", false, false, limits{1, 3, 1, 3}},
	{Complaint, "投诉", "办事受阻、承诺没有兑现、对处理不服", true, false, limits{3, 15, 5, 10}},
	{Report, "举报", "有人违纪违法、刁难企业", true, true, limits{3, 15, 5, 10}},
	{Suggest, "建议", "希望怎样改进", false, false, limits{3, 15, 5, 10}},
}

// Zh is the kind in words.
func (k Kind) Zh() string { return Kinds[max(k.at(), 0)].Zh }

func (k Kind) at() int {
	for i, row := range Kinds {
		if row.Kind == k || row.Zh == string(k) {
			return i
		}
	}
	return -1
}

// ParseKind reads a kind by word or code.
func ParseKind(s string) (Kind, bool) {
	i := Kind(s).at()
	if i < 0 {
		return "", false
	}
	return Kinds[i].Kind, true
}

// Accuses reports whether the kind is directed against somebody.
func (k Kind) Accuses() bool { return k.at() >= 0 && Kinds[k.at()].Accuse }

// Channel is the way an enquiry came in (来源渠道).
type Channel string

const (
	Online     Channel = "online"
	HandedDown Channel = "handed"
)

// Channels lists the ways in; the public one is taken by the public form alone.
var Channels = []struct {
	Channel Channel
	Zh      string
}{
	{Online, "网上"}, {"hotline", "12345 热线"}, {"window", "窗口"}, {"mail", "来信"}, {"visit", "园区走访"},
	{"supervisor", "特聘监督员"}, {HandedDown, "上级交办"},
}

// Zh is the channel in words.
func (c Channel) Zh() string {
	for _, row := range Channels {
		if row.Channel == c {
			return row.Zh
		}
	}
	return string(c)
}

// ParseChannel reads a channel by word or code.
func ParseChannel(s string) (Channel, bool) {
	for _, row := range Channels {
		if string(row.Channel) == s || row.Zh == s {
			return row.Channel, true
		}
	}
	return "", false
}

// Ground is one listed reason for not accepting (不予受理情形).
type Ground struct{ Code, Zh, Basis string }

// Grounds is the closed list; each names its basis. The list is that which cities
// of the province publish; the numbers of articles are 示例.
var Grounds = []Ground{
	{"civil", "民事纠纷，不涉及行政机关和公共服务单位履职", "湖南省营商环境投诉举报处理暂行办法（示例条款）；可向人民法院起诉或申请仲裁"},
	{"legal", "已经进入诉讼、仲裁、行政复议程序", "湖南省营商环境投诉举报处理暂行办法（示例条款）；《行政复议法》"},
	{"elsewhere", "其他机关已经受理，还在办理期限内，或者已经办结", "湖南省营商环境投诉举报处理暂行办法（示例条款）"},
	{"repeated", "同一事项已经答复，没有新的事实和理由", "湖南省营商环境投诉举报处理暂行办法（示例条款）"},
	{"force", "由不可抗力引起", "湖南省营商环境投诉举报处理暂行办法（示例条款）"},
	{"outside", "不属于营商环境投诉举报的范围", "湖南省营商环境投诉举报处理暂行办法（示例条款）"},
	{"discipline", "属于纪检监察机关管辖的问题线索", "《监察法》第十一条（示例）；移送纪检监察机关"},
}

func groundOf(code string) (Ground, bool) {
	i := slices.IndexFunc(Grounds, func(g Ground) bool { return g.Code == code || g.Zh == code })
	if i < 0 {
		return Ground{}, false
	}
	return Grounds[i], true
}

// GroundZh is a ground in words.
func GroundZh(code string) string {
	g, _ := groundOf(code)
	return g.Zh
}

// Point is one point of the checklist a reply must meet (答复审核清单).
type Point struct{ Code, Zh string }

// Checklist is what the reviewer looks at. Every point has to be met.
var Checklist = []Point{
	{"answers", "回答了所问的每一个问题"},
	{"basis", "写明了依据"},
	{"done", "写明了做了什么、谁做的、什么时候"},
	{"remedy", "告诉了不服怎么办"},
	{"contact", "联系过诉求人，或写明联系不上"},
	{"private", "没有泄露他人信息，没有推诿的话"},
}

// ReopenGrounds are why an answer does not satisfy (退回重办理由).
var ReopenGrounds = []Point{
	{"unanswered", "没有回答我的问题"},
	{"undone", "说的没有做到"},
	{"untrue", "和事实不符"},
	{"unlawful", "依据不对"},
	{"attitude", "没有人联系我，或者态度不好"},
}

// PointZh is a point of the list in words.
func PointZh(list []Point, code string) string {
	i := slices.IndexFunc(list, func(c Point) bool { return c.Code == code || c.Zh == code })
	if i < 0 {
		return ""
	}
	return list[i].Zh
}

func known(list []Point, code string) (string, bool) {
	i := slices.IndexFunc(list, func(c Point) bool { return c.Code == code || c.Zh == code })
	if i < 0 {
		return "", false
	}
	return list[i].Code, true
}

// Level is the complainant's rating, in the order of the ratings of cases.
type Level int

// Levels are the words of the five levels; the first two are content.
var Levels = []string{"非常满意", "满意", "基本满意", "不满意", "非常不满意"}

// Zh is the level in words.
func (l Level) Zh() string {
	if l < 1 || int(l) > len(Levels) {
		return "—"
	}
	return Levels[l-1]
}

// Content reports whether the level says that the complainant is content.
func (l Level) Content() bool { return l >= 1 && l <= 3 }

// outcomes are how an enquiry ended.
const (
	endContent    = "content"
	endDiscontent = "discontent"
	endSilent     = "silent"
	endDeclined   = "declined"
	endWithdrawn  = "withdrawn"
	endLinked     = "linked"
)

// OutcomeZh is an ending in words.
func OutcomeZh(code string) string { return outcomeZh[code] }

var outcomeZh = map[string]string{endContent: "诉求人满意", endDiscontent: "诉求人不满意", endSilent: "期满没有评价（不计入满意）",
	endDeclined: "不予受理", endWithdrawn: "诉求人撤回", endLinked: "并入同一件办理", "": "—"}

// The numbers the county fixes.
const (
	confirmDays   = 10  // working days to confirm, rate or reopen
	mostReopened  = 2   // an enquiry is reopened at most so often
	mostTransfers = 2   // of units among themselves
	transferDays  = 2   // working days a unit has to say that it is not its business
	statementDays = 3   // working days the accused unit has for its statement
	alarmDays     = 3   // working days the managing office has to look at an alarm
	watchDays     = 180 // calendar days an enterprise is watched over after filing
	alikeDays     = 180 // calendar days in which the same matter counts as the same
	unsealHours   = 24  // an identity stays open to who asked
	reportSlack   = 2   // working days kept free before a higher office's last day
	longestTitle  = 60
	longestWords  = 4000
)

// rung is one step of the ladder of what is late: so many working days after the
// last day somebody more is told.
type rung struct {
	after int
	role  flow.Role
	above bool // of the superior unit, not of the one that owes
	zh    string
}

// ladder is the same for every clock: the head, the superior, the managing office,
// the county's leaders.
var ladder = []rung{
	{1, identity.Head, false, "承办单位负责人"},
	{2, identity.Head, true, "上级单位负责人"},
	{3, identity.Coordinator, false, "优化办"},
	{5, identity.Leader, false, "县领导"},
}
