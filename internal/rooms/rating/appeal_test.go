package rating

import (
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

var plea = Plea{Ground: Mistaken, Reason: "写的是别的窗口的事", Evidence: "当天排队记录，存大厅"}

// pleads lodges an appeal of the rated unit's head.
func (h *hall) pleads(d Redress) (Redress, Appeal) {
	h.t.Helper()
	var a Appeal
	h.act(func(tx *store.Tx) (err error) {
		a, err = Lodge(tx, head, d.ID, d.Version, plea)
		return err
	})
	h.read(func(tx *store.Tx) (err error) {
		d, err = redressByID.One(tx, tx.County(), d.ID)
		return err
	})
	return d, a
}

func Test申诉只由被评价单位负责人提出(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, _ := h.bad()
		lodge := func(by flow.Actor, p Plea) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Lodge(tx, by, d.ID, d.Version, p); return err }
		}
		h.refused(flow.StepForbidden, lodge(clerk, plea))
		h.refused(flow.StepForbidden, lodge(coordinator, plea))
		h.refused(notYours, lodge(otherHead, plea))
		h.refused(appealOthers, lodge(flow.Actor{Account: "y3", Unit: "yhb", Roles: []flow.Role{identity.Head, identity.Coordinator}}, plea))
		h.refused(fault.FormInvalid, lodge(head, Plea{Ground: Untrue, Reason: "假", Evidence: "有"}))
		h.refused(fault.FormInvalid, lodge(head, Plea{Ground: Mistaken}))
		var a Appeal
		d, a = h.pleads(d)
		if a.DecideDue != calendar.DayOf(2020, 6, 15) || a.State != Lodged {
			t.Errorf("应在 06-15 前决定，得到 %s %s", a.DecideDue, a.State)
		}
		h.refused(appealTwice, lodge(head, plea))
	})
}

func Test申诉只由主管机构另一人决定(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, _ := h.bad()
		decide := func(by flow.Actor, reason string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Decide(tx, by, d.ID, 1, true, reason); return err }
		}
		h.refused(appealNone, decide(coordinator, "查过"))
		d, _ = h.pleads(d)
		own, same := coordinator, coordinator
		own.Unit, same.Account = "zrzy", head.Account
		h.refused(flow.StepForbidden, decide(head, "查过"))
		h.refused(notYours, decide(otherHead, "查过"))
		h.refused(appealOwn, decide(own, "查过"))
		h.refused(appealSamePerson, decide(same, "查过"))
		h.refused(fault.FormInvalid, decide(coordinator, " "))
		h.act(decide(coordinator, "排队记录对得上"))
		h.refused(flow.StepRefused, decide(second, "再定一次"))
	})
}

func Test申诉成立不计入但照样数得到(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, token := h.bad()
		before := h.clock.Now()
		h.clock.Advance(time.Hour)
		d, _ = h.pleads(d)
		h.refused(appealWaits, func(tx *store.Tx) error {
			_, err := Resolve(tx, coordinator, d.ID, d.Version, Reply{Told: "答复"})
			return err
		})
		h.act(func(tx *store.Tx) error {
			_, err := Decide(tx, coordinator, d.ID, 1, true, "排队记录对得上")
			return err
		})
		if v, _ := h.figure("ratings.bad"); v.Text != "—" {
			t.Errorf("剔除后没有评价可算，得到 %+v", v)
		}
		h.read(func(tx *store.Tx) error {
			period := manifest.Period{From: tx.Today() - 30, To: tx.Today()}
			s, err := Sum(tx, head, period, "")
			if err != nil {
				return err
			}
			if s.Excluded != 1 || s.Count() != 0 || s.Open != 0 || s.Done != 0 {
				t.Errorf("剔除的要数得到，不算已整改：%+v", s)
			}
			earlier, err := sum(tx, manifest.Query{Period: period, AsOf: before})
			if err != nil {
				return err
			}
			if earlier.Count() != 1 || earlier.Excluded != 0 {
				t.Errorf("剔除以前的统计时点仍算在内：%+v", earlier)
			}
			task, err := TaskByID(tx, head, d.ID)
			if err == nil && (task.State != Excluded || task.Excluded == nil || task.Excluded.RatingID != "") {
				t.Errorf("应已剔除且不露评价编号：%+v", task)
			}
			if k := redressClock(task.Redress); !k.Void {
				t.Error("剔除的整改不该再算期限")
			}
			return err
		})
		h.refused(followUpEarly, func(tx *store.Tx) error { _, err := Again(tx, stranger, token, 1, ""); return err })
	})
}

func Test申诉不成立照常整改(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d, _ := h.bad()
		d, a := h.pleads(d)
		h.read(func(tx *store.Tx) error {
			found, err := appealClocks(tx, manifest.ClockFilter{OpenOnly: true, DueBy: &a.DecideDue})
			if err == nil && (len(found) != 1 || found[0].Fulfilled != nil) {
				t.Errorf("应有一个决定时钟：%+v", found)
			}
			return err
		})
		h.act(func(tx *store.Tx) error {
			_, err := Decide(tx, coordinator, d.ID, 1, false, "监控里看得到")
			return err
		})
		h.act(func(tx *store.Tx) (err error) {
			if d, err = Contact(tx, coordinator, d.ID, d.Version, Talk{Reached: true, Note: "电话"}); err != nil {
				return err
			}
			if d, err = Find(tx, head, d.ID, d.Version, fixed("属实", "改")); err != nil {
				return err
			}
			d, err = Resolve(tx, coordinator, d.ID, d.Version, Reply{Told: "已告知"})
			return err
		})
		if d.State != Resolved {
			t.Errorf("应已整改，得到 %s", d.State)
		}
		h.read(func(tx *store.Tx) error {
			found, err := journal.History(tx, d.ID)
			kinds := ""
			for _, e := range found {
				kinds += e.Kind + " "
			}
			for _, want := range []string{"rating.appeal", "rating.appeal_dismiss", "rating.resolve"} {
				if !strings.Contains(kinds, want) {
					t.Errorf("日志里缺 %s：%s", want, kinds)
				}
			}
			return err
		})
	})
}
