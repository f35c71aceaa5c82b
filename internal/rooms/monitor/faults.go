package monitor

import "yingshang/internal/kernel/fault"

var (
	faultUnknown = fault.Define("monitor.fault_unknown", fault.NotFound,
		"没有找到这条系统故障记录，或它与您的单位无关。请从列表重新打开。")
	notReporter = fault.Define("monitor.not_reporter", fault.Forbidden,
		"系统故障由窗口和承办单位人员或监管人员填报。请用工作账号登录。")
	samePerson = fault.Define("monitor.same_person", fault.Refused,
		"要由两个人办：这一条是您提出的，请由监管机构另一位同事复核。")
	rulesUnknown = fault.Define("monitor.rules_unknown", fault.NotFound,
		"没有找到这一版监管规则。请从规则列表重新打开。")
	rulesPast = fault.Define("monitor.rules_past", fault.Refused,
		"规则只能从今天以后生效，{from} 已经过去或就是今天。请重新提出，并把生效日期改到以后。")
	rulesWaiting = fault.Define("monitor.rules_waiting", fault.Conflict,
		"已有一版规则在等复核。请先复核或不采用那一版，再提出新的。")
	notRuler = fault.Define("monitor.not_ruler", fault.Forbidden,
		"监管规则由{roles}提出。请把修改依据交给他们办理。")
	noticeUnknown = fault.Define("monitor.notice_unknown", fault.NotFound,
		"没有找到这条提醒。请从提醒列表重新打开。")
)
