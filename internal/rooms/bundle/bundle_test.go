package bundle

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

const order = "1|land|停止；2|design；3|works|先 1、2|退回"

func Test事实说两遍只办一次(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.bundle("B1", order, 20)
		a := c.accepted("B1")
		first, second := c.granted(a.ID, "1"), c.granted(a.ID, "2")
		for range 2 {
			c.act(func(tx *store.Tx) error { return hear(tx, first) })
		}
		if r := c.runOf(a.ID, "3"); r.State != StepWaiting || r.CaseID != nil {
			t.Fatalf("前面只办完一步：%+v", r)
		}
		for range 2 {
			c.act(func(tx *store.Tx) error { return hear(tx, second) })
		}
		for range 2 {
			c.act(func(tx *store.Tx) error { return handOut(tx, store.Fact{Subject: a.ID}) })
		}
		r := c.runOf(a.ID, "3")
		if r.State != StepRunning || r.CaseID == nil {
			t.Fatalf("轮到第 3 步：%+v", r)
		}
		if err := sweepReady(c.s); err != nil {
			t.Fatal(err)
		}
		if again := c.runOf(a.ID, "3"); *again.CaseID != *r.CaseID {
			t.Fatal("第 3 步派了两次")
		}
		c.settle(a.ID, "3")
		if f := c.show(a.ID); f.App.State != Closed || f.ThreeStages()[2].Line != "全部办好了" {
			t.Fatalf("%s %v", f.App.State, f.ThreeStages())
		}
	})
}

func Test两个窗口同时受理只成一个(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.bundle("B1", order, 20)
		a := c.submitted("B1")
		var wg sync.WaitGroup
		var mu sync.Mutex
		won := 0
		for range 6 {
			wg.Go(func() {
				err := c.s.Write(context.Background(), func(tx *store.Tx) error {
					_, err := Accept(tx, clerk, a.ID, Seen(a.Version))
					return err
				})
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					won++
				case !store.ChangedMeanwhile.Is(err) && !flow.StepRefused.Is(err):
					t.Errorf("%v", err)
				}
			})
		}
		wg.Wait()
		cases := 0
		c.read(func(tx *store.Tx) error {
			found, err := casework.List(tx, flow.System("test"), casework.Find{Limit: 50})
			cases = len(found)
			return err
		})
		if won != 1 || cases != 2 {
			t.Fatalf("成了 %d 个，开了 %d 件", won, cases)
		}
	})
}

func Test范围外的看不见(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.bundle("B1", order, 20)
		a := c.accepted("B1")
		for name, by := range map[string]flow.Actor{"牵头单位": clerk, "后面步骤的单位": other, "申请人": c.owner, "优化办": office} {
			c.read(func(tx *store.Tx) error {
				if _, err := Show(tx, by, a.ID); err != nil {
					t.Errorf("%s：%v", name, err)
				}
				return nil
			})
		}
		neighbour := c.owner
		neighbour.Party, neighbour.Account = "someone", "neighbour"
		for _, by := range []flow.Actor{stranger, neighbour, {}} {
			c.refused(noApplication, func(tx *store.Tx) error { _, err := Show(tx, by, a.ID); return err })
			c.read(func(tx *store.Tx) error {
				list, err := List(tx, by, Find{})
				if len(list) > 0 {
					t.Errorf("%s 看到了 %d 件", by.Account, len(list))
				}
				return err
			})
		}
		c.refused(notLead, func(tx *store.Tx) error {
			_, err := Open(tx, stranger, Filing{Bundle: "B1", Party: c.party})
			return err
		})
	})
}

// Test同一份材料只要一次 is invariant B1: merged by kind of paper and by name,
// what an earlier step gives left out.
func Test同一份材料只要一次(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.bundle("B1", order, 20)
		c.read(func(tx *store.Tx) error {
			o, err := Current(tx, "B1", tx.Today())
			if err != nil {
				return err
			}
			p, err := PlanFor(tx, o, nil, c.answers(tx, "B1", nil))
			if err != nil {
				return err
			}
			var asked []string
			for _, m := range p.Asked() {
				asked = append(asked, m.Name)
			}
			if want := []string{"用地许可申请表", "总平面图", "设计许可申请表", "施工许可申请表"}; !slices.Equal(asked, want) {
				t.Errorf("要交 %v", asked)
			}
			if len(p.Fields) != 1 || len(p.Fields[0].Serves) != 3 || p.Apart != 7 || p.Saved() != 3 {
				t.Errorf("%d 个问题，分开 %d 份，省 %d 份", len(p.Fields), p.Apart, p.Saved())
			}
			return nil
		})
		a := c.accepted("B1")
		c.settle(a.ID, "1")
		c.settle(a.ID, "2")
		c.act(func(tx *store.Tx) error { return Dispatch(tx, flow.System("bundle.start"), a.ID) })
		c.read(func(tx *store.Tx) error {
			file, err := casework.Show(tx, flow.System("test"), *c.runOf(a.ID, "3").CaseID)
			for _, m := range file.Materials {
				if m.Standing == casework.Missing {
					t.Errorf("%s 还要交", m.Name)
				}
			}
			return err
		})
	})
}

func Test时钟与指标(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.bundle("B1", "1|会签 联审|单位 plan、build|规则 全体|期限 3|期满同意|停止；2|land|先 1", 15)
		a := c.submitted("B1")
		clocks := func(kind string) (out []manifest.Clock) {
			c.read(func(tx *store.Tx) (err error) {
				for _, s := range clockSources {
					if s.Kind == kind {
						out, err = s.List(tx, manifest.ClockFilter{OpenOnly: true})
					}
				}
				return err
			})
			return out
		}
		if k := clocks("bundle.notice"); len(k) != 1 || k[0].Unit != "plan" || k[0].Limits[0].N != 5 {
			t.Fatalf("受理答复 %+v", k)
		}
		c.act(func(tx *store.Tx) (err error) { a, err = Accept(tx, clerk, a.ID, 0); return err })
		if len(clocks("bundle.notice")) != 0 || len(clocks("bundle.promise")) != 1 || len(clocks("bundle.countersign")) != 2 {
			t.Fatal("受理后应有一个承诺、两个会签")
		}
		c.act(func(tx *store.Tx) error {
			_, err := Opine(tx, other, a.ID, 0, Saying{Step: "1", Vote: Agree})
			return err
		})
		if k := clocks("bundle.countersign"); len(k) != 1 || k[0].Unit != "plan" {
			t.Fatalf("住建局已答复 %+v", k)
		}
		if f := c.show(a.ID); !f.Holds("plan") || f.Holds("build") {
			t.Fatalf("卡在 %+v", f.Path.Holders)
		}
		c.clock.Advance(24 * 7 * time.Hour)
		if err := sweepSilence(c.s); err != nil {
			t.Fatal(err)
		}
		if r := c.runOf(a.ID, "1"); r.State != StepDone {
			t.Fatalf("期满同意 %s", r.State)
		}
		q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 6, 1), To: calendar.DayOf(2020, 6, 30)}, AsOf: c.clock.Now()}
		for _, f := range figures {
			c.read(func(tx *store.Tx) error {
				v, err := f.Value(tx, q)
				if err != nil {
					return err
				}
				records, err := f.Trace(tx, q)
				if int64(len(records)) != v.Num || v.Num == 0 {
					t.Errorf("%s：%d，记录 %d 条", f.ID, v.Num, len(records))
				}
				return err
			})
		}
	})
}

func Test草稿两人发布与抢改(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		v := c.bundle("B1", order, 20)
		c.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := Publish(tx, head, v.ID, 0); return err })
		var d Version
		next := Edition{Code: "B1", Kind: Thing, From: calendar.DayOf(2020, 6, 8), Content: v.Body}
		c.act(func(tx *store.Tx) (err error) { d, err = Create(tx, editor, next); return err })
		c.refused(notFound, func(tx *store.Tx) error {
			_, _, err := KeptVersion(tx, person("x", "build", deciders...), d.ID)
			return err
		})
		c.act(func(tx *store.Tx) error { _, err := Edit(tx, editor, d.ID, d.Revision, next); return err })
		c.refused(store.ChangedMeanwhile, func(tx *store.Tx) error { _, err := Edit(tx, editor, d.ID, d.Revision, next); return err })
		c.refused(store.ChangedMeanwhile, func(tx *store.Tx) error { _, err := Publish(tx, head, d.ID, d.Revision); return err })
		c.act(func(tx *store.Tx) error { _, err := Discard(tx, editor, d.ID); return err })
		next.From = calendar.DayOf(2020, 6, 1)
		c.act(func(tx *store.Tx) (err error) { d, err = Create(tx, editor, next); return err })
		c.refused(fromInPast, func(tx *store.Tx) error { _, err := Publish(tx, head, d.ID, 0); return err })
	})
}

func Test台账进出(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		row := manifest.Row{Number: 2, Cells: map[string]string{"code": "L1", "kind": "一件事", "name": "开工", "theme": "项目", "lead": "plan",
			"promise": "20", "from": "2020-01-01", "steps": order, "source": "示例文件"}}
		bring := func(cells map[string]string) (out manifest.Outcome) {
			c.act(func(tx *store.Tx) (err error) {
				out, err = applyLedger(tx, office, []manifest.Row{{Number: 2, Cells: cells}})
				return err
			})
			return out
		}
		if out := bring(row.Cells); out.New != 1 {
			t.Fatalf("%+v", out)
		}
		if out := bring(row.Cells); out.Same != 1 {
			t.Fatalf("第二次 %+v", out)
		}
		var back []string
		c.read(func(tx *store.Tx) error {
			return exportLedger(tx, office, func(cells []string) error { back = cells; return nil })
		})
		again := map[string]string{}
		for i, col := range importer.Columns {
			again[col.Name] = back[i]
		}
		if out := bring(again); out.Same != 1 {
			t.Fatalf("导出再导入 %+v %v", out, back)
		}
		bad := map[string]string{"code": "L2", "kind": "一件事", "name": "坏的", "lead": "plan", "promise": "十", "from": "昨天", "steps": "1"}
		if err := c.s.Write(context.Background(), func(tx *store.Tx) error {
			out, err := applyLedger(tx, office, []manifest.Row{{Number: 3, Cells: bad}})
			if len(out.Errors) != 3 {
				t.Errorf("%+v", out.Errors)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}
