package catalogue

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/zh"
)

// maxQuestions keeps the check short enough that people finish it.
const maxQuestions = 5

// longestDelivery is the working days 许可法 art. 44 leaves for delivery.
const longestDelivery = 10

// Gate says everything that keeps the version from being published, all at
// once, in a NotPublishable fault; nil means it may be. It looks at the version
// only, so editors can run it on a draft at any time.
func Gate(v Version) error {
	p := &fault.Problems{}
	for _, rule := range []func(Version, *fault.Problems){
		gateLimits, gateElements, gateAccess, gateRules, gateQuestions, gateMaterials, gateConditional, gatePledge, gateFees,
	} {
		rule(v, p)
	}
	return refusal(v, p)
}

// refusal gathers what keeps the version from being published; nil if nothing
// does.
func refusal(v Version, p *fault.Problems) error {
	f, bad := fault.Of(p.Err())
	if !bad {
		return nil
	}
	refused := NotPublishable.New(fault.Args{"name": v.Name, "n": len(f.Fields)})
	refused.Fields = f.Fields
	return refused
}

func gateLimits(v Version, p *fault.Problems) {
	unit := v.StatutoryUnit.Zh()
	if v.OrdinaryN > v.StatutoryN {
		p.Check("ordinary_n", LimitLongerThanStatute.New(fault.Args{
			"committed": v.OrdinaryN, "statutory": v.StatutoryN, "unit": unit}))
	}
	if v.KeyProjectN > v.OrdinaryN {
		p.Check("key_project_n", KeyLimitLonger.New(fault.Args{
			"key": v.KeyProjectN, "ordinary": v.OrdinaryN, "unit": unit}))
	}
	instant := v.Kind == Instant
	if instant && (v.OrdinaryN != 0 || v.KeyProjectN != 0) {
		p.Check("ordinary_n", InstantWithLimit.New(nil))
	}
	if !instant && v.OrdinaryN == 0 {
		p.Add("ordinary_n", "承诺时限：请填天数；当场就能办结的，请把办件类型改成即办件。")
	}
	if instant && v.Relay {
		p.Add("relay", "上报件：即办件当场办结，不会转报上级，请去掉其中一个。")
	}
	if days := totalDays(v.Guide.Steps); days > v.OrdinaryN {
		p.Add("steps", "办理环节：各环节合计 %d 天，超过承诺的 %d 天，请改一致。", days, v.OrdinaryN)
	}
}

func totalDays(steps []Stage) int {
	sum := 0
	for _, s := range steps {
		sum += s.Days
	}
	return sum
}

// element is one required text of GB/T 39046-2020 table 4.
type element struct{ name, zh, value string }

func gateElements(v Version, p *fault.Problems) {
	g := v.Guide
	for _, e := range []element{
		{"name", "事项名称", v.Name},
		{"acceptance", "受理条件", g.Acceptance},
		{"applicants", "谁能办", g.Applicants},
		{"flow", "办理流程", g.Flow},
		{"places", "办理地点", strings.Join(g.Places, "")},
		{"hours", "办理时间", g.Hours},
		{"consult_phone", "咨询电话", g.ConsultPhone},
		{"supervision_phone", "监督电话", g.SupervisionPhone},
		{"remedies", "救济途径", g.Remedies},
		{"result_name", "办理结果", v.Rules.Result.Name},
	} {
		if strings.TrimSpace(e.value) == "" {
			p.Add(e.name, "%s：没有填写，办事的人要靠它，请补上。", e.zh)
		}
	}
	gateCode(p, "type", "事项类型", ItemTypes, g.Type)
	gateCode(p, "level", "行使层级", Levels, g.Level)
	gateCode(p, "nature", "实施主体性质", SubjectNatures, g.Nature)
	gateCode(p, "objects", "服务对象", ServiceObjects, g.Objects...)
	gateCode(p, "forms", "办理形式", HandlingForms, g.Forms...)
	gateCode(p, "result_kind", "结果类型", ResultKinds, v.Rules.Result.Kind)
	if !slices.ContainsFunc(g.Basis, func(b Basis) bool { return b.Law != "" && b.Article != "" }) {
		p.Check("basis", BasisMissing.New(nil))
	}
	if len(g.Steps) == 0 {
		p.Add("steps", "办理环节：请至少写出受理、审查、办结各要几天。")
	}
	if g.Charged && (g.Fee == "" || g.FeeBasis == "") {
		p.Add("fee", "收费：要收费的，请写明标准和收费依据；没有依据的，请改成不收费。")
	}
}

func gateCode(p *fault.Problems, name, label string, list CodeList, codes ...string) {
	if len(codes) == 0 {
		p.Add(name, "%s：没有选择，请至少选一个。", label)
	}
	for _, code := range codes {
		if !list.Has(code) {
			p.Add(name, "%s：没有“%s”这一类，请从列表里选。", label, code)
		}
	}
}

func gateAccess(v Version, p *fault.Problems) {
	if v.Visits > 0 && strings.TrimSpace(v.VisitReason) == "" {
		p.Check("visit_reason", VisitUnexplained.New(fault.Args{"n": v.Visits}))
	}
	if v.Visits == 0 && !v.Online && !v.Courier {
		p.Check("visits", NoWayWithoutVisit.New(nil))
	}
}

func gateRules(v Version, p *fault.Problems) {
	r := v.Rules
	if r.DeliveryLimit < 0 || r.DeliveryLimit > longestDelivery {
		p.Add("delivery_limit", "送达时限：作出决定后最多 %d 个工作日送达（许可法第四十四条），请改短。", longestDelivery)
	}
	if r.Renewable && r.RenewBefore <= 0 {
		p.Add("renew_before", "延续：请填到期前多少个工作日提出，一般是 30。")
	}
	for _, procedure := range r.Procedures {
		if procedure.Basis == "" && !slices.Contains(SpecialProcedures, procedure.Name) {
			p.Add("procedures", "特别程序“%s”：不在许可法第四十五条所列之内，请写明法律依据或删掉。", procedure.Name)
		}
	}
}

func gateQuestions(v Version, p *fault.Problems) {
	if len(v.Questions) > maxQuestions {
		p.Add("questions", "自测问题：有 %d 个，请减到 %d 个以内。", len(v.Questions), maxQuestions)
	}
	seen := map[string]bool{}
	for _, q := range v.Questions {
		if q.ID == "" || seen[q.ID] {
			p.Add("questions", "自测问题“%s”：编号空着或与别的问题相同，请另起编号。", q.Text)
		}
		seen[q.ID] = true
		if q.Text == "" || len(q.Choices) < 2 {
			p.Add("questions", "自测问题“%s”：请写出问题和至少两个选项。", q.ID)
		}
	}
}

// vagueWords leave open what is asked for (许可法 art. 30 wants the complete
// list; 国办发〔2018〕45号 forbids catch-all entries).
var vagueWords = []string{"其他", "等材料", "有关材料", "相关材料", "等资料", "有关资料", "相关资料"}

func gateMaterials(v Version, p *fault.Problems) {
	if v.Expected > 0 && len(v.Materials) != v.Expected {
		p.Add("materials", "材料份数：事项表写的是 %d 份，材料表里有 %d 份，请核对后改一致。", v.Expected, len(v.Materials))
	}
	seen := map[string]bool{}
	for _, m := range v.Materials {
		if zh.Len(m.Code) == 0 || zh.Len(m.Name) == 0 || seen[m.Code] {
			p.Add("materials", "材料“%s”：编号或名称空着，或编号“%s”重复，请改好。", m.Name, m.Code)
		}
		seen[m.Code] = true
		for _, word := range vagueWords {
			if strings.Contains(m.Name, word) {
				p.Check("materials", VagueMaterial.New(fault.Args{"name": m.Name, "word": word}))
				break
			}
		}
		if m.Must == (len(m.Condition) > 0) {
			p.Add("materials", "材料“%s”：必要的不写条件，有条件的请写明什么情况下要。", m.Name)
		}
		if !m.Must && len(m.Condition) > 0 && !m.Condition.reachable(v.Questions) {
			p.Check("materials", MaterialUnreachable.New(fault.Args{"name": m.Name}))
		}
		if !m.Shared && m.Originals+m.Copies == 0 && !m.Electronic {
			p.Add("materials", "材料“%s”：请填原件、复印件份数，或选可交电子件。", m.Name)
		}
		if m.Shared && m.SharedFrom == "" {
			p.Add("materials", "材料“%s”：共享取得的，请写明从哪里调取。", m.Name)
		}
	}
}

// reachable reports whether some applicant who is not barred can make the
// condition hold.
func (c Condition) reachable(questions []Question) bool {
	left := map[string][]string{}
	for _, clause := range c {
		allowed, seen := left[clause.Question]
		if !seen {
			allowed = openChoices(questions, clause.Question)
		}
		var both []string
		for _, code := range allowed {
			if slices.Contains(clause.Choices, code) {
				both = append(both, code)
			}
		}
		if len(both) == 0 {
			return false
		}
		left[clause.Question] = both
	}
	return true
}

func openChoices(questions []Question, id string) []string {
	q, _ := questionByID(questions, id)
	var codes []string
	for _, choice := range q.Choices {
		if choice.Bar == "" {
			codes = append(codes, choice.Code)
		}
	}
	return codes
}
