// Package api (数字接口) gives programs the figures of a period with their
// definitions, and the records behind each.
//
// Basis: as package report. What always holds: an answer names the period, the
// cut-off and the version of the definition; records of units the program may
// not see are counted but not listed. The app registers its operations.
package api

import (
	"strconv"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit/api"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
)

const (
	tag  = "数字台账"
	perm = "report.read"
)

// Register adds the room's operations over the figures of the registry.
func Register(r *report.Registry) func(*api.API) {
	d := door{r}
	return func(a *api.API) {
		api.Get(a, api.Op{ID: "report-figures", Path: "/figures", Perm: perm, Tag: tag,
			Zh: "一个时期的全部数字和口径", En: "Every figure of a period with its definition"}, d.figures)
		api.Get(a, api.Op{ID: "report-figure", Path: "/figures/{id}", Perm: perm, Tag: tag,
			Zh: "一个数字，分单位", En: "One figure, by unit"}, d.figure)
		api.Get(a, api.Op{ID: "report-records", Path: "/figures/{id}/records", Perm: perm, Tag: tag,
			Zh: "数字背后的记录", En: "Records behind a figure"}, d.records)
	}
}

type door struct{ registry *report.Registry }

// Ask is what every operation of the room takes.
type Ask struct {
	From api.Date  `query:"from" required:"true" format:"date" doc:"期初。First day."`
	To   api.Date  `query:"to" required:"true" format:"date" doc:"期末。Last day."`
	AsOf time.Time `query:"as_of" doc:"数据截至，不写就是现在。Cut-off; now if absent."`
	Unit string    `query:"unit" doc:"单位编码，不写就是全部。Unit code; all if absent."`
}

func (in Ask) query(now calendar.Instant) (manifest.Query, error) {
	var p fault.Problems
	from, to := in.From.Day(&p, "from"), in.To.Day(&p, "to")
	if err := p.Err(); err != nil {
		return manifest.Query{}, err
	}
	q := manifest.Query{Period: manifest.Period{From: *from, To: *to}, AsOf: now, Unit: in.Unit}
	if !in.AsOf.IsZero() {
		q.AsOf = calendar.InstantOf(in.AsOf)
	}
	return q, nil
}

// FigureValue is an exact fraction: a figure of nothing has denominator 0.
type FigureValue struct {
	Numerator   int64  `json:"numerator"`
	Denominator int64  `json:"denominator"`
	Text        string `json:"text" doc:"印出来的样子。As printed."`
}

// Figure is a figure's answer.
type Figure struct {
	ID         string       `json:"id"`
	Label      string       `json:"label"`
	Unit       string       `json:"unit" doc:"计量单位。Unit of measure."`
	Room       string       `json:"room"`
	Definition string       `json:"definition" doc:"口径。What is counted."`
	Version    int          `json:"definition_version"`
	From       calendar.Day `json:"from" format:"date"`
	To         calendar.Day `json:"to" format:"date"`
	AsOf       time.Time    `json:"as_of"`
	Value      FigureValue  `json:"value"`
	ByUnit     []FigurePart `json:"by_unit,omitempty"`
}

// FigurePart is one unit's part of a figure.
type FigurePart struct {
	Unit  string      `json:"unit"`
	Name  string      `json:"name"`
	Value FigureValue `json:"value"`
}

func figureOf(a report.Answer) Figure {
	return Figure{ID: a.ID, Label: a.Label, Unit: a.Unit, Room: a.Zh, Definition: a.Definition, Version: a.Version,
		From: a.Query.Period.From, To: a.Query.Period.To, AsOf: api.At(a.Query.AsOf), Value: valueOf(a.Value)}
}

func valueOf(v manifest.Value) FigureValue {
	return FigureValue{Numerator: v.Num, Denominator: v.Den, Text: v.Text}
}

func (d door) figures(c *api.Call, in *Ask) (api.Page[Figure], error) {
	q, err := in.query(c.Now)
	if err != nil {
		return api.Page[Figure]{}, err
	}
	var list []Figure
	err = c.Read(func(tx *store.Tx) error {
		answers, err := report.FiguresFor(tx, d.registry, c.Actor, q)
		for _, a := range answers {
			list = append(list, figureOf(a))
		}
		return err
	})
	return api.PageOf(list, ""), err
}

type figureIn struct {
	ID string `path:"id" doc:"数字的编号。Id of the figure."`
	Ask
}

func (d door) figure(c *api.Call, in *figureIn) (Figure, error) {
	q, err := in.query(c.Now)
	if err != nil {
		return Figure{}, err
	}
	var out Figure
	err = c.Read(func(tx *store.Tx) error {
		answer, err := report.OneFor(tx, d.registry, c.Actor, in.ID, q)
		if err != nil {
			return err
		}
		out = figureOf(answer)
		parts, err := report.ByUnit(tx, d.registry, in.ID, q)
		for _, part := range parts {
			out.ByUnit = append(out.ByUnit, FigurePart{part.Unit, part.Name, valueOf(part.Value)})
		}
		return err
	})
	return out, err
}

type recordsIn struct {
	ID string `path:"id" doc:"数字的编号。Id of the figure."`
	Ask
	api.Paging
}

// FigureRecords is a page of the records behind a figure.
type FigureRecords struct {
	api.Page[FigureRecord]
	Total  int       `json:"total" doc:"全部记录，含不能看的。All records."`
	Hidden int       `json:"hidden" doc:"属于别的单位、没有列出的。Of other units, not listed."`
	Digest string    `json:"digest" doc:"全部记录的摘要。SHA-256 of all records."`
	AsOf   time.Time `json:"as_of"`
}

// FigureRecord is one record.
type FigureRecord struct {
	ID     string    `json:"id"`
	Number string    `json:"number"`
	Title  string    `json:"title"`
	Unit   string    `json:"unit"`
	At     time.Time `json:"at"`
	Amount int64     `json:"amount" doc:"给分子加多少。What it adds to the numerator."`
}

// records pages on one cut-off: the cursor carries it, so that what is recorded
// meanwhile moves nothing.
func (d door) records(c *api.Call, in *recordsIn) (FigureRecords, error) {
	q, err := in.query(c.Now)
	if err != nil {
		return FigureRecords{}, err
	}
	start, err := in.start(&q)
	if err != nil {
		return FigureRecords{}, err
	}
	out := FigureRecords{Page: api.PageOf[FigureRecord](nil, ""), AsOf: api.At(q.AsOf)}
	err = c.Read(func(tx *store.Tx) error {
		all, err := report.TraceFor(tx, d.registry, in.ID, q)
		if err != nil {
			return err
		}
		scope, err := identity.ScopeOf(tx, c.Actor)
		if err != nil {
			return err
		}
		out.Total, out.Digest = len(all), report.Digest(all)
		shown := 0
		for _, r := range all {
			if r.Unit != "" && !scope.Sees(r.Unit) {
				out.Hidden++
				continue
			}
			if shown++; shown > start && len(out.Items) < in.Limit {
				out.Items = append(out.Items, FigureRecord{r.ID, r.Number, r.Title, r.Unit, api.At(r.At), r.Amount})
			}
		}
		if end := start + len(out.Items); end < shown {
			out.Next = api.Cursor(strconv.FormatInt(int64(q.AsOf), 10), strconv.Itoa(end))
		}
		return nil
	})
	return out, err
}

// start reads the cursor: the cut-off of the first page, and how many came
// before.
func (in recordsIn) start(q *manifest.Query) (int, error) {
	key, err := in.Key(2)
	if err != nil || key == nil {
		return 0, err
	}
	asOf, err := strconv.ParseInt(key[0], 10, 64)
	if err != nil {
		return 0, api.CursorUnreadable.New(nil)
	}
	start, err := strconv.Atoi(key[1])
	if err != nil || start < 0 {
		return 0, api.CursorUnreadable.New(nil)
	}
	q.AsOf = calendar.Instant(asOf)
	return start, nil
}
