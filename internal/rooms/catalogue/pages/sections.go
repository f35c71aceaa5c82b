package pages

import (
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
)

// section is one topic of a draft, with a page and a form of its own. The
// elements bear the names the publish gate calls them by, so that each of its
// points leads to the field that mends it.
type section struct {
	ID       string
	Title    string
	Note     string
	Elements []element[catalogue.Edition]
	Lists    []listing
}

// at names the place of an element in an edition.
type at = func(*catalogue.Edition) cell

func one(look look, name, label, hint string, to at) element[catalogue.Edition] {
	return element[catalogue.Edition]{input{FieldView: ui.FieldView{Name: name, Label: label, Hint: hint, Width: widths[look]}, Look: look}, to}
}

// widths are the usual ones; words take the whole line.
var widths = map[look]string{whole: "s", pick: "l"}

func (e element[T]) optional() element[T] { e.Optional = true; return e }

func picked(name, label string, list []ui.Option, to func(*catalogue.Edition) *string) element[catalogue.Edition] {
	e := one(pick, name, label, "", func(e *catalogue.Edition) cell { return pickCell(to(e), list) })
	e.Options = list
	return e
}

func several(name, label string, list []ui.Option, to func(*catalogue.Edition) *[]string) element[catalogue.Edition] {
	e := one(many, name, label, "", func(e *catalogue.Edition) cell { return manyCell(to(e), list) })
	e.Options = list
	return e
}

// The short lists that are no code list of the standard.
var (
	kinds = []ui.Option{
		{Value: string(catalogue.Instant), Label: catalogue.Instant.Zh(), Hint: "当场办结，承诺时限填 0"},
		{Value: string(catalogue.Promised), Label: catalogue.Promised.Zh(), Hint: "承诺几天办好"},
		{Value: string(catalogue.Other), Label: catalogue.Other.Zh()},
	}
	units = []ui.Option{
		{Value: string(calendar.WorkDays), Label: calendar.WorkDays.Zh()},
		{Value: string(calendar.CalendarDays), Label: calendar.CalendarDays.Zh()},
	}
)

func kindElement() element[catalogue.Edition] {
	e := one(pick, "kind", "办件类型", "", func(e *catalogue.Edition) cell { return pickCell(&e.Kind, kinds) })
	e.Options = kinds
	return e
}

func unitElement() element[catalogue.Edition] {
	e := one(pick, "statutory_unit", "时限单位", "承诺时限用同一单位", func(e *catalogue.Edition) cell { return pickCell(&e.StatutoryUnit, units) })
	e.Options = units
	return e
}

func ceilingElement() element[catalogue.Edition] {
	options := optionsOf(catalogue.Ceilings)
	e := one(pick, "supplement_by", "补交日不超过", "", func(e *catalogue.Edition) cell { return pickCell(&e.Rules.SupplementBy, options) })
	e.Options = options
	return e
}

// sections are the topics in the order of the form. Materials and questions
// have pages of their own, see partSections.
var sections = []section{
	{ID: "basic", Title: "基本信息", Elements: []element[catalogue.Edition]{
		one(line, "name", "事项名称", "照目录写全称", func(e *catalogue.Edition) cell { return textCell(&e.Name) }),
		kindElement(),
		picked("type", "事项类型", optionsOf(catalogue.ItemTypes), func(e *catalogue.Edition) *string { return &e.Guide.Type }),
		picked("level", "行使层级", optionsOf(catalogue.Levels), func(e *catalogue.Edition) *string { return &e.Guide.Level }),
		picked("nature", "实施主体性质", optionsOf(catalogue.SubjectNatures), func(e *catalogue.Edition) *string { return &e.Guide.Nature }),
		several("objects", "服务对象", optionsOf(catalogue.ServiceObjects), func(e *catalogue.Edition) *[]string { return &e.Guide.Objects }),
		several("forms", "办理形式", optionsOf(catalogue.HandlingForms), func(e *catalogue.Edition) *[]string { return &e.Guide.Forms }),
		one(tick, "relay", "上报件", "本县收件后报上级决定", func(e *catalogue.Edition) cell { return tickCell(&e.Relay) }),
		one(line, "english", "英文名称", "给英文页面用", func(e *catalogue.Edition) cell { return textCell(&e.Guide.English) }).optional(),
	}},
	{ID: "basis", Title: "设定依据", Note: "没有依据的事项不能发布；至少写一条法律、法规或规章和它的条款", Lists: []listing{basisList}},
	{ID: "terms", Title: "受理条件", Elements: []element[catalogue.Edition]{
		one(area, "applicants", "谁能办", "", func(e *catalogue.Edition) cell { return areaCell(&e.Guide.Applicants) }),
		one(area, "acceptance", "受理条件", "办事的人看得懂、能自己核对的条件", func(e *catalogue.Edition) cell { return areaCell(&e.Guide.Acceptance) }),
		one(line, "quota", "数量限制", "没有限制的不填", func(e *catalogue.Edition) cell { return textCell(&e.Rules.Quota) }).optional(),
		one(area, "rejections", "常见退回原因", "一行一条", func(e *catalogue.Edition) cell { return linesCell(&e.Guide.Rejections) }).optional(),
	}},
	{ID: "steps", Title: "办理流程", Note: "各环节天数合计不能超过承诺时限", Elements: []element[catalogue.Edition]{
		one(area, "flow", "办理流程", "", func(e *catalogue.Edition) cell { return areaCell(&e.Guide.Flow) }),
		one(tick, "separate_duties", "受理、审批分离", "收件受理的人不能审批同一件", func(e *catalogue.Edition) cell { return tickCell(&e.Rules.SeparateDuties) }),
		one(tick, "on_site", "现场核查", "至少两人（许可法第三十四条）", func(e *catalogue.Edition) cell { return tickCell(&e.Rules.OnSite) }),
		one(tick, "legal_review", "法制审核", "作出决定前审核", func(e *catalogue.Edition) cell { return tickCell(&e.Rules.LegalReview) }),
	}, Lists: []listing{stepList, procedureList}},
	{ID: "limits", Title: "时限", Note: "承诺不能比法定长，重点项目不能比普通长", Elements: []element[catalogue.Edition]{
		one(whole, "statutory_n", "法定时限", "法律、法规规定的天数", func(e *catalogue.Edition) cell { return numberCell(&e.StatutoryN) }),
		unitElement(),
		one(line, "statutory_note", "法定时限说明", "例如 法律没有规定，按国务院部门规章", func(e *catalogue.Edition) cell { return textCell(&e.StatutoryNote) }).optional(),
		one(whole, "ordinary_n", "承诺时限", "普通申请；即办件填 0", func(e *catalogue.Edition) cell { return numberCell(&e.OrdinaryN) }),
		one(whole, "key_project_n", "重点项目承诺时限", "重点项目的申请；即办件填 0", func(e *catalogue.Edition) cell { return numberCell(&e.KeyProjectN) }),
		one(whole, "delivery_limit", "送达时限", "作出决定后几个工作日内送达，最多 10 个", func(e *catalogue.Edition) cell { return numberCell(&e.Rules.DeliveryLimit) }),
		one(tick, "renewable", "可以延续", "", func(e *catalogue.Edition) cell { return tickCell(&e.Rules.Renewable) }),
		one(whole, "renew_before", "到期前几个工作日提出延续", "不延续的填 0", func(e *catalogue.Edition) cell { return numberCell(&e.Rules.RenewBefore) }),
	}},
	{ID: "places", Title: "窗口和跑几次", Elements: []element[catalogue.Edition]{
		one(whole, "visits", "到现场次数", "", func(e *catalogue.Edition) cell { return numberCell(&e.Visits) }),
		one(area, "visit_reason", "到现场原因", "要跑的，写明为什么必须到现场", func(e *catalogue.Edition) cell { return areaCell(&e.VisitReason) }).optional(),
		one(tick, "online", "可以网上办", "", func(e *catalogue.Edition) cell { return tickCell(&e.Online) }),
		one(tick, "courier", "可以邮寄", "", func(e *catalogue.Edition) cell { return tickCell(&e.Courier) }),
		one(tick, "appointment", "可以预约", "", func(e *catalogue.Edition) cell { return tickCell(&e.Appointment) }),
		one(area, "places", "办理地点", "一行一处，写到楼层和窗口", func(e *catalogue.Edition) cell { return linesCell(&e.Guide.Places) }),
		one(line, "hours", "办理时间", "", func(e *catalogue.Edition) cell { return textCell(&e.Guide.Hours) }),
		one(line, "consult_phone", "咨询电话", "", func(e *catalogue.Edition) cell { return textCell(&e.Guide.ConsultPhone) }),
		one(line, "supervision_phone", "监督电话", "", func(e *catalogue.Edition) cell { return textCell(&e.Guide.SupervisionPhone) }),
	}},
	{ID: "result", Title: "结果和收费", Elements: []element[catalogue.Edition]{
		one(line, "result_name", "办理结果", "发给申请人的证照或文件的名称", func(e *catalogue.Edition) cell { return textCell(&e.Rules.Result.Name) }),
		picked("result_kind", "结果类型", optionsOf(catalogue.ResultKinds), func(e *catalogue.Edition) *string { return &e.Rules.Result.Kind }),
		one(whole, "valid_months", "有效期月数", "长期有效的填 0", func(e *catalogue.Edition) cell { return numberCell(&e.Rules.Result.ValidMonths) }),
		one(tick, "charged", "要收费", "", func(e *catalogue.Edition) cell { return tickCell(&e.Guide.Charged) }),
		one(area, "fee", "收费标准", "", func(e *catalogue.Edition) cell { return areaCell(&e.Guide.Fee) }).optional(),
		one(area, "fee_basis", "收费依据", "", func(e *catalogue.Edition) cell { return areaCell(&e.Guide.FeeBasis) }).optional(),
		one(area, "remedies", "救济途径", "不服决定的，向哪里申请复议、起诉", func(e *catalogue.Edition) cell { return areaCell(&e.Guide.Remedies) }),
	}},
	{ID: "conditional", Title: "容缺和承诺", Note: "容缺受理：次要材料可以后补，补齐才决定。告知承诺：用书面承诺代替证明，决定后核查。", Elements: []element[catalogue.Edition]{
		several("domains", "涉及领域", optionsOf(catalogue.Domains), func(e *catalogue.Edition) *[]string { return &e.Domains }).optional(),
		one(tick, "conditional", "可以容缺受理", "只有承诺件、不涉及限制领域、有次要材料的可以", func(e *catalogue.Edition) cell { return tickCell(&e.Conditional) }),
		ceilingElement(),
		one(tick, "pledge", "可以告知承诺", "材料里要标出哪些可以用承诺代替", func(e *catalogue.Edition) cell { return tickCell(&e.Pledge) }),
		one(area, "pledge_duty", "告知的条件", "申请人承诺自己符合什么，印在告知承诺书上", func(e *catalogue.Edition) cell { return areaCell(&e.Rules.PledgeDuty) }).optional(),
		one(whole, "pledge_check", "承诺核查时限", "决定后几个工作日内核查；不实行的填 0", func(e *catalogue.Edition) cell { return numberCell(&e.Rules.PledgeCheck) }),
	}},
	{ID: "faq", Title: "常见问题", Lists: []listing{faqList}},
	{ID: "when", Title: "生效和来源", Note: "新版生效那天旧版停用，在办件按受理时的版本办完", Elements: []element[catalogue.Edition]{
		one(date, "from", "生效日期", "", func(e *catalogue.Edition) cell { return dayCell(&e.From) }),
		one(area, "change_note", "换版说明", "写给公众看：为什么换版、变了什么", func(e *catalogue.Edition) cell { return areaCell(&e.ChangeNote) }).optional(),
		one(line, "source", "来源文件", "批准这份内容的文件；生效日期已经过去的必须填", func(e *catalogue.Edition) cell { return textCell(&e.Source) }).optional(),
		one(tick, "law_change", "因法律、法规修改而换版", "这样减掉的材料不算本县减材料", func(e *catalogue.Edition) cell { return tickCell(&e.LawChange) }),
		one(whole, "expected", "应有几份材料", "台账导入时用来核对，不核对的填 0", func(e *catalogue.Edition) cell { return numberCell(&e.Expected) }),
	}},
}

// partSections are the topics whose entries have a page each.
var partSections = []section{{ID: "materials", Title: "申请材料"}, {ID: "questions", Title: "自测问题"}}

func textPart(name, label string, look look) part {
	return part{FieldView: ui.FieldView{Name: name, Label: label, Width: widths[look], Rows: 2}, Look: look}
}

func daysPart() part {
	p := textPart("days", "天数", whole)
	p.Unit = " 天"
	return p
}

var basisList = listing{Name: "basis", Label: "设定依据", Parts: []part{
	textPart("law", "法律、法规或规章", line), textPart("article", "条款", line),
	textPart("document", "文号", line), textPart("text", "原文", area),
}, at: func(e *catalogue.Edition) table {
	return tableOf(&e.Guide.Basis,
		func(b catalogue.Basis) []string { return []string{b.Law, b.Article, b.Document, b.Text} },
		func(r []string) catalogue.Basis {
			return catalogue.Basis{Law: r[0], Article: r[1], Document: r[2], Text: r[3]}
		})
}}

var stepList = listing{Name: "steps", Label: "办理环节", Parts: []part{
	textPart("name", "环节", line), daysPart(), textPart("text", "说明", line),
}, at: func(e *catalogue.Edition) table {
	return tableOf(&e.Guide.Steps,
		func(s catalogue.Stage) []string { return []string{s.Name, strconv.Itoa(s.Days), s.Text} },
		func(r []string) catalogue.Stage { return catalogue.Stage{Name: r[0], Days: number(r[1]), Text: r[2]} })
}}

var procedureList = listing{Name: "procedures", Label: "特别程序", Note: "所需时间不计入时限。许可法第四十五条所列的（听证、招标、检验、专家评审等）不填依据，别的要填。", Parts: []part{
	textPart("name", "特别程序", line), textPart("basis", "法律依据", line),
}, at: func(e *catalogue.Edition) table {
	return tableOf(&e.Rules.Procedures,
		func(p catalogue.Procedure) []string { return []string{p.Name, p.Basis} },
		func(r []string) catalogue.Procedure { return catalogue.Procedure{Name: r[0], Basis: r[1]} })
}}

var faqList = listing{Name: "faq", Label: "常见问题", Parts: []part{
	textPart("question", "问", line), textPart("answer", "答", area),
}, at: func(e *catalogue.Edition) table {
	return tableOf(&e.Guide.FAQ,
		func(q catalogue.QA) []string { return []string{q.Question, q.Answer} },
		func(r []string) catalogue.QA { return catalogue.QA{Question: r[0], Answer: r[1]} })
}}
