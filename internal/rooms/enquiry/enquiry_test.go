package enquiry

import (
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

func Test从提交到评价_审核的不是写的_沉默不算满意(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.refused(unknown, func(tx *store.Tx) error { _, err := ByID(tx, office, "没有"); return err })
		if err := h.s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := File(tx, nobody, Filing{Kind: "x", Title: "我的电话 13800001111", Words: "短", Mobile: "1"})
			return err
		}); err == nil || !strings.Contains(err.Error(), "form.invalid") {
			t.Errorf("错误应一次说清：%v", err)
		}
		r := h.filed()
		e := r.Enquiry
		if e.Number != "SQ20200601-0001" || e.AcceptDue != calendar.DayOf(2020, 6, 4) || strings.Contains(e.WhoMask, "立新") {
			t.Errorf("编号 %s，受理期限 %s，%s", e.Number, e.AcceptDue, e.WhoMask)
		}
		h.refused(unknown, func(tx *store.Tx) error { _, err := ByID(tx, finance, e.ID); return err })
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Accept(tx, office, e.ID, e.Version, Acceptance{}) })
		if e.Unit != "czj" || *e.HandleDue != calendar.DayOf(2020, 6, 22) {
			t.Errorf("第三层分类应派给第一层的单位：%s，%s", e.Unit, *e.HandleDue)
		}
		h.refused(notYours, func(tx *store.Tx) error { _, err := Write(tx, second, e.ID, e.Version, whole); return err })
		h.refused(unknown, func(tx *store.Tx) error { _, err := Write(tx, builder, e.ID, e.Version, whole); return err })
		if err := h.s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := Write(tx, writer, e.ID, e.Version, Reply{Answer: "正在研究"})
			return err
		}); err == nil || !strings.Contains(err.Error(), "form.invalid") {
			t.Errorf("缺依据、情况、救济应退回：%v", err)
		}
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Write(tx, writer, e.ID, e.Version, whole) })
		h.refused(replyFails, func(tx *store.Tx) error {
			_, err := Send(tx, office, e.ID, e.Version, []string{"answers"})
			return err
		})
		if got := h.figure("complaints.answered"); got != "0" {
			t.Errorf("写好没有发出，不算答复：%s", got)
		}
		h.did(&e, func(tx *store.Tx) (Enquiry, error) {
			return Return(tx, office, e.ID, e.Version, []string{"basis"}, "没有写哪天拨付")
		})
		h.answered(&e)
		h.refused(trackRefused, func(tx *store.Tx) error { _, err := Track(tx, e.Number, "0000000000"); return err })
		h.did(&e, func(tx *store.Tx) (Enquiry, error) {
			return Reopen(tx, nobody, e.Number, string(r.Code), "undone", "钱还没有到账")
		})
		if e.State != Assigned || h.figure("complaints.answered") != "1" {
			t.Error("退回重办以后，第一次答复仍然算答复过")
		}
		h.answered(&e)
		h.clock.Set((*e.ConfirmUntil + 1).Start() + 3_600_000)
		h.refused(windowOver, func(tx *store.Tx) error { _, err := Rate(tx, nobody, e.Number, string(r.Code), 1, ""); return err })
		for range 2 {
			if err := sweepSilent(h.s); err != nil {
				t.Fatal(err)
			}
		}
		if h.figure("complaints.satisfied_rate") != "—" || h.figure("complaints.silent") != "1" || h.figure("complaints.reopened") != "1" {
			t.Error("沉默不是满意")
		}
		h.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := Withdraw(tx, nobody, e.Number, string(r.Code)); return err })
	})
}

func Test写的人不能审核(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		e := h.filed(func(f *Filing) { f.Category = "" }).Enquiry
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Accept(tx, office, e.ID, e.Version, Acceptance{}) })
		if e.Unit != "yhb" {
			t.Fatalf("没有分类的由受理机构办：%s", e.Unit)
		}
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Write(tx, office, e.ID, e.Version, whole) })
		h.refused(samePerson, func(tx *store.Tx) error { _, err := Send(tx, office, e.ID, e.Version, allMet()); return err })
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Send(tx, second, e.ID, e.Version, allMet()) })
	})
}

func Test被反映的单位不办不看_只看告诉它的(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.refused(accusedRegisters, func(tx *store.Tx) error {
			in := ordinary()
			in.Channel, in.Kind, in.Accused = "window", Report, "zjj"
			_, err := Register(tx, clerk, in)
			return err
		})
		r := h.filed(func(f *Filing) { f.Kind, f.Category, f.Accused = Report, "09", "zjj" })
		e := r.Enquiry
		if !e.Confidential || e.WhoMask != "保密" {
			t.Error("举报一律保密")
		}
		h.refused(accusedHandles, func(tx *store.Tx) error {
			_, err := Accept(tx, office, e.ID, e.Version, Acceptance{Unit: "zjj"})
			return err
		})
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Accept(tx, office, e.ID, e.Version, Acceptance{}) })
		if e.Unit != "yhb" {
			t.Fatalf("规则派给被反映的单位时要跳过它：%s", e.Unit)
		}
		h.refused(accusedHandles, func(tx *store.Tx) error {
			_, err := Move(tx, office, e.ID, e.Version, "zjj", "住建职责")
			return err
		})
		accused := office
		accused.Unit = "zjj"
		h.read(func(tx *store.Tx) error {
			for _, by := range []flow.Actor{builder, accused} {
				if _, err := ByID(tx, by, e.ID); !unknown.Is(err) {
					t.Errorf("%s 看到了：%v", by.Name, err)
				}
				if list, _ := List(tx, by, Filter{}); len(list) != 0 {
					t.Error("被反映的单位在列表里看到了")
				}
			}
			return nil
		})
		if err := h.s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := AskStatement(tx, office, e.ID, "陈立新说你们乱收费")
			return err
		}); err == nil {
			t.Error("告知内容不能有诉求人姓名")
		}
		var s Statement
		h.act(func(tx *store.Tx) (err error) {
			s, err = AskStatement(tx, office, e.ID, "请说明今年施工许可环节收费的项目和依据")
			return err
		})
		h.act(func(tx *store.Tx) (err error) { s, err = StatementByID(tx, builder, s.ID); return err })
		if s.RecordID != "" || s.AskedBy != "" {
			t.Error("情况说明不能通向举报件")
		}
		h.act(func(tx *store.Tx) (err error) {
			s, err = Give(tx, builder, s.ID, s.Version, "没有收费项目")
			return err
		})
		h.unsealed(t, e)
	})
}

// unsealed looks at who filed, as two people may.
func (h *hall) unsealed(t *testing.T, e Enquiry) {
	t.Helper()
	h.refused(sealed, func(tx *store.Tx) error { _, err := Reveal(tx, office, e.ID, "要联系"); return err })
	var u Unseal
	h.act(func(tx *store.Tx) (err error) {
		u, err = AskUnseal(tx, office, e.ID, "要当面核对票据")
		return err
	})
	h.refused(samePerson, func(tx *store.Tx) error {
		_, err := DecideUnseal(tx, office, u.ID, u.Version, true, "同意")
		return err
	})
	h.refused(unsealUnknown, func(tx *store.Tx) error {
		_, err := DecideUnseal(tx, builder, u.ID, u.Version, true, "同意")
		return err
	})
	h.refused(unsealWaiting, func(tx *store.Tx) error { _, err := AskUnseal(tx, office, e.ID, "再申请"); return err })
	h.act(func(tx *store.Tx) (err error) {
		u, err = DecideUnseal(tx, leader, u.ID, u.Version, true, "确有必要")
		return err
	})
	h.refused(sealed, func(tx *store.Tx) error { _, err := Reveal(tx, second, e.ID, "我也看看"); return err })
	h.act(func(tx *store.Tx) error {
		who, err := Reveal(tx, office, e.ID, "核对票据")
		if who.Name != "陈立新" || who.Party != credit {
			t.Errorf("看到的是 %+v", who)
		}
		return err
	})
	h.read(func(tx *store.Tx) error {
		list, err := Unsealings(tx, leader)
		if len(list) != 1 || len(list[0].Looks) != 1 {
			t.Errorf("看过几次要记下来：%+v", list)
		}
		return err
	})
	h.clock.Set(*u.UntilAt + 1)
	h.refused(sealed, func(tx *store.Tx) error { _, err := Reveal(tx, office, e.ID, "过期了"); return err })
}

func Test转办有限_延期一次(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		e := h.filed().Enquiry
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Accept(tx, office, e.ID, e.Version, Acceptance{}) })
		due := *e.HandleDue
		h.did(&e, func(tx *store.Tx) (Enquiry, error) {
			return Move(tx, finance, e.ID, e.Version, "zjj", "不是财政的钱")
		})
		h.refused(transferBack, func(tx *store.Tx) error {
			_, err := Move(tx, builder, e.ID, e.Version, "czj", "就是财政的")
			return err
		})
		if *e.HandleDue != due {
			t.Error("转办不重新计时")
		}
		h.did(&e, func(tx *store.Tx) (Enquiry, error) {
			return Move(tx, office, e.ID, e.Version, "czj", "会商后指定")
		})
		h.refused(transferClosed, func(tx *store.Tx) error { _, err := Move(tx, finance, e.ID, e.Version, "thj", "再推"); return err })
		h.at(2020, 6, 5)
		h.act(func(tx *store.Tx) error {
			_, err := AskExtension(tx, writer, e.ID, e.Version, 10, "要核对去年的名单")
			return err
		})
		h.refused(extensionUsed, func(tx *store.Tx) error {
			_, err := AskExtension(tx, finance, e.ID, e.Version, 3, "再要")
			return err
		})
		h.refused(flow.StepForbidden, func(tx *store.Tx) error {
			_, err := DecideExtension(tx, writer, e.ID, e.Version, true, "同意")
			return err
		})
		h.did(&e, func(tx *store.Tx) (Enquiry, error) {
			return DecideExtension(tx, office, e.ID, e.Version, true, "属实")
		})
		h.read(func(tx *store.Tx) error {
			told, err := noticesOf.All(tx, tx.County(), e.ID)
			if *e.HandleDue <= due || !strings.Contains(told[len(told)-1].Words, "只延这一次") {
				t.Errorf("延期要告诉诉求人：%+v", told)
			}
			return err
		})
		other := h.filed(func(f *Filing) {
			f.Title, f.Words = "路灯不亮影响夜间装卸", "园区三号路的路灯坏了一个月，夜里装卸不安全。"
		}).Enquiry
		h.did(&other, func(tx *store.Tx) (Enquiry, error) { return Accept(tx, office, other.ID, other.Version, Acceptance{}) })
		h.clock.Set((*other.HandleDue + 1).Start() + 3_600_000)
		h.refused(extensionLate, func(tx *store.Tx) error {
			_, err := AskExtension(tx, writer, other.ID, other.Version, 1, "晚了才想起来")
			return err
		})
		h.refused(transferLate, func(tx *store.Tx) error {
			_, err := Move(tx, finance, other.ID, other.Version, "zjj", "晚了")
			return err
		})
	})
}

func Test同一件事并案_不丢_得到同样的答复(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		main := h.filed().Enquiry
		again := h.filed(func(f *Filing) {
			f.Words = "技改奖补，资料都交齐了，今年还没有拨付，窗口说没有钱，请尽快拨付。"
		})
		h.filed(func(f *Filing) {
			f.Title, f.Words, f.Mobile, f.Credit = "门口修路挡住了货车", "厂门口修路半年了，货车进不去，请问什么时候修好。", "", ""
		})
		h.read(func(tx *store.Tx) error {
			found, err := AlikeTo(tx, office, again.Enquiry.ID)
			if len(found) != 1 || found[0].ID != main.ID || !found[0].SameParty || strings.ContainsAny(main.Sketch, "技改") {
				t.Errorf("应找到较早的一件：%d", len(found))
			}
			hints, err2 := Before(tx, ordinary())
			if len(hints) != 2 || err2 != nil {
				t.Errorf("提交前应看到两件相近的：%+v", hints)
			}
			return err
		})
		e := again.Enquiry
		h.refused(linkItself, func(tx *store.Tx) error { _, err := Link(tx, office, main.ID, main.Version, e.ID); return err })
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Link(tx, office, e.ID, e.Version, main.ID) })
		h.did(&main, func(tx *store.Tx) (Enquiry, error) { return Accept(tx, office, main.ID, main.Version, Acceptance{}) })
		h.answered(&main)
		h.read(func(tx *store.Tx) error {
			v, err := Track(tx, e.Number, string(again.Code))
			if v.Reply == nil || v.Reply.Answer != whole.Answer {
				t.Error("并案的也要看到答复")
			}
			return err
		})
		if h.figure("complaints.received") != "1" || h.figure("complaints.linked") != "1" || h.figure("complaints.answered_rate") != "100.0" {
			t.Errorf("同一件只计一次：%s", h.figure("complaints.received"))
		}
		h.read(func(tx *store.Tx) error {
			q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}, AsOf: tx.Now()}
			list, err := EveryOne(tx, office, q)
			if len(list.Lines) != 1 || list.Answered != 1 || len(list.Lines[0].Code) != 14 {
				t.Errorf("逐件清单：%+v", list)
			}
			return err
		})
		h.refused(notConsented, func(tx *store.Tx) error {
			secret := h.confidential(tx)
			_, err := Publish(tx, office, secret.ID, secret.Version, Publication{})
			return err
		})
		text := func(s string) *string { return &s }
		if err := h.s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := Publish(tx, office, main.ID, main.Version, Publication{PublicTitle: text("奖补"), PublicQuestion: text("桃江县桃花示例一机械制造有限公司问"), PublicAnswer: text("已拨付")})
			return err
		}); err == nil {
			t.Error("公开的文字不能有企业名称")
		}
		h.did(&main, func(tx *store.Tx) (Enquiry, error) {
			return Publish(tx, office, main.ID, main.Version, Publication{PublicTitle: text("奖补什么时候拨"), PublicQuestion: text("技改奖补没有到账"), PublicAnswer: text("已拨付")})
		})
	})
}

// confidential is an answered enquiry whose complainant did not agree to publish.
func (h *hall) confidential(tx *store.Tx) Enquiry {
	in := ordinary()
	in.Confidential = true
	r, err := File(tx, nobody, in)
	if err != nil {
		h.t.Fatal(err)
	}
	e, err := Accept(tx, office, r.Enquiry.ID, 1, Acceptance{})
	if err == nil {
		e, err = Write(tx, writer, e.ID, e.Version, whole)
	}
	if err == nil {
		e, err = Send(tx, office, e.ID, e.Version, allMet())
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return e
}

func Test上级交办两个时限_不回报不办结_逾期上报(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		due := calendar.DayOf(2020, 6, 18)
		h.refused(notYours, func(tx *store.Tx) error {
			in := ordinary()
			in.Channel = HandedDown
			_, err := Register(tx, clerk, in)
			return err
		})
		r := h.filed(func(f *Filing) {
			f.Channel, f.Origin, f.OriginNumber, f.OriginDocument, f.OriginDue = HandedDown, "市优化办", "YY-7", "益优办函〔2020〕示例7号", &due
		})
		e := r.Enquiry
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Accept(tx, office, e.ID, e.Version, Acceptance{}) })
		if *e.HandleDue != calendar.DayOf(2020, 6, 16) || len(e.running()) != 2 {
			t.Errorf("自己的期限要赶在上级之前：%s，%d 个时限", *e.HandleDue, len(e.running()))
		}
		h.refused(originFirst, func(tx *store.Tx) error {
			_, err := AskExtension(tx, writer, e.ID, e.Version, 5, "还要核实")
			return err
		})
		h.refused(replyFirst, func(tx *store.Tx) error {
			_, err := ReportBack(tx, office, e.ID, e.Version, "1号", "办好了")
			return err
		})
		h.climbs(t, e)
		h.answered(&e)
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Rate(tx, nobody, e.Number, string(r.Code), 2, "") })
		if e.State != Reporting {
			t.Errorf("没有回报不能办结：%s", e.State)
		}
		h.did(&e, func(tx *store.Tx) (Enquiry, error) {
			return ReportBack(tx, office, e.ID, e.Version, "桃优化办〔2020〕示例9号", "已拨付")
		})
		if e.State != Closed || h.figure("complaints.handed_back") != "1" || h.figure("complaints.received") != "0" {
			t.Errorf("交办另计：%s", h.figure("complaints.received"))
		}
	})
}

// climbs lets the enquiry be late and looks at who is told.
func (h *hall) climbs(t *testing.T, e Enquiry) {
	t.Helper()
	told := func() (n int) {
		h.read(func(tx *store.Tx) error {
			all, err := climbsOf.All(tx, tx.County(), e.ID)
			n = len(all)
			return err
		})
		return n
	}
	for _, step := range []struct {
		day  calendar.Day
		want int
	}{{calendar.DayOf(2020, 6, 16), 0}, {calendar.DayOf(2020, 6, 17), 1}, {calendar.DayOf(2020, 6, 18), 2}, {calendar.DayOf(2020, 6, 19), 4}} {
		h.clock.Set(step.day.Start() + 8*3_600_000)
		for range 2 {
			if err := sweepLate(h.s); err != nil {
				t.Fatal(err)
			}
		}
		if n := told(); n != step.want {
			t.Errorf("%s 应有 %d 条，有 %d 条", step.day, step.want, n)
		}
	}
	h.read(func(tx *store.Tx) error {
		list, err := Climbs(tx, finance)
		if len(list) != 1 {
			t.Errorf("承办单位负责人看到 %d 条", len(list))
		}
		return err
	})
}

func Test报复预警_不予受理只用列明的情形(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		e := h.filed(func(f *Filing) { f.Kind, f.Accused = Report, "zjj" }).Enquiry
		var partyID string
		h.read(func(tx *store.Tx) error {
			list, err := identityOf(tx, e)
			partyID = list.Party
			return err
		})
		k := watcher{manifest.CaseSources{{Name: "cases", Seen: func(tx *store.Tx, _ flow.Actor, id string) (manifest.CaseFact, bool, error) {
			p, err := theParty(tx, partyID)
			return manifest.CaseFact{ID: id, Number: "TJ-1", Title: "施工许可", Unit: map[string]string{"k1": "zjj", "k2": "czj"}[id], Party: p, Link: "/cases/" + id}, true, err
		}}}}
		for _, f := range []store.Fact{{Kind: "CaseDecided", Subject: "k1", Payload: `{"outcome":"refused"}`}, {Kind: "CaseDecided", Subject: "k1", Payload: `{"outcome":"refused"}`},
			{Kind: "CaseDecided", Subject: "k1", Payload: `{"outcome":"granted"}`}, {Kind: "CaseRevoked", Subject: "k2", Payload: `{}`}} {
			f.At = e.ReceivedAt
			h.act(func(tx *store.Tx) error { return k.hear(tx, f) })
		}
		h.read(func(tx *store.Tx) error {
			list, err := Alarms(tx, office)
			if len(list) != 1 || list[0].Link != "" || list[0].What != "不予许可" {
				t.Errorf("预警一件，没有拆封看不到是哪家：%+v", list)
			}
			if seen, _ := Alarms(tx, builder); len(seen) != 0 {
				t.Error("被反映的单位看到了预警")
			}
			return err
		})
		h.act(func(tx *store.Tx) error {
			list, err := Alarms(tx, office)
			if err == nil {
				_, err = Settle(tx, office, list[0].ID, list[0].Version, false, "调阅案卷，不予许可依据充分")
			}
			return err
		})
		h.refused(groundUnlisted, func(tx *store.Tx) error {
			_, err := Decline(tx, office, e.ID, e.Version, Refusal{"忙不过来", "x", "y"})
			return err
		})
		h.did(&e, func(tx *store.Tx) (Enquiry, error) {
			return Decline(tx, office, e.ID, e.Version, Refusal{"legal", "法院已经立案", "桃江县人民法院"})
		})
		if h.figure("complaints.declined") != "1" || h.figure("complaints.received") != "0" {
			t.Error("不予受理另计")
		}
	})
}

func Test台账导出再导入不变_系统里的件改不了(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		e := h.filed().Enquiry
		h.did(&e, func(tx *store.Tx) (Enquiry, error) { return Accept(tx, office, e.ID, e.Version, Acceptance{}) })
		h.answered(&e)
		past := "编号,收到日期,来源,类型,分类编码,事由,承办单位,答复日期,答复内容,结果\nYB-1,2020-03-05,来信,咨询,,问公积金怎么提取,czj简称,2020-03-06,已经电话答复,满意\n"
		bring := func(imp manifest.Importer, text string) ledger.Outcome {
			out, err := ledger.Import(t.Context(), h.s, office, imp, ledger.File{Name: "a.csv", Data: []byte(text)}, ledger.Apply)
			if err != nil && len(out.Errors) == 0 {
				t.Fatal(err)
			}
			return out
		}
		if out := bring(importers[0], past); out.New != 1 {
			t.Errorf("%+v", out)
		}
		for _, imp := range importers {
			var heads []string
			for _, c := range imp.Columns {
				heads = append(heads, c.Zh)
			}
			rows := []string{strings.Join(heads, ",")}
			h.read(func(tx *store.Tx) error {
				return imp.Export(tx, office, func(cells []string) error { rows = append(rows, strings.Join(cells, ",")); return nil })
			})
			if out := bring(imp, strings.Join(rows, "\n")); out.New+out.Changed != 0 || out.Same != len(rows)-1 || out.Same == 0 {
				t.Errorf("%s 再导入：%+v\n%s", imp.Zh, out, strings.Join(rows, "\n"))
			}
		}
		if out := bring(importers[0], strings.Replace(past, "满意\n", "不满意\n", 1)); out.Changed != 1 {
			t.Errorf("%+v", out)
		}
		if out := bring(importers[0], strings.Replace(past, "YB-1", e.Number, 1)); len(out.Errors) != 1 {
			t.Errorf("系统里的件不能由台账改：%+v", out)
		}
		if h.figure("complaints.received") != "2" || h.figure("complaints.answered") != "2" || h.figure("complaints.satisfied_rate") != "0.0" {
			t.Errorf("%s %s", h.figure("complaints.received"), h.figure("complaints.satisfied_rate"))
		}
		if out := bring(importers[1], "编码,上级编码,名称,依据,停用\n03,03.1.1,绕圈,,\n"); len(out.Errors) != 1 {
			t.Errorf("分类不能绕圈：%+v", out)
		}
	})
}
