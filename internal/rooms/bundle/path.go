package bundle

import "yingshang/internal/kernel/calendar"

// Task is one step as the critical path (关键路径) sees it.
type Task struct {
	After    []int         // places in the list, each smaller than the task's own
	N        int           // its limit while it has not started
	Unit     calendar.Unit // of the limit
	Due      *calendar.Day // last day of its own clock while it runs
	Finished *calendar.Day // when it came to its end
}

// Placed is a task with its days.
type Placed struct {
	Start  calendar.Day // day 0: the last forerunner's finish
	Finish calendar.Day // when it is done by its limit; today for one that is late
	Latest calendar.Day // when it has to be done so that the whole is not later
	Slack  int          // working days it may still lose; 0 holds the date
	Late   bool         // its own day has passed
}

// Critical reports whether a day lost in the task is a day lost for all.
func (p Placed) Critical() bool { return p.Slack == 0 }

// Path is the order of the tasks in days.
type Path struct {
	Finish calendar.Day // of the last task
	Tasks  []Placed
}

// CriticalPath places the tasks from day 0: forward by each limit over the
// calendar, then backward for what each may lose. A task that has come to its
// end has no slack to speak of and is never critical.
func CriticalPath(book *calendar.Book, from, today calendar.Day, tasks []Task) (Path, error) {
	p := Path{Finish: from, Tasks: make([]Placed, len(tasks))}
	for i, t := range tasks {
		at := &p.Tasks[i]
		at.Start = from
		for _, j := range t.After {
			at.Start = max(at.Start, p.Tasks[j].Finish)
		}
		if err := at.place(book, t, today); err != nil {
			return Path{}, err
		}
		p.Finish = max(p.Finish, at.Finish)
	}
	for i := range p.Tasks {
		p.Tasks[i].Latest = p.Finish
	}
	for i := len(tasks) - 1; i >= 0; i-- {
		if err := p.backward(book, i, tasks); err != nil {
			return Path{}, err
		}
	}
	return p, nil
}

// place sets the task's own finish.
func (p *Placed) place(book *calendar.Book, t Task, today calendar.Day) (err error) {
	switch {
	case t.Finished != nil:
		p.Finish = *t.Finished
	case t.Due != nil:
		p.Late = *t.Due < today
		p.Finish = max(*t.Due, today)
	default:
		p.Start = max(p.Start, today)
		p.Finish, err = book.Due(p.Start, t.N, t.Unit)
	}
	return err
}

// backward hands what task i may lose to those before it, and counts its slack.
func (p *Path) backward(book *calendar.Book, i int, tasks []Task) (err error) {
	t, at := tasks[i], &p.Tasks[i]
	if t.Finished != nil {
		at.Slack = -1
		return nil
	}
	if at.Slack, err = book.WorkdaysBetween(at.Finish, max(at.Latest, at.Finish)); err != nil || t.Due != nil {
		return err // one that runs no longer waits for those before it
	}
	start, err := latestStart(book, at.Start, at.Latest, t)
	for _, j := range t.After {
		before := &p.Tasks[j]
		before.Latest = min(before.Latest, max(start, before.Finish))
	}
	return err
}

// latestStart is the last day 0 from which the task is still done by the limit;
// from the given one it is. Due days do not decrease with the start, so halving
// the span finds it.
func latestStart(book *calendar.Book, from, limit calendar.Day, t Task) (calendar.Day, error) {
	lo, hi := from, max(from, limit)
	for lo < hi {
		mid := lo + (hi-lo+1)/2
		due, err := book.Due(mid, t.N, t.Unit)
		if err != nil {
			return 0, err
		}
		if due <= limit {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return lo, nil
}

// longest is the critical path in working days when nothing is known of the
// calendar: a calendar-day limit takes at most as many working days.
func longest(tasks []Task) (days int, chain []int) {
	sum, from := make([]int, len(tasks)), make([]int, len(tasks))
	last := -1
	for i, t := range tasks {
		from[i] = -1
		for _, j := range t.After {
			if sum[j] > sum[i] || from[i] < 0 {
				sum[i], from[i] = sum[j], j
			}
		}
		sum[i] += t.N
		if last < 0 || sum[i] > days {
			days, last = sum[i], i
		}
	}
	for i := last; i >= 0; i = from[i] {
		chain = append([]int{i}, chain...)
	}
	return days, chain
}
