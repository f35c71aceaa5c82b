package bundle

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Gate says everything that keeps a content from being published, all at once,
// in a notPublishable fault; nil means it may be. Items are looked up as of the
// day it is to take effect.
func Gate(tx *store.Tx, kind Kind, body Content, day calendar.Day) error {
	var p fault.Problems
	gateContent(kind, body, &p)
	if err := gateUnits(tx, body, &p); err != nil {
		return err
	}
	if gateSteps(body, &p) {
		if err := gateOrder(tx, body, day, &p); err != nil {
			return err
		}
	}
	f, bad := fault.Of(p.Err())
	if !bad {
		return nil
	}
	refused := notPublishable.New(fault.Args{"name": body.Name, "n": len(f.Fields)})
	refused.Fields = f.Fields
	return refused
}

func gateContent(kind Kind, body Content, p *fault.Problems) {
	if body.Theme == "" {
		p.Add("theme", "主题：没有填写，办事人要按主题找，请填一个，例如“开办企业”")
	}
	if body.PromiseN < 1 {
		p.Add("promise", "承诺时限：请填从受理到全部办结的工作日数")
	}
	fixed := slices.ContainsFunc(body.Steps, func(s Step) bool { return !s.Optional })
	switch {
	case len(body.Steps) == 0:
		p.Add("steps", "步骤：一步也没有，请至少写一步")
	case kind == Thing && !fixed:
		p.Add("steps", "步骤：一件事至少要有一步是必办的；全部由业主挑选的，请改成分类告知书")
	case kind == Notice && fixed:
		p.Add("steps", "步骤：分类告知书由业主挑选，每一步都要标“可选”")
	}
	if !slices.Equal(body.Stages, Stages) {
		p.Add("stages", "环节：对办事人只有受理、审查、办结三个环节")
	}
}

// gateUnits looks the lead unit and the units of countersigns up.
func gateUnits(tx *store.Tx, body Content, p *fault.Problems) error {
	known := func(code string) (bool, error) {
		_, err := org.ByCode(tx, code)
		if store.NoRow.Is(err) {
			return false, nil
		}
		return true, err
	}
	ok, err := known(body.Lead)
	if err != nil {
		return err
	}
	if !ok {
		p.Add("lead", "牵头单位：机构名录里没有“%s”，请核对单位编码", body.Lead)
	}
	for _, s := range body.Steps {
		if s.Countersign == nil {
			continue
		}
		for _, u := range s.Countersign.Units {
			ok, err := known(u)
			if err != nil {
				return err
			}
			if !ok {
				p.Add("steps", "步骤 %s：机构名录里没有“%s”，请核对会签单位的编码", s.Code, u)
			}
		}
	}
	return nil
}

// gateSteps looks at the steps alone; sound tells whether they can be put in
// order at all.
func gateSteps(body Content, p *fault.Problems) (sound bool) {
	sound = len(body.Steps) > 0
	problem := func(format string, args ...any) {
		p.Add("steps", format, args...)
		sound = false
	}
	seen, items := map[string]bool{}, map[string]string{}
	for _, s := range body.Steps {
		if s.Code == "" || seen[s.Code] {
			problem("步骤 %s：编号空着或重复，请给每一步不同的编号", s.Code)
		}
		seen[s.Code] = true
		if other, twice := items[s.Item]; twice && s.Item != "" {
			problem("步骤 %s：和步骤 %s 是同一个事项，一件事里一个事项只办一次", s.Code, other)
		}
		items[s.Item] = s.Code
		if (s.Item == "") == (s.Countersign == nil) {
			problem("步骤 %s：请写一个事项编码，或写一项会签，二选一", s.Code)
		}
		if _, ok := OnNoZh[s.OnNo]; !ok {
			problem("步骤 %s：请写明不同意时怎么办：继续、停止或退回", s.Code)
		}
	}
	for _, s := range body.Steps {
		for _, before := range append(slices.Clone(s.After), s.Follows...) {
			if !seen[before] {
				problem("步骤 %s：前面的步骤“%s”不在这件事里，请核对编号", s.Code, before)
			}
		}
		if s.Countersign != nil {
			s.Countersign.gate(s, p)
		}
	}
	return sound
}

func (c Countersign) gate(s Step, p *fault.Problems) {
	if s.Name == "" {
		p.Add("steps", "步骤 %s：会签要有名称，例如“设计方案联合审查”", s.Code)
	}
	units := slices.Clone(c.Units)
	slices.Sort(units)
	if len(units) == 0 || len(slices.Compact(units)) != len(c.Units) {
		p.Add("steps", "步骤 %s：请写会签单位，同一单位只写一次", s.Code)
	}
	if c.Quorum != All && c.Quorum != Any && c.Quorum != Ratio {
		p.Add("steps", "步骤 %s：会签规则请写全体、任一或比例", s.Code)
	}
	if c.Quorum == Ratio && (c.Num < 1 || c.Den < c.Num) {
		p.Add("steps", "步骤 %s：比例要大于 0、不大于 1，例如 2/3", s.Code)
	}
	if c.Days < 1 {
		p.Add("steps", "步骤 %s：会签要有期限，请写几个工作日", s.Code)
	}
	if c.Silence != Agree && c.Silence != Against {
		p.Add("steps", "步骤 %s：请写明期满没有意见算同意还是不同意", s.Code)
	}
}

// gateOrder refuses circles, items that are not on offer, a promise shorter than
// the critical path, and a step that asks for the result of another one without
// waiting for it. Every step counts as taken.
func gateOrder(tx *store.Tx, body Content, day calendar.Day, p *fault.Problems) error {
	every := make([]string, len(body.Steps))
	for i, s := range body.Steps {
		every[i] = s.Code
	}
	if tx.Today() > day {
		day = tx.Today()
	}
	plan, err := planOf(tx, body, every, nil, day, nil)
	if f, refused := fault.Of(err); refused && f.Def.Kind != fault.Internal {
		p.Add("steps", "%s", f.Sentence())
		return nil
	}
	if err != nil {
		return err
	}
	if plan.PathN > body.PromiseN {
		p.Add("promise", "承诺时限：%d 个工作日不够。各步的承诺沿“%s”加起来是 %d 个工作日，请改成不少于 %d，或先压缩这些事项的承诺",
			body.PromiseN, strings.Join(plan.titles(plan.Chain), " → "), plan.PathN, plan.PathN)
	}
	for _, t := range plan.Steps {
		plan.gateResults(t, p)
	}
	return nil
}

// gateResults refuses a step that asks for what another one gives without
// coming after it: the applicant would be asked for it, or the step would start
// too early.
func (p Plan) gateResults(t Taken, problems *fault.Problems) {
	before := p.allBefore(t.Code)
	for _, other := range p.Steps {
		if other.Code == t.Code || before[other.Code] || other.Countersign != nil {
			continue
		}
		for _, m := range t.Item.Materials {
			if squeeze(m.Name) == squeeze(other.Item.Rules.Result.Name) {
				problems.Add("steps", "步骤 %s：“%s”要用“%s”办出来的%s，请把步骤 %s 写到它前面，免得再向办事人要",
					t.Code, t.Title, other.Title, m.Name, other.Code)
			}
		}
	}
}

func (p Plan) allBefore(code string) map[string]bool {
	in, steps := map[string]bool{}, make([]Step, len(p.Steps))
	for i, t := range p.Steps {
		steps[i], in[t.Code] = t.Step, true
	}
	return forerunners(steps, in)[code]
}

func (p Plan) titles(codes []string) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		t, _ := p.Step(c)
		out[i] = t.Title
	}
	return out
}

// circleArgs words a circle with the names of its steps.
func circleArgs(tx *store.Tx, body Content, circle []string) fault.Args {
	byCode := stepsByCode(body.Steps)
	names := make([]string, len(circle))
	for i, code := range circle {
		names[i] = code
		if s := byCode[code]; s.Name != "" {
			names[i] += " " + s.Name
		} else if name, err := itemName(tx, s.Item); err == nil {
			names[i] += " " + name
		}
	}
	return fault.Args{"steps": strings.Join(names, " → ")}
}
