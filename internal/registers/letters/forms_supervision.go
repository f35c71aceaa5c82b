package letters

// The set of an administrative inspection (行政检查).
const (
	InspectionApproval FormCode = "inspection_approval" // 行政检查审批表
	InspectionNotice   FormCode = "inspection_notice"   // 行政检查通知书
	InspectionRecord   FormCode = "inspection_record"   // 现场检查笔录
	SamplingRecord     FormCode = "sampling_record"     // 抽样记录
	SurveyRecord       FormCode = "survey_record"       // 勘验笔录
	InquiryRecord      FormCode = "inquiry_record"      // 询问笔录
	InspectionResult   FormCode = "inspection_result"   // 检查结果告知书
)

// The forms of correction, penalty and supervision.
const (
	Recheck       FormCode = "recheck"        // 复查记录
	PenaltyNotice FormCode = "penalty_notice" // 行政处罚事先告知书
	Penalty       FormCode = "penalty"        // 行政处罚决定书
	Urging        FormCode = "urging"         // 督办函
	Assignment    FormCode = "assignment"     // 交办单
	PromiseNotice FormCode = "promise_notice" // 履约整改通知
)

var (
	task       = must("task", "检查任务来源")
	officers   = must("officers", "检查人员和证件号（不少于两人）")
	rights     = must("rights", "告知的权利（陈述申辩、申请回避）")
	heldAt     = must("held_at", "时间")
	heldIn     = must("place", "地点")
	signatures = must("signatures", "签名")
	findings   = must("findings", "情况")
)

// inspectionForms are filled in by the room that inspects.
var inspectionForms = []Form{
	{Code: InspectionApproval, No: 34, Title: "行政检查审批表", Basis: "国办发〔2024〕54号", Grid: true, Seal: SpecialSeal, Copies: 1,
		Fields: []Field{task, must("times", "本年已检查次数和上限"), must("items", "检查内容"), officers, must("approver", "批准人")}},
	{Code: InspectionNotice, No: 34, Title: "行政检查通知书", Basis: "国办发〔2024〕54号", Seal: SpecialSeal, Copies: 2, Signature: true,
		Fields: []Field{task, must("items", "检查内容"), officers, heldAt, rights, must("prohibitions", "检查人员不得有的行为")},
		Body:   []string{"{basis_clause}本机关将于{held_at}对{you}进行检查（任务来源：{task}）。", "#检查内容：{items}。", "#检查人员：{officers}。", "#你方的权利：{rights}。", "#检查人员不得：{prohibitions}。"}},
	{Code: InspectionRecord, No: 34, Title: "现场检查笔录", Grid: true, Signature: true, Seal: SpecialSeal, Copies: 2, Fields: []Field{heldAt, heldIn, officers, rights, findings, signatures}},
	{Code: SamplingRecord, No: 34, Title: "抽样记录", Grid: true, Signature: true, Seal: SpecialSeal, Copies: 2, Fields: []Field{heldAt, heldIn, officers, must("samples", "样品名称、数量和编号"), signatures}},
	{Code: SurveyRecord, No: 34, Title: "勘验笔录", Grid: true, Signature: true, Seal: SpecialSeal, Copies: 2, Fields: []Field{heldAt, heldIn, officers, findings, signatures}},
	{Code: InquiryRecord, No: 34, Title: "询问笔录", Grid: true, Signature: true, Seal: SpecialSeal, Copies: 1, Fields: []Field{heldAt, heldIn, officers, rights, must("content", "问答内容"), signatures}},
	{Code: InspectionResult, No: 34, Title: "行政检查结果告知书", Basis: "国办发〔2024〕54号", Seal: SpecialSeal, Copies: 2, Signature: true,
		Fields: []Field{heldAt, findings, must("result", "检查结果"), rights},
		Body:   []string{"本机关于{held_at}对{you}进行了检查。检查情况：{findings}。{basis_clause}现将结果告知：{result}。", "你方的权利：{rights}。"}},
}

// sanctionForms are filled in by the rooms that correct, punish and supervise.
var sanctionForms = []Form{
	{Code: Recheck, No: 35, Title: "复查记录", Grid: true, Signature: true, Seal: SpecialSeal, Copies: 1, Fields: []Field{heldAt, must("requirement", "原改正要求"), must("result", "复查结果"), officers, signatures}},
	{Code: PenaltyNotice, No: 36, Title: "行政处罚事先告知书", Basis: "《中华人民共和国行政处罚法》第四十四条", Seal: OfficialSeal, Copies: 2, Signature: true,
		Fields: []Field{must("facts", "事实"), must("reasons", "理由"), must("intended", "拟处罚内容"), must("rights", "陈述申辩和听证的权利")},
		Body:   []string{"经查明：{facts}。理由：{reasons}。{basis_clause}本机关拟对{you}作出：{intended}。", "你方的权利：{rights}。"}},
	{Code: Penalty, No: 37, Title: "行政处罚决定书", Basis: "《中华人民共和国行政处罚法》第五十九条", Remedies: true, Seal: OfficialSeal, Copies: 2, Signature: true,
		Fields: []Field{must("person", "当事人基本情况"), must("facts", "违法事实"), must("evidence", "证据"), must("penalty", "处罚的种类和依据"), must("performance", "履行方式和期限"), must("service", "送达期限")},
		Body:   []string{"当事人：{person}。", "#违法事实：{facts}。", "#证据：{evidence}。", "#处罚的种类和依据：{penalty}。{basis_clause}本机关作出上述决定。", "#履行方式和期限：{performance}。", "{service}。"}},
	supervision(Urging, "督办函"), supervision(Assignment, "交办单"), supervision(PromiseNotice, "履约整改通知"),
}

// supervision is a letter to another body that owes something.
func supervision(code FormCode, title string) Form {
	return Form{Code: code, No: 38, Title: title, To: "body", Seal: OfficialSeal, Copies: 3,
		Fields: []Field{must("body", "承办单位"), must("problem", "问题"), must("duty", "责任"), must("due", "办理期限"), must("evidence", "应当提交的证据"), must("sender", "签发人"), must("copy_list", "抄送单位")},
		Body:   []string{"现就下列问题（编号{case_number}）请你单位办理：{problem}。", "#责任：{duty}。", "#请在{due}前办结。", "#应当提交的证据：{evidence}。", "签发人：{sender}。抄送：{copy_list}。"}}
}
