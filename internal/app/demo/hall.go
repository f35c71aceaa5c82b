package demo

import (
	"fmt"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

// theHall is where the ledger's visits happen.
const theHall = "430922-zwzx"

func timeOf(text string) (hall.Minute, error) {
	var h, m int
	_, err := fmt.Sscanf(text, "%d:%d", &h, &m)
	return hall.Minute(h*60 + m), err
}

func hallHours(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	ends := e.List("材料")
	if len(ends) != 2 {
		return fmt.Errorf("%s：要起止两个时间", e.line())
	}
	d := hall.HoursDraft{Hall: theHall, Desk: e.Get("事项"), Kind: hall.HoursKind(e.Get("答复")), Days: hall.Days(e.Get("结论")),
		From: tx.Today(), Document: e.Get("说明")}
	places, err := e.Number("天数")
	if err != nil {
		return err
	}
	d.Places = int64(places)
	if d.Opens, err = timeOf(ends[0]); err != nil {
		return err
	}
	if d.Closes, err = timeOf(ends[1]); err != nil {
		return err
	}
	_, err = hall.SetHours(tx, by, d)
	return err
}

// hallPriority puts the county's order of calling in force today; 材料 are the
// sentences of the classes in their order.
func hallPriority(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	d := hall.PriorityDraft{From: tx.Today(), Document: e.Get("说明")}
	for i, says := range e.List("材料") {
		d.Lines = append(d.Lines, hall.PriorityLine{Class: hall.Classes[i].Class, Rank: i + 1, Says: says})
	}
	var err error
	if d.LongWait, err = e.Number("天数"); err != nil {
		return err
	}
	_, err = hall.SetPriority(tx, by, d)
	return err
}

func hallBook(r *replay, tx *store.Tx, _ flow.Actor, e Event) error {
	day, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	at, err := timeOf(e.Get("答复"))
	if err != nil {
		return err
	}
	r.visits[e.Get("文号")], err = hall.Book(tx, hall.Booking{Desk: e.Get("事项"), Day: day, Starts: at, Matter: e.Get("说明"), Mobile: e.Get("申请人")})
	return err
}

func hallCancel(r *replay, tx *store.Tx, _ flow.Actor, e Event) error {
	k := r.visits[e.Get("文号")]
	_, err := hall.Cancel(tx, k.Number, string(k.Code))
	return err
}

func hallArrive(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := hall.Arrive(tx, by, r.visits[e.Get("文号")].ID)
	return err
}

func hallTake(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := hall.Take(tx, by, theHall, e.Get("事项"), hall.Class(e.Get("结论")))
	return err
}

func hallCall(_ *replay, tx *store.Tx, by flow.Actor, _ Event) error {
	_, err := hall.CallNext(tx, by)
	return err
}

// atDesk is a verb on the number that the window is serving.
func atDesk(act func(*store.Tx, flow.Actor, string) (hall.Turn, error)) action {
	return func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		_, serving, _, err := hall.AtDesk(tx, by)
		if err == nil && serving == nil {
			err = fmt.Errorf("%s：窗口上没有号", e.line())
		}
		if err != nil {
			return err
		}
		_, err = act(tx, by, serving.ID)
		return err
	}
}
