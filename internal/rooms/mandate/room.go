package mandate

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house. Values of indicators are the
// Keeper's, made at wiring.
var Manifest = manifest.Room{
	Name: "mandate", Zh: "责任分工",
	Basis: []string{"《优化营商环境条例》（国令第722号）第七、八条", "县贯彻条例责任分工通知和重点任务清单（台账数据）"},
	Flows: []*flow.Table{TaskFlow, ReportFlow, SystemFlow, RoundFlow, ScoreFlow},
	Perms: []manifest.Perm{
		{Name: "mandate.read", Zh: "查看条款、任务、指标和谁落后", Roles: identity.Staff()},
		{Name: "mandate.report", Zh: "报进展、交自评、说明逾期", Roles: reporters},
		{Name: "mandate.keep", Zh: "起草任务和指标、变更期限、开自评", Roles: keepers},
		{Name: "mandate.confirm", Zh: "公布任务和指标、确认报告、复核自评", Roles: publishers},
		{Name: "mandate.public", Zh: "查看公开的任务清单和责任分工"},
	},
	Figures: figures, Clocks: Clocks, Importers: importers, Finders: finders,
}
