package casework

import "yingshang/internal/kernel/fault"

var (
	notFound = fault.Define("casework.not_found", fault.NotFound,
		"没有找到这个办件，或它不在您的办理范围内。请核对编号。")
	barred = fault.Define("casework.barred", fault.Refused,
		"按《行政许可法》第{article}条，该申请人在 {until} 前不能再申请“{item}”。有异议可以向受理单位书面提出。")
	partyGone = fault.Define("casework.party_gone", fault.Refused,
		"“{party}”已注销，不能再以它的名义申请。请核对申请人。")
	materialsMissing = fault.Define("casework.materials_missing", fault.Refused,
		"还缺 {n} 份必交材料：{names}。请补齐，或由窗口一次性告知补正。")
	unlistedMaterial = fault.Define("casework.unlisted_material", fault.Refused,
		"“{name}”不在本事项公布的材料清单里，不能要求提交（条例第三十五条）。请从清单中选择。")
	secondNotice = fault.Define("casework.second_notice", fault.Refused,
		"“{names}”在第一次提交时就能看出，不能再次要求补正（许可法第七十二条）。确有必要的，请写明理由，此次将记为违规并报监管。")
	ownCase = fault.Define("casework.own_case", fault.Refused,
		"受理人或承办人不能再作最后决定。请交给同单位另一位审批人。")
	recused = fault.Define("casework.recused", fault.Refused,
		"这件事您要回避（{ground}），不能{verb}。请交给同单位另一位同事。")
	sameApprover = fault.Define("casework.same_approver", fault.Refused,
		"批准人不能是本件承办人。请由另一位审批人批准。")
	handlerMissing = fault.Define("casework.handler_missing", fault.Refused,
		"本件还没有承办人，不能暂停计时。请先承办，再启动特别程序。")
	secondPerson = fault.Define("casework.second_person", fault.Refused,
		"终止办理要由一人提请、另一人批准。请先由承办人提请，再由另一位审批人批准。")
	groundNotListed = fault.Define("casework.ground_not_listed", fault.Refused,
		"“{ground}”不是法定的不计时事由。请从清单中选择（许可法第四十五条）。")
	groundNotOfItem = fault.Define("casework.ground_not_of_item", fault.Refused,
		"本事项公布的特别程序里没有“{ground}”。请核对办事指南，需要增加的先修订事项。")
	pauseTooLate = fault.Define("casework.pause_too_late", fault.Refused,
		"承诺期限 {due} 已过，不能再暂停计时。请尽快作出决定并说明超期原因。")
	extendedBefore = fault.Define("casework.extended_before", fault.Refused,
		"本件已经延长过 {days} 个工作日，只能延长一次（许可法第四十二条）。请在期限内作出决定。")
	extendTooLate = fault.Define("casework.extend_too_late", fault.Refused,
		"法定期限 {due} 已过，不能再延长。请尽快作出决定并说明超期原因。")
	onsiteMissing = fault.Define("casework.onsite_missing", fault.Refused,
		"本事项要两名工作人员现场核查（许可法第三十四条）。请先填写核查记录。")
	legalMissing = fault.Define("casework.legal_missing", fault.Refused,
		"本事项要先经法制审核。请先由法制审核人员填写审核意见。")
	notInstant = fault.Define("casework.not_instant", fault.Refused,
		"“{item}”不是即办件，不能当场决定。请转审查。")
	notRelay = fault.Define("casework.not_relay", fault.Refused,
		"“{item}”由本级决定，不能转报上级。请作出准予或不予的决定。")
	mustRelay = fault.Define("casework.must_relay", fault.Refused,
		"“{item}”是上报件，本级只作初审，不能作出决定。请转报上级。")
	quotaOrder = fault.Define("casework.quota_order", fault.Refused,
		"本事项有数量限制，要按受理先后决定（许可法第五十七条）。请先决定 {number}。")
	quotaFull = fault.Define("casework.quota_full", fault.Refused,
		"本事项的 {n} 个名额已用完，不能再准予。请作出不予许可的决定并说明理由。")
	notYetDue = fault.Define("casework.not_yet_due", fault.Refused,
		"{due} 还没有过，不能视为受理。请在期限内受理或告知补正。")
	renewalNotDue = fault.Define("casework.renewal_not_due", fault.Refused,
		"原证 {certificate} 到 {until} 才到期，或不是延续申请，不能视为准予延续。")
	renewalLate = fault.Define("casework.renewal_late", fault.Refused,
		"延续要在到期（{until}）前 {days} 个工作日提出，现在已过。请按新办申请，或写明法律、法规的另外规定。")
	certificateUnknown = fault.Define("casework.certificate_unknown", fault.Refused,
		"没有找到该申请人名下编号为“{certificate}”的有效证照。请核对证照编号。")
	certificateFirst = fault.Define("casework.certificate_first", fault.Refused,
		"准予后要先制作证照，再送达。请先填写证照编号和有效期。")
	notOthersCase = fault.Define("casework.not_others_case", fault.Forbidden,
		"这不是您名下的申请。请用申请人或受托人的账号登录。")
	nothingToReopen = fault.Define("casework.nothing_to_reopen", fault.Refused,
		"重新办理要写明撤销原决定的文书和理由。请补填。")
	stillOpen = fault.Define("casework.still_open", fault.Refused,
		"还不能归档：{what}。请先办完。")
)

// Refusals of conditional acceptance (容缺受理).
var (
	conditionalClosed = fault.Define("casework.conditional_closed", fault.Refused,
		"“{item}”不在容缺受理清单里，不能容缺受理。请交齐材料，或由窗口一次性告知补正。")
	distrusted = fault.Define("casework.distrusted", fault.Refused,
		"申请人有没有修复的严重失信记录，不能容缺受理或告知承诺。请按一般程序交齐材料，信用修复后可以再用。")
	falseBefore = fault.Define("casework.false_before", fault.Refused,
		"申请人以前的承诺经核查不实，还没有改正，不能再承诺。请按一般程序交齐材料，改正后可以再用。")
	mainMissing = fault.Define("casework.main_missing", fault.Refused,
		"“{names}”是主要材料，不能后补。请先交齐主要材料，或由窗口一次性告知补正。")
	nothingMissing = fault.Define("casework.nothing_missing", fault.Refused,
		"必交材料已经齐了，不用容缺。请直接受理。")
	promiseFirst = fault.Define("casework.promise_first", fault.Refused,
		"申请人还没有签容缺受理承诺书。请先由申请人自愿签署，再容缺受理。")
	supplementFirst = fault.Define("casework.supplement_first", fault.Refused,
		"容缺的“{names}”还没有补交并核对，不能作出决定。请等补齐后再决定；逾期不补的由系统终止。")
	nothingOwed = fault.Define("casework.nothing_owed", fault.Refused,
		"本件没有还欠的容缺材料。请刷新页面看最新情况。")
	notOwed = fault.Define("casework.not_owed", fault.Refused,
		"“{name}”不是承诺补交的材料，或者已经补交过。请从欠交的材料里选。")
	paperFirst = fault.Define("casework.paper_first", fault.Refused,
		"{name}：还没有选文件。请先上传或选以前交过的材料，再补交。")
	nothingToCheck = fault.Define("casework.nothing_to_check", fault.Refused,
		"“{name}”没有等待核对的补交材料。请刷新页面看最新情况。")
	moreTimeOnce = fault.Define("casework.more_time_once", fault.Refused,
		"本件的补交期限已经延长过一次，不能再延长。请申请人在期限内补交。")
	moreTimeLate = fault.Define("casework.more_time_late", fault.Refused,
		"补交日 {due} 已过，不能再延长。请重新申请，交过的材料可以再用。")
	moreTimeSecond = fault.Define("casework.more_time_second", fault.Refused,
		"延长补交期限要一人提请、另一人批准。请先提请，再由另一位审批人批准。")
	supplementNotLate = fault.Define("casework.supplement_not_late", fault.Refused,
		"补交期限还没有过，或者材料已经送到，不能按逾期终止。请等期限届满。")
)

// Refusals of pledge-based approval (告知承诺).
var (
	pledgeClosed = fault.Define("casework.pledge_closed", fault.Refused,
		"“{item}”不实行告知承诺。请按办事指南提交材料。")
	notPledgeable = fault.Define("casework.not_pledgeable", fault.Refused,
		"“{name}”不能用承诺代替，或者本来就不需要。请从可以承诺的材料里选。")
	pledgedBefore = fault.Define("casework.pledged_before", fault.Refused,
		"本件已经签过告知承诺书。请核对承诺内容，不用再签。")
	nothingPledged = fault.Define("casework.nothing_pledged", fault.Refused,
		"本件没有处在这一步的告知承诺。请刷新页面看最新情况。")
	verifierRevokes = fault.Define("casework.verifier_revokes", fault.Refused,
		"核查人不能再决定撤销。请交给没有参加核查的审批人。")
	rectifyRuns = fault.Define("casework.rectify_runs", fault.Refused,
		"改正期限到 {due}，期限内不能撤销。请等期限届满，改正了的请确认已改正。")
)

// Refusals of fees (收费).
var (
	chargeFree = fault.Define("casework.charge_free", fault.Refused,
		"这件事不收费，或者还没有受理。请不要收取任何费用。")
	chargeUnlisted = fault.Define("casework.charge_unlisted", fault.Refused,
		"“{name}”不在这个事项公布的收费项目里，不能收。请从公布的项目里选。")
	chargeUnpaid = fault.Define("casework.charge_unpaid", fault.Refused,
		"费用{state}，结果还不能送达。请先核定，登记缴费或批准免收；送达期限照常计算。")
	chargeAmount = fault.Define("casework.charge_amount", fault.Refused,
		"应缴 {owed} 元，填的是 {paid} 元。请核对票据，多收的退给缴款人，少的补齐后再登记。")
	chargeReceiptUsed = fault.Define("casework.charge_receipt_used", fault.Conflict,
		"票据号 {receipt} 已经登记在另一件上。请核对票据，一张票据只登记一次。")
	chargeSecond = fault.Define("casework.charge_second", fault.Refused,
		"核定费用的人不能自己批准减免。请交给另一位审批人或单位负责人。")
)

var trackRefused = fault.Define("casework.track_refused", fault.NotFound,
	"编号或查询码不对。请对照受理回执再输一次；回执丢了，可带身份证到窗口补打。")
