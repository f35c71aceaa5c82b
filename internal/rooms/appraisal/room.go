package appraisal

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/workdays"
)

// Manifest is what the room tells the house. What it computes from other rooms'
// records is the Keeper's, made at wiring.
var Manifest = manifest.Room{
	Name: "appraisal", Zh: "窗口绩效",
	Basis: []string{"《优化营商环境条例》第七、三十六、五十八条", "县窗口服务绩效考核办法（方案数据）"},
	Flows: []*flow.Table{SchemeFlow, RunFlow, ObjectionFlow, BulletinFlow, SupervisorFlow, TaskFlow, OpinionFlow},
	Perms: []manifest.Perm{
		{Name: "appraisal.read", Zh: "查看本单位的考核", Roles: identity.Staff()},
		{Name: "appraisal.keep", Zh: "起草方案、组织月度考核、起草通报", Roles: keepers},
		{Name: "appraisal.publish", Zh: "公布方案和月度考核、签发通报", Roles: publishers},
		{Name: "appraisal.object", Zh: "对考核提异议", Roles: objectors},
		{Name: "appraisal.roster", Zh: "查看特聘监督员名册和任务", Roles: watch[1:]},
		{Name: "appraisal.opinions", Zh: "查看和办理监督意见", Roles: slices.Concat(watch[1:], answers)},
		{Name: "appraisal.special", Zh: "特聘监督员办自己的任务和意见", Roles: special},
		{Name: "appraisal.public", Zh: "查看公布的月度考核和季度通报"},
	},
	Figures: figures, Clocks: Clocks, Importers: importers,
	Consumers: []manifest.Consumer{{Name: "appraisal.redate", Kinds: []string{workdays.FactPublished}, Handle: redate}},
}
