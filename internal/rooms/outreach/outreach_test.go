package outreach

import (
	"bytes"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

func Test没有同意不走访_走访不是检查_一个月有上限(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		ask := func(purpose string, day calendar.Day) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Ask(tx, agent, Asking{Kind: Call, Party: h.mine, Purpose: purpose, Day: day})
				return err
			}
		}
		today := calendar.DayOf(2020, 5, 11)
		h.refused(inspectionWords, ask("督导安全生产", today))
		h.refused(fault.FormInvalid, ask("听听难处", today-1))
		var v Visit
		h.act(func(tx *store.Tx) (err error) {
			v, err = Ask(tx, agent, Asking{Kind: Call, Party: h.mine, Purpose: "听听用工难处", Day: today})
			return err
		})
		hold := func(by flow.Actor, notes string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Hold(tx, by, v.ID, 0, today, notes); return err }
		}
		h.refused(noConsent, hold(agent, "谈了招工"))
		h.refused(slipNeeded, func(tx *store.Tx) error { _, err := Agree(tx, agent, v.ID, 0, " "); return err })
		h.refused(notFound, func(tx *store.Tx) error { _, err := Agree(tx, other, v.ID, 0, "电话"); return err })
		h.act(func(tx *store.Tx) error { _, err := Agree(tx, h.owner, v.ID, 0, ""); return err })
		h.refused(inspectionWords, hold(agent, "责令三天内停产"))
		h.refused(notFound, hold(office, "谈了招工"))
		h.act(hold(agent, "谈了招工"))
		h.read(func(tx *store.Tx) error {
			seen, err := VisitByID(tx, leader, v.ID)
			if err != nil || seen.Notes != "" {
				t.Errorf("谈话内容县领导也看到了：%q %v", seen.Notes, err)
			}
			if _, err := VisitByID(tx, other, v.ID); !notFound.Is(err) {
				t.Errorf("别的单位看得到走访：%v", err)
			}
			return nil
		})
		h.act(ask("第二次", today+1))
		h.refused(tooManyVisits, ask("第三次", today+2))
		h.act(ask("下个月", calendar.DayOf(2020, 6, 1)))
		h.act(func(tx *store.Tx) error {
			_, err := SetRule(tx, office, Rule{FromDay: today + 1, Most: 3, PlaceDays: 2, AnswerDays: 10, Document: "示例规则"})
			return err
		})
		h.act(ask("规则放宽以后", today+3))
		h.refused(ruleOrder, func(tx *store.Tx) error {
			_, err := SetRule(tx, office, Rule{FromDay: today + 1, Most: 3, PlaceDays: 2, AnswerDays: 10, Document: "示例规则"})
			return err
		})
		h.want("outreach.visits", "1", 1)
	})
}

func Test诉求由企业自己确认_沉默不算满意(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		n := h.placed()
		answer := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Answer(tx, by, n.ID, 0, "已安排专场招聘"); return err }
		}
		confirm := func(by flow.Actor, v Verdict) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Confirm(tx, by, n.ID, 0, v); return err }
		}
		h.refused(notFound, answer(other))
		h.act(answer(labour))
		h.refused(selfConfirmed, confirm(labour, Verdict{Level: 5}))
		h.refused(selfConfirmed, confirm(identity.OnBehalf(agent, h.mine), Verdict{Level: 5}))
		h.refused(notFound, confirm(flow.Actor{Account: "x", Party: h.next, Roles: []flow.Role{identity.Applicant}}, Verdict{Level: 5}))
		h.want("needs.answered", "1", 1)
		h.want("needs.confirmed", "0", 0)
		h.want("needs.satisfied_rate", "0.0", 1)
		h.refused(fault.FormInvalid, confirm(h.owner, Verdict{Level: 1}))
		h.act(func(tx *store.Tx) error { _, err := Reopen(tx, h.owner, n.ID, 0, "还是没有人来"); return err })
		h.at(2020, 5, 18)
		h.act(answer(labour))
		h.act(confirm(h.owner, Verdict{Level: 4}))
		h.want("needs.confirmed", "1", 1)
		h.want("needs.satisfied_rate", "50.0", 2)
		h.want("needs.answered", "1", 1)
		h.act(func(tx *store.Tx) error { _, err := Reopen(tx, h.owner, n.ID, 0, "人又走了"); return err })
		h.want("needs.confirmed", "0", 0)
		h.read(func(tx *store.Tx) error {
			f, err := ShowNeed(tx, h.owner, n.ID)
			if err != nil || len(f.Rounds) != 3 || f.Now().Due != calendar.DayOf(2020, 6, 8) {
				t.Errorf("%d 轮，期限 %s：%v", len(f.Rounds), f.Now().Due, err)
			}
			return nil
		})
	})
}

func Test答应的日期不能悄悄改(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		n := h.placed()
		postpone := func(by flow.Actor, day int, reason string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Postpone(tx, by, n.ID, 0, calendar.DayOf(2020, 5, day), reason)
				return err
			}
		}
		h.refused(flow.StepForbidden, postpone(labour, 25, "人手不够"))
		h.refused(fault.FormInvalid, postpone(chief, 25, ""))
		h.refused(dueTooFar, func(tx *store.Tx) error {
			_, err := Postpone(tx, chief, n.ID, 0, calendar.DayOf(2020, 6, 30), "人手不够")
			return err
		})
		h.act(postpone(chief, 25, "企业停产检修，人不在"))
		h.refused(postponedOnce, postpone(chief, 27, "再等等"))
		h.refused(notFound, func(tx *store.Tx) error { _, err := HandOver(tx, agent, n.ID, 0, "build", "归他们"); return err })
		h.act(func(tx *store.Tx) error { _, err := HandOver(tx, labour, n.ID, 0, "build", "涉及厂房"); return err })
		h.refused(notFound, func(tx *store.Tx) error { _, err := Answer(tx, labour, n.ID, 0, "不归我们了"); return err })
		h.at(2020, 5, 26)
		h.refused(postponeLate, postpone(other, 28, "过了再改"))
		h.read(func(tx *store.Tx) error {
			f, err := ShowNeed(tx, h.owner, n.ID)
			if err != nil || len(f.Changes) != 2 || f.Now().Unit != "build" || f.Now().FirstDue != calendar.DayOf(2020, 5, 20) {
				t.Errorf("%+v %v", f.Changes, err)
			}
			open, err := answerClocks(tx, manifest.ClockFilter{OpenOnly: true})
			if err != nil || len(open) != 1 || open[0].Unit != "build" {
				t.Errorf("%+v %v", open, err)
			}
			due := calendar.DayOf(2020, 5, 24)
			if early, err := answerClocks(tx, manifest.ClockFilter{DueBy: &due}); err != nil || len(early) != 0 {
				t.Errorf("5 月 25 日到期的在 24 日就列出了：%v", err)
			}
			return err
		})
	})
}

func Test走访中的诉求没有交办不能收尾(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		v := h.visited(Call)
		var n Need
		h.act(func(tx *store.Tx) (err error) {
			n, err = Hear(tx, agent, v.ID, 0, Raising{Category: "permit", Title: "环评不知道找谁"})
			return err
		})
		closeIt := func(tx *store.Tx) error { _, err := Close(tx, agent, v.ID, 0); return err }
		h.refused(needsUnplaced, closeIt)
		h.read(func(tx *store.Tx) error {
			open, err := placeClocks(tx, manifest.ClockFilter{OpenOnly: true})
			if err != nil || len(open) != 1 || open[0].Unit != "park" || open[0].Limits[0].N != 2 {
				t.Errorf("%+v %v", open, err)
			}
			return nil
		})
		h.act(func(tx *store.Tx) error {
			_, err := Place(tx, agent, n.ID, 0, "build", calendar.DayOf(2020, 5, 15))
			return err
		})
		h.act(closeIt)
		h.act(func(tx *store.Tx) error { _, err := Withdraw(tx, h.owner, n.ID, 0); return err })
		h.read(func(tx *store.Tx) error {
			open, err := answerClocks(tx, manifest.ClockFilter{OpenOnly: true})
			if err != nil || len(open) != 0 {
				t.Errorf("企业收回以后还有人欠答复：%+v %v", open, err)
			}
			return nil
		})
	})
}

const secret = "劳动合同没有签"

func Test体检意见只给企业和做体检的单位_每次查看留痕(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		v := h.visited(Checkup)
		in := Issuing{Team: "示例法律服务团", Lawyers: 2, Findings: ParseFindings("用工｜" + secret + "｜补签并存档")}
		h.refused(fault.FormInvalid, func(tx *store.Tx) error {
			_, err := Issue(tx, agent, v.ID, 0, Issuing{Team: "示例法律服务团", Lawyers: 2, Findings: ParseFindings("用工｜只有风险")})
			return err
		})
		var s Sheet
		h.act(func(tx *store.Tx) (err error) { s, err = Issue(tx, agent, v.ID, 0, in); return err })
		h.refused(checkupTwice, func(tx *store.Tx) error { _, err := Issue(tx, agent, v.ID, 0, in); return err })
		open := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, found, err := Open(tx, by, s.ID)
				if err == nil && (len(found) != 1 || found[0].Risk != secret) {
					t.Errorf("%+v", found)
				}
				return err
			}
		}
		h.refused(findingsSealed, open(office))
		h.refused(findingsSealed, open(leader))
		h.refused(notFound, open(other))
		h.act(open(h.owner))
		h.act(open(agent))
		h.read(func(tx *store.Tx) error {
			events, err := journal.History(tx, s.ID)
			if err != nil || len(events) != 2 {
				t.Errorf("查看了两次，记了 %d 次：%v", len(events), err)
			}
			rows, err := findingsOf.All(tx, tx.County(), s.ID)
			if err != nil || bytes.Contains(rows[0].Sealed, []byte(secret)) {
				t.Errorf("库里是明文：%v", err)
			}
			again, err := SheetByID(tx, office, s.ID)
			if err != nil || again.State != Read || again.Findings != 1 {
				t.Errorf("%+v %v", again, err)
			}
			return nil
		})
		other := h.visited(Call)
		h.refused(notCheckup, func(tx *store.Tx) error { _, err := Issue(tx, agent, other.ID, 0, in); return err })
		h.want("outreach.checkups", "1", 1)
	})
}

func Test培训分清行业和企业_邀请和到场(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		bring := func(kind, text string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				for _, imp := range importers {
					if imp.Kind == kind {
						return importCSV(tx, imp, text)
					}
				}
				return notFound.New(nil)
			}
		}
		h.act(bring("trainings", "排污登记培训,2020-05-13,培训,经开区,park,示例1号\n"))
		industries := "排污登记培训,2020-05-13,C204,竹制品\n排污登记培训,2020-05-13,C142,糖果\n排污登记培训,2020-05-13,C204,竹制品\n"
		h.act(bring("training-industries", industries))
		h.act(bring("training-enterprises", "排污登记培训,2020-05-13,91430922MA4Q00016J,是,否,,\n"))
		var e Event
		h.read(func(tx *store.Tx) (err error) {
			e, _, err = eventByTitle.Find(tx, tx.County(), "排污登记培训", calendar.DayOf(2020, 5, 13))
			return err
		})
		hold := func(tx *store.Tx) error { _, err := HoldEvent(tx, agent, e.ID, 0); return err }
		h.refused(eventAhead, hold)
		h.want("parks.training_industries", "0", 0)
		h.at(2020, 5, 13)
		h.act(hold)
		h.refused(eventOver, func(tx *store.Tx) error { _, err := InviteIndustry(tx, agent, e.ID, "C301", "水泥"); return err })
		h.act(bring("training-industries", industries))
		h.act(bring("training-enterprises", "排污登记培训,2020-05-13,91430922MA4Q00016J,是,是,2020-05-13,回执1号\n排污登记培训,2020-05-13,91430922MA4Q00024D,否,是,,\n"))
		h.want("parks.training_industries", "2", 2)
		h.want("parks.training_enterprises", "2", 2)
		h.read(func(tx *store.Tx) error {
			f, err := ShowEvent(tx, office, e.ID)
			if c := f.Counts(); err != nil || c != (Counts{Industries: 2, IndustriesThere: 2, Enterprises: 1, EnterprisesThere: 2, Filed: 1}) {
				t.Errorf("%+v %v", c, err)
			}
			all, err := Events(tx, flow.Actor{})
			if err != nil || len(all) != 1 || all[0].Attendance[0].Party != "" {
				t.Errorf("公众看到了企业：%+v %v", all, err)
			}
			return nil
		})
	})
}

func importCSV(tx *store.Tx, imp manifest.Importer, text string) error {
	var rows []manifest.Row
	for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
		row := manifest.Row{Number: n + 2, Cells: map[string]string{}}
		for i, cell := range strings.Split(line, ",") {
			row.Cells[imp.Columns[i].Name] = cell
		}
		rows = append(rows, row)
	}
	out, err := imp.Apply(tx, agent, rows)
	if err == nil && len(out.Errors) > 0 {
		err = fault.FormInvalid.New(fault.Args{"n": out.Errors[0].Sentence})
	}
	return err
}

func Test降幅由金额算_一家报价不行_单位不能替企业选(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		var f Fee
		h.act(func(tx *store.Tx) (err error) {
			f, err = OpenFee(tx, agent, Pricing{Party: h.mine, Service: "排污许可登记代办", Price: 600_000, Proof: "合同1号"})
			return err
		})
		offer := func(firm string, price int64) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := AddOffer(tx, agent, f.ID, 0, Offering{Firm: firm, Price: money.Fen(price), Proof: "报价单"})
				return err
			}
		}
		show := func(tx *store.Tx) error { _, err := ShowOffers(tx, agent, f.ID, 0); return err }
		h.act(offer("示例甲", 300_000))
		h.refused(oneOffer, show)
		h.refused(fault.FormInvalid, offer("示例甲", 200_000))
		h.act(offer("示例乙", 299_999))
		h.act(show)
		var file FeeFile
		h.read(func(tx *store.Tx) (err error) { file, err = ShowFee(tx, h.owner, f.ID); return err })
		choose := func(by flow.Actor, slip string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := Choose(tx, by, f.ID, 0, Choosing{Offer: file.Offers[0].ID, Slip: slip, Day: tx.Today()})
				return err
			}
		}
		h.refused(slipNeeded, choose(agent, ""))
		h.want("parks.fee_reduction", "—", 0)
		h.act(choose(h.owner, ""))
		h.want("parks.fee_reduction", "50", 1)
		row := "JF-9,91430922MA4Q00024D,环评,,1000.00,合同2号,示例甲,333.40,单1,示例乙,400.00,单2"
		fees := importers[4]
		h.act(func(tx *store.Tx) error {
			return importCSV(tx, fees, row+",,,,,,,,,,示例甲,选定书1号,2020-05-11")
		})
		h.act(func(tx *store.Tx) error {
			return importCSV(tx, fees, row+",,,,,,,,,,示例甲,选定书1号,2020-05-11")
		})
		h.refused(fault.FormInvalid, func(tx *store.Tx) error {
			return importCSV(tx, fees, strings.Replace(row, "333.40", "100.00", 1)+",,,,,,,,,,,,")
		})
		h.refused(fault.FormInvalid, func(tx *store.Tx) error {
			return importCSV(tx, fees, "JF-8,91430922MA4Q00024D,环评,,1000.00,合同2号,示例甲,333.40,单1,,,,,,,,,,,,,,,")
		})
		h.want("parks.fee_reduction", "50", 2)
		h.want("parks.fee_reduction_overall", "52.38", 2)
		if got := reduction(1, 3); got != 3333 {
			t.Errorf("三分之一是 %d", got)
		}
		if got := reduction(-1, 3); got != -3334 {
			t.Errorf("贵了三分之一是 %d", got)
		}
	})
}

func Test台账导出再导入不变(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		v := h.visited(Call)
		h.act(func(tx *store.Tx) error {
			return importCSV(tx, importers[0], ",91430922MA4Q00016J,"+v.Number+",用工,招不到焊工,缺十二名,labour,2020-05-20")
		})
		h.refused(fault.FormInvalid, func(tx *store.Tx) error {
			return importCSV(tx, importers[0], ",91430922MA4Q00016J,"+v.Number+",用工,招不到焊工,缺十二名,labour,2020-05-25")
		})
		var book bytes.Buffer
		h.read(func(tx *store.Tx) error {
			_, err := ledger.WriteXLSX(&book, ledger.Sheet{Title: "诉求", Columns: importers[0].Columns, AsOf: tx.Now(), Rows: func(add func([]string) error) error {
				return importers[0].Export(tx, office, add)
			}})
			return err
		})
		out, err := ledger.Import(t.Context(), h.s, agent, importers[0], ledger.File{Name: "诉求.xlsx", Data: book.Bytes()}, ledger.Apply)
		if err != nil || out.Same != 1 || out.New+out.Changed+len(out.Errors) != 0 {
			t.Errorf("%+v %v", out, err)
		}
	})
}
