package org_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var keeper = flow.Actor{Account: "keeper", Name: "周维", Unit: "yhb", Roles: []flow.Role{"coordinator"}, Channel: "pc"}

func act(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Read(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) error {
	t.Helper()
	err := s.Write(context.Background(), fn)
	if err == nil {
		t.Fatal("the act went through")
	}
	return err
}

func add(t *testing.T, s *store.Store, in org.UnitInput) org.Unit {
	t.Helper()
	var unit org.Unit
	act(t, s, func(tx *store.Tx) (err error) {
		unit, err = org.Add(tx, keeper, in)
		return err
	})
	return unit
}

var land = org.UnitInput{Code: "zrzyj", Name: "桃江县国土资源局", Short: "县国土局", Kind: org.Department,
	DocWord: "桃国土资", Phone: "0737-8886666"}

func Test机构改名后_旧日期查到旧名(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		in := land
		in.From = calendar.DayOf(2019, 1, 1)
		add(t, s, in)
		in.Name, in.Short, in.DocWord = "桃江县自然资源局", "县自然资源局", "桃自然资"
		in.From = calendar.DayOf(2020, 7, 1) // announced ahead
		act(t, s, func(tx *store.Tx) error {
			_, err := org.Amend(tx, keeper, in)
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			for day, want := range map[calendar.Day]string{
				calendar.DayOf(2019, 1, 1):  "桃江县国土资源局",
				calendar.DayOf(2020, 6, 30): "桃江县国土资源局",
				calendar.DayOf(2020, 7, 1):  "桃江县自然资源局",
			} {
				if u, err := org.At(tx, "zrzyj", day); err != nil || u.Name != want {
					t.Errorf("on %s: %q, %v, want %q", day, u.Name, err, want)
				}
			}
			if _, err := org.At(tx, "zrzyj", calendar.DayOf(2018, 12, 31)); !store.NoRow.Is(err) {
				t.Errorf("before its first day: %v", err)
			}
			if _, ok, err := org.ByName(tx, "桃江县自然资源局"); ok || err != nil {
				t.Errorf("the new name must not hold yet: %v %v", ok, err)
			}
			history, err := journal.History(tx, "unit:zrzyj")
			if err != nil || len(history) != 2 || history[1].Kind != "org.unit_amend" {
				t.Errorf("journal: %v %v", history, err)
			}
			return nil
		})
		clock.Set(calendar.DayOf(2020, 7, 1).Start())
		read(t, s, func(tx *store.Tx) error {
			u, ok, err := org.ByName(tx, "　桃江县 自然资源局 ")
			if err != nil || !ok || u.DocWord != "桃自然资" {
				t.Errorf("by new name: %+v %v %v", u, ok, err)
			}
			return nil
		})
	})
}

func Test登记机构_一次说清所有要改处(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		add(t, s, land)
		err := refused(t, s, func(tx *store.Tx) error {
			_, err := org.Add(tx, keeper, org.UnitInput{Code: "zrzyj", Name: "桃江县 国土资源局", Kind: "外星",
				CreditCode: "123", Area: "99", Parent: "none", DocWord: "A", Phone: "见网站"})
			return err
		})
		f, ok := fault.Of(err)
		if !ok {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for _, field := range f.Fields {
			got[field.Name] = true
		}
		want := map[string]bool{"code": true, "kind": true, "credit_code": true, "area": true, "parent": true,
			"doc_word": true, "phone": true}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		err = refused(t, s, func(tx *store.Tx) error {
			_, err := org.Add(tx, keeper, org.UnitInput{Code: "gtj", Name: "桃江县 国土资源局", Kind: org.Department})
			return err
		})
		if !strings.Contains(err.Error(), "zrzyj") {
			t.Errorf("an equal name must name the unit that bears it: %v", err)
		}
		clerk := flow.Actor{Account: "c", Unit: "zrzyj", Roles: []flow.Role{"clerk"}}
		if err := refused(t, s, func(tx *store.Tx) error { _, err := org.Add(tx, clerk, land); return err }); !org.NotManager.Is(err) {
			t.Errorf("a clerk: %v", err)
		}
	})
}

func Test上级不能绕圈(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		add(t, s, org.UnitInput{Code: "zf", Name: "桃江县人民政府", Kind: org.Other})
		in := land
		in.Parent = "zf"
		if u := add(t, s, in); u.Parent == nil || *u.Parent != "zf" {
			t.Errorf("parent lost: %v", u.Parent)
		}
		err := refused(t, s, func(tx *store.Tx) error {
			_, err := org.Amend(tx, keeper, org.UnitInput{Code: "zf", Name: "桃江县人民政府", Kind: org.Other, Parent: "zrzyj"})
			return err
		})
		if f, _ := fault.Of(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Name != "parent" {
			t.Errorf("%v", err)
		}
	})
}

func Test外来机构_只登记一次(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		add(t, s, land)
		ensure := func(name string) (unit org.Unit) {
			act(t, s, func(tx *store.Tx) (err error) {
				unit, err = org.EnsureExternal(tx, keeper, name)
				return err
			})
			return unit
		}
		if u := ensure("县国土局"); u.Code != "zrzyj" || u.External {
			t.Errorf("a registered unit is found by its short name: %+v", u)
		}
		one, two := ensure("益阳市某某局"), ensure("益阳市 某某局")
		if !one.External || one.ID != two.ID {
			t.Errorf("%+v %+v", one, two)
		}
		act(t, s, func(tx *store.Tx) error {
			_, err := org.Amend(tx, keeper, org.UnitInput{Code: one.Code, Name: "益阳市某某局", Kind: org.Vertical, Area: "4309"})
			return err
		})
		if u := ensure("益阳市某某局"); u.External || u.Kind != org.Vertical {
			t.Errorf("once amended it is registered: %+v", u)
		}
	})
}

func Test停用机构_先移交窗口(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		add(t, s, land)
		add(t, s, org.UnitInput{Code: "dt", Name: "桃江县政务服务大厅", Kind: org.Hall})
		window := org.WindowInput{Code: "A03", Unit: "zrzyj", Hall: "dt", Name: "不动产登记 3 号窗", Open: true}
		act(t, s, func(tx *store.Tx) error { _, err := org.AddWindow(tx, keeper, window); return err })
		last := calendar.DayOf(2020, 6, 30)
		closing := func(tx *store.Tx) error {
			_, err := org.Close(tx, keeper, "zrzyj", last, "桃编〔2020〕3号")
			return err
		}
		refused(t, s, closing)
		window.Open = false
		act(t, s, func(tx *store.Tx) error { _, err := org.AmendWindow(tx, keeper, window); return err })
		act(t, s, closing)
		clock.Set((last + 1).Start())
		read(t, s, func(tx *store.Tx) error {
			if _, err := org.ByCode(tx, "zrzyj"); !store.NoRow.Is(err) {
				t.Errorf("after its last day: %v", err)
			}
			return nil
		})
		err := refused(t, s, func(tx *store.Tx) error { _, err := org.Add(tx, keeper, land); return err })
		if !strings.Contains(err.Error(), "不重复使用") {
			t.Errorf("a code is never given again: %v", err)
		}
	})
}

func Test代理授权_按日生效_可以收回(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		boss := flow.Actor{Account: "boss", Unit: "zrzyj", Roles: []flow.Role{"approver"}}
		in := org.DelegationInput{FromAccount: "boss", ToAccount: "deputy", Roles: []flow.Role{"approver"},
			FromDay: calendar.DayOf(2020, 6, 10), ToDay: calendar.DayOf(2020, 6, 12), Reason: "赴长沙培训"}
		var d org.Delegation
		act(t, s, func(tx *store.Tx) (err error) {
			d, err = org.Delegate(tx, boss, in)
			return err
		})
		standing := func(day calendar.Day) int {
			var n int
			read(t, s, func(tx *store.Tx) error {
				ds, err := org.ActingFor(tx, "deputy", day)
				n = len(ds)
				return err
			})
			return n
		}
		got := []int{standing(in.FromDay - 1), standing(in.FromDay), standing(in.ToDay), standing(in.ToDay + 1)}
		if d := cmp.Diff([]int{0, 1, 1, 0}, got); d != "" {
			t.Error(d)
		}
		act(t, s, func(tx *store.Tx) error { _, err := org.Revoke(tx, boss, d.ID); return err })
		if standing(in.FromDay) != 0 {
			t.Error("a revoked delegation still stands")
		}
		if err := refused(t, s, func(tx *store.Tx) error { _, err := org.Revoke(tx, boss, d.ID); return err }); !org.DelegationEnded.Is(err) {
			t.Error(err)
		}
		clock.Set(calendar.DayOf(2020, 6, 11).Start())
		refused(t, s, func(tx *store.Tx) error { _, err := org.Delegate(tx, boss, in); return err }) // backdated
		other := flow.Actor{Account: "deputy", Roles: []flow.Role{"clerk"}}
		in.FromDay = calendar.DayOf(2020, 6, 11)
		if err := refused(t, s, func(tx *store.Tx) error { _, err := org.Delegate(tx, other, in); return err }); !org.NotYourDelegation.Is(err) {
			t.Error(err)
		}
	})
}

func importer(kind string) manifest.Importer {
	for _, i := range org.Manifest.Importers {
		if i.Kind == kind {
			return i
		}
	}
	panic(kind)
}

func Test机构名录_导入导出再导入不变(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		rows := []manifest.Row{
			{Number: 2, Cells: map[string]string{"code": "bz", "name": "桃花江镇便民服务分中心", "kind": "分中心", "parent": "thj", "area": "430922100"}},
			{Number: 3, Cells: map[string]string{"code": "thj", "name": "桃花江镇人民政府", "kind": "乡镇", "area": "430922100"}},
			{Number: 4, Cells: map[string]string{"code": "x", "name": "坏行", "kind": "乡镇"}},
		}
		units := importer("units")
		run := func(rows []manifest.Row) (out manifest.Outcome) {
			act(t, s, func(tx *store.Tx) (err error) {
				out, err = units.Apply(tx, keeper, rows)
				return err
			})
			return out
		}
		out := run(rows)
		if out.New != 2 || len(out.Errors) != 1 || out.Errors[0].Number != 4 || out.Errors[0].Column != "code" {
			t.Fatalf("%+v", out)
		}
		var again []manifest.Row
		read(t, s, func(tx *store.Tx) error {
			return units.Export(tx, keeper, func(cells []string) error {
				row := manifest.Row{Number: len(again) + 2, Cells: map[string]string{}}
				for i, column := range units.Columns {
					row.Cells[column.Name] = cells[i]
				}
				again = append(again, row)
				return nil
			})
		})
		again = append(again, manifest.Row{Number: 9, Cells: map[string]string{"code": "thj", "name": "桃花江镇人民政府", "kind": "乡镇", "area": "430922100", "phone": "0737-8881234"}})
		if got, want := fmt.Sprint(run(again)), fmt.Sprint(manifest.Outcome{Same: 2, Changed: 1}); got != want {
			t.Errorf("again: %s, want %s", got, want)
		}
	})
}

func Test查找机构_按类别区划和文字(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		add(t, s, land)
		add(t, s, org.UnitInput{Code: "thj", Name: "桃花江镇人民政府", Kind: org.Township, Area: "430922100"})
		add(t, s, org.UnitInput{Code: "szj", Name: "益阳市某局", Kind: org.Vertical, Area: "430900"})
		for _, c := range []struct {
			filter org.Filter
			want   string
		}{
			{org.Filter{}, "szj thj zrzyj"},
			{org.Filter{Area: "430922"}, "thj zrzyj"},
			{org.Filter{Area: "430900"}, "szj thj zrzyj"},
			{org.Filter{Kind: org.Township}, "thj"},
			{org.Filter{Text: "国土"}, "zrzyj"},
			{org.Filter{Text: "100%"}, ""},
			{org.Filter{After: "szj", Limit: 1}, "thj"},
		} {
			read(t, s, func(tx *store.Tx) error {
				found, err := org.List(tx, c.filter)
				var codes []string
				for _, u := range found {
					codes = append(codes, u.Code)
				}
				if got := strings.Join(codes, " "); got != c.want {
					t.Errorf("%+v: %q, want %q", c.filter, got, c.want)
				}
				return err
			})
		}
	})
}
