package journal

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
)

// roleAuditAdmin is declared by package identity, which stands above.
const roleAuditAdmin flow.Role = "audit_admin" // 审计管理员

// Manifest is what the register tells the house.
var Manifest = manifest.Room{
	Name:  "journal",
	Zh:    "留痕",
	Basis: []string{"《网络安全法》第二十一条", "GB/T 22239-2019 8.1.4.3"},
	Perms: []manifest.Perm{
		{Name: "journal.read", Zh: "取用公开的留痕日志"},
		{Name: "journal.audit", Zh: "检索和核验留痕", Roles: []flow.Role{roleAuditAdmin}},
	},
}
