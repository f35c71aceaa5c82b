package outreach

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "outreach", Zh: "问需解难",
	Basis: []string{"《优化营商环境条例》（国令第722号）第四十三、四十八、六十七、六十八条", "县走访规则（带起用日期的数据）"},
	Flows: []*flow.Table{VisitFlow, NeedFlow, CheckupFlow, EventFlow, FeeFlow},
	Perms: []manifest.Perm{
		{Name: "outreach.read", Zh: "查看走访、诉求、培训和降费", Roles: staff},
		{Name: "outreach.visit", Zh: "约企业、登记走访、送体检意见", Roles: visitors},
		{Name: "outreach.place", Zh: "交办诉求", Roles: placers},
		{Name: "outreach.answer", Zh: "答复、转办诉求、改期限", Roles: passers},
		{Name: "outreach.own", Zh: "企业提诉求、同意走访、确认、选中介", Roles: enterprise},
		{Name: "outreach.shared", Zh: "查看自己的走访、诉求、体检、降费", Roles: append([]flow.Role{identity.Applicant}, staff...)},
		{Name: "outreach.findings", Zh: "打开体检意见（每次留痕）", Roles: readers},
		{Name: "outreach.train", Zh: "组织培训", Roles: organisers},
		{Name: "outreach.fee", Zh: "登记中介收费和报价", Roles: brokers},
		{Name: "outreach.rule", Zh: "定走访规则", Roles: []flow.Role{identity.Coordinator}},
		{Name: "outreach.public", Zh: "查看公开的培训和降费"},
	},
	Figures: figures, Clocks: clocks, Importers: importers, Finders: []manifest.Finder{finder},
}
