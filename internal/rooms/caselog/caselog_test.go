package caselog

import (
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var coordinator = flow.Actor{Account: "acc", Name: "赵敏", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}

const heading = "case_no,item,unit,channel,received_at,accepted_at,due_at,closed_at,result\n"

// rowsOf cuts a CSV text into rows as the ledger would.
func rowsOf(t testing.TB, text string) []manifest.Row {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []manifest.Row
	for i, record := range records[1:] {
		row := manifest.Row{Number: i + 2, Cells: map[string]string{}}
		for j, cell := range record {
			if cell != "" {
				row.Cells[records[0][j]] = cell
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func bring(t testing.TB, s *store.Store, text string) manifest.Outcome {
	t.Helper()
	var out manifest.Outcome
	err := s.Write(context.Background(), func(tx *store.Tx) error {
		var err error
		out, err = bringIn(tx, coordinator, slices.Values(rowsOf(t, text)))
		if err != nil {
			return err
		}
		if len(out.Errors) > 0 {
			return fmt.Errorf("rows in error")
		}
		_, err = journal.Record(tx, coordinator, "test.import", tx.NewID(), nil)
		return err
	})
	if err != nil && len(out.Errors) == 0 {
		t.Fatal(err)
	}
	return out
}

func counted(t testing.TB, s *store.Store, f manifest.CaseFilter) int64 {
	t.Helper()
	var n int64
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		tallies, err := tally(tx, f)
		for _, row := range tallies {
			n += row.N
		}
		if err != nil {
			return err
		}
		facts, err := list(tx, f, "", 100_000)
		if int64(len(facts)) != n {
			t.Errorf("tally %d, list %d", n, len(facts))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestBringInIsIdempotentAndKeepsWhatWasKnown(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		const first = heading +
			"X-1,食品经营许可,县市场监管局,窗口,2020-03-02 09:15,2020-03-02 10:00,2020-03-09,,\n" +
			"X-2,建设工程规划许可,县自然资源局,网上,2020/3/2 9:15,,,2020年3月5日,撤回\n"
		if out := bring(t, s, first); out.New != 2 || out.Changed+out.Same != 0 {
			t.Fatalf("first: %+v", out)
		}
		before := clock.Now()
		clock.Advance(time.Hour)
		if out := bring(t, s, first); out.Same != 2 || out.New+out.Changed != 0 {
			t.Fatalf("again: %+v", out)
		}
		second := strings.Replace(first, "2020-03-09,,", "2020-03-09,2020-03-10 08:00,granted", 1)
		if out := bring(t, s, second); out.Same != 1 || out.Changed != 1 {
			t.Fatalf("changed: %+v", out)
		}
		march := manifest.Period{From: calendar.DayOf(2020, 3, 1), To: calendar.DayOf(2020, 3, 31)}
		late := manifest.CaseFilter{ClosedIn: &march, Late: true}
		if n := counted(t, s, late); n != 1 {
			t.Errorf("now late: %d", n)
		}
		late.AsOf = before
		if n := counted(t, s, late); n != 0 {
			t.Errorf("late as known before the change: %d", n)
		}
		if n := counted(t, s, manifest.CaseFilter{AsOf: before - 1, ReceivedIn: &march}); n != 0 {
			t.Errorf("before the log came in nothing was known: %d", n)
		}
	})
}

func TestRowsWithProblems(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	cases := []struct{ name, row, column, says string }{
		{"办结早于收件", "B,项,局,,2020-03-02 09:15,,,2020-03-02 09:14,准予", "closed_at", "早于收件时间"},
		{"受理早于收件", "B,项,局,,2020-03-02,2020-03-01,,,", "accepted_at", "早于收件时间"},
		{"到期早于收件", "B,项,局,,2020-03-02,,2020-02-28,,", "due_at", "早于收件时间"},
		{"办结早于受理", "B,项,局,,2020-03-02,2020-03-05,,2020-03-04,准予", "closed_at", "早于受理时间"},
		{"编号重复", "A,项,局,,2020-03-02,,,,", "case_no", "第 2 行重复"},
		{"结果不认识", "B,项,局,,2020-03-02,,,2020-03-04,妥", "result", "不认识"},
		{"在办却有办结时间", "B,项,局,,2020-03-02,,,2020-03-04,在办", "result", "却有办结时间"},
		{"有结果没有办结时间", "B,项,局,,2020-03-02,,,,准予", "closed_at", "没有办结时间"},
		{"日期看不懂", "B,项,局,,昨天,,,,", "received_at", "看不懂"},
		{"没有这一天", "B,项,局,,2020-02-30,,,,", "received_at", "请核对"},
		{"时刻不对", "B,项,局,,2020-03-02 25:00,,,,", "received_at", "24 小时制"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			out := bring(t, s, heading+"A,项,局,,2020-03-02,,,,\n"+c.row+"\n")
			if len(out.Errors) != 1 || out.Errors[0].Number != 3 || out.Errors[0].Column != c.column ||
				!strings.Contains(out.Errors[0].Sentence, c.says) || !strings.Contains(out.Errors[0].Sentence, "请") {
				t.Errorf("%+v", out.Errors)
			}
			if n := counted(t, s, manifest.CaseFilter{}); n != 0 {
				t.Errorf("%d cases were kept", n)
			}
		})
	}
}

func TestOthersBringNothingIn(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	clerk := flow.Actor{Account: "x", Unit: "u", Roles: []flow.Role{identity.Clerk}}
	err := s.Write(context.Background(), func(tx *store.Tx) error {
		_, err := bringIn(tx, clerk, slices.Values(rowsOf(t, heading+"A,项,局,,2020-03-02,,,,\n")))
		return err
	})
	if !NotYours.Is(err) || counted(t, s, manifest.CaseFilter{}) != 0 {
		t.Errorf("%v", err)
	}
}

func TestTimesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2020-03-02T09:15:00+08:00": "2020-03-02 09:15", "2020-03-02T01:15:00Z": "2020-03-02 09:15",
		"2020-03-02 09:15": "2020-03-02 09:15", "2020/3/2 9:15": "2020-03-02 09:15", "2020-03-02T09:15": "2020-03-02 09:15",
		"2020.3.2": "2020-03-02", "2020-03-02": "2020-03-02", "20200302": "2020-03-02", "2020年3月2日": "2020-03-02",
		"2020年3月2日 9时15分": "2020-03-02 09:15", "2020年3月2日下午3:05": "2020-03-02 15:05", "2020/3/2 12:30 AM": "2020-03-02 00:30",
		"2020-03-02 00:00:00": "2020-03-02", "2020-03-02 09:15:30": "2020-03-02 09:15:30", "二〇二〇年三月二日": "2020-03-02",
	} {
		w, err := parseWhen(text)
		if err != nil || stated(&w.at) != want {
			t.Errorf("%s → %s %v, want %s", text, stated(&w.at), err, want)
		}
	}
}

// TestSQLCountsAsTheFilterSays holds the room's SQL against the definition.
func TestSQLCountsAsTheFilterSays(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		var facts []manifest.CaseFact
		text := heading
		day := func(n int) string { return (calendar.DayOf(2020, 3, 1) + calendar.Day(n)).String() }
		for i := range 300 {
			opened := i % 20
			row := []string{fmt.Sprintf("N-%03d", i), "项" + fmt.Sprint(i%5), "局" + fmt.Sprint(i%3), "", day(opened), "", "", "", ""}
			if i%4 > 0 {
				row[5] = day(opened + i%3)
			}
			if i%5 > 0 {
				row[6] = day(opened + i%7)
			}
			if i%3 > 0 {
				row[7], row[8] = day(opened+2+i%9), []string{"准予", "不予", "", "作废"}[i%4]
			}
			text += strings.Join(row, ",") + "\n"
		}
		if out := bring(t, s, text); out.New != 300 {
			t.Fatalf("%+v", out)
		}
		err := s.Read(context.Background(), func(tx *store.Tx) (err error) {
			facts, err = list(tx, manifest.CaseFilter{}, "", 1000)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		period := rapid.Custom(func(t *rapid.T) *manifest.Period {
			from := rapid.IntRange(0, 30).Draw(t, "from")
			p := manifest.Period{From: calendar.DayOf(2020, 3, 1) + calendar.Day(from)}
			p.To = p.From + calendar.Day(rapid.IntRange(0, 10).Draw(t, "days"))
			return &p
		})
		maybe := rapid.OneOf(rapid.Just[*manifest.Period](nil), period)
		yes, no := true, false
		rapid.Check(t, func(rt *rapid.T) {
			f := manifest.CaseFilter{ReceivedIn: maybe.Draw(rt, "received"), AcceptedIn: maybe.Draw(rt, "accepted"),
				ClosedIn: maybe.Draw(rt, "closed"), Late: rapid.Bool().Draw(rt, "late"),
				Abnormal: rapid.SampledFrom([]*bool{nil, &yes, &no}).Draw(rt, "abnormal"),
				Unit:     rapid.SampledFrom([]string{"", facts[0].Unit, facts[1].Unit}).Draw(rt, "unit")}
			if p := maybe.Draw(rt, "open"); p != nil {
				f.OpenAt = &p.To
			}
			var want int64
			for _, c := range facts {
				if f.Meets(c) {
					want++
				}
			}
			if got := counted(t, s, f); got != want {
				rt.Fatalf("%+v: SQL %d, definition %d", f, got, want)
			}
		})
	})
}

func TestExportReadsInAgain(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	bring(t, s, heading+"B,项,局,窗口,2020-03-02 09:15,2020-03-02,2020-03-09,2020-03-05 10:00:01,granted\nA,项二,局,,2020-03-03,,,,\n")
	text := heading
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		return export(tx, coordinator, func(cells []string) error {
			text += strings.Join(cells, ",") + "\n"
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	want := heading + "A,项二,局,,2020-03-03,,,,\nB,项,局,窗口,2020-03-02 09:15,2020-03-02,2020-03-09,2020-03-05 10:00:01,granted\n"
	if diff := cmp.Diff(want, text); diff != "" {
		t.Error(diff)
	}
	if out := bring(t, s, text); out.Same != 2 {
		t.Errorf("%+v", out)
	}
}

// BenchmarkBringIn measures a log of 20,000 new rows in one act.
func BenchmarkBringIn(b *testing.B) {
	var text strings.Builder
	text.WriteString(heading)
	for i := range 20_000 {
		fmt.Fprintf(&text, "L-%06d,事项%d,单位%d,窗口,2020-03-%02d 09:15,2020-03-%02d 10:00,2020-03-30,2020-03-29 16:00,准予\n", i, i%200, i%40, i%28+1, i%28+1)
	}
	for b.Loop() {
		s, _ := storetest.SQLite(b)
		start := time.Now()
		if out := bring(b, s, text.String()); out.New != 20_000 {
			b.Fatalf("%+v", out.Errors[:1])
		}
		b.ReportMetric(20_000/time.Since(start).Seconds(), "rows/s")
	}
}
