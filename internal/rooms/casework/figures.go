package casework

import (
	"cmp"
	"fmt"
	"slices"

	"yingshang/internal/kernel/money"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

const fastestDefinition = "本期作出准予决定的重点项目承诺件中，事项标记为“项目核准与用地规划”的，比法定时限提前比例最高的一件。" +
	"实际用时＝受理次日起到决定日止的工作日数，扣除特别程序；同日受理、同日决定记 0。"

// figures are the numbers this room answers for.
var figures = []manifest.Figure{
	{ID: "approvals.fastest_project_days", Label: "入园项目核准与用地规划许可实际用时", Unit: "工作日",
		Definition: fastestDefinition + "本数为该件的实际用时。", Version: 1, Public: true,
		Value: fastestValue(func(f fastest) manifest.Value {
			return manifest.Value{Num: int64(f.view.Used), Den: 1, Text: fmt.Sprint(f.view.Used)}
		}), Trace: fastestTrace(func(f fastest) int64 { return int64(f.view.Used) })},
	{ID: "approvals.fastest_project_ahead", Label: "比法定时限提前", Unit: "%",
		Definition: fastestDefinition + "本数＝（法定时限－实际用时）÷法定时限，保留一位小数，四舍五入。", Version: 1, Public: true,
		Value: fastestValue(func(f fastest) manifest.Value {
			return manifest.Value{Num: f.num, Den: f.den, Text: percent(f.num, f.den)}
		}), Trace: fastestTrace(func(f fastest) int64 { return f.num })},
	savingsFigure,
	feeFigure("fees.collected", "收取的费用", "本期登记缴费的金额合计，按登记的时间归期；以后退的另计入退费，不在这里扣减。", "paid", func(c Charge) money.Fen { return c.Paid }),
	feeFigure("fees.reduced", "减免的费用", "本期批准减收、免收的金额合计，按批准的时间归期。", "reduced", func(c Charge) money.Fen { return c.Reduced }),
	feeFigure("fees.refunded", "退还的费用", "本期退还的金额合计，按登记退费的时间归期。", "refunded", func(c Charge) money.Fen { return c.Refunded }),
}

// percent prints a fraction with one decimal, half up, without a trailing zero.
func percent(num, den int64) string {
	tenths := (num*2000 + den) / (2 * den)
	if tenths%10 == 0 {
		return fmt.Sprint(tenths / 10)
	}
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

type fastest struct {
	c        Case
	view     ClockView
	num, den int64
}

// findFastest compares fractions by cross-multiplication, so that no rounding
// decides; of equals the earlier decision wins.
func findFastest(tx *store.Tx, q manifest.Query) (best fastest, found bool, err error) {
	w := new(store.Where).And("county = ? AND tier = 'key_project' AND kind = 'promised' AND outcome = 'granted'", tx.County()).
		And("decided_day >= ? AND decided_day <= ? AND decided_at <= ?", q.Period.From, q.Period.To, q.AsOf).
		And(knownSince, q.AsOf)
	if q.Unit != "" {
		w.And("unit = ?", q.Unit)
	}
	tagged, err := catalogue.Offers(tx, q.Period.To, catalogue.Filter{Tag: catalogue.TagApproval}, clockLimit)
	if err != nil {
		return best, false, err
	}
	codes := make([]string, len(tagged))
	for i, item := range tagged {
		codes[i] = item.Code
	}
	w.In("item", codes...)
	decided, err := cases.Page(tx, w, "decided", clockLimit)
	if err != nil {
		return best, false, err
	}
	formers, err := formersAt(tx, q.AsOf)
	if err != nil {
		return best, false, err
	}
	for _, c := range formers {
		if c.Tier == "key_project" && c.Kind == Promised && slices.Contains(codes, c.Item) && c.grantedIn(q) {
			decided = append(decided, c)
		}
	}
	slices.SortStableFunc(decided, func(a, b Case) int { return cmp.Compare(*a.DecidedAt, *b.DecidedAt) })
	for _, c := range decided {
		book, err := workdays.BookOf(tx, *c.Book)
		if err != nil {
			return best, false, err
		}
		pauses, err := pausesOf.All(tx, tx.County(), c.ID)
		if err != nil {
			return best, false, err
		}
		view, ok, err := viewClock(book, c, pauses, *c.DecidedDay)
		if err != nil {
			return best, false, err
		}
		num, den, counts := view.Ahead()
		if ok && counts && (!found || num*best.den > best.num*den) {
			best, found = fastest{c, view, num, den}, true
		}
	}
	return best, found, nil
}

// grantedIn says in Go what findFastest asks of the table.
func (c Case) grantedIn(q manifest.Query) bool {
	return c.Outcome != nil && *c.Outcome == OutcomeGranted && (q.Unit == "" || q.Unit == c.Unit) &&
		*c.DecidedDay >= q.Period.From && *c.DecidedDay <= q.Period.To && *c.DecidedAt <= q.AsOf
}

func fastestValue(of func(fastest) manifest.Value) func(*store.Tx, manifest.Query) (manifest.Value, error) {
	return func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
		f, found, err := findFastest(tx, q)
		if err != nil || !found {
			return manifest.Value{Text: "—"}, err
		}
		return of(f), nil
	}
}

// fastestTrace is the one case, with what it adds to the figure's numerator.
func fastestTrace(amount func(fastest) int64) func(*store.Tx, manifest.Query) ([]manifest.Record, error) {
	return func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		f, found, err := findFastest(tx, q)
		if err != nil || !found {
			return nil, err
		}
		return []manifest.Record{{ID: f.c.ID, Number: f.c.No(),
			Title: fmt.Sprintf("%s：受理 %s，决定 %s，用时 %d 个工作日，法定 %d 个", f.c.ItemName, f.view.Start, f.view.Until, f.view.Used, f.view.StatutoryN),
			Unit:  f.c.Unit, At: *f.c.DecidedAt, Link: "/cases/" + f.c.ID, Amount: amount(f)}}, nil
	}
}
