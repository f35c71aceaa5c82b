package assistance

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/workdays"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "assistance", Zh: "帮代办",
	Basis: []string{"《民法典》第一百六十二、一百六十五、一百六十九、一百七十三条", "《优化营商环境条例》第三十六条"},
	Flows: []*flow.Table{Flow, BlockFlow},
	Perms: []manifest.Perm{
		{Name: "assistance.give", Zh: "委托帮代办、撤销", Roles: []flow.Role{identity.Applicant}},
		{Name: "assistance.board", Zh: "查看帮代办", Roles: []flow.Role{identity.Agent, identity.Clerk,
			identity.Coordinator, identity.Supervisor, identity.Leader}},
		{Name: "assistance.read", Zh: "查看一份委托", Roles: []flow.Role{identity.Applicant, identity.Agent, identity.Clerk,
			identity.Coordinator, identity.Supervisor, identity.Leader}},
		{Name: "assistance.register", Zh: "登记纸质委托书", Roles: []flow.Role{identity.Clerk}},
		{Name: "assistance.blocks", Zh: "查看卡点", Roles: append([]flow.Role{identity.Agent, identity.Coordinator, identity.Supervisor, identity.Leader}, answerers...)},
		{Name: "assistance.answer", Zh: "答复卡点", Roles: answerers},
		{Name: "assistance.hold", Zh: "认领、代办", Roles: byAgent},
		{Name: "assistance.pass", Zh: "转交委托", Roles: passers},
		{Name: "assistance.serve", Zh: "登记服务", Roles: servers},
		{Name: "assistance.visit", Zh: "回访", Roles: visitors},
		{Name: "assistance.revoke", Zh: "撤销委托", Roles: givers},
	},
	Figures: figures, Clocks: clocks, Importers: importers,
	Consumers: []manifest.Consumer{{Name: "assistance.redate", Kinds: []string{workdays.FactPublished}, Handle: redate}},
	Finders:   []manifest.Finder{finder},
}
