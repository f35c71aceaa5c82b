package report

import (
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Manifest is what the room tells the house. Its own figures, those over all
// cases, are made by NewRegistry because they need every room's sources.
var Manifest = manifest.Room{
	Name:  "report",
	Zh:    "报告与口径",
	Basis: []string{"《统计法》第六条至第九条、第三十七条", "《优化营商环境条例》第九条"},
	Perms: []manifest.Perm{
		{Name: "report.read", Zh: "查看数字台账和背后的记录", Roles: identity.Staff()},
	},
}
