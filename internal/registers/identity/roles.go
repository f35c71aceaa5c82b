package identity

import (
	"slices"

	"yingshang/internal/kernel/flow"
)

// The roles an account may hold. Three of them administer the system and are
// disjoint from each other and from every other role (三员分立).
const (
	Applicant   flow.Role = "applicant"    // 申请人
	Clerk       flow.Role = "clerk"        // 窗口人员
	Reviewer    flow.Role = "reviewer"     // 审查人员
	Approver    flow.Role = "approver"     // 审批人
	Head        flow.Role = "head"         // 单位负责人
	Editor      flow.Role = "editor"       // 事项管理员
	Agent       flow.Role = "agent"        // 帮代办员
	Coordinator flow.Role = "coordinator"  // 优化办
	Supervisor  flow.Role = "supervisor"   // 效能监管员
	Leader      flow.Role = "leader"       // 县领导
	Integrator  flow.Role = "integrator"   // 接口账号
	Special     flow.Role = "special"      // 特聘监督员: from outside, sees the own work only
	SystemAdmin flow.Role = "system_admin" // 系统管理员
	SafetyAdmin flow.Role = "safety_admin" // 安全管理员
	AuditAdmin  flow.Role = "audit_admin"  // 审计管理员
)

// RoleInfo describes a role for the pages and the generated documents.
type RoleInfo struct {
	Role    flow.Role
	Zh      string
	Admin   bool // one of the three administrators
	Staff   bool // belongs to a unit
	Factors bool // must sign in with a second factor
}

// Roles lists every role.
var Roles = []RoleInfo{
	{Applicant, "申请人", false, false, false},
	{Clerk, "窗口人员", false, true, false},
	{Reviewer, "审查人员", false, true, false},
	{Approver, "审批人", false, true, true},
	{Head, "单位负责人", false, true, true},
	{Editor, "事项管理员", false, true, false},
	{Agent, "帮代办员", false, true, false},
	{Coordinator, "优化办", false, true, false},
	{Supervisor, "效能监管员", false, true, false},
	{Leader, "县领导", false, true, false},
	{Integrator, "接口账号", false, true, false},
	{Special, "特聘监督员", false, false, false},
	{SystemAdmin, "系统管理员", true, true, true},
	{SafetyAdmin, "安全管理员", true, true, true},
	{AuditAdmin, "审计管理员", true, true, true},
}

func init() {
	for _, r := range Roles {
		flow.NameRole(r.Role, r.Zh)
	}
}

// Staff returns the roles of people who belong to a unit, without the three
// administrators.
func Staff() []flow.Role {
	var out []flow.Role
	for _, r := range Roles {
		if r.Staff && !r.Admin {
			out = append(out, r.Role)
		}
	}
	return out
}

// RolesCompatible reports whether one account may hold all of the roles: an
// administrator role stands alone (GB/T 22239-2019 8.1.4.2 d).
func RolesCompatible(roles []flow.Role) bool {
	for _, r := range Roles {
		if r.Admin && slices.Contains(roles, r.Role) && len(roles) > 1 {
			return false
		}
	}
	return true
}

// anyAdmin reports whether one of the roles is an administrator's.
func anyAdmin(roles []flow.Role) bool {
	return slices.ContainsFunc(roles, func(r flow.Role) bool { return slices.Contains(Admins(), r) })
}

// Admins returns the three administrator roles.
func Admins() []flow.Role {
	var out []flow.Role
	for _, r := range Roles {
		if r.Admin {
			out = append(out, r.Role)
		}
	}
	return out
}

// ParseRole reads a role by its word or by its machine name.
func ParseRole(s string) (flow.Role, bool) {
	for _, r := range Roles {
		if s == r.Zh || s == string(r.Role) {
			return r.Role, true
		}
	}
	return "", false
}
