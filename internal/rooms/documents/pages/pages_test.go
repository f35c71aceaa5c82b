package pages_test

import (
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/rooms/documents/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test填错留着_退回重送_另一人盖章(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		office := flow.Actor{Account: "office", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
		err := s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := org.Add(tx, office, org.UnitInput{Code: "scjg", Name: "桃江县市场监督管理局", Short: "市场监管局", Kind: org.Department, DocWord: "桃市监", Phone: "0737-8880001"})
			if err == nil {
				_, err = party.Register(tx, office, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4DEM002W"})
			}
			if err == nil {
				_, _, err = documents.PutStamp(tx, office, documents.StampInput{Code: "S1", Unit: "scjg", Kind: letters.OfficialSeal, Name: "桃江县市场监督管理局", Keeper: "办公室", Filing: "示例", From: calendar.DayOf(2019, 1, 2)})
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{documents.Manifest, letters.Manifest, identity.Manifest},
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Nav: pages.Nav()})
		writer, head := site.As(identity.Reviewer, "scjg"), site.As(identity.Head, "scjg")
		site.As(identity.Head, "zjj").Get("/documents").Want(200, "这里没有文书")
		writer.Get("/forms/grant/fill").Want(422, "不能手工填写")
		doc := writer.Get("/forms/penalty_notice/fill").Want(200, "拟罚款金额").Form("form[action=/forms/penalty_notice/fill]").
			Set("facts", "标签没有生产日期").Set("fine", "五千左右").Submit().Want(200, "草稿已保存", "五千左右", "处要补")
		doc = doc.Form("form[action="+doc.Path+"]").Press("do", "offer").Want(422, "五千左右", "理由没有填", "标签没有生产日期")
		doc = doc.Form("form[action="+doc.Path+"]").Set("fine", "5000").Set("party", "91430922MA4DEM002W").Set("reasons", "违反食品安全法").Set("intended", "罚款").Set("rights", "可以陈述申辩").
			Press("do", "offer").Want(200, "已送签")
		writer.Get(doc.Path+"/preview").Want(200, "样稿，还没有盖章", "人民币伍仟元整")
		back := head.Get(doc.Path).Want(200, "盖章制发").Form("form[action="+doc.Path+"/return]").Set("reason", "请写明法条").Submit().Want(200, "已退回修改")
		writer.Get(back.Path).Want(200, "请写明法条").Form("form[action="+doc.Path+"]").Press("do", "offer").Want(200, "已送签")
		head.Get(doc.Path).Form("form[action="+doc.Path+"/decide]").Press("do", "seal").Want(200, "桃市监罚告〔2020〕1号")
		head.Get("/seals").Want(200, "桃市监罚告〔2020〕1号", "写的人和盖章的人不同")
	})
}
