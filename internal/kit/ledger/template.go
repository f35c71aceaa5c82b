package ledger

import (
	"encoding/csv"
	"io"

	"github.com/xuri/excelize/v2"

	"yingshang/internal/manifest"
)

// templateRows is how many rows of a template are set to text beforehand.
const templateRows = 2000

// Template writes an empty workbook for the importer: headings (required ones
// in yellow), one sample row, all columns set to text so that long numbers keep
// their digits, and a 说明 sheet that explains each column.
func Template(w io.Writer, imp manifest.Importer) error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // removes temporary files
	l, err := newLook(book)
	if err != nil {
		return err
	}
	name := sheetName(imp.Zh)
	if err := book.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if err := templateSheet(book, name, l, imp.Columns); err != nil {
		return err
	}
	lines := [][2]string{
		{"怎么填", "表头不要改名，黄色的列必填；第 2 行是样例，填写前请删去。各列已设为文本格式，长号码不会变成科学记数法。"},
		{"合计行", "可以保留，第一格写“合计”或“小计”；导入时用来核对，不当作数据。"},
	}
	for _, c := range imp.Columns {
		must := "选填。"
		if c.Required {
			must = "必填。"
		}
		lines = append(lines, [2]string{c.Zh, must + c.Note})
	}
	if err := notes(book, l, lines); err != nil {
		return err
	}
	return book.Write(w)
}

func templateSheet(book *excelize.File, name string, l look, columns []manifest.Column) error {
	last, err := excelize.CoordinatesToCellName(max(1, len(columns)), templateRows)
	if err != nil {
		return err
	}
	if err := book.SetCellStyle(name, "A1", last, l.text); err != nil {
		return err
	}
	for i, c := range columns {
		style := l.heading
		if c.Required {
			style = l.must
		}
		for row, text := range []string{c.Zh, c.Sample} {
			cell, err := excelize.CoordinatesToCellName(i+1, row+1)
			if err != nil {
				return err
			}
			if err := book.SetCellStr(name, cell, guard(text)); err != nil {
				return err
			}
			if row == 0 {
				if err := book.SetCellStyle(name, cell, cell, style); err != nil {
					return err
				}
			}
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := book.SetColWidth(name, column, column, 20); err != nil {
			return err
		}
	}
	return book.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// TemplateCSV is the template's twin: heading and sample row.
func TemplateCSV(w io.Writer, imp manifest.Importer) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	sample := make([]string, len(imp.Columns))
	for i, c := range imp.Columns {
		sample[i] = guard(c.Sample)
	}
	_ = out.Write(headings(imp.Columns)) // kept and reported by Error below
	_ = out.Write(sample)
	out.Flush()
	return out.Error()
}
