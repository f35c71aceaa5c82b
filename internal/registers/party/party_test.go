package party_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	clerk    = flow.Actor{Account: "u-wang", Name: "王芳", Roles: []flow.Role{identity.Clerk}, Unit: "zrzy"}
	head     = flow.Actor{Account: "u-head", Name: "何局", Roles: []flow.Role{identity.Head}, Unit: "zrzy"}
	safety   = flow.Actor{Account: "u-safe", Roles: []flow.Role{identity.SafetyAdmin}, Unit: "gov"}
	auditor  = flow.Actor{Account: "u-audit", Roles: []flow.Role{identity.AuditAdmin}, Unit: "gov"}
	bamboo   = party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: "914403001922038216", Representative: "李青山", Mobile: "138 0000 0000", Address: "桃江县桃花江镇芙蓉路12号", Area: "430922112", Industry: "c3311"}
	resident = party.Draft{Kind: party.Person, Name: "陈立新", CitizenID: "11010519491231002x", Mobile: "13900000001", Address: "湖南省桃江县灰山港镇示例村3组"}
)

func write(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) {
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

// refused asserts that an act fails with the fault and leaves no journal entry.
func refused(t *testing.T, s *store.Store, def *fault.Def, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), fn); !def.Is(err) {
		t.Errorf("want %s, got %v", def.Code, err)
	}
}

func registered(t *testing.T, s *store.Store, by flow.Actor, d party.Draft) party.Party {
	t.Helper()
	var p party.Party
	write(t, s, func(tx *store.Tx) (err error) {
		p, err = party.Register(tx, by, d)
		return err
	})
	return p
}

func day(text string) calendar.Day {
	d, err := calendar.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestRegister_个人信息只以掩码出现(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		p := registered(t, s, clerk, resident)
		read(t, s, func(tx *store.Tx) error {
			v, err := party.Display(tx, p)
			want := party.View{ID: p.ID, Kind: party.Person, KindZh: "个人", Name: "陈某某", CitizenID: "110105********002X",
				Mobile: "139****0001", Address: "湖南省桃江县灰山港镇****", State: party.Active, StateZh: "存续"}
			if diff := cmp.Diff(want, v); diff != "" {
				t.Error(diff)
			}
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			events, err := journal.History(tx, p.ID)
			if err != nil || len(events) != 1 {
				return fmt.Errorf("%d events, %v", len(events), err)
			}
			for _, table := range []string{"party_party"} {
				image, _, _, err := tx.RowImage(table, p.ID)
				if err != nil {
					return err
				}
				for _, secret := range []string{"陈立新", "11010519491231002X", "13900000001", "示例村"} {
					if strings.Contains(image+string(events[0].Details), secret) {
						t.Errorf("%s shows %s", table, secret)
					}
				}
			}
			return nil
		})
	})
}

func TestRegister_同一代码或证号只能登记一次(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		p := registered(t, s, clerk, bamboo)
		q := registered(t, s, clerk, resident)
		refused(t, s, party.CreditTaken, func(tx *store.Tx) error {
			twin := bamboo
			twin.Credit, twin.Name = "9144 0300-1922 0382 16", "另一个名字"
			_, err := party.Register(tx, clerk, twin)
			return err
		})
		refused(t, s, party.CitizenTaken, func(tx *store.Tx) error {
			_, err := party.Register(tx, clerk, resident)
			return err
		})
		// The operator of an individual business may also be registered as a person.
		registered(t, s, clerk, party.Draft{Kind: party.IndividualBusiness, Name: "桃江县立新示例小吃店", CitizenID: resident.CitizenID})
		read(t, s, func(tx *store.Tx) error {
			byCredit, ok, err := party.ByCredit(tx, "914403001922038216")
			if !ok || byCredit.ID != p.ID || err != nil {
				t.Errorf("by credit: %v %v %v", byCredit, ok, err)
			}
			byNumber, ok, err := party.ByCitizenID(tx, "11010519491231002X")
			if !ok || byNumber.ID != q.ID {
				t.Errorf("by number: %v %v", byNumber, ok)
			}
			return err
		})
	})
}

func TestRegister_一次说清所有要改的地方(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		tomorrow := clock.Now().Day() + 1
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: " ", Credit: "914403001922038217",
				Mobile: "1380000000", CitizenID: "1", Area: "99", Industry: "33", Founded: &tomorrow})
			return err
		})
		f, _ := fault.Of(err)
		if f == nil || !fault.FormInvalid.Is(err) {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for _, field := range f.Fields {
			got[field.Name] = true
		}
		want := map[string]bool{"name": true, "credit": true, "mobile": true, "citizen_id": true, "area": true, "industry": true, "founded": true}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		refused(t, s, flow.StepForbidden, func(tx *store.Tx) error {
			_, err := party.Register(tx, auditor, bamboo)
			return err
		})
	})
}

func TestAmend_掩码和空白不改原值(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		p := registered(t, s, clerk, resident)
		self := flow.Actor{Account: "a-chen", Roles: []flow.Role{identity.Applicant}, Party: p.ID}
		write(t, s, func(tx *store.Tx) error {
			_, err := party.Amend(tx, self, p.ID, party.Draft{Mobile: "13900000002", Address: "湖南省桃江县灰山港镇****"})
			return err
		})
		write(t, s, func(tx *store.Tx) error {
			for field, want := range map[party.Field]string{party.FieldMobile: "13900000002", party.FieldName: "陈立新",
				party.FieldCitizenID: "11010519491231002X", party.FieldAddress: "湖南省桃江县灰山港镇示例村3组"} {
				got, err := party.Reveal(tx, self, p.ID, field, "")
				if err != nil || got != want {
					t.Errorf("%s: %q, %v", field, got, err)
				}
			}
			return nil
		})
		refused(t, s, party.OwnFieldsOnly, func(tx *store.Tx) error {
			_, err := party.Amend(tx, self, p.ID, party.Draft{Name: "陈新立"})
			return err
		})
		other := registered(t, s, clerk, bamboo)
		refused(t, s, party.NotOwn, func(tx *store.Tx) error {
			_, err := party.Amend(tx, self, other.ID, party.Draft{Mobile: "13900000003"})
			return err
		})
		refused(t, s, party.CreditFixed, func(tx *store.Tx) error {
			_, err := party.Amend(tx, clerk, other.ID, party.Draft{Credit: "91330100799655058B"})
			return err
		})
	})
}

func TestReveal_要有岗位和理由并留痕(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		p := registered(t, s, clerk, resident)
		reveal := func(by flow.Actor, reason string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := party.Reveal(tx, by, p.ID, party.FieldMobile, reason)
				return err
			}
		}
		refused(t, s, party.ReasonShort, reveal(clerk, "看看"))
		refused(t, s, flow.StepForbidden, reveal(auditor, "例行检查一下"))
		refused(t, s, party.NotOwn, reveal(flow.Actor{Account: "x", Roles: []flow.Role{identity.Applicant}, Party: "other"}, "我想联系他"))
		write(t, s, reveal(clerk, "电话通知补正，号码 13900000001"))
		read(t, s, func(tx *store.Tx) error {
			events, err := journal.History(tx, p.ID)
			if err != nil {
				return err
			}
			last := events[len(events)-1]
			if last.Kind != "party.reveal" || last.By.Account != clerk.Account || strings.Contains(string(last.Details), "13900000001") {
				t.Errorf("%s by %s: %s", last.Kind, last.By.Account, last.Details)
			}
			return nil
		})
	})
}

func TestErase_保存期内不能删除_期满后谁也看不到(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		p := registered(t, s, clerk, resident)
		erase := func(tx *store.Tx) error { return party.Erase(tx, safety, p.ID, "本人申请删除") }
		write(t, s, func(tx *store.Tx) error {
			if err := party.Hold(tx, p.ID, "case-1", day("2020-06-30"), "办件档案保存规定"); err != nil {
				return err
			}
			if err := party.Hold(tx, p.ID, "case-1", day("2020-06-10"), "更短的不算"); err != nil {
				return err
			}
			_, err := journal.Record(tx, clerk, "case.close", "case-1", nil)
			return err
		})
		refused(t, s, party.Retained, erase)
		clock.Set(day("2020-06-30").End())
		refused(t, s, party.Retained, erase)
		clock.Set(day("2020-07-01").Start())
		refused(t, s, flow.StepForbidden, func(tx *store.Tx) error { return party.Erase(tx, clerk, p.ID, "本人申请删除") })
		write(t, s, erase)
		write(t, s, func(tx *store.Tx) error {
			_, known, err := party.ByCitizenID(tx, "11010519491231002X")
			if known || err != nil {
				t.Errorf("still found: %v", err)
			}
			gone, err := party.ByID(tx, p.ID)
			if err != nil || gone.Name != "（已删除）" || gone.State != party.Erased {
				t.Errorf("%+v %v", gone, err)
			}
			if _, err := party.Reveal(tx, head, p.ID, party.FieldMobile, "核对删除结果"); !store.Erased.Is(err) {
				t.Errorf("reveal after erasure: %v", err)
			}
			found, err := party.Search(tx, party.Find{Text: "陈立新"})
			if len(found) != 0 {
				t.Errorf("search finds %v", found)
			}
			return err
		})
		firm := registered(t, s, clerk, bamboo)
		refused(t, s, party.NotPersonal, func(tx *store.Tx) error { return party.Erase(tx, safety, firm.ID, "单位申请删除") })
	})
}

func TestSearch_词_拼音首字母_代码前缀_整号(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		firm := registered(t, s, clerk, bamboo)
		other := registered(t, s, clerk, party.Draft{Kind: party.Enterprise, Name: "益阳青山竹业示例有限公司", Credit: "91330100799655058B"})
		man := registered(t, s, clerk, resident)
		for text, want := range map[string][]string{
			"青竹":                 {firm.ID},
			"竹":                  {firm.ID, other.ID},
			"示例 公司":              {firm.ID, other.ID},
			"qzsl":               {firm.ID},
			"TJX":                {firm.ID},
			"qingzhu":            nil,
			"9144":               {firm.ID},
			"91330100799655058b": {other.ID},
			"陈立新":                {man.ID},
			"立新":                 nil,
			"11010519491231002X": {man.ID},
			"139-0000-0001":      {man.ID},
			"13800000000":        {firm.ID},
			"没有这家":               nil,
			"":                   {firm.ID, other.ID, man.ID},
		} {
			read(t, s, func(tx *store.Tx) error {
				found, err := party.Search(tx, party.Find{Text: text})
				var got []string
				for _, p := range found {
					got = append(got, p.ID)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%q: %s", text, diff)
				}
				return err
			})
		}
		read(t, s, func(tx *store.Tx) error {
			found, err := party.Search(tx, party.Find{Text: "示例", Area: "430922"})
			if len(found) != 1 || found[0].ID != firm.ID {
				t.Errorf("in area: %v", found)
			}
			return err
		})
	})
}

func TestClasses_按日期回答(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		p := registered(t, s, clerk, bamboo)
		set := func(d party.ClassDraft) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := party.SetClass(tx, head, p.ID, d)
				return err
			}
		}
		write(t, s, set(party.ClassDraft{Class: party.ScaleIndustry, From: day("2020-01-01"), Basis: "规上工业名单〔2020〕1号"}))
		write(t, s, set(party.ClassDraft{Inputs: &party.SizeInputs{Industry: "industry", Persons: 350, Revenue: 30_000_000_00}, From: day("2020-01-01"), Basis: "2019年年报"}))
		write(t, s, set(party.ClassDraft{Inputs: &party.SizeInputs{Industry: "industry", Persons: 299, Revenue: 30_000_000_00}, From: day("2020-05-01"), Basis: "2020年核实"}))
		refused(t, s, party.ClassOverlap, set(party.ClassDraft{Inputs: &party.SizeInputs{Industry: "industry"}, From: day("2020-05-01"), Basis: "重复"}))
		refused(t, s, fault.FormInvalid, set(party.ClassDraft{Class: party.Medium, From: day("2020-06-01"), Basis: "只给结论"}))
		for on, want := range map[string][]party.Class{
			"2019-12-31": nil,
			"2020-04-30": {party.Medium, party.ScaleIndustry},
			"2020-05-01": {party.ScaleIndustry, party.Small},
		} {
			read(t, s, func(tx *store.Tx) error {
				at, err := party.ClassesAt(tx, p.ID, day(on))
				var got []party.Class
				for _, c := range at {
					got = append(got, c.Class)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s", on, diff)
				}
				return err
			})
		}
	})
}

func TestBars_按法定年限和事项(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		p := registered(t, s, clerk, bamboo)
		var flag party.Bar
		write(t, s, func(tx *store.Tx) (err error) {
			if _, err = party.SetBar(tx, head, party.BarDraft{Party: p.ID, Item: "fire-01", Ground: party.Ground79, From: day("2020-02-29"), Document: "桃应急撤〔2020〕1号"}); err != nil {
				return err
			}
			flag, err = party.SetBar(tx, head, party.BarDraft{Party: p.ID, Ground: party.GroundDishonesty, From: day("2020-03-01"), Document: "信用公示〔2020〕3号"})
			return err
		})
		for _, c := range []struct {
			item, on string
			barred   bool
		}{{"fire-01", "2020-02-28", false}, {"fire-01", "2020-02-29", true}, {"fire-01", "2023-02-28", true}, {"fire-01", "2023-03-01", false}, {"land-01", "2021-01-01", false}} {
			read(t, s, func(tx *store.Tx) error {
				_, barred, err := party.BarredFrom(tx, p.ID, c.item, day(c.on))
				if barred != c.barred {
					t.Errorf("%s on %s: barred %v", c.item, c.on, barred)
				}
				return err
			})
		}
		dishonest := func(on string, want bool) {
			read(t, s, func(tx *store.Tx) error {
				got, err := party.Dishonest(tx, p.ID, day(on))
				if got != want {
					t.Errorf("dishonest on %s: %v", on, got)
				}
				return err
			})
		}
		dishonest("2020-02-29", false)
		dishonest("2030-01-01", true)
		write(t, s, func(tx *store.Tx) error {
			_, err := party.LiftBar(tx, head, flag.ID, day("2020-06-08"), "信用修复决定")
			return err
		})
		dishonest("2020-06-08", true)
		dishonest("2020-06-09", false)
		four := day("2021-06-09")
		refused(t, s, party.BarTooLong, func(tx *store.Tx) error {
			_, err := party.SetBar(tx, head, party.BarDraft{Party: p.ID, Item: "x", Ground: party.Ground78, From: day("2020-06-08"), To: &four, Document: "决定"})
			return err
		})
		refused(t, s, flow.StepForbidden, func(tx *store.Tx) error {
			_, err := party.SetBar(tx, clerk, party.BarDraft{Party: p.ID})
			return err
		})
	})
}

// exported reads the register's own export as rows of a ledger.
func exported(t *testing.T, s *store.Store) (rows []manifest.Row) {
	t.Helper()
	importer := party.Manifest.Importers[0]
	read(t, s, func(tx *store.Tx) error {
		return importer.Export(tx, clerk, func(cells []string) error {
			row := manifest.Row{Number: len(rows) + 2, Cells: map[string]string{}}
			for i, c := range importer.Columns {
				row.Cells[c.Name] = cells[i]
			}
			if strings.Contains(strings.Join(cells, " "), "13800000000") {
				t.Error("the export shows a mobile")
			}
			rows = append(rows, row)
			return nil
		})
	})
	return rows
}

func TestLedger_再导一次没有变化(t *testing.T) {
	t.Parallel()
	rows := []manifest.Row{
		{Number: 3, Cells: map[string]string{"name": bamboo.Name, "kind": "企业", "credit": bamboo.Credit, "mobile": "13800000000", "area": "430922112"}},
		{Number: 4, Cells: map[string]string{"name": "陈立新", "kind": "个人", "citizen_id": resident.CitizenID, "founded": ""}},
	}
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		imported := func(rows []manifest.Row) (out manifest.Outcome) {
			t.Helper()
			write(t, s, func(tx *store.Tx) (err error) {
				out, err = party.Manifest.Importers[0].Apply(tx, clerk, rows)
				return err
			})
			return out
		}
		if out := imported(rows); out.New != 2 || len(out.Errors) != 0 {
			t.Errorf("first: %+v", out)
		}
		if out := imported(rows); out.Same != 2 || out.New+out.Changed+len(out.Errors) != 0 {
			t.Errorf("again: %+v", out)
		}
		if out := imported(exported(t, s)); out.Same != 1 || out.New+out.Changed+len(out.Errors) != 0 {
			t.Errorf("own export: %+v", out)
		}
		rows := []manifest.Row{{Number: 3, Cells: map[string]string{"name": "桃江县青竹示例制造股份有限公司", "kind": "企业", "credit": bamboo.Credit}},
			{Number: 9, Cells: map[string]string{"name": "某店", "kind": "企业", "credit": "914403001922038217"}}}
		out := imported(rows)
		if out.Changed != 1 || len(out.Errors) != 1 || out.Errors[0].Number != 9 || out.Errors[0].Column != "credit" {
			t.Errorf("changed: %+v", out)
		}
	})
}

func TestFlow_每一步都说得清(t *testing.T) {
	t.Parallel()
	if err := party.Flow.Validate(); err != nil {
		t.Error(err)
	}
	if _, err := ids.ParseCreditCode(bamboo.Credit); err != nil {
		t.Error(err)
	}
}

func TestLedger_模板的示例行可以导入(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		row := manifest.Row{Number: 2, Cells: map[string]string{}}
		for _, c := range party.Manifest.Importers[0].Columns {
			row.Cells[c.Name] = c.Sample
		}
		write(t, s, func(tx *store.Tx) error {
			out, err := party.Manifest.Importers[0].Apply(tx, clerk, []manifest.Row{row})
			if out.New != 1 {
				t.Errorf("%+v", out)
			}
			return err
		})
	})
}

func TestNames_列表一次读出名称且个人只见掩码(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		man, mill := registered(t, s, clerk, resident), registered(t, s, clerk, bamboo)
		read(t, s, func(tx *store.Tx) error {
			none, err := party.Names(tx, nil)
			if err != nil || len(none) != 0 {
				t.Errorf("nobody wanted: %v %v", none, err)
			}
			got, err := party.Names(tx, []string{man.ID, mill.ID, man.ID, "nobody"})
			if diff := cmp.Diff(map[string]string{man.ID: "陈某某", mill.ID: bamboo.Name}, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
	})
}
