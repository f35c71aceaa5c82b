package supervision

import "yingshang/internal/kernel/fault"

var (
	notKeeper = fault.Define("supervision.not_keeper", fault.Forbidden,
		"这件事由{roles}办理。请转给他们。")
	samePerson = fault.Define("supervision.same_person", fault.Refused,
		"要由两个人办：这一份是您{what}的，请另一位同事办这一步。")
	roundUnknown = fault.Define("supervision.round_unknown", fault.NotFound,
		"没有找到这次督查，或它不在您的范围内。请从督查列表重新打开。")
	findingUnknown = fault.Define("supervision.finding_unknown", fault.NotFound,
		"没有找到这个问题，或它不在您的范围内。请从问题台账重新打开。")
	reportUnknown = fault.Define("supervision.report_unknown", fault.NotFound,
		"没有找到这份整改报告，或它不在您的范围内。请从问题页重新打开。")
	numberTaken = fault.Define("supervision.number_taken", fault.Conflict,
		"编号 {number} 已经用于“{title}”。请换一个编号。")
	tooFew = fault.Define("supervision.too_few", fault.Refused,
		"能去{unit}的组员只有 {n} 人（本单位的和回避的不算），至少要 {least} 人。请先增加组员。")
	notMember = fault.Define("supervision.not_member", fault.Refused,
		"您不在“{title}”的督查组里。请组员办理，或请优化办把您加进方案。")
	ownUnit = fault.Define("supervision.own_unit", fault.Refused,
		"您的单位属于{unit}，不能督查自己的单位。请别的单位的组员办理。")
	recused = fault.Define("supervision.recused", fault.Refused,
		"您对{unit}已经回避。请没有回避的组员办理。")
	roundNotOpen = fault.Define("supervision.round_not_open", fault.Refused,
		"“{title}”现在是{state}，不能登记问题。请在督查进行中登记。")
	roundUnfinished = fault.Define("supervision.round_unfinished", fault.Refused,
		"还有 {units} 个单位没有登记走访、{findings} 个问题没有交办。请先登记（没有去的写原因）、交办或者写明不成立，再结束。")
	noEvidence = fault.Define("supervision.no_evidence", fault.Refused,
		"{number} 还没有佐证，不能交办。请组员先附上佐证。")
	noDocWord = fault.Define("supervision.no_doc_word", fault.Refused,
		"{unit}没有登记机关代字，不能编文号。请机构管理员先在机构名录里补上。")
	duePassed = fault.Define("supervision.due_passed", fault.Refused,
		"整改期限 {due} 已经到了。请组员先改成今天以后的一天，再交办。")
	dueByAct = fault.Define("supervision.due_by_act", fault.Refused,
		"{number} 已经交办，期限是 {due}，不能用台账改。请责任单位在期限前申请延期。")
	issuedByAct = fault.Define("supervision.issued_by_act", fault.Refused,
		"{number} 已经交办，不能用台账改内容。请在问题页办理。")
	notYours = fault.Define("supervision.not_yours", fault.Refused,
		"这个问题由{unit}整改。请转给他们的负责人。")
	selfVerification = fault.Define("supervision.self_verification", fault.Refused,
		"不能自己核查自己：{why}。请督查组里别的单位的人核查。")
	tooEarly = fault.Define("supervision.too_early", fault.Refused,
		"回头看定在 {day} 以后。现在发现反弹的，请选“反弹，重新整改”。")
	extendedOnce = fault.Define("supervision.extended_once", fault.Refused,
		"延期只能申请一次，上次的申请{state}。请按现在的期限整改。")
	afterDue = fault.Define("supervision.after_due", fault.Refused,
		"整改期限 {due} 已过，不能延期。请尽快整改，已发督办函的请答复。")
	nothingAsked = fault.Define("supervision.nothing_asked", fault.Refused,
		"没有等批的延期申请。请重新打开问题页看看。")
	notLate = fault.Define("supervision.not_late", fault.Refused,
		"整改期限 {due} 还没有过，不发督办函。请在期限后再办。")
	urgeWaiting = fault.Define("supervision.urge_waiting", fault.Refused,
		"督办函 {letter} 还在等答复，期限 {due}。请等到期；到期不答复的，请县领导升级督办。")
	escalateEarly = fault.Define("supervision.escalate_early", fault.Refused,
		"没有逾期未答复的督办函，不能升级。请先由优化办发督办函，并等答复期限过了。")
	nothingUrged = fault.Define("supervision.nothing_urged", fault.Refused,
		"没有等答复的督办函。改好了的，请报整改。")
)
