package identity

import "yingshang/internal/kernel/flow"

// The states of an account. The lock after failed sign-ins is not a state: it is
// computed and passes by itself.
const (
	Invited   flow.State = "invited"   // 待激活
	Active    flow.State = "active"    // 在用
	Suspended flow.State = "suspended" // 停用
	Locked    flow.State = "locked"    // 锁定
	Retired   flow.State = "retired"   // 注销
)

// The verbs that change an account's state.
const (
	VerbActivate flow.Verb = "activate"
	VerbSuspend  flow.Verb = "suspend"
	VerbRestore  flow.Verb = "restore"
	VerbLock     flow.Verb = "lock"
	VerbUnlock   flow.Verb = "unlock"
	VerbRetire   flow.Verb = "retire"
)

var (
	bySystemAdmin = []flow.Role{SystemAdmin, flow.RoleSystem}
	bySafetyAdmin = []flow.Role{SafetyAdmin}
)

// Flow is the state table of an account. Activation is done by whoever holds the
// one-time code; the verb acts in the system's name.
var Flow = &flow.Table{
	Name: "identity.account", Zh: "账号", Start: Invited,
	States: []flow.StateInfo{
		{State: Invited, Staff: "待激活", Public: "待激活"},
		{State: Active, Staff: "在用", Public: "在用"},
		{State: Suspended, Staff: "停用", Public: "停用"},
		{State: Locked, Staff: "锁定", Public: "锁定"},
		{State: Retired, Staff: "注销", Public: "注销", Final: true},
	},
	Steps: []flow.Step{
		{From: Invited, Verb: VerbActivate, To: Active, Roles: []flow.Role{flow.RoleSystem}, Kind: "account.activate", Label: "激活"},
		{From: Active, Verb: VerbSuspend, To: Suspended, Roles: bySystemAdmin, Kind: "account.suspend", Label: "停用"},
		{From: Suspended, Verb: VerbRestore, To: Active, Roles: bySystemAdmin, Kind: "account.restore", Label: "恢复使用"},
		{From: Active, Verb: VerbLock, To: Locked, Roles: bySafetyAdmin, Kind: "account.lock", Label: "锁定"},
		{From: Locked, Verb: VerbUnlock, To: Active, Roles: bySafetyAdmin, Kind: "account.unlock", Label: "解锁"},
		{From: Invited, Verb: VerbRetire, To: Retired, Roles: bySystemAdmin, Kind: "account.retire", Label: "注销"},
		{From: Active, Verb: VerbRetire, To: Retired, Roles: bySystemAdmin, Kind: "account.retire", Label: "注销"},
		{From: Suspended, Verb: VerbRetire, To: Retired, Roles: bySystemAdmin, Kind: "account.retire", Label: "注销"},
		{From: Locked, Verb: VerbRetire, To: Retired, Roles: bySystemAdmin, Kind: "account.retire", Label: "注销"},
	},
}

// The states of a grant.
const (
	Asked    flow.State = "asked"    // 待同意
	Granted  flow.State = "granted"  // 已同意
	Declined flow.State = "declined" // 未同意
)

// The verbs that change a grant's state.
const (
	VerbApprove flow.Verb = "approve"
	VerbDecline flow.Verb = "decline"
)

var allAdmins = []flow.Role{SystemAdmin, SafetyAdmin, AuditAdmin}

// GrantFlow is the state table of a grant. The approval that an administrator's
// role needs first leaves it where it is.
var GrantFlow = &flow.Table{
	Name: "identity.grant", Zh: "岗位申请", Start: Asked,
	States: []flow.StateInfo{
		{State: Asked, Staff: "待同意", Public: "待同意"},
		{State: Granted, Staff: "已同意", Public: "已同意", Final: true},
		{State: Declined, Staff: "未同意", Public: "未同意", Final: true},
	},
	Steps: []flow.Step{
		{From: Asked, Verb: VerbApprove, To: Granted, Roles: allAdmins, Kind: "account.grant", Label: "同意"},
		{From: Asked, Verb: VerbDecline, To: Declined, Roles: allAdmins, Kind: "account.decline", Label: "不同意"},
	},
}
