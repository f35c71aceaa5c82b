package rating

import (
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// bad is a rating of level 5 given on Monday 2020-06-08, with its task.
func (h *hall) bad() (Redress, string) {
	h.t.Helper()
	_, token := h.invited()
	return h.task(h.rate(token, Answer{Level: 5, Channel: Mobile, Words: "推来推去"})), token
}

func fixed(found, action string) Finding { return Finding{Kind: Fixed, Found: found, Action: action} }

func Test差评整改期限(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, _ := h.bad()
		if d.ContactDue != calendar.DayOf(2020, 6, 9) || d.RectifyDue != calendar.DayOf(2020, 6, 15) {
			t.Errorf("联系应在 06-09、整改应在 06-15 前，得到 %s、%s", d.ContactDue, d.RectifyDue)
		}
		count := func(f manifest.ClockFilter) (n int) {
			h.read(func(tx *store.Tx) error {
				for _, s := range clockSources {
					found, err := s.List(tx, f)
					if err != nil {
						return err
					}
					n += len(found)
				}
				return nil
			})
			return n
		}
		by := calendar.DayOf(2020, 6, 9)
		for _, v := range []struct {
			f    manifest.ClockFilter
			want int
		}{
			{manifest.ClockFilter{}, 2}, {manifest.ClockFilter{OpenOnly: true, DueBy: &by}, 1},
			{manifest.ClockFilter{Unit: "zjj"}, 0}, {manifest.ClockFilter{Subject: d.ID}, 2}, {manifest.ClockFilter{Claimed: true}, 0},
			{manifest.ClockFilter{Touched: &manifest.Period{From: by + 30, To: by + 60}}, 2},
			{manifest.ClockFilter{Touched: &manifest.Period{From: by - 60, To: by - 30}}, 0},
		} {
			if got := count(v.f); got != v.want {
				t.Errorf("%+v：应有 %d 个时钟，得到 %d", v.f, v.want, got)
			}
		}
	})
}

func Test满意的不开整改(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		_, token := h.invited()
		r := h.rate(token, Answer{Level: 3, Channel: Mobile})
		h.read(func(tx *store.Tx) error {
			_, opened, err := redressOfRating.Find(tx, tx.County(), r.ID)
			if opened {
				t.Error("基本满意不该开整改")
			}
			return err
		})
	})
}

func Test整改要有核实措施和答复(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, token := h.bad()
		resolve := func(reply string) func(tx *store.Tx) error {
			return func(tx *store.Tx) (err error) {
				out, err := Resolve(tx, coordinator, d.ID, d.Version, Reply{Told: reply})
				if err == nil {
					d = out
				}
				return err
			}
		}
		do := func(fn func(tx *store.Tx) (Redress, error)) {
			t.Helper()
			h.act(func(tx *store.Tx) (err error) { d, err = fn(tx); return err })
		}
		h.refused(resolveLacks, resolve("已答复"))
		h.refused(flow.StepForbidden, func(tx *store.Tx) error {
			_, err := Contact(tx, head, d.ID, d.Version, Talk{Reached: true, Note: "打电话"})
			return err
		})
		h.refused(notYours, func(tx *store.Tx) error {
			_, err := Find(tx, otherHead, d.ID, d.Version, fixed("属实", "改"))
			return err
		})
		do(func(tx *store.Tx) (Redress, error) {
			return Find(tx, head, d.ID, d.Version, fixed("属实，窗口答复前后不一", "统一答复口径"))
		})
		h.refused(resolveLacks, resolve("已答复"))
		h.refused(followUpEarly, func(tx *store.Tx) error { _, err := Again(tx, stranger, token, 2, ""); return err })
		do(func(tx *store.Tx) (Redress, error) {
			return Contact(tx, coordinator, d.ID, d.Version, Talk{Reached: true, Note: "电话联系上"})
		})
		h.refused(resolveLacks, resolve(" "))
		h.act(resolve("电话告知整改结果，评价人认可"))
		if d.State != Resolved || d.ContactedAt == nil {
			t.Errorf("应已整改，得到 %+v", d)
		}
		h.act(func(tx *store.Tx) error { _, err := Again(tx, stranger, token, 2, "改了就好"); return err })
		h.refused(followUpTwice, func(tx *store.Tx) error { _, err := Again(tx, stranger, token, 1, ""); return err })
		if v, _ := h.figure("ratings.bad"); v.Num != 1 {
			t.Errorf("再次评价不能改第一次，差评应仍为 1 条，得到 %+v", v)
		}
	})
}

func Test两次联系不上可以办结(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, _ := h.bad()
		for i := range 2 {
			h.clock.Advance(time.Hour)
			h.act(func(tx *store.Tx) (err error) {
				d, err = Contact(tx, coordinator, d.ID, d.Version, Talk{Note: "无人接听"})
				return err
			})
			if done := d.ContactedAt != nil; done != (i == 1) {
				t.Errorf("第 %d 次没有联系上，联系时钟停没停：%v", i+1, done)
			}
		}
		h.act(func(tx *store.Tx) (err error) {
			d, err = Find(tx, coordinator, d.ID, d.Version, fixed("查无此事", "说明情况"))
			return err
		})
		h.act(func(tx *store.Tx) (err error) {
			d, err = Resolve(tx, coordinator, d.ID, d.Version, Reply{Told: ""})
			return err
		})
		if d.State != Resolved {
			t.Errorf("应已整改，得到 %s", d.State)
		}
	})
}

func Test他人先改要刷新(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, _ := h.bad()
		contact := func(tx *store.Tx) error {
			_, err := Contact(tx, coordinator, d.ID, d.Version, Talk{Reached: true, Note: "联系上"})
			return err
		}
		h.act(contact)
		h.refused(store.ChangedMeanwhile, contact)
	})
}

func Test复杂差评改定类别(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, _ := h.bad()
		contact := func(talk Talk) func(tx *store.Tx) error {
			talk.Reached, talk.Note = true, "电话联系上"
			return func(tx *store.Tx) error {
				out, err := Contact(tx, coordinator, d.ID, d.Version, talk)
				if err == nil {
					d = out
				}
				return err
			}
		}
		h.refused(fault.FormInvalid, contact(Talk{Class: Complex}))
		h.refused(fault.FormInvalid, contact(Talk{Class: "别的", Why: "难"}))
		h.act(contact(Talk{Class: Complex, Why: "牵涉两个部门"}))
		if d.RectifyDue != calendar.DayOf(2020, 6, 23) || d.Term().Class != Complex {
			t.Errorf("15 个自然日应在 06-23，得到 %s %+v", d.RectifyDue, d.Term())
		}
		late, _ := h.bad()
		h.clock.Advance(8 * 24 * time.Hour)
		h.refused(classLate, func(tx *store.Tx) error {
			_, err := Contact(tx, coordinator, late.ID, late.Version, Talk{Note: "无人接听", Class: Complex, Why: "难"})
			return err
		})
		k := redressClock(d)
		if k.Limits[0].N != 15 || k.Limits[0].Unit != calendar.CalendarDays {
			t.Errorf("整改时钟应是 15 个自然日，得到 %+v", k.Limits)
		}
	})
}

func Test整改方式各有要求(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, _ := h.bad()
		early, late, good := calendar.DayOf(2020, 6, 1), calendar.DayOf(2020, 7, 1), calendar.DayOf(2020, 6, 12)
		find := func(f Finding) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				out, err := Find(tx, head, d.ID, d.Version, f)
				if err == nil {
					d = out
				}
				return err
			}
		}
		for _, f := range []Finding{{Kind: "别的", Found: "属实", Action: "改"}, {Kind: Explained, Found: "查", Action: "说"},
			{Kind: FixBy, Found: "查", Action: "改"}, {Kind: FixBy, Found: "查", Action: "改", By: &early},
			{Kind: FixBy, Found: "查", Action: "改", By: &late}} {
			h.refused(fault.FormInvalid, find(f))
		}
		h.act(find(Finding{Kind: FixBy, Found: "属实", Action: "换叫号机", By: &good}))
		h.act(func(tx *store.Tx) (err error) {
			d, err = Contact(tx, coordinator, d.ID, d.Version, Talk{Reached: true, Note: "电话"})
			return err
		})
		h.refused(resolveLacks, func(tx *store.Tx) error {
			_, err := Resolve(tx, coordinator, d.ID, d.Version, Reply{Told: "告知了"})
			return err
		})
		h.act(find(Finding{Kind: Explained, Found: "查", Action: "当面说明", Basis: "《行政许可法》第四十二条"}))
		if d.FixBy != nil || d.LegalBasis == nil {
			t.Errorf("改记后只留法律依据，得到 %+v", d)
		}
	})
}
