package normdoc

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

func decide(by flow.Actor, v Review, in DecisionInput) func(tx *store.Tx) error {
	return func(tx *store.Tx) error { _, err := Decide(tx, by, v.ID, v.Version, in); return err }
}

func Test清理一轮_每份一个决定_加得起来(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.old(paper(1), paper(2), paper(3), paper(4), paper(5, func(in *DocumentInput) { in.Business = false }))
		r := c.round()
		list := c.lines(r)
		if len(list) != 4 || c.clocks("normdoc.review") != 4 {
			t.Fatalf("清理 %d 份", len(list))
		}
		retain := DecisionInput{Decision: Retain, Reason: "仍在执行"}
		follow := func(d Decision) DecisionInput {
			return DecisionInput{Decision: d, Reason: "上位法变了", Due: calendar.DayOf(2020, 6, 30)}
		}
		v := list[0].Review
		c.refused(unchecked, decide(lawyer, v, retain))
		half := func(tx *store.Tx) error {
			_, err := FileReview(tx, head, v.ID, v.Version, ReviewInput{Findings: clean[:1], Proposal: Retain, Opinion: "看过"})
			return err
		}
		c.refused(fault.FormInvalid, half)
		c.refused(reviewUnknown, func(tx *store.Tx) error { _, err := FileReview(tx, other, v.ID, v.Version, ReviewInput{}); return err })
		v = c.review(v, Retain, clean)
		if v.Findings[0].Words != NoneFound || v.Findings[1].Words != NoneFound {
			t.Errorf("没有写明“未发现抵触”：%+v", v.Findings)
		}
		c.refused(flow.StepForbidden, decide(office, v, retain))
		c.refused(ownDraft, decide(inside, v, retain))
		c.act(decide(lawyer, v, retain))
		c.refused(decidedAlready, decide(lawyer, v, retain))
		c.refused(undecided, func(tx *store.Tx) error { _, err := PublishRound(tx, leader, r.ID, r.Version, "通告"); return err })

		bad := c.review(list[1].Review, Retain, []Finding{{Article: 12}, {Article: 43, Conflict: true, Words: "第五条指定检测机构"}})
		c.refused(conflictStays, decide(lawyer, bad, retain))
		c.refused(fault.FormInvalid, decide(lawyer, bad, DecisionInput{Decision: Revise, Reason: "有抵触"}))
		c.act(decide(lawyer, bad, follow(Revise)))
		c.act(decide(lawyer, c.review(list[2].Review, Repeal, clean), follow(Repeal)))
		third := c.lines(r)[2].Review
		c.act(func(tx *store.Tx) error {
			_, err := Return(tx, lawyer, third.ID, third.Version, "再看一遍")
			return err
		})
		third = c.lines(r)[2].Review
		c.refused(unchecked, decide(lawyer, third, follow(Repeal))) // what was checked goes with the review
		c.act(decide(lawyer, c.review(third, Repeal, clean), follow(Repeal)))
		void := c.review(list[3].Review, Void, clean)
		c.act(func(tx *store.Tx) error { // the same person must not review and decide
			_, err := FileReview(tx, both2, void.ID, void.Version, ReviewInput{Findings: clean, Proposal: Void, Opinion: "过时"})
			return err
		})
		void.Version++
		c.refused(ownDraft, decide(both2, void, DecisionInput{Decision: Void, Reason: "过时"}))
		c.act(decide(lawyer, void, DecisionInput{Decision: Void, Reason: "过时"}))
		c.published(t, r, list)
	})
}

// published goes on from a round in which everything is decided.
func (c *county) published(t *testing.T, r Round, list []Line) {
	t.Helper()
	for id, want := range map[string]int64{"documents.reviewed": 4, "documents.conflicting": 1, "documents.retained": 1, "documents.revising": 1,
		"documents.repealed": 1, "documents.voided": 1} {
		if n := c.figure(id); n != want {
			t.Errorf("%s 是 %d", id, n)
		}
	}
	fulfil := func(n int, number string) func(tx *store.Tx) error {
		return func(tx *store.Tx) error {
			v, _, err := ReviewByID(tx, lawyer, list[n].Review.ID)
			if err == nil {
				_, err = Fulfil(tx, lawyer, v.ID, v.Version, number)
			}
			return err
		}
	}
	c.refused(roundUnknown, func(tx *store.Tx) error { _, err := RoundByID(tx, public, r.ID); return err })
	c.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := PublishRound(tx, head, r.ID, r.Version, "通告"); return err })
	c.act(func(tx *store.Tx) error {
		_, err := PublishRound(tx, leader, r.ID, r.Version, "桃政发〔2020〕示例8号")
		return err
	})
	c.read(func(tx *store.Tx) error {
		sum, err := TallyIn(tx, r)
		if !sum.Balanced() || sum.Words() != "4 ＝ 保留 1 ＋ 修订 1 ＋ 废止 1 ＋ 宣布失效 1" {
			t.Errorf("合计：%s", sum.Words())
		}
		return err
	})
	c.cited(list[3].Document.Number, false)
	c.cited(list[2].Document.Number, true) // until the document that repeals it is there
	c.refused(roundClosed, func(tx *store.Tx) error { _, err := Return(tx, lawyer, list[0].Review.ID, 3, "改"); return err })
	c.refused(followUnfit, fulfil(2, "桃政发〔2020〕示例9号"))
	c.refused(followUnfit, fulfil(2, list[2].Document.Number))
	c.refused(followUnfit, fulfil(2, list[0].Document.Number)) // older than the decision
	c.at(2020, 4, 1)
	next := c.issued(paper(9, func(in *DocumentInput) {
		in.Number, in.Adopted, in.From = "桃自然资发〔2020〕示例9号", calendar.DayOf(2020, 3, 20), calendar.DayOf(2020, 4, 15)
	}))
	c.act(fulfil(1, next.Number))
	c.act(fulfil(2, next.Number))
	c.refused(flow.StepRefused, fulfil(2, next.Number))
	if n := c.clocks("normdoc.follow"); n != 0 {
		t.Errorf("落实以后还有 %d 个时限", n)
	}
	c.cited(list[2].Document.Number, true) // the repealing document is not in force yet
	c.at(2020, 4, 15)
	c.cited(list[2].Document.Number, false)
	if d := c.document(list[1].Document.Number); d.On(calendar.DayOf(2020, 4, 15)) != IsReplaced || *d.Successor != next.ID {
		t.Errorf("修订以后：%+v", d)
	}
	if n := c.figure("documents.followed"); n != 2 {
		t.Errorf("落实 %d 份", n)
	}
}

func Test期满的不能保留(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.old(paper(1, func(in *DocumentInput) { in.Until = calendar.DayOf(2020, 2, 28) }))
		r := c.round()
		v := c.review(c.lines(r)[0].Review, Retain, clean)
		c.at(2020, 3, 2)
		c.refused(hasLapsed, decide(lawyer, v, DecisionInput{Decision: Retain, Reason: "还要用"}))
		c.act(decide(lawyer, v, DecisionInput{Decision: Void, Reason: "已经期满"}))
	})
}

func Test结果表合计对不上_整份不收(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.old(paper(1), paper(2))
		r := c.round()
		reviews := func(none string) (string, string) {
			return r.Number + "," + paper(1).Number + "," + none + ",,保留,看过", r.Number + "," + paper(2).Number + ",12,43：第五条指定机构,修订,有抵触"
		}
		if out, err := c.ledger(office, "normdoc-reviews", r.Number+","+paper(1).Number+",12,,保留,看过"); err == nil || !strings.Contains(out.Errors[0].Sentence, "第 43 条") {
			t.Errorf("漏审一条：%+v", out.Errors)
		}
		a, b := reviews("12、43")
		if out, err := c.ledger(office, "normdoc-reviews", a, b); err != nil || out.New != 2 {
			t.Fatal(out, err)
		}
		if out, err := c.ledger(office, "normdoc-reviews", a, b); err != nil || out.Same != 2 {
			t.Fatal(out, err)
		}
		first := r.Number + "," + paper(1).Number + ",,1,1,0,0,0,,仍在执行"
		second := r.Number + "," + paper(2).Number + ",,1,0,1,0,0,2020-09-30,有抵触"
		out, err := c.ledger(lawyer, "normdoc-decisions", first, second, "合计,,,2,2,0,0,0,,")
		if err == nil || len(out.Errors) != 2 || !strings.Contains(out.Errors[0].Sentence, "合计写的是 2，上面各行加起来是 1") {
			t.Errorf("合计对不上：%+v", out.Errors)
		}
		if n := c.figure("documents.reviewed"); n != 0 {
			t.Errorf("对不上的还是收了 %d 份", n)
		}
		two := r.Number + "," + paper(1).Number + ",,1,1,1,0,0,,仍在执行"
		if _, err := c.ledger(lawyer, "normdoc-decisions", two); err == nil {
			t.Error("一行两个决定也收了")
		}
		out, err = c.ledger(lawyer, "normdoc-decisions", first, second, "合计,,,2,1,1,0,0,,")
		if err != nil || out.New != 2 || len(out.Sums) != 5 {
			t.Fatal(out, err)
		}
		c.reread(t, lawyer, "normdoc-decisions", exportDecisions)
		c.reread(t, office, "normdoc-reviews", exportReviews)
	})
}

// reread exports a ledger and brings it in again.
func (c *county) reread(t *testing.T, by flow.Actor, kind string, export func(*store.Tx, flow.Actor, func([]string) error) error) {
	t.Helper()
	var rows []string
	c.read(func(tx *store.Tx) error {
		return export(tx, by, func(cells []string) error { rows = append(rows, strings.Join(cells, ",")); return nil })
	})
	if out, err := c.ledger(by, kind, rows...); err != nil || out.Same != len(rows) || len(rows) == 0 {
		t.Errorf("%s 再导入：%+v %v", kind, out, err)
	}
}

func Test引用失效文件的找得到_改了才消(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.old(paper(1, func(in *DocumentInput) { in.Until = calendar.DayOf(2020, 5, 31) }))
		c.cites = []manifest.Citation{{Number: paper(1).Number, Kind: "事项", Subject: "plan-permit", Title: "规划许可", Unit: "zrzy", Link: "/items/plan-permit"},
			{Number: "国发〔2019〕12号", Kind: "事项", Subject: "x", Title: "别的", Unit: "zjj"}}
		room := Over([]manifest.CitationSource{{Name: "catalogue", List: func(*store.Tx, calendar.Day) ([]manifest.Citation, error) { return c.cites, nil }}})
		sweep := func() {
			t.Helper()
			if err := room.Sweeps[0].Run(c.s); err != nil {
				t.Fatal(err)
			}
		}
		listed := func(by flow.Actor, want int) {
			t.Helper()
			c.read(func(tx *store.Tx) error {
				list, err := Stales(tx, by, true)
				if len(list) != want {
					t.Errorf("列出 %d 处", len(list))
				}
				return err
			})
		}
		sweep()
		listed(office, 0)
		c.at(2020, 6, 1)
		sweep()
		sweep()
		listed(office, 1)
		listed(head, 1)
		listed(other, 0)
		if c.clocks("normdoc.citation") != 1 || c.figure("documents.stale_citations") != 1 {
			t.Error("没有进时限和指标")
		}
		c.cites = nil
		if err := c.s.Write(context.Background(), func(tx *store.Tx) error { return room.Consumers[0].Handle(tx, store.Fact{}) }); err != nil {
			t.Fatal(err)
		}
		listed(office, 0)
		if c.clocks("normdoc.citation") != 0 {
			t.Error("改了以后时限还在")
		}
	})
}
