package catalogue

import "yingshang/internal/kernel/fault"

// What keeps an item or a version from being written.
var (
	CodeInvalid = fault.Define("catalogue.code_invalid", fault.Invalid,
		"事项编码：“{code}”不能用，请填国家编码（31 或 33 位）或本县编码（字母、数字和短横线，最多 50 个字）。")
	CodeTaken = fault.Define("catalogue.code_taken", fault.Conflict,
		"事项编码：“{code}”已经是“{name}”的编码，请换一个，或去改那个事项。")
	DraftExists = fault.Define("catalogue.draft_exists", fault.Conflict,
		"“{name}”已有一份 {day} 生效的草稿，请接着改那份，或先弃用它。")
	ItemExternal = fault.Define("catalogue.item_external", fault.Refused,
		"“{name}”是从外部台账带进来的事项，本系统没有它的办事指南。请另建一个事项。")
)

// What keeps a version from being published or withdrawn.
var (
	NotPublishable = fault.Define("catalogue.not_publishable", fault.Refused,
		"“{name}”还有 {n} 处不合发布要求，请逐条改好再发布。")
	OwnDraft = fault.Define("catalogue.own_draft", fault.Forbidden,
		"这份草稿是您自己写的，要由另一个人核对后发布。请转给本单位审批人、负责人或另一位事项管理员。")
	FromInPast = fault.Define("catalogue.from_in_past", fault.Refused,
		"生效日期：{day} 已经过去。请改成今天或以后；补录已实行的版本，请填来源文件。")
	FromBeforePrevious = fault.Define("catalogue.from_before_previous", fault.Refused,
		"生效日期：{day} 早于上一版本的 {previous}，请改成那一天或以后。")
	ReasonMissing = fault.Define("catalogue.reason_missing", fault.Invalid,
		"停用原因：请写明依据和原因，它会向公众公布。")
	TransitionMissing = fault.Define("catalogue.transition_missing", fault.Invalid,
		"在办件：请选“按原版本办完”或“终止办理”。")
)

// The rules of the gate; see Gate.
var (
	LimitLongerThanStatute = fault.Define("catalogue.limit_longer_than_statute", fault.Refused,
		"承诺时限：{committed} 个{unit}比法定的 {statutory} 个{unit}长，请改短。")
	KeyLimitLonger = fault.Define("catalogue.key_limit_longer", fault.Refused,
		"重点项目承诺时限：{key} 个{unit}比普通的 {ordinary} 个{unit}长，请改成一样或更短。")
	BasisMissing = fault.Define("catalogue.basis_missing", fault.Refused,
		"设定依据：没有依据的事项不能发布，请至少填一条法律、法规或规章和它的条款。")
	InstantWithLimit = fault.Define("catalogue.instant_with_limit", fault.Refused,
		"承诺时限：即办件当场办结，请填 0；需要几天才能办的，请改成承诺件。")
	GroundGone = fault.Define("catalogue.ground_gone", fault.Refused,
		"依据：{number}《{title}》{standing}，不能再作依据。请改引现行有效的文件，或去掉这一条。")
	VisitUnexplained = fault.Define("catalogue.visit_unexplained", fault.Refused,
		"到现场原因：要跑 {n} 次，请写明为什么必须到现场；没有必要的，请改成 0 次。")
	NoWayWithoutVisit = fault.Define("catalogue.no_way_without_visit", fault.Refused,
		"到现场次数：填了 0 次，请开通网上办理或快递，或改填实际次数和原因。")
	VagueMaterial = fault.Define("catalogue.vague_material", fault.Refused,
		"材料“{name}”：“{word}”说不清要什么，请写出材料的全名，一份一行。")
	MaterialUnreachable = fault.Define("catalogue.material_unreachable", fault.Refused,
		"材料“{name}”：按现有的问题和选项，永远不会要到它，请改条件或删掉它。")
)

// The rules of the gate on conditional acceptance and on pledges.
var (
	LicenceFeeBasis = fault.Define("catalogue.licence_fee_basis", fault.Refused,
		"收费项目“{fee}”：行政许可只有法律、行政法规规定的才能收费。请改写依据，或去掉这项收费。")
	ConditionalExcluded = fault.Define("catalogue.conditional_excluded", fault.Refused,
		"容缺受理：事项涉及{domains}，不能容缺受理。请关掉容缺受理；领域填错的，请改正。")
	ConditionalKind = fault.Define("catalogue.conditional_kind", fault.Refused,
		"容缺受理：只有依申请、由本级决定的承诺件可以，即办件和上报件不行。请关掉容缺受理。")
	NothingSecondary = fault.Define("catalogue.nothing_secondary", fault.Refused,
		"容缺受理：材料都是主要材料或免交的，没有一份可以后补。请标出次要材料，或关掉容缺受理。")
	PledgeExcluded = fault.Define("catalogue.pledge_excluded", fault.Refused,
		"告知承诺：事项涉及{domains}，风险大、难以挽回，不能告知承诺。请关掉告知承诺；领域填错的，请改正。")
)

// What a ledger may do wrong beyond that.
var (
	NoSuchVersion = fault.Define("catalogue.no_such_version", fault.Invalid,
		"事项“{item}”没有 {day} 生效的版本，请先导入事项表，或改正编码、生效日期。")
	PublishedAlready = fault.Define("catalogue.published_already", fault.Refused,
		"事项“{item}”{day} 生效的版本已经发布，不能再改。内容有变的，请在事项表里加一行，填新的生效日期。")
)

// What a reader of the catalogue meets.
var (
	NotOffered = fault.Define("catalogue.not_offered", fault.NotFound,
		"{day} 没有可以办的“{item}”。请在事项目录里搜一搜，或打大厅电话问一问。")
	NoLongerOffered = fault.Define("catalogue.no_longer_offered", fault.Refused,
		"“{item}”自 {day} 起停办（{reason}）。请在事项目录里找替代的事项，或打大厅电话问一问。")
)
