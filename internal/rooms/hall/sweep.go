package hall

import (
	"context"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// closer is the actor of the end of the day.
var closer = flow.System("hall.close")

// CloseDays (当天结束) ends what days before today left open: appointments nobody
// came to, and numbers that were not served. It may run twice.
func CloseDays(s *store.Store) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var missed []Appointment
	var left []Turn
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		w := new(store.Where).And("county = ? AND day < ? AND state = ?", tx.County(), tx.Today(), Booked)
		if missed, err = appointments.Page(tx, w, "time", 1000); err != nil {
			return err
		}
		w = new(store.Where).And("county = ? AND ended_at IS NULL AND day < ?", tx.County(), tx.Today())
		left, err = turns.Page(tx, w, "taken", 1000)
		return err
	})
	if err != nil {
		return err
	}
	for _, a := range missed {
		if err := again(s.Write(ctx, func(tx *store.Tx) error {
			step, err := AppointmentFlow.Next(closer, a.State, VerbMiss)
			if err == nil {
				_, err = settled(tx, closer, step, a)
			}
			return err
		})); err != nil {
			return err
		}
	}
	for _, t := range left {
		if err := again(s.Write(ctx, func(tx *store.Tx) error {
			_, err := step(tx, closer, t, VerbLeave, func(t *Turn) { t.EndedAt = endOf(t.Day, tx.Now()) })
			return err
		})); err != nil {
			return err
		}
	}
	return nil
}

// again passes over what another run settled meanwhile.
func again(err error) error {
	if store.ChangedMeanwhile.Is(err) {
		return nil
	}
	return err
}

func endOf(day calendar.Day, now calendar.Instant) *calendar.Instant {
	end := min(day.End(), now)
	return &end
}
