package rating

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a redress.
const (
	Open      flow.State = "open"      // 待联系
	Contacted flow.State = "contacted" // 已联系
	Resolved  flow.State = "resolved"  // 已整改
	Excluded  flow.State = "excluded"  // 已剔除

	VerbReach   flow.Verb = "reach"   // the rater was reached
	VerbAttempt flow.Verb = "attempt" // the rater was not reached
	VerbFind    flow.Verb = "find"
	VerbResolve flow.Verb = "resolve"
	VerbAppeal  flow.Verb = "appeal"
	VerbExclude flow.Verb = "exclude"

	Lodged    flow.State = "lodged"    // 待决定
	Upheld    flow.State = "upheld"    // 成立
	Dismissed flow.State = "dismissed" // 不成立

	VerbUphold  flow.Verb = "uphold"
	VerbDismiss flow.Verb = "dismiss"

	ContentProposed  flow.State = "proposed"
	ContentConfirmed flow.State = "confirmed"
	ContentDropped   flow.State = "dropped"

	VerbConfirm flow.Verb = "confirm"
	VerbDrop    flow.Verb = "drop"
)

var (
	// office is the managing office (主管机构), the only one that knows raters.
	office  = []flow.Role{identity.Coordinator}
	heads   = []flow.Role{identity.Head}
	finders = []flow.Role{identity.Head, identity.Coordinator}
	watch   = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}
)

// RedressFlow is the state table of a redress (差评整改).
var RedressFlow = &flow.Table{
	Name: "rating.redress", Zh: "差评整改", Start: Open,
	States: []flow.StateInfo{
		{State: Open, Staff: "待联系", Public: "正在核实"},
		{State: Contacted, Staff: "已联系，整改中", Public: "正在整改"},
		{State: Resolved, Staff: "已整改", Public: "已整改", Final: true},
		{State: Excluded, Staff: "已剔除", Public: "经复核不计入统计", Final: true},
	},
	Steps: []flow.Step{
		{From: Open, Verb: VerbReach, To: Contacted, Roles: office, Kind: "rating.reach", Label: "登记联系上了"},
		{From: Contacted, Verb: VerbReach, To: Contacted, Roles: office, Kind: "rating.reach", Label: "登记联系上了"},
		{From: Open, Verb: VerbAttempt, To: Open, Roles: office, Kind: "rating.attempt", Label: "登记没有联系上"},
		{From: Contacted, Verb: VerbAttempt, To: Contacted, Roles: office, Kind: "rating.attempt", Label: "登记没有联系上"},
		{From: Open, Verb: VerbFind, To: Open, Roles: finders, Kind: "rating.find", Label: "填写核实和整改"},
		{From: Contacted, Verb: VerbFind, To: Contacted, Roles: finders, Kind: "rating.find", Label: "填写核实和整改"},
		{From: Open, Verb: VerbResolve, To: Resolved, Roles: office, Kind: "rating.resolve", Label: "办结整改"},
		{From: Contacted, Verb: VerbResolve, To: Resolved, Roles: office, Kind: "rating.resolve", Label: "办结整改"},
		{From: Open, Verb: VerbAppeal, To: Open, Roles: heads, Kind: "rating.appeal", Label: "提出申诉"},
		{From: Contacted, Verb: VerbAppeal, To: Contacted, Roles: heads, Kind: "rating.appeal", Label: "提出申诉"},
		{From: Open, Verb: VerbExclude, To: Excluded, Roles: office, Kind: "rating.exclude", Label: "剔除评价"},
		{From: Contacted, Verb: VerbExclude, To: Excluded, Roles: office, Kind: "rating.exclude", Label: "剔除评价"},
	},
}

// AppealFlow is the state table of an appeal (申诉) against a bad rating.
var AppealFlow = &flow.Table{
	Name: "rating.appeal", Zh: "差评申诉", Start: Lodged,
	States: []flow.StateInfo{
		{State: Lodged, Staff: "待决定", Public: "正在复核"},
		{State: Upheld, Staff: "成立", Public: "经复核不计入统计", Final: true},
		{State: Dismissed, Staff: "不成立", Public: "照常整改", Final: true},
	},
	Steps: []flow.Step{
		{From: Lodged, Verb: VerbUphold, To: Upheld, Roles: office, Kind: "rating.appeal_uphold", Label: "认定申诉成立"},
		{From: Lodged, Verb: VerbDismiss, To: Dismissed, Roles: office, Kind: "rating.appeal_dismiss", Label: "驳回申诉"},
	},
}

// ContentFlow is the state table of a version of the content.
var ContentFlow = &flow.Table{
	Name: "rating.content", Zh: "评价内容", Start: ContentProposed,
	States: []flow.StateInfo{
		{State: ContentProposed, Staff: "待复核", Public: "待复核"},
		{State: ContentConfirmed, Staff: "已复核", Public: "已公布", Final: true},
		{State: ContentDropped, Staff: "未采用", Public: "未采用", Final: true},
	},
	Steps: []flow.Step{
		{From: ContentProposed, Verb: VerbConfirm, To: ContentConfirmed, Roles: []flow.Role{identity.Coordinator, identity.Leader},
			Kind: "rating.content_confirm", Label: "复核评价内容"},
		{From: ContentProposed, Verb: VerbDrop, To: ContentDropped, Roles: []flow.Role{identity.Coordinator, identity.Leader},
			Kind: "rating.content_drop", Label: "不采用评价内容"},
	},
}
