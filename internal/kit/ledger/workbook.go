package ledger

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"yingshang/internal/kernel/fault"
)

// The bounds against archives that unpack to far more than they weigh.
const (
	unzipLimit    = 100 << 20
	unzipXMLLimit = 16 << 20
)

// workbook reads the visible sheets of an .xlsx file; the hidden ones only if
// no sheet is visible. Cells come as they read on screen in a plain format:
// dates as 2020-03-02 09:15, numbers without thousands marks, text as it is.
func workbook(f File) (grids []grid, err error) {
	args := fault.Args{"file": f.Name, "limit": fmt.Sprintf("%d MB", maxWorkbook>>20)}
	if len(f.Data) > maxWorkbook {
		return nil, TooLarge.New(args)
	}
	// The reader of foreign files may break on files made to break it.
	defer func() {
		if p := recover(); p != nil {
			grids, err = nil, Broken.Because(fmt.Errorf("panic: %v", p), args)
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(f.Data),
		excelize.Options{UnzipSizeLimit: unzipLimit, UnzipXMLSizeLimit: unzipXMLLimit})
	if err != nil {
		if strings.Contains(err.Error(), "size exceeds") {
			return nil, TooLarge.Because(err, args)
		}
		return nil, Broken.Because(err, args)
	}
	defer func() { _ = book.Close() }() // removes its temporary files; nothing was written
	for _, sheet := range sheetsOf(book) {
		g, err := sheetGrid(book, sheet)
		if err != nil {
			if _, ok := fault.Of(err); ok {
				return nil, err
			}
			return nil, Broken.Because(err, args)
		}
		grids = append(grids, g)
	}
	return grids, nil
}

func sheetsOf(book *excelize.File) []string {
	var shown, all []string
	for _, sheet := range book.GetSheetList() {
		all = append(all, sheet)
		if visible, err := book.GetSheetVisible(sheet); err == nil && visible {
			shown = append(shown, sheet)
		}
	}
	if len(shown) == 0 {
		return all
	}
	return shown
}

func sheetGrid(book *excelize.File, sheet string) (grid, error) {
	rows, err := sheetRows(book, sheet)
	if err != nil {
		return grid{}, err
	}
	g := grid{sheet: sheet, each: slices.Values(rows)}
	if mentions(book, "<mergeCell") {
		if g.merges, err = mergesOf(book, sheet); err != nil {
			return grid{}, err
		}
	}
	if err := markRounded(book, sheet, rows); err != nil {
		return grid{}, err
	}
	if mentions(book, "<f>") || mentions(book, "<f ") {
		if err := markFormulas(book, sheet, rows); err != nil {
			return grid{}, err
		}
	}
	return g, nil
}

// sheetRows reads the sheet twice side by side, as stored and as shown: only
// the two together tell a date from a number.
func sheetRows(book *excelize.File, sheet string) ([]gridRow, error) {
	stored, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer func() { _ = stored.Close() }() // reading only
	shown, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer func() { _ = shown.Close() }() // reading only
	var rows []gridRow
	for number := 1; stored.Next() && shown.Next(); number++ {
		raw, err := stored.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		seen, err := shown.Columns()
		if err != nil {
			return nil, err
		}
		raw = raw[:min(len(raw), maxColumns)]
		for at := range raw {
			raw[at] = plainValue(raw[at], cellAt(seen, at))
		}
		if blank(raw) {
			continue
		}
		if len(rows) == maxSheetRows {
			return nil, TooManyRows.New(fault.Args{"sheet": sheet, "limit": maxSheetRows})
		}
		rows = append(rows, gridRow{number: number, cells: raw})
	}
	return rows, stored.Error()
}

var (
	plainNumber = regexp.MustCompile(`^-?\d+(\.\d+)?([Ee][+-]?\d+)?$`)
	dateShown   = regexp.MustCompile(`\d\s*[-/.年月:时]\s*\d|\d[年月日]|上午|下午|[AP]M|-[A-Z][a-z]{2}`)
)

// lastSerial is the day number of the end of 2199; greater numbers are no dates.
const lastSerial = 109573

// plainValue joins what a cell stores and what it shows.
func plainValue(raw, shown string) string {
	if raw == shown || !plainNumber.MatchString(raw) {
		return raw
	}
	if scientific.MatchString(shown) && wholeDigits(raw) > 11 {
		return shown // a long number that was kept as a number
	}
	value, err := strconv.ParseFloat(raw, 64)
	if err != nil || strings.HasSuffix(shown, "%") || shown == "TRUE" || shown == "FALSE" {
		return shown
	}
	if value > 0 && value <= lastSerial && dateShown.MatchString(shown) && !plainNumber.MatchString(shown) {
		return dateText(value)
	}
	if strings.ContainsAny(raw, "Ee") && wholeDigits(raw) > 15 {
		return strconv.FormatFloat(value, 'E', 5, 64) // its other digits are lost
	}
	// 15 digits are what a spreadsheet program keeps; the rest is noise.
	text := strconv.FormatFloat(value, 'g', 15, 64)
	if exact, err := strconv.ParseFloat(text, 64); err == nil {
		return strconv.FormatFloat(exact, 'f', -1, 64)
	}
	return raw
}

// wholeDigits is the number of digits before the point.
func wholeDigits(number string) int {
	value, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0
	}
	whole, _, _ := strings.Cut(strconv.FormatFloat(value, 'f', -1, 64), ".")
	return len(strings.TrimPrefix(whole, "-"))
}

func dateText(serial float64) string {
	at, err := excelize.ExcelDateToTime(serial, false)
	if err != nil {
		return strconv.FormatFloat(serial, 'f', -1, 64)
	}
	if serial == float64(int64(serial)) {
		return at.Format("2006-01-02")
	}
	if at.Second() == 0 {
		return at.Format("2006-01-02 15:04")
	}
	return at.Format("2006-01-02 15:04:05")
}

// mentions reports whether any sheet's text holds the mark, or could: large
// sheets are kept outside memory.
func mentions(book *excelize.File, mark string) bool {
	found, loaded := false, false
	book.Pkg.Range(func(name, content any) bool {
		if strings.HasPrefix(fmt.Sprint(name), "xl/worksheets/sheet") {
			loaded = true
			text, ok := content.([]byte)
			found = found || !ok || bytes.Contains(text, []byte(mark))
		}
		return !found
	})
	return found || !loaded
}

func mergesOf(book *excelize.File, sheet string) ([]merge, error) {
	cells, err := book.GetMergeCells(sheet)
	if err != nil {
		return nil, err
	}
	var out []merge
	for _, cell := range cells {
		left, top, err := excelize.CellNameToCoordinates(cell.GetStartAxis())
		if err != nil {
			return nil, err
		}
		right, bottom, err := excelize.CellNameToCoordinates(cell.GetEndAxis())
		if err != nil {
			return nil, err
		}
		out = append(out, merge{top: top, bottom: bottom, left: left - 1, right: right - 1, value: cell.GetCellValue()})
	}
	return out, nil
}

// rounded is a number of which only 15 digits were kept.
var rounded = regexp.MustCompile(`^\d{15}0{1,5}$`)

// markRounded finds long numbers that were kept as numbers although they read
// like text; what is left of them is shown as a spreadsheet program shows it.
func markRounded(book *excelize.File, sheet string, rows []gridRow) error {
	for _, row := range rows {
		for at, cell := range row.cells {
			if !rounded.MatchString(cell) {
				continue
			}
			name, err := excelize.CoordinatesToCellName(at+1, row.number)
			if err != nil {
				return err
			}
			kind, err := book.GetCellType(sheet, name)
			if err != nil {
				return err
			}
			if kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
				row.cells[at] = cell[:1] + "." + cell[1:6] + "E+" + strconv.Itoa(len(cell)-1)
			}
		}
	}
	return nil
}

// markFormulas finds formulas that were never calculated: the cell is empty
// although it is not.
func markFormulas(book *excelize.File, sheet string, rows []gridRow) error {
	for _, row := range rows {
		for at, cell := range row.cells {
			if cell != "" {
				continue
			}
			name, err := excelize.CoordinatesToCellName(at+1, row.number)
			if err != nil {
				return err
			}
			formula, err := book.GetCellFormula(sheet, name)
			if err != nil {
				return err
			}
			if formula != "" {
				row.cells[at] = noValue
			}
		}
	}
	return nil
}
