package documents

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a document in the making.
const (
	Drafting flow.State = "drafting" // 拟稿
	Offered  flow.State = "offered"  // 待盖章
	Sealed   flow.State = "sealed"   // 已制发
	Dropped  flow.State = "dropped"  // 已撤稿

	VerbSave   flow.Verb = "save"
	VerbOffer  flow.Verb = "offer"
	VerbReturn flow.Verb = "return"
	VerbSeal   flow.Verb = "seal"
	VerbDrop   flow.Verb = "drop"
)

var (
	writers = []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head, identity.Supervisor, identity.Coordinator}
	sealers = []flow.Role{identity.Approver, identity.Head, identity.Coordinator}
	keepers = []flow.Role{identity.Head, identity.Coordinator} // of the register of seals
	wide    = []flow.Role{flow.RoleSystem, identity.Supervisor, identity.Coordinator}
)

// Flow is the state table of a document in the making.
var Flow = &flow.Table{
	Name: "documents.document", Zh: "手制文书", Start: Drafting,
	States: []flow.StateInfo{
		{State: Drafting, Staff: "拟稿", Public: "拟稿"},
		{State: Offered, Staff: "待盖章", Public: "拟稿"},
		{State: Sealed, Staff: "已制发", Public: "已制发", Final: true},
		{State: Dropped, Staff: "已撤稿", Public: "拟稿", Final: true},
	},
	Steps: []flow.Step{
		{From: Drafting, Verb: VerbSave, To: Drafting, Roles: writers, Kind: "document.save", Label: "保存草稿"},
		{From: Drafting, Verb: VerbOffer, To: Offered, Roles: writers, Kind: "document.offer", Label: "送签"},
		{From: Drafting, Verb: VerbSeal, To: Sealed, Roles: writers, Kind: "document.seal", Label: "盖章制发"},
		{From: Drafting, Verb: VerbDrop, To: Dropped, Roles: writers, Kind: "document.drop", Label: "撤稿"},
		{From: Offered, Verb: VerbReturn, To: Drafting, Roles: sealers, Kind: "document.return", Label: "退回修改"},
		{From: Offered, Verb: VerbSeal, To: Sealed, Roles: sealers, Kind: "document.seal", Label: "盖章制发"},
	},
}
