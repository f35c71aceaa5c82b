package ledger

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/manifest"
)

var testColumns = []manifest.Column{
	{Name: "code", Zh: "证件号码", Synonyms: []string{"号码", "法人证件号码"}, Required: true, Sample: "430922198001011234"},
	{Name: "name", Zh: "名称", Synonyms: []string{"企业名称", "单位名称"}, Required: true, Sample: "桃江某公司"},
	{Name: "amount", Zh: "金额", Synonyms: []string{"减免金额"}, Sample: "12.5"},
	{Name: "day", Zh: "日期", Synonyms: []string{"登记日期"}, Sample: "2020-03-02"},
}

// book builds a workbook; put sets a cell, the hook may do more.
func book(rows [][]any, more func(f *excelize.File)) File {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		for j, value := range row {
			if value == nil {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			must(err)
			must(f.SetCellValue("Sheet1", cell, value))
		}
	}
	if more != nil {
		more(f)
	}
	var b bytes.Buffer
	must(f.Write(&b))
	return File{"台账.xlsx", b.Bytes()}
}

func text(s string) File { return File{"台账.csv", []byte(s)} }

func encoded(s string, encode func(string) (string, error)) File {
	out, err := encode(s)
	must(err)
	return text(out)
}

// readAll returns rows as "number|code|name|amount|day" and problems as
// "number:column".
func readAll(f File) (rows, problems []string, r *reading, err error) {
	table, err := Read(testColumns, f)
	if err != nil {
		return nil, nil, nil, err
	}
	r = table.read()
	for row := range r.good() {
		line := fmt.Sprint(row.Number)
		for _, c := range testColumns {
			line += "|" + row.Cells[c.Name]
		}
		rows = append(rows, line)
	}
	for _, p := range r.errors {
		problems = append(problems, fmt.Sprintf("%d:%s", p.Number, p.Column))
	}
	return rows, problems, r, nil
}

var plainHeading = []any{"证件号码", "名称", "金额", "日期"}

var (
	gbk  = simplifiedchinese.GBK.NewEncoder()
	wide = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()

	plainCSV = []string{"2|A1|甲公司|5|", "3|A2|乙公司|6|"}
)

const csvText = "证件号码,名称,金额\nA1,甲公司,5\nA2,乙公司,6\n"

func merged(from, to string) func(f *excelize.File) {
	return func(f *excelize.File) { must(f.MergeCell("Sheet1", from, to)) }
}

func styled(cell, format string) func(f *excelize.File) {
	return func(f *excelize.File) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(err)
		must(f.SetCellStyle("Sheet1", cell, cell, id))
	}
}

// dirty is what units really hand in.
var dirty = []struct {
	name     string
	file     File
	rows     []string
	problems []string
}{
	{"标题行和空行在表头上面", book([][]any{{"2020年减免台账"}, nil, {"填报单位：县税务局"}, plainHeading, {"A1", "甲公司", 5, "2020.3.2"}}, merged("A1", "D1")),
		[]string{"5|A1|甲公司|5|2020.3.2"}, nil},
	{"两行表头", book([][]any{{"法人", nil, "减免"}, {"证件号码", "名称", "金额", "日期"}, {"A1", "甲公司", 5}}, merged("A1", "B1")),
		[]string{"3|A1|甲公司|5|"}, nil},
	{"两行表头要连起来读", book([][]any{{"法人证件", "企业", "减免"}, {"号码", "名称", "金额"}, {"A1", "甲公司", 5}}, nil),
		[]string{"3|A1|甲公司|5|"}, nil},
	{"表头带单位、星号、空格和换行", book([][]any{{"*证件\n号码", " 企业名称 ", "减免金额（万元）"}, {"A1", "甲公司", 5.5}}, nil),
		[]string{"2|A1|甲公司|5.5|"}, nil},
	{"竖向合并单元格往下填", book([][]any{plainHeading, {"A1", "甲公司", 5}, {"A2", nil, 6}, {"A3", "丙公司", 7}}, merged("B2", "B3")),
		[]string{"2|A1|甲公司|5|", "3|A2|甲公司|6|", "4|A3|丙公司|7|"}, nil},
	{"合计行不算数据并且核对一致", book([][]any{plainHeading, {"A1", "甲公司", 5}, {"A2", "乙公司", 6.5}, {"合　计", nil, 11.5}}, nil),
		[]string{"2|A1|甲公司|5|", "3|A2|乙公司|6.5|"}, nil},
	{"合计对不上", book([][]any{plainHeading, {"A1", "甲公司", 5}, {"A2", "乙公司", 6}, {"合计", nil, 12}}, nil),
		[]string{"2|A1|甲公司|5|", "3|A2|乙公司|6|"}, []string{"4:amount"}},
	{"小计和总计", book([][]any{plainHeading, {"A1", "甲", 5}, {"小计", nil, 5}, {"A2", "乙", 6}, {"小计", nil, 6}, {"总计", nil, 11}}, nil),
		[]string{"2|A1|甲|5|", "4|A2|乙|6|"}, nil},
	{"隐藏行照读", book([][]any{plainHeading, {"A1", "甲", 5}, {"A2", "乙", 6}}, func(f *excelize.File) { must(f.SetRowVisible("Sheet1", 3, false)) }),
		[]string{"2|A1|甲|5|", "3|A2|乙|6|"}, nil},
	{"数字存成文本", book([][]any{plainHeading, {"430922198001011234", "甲", "1200"}}, nil),
		[]string{"2|430922198001011234|甲|1200|"}, nil},
	{"全角数字和字母", book([][]any{plainHeading, {"Ａ１", "甲（桃江）公司３厂", "１２．５", "２０２０－３－２"}}, nil),
		[]string{"2|A1|甲（桃江）公司3厂|12.5|2020-3-2"}, nil},
	{"身份证号变成科学记数法", book([][]any{plainHeading, {4.30922198001011e17, "甲", 5}, {"4.30922E+17", "乙", 6}}, nil),
		nil, []string{"2:code", "3:code"}},
	{"像科学记数法的编码是编码", book([][]any{plainHeading, {"1E5", "甲", 5}, {"0e0", "乙", 6}}, nil),
		[]string{"2|1E5|甲|5|", "3|0e0|乙|6|"}, nil},
	{"小数误差和千分位", book([][]any{plainHeading, {"A1", "甲", 0.1 + 0.2}, {"A2", "乙", 1234567.5}}, styled("C3", "#,##0.00")),
		[]string{"2|A1|甲|0.3|", "3|A2|乙|1234567.5|"}, nil},
	{"真正的日期格式", book([][]any{plainHeading, {"A1", "甲", 5, time.Date(2020, 3, 2, 9, 15, 0, 0, time.UTC)}, {"A2", "乙", 5, 43892}}, styled("D3", "yyyy\"年\"m\"月\"d\"日\"")),
		[]string{"2|A1|甲|5|2020-03-02 09:15", "3|A2|乙|5|2020-03-02"}, nil},
	{"没算过的公式", book([][]any{plainHeading, {"A1", "甲", nil}}, func(f *excelize.File) { must(f.SetCellFormula("Sheet1", "C2", "=1+1")) }),
		nil, []string{"2:amount"}},
	{"公式出错", book([][]any{plainHeading, {"A1", "甲", "#REF!"}, {"A2", "乙", "#N/A"}}, nil),
		nil, []string{"2:amount", "3:amount"}},
	{"必填没填", book([][]any{plainHeading, {"A1", "  ", 5}, {nil, "乙", 6}}, nil),
		nil, []string{"2:name", "3:code"}},
	{"表尾备注和签名", book([][]any{plainHeading, {"A1", "甲", 5}, {"填表人：张三", nil, "审核人：李四"}, {"注：数据截至3月底"}}, nil),
		[]string{"2|A1|甲|5|"}, nil},
	{"每页重复的表头", book([][]any{plainHeading, {"A1", "甲", 5}, plainHeading, {"A2", "乙", 6}}, nil),
		[]string{"2|A1|甲|5|", "4|A2|乙|6|"}, nil},
	{"前面有说明表", book([][]any{{"填写说明"}, {"每行一家企业"}}, func(f *excelize.File) {
		_, err := f.NewSheet("数据")
		must(err)
		must(f.SetSheetRow("数据", "A1", &plainHeading))
		must(f.SetSheetRow("数据", "A2", &[]any{"A1", "甲", 5}))
	}), []string{"2|A1|甲|5|"}, nil},
	{"不换行空格和零宽字符", book([][]any{plainHeading, {"\u200bA1\u00a0", "甲\ufeff", 5}}, nil),
		[]string{"2|A1|甲|5|"}, nil},
	{"像公式的文字只当文字", book([][]any{plainHeading, {"A1", "=HYPERLINK(\"x\")", 5}, {"A2", "'+乙", 6}}, func(f *excelize.File) { must(f.SetCellStr("Sheet1", "B2", "=HYPERLINK(\"x\")")) }),
		[]string{"2|A1|=HYPERLINK(\"x\")|5|", "3|A2|+乙|6|"}, nil},
	{"格式刷到几万行", book([][]any{plainHeading, {"A1", "甲", 5}}, func(f *excelize.File) {
		id, err := f.NewStyle(&excelize.Style{NumFmt: 49})
		must(err)
		must(f.SetCellStyle("Sheet1", "A3", "D20000", id))
	}), []string{"2|A1|甲|5|"}, nil},
	{"CSV", text(csvText), plainCSV, nil},
	{"CSV 带 BOM", text("\ufeff" + csvText), plainCSV, nil},
	{"CSV 是 GBK", encoded(csvText, gbk.String), plainCSV, nil},
	{"CSV 是 UTF-16", encoded(strings.ReplaceAll(csvText, ",", "\t"), wide.String), plainCSV, nil},
	{"CSV 用分号、回车换行", text(strings.NewReplacer(",", ";", "\n", "\r\n").Replace(csvText)), plainCSV, nil},
	{"CSV 空行也占行号，格内换行不占", text("证件号码,名称\n\nA1,\"甲\n公司\"\nA2,乙\n"), []string{"3|A1|甲\n公司||", "4|A2|乙||"}, nil},
	{"CSV 没加引号的逗号", text("证件号码,名称,金额\nA1,甲,乙公司,5\nA2,丙,6\n"), []string{"3|A2|丙|6|"}, []string{"2:"}},
	{"CSV 引号不成对", text("证件号码,名称\nA1,甲\nA2,\"乙\nA3,丙\n"), []string{"2|A1|甲||"}, []string{"3:"}},
}

// TestDirtyWorkbooks reads them: rows and problems by the file's row numbers.
func TestDirtyWorkbooks(t *testing.T) {
	t.Parallel()
	for _, c := range dirty {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, problems, r, err := readAll(c.file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.rows, rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.problems, problems); diff != "" {
				t.Errorf("problems (-want +got):\n%s\n%v", diff, r.errors)
			}
			if r.rows != len(rows)+r.bad {
				t.Errorf("%d rows read, but %d good and %d bad", r.rows, len(rows), r.bad)
			}
			for _, p := range r.errors {
				if !strings.Contains(p.Sentence, "请") {
					t.Errorf("problem does not say what to do: %s", p.Sentence)
				}
			}
		})
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// bomb is a workbook whose sheet unpacks to far more than it weighs.
func bomb(t *testing.T) File {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	source, err := zip.NewReader(bytes.NewReader(book([][]any{plainHeading, {"A1", "甲", 5}}, nil).Data), int64(len(book([][]any{plainHeading, {"A1", "甲", 5}}, nil).Data)))
	must(err)
	for _, entry := range source.File {
		must(w.Copy(entry))
	}
	part, err := w.Create("xl/worksheets/sheet2.xml")
	must(err)
	zeros := bytes.Repeat([]byte(" "), 1<<20)
	for range 120 {
		_, err := part.Write(zeros)
		must(err)
	}
	must(w.Close())
	return File{"炸弹.xlsx", out.Bytes()}
}

// TestRefusedFiles: each file that cannot be used is answered with what to do.
func TestRefusedFiles(t *testing.T) {
	t.Parallel()
	good := book([][]any{plainHeading, {"A1", "甲", 5}}, nil)
	ole := []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
	var locked bytes.Buffer
	f := excelize.NewFile()
	must(f.SetSheetRow("Sheet1", "A1", &plainHeading))
	must(f.Write(&locked, excelize.Options{Password: "秘密"}))
	twin := book([][]any{plainHeading, {"A1", "甲", 5}}, func(f *excelize.File) {
		_, err := f.NewSheet("副本")
		must(err)
		must(f.SetSheetRow("副本", "A1", &plainHeading))
		must(f.SetSheetRow("副本", "A2", &[]any{"A1", "甲", 5}))
	})
	cases := []struct {
		name string
		file File
		want *fault.Def
	}{
		{"旧版 xls", File{"旧.xls", append(ole, make([]byte, 2000)...)}, OldFormat},
		{"WPS 的 et", File{"表.et", append(ole, make([]byte, 2000)...)}, OldFormat},
		{"加密的 xlsx", File{"密.xlsx", locked.Bytes()}, Encrypted},
		{"传坏的 xlsx", File{"坏.xlsx", good.Data[:len(good.Data)/2]}, Broken},
		{"不是工作簿的 zip", File{"包.xlsx", []byte("PK\x03\x04垃圾")}, Broken},
		{"PDF 改名", File{"台账.xlsx", []byte("%PDF-1.7\n")}, NotATable},
		{"网页另存", File{"台账.xls", []byte("<html><table>")}, NotATable},
		{"二进制当 CSV", File{"台账.csv", []byte("a,b\x00c\n")}, NotATable},
		{"空文件", File{"空.csv", []byte(" \n")}, Empty},
		{"只有表头", text("证件号码,名称\n"), Empty},
		{"没有表头", text("A1,甲\nA2,乙\n"), NoHeading},
		{"两张都像的表", twin, TwoSheets},
		{"解压炸弹", bomb(t), TooLarge},
		{"太大的文件", File{"大.xlsx", append([]byte("PK\x03\x04"), make([]byte, maxWorkbook)...)}, TooLarge},
		{"认不出的编码", File{"乱.csv", []byte("\xff\xff,\xfe\xfe\x80\n\x81,\xff\n")}, Unreadable},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, _, err := readAll(c.file)
			if !c.want.Is(err) {
				t.Fatalf("got %v, want %s", err, c.want.Code)
			}
			if found, _ := fault.Of(err); strings.Contains(found.Sentence(), "{") {
				t.Errorf("sentence has an open place: %s", found.Sentence())
			}
		})
	}
}

func TestHeadingProblemsComeFirstAndTogether(t *testing.T) {
	t.Parallel()
	_, _, _, err := readAll(text("企业名称,单位名称,金额,备注栏\n甲,甲,5,x\n"))
	f, ok := fault.Of(err)
	if !ok || f.Def != BadHeading {
		t.Fatalf("got %v", err)
	}
	want := "表头（第 1 行）有 2 处要改：第 A 列“企业名称”和第 B 列“单位名称”是同一列，请只留一列；" +
		"缺少“证件号码”列，请补上（表里没认出的列：备注栏）。改好表头后再导入，数据还没有读。"
	if diff := cmp.Diff(want, f.Sentence()); diff != "" {
		t.Error(diff)
	}
	if len(f.Fields) != 2 || f.Fields[1].Name != "code" {
		t.Errorf("fields: %+v", f.Fields)
	}
}
