package catalogue

import (
	"slices"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// drafted opens a draft of a registered item.
func drafted(t testing.TB, s *store.Store, code string, e Edition) (v Version) {
	t.Helper()
	act(t, s, func(tx *store.Tx) (err error) { v, err = NewDraft(tx, editor, code, e); return err })
	return v
}

// kept lists the codes of what the actor keeps, and checks the count.
func kept(t testing.TB, s *store.Store, by flow.Actor, f KeptFilter) (codes []string) {
	t.Helper()
	look(t, s, func(tx *store.Tx) error {
		items, err := KeptItems(tx, by, f, 50)
		if err != nil {
			return err
		}
		for _, k := range items {
			codes = append(codes, k.Code)
		}
		n, err := CountKept(tx, by, f)
		if int(n) != len(codes) {
			t.Errorf("%+v: counted %d, listed %d", f, n, len(codes))
		}
		return err
	})
	return codes
}

func TestKeptItems(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		published(t, s, registered(t, s, "p-1", "建设工程规划许可证核发", "盖房子").Code, whole())
		registered(t, s, "p-2", "临时用地审批")
		registered(t, s, "P.3", "取水许可")
		e := whole()
		e.Kind, e.Questions = Other, nil
		drafted(t, s, "p-2", e)
		for _, tt := range []struct {
			by     flow.Actor
			filter KeptFilter
			want   []string
		}{
			{editor, KeptFilter{}, []string{"P.3", "p-1", "p-2"}},
			{coordinator, KeptFilter{Unit: planning}, []string{"P.3", "p-1", "p-2"}},
			{coordinator, KeptFilter{Unit: "430922-sjj"}, nil},
			{stranger, KeptFilter{}, nil},
			{stranger, KeptFilter{Unit: planning}, nil},
			{editor, KeptFilter{Standing: Offered}, []string{"p-1"}},
			{editor, KeptFilter{Standing: Idle}, []string{"P.3", "p-2"}},
			{editor, KeptFilter{Standing: Drafted}, []string{"p-2"}},
			{editor, KeptFilter{Standing: ToReview}, nil},
			{head, KeptFilter{Standing: ToReview}, []string{"p-2"}},
			{head, KeptFilter{Text: "盖房子"}, []string{"p-1"}},
			{head, KeptFilter{Text: "ＬＳＹＤ"}, []string{"p-2"}},
			{head, KeptFilter{Text: "p.3"}, []string{"P.3"}},
			{head, KeptFilter{Text: "%"}, nil},
			{head, KeptFilter{After: "p-1"}, []string{"p-2"}},
		} {
			if got := kept(t, s, tt.by, tt.filter); !slices.Equal(got, tt.want) {
				t.Errorf("%s %+v: %v, want %v", tt.by.Name, tt.filter, got, tt.want)
			}
		}
		look(t, s, func(tx *store.Tx) error {
			k, err := KeptItem(tx, head, "p-2")
			if len(k.Versions) != 0 || len(k.Drafts) != 1 || len(k.Drafts[0].Materials) != len(e.Materials) {
				t.Errorf("%d versions, drafts %+v", len(k.Versions), k.Drafts)
			}
			return err
		})
	})
}

func TestWhoKeepsNothingReadsNoDraft(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		v := drafted(t, s, registered(t, s, "p-1", "临时用地审批").Code, whole())
		for _, read := range []func(tx *store.Tx, by flow.Actor) error{
			func(tx *store.Tx, by flow.Actor) error { _, err := KeptItems(tx, by, KeptFilter{}, 1); return err },
			func(tx *store.Tx, by flow.Actor) error { _, err := CountKept(tx, by, KeptFilter{}); return err },
			func(tx *store.Tx, by flow.Actor) error { _, err := KeptItem(tx, by, "p-1"); return err },
			func(tx *store.Tx, by flow.Actor) error { _, _, err := KeptVersion(tx, by, v.ID); return err },
		} {
			refused(t, s, flow.StepForbidden, func(tx *store.Tx) error { return read(tx, clerk) })
		}
		refused(t, s, store.NoRow, func(tx *store.Tx) error { _, err := KeptItem(tx, stranger, "p-1"); return err })
		refused(t, s, store.NoRow, func(tx *store.Tx) error { _, _, err := KeptVersion(tx, stranger, v.ID); return err })
	})
}

func TestPublishedAsRead(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		v := drafted(t, s, registered(t, s, "p-1", "临时用地审批").Code, whole())
		act(t, s, func(tx *store.Tx) error { _, err := EditDraft(tx, editor, v.ID, v.Revision, whole()); return err })
		seen := func(revision int64) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := PublishSeen(tx, head, nil, v.ID, revision); return err }
		}
		refused(t, s, store.ChangedMeanwhile, seen(v.Revision))
		act(t, s, seen(v.Revision+1))
	})
}

func TestOneDraftADay(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		item, later := registered(t, s, "p-1", "临时用地审批"), whole()
		later.From = calendar.DayOf(2020, 7, 1)
		first, second := drafted(t, s, item.Code, whole()), drafted(t, s, item.Code, later)
		refused(t, s, DraftExists, func(tx *store.Tx) error {
			_, err := EditDraft(tx, editor, second.ID, second.Revision, whole())
			return err
		})
		act(t, s, func(tx *store.Tx) error {
			_, err := EditDraft(tx, editor, first.ID, first.Revision, whole())
			return err
		})
	})
}

// TestUnitsOwnLedgerStaysADraft: only the county's approved catalogue is
// published by being imported.
func TestUnitsOwnLedgerStaysADraft(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		items := county(t, "items.csv", Importers[0].Columns)
		at := slices.IndexFunc(items, func(r manifest.Row) bool { return r.Cells["code"] == "430922-zrzy-03" })
		var list []manifest.Row
		for _, row := range county(t, "materials.csv", Importers[1].Columns) {
			if row.Cells["item"] == "430922-zrzy-03" && row.Cells["from"] == items[at].Cells["from"] {
				list = append(list, row)
			}
		}
		own := flow.Actor{Account: "li", Unit: planning, Roles: []flow.Role{identity.Editor}}
		take := func(by flow.Actor, imp manifest.Importer, rows []manifest.Row) (out manifest.Outcome) {
			t.Helper()
			act(t, s, func(tx *store.Tx) (err error) { out, err = imp.Apply(tx, by, rows); return err })
			if len(out.Errors) > 0 {
				t.Fatal(out.Errors)
			}
			return out
		}
		take(own, Importers[0], items[at:at+1])
		take(own, Importers[1], list)
		if again := take(own, Importers[1], list); again.Same != len(list) {
			t.Errorf("brought in again: %+v", again)
		}
		if got := kept(t, s, own, KeptFilter{Standing: Offered}); len(got) != 0 {
			t.Fatalf("published alone: %v", got)
		}
		take(countyEditor, Importers[1], list)
		if got := kept(t, s, own, KeptFilter{Standing: Offered}); len(got) != 1 {
			t.Errorf("the county's ledger did not publish: %v", got)
		}
	})
}
