package workdays

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// Turn is one change of the calendar: from the instant At on the county knows
// Book. A built-in notice is known from the day of its publication, a loaded one
// from its confirmation, though never before it was published.
type Turn struct {
	At   calendar.Instant
	Book *calendar.Book
}

// Turns returns every calendar the county has known up to now, oldest first, so
// that a past day can be counted with what was known on it.
func Turns(tx *store.Tx) ([]Turn, error) { return TurnsWith(tx, nil) }

// TurnsWith is Turns as if one more notice had always been among them (预演). It
// refuses what contradicts the calendar, and writes nothing.
func TurnsWith(tx *store.Tx, extra *calendar.Notice) ([]Turn, error) {
	confirmed, err := confirmedNotices.All(tx, tx.County())
	if err != nil {
		return nil, err
	}
	var out []Turn
	for _, at := range turningPoints(confirmed, tx.Now()) {
		known := slices.DeleteFunc(slices.Clone(confirmed), func(n Notice) bool { return knownFrom(n) > at })
		book, err := bookOf(known, at.Day())
		if err == nil && extra != nil {
			book, err = overlaid(book, known, at.Day(), *extra)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, Turn{At: at, Book: book})
	}
	return out, nil
}

func knownFrom(n Notice) calendar.Instant {
	from := n.Published.Start()
	if n.ConfirmedAt != nil {
		from = max(from, *n.ConfirmedAt)
	}
	return from
}

func turningPoints(confirmed []Notice, now calendar.Instant) []calendar.Instant {
	var points []calendar.Instant
	for _, n := range builtin() {
		points = append(points, n.Published.Start())
	}
	for _, n := range confirmed {
		points = append(points, knownFrom(n))
	}
	slices.Sort(points)
	return slices.DeleteFunc(slices.Compact(points), func(at calendar.Instant) bool { return at > now })
}

// bookOf binds what was known on the day, from the process's memory where it can.
func bookOf(known []Notice, day calendar.Day) (*calendar.Book, error) {
	keys := make([]noticeKey, len(known))
	for i, n := range known {
		keys[i] = noticeKey{n.ID, n.Published}
	}
	set := setName(builtinBy(day), keys)
	if book, ok := bySet.Load(set); ok {
		return book.(*calendar.Book), nil
	}
	book, err := bind(known, day)
	if err != nil {
		return nil, err
	}
	bySet.Store(set, book)
	byVersion.Store(book.Version(), book)
	return book, nil
}

// overlaid lets one more notice have the last word in a book that covers its days.
func overlaid(book *calendar.Book, known []Notice, day calendar.Day, extra calendar.Notice) (*calendar.Book, error) {
	for _, s := range extra.Days {
		if !book.Covers(s.Day) {
			return book, nil
		}
	}
	extra.Published = day + 1
	out, err := calendar.NewBook(append(standing(known, day), extra), day+1)
	return out, Loud(err)
}
