// Package county (桃江县 2020 年上半年数据) embeds the ledgers a county would hand
// in: units, windows, accounts, service items and their materials, market
// entities, projects, bundles (一件事), and the half-year's cases and
// applications for bundles act by act.
//
// Units, townships, items and limits are real or taken from law; enterprises,
// persons, projects, bundles and cases are invented and say so (示例), except the story
// that the county's report tells of the 高胜模架 project.
package county

import "embed"

// Files holds the ledgers.
//
//go:embed *.csv *.xlsx
var Files embed.FS
