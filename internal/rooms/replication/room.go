package replication

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "replication", Zh: "改革举措复制推广",
	Basis: []string{"国办函〔2019〕89号", "《优化营商环境条例》第七条", "县行政审批服务局、县发改局 2020-03-16 通知"},
	Flows: []*flow.Table{Flow},
	Perms: []manifest.Perm{
		{Name: "replication.read", Zh: "查看改革举措清单和经过", Roles: identity.Staff()},
		{Name: "replication.keep", Zh: "维护改革举措清单、计划和正式文本", Roles: keepers},
		{Name: "replication.move", Zh: "报进展、申报、认定和验收", Roles: doers},
		{Name: "replication.public", Zh: "查看公布的改革举措清单"},
	},
	Figures: figures, Clocks: clocks, Importers: importers,
}
