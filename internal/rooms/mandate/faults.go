package mandate

import "yingshang/internal/kernel/fault"

var (
	notKeeper = fault.Define("mandate.not_keeper", fault.Forbidden,
		"这件事由{roles}办理。请转给他们。")
	notStaff = fault.Define("mandate.not_staff", fault.Forbidden,
		"只有单位工作人员能看。公开的清单请从首页打开。")
	samePerson = fault.Define("mandate.same_person", fault.Refused,
		"要由两个人办：这一份是您{what}的，请另一位同事或县领导公布。")
	clauseUnknown = fault.Define("mandate.clause_unknown", fault.NotFound,
		"没有找到这一条。请从条款列表重新打开。")
	taskUnknown = fault.Define("mandate.task_unknown", fault.NotFound,
		"没有找到这项任务，或它还没有公布。请从任务清单重新打开。")
	reportUnknown = fault.Define("mandate.report_unknown", fault.NotFound,
		"没有找到这份报告，或它不在您的范围内。请从任务页重新打开。")
	numberTaken = fault.Define("mandate.number_taken", fault.Conflict,
		"编号 {number} 已经用于“{title}”。请换一个编号。")
	oneLead = fault.Define("mandate.one_lead", fault.Refused,
		"“{title}”写了几个牵头单位（{units}）。一项任务只能有一个牵头单位，请只留一个，其他的填到责任单位。")
	nothingDrafted = fault.Define("mandate.nothing_drafted", fault.Refused,
		"{list}没有等公布的草案。请先起草或导入。")
	dueByAct = fault.Define("mandate.due_by_act", fault.Refused,
		"{number} 已经公布，期限是 {due}，不能用台账改。请在任务页“变更期限”，写明理由和依据文件。")
	publishedByAct = fault.Define("mandate.published_by_act", fault.Refused,
		"{number} 已经公布，不能用台账改内容。调整单位请在任务页办理，其他的请撤销后重新起草。")
	kindUnknown = fault.Define("mandate.kind_unknown", fault.Invalid,
		"报告种类不对。请选进展、节点完成或任务完成。")
	notYours = fault.Define("mandate.not_yours", fault.Refused,
		"您的单位不是这项任务的牵头或责任单位，不能报进展。请联系牵头单位{unit}。")
	leadOnly = fault.Define("mandate.lead_only", fault.Refused,
		"这一步由牵头单位{unit}的负责人办理。请联系他们，或改报“进展”。")
	explainFirst = fault.Define("mandate.explain_first", fault.Refused,
		"完成期限 {due} 已过。请先在任务页说明逾期原因，再报完成。")
	notLate = fault.Define("mandate.not_late", fault.Refused,
		"完成期限 {due} 还没有过，不用说明逾期原因。有困难的，请向优化办申请变更期限。")
	reportsWaiting = fault.Define("mandate.reports_waiting", fault.Refused,
		"还有 {n} 份报告等确认。请等确认或退回以后再办这一步。")
	selfConfirmation = fault.Define("mandate.self_confirmation", fault.Refused,
		"不能自己确认自己：{why}。请优化办其他同事或县领导确认。")
	systemUnknown = fault.Define("mandate.system_unknown", fault.NotFound,
		"没有找到这套指标，或它还没有公布。请从指标体系列表重新打开。")
	systemWaiting = fault.Define("mandate.system_waiting", fault.Conflict,
		"“{title}”已有一份草案。请先公布或不采用那一份，再起草新的。")
	versionFixed = fault.Define("mandate.version_fixed", fault.Refused,
		"“{title}”第 {edition} 版已经公布，不能改。请起草新的一版。")
	systemNotPublished = fault.Define("mandate.system_not_published", fault.Refused,
		"“{title}”还没有公布，不能自评。请先公布指标体系。")
	roundUnknown = fault.Define("mandate.round_unknown", fault.NotFound,
		"没有找到这一轮自评。请从自评列表重新打开。")
	roundTwice = fault.Define("mandate.round_twice", fault.Conflict,
		"这套指标的这个期间已经有“{title}”。请从自评列表打开。")
	scoresOpen = fault.Define("mandate.scores_open", fault.Refused,
		"还有 {n} 项没有复核，不能结束。请先催报、复核。")
	scoreUnknown = fault.Define("mandate.score_unknown", fault.NotFound,
		"没有找到这项自评，或它不在您的范围内。请从自评列表重新打开。")
	scoreOwn = fault.Define("mandate.score_own", fault.Refused,
		"自评由指标的责任单位交。请把这一项转给责任单位。")
	valueFromRecords = fault.Define("mandate.value_from_records", fault.Refused,
		"“{name}”的值由系统按“{figure}”取数，现在是 {value}，不能手工填。记录不对的，请先改正记录。")
)
