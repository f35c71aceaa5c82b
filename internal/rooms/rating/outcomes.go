package rating

import (
	"cmp"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// Outcome (差评整改结果) is how one bad rating ended, as the public may read it: no
// day, no item, no name of a rating, and words only that were written for it.
type Outcome struct {
	Unit     string
	Class    Class
	Kind     string // way of finding; empty where the rating was excluded
	Excluded Ground
	InTime   bool
	Again    Level  // what the rater said of it, 0 when nothing
	Words    string // 公开内容
}

// Followed (差评整改公开) is what became of the bad ratings of a half-year.
type Followed struct {
	Bad      int64 // bad ratings, the excluded ones included
	Open     int64
	Late     int64 // of the open, past their day
	Resolved int64
	InTime   int64 // of the resolved
	Outcomes []Outcome
}

func followedOf(tx *store.Tx, h Half) (f Followed, err error) {
	w := new(store.Where).And("county = ? AND opened_day >= ? AND opened_day <= ?", tx.County(), h.Period().From, h.Period().To)
	found, err := redresses.Page(tx, w, "id", clockLimit)
	if err != nil {
		return f, err
	}
	for _, d := range found {
		f.Bad++
		switch {
		case d.ResolvedAt == nil:
			f.Open++
			if d.RectifyDue < tx.Today() {
				f.Late++
			}
			continue
		case d.State == Resolved:
			f.Resolved++
		}
		o, err := outcomeOf(tx, d)
		if err != nil {
			return f, err
		}
		if o.InTime && d.State == Resolved {
			f.InTime++
		}
		f.Outcomes = append(f.Outcomes, o)
	}
	slices.SortFunc(f.Outcomes, func(a, b Outcome) int { // an order that tells nothing of when
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Excluded, b.Excluded), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Words, b.Words))
	})
	return f, nil
}

func outcomeOf(tx *store.Tx, d Redress) (Outcome, error) {
	o := Outcome{Unit: d.Unit, Class: d.Term().Class, InTime: d.ResolvedAt.Day() <= d.RectifyDue}
	if d.PublicNote != nil {
		o.Words = *d.PublicNote
	}
	x, out, err := exclusionOfRating.Find(tx, tx.County(), d.RatingID)
	if err != nil {
		return o, err
	}
	if out {
		o.Excluded = x.Ground
		return o, nil
	}
	if d.FindingKind != nil {
		o.Kind = *d.FindingKind
	}
	again, said, err := followUpOf.Find(tx, tx.County(), d.RatingID)
	if said {
		o.Again = again.Level
	}
	return o, err
}

// Reply is what ends a redress: what was told to the rater, and what the public
// may read of it.
type Reply struct {
	Told   string
	Public string // optional
}

// word is something the managing office writes that others will read.
type word struct{ field, zh, text string }

// anonymous refuses words that tell who rated: the name of the enterprise, the
// number of the case or the visit, and what looks like a number of a person.
func anonymous(tx *store.Tx, ratingID string, p *fault.Problems, words ...word) error {
	first, err := ratingByID.One(tx, tx.County(), ratingID)
	if err != nil {
		return err
	}
	inv, err := invitationByID.One(tx, tx.County(), first.InvitationID)
	if err != nil {
		return err
	}
	names, err := namesOf(tx, inv)
	if err != nil {
		return err
	}
	for _, w := range words {
		for _, name := range names {
			if len(name) >= shortestName && strings.Contains(w.text, name) {
				p.Add(w.field, "%s：写了“%s”，别人会认出是谁评的，请改成不认得出的说法", w.zh, name)
			}
		}
		if longNumber(w.text) {
			p.Add(w.field, "%s：有一串号码，可能是电话或证件号，请删去", w.zh)
		}
	}
	return nil
}

func namesOf(tx *store.Tx, inv Invitation) ([]string, error) {
	if inv.CaseID == nil {
		_, number, _ := strings.Cut(*inv.Visit, " ") // the day stands before it
		return []string{number}, nil
	}
	file, err := casework.Show(tx, flow.System("rating.anonymous"), *inv.CaseID)
	if err != nil {
		return nil, err
	}
	known, err := party.Names(tx, []string{file.Case.Party})
	return []string{file.Case.No(), known[file.Case.Party]}, err
}

const (
	shortestName = 3 // bytes; a visit's number of one or two would be found in any words
	shortNumber  = 6 // digits in a row that are no telephone's and no person's
)

func longNumber(text string) bool {
	run := 0
	for _, r := range text {
		if run++; r < '0' || r > '9' {
			run = 0
		}
		if run > shortNumber {
			return true
		}
	}
	return false
}
