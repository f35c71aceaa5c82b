package workdays

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states of a notice.
const (
	Proposed  flow.State = "proposed"
	Confirmed flow.State = "confirmed"
	Withdrawn flow.State = "withdrawn"
)

// The verbs that change a notice's state.
const (
	VerbConfirm  flow.Verb = "confirm"
	VerbWithdraw flow.Verb = "withdraw"
)

var keepers = []flow.Role{identity.Coordinator, identity.Supervisor, identity.SystemAdmin}

// Flow is the state table of a notice. That confirmer and proposer are two
// people is checked by the verb and by the table of the database.
var Flow = &flow.Table{
	Name: "workdays.notice", Zh: "节假日通知", Start: Proposed,
	States: []flow.StateInfo{
		{State: Proposed, Staff: "待复核", Public: "待复核"},
		{State: Confirmed, Staff: "已生效", Public: "已生效", Final: true},
		{State: Withdrawn, Staff: "已撤回", Public: "已撤回", Final: true},
	},
	Steps: []flow.Step{
		{From: Proposed, Verb: VerbConfirm, To: Confirmed, Roles: keepers, Kind: "calendar.confirm", Label: "复核生效"},
		{From: Proposed, Verb: VerbWithdraw, To: Withdrawn, Roles: keepers, Kind: "calendar.withdraw", Label: "撤回"},
	},
}
