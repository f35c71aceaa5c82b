package app

import (
	"fmt"
	"strings"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
)

type figuresCommand struct {
	List  figuresList  `cmd:"" default:"withargs" help:"列出各个数字（默认）。"`
	Trace figuresTrace `cmd:"" help:"一个数字背后的每一条记录。"`
}

// span is the period and cut-off a figure is asked for.
type span struct {
	From string `placeholder:"DAY" help:"期初（默认本半年第一天）。"`
	To   string `placeholder:"DAY" help:"期末，含当天（默认今天）。"`
	AsOf string `placeholder:"WHEN" help:"截至时刻：只看那时已经登记的；只写日期指当天 24 点（默认现在）。"`
}

// query turns the flags into a query; the half-year that holds the end is the
// usual period.
func (s span) query(a *App) (manifest.Query, error) {
	var q manifest.Query
	now := a.clock().Now()
	q.AsOf, q.Period.To = now, now.Day()
	if s.AsOf != "" {
		at, err := calendar.ParseInstant(s.AsOf)
		if err != nil {
			day, err := dayFlag("as-of", s.AsOf)
			if err != nil {
				return q, err
			}
			at = day.End()
		}
		q.AsOf = at
	}
	var err error
	if s.To != "" {
		if q.Period.To, err = dayFlag("to", s.To); err != nil {
			return q, err
		}
	}
	half := calendar.DayOf(q.Period.To.Year(), 1, 1)
	if q.Period.To.Month() > 6 {
		half = calendar.DayOf(q.Period.To.Year(), 7, 1)
	}
	q.Period.From = half
	if s.From != "" {
		if q.Period.From, err = dayFlag("from", s.From); err != nil {
			return q, err
		}
	}
	if q.Period.To < q.Period.From {
		return q, usage("--to（%s）早于 --from（%s）。请把两个日期换过来，或改正写错的一个。", q.Period.To, q.Period.From)
	}
	return q, nil
}

type figuresList struct {
	IDs []string `arg:"" optional:"" name:"id" help:"只看这些编号的数字（默认全部）。"`
	span
	By string `enum:",unit" default:"" placeholder:"unit" help:"写 unit 就分单位列出。"`
}

// figureJSON is one figure as programs read it.
type figureJSON struct {
	ID                string       `json:"id"`
	Label             string       `json:"label"`
	Value             *float64     `json:"value"` // null when there is nothing to divide by
	Text              string       `json:"text"`
	Unit              string       `json:"unit"`
	From              calendar.Day `json:"from"`
	To                calendar.Day `json:"to"`
	AsOf              string       `json:"as_of"`
	Definition        string       `json:"definition"`
	DefinitionVersion int          `json:"definition_version"`
	By                []unitJSON   `json:"by,omitempty"`
}

type unitJSON struct {
	Unit  string   `json:"unit"`
	Name  string   `json:"name"`
	Value *float64 `json:"value"`
	Text  string   `json:"text"`
}

// number is the value in the figure's unit: a share is a fraction inside and
// per cent outside.
func number(v manifest.Value, unit string) *float64 {
	if v.Den == 0 {
		return nil
	}
	scale := int64(1)
	if unit == "%" {
		scale = 100
	}
	f := float64(v.Num*scale) / float64(v.Den)
	return &f
}

func stamp(at calendar.Instant) string { return at.Time().Format(time.RFC3339) }

// Run prints the figures.
func (c figuresList) Run(a *App) error {
	q, err := c.query(a)
	if err != nil {
		return err
	}
	ids := c.IDs
	for _, id := range ids {
		if err := knownFigure(id); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		for _, e := range registry.Entries() {
			ids = append(ids, e.ID)
		}
	}
	var answers []report.Answer
	err = a.withData(func(s *store.Store) error {
		return s.Read(a.Context, func(tx *store.Tx) error {
			for _, id := range ids {
				answer, err := report.OneFor(tx, registry, a.operator(), id, q)
				if err != nil {
					return err
				}
				if c.By == "unit" {
					if answer.By, err = report.ByUnit(tx, registry, id, q); err != nil {
						return err
					}
				}
				answers = append(answers, answer)
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	return a.printFigures(answers, q)
}

func knownFigure(id string) error {
	if _, err := registry.Find(id); err != nil {
		return usage("没有编号为“%s”的数字。%s", id, nearest(id, registry.IDs()))
	}
	return nil
}

func (a *App) printFigures(answers []report.Answer, q manifest.Query) error {
	if a.JSON {
		out := make([]figureJSON, len(answers))
		for i, answer := range answers {
			out[i] = figureOf(answer)
		}
		return a.printJSON(out)
	}
	a.say("%s 至 %s，截至 %s", q.Period.From, q.Period.To, q.AsOf)
	for _, answer := range answers {
		if err := a.print("%s\t%s\t%s %s", answer.ID, answer.Label, answer.Value.Text, answer.Figure.Unit); err != nil {
			return err
		}
		for _, u := range answer.By {
			if err := a.print("\t%s\t%s %s", u.Name, u.Value.Text, answer.Figure.Unit); err != nil {
				return err
			}
		}
	}
	return nil
}

func figureOf(answer report.Answer) figureJSON {
	f := figureJSON{ID: answer.ID, Label: answer.Label, Value: number(answer.Value, answer.Unit), Text: answer.Value.Text,
		Unit: answer.Figure.Unit, From: answer.Query.Period.From, To: answer.Query.Period.To,
		AsOf: stamp(answer.Query.AsOf), Definition: answer.Definition, DefinitionVersion: answer.Version}
	for _, u := range answer.By {
		f.By = append(f.By, unitJSON{u.Unit, u.Name, number(u.Value, answer.Unit), u.Value.Text})
	}
	return f
}

type figuresTrace struct {
	ID string `arg:"" help:"数字的编号，如 cases.closed_late。"`
	span
	Unit string `placeholder:"CODE" help:"只看这个单位（机构代码）。"`
}

// recordJSON is one record behind a figure.
type recordJSON struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Title  string `json:"title"`
	Unit   string `json:"unit"`
	At     string `json:"at"`
	Amount int64  `json:"amount"`
	Link   string `json:"link"`
}

// Run prints the records, one a line.
func (c figuresTrace) Run(a *App) error {
	q, err := c.query(a)
	if err != nil {
		return err
	}
	if err := knownFigure(c.ID); err != nil {
		return err
	}
	q.Unit = c.Unit
	var records []manifest.Record
	err = a.withData(func(s *store.Store) error {
		return s.Read(a.Context, func(tx *store.Tx) (err error) {
			records, err = report.TraceFor(tx, registry, c.ID, q)
			return err
		})
	})
	if err != nil {
		return err
	}
	if a.JSON {
		out := make([]recordJSON, len(records))
		for i, r := range records {
			out[i] = recordJSON{r.ID, r.Number, r.Title, r.Unit, stamp(r.At), r.Amount, r.Link}
		}
		return a.printJSON(out)
	}
	var b strings.Builder
	for _, r := range records {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%d\n", r.Number, r.Title, r.Unit, r.At, r.Amount)
	}
	a.say("%d 条记录，摘要 %s", len(records), report.Digest(records))
	_, err = fmt.Fprint(a.Out, b.String())
	return err
}
