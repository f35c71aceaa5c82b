package supervision

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

// hall is a store with units, people and a round that is underway.
type hall struct {
	t      *testing.T
	s      *store.Store
	clock  *store.SetClock
	people map[string]flow.Actor
}

// staff: who, where, as what. The office belongs to fgj.
var staff = []struct {
	login, unit string
	role        flow.Role
}{
	{"office", "yhb", identity.Coordinator}, {"second", "yhb", identity.Coordinator}, {"leader", "xzf", identity.Leader},
	{"watch", "jw", identity.Supervisor}, {"kgxhead", "kgx", identity.Head}, {"kgxclerk", "kgx", identity.Reviewer},
	{"czjhead", "czj", identity.Head}, {"fgjhead", "fgj", identity.Head}, {"other", "zjj", identity.Head},
}

func both(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		h := &hall{t: t, s: s, clock: clock, people: map[string]flow.Actor{}}
		h.at(2020, 5, 11)
		founder := flow.Actor{Account: "f", Name: "筹建", Unit: "yhb", Channel: "pc", Roles: []flow.Role{identity.Coordinator, identity.SystemAdmin}}
		h.act(func(tx *store.Tx) error {
			for _, u := range []struct{ code, parent string }{{"xzf", ""}, {"fgj", "xzf"}, {"yhb", "fgj"}, {"jw", "xzf"}, {"kgx", "xzf"}, {"czj", "xzf"}, {"zjj", "xzf"}} {
				in := org.UnitInput{Code: u.code, Name: "桃江县" + u.code, Short: u.code + "简称", Kind: org.Department, Parent: u.parent, DocWord: "桃优化", Phone: "0737-8880001"}
				if _, err := org.Add(tx, founder, in); err != nil {
					return err
				}
			}
			_, err := mandate.AdoptRegulation(tx, founder)
			return err
		})
		for _, p := range staff {
			h.act(func(tx *store.Tx) error {
				a, _, err := identity.Create(tx, founder, identity.NewAccount{Login: p.login, StaffID: "T-" + p.login, Name: p.login, Unit: p.unit, Roles: []flow.Role{p.role}})
				h.people[p.login] = flow.Actor{Account: a.ID, Name: p.login, Unit: p.unit, Roles: []flow.Role{p.role}, Channel: "pc"}
				return err
			})
		}
		test(t, h)
	})
}

func (h *hall) at(y, m, d int) { h.clock.Set(calendar.DayOf(y, m, d).Start() + 9*3_600_000) }

func (h *hall) who(login string) flow.Actor {
	by, ok := h.people[login]
	if !ok {
		h.t.Fatalf("没有 %s", login)
	}
	return by
}

func (h *hall) act(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); err != nil {
		what, _ := fault.Of(err)
		h.t.Fatal(err, what.Fields)
	}
}

func (h *hall) read(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Read(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); !want.Is(err) {
		h.t.Fatalf("应答 %s，得到 %v", want.Code, err)
	}
}

func proof(name string) []papers.Proof {
	return []papers.Proof{{Name: name, File: papers.Checked{Stored: blob.Stored{Digest: strings.Repeat("ab", 32), Size: 9}, Mime: "application/pdf", Ext: ".pdf"}}}
}

func plan() Plan {
	return Plan{Number: "DC1", Title: "履约践诺专项督查", Scope: "惠企政策兑现", Document: "桃优化办〔2020〕示例9号", From: calendar.DayOf(2020, 5, 11),
		To: calendar.DayOf(2020, 5, 29), Partners: []string{"jw简称", "kgx"}, Units: []string{"kgx", "czj"}, Team: []string{"office", "watch", "second", "kgxclerk"}}
}

func (h *hall) round() (r Round) {
	h.t.Helper()
	h.read(func(tx *store.Tx) (err error) { r, err = RoundByNumber(tx, h.who("office"), "DC1"); return err })
	return r
}

// underway has the round approved and one unit visited.
func (h *hall) underway() {
	h.t.Helper()
	h.act(func(tx *store.Tx) error { _, err := PlanRound(tx, h.who("office"), plan()); return err })
	h.act(func(tx *store.Tx) error { _, err := ApproveRound(tx, h.who("leader"), "DC1", 1); return err })
	h.act(func(tx *store.Tx) error {
		_, err := RecordVisit(tx, h.who("watch"), "DC1", 2, VisitInput{Unit: "kgx", Day: calendar.DayOf(2020, 5, 11), Words: "查了奖励台账"})
		return err
	})
}

func promise() FindingInput {
	return FindingInput{Round: "DC1", Unit: "kgx简称", Ground: OnPromise, Ref: "《八条政策措施》", Document: "桃发〔2019〕示例1号", Gap: "未落实", Title: "财税增长奖未落实",
		Facts: "两家企业没有拿到", Demand: "发放奖金", Wanted: "拨付凭证", Due: calendar.DayOf(2020, 6, 13), Found: calendar.DayOf(2020, 5, 11)}
}

func (h *hall) finding(number string) (f FindingFile) {
	h.t.Helper()
	h.read(func(tx *store.Tx) (err error) { f, err = FileOf(tx, h.who("leader"), number); return err })
	return f
}

// issued has a finding handed over on 11 May, due on Saturday 13 June.
func (h *hall) issued() (f Finding) {
	h.t.Helper()
	h.underway()
	in := promise()
	in.Proofs = proof("台账照片")
	h.act(func(tx *store.Tx) (err error) { f, err = RecordFinding(tx, h.who("watch"), in); return err })
	h.act(func(tx *store.Tx) (err error) { f, err = Issue(tx, h.who("office"), f.Number, f.Version); return err })
	return f
}

func done() ReportInput {
	return ReportInput{Way: "done", Words: "奖金发了", Proofs: proof("拨付凭证")}
}

func (h *hall) file(number string) (r Report) {
	h.t.Helper()
	v := h.finding(number).Version
	h.act(func(tx *store.Tx) (err error) { r, err = File(tx, h.who("kgxhead"), number, v, done()); return err })
	return r
}

func closing(day calendar.Day) Check {
	return Check{Close: true, Words: "查了银行回单", Public: "奖金已经发放", LookFrom: day}
}

func Test回避_方案两人办_每个单位至少两人(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		office, kgxclerk := h.who("office"), h.who("kgxclerk")
		thin := plan()
		thin.Number, thin.Team = "DC2", []string{"watch", "kgxclerk"}
		h.act(func(tx *store.Tx) error { _, err := PlanRound(tx, office, thin); return err })
		h.refused(tooFew, func(tx *store.Tx) error { _, err := ApproveRound(tx, h.who("leader"), "DC2", 1); return err })
		h.refused(fault.FormInvalid, func(tx *store.Tx) error {
			in := plan()
			in.Team = []string{"office", "other"} // zjj takes no part
			_, err := PlanRound(tx, office, in)
			return err
		})
		h.underway()
		h.refused(samePerson, func(tx *store.Tx) error { _, err := ApproveRound(tx, office, "DC2", 1); return err })
		h.refused(ownUnit, func(tx *store.Tx) error { _, err := RecordFinding(tx, kgxclerk, promise()); return err })
		h.refused(notMember, func(tx *store.Tx) error { _, err := RecordFinding(tx, h.who("leader"), promise()); return err })
		h.refused(fault.FormInvalid, func(tx *store.Tx) error { // czj was not visited
			in := promise()
			in.Unit = "czj"
			_, err := RecordFinding(tx, h.who("watch"), in)
			return err
		})
		v := h.round().Version
		h.act(func(tx *store.Tx) error {
			_, err := Recuse(tx, office, "DC1", v, "kgx", "爱人在这个单位")
			return err
		})
		h.refused(recused, func(tx *store.Tx) error { _, err := RecordFinding(tx, office, promise()); return err })
		h.refused(roundUnfinished, func(tx *store.Tx) error {
			_, err := EndRound(tx, office, "DC1", v+1, Ending{Summary: "看完了"})
			return err
		})
		h.act(func(tx *store.Tx) error {
			_, err := RecordVisit(tx, office, "DC1", v+1, VisitInput{Unit: "czj", Skipped: true, Day: calendar.DayOf(2020, 5, 11), Words: "账目在审计，另行安排"})
			return err
		})
		h.act(func(tx *store.Tx) error {
			_, err := EndRound(tx, office, "DC1", v+2, Ending{Summary: "看完了", ReportedTo: "领导小组办公室"})
			return err
		})
		h.refused(roundNotOpen, func(tx *store.Tx) error { _, err := RecordFinding(tx, h.who("watch"), promise()); return err })
		h.refused(roundUnknown, func(tx *store.Tx) error { _, err := RoundByNumber(tx, h.who("other"), "DC1"); return err })
	})
}

func Test销号_要证明_要别人核查_承诺要兑现或依法改变(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.underway()
		watch, office, head := h.who("watch"), h.who("office"), h.who("kgxhead")
		var f Finding
		h.act(func(tx *store.Tx) (err error) { f, err = RecordFinding(tx, office, promise()); return err })
		h.refused(samePerson, func(tx *store.Tx) error { _, err := Issue(tx, office, f.Number, f.Version); return err })
		h.refused(noEvidence, func(tx *store.Tx) error { _, err := Issue(tx, h.who("second"), f.Number, f.Version); return err })
		h.refused(findingUnknown, func(tx *store.Tx) error { _, err := FindingByNumber(tx, head, f.Number); return err })
		h.act(func(tx *store.Tx) error { _, err := Attach(tx, watch, f.Number, 1, proof("照片")); return err })
		h.act(func(tx *store.Tx) (err error) { f, err = Issue(tx, h.who("second"), f.Number, 2); return err })
		if f.Letter != "桃优化督〔2020〕1号" {
			t.Errorf("文号 %s", f.Letter)
		}
		h.refused(findingUnknown, func(tx *store.Tx) error { _, err := FindingByNumber(tx, h.who("other"), f.Number); return err })
		for _, in := range []ReportInput{{Way: "done", Words: "发了"}, {Way: "changed", Words: "政策改了", Proofs: proof("决定")}, {Words: "发了", Proofs: proof("凭证")}} {
			h.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := File(tx, head, f.Number, f.Version, in); return err })
		}
		h.refused(notYours, func(tx *store.Tx) error { _, err := File(tx, office, f.Number, f.Version, done()); return err })
		h.refused(store.ChangedMeanwhile, func(tx *store.Tx) error { _, err := File(tx, head, f.Number, f.Version-1, done()); return err })
		r := h.file(f.Number)
		look := calendar.DayOf(2020, 7, 20)
		for _, who := range []string{"kgxhead", "kgxclerk"} {
			h.refused(selfVerification, func(tx *store.Tx) error { _, err := Decide(tx, h.who(who), r.ID, 1, closing(look)); return err })
		}
		h.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := Decide(tx, watch, r.ID, 1, closing(tx.Today()+3)); return err })
		h.act(func(tx *store.Tx) error {
			_, err := Decide(tx, watch, r.ID, 1, Check{Words: "凭证少一页"})
			return err
		})
		if got := h.finding(f.Number); got.State != Open || got.FiledAt != nil {
			t.Errorf("退回后 %s", got.State)
		}
		r = h.file(f.Number)
		h.act(func(tx *store.Tx) error { _, err := Decide(tx, watch, r.ID, 1, closing(look)); return err })
		h.refused(tooEarly, func(tx *store.Tx) error {
			_, err := LookBack(tx, watch, f.Number, h.finding(f.Number).Version, LookInput{Held: true, Words: "还好"})
			return err
		})
		h.value("findings.rectified", 1)
		h.at(2020, 7, 21)
		h.clocks("supervision.look", 1)
		h.refused(fault.FormInvalid, func(tx *store.Tx) error { // what came back needs evidence
			_, err := LookBack(tx, watch, f.Number, h.finding(f.Number).Version, LookInput{Words: "又欠了", Due: tx.Today() + 30})
			return err
		})
		v := h.finding(f.Number).Version
		h.act(func(tx *store.Tx) error {
			_, err := LookBack(tx, watch, f.Number, v, LookInput{Words: "又欠了", Due: tx.Today() + 30, Proofs: proof("欠条")})
			return err
		})
		if got := h.finding(f.Number); got.State != Open || got.Run != 2 || len(got.Reports) != 2 || got.FirstDue == got.Due {
			t.Errorf("反弹后 %s 第 %d 次", got.State, got.Run)
		}
		h.value("findings.rectified", 0)
		h.value("findings.relapsed", 1)
		h.value("fulfilment.findings", 1)
		h.clocks("supervision.look", 0)
	})
}

func Test延期_期限前一次_别人批_台账改不了(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		f := h.issued()
		head, leader := h.who("kgxhead"), h.who("leader")
		later := calendar.DayOf(2020, 6, 30)
		h.refused(flow.StepForbidden, func(tx *store.Tx) error {
			_, err := DecideExtension(tx, head, f.Number, f.Version, true, "同意")
			return err
		})
		h.refused(nothingAsked, func(tx *store.Tx) error {
			_, err := DecideExtension(tx, leader, f.Number, f.Version, true, "同意")
			return err
		})
		h.refused(fault.FormInvalid, func(tx *store.Tx) error {
			_, err := AskExtension(tx, head, f.Number, f.Version, f.Due, "来不及")
			return err
		})
		h.at(2020, 6, 15) // the Monday after the Saturday: still in time
		h.act(func(tx *store.Tx) error {
			_, err := AskExtension(tx, head, f.Number, f.Version, later, "等上级资金")
			return err
		})
		h.clocks("supervision.extend", 1)
		h.act(func(tx *store.Tx) error {
			_, err := DecideExtension(tx, leader, f.Number, f.Version+1, true, "同意")
			return err
		})
		if got := h.finding(f.Number); got.Due != later || got.FirstDue != f.Due || got.Extensions[0].Was != f.Due {
			t.Errorf("期限 %s，最初 %s", got.Due, got.FirstDue)
		}
		h.refused(extendedOnce, func(tx *store.Tx) error {
			_, err := AskExtension(tx, head, f.Number, f.Version+2, later+20, "还要")
			return err
		})
		h.ledger(f, "2020-07-30", dueByAct)
		h.at(2020, 7, 1)
		h.refused(afterDue, func(tx *store.Tx) error {
			_, err := AskExtension(tx, head, f.Number, f.Version+2, later+20, "还要")
			return err
		})
		h.value("findings.overdue", 1)
	})
}

// ledger has a row of the ledger that moves the deadline refused.
func (h *hall) ledger(f Finding, due string, want *fault.Def) {
	h.t.Helper()
	var rows []manifest.Row
	h.read(func(tx *store.Tx) error {
		return exportFindings(tx, h.who("office"), func(cells []string) error {
			row := manifest.Row{Number: 2, Cells: map[string]string{}}
			for n, c := range findingLedger {
				row.Cells[c.Name] = cells[n]
			}
			rows = append(rows, row)
			return nil
		})
	})
	h.act(func(tx *store.Tx) error {
		out, err := applyFindings(tx, h.who("office"), rows)
		if err == nil && out.Same != 1 {
			h.t.Errorf("导出再导入应不变：%+v", out)
		}
		return err
	})
	rows[0].Cells["due"] = due
	h.act(func(tx *store.Tx) error {
		out, err := applyFindings(tx, h.who("office"), rows)
		if err == nil && (len(out.Errors) != 1 || !strings.Contains(out.Errors[0].Sentence, f.Number)) {
			h.t.Errorf("悄悄改期限应被拒绝 %s：%+v", want.Code, out)
		}
		return err
	})
}

func Test督办_逾期才发_答复到期才升级(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		f := h.issued()
		office, leader, head := h.who("office"), h.who("leader"), h.who("kgxhead")
		order := Order{Due: calendar.DayOf(2020, 6, 19), Reason: "两次催问没有结果"}
		h.refused(notLate, func(tx *store.Tx) error { _, err := UrgeUnit(tx, office, f.Number, f.Version, order); return err })
		h.refused(nothingUrged, func(tx *store.Tx) error { _, err := Reply(tx, head, f.Number, f.Version, "在办"); return err })
		h.at(2020, 6, 16)
		h.clocks("supervision.rectify", 1)
		h.refused(escalateEarly, func(tx *store.Tx) error { _, err := Escalate(tx, leader, f.Number, f.Version, order); return err })
		h.act(func(tx *store.Tx) error { _, err := UrgeUnit(tx, office, f.Number, f.Version, order); return err })
		h.refused(urgeWaiting, func(tx *store.Tx) error { _, err := UrgeUnit(tx, office, f.Number, f.Version+1, order); return err })
		h.at(2020, 6, 22)
		h.clocks("supervision.urge", 1)
		order.Due = calendar.DayOf(2020, 6, 24)
		h.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := Escalate(tx, office, f.Number, f.Version+1, order); return err })
		h.read(func(tx *store.Tx) error {
			d, err := DeskOf(tx, leader)
			if err == nil && len(d.Stuck) != 1 {
				t.Errorf("县领导应看到 1 份到期未答复的督办函，看到 %d", len(d.Stuck))
			}
			return err
		})
		h.act(func(tx *store.Tx) error { _, err := Escalate(tx, leader, f.Number, f.Version+1, order); return err })
		h.refused(notYours, func(tx *store.Tx) error { _, err := Reply(tx, office, f.Number, f.Version+2, "在办"); return err })
		h.act(func(tx *store.Tx) error {
			_, err := Reply(tx, head, f.Number, f.Version+2, "资金在财政局，二十四日到账")
			return err
		})
		got := h.finding(f.Number)
		if len(got.Urges) != 2 || got.Urged() != nil || got.Urges[1].Letter != "桃优化督〔2020〕3号" || !got.Urges[1].Escalated {
			t.Errorf("督办函 %+v", got.Urges)
		}
		h.clocks("supervision.urge", 0)
		h.value("findings.urged", 2)
	})
}

func Test问题的依据_任务和条款查得到(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.underway()
		in := promise()
		in.Ground, in.Ref = OnClause, "722-999"
		h.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := RecordFinding(tx, h.who("watch"), in); return err })
		in.Ref = "722-31"
		h.act(func(tx *store.Tx) error { _, err := RecordFinding(tx, h.who("watch"), in); return err })
		got := h.finding("DC1-01")
		if got.Refers == nil || got.Refers.Number != "722-31" || got.Gap != "" {
			t.Errorf("依据 %+v", got.Refers)
		}
		h.refused(findingUnknown, func(tx *store.Tx) error {
			_, err := DropFinding(tx, h.who("kgxhead"), "DC1-01", 1, "不成立")
			return err
		})
		h.act(func(tx *store.Tx) error {
			_, err := DropFinding(tx, h.who("leader"), "DC1-01", 1, "已有批复")
			return err
		})
		h.value("findings.recorded", 0)
		out, err := ledger.Import(context.Background(), h.s, h.who("office"), importers[0], ledger.File{Name: "wt.csv", Data: []byte(
			"编号,督查编号,责任单位,依据种类,依据,文号,兑现差距,问题,事实,整改要求,应交证明,整改期限,发现日期\n" +
				"DC1-02,DC1,kgx,惠企政策兑现,《办法》,桃政办发〔2018〕示例2号,未到位,搬迁补贴未到位,一家企业,发放,凭证,2020-06-30,2020-05-11\n")}, ledger.Apply)
		if err != nil || out.New != 1 {
			t.Fatalf("%v %+v", err, out)
		}
	})
}

func (h *hall) value(id string, want int64) {
	h.t.Helper()
	h.read(func(tx *store.Tx) error {
		for _, f := range figures {
			if f.ID != id {
				continue
			}
			q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}, AsOf: tx.Now()}
			v, err := f.Value(tx, q)
			if err == nil && v.Num != want {
				h.t.Errorf("%s 是 %s，应是 %d", id, v.Text, want)
			}
			return err
		}
		h.t.Fatalf("没有 %s", id)
		return nil
	})
}

func (h *hall) clocks(kind string, want int) {
	h.t.Helper()
	h.read(func(tx *store.Tx) error {
		if _, err := workdays.Book(tx); err != nil {
			return err
		}
		for _, c := range Clocks {
			if c.Kind != kind {
				continue
			}
			list, err := c.List(tx, manifest.ClockFilter{OpenOnly: true})
			if err == nil && len(list) != want {
				h.t.Errorf("%s 有 %d 个，应是 %d", kind, len(list), want)
			}
			return err
		}
		h.t.Fatalf("没有 %s", kind)
		return nil
	})
}
