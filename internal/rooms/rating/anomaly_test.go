package rating

import (
	"fmt"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// some makes n ratings a minute apart from a day on; change says what is theirs.
func some(n int, day calendar.Day, change func(i int, s *Seen)) []Seen {
	out := make([]Seen, n)
	for i := range out {
		out[i] = Seen{Ref: fmt.Sprintf("PJ-%s-%03d", day, i), Unit: "zrzy", Window: "A03", Channel: QR, Level: 1,
			At: day.Start() + calendar.Instant(i)*60_000}
		if change != nil {
			change(i, &out[i])
		}
	}
	return out
}

func Test异常计算(t *testing.T) {
	t.Parallel()
	june, july := calendar.DayOf(2020, 6, 8), calendar.DayOf(2020, 7, 8)
	one := func(s *Seen) { s.Device = "0123456789abcdef" }
	for name, v := range map[string]struct {
		seen []Seen
		want map[string]int // kind → ratings
	}{
		"没有":      {nil, nil},
		"同设备三件":   {some(3, june, func(_ int, s *Seen) { one(s) }), map[string]int{SignDevice: 3}},
		"同设备两件":   {some(2, june, func(_ int, s *Seen) { one(s) }), nil},
		"同设备隔天":   {append(some(2, june, func(_ int, s *Seen) { one(s) }), some(2, june+1, func(_ int, s *Seen) { one(s) })...), nil},
		"大厅平板人人用": {some(9, june, func(_ int, s *Seen) { one(s); s.Channel = Tablet }), nil},
		"窗口平板数秒内": {some(2, june, func(_ int, s *Seen) { s.Channel, s.Signs = Tablet, []string{SignHasty} }), map[string]int{"hasty_terminal": 2}},
		"不同窗口各一条": {some(2, june, func(i int, s *Seen) {
			s.Channel, s.Signs, s.Window = Tablet, []string{SignHasty}, fmt.Sprint("A", i)
		}), nil},
		"自己手机数秒内":  {some(2, june, func(_ int, s *Seen) { s.Signs = []string{SignHasty} }), nil},
		"办公网段":     {some(10, june, func(_ int, s *Seen) { s.Signs = []string{SignOffice} }), map[string]int{SignOffice: 10}},
		"五十条零差评":   {some(50, june, nil), map[string]int{"zero_bad": 50}},
		"四十九条零差评":  {some(49, june, nil), nil},
		"五十条一条差评":  {some(50, june, func(i int, s *Seen) { s.Level = Level(1 + 3*(i/49)) }), nil},
		"两个单位各三十条": {some(60, june, func(i int, s *Seen) { s.Unit = fmt.Sprint("u", i%2) }), nil},
		"渠道突变": {append(some(20, june, nil), some(20, july, func(_ int, s *Seen) { s.Channel = Tablet })...),
			map[string]int{"channel_jump": 20}},
		"渠道缓变": {append(some(20, june, nil), some(20, july, func(i int, s *Seen) {
			if i < 7 {
				s.Channel = PC
			}
		})...), nil},
		"样本太少不比渠道": {append(some(19, june, nil), some(19, july, func(_ int, s *Seen) { s.Channel = Tablet })...), nil},
	} {
		got := map[string]int{}
		for _, a := range Anomalies(v.seen, DefaultContent().Anomaly) {
			got[a.Kind] += len(a.Refs)
		}
		if fmt.Sprint(got) != fmt.Sprint(v.want) && len(got)+len(v.want) > 0 {
			t.Errorf("%s：应为 %v，得到 %v", name, v.want, got)
		}
	}
}

func Test异常核查由主管机构决定(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		var first Rating
		for i := range 3 {
			_, token := h.invited()
			r := h.rate(token, Answer{Level: Level(1 + 4*(i/2)), Channel: Mobile, Device: "一台手机"})
			if i == 0 {
				first = r
			}
		}
		rule := func(by flow.Actor, key string, in Ruling) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Rule(tx, by, key, 2020, in); return err }
		}
		suspects := func(by flow.Actor) (out []Anomaly) {
			h.read(func(tx *store.Tx) (err error) { out, _, err = Suspects(tx, by, 2020); return err })
			return out
		}
		found := suspects(coordinator)
		if len(found) != 1 || len(found[0].Refs) != 3 || found[0].Refs[0] != first.Ref {
			t.Fatalf("应有一条异常三条评价，得到 %+v", found)
		}
		key := found[0].Key
		own := coordinator
		own.Unit = "zrzy"
		h.refused(notOffice, rule(head, key, Ruling{Reason: "查", Count: 3}))
		h.refused(anomalyGone, rule(own, key, Ruling{Reason: "查", Count: 3}))
		h.refused(fault.FormInvalid, rule(coordinator, key, Ruling{Count: 3}))
		h.refused(store.ChangedMeanwhile, rule(coordinator, key, Ruling{Reason: "查", Count: 2}))
		h.act(rule(coordinator, key, Ruling{Keep: true, Reason: "一家三口同一部手机", Count: 3}))
		if got := suspects(coordinator); len(got) != 0 {
			t.Errorf("已核查的不再列出：%+v", got)
		}
		h.clock.Advance(time.Minute)
		_, token := h.invited()
		h.rate(token, Answer{Level: 1, Channel: Mobile, Device: "一台手机"})
		if got := suspects(coordinator); len(got) != 1 || len(got[0].Refs) != 4 {
			t.Fatalf("又来一条要重新核查：%+v", got)
		}
		h.act(rule(coordinator, key, Ruling{Reason: "窗口人员代评", Count: 4}))
		if v, _ := h.figure("ratings.excluded"); v.Num != 4 {
			t.Errorf("应剔除 4 条，得到 %+v", v)
		}
		if v, _ := h.figure("ratings.count"); v.Num != 0 {
			t.Errorf("剔除后不计：%+v", v)
		}
		h.refused(anomalyGone, rule(coordinator, key, Ruling{Keep: true, Reason: "查", Count: 4}))
	})
}

func Test整个单位的异常不能剔除(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		h.rules(func(c *Content) { c.Anomaly.ZeroBad = 2 })
		for range 2 {
			_, token := h.invited()
			h.rate(token, Answer{Level: 1, Channel: Mobile})
		}
		h.refused(anomalyWhole, func(tx *store.Tx) error {
			_, err := Rule(tx, coordinator, "zero_bad.2020.zrzy", 2020, Ruling{Reason: "查", Count: 2})
			return err
		})
		h.act(func(tx *store.Tx) error {
			_, err := Rule(tx, coordinator, "zero_bad.2020.zrzy", 2020, Ruling{Keep: true, Reason: "抽查回访 10 件属实", Count: 2})
			return err
		})
	})
}
