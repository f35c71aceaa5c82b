package mandate

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

func who(account, unit string, roles ...flow.Role) flow.Actor {
	return flow.Actor{Account: account, Name: account, Unit: unit, Roles: roles, Channel: "pc"}
}

var (
	office  = who("o1", "yhb", identity.Coordinator)
	second  = who("o2", "yhb", identity.Coordinator)
	leader  = who("l1", "xzf", identity.Leader)
	headA   = who("a1", "zrzy", identity.Head)
	clerkA  = who("a2", "zrzy", identity.Clerk)
	headB   = who("b1", "zjj", identity.Head)
	headFGJ = who("f1", "fgj", identity.Head)
	founder = who("f", "yhb", identity.Coordinator)
)

// hall is a store with units, and a keeper over one figure that a test sets.
type hall struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
	value int64
	k     *Keeper
}

func both(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		h := &hall{t: t, s: s, clock: clock, value: 3}
		h.k = Over([]manifest.Room{{Name: "casework", Figures: []manifest.Figure{{ID: "cases.closed", Label: "办结件", Version: 1,
			Value: func(*store.Tx, manifest.Query) (manifest.Value, error) {
				return manifest.Value{Num: h.value, Den: 1, Text: fmt.Sprint(h.value)}, nil
			},
			Trace: func(*store.Tx, manifest.Query) ([]manifest.Record, error) {
				return make([]manifest.Record, h.value), nil
			}}}}})
		h.at(2020, 4, 8)
		h.act(func(tx *store.Tx) error {
			for _, u := range []struct{ code, parent string }{{"xzf", ""}, {"fgj", "xzf"}, {"yhb", "fgj"}, {"zrzy", "xzf"}, {"zjj", "xzf"}} {
				if _, err := org.Add(tx, founder, org.UnitInput{Code: u.code, Name: "桃江县" + u.code, Short: u.code + "简称", Kind: org.Department, Parent: u.parent}); err != nil {
					return err
				}
			}
			_, err := AdoptRegulation(tx, founder)
			return err
		})
		test(t, h)
	})
}

func (h *hall) at(y, m, d int) { h.clock.Set(calendar.DayOf(y, m, d).Start() + 9*3_600_000) }

func (h *hall) act(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) read(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Read(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); !want.Is(err) {
		h.t.Fatalf("应答 %s，得到 %v", want.Code, err)
	}
}

func proof(name string) []papers.Proof {
	return []papers.Proof{{Name: name, File: papers.Checked{Stored: blob.Stored{Digest: strings.Repeat("ab", 32), Size: 9}, Mime: "application/pdf", Ext: ".pdf"}}}
}

func input(number string) TaskInput {
	return TaskInput{List: KeyList, Number: number, Title: "压缩时限", Measure: "办结提前一半", Lead: "zrzy", Partners: []string{"zjj简称"},
		Due:        calendar.DayOf(2020, 6, 27), // a Saturday: 端午 moves work to the 28th
		Milestones: []MilestoneInput{{"出方案", calendar.DayOf(2020, 5, 8)}}}
}

// open has a task published on 13 April.
func (h *hall) open(number string, change ...func(*TaskInput)) (t Task) {
	h.t.Helper()
	in := input(number)
	for _, c := range change {
		c(&in)
	}
	h.act(func(tx *store.Tx) (err error) { t, err = SetTask(tx, office, in); return err })
	h.act(func(tx *store.Tx) (err error) {
		t, err = PublishTask(tx, leader, number, t.Version, "桃发〔2020〕示例1号")
		return err
	})
	return t
}

func (h *hall) task(number string) (t Task) {
	h.t.Helper()
	h.read(func(tx *store.Tx) (err error) { t, err = TaskByNumber(tx, office, number); return err })
	return t
}

// file has a report filed; the task's version is read first.
func (h *hall) file(by flow.Actor, number string, in ReportInput) (r Report) {
	h.t.Helper()
	v := h.task(number).Version
	h.act(func(tx *store.Tx) (err error) { r, err = File(tx, by, number, v, in); return err })
	return r
}

func (h *hall) decide(by flow.Actor, r Report, confirm bool) {
	h.t.Helper()
	h.act(func(tx *store.Tx) error {
		_, err := Decide(tx, by, r.ID, r.Version, Decision{confirm, "看过"})
		return err
	})
}

func (h *hall) figure(id, unit string, as ...manifest.Query) (text string) {
	h.t.Helper()
	h.read(func(tx *store.Tx) error {
		q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}, AsOf: tx.Now(), Unit: unit}
		for _, f := range figures {
			if f.ID != id {
				continue
			}
			v, err := f.Value(tx, q)
			if err != nil {
				return err
			}
			trace, err := f.Trace(tx, q)
			var n int64
			for _, r := range trace {
				n += r.Amount
			}
			if n != v.Num || v.Den != 1 && int64(len(trace)) != v.Den {
				h.t.Errorf("%s 是 %d/%d，记录合计 %d，共 %d 条", id, v.Num, v.Den, n, len(trace))
			}
			text = v.Text
			return err
		}
		return fmt.Errorf("没有这个数：%s", id)
	})
	return text
}

func Test一项任务一个牵头_另一人公布(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		set := func(by flow.Actor, change func(*TaskInput)) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { in := input("ZD-1"); change(&in); _, err := SetTask(tx, by, in); return err }
		}
		h.refused(notKeeper, set(headA, func(*TaskInput) {}))
		h.refused(oneLead, set(office, func(in *TaskInput) { in.Lead = "zrzy、zjj" }))
		h.refused(fault.FormInvalid, set(office, func(in *TaskInput) { in.Lead = "" }))
		h.refused(fault.FormInvalid, set(office, func(in *TaskInput) { in.Partners = []string{"zrzy"} }))
		h.refused(fault.FormInvalid, set(office, func(in *TaskInput) { in.Due = calendar.DayOf(2020, 4, 8) }))
		h.refused(fault.FormInvalid, set(office, func(in *TaskInput) { in.Milestones[0].Due = in.Due + 1 }))
		h.refused(fault.FormInvalid, set(office, func(in *TaskInput) { in.List, in.Clause = ClauseList, "722-99" }))
		h.act(set(office, func(*TaskInput) {}))
		h.refused(numberTaken, set(office, func(*TaskInput) {}))
		h.read(func(tx *store.Tx) error {
			if _, err := TaskByNumber(tx, headA, "ZD-1"); !taskUnknown.Is(err) {
				t.Errorf("草案让单位看到了：%v", err)
			}
			return nil
		})
		h.refused(samePerson, func(tx *store.Tx) error { _, err := PublishTask(tx, office, "ZD-1", 1, "文件"); return err })
		h.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := PublishTask(tx, second, "ZD-1", 1, " "); return err })
		h.act(func(tx *store.Tx) error {
			n, err := PublishList(tx, second, KeyList, "桃发〔2020〕示例1号")
			return errorUnless(n == 1, err)
		})
		h.refused(nothingDrafted, func(tx *store.Tx) error { _, err := PublishList(tx, second, KeyList, "文件"); return err })
		h.read(func(tx *store.Tx) error { _, err := TaskByNumber(tx, headA, "ZD-1"); return err })
		if got := h.figure("tasks.key", "") + h.figure("tasks.key", "zrzy") + h.figure("tasks.key", "zjj") + h.figure("tasks.clause", ""); got != "1100" {
			t.Errorf("重点任务数 %s", got)
		}
	})
}

func errorUnless(ok bool, err error) error {
	if err == nil && !ok {
		err = fmt.Errorf("不是这样")
	}
	return err
}

func Test没有佐证不能报完成_不能自己确认(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.at(2020, 4, 13)
		h.open("ZD-1")
		v := h.task("ZD-1").Version
		try := func(by flow.Actor, in ReportInput) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := File(tx, by, "ZD-1", v, in); return err }
		}
		h.refused(notYours, try(headFGJ, ReportInput{Kind: OfProgress, Words: "做了", Percent: 10}))
		h.refused(leadOnly, try(headB, ReportInput{Kind: OfAll, Words: "做了", Proofs: proof("照片")}))
		h.refused(flow.StepForbidden, try(clerkA, ReportInput{Kind: OfAll, Words: "做了", Proofs: proof("照片")}))
		h.refused(fault.FormInvalid, try(headA, ReportInput{Kind: OfProgress, Words: "做了", Percent: 100}))
		h.refused(fault.FormInvalid, try(headA, ReportInput{Kind: OfAll, Words: "做了"}))
		h.refused(fault.FormInvalid, try(headA, ReportInput{Kind: OfAll, Words: "节点还没完成", Proofs: proof("照片")}))
		first := h.file(headB, "ZD-1", ReportInput{Kind: OfProgress, Words: "配合做了", Percent: 40})
		h.refused(selfConfirmation, func(tx *store.Tx) error {
			_, err := Decide(tx, who("b9", "zjj", identity.Coordinator), first.ID, 1, Decision{Confirm: true})
			return err
		})
		h.refused(reportUnknown, func(tx *store.Tx) error {
			_, err := Decide(tx, headFGJ, first.ID, 1, Decision{Confirm: true})
			return err
		})
		h.decide(office, first, true)
		step := h.step("ZD-1")
		v = h.task("ZD-1").Version
		h.refused(fault.FormInvalid, try(clerkA, ReportInput{Kind: OfMilestone, Milestone: step.ID, Words: "方案印发", Percent: 30}))
		reached := h.file(clerkA, "ZD-1", ReportInput{Kind: OfMilestone, Milestone: step.ID, Words: "方案印发", Percent: 30, Proofs: proof("方案")})
		if !reached.Regress {
			t.Error("进度从 40 退到 30，没有标出来")
		}
		v = h.task("ZD-1").Version
		h.refused(reportsWaiting, try(headA, ReportInput{Kind: OfAll, Words: "节点还没确认", Proofs: proof("x")}))
		h.decide(leader, reached, true)
		if m := h.step("ZD-1"); m.ReachedAt == nil || *m.ReachedAt != reached.FiledAt {
			t.Errorf("节点完成时间要按报告交来的时间：%+v", m)
		}
		h.closing(t, "ZD-1")
	})
}

func (h *hall) step(number string) Milestone {
	h.t.Helper()
	var f TaskFile
	h.read(func(tx *store.Tx) (err error) { f, err = FileOf(tx, office, number); return err })
	return f.Milestones[0]
}

// closing goes on to the end of a task whose milestone was reached.
func (h *hall) closing(t *testing.T, number string) {
	t.Helper()
	all := ReportInput{Kind: OfAll, Words: "全部完成", Proofs: proof("验收单")}
	r := h.file(headA, number, all)
	h.decide(office, r, false)
	if got := h.task(number); got.State != Open || got.HandedAt != nil {
		t.Errorf("退回以后 %+v", got)
	}
	r = h.file(headA, number, all)
	h.read(func(tx *store.Tx) error {
		f, err := FileOf(tx, headB, number)
		if len(f.Reports) != 4 || len(f.Reports[3].Proofs) != 1 {
			t.Errorf("责任单位看到 %d 份报告", len(f.Reports))
		}
		if f, _ := FileOf(tx, headFGJ, number); f.Inside || len(f.Reports) != 0 {
			t.Error("别的单位看到了报告")
		}
		if _, err := ProofByID(tx, headFGJ, f.Reports[3].Proofs[0].ID); !scoreUnknown.Is(err) {
			t.Errorf("别的单位打开了佐证：%v", err)
		}
		return err
	})
	h.decide(leader, r, true)
	got := h.task(number)
	if got.State != Closed || got.Percent != 100 || h.figure("tasks.closed", "zrzy") != "1" {
		t.Errorf("完成以后 %+v", got)
	}
	h.refused(fault.FormInvalid, func(tx *store.Tx) error {
		_, err := Reopen(tx, leader, number, got.Version, tx.Today()+9, Why{Reason: "抽查不符"})
		return err
	})
	h.act(func(tx *store.Tx) error {
		_, err := Reopen(tx, leader, number, got.Version, tx.Today()+9, Why{"抽查不符", "督查通报"})
		return err
	})
	if h.figure("tasks.closed", "") != "0" {
		t.Error("重新打开以后还算完成")
	}
}

func Test优化办设在发改局_发改局牵头的由县领导确认(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.at(2020, 4, 13)
		h.open("ZD-1", func(in *TaskInput) { in.Lead, in.Partners, in.Milestones = "fgj", nil, nil })
		r := h.file(headFGJ, "ZD-1", ReportInput{Kind: OfAll, Words: "完成", Proofs: proof("文件")})
		h.refused(selfConfirmation, func(tx *store.Tx) error { _, err := Decide(tx, office, r.ID, 1, Decision{Confirm: true}); return err })
		h.read(func(tx *store.Tx) error {
			mine, err := Waiting(tx, office)
			theirs, err2 := Waiting(tx, leader)
			if len(mine) != 0 || len(theirs) != 1 {
				t.Errorf("优化办等 %d 份，县领导等 %d 份", len(mine), len(theirs))
			}
			return firstOf(err, err2)
		})
		h.decide(leader, r, true)
	})
}

func Test期限变更留痕_逾期要说明(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.at(2020, 4, 13)
		task := h.open("ZD-1")
		why := Why{"疫情影响招标", "桃优化办〔2020〕示例9号"}
		due := func(by flow.Actor, day calendar.Day, w Why) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := ChangeDue(tx, by, "ZD-1", task.Version, Move{Due: day, Why: w})
				return err
			}
		}
		rows := []manifest.Row{{Number: 2, Cells: map[string]string{"number": "ZD-1", "title": "压缩时限", "measure": "办结提前一半", "lead": "zrzy",
			"partners": "zjj", "due": "2020-09-30", "milestones": "2020-05-08 出方案"}}}
		h.act(func(tx *store.Tx) error {
			out, err := applyTasks(KeyList)(tx, office, rows)
			if err == nil && (len(out.Errors) != 1 || !strings.Contains(out.Errors[0].Sentence, "变更期限")) {
				t.Errorf("台账悄悄改了期限：%+v", out)
			}
			return firstOf(err)
		})
		h.refused(flow.StepForbidden, due(headA, calendar.DayOf(2020, 9, 30), why))
		h.refused(fault.FormInvalid, due(office, calendar.DayOf(2020, 9, 30), Why{Reason: "改"}))
		h.refused(fault.FormInvalid, due(office, task.Due, why))
		h.refused(fault.FormInvalid, due(office, calendar.DayOf(2020, 5, 7), why))
		h.refused(workdays.NoCalendar, due(office, calendar.DayOf(2035, 3, 31), why))
		h.refused(notLate, func(tx *store.Tx) error { _, err := Explain(tx, headA, "ZD-1", task.Version, "晚了"); return err })
		h.at(2020, 6, 28) // the due Saturday rolls on to the Sunday that is worked
		h.refused(notLate, func(tx *store.Tx) error { _, err := Explain(tx, headA, "ZD-1", task.Version, "晚了"); return err })
		h.at(2020, 6, 29)
		r := h.file(headA, "ZD-1", ReportInput{Kind: OfMilestone, Milestone: h.step("ZD-1").ID, Words: "方案印发", Percent: 50, Proofs: proof("方案")})
		h.decide(office, r, true)
		v := h.task("ZD-1").Version
		h.refused(explainFirst, func(tx *store.Tx) error {
			_, err := File(tx, headA, "ZD-1", v, ReportInput{Kind: OfAll, Words: "好了", Proofs: proof("x")})
			return err
		})
		h.refused(leadOnly, func(tx *store.Tx) error { _, err := Explain(tx, headB, "ZD-1", v, "晚了"); return err })
		h.act(func(tx *store.Tx) error {
			_, err := Explain(tx, headA, "ZD-1", v, "招标流标一次，七月十日完成")
			return err
		})
		h.act(func(tx *store.Tx) error {
			_, err := ChangeDue(tx, office, "ZD-1", v+1, Move{Due: calendar.DayOf(2020, 7, 10), Why: why})
			return err
		})
		got := h.task("ZD-1")
		if got.FirstDue != task.Due || got.Due != calendar.DayOf(2020, 7, 10) || got.LateReason == nil || h.figure("tasks.due_changes", "") != "1" {
			t.Errorf("变更以后 %+v", got)
		}
	})
}

func Test谁落后_同一分母_没有到期的另列(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.at(2020, 4, 13)
		plain := func(lead string, due calendar.Day) func(*TaskInput) {
			return func(in *TaskInput) { in.Lead, in.Partners, in.Milestones, in.Due = lead, nil, nil, due }
		}
		h.open("A1", plain("zrzy", calendar.DayOf(2020, 5, 8)))
		h.open("A2", plain("zrzy", calendar.DayOf(2020, 5, 15)))
		h.open("B1", plain("zjj", calendar.DayOf(2020, 5, 8)))
		h.open("C1", plain("fgj", calendar.DayOf(2020, 12, 31)))
		h.decide(office, h.file(headA, "A1", ReportInput{Kind: OfAll, Words: "完成", Proofs: proof("x")}), true)
		h.at(2020, 5, 8)
		if got := h.figure("tasks.on_time_rate", ""); got != "—" {
			t.Errorf("还没有到期的，按期率 %s", got)
		}
		h.at(2020, 5, 18)
		var r Ranking
		h.read(func(tx *store.Tx) (err error) { r, err = Rank(tx, headB); return err })
		if len(r.Due) != 2 || r.Due[0].Unit != "zjj" || r.Due[0].Nth != 1 || r.Due[0].Counts[Behind] != 1 || r.Due[0].Longest != 10 ||
			r.Due[1].Due() != 2 || r.Due[1].Tenths() != 500 || len(r.Apart) != 1 || r.Apart[0].Unit != "fgj" {
			t.Errorf("排名 %+v", r)
		}
		if all, zero := h.figure("tasks.on_time_rate", ""), h.figure("tasks.on_time_rate", "fgj"); all != "33.3" || zero != "—" {
			t.Errorf("按期率 %s，没有到期的单位 %s", all, zero)
		}
		if n := h.figure("tasks.overdue", ""); n != "2" {
			t.Errorf("逾期 %s 项", n)
		}
		h.read(func(tx *store.Tx) error {
			by := calendar.DayOf(2020, 5, 10)
			found, err := taskClocks(tx, manifest.ClockFilter{DueBy: &by})
			if len(found) != 1 || found[0].Number != "B1" {
				t.Errorf("5 月 10 日前到期的时钟 %+v", found)
			}
			owed, err2 := OwedBy(tx, headB, "zrzy")
			if len(owed) != 2 || owed[1].Fate(tx.Today()) != Behind {
				t.Errorf("背后的记录 %+v", owed)
			}
			return firstOf(err, err2)
		})
	})
}

func Test指标版本_权重_自评复核(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		var s System
		h.act(func(tx *store.Tx) (err error) { s, err = DraftSystem(tx, office, "hn-2019"); return err })
		h.refused(systemWaiting, func(tx *store.Tx) error { _, err := DraftSystem(tx, second, "hn-2019"); return err })
		edit := func(code, name, weight, figure string) {
			w, _ := ParseWeight(weight)
			h.act(func(tx *store.Tx) (err error) {
				s, _, err = EditIndicator(tx, office, s.ID, s.Version, Indicator{Code: code, Name: name, Weight: w, Better: "none", Unit: "zrzy", Figure: figure})
				return err
			})
		}
		publish := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) (err error) {
				_, err = h.k.PublishSystem(tx, by, s.ID, s.Version, "分工文件")
				return err
			}
		}
		for n, name := range Catalogues[1].Names {
			w := "11.11"
			if n == 0 {
				w = "11.13"
			}
			edit(fmt.Sprintf("%02d", n+1), name, w, map[bool]string{true: "cases.closed"}[n == 8])
		}
		h.refused(samePerson, publish(office))
		h.refused(fault.FormInvalid, publish(second)) // 100.01
		edit("01", "开办企业", "11.12", "cases.gone")
		h.refused(fault.FormInvalid, publish(second))
		edit("01", "开办企业", "11.12", "")
		h.act(publish(second))
		h.refused(versionFixed, func(tx *store.Tx) error {
			_, _, err := EditIndicator(tx, office, s.ID, s.Version+1, Indicator{Code: "01", Name: "开办", Better: "none"})
			return err
		})
		h.act(func(tx *store.Tx) error {
			next, err := DraftSystem(tx, office, "hn-2019")
			return errorUnless(next.Edition == 2, err)
		})
		h.scored(t, s)
	})
}

// scored goes through a round of the published system.
func (h *hall) scored(t *testing.T, s System) {
	t.Helper()
	h.at(2020, 7, 1)
	in := RoundInput{System: s.ID, Title: "上半年自评", From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 6, 30), Due: calendar.DayOf(2020, 7, 15)}
	h.act(func(tx *store.Tx) error { _, err := OpenRound(tx, office, in); return err })
	h.refused(roundTwice, func(tx *store.Tx) error { _, err := OpenRound(tx, office, in); return err })
	var list []ScoreLine
	h.read(func(tx *store.Tx) (err error) {
		if other, _ := Scores(tx, headB, "", ""); len(other) != 0 {
			t.Error("别的单位看到了自评")
		}
		list, err = Scores(tx, clerkA, "", "")
		return err
	})
	last, other := list[8], list[0]
	file := func(s ScoreLine, in ScoreInput) func(tx *store.Tx) error {
		return func(tx *store.Tx) error { _, err := h.k.FileScore(tx, clerkA, s.ID, s.Version, in); return err }
	}
	h.refused(valueFromRecords, file(last, ScoreInput{Points: 10_00, Value: "99", Grounds: "好", Proofs: proof("表")}))
	h.refused(fault.FormInvalid, file(last, ScoreInput{Points: 12_00, Grounds: "好", Proofs: proof("表")}))
	h.refused(fault.FormInvalid, file(last, ScoreInput{Points: 10_00, Grounds: "好"}))
	h.refused(fault.FormInvalid, file(other, ScoreInput{Points: 10_00, Grounds: "好", Proofs: proof("表")}))
	h.act(file(last, ScoreInput{Points: 10_00, Grounds: "对照标准", Proofs: proof("表")}))
	h.value = 5 // a record came later: the difference shows
	h.read(func(tx *store.Tx) error {
		got, proofs, err := ScoreByID(tx, clerkA, last.ID)
		now, ok, err2 := h.k.ValueOf(tx, got)
		if got.Value != "3" || got.Records != 3 || now.Value.Text != "5" || !ok || len(proofs) != 1 {
			t.Errorf("自评 %+v，现在 %+v", got, now)
		}
		return firstOf(err, err2)
	})
	review := func(by flow.Actor, r Review) func(tx *store.Tx) error {
		return func(tx *store.Tx) error { _, err := ReviewScore(tx, by, last.ID, last.Version+1, r); return err }
	}
	h.refused(selfConfirmation, review(who("a9", "zrzy", identity.Coordinator), Review{Accept: true, Points: 10_00}))
	h.refused(fault.FormInvalid, review(office, Review{Accept: true, Points: 8_00}))
	h.refused(flow.StepForbidden, review(headA, Review{Accept: true, Points: 10_00}))
	h.act(review(office, Review{Accept: true, Points: 8_00, Opinion: "两件超期"}))
	h.refused(scoresOpen, func(tx *store.Tx) error { _, err := CloseRound(tx, office, last.RoundID, 1); return err })
	if got := h.figure("tasks.indicators_reviewed", "zrzy") + h.figure("tasks.indicators_adjusted", ""); got != "11" {
		t.Errorf("复核 %s", got)
	}
}

func Test台账导出再导入不变(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.at(2020, 4, 13)
		h.open("ZD-1")
		h.open("TL-36", func(in *TaskInput) { in.List, in.Clause = ClauseList, "722-36" })
		h.act(func(tx *store.Tx) error { _, err := DraftSystem(tx, office, "cn-2020"); return err })
		for _, imp := range importers {
			var heads []string
			for _, c := range imp.Columns {
				heads = append(heads, c.Zh)
			}
			rows := []string{strings.Join(heads, ",")}
			h.read(func(tx *store.Tx) error {
				return imp.Export(tx, office, func(cells []string) error { rows = append(rows, strings.Join(cells, ",")); return nil })
			})
			out, err := ledger.Import(t.Context(), h.s, office, imp, ledger.File{Name: "a.csv", Data: []byte(strings.Join(rows, "\n"))}, ledger.Apply)
			if err != nil || len(rows) < 2 || out.New+out.Changed != 0 || out.Same != len(rows)-1 {
				t.Errorf("%s 再导入：新 %d 改 %d 同 %d，%v %v", imp.Zh, out.New, out.Changed, out.Same, out.Errors, err)
			}
		}
		if n := h.figure("tasks.clauses_assigned", ""); n != "1" {
			t.Errorf("有责任单位的条款 %s", n)
		}
		h.read(func(tx *store.Tx) error {
			task, err := Refer(tx, headA, "ZD-1")
			clause, err2 := Refer(tx, headA, "722-36")
			again, err3 := Resolve(tx, clause.Kind, clause.ID)
			if task.Lead != "zrzy" || clause.Kind != "clause" || again != clause {
				t.Errorf("引用 %+v %+v %+v", task, clause, again)
			}
			return firstOf(err, err2, err3)
		})
	})
}

func Test条例七十二条_目录权重正好一百(t *testing.T) {
	t.Parallel()
	for n, a := range regulation {
		if a.Article != int64(n+1) || a.Summary == "" {
			t.Errorf("第 %d 条 %+v", n+1, a)
		}
	}
	if len(regulation) != 72 || Han(36) != "三十六" || Han(10) != "十" || Han(105) != "一百零五" {
		t.Error("条数或序数不对")
	}
	for _, c := range Catalogues {
		var s System
		list, _ := shippedIndicators(c.Code, &s)
		var sum Weight
		for _, i := range list {
			sum += i.Weight
		}
		if sum != Full || len(list) != len(c.Names) {
			t.Errorf("%s 权重合计 %s", c.Title, sum)
		}
	}
}
