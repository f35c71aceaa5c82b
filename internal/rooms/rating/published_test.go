package rating

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

func Test半年的起止(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		day      string
		code     string
		from, to string
	}{
		{"2020-01-01", "2020-1", "2020-01-01", "2020-06-30"},
		{"2020-06-30", "2020-1", "2020-01-01", "2020-06-30"},
		{"2020-07-01", "2020-2", "2020-07-01", "2020-12-31"},
		{"2020-12-31", "2020-2", "2020-07-01", "2020-12-31"},
	} {
		day, _ := calendar.ParseDay(c.day)
		h := halfOf(day)
		p := h.Period()
		if h.Code() != c.code || p.From.String() != c.from || p.To.String() != c.to {
			t.Errorf("%s：%s %s 至 %s", c.day, h.Code(), p.From, p.To)
		}
	}
	if next := (Half{2020, 2}).next(); next != (Half{2021, 1}) {
		t.Error("下一个半年", next)
	}
}

// Whatever is shown, what is left of the whole is nothing or no small sample.
func Test公布的率减不出小样本(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		least, crowd := rapid.Int64Range(2, 12).Draw(t, "least"), rapid.Int64Range(2, 5).Draw(t, "crowd")
		var found []Line
		all := map[string]int64{}
		for i, n := range rapid.SliceOfN(rapid.Int64Range(0, 20), 1, 8).Draw(t, "n") {
			unit := []string{"甲", "乙"}[i%2]
			found = append(found, Line{Unit: unit, Key: fmt.Sprint(i), N: n, Levels: [6]int64{1: n}})
			all[unit] += n
		}
		slices.SortFunc(found, func(a, b Line) int { return int(b.N - a.N) })
		open := map[string]bool{"甲": all["甲"] >= least, "乙": all["乙"] >= least && rapid.Bool().Draw(t, "乙")}
		guard(found, func(l Line) string { return l.Unit }, open, least, crowd)
		hidden := map[string]int64{}
		for _, l := range found {
			switch {
			case l.Held == HeldNone && (l.N < least || !open[l.Unit]):
				t.Fatalf("不该有率的有了率：%+v", l)
			case l.Held != HeldNone && l.Levels != [6]int64{}:
				t.Fatalf("不公布率的还带着各级条数：%+v", l)
			case l.Held != HeldNone:
				hidden[l.Unit] += l.N
			}
		}
		for unit, n := range hidden {
			if open[unit] && n > 0 && n < crowd && n < all[unit] {
				t.Fatalf("%s 减得出 %d 条，最少 %d 条：%+v", unit, n, crowd, found)
			}
		}
	})
}

// published gives ten good and two bad ratings to one unit and two to another,
// and lets the half-year end.
func (h *hall) published() (excluded Redress) {
	h.t.Helper()
	for i := range 12 {
		_, token := h.invited()
		level := Level(1)
		if i >= 10 {
			level = 4
		}
		r := h.rate(token, Answer{Level: level, Channel: SMS, Words: "推来推去", Device: fmt.Sprint("手机", i)})
		if i == 11 {
			excluded = h.task(r)
		}
	}
	for i := range 2 {
		_, token := h.invited(func(c *casework.Case) { c.Unit, c.ItemName = "zjj", "施工许可" })
		h.rate(token, Answer{Level: 2, Channel: PC, Device: fmt.Sprint("电脑", i)})
	}
	h.invited(func(c *casework.Case) { c.Unit, c.ItemName = "zjj", "施工许可" })
	return excluded
}

func Test评价公开(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		d := h.published()
		h.pleads(d)
		h.act(func(tx *store.Tx) error {
			_, err := Decide(tx, coordinator, d.ID, 1, true, "写的是停车场")
			return err
		})
		first := Half{2020, 1}
		h.read(func(tx *store.Tx) error {
			if halves, err := Halves(tx); err != nil || len(halves) != 0 {
				t.Errorf("没有过完的半年也公开：%v %v", halves, err)
			}
			if _, err := Publish(tx, first); !notPublished.Is(err) {
				t.Errorf("没有过完的半年：%v", err)
			}
			return nil
		})
		h.clock.Set(calendar.DayOf(2020, 7, 1).Start() + calendar.Instant(time.Hour.Milliseconds()))
		h.read(func(tx *store.Tx) error {
			p, err := Publish(tx, first)
			if err != nil {
				return err
			}
			w := p.Whole
			if w.N != 13 || w.Asked != 15 || w.Answered != 14 || w.UpTo(2) != 12 || w.UpTo(5)-w.UpTo(3) != 1 || p.Least != 10 {
				t.Errorf("全县：%+v，最少 %d", w, p.Least)
			}
			if p.Excluded[Mistaken] != 1 || p.Out() != 1 {
				t.Errorf("剔除：%v", p.Excluded)
			}
			// the county has rates; less those of zrzy two ratings of zjj would show
			for _, group := range [][]Line{p.Units, p.Windows, p.Items, p.Channels} {
				if len(group) != 2 || group[0].N != 11 || group[0].Held != HeldGuard || group[1].N != 2 || group[1].Held != HeldFew {
					t.Errorf("各行：%+v", group)
				}
			}
			if f := p.Followed; f.Bad != 2 || f.Open != 1 || f.Late != 1 || f.Resolved != 0 || len(f.Outcomes) != 1 || f.Outcomes[0].Excluded != Mistaken {
				t.Errorf("整改：%+v", f)
			}
			if _, err := Publish(tx, Half{2020, 2}); !notPublished.Is(err) {
				t.Errorf("还没过完的半年：%v", err)
			}
			return nil
		})
	})
}

// Who was asked and did not answer is in no rate: with no rating there is none.
func Test没有评价就没有率(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		for range 12 {
			h.invited()
		}
		h.clock.Set(calendar.DayOf(2020, 7, 1).Start())
		h.read(func(tx *store.Tx) error {
			p, err := Publish(tx, Half{2020, 1})
			if err != nil {
				return err
			}
			if p.Whole.Asked != 12 || p.Whole.N != 0 || p.Whole.Rated() || p.Whole.UpTo(5) != 0 || len(p.Channels) != 0 || p.Units[0].Rated() {
				t.Errorf("%+v", p)
			}
			return nil
		})
	})
}

func Test公开内容和答复认不出是谁(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		c, token := h.invited()
		r := h.rate(token, Answer{Level: 5, Channel: SMS})
		d := h.task(r)
		h.act(func(tx *store.Tx) (err error) {
			if d, err = Contact(tx, coordinator, d.ID, d.Version, Talk{Reached: true, Note: "电话"}); err == nil {
				d, err = Find(tx, head, d.ID, d.Version, fixed("属实", "清单上墙"))
			}
			return err
		})
		for _, told := range []Reply{
			{Told: "告知 " + c.No() + " 的申请人"}, {Told: "告知了", Public: "办件 " + c.No()}, {Told: "打了 19900000000"},
			{Told: "告知了", Public: "请联系 7654321"},
		} {
			h.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := Resolve(tx, coordinator, d.ID, d.Version, told); return err })
		}
		h.act(func(tx *store.Tx) error {
			_, err := Resolve(tx, coordinator, d.ID, d.Version, Reply{Told: "2020-06-09 电话告知", Public: "材料清单已贴在窗口"})
			return err
		})
		h.act(func(tx *store.Tx) error { _, err := Again(tx, stranger, token, 2, "好多了"); return err })
		h.clock.Set(calendar.DayOf(2020, 7, 1).Start())
		h.read(func(tx *store.Tx) error {
			p, err := Publish(tx, Half{2020, 1})
			if err != nil {
				return err
			}
			want := Outcome{Unit: "zrzy", Class: Ordinary, Kind: Fixed, InTime: true, Again: 2, Words: "材料清单已贴在窗口"}
			if f := p.Followed; len(f.Outcomes) != 1 || f.Outcomes[0] != want || f.InTime != 1 {
				t.Errorf("整改结果：%+v", f)
			}
			text := jsonOf(t, p)
			for _, secret := range []string{c.ID, c.No(), r.ID, r.Ref, r.InvitationID, "好多了", "清单上墙", "电话告知"} {
				if strings.Contains(text, secret) {
					t.Errorf("公开的里面有 %s：%s", secret, text)
				}
			}
			return nil
		})
	})
}
