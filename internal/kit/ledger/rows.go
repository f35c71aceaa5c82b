package ledger

import (
	"fmt"
	"iter"
	"regexp"
	"strconv"
	"strings"

	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/manifest"
)

// Sum is one cell of a total row (合计) held against the rows above it.
type Sum struct {
	Row      int    // number of the total row
	Column   string // Column.Name
	Stated   string
	Computed string
	OK       bool
}

// reading is one pass over the rows of a table. It is used once.
type reading struct {
	table   *Table
	rows    int // data rows, good and bad
	bad     int // data rows with problems
	errors  []manifest.RowError
	sums    []Sum
	missums int // total rows that do not agree
	fills   []merge
	group   []tally // since the last total row
	whole   []tally
}

// tally adds up one column in millionths; odd is set by the first cell that is
// no plain number.
type tally struct {
	total int64
	odd   bool
}

func (t *Table) read() *reading {
	r := &reading{table: t, group: make([]tally, len(t.Mapped)), whole: make([]tally, len(t.Mapped))}
	for _, m := range t.grid.merges {
		if m.bottom > m.top && m.bottom > t.Heading {
			r.fills = append(r.fills, m)
		}
	}
	return r
}

// good yields the data rows without problems of their own; what is wrong with
// the others is kept in errors.
func (r *reading) good() iter.Seq[manifest.Row] {
	return func(yield func(manifest.Row) bool) {
		for raw := range r.table.grid.each {
			if raw.number <= r.table.Heading {
				continue
			}
			if raw.problem != "" {
				r.rows++
				r.bad++
				r.note(raw.number, "", raw.problem)
				return
			}
			r.fillDown(&raw)
			if r.left(raw) {
				continue
			}
			if row, ok := r.row(raw); ok && !yield(row) {
				return
			}
		}
	}
}

func (r *reading) note(number int, column, sentence string) {
	r.errors = append(r.errors, manifest.RowError{Number: number, Column: column, Sentence: sentence})
}

// fillDown gives every row of a range merged over rows the range's value.
func (r *reading) fillDown(raw *gridRow) {
	for _, m := range r.fills {
		if raw.number <= m.top || raw.number > m.bottom || m.left >= maxColumns {
			continue
		}
		cells := append([]string(nil), raw.cells...)
		for len(cells) <= m.left {
			cells = append(cells, "")
		}
		cells[m.left] = m.value
		raw.cells = cells
	}
}

var (
	totalRow = regexp.MustCompile(`^(本页|本月|累计|全县|全部)?(小计|合计|总计|共计|累计)[:：]?$`)
	noteRow  = regexp.MustCompile(`^(注|备注|说明|填表|填报|制表|审核|单位负责人|联系人|附)[^,，]{0,12}[:：]`)
)

// left reports rows that are no data: totals (checked), notes under the table
// and headings repeated for print.
func (r *reading) left(raw gridRow) bool {
	first, filled := "", 0
	for _, cell := range raw.cells {
		if cell = strings.TrimSpace(cell); cell != "" {
			filled++
			if first == "" {
				first = cell
			}
		}
	}
	if totalRow.MatchString(fold.Compact(first)) {
		r.checkSums(raw)
		return true
	}
	if filled <= 4 && noteRow.MatchString(fold.Compact(first)) && !r.complete(raw) {
		return true
	}
	return r.repeatsHeading(raw)
}

// complete reports whether every required column is filled.
func (r *reading) complete(raw gridRow) bool {
	for _, m := range r.table.Mapped {
		if m.Column.Required && strings.TrimSpace(cellAt(raw.cells, m.At)) == "" {
			return false
		}
	}
	return true
}

func (r *reading) repeatsHeading(raw gridRow) bool {
	for _, m := range r.table.Mapped {
		if strings.TrimSpace(cellAt(raw.cells, m.At)) != m.Heading {
			return false
		}
	}
	return true
}

// row cleans one data row and reports whether it is free of problems.
func (r *reading) row(raw gridRow) (manifest.Row, bool) {
	r.rows++
	row := manifest.Row{Number: raw.number, Cells: make(map[string]string, len(r.table.Mapped))}
	before := len(r.errors)
	for i, m := range r.table.Mapped {
		cell := clean(cellAt(raw.cells, m.At))
		r.add(i, cell)
		switch sentence := trouble(cell); {
		case sentence != "":
			r.note(raw.number, m.Column.Name, m.Column.Zh+"："+sentence)
		case cell != "":
			row.Cells[m.Column.Name] = cell
		case m.Column.Required:
			r.note(raw.number, m.Column.Name, m.Column.Zh+"：没有填，请补上")
		}
	}
	if extra := surplus(raw.cells, r.table); extra != "" {
		r.note(raw.number, "", "比表头多出“"+extra+"”。请检查前面的单元格里是否有没加引号的逗号")
	}
	if len(r.errors) > before {
		r.bad++
		return row, false
	}
	return row, true
}

// surplus is the first cell beyond the heading of a CSV record: a comma inside
// a cell has shifted what follows. In a workbook such cells are remarks.
func surplus(cells []string, t *Table) string {
	if t.Sheet != "" {
		return ""
	}
	for _, cell := range cells[min(len(cells), len(t.Mapped)+len(t.Ignored)+t.blanks()):] {
		if strings.TrimSpace(cell) != "" {
			return cell
		}
	}
	return ""
}

// blanks is how many columns before the last known one have no heading.
func (t *Table) blanks() int {
	last := 0
	for _, m := range t.Mapped {
		last = max(last, m.At+1)
	}
	return max(0, last-len(t.Mapped)-len(t.Ignored))
}

func (r *reading) add(i int, cell string) {
	millionths, ok := decimal(cell)
	for _, t := range []*tally{&r.group[i], &r.whole[i]} {
		t.odd = t.odd || (cell != "" && !ok)
		t.total += millionths
	}
}

// checkSums holds a total row against the rows since the last one, or against
// all rows. Cells that are no number, and columns that are not all numbers,
// say nothing.
func (r *reading) checkSums(raw gridRow) {
	wrong := false
	for i, m := range r.table.Mapped {
		stated, ok := decimal(clean(cellAt(raw.cells, m.At)))
		if !ok || r.whole[i].odd {
			continue
		}
		s := Sum{Row: raw.number, Column: m.Column.Name, Stated: millionths(stated),
			Computed: millionths(r.whole[i].total), OK: stated == r.whole[i].total || stated == r.group[i].total}
		if !s.OK && r.group[i].total != r.whole[i].total && strings.Contains(strings.Join(raw.cells, ""), "小计") {
			s.Computed = millionths(r.group[i].total)
		}
		if !s.OK {
			wrong = true
			r.note(raw.number, m.Column.Name, fmt.Sprintf("%s：合计写的是 %s，上面各行加起来是 %s。请核对是漏行还是合计没有更新",
				m.Column.Zh, s.Stated, s.Computed))
		}
		r.sums = append(r.sums, s)
	}
	if wrong {
		r.missums++
	}
	clear(r.group)
}

const maxDecimal = 12 // digits before the point that are still an amount

// decimal reads a plain number in millionths; identifiers are too long for it.
func decimal(cell string) (int64, bool) {
	whole, frac, _ := strings.Cut(strings.ReplaceAll(cell, ",", ""), ".")
	if whole == "" || len(whole) > maxDecimal || len(frac) > 6 || strings.HasPrefix(frac, "-") {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+frac+strings.Repeat("0", 6-len(frac)), 10, 64)
	return n, err == nil
}

func millionths(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	text := fmt.Sprintf("%s%d.%06d", sign, n/1e6, n%1e6)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}
