package rating

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Review (异常核查) is what the managing office decided on an anomaly: the ratings
// are kept or excluded, with a reason. It stands for the ratings it names; what
// joins the anomaly later is looked at anew.
type Review struct {
	County    string
	ID        string
	Key       string
	Kind      string
	Unit      string
	Kept      bool
	Reason    string
	Refs      []string
	DecidedBy string
	At        calendar.Instant
}

// Suspects are the anomalies of a year that wait for a decision, and the reviews
// there were. Only the managing office sees them, and nobody those of the own
// unit, since they lead to single ratings.
func Suspects(tx *store.Tx, by flow.Actor, year int) ([]Anomaly, []Review, error) {
	if !by.Has(office...) {
		return nil, nil, notOffice.New(fault.Args{"roles": flow.RoleNames(office)})
	}
	first, last := calendar.DayOf(year, 1, 1), calendar.DayOf(year, 12, 31)
	w := new(store.Where).And("county = ? AND at >= ? AND at <= ? AND unit <> ?", tx.County(), first.Start(), last.End(), by.Unit).
		And(counted, tx.Now())
	found, err := ratings.Page(tx, w, "newest", traceLimit)
	if err != nil {
		return nil, nil, err
	}
	done, err := reviews.Page(tx, new(store.Where).And("county = ? AND at >= ? AND unit <> ?", tx.County(), first.Start(), by.Unit), "newest", 10_000)
	if err != nil {
		return nil, nil, err
	}
	content, err := ContentOn(tx, tx.Today())
	if err != nil {
		return nil, nil, err
	}
	return undecidedOf(Anomalies(seenOf(found), content.Anomaly), done), done, nil
}

func seenOf(found []Rating) []Seen {
	out := make([]Seen, 0, len(found))
	for _, r := range found {
		out = append(out, Seen{r.Ref, r.Unit, r.Window, r.Device, r.Channel, r.Level, r.Signs, r.At})
	}
	return out
}

// undecidedOf leaves out the anomalies whose every rating a review has seen.
func undecidedOf(all []Anomaly, done []Review) []Anomaly {
	looked := map[string]bool{}
	for _, r := range done {
		for _, ref := range r.Refs {
			looked[r.Key+" "+ref] = true
		}
	}
	return slices.DeleteFunc(all, func(a Anomaly) bool {
		return !slices.ContainsFunc(a.Refs, func(ref string) bool { return !looked[a.Key+" "+ref] })
	})
}

// Suspect is one anomaly with its ratings, for the managing office.
func Suspect(tx *store.Tx, by flow.Actor, key string, year int) (Anomaly, []Rating, error) {
	waiting, _, err := Suspects(tx, by, year)
	if err != nil {
		return Anomaly{}, nil, err
	}
	i := slices.IndexFunc(waiting, func(a Anomaly) bool { return a.Key == key })
	if i < 0 {
		return Anomaly{}, nil, anomalyGone.New(nil)
	}
	a := waiting[i]
	found := make([]Rating, 0, len(a.Refs))
	for _, ref := range a.Refs {
		r, err := ratingByRef.One(tx, tx.County(), ref)
		if err != nil {
			return a, nil, err
		}
		found = append(found, r)
	}
	return a, found, nil
}

// Ruling is the managing office's decision on an anomaly.
type Ruling struct {
	Keep   bool
	Reason string
	Count  int // ratings the decider has seen
}

// Rule decides on an anomaly. It refuses without a reason, when ratings joined
// since the page was opened, and to exclude where the anomaly is of a whole unit
// and points at no single rating.
func Rule(tx *store.Tx, by flow.Actor, key string, year int, in Ruling) (Review, error) {
	a, found, err := Suspect(tx, by, key, year)
	if err != nil {
		return Review{}, err
	}
	in.Reason = strings.TrimSpace(in.Reason)
	var p fault.Problems
	if in.Reason == "" {
		p.Add("reason", "核查理由：请写明查了什么、为什么这样决定")
	}
	for _, one := range found {
		if err := anonymous(tx, one.ID, &p, word{"reason", "核查理由", in.Reason}); err != nil {
			return Review{}, err
		}
	}
	switch err := p.Err(); {
	case err != nil:
		return Review{}, err
	case in.Count != len(a.Refs):
		return Review{}, store.ChangedMeanwhile.New(nil)
	case !in.Keep && !AnomalyKindOf(a.Kind).Single:
		return Review{}, anomalyWhole.New(nil)
	}
	r := Review{County: tx.County(), ID: tx.NewID(), Key: a.Key, Kind: a.Kind, Unit: a.Unit, Kept: in.Keep, Reason: in.Reason,
		Refs: a.Refs, DecidedBy: by.Account, At: tx.Now()}
	if err := insertReview.One(tx, r); err != nil {
		return r, err
	}
	if _, err := journal.Record(tx, by, "rating.review", r.ID, say{"kind": r.Kind, "unit": r.Unit, "kept": r.Kept, "ratings": len(r.Refs)},
		journal.Row{Table: "rating_review", ID: r.ID}); err != nil || in.Keep {
		return r, err
	}
	for _, one := range found {
		if err := exclude(tx, by, one.ID, Grounds{Untrue, in.Reason, "异常核查：" + AnomalyKindOf(a.Kind).Zh}); err != nil {
			return r, err
		}
	}
	return r, nil
}
