package workdays

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/store"
)

// builtin are the notices that come with the program, oldest first.
var builtin = sync.OnceValue(calendar.Builtin)

// Books are immutable and named by what they are made of, so that one process
// can keep them for every transaction: made by set of notices, and by version.
var (
	bySet     sync.Map // string → *calendar.Book
	byVersion sync.Map // string → *calendar.Book
)

// Book returns the calendar that holds today.
func Book(tx *store.Tx) (*calendar.Book, error) { return BookAsOf(tx, tx.Today()) }

// BookAsOf returns the calendar made of the notices published by the day. It
// costs one small indexed reading once the book is in the process.
func BookAsOf(tx *store.Tx, day calendar.Day) (*calendar.Book, error) {
	keys, err := confirmedKeys.All(tx, tx.County(), day)
	if err != nil {
		return nil, err
	}
	set := setName(builtinBy(day), keys)
	if book, ok := bySet.Load(set); ok {
		return book.(*calendar.Book), nil
	}
	confirmed, err := confirmedNotices.All(tx, tx.County())
	if err != nil {
		return nil, err
	}
	book, err := bind(confirmed, day)
	if err != nil {
		return nil, err
	}
	bySet.Store(set, book)
	byVersion.Store(book.Version(), book)
	return book, nil
}

// setName names a set of notices: how many built-in ones, and which others in
// the order of their confirmation.
func setName(builtin int, keys []noticeKey) string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(builtin))
	for _, key := range keys {
		b.WriteByte(' ')
		b.WriteString(key.ID)
	}
	return b.String()
}

func builtinBy(day calendar.Day) (n int) {
	for _, notice := range builtin() {
		if notice.Published <= day {
			n++
		}
	}
	return n
}

// bind makes the book of a day from the built-in notices and those confirmed,
// given in the order of confirmation.
func bind(confirmed []Notice, day calendar.Day) (*calendar.Book, error) {
	book, err := calendar.NewBook(standing(confirmed, day), day)
	return book, Loud(err)
}

// known lists the built-in notices and then the confirmed ones.
func known(confirmed []Notice) []calendar.Notice {
	all := slices.Clone(builtin())
	for _, n := range confirmed {
		all = append(all, n.notice())
	}
	return all
}

// standing leaves, of what was published by the day, one notice for each
// document number: the one confirmed last, else the built-in one. So a mistake
// in a loaded notice is mended by loading it again.
func standing(confirmed []Notice, day calendar.Day) []calendar.Notice {
	all := slices.DeleteFunc(known(confirmed), func(n calendar.Notice) bool { return n.Published > day })
	last := map[string]int{}
	for i, n := range all {
		last[n.No] = i
	}
	var out []calendar.Notice
	for i, n := range all {
		if n.No == "" || last[n.No] == i {
			out = append(out, n)
		}
	}
	return out
}

// BookOf returns the book a record names, also if newer versions hold now. It
// refuses with VersionUnknown a text that is no version of this county.
func BookOf(tx *store.Tx, version string) (*calendar.Book, error) {
	if book, ok := byVersion.Load(version); ok {
		return book.(*calendar.Book), nil
	}
	confirmed, err := confirmedNotices.All(tx, tx.County())
	if err != nil {
		return nil, err
	}
	for n := len(confirmed); n >= 0; n-- {
		if book := search(confirmed[:n], version); book != nil {
			byVersion.Store(version, book)
			return book, nil
		}
	}
	return nil, VersionUnknown.New(fault.Args{"version": version})
}

// search tries the days on which a notice was published; between them the
// calendar does not change.
func search(confirmed []Notice, version string) *calendar.Book {
	for _, n := range known(confirmed) {
		if !strings.HasPrefix(version, n.Published.String()) {
			continue // a version begins with the day of its newest notice
		}
		if book, err := bind(confirmed, n.Published); err == nil && book.Version() == version {
			return book
		}
	}
	return nil
}

// Loud turns a calendar.NoCalendarError in err's chain into the fault
// workdays.no_calendar; other errors, and nil, pass unchanged. Rooms wrap every
// count with it.
func Loud(err error) error {
	var missing *calendar.NoCalendarError
	if errors.As(err, &missing) {
		return NoCalendar.Because(err, fault.Args{"year": missing.Year})
	}
	return err
}
