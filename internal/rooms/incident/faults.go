package incident

import "yingshang/internal/kernel/fault"

var (
	notKeeper = fault.Define("incident.not_keeper", fault.Forbidden,
		"这件事由{roles}办理。请转给他们。")
	unknown = fault.Define("incident.unknown", fault.NotFound,
		"没有找到这条记录。请核对编号，或从列表重新打开。")
	twice = fault.Define("incident.twice", fault.Conflict,
		"案号 {number} 已经登记。请核对案号，要改请用“更正登记”。")
	wrongKind = fault.Define("incident.wrong_kind", fault.Refused,
		"{kind}不能{what}。请核对案件类别，或换成这类案件适用的处理。")
	notFiled = fault.Define("incident.not_filed", fault.Refused,
		"案件现在是“{state}”，不能登记对人的措施。请先登记立案。")
	dayWrong = fault.Define("incident.day_wrong", fault.Refused,
		"日期 {day} 不对：不能早于 {from}，也不能晚于今天。请照文书填写。")
	actFixed = fault.Define("incident.act_fixed", fault.Refused,
		"这一笔已经更正过，或不是可以更正的文书登记。请刷新页面，更正最新的那一笔。")
	revoked = fault.Define("incident.revoked", fault.Refused,
		"这项措施已经撤销。请刷新页面看最新情况。")
	periodOpen = fault.Define("incident.period_open", fault.Refused,
		"{to} 还没有过完，这一期的数还会变，不能申请公布。请等期满后再申请。")
	overlaps = fault.Define("incident.overlaps", fault.Refused,
		"和已经公布（或待决定）的 {from} 至 {to} 重叠，两个数相减会露出小数。请改成不重叠的期间。")
	stale = fault.Define("incident.stale", fault.Refused,
		"申请以后案件数变了，和申请时的不一致，不能公布。请退回，由专管员按现在的数重新申请。")
	samePerson = fault.Define("incident.same_person", fault.Refused,
		"要由两个人办：这份申请是您提的，请另一位县领导决定。")
)
