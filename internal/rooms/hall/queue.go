package hall

import (
	"cmp"
	"fmt"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Take (取号) draws a number for a unit's windows. It refuses when the hall is
// not open and when no window serves the unit.
func Take(tx *store.Tx, by flow.Actor, hall, unit string, class Class) (Turn, error) {
	if err := may(by, "取号", issuers); err != nil {
		return Turn{}, err
	}
	if class != ClassPriority {
		class = ClassOrdinary // a booked number comes with its appointment
	}
	t, err := draw(tx, hall, unit, class)
	if err != nil {
		return Turn{}, err
	}
	if err := insertTurn.One(tx, t); err != nil {
		return Turn{}, err
	}
	_, err = journal.Record(tx, by, "hall.turn_take", t.ID, map[string]any{"number": t.Number, "unit": t.Unit, "class": t.Class},
		journal.Row{Table: "hall_turn", ID: t.ID})
	return t, err
}

// draw makes the next number of the hall's day; the caller writes it.
func draw(tx *store.Tx, hall, unit string, class Class) (Turn, error) {
	desks, err := desksFor(tx, hall, unit)
	if err != nil {
		return Turn{}, err
	}
	if len(desks) == 0 {
		return Turn{}, laneUnknown.New(nil)
	}
	spans, err := HoursOn(tx, hall, tx.Today())
	if err != nil {
		return Turn{}, err
	}
	if !slices.ContainsFunc(desks, func(w org.Window) bool { return openAt(spans, w.Code, MinuteOf(tx.Now())) }) {
		return Turn{}, hallClosed.New(nil)
	}
	serial, err := tx.NextNumber("hall.turn:" + hall + ":" + tx.Today().String())
	if err != nil {
		return Turn{}, err
	}
	return Turn{County: tx.County(), ID: tx.NewID(), Version: 1, State: Waiting, Number: fmt.Sprintf("%s%03d", class.letter(), serial),
		Hall: hall, Unit: unit, Class: class, Day: tx.Today(), TakenAt: tx.Now(), ReadyAt: tx.Now()}, nil
}

func openAt(spans []Hours, desk string, at Minute) bool {
	return slices.ContainsFunc(spans, func(h Hours) bool { return h.at(desk) && h.Opens <= at && at < h.Closes })
}

func desksFor(tx *store.Tx, hall, unit string) ([]org.Window, error) {
	all, err := org.Windows(tx, org.WindowFilter{Hall: hall, OpenOnly: true, Limit: 1000})
	return slices.DeleteFunc(all, func(w org.Window) bool { return !slices.Contains(w.Units(), unit) }), err
}

// Queue lists who waits for the units, in the order of calling.
func Queue(tx *store.Tx, hall string, units ...string) ([]Turn, error) {
	order, err := PriorityOn(tx, tx.Today())
	if err != nil {
		return nil, err
	}
	list, err := turns.Page(tx, waitingWhere(tx, hall, units), "taken", longestQueue)
	now := tx.Now()
	slices.SortStableFunc(list, func(a, b Turn) int { return cmp.Compare(order.rank(a, now), order.rank(b, now)) })
	return list, err
}

func waitingWhere(tx *store.Tx, hall string, units []string) *store.Where {
	w := new(store.Where).And("county = ? AND hall = ? AND ended_at IS NULL", tx.County(), hall).And("state = ?", Waiting).And("day = ?", tx.Today())
	if len(units) > 0 {
		w.In("unit", units...)
	}
	return w
}

// deskOf is the window the actor sits at.
func deskOf(tx *store.Tx, by flow.Actor) (org.Window, error) {
	if by.Window == "" {
		return org.Window{}, NoWindow.New(nil)
	}
	desk, err := org.WindowByCode(tx, by.Window)
	if store.NoRow.Is(err) {
		err = NoWindow.New(nil)
	}
	return desk, err
}

// AtDesk returns the number the actor's window is serving, and its window.
func AtDesk(tx *store.Tx, by flow.Actor) (desk org.Window, now *Turn, skipped []Turn, err error) {
	if desk, err = deskOf(tx, by); err != nil {
		return desk, nil, nil, err
	}
	w := new(store.Where).And("county = ? AND desk = ? AND ended_at IS NULL", tx.County(), desk.Code).And("day = ?", tx.Today())
	held, err := turns.Page(tx, w, "called", 50)
	for i, t := range held {
		switch t.State {
		case Called:
			now = &held[i]
		case Skipped:
			skipped = append(skipped, t)
		}
	}
	return desk, now, skipped, err
}

// CallNext (叫下一个) calls the first who waits for the actor's window. It refuses
// while a number is still at the window. When two windows call at once, each
// gets another number.
func CallNext(tx *store.Tx, by flow.Actor) (Turn, error) {
	if _, err := TurnFlow.Next(by, Waiting, VerbCall); err != nil {
		return Turn{}, err
	}
	desk, serving, _, err := AtDesk(tx, by)
	if err != nil {
		return Turn{}, err
	}
	if serving != nil {
		return Turn{}, stillServing.New(fault.Args{"number": serving.Number})
	}
	queue, err := Queue(tx, desk.Hall, desk.Units()...)
	if err != nil {
		return Turn{}, err
	}
	for _, t := range queue {
		called, err := step(tx, by, t, VerbCall, func(t *Turn) { t.called(tx.Now(), desk.Code) })
		if store.ChangedMeanwhile.Is(err) {
			continue // another window was quicker
		}
		return called, err
	}
	return Turn{}, nobodyWaits.New(nil)
}

func (t *Turn) called(at calendar.Instant, desk string) {
	t.Desk, t.CalledAt = &desk, &at
	if t.FirstCalled == nil {
		t.FirstCalled = &at
	}
}

// mine reads a number of the actor's window.
func mine(tx *store.Tx, by flow.Actor, id string) (Turn, error) {
	desk, err := deskOf(tx, by)
	if err != nil {
		return Turn{}, err
	}
	t, err := TurnByID(tx, id)
	if err == nil && (t.Desk == nil || *t.Desk != desk.Code) {
		err = turnUnknown.New(nil)
	}
	return t, err
}

// Recall (重叫) calls a number of the window again, also one that was skipped.
func Recall(tx *store.Tx, by flow.Actor, id string) (Turn, error) {
	_, serving, _, err := AtDesk(tx, by)
	if err != nil {
		return Turn{}, err
	}
	if serving != nil && serving.ID != id {
		return Turn{}, stillServing.New(fault.Args{"number": serving.Number})
	}
	return onMine(tx, by, id, VerbRecall, func(t *Turn) { t.called(tx.Now(), *t.Desk) })
}

// Skip (过号) puts aside a number whose holder did not come.
func Skip(tx *store.Tx, by flow.Actor, id string) (Turn, error) {
	return onMine(tx, by, id, VerbSkip, func(*Turn) {})
}

// Finish (办完) ends the visit.
func Finish(tx *store.Tx, by flow.Actor, id string) (Turn, error) {
	now := tx.Now()
	return onMine(tx, by, id, VerbDone, func(t *Turn) { t.EndedAt = &now })
}

// Transfer (转窗口) sends the visitor on to another unit's windows; the number and
// the instant it was drawn stay.
func Transfer(tx *store.Tx, by flow.Actor, id, unit string) (Turn, error) {
	t, err := mine(tx, by, id)
	if err != nil {
		return Turn{}, err
	}
	desks, err := desksFor(tx, t.Hall, unit)
	if err != nil {
		return Turn{}, err
	}
	if len(desks) == 0 || unit == t.Unit {
		return Turn{}, laneUnknown.New(nil)
	}
	return step(tx, by, t, VerbTransfer, func(t *Turn) { t.Unit, t.Desk, t.CalledAt = unit, nil, nil })
}

func onMine(tx *store.Tx, by flow.Actor, id string, verb flow.Verb, change func(*Turn)) (Turn, error) {
	t, err := mine(tx, by, id)
	if err != nil {
		return Turn{}, err
	}
	return step(tx, by, t, verb, change)
}

// step takes one step of the table and writes it. It is the only writer of a
// number that was drawn.
func step(tx *store.Tx, by flow.Actor, was Turn, verb flow.Verb, change func(*Turn)) (Turn, error) {
	s, err := TurnFlow.Next(by, was.State, verb)
	if err != nil {
		return Turn{}, err
	}
	now := was
	now.State = s.To
	change(&now)
	if err := moveTurn.One(tx, now.State, now.Unit, now.Desk, now.FirstCalled, now.CalledAt, now.EndedAt,
		tx.County(), was.ID, was.State, was.Version); err != nil {
		return Turn{}, err
	}
	now.Version++
	_, err = journal.Record(tx, by, s.Kind, was.ID, map[string]any{"number": now.Number, "unit": now.Unit, "window": now.Desk},
		journal.Row{Table: "hall_turn", ID: was.ID})
	return now, err
}

// TurnByID returns one number.
func TurnByID(tx *store.Tx, id string) (Turn, error) {
	t, ok, err := turnByID.Find(tx, tx.County(), id)
	if err == nil && !ok {
		err = turnUnknown.New(nil)
	}
	return t, err
}
