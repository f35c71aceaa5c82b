package ledger

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var clerk = flow.Actor{Account: "acc", Name: "赵敏", Unit: "yhb", Roles: []flow.Role{"keeper"}, Channel: "pc"}

// keeper is an importer whose records are journal entries: code is the subject.
func keeper() manifest.Importer {
	return manifest.Importer{Kind: "things", Zh: "测试台账", Roles: []flow.Role{"keeper"}, Columns: testColumns,
		Apply: func(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
			var out manifest.Outcome
			for _, row := range rows {
				if row.Cells["name"] == "不收" {
					out.Errors = append(out.Errors, manifest.RowError{Number: row.Number, Column: "name", Sentence: "名称：请改"})
					continue
				}
				known, err := journal.History(tx, row.Cells["code"])
				if err != nil {
					return out, err
				}
				if len(known) > 0 {
					out.Same++
					continue
				}
				if _, err := journal.Record(tx, by, "thing.add", row.Cells["code"], nil); err != nil {
					return out, err
				}
				out.New++
			}
			return out, nil
		}}
}

func entries(t *testing.T, s *store.Store, subject string) int {
	t.Helper()
	var n int
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		history, err := journal.History(tx, subject)
		n = len(history)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const twoRows = "证件号码,名称\nA1,甲\nA2,乙\n"

func TestImportIsAllOrNothing(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		ctx := context.Background()
		out, err := Import(ctx, s, clerk, keeper(), text(twoRows), Preview)
		if err != nil || out.New != 2 || out.Applied || entries(t, s, "A1") != 0 {
			t.Fatalf("试导入应当只数不存: %+v %v, %d", out, err, entries(t, s, "A1"))
		}
		bad := "证件号码,名称\nA1,甲\n,乙\nA3,不收\n"
		out, err = Import(ctx, s, clerk, keeper(), text(bad), Apply)
		if !RowsInError.Is(err) || out.Applied || entries(t, s, "A1") != 0 {
			t.Fatalf("有错的文件应当一行也不存: %+v %v", out, err)
		}
		if out.Rows != 3 || out.Bad != 2 || len(out.Errors) != 2 || out.Errors[0].Number != 3 || out.Errors[1].Number != 4 {
			t.Errorf("outcome: %+v", out)
		}
		out, err = Import(ctx, s, clerk, keeper(), text(twoRows), Apply)
		if err != nil || out.New != 2 || !out.Applied || entries(t, s, "A1") != 1 || entries(t, s, out.ID) != 1 {
			t.Fatalf("应当存下并留痕: %+v %v", out, err)
		}
		out, err = Import(ctx, s, clerk, keeper(), text(twoRows), Apply)
		if err != nil || out.Same != 2 || out.New != 0 || entries(t, s, "A1") != 1 {
			t.Fatalf("再导一次应当不变: %+v %v", out, err)
		}
	})
}

func TestImportRefusesOthersAndMiscounts(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	ctx := context.Background()
	if _, err := Import(ctx, s, flow.Actor{Account: "x", Roles: []flow.Role{"clerk"}}, keeper(), text(twoRows), Apply); !NotYours.Is(err) {
		t.Errorf("岗位不对: %v", err)
	}
	careless := keeper()
	careless.Apply = func(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
		_, err := journal.Record(tx, by, "thing.add", "A1", nil)
		return manifest.Outcome{New: 1}, err
	}
	if _, err := Import(ctx, s, clerk, careless, text(twoRows), Apply); !Miscounted.Is(err) || entries(t, s, "A1") != 0 {
		t.Errorf("少数一行应当全部撤销: %v", err)
	}
	if _, err := Import(ctx, s, clerk, keeper(), text("证件号码,名称,金额\nA1,甲,5\n合计,,6\n"), Apply); !RowsInError.Is(err) {
		t.Errorf("合计不符应当不导入: %v", err)
	}
}

// TestExportReadsInAgain: whatever text a cell holds, workbook and CSV give it
// back and neither starts as a formula.
func TestExportReadsInAgain(t *testing.T) {
	t.Parallel()
	cell := rapid.OneOf(rapid.StringMatching(`[=+@'-]{0,2}[a-z0-9甲乙，（]{1,6}`), rapid.SampledFrom([]string{
		"=1+1", "'=1", "-5", "+86 737", "@x", "430922198001011234", "007", "3-1", "1,5", "a\"b", "2020-03-02"}))
	rapid.Check(t, func(t *rapid.T) {
		var rows [][]string
		for i := range rapid.IntRange(1, 4).Draw(t, "rows") {
			rows = append(rows, []string{fmt.Sprintf("A%d", i), clean(cell.Draw(t, "name")), "", clean(cell.Draw(t, "day"))})
		}
		sheet := Sheet{Title: "清单", Columns: testColumns, Rows: func(add func([]string) error) error {
			for _, row := range rows {
				if err := add(row); err != nil {
					return err
				}
			}
			return nil
		}}
		xlsx, a, err := Bytes(func(w io.Writer) (Summary, error) { return WriteXLSX(w, sheet) })
		if err != nil {
			t.Fatal(err)
		}
		plain, b, err := Bytes(func(w io.Writer) (Summary, error) { return WriteCSV(w, sheet) })
		if err != nil || a != b {
			t.Fatalf("digests differ: %v %v %v", a, b, err)
		}
		for _, f := range []File{{"a.xlsx", xlsx}, {"a.csv", plain}} {
			table, err := Read(testColumns, f)
			if err != nil {
				t.Fatal(err)
			}
			var got [][]string
			for row := range table.read().good() {
				got = append(got, []string{row.Cells["code"], row.Cells["name"], "", row.Cells["day"]})
			}
			if diff := cmp.Diff(rows, got); diff != "" {
				t.Fatalf("%s: %s", f.Name, diff)
			}
		}
		records, err := csv.NewReader(bytes.NewReader(plain[3:])).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range records {
			for _, c := range record {
				if c != "" && strings.ContainsRune("=+-@", rune(c[0])) {
					t.Fatalf("cell %q starts as a formula", c)
				}
			}
		}
	})
}

func TestTemplateAndNotes(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := Template(&b, keeper()); err != nil {
		t.Fatal(err)
	}
	rows, problems, _, err := readAll(File{"模板.xlsx", b.Bytes()})
	if err != nil || len(problems) > 0 || len(rows) != 1 || rows[0] != "2|430922198001011234|桃江某公司|12.5|2020-03-02" {
		t.Errorf("样例行: %v %v %v", rows, problems, err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	style, err := f.GetCellStyle("测试台账", "A500")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := f.GetStyle(style); err != nil || s.NumFmt != 49 {
		t.Errorf("号码列应当是文本格式: %+v %v", s, err)
	}
	if note, err := f.GetCellValue("说明", "A1"); err != nil || note != "怎么填" {
		t.Errorf("说明页: %q %v", note, err)
	}
}

// TestAnyBytesAreAnsweredCalmly: a file is read or refused, never a panic.
func TestAnyBytesAreAnsweredCalmly(t *testing.T) {
	t.Parallel()
	good := book([][]any{plainHeading, {"A1", "甲", 5}}, nil).Data
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Clone(good)
		for range rapid.IntRange(1, 20).Draw(t, "flips") {
			data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		_, _, _, _ = readAll(File{"a.xlsx", data}) // any answer will do
	})
}
