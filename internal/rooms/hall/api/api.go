// Package api (政务大厅接口) lets self-service machines and screens of a hall book
// places, draw numbers, call them and read the ledger of what was handed out.
//
// Basis: as package hall. What always holds: the operations are the room's verbs
// with the token's account as the actor; a query code is answered once; no answer
// holds a mobile number beyond its last four digits. The app registers its
// operations. How a result reaches the applicant is an operation of the case.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/api"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

const tag = "政务大厅"

// Register adds the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "hall-lanes", Path: "/hall/lanes", Perm: kit.Public, Tag: tag,
		Zh: "大厅各单位窗口和等候人数", En: "Queues of a hall"}, lanes)
	api.Get(a, api.Op{ID: "hall-places", Path: "/hall/places", Perm: kit.Public, Tag: tag,
		Zh: "窗口某天可约的时段", En: "Slots of a window that can be booked"}, places)
	api.Get(a, api.Op{ID: "hall-queue", Path: "/hall/queue", Perm: "hall.read", Tag: tag,
		Zh: "等候的号，按叫号的先后", En: "Who waits, in the order of calling"}, queue)
	api.Get(a, api.Op{ID: "hall-appointments", Path: "/hall/appointments", Perm: "hall.read", Tag: tag,
		Zh: "大厅某天的预约", En: "Appointments of a day"}, appointments)
	api.Get(a, api.Op{ID: "hall-handouts", Path: "/hall/handouts", Perm: "hall.read", Tag: tag,
		Zh: "手册和挂图的发放台账", En: "Ledger of copies handed out"}, handouts)
	api.Post(a, api.Op{ID: "hall-book", Path: "/hall/appointments", Perm: "hall.queue", Tag: tag,
		Zh: "预约窗口，取得编号和查询码", En: "Book a place: number and query code"}, book)
	api.Post(a, api.Op{ID: "hall-arrive", Path: "/hall/appointments/{id}/arrive", Perm: "hall.queue", Tag: tag,
		Zh: "登记预约的人已到，取号", En: "Note an arrival and draw its number"}, func(tx *store.Tx, c *api.Call, in *Target) (HallNumber, error) {
		return said(hall.Arrive(tx, c.Actor, in.ID))
	})
	api.Post(a, api.Op{ID: "hall-take", Path: "/hall/numbers", Perm: "hall.queue", Tag: tag, Zh: "取号", En: "Draw a number"},
		func(tx *store.Tx, c *api.Call, in *takeIn) (HallNumber, error) {
			return said(hall.Take(tx, c.Actor, in.Body.Hall, in.Body.Unit, hall.Class(in.Body.Class)))
		})
	api.Post(a, api.Op{ID: "hall-call", Path: "/hall/call", Perm: "hall.call", Tag: tag, Zh: "叫下一个", En: "Call the next"},
		func(tx *store.Tx, c *api.Call, _ *struct{}) (HallNumber, error) {
			return said(hall.CallNext(tx, c.Actor))
		})
	for _, act := range acts {
		api.Post(a, api.Op{ID: "hall-" + act.word, Path: "/hall/numbers/{id}/" + act.word, Perm: "hall.call", Tag: tag, Zh: act.zh, En: act.en},
			func(tx *store.Tx, c *api.Call, in *Target) (HallNumber, error) {
				return said(act.verb(tx, c.Actor, in.ID))
			})
	}
	api.Post(a, api.Op{ID: "hall-transfer", Path: "/hall/numbers/{id}/transfer", Perm: "hall.call", Tag: tag, Zh: "转窗口", En: "Send on to another unit"},
		func(tx *store.Tx, c *api.Call, in *transferIn) (HallNumber, error) {
			return said(hall.Transfer(tx, c.Actor, in.ID, in.Body.Unit))
		})
}

// acts are the verbs that need nothing but the number.
var acts = []struct {
	word, zh, en string
	verb         func(*store.Tx, flow.Actor, string) (hall.Turn, error)
}{
	{"recall", "重叫", "Call again", hall.Recall}, {"skip", "过号", "Put aside", hall.Skip}, {"done", "办完", "Finish", hall.Finish},
}

// Target is the record an operation acts on.
type Target struct {
	ID string `path:"id" doc:"标识。Id."`
}

// HallNumber is one number of the queue.
type HallNumber struct {
	ID     string            `json:"id"`
	Number string            `json:"number"`
	Class  string            `json:"class" enum:"priority,booked,ordinary"`
	State  flow.State        `json:"state"`
	Unit   string            `json:"unit"`
	Window string            `json:"window,omitempty"`
	Taken  calendar.Instant  `json:"taken_at"`
	Called *calendar.Instant `json:"called_at,omitempty"`
}

func said(t hall.Turn, err error) (HallNumber, error) {
	n := HallNumber{ID: t.ID, Number: t.Number, Class: string(t.Class), State: t.State, Unit: t.Unit, Taken: t.TakenAt, Called: t.CalledAt}
	if t.Desk != nil {
		n.Window = *t.Desk
	}
	return n, err
}

type takeIn struct{ Body HallTake }

// HallTake is for which queue a number is drawn.
type HallTake struct {
	Hall  string `json:"hall" doc:"大厅编码。Hall."`
	Unit  string `json:"unit" doc:"办哪个单位的事。Whose matter."`
	Class string `json:"class,omitempty" enum:"priority,ordinary"`
}

type transferIn struct {
	Target
	Body HallTransfer
}

// HallTransfer names the unit a visitor is sent on to.
type HallTransfer struct {
	Unit string `json:"unit"`
}

// Lobby is the hall an operation reads.
type Lobby struct {
	Hall string `query:"hall" required:"true" doc:"大厅编码。Hall."`
}

// HallLane is one unit's queue.
type HallLane struct {
	Unit    string   `json:"unit"`
	Name    string   `json:"name"`
	Windows []string `json:"windows"`
	Open    bool     `json:"open"`
	Waiting int      `json:"waiting"`
	Minutes *int     `json:"minutes,omitempty" doc:"估计要等的分钟；记录太少就没有。Estimated wait; absent if records are few."`
}

func lanes(c *api.Call, in *Lobby) (api.Page[HallLane], error) {
	var out []HallLane
	err := c.Read(func(tx *store.Tx) error {
		found, err := hall.Lanes(tx, in.Hall)
		for _, l := range found {
			lane := HallLane{Unit: l.Unit, Name: l.Name, Open: l.Open, Waiting: l.Waiting, Minutes: l.Minutes}
			for _, w := range l.Desks {
				lane.Windows = append(lane.Windows, w.Code)
			}
			out = append(out, lane)
		}
		return err
	})
	return api.PageOf(out, ""), err
}

type placesIn struct {
	Window string   `query:"window" required:"true" doc:"窗口编码。Window."`
	Day    api.Date `query:"day" required:"true" format:"date" doc:"日子。Day."`
}

// HallPlace is one slot of a window.
type HallPlace struct {
	Starts string `json:"starts" doc:"09:30"`
	Places int64  `json:"places"`
	Free   int64  `json:"free"`
}

func places(c *api.Call, in *placesIn) (api.Page[HallPlace], error) {
	day, err := dayOf(in.Day)
	if err != nil {
		return api.Page[HallPlace]{}, err
	}
	var out []HallPlace
	err = c.Read(func(tx *store.Tx) error {
		desk, err := org.WindowByCode(tx, in.Window)
		if err != nil {
			return err
		}
		found, err := hall.Places(tx, desk, day)
		for _, p := range found {
			out = append(out, HallPlace{p.Starts.String(), p.Places, p.Free})
		}
		return err
	})
	return api.PageOf(out, ""), err
}

func dayOf(d api.Date) (calendar.Day, error) {
	var p fault.Problems
	day := d.Day(&p, "day")
	if day == nil {
		p.Add("day", "日子没有填：请写成 2020-06-30 这样")
	}
	if err := p.Err(); err != nil {
		return 0, err
	}
	return *day, nil
}
