package casework

import (
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// pledged is a case that was granted on a pledge.
func (c *county) pledged() Case {
	c.t.Helper()
	k := c.submitted("trust")
	c.received(k.ID, "rules")
	c.do(func(tx *store.Tx) (Case, error) { return SignPledge(tx, c.owner, k.ID, 0, signed, "lease") })
	c.do(func(tx *store.Tx) (Case, error) { return Accept(tx, clerk, k.ID, 0) })
	c.do(func(tx *store.Tx) (Case, error) { return Assign(tx, reviewer, k.ID, 0, "") })
	c.do(func(tx *store.Tx) (Case, error) {
		return Propose(tx, reviewer, k.ID, 0, "grant", "据承诺符合条件")
	})
	return c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, approver, k.ID, 0, Verdict{}) })
}

func verify(by flow.Actor, id string, v Verification) func(tx *store.Tx) (Case, error) {
	return func(tx *store.Tx) (Case, error) { return VerifyPledge(tx, by, id, 0, v) }
}

var rectifyBy = calendar.DayOf(2020, 6, 30)

var untrue = Verification{Finding: "场所租期已过", Second: "reviewer2", Due: &rectifyBy, Demand: "补签租赁合同"}

func Test告知承诺_据承诺决定_核查属实(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.pledged()
		p := c.file(k.ID).Pledge
		if k.State != Granted || p.CheckDue == nil || days(p.CheckDue) != "2020-07-21" || p.Standing() != "to_verify" {
			t.Fatalf("%+v", p)
		}
		if got := strings.Join(c.lettersOf(k.ID), "、"); !strings.Contains(got, "告知承诺书") {
			t.Errorf("文书 %s", got)
		}
		if open := c.listed(pledgeClocks, manifest.ClockFilter{OpenOnly: true}); len(open) != 1 || open[0].Kind != "case.verify" {
			t.Errorf("%+v", open)
		}
		c.refused(fault.FormInvalid, func(tx *store.Tx) error {
			_, err := VerifyPledge(tx, reviewer, k.ID, 0, Verification{True: true, Finding: "看过", Second: "reviewer"})
			return err
		})
		c.refused(nothingPledged, func(tx *store.Tx) error { _, err := Revoke(tx, approver2, k.ID, 0, "不实"); return err })
		c.do(verify(reviewer, k.ID, Verification{True: true, Finding: "现场看到场所和人员", Second: "reviewer2"}))
		if p := c.file(k.ID).Pledge; *p.Outcome != PledgeHeld {
			t.Fatalf("%+v", p)
		}
		c.want(k.ID, Granted)
		c.refused(nothingPledged, func(tx *store.Tx) error { _, err := verify(reviewer, k.ID, untrue)(tx); return err })
		if done := c.listed(pledgeClocks, manifest.ClockFilter{}); len(done) != 1 || done[0].Fulfilled == nil {
			t.Errorf("%+v", done)
		}
	})
}

func Test告知承诺_不实先责令改正_逾期撤销并记失信(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.pledged()
		c.refused(fault.FormInvalid, func(tx *store.Tx) error {
			_, err := VerifyPledge(tx, reviewer, k.ID, 0, Verification{Finding: "场所租期已过", Second: "reviewer2"})
			return err
		})
		c.do(verify(reviewer, k.ID, untrue))
		next := c.submitted("trust")
		c.refused(falseBefore, func(tx *store.Tx) error { _, err := SignPledge(tx, c.owner, next.ID, 0, signed, "lease"); return err })
		revoke := func(by flow.Actor, why string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Revoke(tx, by, k.ID, 0, why); return err }
		}
		c.refused(rectifyRuns, revoke(approver2, "不实"))
		c.at("2020-07-01 09:00")
		c.refused(fault.FormInvalid, revoke(approver2, ""))
		both := approver
		both.Account = "reviewer"
		c.refused(verifierRevokes, revoke(both, "不实"))
		c.act(revoke(approver2, "承诺不实，逾期没有改正"))
		f := c.file(k.ID)
		if f.Case.State != Revoked || *f.Pledge.Outcome != PledgeRevoked || f.Decisions[0].SetAside == nil {
			t.Fatalf("%+v %+v", f.Case.State, f.Pledge)
		}
		got := strings.Join(c.lettersOf(k.ID), "、")
		if !strings.Contains(got, "责令改正通知书") || !strings.Contains(got, "撤销行政许可决定书") {
			t.Errorf("文书 %s", got)
		}
		c.refused(distrusted, func(tx *store.Tx) error { _, err := SignPledge(tx, c.owner, next.ID, 0, signed, "lease"); return err })
	})
}

func Test告知承诺_期限内改正的不撤销(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		k := c.pledged()
		c.do(verify(reviewer, k.ID, untrue))
		c.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := ConfirmRectified(tx, reviewer, k.ID, 0, ""); return err })
		c.do(func(tx *store.Tx) (Case, error) { return ConfirmRectified(tx, reviewer, k.ID, 0, "新合同已核对") })
		if p := c.file(k.ID).Pledge; *p.Outcome != PledgeRectified {
			t.Fatalf("%+v", p)
		}
		next := c.submitted("trust")
		c.do(func(tx *store.Tx) (Case, error) { return SignPledge(tx, c.owner, next.ID, 0, signed, "lease") })
	})
}

func Test告知承诺_不该承诺的都拒绝_不予许可的承诺作废(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.openToTrust()
		sign := func(id string, s Signature, codes ...string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := SignPledge(tx, c.owner, id, 0, s, codes...); return err }
		}
		other := c.submitted("plan-permit")
		c.refused(pledgeClosed, sign(other.ID, signed, "plan"))
		k := c.submitted("trust")
		c.refused(notPledgeable, sign(k.ID, signed, "rules"))
		c.refused(unlistedMaterial, sign(k.ID, signed, "nothing"))
		c.refused(fault.FormInvalid, sign(k.ID, signed))
		c.refused(fault.FormInvalid, sign(k.ID, Signature{Signer: "示例人", Capacity: Self}, "lease"))
		c.act(sign(k.ID, signed, "lease"))
		c.refused(pledgedBefore, sign(k.ID, signed, "lease"))
		c.received(k.ID, "rules")
		c.do(func(tx *store.Tx) (Case, error) { return Accept(tx, clerk, k.ID, 0) })
		c.do(func(tx *store.Tx) (Case, error) { return Assign(tx, reviewer, k.ID, 0, "") })
		c.do(func(tx *store.Tx) (Case, error) { return Propose(tx, reviewer, k.ID, 0, "refuse", "人数不够") })
		c.do(func(tx *store.Tx) (Case, error) {
			return Refuse(tx, approver, k.ID, 0, Verdict{Reasons: "人数不够"})
		})
		if p := c.file(k.ID).Pledge; *p.Outcome != PledgeVoid {
			t.Fatalf("%+v", p)
		}
		plain := c.granted("licence")
		c.refused(nothingPledged, func(tx *store.Tx) error {
			_, err := verify(reviewer, plain.ID, Verification{True: true})(tx)
			return err
		})
	})
}

func (c *county) granted(item string) Case {
	c.t.Helper()
	k := c.proposed(item)
	return c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, approver, k.ID, 0, Verdict{}) })
}
