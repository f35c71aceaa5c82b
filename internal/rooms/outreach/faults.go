package outreach

import "yingshang/internal/kernel/fault"

var (
	notFound = fault.Define("outreach.not_found", fault.NotFound,
		"没有找到这条记录，或它不在您的范围内。请从列表重新打开。")
	notYours = fault.Define("outreach.not_yours", fault.Forbidden,
		"这件事由{roles}办理。请转给他们。")
	ruleOrder = fault.Define("outreach.rule_order", fault.Refused,
		"新规则要晚于今天和现行规则（{from} 起）才能生效。请把起用日期改到以后。")
	noConsent = fault.Define("outreach.no_consent", fault.Refused,
		"企业还没有同意 {number}，不能走访。请先等企业在页面上同意，或登记企业的同意凭据。")
	tooManyVisits = fault.Define("outreach.too_many_visits", fault.Refused,
		"{month} 月各单位走访这家企业已安排 {n} 次，规定最多 {most} 次。请合并走访，或改到下个月。")
	inspectionWords = fault.Define("outreach.inspection_words", fault.Refused,
		"走访不是检查，“{field}”里不能写“{word}”。要检查的请另行备案；企业反映的问题请记成诉求。")
	slipNeeded = fault.Define("outreach.slip_needed", fault.Refused,
		"不能替企业拿主意。请企业登录后自己办，或填企业书面（电话）答复的凭据编号。")
	needsUnplaced = fault.Define("outreach.needs_unplaced", fault.Refused,
		"还有 {n} 件诉求没有定承办单位和答复日期（{numbers}），不能收尾。请先交办。")
	notCheckup = fault.Define("outreach.not_checkup", fault.Refused,
		"{number} 不是法治体检，不能送体检意见。请另外约一次法治体检。")
	checkupTwice = fault.Define("outreach.checkup_twice", fault.Conflict,
		"{number} 已经送过体检意见。要补充的，请另外约一次法治体检。")
	findingsSealed = fault.Define("outreach.findings_sealed", fault.Forbidden,
		"体检意见只给企业自己和做体检的单位看。需要的请企业自己提供。")
	ownerSame = fault.Define("outreach.owner_same", fault.Refused,
		"现在就由{unit}办理，不用转办。请选别的单位。")
	dueTooFar = fault.Define("outreach.due_too_far", fault.Refused,
		"答复日期最晚 {last}（{n} 个工作日），也不能早于今天。请改近一些。")
	dueByAct = fault.Define("outreach.due_by_act", fault.Refused,
		"{number} 已经答应企业 {due} 前答复，不能用台账改。请在诉求页“改答复期限”，写明理由。")
	postponedOnce = fault.Define("outreach.postponed_once", fault.Refused,
		"{number} 已经改过一次期限，现在是 {due}，不能再改。请按期答复，办不到的如实答复原因。")
	postponeLate = fault.Define("outreach.postpone_late", fault.Refused,
		"答应的 {due} 已经过了，不能再改期限。请尽快答复，如实写明原因。")
	ownerOnly = fault.Define("outreach.owner_only", fault.Refused,
		"这件诉求现在由{unit}承办。请他们办这一步，或由优化办转办。")
	selfConfirmed = fault.Define("outreach.self_confirmed", fault.Refused,
		"诉求解决没有，只能由企业自己说。请企业登录后确认，单位和代办人都不能代为确认。")
	eventOver = fault.Define("outreach.event_over", fault.Refused,
		"“{title}”已经{state}，邀请名单不能再改。到场的企业请登记到场。")
	eventAhead = fault.Define("outreach.event_ahead", fault.Refused,
		"“{title}”定在 {day}，还没有到。请举办以后再登记。")
	eventUnknown = fault.Define("outreach.event_unknown", fault.NotFound,
		"没有“{title}”（{day}）这场活动。请先登记活动。")
	oneOffer = fault.Define("outreach.one_offer", fault.Refused,
		"只有 {n} 家报价，不能比价。请至少取得 2 家中介的报价，再请企业选。")
	feeByAct = fault.Define("outreach.fee_by_act", fault.Refused,
		"{number} 已登记，和台账这一行不一样，不能用台账改。请在比价页办理，或另起编号。")
)
