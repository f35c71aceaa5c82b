package catalogue

import (
	"fmt"
	"slices"
	"testing"

	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func TestSearch(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		offered(t, s, "430922-zrzy-03", "建设工程规划许可证核发", "盖厂房")
		offered(t, s, "430922-zrzy-02", "建设用地规划许可证核发")
		offered(t, s, "430922-scjg-05", "食品经营许可", "开餐馆", "开饭店")
		offered(t, s, "430922-fgj-01", "企业投资项目备案")
		registered(t, s, "430922-fgj-09", "还没发布的规划事项")

		look(t, s, func(tx *store.Tx) error {
			for query, want := range map[string]struct {
				code string
				how  How
			}{
				"430922-ZRZY-03": {"430922-zrzy-03", ByCode},
				"430922-f":       {"430922-fgj-01", ByPrefix},
				"建设工程":           {"430922-zrzy-03", ByPrefix},
				"工程规划":           {"430922-zrzy-03", ByWords},
				"许可 工程":          {"430922-zrzy-03", ByWords},
				"请问企业投资项目备案怎么办": {"430922-fgj-01", ByWords},
				"gcghxk": {"430922-zrzy-03", ByInitials},
				"SPJY":   {"430922-scjg-05", ByInitials},
				"shipin": {"430922-scjg-05", ByInitials},
				"开餐馆":    {"430922-scjg-05", ByAlias},
				"我想开饭店":  {"430922-scjg-05", ByAlias},
			} {
				r, err := Search(tx, tx.Today(), query, 10)
				if err != nil {
					return err
				}
				if len(r.Hits) == 0 || r.Hits[0].Code != want.code || r.Hits[0].How != want.how {
					t.Errorf("%s: %v, want %v", query, r.Hits, want)
				}
			}
			r, err := Search(tx, tx.Today(), "规划许可证", 10)
			if len(r.Hits) != 2 {
				t.Errorf("both permits and nothing unpublished, got %v", r.Hits)
			}
			return err
		})
	})
}

func TestSearchWithoutHits(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		offered(t, s, "430922-zrzy-03", "建设工程规划许可证核发")
		look(t, s, func(tx *store.Tx) error {
			r, err := Search(tx, tx.Today(), "盖房子的规划", 10)
			if len(r.Hits) != 0 || len(r.Suggestions) != 1 {
				t.Errorf("hits %v, suggestions %v", r.Hits, r.Suggestions)
			}
			for _, empty := range []string{"", "  ", "！？", "%", `\`, "_", "x"} {
				r, err := Search(tx, tx.Today(), empty, 10)
				if err != nil || len(r.Hits) != 0 {
					t.Errorf("%q: %v, %v", empty, r.Hits, err)
				}
			}
			return err
		})
		note := func(word string) {
			t.Helper()
			if err := s.Maintain(t.Context(), func(tx *store.Tx) error { return NoteMiss(tx, word) }); err != nil {
				t.Fatal(err)
			}
		}
		note("盖房子")
		clock.Advance(1000)
		note(" 盖房子 ")
		note("我的号码 11010519491231002X")
		note("")
		look(t, s, func(tx *store.Tx) error {
			rows, err := Misses(tx)
			if len(rows) != 1 || rows[0].Word != "盖房子" || rows[0].Times != 2 {
				t.Errorf("misses %+v", rows)
			}
			return err
		})
	})
}

func TestAliasesAreSearchedAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		v := offered(t, s, code, "建设工程规划许可证核发")
		act(t, s, func(tx *store.Tx) error {
			_, err := Describe(tx, editor, code, ItemInput{Aliases: []string{"盖房子"}, Tags: []string{TagPopular}})
			return err
		})
		look(t, s, func(tx *store.Tx) error {
			r, err := Search(tx, tx.Today(), "盖房子", 10)
			if len(r.Hits) != 1 || r.Hits[0].VersionID != v.ID {
				t.Errorf("hits %v", r.Hits)
			}
			popular, err2 := Offers(tx, tx.Today(), Filter{Tag: TagPopular}, 10)
			if len(popular) != 1 || err2 != nil {
				t.Errorf("popular %v, %v", popular, err2)
			}
			return err
		})
	})
}

func TestOffersPageByCode(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		for i := range 5 {
			offered(t, s, fmt.Sprintf("430922-zrzy-%02d", i), fmt.Sprintf("第%d个事项", i))
		}
		look(t, s, func(tx *store.Tx) error {
			var seen []string
			f := Filter{Unit: planning}
			for {
				page, err := Offers(tx, tx.Today(), f, 2)
				if err != nil {
					return err
				}
				for _, o := range page {
					seen = append(seen, o.Code)
				}
				if len(page) < 2 {
					break
				}
				f.After = page[1].Code
			}
			n, err := CountOffers(tx, tx.Today(), Filter{Unit: planning})
			if len(seen) != 5 || n != 5 || !slices.IsSorted(seen) {
				t.Errorf("paged through %v of %d", seen, n)
			}
			none, err2 := CountOffers(tx, tx.Today(), Filter{Unit: "430922-sjj"})
			if none != 0 || err2 != nil {
				t.Errorf("another unit has %d, %v", none, err2)
			}
			return err
		})
	})
}

// BenchmarkSearch looks through 2,000 items on the embedded engine.
func BenchmarkSearch(b *testing.B) {
	s, _ := storetest.SQLite(b)
	kinds := []string{"许可", "备案", "登记", "核准", "审批"}
	things := []string{"食品", "药品", "道路", "林木", "取水", "工程", "用地", "学校", "医疗", "企业"}
	for chunk := range 20 {
		act(b, s, func(tx *store.Tx) error {
			for i := range 100 {
				n := chunk*100 + i
				e := whole()
				e.Name = fmt.Sprintf("%s%s第%d类%s", things[n%10], things[n/10%10], n, kinds[n%5])
				item := fmt.Sprintf("430922-x-%04d", n)
				if _, err := Register(tx, editor, ItemInput{Code: item, Unit: planning, Name: e.Name}); err != nil {
					return err
				}
				v, err := NewDraft(tx, editor, item, e)
				if err != nil {
					return err
				}
				if _, err := Publish(tx, head, nil, v.ID); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for _, query := range []string{"食品经营许可", "许可", "sply", "430922-x-19"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				look(b, s, func(tx *store.Tx) error {
					_, err := Search(tx, tx.Today(), query, 20)
					return err
				})
			}
		})
	}
}
