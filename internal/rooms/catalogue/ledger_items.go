package catalogue

import (
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// row is one row of the items ledger: the item and one version of it.
type row struct {
	Item     ItemInput
	Edition  Edition
	Expected int // how many the version has, in the materials ledger
}

func itemCell(name, zh, sample string, at func(*row) codec) cell[row] {
	return cell[row]{manifest.Column{Name: name, Zh: zh, Sample: sample}, at}
}

var itemCells = []cell[row]{
	itemCell("code", "事项编码", "430922-zrzy-03", func(r *row) codec { return textCell(&r.Item.Code) }).
		must().noted("与生效日期一起认定是哪一个版本", "实施编码"),
	itemCell("from", "生效日期", "2020-01-01", func(r *row) codec { return dayCell(&r.Edition.From) }).must(),
	itemCell("name", "事项名称", "建设工程规划许可证核发", func(r *row) codec { return textCell(&r.Edition.Name) }).must(),
	itemCell("basic_code", "基本编码", "", func(r *row) codec { return textCell(&r.Item.BasicCode) }),
	itemCell("unit", "实施主体代码", "430922-zrzy", func(r *row) codec { return textCell(&r.Item.Unit) }).must(),
	itemCell("tags", "标记", "大家常办", func(r *row) codec { return codesCell(&r.Item.Tags, Tags) }).
		noted("可填：" + Tags.choices()),
	itemCell("aliases", "别名", "开餐馆、办卫生证", func(r *row) codec { return wordsCell(&r.Item.Aliases) }).
		noted("老百姓的说法，用顿号隔开"),
	itemCell("source", "来源文件", "桃政办发〔2020〕2号", func(r *row) codec { return textCell(&r.Edition.Source) }).
		noted("批准这份目录的文件；补录已实行的版本必须填"),
	itemCell("change_note", "换版说明", "精简材料", func(r *row) codec { return textCell(&r.Edition.ChangeNote) }),
	itemCell("law_change", "因法律修改", "否", func(r *row) codec { return flagCell(&r.Edition.LawChange) }),
	itemCell("materials", "材料份数", "6", func(r *row) codec { return numberCell(&r.Expected) }).
		must().noted("材料表里这个版本应有几行，对上了才发布"),

	itemCell("type", "事项类型", "行政许可", func(r *row) codec { return codeCell(&r.Edition.Guide.Type, ItemTypes) }).must(),
	itemCell("level", "行使层级", "县级", func(r *row) codec { return codeCell(&r.Edition.Guide.Level, Levels) }).must(),
	itemCell("nature", "实施主体性质", "法定机关", func(r *row) codec { return codeCell(&r.Edition.Guide.Nature, SubjectNatures) }).must(),
	itemCell("objects", "服务对象", "企业法人、自然人", func(r *row) codec { return codesCell(&r.Edition.Guide.Objects, ServiceObjects) }).must(),
	itemCell("forms", "办理形式", "窗口办理、电脑端办理", func(r *row) codec { return codesCell(&r.Edition.Guide.Forms, HandlingForms) }).must(),
	itemCell("kind", "办件类型", "承诺件", func(r *row) codec { return kindCell(&r.Edition.Kind) }).must(),
	itemCell("relay", "上报件", "否", func(r *row) codec { return flagCell(&r.Edition.Relay) }),
	itemCell("basis", "设定依据", "《城乡规划法》|第四十条||", func(r *row) codec { return basisCell(&r.Edition.Guide.Basis) }).
		must().noted("名称|条款|文号|原文，几条之间用分号"),

	itemCell("statutory_n", "法定时限", "20", func(r *row) codec { return numberCell(&r.Edition.StatutoryN) }).must(),
	itemCell("statutory_unit", "法定时限单位", "工作日", func(r *row) codec { return unitCell(&r.Edition.StatutoryUnit) }).
		must().noted("工作日或自然日；承诺时限用同一单位"),
	itemCell("statutory_note", "法定时限说明", "", func(r *row) codec { return textCell(&r.Edition.StatutoryNote) }),
	itemCell("ordinary_n", "承诺时限", "10", func(r *row) codec { return numberCell(&r.Edition.OrdinaryN) }).must(),
	itemCell("key_project_n", "重点项目承诺时限", "8", func(r *row) codec { return numberCell(&r.Edition.KeyProjectN) }).must(),

	itemCell("visits", "到现场次数", "0", func(r *row) codec { return numberCell(&r.Edition.Visits) }).must(),
	itemCell("visit_reason", "到现场原因", "", func(r *row) codec { return textCell(&r.Edition.VisitReason) }),
	itemCell("online", "网上办理", "是", func(r *row) codec { return flagCell(&r.Edition.Online) }),
	itemCell("courier", "物流快递", "是", func(r *row) codec { return flagCell(&r.Edition.Courier) }),
	itemCell("appointment", "预约办理", "是", func(r *row) codec { return flagCell(&r.Edition.Appointment) }),

	itemCell("applicants", "谁能办", "", func(r *row) codec { return textCell(&r.Edition.Guide.Applicants) }).must(),
	itemCell("acceptance", "受理条件", "", func(r *row) codec { return textCell(&r.Edition.Guide.Acceptance) }).must(),
	itemCell("flow", "办理流程", "", func(r *row) codec { return textCell(&r.Edition.Guide.Flow) }).must(),
	itemCell("steps", "办理环节", "受理|1|核对材料；审查|5|两人核查；办结|2|制证", func(r *row) codec { return stepsCell(&r.Edition.Guide.Steps) }).
		must().noted("名称|天数|说明，几环之间用分号"),
	itemCell("result_name", "办理结果", "建设工程规划许可证", func(r *row) codec { return textCell(&r.Edition.Rules.Result.Name) }).must(),
	itemCell("result_kind", "结果类型", "证照", func(r *row) codec { return codeCell(&r.Edition.Rules.Result.Kind, ResultKinds) }).must(),
	itemCell("valid_months", "有效期月数", "60", func(r *row) codec { return numberCell(&r.Edition.Rules.Result.ValidMonths) }),
	itemCell("charged", "是否收费", "否", func(r *row) codec { return flagCell(&r.Edition.Guide.Charged) }),
	itemCell("fee", "收费标准", "", func(r *row) codec { return textCell(&r.Edition.Guide.Fee) }),
	itemCell("fee_basis", "收费依据", "", func(r *row) codec { return textCell(&r.Edition.Guide.FeeBasis) }),
	itemCell("fees", "收费项目", "", func(r *row) codec { return feesCell(&r.Edition.Rules.Fees) }).
		noted("名称|标准（元）|计费单位|依据的效力|依据，如 登记费|550|件|价格文件|示例通知；几项之间用分号，不收费的不填"),
	itemCell("pay_later", "先办后缴", "否", func(r *row) codec { return flagCell(&r.Edition.Rules.PayLater) }),
	itemCell("quota", "数量限制", "", func(r *row) codec { return textCell(&r.Edition.Rules.Quota) }),

	itemCell("separate_duties", "受理审批分离", "是", func(r *row) codec { return flagCell(&r.Edition.Rules.SeparateDuties) }),
	itemCell("on_site", "现场核查", "否", func(r *row) codec { return flagCell(&r.Edition.Rules.OnSite) }),
	itemCell("legal_review", "法制审核", "否", func(r *row) codec { return flagCell(&r.Edition.Rules.LegalReview) }),
	itemCell("renewable", "可延续", "否", func(r *row) codec { return flagCell(&r.Edition.Rules.Renewable) }),
	itemCell("renew_before", "到期前几个工作日提出", "30", func(r *row) codec { return numberCell(&r.Edition.Rules.RenewBefore) }),
	itemCell("delivery_limit", "送达时限", "10", func(r *row) codec { return numberCell(&r.Edition.Rules.DeliveryLimit) }),
	itemCell("procedures", "特别程序", "专家评审", func(r *row) codec { return proceduresCell(&r.Edition.Rules.Procedures) }).
		noted("许可法第四十五条所列的直接写名称；别的写成“名称|法律依据”"),

	itemCell("domains", "涉及领域", "节约能源", func(r *row) codec { return codesCell(&r.Edition.Domains, Domains) }).
		noted("可填：" + Domains.choices()),
	itemCell("conditional", "容缺受理", "否", func(r *row) codec { return flagCell(&r.Edition.Conditional) }),
	itemCell("supplement_by", "补交不超过", "承诺时限", func(r *row) codec { return codeCell((*string)(&r.Edition.Rules.SupplementBy), Ceilings) }),
	itemCell("pledge", "告知承诺", "否", func(r *row) codec { return flagCell(&r.Edition.Pledge) }),
	itemCell("pledge_duty", "告知的条件", "", func(r *row) codec { return textCell(&r.Edition.Rules.PledgeDuty) }),
	itemCell("pledge_check", "承诺核查时限", "30", func(r *row) codec { return numberCell(&r.Edition.Rules.PledgeCheck) }).
		noted("决定后几个工作日内核查"),

	itemCell("places", "办理地点", "", func(r *row) codec { return entriesCell(&r.Edition.Guide.Places) }).must(),
	itemCell("hours", "办理时间", "", func(r *row) codec { return textCell(&r.Edition.Guide.Hours) }).must(),
	itemCell("consult_phone", "咨询电话", "", func(r *row) codec { return textCell(&r.Edition.Guide.ConsultPhone) }).must(),
	itemCell("supervision_phone", "监督电话", "", func(r *row) codec { return textCell(&r.Edition.Guide.SupervisionPhone) }).must(),
	itemCell("remedies", "救济途径", "", func(r *row) codec { return textCell(&r.Edition.Guide.Remedies) }).must(),
	itemCell("faq", "常见问题", "可以代办吗|可以，带委托书", func(r *row) codec { return faqCell(&r.Edition.Guide.FAQ) }),
	itemCell("rejections", "常见退回原因", "", func(r *row) codec { return entriesCell(&r.Edition.Guide.Rejections) }),
	itemCell("english", "英文名称", "Construction planning permit", func(r *row) codec { return textCell(&r.Edition.Guide.English) }),
	itemCell("questions", "自测问题", "q1|是否在园区|a=是|b=否", func(r *row) codec { return questionsCell(&r.Edition.Questions) }).
		noted("编号|问题|选项=文字，几问之间用分号；选了就不能办的，写成“选项=文字!怎么办”"),
}

func (k intake) items() manifest.Importer {
	return manifest.Importer{Kind: "items", Zh: "事项台账", Roles: editors, Columns: columnsOf(itemCells), Apply: k.applyItems, Export: exportItems}
}

func (k intake) applyItems(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(in manifest.Row) (manifest.Effect, error) {
		r := row{}
		r.Edition.Rules.DeliveryLimit = longestDelivery
		if err := readRow(&r, itemCells, in); err != nil {
			return manifest.Same, err
		}
		r.Item.Name = r.Edition.Name
		return k.applyItem(tx, by, r)
	})
}

func (k intake) applyItem(tx *store.Tx, by flow.Actor, r row) (manifest.Effect, error) {
	item, known, err := itemByCode.Find(tx, tx.County(), r.Item.Code)
	if err != nil {
		return manifest.Same, err
	}
	if !known {
		if item, err = Register(tx, by, r.Item); err != nil {
			return manifest.Same, err
		}
		return manifest.New, k.draftRow(tx, by, item, r)
	}
	described, err := describeRow(tx, by, item, r.Item)
	if err != nil {
		return manifest.Same, err
	}
	versions, err := allOf.All(tx, tx.County(), item.ID)
	if err != nil {
		return manifest.Same, err
	}
	for _, v := range versions {
		if v.State == Discarded || v.FromDay != r.Edition.From {
			continue
		}
		if v, err = withMaterials(tx, v); err != nil {
			return manifest.Same, err
		}
		if v.sameRow(r) {
			return described, nil
		}
		if v.State != Draft {
			return manifest.Same, PublishedAlready.New(fault.Args{"item": item.Code, "day": v.FromDay.Chinese()})
		}
	}
	return manifest.Changed, k.draftRow(tx, by, item, r)
}

// describeRow brings tags and aliases up to the ledger's.
func describeRow(tx *store.Tx, by flow.Actor, item Item, in ItemInput) (manifest.Effect, error) {
	if item.BasicCode == in.BasicCode && slices.Equal(item.Tags, in.Tags) && slices.Equal(item.Aliases, in.Aliases) {
		return manifest.Same, nil
	}
	_, err := Describe(tx, by, item.Code, in)
	return manifest.Changed, err
}

// sameRow reports whether the version, with its materials, says what the row
// says.
func (v Version) sameRow(r row) bool {
	stated := len(v.Materials)
	if v.State == Draft {
		stated = v.Expected
	}
	return stated == r.Expected && v.Source == r.Edition.Source && v.LawChange == r.Edition.LawChange &&
		v.ChangeNote == r.Edition.ChangeNote && digestOf(v.Content, nil) == digestOf(r.Edition.Content, nil)
}

// draftRow writes the row's version; without materials it is published at once,
// else when the materials ledger has brought the last one; see Importers.
func (k intake) draftRow(tx *store.Tx, by flow.Actor, item Item, r row) error {
	r.Edition.Expected = r.Expected
	draft, open, err := draftOn.Find(tx, tx.County(), item.ID, r.Edition.From)
	if err != nil {
		return err
	}
	if open {
		draft, err = EditDraft(tx, by, draft.ID, draft.Revision, r.Edition)
	} else {
		draft, err = NewDraft(tx, by, item.Code, r.Edition)
	}
	if err != nil || r.Expected > 0 || !publishesLedgers(by) {
		return err
	}
	_, err = Publish(tx, ledgerPublisher, k.grounds, draft.ID)
	return err
}
