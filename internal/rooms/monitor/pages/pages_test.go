package pages_test

import (
	"slices"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/rooms/monitor/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// decision is a clock of the unit that began on a day.
func decision(number, unit string, start calendar.Day) manifest.Clock {
	return manifest.Clock{Kind: "case.decision", Zh: "作出决定", Subject: number, Number: number, Title: "建设工程规划许可", Link: "/cases/" + number,
		Unit: unit, Started: start.Start() + 10*3600_000, Start: start, Handler: "r1",
		Limits: []manifest.Limit{{Name: manifest.LimitPromised, N: 5, Unit: calendar.WorkDays}, {Name: manifest.LimitStatutory, N: 10, Unit: calendar.WorkDays}}}
}

// onBoth runs the test on a site that watches three clocks on 2020-06-08: one of
// zrzy is late, one is due soon, and one belongs to another unit.
func onBoth(t *testing.T, test func(t *testing.T, site *kittest.Site, remind func())) {
	t.Helper()
	t.Parallel()
	clocks := []manifest.Clock{decision("A-late", "zrzy", calendar.DayOf(2020, 5, 25)), decision("A-soon", "zrzy", calendar.DayOf(2020, 6, 2)),
		decision("B-late", "zjj", calendar.DayOf(2020, 5, 25))}
	list := func(_ *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
		return slices.DeleteFunc(slices.Clone(clocks), func(c manifest.Clock) bool {
			return (f.Unit != "" && f.Unit != c.Unit) || (f.Subject != "" && f.Subject != c.Subject) || f.Claimed
		}), nil
	}
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		watch := monitor.Watch([]manifest.ClockSource{{Kind: "case.decision", Zh: "作出决定", List: list}})
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, watch.Room()}, Nav: pages.Nav(),
			Routes: []func(kit.Deps) []kit.Route{pages.Routes(watch)}})
		test(t, site, func() {
			if err := watch.Remind(s); err != nil {
				t.Fatal(err)
			}
		})
	})
}

func Test快到期和效能时限_只看本单位_过去的时刻能重算(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, remind func()) {
		head, supervisor := site.As(identity.Head, "zrzy"), site.As(identity.Supervisor, "fgj")
		site.As(identity.Head, "zjj")
		remind()
		board := head.Get("/deadlines").Want(200, "已超期", "A-late", "提醒")
		if strings.Contains(board.Text("main"), "B-late") {
			t.Error("the head sees another unit's clock")
		}
		head.Get("/deadlines?due=three").Want(200, "A-soon")
		head.Get("/deadlines?due=paused").Want(200, "没有暂停计时的件")
		board.Form("main form").Submit().Want(200, "快到期")
		supervisor.Get("/deadlines").Want(200, "A-late", "B-late", "各单位")
		supervisor.Get("/deadlines?unit=zjj").Want(200, "B-late")

		cards := head.Get("/oversight").Want(200, "A-late", "黄牌", "没有补录的件")
		if strings.Contains(cards.Text("main"), "B-late") {
			t.Error("the head sees another unit's card")
		}
		supervisor.Get("/oversight?at=2020-05-26+09:00").Want(200, "按过去的时刻重算", "没有预警，也没有黄牌和红牌")
		supervisor.Get("/oversight?at=昨天").Want(200, "请写成“2020-06-12 15:30”")
		site.As(identity.SystemAdmin, "yhb").Get("/oversight").Want(403)
	})
}

func Test系统故障_一人填报另一人认定(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, _ func()) {
		head, supervisor := site.As(identity.Head, "zrzy"), site.As(identity.Supervisor, "fgj")
		form := head.Get("/oversight/faults").Want(200, "还没有系统故障记录").Form("form[action=/oversight/faults]").
			Set("system", "省一体化平台").Set("from", "六月一日").Set("cause", "窗口不能受理")
		if kept := form.Submit().Want(422, "开始时间：请写成", "结束时间：请写成").Form("form[action=/oversight/faults]"); kept.Value("cause") != "窗口不能受理" || kept.Value("from") != "六月一日" {
			t.Error("what was typed is gone")
		}
		list := form.Set("from", "2020-06-01 09:00").Set("to", "2020-06-01 17:00").Set("document", "运维记录 12 号").Submit().Want(200, "已填报", "省一体化平台")
		path := list.Attr("main tbody a[href]", "href")
		head.Get(path).Want(200, "由监管机构的另一位同事认定")
		head.Post(path, nil).Want(403)
		ruling := "form[action=" + path + "]"
		supervisor.Get(path).Form(ruling).Press("verb", "certify").Want(422, "意见")
		supervisor.Get(path).Form(ruling).Set("ruling", "与运维记录一致").Press("verb", "certify").Want(200, "已认定为系统技术原因")
		head.Get("/oversight").Want(200, "因系统技术原因不计")
		site.As(identity.Head, "zjj").Get("/oversight/faults/none").Want(404)
	})
}

func Test监管规则_一人提出另一人复核(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, _ func()) {
		first, second := site.As(identity.Supervisor, "fgj"), site.As(identity.Leader, "zfb")
		site.As(identity.Head, "zrzy").Get("/oversight/rules").Want(200, "现行规则")
		form := first.Get("/oversight/rules").Form("form[action=/oversight/rules]")
		kept := form.Set("opens", "早上").Set("red0", "0").Submit().Want(422, "上班时间：请写成", "生效日期", "第 1 条红牌")
		if f := kept.Form("form[action=/oversight/rules]"); f.Value("opens") != "早上" || f.Value("red0") != "0" {
			t.Error("what was typed is gone")
		}
		propose := func() {
			first.Get("/oversight/rules").Form("form[action=/oversight/rules]").Set("document", "桃优化办〔2020〕12号").Set("from", "2020-08-01").
				Set("confirm1", "1").Set("yellow_feedback", "4").Submit().Want(200, "等复核的版本", "请另一位同事复核")
		}
		propose()
		waiting := second.Get("/oversight/rules").Want(200, "对照文件复核无误", "确认后发牌", "黄牌反馈 3 个工作日")
		waiting.Form("form[action="+actionOf(waiting, "/drop")+"]").Submit().Want(200, "没有采用这一版")
		propose()
		waiting = second.Get("/oversight/rules")
		confirm := waiting.Form("form[action=" + actionOf(waiting, "/confirm") + "]")
		confirm.Submit().Want(200, "已复核", "2020-08-01")
	})
}

// actionOf is the address of the page's form that ends so.
func actionOf(page *kittest.Page, end string) string {
	for _, form := range page.Find("main form[action]") {
		for _, a := range form.Attr {
			if strings.HasSuffix(a.Val, end) {
				return a.Val
			}
		}
	}
	return ""
}
