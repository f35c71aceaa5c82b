package rating

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

func TestTablesAreSound(t *testing.T) {
	for _, table := range Manifest.Flows {
		if err := table.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func Test每个渠道都能评五个等级(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		h.network()
		kiosk := stranger
		kiosk.Address = "10.43.9.20"
		for _, channel := range Channels {
			for level := Level(1); level <= 5; level++ {
				c, token := h.invited()
				var r Rating
				h.act(func(tx *store.Tx) (err error) {
					in := Answer{Level: level, Channel: channel.Channel}
					switch {
					case channel.Channel == Phone:
						r, err = EnterByPhone(tx, coordinator, c.No(), "HF20200609-01", in)
					case channel.Channel.Kiosk():
						r, err = Rate(tx, kiosk, token, in)
					default:
						r, err = Rate(tx, stranger, token, in)
					}
					return err
				})
				if r.Level != level || r.Channel != channel.Channel || r.Content != 1 {
					t.Errorf("%s %d：得到等级 %d、渠道 %s、内容第 %d 版", channel.Zh, level, r.Level, r.Channel, r.Content)
				}
				if level.Bad() {
					h.task(r)
				}
			}
		}
		if v, trace := h.figure("ratings.count"); v.Num != 35 || len(trace) != 35 {
			t.Errorf("应有 35 条评价，得到 %d，记录 %d", v.Num, len(trace))
		}
	})
}

func Test一事只评一次(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		c, token := h.invited()
		h.told("CaseDelivered", c) // the fact came twice: still one invitation
		h.rate(token, Answer{Level: 4, Channel: Mobile})
		again := func(tx *store.Tx) error {
			_, err := Rate(tx, stranger, token, Answer{Level: 1, Channel: PC})
			return err
		}
		h.refused(tokenUsed, again)
		h.refused(tokenUsed, func(tx *store.Tx) error {
			_, err := EnterByPhone(tx, coordinator, c.No(), "HF-1", Answer{Level: 1})
			return err
		})
		if v, _ := h.figure("ratings.bad"); v.Num != 1 || v.Text != "样本不足（评价 1 条，应答 1÷1＝100.0%）" {
			t.Errorf("第一次的差评应当不变，得到 %+v", v)
		}
	})
}

func Test伪造和过期的链接(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		_, token := h.invited()
		for _, forged := range []string{"", "0000000000000000", "x", strings.Repeat("é", 16), token[:15], token + "0"} {
			h.refused(tokenUnknown, func(tx *store.Tx) error {
				_, err := Rate(tx, stranger, forged, Answer{Level: 1, Channel: PC})
				return err
			})
		}
		h.clock.Advance(91 * 24 * time.Hour)
		h.refused(tokenExpired, func(tx *store.Tx) error {
			_, err := Rate(tx, stranger, token, Answer{Level: 1, Channel: PC})
			return err
		})
	})
}

func Test没办完不能评(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		undelivered := func(c *casework.Case) { c.DeliveredAt, c.State = nil, casework.Granted }
		c := h.done(undelivered)
		h.told("CaseDecided", c)
		for by, want := range map[string]flow.Actor{"系统": flow.System("rating.message"), "申请人": applicant} {
			if err := h.s.Read(context.Background(), func(tx *store.Tx) error {
				_, err := Token(tx, want, c.ID)
				return err
			}); !notReady.Is(err) {
				t.Errorf("%s：没送达就有了邀请：%v", by, err)
			}
		}
		h.refused(notReady, func(tx *store.Tx) error {
			_, err := EnterByPhone(tx, coordinator, c.No(), "HF-1", Answer{Level: 5})
			return err
		})
		// An instant item and one passed on to a higher authority end with the decision.
		for _, kind := range []casework.Kind{casework.Instant, casework.Relay} {
			c := h.done(undelivered, func(c *casework.Case) { c.Kind = kind })
			h.told("CaseDecided", c)
			h.clock.Advance(time.Minute)
			h.rate(h.token(c), Answer{Level: 3, Channel: QR, Reasons: []string{"guide"}})
		}
	})
}

func Test本单位和办公网络不能评(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		h.network()
		_, token := h.invited()
		rateAs := func(by flow.Actor, channel Channel) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Rate(tx, by, token, Answer{Level: 1, Channel: channel})
				return err
			}
		}
		handler := flow.Actor{Account: "r1", Roles: applicant.Roles, Channel: "mobile", Address: "203.0.113.9"}
		inOffice, atKiosk, clerkAtKiosk := stranger, stranger, clerk
		inOffice.Address, atKiosk.Address, clerkAtKiosk.Address = "::ffff:10.43.9.77", "10.43.9.20", "10.43.9.20"
		h.refused(ownWork, rateAs(clerk, PC))
		h.refused(ownWork, rateAs(head, Mobile))
		h.refused(ownWork, rateAs(handler, Mobile))
		h.refused(ownWork, rateAs(clerkAtKiosk, Tablet))
		h.refused(officeNetwork, rateAs(inOffice, PC))
		h.refused(officeNetwork, rateAs(atKiosk, PC))
		h.refused(notKiosk, rateAs(stranger, Tablet))
		h.refused(notKiosk, rateAs(inOffice, Terminal))
		var r Rating
		h.act(func(tx *store.Tx) (err error) {
			r, err = Rate(tx, atKiosk, token, Answer{Level: 2, Channel: Tablet})
			return err
		})
		if diff := cmp.Diff([]string{SignKiosk, SignOffice}, r.Signs); diff != "" {
			t.Error(diff)
		}
	})
}

func Test电话评价要第二人并有录音编号(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		c, token := h.invited(func(c *casework.Case) { c.Unit = "yhb" })
		phone := func(by flow.Actor, call string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := EnterByPhone(tx, by, c.No(), call, Answer{Level: 2})
				return err
			}
		}
		h.refused(notOffice, phone(clerk, "HF-1"))
		h.refused(callFirst, phone(coordinator, " "))
		h.refused(ownWork, phone(coordinator, "HF-1")) // the office's own case
		err := h.s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := Rate(tx, stranger, token, Answer{Level: 2, Channel: Phone})
			return err
		})
		if err == nil {
			t.Error("链接评价不能冒充电话渠道")
		}
	})
}

func Test同时提交只收一次(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		_, token := h.invited()
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() {
				errs[i] = h.s.Write(context.Background(), func(tx *store.Tx) error {
					_, err := Rate(tx, stranger, token, Answer{Level: Level(1 + i%5), Channel: Mobile})
					return err
				})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			switch {
			case err == nil:
				won++
			case !tokenUsed.Is(err):
				t.Errorf("意外的答复：%v", err)
			}
		}
		if v, _ := h.figure("ratings.count"); won != 1 || v.Num != 1 {
			t.Errorf("8 人同时提交，应成 1 件，成了 %d 件，评价 %d 条", won, v.Num)
		}
	})
}

func Test未评价不是评价(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		h.rules(func(c *Content) { c.MinSample = 3 })
		for _, id := range []string{"ratings.rate_active", "ratings.unrated", "ratings.satisfied", "ratings.good", "ratings.bad"} {
			if v, _ := h.figure(id); v.Text != "—" || v.Den != 0 {
				t.Errorf("%s 没有评价时应为 —，得到 %+v", id, v)
			}
		}
		var tokens []string
		for range 6 {
			_, token := h.invited()
			tokens = append(tokens, token)
		}
		for i, level := range []Level{1, 3, 5} {
			h.rate(tokens[i], Answer{Level: level, Channel: Mobile})
		}
		want := map[string]manifest.Value{
			"ratings.count":       {Num: 3, Den: 1, Text: "3"},
			"ratings.rate_active": {Num: 3, Den: 6, Text: "50.0"},
			"ratings.unrated":     {Num: 3, Den: 6, Text: "50.0"},
			"ratings.satisfied":   {Num: 1, Den: 3, Text: "33.3"},
			"ratings.good":        {Num: 2, Den: 3, Text: "66.7"},
			"ratings.bad":         {Num: 1, Den: 3, Text: "33.3"},
		}
		for id, value := range want {
			got, trace := h.figure(id)
			if got != value {
				t.Errorf("%s：应为 %+v，得到 %+v", id, value, got)
			}
			var sum int64
			for _, r := range trace {
				sum += r.Amount
			}
			if value.Den == 1 && sum != value.Num || value.Den != 1 && (sum != value.Num || int64(len(trace)) != value.Den) {
				t.Errorf("%s：清单 %d 条、合计 %d，和数对不上", id, len(trace), sum)
			}
		}
	})
}

func Test评价单位看不到是谁(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		c, token := h.invited()
		bad := h.rate(token, Answer{Level: 5, Channel: Mobile, Reasons: []string{"guide"}, Words: "来了三趟"})
		d := h.task(bad)
		texts := func(by flow.Actor) (out []Said) {
			h.read(func(tx *store.Tx) (err error) {
				out, err = Texts(tx, by, "zrzy", 100)
				return err
			})
			return out
		}
		task := func(by flow.Actor) (out Task) {
			h.read(func(tx *store.Tx) (err error) {
				out, err = TaskByID(tx, by, d.ID)
				return err
			})
			return out
		}
		if got := texts(head); len(got) != 0 {
			t.Errorf("只有一条评价，单位不该看到文字：%v", got)
		}
		if got := task(head); got.Words != "" || got.RatingID != "" || got.Level != 5 {
			t.Errorf("单位看到了不该看的：%+v", got)
		}
		if got := task(coordinator); got.Words != "来了三趟" {
			t.Errorf("主管机构应当马上看到文字，得到 %q", got.Words)
		}
		for range 2 {
			_, token := h.invited()
			h.rate(token, Answer{Level: 2, Channel: PC})
		}
		if got := texts(head); len(got) != 1 || got[0].Words != "来了三趟" {
			t.Errorf("满 3 条后应看到文字，得到 %v", got)
		}
		seen := jsonOf(t, []any{texts(head), task(head)})
		for _, secret := range []string{c.ID, c.No(), c.Party, bad.ID, bad.InvitationID} {
			if strings.Contains(seen, secret) {
				t.Errorf("单位的页面里有 %s：%s", secret, seen)
			}
		}
		h.refused(notOffice, func(tx *store.Tx) error { _, err := Identify(tx, head, d.ID, "想知道"); return err })
		h.refused(notYours, func(tx *store.Tx) error { _, err := Identify(tx, otherHead, d.ID, "想知道"); return err })
		var who Rater
		h.act(func(tx *store.Tx) (err error) {
			who, err = Identify(tx, coordinator, d.ID, "首次联系")
			return err
		})
		if diff := cmp.Diff(Rater{CaseID: c.ID, Number: c.No(), Party: "p1"}, who); diff != "" {
			t.Error(diff)
		}
	})
}

func Test文字七天后可见(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		_, token := h.invited()
		h.rate(token, Answer{Level: 2, Channel: Mobile, Words: "很快"})
		start := h.clock.Now().Day()
		for _, v := range []struct{ after, want int }{{6, 0}, {7, 1}} {
			h.clock.Set(start.Start() + 12*3600_000)
			h.clock.Advance(time.Duration(v.after) * 24 * time.Hour)
			h.read(func(tx *store.Tx) error {
				got, err := Texts(tx, head, "", 10)
				if len(got) != v.want {
					t.Errorf("%d 天后应看到 %d 条，得到 %d", v.after, v.want, len(got))
				}
				return err
			})
		}
	})
}

func Test异常标记只标不拒(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		c := h.done()
		h.told("CaseDelivered", c)
		h.clock.Advance(9 * time.Second)
		if r := h.rate(h.token(c), Answer{Level: 1, Channel: Mobile}); !cmp.Equal(r.Signs, []string{SignHasty}) {
			t.Errorf("9 秒内应标记，得到 %v", r.Signs)
		}
		var tokens []string
		for range 8 {
			_, token := h.invited()
			tokens = append(tokens, token)
		}
		var last Rating
		for _, token := range tokens {
			last = h.rate(token, Answer{Level: 1, Channel: Mobile, Device: "手机甲"})
		}
		if !cmp.Equal(last.Signs, []string{SignDevice, SignBurst}) {
			t.Errorf("同一设备、一分钟内第八条应标记，得到 %v", last.Signs)
		}
	})
}

func Test现场一次一评(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		var token string
		visit := func(by flow.Actor, number string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, code, err := OpenVisit(tx, by, number, "咨询不动产登记")
				token = string(code)
				return err
			}
		}
		h.act(visit(clerk, "A017"))
		first := token
		h.refused(visitTwice, visit(clerk, "A017"))
		h.refused(notWindow, visit(head, "A018"))
		h.clock.Advance(time.Minute)
		if r := h.rate(first, Answer{Level: 4, Channel: QR, Reasons: []string{"attitude"}}); r.Online || r.Window != "A03" {
			t.Errorf("应是 A03 窗口的现场评价，得到 %+v", r)
		}
		h.clock.Advance(24 * time.Hour)
		h.act(visit(clerk, "A017")) // the next day's A017 is another visit
	})
}

func Test评价没有修改语句(t *testing.T) {
	for _, s := range store.Statements() {
		changes := strings.HasPrefix(s.Text, "UPDATE") || strings.HasPrefix(s.Text, "DELETE")
		if changes && (strings.Contains(s.Text, "rating_rating") || strings.Contains(s.Text, "rating_followup")) {
			t.Errorf("评价不能改，却有语句：%s", s.Text)
		}
	}
}
