package pages_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test好差评公开_样本不足不算率_看不到是谁(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk, head, office := h.As(identity.Clerk, "zrzy"), h.As(identity.Head, "zrzy"), h.As(identity.Coordinator, "yhb")
		visitor := h.Visitor()
		visitor.Get("/open/ratings").Want(200, "还没有过完的半年")
		visitor.Get("/open/ratings/ratings.json").Want(404)
		bad := h.visit(clerk, "A3021")
		visitor.Get(bad).Form("form[action="+bad+"]").Set("level", "5").Set("words", "推来推去").Submit().Want(200, "谢谢您的评价")
		task := office.Get("/ratings").Attr("main tbody a[href]", "href")
		at := func(verb string) string { return "form[action=" + task + "/" + verb + "]" }
		office.Get(task).Form(at("contact")).Set("reached", "yes").Set("note", "回访说明").Submit().Want(200, "已登记")
		head.Get(task).Form(at("find")).Set("kind", "fixed").Set("finding", "属实").Set("action", "清单上墙").Submit().Want(200, "已登记")
		kept := office.Get(task).Form(at("resolve")).Set("reply", "已告知 A3021").Set("public", "清单贴在窗口").Submit().Want(422, "认出是谁评的")
		if kept.Form(at("resolve")).Value("public") != "清单贴在窗口" {
			t.Error("the public words typed are gone")
		}
		kept.Form(at("resolve")).Set("reply", "已告知本人").Submit().Want(200, "整改已办结")
		for _, page := range []*kittest.Page{head.Get("/ratings"), head.Get("/ratings?all=1"), head.Get(task), clerk.Get("/ratings"), clerk.Get(task)} {
			for _, secret := range []string{"A3021", "推来推去", "回访说明"} {
				if page.Want(200); strings.Contains(page.Body, secret) {
					t.Errorf("%s 给单位看了 %s", page.Path, secret)
				}
			}
		}
		h.clock.Set(calendar.DayOf(2020, 7, 1).Start())
		visitor.Get("/open/ratings").Want(200, "2020 年上半年", "样本不足，不算率", "100.0%＝1÷1", "清单贴在窗口", "已整改到位")
		visitor.Get("/open/ratings?lang=en").Want(200, "Ratings of public services", "too few ratings for a rate", "First half of 2020")
		visitor.Get("/open/ratings?half=2020-2").Want(404)
		visitor.Get("/open/ratings/all.csv").Want(404)
		visitor.Get("/open/ratings/ratings.csv").Want(200, "全县,,全县,1,1,100.0,1,10,—,—,—,样本不足，不算率")
		visitor.Get("/open/ratings/ratings.json").Want(200, `"min_sample": 10`, `"good_percent": null`)
		visitor.Get("/open/ratings/redress.csv").Want(200, "已整改到位,按期,,清单贴在窗口")
		for _, file := range []string{"", "/ratings.csv", "/ratings.json", "/redress.csv"} {
			for _, secret := range []string{"A3021", "推来推去", "回访说明", "已告知本人", "清单上墙", "PJ-"} {
				if page := visitor.Get("/open/ratings" + file); strings.Contains(page.Body, secret) {
					t.Errorf("公开的 %s 里有 %s", page.Path, secret)
				}
			}
		}
	})
}

func Test好差评公开_无障碍_两种宽度(t *testing.T) {
	t.Parallel()
	s, clock := storetest.SQLite(t)
	h := &hall{t: t, store: s, clock: clock, Site: site(t, s)}
	clerk := h.As(identity.Clerk, "zrzy")
	for i := range 11 {
		token := strings.TrimPrefix(h.visit(clerk, fmt.Sprint("B", i)), "/rate/")
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := rating.Rate(tx, flow.Actor{}, token, rating.Answer{Level: 2, Channel: rating.QR})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	clock.Set(calendar.DayOf(2020, 7, 1).Start())
	b := h.Visitor().Browser()
	for _, width := range []int{1366, 390} {
		b.Open("/open/ratings", width, 768).WantAccessible("published ratings")
		b.WantNoSideScroll("published ratings")
	}
}
