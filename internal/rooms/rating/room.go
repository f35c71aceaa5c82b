package rating

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "rating", Zh: "好差评",
	Basis: []string{"国办发〔2019〕51号", "《优化营商环境条例》第三十六条", "GB/T 39046-2020 A.8、表 9"},
	Flows: []*flow.Table{RedressFlow, AppealFlow, ContentFlow},
	Perms: []manifest.Perm{
		{Name: "rating.read", Zh: "查看评价汇总", Roles: identity.Staff()},
		{Name: "rating.own", Zh: "评价自己的办件", Roles: []flow.Role{identity.Applicant}},
		{Name: "rating.visit", Zh: "发起现场评价", Roles: []flow.Role{identity.Clerk}},
		{Name: "rating.redress", Zh: "办理差评整改", Roles: finders},
		{Name: "rating.appeal", Zh: "对差评提出申诉", Roles: heads},
		{Name: "rating.manage", Zh: "电话录入、联系评价人", Roles: office},
		{Name: "rating.content", Zh: "修改评价内容和规则", Roles: []flow.Role{identity.Coordinator, identity.Leader}},
	},
	Offers:  []manifest.Offer{{On: "case", For: offerOn}},
	Figures: figures, Clocks: clockSources, Consumers: consumers,
}
