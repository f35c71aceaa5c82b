package normdoc

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// known reports whether the actor may see the document: what was published
// everybody, the rest the issuing unit and who watches the county.
func (d Document) known(by flow.Actor) bool {
	return d.PublishedDay != nil || by.Has(watch...) || by.Unit != "" && by.Unit == d.Issuer && by.Has(identity.Staff()...)
}

// DocumentByID shows one document the actor may see.
func DocumentByID(tx *store.Tx, by flow.Actor, id string) (Document, error) {
	d, ok, err := documentByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !d.known(by)) {
		return Document{}, unknown.New(nil)
	}
	return d, err
}

// DocumentByNumber shows one document the actor may see by its number.
func DocumentByNumber(tx *store.Tx, by flow.Actor, number string) (Document, error) {
	d, ok, err := documentByNumber.Find(tx, tx.County(), number)
	if err == nil && (!ok || !d.known(by)) {
		return Document{}, unknown.New(nil)
	}
	return d, err
}

// DocumentFilter narrows a list of documents.
type DocumentFilter struct {
	Text     string // part of title, number or unified number
	Issuer   string
	Standing Standing // on Day
	Day      calendar.Day
}

// Documents lists those the actor may see, the newest first. How they stand is
// computed, so the standing is looked at row by row.
func Documents(tx *store.Tx, by flow.Actor, f DocumentFilter) ([]Document, error) {
	w := new(store.Where).And("county = ?", tx.County())
	switch {
	case by.Has(watch...):
	case by.Unit != "" && by.Has(identity.Staff()...):
		w.And("(published_day IS NOT NULL OR issuer = ?)", by.Unit)
	default:
		w.And("published_day IS NOT NULL AND published_day <= ?", tx.Today())
	}
	if f.Issuer != "" {
		w.And("issuer = ?", f.Issuer)
	}
	found, err := documents.Page(tx, w, "newest", mostDocuments)
	text := strings.TrimSpace(f.Text)
	return slices.DeleteFunc(found, func(d Document) bool {
		return f.Standing != "" && d.On(f.Day) != f.Standing || text != "" && !d.names(text)
	}), err
}

func (d Document) names(text string) bool {
	return strings.Contains(d.Title, text) || strings.Contains(d.Number, text) || d.Unified != nil && strings.Contains(*d.Unified, text)
}

// Rounds lists the rounds the actor may see, the newest first: staff all, the
// public those whose result is published.
func Rounds(tx *store.Tx, by flow.Actor, limit int) ([]Round, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(flow.RoleSystem) && !by.Has(identity.Staff()...) {
		w.And("state = ?", RoundPublished)
	}
	return rounds.Page(tx, w, "newest", min(max(limit, 1), 500))
}

// RoundByID shows one round the actor may see.
func RoundByID(tx *store.Tx, by flow.Actor, id string) (Round, error) {
	r, ok, err := roundByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || r.State != RoundPublished && !by.Has(flow.RoleSystem) && !by.Has(identity.Staff()...)) {
		return Round{}, roundUnknown.New(nil)
	}
	return r, err
}

// Line is a review with its document.
type Line struct {
	Review   Review
	Document Document
	Follower *Document // that revised or repealed it
}

// LinesOf lists a round's reviews: all for who watches the county and once the
// result is published, before that a unit's own.
func LinesOf(tx *store.Tx, by flow.Actor, r Round) ([]Line, error) {
	list, err := reviewsOf.All(tx, tx.County(), r.ID)
	if err != nil {
		return nil, err
	}
	return linesFrom(tx, slices.DeleteFunc(list, func(v Review) bool { return !v.known(by, r) }))
}

func linesFrom(tx *store.Tx, list []Review) ([]Line, error) {
	out := make([]Line, len(list))
	for n, v := range list {
		out[n].Review = v
		var err error
		if out[n].Document, err = documentByID.One(tx, tx.County(), v.DocumentID); err != nil {
			return nil, err
		}
		if v.FollowBy != nil {
			next, err := documentByID.One(tx, tx.County(), *v.FollowBy)
			if err != nil {
				return nil, err
			}
			out[n].Follower = &next
		}
	}
	return out, nil
}

func (v Review) known(by flow.Actor, r Round) bool {
	return r.State == RoundPublished || by.Has(watch...) || by.Unit != "" && by.Unit == v.Unit && by.Has(identity.Staff()...)
}

// TallyIn is the sum of a whole round, whoever asks.
func TallyIn(tx *store.Tx, r Round) (Tally, error) {
	list, err := reviewsOf.All(tx, tx.County(), r.ID)
	return TallyOf(list), err
}

// ReviewByID shows one review the actor may see, with its round.
func ReviewByID(tx *store.Tx, by flow.Actor, id string) (Review, Round, error) {
	v, ok, err := reviewByID.Find(tx, tx.County(), id)
	if err != nil {
		return Review{}, Round{}, err
	}
	if !ok {
		return Review{}, Round{}, reviewUnknown.New(nil)
	}
	r, err := roundByID.One(tx, tx.County(), v.RoundID)
	if err == nil && !v.known(by, r) {
		return Review{}, Round{}, reviewUnknown.New(nil)
	}
	return v, r, err
}

// ReviewFor is the review of a document in a round, by their numbers.
func ReviewFor(tx *store.Tx, by flow.Actor, round, number string) (Review, Round, error) {
	r, ok, err := roundByNumber.Find(tx, tx.County(), round)
	if err != nil {
		return Review{}, Round{}, err
	}
	if !ok {
		return Review{}, Round{}, roundUnknown.New(nil)
	}
	d, ok, err := documentByNumber.Find(tx, tx.County(), number)
	if err != nil {
		return Review{}, Round{}, err
	}
	v, listed, err := reviewFor.Find(tx, tx.County(), r.ID, d.ID)
	if err == nil && (!ok || !listed || !v.known(by, r)) {
		return Review{}, Round{}, notInRound.New(map[string]any{"number": number})
	}
	return v, r, err
}

// ReviewsOf lists the rounds a document went through that the actor may see.
func ReviewsOf(tx *store.Tx, by flow.Actor, documentID string) ([]Line, []Round, error) {
	list, err := reviews.Page(tx, new(store.Where).And("county = ? AND document_id = ?", tx.County(), documentID), "newest", 100)
	if err != nil {
		return nil, nil, err
	}
	var kept []Review
	var of []Round
	for _, v := range list {
		r, err := roundByID.One(tx, tx.County(), v.RoundID)
		if err != nil {
			return nil, nil, err
		}
		if v.known(by, r) {
			kept, of = append(kept, v), append(of, r)
		}
	}
	lines, err := linesFrom(tx, kept)
	return lines, of, err
}

// Following lists what is to be revised or repealed, the next due first; done
// ones too when asked for. Units see their own.
func Following(tx *store.Tx, by flow.Actor, openOnly bool) ([]Line, error) {
	w := new(store.Where).And("county = ? AND follow_due IS NOT NULL", tx.County())
	if openOnly {
		w.And("state = ?", ReviewFollowing)
	}
	if !by.Has(watch...) {
		if by.Unit == "" {
			return nil, nil
		}
		w.And("unit = ?", by.Unit)
	}
	found, err := reviews.Page(tx, w, "due", 500)
	if err != nil {
		return nil, err
	}
	return linesFrom(tx, found)
}

// Waiting counts the reviews that wait for the actor: for the own unit to fill
// in, for a legal reviewer to decide.
func Waiting(tx *store.Tx, by flow.Actor) (int, error) {
	w := new(store.Where).And("county = ?", tx.County())
	switch {
	case by.Has(lawyers...):
		w.And("state = ?", ReviewDone)
	case by.Unit != "" && by.Has(identity.Head, identity.Editor):
		w.And("state = ? AND unit = ?", ReviewPending, by.Unit)
	default:
		return 0, nil
	}
	found, err := reviews.Page(tx, w, "id", mostDocuments)
	return len(found), err
}

// CountStale counts what Stales lists of the open ones, for the menu.
func CountStale(tx *store.Tx, by flow.Actor) (int, error) {
	list, err := Stales(tx, by, true)
	return len(list), err
}
