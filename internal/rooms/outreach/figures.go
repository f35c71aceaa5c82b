package outreach

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// records lists what a figure counts; the sum of their amounts is its numerator.
type records func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error)

var figures = []manifest.Figure{
	count("outreach.visits", "走访企业", "次", "本期内经企业同意、实际走访的次数，一家企业一次计一次，按走访日期和走访单位归；征求同意没有成行的不算，统计时点以后补登的不算。", held),
	count("outreach.checkups", "法治体检", "家次", "本期内做完并把意见送给企业的法治体检次数，按体检日期和做体检的单位归；意见内容不进任何数字。", checkups),
	count("needs.raised", "企业诉求", "件", "本期内企业提出的诉求件数，走访中听到的和企业自己提出的都算，按提出时间归；企业收回的仍计。有承办单位的按现承办单位归，没有的按负责交办的单位归。", raisedNeeds),
	count("needs.answered", "已答复的诉求", "件", "本期内得到承办单位书面答复的诉求件数，按答复时间和答复时的承办单位归，一件诉求在本期答复几次也只计一次。", answeredNeeds),
	count("needs.confirmed", "企业确认解决的诉求", "件", "本期内由企业自己确认解决的诉求件数，按确认时间归；单位、代办人不能代为确认，没有表态的不算，到统计时点企业又重新提出的不算。", confirmedNeeds),
	rate("needs.satisfied_rate", "诉求满意率", "本期内答复的诉求轮次中，企业自己确认解决并评为基本满意以上的÷全部答复的；企业没有表态的、说没有解决的都在分母里，不当作满意。没有答复的显示“—”。保留一位小数，四舍五入。", satisfied),
	count("parks.training_industries", "培训会涉及行业", "个", "本期内已举办的培训会邀请的行业个数，按行业代码计，同一行业只计一次；数的是行业不是企业，举办以后不能再补邀请。", invitedIndustries),
	count("parks.training_enterprises", "参训企业", "家", "本期内到场参加培训会的企业家数，一家企业来几场也只计一次；邀请了没有来的不算。", trainedEnterprises),
	{ID: "parks.fee_reduction", Label: "中介服务收费降低（每项至少）", Unit: "%", Version: 1, Public: true, ByUnit: true, Trace: feeTrace(leastAmount),
		Definition: "本期内企业选定中介的各项服务中降幅最小的一项：（原收费－选定报价）÷原收费。每项都有原收费凭据和两家以上报价，由企业自己选；降幅由金额算出，舍去不足万分之一的部分，不进位，所以每一项都不低于本数。没有选定的显示“—”。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := settledFees(tx, q)
			if err != nil || len(found) == 0 {
				return manifest.Value{Text: "—"}, err
			}
			b := found[least(found)].Reduction()
			return manifest.Value{Num: int64(b), Den: 10_000, Text: percentText(b)}, nil
		}},
	{ID: "parks.fee_reduction_overall", Label: "中介服务收费降低（合计）", Unit: "%", Version: 1, Public: true, ByUnit: true, Trace: feeTrace(savedAmount),
		Definition: "本期内企业选定中介的各项服务合计：原收费与选定报价之差的合计÷原收费合计，由金额算出，舍去不足万分之一的部分。没有选定的显示“—”。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := settledFees(tx, q)
			v := manifest.Value{Text: "—"}
			for _, f := range found {
				v.Num, v.Den = v.Num+f.Saved(), v.Den+int64(f.Price)
			}
			if v.Den > 0 {
				v.Text = percentText(reduction(v.Num, v.Den))
			}
			return v, err
		}},
}

func count(id, label, unit, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: unit, Definition: definition, Version: 1, Public: true, ByUnit: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := list(tx, q)
			return manifest.Value{Num: int64(len(found)), Den: 1, Text: fmt.Sprint(len(found))}, err
		}}
}

func rate(id, label, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: "%", Definition: definition, Version: 1, Public: true, ByUnit: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := list(tx, q)
			v := manifest.Value{Den: int64(len(found)), Text: "—"}
			for _, r := range found {
				v.Num += r.Amount
			}
			if v.Den > 0 {
				tenths := (v.Num*2000 + v.Den) / (2 * v.Den)
				v.Text = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
			}
			return v, err
		}}
}

const traceLimit = 100_000

// onDays is the period on a column of days, known by the cut-off.
func onDays(tx *store.Tx, q manifest.Query, day, known, unit string) *store.Where {
	w := new(store.Where).And("county = ?", tx.County()).And(day+" >= ? AND "+day+" <= ?", q.Period.From, q.Period.To).And(known+" <= ?", q.AsOf)
	if q.Unit != "" {
		w.And(unit+" = ?", q.Unit)
	}
	return w
}

// atInstants is the period on a column of instants, cut at the cut-off.
func atInstants(tx *store.Tx, q manifest.Query, county, column string) *store.Where {
	return new(store.Where).And(county+" = ?", tx.County()).
		And(column+" >= ? AND "+column+" <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
}

func held(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := visits.Page(tx, onDays(tx, q, "day", "held_at", "unit"), "day", traceLimit)
	for _, v := range found {
		out = append(out, manifest.Record{ID: v.ID, Number: v.Number, Title: v.Kind.Zh() + "：" + v.Purpose, Unit: v.Unit, At: v.Day.Start(), Link: v.Link(), Amount: 1})
	}
	return out, err
}

func checkups(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := sheets.Page(tx, onDays(tx, q, "day", "issued_at", "unit"), "day", traceLimit)
	for _, s := range found {
		out = append(out, manifest.Record{ID: s.ID, Number: s.Number, Title: "法治体检：" + s.Team, Unit: s.Unit, At: s.Day.Start(), Link: s.Link(), Amount: 1})
	}
	return out, err
}

// answerable is the unit that a need is put down to.
func (n Need) answerable() string {
	if n.Owner != nil {
		return *n.Owner
	}
	return n.Unit
}

func raisedNeeds(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := needs.Page(tx, atInstants(tx, q, "county", "raised_at"), "raised", traceLimit)
	for _, n := range found {
		if q.Unit == "" || q.Unit == n.answerable() {
			out = append(out, manifest.Record{ID: n.ID, Number: n.Number, Title: n.Title, Unit: n.answerable(), At: n.RaisedAt, Link: n.Link(), Amount: 1})
		}
	}
	return out, err
}

// RoundLine is a round with the need it belongs to.
type RoundLine struct {
	Round
	Number string
	Title  string
}

func (r RoundLine) record(at calendar.Instant) manifest.Record {
	return manifest.Record{ID: r.NeedID, Number: r.Number, Title: r.Title, Unit: r.Unit, At: at, Link: Need{ID: r.NeedID}.Link(), Amount: 1}
}

// roundsAt lists rounds with something in the period, ordered by it.
func roundsAt(tx *store.Tx, q manifest.Query, column, order string) ([]RoundLine, error) {
	w := atInstants(tx, q, "r.county", column)
	if q.Unit != "" {
		w.And("r.unit = ?", q.Unit)
	}
	return rounds.Page(tx, w, order, traceLimit)
}

func answeredNeeds(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := roundsAt(tx, q, "r.answered_at", "answered")
	seen := map[string]bool{}
	for _, r := range found {
		if !seen[r.NeedID] {
			seen[r.NeedID] = true
			out = append(out, r.record(*r.AnsweredAt))
		}
	}
	return out, err
}

func confirmedNeeds(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := roundsAt(tx, q, "r.verdict_at", "verdict")
	for _, r := range found {
		if *r.Verdict == VerdictConfirmed && (r.ReopenedAt == nil || *r.ReopenedAt > q.AsOf) {
			out = append(out, r.record(*r.VerdictAt))
		}
	}
	return out, err
}

func satisfied(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := roundsAt(tx, q, "r.answered_at", "answered")
	for _, r := range found {
		one := r.record(*r.AnsweredAt)
		one.ID, one.Amount = r.ID, 0
		if r.Contented() && *r.VerdictAt <= q.AsOf {
			one.Amount = 1
		}
		out = append(out, one)
	}
	return out, err
}

// trainings are the events held in the period with their rows.
func trainings(tx *store.Tx, q manifest.Query) (out []EventFile, err error) {
	found, err := events.Page(tx, onDays(tx, q, "day", "held_at", "unit").And("kind = ?", Training), "day", traceLimit)
	if err != nil {
		return nil, err
	}
	for _, e := range found {
		f, err := fileOf(tx, e)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func invitedIndustries(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := trainings(tx, q)
	seen := map[string]bool{}
	for _, f := range found {
		for _, i := range f.Industries {
			if !seen[i.Code] {
				seen[i.Code] = true
				out = append(out, manifest.Record{ID: i.ID, Number: i.Code, Title: i.Name, Unit: f.Unit, At: f.Day.Start(), Link: f.Link(), Amount: 1})
			}
		}
	}
	return out, err
}

func trainedEnterprises(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := trainings(tx, q)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, f := range found {
		for _, a := range f.Attendance {
			if !a.Attended || a.At > q.AsOf || seen[a.Party] {
				continue
			}
			seen[a.Party] = true
			names, err := party.Names(tx, []string{a.Party})
			if err != nil {
				return nil, err
			}
			out = append(out, manifest.Record{ID: a.ID, Number: f.Number, Title: names[a.Party], Unit: f.Unit, At: f.Day.Start(), Link: f.Link(), Amount: 1})
		}
	}
	return out, nil
}

func settledFees(tx *store.Tx, q manifest.Query) ([]Fee, error) {
	return fees.Page(tx, onDays(tx, q, "settled_day", "settled_at", "unit"), "settled", traceLimit)
}

// least is the place of the smallest reduction; of equals the first.
func least(list []Fee) (at int) {
	for n, f := range list {
		if f.Reduction() < list[at].Reduction() {
			at = n
		}
	}
	return at
}

func leastAmount(list []Fee, n int) int64 {
	if n == least(list) {
		return int64(list[n].Reduction())
	}
	return 0
}

func savedAmount(list []Fee, n int) int64 { return list[n].Saved() }

// feeTrace shows every settled fee with its own reduction; amount says what it
// adds to the figure.
func feeTrace(amount func(list []Fee, n int) int64) records {
	return func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		found, err := settledFees(tx, q)
		for n, f := range found {
			title := fmt.Sprintf("%s：%s 元降到 %s 元，降低 %s%%", f.Service, f.Price, *f.Settled, percentText(f.Reduction()))
			out = append(out, manifest.Record{ID: f.ID, Number: f.Number, Title: title, Unit: f.Unit, At: f.SettledDay.Start(), Link: f.Link(), Amount: amount(found, n)})
		}
		return out, err
	}
}
