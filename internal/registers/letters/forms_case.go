package letters

// The forms of this file and of forms_supervision.go carry 示例 wording where a
// unit has its own; their blanks are what the law or the set of reference
// formats asks for.

// The forms around the start of a case.
const (
	Application    FormCode = "application"     // 行政许可申请书
	PaymentNotice  FormCode = "payment_notice"  // 缴费通知书
	Mandate        FormCode = "mandate"         // 授权委托书
	GuideSheet     FormCode = "guide_sheet"     // 一次性告知书
	AddressConfirm FormCode = "address_confirm" // 送达地址及方式确认书
)

// The forms of hearing, statement and review.
const (
	Interested      FormCode = "interested"       // 利害关系人告知书
	HearingRight    FormCode = "hearing_right"    // 听证告知书
	HearingNotice   FormCode = "hearing_notice"   // 听证通知书
	HearingPublic   FormCode = "hearing_public"   // 听证公告
	HearingRecord   FormCode = "hearing_record"   // 听证笔录
	StatementRecord FormCode = "statement_record" // 陈述申辩笔录
	SiteRecord      FormCode = "site_record"      // 现场核查记录
	ApprovalSheet   FormCode = "approval_sheet"   // 审批表
	LegalReview     FormCode = "legal_review"     // 法制审核意见书
)

// The decisions on a licence in force.
const (
	Change       FormCode = "change"       // 准予变更决定书
	NoChange     FormCode = "no_change"    // 不予变更决定书
	Recall       FormCode = "recall"       // 撤回决定书
	Cancellation FormCode = "cancellation" // 注销决定书
)

var startForms = []Form{
	{Code: Application, No: 1, Title: "行政许可申请书", Basis: licensing("第二十九条"), Grid: true, Signature: true, Seal: SpecialSeal, Copies: 1,
		Fields: []Field{must("applicant_type", "申请人类型"), must("address", "住所"), orBlank("representative", "法定代表人", "—"), orBlank("agent", "代理人和权限", "无"),
			item, long("facts", "申请的事实和理由"), materials, long("truth", "真实性声明"), must("service", "选择的送达方式"), onDay("signed_on", "签名日期")}},
	{Code: Mandate, No: 2, Title: "授权委托书", Basis: licensing("第二十九条第二款"), Grid: true, Signature: true, Seal: SpecialSeal, Copies: 1,
		Fields: []Field{must("principal", "委托人"), must("agent", "代理人和证件号码"), long("scope", "委托事项和权限（逐项）"), must("period", "委托期限"),
			must("sub_delegation", "可否转委托"), must("signatures", "双方签名")}},
	{Code: GuideSheet, No: 8, Title: "一次性告知书", Basis: licensing("第三十条"), Seal: SpecialSeal, Copies: 1,
		Fields: []Field{item, long("required", "需要的材料"), long("steps", "办理步骤"), orBlank("fees", "收费", "不收费"), must("time", "办理时限"), must("place", "办理地点")},
		Body:   []string{"{you}咨询的“{item}”，{basis_clause}一次告知如下：", "#需要的材料：{required}。", "#办理步骤：{steps}。", "#收费：{fees}。", "#办理时限：{time}。", "#办理地点：{place}。"}},
	{Code: PaymentNotice, No: 8, Title: "缴费通知书", Basis: licensing("第五十九条"), Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, table("lines", "收费项目", "项目", "标准", "数量", "金额（元）", "依据"), must("total", "合计"), must("effect", "怎么缴")},
		Body:   []string{opening + "已经受理，{basis_clause}按公布的项目和标准收费如下：", "{lines}", "合计：{total}。", "{effect}。"}},
	{Code: AddressConfirm, No: 30, Title: "送达地址及方式确认书", Basis: "《中华人民共和国民事诉讼法》关于送达的规定", Grid: true, Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("address", "送达地址"), must("electronic", "是否同意电子送达"), orBlank("account", "电子送达地址", "—"), long("duty", "变更告知义务"), must("signed_by", "确认人")}},
}

var hearingForms = []Form{
	{Code: Interested, No: 16, Title: "利害关系人告知书", Basis: licensing("第三十六条"), To: "interested", Seal: SpecialSeal, Copies: 2, Signature: true,
		Fields: []Field{item, must("interested", "利害关系人"), long("interest", "利害关系"), long("rights", "陈述申辩和听证的权利"), must("period", "行使权利的期限")},
		Body:   []string{"本机关正在审查{applicant}的“{item}”申请（办件编号{case_number}）。{basis_clause}因{interest}，现将有关权利告知你方：{rights}。", "请在{period}提出。"}},
	{Code: HearingRight, No: 17, Title: "听证告知书", Basis: licensing("第四十七条"), Seal: SpecialSeal, Copies: 2, Signature: true,
		Fields: []Field{item, long("matter", "拟决定的内容"), onDay("due", "申请听证的期限")},
		Body:   []string{opening + "，本机关拟：{matter}。{basis_clause}你方有要求听证的权利，可以自收到本告知书之日起五日内（{due}前）提出，不承担组织听证的费用；逾期不提的，视为放弃。"}},
	{Code: HearingNotice, No: 17, Title: "听证通知书", Basis: licensing("第四十八条"), Seal: SpecialSeal, Copies: 2, Signature: true,
		Fields: []Field{item, must("held_at", "听证时间"), must("place", "听证地点"), must("chair", "主持人"), must("recusal", "申请回避的权利")},
		Body:   []string{opening + "，{basis_clause}定于{held_at}在{place}举行听证，主持人：{chair}。", "{recusal}。"}},
	{Code: HearingPublic, No: 17, Title: "听证公告", Basis: licensing("第四十八条"), To: "audience", Seal: OfficialSeal, Copies: 1,
		Fields: []Field{item, must("audience", "公告对象"), must("held_at", "听证时间"), must("place", "听证地点"), long("joining", "报名办法")},
		Body:   []string{"本机关就“{item}”（办件编号{case_number}）定于{held_at}在{place}公开举行听证。{basis_clause}特此公告。", "报名办法：{joining}。"}},
	{Code: HearingRecord, No: 18, Title: "听证笔录", Basis: licensing("第四十八条"), Grid: true, Signature: true, Seal: SpecialSeal, Copies: 1,
		Fields: []Field{item, must("held_at", "时间"), must("place", "地点"), must("chair", "主持人"), long("attendants", "参加人"), long("evidence", "证据"),
			long("statements", "陈述、申辩和质证"), must("confirmed", "参加人确认签名")}},
	{Code: StatementRecord, No: 19, Title: "陈述申辩笔录", Basis: licensing("第三十六条"), Grid: true, Signature: true, Seal: SpecialSeal, Copies: 1,
		Fields: []Field{item, must("held_at", "时间"), must("speaker", "陈述申辩人"), long("content", "陈述申辩内容"), long("result", "复核结果")}},
	{Code: SiteRecord, No: 20, Title: "现场核查记录", Basis: licensing("第三十四条第三款"), Grid: true, Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("held_at", "时间"), must("place", "地点"), must("officer_one", "核查人员一和证件号"), must("officer_two", "核查人员二和证件号"),
			long("findings", "核查情况"), orBlank("photos", "照片清单", "无"), long("opinion", "申请人意见"), must("signatures", "签名")}},
	{Code: ApprovalSheet, No: 21, Title: "审批表", Basis: licensing("第三十七条"), Grid: true, Seal: SpecialSeal, Copies: 1,
		Fields: []Field{item, long("handler", "承办意见、姓名和日期"), must("reviewer", "审核意见、姓名和日期"), must("approver", "批准意见、姓名和日期"), must("conclusion", "是否同意"), orBlank("legal", "法制审核", "不属于重大决定")}},
	{Code: LegalReview, No: 22, Title: "重大行政决定法制审核意见书", Basis: "国办发〔2018〕118号", Grid: true, Seal: SpecialSeal, Copies: 1,
		Fields: []Field{item, must("reviewer", "审核人"), long("points", "审核要点"), must("conclusion", "审核结论"), onDay("reviewed_on", "审核日期")}},
}

var licenceForms = []Form{
	{Code: Change, No: 25, Title: "准予变更行政许可决定书", Basis: licensing("第四十九条"), Remedies: true, Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, long("old", "变更前"), long("new", "变更后"), long("reasons", "理由")},
		Body:   []string{opening + "，经审查：{reasons}。{basis_clause}本机关决定准予变更。", "#变更前：{old}。", "#变更后：{new}。"}},
	{Code: NoChange, No: 25, Title: "不予变更行政许可决定书", Basis: licensing("第四十九条"), Remedies: true, Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, long("old", "现有内容"), long("new", "申请变更的内容"), long("reasons", "理由")},
		Body:   []string{opening + "，申请把{old}变更为{new}。不予变更的理由：{reasons}。{basis_clause}本机关决定不予变更。"}},
	{Code: Recall, No: 27, Title: "撤回行政许可决定书", Basis: licensing("第八条第二款"), Remedies: true, Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, long("facts", "事实"), must("compensation", "补偿")},
		Body:   []string{"关于{you}的“{item}”（办件编号{case_number}），查明：{facts}。{basis_clause}本机关决定撤回该许可。", "补偿：{compensation}。"}},
	{Code: Cancellation, No: 28, Title: "注销行政许可决定书", Basis: licensing("第七十条"), Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, must("ground", "注销情形"), must("handed_back", "许可证件交回情况")},
		Body:   []string{"关于{you}的“{item}”（办件编号{case_number}），因{ground}，{basis_clause}本机关决定注销该许可。", "许可证件：{handed_back}。"}},
}
