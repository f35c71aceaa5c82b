package catalogue

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func needs(l List) map[string]Need {
	out := map[string]Need{}
	for _, e := range l.Entries {
		out[e.Code] = e.Need
	}
	return out
}

func TestPersonalList(t *testing.T) {
	t.Parallel()
	v := version(t, whole())
	for name, tt := range map[string]struct {
		answers Answers
		m4      Need
		why     string
	}{
		"没有回答":       {nil, Depends, "“工程是不是在园区里”选“否”，并且“会不会挡住住宅的日照”选“会”时要"},
		"一问就定了":      {Answers{"q1": "a"}, Unneeded, "只有“工程是不是在园区里”选“否”"},
		"还差一问":       {Answers{"q1": "b"}, Depends, "时要"},
		"都满足":        {Answers{"q1": "b", "q2": "a"}, Bring, "因为“工程是不是在园区里”选“否”"},
		"不满足":        {Answers{"q1": "b", "q2": "b"}, Unneeded, "时才要"},
		"没有的选项当没有回答": {Answers{"q1": "b", "q2": "x"}, Depends, "时要"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list, why := PersonalList(v, tt.answers)
			want := map[string]Need{"m1": Bring, "m2": Spared, "m3": Bring, "m4": tt.m4}
			if diff := cmp.Diff(want, needs(list)); diff != "" {
				t.Error(diff)
			}
			if got := list.Entries[3].Why; !strings.Contains(got, tt.why) {
				t.Errorf("says %q, want %q", got, tt.why)
			}
			if len(why)+len(list.Unanswered) != len(v.Questions) {
				t.Errorf("explained %v, open %v", why, list.Unanswered)
			}
		})
	}
}

func TestBarredAnswer(t *testing.T) {
	t.Parallel()
	list, _ := PersonalList(version(t, whole()), Answers{"q1": "a", "q2": "c"})
	if len(list.Bars) != 1 || list.Bars[0] != "请先做好设计方案再来。" {
		t.Errorf("bars %v", list.Bars)
	}
}

// anyVersion draws questions and materials whose conditions may or may not make
// sense.
func anyVersion(t *rapid.T) Version {
	var v Version
	ids := []string{"q1", "q2", "q3"}
	letters := []string{"a", "b", "c"}
	for _, id := range ids[:rapid.IntRange(0, 3).Draw(t, "questions")] {
		q := Question{ID: id, Text: "问" + id}
		for _, c := range letters[:rapid.IntRange(2, 3).Draw(t, "choices")] {
			q.Choices = append(q.Choices, Choice{Code: c, Text: c})
		}
		v.Questions = append(v.Questions, q)
	}
	for _, code := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"m1", "m2", "m3", "m4", "m5"}), 0, 5, rapid.ID[string]).Draw(t, "materials") {
		m := Material{Code: code, Name: "材料" + code, Must: rapid.Bool().Draw(t, "must"), Shared: rapid.Bool().Draw(t, "shared")}
		if !m.Must {
			for range rapid.IntRange(1, 2).Draw(t, "clauses") {
				m.Condition = append(m.Condition, Clause{rapid.SampledFrom(ids).Draw(t, "question"),
					rapid.SliceOfN(rapid.SampledFrom(letters), 1, 3).Draw(t, "allowed")})
			}
		}
		v.Materials = append(v.Materials, m)
	}
	return v
}

func anyAnswers(t *rapid.T) Answers {
	answers := Answers{}
	for _, id := range []string{"q1", "q2", "q3", "q9"} {
		if rapid.Bool().Draw(t, "answered") {
			answers[id] = rapid.SampledFrom([]string{"a", "b", "c", "z"}).Draw(t, "answer")
		}
	}
	return answers
}

func TestPersonalListProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v, answers := anyVersion(t), anyAnswers(t)
		list, _ := PersonalList(v, answers)
		if len(list.Entries) != len(v.Materials) {
			t.Fatalf("%d entries for %d materials", len(list.Entries), len(v.Materials))
		}
		for _, e := range list.Entries {
			switch {
			case e.Must && (e.Need == Unneeded || e.Need == Depends):
				t.Fatalf("%s is a must and %s", e.Code, e.Need)
			case e.Need == Bring && e.Shared:
				t.Fatalf("%s is shared and asked for", e.Code)
			case e.Why == "":
				t.Fatalf("%s is not explained", e.Code)
			}
		}
		again, _ := PersonalList(v, answers)
		if diff := cmp.Diff(list, again); diff != "" {
			t.Fatalf("not a function: %s", diff)
		}
		// More answers never make a decided material undecided or change it.
		more := Answers{"q1": "a", "q2": "a", "q3": "a"}
		for id, answer := range answers {
			if q, ok := questionByID(v.Questions, id); ok {
				if _, ok := q.Choice(answer); ok {
					more[id] = answer
				}
			}
		}
		later, _ := PersonalList(v, more)
		for i, e := range list.Entries {
			if e.Need != Depends && later.Entries[i].Need != e.Need {
				t.Fatalf("%s was %s and became %s", e.Code, e.Need, later.Entries[i].Need)
			}
		}
	})
}

// A condition is reachable exactly when some answers make it hold.
func TestReachableMeansSomeAnswersHold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := anyVersion(t)
		for _, m := range v.Materials {
			if m.Must {
				continue
			}
			holds := false
			for _, a := range []string{"a", "b", "c"} {
				for _, b := range []string{"a", "b", "c"} {
					for _, c := range []string{"a", "b", "c"} {
						list, _ := PersonalList(v, Answers{"q1": a, "q2": b, "q3": c})
						need := needs(list)[m.Code]
						holds = holds || need == Bring || need == Spared
					}
				}
			}
			if got := m.Condition.reachable(v.Questions); got != holds {
				t.Fatalf("%v over %v: reachable %v, some answers hold %v", m.Condition, v.Questions, got, holds)
			}
		}
	})
}

func TestDiffProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyVersion(t), anyVersion(t)
		a.OrdinaryN, b.OrdinaryN = rapid.IntRange(0, 2).Draw(t, "a"), rapid.IntRange(0, 2).Draw(t, "b")
		if c := Diff(a, a); !c.None() {
			t.Fatalf("a version differs from itself: %+v", c)
		}
		there, back := Diff(a, b), Diff(b, a)
		for _, pair := range [][2][]Material{
			{there.Added, back.Removed}, {there.Removed, back.Added}, {there.Eased, back.Stricter}, {there.Stricter, back.Eased},
		} {
			if diff := cmp.Diff(codesOf(pair[0]), codesOf(pair[1])); diff != "" {
				t.Fatalf("there and back disagree: %s", diff)
			}
		}
		if len(b.Materials) != len(a.Materials)+len(there.Added)-len(there.Removed) {
			t.Fatalf("the sums do not add up: %+v", there)
		}
		if len(there.Limits) != len(back.Limits) || (a.OrdinaryN == b.OrdinaryN) != (len(there.Limits) == 0) {
			t.Fatalf("limits %v, %v", there.Limits, back.Limits)
		}
	})
}

// codesOf is a set, for the two directions list in their own order.
func codesOf(materials []Material) map[string]bool {
	out := map[string]bool{}
	for _, m := range materials {
		out[m.Code] = true
	}
	return out
}
