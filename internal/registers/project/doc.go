// Package project (投资项目) is the register of investment projects and of
// which of them are key projects (重点项目), by day.
//
// Basis: 政府投资条例 and 企业投资项目核准和备案管理条例 (project code of the
// national platform, 投资项目代码); the county's own lists of key projects.
//
// What always holds: a project code belongs to one project; a project is a key
// project for stated days on the strength of a stated document, so that the
// shorter promise of a key project (重点项目承诺时限) can be looked up for the
// day a case was accepted.
//
// Every room may call it.
package project
