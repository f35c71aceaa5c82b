package catalogue

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states of a version (版本状态).
const (
	Draft      flow.State = "draft"      // 草稿
	Discarded  flow.State = "discarded"  // 已弃用
	Published  flow.State = "published"  // 已发布
	Superseded flow.State = "superseded" // 已换版
	Withdrawn  flow.State = "withdrawn"  // 已停用
)

// The verbs on a version.
const (
	VerbEdit      flow.Verb = "edit"
	VerbDiscard   flow.Verb = "discard"
	VerbPublish   flow.Verb = "publish"
	VerbSupersede flow.Verb = "supersede"
	VerbWithdraw  flow.Verb = "withdraw"
)

// System may publish, for publishesLedgers only, because a ledger that the county approved on paper is
// published in its name; the ledger's document is named in the version.
var (
	editors    = []flow.Role{identity.Editor}
	publishers = []flow.Role{identity.Approver, identity.Head, identity.Editor, flow.RoleSystem}
	deciders   = []flow.Role{identity.Approver, identity.Head}
	keepers    = []flow.Role{identity.Editor, identity.Approver, identity.Head, identity.Coordinator}
)

// Flow is the state table of a version. Superseding is part of the publication
// of the next version and shares its journal entry.
var Flow = &flow.Table{
	Name: "catalogue.version", Zh: "事项版本", Start: Draft,
	States: []flow.StateInfo{
		{State: Draft, Staff: "草稿", Public: "未发布"},
		{State: Discarded, Staff: "已弃用", Public: "未发布", Final: true},
		{State: Published, Staff: "已发布", Public: "现行"},
		{State: Superseded, Staff: "已换版", Public: "已换新版", Final: true},
		{State: Withdrawn, Staff: "已停用", Public: "已停办", Final: true},
	},
	Steps: []flow.Step{
		{From: Draft, Verb: VerbEdit, To: Draft, Roles: editors, Kind: "item.edit", Label: "修改草稿"},
		{From: Draft, Verb: VerbDiscard, To: Discarded, Roles: editors, Kind: "item.discard", Label: "弃用草稿"},
		{From: Draft, Verb: VerbPublish, To: Published, Roles: publishers, Kind: "item.publish", Label: "发布"},
		{From: Published, Verb: VerbSupersede, To: Superseded, Roles: publishers, Kind: "item.publish", Label: "换新版"},
		{From: Published, Verb: VerbWithdraw, To: Withdrawn, Roles: deciders, Kind: "item.withdraw", Label: "停用"},
	},
}
