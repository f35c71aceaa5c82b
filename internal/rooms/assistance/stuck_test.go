package assistance

import (
	"fmt"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

func clocksOf(t *testing.T, c *county, kind string, f manifest.ClockFilter) (out []manifest.Clock) {
	t.Helper()
	for _, source := range clocks {
		if source.Kind == kind {
			c.read(func(tx *store.Tx) (err error) { out, err = source.List(tx, f); return err })
		}
	}
	return out
}

func Test待认领有时限(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		e := c.given()
		open := clocksOf(t, c, "assist.claim", manifest.ClockFilter{OpenOnly: true})
		if len(open) != 1 || open[0].Start != calendar.DayOf(2020, 6, 8) || open[0].Limits[0].N != 2 || open[0].Fulfilled != nil {
			t.Fatalf("%+v", open)
		}
		if due := calendar.DayOf(2020, 6, 10); len(clocksOf(t, c, "assist.claim", manifest.ClockFilter{DueBy: &due})) != 1 {
			t.Error("6 月 10 日到期的没有列出")
		}
		c.act(func(tx *store.Tx) (err error) { e, err = TakeUp(tx, c.agent, e.ID, 0); return err })
		c.act(func(tx *store.Tx) error { _, err := Release(tx, c.agent, e.ID, 0, "休假"); return err })
		all := clocksOf(t, c, "assist.claim", manifest.ClockFilter{})
		if len(all) != 2 || all[0].Fulfilled == nil || all[1].Fulfilled != nil {
			t.Fatalf("退回后重新计时、前一次留着：%+v", all)
		}
		c.act(func(tx *store.Tx) error { _, err := Revoke(tx, c.owner, e.ID, 0, ""); return err })
		if all = clocksOf(t, c, "assist.claim", manifest.ClockFilter{}); !all[1].Void || all[1].VoidAt == nil {
			t.Errorf("撤销后没有人欠这一次认领：%+v", all[1])
		}
	})
}

func Test卡点问单位有时限(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		e := c.claimed(c.agent)
		k := c.opened(c.agent, e)
		ask := func(words string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Raise(tx, c.agent, on(e, k), words); return err }
		}
		c.refused(blockDraft, ask("卡在哪"))
		c.act(func(tx *store.Tx) error {
			_, err := HandPaper(tx, c.agent, on(e, k), "form", "申请表", papers.Checked{Stored: blob.Stored{Digest: fmt.Sprintf("%064x", "x"), Size: 9}, Mime: "application/pdf", Ext: ".pdf"})
			return err
		})
		c.act(func(tx *store.Tx) error { _, err := Submit(tx, c.agent, on(e, k)); return err })
		c.act(func(tx *store.Tx) error { _, err := casework.Accept(tx, clerk, k.ID, 0); return err })
		c.refused(fault.FormInvalid, ask(" "))
		var b Block
		c.act(func(tx *store.Tx) (err error) {
			b, err = Raise(tx, c.agent, on(e, k), "图纸审了三天没有回音")
			return err
		})
		c.refused(blockOpen, ask("再问一次"))
		if b.Unit != "plan" || b.Due != calendar.DayOf(2020, 6, 10) {
			t.Errorf("%+v", b)
		}
		reviewer := flow.Actor{Account: "rev", Name: "审查王", Unit: "plan", Roles: []flow.Role{identity.Reviewer}}
		elsewhere := flow.Actor{Account: "rev2", Name: "审查丙", Unit: "ynb", Roles: []flow.Role{identity.Reviewer}}
		answer := func(by flow.Actor, words string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := AnswerBlock(tx, by, b.ID, 0, words); return err }
		}
		c.refused(notFound, answer(elsewhere, "在办"))
		c.refused(flow.StepForbidden, answer(c.agent, "在办"))
		c.refused(fault.FormInvalid, answer(reviewer, ""))
		c.act(answer(reviewer, "明天上午出意见"))
		got := clocksOf(t, c, "assist.block", manifest.ClockFilter{Subject: b.ID})
		if len(got) != 1 || got[0].Fulfilled == nil || got[0].Void {
			t.Errorf("%+v", got)
		}
		c.read(func(tx *store.Tx) error {
			d, err := Show(tx, c.owner, e.ID)
			if err != nil || len(d.Blocks) != 1 || *d.Blocks[0].Answer != "明天上午出意见" {
				t.Errorf("申请人看不到答复：%+v %v", d.Blocks, err)
			}
			return nil
		})
		if v, n := c.figure("assist.blocks", "plan"); v != "1" || n != 1 {
			t.Errorf("卡点 %s，记录 %d", v, n)
		}
	})
}

func Test服务台账再导入不变(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		rows := func(cells ...map[string]string) []manifest.Row {
			var out []manifest.Row
			for i, one := range cells {
				out = append(out, manifest.Row{Number: i + 2, Cells: one})
			}
			return out
		}
		door := map[string]string{"unit": "plan", "kind": "上门服务", "matter": "上门核对", "day": "2020-06-05", "time": "10:00", "minutes": "30", "place": "厂区", "evidence": "登记表 1 号"}
		mail := map[string]string{"unit": "plan", "kind": "邮寄送达", "matter": "寄证", "day": "2020-06-05", "time": "11:00", "mail_number": "EM1", "evidence": "面单 EM1"}
		apply := func(by flow.Actor, cells ...map[string]string) (o manifest.Outcome) {
			c.act(func(tx *store.Tx) (err error) { o, err = applyServices(tx, by, rows(cells...)); return err })
			return o
		}
		if o := apply(office, door, mail); o.New != 2 || len(o.Errors) != 0 {
			t.Fatalf("%+v", o)
		}
		mail["received"] = "2020-06-06"
		if o := apply(office, door, mail); o.Same != 1 || o.Changed != 1 {
			t.Errorf("%+v", o)
		}
		office2 := map[string]string{"unit": "plan", "kind": "延时服务", "matter": "办证", "day": "2020-06-05", "time": "10:00", "evidence": "登记表 2 号"}
		var o manifest.Outcome
		err := c.s.Write(t.Context(), func(tx *store.Tx) (err error) { o, err = applyServices(tx, office, rows(office2)); return err })
		if err == nil && len(o.Errors) == 0 {
			t.Error("上班时间的“延时服务”也收了")
		}
	})
}
