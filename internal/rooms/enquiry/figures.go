package enquiry

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// records of a figure: the sum of the amounts is its numerator and their number,
// for a share, its denominator.
type counted func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error)

// figures are the numbers the room answers for.
var figures = []manifest.Figure{
	count("complaints.received", "受理营商环境咨询投诉", "起", "本期内收到（按收到日）并已受理的咨询、投诉、举报和建议起数；上级交办的另计，并入别件的不重复计，不予受理和受理前撤回的不算。",
		taken(func(Enquiry, calendar.Instant) bool { return true })),
	count("complaints.answered", "其中已调查并回复", "起", "本期受理的咨询投诉中，到统计时点答复已经发给诉求人的起数；只写好没有发出的不算。", taken(answeredBy)),
	rate("complaints.answered_rate", "咨询投诉答复率", "本期受理的咨询投诉中，到统计时点已答复的÷本期受理的全部；逐件列出，没有答复的也在内。保留一位小数，四舍五入。", share(answeredBy)),
	count("complaints.linked", "并案的咨询投诉", "件", "本期内收到、并入较早一件办理的件数；诉求人同样得到答复。",
		came("", func(e Enquiry, at calendar.Instant) bool { return e.State == Linked && *e.EndedAt <= at })),
	count("complaints.declined", "不予受理的咨询投诉", "件", "本期内收到、按列明情形不予受理并告知该找谁的件数。",
		came("", func(e Enquiry, at calendar.Instant) bool { return e.State == Declined && *e.EndedAt <= at })),
	count("complaints.handed_down", "上级交办事项", "件", "本期内收到的上级机关交办的件数；不并入咨询投诉起数。",
		came(HandedDown, func(Enquiry, calendar.Instant) bool { return true })),
	count("complaints.handed_back", "已回报上级的交办事项", "件", "本期内收到的上级交办事项中，到统计时点已登记回报的件数。",
		came(HandedDown, func(e Enquiry, at calendar.Instant) bool { return e.ReportedAt != nil && *e.ReportedAt <= at })),
	rate("complaints.satisfied_rate", "咨询投诉满意率", "本期内收到的咨询投诉中，诉求人评价前三级的÷诉求人评价过的；期满没有评价的不进分子也不进分母。保留一位小数，四舍五入。", rated),
	count("complaints.silent", "期满没有评价的咨询投诉", "件", "本期内收到、答复后期满没有评价而办结的件数；不计入满意。",
		came("", func(e Enquiry, at calendar.Instant) bool {
			return orEmpty(e.Outcome.Outcome) == endSilent && e.EndedAt != nil && *e.EndedAt <= at
		})),
	count("complaints.reopened", "退回重办的咨询投诉", "件", "本期内收到、诉求人退回重办过的件数（不按次数）。", came("", func(e Enquiry, _ calendar.Instant) bool { return e.Reopened > 0 })),
}

func answeredBy(e Enquiry, at calendar.Instant) bool {
	return e.FirstAnswerAt != nil && *e.FirstAnswerAt <= at
}

func count(id, label, unit, definition string, list counted) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: unit, Definition: definition, Version: 1, Public: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			n, _, err := sum(tx, q, list)
			return manifest.Value{Num: n, Den: 1, Text: fmt.Sprint(n)}, err
		}}
}

func rate(id, label, definition string, list counted) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: "%", Definition: definition, Version: 1, Public: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			num, den, err := sum(tx, q, list)
			v := manifest.Value{Num: num, Den: den, Text: "—"}
			if den > 0 {
				tenths := (num*2000 + den) / (2 * den)
				v.Text = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
			}
			return v, err
		}}
}

func sum(tx *store.Tx, q manifest.Query, list counted) (n, all int64, err error) {
	found, err := list(tx, q)
	for _, r := range found {
		n += r.Amount
	}
	return n, int64(len(found)), err
}

const traceLimit = 100_000

// received are the enquiries of the period as they were known at the cut-off.
func received(tx *store.Tx, q manifest.Query) ([]Enquiry, error) {
	w := new(store.Where).And("county = ? AND received_day >= ? AND received_day <= ? AND received_at <= ?", tx.County(), q.Period.From, q.Period.To, q.AsOf)
	return records.Page(tx, w, "oldest", traceLimit)
}

// accepted reports whether the enquiry counts as taken on by the cut-off.
func accepted(e Enquiry, at calendar.Instant) bool {
	return !e.Handed() && e.AcceptedAt != nil && *e.AcceptedAt <= at && (e.State != Linked || *e.EndedAt > at)
}

func came(channel Channel, counts func(Enquiry, calendar.Instant) bool) counted {
	return func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		found, err := received(tx, q)
		for _, e := range found {
			if e.Handed() == (channel == HandedDown) && counts(e, q.AsOf) {
				out = append(out, e.record(1))
			}
		}
		return out, err
	}
}

func taken(counts func(Enquiry, calendar.Instant) bool) counted {
	return came("", func(e Enquiry, at calendar.Instant) bool { return accepted(e, at) && counts(e, at) })
}

// share lists all that were taken on; those that count add one.
func share(counts func(Enquiry, calendar.Instant) bool) counted {
	return shareOf(accepted, counts)
}

func rated(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	return shareOf(func(e Enquiry, at calendar.Instant) bool { return e.RatedAt != nil && *e.RatedAt <= at },
		func(e Enquiry, _ calendar.Instant) bool { return e.Level.Content() })(tx, q)
}

func shareOf(all, counts func(Enquiry, calendar.Instant) bool) counted {
	return func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		found, err := received(tx, q)
		for _, e := range found {
			if !all(e, q.AsOf) {
				continue
			}
			amount := int64(0)
			if counts(e, q.AsOf) {
				amount = 1
			}
			out = append(out, e.record(amount))
		}
		return out, err
	}
}

// record says of the enquiry what everybody may read: its kind, not its content.
func (e Enquiry) record(amount int64) manifest.Record {
	return manifest.Record{ID: e.ID, Number: e.Number, Title: e.Kind.Zh() + "：" + Flow.Staff(e.State), Unit: e.Unit, At: e.ReceivedDay.Start(),
		Link: "/enquiries/" + e.ID, Amount: amount}
}
