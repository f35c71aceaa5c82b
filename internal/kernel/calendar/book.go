package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Book is an official calendar (工作日历) as published up to some day. It is immutable and safe for concurrent
// use. It covers whole years without a hole; see the package comment for the days at its end.
type Book struct {
	version string
	base    Day     // 1 January of the first covered year
	rank    []int32 // rank[i]: working days in [base, base+i]
	nth     []Day   // nth[k]: the k-th working day from base, counted from 1; nth[0] is base-1
	marks   map[Day]mark
	first   int
	last    int
}

// mark is what the newest notice says about one day.
type mark struct {
	name string
	off  bool
	by   string // label of the notice
}

// NewBook binds the notices published on asOf or before into a book; a later notice overrides an earlier one
// for the days both name, whatever the order given. It refuses, with an [InputError], notices that name no
// day, name a day twice with different meanings or have no day of publication, and two notices of one day
// that disagree; with a [NoCalendarError], a hole between covered years. Days outside the covered years
// (2006-12-31 in the notice for 2007) are left aside.
func NewBook(notices []Notice, asOf Day) (*Book, error) {
	known, err := knownBy(notices, asOf)
	if err != nil {
		return nil, err
	}
	first, last, err := coveredYears(known, asOf)
	if err != nil {
		return nil, err
	}
	marks, err := mergeMarks(known)
	if err != nil {
		return nil, err
	}
	b := &Book{base: DayOf(first, 1, 1), marks: marks, first: first, last: last}
	b.count(int(DayOf(last+1, 1, 1) - b.base))
	newest := known[len(known)-1]
	b.version = fmt.Sprintf("%s %s #%s", newest.Published, newest.label(), b.digest())
	return b, nil
}

// knownBy keeps the notices published by asOf, oldest first, each looked through for contradictions.
func knownBy(notices []Notice, asOf Day) ([]Notice, error) {
	var known []Notice
	for _, n := range notices {
		if err := n.check(); err != nil {
			return nil, err
		}
		if n.Published <= asOf {
			known = append(known, n)
		}
	}
	slices.SortStableFunc(known, func(a, b Notice) int {
		if a.Published != b.Published {
			return int(a.Published) - int(b.Published)
		}
		return strings.Compare(a.No+"\x00"+a.Title, b.No+"\x00"+b.Title)
	})
	return known, nil
}

func coveredYears(known []Notice, asOf Day) (first, last int, err error) {
	var years []int
	for _, n := range known {
		years = append(years, n.Years()...)
	}
	if len(years) == 0 {
		return 0, 0, &NoCalendarError{Year: asOf.Year()}
	}
	slices.Sort(years)
	years = slices.Compact(years)
	for i, y := range years {
		if y != years[0]+i {
			return 0, 0, &NoCalendarError{Year: years[0] + i}
		}
	}
	return years[0], years[len(years)-1], nil
}

// mergeMarks lets later notices override earlier ones. known is sorted by day of publication.
func mergeMarks(known []Notice) (map[Day]mark, error) {
	marks := map[Day]mark{}
	set := map[Day]Notice{}
	for _, n := range known {
		for _, s := range n.Days {
			old, seen := set[s.Day]
			if seen && old.Published == n.Published && marks[s.Day].off != s.Off {
				return nil, inputErrorf("“%s”和“%s”同一天发布，但对 %s 是否放假说法不一：请核对原文后改正其中一份", old.label(), n.label(), s.Day)
			}
			set[s.Day] = n
			marks[s.Day] = mark{name: s.Name, off: s.Off, by: n.label()}
		}
	}
	return marks, nil
}

// count fills the two tables over size days from base.
func (b *Book) count(size int) {
	b.rank = make([]int32, size)
	b.nth = append(make([]Day, 0, size), b.base-1)
	for i := range b.rank {
		d := b.base + Day(i)
		if b.works(d) {
			b.nth = append(b.nth, d)
		}
		b.rank[i] = int32(len(b.nth) - 1)
	}
}

// works is the rule behind the tables: what a notice says, else Monday to Friday.
func (b *Book) works(d Day) bool {
	if m, ok := b.marks[d]; ok {
		return !m.off
	}
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// digest names the table of working days itself, so that equal tables have equal digests.
func (b *Book) digest() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %d\n", b.base, len(b.rank))
	for _, d := range b.nth[1:] {
		fmt.Fprintf(h, "%d\n", d)
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// Version names the book (日历版本): day and number of its newest notice and a short digest of its table of
// working days, "2020-01-26 国办发明电〔2020〕1号 #1a2b3c4d". A case keeps it beside each due day.
func (b *Book) Version() string { return b.version }

// Years gives the first and the last covered year.
func (b *Book) Years() (first, last int) { return b.first, b.last }

// Covers reports whether the book knows d.
func (b *Book) Covers(d Day) bool { return uint(int(d)-int(b.base)) < uint(len(b.rank)) }

// Provisional reports whether the notice of a year not yet loaded may still change d: the days from 24 December
// of the last covered year. (The earliest December day ever moved is the 29th.)
func (b *Book) Provisional(d Day) bool { return b.Covers(d) && d >= DayOf(b.last, 12, 24) }

// outside is the error for a day the book does not cover.
func outside(d Day) error { return &NoCalendarError{Year: d.Year()} }
