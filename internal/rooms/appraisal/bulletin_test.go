package appraisal

import (
	"fmt"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// finished brings a month of the kind to its final state: marks for the codes,
// shown, the days for objections over.
func (h *hall) finished(kind Kind, month calendar.Day, marks map[string]string) (r Run) {
	h.t.Helper()
	r = h.opened(kind, month)
	for code, quantity := range marks {
		for _, i := range []string{"场所和人员", "事项下放承接"} {
			h.enter(kind, month, i, quantity, code)
		}
		h.enter(kind, month, "一次性告知和公示", "0", code)
	}
	h.act(func(tx *store.Tx) (err error) { r, err = h.k.Show(tx, office, r.ID, r.Version); return err })
	h.clock.Set((*r.UntilDay + 1).Start() + 9*3_600_000)
	h.act(func(tx *store.Tx) (err error) { r, err = Finalise(tx, office, r.ID, r.Version); return err })
	return r
}

func Test一季一通报_只用定稿的月份(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		q := calendar.DayOf(2020, 4, 1)
		h.at(2020, 3, 30)
		h.published(Township, q)
		h.published(Person, q)
		compose := func(tx *store.Tx) error { _, err := Compose(tx, office, q); return err }
		h.at(2020, 6, 30)
		h.refused(quarterOpen, compose)
		var last Run
		for n, month := range Months(q) {
			h.clock.Set(max(h.clock.Now(), NextMonth(month).Start()+9*3_600_000))
			if n == 2 {
				err := h.fails(compose)
				f, _ := fault.Of(err)
				if !notFinal.Is(err) || !strings.Contains(f.Sentence(), "2020年6月乡镇") || !strings.Contains(f.Sentence(), "2020年4月窗口人员") {
					t.Errorf("要说缺哪几个月：%v", err)
				}
			}
			last = h.finished(Township, month, map[string]string{"thj": "18", "xsz": "18"})
		}
		h.refused(notFinal, compose)
		for _, month := range Months(q) {
			r := h.opened(Person, month)
			h.clock.Set(max(h.clock.Now(), calendar.DayOf(2020, 7, 20).Start()+9*3_600_000))
			h.act(func(tx *store.Tx) (err error) { r, err = h.k.Show(tx, office, r.ID, r.Version); return err })
			h.clock.Set((*r.UntilDay + 1).Start() + 9*3_600_000)
			h.act(func(tx *store.Tx) (err error) { _, err = Finalise(tx, office, r.ID, r.Version); return err })
		}
		h.refused(notKeeper, func(tx *store.Tx) error { _, err := Compose(tx, head, q); return err })
		var b Bulletin
		h.act(func(tx *store.Tx) (err error) { b, err = Compose(tx, office, q+40); return err })
		if len(b.Body.Sections) != 2 || len(b.Body.Sections[0].Months) != 3 {
			t.Fatalf("通报的构成：%+v", b.Body)
		}
		rows := b.Body.Sections[0].Rows
		if len(rows) != 2 || rows[0].Place != 1 || rows[1].Place != 1 || rows[0].Average.String() != "93.33" {
			t.Errorf("同分并列第一：%+v", rows)
		}
		h.refused(bulletinTwice, compose)
		h.issued(t, b, last)
	})
}

// issued goes on from a composed bulletin: an erratum makes it stale, the next one
// is issued.
func (h *hall) issued(t *testing.T, b Bulletin, last Run) {
	t.Helper()
	h.refused(bulletinUnknown, func(tx *store.Tx) error { _, err := BulletinByID(tx, head, b.ID); return err })
	h.refused(samePerson, func(tx *store.Tx) error { _, err := Issue(tx, office, b.ID, b.Version); return err })
	subject := h.card(office, last, "xsz").Subject
	h.act(func(tx *store.Tx) error {
		_, err := Correct(tx, office, Erratum{SubjectID: subject.ID, Item: "a", Reason: "登记错行", Document: "示例"}, last.Version, "12")
		return err
	})
	h.refused(bulletinStale, func(tx *store.Tx) error { _, err := Issue(tx, leader, b.ID, b.Version); return err })
	h.act(func(tx *store.Tx) error { _, err := DropBulletin(tx, leader, b.ID, b.Version); return err })
	h.act(func(tx *store.Tx) (err error) { b, err = Compose(tx, office, b.Quarter); return err })
	rows := b.Body.Sections[0].Rows
	if rows[1].Code != "xsz" || rows[1].Place != 2 || !strings.Contains(rows[1].Note, "更正") {
		t.Errorf("更正要写进通报：%+v", rows[1])
	}
	h.act(func(tx *store.Tx) (err error) { b, err = Issue(tx, leader, b.ID, b.Version); return err })
	if *b.Number != "〔2020〕第1期" {
		t.Errorf("期号 %s", *b.Number)
	}
	if v, trace := h.figure("appraisal.bulletins"); v.Text != "1" || len(trace) != 1 {
		t.Errorf("签发的通报：%+v", v)
	}
	if v, _ := h.figure("appraisal.finals"); v.Text != "6" {
		t.Errorf("定稿份数：%+v", v)
	}
}

// Test公开的通报不出现个人: whatever the section of persons holds, the public body
// keeps the number by grade alone.
func Test公开的通报不出现个人(t *testing.T) {
	t.Parallel()
	body := BulletinBody{Sections: []Section{{Kind: Person, Rows: []Ranked{{Code: "acc", Name: "张三", Unit: "某局", Grade: "优秀", Place: 1, Note: "张三请假"}}},
		{Kind: Window, Rows: []Ranked{{Code: "A03", Name: "自然资源窗口"}}}}}
	text := fmt.Sprintf("%+v", body.Public())
	if strings.Contains(text, "张三") || strings.Contains(text, "acc") || !strings.Contains(text, "优秀") || !strings.Contains(text, "自然资源窗口") {
		t.Error(text)
	}
	if body.Sections[0].Rows[0].Name != "张三" {
		t.Error("公开版不能改动原件")
	}
}

func Test窗口人员的分只有本人和负责人看得到(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		s := Subject{Code: "c1", Unit: "zrzy"}
		colleague := clerk
		colleague.Account = "c2"
		for _, c := range []struct {
			by  flow.Actor
			can bool
		}{{clerk, true}, {head, true}, {office, true}, {colleague, false}, {otherHead, false}, {sysAdmin, false}, {outOfHouse, false},
			{flow.Actor{Account: "t1", Unit: "zrzy", Roles: []flow.Role{identity.Special}}, false}} {
			if got := mine(c.by, Person, s); got != c.can {
				t.Errorf("%s 看个人得分卡：%v", c.by.Account, got)
			}
		}
	})
}
