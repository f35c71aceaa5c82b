package catalogue

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
)

// Domain is a field of public concern that an item touches (涉及领域). Some
// keep it from conditional acceptance, some from pledge-based approval, because
// what is decided there on trust could not be made good again.
type Domain struct {
	Code, Zh    string
	Conditional bool // conditional acceptance stays possible
	Pledge      bool // pledge-based approval stays possible
}

// domains follow 国办发〔2020〕42号 and, for conditional acceptance, the
// narrower lists of the provinces' rules.
var domains = []Domain{
	{"public_safety", "公共安全", false, false},
	{"ecology", "生态环境保护", false, false},
	{"energy", "节约能源", false, true},
	{"health", "直接关系人身健康", false, false},
	{"life_property", "直接关系生命财产安全", false, false},
	{"national_security", "国家安全", false, false},
	{"secrets", "国家秘密", false, false},
	{"finance", "金融业审慎监管", true, false},
	{"foreign", "重要涉外", true, false},
}

// Domains are the fields as a code list.
var Domains = func() (list CodeList) {
	for _, d := range domains {
		list = append(list, Code{d.Code, d.Zh})
	}
	return list
}()

// excluded names the fields of the item that rule a way out.
func (c Content) excluded(open func(Domain) bool) string {
	var names []string
	for _, d := range domains {
		if slices.Contains(c.Domains, d.Code) && !open(d) {
			names = append(names, d.Zh)
		}
	}
	return strings.Join(names, "、")
}

// Ceiling is the limit that a promise to hand a material in later may not pass
// (补交期限的上限).
type Ceiling string

const (
	CeilingPromised  Ceiling = ""          // 承诺时限, unless the item says otherwise
	CeilingStatutory Ceiling = "statutory" // 法定时限
)

// Ceilings lists them with the words ledgers use.
var Ceilings = CodeList{{string(CeilingPromised), "承诺时限"}, {string(CeilingStatutory), "法定时限"}}

// appliedFor are the item types that start with an application (依申请).
var appliedFor = []string{"01", "05", "07", "08", "09", "10", "20"}

// secondary reports whether the material may follow after acceptance.
func (m Material) secondary() bool { return !m.Main && !m.Shared }

// Deferrable returns the materials that may follow after acceptance (可容缺材料);
// none while conditional acceptance is closed.
func (v Version) Deferrable() []Material {
	return v.those(v.Conditional, Material.secondary)
}

// Pledgeable returns the materials that a pledge may stand in for (可承诺代替的材料).
func (v Version) Pledgeable() []Material {
	return v.those(v.Pledge, func(m Material) bool { return m.Pledge })
}

func (v Version) those(open bool, is func(Material) bool) []Material {
	var out []Material
	for _, m := range v.Materials {
		if open && is(m) {
			out = append(out, m)
		}
	}
	return out
}

// MayDefer reports whether the material of the code may follow later.
func (v Version) MayDefer(code string) bool { return among(v.Deferrable(), code) }

// MayPledge reports whether a pledge may stand in for the material of the code.
func (v Version) MayPledge(code string) bool { return among(v.Pledgeable(), code) }

func among(list []Material, code string) bool {
	return slices.ContainsFunc(list, func(m Material) bool { return m.Code == code })
}

// gateConditional keeps conditional acceptance to applied-for items with a
// promised limit, outside the excluded fields, with something that may follow.
func gateConditional(v Version, p *fault.Problems) {
	for _, d := range v.Domains {
		if !Domains.Has(d) {
			p.Add("domains", "涉及领域：没有“%s”这一类，请从列表里选。", d)
		}
	}
	if !v.Conditional {
		return
	}
	if names := v.excluded(func(d Domain) bool { return d.Conditional }); names != "" {
		p.Check("conditional", ConditionalExcluded.New(fault.Args{"domains": names}))
	}
	if v.Kind != Promised || v.Relay || !slices.Contains(appliedFor, v.Guide.Type) {
		p.Check("conditional", ConditionalKind.New(nil))
	}
	if len(v.Deferrable()) == 0 {
		p.Check("conditional", NothingSecondary.New(nil))
	}
}

// gatePledge keeps pledge-based approval to what the State Council's notice
// leaves open, and wants said what is pledged and when it is looked into.
func gatePledge(v Version, p *fault.Problems) {
	marked := slices.ContainsFunc(v.Materials, func(m Material) bool { return m.Pledge })
	switch {
	case !v.Pledge && marked:
		p.Add("pledge", "告知承诺：有材料标了“可承诺代替”，请开通告知承诺，或去掉材料的标记。")
	case v.Pledge && !marked:
		p.Add("pledge", "告知承诺：还没有一份材料可以用承诺代替，请在材料里标出来，或关掉告知承诺。")
	}
	if !v.Pledge {
		return
	}
	if names := v.excluded(func(d Domain) bool { return d.Pledge }); names != "" {
		p.Check("pledge", PledgeExcluded.New(fault.Args{"domains": names}))
	}
	if strings.TrimSpace(v.Rules.PledgeDuty) == "" {
		p.Add("pledge_duty", "告知的条件：请写明申请人承诺自己符合什么条件，它会印在告知承诺书上。")
	}
	if v.Rules.PledgeCheck <= 0 {
		p.Add("pledge_check", "承诺核查时限：请填决定后几个工作日内核查，例如 30。")
	}
	for _, m := range v.Materials {
		if m.Pledge && m.Shared {
			p.Add("materials", "材料“%s”：共享取得、本来就不用交，不必再用承诺代替，请去掉标记。", m.Name)
		}
	}
}
