package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// source is a room's cases kept in memory, counted by the definition itself.
func source(name string, facts ...manifest.CaseFact) manifest.CaseSource {
	meeting := func(f manifest.CaseFilter) []manifest.CaseFact {
		return slices.DeleteFunc(slices.Clone(facts), func(c manifest.CaseFact) bool { return !f.Meets(c) })
	}
	return manifest.CaseSource{Name: name, Zh: name,
		Tally: func(_ *store.Tx, f manifest.CaseFilter) ([]manifest.CaseTally, error) {
			counts := map[string]int64{}
			for _, c := range meeting(f) {
				counts[c.Unit]++
			}
			var out []manifest.CaseTally
			for unit, n := range counts {
				out = append(out, manifest.CaseTally{Unit: unit, N: n})
			}
			return out, nil
		},
		List: func(_ *store.Tx, f manifest.CaseFilter, after string, limit int) ([]manifest.CaseFact, error) {
			var out []manifest.CaseFact
			for _, c := range meeting(f) {
				if c.ID > after && len(out) < limit {
					out = append(out, c)
				}
			}
			return out, nil
		}}
}

func at(text string) *calendar.Instant {
	v, err := calendar.ParseInstant(text)
	if err != nil {
		panic(err)
	}
	return &v
}

func day(text string) *calendar.Day {
	v, err := calendar.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return &v
}

var half = manifest.Query{Period: manifest.Period{From: *day("2020-01-01"), To: *day("2020-06-30")}}

func rooms() []manifest.Room {
	return []manifest.Room{
		{Name: "a", Zh: "甲", Cases: []manifest.CaseSource{source("a",
			manifest.CaseFact{ID: "1", Unit: "u1", Received: *at("2020-06-30 23:59"), Accepted: at("2020-07-01 00:00")},
			manifest.CaseFact{ID: "2", Unit: "u1", Received: *at("2020-01-01 00:00"), Due: day("2020-03-09"), Closed: at("2020-03-09 23:59")},
			manifest.CaseFact{ID: "3", Unit: "u2", Received: *at("2020-01-01 00:00"), Due: day("2020-03-09"), Closed: at("2020-03-10 00:00")})}},
		{Name: "b", Zh: "乙", Cases: []manifest.CaseSource{source("b",
			manifest.CaseFact{ID: "4", Unit: "u2", Received: *at("2019-12-31 23:59"), Due: day("2020-03-09"), Closed: at("2020-05-10 00:00"), Abnormal: true},
			manifest.CaseFact{ID: "5", Unit: "u2", Received: *at("2019-12-31 23:59"), Closed: at("2020-07-01 00:00")})}},
	}
}

func TestFiguresOverCasesCountAllSourcesAlike(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	r := NewRegistry(rooms())
	want := map[string]string{"cases.received": "3", "cases.accepted": "0", "cases.closed": "3",
		"cases.closed_abnormal": "1", "cases.closed_late": "1", "cases.open": "2"}
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		answers, err := Figures(tx, r, half)
		if err != nil {
			return err
		}
		got := map[string]string{}
		for _, a := range answers {
			got[a.ID] = a.Value.Text
			if a.Query.AsOf != tx.Now() {
				t.Errorf("%s: cut-off %v", a.ID, a.Query.AsOf)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		units, err := ByUnit(tx, r, "cases.open", half)
		if err != nil {
			return err
		}
		if len(units) != 2 || units[0].Unit != "u1" || units[0].Value.Num != 1 {
			t.Errorf("by unit: %+v", units)
		}
		bad, err := Check(tx, r, half)
		if err != nil || len(bad) > 0 {
			t.Errorf("check: %v %v", bad, err)
		}
		_, err = One(tx, r, "cases.none", half)
		if !NoFigure.Is(err) {
			t.Errorf("unknown figure: %v", err)
		}
		_, err = Figures(tx, r, manifest.Query{Period: manifest.Period{From: half.Period.To, To: half.Period.From}})
		if !BadPeriod.Is(err) || fault.KindOf(err) != fault.Invalid {
			t.Errorf("bad period: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCheckFindsAFigureThatIsNotItsRecords(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	careless := manifest.Figure{ID: "x.y", Label: "某数", Unit: "件", Definition: "随便数的。", Version: 1,
		Value: func(*store.Tx, manifest.Query) (manifest.Value, error) { return count(3), nil },
		Trace: func(*store.Tx, manifest.Query) ([]manifest.Record, error) {
			return []manifest.Record{{ID: "1", Amount: 1}, {ID: "2", Amount: 1}}, nil
		}}
	r := NewRegistry([]manifest.Room{{Name: "x", Zh: "某", Figures: []manifest.Figure{careless}}})
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		bad, err := Check(tx, r, half)
		if len(bad) != 1 || bad[0].Value != 3 || bad[0].Records != 2 || !strings.Contains(bad[0].Sentence, "某数") {
			t.Errorf("%+v", bad)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRegistryRefusesCarelessFigures(t *testing.T) {
	t.Parallel()
	good := caseFigures([]manifest.CaseSource{source("a")})[0]
	for name, spoil := range map[string]func(f *manifest.Figure){
		"没有口径":   func(f *manifest.Figure) { f.Definition = "" },
		"没有版本":   func(f *manifest.Figure) { f.Version = 0 },
		"没有记录":   func(f *manifest.Figure) { f.Trace = nil },
		"编号用了两次": func(f *manifest.Figure) { f.ID = "twice" },
	} {
		t.Run(name, func(t *testing.T) {
			f := good
			spoil(&f)
			twin := f
			defer func() {
				if recover() == nil {
					t.Error("应当在启动时就发现")
				}
			}()
			NewRegistry([]manifest.Room{{Name: "x", Figures: []manifest.Figure{f, twin}}})
		})
	}
}

func TestDraftCitesFiguresAndLeavesOutTheRest(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	r := NewRegistry(rooms())
	texts := []string{}
	for range 2 {
		err := s.Read(context.Background(), func(tx *store.Tx) error {
			q := half
			q.AsOf = *at("2020-07-02 09:00")
			d, err := Compose(tx, r, q)
			if err != nil {
				return err
			}
			text := d.Period
			for _, section := range d.Sections {
				text += "\n" + section.Heading
				for _, p := range section.Pieces {
					text += p.Text
					if p.Number > 0 {
						text += fmt.Sprintf("[%d]", p.Number)
					}
				}
			}
			if len(d.Cited) != 6 || len(d.LeftOut) != 10 {
				t.Errorf("cited %d, left out %d", len(d.Cited), len(d.LeftOut))
			}
			texts = append(texts, text)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	want := "2020年上半年\n二、办件情况全县收件3[1]件，受理0[2]件，办结3[3]件，期末在办2[4]件。" +
		"办结件中，撤回、退件、终止等异常办结1[5]件；晚于到期日办结1[6]件。"
	if diff := cmp.Diff([]string{want, want}, texts); diff != "" {
		t.Error(diff)
	}
}

func TestPeriodInWords(t *testing.T) {
	t.Parallel()
	for want, days := range map[string][2]string{
		"2020年上半年": {"2020-01-01", "2020-06-30"}, "2020年下半年": {"2020-07-01", "2020-12-31"}, "2020年": {"2020-01-01", "2020-12-31"},
		"2020年2月": {"2020-02-01", "2020-02-29"}, "2020年2月20日至2020年3月17日": {"2020-02-20", "2020-03-17"},
	} {
		if got := PeriodZh(manifest.Period{From: *day(days[0]), To: *day(days[1])}); got != want {
			t.Errorf("%v: %s, want %s", days, got, want)
		}
	}
}
