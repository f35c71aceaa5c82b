package hall

import (
	"time"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house.
var Manifest = manifest.Room{
	Name: "hall", Zh: "政务大厅",
	Basis: []string{"《优化营商环境条例》第三十六条、第三十七条", "《行政许可法》第三十条"},
	Flows: []*flow.Table{HandoutFlow, AppointmentFlow, TurnFlow},
	Perms: []manifest.Perm{
		{Name: "hall.read", Zh: "查看发放台账、预约和排队记录", Roles: identity.Staff()},
		{Name: "hall.keep", Zh: "登记发放、设定服务时间", Roles: []flow.Role{identity.Coordinator, identity.Head}},
		{Name: "hall.queue", Zh: "取号和登记预约已到", Roles: []flow.Role{identity.Clerk, identity.Coordinator}},
		{Name: "hall.call", Zh: "窗口叫号", Roles: clerks},
	},
	Sweeps:    []manifest.Sweep{{Name: "hall.close", Zh: "当天结束：未到的预约、没叫到的号", Every: time.Hour, Run: CloseDays}},
	Figures:   figures,
	Importers: []manifest.Importer{handoutLedger},
}
