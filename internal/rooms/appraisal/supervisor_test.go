package appraisal

import (
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

var (
	chen = flow.Actor{Account: "t1", Name: "陈律师", Unit: "yhb", Roles: []flow.Role{identity.Special}, Channel: "mobile"}
	li   = flow.Actor{Account: "t2", Name: "李老板", Unit: "yhb", Roles: []flow.Role{identity.Special}, Channel: "mobile"}
)

var tieAccount = store.Exec(`UPDATE appraisal_supervisor SET account = $1 WHERE county = $2 AND id = $3`)

// serves puts a supervisor on the roster, tied to the account.
func (h *hall) serves(who flow.Actor, code string, conflicts ...string) Supervisor {
	h.t.Helper()
	var s Supervisor
	h.act(func(tx *store.Tx) (err error) {
		s, err = Appoint(tx, office, Appointment{Code: code, Name: who.Name, Source: "公开报名", Occupation: "律师", Conflicts: conflicts,
			From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31), Document: "桃优化办〔2020〕示例2号"})
		return err
	})
	err := h.s.Maintain(h.t.Context(), func(tx *store.Tx) error { return tieAccount.One(tx, who.Account, tx.County(), s.ID) })
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

func (h *hall) handIn(by flow.Actor, about string) (o Opinion) {
	h.t.Helper()
	h.act(func(tx *store.Tx) (err error) {
		o, err = HandIn(tx, by, OpinionInput{About: about, Title: "取号机坏了", Words: "等了四十分钟", Hidden: true})
		return err
	})
	return o
}

func Test监督员最多两届_退出以后不能再提(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		s := h.serves(chen, "TJ-01", "zjj")
		h.refused(notKeeper, func(tx *store.Tx) error { _, err := Appoint(tx, head, Appointment{}); return err })
		renew := func(from, to calendar.Day) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Renew(tx, office, s.ID, s.Version, Appointment{From: from, To: to, Document: "续聘文件"})
				return err
			}
		}
		h.refused(termRunning, renew(calendar.DayOf(2020, 12, 31), calendar.DayOf(2021, 12, 31)))
		h.act(renew(calendar.DayOf(2021, 1, 1), calendar.DayOf(2021, 12, 31)))
		s.Version++
		h.refused(termsUsed, renew(calendar.DayOf(2022, 1, 1), calendar.DayOf(2022, 12, 31)))
		h.refused(termOver, func(tx *store.Tx) error { _, err := HandIn(tx, chen, OpinionInput{Title: "x", Words: "y"}); return err })
		h.at(2021, 1, 4)
		h.refused(conflicted, func(tx *store.Tx) error {
			_, err := HandIn(tx, chen, OpinionInput{About: "zjj", Title: "x", Words: "y"})
			return err
		})
		h.refused(conflicted, func(tx *store.Tx) error {
			_, err := Give(tx, office, TaskInput{Supervisor: s.ID, Title: "陪办", What: "看排队", Unit: "zjj", Due: tx.Today() + 9})
			return err
		})
		o := h.handIn(chen, "zrzy")
		h.act(func(tx *store.Tx) (err error) { _, err = End(tx, office, s.ID, s.Version, "工作调动"); return err })
		h.refused(termOver, func(tx *store.Tx) error { _, err := HandIn(tx, chen, OpinionInput{Title: "x", Words: "y"}); return err })
		h.refused(flow.StepRefused, renew(calendar.DayOf(2022, 1, 1), calendar.DayOf(2022, 12, 31)))
		h.read(func(tx *store.Tx) error { _, err := OpinionByID(tx, chen, o.ID); return err })
		if v, _ := h.figure("supervisors.active"); v.Text != "1" {
			t.Errorf("2021 年才退出的，2020 年末还在聘：%s", v.Text)
		}
		h.read(func(tx *store.Tx) error {
			found, err := active(tx, manifest.Query{Period: manifest.Period{From: tx.Today(), To: tx.Today()}, AsOf: tx.Now()})
			if len(found) != 0 {
				t.Errorf("退出当天还算在聘：%+v", found)
			}
			return err
		})
	})
}

func Test意见件件有答复_本人确认才办结(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.serves(chen, "TJ-01")
		h.serves(li, "TJ-02")
		h.at(2020, 6, 8)
		if v, _ := h.figure("supervisors.adoption_rate"); v.Text != "—" {
			t.Errorf("没有办结的意见，采纳率应是 —，得 %s", v.Text)
		}
		o := h.handIn(chen, "zrzy")
		h.refused(notSupervisor, func(tx *store.Tx) error { _, err := HandIn(tx, head, OpinionInput{}); return err })
		h.refused(opinionUnknown, func(tx *store.Tx) error { _, err := OpinionByID(tx, li, o.ID); return err })
		h.refused(opinionUnknown, func(tx *store.Tx) error { _, err := OpinionByID(tx, head, o.ID); return err })
		h.act(func(tx *store.Tx) (err error) { o, err = Assign(tx, office, o.ID, o.Version, "zrzy", 5); return err })
		if *o.Due != calendar.DayOf(2020, 6, 15) {
			t.Errorf("答复期限 %s", *o.Due)
		}
		h.read(func(tx *store.Tx) error {
			seen, err := OpinionByID(tx, head, o.ID)
			if seen.SupervisorID != "" {
				t.Error("单位看到了是谁提的")
			}
			return err
		})
		h.refused(opinionUnknown, func(tx *store.Tx) error { _, err := Answer(tx, otherHead, o.ID, o.Version, "已修好"); return err })
		h.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := Answer(tx, chen, o.ID, o.Version, "已修好"); return err })
		h.confirmed(t, o)
	})
}

// confirmed goes on from an opinion that a unit is to answer.
func (h *hall) confirmed(t *testing.T, o Opinion) {
	t.Helper()
	h.act(func(tx *store.Tx) (err error) {
		o, err = Answer(tx, head, o.ID, o.Version, "当天已修好")
		return err
	})
	h.act(func(tx *store.Tx) (err error) {
		o, err = Rule(tx, office, o.ID, o.Version, false, "个别故障")
		return err
	})
	h.refused(confirmOwn, func(tx *store.Tx) error { _, err := Confirm(tx, office, o.ID, o.Version, ""); return err })
	h.refused(opinionUnknown, func(tx *store.Tx) error { _, err := Confirm(tx, li, o.ID, o.Version, ""); return err })
	h.act(func(tx *store.Tx) (err error) {
		o, err = Disagree(tx, chen, o.ID, o.Version, "第二天又坏了")
		return err
	})
	if o.State != OpinionAssigned || o.AnsweredAt != nil || o.FirstAnsweredAt == nil {
		t.Errorf("退回重办：%+v", o)
	}
	h.act(func(tx *store.Tx) (err error) {
		o, err = Answer(tx, head, o.ID, o.Version, "换了新机器")
		return err
	})
	h.act(func(tx *store.Tx) (err error) {
		o, err = Rule(tx, office, o.ID, o.Version, true, "采纳，全大厅排查")
		return err
	})
	h.refused(disagreedOnce, func(tx *store.Tx) error { _, err := Disagree(tx, chen, o.ID, o.Version, "还不行"); return err })
	h.act(func(tx *store.Tx) (err error) {
		o, err = Confirm(tx, chen, o.ID, o.Version, "去看过，好了")
		return err
	})
	h.handIn(li, "")
	for id, want := range map[string]string{"supervisors.active": "2", "supervisors.opinions": "2", "supervisors.closed": "1",
		"supervisors.answered_rate": "50.0", "supervisors.adoption_rate": "100.0"} {
		v, trace := h.figure(id)
		var n int64
		for _, r := range trace {
			n += r.Amount
		}
		if v.Text != want || n != v.Num {
			t.Errorf("%s 是 %s，应是 %s（%d/%d）", id, v.Text, want, n, v.Num)
		}
	}
}

func Test任务只有本人看得到和反馈(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		s := h.serves(chen, "TJ-01")
		h.serves(li, "TJ-02")
		var task Task
		h.act(func(tx *store.Tx) (err error) {
			task, err = Give(tx, office, TaskInput{Supervisor: s.ID, Title: "陪办企业开办", What: "看一次能不能办完", Unit: "zrzy", Due: tx.Today() + 20})
			return err
		})
		h.read(func(tx *store.Tx) error {
			for by, want := range map[*flow.Actor]int{&chen: 1, &li: 0, &head: 0, &office: 1} {
				list, err := Tasks(tx, *by, "")
				if err != nil || len(list) != want {
					t.Errorf("%s 看到 %d 项任务：%v", by.Name, len(list), err)
				}
			}
			return nil
		})
		h.refused(taskUnknown, func(tx *store.Tx) error { _, err := Report(tx, li, task.ID, task.Version, "试过"); return err })
		h.act(func(tx *store.Tx) (err error) {
			task, err = Report(tx, chen, task.ID, task.Version, "两小时办完")
			return err
		})
		h.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := Cancel(tx, office, task.ID, task.Version); return err })
	})
}

func Test台账导出再导入不变(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.published(Window, february)
		h.at(2020, 2, 10)
		h.marks(february, "A03", "A04")
		s := h.serves(chen, "TJ-01", "zjj", "zrzy")
		if err := h.s.Maintain(t.Context(), func(tx *store.Tx) error { return tieAccount.One(tx, nil, tx.County(), s.ID) }); err != nil {
			t.Fatal(err) // the account of the test is no register's
		}
		for _, imp := range importers {
			var rows []string
			var heads []string
			for _, c := range imp.Columns {
				heads = append(heads, c.Zh)
			}
			rows = append(rows, strings.Join(heads, ","))
			h.read(func(tx *store.Tx) error {
				return imp.Export(tx, office, func(cells []string) error { rows = append(rows, strings.Join(cells, ",")); return nil })
			})
			out, err := ledger.Import(t.Context(), h.s, office, imp, ledger.File{Name: "a.csv", Data: []byte(strings.Join(rows, "\n"))}, ledger.Apply)
			if err != nil || out.New+out.Changed != 0 || out.Same != len(rows)-1 {
				t.Errorf("%s 再导入：新 %d 改 %d 同 %d，%v %v\n%s", imp.Zh, out.New, out.Changed, out.Same, out.Errors, err, strings.Join(rows, "\n"))
			}
		}
		bad := "月份,对象类别,对象编码,考核项,编号,次数或得分,日期,情况,凭据\n二月,窗口,A03,到岗,K1,0,2020-02-03,查,表\n2020-02,窗口,A99,到岗,K1,0,2020-02-03,查,表\n2020-02,窗口,A03,到岗,K9,-1,2020-03-03,查,表\n"
		out, _ := ledger.Import(t.Context(), h.s, office, importers[0], ledger.File{Name: "b.csv", Data: []byte(bad)}, ledger.Apply)
		if len(out.Errors) < 4 {
			t.Errorf("三行都有错：%+v", out.Errors)
		}
	})
}
