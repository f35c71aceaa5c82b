package normdoc

import "yingshang/internal/kernel/fault"

// Faults of the register.
var (
	notYours = fault.Define("normdoc.not_yours", fault.Forbidden,
		"这件事由{roles}办理。请转给他们。")
	unknown = fault.Define("normdoc.unknown", fault.NotFound,
		"没有找到这份文件，或它还没有公布。请从文件库重新打开。")
	numberTaken = fault.Define("normdoc.number_taken", fault.Conflict,
		"文号 {number} 已在文件库里（{title}）。请核对文号。")
	unifiedTaken = fault.Define("normdoc.unified_taken", fault.Conflict,
		"统一编号 {unified} 已给了 {number}。请核对统一编号。")
	tooLong = fault.Define("normdoc.too_long", fault.Refused,
		"有效期：{from} 起施行的{kind}，有效期最长{years}年，到 {until} 为止。请把有效期止改到这一天或以前。")
	unreviewed = fault.Define("normdoc.unreviewed", fault.Refused,
		"文件有奖励、补贴、优惠的内容，没有公平竞争审查结论，不能登记。请先由制定机关审查并登记结论。")
	anticompetitive = fault.Define("normdoc.anticompetitive", fault.Refused,
		"公平竞争审查结论是“不符合”，不能登记。请修改内容后重新审查，或不予登记。")
	ownDraft = fault.Define("normdoc.own_draft", fault.Forbidden,
		"{what}，不能由您自己来{verb}。请转给没有参与的法制审核员。")
	unevaluated = fault.Define("normdoc.unevaluated", fault.Refused,
		"有效期要延续，先由制定机关在期满前评估、提出继续施行。请先登记评估。")
	tooEarly = fault.Define("normdoc.too_early", fault.Refused,
		"期满前评估从 {from} 起才能做（期满前六个月）。请到时再登记。")
	hasLapsed = fault.Define("normdoc.has_lapsed", fault.Refused,
		"文件{words}，不能再{verb}。需要继续施行的，请重新制定。")
)

// Faults of a round.
var (
	roundUnknown = fault.Define("normdoc.round_unknown", fault.NotFound,
		"没有找到这一轮清理，或它的结果还没有公布。请从清理列表重新打开。")
	roundEmpty = fault.Define("normdoc.round_empty", fault.Refused,
		"这个范围里没有要清理的文件。请先登记文件，或换一个范围。")
	roundClosed = fault.Define("normdoc.round_closed", fault.Refused,
		"这一轮清理的结果已经公布，不能再改。有变化的，请在下一轮清理里办理。")
	reviewUnknown = fault.Define("normdoc.review_unknown", fault.NotFound,
		"没有找到这张审查表，或它不在您的范围内。请从清理列表重新打开。")
	notInRound = fault.Define("normdoc.not_in_round", fault.Invalid,
		"文号 {number} 不在这一轮清理的清单里。请核对文号和轮次编号。")
	unchecked = fault.Define("normdoc.unchecked", fault.Refused,
		"条例第 {articles} 条还没有逐条审查，不能决定。请先由制定机关逐条写明有没有抵触。")
	conflictStays = fault.Define("normdoc.conflict_stays", fault.Refused,
		"审查发现有 {n} 条抵触，不能保留。请决定修订、废止或宣布失效。")
	decidedAlready = fault.Define("normdoc.decided_already", fault.Conflict,
		"这份文件在这一轮里已经决定{decision}，一份文件只作一个决定。要改的，请先收回决定、重新审查。")
	undecided = fault.Define("normdoc.undecided", fault.Refused,
		"还有 {n} 份文件没有决定，不能公布。请先逐份决定。")
	unbalanced = fault.Define("normdoc.unbalanced", fault.Refused,
		"清理 {reviewed} 份，各项决定加起来是 {sum} 份，对不上，不能公布。请逐份核对。")
	followUnfit = fault.Define("normdoc.follow_unfit", fault.Refused,
		"文号 {number} 不能作为落实文件：{why}。请填修订或废止这份文件的、已经公布的文件的文号。")
)
