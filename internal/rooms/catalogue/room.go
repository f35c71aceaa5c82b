package catalogue

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house; see Over.
var Manifest = manifest.Room{
	Name: "catalogue", Zh: "事项与办事指南",
	Basis: []string{"行政许可法第三十条、第四十二条至第四十五条", "优化营商环境条例第三十五条至第三十七条",
		"国务院关于在线政务服务的若干规定第七条", "GB/T 39046-2020"},
	Flows: []*flow.Table{Flow},
	Perms: []manifest.Perm{
		{Name: "catalogue.keep", Zh: "查看事项草稿和各版本", Roles: keepers},
		{Name: "catalogue.edit", Zh: "编辑事项", Roles: editors},
		{Name: "catalogue.publish", Zh: "发布事项", Roles: []flow.Role{identity.Approver, identity.Head, identity.Editor}},
		{Name: "catalogue.withdraw", Zh: "停用事项", Roles: deciders},
	},
	Figures:   Figures,
	Importers: Importers,
	Finders:   []manifest.Finder{finder},
	Citations: []manifest.CitationSource{{Name: "catalogue", List: Citations}},
}

// Over is the room whose ledgers ask the registers of documents whether a ground
// still bears; its doors hand the same sources to Publish.
func Over(grounds manifest.GroundSources) manifest.Room {
	room := Manifest
	room.Importers = ImportersOver(grounds)
	return room
}
