package appraisal

import (
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

var february = calendar.DayOf(2020, 2, 1)

// marks enters everything by hand that the default scheme of windows wants.
func (h *hall) marks(month calendar.Day, codes ...string) {
	h.t.Helper()
	h.enter(Window, month, "到岗", "0", codes...)
	h.enter(Window, month, "结果公开和档案", "1", codes...)
	h.enter(Window, month, "环境和服务规范", "9.5", codes...)
}

var insertRating = store.InsertInto[rating.Rating]("rating_rating")
var insertInvitation = store.InsertInto[rating.Invitation]("rating_invitation")

// rated puts a rating of the window there.
func (h *hall) rated(window string, level rating.Level) {
	h.t.Helper()
	err := h.s.Maintain(h.t.Context(), func(tx *store.Tx) error {
		visit, id, at := tx.NewID(), tx.NewID(), tx.Now()
		inv := rating.Invitation{County: tx.County(), ID: id, Visit: &visit, ItemName: "咨询", Unit: "zrzy", Window: window, Digest: id, OpenFrom: at,
			OpenUntil: at.Day() + 30, RatedAt: &at}
		if err := insertInvitation.One(tx, inv); err != nil {
			return err
		}
		return insertRating.One(tx, rating.Rating{County: tx.County(), ID: tx.NewID(), Ref: "PJ-" + id, InvitationID: id, Unit: "zrzy", Window: window,
			ItemName: "咨询", Level: level, Channel: rating.QR, Reasons: []string{}, Signs: []string{}, At: at})
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

func Test一月一评_从草稿到公布(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.published(Window, february)
		h.at(2020, 2, 12)
		for n := range 4 {
			h.closed(calendar.DayOf(2020, 2, 10), func(c *manifest.CaseFact) {
				if n == 0 { // one is late
					due := calendar.DayOf(2020, 2, 7)
					c.Due = &due
				}
			})
		}
		h.closed(calendar.DayOf(2020, 2, 11), func(c *manifest.CaseFact) { c.Window, c.Unit = "", "nobody" })
		h.rated("A03", 1)
		h.rated("A03", 5)
		r := h.opened(Window, february)
		if r.Unplaced != 1 {
			t.Errorf("没有归到窗口的记录应有 1 条，得 %d", r.Unplaced)
		}
		h.refused(runTwice, func(tx *store.Tx) error { _, err := h.k.OpenRun(tx, second, Window, february+3); return err })
		h.refused(runUnknown, func(tx *store.Tx) error { _, err := BoardOf(tx, head, r.ID); return err })
		h.refused(monthOpen, func(tx *store.Tx) error { _, err := h.k.Show(tx, office, r.ID, r.Version); return err })
		h.at(2020, 3, 2)
		h.refused(handsOpen, func(tx *store.Tx) error { _, err := h.k.Show(tx, office, r.ID, r.Version); return err })
		h.marks(february, "A03", "A04")
		h.refused(itemAutomatic, func(tx *store.Tx) error {
			_, _, err := Enter(tx, office, EntryInput{Kind: Window, Month: february, Code: "A03", Item: "好评率"})
			return err
		})
		h.refused(runUnknown, func(tx *store.Tx) error { _, err := h.k.Compute(tx, head, r.ID, r.Version); return err })
		h.scored(t, r)
	})
}

// scored goes on from a month whose marks are in: shown, every item as expected.
func (h *hall) scored(t *testing.T, r Run) {
	t.Helper()
	h.act(func(tx *store.Tx) (err error) { r, err = h.k.Show(tx, office, r.ID, r.Version); return err })
	if *r.UntilDay != calendar.DayOf(2020, 3, 5) {
		t.Errorf("征求异议应到 3 月 5 日，得 %s", *r.UntilDay)
	}
	h.refused(entryClosed, func(tx *store.Tx) error {
		_, _, err := Enter(tx, office, EntryInput{Kind: Window, Month: february, Code: "A03", Item: "到岗"})
		return err
	})
	c := h.card(head, r, "A03")
	for item, want := range map[string]string{"到岗": "20", "按时办结": "15", "好评率": "7.89", "差评": "8", "工作量": "2", "结果公开和档案": "8",
		"环境和服务规范": "9.5", "加分：经验推广、表扬": "0"} {
		if got := h.points(c, item); got != want {
			t.Errorf("%s 得 %s，应得 %s", item, got, want)
		}
	}
	if c.Subject.Total.String() != "70.39" || c.Subject.Grade != "合格" {
		t.Errorf("总分 %s %s，应是 70.39 合格", c.Subject.Total, c.Subject.Grade)
	}
	idle := h.card(office, r, "A04")
	if h.points(idle, "按时办结") != "none" || h.points(idle, "好评率") != "none" || idle.Subject.Counted != 55_00 {
		t.Errorf("没有办件和评价的窗口：%+v", idle.Subject)
	}
	h.refused(subjectUnknown, func(tx *store.Tx) error { _, err := CardOf(tx, head, idle.Subject.ID); return err })
	late, err := c.Row("b")
	if err != nil || len(late.Lines) != 1 || late.Lines[0].EventID != "case-000" || late.Lines[0].Points != -5_00 {
		t.Errorf("扣分没有指到超期的那一件：%+v", late.Lines)
	}
	h.read(func(tx *store.Tx) error {
		behind, err := h.k.Behind(tx, c, late)
		if err == nil && (len(behind.Events) != 1 || len(behind.Population) != 4 || !behind.Same) {
			t.Errorf("背后的记录：%d 件，基数 %d，一致 %v", len(behind.Events), len(behind.Population), behind.Same)
		}
		return err
	})
	h.settled(t, r, c)
}

// settled goes on from a shown month: objections, final, published, erratum.
func (h *hall) settled(t *testing.T, r Run, c Card) {
	t.Helper()
	late, _ := c.Row("b")
	file := func(by flow.Actor, line string) (o Objection, err error) {
		err = h.s.Write(t.Context(), func(tx *store.Tx) (err error) {
			o, err = Object(tx, by, ObjectionInput{Subject: c.Subject.ID, Item: "b", Line: line, Grounds: "系统故障", Evidence: "GZ2020-001"})
			return err
		})
		return o, err
	}
	if _, err := file(otherHead, ""); !subjectUnknown.Is(err) {
		t.Errorf("别的单位不能提：%v", err)
	}
	o, err := file(head, late.Lines[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file(head, late.Lines[0].ID); !objectionTwice.Is(err) {
		t.Errorf("同一条提了两次：%v", err)
	}
	h.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := Uphold(tx, head, o.ID, o.Version, "属实", ""); return err })
	own := office
	own.Unit = "zrzy"
	h.refused(ownUnit, func(tx *store.Tx) error { _, err := Dismiss(tx, own, o.ID, o.Version, "不属实"); return err })
	h.refused(windowOpen, func(tx *store.Tx) error { _, err := Finalise(tx, office, r.ID, r.Version); return err })
	h.at(2020, 3, 6)
	if _, err := file(head, ""); !windowOver.Is(err) {
		t.Errorf("过期还能提：%v", err)
	}
	h.refused(objectionsOpen, func(tx *store.Tx) error { _, err := Finalise(tx, office, r.ID, r.Version); return err })
	h.act(func(tx *store.Tx) error {
		_, err := Uphold(tx, office, o.ID, o.Version, "故障属实，剔除", "")
		return err
	})
	after := h.card(head, r, "A03")
	if got := h.points(after, "按时办结"); got != "20" || after.Subject.Total.String() != "75.39" {
		t.Errorf("剔除以后 %s，总分 %s", got, after.Subject.Total)
	}
	r = after.Run
	h.act(func(tx *store.Tx) (err error) { r, err = Finalise(tx, office, r.ID, r.Version); return err })
	h.refused(samePerson, func(tx *store.Tx) error { _, err := Publish(tx, office, r.ID, r.Version); return err })
	h.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := h.k.Compute(tx, office, r.ID, r.Version); return err })
	h.refused(runUnknown, func(tx *store.Tx) error { _, err := PublicOf(tx, Window, february); return err })
	h.act(func(tx *store.Tx) (err error) { r, err = Publish(tx, leader, r.ID, r.Version); return err })
	h.corrected(t, r, c)
}

// corrected goes on from a published month: an erratum stands beside it.
func (h *hall) corrected(t *testing.T, r Run, c Card) {
	t.Helper()
	h.closed(calendar.DayOf(2020, 2, 20)) // a record that comes in later changes nothing
	if b := h.board(outOfHouseStaff, r); !b.Intact || len(b.Subjects) != 1 {
		t.Errorf("定稿后变了：%+v", b)
	}
	var e Erratum
	h.act(func(tx *store.Tx) (err error) {
		e, err = Correct(tx, office, Erratum{SubjectID: c.Subject.ID, Item: "g", Reason: "登记错行", Document: "桃优化办〔2020〕示例9号"}, r.Version, "7.5")
		return err
	})
	if e.TotalNow.String() != "73.39" || e.TotalWas.String() != "75.39" {
		t.Errorf("更正：%+v", e)
	}
	final := h.card(head, r, "A03")
	if final.Subject.Total.String() != "75.39" || final.Standing().String() != "73.39" || !h.board(office, r).Intact {
		t.Errorf("更正应写在旁边，原分不变：%s %s", final.Subject.Total, final.Standing())
	}
	h.tampered(t, r)
}

// outOfHouseStaff is staff of the scored unit without any special role.
var outOfHouseStaff = flow.Actor{Account: "e1", Name: "审查", Unit: "zrzy", Roles: []flow.Role{"reviewer"}, Channel: "pc"}

var tamper = store.Exec(`UPDATE appraisal_score SET raw = raw + 1 WHERE county = $1 AND run_id = $2`)

func (h *hall) tampered(t *testing.T, r Run) {
	t.Helper()
	err := h.s.Maintain(t.Context(), func(tx *store.Tx) error { _, err := tamper.Run(tx, tx.County(), r.ID); return err })
	if err != nil {
		t.Fatal(err)
	}
	if h.board(office, r).Intact {
		t.Error("改了库里的分，摘要没有发现")
	}
}

func Test缺评分的不当零分_截止后照样标明(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.published(Window, february)
		h.published(SubCentre, february, func(b *Body) { b.MissingZero = true })
		h.at(2020, 2, 10)
		h.marks(february, "A03")
		h.enter(Window, february, "到岗", "1", "A04")
		h.at(2020, 3, 9)
		r, sub := h.opened(Window, february), h.opened(SubCentre, february)
		h.act(func(tx *store.Tx) (err error) { r, err = h.k.Show(tx, office, r.ID, r.Version); return err })
		c := h.card(office, r, "A04")
		if c.Subject.Missing != 2 || h.points(c, "环境和服务规范") != "missing" || c.Subject.Counted != 35_00 {
			t.Errorf("缺的评分：%+v", c.Subject)
		}
		if c = h.card(office, sub, "bdc"); c.Subject.Total == nil || *c.Subject.Total != 0 || c.Subject.Missing != 3 {
			t.Errorf("方案写明缺评分按零分的：%+v", c.Subject)
		}
		var gone Run
		h.act(func(tx *store.Tx) (err error) {
			gone, err = h.k.Exclude(tx, office, sub.ID, sub.Version, "bdc", "本月搬迁停办")
			return err
		})
		if b := h.board(office, gone); len(b.Subjects) != 1 || b.Subjects[0].Total != nil || *b.Subjects[0].OutReason != "本月搬迁停办" {
			t.Errorf("不参评的也要列出：%+v", b.Subjects)
		}
	})
}

func Test别处的数按单位归窗口(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		if _, ok := h.k.Measure("monitor.overdue"); !ok {
			t.Fatal("别的机制按单位统计的数应能用于考核")
		}
		h.closed(february+3, func(c *manifest.CaseFact) { c.Window = "A04" }) // taken in elsewhere, owed by zrzy
		h.read(func(tx *store.Tx) error {
			b, err := h.k.open(tx, february, tx.Now()+90*86_400_000)
			if err != nil {
				return err
			}
			owed, err := b.share(Window, "monitor.overdue")
			if err != nil {
				return err
			}
			taken, err := b.share(Window, "cases.closed")
			if len(owed["A03"]) != 1 || len(taken["A04"]) != 1 {
				t.Errorf("欠的归承办单位窗口，收的归收件窗口：%v %v", owed, taken)
			}
			by, _ := b.share(Person, "cases.closed")
			if len(by["c1"]) != 1 {
				t.Errorf("受理人的件：%v", by)
			}
			return err
		})
	})
}
