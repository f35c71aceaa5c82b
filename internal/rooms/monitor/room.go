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
		Flows: []*flow.Table{CardFlow, AppealFlow, FaultFlow, RulesFlow, NoticeFlow},
		Perms: Perms,
		Sweeps: []manifest.Sweep{
			{Name: "monitor.remind", Zh: "临期和超期提醒", Every: sweepEvery, Run: w.Remind},
			{Name: "monitor.cards", Zh: "补发漏发的牌、取消已补齐的告警、逾期反馈督办", Every: cardsEvery, Run: w.Patrol},
		},
		Figures: append(w.figures(), cardFigures()...),
		Clocks:  ownClocks,
		Finders: []manifest.Finder{finder},
	}
}

// Perms are the permissions of the monitor's pages.
var Perms = []manifest.Perm{
	{Name: "monitor.read", Zh: "查看时限和提醒", Roles: identity.Staff()},
	{Name: "monitor.report_fault", Zh: "填报系统故障", Roles: reporters},
	{Name: "monitor.appeal", Zh: "反馈、申诉本单位的牌", Roles: byHead},
	{Name: "monitor.judge", Zh: "发牌、督办、裁定申诉", Roles: rulers},
	{Name: "monitor.rehearse", Zh: "预演规则、时限和日历的改动", Roles: slices.Concat(rulers, []flow.Role{identity.Coordinator, identity.Leader})},
	{Name: "monitor.alarm", Zh: "查看配置告警", Roles: []flow.Role{identity.SystemAdmin, identity.Supervisor, identity.Coordinator}},
	{Name: "monitor.rule", Zh: "认定系统故障、修改监管规则", Roles: slices.Concat(rulers, []flow.Role{identity.Leader})},
}
