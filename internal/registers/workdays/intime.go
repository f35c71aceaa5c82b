package workdays

import (
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// InTime names the calendar of each clock by today's tables and leaves out what
// does not end by the day that the filter names: rest days move an end on. Each
// clock has one limit.
func InTime(tx *store.Tx, f manifest.ClockFilter, list []manifest.Clock) ([]manifest.Clock, error) {
	if len(list) == 0 {
		return nil, nil
	}
	book, err := Book(tx)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, c := range list {
		c.Book = book.Version()
		due, err := book.Due(c.Start, c.Limits[0].N, c.Limits[0].Unit)
		if err != nil {
			return nil, Loud(err)
		}
		if f.DueBy == nil || due <= *f.DueBy {
			out = append(out, c)
		}
	}
	return out, nil
}
