package rating

import (
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

func Test按期整改和回访(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		met, _ := h.bad()  // rectified by the day
		late, _ := h.bad() // past its day
		gone, _ := h.bad() // excluded
		h.clock.Advance(time.Minute)
		end := func(d Redress, reached bool) {
			h.act(func(tx *store.Tx) (err error) {
				if d, err = Contact(tx, coordinator, d.ID, d.Version, Talk{Reached: reached, Note: "电话"}); err != nil {
					return err
				}
				if d, err = Contact(tx, coordinator, d.ID, d.Version, Talk{Reached: reached, Note: "电话"}); err != nil {
					return err
				}
				if d, err = Find(tx, head, d.ID, d.Version, fixed("属实", "改")); err != nil {
					return err
				}
				_, err = Resolve(tx, coordinator, d.ID, d.Version, Reply{Told: "告知了"})
				return err
			})
		}
		end(met, true)
		gone, _ = h.pleads(gone)
		h.act(func(tx *store.Tx) error { _, err := Decide(tx, coordinator, gone.ID, 1, true, "查实"); return err })
		h.clock.Set(calendar.DayOf(2020, 6, 16).Start() + 9*3600_000)
		for id, want := range map[string][2]int64{"ratings.redress_in_time": {1, 2}, "ratings.revisited": {1, 2}, "ratings.excluded": {1, 1}} {
			v, trace := h.figure(id)
			var sum int64
			for _, r := range trace {
				sum += r.Amount
			}
			if v.Num != want[0] || v.Den != want[1] || sum != v.Num {
				t.Errorf("%s：应为 %v，得到 %+v（清单 %d 条）", id, want, v, len(trace))
			}
		}
		end(late, false)
		if v, _ := h.figure("ratings.redress_in_time"); v.Num != 1 || v.Den != 2 {
			t.Errorf("逾期办结的不算按期：%+v", v)
		}
	})
}

func Test样本不足不算率(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		var tokens []string
		for range 12 {
			_, token := h.invited()
			tokens = append(tokens, token)
		}
		for i := range 10 {
			if v, _ := h.figure("ratings.good"); i > 0 && (v.Den != 0 || v.Text == "—") {
				t.Errorf("第 %d 条还不该有率：%+v", i, v)
			}
			h.rate(tokens[i], Answer{Level: 2, Channel: Mobile})
		}
		if v, trace := h.figure("ratings.good"); v.Text != "100.0" || v.Den != 10 || len(trace) != 10 {
			t.Errorf("满 10 条应有率：%+v", v)
		}
	})
}
