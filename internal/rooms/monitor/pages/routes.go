package pages

import (
	"net/http"

	"yingshang/internal/kit"
	"yingshang/internal/rooms/monitor"
)

// door is what the handlers stand on: the monitor with its clocks.
type door struct{ watch *monitor.Watcher }

// Routes returns the room's pages over the monitor.
func Routes(w *monitor.Watcher) func(kit.Deps) []kit.Route {
	d := door{w}
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	return func(kit.Deps) []kit.Route {
		return []kit.Route{
			get("/deadlines", "monitor.board", "monitor.read", d.showBoard),
			post("/deadlines/notices/{id}/read", "monitor.notice_read", "monitor.read", d.readNotice),
			get("/oversight", "monitor.cards", "monitor.read", d.showCards),
			get("/cards", "monitor.card_list", "monitor.read", d.listCards),
			get("/cards/{id}", "monitor.card", "monitor.read", d.showCard),
			post("/cards/{id}", "monitor.card_judge", "monitor.judge", d.judgeCard),
			post("/cards/{id}/feedback", "monitor.card_answer", "monitor.appeal", d.answerCard),
			post("/cards/{id}/appeals", "monitor.appeal_file", "monitor.appeal", d.fileAppeal),
			post("/cards/{id}/appeals/{appeal}", "monitor.appeal_rule", "monitor.judge", d.ruleAppeal),
			post("/cards/{id}/appeals/{appeal}/retract", "monitor.appeal_retract", "monitor.appeal", d.retractAppeal),
			get("/alarms", "monitor.alarms", "monitor.alarm", d.showAlarms),
			get("/oversight/rehearsal", "monitor.rehearsal", "monitor.rehearse", d.rehearse),
			get("/oversight/faults", "monitor.faults", "monitor.read", d.showFaults),
			post("/oversight/faults", "monitor.fault_report", "monitor.report_fault", d.reportFault),
			get("/oversight/faults/{id}", "monitor.fault", "monitor.read", d.showFault),
			post("/oversight/faults/{id}", "monitor.fault_rule", "monitor.rule", d.ruleFault),
			get("/oversight/rules", "monitor.rules", "monitor.read", d.showRules),
			post("/oversight/rules", "monitor.rules_propose", "monitor.rule", d.proposeRules),
			post("/oversight/rules/{id}/confirm", "monitor.rules_confirm", "monitor.rule", d.confirmRules),
			post("/oversight/rules/{id}/drop", "monitor.rules_drop", "monitor.rule", d.dropRules),
		}
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "日历与时限", Label: "快到期", Path: "/deadlines", Perm: "monitor.read", Order: 210},
		{Group: "监督", Label: "效能时限", Path: "/oversight", Perm: "monitor.read", Order: 310},
		{Group: "监督", Label: "效能牌", Path: "/cards", Perm: "monitor.read", Order: 312},
		{Group: "监督", Label: "配置告警", Path: "/alarms", Perm: "monitor.alarm", Order: 314},
	}
}
