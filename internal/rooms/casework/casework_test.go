package casework

import (
	"context"
	"errors"
	"testing"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

func Test从提交到归档(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.proposed("plan-permit")
		if days(k.PromisedDue) != "2020-06-22" || days(k.StatutoryDue) != "2020-07-07" {
			t.Fatalf("承诺 %s 法定 %s", days(k.PromisedDue), days(k.StatutoryDue))
		}
		c.at("2020-06-12 10:00")
		k = c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, approver, k.ID, 0, Verdict{}) })
		if days(k.DeliveryDue) != "2020-06-29" {
			t.Fatalf("送达期限 %s", days(k.DeliveryDue))
		}
		c.refused(certificateFirst, func(tx *store.Tx) error {
			_, err := Deliver(tx, clerk, k.ID, 0, handedOver(tx))
			return err
		})
		c.do(func(tx *store.Tx) (Case, error) {
			return Issue(tx, reviewer, k.ID, 0, Certificate{Number: "建字第示例001号", ValidFrom: tx.Today()})
		})
		c.do(func(tx *store.Tx) (Case, error) { return Deliver(tx, clerk, k.ID, 0, handedOver(tx)) })
		c.do(func(tx *store.Tx) (Case, error) { return Close(tx, clerk, k.ID, 0) })
		k = c.want(k.ID, Closed)
		if k.DecidedAt == nil || k.DeliveredAt == nil || k.ClosedAt == nil {
			t.Fatal("决定、送达、归档三个时间要分开记")
		}
		history(t, c, k.ID, "case.open", "case.material", "case.material", "case.submit", "case.accept", "case.assign",
			"case.opine", "case.propose", "case.grant", "case.issue", "case.deliver", "case.close")
	})
}

func history(t *testing.T, c *county, id string, want ...string) {
	t.Helper()
	err := c.s.Read(context.Background(), func(tx *store.Tx) error {
		events, err := journal.History(tx, id)
		if err != nil {
			return err
		}
		var got []string
		for _, e := range events {
			got = append(got, e.Kind)
		}
		if len(got) != len(want) {
			return errors.New("留痕条数不对")
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("第 %d 条留痕是 %s，要 %s", i+1, got[i], want[i])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func Test缺材料不能受理(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.submitted("plan-permit", func(f *Filing) { f.Answers["park"] = "no" })
		c.refused(materialsMissing, func(tx *store.Tx) error {
			_, err := Accept(tx, clerk, k.ID, 0)
			return err
		})
	})
}

func Test一次性告知(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.submitted("plan-permit")
		plan := Gap{Material: "plan", Name: "规划总平面图", Problem: "缺设计单位签章", Required: "盖章后的原件"}
		form := Gap{Material: "form", Name: "申请表", Problem: "没有签字", Required: "签字后的申请表"}
		ask := func(a Ask) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := AskCorrection(tx, clerk, k.ID, 0, a)
				return err
			}
		}
		c.refused(fault.FormInvalid, ask(Ask{}))
		c.refused(unlistedMaterial, ask(Ask{Gaps: []Gap{{Material: "bank", Name: "资信证明", Problem: "缺", Required: "原件"}}}))
		c.act(ask(Ask{Gaps: []Gap{plan}}))
		c.want(k.ID, Correction)
		c.refused(materialsMissing, func(tx *store.Tx) error { // the faulty plan was not replaced
			_, err := Resubmit(tx, clerk, k.ID, 0)
			return err
		})
		c.act(func(tx *store.Tx) error {
			_, err := Receive(tx, clerk, k.ID, 0, Sheet{Code: "plan", Pages: 3})
			return err
		})
		c.at("2020-06-10 10:00")
		again := c.do(func(tx *store.Tx) (Case, error) { return Resubmit(tx, clerk, k.ID, 0) })
		if days(again.NoticeDue) != "2020-06-17" {
			t.Fatalf("补齐后重新计算的答复期限 %s", days(again.NoticeDue))
		}
		c.refused(secondNotice, ask(Ask{Gaps: []Gap{form}}))
		c.act(ask(Ask{Gaps: []Gap{form}, Reason: "首次漏看"}))
		notices := c.file(k.ID).Notices
		if len(notices) != 2 || notices[0].Violation != nil || notices[1].Violation == nil {
			t.Fatal("第二次要求首次可见的材料，要记为违规")
		}
	})
}

func Test五个工作日没有答复视为受理(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.submitted("plan-permit")
		c.at("2020-06-15 17:30")
		if err := sweepDeemed(c.s); err != nil {
			t.Fatal(err)
		}
		c.want(k.ID, Submitted) // the fifth working day is not over
		c.at("2020-06-16 00:05")
		for range 2 { // a sweep can be run twice without harm
			if err := sweepDeemed(c.s); err != nil {
				t.Fatal(err)
			}
		}
		got := c.want(k.ID, Accepted)
		if !got.Deemed || days(got.AcceptedDay) != "2020-06-08" || days(got.PromisedDue) != "2020-06-22" {
			t.Fatalf("受理日 %s，承诺 %s", days(got.AcceptedDay), days(got.PromisedDue))
		}
		young := c.submitted("plan-permit")
		c.refused(notYetDue, func(tx *store.Tx) error {
			_, err := DeemAccepted(tx, machine, young.ID)
			return err
		})
	})
}

func Test不予受理要说明去哪里办(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.submitted("plan-permit")
		c.refused(fault.FormInvalid, func(tx *store.Tx) error {
			_, err := AnswerNotOurs(tx, clerk, k.ID, 0, "不属于本机关职权", "")
			return err
		})
		c.do(func(tx *store.Tx) (Case, error) {
			return AnswerNotOurs(tx, clerk, k.ID, 0, "不属于本机关职权", "桃江县住房和城乡建设局")
		})
		c.want(k.ID, NotOurs)
		other := c.submitted("plan-permit")
		c.do(func(tx *store.Tx) (Case, error) {
			return AnswerNotNeeded(tx, clerk, other.ID, 0, "室内装修不用办")
		})
		c.want(other.ID, NotNeeded)
	})
}

func Test特别程序(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.inReview("plan-permit")
		c.at("2020-06-12 09:00")
		stop := func(by flow.Actor, s Stop) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Suspend(tx, by, k.ID, 0, s)
				return err
			}
		}
		good := Stop{Ground: "专家评审", Planned: day(t, "2020-06-16"), Body: "三名专家评审"}
		c.refused(groundNotListed, stop(approver, Stop{Ground: "等领导出差回来", Planned: good.Planned, Body: "等"}))
		c.refused(groundNotOfItem, stop(approver, Stop{Ground: "拍卖", Planned: good.Planned, Body: "拍卖"}))
		c.refused(fault.FormInvalid, stop(approver, Stop{Ground: "专家评审", Planned: day(t, "2020-06-12"), Body: "评审"}))
		c.refused(flow.StepForbidden, stop(reviewer, good))
		c.act(stop(approver, good))
		paused := c.want(k.ID, Special)
		if days(paused.PromisedDue) != "2020-06-24" {
			t.Fatalf("暂停后的承诺期限 %s", days(paused.PromisedDue))
		}
		c.at("2020-06-15 15:00")
		back := c.do(func(tx *store.Tx) (Case, error) { return Resume(tx, reviewer, k.ID, 0, "专家一致同意") })
		if days(back.PromisedDue) != "2020-06-23" {
			t.Fatalf("提前恢复，多给的时间收回：%s", days(back.PromisedDue))
		}
		c.at("2020-06-24 09:00")
		c.refused(pauseTooLate, stop(approver, Stop{Ground: "听证", Planned: day(t, "2020-06-30"), Body: "听证"}))
	})
}

func Test批准人不能是承办人(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.accepted("plan-permit")
		c.do(func(tx *store.Tx) (Case, error) { return Assign(tx, approver, k.ID, 0, "") })
		c.refused(sameApprover, func(tx *store.Tx) error {
			_, err := Suspend(tx, approver, k.ID, 0, Stop{Ground: "听证", Planned: day(t, "2020-06-16"), Body: "听证"})
			return err
		})
		c.do(func(tx *store.Tx) (Case, error) { return Propose(tx, approver, k.ID, 0, "grant", "符合") })
		c.refused(ownCase, func(tx *store.Tx) error {
			_, err := Grant(tx, approver, k.ID, 0, Verdict{})
			return err
		})
		c.refused(onsiteMissing, func(tx *store.Tx) error {
			_, err := Grant(tx, approver2, k.ID, 0, Verdict{})
			return err
		})
	})
}

func Test延长只有一次且不超过十日(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.inReview("plan-permit")
		extend := func(by flow.Actor, n int) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Extend(tx, by, k.ID, 0, n, "需要补充勘察")
				return err
			}
		}
		c.refused(fault.FormInvalid, extend(head, 11))
		c.refused(flow.StepForbidden, extend(approver, 5))
		c.act(extend(head, 5))
		if got := c.file(k.ID).Case; days(got.PromisedDue) != "2020-06-30" {
			t.Fatalf("延长后的承诺期限 %s", days(got.PromisedDue))
		}
		c.refused(extendedBefore, extend(head, 1))
	})
}

func Test超期决定要公布原因(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.proposed("plan-permit")
		c.at("2020-06-23 10:00")
		c.refused(fault.FormInvalid, func(tx *store.Tx) error {
			_, err := Grant(tx, approver, k.ID, 0, Verdict{})
			return err
		})
		got := c.do(func(tx *store.Tx) (Case, error) {
			return Grant(tx, approver, k.ID, 0, Verdict{Overdue: "评审专家临时更换"})
		})
		if got.OverdueReason == nil {
			t.Fatal("超期原因没有记下")
		}
	})
}

func Test不予许可要写理由(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.proposed("plan-permit")
		c.refused(fault.FormInvalid, func(tx *store.Tx) error {
			_, err := Refuse(tx, approver, k.ID, 0, Verdict{})
			return err
		})
		c.do(func(tx *store.Tx) (Case, error) {
			return Refuse(tx, approver, k.ID, 0, Verdict{Reasons: "退界不足 6 米，不符合控规第 12 条"})
		})
		c.do(func(tx *store.Tx) (Case, error) { return Deliver(tx, clerk, k.ID, 0, handedOver(tx)) })
		c.want(k.ID, Delivered)
	})
}
