package hall

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of the room's three records.
const (
	Recorded flow.State = "recorded" // 已发放
	Struck   flow.State = "struck"   // 已作废

	VerbStrike flow.Verb = "strike"

	Booked    flow.State = "booked"    // 已预约
	Arrived   flow.State = "arrived"   // 已到
	Cancelled flow.State = "cancelled" // 已取消
	NoShow    flow.State = "no_show"   // 未到

	VerbArrive flow.Verb = "arrive"
	VerbCancel flow.Verb = "cancel"
	VerbMiss   flow.Verb = "miss"

	Waiting flow.State = "waiting" // 等候
	Called  flow.State = "called"  // 正在办
	Skipped flow.State = "skipped" // 过号
	Done    flow.State = "done"    // 办完
	Left    flow.State = "left"    // 离开

	VerbCall     flow.Verb = "call"
	VerbSkip     flow.Verb = "skip"
	VerbRecall   flow.Verb = "recall"
	VerbTransfer flow.Verb = "transfer"
	VerbDone     flow.Verb = "done"
	VerbLeave    flow.Verb = "leave"
)

var (
	keepers = []flow.Role{identity.Coordinator, identity.Head, flow.RoleSystem}
	clerks  = []flow.Role{identity.Clerk}
	issuers = []flow.Role{identity.Clerk, identity.Coordinator, flow.RoleSystem}
	visitor = []flow.Role{flow.RoleSystem} // whoever holds number and code
	closing = []flow.Role{flow.RoleSystem} // the end of the day
)

// HandoutFlow is the state table of an entry of the ledger (发放记录).
var HandoutFlow = &flow.Table{
	Name: "hall.handout", Zh: "发放记录", Start: Recorded,
	States: []flow.StateInfo{
		{State: Recorded, Staff: "已发放", Public: "已发放"},
		{State: Struck, Staff: "已作废", Public: "已作废", Final: true},
	},
	Steps: []flow.Step{
		{From: Recorded, Verb: VerbStrike, To: Struck, Roles: keepers, Kind: "hall.handout_strike", Label: "作废这条发放记录"},
	},
}

// AppointmentFlow is the state table of an appointment (预约).
var AppointmentFlow = &flow.Table{
	Name: "hall.appointment", Zh: "预约", Start: Booked,
	States: []flow.StateInfo{
		{State: Booked, Staff: "已预约", Public: "已预约"},
		{State: Arrived, Staff: "已到", Public: "已到大厅", Final: true},
		{State: Cancelled, Staff: "已取消", Public: "已取消", Final: true},
		{State: NoShow, Staff: "未到", Public: "没有来", Final: true},
	},
	Steps: []flow.Step{
		{From: Booked, Verb: VerbArrive, To: Arrived, Roles: issuers, Kind: "hall.appointment_arrive", Label: "登记已到并取号"},
		{From: Booked, Verb: VerbCancel, To: Cancelled, Roles: visitor, Kind: "hall.appointment_cancel", Label: "取消预约"},
		{From: Booked, Verb: VerbMiss, To: NoShow, Roles: closing, Kind: "hall.appointment_miss", Label: "记为未到"},
	},
}

// TurnFlow is the state table of a number in the queue (排队号).
var TurnFlow = &flow.Table{
	Name: "hall.turn", Zh: "排队号", Start: Waiting,
	States: []flow.StateInfo{
		{State: Waiting, Staff: "等候", Public: "等候"},
		{State: Called, Staff: "正在办", Public: "请到窗口"},
		{State: Skipped, Staff: "过号", Public: "已过号，请到窗口说一声"},
		{State: Done, Staff: "办完", Public: "办完", Final: true},
		{State: Left, Staff: "离开", Public: "当天已结束", Final: true},
	},
	Steps: []flow.Step{
		{From: Waiting, Verb: VerbCall, To: Called, Roles: clerks, Kind: "hall.turn_call", Label: "叫号"},
		{From: Called, Verb: VerbRecall, To: Called, Roles: clerks, Kind: "hall.turn_recall", Label: "重叫"},
		{From: Skipped, Verb: VerbRecall, To: Called, Roles: clerks, Kind: "hall.turn_recall", Label: "重叫"},
		{From: Called, Verb: VerbSkip, To: Skipped, Roles: clerks, Kind: "hall.turn_skip", Label: "过号"},
		{From: Called, Verb: VerbTransfer, To: Waiting, Roles: clerks, Kind: "hall.turn_transfer", Label: "转窗口"},
		{From: Called, Verb: VerbDone, To: Done, Roles: clerks, Kind: "hall.turn_done", Label: "办完"},
		{From: Waiting, Verb: VerbLeave, To: Left, Roles: closing, Kind: "hall.turn_leave", Label: "当天结束"},
		{From: Called, Verb: VerbLeave, To: Left, Roles: closing, Kind: "hall.turn_leave", Label: "当天结束"},
		{From: Skipped, Verb: VerbLeave, To: Left, Roles: closing, Kind: "hall.turn_leave", Label: "当天结束"},
	},
}
