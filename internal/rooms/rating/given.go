package rating

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Given is a rating as an appraisal counts it: its random name and its day, the
// window it was about, and nothing that tells who gave it.
type Given struct {
	Ref      string
	Day      calendar.Day
	ItemName string
	Unit     string
	Window   string
	Level    Level
}

// GivenIn lists the ratings of the period that were known at the cut-off, in the
// order of their random names. For appraisals, which attribute them to windows.
func GivenIn(tx *store.Tx, q manifest.Query) ([]Given, error) {
	found, err := ratings.Page(tx, ratingWhere(tx, q), "ref", traceLimit)
	if err != nil {
		return nil, err
	}
	out := make([]Given, len(found))
	for i, r := range found {
		out[i] = Given{Ref: r.Ref, Day: r.At.Day(), ItemName: r.ItemName, Unit: r.Unit, Window: r.Window, Level: r.Level}
	}
	return out, nil
}
