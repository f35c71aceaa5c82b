package report

import (
	"cmp"
	"slices"
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// caseMeasure is one figure over all cases: a definition, the filter that
// carries it out, and the moment by which its records are listed.
type caseMeasure struct {
	id, label, definition string
	version               int
	filter                func(p manifest.Period) manifest.CaseFilter
	at                    func(c manifest.CaseFact) calendar.Instant
}

const (
	fromAll     = "全部来源（本平台办件和导入的外部办件台账）中，"
	normalOnly  = "撤回、退件、作废、终止、不予受理（异常办结）"
	asKnownThen = "只看截至时刻已经登记的情况。"
)

var no, yes = false, true

// caseMeasures are the figures over all cases.
var caseMeasures = []caseMeasure{
	{"cases.received", "收件", fromAll + "收件日在期内的办件数，草稿不算。" + asKnownThen, 1,
		func(p manifest.Period) manifest.CaseFilter { return manifest.CaseFilter{ReceivedIn: &p} }, received},
	{"cases.accepted", "受理", fromAll + "受理日在期内的办件数；视为受理按视为之日。" + asKnownThen, 1,
		func(p manifest.Period) manifest.CaseFilter { return manifest.CaseFilter{AcceptedIn: &p} },
		func(c manifest.CaseFact) calendar.Instant { return *c.Accepted }},
	{"cases.closed", "办结", fromAll + "办结日在期内的办件数，含" + normalOnly + "；其中异常办结另列一数。本平台办件以作出决定为办结。" + asKnownThen, 1,
		func(p manifest.Period) manifest.CaseFilter { return manifest.CaseFilter{ClosedIn: &p} }, closed},
	{"cases.closed_abnormal", "异常办结", fromAll + "办结日在期内、没有作出决定就结束的办件数，即" + normalOnly + "。" + asKnownThen, 1,
		func(p manifest.Period) manifest.CaseFilter {
			return manifest.CaseFilter{ClosedIn: &p, Abnormal: &yes}
		}, closed},
	{"cases.closed_late", "超期办结", fromAll + "办结日在期内且晚于到期日的办件数。到期日当天24点前办结算按时；没有到期日的不算；" + normalOnly + "不算，另列一数。" + asKnownThen, 1,
		func(p manifest.Period) manifest.CaseFilter {
			return manifest.CaseFilter{ClosedIn: &p, Late: true, Abnormal: &no}
		}, closed},
	{"cases.open", "期末在办", fromAll + "期末日24点前已经收件、还没有办结的办件数，不论何时收件。" + asKnownThen, 1,
		func(p manifest.Period) manifest.CaseFilter { return manifest.CaseFilter{OpenAt: &p.To} }, received},
}

func received(c manifest.CaseFact) calendar.Instant { return c.Received }
func closed(c manifest.CaseFact) calendar.Instant   { return *c.Closed }

// caseFigures makes the figures over the sources. Without a source there is
// nothing to answer from and no figure.
func caseFigures(sources []manifest.CaseSource) []manifest.Figure {
	if len(sources) == 0 {
		return nil
	}
	figures := make([]manifest.Figure, len(caseMeasures))
	for i, m := range caseMeasures {
		figures[i] = manifest.Figure{ID: m.id, Label: m.label, Unit: "件", Definition: m.definition,
			Version: m.version, Public: true, ByUnit: true,
			Value: m.value(sources), Trace: m.trace(sources), Units: m.units(sources)}
	}
	return figures
}

func (m caseMeasure) query(q manifest.Query) manifest.CaseFilter {
	f := m.filter(q.Period)
	f.AsOf, f.Unit = q.AsOf, q.Unit
	return f
}

func (m caseMeasure) units(sources []manifest.CaseSource) func(*store.Tx, manifest.Query) ([]manifest.UnitValue, error) {
	return func(tx *store.Tx, q manifest.Query) ([]manifest.UnitValue, error) {
		counts := map[string]int64{}
		for _, s := range sources {
			tallies, err := s.Tally(tx, m.query(q))
			if err != nil {
				return nil, err
			}
			for _, t := range tallies {
				counts[t.Unit] += t.N
			}
		}
		out := make([]manifest.UnitValue, 0, len(counts))
		for unit, n := range counts {
			out = append(out, manifest.UnitValue{Unit: unit, Value: count(n)})
		}
		slices.SortFunc(out, func(a, b manifest.UnitValue) int { return cmp.Compare(a.Unit, b.Unit) })
		return out, nil
	}
}

func (m caseMeasure) value(sources []manifest.CaseSource) func(*store.Tx, manifest.Query) (manifest.Value, error) {
	units := m.units(sources)
	return func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
		values, err := units(tx, q)
		var n int64
		for _, v := range values {
			n += v.Value.Num
		}
		return count(n), err
	}
}

// page is how many cases are read at a time.
const page = 5000

func (m caseMeasure) trace(sources []manifest.CaseSource) func(*store.Tx, manifest.Query) ([]manifest.Record, error) {
	return func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		var out []manifest.Record
		for _, s := range sources {
			after := ""
			for {
				facts, err := s.List(tx, m.query(q), after, page)
				if err != nil {
					return nil, err
				}
				for _, c := range facts {
					out = append(out, manifest.Record{ID: c.ID, Number: c.Number, Title: c.Title, Unit: c.Unit,
						At: m.at(c), Link: c.Link, Amount: 1})
					after = c.ID
				}
				if len(facts) < page {
					break
				}
			}
		}
		return out, nil
	}
}

func count(n int64) manifest.Value {
	return manifest.Value{Num: n, Den: 1, Text: strconv.FormatInt(n, 10)}
}
