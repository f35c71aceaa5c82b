package rating

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Exclusion (剔除) keeps a rating out of the rates. The rating itself stays as it
// was given, and the excluded ones are counted and published.
type Exclusion struct {
	County     string
	ID         string
	RatingID   string
	Ref        string
	Unit       string
	ItemName   string
	Ground     Ground
	Reason     string
	Evidence   string
	ExcludedBy string
	RatedAt    calendar.Instant
	At         calendar.Instant
}

// Grounds are why a rating is excluded, and what shows it.
type Grounds struct {
	Ground   Ground
	Reason   string
	Evidence string
}

// exclude keeps the rating out of the rates from now on and ends its redress. It
// leaves to the caller who may; it refuses the rated unit all the same.
func exclude(tx *store.Tx, by flow.Actor, ratingID string, g Grounds) error {
	r, err := ratingByID.One(tx, tx.County(), ratingID)
	if err != nil {
		return err
	}
	if !managing(by, r.Unit) {
		return appealOwn.New(nil)
	}
	x := Exclusion{County: tx.County(), ID: tx.NewID(), RatingID: r.ID, Ref: r.Ref, Unit: r.Unit, ItemName: r.ItemName,
		Ground: g.Ground, Reason: g.Reason, Evidence: g.Evidence, ExcludedBy: by.Account, RatedAt: r.At, At: tx.Now()}
	if err := insertExclusion.One(tx, x); err != nil {
		return err
	}
	row := journal.Row{Table: "rating_exclusion", ID: x.ID}
	d, opened, err := redressOfRating.Find(tx, tx.County(), r.ID)
	if err != nil {
		return err
	}
	if !opened || d.ResolvedAt != nil {
		_, err := journal.Record(tx, by, "rating.exclude", r.Ref, say{"ground": g.Ground, "unit": r.Unit}, row)
		return err
	}
	step, err := RedressFlow.Next(by, d.State, VerbExclude)
	if err != nil {
		return err
	}
	now, at := d, tx.Now()
	now.ResolvedAt = &at
	_, err = move(tx, by, step, redressed{d, now}, say{"ground": g.Ground}, row)
	return err
}

// excludedIn lists what was excluded of the ratings of a period.
func excludedIn(tx *store.Tx, q manifest.Query) ([]Exclusion, error) {
	w := new(store.Where).And("county = ? AND rated_at >= ? AND rated_at <= ? AND at <= ?", tx.County(),
		q.Period.From.Start(), q.Period.To.End(), q.AsOf)
	if q.Unit != "" {
		w.And("unit = ?", q.Unit)
	}
	return exclusions.Page(tx, w, "ref", traceLimit)
}

// contest adds the appeal and the exclusion to a task, if there are any. The
// rating's id stays with the managing office.
func (t *Task) contest(tx *store.Tx, d Redress) error {
	a, lodged, err := appealOfRedress.Find(tx, tx.County(), d.ID)
	if err != nil {
		return err
	}
	if lodged {
		t.Appeal = &a
	}
	x, out, err := exclusionOfRating.Find(tx, tx.County(), d.RatingID)
	if out {
		x.RatingID, x.RatedAt = t.RatingID, d.OpenedDay.Start()
		t.Excluded = &x
	}
	return err
}
