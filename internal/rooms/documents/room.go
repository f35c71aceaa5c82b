package documents

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "documents", Zh: "手制文书",
	Basis: []string{"中华人民共和国行政许可法 第三十条、第三十六条、第四十六条至第五十条、第六十九条、第七十条", "中华人民共和国行政处罚法 第四十四条、第五十七条、第五十九条",
		"国务院关于国家行政机关和企业事业单位社会团体印章管理的规定（示例）", "GB/T 9704-2012"},
	Flows: []*flow.Table{Flow},
	Perms: []manifest.Perm{
		{Name: "documents.read", Zh: "查看手制文书和用印登记", Roles: writers},
		{Name: "documents.write", Zh: "填写手制文书", Roles: writers},
		{Name: "documents.seal", Zh: "退回手制文书（盖章见状态表）", Roles: sealers},
	},
	Figures:   figures,
	Importers: importers,
	Finders:   []manifest.Finder{finder},
}
