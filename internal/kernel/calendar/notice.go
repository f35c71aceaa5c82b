package calendar

import "slices"

// Special is one day a notice names (节假日或调休日): off, or worked although it is a weekend.
type Special struct {
	Day  Day    `json:"date"`
	Name string `json:"name"` // the holiday it belongs to: 元旦, 春节 …; for a make-up day the holiday it makes up for
	Off  bool   `json:"isOffDay"`
}

// Notice is a holiday notice of the General Office of the State Council (节假日安排通知).
type Notice struct {
	No        string    // document number, 国办发明电〔2019〕16号; empty when it is not known for certain
	Title     string    // title of the notice
	URL       string    // where it was published; may be empty
	Published Day       // day of publication; a book as of an earlier day does not know the notice
	Days      []Special // the days it names, in any order
}

// Years lists the years whose own notice this is: those for which it gives both 1 January and 1 October as
// days off. A notice that only mends one holiday (2020-01-26, extending 春节) has none.
func (n Notice) Years() []int {
	first := map[int]bool{}
	last := map[int]bool{}
	for _, s := range n.Days {
		y, m, d := s.Day.midnight().Date()
		switch {
		case s.Off && m == 1 && d == 1:
			first[y] = true
		case s.Off && m == 10 && d == 1:
			last[y] = true
		}
	}
	var years []int
	for y := range first {
		if last[y] {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	return years
}

// label names the notice in explanations and versions: its number, or its title where the number is not known.
func (n Notice) label() string {
	if n.No != "" {
		return n.No
	}
	return n.Title
}

// check refuses a notice that cannot be put into a book.
func (n Notice) check() error {
	if n.label() == "" {
		return inputErrorf("有一份节假日安排通知既没有文号也没有标题：请至少填写标题")
	}
	if n.Published == 0 {
		return inputErrorf("“%s”缺少发布日期：请按通知原文填写，它决定从哪一天起适用", n.label())
	}
	if len(n.Days) == 0 {
		return inputErrorf("“%s”没有列出任何放假或上班日期：请按通知原文补录", n.label())
	}
	off := make(map[Day]bool, len(n.Days))
	for _, s := range n.Days {
		if was, seen := off[s.Day]; seen && was != s.Off {
			return inputErrorf("“%s”里 %s 既写放假又写上班：请核对原文，只留一条", n.label(), s.Day)
		}
		off[s.Day] = s.Off
	}
	return nil
}
