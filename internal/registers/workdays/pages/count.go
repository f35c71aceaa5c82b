package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// countView is the calculator with its answer, if one was asked for.
type countView struct {
	Form        *kit.Form
	Loud        string // why there is no answer
	Days        []calendar.TraceDay
	Start, Due  calendar.Day
	N           int
	Unit        calendar.Unit
	Version     string
	First, Last int // covered years
	Provisional bool
}

// maxCount bounds the table: the longest period of any rule is far below.
const maxCount = 750

func countPage(c *kit.Ctx) error {
	v := countView{Form: c.Filter(), Unit: calendar.WorkDays}
	asked := v.Form.Value("start") != "" || v.Form.Value("n") != ""
	if !asked {
		v.Form.Values = map[string][]string{"unit": {string(calendar.WorkDays)}}
	} else {
		v.Start = v.Form.Day("start", "起算日")
		v.N = int(v.Form.Int("n", "天数", 0, maxCount))
		v.Unit = calendar.Unit(v.Form.Choice("unit", "单位", string(calendar.WorkDays), string(calendar.CalendarDays)))
	}
	asOf := v.Form.OptionalDay("as-of", "按哪天的日历")
	err := c.Read(func(tx *store.Tx) error { return v.count(tx, asOf, asked && !v.Form.Bad()) })
	if what, ok := fault.Of(err); ok && (what.Def.Kind == fault.Refused || what.Def.Kind == fault.Invalid) {
		v.Loud = what.Sentence()
	} else if err != nil {
		return err
	}
	if v.Loud != "" || v.Form.Bad() {
		c.Status(422)
	}
	return c.Render(countTempl(c.Page("推算期限").WithNarrow(), v))
}

func (v *countView) count(tx *store.Tx, asOf *calendar.Day, asked bool) error {
	day := tx.Today()
	if asOf != nil {
		day = *asOf
	}
	book, err := workdays.BookAsOf(tx, day)
	if err != nil {
		return err
	}
	v.Version = book.Version()
	v.First, v.Last = book.Years()
	if !asked {
		return nil
	}
	if v.Due, err = book.Due(v.Start, v.N, v.Unit); err != nil {
		return workdays.Loud(err)
	}
	v.Provisional = book.Provisional(v.Due)
	v.Days, err = book.Trace(v.Start, v.N, v.Unit, nil, v.Due)
	return workdays.Loud(err)
}
