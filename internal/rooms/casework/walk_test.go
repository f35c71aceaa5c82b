package casework

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// stride is one act of a walk: a sensible one follows the table from the state
// that was reached, another is any verb by anybody.
type stride struct {
	Sensible bool
	Which    int
	Who      int
	Wait     int // hours before it
	Paper    int // 1 form, 2 plan: taken in before it
}

var strides = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) stride {
	return stride{rapid.IntRange(0, 9).Draw(t, "sensible") > 2, rapid.IntRange(0, 999).Draw(t, "which"), rapid.IntRange(0, 99).Draw(t, "who"),
		rapid.SampledFrom([]int{0, 0, 0, 0, 1, 5, 12, 30, 120}).Draw(t, "wait"), rapid.SampledFrom([]int{0, 1, 1, 2, 2}).Draw(t, "paper")}
}), 12, 40)

// longestWalk, in hours, and lastStart keep every due day inside 2020, whose
// calendar is known from the beginning.
const longestWalk = 30 * 24

var lastStart = calendar.DayOf(2020, 7, 31)

var walkItems = []string{"plan-permit", "record", "relay", "licence"}

// walk is one case and its model on the way.
type walk struct {
	c      *county
	fail   func(format string, args ...any)
	m      *model
	id     string
	people []flow.Actor
	verbs  []flow.Verb
	passed map[flow.Verb]int
	waited int // hours
}

func newWalk(c *county, item string, fail func(string, ...any)) *walk {
	w := &walk{c: c, fail: fail, passed: map[flow.Verb]int{}}
	w.people = []flow.Actor{clerk, reviewer, reviewer2, approver, approver2, head, c.owner, machine, stranger, {},
		{Account: "watch", Unit: "watch", Roles: []flow.Role{identity.Supervisor}}}
	for _, step := range Flow.Steps {
		if !slices.Contains(w.verbs, step.Verb) {
			w.verbs = append(w.verbs, step.Verb)
		}
	}
	w.try(func(tx *store.Tx) error {
		k, err := Open(tx, clerk, Filing{Item: item, Party: c.party, Mobile: "19900000000", Delivery: "window", Answers: map[string]string{"park": "yes"}})
		if err != nil {
			return err
		}
		book, err := workdays.Book(tx)
		w.id = k.ID
		w.m = &model{t: Draft, book: book, instant: item == "record", relay: item == "relay", separate: item != "record", onSite: item == "plan-permit",
			promised: k.PromisedN, statutory: k.StatutoryN, lacking: map[string]bool{"form": true, "plan": true}, entries: 1}
		return err
	})
	return w
}

func (w *walk) try(fn func(tx *store.Tx) error) {
	if err := w.c.s.Write(context.Background(), fn); err != nil {
		w.fail("%v", err)
	}
}

// step lets time pass, takes a paper in, acts, and compares with the model.
func (w *walk) step(v stride) {
	if w.waited += v.Wait; w.waited < longestWalk {
		w.c.clock.Advance(time.Duration(v.Wait) * time.Hour)
	}
	if code := []string{"", "form", "plan"}[v.Paper]; code != "" {
		w.paper(code)
	}
	by, verb := w.people[v.Who%len(w.people)], w.verbs[v.Which%len(w.verbs)]
	if v.Sensible {
		by, verb = w.sensible(v, by, verb)
	}
	want := w.m.refuses(by, verb, w.c.clock.Now().Day())
	err := w.c.s.Write(context.Background(), func(tx *store.Tx) error { return verbActs[verb](tx, by, w.id) })
	switch f, refused := fault.Of(err); {
	case err != nil && !refused, refused && f.Def != want, err == nil && want != nil:
		w.fail("“%s”时 %s %s：得到 %v，要 %v", w.m.t, by.Account, verb, err, want)
	case err == nil:
		w.passed[verb]++
		w.m.does(by, verb, w.c.clock.Now())
	}
	w.compare(verb)
}

// sensible picks a step of the present state that may pass in these walks, and
// somebody who may take it; steps that end the case are rare, so that walks get far.
func (w *walk) sensible(v stride, by flow.Actor, verb flow.Verb) (flow.Actor, flow.Verb) {
	var open []flow.Step
	for _, s := range Flow.Steps {
		if s.From == w.m.t && (!Flow.Final(s.To) || v.Which%10 == 0) && !slices.Contains(trustVerbs, s.Verb) {
			open = append(open, s)
		}
	}
	if len(open) == 0 {
		return by, verb
	}
	s := open[v.Which/10%len(open)] // apart from the digit that was looked at already
	able := slices.DeleteFunc(slices.Clone(w.people), func(a flow.Actor) bool { return !a.Has(s.Roles...) })
	return able[v.Who%len(able)], s.Verb
}

// paper takes one in where the state lets it.
func (w *walk) paper(code string) {
	err := w.c.s.Write(context.Background(), func(tx *store.Tx) error {
		_, err := Receive(tx, clerk, w.id, 0, Sheet{Code: code, Pages: 1})
		return err
	})
	takes := slices.Contains([]flow.State{Draft, Correction, Submitted}, w.m.t)
	if takes != (err == nil) || err != nil && !flow.StepRefused.Is(err) {
		w.fail("“%s”时收材料：%v", w.m.t, err)
	}
	if takes {
		delete(w.m.lacking, code)
		w.m.entries++
	}
}

// compare holds the stored case, its records and its history against the model.
func (w *walk) compare(verb flow.Verb) {
	f := w.c.file(w.id)
	k, m := f.Case, w.m
	if k.State != m.t || len(f.Notices) != m.notices || len(f.Pauses) != len(m.pauses) || len(f.Decisions) != m.setAside+map[bool]int{true: 1}[m.standing] {
		w.fail("%s 后：状态 %s（要 %s），告知 %d，特别程序 %d，决定 %d", verb, k.State, m.t, len(f.Notices), len(f.Pauses), len(f.Decisions))
	}
	standing := 0
	for _, d := range f.Decisions {
		if d.SetAside == nil {
			standing++
		}
		if k.AcceptedAt == nil {
			w.fail("没有受理就有了决定")
		}
	}
	if standing > 1 || (standing == 1) != m.standing {
		w.fail("有 %d 个有效的决定", standing)
	}
	if promised, statutory := m.dues(); m.undecided() && (*k.PromisedDue != promised || *k.StatutoryDue != statutory) {
		w.fail("%s 后：期限 %s / %s，逐日数得 %s / %s", verb, *k.PromisedDue, *k.StatutoryDue, promised, statutory)
	}
	if m.t == Submitted && (*k.ReceivedDay != m.received || *k.NoticeDue != m.after(m.received, 5, nil)) {
		w.fail("收件日 %s，答复期限 %s，要 %s", *k.ReceivedDay, *k.NoticeDue, m.received)
	}
	w.history()
}

// history replays the journal through the table.
func (w *walk) history() {
	var events []journal.Event
	err := w.c.s.Read(context.Background(), func(tx *store.Tx) (err error) {
		events, err = journal.History(tx, w.id)
		return err
	})
	if err != nil || len(events) != w.m.entries {
		w.fail("留痕 %d 条，要 %d 条：%v", len(events), w.m.entries, err)
	}
	state := Flow.Start
	for _, e := range events {
		for _, s := range Flow.Steps {
			if s.From == state && s.Kind == e.Kind {
				state = s.To
				break
			}
		}
	}
	if state != w.m.t {
		w.fail("照留痕重放得到 %s，要 %s", state, w.m.t)
	}
}

// furtherWalks bounds the walks that look for what the run's own seed missed.
const furtherWalks = 300

// missed is a verb that no walk got through.
func missed(passed map[flow.Verb]int) flow.Verb {
	for _, verb := range []flow.Verb{VerbAccept, VerbDeem, VerbResubmit, VerbSuspend, VerbResume, VerbExtend, VerbSendBack,
		VerbGrant, VerbRefuse, VerbDeliver, VerbClose, VerbReopen, VerbTerminate, VerbWithdraw} {
		if passed[verb] == 0 {
			return verb
		}
	}
	return ""
}

// Test随机办件与模型一致 walks cases through random acts by random people.
func Test随机办件与模型一致(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		fresh := func() *county {
			s, clock := storetest.SQLite(t)
			return newCounty(t, s, clock)
		}
		c := fresh()
		passed := map[flow.Verb]int{}
		rapid.Check(t, func(rt *rapid.T) {
			if c.clock.Now().Day() > lastStart {
				whole(t, c)
				c = fresh()
			}
			w := newWalk(c, rapid.SampledFrom(walkItems).Draw(rt, "item"), rt.Fatalf)
			for _, v := range strides.Draw(rt, "moves") {
				w.step(v)
			}
			for verb, n := range w.passed {
				passed[verb] += n
			}
		})
		// The seed of a run is its own; what it missed, further walks have to reach.
		for seed := 0; missed(passed) != "" && seed < furtherWalks; seed++ {
			if c.clock.Now().Day() > lastStart {
				whole(t, c)
				c = fresh()
			}
			w := newWalk(c, walkItems[seed%len(walkItems)], t.Fatalf)
			for _, v := range strides.Example(seed) {
				w.step(v)
			}
			for verb, n := range w.passed {
				passed[verb] += n
			}
		}
		if verb := missed(passed); verb != "" {
			t.Errorf("随机走法没有走到 %s：%v", verb, passed)
		}
		whole(t, c)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		s, clock := storetest.Postgres(t)
		c := newCounty(t, s, clock)
		for seed := range 8 {
			w := newWalk(c, walkItems[seed%len(walkItems)], t.Fatalf)
			for _, v := range strides.Example(seed) {
				w.step(v)
			}
		}
		whole(t, c)
	})
}

// whole looks at all cases together: the log verifies down to the rows, and no
// number is missing or taken twice.
func whole(t *testing.T, c *county) {
	t.Helper()
	ctx := context.Background()
	if err := journal.Sequence(ctx, c.s); err != nil {
		t.Fatal(err)
	}
	verdict, err := journal.VerifyLog(ctx, c.s, journal.Check{})
	if err != nil || !verdict.Sound() {
		t.Fatalf("留痕核验：%v %+v", err, verdict.First)
	}
	err = c.s.Read(ctx, func(tx *store.Tx) error {
		serials := map[calendar.Day][]string{}
		list, err := cases.Page(tx, new(store.Where).And("county = ? AND number IS NOT NULL", tx.County()), "received", 10_000)
		for _, k := range list {
			serials[k.SubmittedAt.Day()] = append(serials[k.SubmittedAt.Day()], *k.Number)
		}
		for day, numbers := range serials {
			slices.Sort(numbers)
			for i, n := range numbers {
				if want := fmt.Sprintf("TJ%04d%02d%02d-%04d", day.Year(), day.Month(), day.Dom(), i+1); n != want {
					t.Errorf("编号 %s，要 %s", n, want)
				}
			}
		}
		for _, word := range []string{"受", "补", "许准", "许不", "撤", "终", "特告", "延"} {
			for year := 2020; year <= tx.Today().Year(); year++ {
				if gaps, err := letters.Gaps(tx, "桃自然资"+word, year); err != nil || len(gaps) > 0 {
					t.Errorf("%d 年文书“%s”缺号 %v：%v", year, word, gaps, err)
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
