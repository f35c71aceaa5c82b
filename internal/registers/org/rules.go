package org

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
)

// The roles this register asks for. Package identity declares the full list; it
// stands above this register, so the names are repeated here and a test there
// holds them together.
const (
	roleCoordinator flow.Role = "coordinator"  // 优化办
	roleSystemAdmin flow.Role = "system_admin" // 系统管理员
	roleSafetyAdmin flow.Role = "safety_admin" // 安全管理员
	roleHead        flow.Role = "head"         // 单位负责人
)

// PermManage is held by those who keep the register of units and windows.
var PermManage = manifest.Perm{Name: "org.manage", Zh: "维护机构和窗口",
	Roles: []flow.Role{roleCoordinator, roleSystemAdmin, flow.RoleSystem}}

// PermRead is public: every guide names the unit and its telephones.
var PermRead = manifest.Perm{Name: "org.read", Zh: "查看机构和窗口"}

func mayManage(by flow.Actor) error {
	if by.Has(PermManage.Roles...) {
		return nil
	}
	return NotManager.New(nil)
}

// mayDelegate lets people hand over their own roles; the head of a unit and the
// safety administrator may do it for somebody who cannot sign in any more.
func mayDelegate(by flow.Actor, from string) error {
	if by.Account == from || by.Has(roleHead, roleSafetyAdmin, flow.RoleSystem) {
		return nil
	}
	return NotYourDelegation.New(nil)
}

var kindNames = []struct {
	kind Kind
	zh   string
}{
	{Department, "县直部门"}, {Vertical, "垂管单位"}, {Township, "乡镇"}, {Park, "园区"},
	{Hall, "政务服务大厅"}, {SubCentre, "分中心"}, {Village, "村（社区）"},
	{Utility, "公用事业单位"}, {Other, "其他"},
}

// Kinds lists the kinds of units in the order lists show them.
func Kinds() []Kind {
	out := make([]Kind, len(kindNames))
	for i, k := range kindNames {
		out[i] = k.kind
	}
	return out
}

// Zh is the kind in words.
func (k Kind) Zh() string {
	for _, n := range kindNames {
		if n.kind == k {
			return n.zh
		}
	}
	return string(k)
}

// ParseKind reads a kind by its word or by its machine name.
func ParseKind(s string) (Kind, bool) {
	for _, n := range kindNames {
		if s == n.zh || s == string(n.kind) {
			return n.kind, true
		}
	}
	return "", false
}

// known reports whether k is one of the kinds.
func (k Kind) known() bool { return slices.Contains(Kinds(), k) }
