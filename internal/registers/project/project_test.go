package project_test

import (
	"context"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	office = flow.Actor{Account: "u-yhb", Name: "优化办", Roles: []flow.Role{identity.Coordinator}, Unit: "fgj"}
	clerk  = flow.Actor{Account: "u-wang", Roles: []flow.Role{identity.Clerk}, Unit: "zrzy"}
)

func day(text string) calendar.Day {
	d, err := calendar.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func dayp(text string) *calendar.Day { d := day(text); return &d }

func write(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, s *store.Store, def *fault.Def, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), fn); !def.Is(err) {
		t.Errorf("want %s, got %v", def.Code, err)
	}
}

// filed registers an enterprise and one project of it.
func filed(t *testing.T, s *store.Store) project.Project {
	t.Helper()
	var p project.Project
	write(t, s, func(tx *store.Tx) error {
		owner, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4DEM002W"})
		if err != nil {
			return err
		}
		p, err = project.Register(tx, clerk, project.Draft{Code: "２０２０-430922-48-03-012345", Name: "示例竹制品加工项目",
			Party: owner.ID, Sector: project.Industry, Unit: "park", Area: "430922112", From: day("2020-03-02")})
		return err
	})
	return p
}

func TestTierOf_重点项目按日期(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		p := filed(t, s)
		write(t, s, func(tx *store.Tx) error {
			if _, err := project.MarkKey(tx, office, p.ID, project.KeyDraft{Level: project.County, From: day("2020-04-01"), Document: "桃发改〔2020〕5号"}); err != nil {
				return err
			}
			_, err := project.MarkKey(tx, office, p.ID, project.KeyDraft{Level: project.Province, From: day("2020-05-01"), To: dayp("2020-05-31"), Document: "湘发改〔2020〕9号"})
			return err
		})
		refused(t, s, project.KeyOverlap, func(tx *store.Tx) error {
			_, err := project.MarkKey(tx, office, p.ID, project.KeyDraft{Level: project.County, From: day("2020-06-01"), Document: "重复"})
			return err
		})
		refused(t, s, flow.StepForbidden, func(tx *store.Tx) error {
			_, err := project.MarkKey(tx, clerk, p.ID, project.KeyDraft{Level: project.City, From: day("2020-06-01"), Document: "名单"})
			return err
		})
		write(t, s, func(tx *store.Tx) error {
			return project.UnmarkKey(tx, office, p.ID, day("2020-06-30"), "桃发改〔2020〕20号")
		})
		refused(t, s, project.NotKey, func(tx *store.Tx) error { return project.UnmarkKey(tx, office, p.ID, day("2020-07-01"), "再次") })
		for on, want := range map[string]struct {
			tier  project.Tier
			level project.Level
		}{
			"2020-03-31": {project.TierOrdinary, ""}, "2020-04-01": {project.TierKey, project.County},
			"2020-05-15": {project.TierKey, project.Province}, "2020-06-01": {project.TierKey, project.County},
			"2020-07-01": {project.TierOrdinary, ""},
		} {
			if err := s.Read(context.Background(), func(tx *store.Tx) error {
				tier, err := project.TierOf(tx, p.ID, day(on))
				if err != nil || tier != want.tier {
					t.Errorf("%s: %s %v", on, tier, err)
				}
				key, _, err := project.KeyOn(tx, p.ID, day(on))
				if key.Level != want.level {
					t.Errorf("%s: level %q", on, key.Level)
				}
				return err
			}); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestTierOf_没有项目的办件按普通(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		if err := s.Read(context.Background(), func(tx *store.Tx) error {
			tier, err := project.TierOf(tx, "", day("2020-06-08"))
			if tier != project.TierOrdinary {
				t.Error(tier)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestRegister_代码唯一_错处一次说清(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		p := filed(t, s)
		if p.Code != "2020-430922-48-03-012345" {
			t.Error(p.Code)
		}
		refused(t, s, project.CodeTaken, func(tx *store.Tx) error {
			_, err := project.Register(tx, clerk, project.Draft{Code: p.Code, Name: "另一个", Party: p.PartyID, Sector: project.Tourism, Unit: "x"})
			return err
		})
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := project.Register(tx, clerk, project.Draft{Code: "2020-430922", Area: "1", From: day("2020-03-02"), To: dayp("2020-03-01")})
			return err
		})
		f, ok := fault.Of(err)
		if !ok || len(f.Fields) != 7 {
			t.Errorf("%v", err)
		}
		refused(t, s, store.ChangedMeanwhile, func(tx *store.Tx) error {
			_, err := project.Amend(tx, clerk, p.ID, project.Draft{Version: 9})
			return err
		})
	})
}

// exported reads the register's own export as rows of a ledger.
func exported(t *testing.T, s *store.Store) (rows []manifest.Row) {
	t.Helper()
	importer := project.Manifest.Importers[0]
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		return importer.Export(tx, office, func(cells []string) error {
			row := manifest.Row{Number: len(rows) + 2, Cells: map[string]string{}}
			for i, c := range importer.Columns {
				row.Cells[c.Name] = cells[i]
			}
			rows = append(rows, row)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestLedger_项目和重点名单_再导一次没有变化(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		filed(t, s)
		row := func(n int, code, credit string) manifest.Row {
			return manifest.Row{Number: n, Cells: map[string]string{"code": code, "name": "示例物流园", "credit": credit, "sector": "商贸物流类",
				"unit": "park", "from": "2020-03-02", "level": "县级", "key_from": "2020-04-01", "document": "桃发改〔2020〕5号"}}
		}
		apply := func(rows ...manifest.Row) (out manifest.Outcome) {
			write(t, s, func(tx *store.Tx) (err error) {
				out, err = project.Manifest.Importers[0].Apply(tx, office, rows)
				return err
			})
			return out
		}
		first := row(2, "2020-430922-59-03-000001", "91430922MA4DEM002W")
		if out := apply(first); out.New != 1 || len(out.Errors) != 0 {
			t.Errorf("first %+v", out)
		}
		if out := apply(first); out.Same != 1 {
			t.Errorf("again %+v", out)
		}
		if out := apply(exported(t, s)...); out.Same != 2 || out.New+out.Changed+len(out.Errors) != 0 {
			t.Errorf("own export %+v", out)
		}
		first.Cells["name"] = "示例物流园（一期）"
		if out := apply(first); out.Changed != 1 {
			t.Errorf("changed %+v", out)
		}
		if err := s.Write(context.Background(), func(tx *store.Tx) error {
			out, err := project.Manifest.Importers[0].Apply(tx, office, []manifest.Row{row(7, "2020-430922-59-03-000002", "914403001922038216")})
			if len(out.Errors) != 1 || out.Errors[0].Number != 7 || out.Errors[0].Column != "credit" {
				t.Errorf("unknown owner %+v", out)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := s.Read(context.Background(), func(tx *store.Tx) error {
			for find, want := range map[*project.Find]int{{}: 2, {KeyOn: dayp("2020-06-08")}: 1, {Text: "物流"}: 1, {Text: "2020-430922-48"}: 1,
				{Text: "%"}: 0, {Unit: "nowhere"}: 0, {Sector: project.Commerce}: 1, {Limit: 1}: 1} {
				list, err := project.List(tx, *find)
				if err != nil || len(list) != want {
					t.Errorf("%+v: %d projects, %v", *find, len(list), err)
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}
