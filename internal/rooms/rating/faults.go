package rating

import "yingshang/internal/kernel/fault"

var (
	tokenUnknown = fault.Define("rating.token_unknown", fault.NotFound,
		"没有找到这次评价。请对照短信、回执上的链接或重新扫码。")
	tokenUsed = fault.Define("rating.token_used", fault.Refused,
		"这件事已经评价过了，一事只评一次。想补充意见，可以用页面底部的“意见建议”。")
	tokenExpired = fault.Define("rating.token_expired", fault.Refused,
		"评价在 {until} 截止，现在不能再评。有意见可以用页面底部的“意见建议”，或打大厅电话。")
	notReady = fault.Define("rating.not_ready", fault.Refused,
		"这件事还没有办完，办完才能评价。请等办完后用短信或回执上的链接评价。")
	ownWork = fault.Define("rating.own_work", fault.Forbidden,
		"工作人员不能评价本单位或自己经手的事。请由办事人自己评价。")
	officeNetwork = fault.Define("rating.office_network", fault.Forbidden,
		"办公网络里不能评价。请办事人用自己的手机扫码，或用大厅的评价设备。")
	notKiosk = fault.Define("rating.not_kiosk", fault.Forbidden,
		"这台设备没有登记为大厅评价设备。请办事人用自己的手机扫码评价。")
	notOffice = fault.Define("rating.not_office", fault.Forbidden,
		"这件事由{roles}办理，被评价单位不能看评价人或代为录入。请转给他们。")
	callFirst = fault.Define("rating.call_first", fault.Refused,
		"电话评价要附通话记录编号，才能核对。请补填。")
	notYours = fault.Define("rating.not_yours", fault.NotFound,
		"没有找到这条评价，或它不在您的范围内。请从列表重新打开。")
	resolveLacks = fault.Define("rating.resolve_lacks", fault.Refused,
		"还不能办结整改：缺{what}。请先补齐。")
	appealOthers = fault.Define("rating.appeal_others", fault.Forbidden,
		"只有被评价单位的负责人能申诉。请由该单位提出。")
	appealTwice = fault.Define("rating.appeal_twice", fault.Conflict,
		"这条差评已经申诉过一次，不能再申诉。请按决定办理。")
	appealNone = fault.Define("rating.appeal_none", fault.NotFound,
		"这条差评没有申诉。请从列表重新打开。")
	appealOwn = fault.Define("rating.appeal_own", fault.Forbidden,
		"被评价单位不能决定自己的评价算不算。请交给优化办里不属于本单位的同事。")
	appealSamePerson = fault.Define("rating.appeal_same_person", fault.Refused,
		"申诉是您提出的，不能由您决定。请交给另一位同事。")
	appealWaits = fault.Define("rating.appeal_waits", fault.Refused,
		"申诉还没有决定，不能办结整改。请先在 {due} 前作出决定。")
	anomalyGone = fault.Define("rating.anomaly_gone", fault.NotFound,
		"没有找到这条异常，或它已经有人核查过。请从列表重新打开。")
	anomalyWhole = fault.Define("rating.anomaly_whole", fault.Refused,
		"这类异常说的是整个单位，不指向哪一条评价，不能剔除。请写明核查情况后保留。")
	classLate = fault.Define("rating.class_late", fault.Refused,
		"整改在 {due} 已经到期，不能再改定为期限更长的类别。请尽快办结，超期照实记录。")
	followUpEarly = fault.Define("rating.follow_up_early", fault.Refused,
		"整改还没有办完，办完后可以再评一次整改结果。请稍后再来。")
	followUpTwice = fault.Define("rating.follow_up_twice", fault.Refused,
		"整改结果已经评过一次。还有意见，可以用页面底部的“意见建议”。")
	notPublished = fault.Define("rating.not_published", fault.NotFound,
		"这个半年没有公开的评价：只公开已经过完的半年。请从列表里选。")
	visitTwice = fault.Define("rating.visit_twice", fault.Conflict,
		"取号 {visit} 已经有评价邀请，一次只评一次。请核对号码。")
	notWindow = fault.Define("rating.not_window", fault.Forbidden,
		"现场评价由窗口按取号发起。请用窗口账号登录。")
	samePerson = fault.Define("rating.same_person", fault.Refused,
		"要由两个人办：这一版是您提出的，请另一位同事复核。")
	contentWaiting = fault.Define("rating.content_waiting", fault.Conflict,
		"已有一版评价内容在等复核。请先复核或不采用那一版，再提出新的。")
	contentPast = fault.Define("rating.content_past", fault.Refused,
		"评价内容只能从今天以后生效，{from} 已经过去或就是今天。请重新提出，并把生效日期改到以后。")
)
