// Package api (工作日历接口) counts periods for programs: the due day and every
// day of the way there.
//
// Basis: as package workdays. What always holds: the answer names the version
// of the calendar it was counted with, and a year without a notice is refused.
// The app registers its operations.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit/api"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

const tag = "工作日历"

// Register adds the register's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "workdays-due", Path: "/calendar/due", Perm: "workdays.read", Tag: tag,
		Zh: "推算到期日，附逐日推算", En: "Due day, with the count day by day"}, due)
}

type dueIn struct {
	Start api.Date `query:"start" required:"true" format:"date" doc:"起算日，本身不计入。Start day, not counted."`
	Days  int      `query:"days" required:"true" minimum:"0" maximum:"750" doc:"天数。Number of days."`
	Unit  string   `query:"unit" enum:"wd,cd" default:"wd" doc:"wd 工作日 working days，cd 自然日 calendar days"`
	AsOf  api.Date `query:"as_of" format:"date" doc:"按哪天的日历，不写就是今天。Calendar as of this day."`
}

// DueDay is the answer of a count.
type DueDay struct {
	Start       calendar.Day `json:"start" format:"date"`
	Days        int          `json:"days"`
	Unit        string       `json:"unit" enum:"wd,cd"`
	Due         calendar.Day `json:"due" format:"date" doc:"到期日，当天 24 点前都算按时。Last day, until midnight."`
	Provisional bool         `json:"provisional" doc:"次年安排未公布，可能变动。The next year's notice may move it."`
	Calendar    string       `json:"calendar" doc:"日历版本。Version of the calendar."`
	Trace       []TraceDay   `json:"trace"`
}

// TraceDay is one day of a count.
type TraceDay struct {
	Day     calendar.Day `json:"day" format:"date"`
	Workday bool         `json:"workday"`
	Counted bool         `json:"counted" doc:"计入期限。Adds one."`
	Paused  bool         `json:"paused"`
	Why     string       `json:"why"`
	N       int          `json:"n" doc:"到这天为止的天数。Counted so far."`
}

func due(c *api.Call, in *dueIn) (DueDay, error) {
	var p fault.Problems
	start, asOf := in.Start.Day(&p, "start"), in.AsOf.Day(&p, "as_of")
	if err := p.Err(); err != nil {
		return DueDay{}, err
	}
	out := DueDay{Start: *start, Days: in.Days, Unit: in.Unit}
	err := c.Read(func(tx *store.Tx) error {
		day := tx.Today()
		if asOf != nil {
			day = *asOf
		}
		book, err := workdays.BookAsOf(tx, day)
		if err != nil {
			return err
		}
		unit := calendar.Unit(in.Unit)
		if out.Due, err = book.Due(*start, in.Days, unit); err != nil {
			return workdays.Loud(err)
		}
		out.Calendar, out.Provisional = book.Version(), book.Provisional(out.Due)
		days, err := book.Trace(*start, in.Days, unit, nil, out.Due)
		for _, d := range days {
			out.Trace = append(out.Trace, TraceDay(d))
		}
		return workdays.Loud(err)
	})
	return out, err
}
