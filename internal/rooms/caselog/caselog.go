package caselog

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Case is what was known of a foreign case during one span of time.
type Case struct {
	County      string
	ID          string // of the span
	Record      string // id of the first span, the same for all
	CaseNo      string // number in the foreign system
	Item        string // code of the item
	ItemName    string // as the log names it
	Unit        string // code
	UnitName    string // as the log names it
	Channel     string // as the log names it, empty if it does not
	ReceivedAt  calendar.Instant
	ReceivedDay calendar.Day
	AcceptedAt  *calendar.Instant
	AcceptedDay *calendar.Day
	DueDay      *calendar.Day
	ClosedAt    *calendar.Instant
	ClosedDay   *calendar.Day
	Result      string // as the log words it
	Abnormal    bool   // closed without a decision (异常办结)
	KnownFrom   calendar.Instant
	KnownTo     *calendar.Instant // nil while current
}

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name:  "caselog",
	Zh:    "外部办件台账",
	Basis: []string{"《优化营商环境条例》第三十六条、第三十七条", "《国务院关于在线政务服务的若干规定》第十二条"},
	Perms: []manifest.Perm{
		{Name: "caselog.read", Zh: "查看外部办件台账", Roles: identity.Staff()},
		PermImport,
	},
	Cases:     []manifest.CaseSource{{Name: "caselog", Zh: "外部办件台账", Tally: tally, List: list}},
	Importers: []manifest.Importer{Importer},
	Finders:   []manifest.Finder{finder},
}

// permImport is asked for by the verb itself: no route brings a log in.
const permImport = "caselog.import"

// PermImport is held by those who answer for what other systems report.
var PermImport = manifest.Perm{Name: permImport, Zh: "导入外部办件台账",
	Roles: []flow.Role{identity.Coordinator, identity.Integrator}}

// Importer brings a foreign case log in.
var Importer = manifest.Importer{
	Kind:    "case-log",
	Zh:      "外部办件台账",
	Roles:   PermImport.Roles,
	Columns: columns,
	Stream:  bringIn,
	Export:  export,
}

var columns = []manifest.Column{
	{Name: "case_no", Zh: "办件编号", Synonyms: []string{"编号", "办件号", "业务编号", "受理编号", "申办流水号", "流水号", "案件编号"},
		Required: true, Sample: "430922-2020-000123", Note: "原系统的编号，一件一号；再次导入时按它对应。"},
	{Name: "item", Zh: "事项名称", Synonyms: []string{"事项", "事项编码", "业务名称", "办理事项", "许可事项"},
		Required: true, Sample: "食品经营许可", Note: "名称或事项编码；目录里没有的按外部事项登记。"},
	{Name: "unit", Zh: "办理单位", Synonyms: []string{"单位", "部门", "办理部门", "受理单位", "承办单位", "实施主体"},
		Required: true, Sample: "县市场监管局", Note: "名称或机构代码；机构表里没有的按外部机构登记。"},
	{Name: "channel", Zh: "申请渠道", Synonyms: []string{"渠道", "来源", "申请方式", "办件来源"},
		Sample: "窗口", Note: "窗口、网上、自助机等，原样保存。"},
	{Name: "received_at", Zh: "收件时间", Synonyms: []string{"收件日期", "申请时间", "申请日期", "接件时间", "收到时间"},
		Required: true, Sample: "2020-03-02 09:15", Note: "年月日，最好带时分。"},
	{Name: "accepted_at", Zh: "受理时间", Synonyms: []string{"受理日期"},
		Sample: "2020-03-02 10:00", Note: "没有受理的留空。"},
	{Name: "due_at", Zh: "到期时间", Synonyms: []string{"到期日", "到期日期", "应办结时间", "应办结日期", "承诺办结时间", "办理期限"},
		Sample: "2020-03-09", Note: "最后一天；当天 24 点前办结都算按时。不写就不判断是否超期。"},
	{Name: "closed_at", Zh: "办结时间", Synonyms: []string{"办结日期", "办结日", "完成时间"},
		Sample: "2020-03-05 16:30", Note: "还没有办结的留空。"},
	{Name: "result", Zh: "办理结果", Synonyms: []string{"结果", "办件结果", "办结结果", "办理状态", "状态"},
		Sample: "准予", Note: resultNote},
}
