package calendar

import "slices"

// Difference is a day on which a book and another holiday file disagree (日历差异).
type Difference struct {
	Day   Day    `json:"day"`
	Ours  bool   `json:"ours"`   // working day by the book
	Other bool   `json:"theirs"` // working day by the other file
	Why   string `json:"why"`    // the book's reason
}

// Check compares the book with another list of special days, as [ParseHolidayCN] gives them. Compared are all
// days of the covered years that the list touches; a day the list does not name is Monday to Friday to it. So
// a day off that the list forgot is found too. A year is left aside when only its last December days are
// named (they come with the next year's file). Differences are ordered by day.
func (b *Book) Check(days []Special) []Difference {
	other := &Book{marks: map[Day]mark{}}
	years := map[int]bool{}
	for _, s := range days {
		other.marks[s.Day] = mark{name: s.Name, off: s.Off}
		if s.Day.Month() < 12 {
			years[s.Day.Year()] = true
		}
	}
	var out []Difference
	differ := func(d Day) {
		ours, theirs := b.workday(d), other.works(d)
		if ours != theirs {
			out = append(out, Difference{Day: d, Ours: ours, Other: theirs, Why: b.why(d, ours)})
		}
	}
	for _, s := range days {
		if b.Covers(s.Day) && !years[s.Day.Year()] {
			differ(s.Day)
		}
	}
	for y := range years {
		for d := DayOf(y, 1, 1); d < DayOf(y+1, 1, 1) && b.Covers(d); d++ {
			// The end of December is the business of the next year's file unless this list names it.
			if _, named := other.marks[d]; named || d < DayOf(y, 12, 24) {
				differ(d)
			}
		}
	}
	slices.SortFunc(out, func(a, b Difference) int { return int(a.Day) - int(b.Day) })
	return slices.CompactFunc(out, func(a, b Difference) bool { return a.Day == b.Day })
}
