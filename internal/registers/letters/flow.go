package letters

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/workdays"
)

const verbVoid flow.Verb = "void"

var (
	voiders = []flow.Role{identity.Approver, identity.Head, identity.Coordinator, flow.RoleSystem}
	servers = []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head, identity.Coordinator, flow.RoleSystem}
	readers = []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head, identity.Supervisor, identity.Coordinator}
	anyUnit = []flow.Role{identity.Coordinator, flow.RoleSystem}
	editors = []flow.Role{identity.Editor, identity.Head, identity.Coordinator, flow.RoleSystem}
)

// Flow is the state table of a letter (文书状态).
var Flow = &flow.Table{
	Name:  "letters.letter",
	Zh:    "文书",
	Start: Valid,
	States: []flow.StateInfo{
		{State: Valid, Staff: "有效", Public: "有效"},
		{State: Voided, Staff: "已作废", Public: "已作废", Final: true},
	},
	Steps: []flow.Step{
		{From: Valid, Verb: verbVoid, To: Voided, Roles: voiders, Kind: "letter.void", Label: "作废"},
	},
}

// Manifest is what the register tells the house.
var Manifest = manifest.Room{
	Name:  "letters",
	Zh:    "文书",
	Basis: []string{"中华人民共和国行政许可法 第三十二条、第三十八条、第四十二条、第四十四条、第四十五条、第五十条", "中华人民共和国行政复议法", "中华人民共和国行政诉讼法 第四十六条", "中华人民共和国民事诉讼法 送达", "GB/T 9704-2012"},
	Flows: []*flow.Table{Flow},
	Perms: []manifest.Perm{
		{Name: "letters.read", Zh: "查看文书", Roles: append([]flow.Role{identity.Applicant}, readers...)},
		{Name: "letters.register", Zh: "用接口读取文书登记簿", Roles: append([]flow.Role{identity.Integrator}, readers...)},
		{Name: "letters.verify", Zh: "核对文书真伪、看文书样本"},
		{Name: "letters.deliver", Zh: "送达文书", Roles: servers},
		{Name: "letters.void", Zh: "作废文书", Roles: voiders},
		{Name: "letters.remedy", Zh: "设置救济途径", Roles: editors},
	},
	Clocks:    []manifest.ClockSource{{Kind: "letter.service", Zh: "手制文书送达", List: serviceClocks}},
	Consumers: []manifest.Consumer{{Name: "letters.redate", Kinds: []string{workdays.FactPublished}, Handle: redate}},
}

func may(by flow.Actor, verb string, roles []flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return flow.StepForbidden.New(fault.Args{"verb": verb, "roles": flow.RoleNames(roles)})
}

var sealsZh = map[SealKind]string{OfficialSeal: "公章", SpecialSeal: "专用章"}

// Zh is the kind of seal in words.
func (s SealKind) Zh() string { return sealsZh[s] }
