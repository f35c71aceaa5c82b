package catalogue

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/project"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

const code = "430922-zrzy-03"

func TestPublishAndSupersede(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		first := offered(t, s, code, "建设工程规划许可证核发")
		clock.Advance(10 * 24 * time.Hour) // 2020-06-18
		next := whole()
		next.From, next.OrdinaryN = day(t, "2020-06-20"), 9
		next.Guide.Steps[1].Days = 4
		next.Materials = next.Materials[:3]
		second := published(t, s, code, next)

		look(t, s, func(tx *store.Tx) error {
			for on, want := range map[string]string{
				"2020-06-08": first.ID, "2020-06-19": first.ID, "2020-06-20": second.ID, "2021-01-01": second.ID,
			} {
				v, err := Current(tx, code, day(t, on))
				if err != nil || v.ID != want {
					t.Errorf("on %s: %s, %v", on, v.ID, err)
				}
			}
			if _, err := Current(tx, code, day(t, "2020-06-07")); !NotOffered.Is(err) {
				t.Errorf("before the first version: %v", err)
			}
			versions, err := History(tx, code)
			if err != nil || len(versions) != 2 || versions[0].ID != second.ID || versions[1].State != Superseded {
				t.Fatalf("history %v, %v", versions, err)
			}
			changes := Diff(versions[1], versions[0])
			if len(changes.Removed) != 1 || changes.Removed[0].Code != "m4" || len(changes.Limits) != 1 {
				t.Errorf("changes %+v", changes)
			}
			if got := versions[1].Committed(project.TierOrdinary); got.N != 10 {
				t.Errorf("the old version now says %v", got)
			}
			return nil
		})
	})
}

func TestTwoPersons(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		registered(t, s, code, "建设工程规划许可证核发")
		var v Version
		act(t, s, func(tx *store.Tx) (err error) {
			v, err = NewDraft(tx, editor, code, whole())
			return err
		})
		publishBy := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Publish(tx, by, v.ID); return err }
		}
		delegate := flow.Actor{Account: "wu", Roles: head.Roles, Unit: planning, For: editor.Account}
		refused(t, s, OwnDraft, publishBy(editor))
		refused(t, s, OwnDraft, publishBy(delegate))
		refused(t, s, flow.StepForbidden, publishBy(clerk))
		refused(t, s, store.NoRow, publishBy(stranger))
		// Whoever edits last is the author.
		act(t, s, func(tx *store.Tx) (err error) {
			v, err = EditDraft(tx, secondEyes, v.ID, v.Revision, whole())
			return err
		})
		refused(t, s, OwnDraft, publishBy(secondEyes))
		act(t, s, publishBy(editor))
		refused(t, s, flow.StepRefused, publishBy(head))
	})
}

// C4: nothing of a published version can be written again.
func TestPublishedVersionIsImmutable(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		v := offered(t, s, code, "建设工程规划许可证核发")
		refused(t, s, flow.StepRefused, func(tx *store.Tx) error {
			_, err := EditDraft(tx, editor, v.ID, v.Revision, whole())
			return err
		})
		refused(t, s, flow.StepRefused, func(tx *store.Tx) error { return DiscardDraft(tx, editor, v.ID, v.Revision) })
		// The statements themselves meet no published row.
		act(t, s, func(tx *store.Tx) error {
			n, err := saveDraft.Run(tx, "x", v.FromDay, "", false, "", 0, "改名", v.Kind, false, 99, "wd", "", 99, 99, 0, "",
				true, true, true, v.Rules, v.Guide, v.Questions, "", false, false, nil, v.County, v.ID, v.Revision)
			if err != nil || n != 0 {
				t.Errorf("saveDraft changed %d published rows, %v", n, err)
			}
			n, err = clearMaterials.Run(tx, v.County, v.ID)
			if err != nil || n != 0 {
				t.Errorf("clearMaterials removed %d published rows, %v", n, err)
			}
			return nil
		})
		look(t, s, func(tx *store.Tx) error {
			now, err := VersionByID(tx, v.ID)
			if diff := cmp.Diff(v, now); diff != "" {
				t.Errorf("the version changed: %s", diff)
			}
			return err
		})
	})
}

// C10: a withdrawn version takes no new case and says what becomes of others.
func TestWithdraw(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		v := offered(t, s, code, "建设工程规划许可证核发")
		withdraw := func(by flow.Actor, in WithdrawInput) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := Withdraw(tx, by, v.ID, in); return err }
		}
		good := WithdrawInput{Reason: "国发〔2020〕13号取消该许可", Transition: Terminate}
		refused(t, s, flow.StepForbidden, withdraw(editor, good))
		refused(t, s, store.NoRow, withdraw(stranger, good))
		yesterday := day(t, "2020-06-07")
		for _, in := range []WithdrawInput{{Transition: Finish}, {Reason: "取消"},
			{Reason: "取消", Transition: Finish, Day: &yesterday}} {
			if err := s.Write(context.Background(), withdraw(head, in)); err == nil {
				t.Errorf("took %+v", in)
			}
		}
		act(t, s, withdraw(head, good))
		look(t, s, func(tx *store.Tx) error {
			if _, err := Current(tx, code, tx.Today()); !NoLongerOffered.Is(err) {
				t.Errorf("a new case: %v", err)
			}
			old, err := VersionByID(tx, v.ID)
			if err != nil || *old.Transition != Terminate || old.InForce(tx.Today()) {
				t.Errorf("running cases: %+v, %v", old, err)
			}
			r, err := Search(tx, tx.Today(), "规划许可", 10)
			if len(r.Hits) != 0 {
				t.Errorf("search still finds %v", r.Hits)
			}
			return err
		})
		published(t, s, code, whole()) // the item may come back
	})
}

func TestDaysOfPublication(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		registered(t, s, code, "建设工程规划许可证核发")
		try := func(from, source string) error {
			return s.Write(context.Background(), func(tx *store.Tx) error {
				e := whole()
				e.From, e.Source = day(t, from), source
				v, err := NewDraft(tx, editor, code, e)
				if err != nil {
					return err
				}
				_, err = Publish(tx, head, v.ID)
				return err
			})
		}
		if err := try("2020-05-01", ""); !FromInPast.Is(err) {
			t.Errorf("past without a document: %v", err)
		}
		if err := try("2020-05-01", "桃政办发〔2020〕2号"); err != nil {
			t.Errorf("past with a document: %v", err)
		}
		if err := try("2020-04-30", "桃政办发〔2020〕2号"); !FromBeforePrevious.Is(err) {
			t.Errorf("before the former version: %v", err)
		}
		if err := try("2020-06-08", ""); err != nil {
			t.Errorf("today: %v", err)
		}
		if err := try("2020-06-08", ""); err != nil {
			t.Errorf("a correction on the same day: %v", err)
		}
	})
}

func TestEditorsStayInTheirUnit(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		registered(t, s, code, "建设工程规划许可证核发")
		draft := func(tx *store.Tx) error { _, err := NewDraft(tx, stranger, code, whole()); return err }
		refused(t, s, store.NoRow, draft)
		refused(t, s, flow.StepForbidden, func(tx *store.Tx) error {
			_, err := NewDraft(tx, clerk, code, whole())
			return err
		})
		refused(t, s, CodeTaken, func(tx *store.Tx) error {
			_, err := Register(tx, editor, ItemInput{Code: code, Unit: planning, Name: "重名"})
			return err
		})
		var v Version
		act(t, s, func(tx *store.Tx) (err error) { v, err = NewDraft(tx, coordinator, code, whole()); return err })
		refused(t, s, DraftExists, func(tx *store.Tx) error { _, err := NewDraft(tx, editor, code, whole()); return err })
		refused(t, s, store.NoRow, func(tx *store.Tx) error { return DiscardDraft(tx, stranger, v.ID, v.Revision) })
		refused(t, s, store.ChangedMeanwhile, func(tx *store.Tx) error {
			_, err := EditDraft(tx, editor, v.ID, v.Revision+1, whole())
			return err
		})
		look(t, s, func(tx *store.Tx) error {
			mine, err := Drafts(tx, editor, 10)
			theirs, err2 := Drafts(tx, stranger, 10)
			all, err3 := Drafts(tx, coordinator, 10)
			if len(mine) != 1 || len(theirs) != 0 || len(all) != 1 || err != nil || err2 != nil || err3 != nil {
				t.Errorf("drafts %d %d %d, %v %v %v", len(mine), len(theirs), len(all), err, err2, err3)
			}
			return nil
		})
		act(t, s, func(tx *store.Tx) error { return DiscardDraft(tx, editor, v.ID, v.Revision) })
		refused(t, s, flow.StepRefused, func(tx *store.Tx) error { return DiscardDraft(tx, editor, v.ID, v.Revision+1) })
	})
}

func TestOneWinnerPublishes(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		registered(t, s, code, "建设工程规划许可证核发")
		var v Version
		act(t, s, func(tx *store.Tx) (err error) { v, err = NewDraft(tx, editor, code, whole()); return err })
		const people = 4
		results := make([]error, people)
		var wg sync.WaitGroup
		for i := range people {
			wg.Go(func() {
				results[i] = s.Write(context.Background(), func(tx *store.Tx) error { _, err := Publish(tx, head, v.ID); return err })
			})
		}
		wg.Wait()
		won := 0
		for _, err := range results {
			if err == nil {
				won++
			}
		}
		if won != 1 {
			t.Fatalf("%d published: %v", won, results)
		}
		look(t, s, func(tx *store.Tx) error {
			events, err := journal.History(tx, v.ItemID)
			if len(events) != 3 { // register, draft, publish
				t.Errorf("%d journal entries", len(events))
			}
			return err
		})
	})
}

func TestExternalItem(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		var first, second Item
		ensure := func(into *Item) func(tx *store.Tx) error {
			return func(tx *store.Tx) (err error) {
				*into, err = EnsureExternal(tx, editor, "430922-gaj", "身份证　换领")
				return err
			}
		}
		act(t, s, ensure(&first))
		act(t, s, ensure(&second))
		if first.ID != second.ID || !first.External || first.Name != "身份证 换领" {
			t.Fatalf("%+v\n%+v", first, second)
		}
		look(t, s, func(tx *store.Tx) error {
			if _, err := Current(tx, first.Code, tx.Today()); !NotOffered.Is(err) {
				t.Errorf("an external item is offered: %v", err)
			}
			return nil
		})
		refused(t, s, ItemExternal, func(tx *store.Tx) error {
			_, err := NewDraft(tx, coordinator, first.Code, whole())
			return err
		})
	})
}
