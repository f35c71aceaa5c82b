package enquiry

import "yingshang/internal/kernel/fault"

var (
	notYours = fault.Define("enquiry.not_yours", fault.Forbidden,
		"这件事由{roles}办理。请转给他们。")
	unknown = fault.Define("enquiry.unknown", fault.NotFound,
		"没有找到这件咨询投诉，或它不在您的范围内。请从列表重新打开。")
	trackRefused = fault.Define("enquiry.track_refused", fault.NotFound,
		"编号和查询码对不上。请对照回执再输一次；回执丢了，请带证件到登记的窗口。")
	accusedRegisters = fault.Define("enquiry.accused_registers", fault.Refused,
		"反映的就是您单位，不能由您单位登记。请诉求人网上提交，或转请优化办登记。")
	accusedHandles = fault.Define("enquiry.accused_handles", fault.Refused,
		"{unit}是被反映的单位，不能承办这件事。请选别的单位，或由其上级单位承办。")
	noRoute = fault.Define("enquiry.no_route", fault.Refused,
		"派单规则里没有适合的单位。请直接选承办单位，或先导入派单规则。")
	groundUnlisted = fault.Define("enquiry.ground_unlisted", fault.Refused,
		"不予受理只能用列表里的情形。请选一种；都不符合的，应当受理。")
	linkItself = fault.Define("enquiry.link_itself", fault.Refused,
		"只能并入另一件较早收到、自己没有并入别处的。请重新选一件。")
	transferLimit = fault.Define("enquiry.transfer_limit", fault.Refused,
		"单位之间最多转办 {n} 次，已经用完。请优化办指定承办单位。")
	transferLate = fault.Define("enquiry.transfer_late", fault.Refused,
		"派单后 {n} 个工作日内才能要求转办，{until} 已过。请继续办理，或请优化办指定。")
	transferBack = fault.Define("enquiry.transfer_back", fault.Refused,
		"{unit}已经办过这件，不能再转回去。确实该它办的，请优化办指定承办。")
	transferClosed = fault.Define("enquiry.transfer_closed", fault.Refused,
		"优化办已经指定{unit}承办，不能再转。请按期办理。")
	extensionUsed = fault.Define("enquiry.extension_used", fault.Refused,
		"延期只有一次，这件已经延过或者正在等批准。请按期答复。")
	extensionLate = fault.Define("enquiry.extension_late", fault.Refused,
		"延期要在到期之前办：期限 {due} 已过。请尽快答复，并写明超期原因。")
	samePerson = fault.Define("enquiry.same_person", fault.Refused,
		"要由两个人办：这一份是您{what}的。请另一位同事办理。")
	originFirst = fault.Define("enquiry.origin_first", fault.Refused,
		"上级要求 {due} 前回报，延到那以后要先经上级同意。请先登记上级新的期限。")
	extensionUnknown = fault.Define("enquiry.extension_unknown", fault.NotFound,
		"没有等批准的延期申请。请刷新页面看最新状态。")
	replyFails = fault.Define("enquiry.reply_fails", fault.Refused,
		"审核清单还有没做到的：{missing}。请退回重写，不能答复。")
	windowOver = fault.Define("enquiry.window_over", fault.Refused,
		"评价和退回重办到 {until} 截止，已经过了。有新的情况请另提一件，会自动和这件关联。")
	reopenedOften = fault.Define("enquiry.reopened_often", fault.Refused,
		"已经退回重办 {n} 次。请按答复里写的途径申请复核，或如实评价“不满意”。")
	reportTwice = fault.Define("enquiry.report_twice", fault.Conflict,
		"这件已经回报过上级。请刷新页面。")
	notHanded = fault.Define("enquiry.not_handed", fault.Refused,
		"这件不是上级交办的，不用回报。请在列表里选上级交办的件。")
	replyFirst = fault.Define("enquiry.reply_first", fault.Refused,
		"还没有答复诉求人，不能回报上级。请先完成答复。")
	anonymous = fault.Define("enquiry.anonymous", fault.NotFound,
		"这一件是匿名的，没有身份信息。请按内容办理。")
	sealed = fault.Define("enquiry.sealed", fault.Refused,
		"诉求人要求保密。请先申请拆封，由另一人同意后才能查看。")
	notSealed = fault.Define("enquiry.not_sealed", fault.Refused,
		"这一件没有要求保密，不用拆封。请写明理由直接查看联系方式。")
	unsealWaiting = fault.Define("enquiry.unseal_waiting", fault.Conflict,
		"您的拆封申请正在等另一人同意，或者还在有效期内。请不要重复申请。")
	unsealUnknown = fault.Define("enquiry.unseal_unknown", fault.NotFound,
		"没有找到这个拆封申请，或它不在您的范围内。请从列表重新打开。")
	statementUnknown = fault.Define("enquiry.statement_unknown", fault.NotFound,
		"没有找到这份情况说明，或它不在您的范围内。请从列表重新打开。")
	noAccused = fault.Define("enquiry.no_accused", fault.Refused,
		"这一件没有写明反映哪个单位，没有可以要求说明的对象。请直接核实办理。")
	alarmUnknown = fault.Define("enquiry.alarm_unknown", fault.NotFound,
		"没有找到这个预警，或它不在您的范围内。请从列表重新打开。")
	notConsented = fault.Define("enquiry.not_consented", fault.Refused,
		"诉求人没有同意公开，或者要求保密，不能公开。请选别的件。")
	publishedTwice = fault.Define("enquiry.published_twice", fault.Conflict,
		"这一件已经公开。请刷新页面。")
	categoryLoop = fault.Define("enquiry.category_loop", fault.Invalid,
		"“{code}”的上级绕回了自己。请改上级编码。")
	houseRow = fault.Define("enquiry.house_row", fault.Refused,
		"编号 {number} 是系统里办理的件，台账不能改它的内容。请在页面上办理。")
)
