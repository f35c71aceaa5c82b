package assistance

import (
	"context"
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

func on(e Entrustment, k casework.Case) CaseAct { return CaseAct{Entrustment: e.ID, Case: k.ID} }

func Test委托到回访(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		e := c.claimed(c.agent)
		k := c.opened(c.agent, e)
		sheet := c.paper(c.party, "申请表")
		c.act(func(tx *store.Tx) error { _, err := Attach(tx, c.agent, on(e, k), "form", sheet.ID); return err })
		var receipt casework.Receipt
		c.act(func(tx *store.Tx) (err error) { receipt, err = Submit(tx, c.agent, on(e, k)); return err })
		if receipt.Case.Party != c.party || receipt.Case.Agent == nil || *receipt.Case.Agent != c.agent.Account || receipt.Code == "" {
			t.Fatalf("申请人仍是申请人、代办人记在办件上：%+v", receipt.Case)
		}
		c.refused(stillOpen, func(tx *store.Tx) error { _, err := Deliver(tx, c.agent, e.ID, 0); return err })
		c.act(func(tx *store.Tx) error { _, err := casework.Accept(tx, clerk, k.ID, 0); return err })
		c.act(func(tx *store.Tx) error { _, err := casework.Withdraw(tx, c.owner, k.ID, 0, "不办了"); return err })
		c.act(func(tx *store.Tx) error { _, err := Deliver(tx, c.agent, e.ID, 0); return err })
		c.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := File(tx, office, e.ID, 0); return err })
		c.act(func(tx *store.Tx) error { _, err := File(tx, c.agent, e.ID, 0); return err })
		c.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := Visit(tx, c.agent, e.ID, 0, 1, ""); return err })
		c.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := Visit(tx, c.owner, e.ID, 0, 9, ""); return err })
		c.act(func(tx *store.Tx) error { _, err := Visit(tx, c.owner, e.ID, 0, 2, "上门帮了大忙"); return err })
		c.read(func(tx *store.Tx) error {
			mine, err := Show(tx, c.owner, e.ID)
			if err != nil {
				return err
			}
			theirs, err := Show(tx, c.agent, e.ID)
			if err != nil || len(mine.Done) != 3 || len(theirs.Cases) != 1 || len(mine.Cases) != 1 || mine.Entrustment.State != Visited {
				t.Errorf("两边看到的是同一页：%d %d %d %v", len(mine.Done), len(theirs.Cases), len(mine.Cases), err)
			}
			return bothNames(t, tx, k.ID, c)
		})
		if v, n := c.figure("assist.acts", "yuanqu"); v != "3" || n != 3 {
			t.Errorf("代办次数 %s，记录 %d", v, n)
		}
	})
}

// bothNames looks at the case's journal: the agent's name and the party.
func bothNames(t *testing.T, tx *store.Tx, caseID string, c *county) error {
	t.Helper()
	events, err := journal.History(tx, caseID)
	for _, e := range events {
		if e.Kind != "case.open" && e.Kind != "case.submit" {
			continue
		}
		if party, ok := identity.PrincipalOf(e.By.For); !ok || party != c.party || e.By.Name != "帮办赵" {
			t.Errorf("%s 要有双方：%+v", e.Kind, e.By)
		}
	}
	return err
}

func Test范围期限撤销以外都不能办(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		e := c.claimed(c.agent)
		open := func(item string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := OpenCase(tx, c.agent, e.ID, 0, filing(item)); return err }
		}
		c.refused(outOfScope, open("other"))
		k := c.opened(c.agent, e)
		submit := func(tx *store.Tx) error { _, err := Submit(tx, c.agent, on(e, k)); return err }
		c.refused(notHolder, func(tx *store.Tx) error { _, err := Submit(tx, office, on(e, k)); return err })
		c.refused(notFound, func(tx *store.Tx) error { _, err := Submit(tx, c.both, on(e, k)); return err })
		c.clock.Set(calendar.DayOf(2020, 6, 30).End() - 60_000)
		c.act(submit)
		c.clock.Set(calendar.DayOf(2020, 7, 1).Start())
		c.refused(outOfTerm, func(tx *store.Tx) error { _, err := Withdraw(tx, c.agent, on(e, k), "撤"); return err })
		c.refused(notFound, func(tx *store.Tx) error {
			_, err := Revoke(tx, flow.Actor{Account: "x", Party: c.other, Roles: []flow.Role{identity.Applicant}}, e.ID, 0, "")
			return err
		})
		c.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := Revoke(tx, c.agent, e.ID, 0, ""); return err })
		c.act(func(tx *store.Tx) error { _, err := Revoke(tx, c.owner, e.ID, 0, ""); return err })
		c.refused(revoked, func(tx *store.Tx) error { _, err := Withdraw(tx, c.agent, on(e, k), "撤"); return err })
		c.refused(revoked, open("record"))
		c.read(func(tx *store.Tx) error {
			d, err := Show(tx, c.agent, e.ID)
			if len(d.Cases) != 0 || len(d.Done) != 2 {
				t.Errorf("撤销后看不到办件，只看到自己办过什么：%d %d", len(d.Cases), len(d.Done))
			}
			return err
		})
		help := c.claimed(c.agent, func(g *Giving) {
			g.Mode, g.To = Help, calendar.DayOf(2020, 7, 31)
			g.From = calendar.DayOf(2020, 7, 1)
		})
		c.refused(helpOnly, func(tx *store.Tx) error { _, err := OpenCase(tx, c.agent, help.ID, 0, filing("record")); return err })
	})
}

func Test代办人不能受理和决定(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		e := c.claimed(c.both)
		k := c.opened(c.both, e)
		sheet := c.paper(c.party, "申请表")
		c.act(func(tx *store.Tx) error { _, err := Attach(tx, c.both, on(e, k), "form", sheet.ID); return err })
		c.act(func(tx *store.Tx) error { _, err := Submit(tx, c.both, on(e, k)); return err })
		accept := func(tx *store.Tx) error { _, err := casework.Accept(tx, c.both, k.ID, 0); return err }
		refusedAs(c, "casework.recused", accept)
		c.act(func(tx *store.Tx) error { _, err := Release(tx, c.both, e.ID, 0, "调岗"); return err })
		refusedAs(c, "casework.recused", accept) // it was begun while he held it
		c.act(func(tx *store.Tx) error { _, err := casework.Accept(tx, clerk, k.ID, 0); return err })
		refusedAs(c, "casework.recused", func(tx *store.Tx) error {
			_, err := casework.Grant(tx, c.both, k.ID, 0, casework.Verdict{})
			return err
		})
		c.clock.Advance(time.Hour)
		var later casework.Case
		c.act(func(tx *store.Tx) (err error) {
			f := filing("record")
			f.Party = c.party
			later, err = casework.Open(tx, c.owner, f)
			return err
		})
		c.act(func(tx *store.Tx) error {
			_, err := casework.Receive(tx, clerk, later.ID, 0, casework.Sheet{Code: "form", Pages: 1})
			return err
		})
		c.act(func(tx *store.Tx) error { _, err := casework.Submit(tx, c.owner, later.ID, 0); return err })
		c.act(func(tx *store.Tx) error { _, err := casework.Accept(tx, c.both, later.ID, 0); return err })
	})
}

func refusedAs(c *county, code string, fn func(tx *store.Tx) error) {
	c.t.Helper()
	if f, ok := fault.Of(c.s.Write(context.Background(), fn)); !ok || f.Def.Code != code || !strings.Contains(f.Sentence(), "回避") {
		c.t.Fatalf("要 %s，得到 %v", code, f)
	}
}

func Test认领和转交(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		e := c.given(func(g *Giving) { g.SubDelegation = true })
		takers := []flow.Actor{c.agent, c.both}
		answers := make(chan error, len(takers))
		for _, by := range takers {
			go func() {
				answers <- c.s.Write(context.Background(), func(tx *store.Tx) error { _, err := TakeUp(tx, by, e.ID, e.Version); return err })
			}()
		}
		if first, second := <-answers, <-answers; (first == nil) == (second == nil) {
			t.Fatalf("两人同时认领，只有一人成：%v，%v", first, second)
		}
		e = c.entrustment(e.ID)
		from, to := c.agent, c.both
		if e.heldBy(c.both.Account) {
			from, to = to, from
		}
		c.refused(notAgent, func(tx *store.Tx) error { _, err := HandOver(tx, from, e.ID, 0, "nobody", "休假"); return err })
		c.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := HandOver(tx, from, e.ID, 0, to.Account, " "); return err })
		c.refused(notFound, func(tx *store.Tx) error { _, err := HandOver(tx, to, e.ID, 0, to.Account, "要"); return err })
		c.act(func(tx *store.Tx) error { _, err := HandOver(tx, from, e.ID, 0, to.Account, "休假"); return err })
		c.refused(notHolder, func(tx *store.Tx) error { _, err := OpenCase(tx, from, e.ID, 0, filing("record")); return err })
		c.read(func(tx *store.Tx) error {
			d, err := Show(tx, from, e.ID)
			if len(d.Claims) != 2 || d.Claims[0].Reason == nil || *d.Claims[0].Reason != "休假" || d.Claims[1].EndedAt != nil {
				t.Errorf("转交留下两段：%+v", d.Claims)
			}
			return err
		})
		strict := c.claimed(c.agent)
		c.refused(noSubDelegation, func(tx *store.Tx) error {
			_, err := HandOver(tx, c.agent, strict.ID, 0, c.both.Account, "忙")
			return err
		})
		named := c.given(func(g *Giving) { g.Named = c.agent.Account })
		c.refused(namedOther, func(tx *store.Tx) error { _, err := TakeUp(tx, c.both, named.ID, 0); return err })
		if v, n := c.figure("assist.claimed", ""); v != "2" || n != 2 {
			t.Errorf("转交不重复计：%s %d", v, n)
		}
	})
}

func (c *county) entrustment(id string) (e Entrustment) {
	c.read(func(tx *store.Tx) (err error) { e, err = open(tx, office, id); return err })
	return e
}

func Test委托由申请人作出(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		give := func(by flow.Actor, change ...func(*Giving)) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Give(tx, by, c.giving(change...)); return err }
		}
		c.refused(notOwn, give(c.agent))
		c.refused(notOwn, give(office))
		c.refused(notOwn, give(c.owner, func(g *Giving) { g.Party = c.other }))
		c.refused(paperFirst, give(clerk))
		wrong := c.paper(c.other, "授权委托书")
		c.refused(paperFirst, give(clerk, func(g *Giving) { g.Paper = wrong.ID }))
		right := c.paper(c.party, "授权委托书")
		c.act(give(clerk, func(g *Giving) { g.Paper = right.ID }))
		var self Entrustment
		c.act(func(tx *store.Tx) (err error) {
			self, err = Give(tx, c.both, c.giving(func(g *Giving) { g.Paper = right.ID }))
			return err
		})
		c.refused(ownPaper, func(tx *store.Tx) error { _, err := TakeUp(tx, c.both, self.ID, 0); return err })
		err := c.s.Write(context.Background(), give(c.owner, func(g *Giving) {
			g.Items, g.Mode, g.To, g.Named, g.Project = []string{"none"}, "", calendar.DayOf(2020, 6, 1), "clerk", "p"
		}))
		f, _ := fault.Of(err)
		if f == nil || len(f.Fields) != 5 {
			t.Fatalf("一次说出五处毛病：%v", err)
		}
		if v, n := c.figure("assist.entrustments", ""); v != "2" || n != 2 {
			t.Errorf("委托 %s 件，记录 %d", v, n)
		}
	})
}

func Test服务记录有凭据才计(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.clock.Set(calendar.DayOf(2020, 6, 12).Start() + 20*3_600_000)
		at := func(day, hour int) calendar.Instant {
			return calendar.DayOf(2020, 6, day).Start() + calendar.Instant(hour)*3_600_000
		}
		log := func(by flow.Actor, s Service) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Log(tx, by, "", 0, s); return err }
		}
		c.refused(withinHours, log(clerk, Service{Kind: Extended, Matter: "受理", BeganAt: at(10, 10), Minutes: 30, Evidence: "登记表 1"}))
		c.act(log(clerk, Service{Kind: Extended, Matter: "受理", BeganAt: at(10, 18), Minutes: 30, Evidence: "登记表 1"}))
		c.act(log(clerk, Service{Kind: Extended, Matter: "周日受理", BeganAt: at(7, 10), Minutes: 30, Evidence: "登记表 2"}))
		c.refused(fault.FormInvalid, log(c.agent, Service{Kind: Door, Matter: "填表", BeganAt: at(10, 10), Place: "厂里"}))
		c.refused(fault.FormInvalid, log(c.agent, Service{Kind: Door, Matter: "填表", BeganAt: at(13, 10), Place: "厂里", Evidence: "照片"}))
		c.refused(flow.StepForbidden, log(office, Service{Kind: Door, Matter: "填表", BeganAt: at(10, 10), Place: "厂里", Evidence: "照片"}))
		mail := Service{Kind: Mailed, Matter: "寄证", BeganAt: at(10, 10), MailNumber: "EM900000001CN", Evidence: "面单"}
		c.act(log(c.agent, mail))
		c.refused(mailTwice, log(c.agent, mail))
		c.read(func(tx *store.Tx) error {
			list, err := Services(tx, c.agent, 10)
			if len(list) != 1 {
				t.Fatalf("本单位一条，得到 %d", len(list))
			}
			mail = list[0]
			return err
		})
		c.refused(notSent, func(tx *store.Tx) error { return Arrived(tx, c.agent, mail.ID, calendar.DayOf(2020, 6, 9)) })
		c.refused(notFound, func(tx *store.Tx) error { return Arrived(tx, clerk, mail.ID, calendar.DayOf(2020, 6, 12)) })
		c.act(func(tx *store.Tx) error { return Arrived(tx, c.agent, mail.ID, calendar.DayOf(2020, 6, 12)) })
		c.refused(notSent, func(tx *store.Tx) error { return Arrived(tx, c.agent, mail.ID, calendar.DayOf(2020, 6, 12)) })
		e := c.claimed(c.agent, func(g *Giving) { g.From = calendar.DayOf(2020, 6, 12) })
		c.act(func(tx *store.Tx) error {
			_, err := Log(tx, c.agent, e.ID, 0, Service{Kind: Door, Matter: "上门填表", BeganAt: at(12, 10), Place: "厂里", Evidence: "照片 3"})
			return err
		})
		for id, want := range map[string]int{"services.extended": 2, "services.mailed": 1, "services.door": 1, "services.appointment": 0} {
			if v, n := c.figure(id, ""); v != string(rune('0'+want)) || n != want {
				t.Errorf("%s：%s，记录 %d", id, v, n)
			}
		}
		if v, _ := c.figure("services.extended", "yuanqu"); v != "0" {
			t.Errorf("园区没有延时服务：%s", v)
		}
	})
}

func Test状态表(t *testing.T) {
	t.Parallel()
	if err := Flow.Validate(); err != nil {
		t.Fatal(err)
	}
}
