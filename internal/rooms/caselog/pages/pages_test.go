package pages

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/caselog"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

const before = "case_no,item,unit,channel,received_at,accepted_at,due_at,closed_at,result\nA-1,食品经营许可,县市场监管局,,2020-03-02 09:15,,2020-03-09,,\n"

var after = strings.Replace(before, "2020-03-09,,", "2020-03-09,2020-03-10 08:00,准予", 1)

func TestACaseShowsWhatWasKnownWhen(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		ctx := context.Background()
		by := flow.Actor{Account: "a", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
		for _, text := range []string{before, after} {
			if _, err := ledger.Import(ctx, s, by, caselog.Importer, ledger.File{Name: "a.csv", Data: []byte(text)}, ledger.Apply); err != nil {
				t.Fatal(err)
			}
			clock.Advance(time.Hour)
		}
		var fact manifest.CaseFact
		err := s.Read(ctx, func(tx *store.Tx) error {
			facts, err := caselog.Manifest.Cases[0].List(tx, manifest.CaseFilter{}, "", 10)
			if len(facts) == 1 {
				fact = facts[0]
			}
			return err
		})
		if err != nil || fact.Link == "" {
			t.Fatalf("%+v %v", fact, err)
		}
		get := func(unit string, role flow.Role) (int, string) {
			gate := kit.Gate{Resolve: func(*store.Tx, string, string) (identity.Session, error) {
				return identity.Session{ID: "s", Actor: flow.Actor{Account: "b", Unit: unit, Roles: []flow.Role{role}}}, nil
			}}
			deps := kit.Deps{Store: s, Rooms: []manifest.Room{caselog.Manifest}}
			site, err := kit.NewSite(deps, gate, Routes(deps), nil)
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(http.MethodGet, fact.Link, nil)
			r.AddCookie(&http.Cookie{Name: "s", Value: "token"})
			w := httptest.NewRecorder()
			site.ServeHTTP(w, r)
			return w.Code, w.Body.String()
		}
		code, body := get("yhb", identity.Coordinator)
		if code != http.StatusOK {
			t.Fatalf("%d %s", code, body)
		}
		for _, word := range []string{"A-1", "超期办结", "2020年3月9日24点", "再次导入，有更改", "首次导入", "2020-06-08 09:00", "2020-06-08 10:00"} {
			if !strings.Contains(body, word) {
				t.Errorf("lacks %s", word)
			}
		}
		if code, _ := get("other", identity.Reviewer); code != http.StatusNotFound {
			t.Errorf("别的单位的办件应当像没有一样: %d", code)
		}
	})
}
