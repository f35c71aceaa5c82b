package pages

import (
	"net/url"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/report"
)

// ask is what the reader wants to know, as the address says it.
type ask struct {
	manifest.Query
	Form *ui.Form
	asOf string // as typed; empty means now
}

// read takes period, cut-off and unit from the address. What cannot be read is
// noted at its field, and the usual period shown.
func read(c *kit.Ctx) ask {
	a := ask{Form: c.Filter()}
	a.Period = halfYear(c.Now.Day())
	if from := a.Form.OptionalDay("from", "期初"); from != nil {
		a.Period.From = *from
	}
	if to := a.Form.OptionalDay("to", "期末"); to != nil {
		a.Period.To = *to
	}
	if a.Period.To < a.Period.From {
		a.Form.Problem("to", "期末：早于期初，请把两个日期换过来")
		a.Period = halfYear(c.Now.Day())
	}
	a.AsOf = c.Now
	if a.asOf = a.Form.Text("as_of"); a.asOf != "" {
		at, err := cutOff(a.asOf)
		if err != nil {
			a.Form.Problem("as_of", "数据截至："+err.Error())
			a.asOf = ""
		} else {
			a.AsOf = at
		}
	}
	a.Unit = a.Form.Text("unit")
	a.Form.Values["from"] = []string{a.Period.From.String()}
	a.Form.Values["to"] = []string{a.Period.To.String()}
	return a
}

// cutOff reads a moment, or a day whose end is meant.
func cutOff(text string) (calendar.Instant, error) {
	if at, err := calendar.ParseInstant(text); err == nil {
		return at, nil
	}
	day, err := calendar.ParseDayLenient(text)
	return day.End(), err
}

// halfYear is the running half-year. In its first month the last one is what
// people ask for.
func halfYear(today calendar.Day) manifest.Period {
	y := today.Year()
	switch m := today.Month(); {
	case m == 1:
		return manifest.Period{From: calendar.DayOf(y-1, 7, 1), To: calendar.DayOf(y-1, 12, 31)}
	case m <= 7:
		return manifest.Period{From: calendar.DayOf(y, 1, 1), To: calendar.DayOf(y, 6, 30)}
	}
	return manifest.Period{From: calendar.DayOf(y, 7, 1), To: calendar.DayOf(y, 12, 31)}
}

// address is a page's address with this question; more are name and value.
func (a ask) address(path string, more ...string) string {
	q := url.Values{"from": {a.Period.From.String()}, "to": {a.Period.To.String()}}
	if a.asOf != "" {
		q.Set("as_of", a.asOf)
	}
	if a.Unit != "" {
		q.Set("unit", a.Unit)
	}
	for i := 0; i+1 < len(more); i += 2 {
		if q.Del(more[i]); more[i+1] != "" {
			q.Set(more[i], more[i+1])
		}
	}
	return path + "?" + q.Encode()
}

func (a ask) words() string {
	return report.PeriodZh(a.Period) + "，数据截至 " + a.AsOf.String()
}
