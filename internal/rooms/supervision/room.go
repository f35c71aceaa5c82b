package supervision

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "supervision", Zh: "专项督查",
	Basis: []string{"《优化营商环境条例》（国令第722号）第七、三十一、三十二条", "县专项督查方案（台账数据）"},
	Flows: []*flow.Table{RoundFlow, FindingFlow, ReportFlow, ExtensionFlow},
	Perms: []manifest.Perm{
		{Name: "supervision.read", Zh: "查看督查和问题（本单位的，或参加督查的）", Roles: team},
		{Name: "supervision.keep", Zh: "起草督查方案、交办问题、督办", Roles: keepers},
		{Name: "supervision.decide", Zh: "批准督查方案、定延期、升级督办", Roles: deciders},
		{Name: "supervision.rectify", Zh: "报整改、申请延期、答复督办", Roles: heads},
		{Name: "supervision.public", Zh: "查看公开的销号问题"},
	},
	Figures: figures, Clocks: Clocks, Importers: importers, Finders: finders,
}
