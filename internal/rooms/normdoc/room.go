package normdoc

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house, but for what needs the citations of
// other rooms; see Over.
var Manifest = manifest.Room{
	Name: "normdoc", Zh: "规范性文件清理",
	Basis: []string{"《优化营商环境条例》第六十一条至第六十四条", "《公平竞争审查条例》", "湖南省规范性文件管理规定（有效期条款待核对，示例）"},
	Flows: []*flow.Table{DocumentFlow, RoundFlow, ReviewFlow},
	Perms: []manifest.Perm{
		{Name: "normdoc.read", Zh: "查看文件库和清理", Roles: identity.Staff()},
		{Name: "normdoc.draft", Zh: "送审文件、填审查表、登记评估", Roles: drafters},
		{Name: "normdoc.open", Zh: "开展清理", Roles: openers},
		{Name: "normdoc.act", Zh: "在文件和审查表上办理", Roles: slices.Concat(drafters, lawyers)},
		{Name: "normdoc.decide", Zh: "公布清理结果", Roles: deciders},
		{Name: "normdoc.public", Zh: "查看公布的文件和清理结果"},
	},
	Figures: figures, Clocks: Clocks, Importers: importers,
	Grounds: []manifest.GroundSource{{Name: "normdoc", Cited: Cited}},
}

// Over is the room with an eye on what the published records of others cite.
func Over(sources []manifest.CitationSource) manifest.Room {
	room := Manifest
	room.Sweeps = []manifest.Sweep{citations(sources).sweep()}
	room.Consumers = []manifest.Consumer{citations(sources).consumer()}
	return room
}
