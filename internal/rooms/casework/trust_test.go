package casework

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// openToTrust adds an item with a secondary material and one that a pledge may
// stand in for.
func (c *county) openToTrust() {
	c.t.Helper()
	c.item("trust", func(e *catalogue.Edition) {
		e.Name, e.Rules.OnSite, e.Conditional, e.Pledge = "人力资源服务许可", false, true, true
		e.Rules.PledgeDuty, e.Rules.PledgeCheck = "有固定场所和三名以上工作人员", 30
		e.Materials = append(e.Materials,
			catalogue.Material{Code: "rules", Name: "管理制度", Originals: 1, Must: true},
			catalogue.Material{Code: "lease", Name: "场所证明", Copies: 1, Must: true, Main: true, Pledge: true})
	})
}

var signed = Signature{Signer: "示例人", Capacity: Representative, Agreed: true}

// owed is a promise to hand in the rules by the day.
func owed(day string) Promise {
	due, err := calendar.ParseDay(day)
	if err != nil {
		panic(err)
	}
	return Promise{signed, []Owed{{Material: "rules", Problem: "还没定稿", Required: "盖章原件", Due: due}}}
}

func (c *county) received(id, code string) {
	c.t.Helper()
	c.act(func(tx *store.Tx) error {
		_, err := Receive(tx, clerk, id, 0, Sheet{Code: code, Pages: 1})
		return err
	})
}

// promised is a submitted case that lacks its rules and has a promise.
func (c *county) promised() Case {
	c.t.Helper()
	k := c.submitted("trust")
	c.received(k.ID, "lease")
	return c.do(func(tx *store.Tx) (Case, error) { return PromiseSupplement(tx, clerk, k.ID, 0, owed("2020-06-15")) })
}

// withGap is a case that was accepted conditionally on Monday 2020-06-08.
func (c *county) withGap() Case {
	c.t.Helper()
	k := c.promised()
	return c.do(func(tx *store.Tx) (Case, error) { return AcceptConditional(tx, clerk, k.ID, 0) })
}

func (c *county) sweep(run func(*store.Store) error) {
	c.t.Helper()
	if err := run(c.s); err != nil {
		c.t.Fatal(err)
	}
}

func (c *county) lettersOf(id string) (titles []string) {
	c.t.Helper()
	err := c.s.Read(context.Background(), func(tx *store.Tx) error {
		list, err := letters.OfSubject(tx, id)
		for _, l := range list {
			titles = append(titles, l.Title)
		}
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return titles
}

func (c *county) listed(source func(*store.Tx, manifest.ClockFilter) ([]manifest.Clock, error), f manifest.ClockFilter) (out []manifest.Clock) {
	c.t.Helper()
	err := c.s.Read(context.Background(), func(tx *store.Tx) (err error) {
		out, err = source(tx, f)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

func Test容缺受理_签承诺出通知_期限照走_补齐才决定(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.withGap()
		d := c.file(k.ID).Deferral
		if k.State != Accepted || days(k.PromisedDue) != "2020-06-22" || d == nil || !d.Outstanding() || days(d.Due) != "2020-06-15" {
			t.Fatalf("%+v %+v", k, d)
		}
		if got := strings.Join(c.lettersOf(k.ID), "、"); !strings.Contains(got, "容缺受理承诺书") || !strings.Contains(got, "容缺受理通知书") {
			t.Errorf("文书 %s", got)
		}
		open := c.listed(supplementClocks, manifest.ClockFilter{OpenOnly: true})
		if len(open) != 1 || open[0].Number != k.No() {
			t.Errorf("时限钟 %+v", open)
		}
		c.do(func(tx *store.Tx) (Case, error) { return Assign(tx, reviewer, k.ID, 0, "") })
		c.do(func(tx *store.Tx) (Case, error) { return Propose(tx, reviewer, k.ID, 0, "grant", "符合条件") })
		for _, decide := range []func(*store.Tx, flow.Actor, string, Seen, Verdict) (Case, error){Refuse} {
			c.refused(supplementFirst, func(tx *store.Tx) error {
				_, err := decide(tx, approver, k.ID, 0, Verdict{Reasons: "不符合"})
				return err
			})
		}
		c.refused(materialsMissing, func(tx *store.Tx) error { _, err := Grant(tx, approver, k.ID, 0, Verdict{}); return err })
		c.at("2020-06-11 06:00") // Thursday: two working days before Monday
		c.sweep(sweepReminders)
		c.sweep(sweepReminders)
		if told, err := c.facts("SupplementDue"); err != nil || len(told) != 1 {
			t.Fatalf("提醒 %d 次 %v", len(told), err)
		}
		// The applicant sends it; it is there in time, but has to be looked at.
		c.at("2020-06-12 10:00")
		c.refused(paperFirst, func(tx *store.Tx) error {
			_, err := Supplement(tx, c.owner, k.ID, 0, Supply{Sheet: Sheet{Code: "rules"}})
			return err
		})
		c.refused(notOwed, func(tx *store.Tx) error {
			_, err := Supplement(tx, clerk, k.ID, 0, Supply{Sheet: Sheet{Code: "form", Pages: 1}})
			return err
		})
		c.do(func(tx *store.Tx) (Case, error) {
			return Supplement(tx, clerk, k.ID, 0, Supply{Sheet: Sheet{Code: "rules", Pages: 3}})
		})
		if d := c.file(k.ID).Deferral; d.Outstanding() || *d.Outcome != Supplemented {
			t.Fatalf("%+v", d)
		}
		k = c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, approver, k.ID, 0, Verdict{}) })
		if k.State != Granted || days(k.PromisedDue) != "2020-06-22" {
			t.Fatalf("%+v", k)
		}
		c.at("2020-07-20 06:00")
		c.sweep(sweepLapsed)
		c.want(k.ID, Granted)
	})
}

func Test容缺受理_网上补交要核对_不合格的再补(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.withGap()
		// An applicant's paper takes the same way; the clerk stands for the upload.
		c.act(func(tx *store.Tx) error {
			d, _, err := deferralOf(tx, k.ID)
			if err != nil {
				return err
			}
			at := tx.Now()
			d.Items[0].SuppliedAt = &at
			o := owing{turn{was: k, now: k, step: flow.Step{From: Accepted, To: Accepted, Kind: "case.supplement"}}, d}
			_, err = o.write(tx, clerk, say{})
			return err
		})
		c.at("2020-06-20 06:00") // after the day: it was there in time
		c.sweep(sweepLapsed)
		c.want(k.ID, Accepted)
		c.refused(nothingToCheck, func(tx *store.Tx) error {
			_, err := CheckSupplement(tx, reviewer, k.ID, 0, "form", "")
			return err
		})
		c.do(func(tx *store.Tx) (Case, error) {
			return CheckSupplement(tx, reviewer, k.ID, 0, "rules", "没有盖章")
		})
		if d := c.file(k.ID).Deferral; !d.Outstanding() || d.Items[0].Fault != "没有盖章" {
			t.Fatalf("%+v", d)
		}
		c.sweep(sweepLapsed) // wrong, and the day has passed
		c.want(k.ID, Terminated)
	})
}

func Test容缺受理_逾期终止_留记录出告知书(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.withGap()
		c.at("2020-06-15 23:00") // the last day still counts
		c.sweep(sweepLapsed)
		c.want(k.ID, Accepted)
		c.at("2020-06-16 06:00")
		c.sweep(sweepLapsed)
		c.sweep(sweepLapsed)
		ended := c.want(k.ID, Terminated)
		f := c.file(k.ID)
		if *f.Deferral.Outcome != Lapsed || !strings.Contains(*ended.EndReason, "管理制度") {
			t.Fatalf("%+v %v", f.Deferral, *ended.EndReason)
		}
		if got := strings.Join(c.lettersOf(k.ID), "、"); !strings.Contains(got, "终止办理告知书") {
			t.Errorf("文书 %s", got)
		}
		if void := c.listed(supplementClocks, manifest.ClockFilter{Subject: k.ID}); len(void) != 1 || !void[0].Void {
			t.Errorf("%+v", void)
		}
		err := c.s.Read(context.Background(), func(tx *store.Tx) error {
			list, err := Deferrals(tx, office, TrustFind{})
			if err != nil || len(list) != 1 || list[0].Standing(tx.Today()) != Lapsed {
				t.Errorf("台账 %+v %v", list, err)
			}
			if mine, err := Deferrals(tx, stranger, TrustFind{}); err != nil || len(mine) != 0 {
				t.Errorf("外单位看到 %d 行 %v", len(mine), err)
			}
			_, err = Deferrals(tx, c.owner, TrustFind{})
			if !flow.StepForbidden.Is(err) {
				t.Errorf("申请人看台账：%v", err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func Test容缺受理_不可抗力延长一次_两人办(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.withGap()
		later := calendar.DayOf(2020, 6, 29)
		ask := func(by flow.Actor, day calendar.Day, why string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := AskMoreTime(tx, by, k.ID, 0, MoreTime{day, why})
				return err
			}
		}
		c.refused(moreTimeSecond, func(tx *store.Tx) error { _, err := GiveMoreTime(tx, approver, k.ID, 0); return err })
		c.refused(fault.FormInvalid, ask(clerk, later, ""))
		c.refused(fault.FormInvalid, ask(clerk, calendar.DayOf(2020, 6, 15), "洪水封路"))
		c.refused(fault.FormInvalid, ask(clerk, calendar.DayOf(2020, 9, 1), "洪水封路"))
		c.act(ask(approver, later, "洪水封路，有镇政府证明"))
		c.refused(moreTimeSecond, func(tx *store.Tx) error { _, err := GiveMoreTime(tx, approver, k.ID, 0); return err })
		c.do(func(tx *store.Tx) (Case, error) { return GiveMoreTime(tx, approver2, k.ID, 0) })
		d := c.file(k.ID).Deferral
		if days(d.Due) != "2020-06-29" || d.Items[0].FirstDue.String() != "2020-06-15" {
			t.Fatalf("%+v", d)
		}
		c.refused(moreTimeOnce, ask(clerk, calendar.DayOf(2020, 7, 2), "再次封路"))
		c.refused(moreTimeOnce, func(tx *store.Tx) error { _, err := GiveMoreTime(tx, approver, k.ID, 0); return err })
		c.at("2020-06-28 06:00")
		c.sweep(sweepLapsed)
		c.want(k.ID, Accepted)
		if k := c.file(k.ID).Case; days(k.PromisedDue) != "2020-06-22" {
			t.Errorf("容缺不暂停：承诺期限 %s", days(k.PromisedDue))
		}
	})
}

func Test容缺受理_不该容缺的都拒绝(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		promise := func(id string, p Promise) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := PromiseSupplement(tx, clerk, id, 0, p); return err }
		}
		k := c.submitted("trust")
		c.refused(mainMissing, promise(k.ID, owed("2020-06-15"))) // the lease is a main material
		c.received(k.ID, "lease")
		c.refused(promiseFirst, func(tx *store.Tx) error { _, err := AcceptConditional(tx, clerk, k.ID, 0); return err })
		c.refused(materialsMissing, func(tx *store.Tx) error { _, err := Accept(tx, clerk, k.ID, 0); return err })
		for _, day := range []string{"2020-06-08", "2020-06-23"} { // today; beyond ten working days
			c.refused(fault.FormInvalid, promise(k.ID, owed(day)))
		}
		unsigned := owed("2020-06-15")
		unsigned.Signature = Signature{}
		c.refused(fault.FormInvalid, promise(k.ID, unsigned))
		c.refused(fault.FormInvalid, promise(k.ID, Promise{Signature: signed}))
		other := c.submitted("plan-permit")
		c.refused(conditionalClosed, promise(other.ID, owed("2020-06-15")))
		instant := c.submitted("record")
		c.refused(conditionalClosed, promise(instant.ID, owed("2020-06-15")))
		c.received(k.ID, "rules")
		c.refused(nothingMissing, promise(k.ID, owed("2020-06-15")))
		plain := c.accepted("plan-permit")
		c.refused(nothingOwed, func(tx *store.Tx) error {
			_, err := Supplement(tx, clerk, plain.ID, 0, Supply{Sheet: Sheet{Code: "plan"}})
			return err
		})
		c.act(func(tx *store.Tx) error {
			_, err := party.SetBar(tx, head, party.BarDraft{Party: c.party, Ground: party.GroundDishonesty, From: tx.Today(), Document: "示例决定书1号"})
			return err
		})
		bad := c.submitted("trust")
		c.received(bad.ID, "lease")
		c.refused(distrusted, promise(bad.ID, owed("2020-06-15")))
		c.refused(distrusted, func(tx *store.Tx) error {
			_, err := SignPledge(tx, clerk, bad.ID, 0, signed, "lease")
			return err
		})
	})
}

func Test容缺受理_承诺后失信的不再受理(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.promised()
		c.act(func(tx *store.Tx) error {
			_, err := party.SetBar(tx, head, party.BarDraft{Party: c.party, Ground: party.GroundDishonesty, From: tx.Today(), Document: "示例决定书1号"})
			return err
		})
		c.refused(distrusted, func(tx *store.Tx) error { _, err := AcceptConditional(tx, clerk, k.ID, 0); return err })
		c.want(k.ID, Submitted)
		if got := strings.Join(c.lettersOf(k.ID), "、"); strings.Contains(got, "通知书") {
			t.Errorf("拒绝了还出了文书：%s", got)
		}
	})
}

func Test容缺受理_撤回和终止时欠交随之了结(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.withGap()
		c.do(func(tx *store.Tx) (Case, error) { return Withdraw(tx, c.owner, k.ID, 0, "") })
		if d := c.file(k.ID).Deferral; *d.Outcome != EndedElse || d.Due != nil {
			t.Fatalf("%+v", d)
		}
	})
}
