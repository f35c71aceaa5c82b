package bundle

import "yingshang/internal/kernel/fault"

var (
	notFound = fault.Define("bundle.not_found", fault.NotFound,
		"没有找到这一版，或它不归您单位管理。请从列表重新打开。")
	noApplication = fault.Define("bundle.no_application", fault.NotFound,
		"没有找到这件申请，或它不在您的办理范围内。请核对编号。")
	notOffered = fault.Define("bundle.not_offered", fault.NotFound,
		"现在没有编码为“{code}”的一件事。请到“一件事一次办”里按主题找。")
	draftExists = fault.Define("bundle.draft_exists", fault.Conflict,
		"“{name}”已有一份草稿。请先发布或弃用那一份。")
	ownDraft = fault.Define("bundle.own_draft", fault.Refused,
		"草稿是您写的，要由另一个人核对后发布。请交给同事或审批人。")
	fromInPast = fault.Define("bundle.from_in_past", fault.Refused,
		"生效日期 {day} 已经过去。请改成今天以后；确实早已公布的，写明来源文件。")
	fromBefore = fault.Define("bundle.from_before", fault.Refused,
		"生效日期 {day} 早于现行版本的 {former}。请改到那一天或以后。")
	notPublishable = fault.Define("bundle.not_publishable", fault.Refused,
		"“{name}”还不能发布，有 {n} 处要改。请逐条改好再发布。")
	stepsUnread = fault.Define("bundle.steps_unread", fault.Invalid,
		"步骤没有读懂：{what}。请照说明改好再交。")
	hasCircle = fault.Define("bundle.circle", fault.Refused,
		"步骤绕成了一圈：{steps}，谁也等不到谁。请去掉其中一条先后关系。")
	noItem = fault.Define("bundle.no_item", fault.Refused,
		"步骤 {step}：事项目录里没有“{item}”。请核对事项编码。")
	itemGone = fault.Define("bundle.item_gone", fault.Refused,
		"“{item}”已经取消，这一步不用再办。请选“不办这一步”。")
	notLead = fault.Define("bundle.not_lead", fault.Forbidden,
		"这件事由牵头单位统一受理和派件。请交给牵头单位的窗口。")
	notOthers = fault.Define("bundle.not_others", fault.Forbidden,
		"这不是您名下的申请。请用申请人的账号登录。")
	notAsked = fault.Define("bundle.not_asked", fault.Refused,
		"这份材料不在合并后的清单里，不用交，也不能要求交。请从清单里选。")
	materialsMissing = fault.Define("bundle.materials_missing", fault.Refused,
		"还缺 {n} 份材料：{names}。请补齐，或由窗口一次性告知补正。")
	askedBefore = fault.Define("bundle.asked_before", fault.Refused,
		"{day} 已经告知过要补什么，只能告知一次（许可法第三十二条）。请受理，或写明理由不予受理。")
	stillTime = fault.Define("bundle.still_time", fault.Refused,
		"{day} 还没有过，现在不能这样办。请等到期后再办。")
	notAskedUnit = fault.Define("bundle.not_asked_unit", fault.Forbidden,
		"“{step}”没有请您单位会签。请交给被请的单位填写。")
	saidBefore = fault.Define("bundle.said_before", fault.Refused,
		"您单位这一轮已经填了“{said}”，不能再改。退回重报后可以重新填写。")
	notByItself = fault.Define("bundle.not_by_itself", fault.Refused,
		"会签不能单独撤回。要撤回的，请撤回整件申请。")
)
