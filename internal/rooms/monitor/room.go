package monitor

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Room is what the monitor tells the house, with the clocks it was given.
func (w *Watcher) Room() manifest.Room {
	return manifest.Room{
		Name: "monitor", Zh: "行政效能电子监管",
		Basis: []string{"《优化营商环境条例》第三十六、三十七、五十八条", "《行政许可法》第四十二至四十五条"},
		Flows: []*flow.Table{FaultFlow, RulesFlow, NoticeFlow},
		Perms: Perms,
		Sweeps: []manifest.Sweep{
			{Name: "monitor.remind", Zh: "临期和超期提醒", Every: sweepEvery, Run: w.Remind},
		},
		Figures: w.figures(),
	}
}

// Perms are the permissions of the monitor's pages.
var Perms = []manifest.Perm{
	{Name: "monitor.read", Zh: "查看时限和提醒", Roles: identity.Staff()},
	{Name: "monitor.report_fault", Zh: "填报系统故障", Roles: reporters},
	{Name: "monitor.rule", Zh: "认定系统故障、修改监管规则", Roles: slices.Concat(rulers, []flow.Role{identity.Leader})},
}
