package letters

// Issuer is who brings a kind of document about.
type Issuer string

const (
	ByCase  Issuer = "case"  // a step of a case issues it
	ByHand  Issuer = "hand"  // an officer fills it in and it is sealed
	ByParty Issuer = "party" // the person fills it in; it bears no number
)

var issuersZh = map[Issuer]string{ByCase: "办理办件时由系统出具", ByHand: "承办人填写，盖章后取号", ByParty: "申请人填写，不编号、不盖章"}

// Zh is who issues it, in words.
func (i Issuer) Zh() string { return issuersZh[i] }

// Use is what a form is for and who issues it. Word follows the unit's 机关代字 in
// the number of a document that is filled in by hand.
type Use struct {
	Purpose string
	By      Issuer
	Word    string
}

// uses are the purposes in the county's own words (示例); the triggers are those
// of the list of documents.
var uses = map[FormCode]Use{
	Receipt:            {"收到材料时给申请人的凭据，写明收了什么、退不退", ByHand, "收"},
	Acceptance:         {"决定受理后告诉申请人承诺期限和法定期限到哪天", ByCase, ""},
	ConditionalNotice:  {"主要材料齐全、只缺次要材料时先受理，写明最迟哪天补", ByCase, ""},
	ConditionalPromise: {"申请人自愿容缺办理，承诺按期补交", ByCase, ""},
	PledgeLetter:       {"证明事项实行告知承诺时，一边告知、一边承诺", ByCase, ""},
	Correction:         {"材料不齐时，把要补的全部内容一次告知", ByCase, ""},
	NonAcceptance:      {"不属于本机关职权，告诉申请人向谁申请", ByCase, ""},
	NotRequired:        {"这件事依法不需要许可，不用办", ByCase, ""},
	SpotFix:            {"材料里的小错当场改正，双方留底", ByHand, "更"},
	Withdrawal:         {"申请人撤回申请后的确认", ByCase, ""},
	Pause:              {"听证、检验、鉴定、评审等时间不计入期限时告知", ByCase, ""},
	Extension:          {"到期办不完、经负责人批准延长时告知理由", ByCase, ""},
	Grant:              {"符合条件，准予许可", ByCase, ""},
	Refusal:            {"不符合条件，不予许可，写明理由和救济途径", ByCase, ""},
	Renewal:            {"有效期届满前申请延续，准予", ByCase, ""},
	NonRenewal:         {"有效期届满前申请延续，不予", ByHand, "延不"},
	Revocation:         {"许可取得有瑕疵，依法撤销", ByCase, ""},
	Licence:            {"许可证件的中性样式；有专用证照的用专用证照", ByHand, "证"},
	ServiceProof:       {"每次送达的证明，登记送达后出具", ByCase, ""},
	Termination:        {"申请终止办理，写明哪些材料以后还能用", ByCase, ""},
	Transfer:           {"不归本机关管或要上报的，移送有权机关", ByCase, ""},
	Rectification:      {"承诺不实或者违反要求的，责令限期改正", ByCase, ""},

	Application:    {"申请许可时填写", ByParty, ""},
	Mandate:        {"请别人代办时写明委托什么、能做什么、多久", ByParty, ""},
	GuideSheet:     {"来咨询的人当场拿走：要什么材料、怎么办、收不收费", ByHand, "告"},
	AddressConfirm: {"确认文书送到哪里、同不同意电子送达", ByParty, ""},

	Interested:      {"许可直接关系他人重大利益，告知他人可以陈述和要求听证", ByHand, "利告"},
	HearingRight:    {"作出重大许可决定前告知有权要求听证", ByHand, "听告"},
	HearingNotice:   {"举行听证七日前通知时间、地点和主持人", ByHand, "听通"},
	HearingPublic:   {"涉及公共利益的听证向社会公告", ByHand, "听公"},
	HearingRecord:   {"听证的全过程，参加人核对后签名", ByHand, "听录"},
	StatementRecord: {"当面听取陈述和申辩，写明复核结果", ByHand, "陈录"},
	SiteRecord:      {"两名以上人员现场核查的情况", ByHand, "核录"},
	ApprovalSheet:   {"承办、审核、批准各级意见，内部留存", ByHand, "审批"},
	LegalReview:     {"重大行政决定作出前的法制审核", ByHand, "法审"},

	Change:       {"许可事项变更，准予", ByHand, "许变"},
	NoChange:     {"许可事项变更，不予，写明理由和救济途径", ByHand, "变不"},
	Recall:       {"法律修改或者客观情况重大变化，撤回许可并说明补偿", ByHand, "许回"},
	Cancellation: {"有效期届满、主体终止等情形，注销许可", ByHand, "许注"},

	InspectionApproval: {"检查前报批：查什么、今年查过几次、上限多少", ByHand, "检批"},
	InspectionNotice:   {"检查前告知企业内容、人员和权利", ByHand, "检通"},
	InspectionRecord:   {"现场检查的情况，当事人核对后签名", ByHand, "检录"},
	SamplingRecord:     {"检查时抽取样品的记录", ByHand, "抽录"},
	SurveyRecord:       {"对现场和物品的勘验", ByHand, "勘录"},
	InquiryRecord:      {"询问当事人和证人", ByHand, "询录"},
	InspectionResult:   {"检查结束后把结果告知企业", ByHand, "检告"},

	Recheck:       {"改正期满后复查", ByHand, "复录"},
	PenaltyNotice: {"处罚决定作出前告知事实、理由、依据和权利", ByHand, "罚告"},
	Penalty:       {"行政处罚决定，七日内送达", ByHand, "罚"},
	Urging:        {"逾期未办的，督促承办单位限期办结", ByHand, "督"},
	Assignment:    {"把问题交给承办单位并限期回复", ByHand, "交"},
	PromiseNotice: {"承诺没有兑现的，通知限期整改", ByHand, "履改"},
}

// Use is what the form is for.
func (f Form) Use() Use { return uses[f.Code] }

// TwoPersons reports whether nobody who wrote the document may seal it: what
// bears the official seal, and what can be contested, is decided by another
// (用印审批; 行政处罚法 art. 57: the head of the body decides).
func (f Form) TwoPersons() bool { return f.Remedies || f.Seal == OfficialSeal }

// Group is a chapter of the collection of forms (文书样本).
type Group struct {
	Code, Zh string
	OnCase   bool // its documents speak of an application (办件)
	Forms    []Form
}

// Groups are all forms by chapter.
var Groups = []Group{
	{"start", "申请和告知", false, startForms}, {"case", "受理、办理和决定", true, caseForms}, {"hearing", "听证、核查和审核", true, hearingForms},
	{"licence", "已有的许可", true, licenceForms}, {"inspection", "行政检查", false, inspectionForms}, {"sanction", "处罚、督办和整改", false, sanctionForms},
}
