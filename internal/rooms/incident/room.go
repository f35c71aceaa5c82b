package incident

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "incident", Zh: "损害营商环境案件",
	Basis: []string{"《优化营商环境条例》第十四条至第十六条、第五十七条", "《个人信息保护法》第二十八条至第三十二条、第五十一条", "《治安管理处罚法》办案期限（示例）"},
	Flows: []*flow.Table{Flow, ReleaseFlow},
	Perms: []manifest.Perm{
		{Name: "incident.keep", Zh: "登记和查看本单位的涉企案件（每次查看留痕）", Roles: keepers},
		{Name: "incident.release", Zh: "申请和决定公布案件数", Roles: askers},
		{Name: "incident.decide", Zh: "决定公布案件数、定小数保护规则", Roles: leaders},
		{Name: "incident.access", Zh: "查看谁查阅过涉企案件", Roles: viewers},
		{Name: "incident.public", Zh: "查看公布的案件数"},
	},
	Figures: figures, Clocks: clocks, Importers: importers,
}
