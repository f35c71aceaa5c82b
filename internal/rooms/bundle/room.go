package bundle

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "bundle", Zh: "一件事一次办",
	Basis: []string{"《行政许可法》第二十六、三十二条", "国办发〔2018〕33号、〔2019〕11号", "国令第716号第七条"},
	Flows: []*flow.Table{VersionFlow, Flow, StepFlow},
	Perms: []manifest.Perm{
		{Name: "bundle.apply", Zh: "申请一件事", Roles: []flow.Role{identity.Applicant}},
		{Name: "bundle.read", Zh: "查看一件事申请", Roles: identity.Staff()},
		{Name: "bundle.handle", Zh: "受理、派件和会签", Roles: []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head}},
		{Name: "bundle.keep", Zh: "管理一件事", Roles: keepers},
	},
	Sweeps: sweeps, Figures: figures, Clocks: clockSources, Consumers: consumers,
	Importers: []manifest.Importer{importer},
	Finders:   []manifest.Finder{finder},
}

// consumers: a decided or ended case settles its step, and steps whose turn it
// is are handed out.
var consumers = []manifest.Consumer{
	{Name: "bundle.settle", Kinds: []string{"CaseDecided", "CaseEnded"}, Handle: hear},
	{Name: "bundle.dispatch", Kinds: []string{"BundleReady"}, Handle: handOut},
	{Name: "bundle.redate", Kinds: []string{calendarPublished}, Handle: redate},
}
