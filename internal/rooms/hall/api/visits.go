package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/api"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

type queueIn struct {
	Lobby
	Unit string `query:"unit" doc:"只看一个单位的。One unit's only."`
}

func queue(c *api.Call, in *queueIn) (api.Page[HallNumber], error) {
	var units []string
	if in.Unit != "" {
		units = []string{in.Unit}
	}
	var out []HallNumber
	err := c.Read(func(tx *store.Tx) error {
		found, err := hall.Queue(tx, in.Hall, units...)
		for _, t := range found {
			n, _ := said(t, nil)
			out = append(out, n)
		}
		return err
	})
	return api.PageOf(out, ""), err
}

type appointmentsIn struct {
	Lobby
	Day api.Date `query:"day" required:"true" format:"date" doc:"日子。Day."`
}

// HallAppointment is one appointment as staff sees it.
type HallAppointment struct {
	ID     string       `json:"id"`
	Number string       `json:"number"`
	State  flow.State   `json:"state"`
	Window string       `json:"window"`
	Day    calendar.Day `json:"day" format:"date"`
	Starts string       `json:"starts"`
	Matter string       `json:"matter"`
	Tail   string       `json:"tail" doc:"手机尾号。Last four digits."`
}

func lineOf(a hall.Appointment) HallAppointment {
	return HallAppointment{a.ID, a.Number, a.State, a.Desk, a.Day, a.Starts.String(), a.Matter, a.Tail}
}

// mostOfADay is far above what the windows of a hall can take in a day.
const mostOfADay = 2000

func appointments(c *api.Call, in *appointmentsIn) (api.Page[HallAppointment], error) {
	day, err := dayOf(in.Day)
	if err != nil {
		return api.Page[HallAppointment]{}, err
	}
	var out []HallAppointment
	err = c.Read(func(tx *store.Tx) error {
		found, err := hall.AppointmentsOn(tx, in.Hall, day, mostOfADay)
		for _, a := range found {
			out = append(out, lineOf(a))
		}
		return err
	})
	return api.PageOf(out, ""), err
}

type bookIn struct{ Body HallBooking }

// HallBooking is what a place is booked with.
type HallBooking struct {
	Window string   `json:"window"`
	Day    api.Date `json:"day" format:"date"`
	Starts string   `json:"starts" doc:"09:30"`
	Matter string   `json:"matter"`
	Mobile string   `json:"mobile" doc:"只留摘要和尾号。Kept as a digest and its last four digits."`
}

// HallBooked is a booked appointment with the code that opens it.
type HallBooked struct {
	HallAppointment
	Code string `json:"code,omitempty" doc:"查询码，只答一次。Query code, answered once."`
}

// Kept is what a repeated request is answered with.
func (b HallBooked) Kept() any { return HallBooked{HallAppointment: b.HallAppointment} }

func book(tx *store.Tx, _ *api.Call, in *bookIn) (HallBooked, error) {
	day, err := dayOf(in.Body.Day)
	if err != nil {
		return HallBooked{}, err
	}
	starts, ok := hall.ParseMinute(in.Body.Starts)
	if !ok {
		var p fault.Problems
		p.Add("starts", "时段：请写成 09:30 这样")
		return HallBooked{}, p.Err()
	}
	k, err := hall.Book(tx, hall.Booking{Desk: in.Body.Window, Day: day, Starts: starts, Matter: in.Body.Matter, Mobile: in.Body.Mobile})
	return HallBooked{lineOf(k.Appointment), string(k.Code)}, err
}

type handoutsIn struct {
	Item string   `query:"item" enum:"handbook,wall_chart" doc:"手册 handbook，挂图 wall_chart"`
	From api.Date `query:"from" format:"date" doc:"发放日期从。First day."`
}

// HallHandout is one entry of the ledger.
type HallHandout struct {
	Number    string       `json:"number"`
	Item      string       `json:"item"`
	Edition   string       `json:"edition"`
	Recipient string       `json:"recipient"`
	Copies    int64        `json:"copies"`
	Place     string       `json:"place"`
	Day       calendar.Day `json:"day" format:"date"`
	State     flow.State   `json:"state"`
}

func handouts(c *api.Call, in *handoutsIn) (api.Page[HallHandout], error) {
	var p fault.Problems
	f := hall.HandoutFilter{Item: hall.Printed(in.Item), From: in.From.Day(&p, "from")}
	if err := p.Err(); err != nil {
		return api.Page[HallHandout]{}, err
	}
	var out []HallHandout
	err := c.Read(func(tx *store.Tx) error {
		found, err := hall.Handouts(tx, f, mostOfADay)
		for _, h := range found {
			out = append(out, HallHandout{h.Number, string(h.Item), h.Edition, h.Recipient, h.Copies, h.Place, h.Day, h.State})
		}
		return err
	})
	return api.PageOf(out, ""), err
}
