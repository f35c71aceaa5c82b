package catalogue

import (
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func figure(t testing.TB, id string) manifest.Figure {
	t.Helper()
	for _, f := range Figures {
		if f.ID == id {
			return f
		}
	}
	t.Fatalf("no figure %s", id)
	return manifest.Figure{}
}

// reads checks a figure's printed value and that its trace has n records.
func reads(t testing.TB, tx *store.Tx, id string, q manifest.Query, text string, n int) {
	t.Helper()
	f := figure(t, id)
	v, err := f.Value(tx, q)
	if err != nil || v.Text != text {
		t.Errorf("%s is %q (%d/%d), want %q, %v", id, v.Text, v.Num, v.Den, text, err)
	}
	records, err := f.Trace(tx, q)
	if err != nil || len(records) != n {
		t.Errorf("%s traces to %d records, want %d, %v", id, len(records), n, err)
	}
}

func halfYear(t testing.TB, asOf calendar.Instant) manifest.Query {
	return manifest.Query{Period: manifest.Period{From: day(t, "2020-01-01"), To: day(t, "2020-06-30")}, AsOf: asOf}
}

func tagged(t testing.TB, s *store.Store, item, tag string, key int) {
	t.Helper()
	act(t, s, func(tx *store.Tx) error {
		_, err := Register(tx, editor, ItemInput{Code: item, Unit: planning, Name: "事项" + item, Tags: []string{tag}})
		return err
	})
	e := whole()
	e.KeyProjectN = key
	published(t, s, item, e)
}

func TestLimitFigures(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		q := halfYear(t, storetest.Start+calendar.Instant(time.Hour.Milliseconds()))
		look(t, s, func(tx *store.Tx) error {
			reads(t, tx, "approvals.limit_construction_permits", q, "—", 0)
			return nil
		})
		tagged(t, s, "p-1", TagConstruction, 8)
		tagged(t, s, "p-2", TagConstruction, 8)
		tagged(t, s, "r-1", TagProperty, 3)
		look(t, s, func(tx *store.Tx) error {
			reads(t, tx, "approvals.limit_construction_permits", q, "8", 2)
			reads(t, tx, "approvals.limit_property_registration", q, "3", 1)
			reads(t, tx, "approvals.items", q, "3", 3)
			reads(t, tx, "approvals.instant_items", q, "0", 0)
			reads(t, tx, "approvals.one_visit_share", q, "100.0", 3)
			reads(t, tx, "approvals.limit_compression", q, "50.0", 3)
			before := halfYear(t, storetest.Start-1)
			reads(t, tx, "approvals.items", before, "0", 0)
			reads(t, tx, "approvals.online_share", before, "—", 0)
			other := q
			other.Unit = "430922-sjj"
			reads(t, tx, "approvals.items", other, "0", 0)
			return nil
		})
		tagged(t, s, "p-3", TagConstruction, 5)
		look(t, s, func(tx *store.Tx) error {
			reads(t, tx, "approvals.limit_construction_permits", q, "5～8", 3)
			return nil
		})
	})
}

// A version that ends an item after the cut-off had not ended it then.
func TestFiguresAsOf(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		offered(t, s, code, "建设工程规划许可证核发")
		clock.Advance(time.Hour)
		cutOff := halfYear(t, clock.Now())
		clock.Advance(time.Hour)
		published(t, s, code, whole())
		look(t, s, func(tx *store.Tx) error {
			reads(t, tx, "approvals.items", cutOff, "1", 1)
			reads(t, tx, "approvals.items", halfYear(t, clock.Now()), "1", 1)
			return nil
		})
	})
}

// C6: a removed material is counted, a material that came back is not, and what
// the law took away is not the county's doing.
func TestReducedMaterials(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		offered(t, s, code, "建设工程规划许可证核发")
		offered(t, s, "430922-zrzy-04", "另一个事项")
		next := func(item string, lawChange bool, keep ...int) {
			t.Helper()
			clock.Advance(24 * time.Hour)
			e := whole()
			e.From, e.LawChange, e.Materials = clock.Now().Day(), lawChange, nil
			for _, i := range keep {
				e.Materials = append(e.Materials, whole().Materials[i])
			}
			published(t, s, item, e)
		}
		check := func(materials, items, departments string, traces ...int) {
			t.Helper()
			look(t, s, func(tx *store.Tx) error {
				q := halfYear(t, clock.Now())
				reads(t, tx, "approvals.reduced_materials", q, materials, traces[0])
				reads(t, tx, "approvals.reduction_items", q, items, traces[1])
				reads(t, tx, "approvals.reduction_departments", q, departments, traces[2])
				return nil
			})
		}
		check("0", "0", "0", 0, 0, 0)
		next(code, false, 0, 1)
		check("2", "1", "1", 2, 1, 1)
		next("430922-zrzy-04", false, 0, 1, 2)
		check("3", "2", "1", 3, 2, 1)
		next(code, false, 0, 1, 2) // m3 comes back
		check("2", "2", "1", 2, 2, 1)
		next("430922-zrzy-04", true, 0, 1) // the law dropped m3
		check("2", "2", "1", 2, 2, 1)
		next(code, false, 0, 1, 2, 3) // m4 comes back
		check("1", "1", "1", 1, 1, 1)
	})
}
