package pages

import (
	"fmt"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
)

// group is the figures of one mechanism.
type group struct {
	Title string
	Tiles []ui.KPI
}

// ledgerView is the number ledger: every figure, and the records of the chosen
// one beside it.
type ledgerView struct {
	Ask    ask
	Period string
	Count  int
	Groups []group
	Chosen *figureView
	Report string
}

// beside is how many records are listed next to the ledger.
const beside = 10

func (p pages) figures(c *kit.Ctx) error {
	v := ledgerView{Ask: read(c)}
	v.Period, v.Report = report.PeriodZh(v.Ask.Period), v.Ask.address("/report")
	chosen := c.Query("on")
	err := c.Read(func(tx *store.Tx) error {
		answers, err := report.FiguresFor(tx, p.registry, c.Actor, v.Ask.Query)
		if err != nil {
			return err
		}
		v.Count = len(answers)
		for _, a := range answers {
			v.add(a, chosen)
		}
		if chosen == "" {
			return nil
		}
		v.Chosen, err = p.look(tx, c.Actor, chosen, v.Ask, 0, beside)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(ledgerPage(c.Page("数字台账"), v))
}

func (v *ledgerView) add(a report.Answer, chosen string) {
	if n := len(v.Groups); n == 0 || v.Groups[n-1].Title != a.Zh {
		v.Groups = append(v.Groups, group{Title: a.Zh})
	}
	g := &v.Groups[len(v.Groups)-1]
	g.Tiles = append(g.Tiles, ui.KPI{Label: a.Label, Value: a.Value.Text, Unit: unitAfter(a), On: a.ID == chosen,
		Href: v.Ask.address("/figures", "on", a.ID) + "#records", Note: fmt.Sprintf("口径 v%d", a.Version)})
}

// unitAfter is the unit to print after the value: none after a dash.
func unitAfter(a report.Answer) string {
	if a.Value.Den == 0 {
		return ""
	}
	return a.Figure.Unit
}

// guarded is where the records of a restricted figure are shown to the reader, and
// whether the figure is restricted.
func (v *figureView) guarded() (records string, ok bool) {
	if v.Answer.Restricted == nil {
		return "", false
	}
	if v.Answer.Sight == manifest.SightRecords {
		records = v.Answer.Restricted.Records
	}
	return records, true
}

// line is one record as listed.
type line struct {
	manifest.Record
	UnitName string
}

// figureView is one figure with everything that explains it.
type figureView struct {
	Answer  report.Answer
	Ask     ask
	Lines   []line
	Pager   ui.Pager
	Hidden  int // records of units the reader may not see
	Total   int
	Sum     int64
	Digest  string
	Units   []ui.Bar
	Options []ui.Option // units to choose from
	Full    string      // address of the figure's own page
	XLSX    string
}

// matches reports whether the records add up to the value.
func (v *figureView) matches() bool { return v.Sum == v.Answer.Value.Num }

func (v *figureView) check() string {
	if !v.matches() {
		return fmt.Sprintf("不一致：%d 条记录合计 %d，数是 %s。请核对口径", v.Total, v.Sum, v.Answer.Value.Text)
	}
	if v.Sum == int64(v.Total) {
		return fmt.Sprintf("核对一致：%d 条记录＝%s", v.Total, v.Answer.Value.Text)
	}
	return fmt.Sprintf("核对一致：%d 条记录合计 %d", v.Total, v.Sum)
}

// look gathers a figure and one page of its records.
func (p pages) look(tx *store.Tx, by flow.Actor, id string, a ask, first, size int) (*figureView, error) {
	answer, err := report.OneFor(tx, p.registry, by, id, a.Query)
	if err != nil {
		return nil, err
	}
	v := &figureView{Answer: answer, Ask: a, Full: a.address("/figures/" + id), XLSX: a.address("/figures/" + id + "/records.xlsx")}
	if answer.Restricted != nil {
		return v, nil
	}
	records, err := report.TraceFor(tx, p.registry, id, a.Query)
	if err != nil {
		return nil, err
	}
	v.Total, v.Digest = len(records), report.Digest(records)
	for _, r := range records {
		v.Sum += r.Amount
	}
	scope, err := identity.ScopeOf(tx, by)
	if err != nil {
		return nil, err
	}
	records = seen(scope, records)
	v.Hidden = v.Total - len(records)
	if first >= len(records) || first < 0 {
		first = 0
	}
	last := min(first+size, len(records))
	if err := v.page(tx, records[first:last]); err != nil {
		return nil, err
	}
	v.Pager = ui.Pager{From: first + 1, To: last, Total: len(records)}
	if first > 0 {
		v.Pager.Prev = a.address("/figures/"+id, "start", fmt.Sprint(max(0, first-size)))
	}
	if last < len(records) {
		v.Pager.Next = a.address("/figures/"+id, "start", fmt.Sprint(last))
	}
	return v, nil
}

// seen leaves the records whose unit the reader may see.
func seen(scope identity.Scope, records []manifest.Record) []manifest.Record {
	var out []manifest.Record
	for _, r := range records {
		if r.Unit == "" || scope.Sees(r.Unit) {
			out = append(out, r)
		}
	}
	return out
}

func (v *figureView) page(tx *store.Tx, records []manifest.Record) error {
	names := map[string]string{}
	for _, r := range records {
		if _, known := names[r.Unit]; !known {
			name, err := report.UnitShort(tx, r.Unit)
			if err != nil {
				return err
			}
			names[r.Unit] = name
		}
		v.Lines = append(v.Lines, line{r, names[r.Unit]})
	}
	return nil
}
