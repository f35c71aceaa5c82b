package monitor

import (
	"slices"
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

var foreign = flow.Actor{Account: "s3", Name: "自然资源局监管员", Unit: "zrzy", Roles: []flow.Role{identity.Supervisor}, Channel: "pc"}

func Test牌_黄牌被红牌替代_反馈一次_逾期督办(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		k := due0612(t, "0001")
		claimed := instant(t, "2020-06-01 09:00")
		k.Claimed = &claimed
		yellow := c.drawCard(k, "2020-06-13 00:01")
		if yellow.Zh() != "黄牌" || yellow.FromAt != instant(t, "2020-06-13 00:00") || yellow.Unit != "zrzy" || yellow.Step != "作出决定" ||
			yellow.Rule != "case.decision" || yellow.Book == "" || yellow.FeedbackDue == nil || *yellow.FeedbackDue != day(t, "2020-06-17") || *yellow.ClaimedAt != claimed {
			t.Fatalf("黄牌：%+v", yellow)
		}
		answer := func(by flow.Actor, words string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := AnswerCard(tx, by, yellow.ID, 1, words); return err }
		}
		c.refused(flow.StepForbidden, answer(reviewer, "忙"))
		c.refused(cardUnknown, answer(outsider, "忙"))
		c.refused(fault.FormInvalid, answer(head, " "))
		c.at("2020-06-18 08:00")
		patrol := func() {
			t.Helper()
			if err := c.w.Patrol(c.s); err != nil {
				t.Fatal(err)
			}
		}
		patrol()
		patrol()
		if yellow = c.lastCard("0001"); yellow.State != CardSupervised || !strings.Contains(*yellow.Note, "反馈超期") {
			t.Fatalf("反馈超期应督办，得到 %s", yellow.State)
		}
		yellow.Version = 2
		c.act(func(tx *store.Tx) error {
			_, err := AnswerCard(tx, head, yellow.ID, 2, "交接脱节，已换人")
			return err
		})
		c.refused(fedBack, func(tx *store.Tx) error { _, err := AnswerCard(tx, head, yellow.ID, 3, "再说"); return err })
		c.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := LiftCard(tx, head, yellow.ID, 3, "整改了"); return err })
		c.act(func(tx *store.Tx) error { _, err := LiftCard(tx, supervisor, yellow.ID, 3, "已整改"); return err })
		red := c.drawCard(k, "2020-06-20 00:00")
		if red.Zh() != "红牌" || *red.FeedbackDue != day(t, "2020-06-23") {
			t.Fatalf("红牌：%+v", red)
		}
		c.replaced(yellow, red)
		c.sums()
		c.counted(map[string]int64{"monitor.yellow_issued": 1, "monitor.yellow_effective": 0, "monitor.yellow_replaced": 1,
			"monitor.red_issued": 1, "monitor.red_effective": 1, "monitor.red_withdrawn": 0, "monitor.reminder_cards": 1}, "2020-06-30 12:00")
		// At the earlier cut-off the yellow card was in force.
		c.counted(map[string]int64{"monitor.yellow_effective": 1}, "2020-06-19 12:00")
	})
}

// replaced looks at a yellow card after its red one.
func (c *county) replaced(yellow, red Card) {
	c.t.Helper()
	t := c.t
	c.read(func(tx *store.Tx) error {
		a, err := c.w.Account(tx, head, yellow.ID)
		if a.Status != StatusReplaced || len(a.Others) != 2 || len(a.Days) == 0 || a.Why == nil || a.Why.Dues[0].Day != day(t, "2020-06-12") {
			t.Errorf("黄牌应被替代并写明每一天，得到 %s %d 天", a.Status, len(a.Days))
		}
		events, err2 := journal.History(tx, yellow.ID)
		if len(events) != 3 {
			t.Errorf("督办、反馈、解除各有一条留痕，得到 %d", len(events))
		}
		if _, err := CardByID(tx, outsider, red.ID); !cardUnknown.Is(err) {
			t.Errorf("别的单位不该看到：%v", err)
		}
		hits, err3 := findCards(tx, head, red.Number, 5)
		if len(hits) != 1 || !hits[0].Exact {
			t.Errorf("按编号找牌：%v", hits)
		}
		return cmpOr(err, err2, err3)
	})
}

// counted compares figures at a cut-off, and their traces.
func (c *county) counted(want map[string]int64, asOf string) {
	c.t.Helper()
	for id, n := range want {
		if v, trace := c.figure(id, asOf); v.Num != n || int64(len(trace)) != n {
			c.t.Errorf("%s 截至 %s 应为 %d，得到 %d（%d 条记录）", id, asOf, n, v.Num, len(trace))
		}
	}
}

func cmpOr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func Test申诉_系统故障成立_撤销不删除(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		done := instant(t, "2020-06-15 11:00")
		open, closed := due0612(t, "0001"), due0612(t, "0001")
		closed.Fulfilled = &done
		yellow := c.drawCard(open, "2020-06-13 00:00")
		c.at("2020-06-15 12:00")
		c.shelf.set(closed)
		report := func(from, to string) (f SystemFault) {
			c.act(func(tx *store.Tx) (err error) {
				f, err = ReportFault(tx, head, FaultInput{System: "审批平台", From: instant(t, from), To: instant(t, to), Cause: "断电", Document: "运维单"})
				return err
			})
			return f
		}
		good, outside := report("2020-06-10 09:00", "2020-06-10 15:00"), report("2020-06-14 09:00", "2020-06-14 15:00")
		input := AppealInput{Ground: GroundFault, FaultID: good.ID, Words: "当天不能登录", Document: "运维单"}
		file := func(by flow.Actor, in AppealInput) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := FileAppeal(tx, by, yellow.ID, in); return err }
		}
		c.refused(fault.FormInvalid, file(head, input)) // not certified yet
		for _, f := range []SystemFault{good, outside} {
			c.act(func(tx *store.Tx) error { _, err := CertifyFault(tx, supervisor, f.ID, 1, "属实"); return err })
		}
		c.refused(fault.FormInvalid, file(head, AppealInput{Ground: "unlucky"}))
		late := input
		late.FaultID = outside.ID
		c.refused(fault.FormInvalid, file(head, late)) // after the delay began
		c.refused(notOwnCard, file(reviewer, input))
		c.refused(cardUnknown, file(outsider, input))
		var a Appeal
		c.act(func(tx *store.Tx) (err error) { a, err = FileAppeal(tx, head, yellow.ID, input); return err })
		c.refused(appealWaiting, file(head, input))
		if a.Number != "SS2020-001" || a.RulingDue != day(t, "2020-06-22") {
			t.Errorf("申诉：%+v", a)
		}
		uphold := func(by flow.Actor, words string, version int64) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := c.w.UpholdAppeal(tx, by, a.ID, version, words, true); return err }
		}
		c.refused(flow.StepForbidden, uphold(head, "属实", 1))
		c.refused(ownJudge, uphold(foreign, "属实", 1))
		c.refused(fault.FormInvalid, uphold(supervisor, "", 1))
		c.refused(store.ChangedMeanwhile, uphold(supervisor, "属实", 7))
		c.act(uphold(supervisor, "与故障记录一致", 1))
		c.refused(flow.StepRefused, uphold(supervisor, "属实", 2))
		c.withdrawnForGood()
	})
}

// withdrawnForGood looks at the one yellow card after the ruling, and lets the
// sweeps run again.
func (c *county) withdrawnForGood() {
	c.t.Helper()
	t := c.t
	got := c.lastCard("0001")
	if got.State != CardWithdrawn || got.WithdrawnAt == nil || !strings.Contains(*got.Note, "系统技术原因") {
		t.Fatalf("应撤销，得到 %+v", got)
	}
	c.sums()
	if v, _ := c.figure("monitor.yellow_withdrawn", "2020-06-30 12:00"); v.Num != 1 {
		t.Errorf("撤销的要另计，得到 %d", v.Num)
	}
	if v, _ := c.figure("monitor.overdue", "2020-06-30 12:00"); v.Num != 0 {
		t.Errorf("系统故障除外后不逾期，得到 %d", v.Num)
	}
	c.clock.Advance(time.Minute)
	c.remind()
	if err := c.w.Patrol(c.s); err != nil {
		t.Fatal(err)
	}
	if again := c.lastCard("0001"); again.ID != got.ID {
		t.Error("撤销以后又发了同一张")
	}
}

func Test申诉_补回也不够的不成立_过期的不收(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		k := due0612(t, "0001")
		yellow := c.drawCard(k, "2020-06-13 00:00")
		c.at("2020-06-17 09:00")
		var f SystemFault
		c.act(func(tx *store.Tx) (err error) {
			f, err = ReportFault(tx, head, FaultInput{System: "审批平台", From: instant(t, "2020-06-10 09:00"), To: instant(t, "2020-06-10 15:00"), Cause: "断电", Document: "运维单"})
			if err == nil {
				_, err = CertifyFault(tx, supervisor, f.ID, 1, "属实")
			}
			return err
		})
		var a Appeal
		c.act(func(tx *store.Tx) (err error) {
			a, err = FileAppeal(tx, head, yellow.ID, AppealInput{Ground: GroundFault, FaultID: f.ID, Words: "断电", Document: "运维单"})
			return err
		})
		c.refused(faultExcusesNot, func(tx *store.Tx) error { _, err := c.w.UpholdAppeal(tx, other, a.ID, 1, "属实", false); return err })
		c.refused(notOwnCard, func(tx *store.Tx) error {
			_, err := RetractAppeal(tx, multi(supervisor, identity.Head), a.ID, 1, "不告了")
			return err
		})
		c.act(func(tx *store.Tx) error {
			_, err := DismissAppeal(tx, other, a.ID, 1, "只能补回一天，仍超期")
			return err
		})
		if got := c.lastCard("0001"); got.State != CardIssued {
			t.Errorf("牌应维持，得到 %s", got.State)
		}
		c.at("2020-06-19 09:00")
		c.act(func(tx *store.Tx) (err error) {
			a, err = FileAppeal(tx, head, yellow.ID, AppealInput{Ground: "applicant", Words: "申请人不在", Document: "通话记录"})
			return err
		})
		c.act(func(tx *store.Tx) error { _, err := RetractAppeal(tx, head, a.ID, 1, "证据不足"); return err })
		c.at("2020-07-20 09:00")
		c.refused(appealLate, func(tx *store.Tx) error {
			_, err := FileAppeal(tx, head, yellow.ID, AppealInput{Ground: "applicant", Words: "申请人不在", Document: "通话记录"})
			return err
		})
		c.read(func(tx *store.Tx) error {
			list, err := Appeals(tx, outsider, "", 10)
			if len(list) != 0 {
				t.Error("别的单位看到了申诉")
			}
			own, err2 := Appeals(tx, head, "", 10)
			if len(own) != 2 {
				t.Errorf("本单位应有 2 件，得到 %d", len(own))
			}
			return cmpOr(err, err2)
		})
	})
}

func multi(a flow.Actor, more ...flow.Role) flow.Actor {
	a.Roles = append(slices.Clone(a.Roles), more...)
	return a
}

func Test红牌撤销以后_黄牌仍有效(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		k := due0612(t, "0001")
		c.drawCard(k, "2020-06-13 00:00")
		red := c.drawCard(k, "2020-06-20 00:00")
		var a Appeal
		c.act(func(tx *store.Tx) (err error) {
			a, err = FileAppeal(tx, head, red.ID, AppealInput{Ground: "limit", Words: "法定时限录少了", Document: "桃政办发〔2020〕8号"})
			return err
		})
		c.act(func(tx *store.Tx) error {
			_, err := c.w.UpholdAppeal(tx, supervisor, a.ID, 1, "目录有误", false)
			return err
		})
		for id, want := range map[string]int64{"monitor.yellow_effective": 1, "monitor.yellow_replaced": 0, "monitor.red_withdrawn": 1, "monitor.red_effective": 0} {
			if v, _ := c.figure(id, "2020-06-30 12:00"); v.Num != want {
				t.Errorf("%s 应为 %d，得到 %d", id, want, v.Num)
			}
		}
		c.sums()
	})
}

func Test要人确认的牌_待发不计(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		c.at("2020-06-01 09:00")
		set := Default()
		set.Document, set.From, set.Rules[1].Confirm = "桃政办发〔2020〕5号", day(t, "2020-06-02"), true
		c.act(func(tx *store.Tx) error {
			row, err := ProposeRules(tx, supervisor, set)
			if err == nil {
				_, err = ConfirmRules(tx, leader, row.ID, 1)
			}
			return err
		})
		yellow := c.drawCard(due0612(t, "0001"), "2020-06-13 00:00")
		if yellow.State != CardPending || yellow.IssuedAt != nil || yellow.FeedbackDue != nil {
			t.Fatalf("应待发，得到 %+v", yellow)
		}
		if v, _ := c.figure("monitor.yellow_issued", "2020-06-30 12:00"); v.Num != 0 {
			t.Error("待发的不计")
		}
		c.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := ReleaseCard(tx, head, yellow.ID, 1); return err })
		c.act(func(tx *store.Tx) error { _, err := ReleaseCard(tx, supervisor, yellow.ID, 1); return err })
		if v, _ := c.figure("monitor.yellow_effective", "2020-06-30 12:00"); v.Num != 1 {
			t.Error("确认以后应有效")
		}
		red := c.drawCard(due0612(t, "0001"), "2020-06-20 00:00")
		c.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := CancelCard(tx, supervisor, red.ID, 1, ""); return err })
		c.act(func(tx *store.Tx) error {
			_, err := CancelCard(tx, supervisor, red.ID, 1, "法定期限录错，已报改目录")
			return err
		})
		c.sums()
	})
}

func Test缺配置发告警_补齐以后取消(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		bare := due0612(t, "0001")
		bare.Limits = nil
		c.shelf.set(bare)
		c.at("2020-06-10 09:00")
		if err := c.w.Patrol(c.s); err != nil {
			t.Fatal(err)
		}
		alarm := c.lastCard("0001")
		if alarm.Level != LevelAlarm || alarm.State != CardIssued || alarm.FeedbackN != 0 {
			t.Fatalf("应有告警，得到 %+v", alarm)
		}
		seen := func(by flow.Actor) (n int) {
			c.read(func(tx *store.Tx) error {
				list, err := Alarms(tx, by, 10)
				n = len(list)
				return err
			})
			return n
		}
		if seen(admin) != 1 || seen(head) != 1 || seen(outsider) != 0 {
			t.Error("告警给系统管理员和本单位")
		}
		c.remind()
		if len(c.inbox(admin)) != 1 {
			t.Error("系统管理员应收到提醒")
		}
		c.shelf.set(due0612(t, "0001"))
		if err := c.w.Patrol(c.s); err != nil {
			t.Fatal(err)
		}
		if got := c.lastCard("0001"); got.State != CardCancelled || seen(admin) != 0 {
			t.Errorf("补齐以后应取消，得到 %s", got.State)
		}
	})
}

func Test巡查停了几天_补发每一张(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		k := due0612(t, "0001")
		c.shelf.set(k)
		c.at("2020-06-08 09:00")
		if err := c.w.Patrol(c.s); err != nil {
			t.Fatal(err)
		}
		done := instant(t, "2020-06-22 10:00")
		k.Fulfilled = &done
		c.shelf.set(k)
		c.at("2020-06-22 12:00")
		c.remind() // sees open clocks only
		if got := c.lastCard("0001"); got.ID != "" {
			t.Fatal("已办结的不归逐分钟的扫描管")
		}
		if err := c.w.Patrol(c.s); err != nil {
			t.Fatal(err)
		}
		c.sameCards([]manifest.Clock{k}, instant(t, "2020-06-22 12:00"))
		if red := c.lastCard("0001"); red.Level != LevelRed || red.FromAt != instant(t, "2020-06-20 00:00") || red.DrawnAt != instant(t, "2020-06-22 12:00") {
			t.Errorf("补发的红牌写明从哪天起，得到 %+v", red)
		}
	})
}

func Test日历变动不使已过的日子超期(t *testing.T) {
	t.Parallel()
	// Saturday 13 June, first a day of rest, is made a working day on Tuesday 16 June
	// (after the fact): what was due on the 16th would have been due on the 15th.
	book := book2020(t)
	notice := calendar.Notice{No: "湘政办明电〔2020〕12号", Title: "调休", Published: day(t, "2020-06-16"),
		Days: []calendar.Special{{Day: day(t, "2020-06-13"), Name: "防汛", Off: false}}}
	next, err := calendar.NewBook(append(calendar.Builtin(), notice), day(t, "2020-06-16"))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{sets: []RuleSet{Default()}, turns: turnsOf(0, book, notice.Published.Start()+10*60*minute, next)}
	c := decision(day(t, "2020-06-09"), 5, 10) // due 06-16
	for at, want := range map[string]Level{"2020-06-16 09:59": LevelWarn, "2020-06-16 10:01": LevelWarn, "2020-06-16 23:59": LevelWarn, "2020-06-17 00:00": LevelYellow} {
		if j, err := b.judge(c, instant(t, at)); err != nil || j.Level != want {
			t.Errorf("%s 应为%s，得到%s %v", at, want.Zh(), j.Level.Zh(), err)
		}
	}
}

func Test预演_改规则改时限改日历_不写一个字(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		in := func(subject, start, done string) manifest.Clock {
			k := due0612(t, subject)
			k.Start = day(t, start)
			k.Started = k.Start.Start() + 9*60*minute
			at := instant(t, done)
			k.Fulfilled = &at
			return k
		}
		// Both are due on the fifth working day: one on time on the last day, one a day late.
		c.shelf.set(in("0001", "2020-06-01", "2020-06-08 16:00"), in("0002", "2020-06-02", "2020-06-10 16:00"))
		c.at("2020-07-01 09:00")
		period := manifest.Period{From: day(t, "2020-04-01"), To: day(t, "2020-06-30")}
		softer := Default()
		softer.Rules[1].Yellow = []Edge{tightest(3, calendar.WorkDays)}
		for _, v := range []struct {
			name                              string
			trial                             Trial
			yellowWas, yellowWould, different int
		}{
			{"不改", Trial{}, 1, 1, 0},
			{"黄牌推迟", Trial{Rules: &softer}, 1, 0, 1},
			{"承诺缩短一天", Trial{Limit: &LimitTrial{Kind: "case.decision", Title: "示例", N: 4}}, 1, 2, 2},
			{"承诺缩短，别的事项", Trial{Limit: &LimitTrial{Kind: "case.decision", Title: "别的", N: 4}}, 1, 1, 0},
			{"6月9日放假", Trial{Days: []calendar.Special{{Day: day(t, "2020-06-09"), Name: "预演", Off: true}}}, 1, 0, 1},
		} {
			c.read(func(tx *store.Tx) error {
				r, err := c.w.Rehearse(tx, supervisor, period, v.trial)
				if r.Was[LevelYellow] != v.yellowWas || r.Would[LevelYellow] != v.yellowWould || len(r.List) != v.different || r.Looked != 2 {
					t.Errorf("%s：黄牌 %d → %d，%d 处差别，看了 %d", v.name, r.Was[LevelYellow], r.Would[LevelYellow], len(r.List), r.Looked)
				}
				return err
			})
		}
		c.read(func(tx *store.Tx) error {
			if _, err := c.w.Rehearse(tx, head, period, Trial{}); !notRuler.Is(err) {
				t.Errorf("承办单位不预演，得到 %v", err)
			}
			_, err := c.w.Rehearse(tx, supervisor, manifest.Period{From: period.To, To: period.From}, Trial{Limit: &LimitTrial{N: -1}})
			if f, ok := fault.Of(err); !ok || len(f.Fields) != 2 {
				t.Errorf("应说出 2 处问题，得到 %v", err)
			}
			cards, err := ListCards(tx, supervisor, CardQuery{Limit: 10})
			if len(cards) != 0 {
				t.Error("预演写了牌")
			}
			return err
		})
	})
}
