package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
)

// Sheet is a table to be written out with what its 说明 sheet says of it.
type Sheet struct {
	Title      string
	Columns    []manifest.Column
	Numeric    []string // names of columns whose cells are written as numbers
	Filter     string   // in words; empty means all
	AsOf       calendar.Instant
	Exporter   string
	Definition string // title and version of the definition; empty for plain tables
	// Rows hands each row, in the order of Columns, to add.
	Rows func(add func(cells []string) error) error
}

// Summary says what was written. Digest is the SHA-256 of heading and rows as
// the CSV twin holds them (UTF-8, without mark, lines ended by LF), so that
// workbook and CSV of one table have one digest.
type Summary struct {
	Rows   int
	Digest string
}

// digester makes the text both forms share.
type digester struct {
	sum hash.Hash
	csv *csv.Writer
	n   int
}

func newDigester(also io.Writer) *digester {
	sum := sha256.New()
	var to io.Writer = sum
	if also != nil {
		to = io.MultiWriter(sum, also)
	}
	return &digester{sum: sum, csv: csv.NewWriter(to)}
}

// line writes one guarded row and returns it.
func (d *digester) line(cells []string) ([]string, error) {
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = guard(printable(cell))
	}
	return safe, d.csv.Write(safe)
}

func (d *digester) end() (Summary, error) {
	d.csv.Flush()
	return Summary{Rows: d.n, Digest: hex.EncodeToString(d.sum.Sum(nil))}, d.csv.Error()
}

// printable drops what no workbook may hold; a cell holds 32,767 characters.
func printable(cell string) string {
	cell = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(cell, "�"))
	if utf8.RuneCountInString(cell) > excelize.TotalCellChars {
		cell = string([]rune(cell)[:excelize.TotalCellChars])
	}
	return cell
}

func headings(columns []manifest.Column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Zh
	}
	return out
}

// WriteCSV writes heading and rows in UTF-8 with the mark that makes
// spreadsheet programs read it as such.
func WriteCSV(w io.Writer, s Sheet) (Summary, error) {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return Summary{}, err
	}
	d := newDigester(w)
	if _, err := d.line(headings(s.Columns)); err != nil {
		return Summary{}, err
	}
	err := s.Rows(func(cells []string) error {
		d.n++
		_, err := d.line(cells)
		return err
	})
	if err != nil {
		return Summary{}, err
	}
	return d.end()
}

// WriteXLSX writes a workbook: the rows with a frozen heading and a filter, and
// a 说明 sheet.
func WriteXLSX(w io.Writer, s Sheet) (Summary, error) {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // removes temporary files
	look, err := newLook(book)
	if err != nil {
		return Summary{}, err
	}
	name := sheetName(s.Title)
	if err := book.SetSheetName("Sheet1", name); err != nil {
		return Summary{}, err
	}
	sum, err := s.writeRows(book, name, look)
	if err != nil {
		return Summary{}, err
	}
	lines := [][2]string{{"标题", s.Title}, {"筛选条件", orAll(s.Filter)}, {"数据截至", s.AsOf.String()},
		{"导出人", s.Exporter}, {"口径", s.Definition}, {"行数", strconv.Itoa(sum.Rows)},
		{"SHA-256", sum.Digest}, {"摘要算法", "表头和各行按 UTF-8、LF 换行的 CSV 计算，与同时导出的 CSV（去掉 BOM）一致"},
		{"单元格", "以 = + - @ 开头的文字前加了一个撇号，以免被当作公式；重新导入时会去掉"}}
	if err := notes(book, look, lines); err != nil {
		return Summary{}, err
	}
	return sum, book.Write(w)
}

func orAll(filter string) string {
	if filter == "" {
		return "全部"
	}
	return filter
}

// sheetName keeps what a sheet may be called: 31 characters, none of []:*?/\.
func sheetName(title string) string {
	title = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return '_'
		}
		return r
	}, printable(title)), "' ")
	if runes := []rune(title); len(runes) > 31 {
		title = string(runes[:31])
	}
	if title == "" || title == notesSheet {
		return "数据"
	}
	return title
}

// look holds the styles of a workbook.
type look struct{ heading, must, text, number, wrap int }

func newLook(book *excelize.File) (look, error) {
	var l look
	var err error
	style := func(s *excelize.Style) int {
		id, problem := book.NewStyle(s)
		if err == nil {
			err = problem
		}
		return id
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	l.heading = style(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("#E8EDF3"), Alignment: centre, NumFmt: 49})
	l.must = style(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("#FFF2CC"), Alignment: centre, NumFmt: 49})
	l.text = style(&excelize.Style{NumFmt: 49})
	l.number = style(&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "right"}})
	l.wrap = style(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	return l, err
}

func (s Sheet) writeRows(book *excelize.File, name string, l look) (Summary, error) {
	stream, err := book.NewStreamWriter(name)
	if err != nil {
		return Summary{}, err
	}
	if err := stream.SetColWidth(1, max(1, len(s.Columns)), 18); err != nil {
		return Summary{}, err
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return Summary{}, err
	}
	d := newDigester(nil)
	numeric := s.numeric()
	put := func(cells []string, style int) error {
		safe, err := d.line(cells)
		if err != nil {
			return err
		}
		values := make([]any, len(safe))
		for i, cell := range safe {
			values[i] = excelize.Cell{StyleID: style, Value: cell}
			if v, ok := number(cells[i]); ok && d.n > 0 && i < len(numeric) && numeric[i] {
				values[i] = excelize.Cell{StyleID: l.number, Value: v}
			}
		}
		return stream.SetRow(fmt.Sprintf("A%d", d.n+1), values)
	}
	if err := put(headings(s.Columns), l.heading); err != nil {
		return Summary{}, err
	}
	err = s.Rows(func(cells []string) error {
		d.n++
		return put(cells, l.text)
	})
	if err != nil {
		return Summary{}, err
	}
	if err := stream.Flush(); err != nil {
		return Summary{}, err
	}
	last, err := excelize.CoordinatesToCellName(max(1, len(s.Columns)), d.n+1)
	if err != nil {
		return Summary{}, err
	}
	if err := book.AutoFilter(name, "A1:"+last, nil); err != nil {
		return Summary{}, err
	}
	return d.end()
}

func (s Sheet) numeric() []bool {
	out := make([]bool, len(s.Columns))
	for i, c := range s.Columns {
		for _, name := range s.Numeric {
			out[i] = out[i] || c.Name == name
		}
	}
	return out
}

// number accepts what a spreadsheet program keeps without loss: 15 digits.
func number(cell string) (float64, bool) {
	if len(cell) > 15 {
		return 0, false
	}
	v, err := strconv.ParseFloat(cell, 64)
	return v, err == nil
}

const notesSheet = "说明"

// notes writes the 说明 sheet.
func notes(book *excelize.File, l look, lines [][2]string) error {
	if _, err := book.NewSheet(notesSheet); err != nil {
		return err
	}
	for i, line := range lines {
		for at, text := range line {
			name, err := excelize.CoordinatesToCellName(at+1, i+1)
			if err != nil {
				return err
			}
			if err := book.SetCellStr(notesSheet, name, guard(printable(text))); err != nil {
				return err
			}
		}
	}
	if err := book.SetColWidth(notesSheet, "A", "A", 16); err != nil {
		return err
	}
	if err := book.SetColWidth(notesSheet, "B", "C", 60); err != nil {
		return err
	}
	return book.SetColStyle(notesSheet, "A:C", l.wrap)
}

// Bytes runs a writer into memory; the pages and the command line need the
// whole file before they answer.
func Bytes(write func(w io.Writer) (Summary, error)) ([]byte, Summary, error) {
	var b bytes.Buffer
	sum, err := write(&b)
	return b.Bytes(), sum, err
}
