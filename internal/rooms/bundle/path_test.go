package bundle

import (
	"math/rand/v2"
	"slices"
	"testing"

	"yingshang/internal/kernel/calendar"
)

func book(t testing.TB) *calendar.Book {
	t.Helper()
	b, err := calendar.NewBook(calendar.Builtin(), calendar.DayOf(2020, 6, 1))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func day(t testing.TB, s string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Test关键路径 is a table of what people can count on the calendar.
func Test关键路径(t *testing.T) {
	t.Parallel()
	wd := func(n int, after ...int) Task { return Task{N: n, Unit: calendar.WorkDays, After: after} }
	d := func(s string) *calendar.Day { x := day(t, s); return &x }
	for _, c := range []struct {
		name   string
		today  string
		tasks  []Task
		finish string
		slack  []int
	}{
		{"一步", "2020-06-08", []Task{wd(5)}, "2020-06-15", []int{0}},
		{"两步并联", "2020-06-08", []Task{wd(5), wd(2)}, "2020-06-15", []int{0, 3}},
		{"三步串联", "2020-06-08", []Task{wd(5), wd(2, 0), wd(3, 1)}, "2020-06-22", []int{0, 0, 0}},
		{"汇合", "2020-06-08", []Task{wd(5), wd(2), wd(3, 0, 1)}, "2020-06-18", []int{0, 3, 0}},
		{"跨端午节", "2020-06-22", []Task{wd(3), wd(1, 0)}, "2020-06-29", []int{0, 0}},
		{"自然日遇节假日顺延", "2020-06-22", []Task{{N: 4, Unit: calendar.CalendarDays}}, "2020-06-28", []int{0}},
		{"当场办", "2020-06-08", []Task{wd(0), wd(4, 0)}, "2020-06-12", []int{0, 0}},
		{"办完的不算", "2020-06-10", []Task{{Finished: d("2020-06-09")}, wd(3, 0), wd(1)}, "2020-06-15", []int{-1, 0, 2}},
		{"在办的看自己的期限", "2020-06-10", []Task{{Due: d("2020-06-19")}, wd(2), wd(1, 0)}, "2020-06-22", []int{0, 6, 0}},
		{"超期的从今天算", "2020-06-10", []Task{{Due: d("2020-06-09")}, wd(2, 0)}, "2020-06-12", []int{0, 0}},
	} {
		p, err := CriticalPath(book(t), day(t, "2020-06-08"), day(t, c.today), c.tasks)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		slack := make([]int, len(p.Tasks))
		for i, at := range p.Tasks {
			slack[i] = at.Slack
		}
		if p.Finish.String() != c.finish || !slices.Equal(slack, c.slack) {
			t.Errorf("%s：%s %v，要 %s %v", c.name, p.Finish, slack, c.finish, c.slack)
		}
	}
}

// slowFinish walks every path without remembering, day by day.
func slowFinish(b *calendar.Book, from, today calendar.Day, tasks []Task, i int) calendar.Day {
	t := tasks[i]
	start := from
	for _, j := range t.After {
		start = max(start, slowFinish(b, from, today, tasks, j))
	}
	switch {
	case t.Finished != nil:
		return *t.Finished
	case t.Due != nil:
		return max(*t.Due, today)
	}
	at := max(start, today)
	for left := t.N; left > 0; left-- {
		at++
		for t.Unit == calendar.WorkDays && !works(b, at) {
			at++
		}
	}
	for t.Unit == calendar.CalendarDays && !works(b, at) {
		at++
	}
	return at
}

func works(b *calendar.Book, d calendar.Day) bool {
	ok, err := b.IsWorkday(d)
	return err == nil && ok
}

func slowAll(b *calendar.Book, from, today calendar.Day, tasks []Task) (all calendar.Day) {
	all = from
	for i := range tasks {
		all = max(all, slowFinish(b, from, today, tasks, i))
	}
	return all
}

// slowSlack delays a task by one working day after the other until the whole is
// later.
func slowSlack(b *calendar.Book, from, today calendar.Day, tasks []Task, i int) (lost int) {
	all := slowAll(b, from, today, tasks)
	at := slowFinish(b, from, today, tasks, i)
	delayed := slices.Clone(tasks)
	for {
		at++
		delayed[i] = Task{After: tasks[i].After, Due: &at}
		if slowAll(b, from, today, delayed) > all {
			return lost
		}
		if works(b, at) {
			lost++
		}
	}
}

// Test关键路径与笨办法一致 compares with walking every path, over random orders,
// limits and stands.
func Test关键路径与笨办法一致(t *testing.T) {
	t.Parallel()
	b, from := book(t), day(t, "2020-04-01")
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 3000 {
		tasks := randomTasks(r, from)
		today := from + calendar.Day(r.IntN(20))
		p, err := CriticalPath(b, from, today, tasks)
		if err != nil {
			t.Fatal(err)
		}
		if want := slowAll(b, from, today, tasks); p.Finish != want {
			t.Fatalf("第 %d 轮：%s，笨办法 %s：%+v", round, p.Finish, want, tasks)
		}
		for i, at := range p.Tasks {
			if tasks[i].Finished != nil {
				continue
			}
			if want := slowSlack(b, from, today, tasks, i); at.Slack != want {
				t.Fatalf("第 %d 轮第 %d 步：还能晚 %d，笨办法 %d：%+v", round, i, at.Slack, want, tasks)
			}
		}
	}
}

// randomTasks makes an order in which only what has no open forerunner runs.
func randomTasks(r *rand.Rand, from calendar.Day) []Task {
	tasks := make([]Task, 1+r.IntN(7))
	for i := range tasks {
		t := &tasks[i]
		t.N, t.Unit = r.IntN(12), calendar.WorkDays
		if r.IntN(3) == 0 {
			t.Unit = calendar.CalendarDays
		}
		started := true
		for j := range i {
			if r.IntN(3) == 0 {
				t.After = append(t.After, j)
				started = started && tasks[j].Finished != nil
			}
		}
		if !started {
			continue
		}
		d := from + calendar.Day(r.IntN(25))
		for _, j := range t.After {
			d = max(d, *tasks[j].Finished)
		}
		switch r.IntN(3) {
		case 0:
			t.Finished = &d
		case 1:
			t.Due = &d
		}
	}
	return tasks
}

func Test最长一串(t *testing.T) {
	t.Parallel()
	n := func(n int, after ...int) Task { return Task{N: n, After: after} }
	for _, c := range []struct {
		tasks []Task
		days  int
		chain []int
	}{
		{nil, 0, nil},
		{[]Task{n(3), n(5)}, 5, []int{1}},
		{[]Task{n(3), n(5), n(4, 0), n(1, 1, 2)}, 8, []int{0, 2, 3}},
		{[]Task{n(0), n(0, 0)}, 0, []int{0}},
	} {
		if days, chain := longest(c.tasks); days != c.days || !slices.Equal(chain, c.chain) {
			t.Errorf("%v：%d %v，要 %d %v", c.tasks, days, chain, c.days, c.chain)
		}
	}
}
