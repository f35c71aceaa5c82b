package normdoc

import (
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

func Test效力按日子算_期满自动失效(t *testing.T) {
	from, published := calendar.DayOf(2018, 6, 1), calendar.DayOf(2018, 5, 20)
	ended := calendar.DayOf(2020, 4, 10)
	d := Document{State: Published, PublishedDay: &published, FromDay: from, UntilDay: ValidityFrom(from, false)}
	repealed := d
	repealed.State, repealed.EndedDay = Repealed, &ended
	late := repealed
	late.UntilDay = calendar.DayOf(2020, 1, 31)
	for _, row := range []struct {
		d    Document
		day  string
		want Standing
	}{
		{d, "2018-05-19", Unregistered}, {d, "2018-05-20", Pending}, {d, "2018-05-31", Pending}, {d, "2018-06-01", InForce},
		{d, "2023-05-31", InForce}, {d, "2023-06-01", Lapsed},
		{repealed, "2020-04-09", InForce}, {repealed, "2020-04-10", IsRepealed}, {repealed, "2030-01-01", IsRepealed},
		{late, "2020-02-01", Lapsed}, {late, "2020-04-10", IsRepealed},
		{Document{State: Drafted, FromDay: from, UntilDay: d.UntilDay}, "2020-01-01", Unregistered},
	} {
		day, err := calendar.ParseDay(row.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := row.d.On(day); got != row.want {
			t.Errorf("%s 是 %s，应是 %s", day, got, row.want)
		}
	}
	for from, want := range map[calendar.Day]string{calendar.DayOf(2022, 10, 21): "2027-10-20", calendar.DayOf(2020, 2, 29): "2025-02-28"} {
		if got := ValidityFrom(from, false); got.String() != want {
			t.Errorf("%s 起五年到 %s，应到 %s", from, got, want)
		}
	}
	if got := ValidityFrom(from, true); got.String() != "2020-05-31" {
		t.Errorf("试行两年到 %s", got)
	}
}

func Test送审_一次说清要改的(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		draft := func(by flow.Actor, in DocumentInput) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Draft(tx, by, in); return err }
		}
		c.refused(notYours, draft(lawyer, paper(1)))
		for what, in := range map[string]DocumentInput{
			"分中心":  paper(1, func(in *DocumentInput) { in.Issuer = "bdc" }),
			"别的单位": paper(1, func(in *DocumentInput) { in.Issuer = "zjj" }),
			"文号":   paper(1, func(in *DocumentInput) { in.Number = "三号文" }),
			"太长":   paper(1, func(in *DocumentInput) { in.Until = calendar.DayOf(2023, 6, 1) }),
			"试行":   paper(1, func(in *DocumentInput) { in.Title = "示例办法（试行）" }),
		} {
			err := c.s.Write(t.Context(), draft(head, in))
			if f, ok := fault.Of(err); !ok || !fault.FormInvalid.Is(err) || len(f.Fields) != 1 {
				t.Errorf("%s：%v", what, err)
			}
		}
		c.act(draft(head, paper(1)))
		c.refused(numberTaken, draft(head, paper(1)))
	})
}

func Test登记_编号_公布(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		today := func(in *DocumentInput) { in.Adopted, in.From = calendar.DayOf(2020, 2, 10), calendar.DayOf(2020, 3, 1) }
		var d Document
		c.act(func(tx *store.Tx) (err error) {
			d, err = Draft(tx, head, paper(1, today, func(in *DocumentInput) { in.Incentive, in.Number = true, "桃自然资发[2020] 示例1号" }))
			return err
		})
		if d.Number != "桃自然资发〔2020〕示例1号" || d.UntilDay.String() != "2025-02-28" {
			t.Errorf("送审：%+v", d)
		}
		c.refused(unknown, func(tx *store.Tx) error { _, err := DocumentByID(tx, other, d.ID); return err })
		register := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) (err error) {
				next, err := Register(tx, by, d.ID, d.Version)
				if err == nil {
					d = next
				}
				return err
			}
		}
		examine := func(conclusion Competition) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				next, err := Examine(tx, head, d.ID, d.Version, conclusion, "县联席会议示例1号")
				if err == nil {
					d = next
				}
				return err
			}
		}
		c.refused(flow.StepForbidden, register(head))
		c.refused(ownDraft, register(inside))
		c.refused(unreviewed, register(lawyer))
		c.act(examine(Failed))
		c.refused(anticompetitive, register(lawyer))
		c.act(func(tx *store.Tx) (err error) {
			d, err = Amend(tx, head, d.ID, d.Version, paper(1, today, func(in *DocumentInput) { in.Incentive = true }))
			return err
		})
		c.refused(unreviewed, register(lawyer)) // the conclusion was about other words
		c.act(examine(Passed))
		c.act(register(lawyer))
		c.cited(d.Number, false)
		c.act(func(tx *store.Tx) (err error) { d, err = Publish(tx, lawyer, d.ID, d.Version); return err })
		if *d.Unified != "TJDR-2020-00001" || d.On(d.FromDay) != InForce || d.EvaluateFrom.String() != "2024-08-28" {
			t.Errorf("公布：%+v", d)
		}
		c.at(2020, 3, 1)
		c.cited(d.Number, true)
		c.cited("依据桃自然资发（2020）示例1号", true)
		c.cited("桃住建发〔2020〕99号", false) // of the county and never registered
		c.read(func(tx *store.Tx) error {
			if _, known, err := Cited(tx, "国发〔2019〕12号", tx.Today()); known || err != nil {
				t.Errorf("上级文件不归本县文件库管：%v %v", known, err)
			}
			return nil
		})
	})
}

// cited asks whether the number may be cited today.
func (c *county) cited(number string, want bool) {
	c.t.Helper()
	c.read(func(tx *store.Tx) error {
		g, known, err := Cited(tx, number, tx.Today())
		if !known || g.Valid != want {
			c.t.Errorf("%s 能不能引用：%v（%v），%s", number, g.Valid, known, g.Words)
		}
		return err
	})
}

func Test评估以后才能延续_过期不能再延(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.old(paper(1, func(in *DocumentInput) { in.Provisional, in.Title = true, "示例办法（试行）" }))
		d := c.document(paper(1).Number)
		renew := func(until calendar.Day) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Renew(tx, lawyer, d.ID, d.Version, until); return err }
		}
		evaluate := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) (err error) {
				next, err := Evaluate(tx, by, d.ID, d.Version, true, "执行良好，继续施行")
				if err == nil {
					d = next
				}
				return err
			}
		}
		c.at(2020, 3, 2)
		c.refused(unevaluated, renew(calendar.DayOf(2022, 5, 31)))
		c.refused(notYours, evaluate(other))
		if n := c.clocks("normdoc.evaluation"); n != 1 {
			t.Errorf("评估时限 %d 个", n)
		}
		c.act(evaluate(head))
		if n := c.clocks("normdoc.evaluation"); n != 0 {
			t.Errorf("评估以后还有 %d 个时限", n)
		}
		c.refused(fault.FormInvalid, renew(calendar.DayOf(2022, 6, 1)))
		c.act(renew(calendar.DayOf(2022, 5, 31)))
		c.at(2020, 6, 1)
		c.cited(d.Number, true)
		d = c.document(d.Number)
		c.refused(tooEarly, evaluate(head))
		c.at(2022, 6, 1)
		c.cited(d.Number, false)
		c.refused(hasLapsed, evaluate(head))
		c.refused(hasLapsed, renew(calendar.DayOf(2024, 5, 31)))
		if n := c.figure("documents.in_force"); n != 1 {
			t.Errorf("2020 年末现行有效 %d 份", n)
		}
	})
}

// clocks counts the open clocks of a kind.
func (c *county) clocks(kind string) (n int) {
	c.t.Helper()
	c.read(func(tx *store.Tx) error {
		for _, source := range Clocks {
			if source.Kind == kind {
				found, err := source.List(tx, manifest.ClockFilter{OpenOnly: true})
				n = len(found)
				return err
			}
		}
		return nil
	})
	return n
}

func Test登记簿导出再导入不变_不合规的不收(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		row := "桃政发〔2018〕示例1号,TJDR-2018-00001,奖励办法,xzf,否,是,是,符合公平竞争标准,县联席会议示例1号,2018-05-10,2018-05-20,2018-06-01,2023-05-31"
		out, err := c.ledger(office, "normdocs", row)
		if err != nil || out.New != 1 {
			t.Fatal(out, err)
		}
		out, err = c.ledger(office, "normdocs", row)
		if err != nil || out.Same != 1 {
			t.Fatal(out, err)
		}
		for what, bad := range map[string]string{
			"没有公平竞争审查": "桃政发〔2018〕示例2号,TJDR-2018-00002,奖励办法,xzf,否,是,是,,,2018-05-10,2018-05-20,2018-06-01,",
			"统一编号重复":   "桃政发〔2018〕示例2号,TJDR-2018-00001,奖励办法,xzf,否,是,否,,,2018-05-10,2018-05-20,2018-06-01,",
			"统一编号不合样子": "桃政发〔2018〕示例2号,2018-1,奖励办法,xzf,否,是,否,,,2018-05-10,2018-05-20,2018-06-01,",
			"公布早于通过":   "桃政发〔2018〕示例2号,TJDR-2018-00002,奖励办法,xzf,否,是,否,,,2018-05-10,2018-05-02,2018-06-01,",
			"内容改了":     "桃政发〔2018〕示例1号,TJDR-2018-00001,另一个标题,xzf,否,是,是,符合公平竞争标准,县联席会议示例1号,2018-05-10,2018-05-20,2018-06-01,2023-05-31",
		} {
			if out, err := c.ledger(office, "normdocs", bad); err == nil || len(out.Errors) == 0 {
				t.Errorf("%s：%+v", what, out)
			}
		}
		c.read(func(tx *store.Tx) error {
			return exportRegister(tx, office, func(cells []string) error {
				again, err := c.ledgerRow(cells)
				if again != row {
					t.Errorf("导出 %s", again)
				}
				return err
			})
		})
	})
}

func (c *county) ledgerRow(cells []string) (out string, err error) {
	for n, cell := range cells {
		if n > 0 {
			out += ","
		}
		out += cell
	}
	return out, nil
}
