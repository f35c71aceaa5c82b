package appraisal

import (
	"testing"

	"pgregory.net/rapid"
)

func Test分数的读写互逆(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Points{"97.5": 97_50, "-3": -3_00, "0.25": 25, "100": 100_00} {
		p, ok := ParsePoints(text)
		if !ok || p != want || p.String() != text {
			t.Errorf("%s 读成 %d，写成 %s", text, p, p)
		}
	}
	for _, bad := range []string{"", "九十", "1.234", "--3", "1e3", "9999999"} {
		if p, ok := ParsePoints(bad); ok {
			t.Errorf("%q 不该读成 %s", bad, p)
		}
	}
}

func Test没有基数的项目不计也不给满分(t *testing.T) {
	t.Parallel()
	b := DefaultBody(Window)
	inTime, _ := b.Item("b")
	zero, three := int64(0), int64(3)
	s, lines := b.score(inTime, tally{population: &zero})
	inTime.settle(&s, lines)
	if s.State != None || s.Points != nil {
		t.Errorf("没有办结件：%+v", s)
	}
	s, lines = b.score(inTime, tally{population: &three, events: []Event{{ID: "1"}}})
	inTime.settle(&s, lines)
	if s.Points == nil || *s.Points != 15_00 {
		t.Errorf("三件超一件应得 15 分：%v", s.Points)
	}
	share, _ := b.Item("c")
	if s, _ = b.score(share, tally{population: &zero}); s.State != None {
		t.Errorf("没有评价，好评率不该计分：%+v", s)
	}
	if s, _ = b.score(share, tally{population: &three, events: make([]Event, 2)}); s.Raw != 10_53 {
		t.Errorf("三分之二的好评应得 10.53 分：%s", s.Raw)
	}
}

func Test拆件不多得分(t *testing.T) {
	t.Parallel()
	b := DefaultBody(Window)
	one := b.weigh([]Event{{ID: "1", Sort: "promised", Piece: "甲 规划 6月8日"}})
	split := b.weigh([]Event{{ID: "1", Sort: "promised", Piece: "甲 规划 6月8日"}, {ID: "2", Sort: "promised", Piece: "甲 规划 6月8日"}})
	instant := b.weigh([]Event{{ID: "3", Sort: "instant", Piece: "a"}, {ID: "4", Sort: "instant", Piece: "b"}, {ID: "5", Sort: "instant", Piece: "c"}})
	if one != 100 || split != one || instant >= one {
		t.Errorf("一件 %d，拆成两件 %d，三个即办件 %d", one, split, instant)
	}
}

func Test并列名次顺延(t *testing.T) {
	t.Parallel()
	p := func(n Points) *Points { return &n }
	list := []Subject{{Code: "a", Total: p(90)}, {Code: "b", Total: p(95)}, {Code: "c", Total: p(90)}, {Code: "d", Total: p(80)}, {Code: "e"}}
	rank(list)
	for n, want := range []int64{2, 1, 2, 4} {
		if *list[n].Place != want {
			t.Errorf("%s 是第 %d 名，应是第 %d 名", list[n].Code, *list[n].Place, want)
		}
	}
	if list[4].Place != nil {
		t.Error("没有总分的不该有名次")
	}
}

// Test总分恰好等于各项之和: whatever events there are, an item is its raw points
// and its lines within floor and cap, applied once, and the total re-adds.
func Test总分恰好等于各项之和(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := Body{Cap: 110_00, Grades: defaultGrades()}
		var scores []Score
		var got, counted, extra Points
		for n := range rapid.IntRange(1, 8).Draw(t, "items") {
			base := Points(rapid.IntRange(0, 30).Draw(t, "base") * 100)
			i := Item{Code: string(rune('a' + n)), Way: ByCount, Base: base, Floor: -Points(rapid.IntRange(0, 5).Draw(t, "floor") * 100),
				Cap: base + 5_00, Each: Points(rapid.IntRange(-500, 500).Draw(t, "each")), Measure: "m"}
			population := int64(rapid.IntRange(0, 9).Draw(t, "population"))
			tal := tally{population: &population, events: make([]Event, rapid.IntRange(0, 9).Draw(t, "events"))}
			s, lines := b.score(i, tal)
			i.settle(&s, lines)
			b.Items, scores = append(b.Items, i), append(scores, s)
			if population == 0 {
				if s.Points != nil {
					t.Fatal("基数为 0 还计了分")
				}
				continue
			}
			if want := clamp(base+i.Each*Points(len(tal.events)), i.Floor, i.Cap); *s.Points != want {
				t.Fatalf("得 %s，应得 %s", s.Points, want)
			}
			if base == 0 {
				extra += *s.Points
			} else {
				got, counted = got+*s.Points, counted+base
			}
		}
		var s Subject
		b.total(&s, scores)
		if s.Got != got || s.Counted != counted || s.Extra != extra {
			t.Fatalf("各项之和 %s/%s+%s，总表 %s/%s+%s", got, counted, extra, s.Got, s.Counted, s.Extra)
		}
		if (s.Total == nil) != (counted == 0) {
			t.Fatal("有可计分的项目才有总分")
		}
		if s.Total != nil && counted == b.Full() && *s.Total != clamp(got+extra, b.Floor, b.Cap) {
			t.Fatalf("项目全都计分时总分应是 %s，得 %s", got+extra, *s.Total)
		}
	})
}
