package appraisal

import "yingshang/internal/kernel/fault"

var (
	notKeeper = fault.Define("appraisal.not_keeper", fault.Forbidden,
		"这件事由{roles}办理。请转给他们。")
	samePerson = fault.Define("appraisal.same_person", fault.Refused,
		"要由两个人办：这一份是您{what}的，请另一位同事或县领导办。")
	schemeUnknown = fault.Define("appraisal.scheme_unknown", fault.NotFound,
		"没有找到这份考核方案。请从方案列表重新打开。")
	schemeWaiting = fault.Define("appraisal.scheme_waiting", fault.Conflict,
		"{kind}已有一份方案草案。请先公布或不采用那一份，再起草新的。")
	schemePast = fault.Define("appraisal.scheme_past", fault.Refused,
		"方案只能从还没有开始的月份起用，{from} 起的月份已经开始。请把起用月份改到以后。")
	schemeTwice = fault.Define("appraisal.scheme_twice", fault.Conflict,
		"{kind}在 {from} 已有一版公布的方案。请把起用月份改到以后。")
	noScheme = fault.Define("appraisal.no_scheme", fault.Refused,
		"{month}没有公布过{kind}的考核方案，不能考核。请从有方案的月份开始。")
	measureUnknown = fault.Define("appraisal.measure_unknown", fault.Refused,
		"方案里的自动项“{id}”不认识。请在方案里改选列表中的数据来源。")
	runUnknown = fault.Define("appraisal.run_unknown", fault.NotFound,
		"没有找到这个月的考核，或它不在您的范围内。请从月度考核列表重新打开。")
	runTwice = fault.Define("appraisal.run_twice", fault.Conflict,
		"{month}{kind}的考核已经建立。请从月度考核列表打开。")
	monthOpen = fault.Define("appraisal.month_open", fault.Refused,
		"{month}还没有过完，不能发单位征求异议。请等下个月再发。")
	handsOpen = fault.Define("appraisal.hands_open", fault.Refused,
		"还有 {n} 项手工评分没有登记，登记到 {until} 截止。请先补登，或等截止后再发；到时还缺的会标明“缺评分”。")
	windowOpen = fault.Define("appraisal.window_open", fault.Refused,
		"征求异议到 {until} 才满，现在不能定稿。请等期满后再定稿。")
	objectionsOpen = fault.Define("appraisal.objections_open", fault.Refused,
		"还有 {n} 条异议没有答复，不能定稿。请先逐条答复。")
	windowClosed = fault.Define("appraisal.window_closed", fault.Refused,
		"{month}的考核现在不收异议：只在征求异议期内可以提。定稿以后发现错误的，请书面告诉考核主管机构，由其登记更正。")
	windowOver = fault.Define("appraisal.window_over", fault.Refused,
		"提异议到 {until} 截止，现在不能再提。定稿以后发现错误的，请书面告诉考核主管机构，由其登记更正。")
	subjectUnknown = fault.Define("appraisal.subject_unknown", fault.NotFound,
		"没有找到这个考核对象，或它不在您的范围内。请从月度考核重新打开。")
	itemUnknown = fault.Define("appraisal.item_unknown", fault.Invalid,
		"方案里没有“{item}”这一项。请按方案的项目名称或代码填写。")
	itemAutomatic = fault.Define("appraisal.item_automatic", fault.Refused,
		"“{item}”由系统按记录计分，不能手工填。有不同意见请提异议。")
	codeUnknown = fault.Define("appraisal.code_unknown", fault.Invalid,
		"名录里没有{kind}“{code}”。请按窗口名录、机构名录的编码填写；窗口人员填账号。")
	entryClosed = fault.Define("appraisal.entry_closed", fault.Refused,
		"{month}{kind}的考核已经发单位征求异议，手工评分不能再改。请走异议或更正。")
	objectionUnknown = fault.Define("appraisal.objection_unknown", fault.NotFound,
		"没有找到这条异议，或它不在您的范围内。请从异议列表重新打开。")
	objectionTwice = fault.Define("appraisal.objection_twice", fault.Conflict,
		"这一项已经提过异议，正在等答复。请在异议列表里看进度。")
	lineStruck = fault.Define("appraisal.line_struck", fault.Refused,
		"这一条记录已经剔除，不再计分。请刷新页面看最新得分。")
	ownUnit = fault.Define("appraisal.own_unit", fault.Forbidden,
		"异议由考核主管机构答复，被考核单位自己不能答复。请等待答复。")
	notFinal = fault.Define("appraisal.not_final", fault.Refused,
		"季度通报只能用定稿的月份，还缺：{missing}。请先把这些月份定稿。")
	quarterOpen = fault.Define("appraisal.quarter_open", fault.Refused,
		"{quarter}还没有过完，不能通报。请等季度结束后再做。")
	bulletinTwice = fault.Define("appraisal.bulletin_twice", fault.Conflict,
		"{quarter}已有一份通报。请从通报列表打开；要重做请先作废还没有签发的稿子。")
	bulletinUnknown = fault.Define("appraisal.bulletin_unknown", fault.NotFound,
		"没有找到这份通报，或它还没有签发。请从通报列表重新打开。")
	bulletinStale = fault.Define("appraisal.bulletin_stale", fault.Refused,
		"通报稿做好以后，月度考核登记过更正。请作废这份稿子，重新生成再签发。")
)

// Faults of the special supervisors.
var (
	supervisorUnknown = fault.Define("appraisal.supervisor_unknown", fault.NotFound,
		"没有找到这位特聘监督员。请从名册重新打开。")
	notSupervisor = fault.Define("appraisal.not_supervisor", fault.Forbidden,
		"这里是特聘监督员本人用的。请用聘书上登记的账号登录，或联系优化办登记账号。")
	termOver = fault.Define("appraisal.term_over", fault.Refused,
		"聘期是 {from} 至 {to}，今天不在聘期内，不能接新任务或提新意见；以前提的意见可以继续跟踪和确认。")
	termsUsed = fault.Define("appraisal.terms_used", fault.Refused,
		"{name}已经连任两届，按规定最多两届。请另聘他人。")
	termRunning = fault.Define("appraisal.term_running", fault.Refused,
		"上一届到 {to} 才满，第二届要从以后的日期开始。请改聘期的起日。")
	accountTaken = fault.Define("appraisal.account_taken", fault.Conflict,
		"账号 {login} 已登记给另一位特聘监督员。请核对。")
	accountUnfit = fault.Define("appraisal.account_unfit", fault.Refused,
		"账号 {login} 不存在，或没有“特聘监督员”岗位。请先由系统管理员开账号、安全管理员同意岗位。")
	conflicted = fault.Define("appraisal.conflicted", fault.Refused,
		"{unit}在这位监督员的回避单位里，不能由其体验或评议。请换一位监督员或换一个单位。")
	taskUnknown = fault.Define("appraisal.task_unknown", fault.NotFound,
		"没有找到这项任务，或它不是派给您的。请从任务列表重新打开。")
	opinionUnknown = fault.Define("appraisal.opinion_unknown", fault.NotFound,
		"没有找到这条意见，或它不在您的范围内。请从意见列表重新打开。")
	disagreedOnce = fault.Define("appraisal.disagreed_once", fault.Refused,
		"已经退回重办过一次。请写明意见后确认办结，或另提一条新意见。")
	confirmOwn = fault.Define("appraisal.confirm_own", fault.Forbidden,
		"意见要由提出的监督员本人确认办结，别人不能代替。请等待本人确认。")
	answerOwn = fault.Define("appraisal.answer_own", fault.Forbidden,
		"这条意见交给{unit}答复。请由该单位负责人办理。")
)
