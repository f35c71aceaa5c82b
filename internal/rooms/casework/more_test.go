package casework

import (
	"context"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

func Test即办件当场准予(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.accepted("record")
		got := c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, clerk, k.ID, 0, Verdict{}) })
		if days(got.PromisedDue) != "2020-06-08" || *got.DecidedDay != *got.AcceptedDay {
			t.Fatalf("即办件当日办结：%s", days(got.PromisedDue))
		}
		promised := c.accepted("licence")
		c.refused(notInstant, func(tx *store.Tx) error {
			_, err := Grant(tx, clerk, promised.ID, 0, Verdict{})
			return err
		})
	})
}

func Test上报件只能转报(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.proposed("relay")
		c.refused(mustRelay, func(tx *store.Tx) error {
			_, err := Grant(tx, approver, k.ID, 0, Verdict{})
			return err
		})
		c.do(func(tx *store.Tx) (Case, error) {
			return HandUp(tx, approver, k.ID, 0, Verdict{Reasons: "初审同意，转报益阳市自然资源局"})
		})
		c.want(k.ID, Relayed)
		own := c.proposed("licence")
		c.refused(notRelay, func(tx *store.Tx) error {
			_, err := HandUp(tx, approver, own.ID, 0, Verdict{Reasons: "转报"})
			return err
		})
	})
}

func Test终止要两个人(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.inReview("plan-permit")
		end := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Terminate(tx, by, k.ID, 0)
				return err
			}
		}
		c.refused(secondPerson, end(approver))
		c.do(func(tx *store.Tx) (Case, error) { return AskTermination(tx, approver, k.ID, 0, "申请人已歇业") })
		c.refused(secondPerson, end(approver))
		c.act(end(approver2))
		c.want(k.ID, Terminated)
	})
}

func Test暂停中撤回会一并结束特别程序(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.inReview("plan-permit")
		c.do(func(tx *store.Tx) (Case, error) {
			return Suspend(tx, approver, k.ID, 0, Stop{Ground: "听证", Planned: day(t, "2020-06-20"), Body: "听证会"})
		})
		c.do(func(tx *store.Tx) (Case, error) { return Withdraw(tx, c.owner, k.ID, 0, "项目调整") })
		if f := c.file(k.ID); f.Case.State != Withdrawn || f.Pauses[0].ResumedOn == nil {
			t.Fatal("撤回后还有没结束的特别程序")
		}
	})
}

func Test数量限制按受理先后(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		first := c.proposed("quota")
		c.at("2020-06-09 09:00")
		second := c.proposed("quota")
		grant := func(id string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Grant(tx, approver, id, 0, Verdict{})
				return err
			}
		}
		c.refused(quotaOrder, grant(second.ID))
		c.act(grant(first.ID))
		c.refused(quotaFull, grant(second.ID))
	})
}

func Test延续(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.proposed("licence")
		c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, approver, k.ID, 0, Verdict{}) })
		until := day(t, "2020-08-31")
		c.do(func(tx *store.Tx) (Case, error) {
			return Issue(tx, reviewer, k.ID, 0, Certificate{Number: "示例证001", ValidFrom: tx.Today(), ValidTo: &until})
		})
		c.at("2020-08-03 09:00")
		c.refused(renewalLate, func(tx *store.Tx) error {
			_, err := Open(tx, clerk, Filing{Item: "licence", Party: c.party, Mobile: "19900000000", Delivery: "window",
				Answers: map[string]string{"park": "yes"}, Renews: "示例证001"})
			return err
		})
		k2 := renewalInTime(c)
		c.at("2020-10-16 09:00")
		c.refused(renewalNotDue, func(tx *store.Tx) error {
			_, err := DeemRenewed(tx, machine, k2.ID)
			return err
		})
		c.at("2020-10-17 00:10")
		if err := sweepRenewals(c.s); err != nil {
			t.Fatal(err)
		}
		if got := c.want(k2.ID, Granted); *got.Outcome != OutcomeRenewed {
			t.Fatalf("结果 %s", *got.Outcome)
		}
	})
}

// renewalInTime files for another certificate that leaves enough days.
func renewalInTime(c *county) Case {
	c.t.Helper()
	k := c.proposed("licence")
	c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, approver, k.ID, 0, Verdict{}) })
	until := calendar.DayOf(2020, 10, 16)
	c.do(func(tx *store.Tx) (Case, error) {
		return Issue(tx, reviewer, k.ID, 0, Certificate{Number: "示例证002", ValidFrom: tx.Today(), ValidTo: &until})
	})
	return c.accepted("licence", func(f *Filing) { f.Renews = "示例证002" })
}

func Test被限制的申请人(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.act(func(tx *store.Tx) error {
			_, err := party.SetBar(tx, approver, party.BarDraft{Party: c.party, Item: "plan-permit", Ground: party.Ground78,
				From: tx.Today(), Document: "桃自然资罚〔2020〕1号"})
			return err
		})
		c.refused(barred, func(tx *store.Tx) error {
			_, err := Open(tx, clerk, Filing{Item: "plan-permit", Party: c.party, Mobile: "19900000000", Delivery: "window",
				Answers: map[string]string{"park": "yes"}})
			return err
		})
	})
}

func Test外单位和别的申请人看不到(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.inReview("plan-permit")
		for _, by := range []flow.Actor{stranger, {Account: "x", Party: "nobody", Roles: []flow.Role{"applicant"}}, {}} {
			c.refused(notFound, func(tx *store.Tx) error {
				_, err := Show(tx, by, k.ID)
				return err
			})
			c.refused(notFound, func(tx *store.Tx) error {
				_, err := Withdraw(tx, by, k.ID, 0, "")
				return err
			})
			c.act(func(tx *store.Tx) error {
				list, err := List(tx, by, Find{})
				if err == nil && len(list) != 0 {
					t.Errorf("%s 看到了 %d 件", by.Account, len(list))
				}
				return err
			})
		}
	})
}

func Test看到旧内容的人不能覆盖(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.accepted("plan-permit")
		c.do(func(tx *store.Tx) (Case, error) { return Assign(tx, reviewer, k.ID, Seen(k.Version), "") })
		c.refused(store.ChangedMeanwhile, func(tx *store.Tx) error {
			_, err := Withdraw(tx, c.owner, k.ID, Seen(k.Version), "")
			return err
		})
	})
}

func Test凭编号和查询码查进度(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.filed("plan-permit")
		var r Receipt
		c.act(func(tx *store.Tx) (err error) {
			r, err = Submit(tx, clerk, k.ID, 0)
			return err
		})
		track := func(number, code string) error {
			return c.s.Read(context.Background(), func(tx *store.Tx) error {
				_, err := Track(tx, number, code)
				return err
			})
		}
		if err := track(r.Case.No(), string(r.Code)); err != nil {
			t.Fatal(err)
		}
		for _, wrong := range [][2]string{{r.Case.No(), "0000000000"}, {"TJ20200608-9999", string(r.Code)}, {r.Case.No(), ""}} {
			if err := track(wrong[0], wrong[1]); !trackRefused.Is(err) {
				t.Errorf("%v：%v", wrong, err)
			}
		}
	})
}

func Test重新办理保留首次办结(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.accepted("record")
		c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, clerk, k.ID, 0, Verdict{}) })
		c.do(func(tx *store.Tx) (Case, error) { return Deliver(tx, clerk, k.ID, 0, handedOver(tx)) })
		c.do(func(tx *store.Tx) (Case, error) { return Close(tx, clerk, k.ID, 0) })
		c.refused(nothingToReopen, func(tx *store.Tx) error {
			_, err := Reopen(tx, head, k.ID, 0, "", "算错了")
			return err
		})
		c.do(func(tx *store.Tx) (Case, error) {
			return Reopen(tx, head, k.ID, 0, "桃政复决字〔2020〕1号", "原决定被撤销")
		})
		f := c.file(k.ID)
		if f.Case.State != InReview || len(f.Decisions) != 1 || f.Decisions[0].SetAside == nil {
			t.Fatal("首次决定要保留并写明为什么撤销")
		}
	})
}

func Test重新办理前的截止时点仍算首次办结(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k, untouched := c.accepted("record"), c.accepted("record")
		for _, one := range []Case{k, untouched} {
			c.do(func(tx *store.Tx) (Case, error) { return Grant(tx, clerk, one.ID, 0, Verdict{}) })
			c.do(func(tx *store.Tx) (Case, error) { return Deliver(tx, clerk, one.ID, 0, handedOver(tx)) })
			c.do(func(tx *store.Tx) (Case, error) { return Close(tx, clerk, one.ID, 0) })
		}
		before := c.clock.Now()
		c.at("2020-06-29 09:00")
		c.do(func(tx *store.Tx) (Case, error) {
			return Reopen(tx, head, k.ID, 0, "桃政复决字〔2020〕1号", "原决定被撤销")
		})
		june := manifest.Period{From: day(t, "2020-06-01"), To: day(t, "2020-06-28")}
		end := june.To
		for _, one := range []struct {
			name   string
			f      manifest.CaseFilter
			counts int
		}{
			{"重新办理前看，两件都办结", manifest.CaseFilter{AsOf: before, ClosedIn: &june}, 2},
			{"重新办理后看，只有一件办结", manifest.CaseFilter{AsOf: c.clock.Now(), ClosedIn: &june}, 1},
			{"重新办理前看，没有在办", manifest.CaseFilter{AsOf: before, OpenAt: &end}, 0},
			{"重新办理后看，一件在办", manifest.CaseFilter{AsOf: c.clock.Now(), OpenAt: &end}, 1},
			{"外单位没有", manifest.CaseFilter{AsOf: before, ClosedIn: &june, Unit: "other"}, 0},
		} {
			c.act(func(tx *store.Tx) error {
				tallies, err := tallyCases(tx, one.f)
				if err != nil {
					return err
				}
				n := 0
				for _, tally := range tallies {
					n += int(tally.N)
				}
				var listed []string // one a page
				for after := ""; ; {
					page, err := listCases(tx, one.f, after, 1)
					if err != nil {
						return err
					}
					if len(page) == 0 {
						break
					}
					after = page[0].ID
					listed = append(listed, after)
				}
				if n != one.counts || len(listed) != one.counts {
					t.Errorf("%s：合计 %d，列出 %v", one.name, n, listed)
				}
				return nil
			})
		}
	})
}

func Test日历更新后重算在办件(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.at("2020-06-08 09:30")
		k := c.accepted("plan-permit")
		holiday := calendar.Notice{No: "国办发明电〔2020〕99号", Title: "示例：临时放假", Published: day(t, "2020-06-08"),
			Days: []calendar.Special{{Day: day(t, "2020-06-19"), Name: "示例放假", Off: true}}}
		var n workdays.Notice
		c.act(func(tx *store.Tx) (err error) {
			n, err = workdays.Propose(tx, calendarTypist, holiday)
			return err
		})
		c.act(func(tx *store.Tx) error {
			_, err := workdays.Confirm(tx, calendarChecker, n.ID, n.Version)
			return err
		})
		drain(t, c)
		f := c.file(k.ID)
		if days(f.Case.PromisedDue) != "2020-06-23" || len(f.Moves) != 2 || f.Moves[0].OldBook == f.Moves[0].NewBook {
			t.Fatalf("承诺期限 %s，移动 %d 条", days(f.Case.PromisedDue), len(f.Moves))
		}
	})
}

// drain hands the published calendar to the room's consumer.
func drain(t *testing.T, c *county) {
	t.Helper()
	facts, err := c.facts(workdays.FactPublished)
	if err != nil {
		t.Fatal(err)
	}
	if len(facts) == 0 {
		t.Fatal("没有日历更新的事实")
	}
	for _, f := range facts {
		c.act(func(tx *store.Tx) error { return redateAll(tx, f) })
	}
}

func Test时钟只在有人欠时出现(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.inReview("plan-permit")
		kinds := map[string]int{}
		c.act(func(tx *store.Tx) error {
			for _, source := range clockSources {
				clocks, err := source.List(tx, manifest.ClockFilter{OpenOnly: true, Subject: k.ID})
				if err != nil {
					return err
				}
				kinds[source.Kind] += len(clocks)
			}
			return nil
		})
		if kinds["case.decision"] != 1 || kinds["case.notice"] != 0 || kinds["case.delivery"] != 0 {
			t.Fatalf("在办件的时钟 %v", kinds)
		}
	})
}

func Test补录要写原因且不能在将来(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		future := instant(t, "2020-06-09 10:00")
		c.refused(fault.FormInvalid, func(tx *store.Tx) error {
			_, err := Open(tx, clerk, Filing{Item: "record", Party: c.party, Mobile: "19900000000", Delivery: "window",
				Answers: map[string]string{"park": "yes"}, ClaimedAt: &future, ClaimReason: "停电"})
			return err
		})
	})
}

func Test只看不办的人不能添材料(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.submitted("plan-permit")
		for _, by := range []flow.Actor{reviewer, office} {
			c.refused(flow.StepForbidden, func(tx *store.Tx) error {
				_, err := Attach(tx, by, k.ID, 0, "form", "01eaaaaaaaaaaaaaaaaaaaaaaa")
				return err
			})
			c.refused(flow.StepForbidden, func(tx *store.Tx) error {
				_, err := Receive(tx, by, k.ID, 0, Sheet{Code: "form"})
				return err
			})
		}
	})
}

func Test一次收齐的材料只留一条痕(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.submitted("plan-permit")
		c.act(func(tx *store.Tx) error {
			_, err := Receive(tx, clerk, k.ID, 0, Sheet{Code: "form", Pages: 2}, Sheet{Code: "plan", Pages: 5})
			return err
		})
		history(t, c, k.ID, "case.open", "case.material", "case.material", "case.submit", "case.material")
		c.refused(unlistedMaterial, func(tx *store.Tx) error { // one wrong line undoes the whole handful
			_, err := Receive(tx, clerk, k.ID, 0, Sheet{Code: "form", Pages: 9}, Sheet{Code: "bank"})
			return err
		})
		for _, m := range c.file(k.ID).Materials {
			if m.Code == "form" && m.Pages != 2 {
				t.Fatalf("页数 %d，要 2", m.Pages)
			}
		}
	})
}
