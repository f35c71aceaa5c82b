package catalogue

import (
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/project"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// countyEditor brings in the county's ledgers.
var countyEditor = flow.Actor{Account: "tan", Name: "谭协调", Unit: "430922-xzsp", Channel: "import",
	Roles: []flow.Role{identity.Editor, identity.Coordinator}}

// county reads one of the county's files by the headings of its columns.
func county(t testing.TB, name string, columns []manifest.Column) []manifest.Row {
	t.Helper()
	file, err := os.Open("../../../county/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []manifest.Row
	for i, record := range records[1:] {
		row := manifest.Row{Number: i + 2, Cells: map[string]string{}}
		for j, heading := range records[0] {
			at := slices.IndexFunc(columns, func(c manifest.Column) bool { return c.Zh == heading })
			if at < 0 {
				t.Fatalf("%s has no column %s", name, heading)
			}
			row.Cells[columns[at].Name] = record[j]
		}
		rows = append(rows, row)
	}
	return rows
}

func bring(t testing.TB, s *store.Store, imp manifest.Importer, rows []manifest.Row) manifest.Outcome {
	t.Helper()
	var out manifest.Outcome
	act(t, s, func(tx *store.Tx) (err error) { out, err = imp.Apply(tx, countyEditor, rows); return err })
	return out
}

var errUndo = errors.New("undone")

// tries is bring for rows that must not be taken: the import is undone.
func tries(t testing.TB, s *store.Store, imp manifest.Importer, rows []manifest.Row) []manifest.RowError {
	t.Helper()
	var out manifest.Outcome
	err := s.Write(t.Context(), func(tx *store.Tx) (err error) {
		if out, err = imp.Apply(tx, countyEditor, rows); err != nil {
			return err
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
	if got := out.New + out.Changed + out.Same; got+len(out.Errors) < len(rows) {
		t.Errorf("%d rows in, %d and %d errors out", len(rows), got, len(out.Errors))
	}
	return out.Errors
}

// TestCounty brings in the county's catalogue and reads what the half-year
// report says of it.
func TestCounty(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		items, materials := county(t, "items.csv", columnsOf(itemCells)), county(t, "materials.csv", columnsOf(materialCells))
		out := bring(t, s, Importers[0], items)
		if len(out.Errors) > 0 || out.New < 40 || out.New+out.Changed != len(items) {
			t.Fatalf("items: %+v", out)
		}
		out = bring(t, s, Importers[1], materials)
		if len(out.Errors) > 0 || out.New != len(materials) {
			t.Fatalf("materials: %+v", out)
		}
		clock.Advance(time.Hour)

		look(t, s, func(tx *store.Tx) error {
			q := halfYear(t, clock.Now())
			reads(t, tx, "approvals.limit_property_registration", q, "3", 3)
			reads(t, tx, "approvals.limit_construction_permits", q, "8", 3)
			reads(t, tx, "approvals.reduced_materials", q, "23", 23)
			reads(t, tx, "approvals.reduction_items", q, "15", 15)
			reads(t, tx, "approvals.reduction_departments", q, "8", 8)
			for code, want := range map[string]Limit{
				"430922-xzsp-01": {8, calendar.WorkDays}, "430922-scjg-01": {0, calendar.CalendarDays},
				"430922-fgj-02": {0, calendar.WorkDays}, "430922-zrzy-08": {3, calendar.WorkDays},
			} {
				v, err := Current(tx, code, tx.Today())
				if err != nil || v.Committed(project.TierKey) != want {
					t.Errorf("%s promises %v, %v", code, v.Committed(project.TierKey), err)
				}
			}
			for query, code := range map[string]string{"开餐馆": "430922-scjg-05", "gcghxk": "430922-zrzy-03", "房产抵押": "430922-zrzy-08"} {
				r, err := Search(tx, tx.Today(), query, 10)
				if err != nil || len(r.Hits) == 0 || !slices.ContainsFunc(r.Hits, func(f Found) bool { return f.Code == code }) {
					t.Errorf("%s finds %v, %v", query, r.Hits, err)
				}
			}
			return nil
		})

		// A second time nothing changes; what is written out reads in the same.
		for _, again := range []struct {
			imp  manifest.Importer
			rows []manifest.Row
		}{{Importers[0], items}, {Importers[1], materials},
			{Importers[0], exported(t, s, Importers[0])}, {Importers[1], exported(t, s, Importers[1])}} {
			out := manifest.Outcome{}
			look(t, s, func(tx *store.Tx) (err error) { out, err = again.imp.Apply(tx, countyEditor, again.rows); return err })
			if len(out.Errors) > 0 || out.Same != len(again.rows) {
				t.Errorf("%s again: %+v", again.imp.Kind, out)
			}
		}
	})
}

func exported(t testing.TB, s *store.Store, imp manifest.Importer) []manifest.Row {
	t.Helper()
	var rows []manifest.Row
	look(t, s, func(tx *store.Tx) error {
		return imp.Export(tx, countyEditor, func(cells []string) error {
			row := manifest.Row{Number: len(rows) + 2, Cells: map[string]string{}}
			for i, c := range imp.Columns {
				row.Cells[c.Name] = cells[i]
			}
			rows = append(rows, row)
			return nil
		})
	})
	return rows
}

// changedRow is a copy of a row with some cells changed.
func changedRow(row manifest.Row, cells map[string]string) manifest.Row {
	out := manifest.Row{Number: row.Number, Cells: map[string]string{}}
	for name, text := range row.Cells {
		out.Cells[name] = text
	}
	for name, text := range cells {
		out.Cells[name] = text
	}
	return out
}

func TestItemRowsAreRefusedWithReasons(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		rows := county(t, "items.csv", columnsOf(itemCells))
		for name, tt := range map[string]struct {
			cells map[string]string
			says  string
		}{
			"没有编码":   {map[string]string{"code": ""}, "事项编码：没有填写"},
			"编码有汉字":  {map[string]string{"code": "规划一号"}, "“规划一号”不能用"},
			"没有的类型":  {map[string]string{"type": "许可证"}, "没有“许可证”这一类，请填：行政权力、"},
			"天数不是数":  {map[string]string{"statutory_n": "二十"}, "“二十”不是整数"},
			"单位看不懂":  {map[string]string{"statutory_unit": "星期"}, "请填“工作日”或“自然日”"},
			"日期不存在":  {map[string]string{"from": "2020-02-30"}, "生效日期："},
			"是否看不懂":  {map[string]string{"online": "可以"}, "请填“是”或“否”"},
			"问题缺选项":  {map[string]string{"questions": "q1|要不要"}, "缺选项"},
			"选项没有等号": {map[string]string{"questions": "q1|要不要|a是|b=否"}, "少了等号"},
			"环节天数":   {map[string]string{"steps": "受理|一天|"}, "环节“受理”的天数“一天”不是整数"},
			"没有的标记":  {map[string]string{"tags": "热门"}, "没有“热门”这一类"},
		} {
			got := tries(t, s, Importers[0], []manifest.Row{changedRow(rows[0], tt.cells)})
			if len(got) == 0 || got[0].Number != 2 || !strings.Contains(got[0].Sentence, tt.says) {
				t.Errorf("%s: %+v, want %q", name, got, tt.says)
			}
		}
		// The gate speaks through the ledger too: no materials, published at once.
		got := tries(t, s, Importers[0], []manifest.Row{changedRow(rows[0], map[string]string{"materials": "0", "ordinary_n": "21"})})
		if len(got) == 0 || !strings.Contains(got[0].Sentence, "比法定的") {
			t.Errorf("C1 through the ledger: %+v", got)
		}
	})
}

func TestMaterialRowsBelongToAVersion(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		items, all := county(t, "items.csv", columnsOf(itemCells)), county(t, "materials.csv", columnsOf(materialCells))
		first := items[0].Cells["code"]
		rows := slices.DeleteFunc(slices.Clone(all), func(r manifest.Row) bool { return r.Cells["item"] != first })
		says := func(rows []manifest.Row, want string) {
			t.Helper()
			got := tries(t, s, Importers[1], rows)
			if len(got) < len(rows) || !strings.Contains(got[0].Sentence, want) {
				t.Errorf("%+v, want %d errors with %q", got, len(rows), want)
			}
		}
		says(rows, "没有 2020年1月1日 生效的版本")
		bring(t, s, Importers[0], items[:1])
		look(t, s, func(tx *store.Tx) error {
			if _, err := Current(tx, first, tx.Today()); !NotOffered.Is(err) {
				t.Errorf("published without its materials: %v", err)
			}
			return nil
		})
		says(rows[:2], "材料表里有 2 份")
		says([]manifest.Row{changedRow(rows[0], map[string]string{"condition": "没有等号"})}, "少了等号")
		if out := bring(t, s, Importers[1], rows); out.New != len(rows) {
			t.Fatalf("%+v", out)
		}
		spoilt := slices.Clone(rows)
		spoilt[0] = changedRow(rows[0], map[string]string{"name": "改名的申请书"})
		says(spoilt, "已经发布，不能再改")
		got := tries(t, s, Importers[0], []manifest.Row{changedRow(items[0], map[string]string{"ordinary_n": "9"})})
		if len(got) != 1 || !strings.Contains(got[0].Sentence, "填新的生效日期") {
			t.Errorf("a changed row of a published version: %+v", got)
		}
		look(t, s, func(tx *store.Tx) error {
			v, err := Current(tx, first, tx.Today())
			if v.Author != countyEditor.Account || *v.Publisher != ledgerPublisher.Account || v.Source == "" {
				t.Errorf("written by %s, published by %s, from %s", v.Author, *v.Publisher, v.Source)
			}
			return err
		})
	})
}

// Every cell is written as it is read.
func TestCellsRoundTrip(t *testing.T) {
	t.Parallel()
	r := row{}
	for _, c := range itemCells {
		if c.Sample == "" {
			continue
		}
		if err := c.at(&r).read(c.Sample); err != nil {
			t.Errorf("%s does not read its own sample: %v", c.Name, err)
		}
		first := c.at(&r).write()
		if err := c.at(&r).read(first); err != nil {
			t.Errorf("%s does not read what it wrote (%s): %v", c.Name, first, err)
		}
		if diff := cmp.Diff(first, c.at(&r).write()); diff != "" {
			t.Errorf("%s: %s", c.Name, diff)
		}
	}
}
