package hall

import (
	"bytes"
	"crypto/subtle"
	"encoding/hex"
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Place (可约时段) is one slot as it stands.
type Place struct {
	Day    calendar.Day
	Starts Minute
	Places int64
	Free   int64
}

// Places lists the bookable slots of a window on a day, full ones too.
func Places(tx *store.Tx, desk org.Window, day calendar.Day) ([]Place, error) {
	if day < tx.Today() || day > tx.Today()+horizon || !desk.Open {
		return nil, nil
	}
	spans, err := HoursOn(tx, desk.Hall, day)
	if err != nil {
		return nil, err
	}
	known, err := slotsOf.All(tx, tx.County(), desk.Code, day)
	if err != nil {
		return nil, err
	}
	taken := map[Minute]Slot{}
	for _, s := range known {
		taken[s.Starts] = s
	}
	var out []Place
	for _, span := range spans {
		if !span.at(desk.Code) || span.Places == 0 {
			continue
		}
		for at := span.Opens; at+slotMinutes <= span.Closes; at += slotMinutes {
			p := Place{Day: day, Starts: at, Places: span.Places, Free: span.Places}
			if slot, ok := taken[at]; ok {
				p.Places, p.Free = slot.Places, slot.Places-slot.Taken
			}
			if at.on(day) > tx.Now() {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// on is the instant of the time of day.
func (m Minute) on(day calendar.Day) calendar.Instant {
	return day.Start() + calendar.Instant(m)*60_000
}

// Booking is what Book is given.
type Booking struct {
	Desk   string
	Day    calendar.Day
	Starts Minute
	Matter string
	Mobile string
}

// Kept is a booked appointment with the code that opens it, told once.
type Kept struct {
	Appointment
	Code ids.Code
}

// anyone is the actor of whoever books or cancels: the journal names nobody.
var anyone = flow.System("hall.visitor")

// Book (预约) keeps a place at a window. It refuses a slot that is not offered,
// past or full, and a person who has a place that day or as many as allowed.
// When two want the last place, the second is refused with slotFull.
func Book(tx *store.Tx, in Booking) (Kept, error) {
	mobile, desk, err := in.parse(tx)
	if err != nil {
		return Kept{}, err
	}
	if in.Starts.on(in.Day) <= tx.Now() {
		return Kept{}, slotPast.New(fault.Args{"day": in.Day, "starts": in.Starts})
	}
	slot, err := offered(tx, desk, in)
	if err != nil {
		return Kept{}, err
	}
	holder := tx.Blind("hall.mobile", string(mobile))
	hold, err := freeHold(tx, holder, in.Day)
	if err != nil {
		return Kept{}, err
	}
	if n, err := takePlace.Run(tx, tx.County(), slot.ID); err != nil || n != 1 {
		if err == nil {
			err = slotFull.New(fault.Args{"day": in.Day, "starts": in.Starts})
		}
		return Kept{}, err
	}
	day := fmt.Sprintf("%04d%02d%02d", in.Day.Year(), in.Day.Month(), in.Day.Dom())
	serial, err := tx.NextNumber("hall.appointment:" + day)
	if err != nil {
		return Kept{}, err
	}
	a := Appointment{County: tx.County(), ID: tx.NewID(), Version: 1, State: Booked, Number: fmt.Sprintf("YY%s-%04d", day, serial),
		SlotID: slot.ID, Hall: desk.Hall, Desk: desk.Code, Unit: desk.Unit, Day: in.Day,
		Starts: in.Starts, Matter: in.Matter, Holder: holder, Tail: string(mobile[len(mobile)-4:]), Hold: hold, BookedAt: tx.Now()}
	n, err := book.Run(tx, a.County, a.ID, a.Version, a.State, a.Number, a.SlotID, a.Hall, a.Desk, a.Unit, a.Day, a.Starts,
		a.Matter, a.Holder, a.Tail, a.Hold, a.BookedAt)
	if err != nil || n != 1 {
		if err == nil { // the same person booked at the same moment
			err = personFull.New(fault.Args{"n": personLimit})
		}
		return Kept{}, err
	}
	_, err = journal.Record(tx, anyone, "hall.appointment_book", a.ID, map[string]any{"number": a.Number, "window": a.Desk, "day": a.Day},
		journal.Row{Table: "hall_appointment", ID: a.ID}, journal.Row{Table: "hall_slot", ID: slot.ID})
	if err != nil {
		return Kept{}, err
	}
	return kept(tx, a)
}

// KeptByID tells the code again to the page that just booked; nothing else asks.
func KeptByID(tx *store.Tx, id string) (Kept, error) {
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return Kept{}, err
	}
	return kept(tx, a)
}

// kept derives the code, which is stored nowhere, with the county's key.
func kept(tx *store.Tx, a Appointment) (Kept, error) {
	random, err := hex.DecodeString(tx.Blind("hall.code", a.ID))
	if err != nil {
		return Kept{}, err
	}
	code, err := ids.NewCode(bytes.NewReader(random), ids.QueryCodeLen)
	return Kept{a, code}, err
}

func (in *Booking) parse(tx *store.Tx) (ids.Mobile, org.Window, error) {
	var p fault.Problems
	in.Matter, _ = zh.Normalise(in.Matter)
	if n := len([]rune(in.Matter)); n == 0 || n > longestMatter {
		p.Add("matter", "要办的事没有填或太长：写事项名称就行，最多 %d 个字", longestMatter)
	}
	mobile, err := ids.ParseMobile(in.Mobile)
	p.Check("mobile", err)
	desk, err := org.WindowByCode(tx, in.Desk)
	if err != nil && !store.NoRow.Is(err) {
		return "", desk, err
	}
	if err != nil || !desk.Open {
		p.Add("desk", "窗口没有选或没有开放：请从列出的窗口里选")
	}
	return mobile, desk, p.Err()
}

// offered finds the slot of a booking among what the window offers, and its row.
func offered(tx *store.Tx, desk org.Window, in Booking) (Slot, error) {
	places, err := Places(tx, desk, in.Day)
	if err != nil {
		return Slot{}, err
	}
	for _, p := range places {
		if p.Starts != in.Starts {
			continue
		}
		if _, err := openSlot.Run(tx, tx.County(), tx.NewID(), desk.Code, in.Day, in.Starts, p.Places); err != nil {
			return Slot{}, err
		}
		return slotAt.One(tx, tx.County(), desk.Code, in.Day, in.Starts)
	}
	return Slot{}, slotUnknown.New(fault.Args{"day": in.Day, "starts": in.Starts})
}

// freeHold is which of the person's places is free: 1 or 2.
func freeHold(tx *store.Tx, holder string, day calendar.Day) (int, error) {
	held, err := holdsOf.All(tx, tx.County(), holder)
	if err != nil {
		return 0, err
	}
	free := 1
	for _, h := range held {
		if h.Day == day {
			return 0, personFull.New(fault.Args{"n": personLimit})
		}
		if h.Hold == free {
			free++
		}
	}
	if free > personLimit {
		return 0, personFull.New(fault.Args{"n": personLimit})
	}
	return free, nil
}

// Look (查预约) opens an appointment for whoever holds number and code; a wrong
// code answers like an unknown number.
func Look(tx *store.Tx, number, code string) (Appointment, error) {
	a, ok, err := appointmentByNumber.Find(tx, tx.County(), number)
	if err != nil {
		return Appointment{}, err
	}
	typed, bad := ids.ParseCode(code, ids.QueryCodeLen)
	if !ok || bad != nil {
		return Appointment{}, codeWrong.New(nil)
	}
	k, err := kept(tx, a)
	if err == nil && subtle.ConstantTimeCompare([]byte(k.Code), []byte(typed)) != 1 {
		err = codeWrong.New(nil)
	}
	return k.Appointment, err
}

// Cancel (取消预约) gives the place back at once.
func Cancel(tx *store.Tx, number, code string) (Appointment, error) {
	a, err := Look(tx, number, code)
	if err != nil {
		return Appointment{}, err
	}
	step, err := AppointmentFlow.Next(anyone, a.State, VerbCancel)
	if err != nil {
		return Appointment{}, err
	}
	if err := givePlace.One(tx, tx.County(), a.SlotID); err != nil {
		return Appointment{}, err
	}
	return settled(tx, anyone, step, a, journal.Row{Table: "hall_slot", ID: a.SlotID})
}

// settled writes the end of an appointment. It is the only writer of it.
func settled(tx *store.Tx, by flow.Actor, step flow.Step, a Appointment, rows ...journal.Row) (Appointment, error) {
	now := tx.Now()
	if err := settle.One(tx, step.To, now, tx.County(), a.ID, a.State, a.Version); err != nil {
		return Appointment{}, err
	}
	a.State, a.SettledAt, a.Version = step.To, &now, a.Version+1
	_, err := journal.Record(tx, by, step.Kind, a.ID, map[string]any{"number": a.Number, "window": a.Desk},
		append(rows, journal.Row{Table: "hall_appointment", ID: a.ID})...)
	return a, err
}

// Arrive (登记已到) ends an appointment of today with a number for the queue.
func Arrive(tx *store.Tx, by flow.Actor, id string) (Turn, error) {
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return Turn{}, err
	}
	step, err := AppointmentFlow.Next(by, a.State, VerbArrive)
	if err != nil {
		return Turn{}, err
	}
	if a.Day != tx.Today() {
		return Turn{}, appointmentOtherDay.New(fault.Args{"day": a.Day})
	}
	t, err := draw(tx, a.Hall, a.Unit, ClassBooked)
	if err != nil {
		return Turn{}, err
	}
	t.AppointmentID, t.ReadyAt = &a.ID, max(a.Starts.on(a.Day), t.TakenAt)
	if err := insertTurn.One(tx, t); err != nil {
		return Turn{}, err
	}
	_, err = settled(tx, by, step, a, journal.Row{Table: "hall_turn", ID: t.ID})
	return t, err
}

// AppointmentByID returns one appointment; the digests in it open nothing.
func AppointmentByID(tx *store.Tx, id string) (Appointment, error) {
	a, ok, err := appointmentByID.Find(tx, tx.County(), id)
	if err == nil && !ok {
		err = appointmentUnknown.New(nil)
	}
	return a, err
}

// AppointmentsOn lists the appointments of a hall's day by time.
func AppointmentsOn(tx *store.Tx, hall string, day calendar.Day, limit int) ([]Appointment, error) {
	w := new(store.Where).And("county = ? AND day = ? AND hall = ?", tx.County(), day, hall)
	return appointments.Page(tx, w, "time", limit)
}

// Check reports what is wrong with a booking whose slot was not chosen.
func (in Booking) Check(tx *store.Tx) error {
	_, _, err := in.parse(tx)
	return err
}
