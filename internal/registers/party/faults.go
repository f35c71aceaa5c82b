package party

import "yingshang/internal/kernel/fault"

var (
	// CreditTaken: the credit code already belongs to a party.
	CreditTaken = fault.Define("party.credit_taken", fault.Conflict,
		"统一社会信用代码 {code} 已经登记为“{name}”。请直接选用这一户，信息有变请用“变更”。")
	// CitizenTaken: the citizen number already belongs to a person.
	CitizenTaken = fault.Define("party.citizen_taken", fault.Conflict,
		"这个身份证号已经登记（{name}）。请用身份证号查出这个人，直接选用。")
	// CreditFixed: a credit code is for life and is not amended.
	CreditFixed = fault.Define("party.credit_fixed", fault.Refused,
		"统一社会信用代码终身不变，不能从 {old} 改成 {new}。如果当初登错，请注销这一户后重新登记。")
	// NotOwn: an applicant touches a party that is not its own.
	NotOwn = fault.Define("party.not_own", fault.NotFound,
		"没有找到这个主体。请从“我的信息”重新打开。")
	// OwnFieldsOnly: an applicant changes what the registrar has certified.
	OwnFieldsOnly = fault.Define("party.own_fields_only", fault.Forbidden,
		"您可以自己改手机和住所；名称、负责人等登记事项请到窗口变更，带上新的证照。")
	// NotActive: the party is dissolved or erased.
	NotActive = fault.Define("party.not_active", fault.Refused,
		"“{name}”现在是“{state}”，不能{verb}。请核对是不是选错了主体。")
	// NoField: the party has no such sealed field.
	NoField = fault.Define("party.no_field", fault.NotFound, "这个主体没有登记{field}。需要时请先补登。")
	// NoCase: staff want to see personal data of a party they do not serve.
	NoCase = fault.Define("party.no_case", fault.Refused,
		"您能看的办件里没有这一户，不能查看完整信息。请从办件里打开；确有需要的，请优化办查看。")
	// ReasonShort: an act that must be justified came without a reason.
	ReasonShort = fault.Define("party.reason_short", fault.Invalid, "请写明{verb}的理由，至少 4 个字，例如“电话通知补正”。")
	// Retained: data must be kept until a day.
	Retained = fault.Define("party.retained", fault.Refused,
		"还不能删除：按{basis}，资料要保存到 {day}。请在 {day} 之后再申请删除。")
	// BarRuns: a bar or dishonesty flag still stands.
	BarRuns = fault.Define("party.bar_runs", fault.Refused,
		"还不能删除：限制申请或失信记录仍在有效期内。请先等期满，或办理信用修复。")
	// NotPersonal: organisations' registration data are not personal data.
	NotPersonal = fault.Define("party.not_personal", fault.Refused,
		"“{name}”是单位，登记信息不属于个人信息，不能按个人信息删除。停止存续请用“注销”。")
	// ClassOverlap: a later entry of the same class group is in the way.
	ClassOverlap = fault.Define("party.class_overlap", fault.Conflict,
		"“{class}”从 {day} 起已有登记，和这次的起止日期重叠。请把截止日期改到 {before} 或更早。")
	// BarTooLong: the term exceeds that of the law.
	BarTooLong = fault.Define("party.bar_too_long", fault.Refused,
		"按行政许可法第{article}条，限制期最长到 {last}。请把截止日期改到这一天或更早。")
	// BarOver: the bar has already ended.
	BarOver = fault.Define("party.bar_over", fault.Refused, "这条限制已在 {day} 到期，不用再解除。")
)
