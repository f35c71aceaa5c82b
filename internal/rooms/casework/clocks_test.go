package casework

import (
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// clocks lists one kind of clock of one case.
func (c *county) clocks(kind, id string) (out []manifest.Clock) {
	c.t.Helper()
	c.act(func(tx *store.Tx) error {
		for _, source := range clockSources {
			if source.Kind != kind {
				continue
			}
			found, err := source.List(tx, manifest.ClockFilter{Subject: id})
			if err != nil {
				return err
			}
			out = append(out, found...)
		}
		return nil
	})
	return out
}

func Test审查环节有自己的时钟_退回重审再走(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.inReview("plan-permit")
		step := c.clocks("case.step", k.ID)
		if len(step) != 1 || step[0].Limits[0].N != 6 || step[0].Limits[0].Name != manifest.LimitStep || step[0].Fulfilled != nil {
			t.Fatalf("受理 1 天、审查 5 天，应限 6 天，得到 %+v", step)
		}
		second := "reviewer2"
		c.do(func(tx *store.Tx) (Case, error) {
			return Opine(tx, reviewer, k.ID, 0, Opinion{Kind: OpinionOnsite, Second: &second, Conclusion: "grant", Body: "一致"})
		})
		c.at("2020-06-10 10:00")
		c.do(func(tx *store.Tx) (Case, error) { return Propose(tx, reviewer, k.ID, 0, "grant", "符合条件") })
		if step = c.clocks("case.step", k.ID); step[0].Fulfilled == nil || step[0].Fulfilled.Day() != day(t, "2020-06-10") {
			t.Errorf("提请以后环节办完，得到 %+v", step)
		}
		c.do(func(tx *store.Tx) (Case, error) { return SendBack(tx, approver, k.ID, 0, "补法制意见") })
		if step = c.clocks("case.step", k.ID); step[0].Fulfilled != nil {
			t.Error("退回以后环节又开着")
		}
		if record := c.accepted("record"); len(c.clocks("case.step", record.ID)) != 0 {
			t.Error("即办件不分环节")
		}
	})
}

func Test时钟写明何时知道_暂停恢复终止(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.inReview("plan-permit")
		c.at("2020-06-09 10:00")
		c.do(func(tx *store.Tx) (Case, error) {
			return Suspend(tx, approver, k.ID, 0, Stop{Ground: "听证", Planned: day(t, "2020-06-20"), Body: "听证会"})
		})
		c.at("2020-06-12 15:00")
		c.do(func(tx *store.Tx) (Case, error) { return Resume(tx, reviewer, k.ID, 0, "听证完毕") })
		p := c.clocks("case.decision", k.ID)[0].Pauses[0]
		if p.Ordered != instantOf(t, "2020-06-09 10:00") || p.Resumed == nil || *p.Resumed != instantOf(t, "2020-06-12 15:00") || *p.To != day(t, "2020-06-11") {
			t.Errorf("暂停：%+v", p)
		}
		pause := c.clocks("case.pause", k.ID)[0]
		if pause.Started != p.Ordered || *pause.Fulfilled != *p.Resumed {
			t.Errorf("特别程序自己的时钟：%+v", pause)
		}
		c.at("2020-06-15 09:00")
		c.do(func(tx *store.Tx) (Case, error) { return Withdraw(tx, c.owner, k.ID, 0, "不办了") })
		if d := c.clocks("case.decision", k.ID)[0]; !d.Void || d.VoidAt == nil || *d.VoidAt != instantOf(t, "2020-06-15 09:00") {
			t.Errorf("撤回：%+v", d)
		}
	})
}

func instantOf(t *testing.T, text string) calendar.Instant {
	t.Helper()
	at, err := calendar.ParseInstant(text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func Test日历改期_前后都看得见_只看本单位(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.at("2020-06-08 09:30")
		k := c.accepted("plan-permit")
		change := func(no string, d string, off bool) {
			c.act(func(tx *store.Tx) error {
				n, err := workdays.Propose(tx, calendarTypist, calendar.Notice{No: no, Title: "示例", Published: tx.Today(),
					Days: []calendar.Special{{Day: day(t, d), Name: "示例", Off: off}}})
				if err == nil {
					_, err = workdays.Confirm(tx, calendarChecker, n.ID, n.Version)
				}
				return err
			})
			drain(t, c)
		}
		change("国办发明电〔2020〕99号", "2020-06-19", true) // due 06-22, now 06-23
		c.at("2020-06-23 10:00")
		change("国办发明电〔2020〕98号", "2020-06-21", false) // a Sunday that is over becomes a working day
		c.act(func(tx *store.Tx) error {
			list, err := Redatings(tx, office, 100)
			if len(list) == 0 || list[len(list)-1].Cases() != 1 || len(list[len(list)-1].Moves) != 2 {
				t.Fatalf("第一次应改 1 件 2 处，得到 %+v", list)
			}
			first := list[len(list)-1]
			for _, r := range list {
				if r.Late() != 0 {
					t.Errorf("改日历造成了超期：%+v", r)
				}
			}
			if first.Moves[0].OldDue != day(t, "2020-06-22") || first.Moves[0].NewDue != day(t, "2020-06-23") || first.Moves[0].Number != k.No() {
				t.Errorf("承诺期限：%+v", first.Moves[0])
			}
			if other, err := Redatings(tx, stranger, 100); err != nil || len(other) != 0 {
				t.Errorf("别的单位看到 %d 次 %v", len(other), err)
			}
			if own, err := Redatings(tx, reviewer, 100); err != nil || len(own) != len(list) {
				t.Errorf("本单位看到 %d 次 %v", len(own), err)
			}
			return err
		})
		if f := c.file(k.ID); *f.Case.PromisedDue != day(t, "2020-06-23") {
			t.Errorf("到期日不该提前到已经过去的日子，得到 %s", *f.Case.PromisedDue)
		}
	})
}
