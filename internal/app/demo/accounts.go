package demo

import "yingshang/internal/kit"

// Accounts are the log-ins offered on the sign-in page, one of each kind.
var Accounts = []kit.DemoAccount{
	{Login: "shili-qy", Password: Password, Who: "企业（申请人）"},
	{Login: "zrzy-w1", Password: Password, Who: "自然资源局 窗口"},
	{Login: "zrzy-r1", Password: Password, Who: "自然资源局 审查"},
	{Login: "zrzy-a1", Password: Password, Who: "自然资源局 审批"},
	{Login: "zrzy-h1", Password: Password, Who: "自然资源局 负责人"},
	{Login: "xzsp-e1", Password: Password, Who: "事项管理员"},
	{Login: "bd-jkq1", Password: Password, Who: "经开区 帮代办员"},
	{Login: "yhb-1", Password: Password, Who: "优化办"},
	{Login: "jg-1", Password: Password, Who: "效能监管"},
	{Login: "xld-1", Password: Password, Who: "县领导"},
	{Login: "sfj-f1", Password: Password, Who: "法制审核"},
	{Login: "gaj-z1", Password: Password, Who: "涉企案件专管员"},
	{Login: "jw-1", Password: Password, Who: "督查组成员"},
	{Login: "kgx-h1", Password: Password, Who: "科工信局 负责人"},
	{Login: "sfj-h1", Password: Password, Who: "司法局 负责人"},
	{Login: "td-1", Password: Password, Who: "特聘监督员"},
	{Login: "sys-admin", Password: Password, Who: "系统管理员"},
	{Login: "sec-admin", Password: Password, Who: "安全管理员"},
	{Login: "aud-admin", Password: Password, Who: "审计管理员"},
}
