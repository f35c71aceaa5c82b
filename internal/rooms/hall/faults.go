package hall

import "yingshang/internal/kernel/fault"

var (
	handoutTwice = fault.Define("hall.handout_twice", fault.Conflict,
		"{day} 在{place}发给{recipient}的这一版已经登记为 {copies}，编号 {number}。数目写错了，请先作废那一条再重新登记。")
	handoutAhead = fault.Define("hall.handout_ahead", fault.Refused,
		"发放日期 {day} 还没有到。请填实际发出的那一天。")
	unknownHandout = fault.Define("hall.handout_unknown", fault.NotFound,
		"没有找到这条发放记录。请从发放台账重新打开。")
	hoursPast = fault.Define("hall.hours_past", fault.Refused,
		"服务时间不能改过去的日子：{day} 早于今天。请从今天或以后的日子起改。")
	unknownHours = fault.Define("hall.hours_unknown", fault.NotFound,
		"没有找到这条服务时间，或它已经截止。请刷新页面看最新的服务时间。")
	priorityPast = fault.Define("hall.priority_past", fault.Refused,
		"叫号次序不能改过去的日子：{day} 早于今天。请从今天或以后的日子起改。")
	priorityTwice = fault.Define("hall.priority_twice", fault.Conflict,
		"{day} 起的叫号次序已经公布过。请换一个日子，公布过的次序不改写。")
	slotFull = fault.Define("hall.slot_full", fault.Conflict,
		"{day} {starts} 的名额刚刚约满。请换一个时段，或当天到大厅取号。")
	slotUnknown = fault.Define("hall.slot_unknown", fault.Refused,
		"这个窗口在 {day} {starts} 不接受预约。请从列出的时段里选。")
	slotPast = fault.Define("hall.slot_past", fault.Refused,
		"{day} {starts} 已经过去。请选以后的时段。")
	personFull = fault.Define("hall.person_full", fault.Refused,
		"这个手机号已经有预约：一天约一次，同时最多约 {n} 次。请先用编号和查询码取消原来的，再约。")
	codeWrong = fault.Define("hall.code_wrong", fault.Refused,
		"没有找到这个预约，编号或查询码不对。请对照预约成功页上的编号和查询码重新填写。")
	appointmentUnknown = fault.Define("hall.appointment_unknown", fault.NotFound,
		"没有找到这个预约。请从取号和预约页重新打开。")
	appointmentOtherDay = fault.Define("hall.appointment_other_day", fault.Refused,
		"这个预约在 {day}，今天不能取号。请请办事人按预约的日子来，或今天取普通号。")
	hallClosed = fault.Define("hall.closed", fault.Refused,
		"现在不在服务时间，不能取号。请看大厅公布的服务时间，在开门后取号。")
	laneUnknown = fault.Define("hall.lane_unknown", fault.Refused,
		"大厅里没有窗口办理这个单位的事。请从列出的单位里选。")
	turnUnknown = fault.Define("hall.turn_unknown", fault.NotFound,
		"没有找到这个号，或它不在您的窗口。请从叫号页重新选。")
	NoWindow = fault.Define("hall.no_window", fault.Forbidden,
		"您的账号没有登记窗口，不能叫号。请让系统管理员登记窗口后再用。")
	stillServing = fault.Define("hall.still_serving", fault.Refused,
		"窗口上还有 {number} 号没有办完。请先按“办完”“过号”或“转窗口”，再叫下一个。")
	nobodyWaits = fault.Define("hall.nobody_waits", fault.Refused,
		"现在没有人等候。有人取号后，再按“叫下一个”。")
)
