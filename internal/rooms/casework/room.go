package casework

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "casework", Zh: "办件",
	Basis: []string{"《行政许可法》第二十六、二十九至三十四、三十六、三十八、四十二至四十五、五十、五十七条",
		"《优化营商环境条例》第三十五至三十七条", "GB/T 39046-2020", "国办发〔2020〕42号"},
	Flows: []*flow.Table{Flow, ChargeFlow},
	Perms: []manifest.Perm{
		{Name: "casework.track", Zh: "凭编号查进度"},
		{Name: "casework.apply", Zh: "网上申请", Roles: []flow.Role{identity.Applicant}},
		{Name: "casework.intake", Zh: "窗口收件", Roles: []flow.Role{identity.Clerk}},
		{Name: "casework.read", Zh: "查看办件", Roles: caseReaders},
		{Name: "casework.moved", Zh: "查看日历改期的记录", Roles: identity.Staff()},
		{Name: "casework.handle", Zh: "办理", Roles: byHall},
		{Name: "casework.trust", Zh: "查看容缺受理和告知承诺台账", Roles: trustReaders},
	},
	Sweeps: sweeps, Figures: figures, Clocks: clockSources, Consumers: consumers,
	Cases:   []manifest.CaseSource{caseSource},
	Finders: []manifest.Finder{finder},
}
