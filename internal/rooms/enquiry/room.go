package enquiry

import (
	"maps"
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/workdays"
)

// Over is what the room tells the house, with the case sources by which it watches
// over enterprises that complained.
func Over(rooms ...manifest.Room) manifest.Room {
	k := watcher{manifest.CasesOf(rooms)}
	return manifest.Room{
		Name: "enquiry", Zh: "咨询投诉",
		Basis: []string{"《优化营商环境条例》第四十八、五十九条", "国办发〔2020〕53号", "湖南省营商环境投诉举报处理暂行办法（示例）"},
		Flows: []*flow.Table{Flow, ExtensionFlow, StatementFlow, UnsealFlow, AlarmFlow},
		Perms: []manifest.Perm{
			{Name: "enquiry.read", Zh: "查看和办理咨询投诉", Roles: slices.Concat(watch[1:], []flow.Role{identity.Head, identity.Reviewer})},
			{Name: "enquiry.register", Zh: "登记窗口、热线、来信的咨询投诉", Roles: desk},
			{Name: "enquiry.keep", Zh: "登记上级交办、看打击报复预警", Roles: watch[1:]},
			{Name: "enquiry.statement", Zh: "对反映本单位的事提交情况说明", Roles: heads},
			{Name: "enquiry.public", Zh: "提咨询投诉、凭编号和查询码查进度、看公开的问答"},
		},
		Figures: figures, Clocks: clocks, Sweeps: sweeps, Importers: importers,
		Consumers: []manifest.Consumer{
			{Name: "enquiry.redate", Kinds: []string{workdays.FactPublished}, Handle: redate},
			{Name: "enquiry.watch", Kinds: slices.Sorted(maps.Keys(hostile)), Handle: k.hear},
		},
	}
}
