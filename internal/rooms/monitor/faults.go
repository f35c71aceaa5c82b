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
	cardUnknown = fault.Define("monitor.card_unknown", fault.NotFound,
		"没有找到这张牌，或它不是您单位的。请从列表重新打开。")
	notOwnCard = fault.Define("monitor.not_own_card", fault.Forbidden,
		"反馈和申诉由这张牌的责任单位负责人办。请把这张牌转给该单位的负责人。")
	noFeedback = fault.Define("monitor.no_feedback", fault.Refused,
		"效能提醒和配置告警不用反馈；请直接办理或补齐配置。")
	fedBack = fault.Define("monitor.fed_back", fault.Conflict,
		"这张牌在 {at} 已经反馈过，反馈不改写。要补充的请写在申诉或来函里。")
	notAppealable = fault.Define("monitor.not_appealable", fault.Refused,
		"只有已发的黄牌、红牌可以申诉，这一张现在是“{state}”。请看这张牌的最新状态。")
	appealLate = fault.Define("monitor.appeal_late", fault.Refused,
		"申诉要在发牌后 {days} 个工作日内提出，这张牌的申诉期到 {last} 为止。请向监管机构书面反映。")
	appealWaiting = fault.Define("monitor.appeal_waiting", fault.Conflict,
		"这张牌的申诉 {number} 还没有裁定。请等裁定，或先撤回那一件。")
	appealUnknown = fault.Define("monitor.appeal_unknown", fault.NotFound,
		"没有找到这件申诉，或它不是您单位的。请从这张牌的页面重新打开。")
	ownJudge = fault.Define("monitor.own_judge", fault.Forbidden,
		"申诉由监管机构裁定，责任单位的人和提出申诉的人不能裁定。请交给监管机构另一位同事。")
	faultExcusesNot = fault.Define("monitor.fault_excuses_not", fault.Refused,
		"故障记录 {fault} 不能免这张牌：补回它的工作日以后仍是{level}。请核对故障起止和影响范围，或裁定申诉不成立。")
	noticeUnknown = fault.Define("monitor.notice_unknown", fault.NotFound,
		"没有找到这条提醒。请从提醒列表重新打开。")
)
