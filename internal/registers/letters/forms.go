package letters

import "slices"

// Field is one blank of a form.
type Field struct {
	Name     string
	Zh       string
	Required bool
	Blank    string   // printed for an empty required field whose emptiness is itself a fact
	Heads    []string // the field is a table: one line per row, cells split by tabs
}

// Form is one kind of statutory document: its blanks and its neutral wording.
// A unit that wants its own layout replaces the wording, not the blanks.
//
// In Body, {name} is a field or one of the names every letter knows: you,
// applicant, case_number, basis_clause, unit, today. A paragraph that names an
// empty optional field is left out. A leading "#" numbers the paragraph.
// A field that is a table stands alone in its paragraph.
type Form struct {
	Code      FormCode
	No        int // in the list of documents of the administrative licence procedure
	Title     string
	Basis     string // printed unless the draft brings another; empty: none is needed
	Remedies  bool
	Signature bool // the recipient signs on the document
	Seal      SealKind
	Copies    int
	To        string // field that names the addressee instead of the party
	Grid      bool   // printed as a table of labels and values
	Fields    []Field
	Body      []string
}

func must(name, zh string) Field  { return Field{Name: name, Zh: zh, Required: true} }
func mayBe(name, zh string) Field { return Field{Name: name, Zh: zh} }
func orBlank(name, zh, blank string) Field {
	return Field{Name: name, Zh: zh, Required: true, Blank: blank}
}
func table(name, zh string, heads ...string) Field {
	return Field{Name: name, Zh: zh, Required: true, Heads: heads}
}
func licensing(article string) string { return "《中华人民共和国行政许可法》" + article }
func (f Form) field(name string) (Field, bool) {
	i := slices.IndexFunc(f.Fields, func(x Field) bool { return x.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return f.Fields[i], true
}

// FormOf returns a form by its code.
func FormOf(code FormCode) (Form, bool) {
	i := slices.IndexFunc(Forms, func(f Form) bool { return f.Code == code })
	if i < 0 {
		return Form{}, false
	}
	return Forms[i], true
}

var (
	item      = must("item", "事项")
	applied   = must("applied_on", "申请日期")
	accepted  = must("accepted_on", "受理日期")
	materials = orBlank("materials", "材料", "无")
)

const opening = "{you}提出的“{item}”申请（办件编号{case_number}）"

// Forms are all documents a room or a clerk can issue: those of an ordinary case
// first, then those of gaps, hearings, licences in force and supervision.
var Forms = slices.Concat(caseForms, startForms, hearingForms, licenceForms, inspectionForms, sanctionForms)

// caseForms are the documents an ordinary case needs, in the order of the list.
var caseForms = []Form{
	{Code: Receipt, No: 3, Title: "申请材料接收凭证", Basis: licensing("第三十二条第二款"), Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("received_at", "接收时间"), must("receiver", "接收人"),
			table("materials", "材料清单", "材料名称", "形式", "原件或复印件", "页数", "可信等级", "是否退还")},
		Body: []string{"本机关于{received_at}收到{you}办理“{item}”（办件编号{case_number}）的下列材料：", "{materials}", "接收人：{receiver}。本凭证只证明收到材料，不表示已经受理。"}},
	{Code: Acceptance, No: 4, Title: "受理通知书", Basis: licensing("第三十二条第一款第五项"), Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, applied, accepted, materials, must("promised_due", "承诺期限届满日"), must("statutory_due", "法定期限届满日"), must("not_counted", "不计入期限的时间")},
		Body: []string{"{you}于{applied_on}提出的“{item}”申请（办件编号{case_number}）收悉。{basis_clause}本机关自{accepted_on}起予以受理。",
			"#已收申请材料：{materials}。", "#本机关承诺在{promised_due}前作出决定；法定期限至{statutory_due}届满。", "#{not_counted}。"}},
	{Code: ConditionalNotice, No: 5, Title: "容缺受理通知书", Basis: licensing("第三十二条"), Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, applied, accepted, materials, table("gaps", "容缺材料", "材料名称", "缺什么", "要什么样的", "最迟补交日"), must("promised_due", "承诺期限届满日"), must("statutory_due", "法定期限届满日"), must("effect", "不补的后果")},
		Body: []string{"{you}于{applied_on}提出的“{item}”申请（办件编号{case_number}）收悉。主要材料齐全、符合法定形式，缺少的只是公布的容缺清单里的次要材料，{you}已自愿承诺补交。{basis_clause}本机关自{accepted_on}起予以容缺受理。",
			"#已收申请材料：{materials}。", "#还要补交的材料：", "{gaps}", "#材料到达本机关的时间为补交时间；因不可抗力不能按期补交的，请在期限前提出。",
			"#容缺不暂停办理：本机关承诺在{promised_due}前作出决定；法定期限至{statutory_due}届满。补齐之前不作决定、不发证照。", "#{effect}。"}},
	{Code: ConditionalPromise, No: 6, Title: "容缺受理承诺书", Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("signer", "签署人"), must("capacity", "签署人身份"), table("gaps", "承诺补交的材料", "材料名称", "缺什么", "要什么样的", "最迟补交日"), must("effect", "不补的后果")},
		Body: []string{"{applicant}办理“{item}”（办件编号{case_number}），自愿申请容缺受理，并承诺：", "#在下列日期前把材料交到受理机关：", "{gaps}", "#所交材料真实、合法、有效，补交材料与已交材料一致。",
			"#已知道并接受：{effect}。", "承诺人签署：{signer}（{capacity}）。"}},
	{Code: PledgeLetter, No: 7, Title: "告知承诺书", Basis: "《国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见》（国办发〔2020〕42号）", Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("proofs", "承诺代替的材料"), must("duty", "告知的条件"), must("check", "核查办法"), must("liability", "不实的责任"), must("signer", "签署人"), must("capacity", "签署人身份")},
		Body: []string{"{you}办理“{item}”（办件编号{case_number}），可以提交证明材料，也可以用书面承诺代替。{basis_clause}本机关告知如下：", "#可以用承诺代替的材料：{proofs}。", "#要符合的条件：{duty}。", "#核查办法：{check}。", "#承诺不实的责任：{liability}。",
			"申请人自愿选择告知承诺，并承诺：已知晓以上全部内容；自身符合告知的条件；承诺是真实意思，愿意承担不实承诺的责任。", "承诺人签署：{signer}（{capacity}）。"}},
	{Code: Correction, No: 9, Title: "申请材料补正告知书", Basis: licensing("第三十二条第一款第四项"), Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("gaps", "需要补正的内容"), must("due", "补正期限"), must("effect", "不补正的后果")},
		Body: []string{opening + "收悉。经审查，申请材料需要补正。{basis_clause}现将需要补正的全部内容一次告知如下：", "#{gaps}", "请在{due}前补正。{effect}。",
			"本告知书为一次性告知。除补正后新出现的问题外，本机关不再要求补正其他内容。"}},
	{Code: NonAcceptance, No: 10, Title: "不予受理决定书", Basis: licensing("第三十二条第一款第二项"), Remedies: true, Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, must("reason", "理由"), must("competent_body", "有权机关")},
		Body:   []string{opening + "，经审查：{reason}。{basis_clause}本机关决定不予受理。", "请向{competent_body}提出申请。"}},
	{Code: NotRequired, No: 11, Title: "不需要行政许可告知书", Basis: licensing("第三十二条第一款第一项"), Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("reason", "理由")},
		Body:   []string{opening + "，经审查，该事项依法不需要取得行政许可：{reason}。{basis_clause}本机关不予受理，特此告知。"}},
	{Code: SpotFix, No: 12, Title: "申请材料当场更正记录", Basis: licensing("第三十二条第一款第三项"), Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, table("changes", "更正内容", "更正的地方", "更正前", "更正后")},
		Body:   []string{opening + "的材料有可以当场更正的错误。{basis_clause}申请人已当场更正如下：", "{changes}", "申请人在下方签名，确认更正内容属实。"}},
	{Code: Withdrawal, No: 13, Title: "撤回申请确认书", Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, applied, must("withdrawn_on", "撤回日期"), mayBe("reason", "撤回原因"), must("materials_returned", "材料处理")},
		Body:   []string{"{you}于{applied_on}提出的“{item}”申请（办件编号{case_number}），已于{withdrawn_on}申请撤回。{basis_clause}本机关确认撤回，不再办理。", "撤回原因：{reason}。", "{materials_returned}。"}},
	{Code: Pause, No: 14, Title: "特别程序告知书", Basis: licensing("第四十五条"), Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("procedure", "程序"), must("start", "开始日期"), must("planned", "预计结束日期"), must("effect", "对期限的影响"), mayBe("basis", "依据"), mayBe("body", "承担机构")},
		Body:   []string{opening + "，依法需要进行{procedure}。{basis_clause}该程序自{start}开始，预计{planned}结束。{effect}。", "承担机构：{body}。", "预计结束日期有变化的，本机关另行书面告知。"}},
	{Code: Extension, No: 15, Title: "延长办理期限告知书", Basis: licensing("第四十二条第一款"), Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("original_end", "原届满日"), must("new_end", "延长后的届满日"), must("reason", "理由"), must("approver", "批准人")},
		Body:   []string{opening + "，原定在{original_end}前作出决定。因{reason}，不能按期作出决定。{basis_clause}经本机关负责人{approver}批准，办理期限延长至{new_end}。"}},
	{Code: Grant, No: 23, Title: "准予行政许可决定书", Basis: licensing("第三十八条第一款"), Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, applied, accepted, must("content", "许可内容"), mayBe("conditions", "条件"), mayBe("validity", "有效期"), mayBe("certificate_no", "证件编号")},
		Body: []string{"{you}于{applied_on}提出的“{item}”申请（办件编号{case_number}），本机关于{accepted_on}受理。经审查，申请符合法定条件、标准。{basis_clause}本机关决定：{content}。",
			"#许可条件：{conditions}。", "#有效期：{validity}。", "#许可证件编号：{certificate_no}。", "#请在许可的范围内活动，并接受监督检查；情况有变化的，及时申请变更或者延续。", "#本决定依法公开，公众有权查阅。"}},
	{Code: Refusal, No: 24, Title: "不予行政许可决定书", Basis: licensing("第三十八条第二款"), Remedies: true, Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, applied, accepted, must("facts", "事实"), must("reasons", "理由"), mayBe("evidence", "证据"), mayBe("statement", "陈述申辩情况")},
		Body: []string{"{you}于{applied_on}提出的“{item}”申请（办件编号{case_number}），本机关于{accepted_on}受理，现已审查终结。", "#查明的事实：{facts}。", "#证据：{evidence}。",
			"#陈述申辩情况：{statement}。", "#不予许可的理由：{reasons}。", "{basis_clause}本机关决定不予行政许可。"}},
	{Code: Renewal, No: 26, Title: "准予延续行政许可决定书", Basis: licensing("第五十条第二款"), Remedies: true, Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, applied, accepted, mayBe("content", "延续内容"), mayBe("old_validity", "原有效期"), mayBe("new_validity", "延续后的有效期")},
		Body: []string{"{you}于{applied_on}提出的延续“{item}”有效期的申请（办件编号{case_number}），本机关于{accepted_on}受理。{basis_clause}本机关决定准予延续。",
			"#延续内容：{content}。", "#原有效期：{old_validity}。", "#延续后的有效期：{new_validity}。"}},
	{Code: NonRenewal, No: 26, Title: "不予延续行政许可决定书", Basis: licensing("第五十条第二款"), Remedies: true, Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, applied, accepted, must("reasons", "理由"), must("old_validity", "原有效期")},
		Body: []string{"{you}于{applied_on}提出的延续“{item}”有效期的申请（办件编号{case_number}），本机关于{accepted_on}受理。", "#原有效期：{old_validity}。",
			"#不予延续的理由：{reasons}。", "{basis_clause}本机关决定不予延续。"}},
	{Code: Revocation, No: 27, Title: "撤销行政许可决定书", Basis: licensing("第六十九条"), Remedies: true, Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, must("original", "原决定"), must("facts", "事实"), must("reasons", "理由"), mayBe("certificate_no", "证件编号")},
		Body:   []string{"{you}的“{item}”（办件编号{case_number}），本机关作出过决定：{original}。", "#查明的事实：{facts}。", "#撤销的理由：{reasons}。", "#证件编号{certificate_no}的证件同时失效，请交回。", "{basis_clause}本机关决定撤销上述决定。"}},
	{Code: Licence, No: 29, Title: "行政许可证", Basis: licensing("第三十九条"), Grid: true, Seal: OfficialSeal, Copies: 1,
		Fields: []Field{must("certificate_no", "证件编号"), must("content", "许可内容"), mayBe("conditions", "条件"), must("valid_from", "有效期起"), orBlank("valid_to", "有效期止", "长期")}},
	{Code: ServiceProof, No: 31, Title: "送达回证", Basis: "《中华人民共和国民事诉讼法》关于送达的规定", Grid: true, Seal: SpecialSeal, Copies: 1,
		Fields: []Field{must("cause", "案由"), must("addressee", "受送达人"), must("documents", "文书名称和文号"), must("method", "送达方式"), orBlank("place", "送达地点", "—"),
			must("sent", "送出日期"), must("arrived", "到达日期"), orBlank("opened", "首次打开", "—"), orBlank("recipient", "收件人（签名盖章）", "—"), orBlank("relation", "代收人及关系", "—"),
			orBlank("refusal", "拒收事由和日期", "无"), orBlank("witness", "见证人", "无"), must("server", "送达人"), orBlank("remarks", "备注", "无")}},
	{Code: Termination, No: 32, Title: "终止办理告知书", Signature: true, Seal: SpecialSeal, Copies: 2,
		Fields: []Field{item, must("reason", "原因"), must("reusable", "可以再用的材料")},
		Body:   []string{opening + "，因{reason}，{basis_clause}本机关终止办理，特此告知。", "{reusable}。"}},
	{Code: Transfer, No: 33, Title: "移送函", To: "receiving_body", Seal: OfficialSeal, Copies: 3,
		Fields: []Field{item, must("receiving_body", "接收机关"), materials, mayBe("reasons", "移送原因")},
		Body:   []string{"现将{applicant}提出的“{item}”申请（办件编号{case_number}）于{today}移送你单位，请依法处理。", "#移送原因：{reasons}。", "#移送材料：{materials}。", "请在办结后将结果告知本机关。"}},
	{Code: Rectification, No: 35, Title: "责令改正通知书", Signature: true, Seal: OfficialSeal, Copies: 2,
		Fields: []Field{item, must("facts", "事实"), must("demand", "改正要求"), must("due", "改正期限"), must("effect", "逾期不改的后果")},
		Body:   []string{"{you}的“{item}”（办件编号{case_number}），经核查：{facts}。{basis_clause}本机关责令改正。", "#改正要求：{demand}。", "#请在{due}前改正，并告知本机关。", "#{effect}。"}},
}
