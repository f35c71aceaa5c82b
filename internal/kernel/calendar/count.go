package calendar

// Unit is the unit of a period (期限单位). Each rule of law names its own.
type Unit string

const (
	WorkDays     Unit = "wd" // working days (工作日)
	CalendarDays Unit = "cd" // calendar days (自然日)
)

// Valid reports whether u is one of the two units.
func (u Unit) Valid() bool { return u == WorkDays || u == CalendarDays }

// Zh is the unit as printed: 工作日 or 自然日.
func (u Unit) Zh() string {
	switch u {
	case WorkDays:
		return "工作日"
	case CalendarDays:
		return "自然日"
	}
	return string(u)
}

// check refuses a length or unit that no rule of law can have.
func (u Unit) check(n int) error {
	if !u.Valid() {
		return inputErrorf("期限单位“%s”不认识：请填 wd（工作日）或 cd（自然日）", clip(string(u)))
	}
	if n < 0 {
		return inputErrorf("期限不能是负数（%d）：请填 0 或更大的整数", n)
	}
	return nil
}

// IsWorkday reports whether d is a working day (工作日), or a [NoCalendarError].
func (b *Book) IsWorkday(d Day) (bool, error) {
	if !b.Covers(d) {
		return false, outside(d)
	}
	return b.workday(d), nil
}

// workday needs a covered day.
func (b *Book) workday(d Day) bool { return b.nth[b.rank[d-b.base]] == d }

// Explain says whether d is a working day and why: 工作日, 周末, the holiday with the number of its notice
// (春节（国办发明电〔2020〕1号）) or 调休上班 likewise.
func (b *Book) Explain(d Day) (workday bool, why string, err error) {
	workday, err = b.IsWorkday(d)
	if err != nil {
		return false, "", err
	}
	return workday, b.why(d, workday), nil
}

func (b *Book) why(d Day, workday bool) string {
	m, marked := b.marks[d]
	switch {
	case marked && workday:
		return "调休上班（" + m.name + "，" + m.by + "）"
	case marked:
		return m.name + "（" + m.by + "）"
	case workday:
		return "工作日"
	}
	return "周末"
}

// AddWorkdays gives the n-th working day after start; start itself is not counted (民法典 art. 201) and need
// not be a working day. n = 0 gives start. A negative n counts backwards: -1 is the last working day before
// start. Beyond the book it is a [NoCalendarError].
func (b *Book) AddWorkdays(start Day, n int) (Day, error) {
	if d, ok := b.Forward(start, n); ok {
		return d, nil
	}
	return b.addSlowly(start, n)
}

// Forward is the plain count alone, for those who date millions of cases again: the n-th working day after
// start in two array reads, small enough for the compiler to set it into the caller's loop. It says no to
// everything else (an uncovered day, n < 1, an end beyond the book); [Book.AddWorkdays] then says why.
func (b *Book) Forward(start Day, n int) (Day, bool) {
	i := uint(start - b.base)
	if i >= uint(len(b.rank)) || n <= 0 {
		return 0, false
	}
	k := uint(b.rank[i]) + uint(n)
	if k >= uint(len(b.nth)) {
		return 0, false
	}
	return b.nth[k], true
}

// addSlowly takes what is not a plain forward count within the book.
func (b *Book) addSlowly(start Day, n int) (Day, error) {
	if !b.Covers(start) {
		return 0, outside(start)
	}
	if n == 0 {
		return start, nil
	}
	if n > 0 {
		return 0, &NoCalendarError{Year: b.last + 1}
	}
	before := int(b.rank[start-b.base])
	if b.workday(start) {
		before--
	}
	// before+n+1 cannot overflow: before is not negative and n is.
	if k := before + n + 1; k > 0 {
		return b.nth[k], nil
	}
	return 0, &NoCalendarError{Year: b.first - 1}
}

// WorkdaysBetween gives the number of working days in (a, z]: 0 for the same day, so a case closed on the day
// it was accepted took 0. With z before a it is the negative of the days in (z, a]. Both days must be covered.
func (b *Book) WorkdaysBetween(a, z Day) (int, error) {
	i, j := int(a)-int(b.base), int(z)-int(b.base)
	if uint(i) < uint(len(b.rank)) && uint(j) < uint(len(b.rank)) {
		return int(b.rank[j] - b.rank[i]), nil
	}
	return 0, b.firstOutside(a, z)
}

func (b *Book) firstOutside(a, z Day) error {
	if !b.Covers(a) {
		return outside(a)
	}
	return outside(z)
}

// Due gives the last day of a period of n units that starts on start (到期日). Working days: as [Book.AddWorkdays].
// Calendar days: start+n, moved forward to the next working day when it is a rest day (民法典 art. 203). A
// decision at any time of the due day is in time; [Day.End] is the last moment.
func (b *Book) Due(start Day, n int, unit Unit) (Day, error) {
	if unit == WorkDays {
		if d, ok := b.Forward(start, n); ok {
			return d, nil
		}
	}
	return b.dueSlowly(start, n, unit)
}

// dueSlowly takes calendar days and what is not a plain forward count.
func (b *Book) dueSlowly(start Day, n int, unit Unit) (Day, error) {
	if err := unit.check(n); err != nil {
		return 0, err
	}
	if unit == WorkDays {
		return b.addSlowly(start, n)
	}
	end, err := b.plusDays(start, n)
	if err != nil {
		return 0, err
	}
	return b.NextWorkday(end)
}

// plusDays adds calendar days without leaving the range of Day.
func (b *Book) plusDays(start Day, n int) (Day, error) {
	limit := b.base + Day(len(b.rank))
	if start >= limit || int64(n) >= int64(limit)-int64(start) {
		return 0, &NoCalendarError{Year: max(b.last+1, start.Year())}
	}
	return start + Day(n), nil
}

// NextWorkday gives d itself if it is a working day, else the next one.
func (b *Book) NextWorkday(d Day) (Day, error) {
	if !b.Covers(d) {
		return 0, outside(d)
	}
	if b.workday(d) {
		return d, nil
	}
	return b.AddWorkdays(d, 1)
}
