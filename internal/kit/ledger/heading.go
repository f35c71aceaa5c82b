package ledger

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/manifest"
)

// headingWithin is how many rows may stand above the data: titles, the unit
// that fills in, dates.
const headingWithin = 20

// findHeading looks for the row, or the two rows, that name the most columns.
// Two rows must name more than one alone, or a first data row that happens to
// repeat a word would be taken for a heading.
func findHeading(columns []manifest.Column, g grid) *Table {
	words := headingWords(columns)
	var rows []gridRow
	for row := range g.each {
		if row.problem != "" || len(rows) == headingWithin {
			break
		}
		rows = append(rows, row)
	}
	var best *Table
	for i, row := range rows {
		one := mapColumns(words, row.number, g.acrossMerges(row), nil)
		if best == nil || one.found() > best.found() {
			best = one
		}
		if i+1 == len(rows) || rows[i+1].number != row.number+1 {
			continue
		}
		two := mapColumns(words, row.number+1, g.acrossMerges(row), rows[i+1].cells)
		if two.found() > best.found() {
			best = two
		}
	}
	if best == nil || best.found() < min(2, len(columns)) {
		return nil
	}
	best.grid, best.Sheet, best.columns = g, g.sheet, columns
	return best
}

// found counts distinct columns, so that a doubled heading is no advantage.
func (t *Table) found() int {
	names := map[string]bool{}
	for _, m := range t.Mapped {
		names[m.Column.Name] = true
	}
	return len(names)
}

// acrossMerges repeats a merged group heading over its columns.
func (g grid) acrossMerges(row gridRow) []string {
	cells := row.cells
	for _, m := range g.merges {
		if m.top != row.number || m.right >= maxColumns {
			continue
		}
		for len(cells) <= m.right {
			cells = append(cells[:len(cells):len(cells)], "")
		}
		cells = append([]string(nil), cells...)
		for at := m.left; at <= m.right; at++ {
			cells[at] = m.value
		}
	}
	return cells
}

// headingWords maps every accepted heading, in its plain form, to its column.
func headingWords(columns []manifest.Column) map[string]manifest.Column {
	words := map[string]manifest.Column{}
	for _, c := range columns {
		for _, word := range append([]string{c.Zh, c.Name}, c.Synonyms...) {
			for _, form := range plainForms(word) {
				if _, taken := words[form]; !taken {
					words[form] = c
				}
			}
		}
	}
	return words
}

// plainForms are a heading without spaces, marks and case; and the same
// without a unit or remark in brackets: 金额（万元） → 金额.
func plainForms(heading string) []string {
	plain := strings.ToLower(fold.Compact(heading))
	plain = strings.Trim(plain, "*＊:：.、_-")
	forms := []string{plain}
	if before, _, found := strings.Cut(plain, "("); found && before != "" {
		forms = append(forms, strings.TrimRight(before, "*"))
	}
	return forms
}

// mapColumns reads one heading row, or a group row and the row below it.
func mapColumns(words map[string]manifest.Column, number int, top, bottom []string) *Table {
	t := &Table{Heading: number}
	for at := range max(len(top), len(bottom)) {
		upper, lower := cellAt(top, at), cellAt(bottom, at)
		heading := strings.TrimSpace(upper + lower)
		if heading == "" {
			continue
		}
		if column, ok := lookUp(words, upper, lower); ok {
			t.Mapped = append(t.Mapped, Mapped{column, heading, at})
		} else {
			t.Ignored = append(t.Ignored, heading)
		}
	}
	return t
}

// lookUp prefers the whole wording (联系人＋姓名) over its lower half.
func lookUp(words map[string]manifest.Column, upper, lower string) (manifest.Column, bool) {
	for _, heading := range []string{upper + lower, lower} {
		for _, form := range plainForms(heading) {
			if column, ok := words[form]; ok && form != "" {
				return column, true
			}
		}
	}
	return manifest.Column{}, false
}

func cellAt(cells []string, at int) string {
	if at < len(cells) {
		return cells[at]
	}
	return ""
}

// checkHeading reports every missing and every doubled column at once.
func (t *Table) checkHeading() error {
	var what []string
	var fields []fault.Field
	note := func(column manifest.Column, format string, args ...any) {
		sentence := fmt.Sprintf(format, args...)
		what = append(what, sentence)
		fields = append(fields, fault.Field{Name: column.Name, Sentence: sentence})
	}
	seen := map[string]Mapped{}
	for _, m := range t.Mapped {
		if first, twice := seen[m.Column.Name]; twice {
			note(m.Column, "%s“%s”和%s“%s”是同一列，请只留一列", place(first.At), first.Heading, place(m.At), m.Heading)
			continue
		}
		seen[m.Column.Name] = m
	}
	for _, c := range t.columns {
		if _, ok := seen[c.Name]; c.Required && !ok {
			note(c, "缺少“%s”列，请补上", c.Zh)
		}
	}
	if len(what) == 0 {
		return nil
	}
	if len(t.Ignored) > 0 {
		what[len(what)-1] += "（表里没认出的列：" + strings.Join(t.Ignored, "、") + "）"
	}
	f := BadHeading.New(fault.Args{"row": t.Heading, "n": len(fields), "what": strings.Join(what, "；")})
	f.Fields = fields
	return f
}

func requiredNames(columns []manifest.Column) string {
	var names []string
	for _, c := range columns {
		if c.Required {
			names = append(names, c.Zh)
		}
	}
	return strings.Join(names, "、")
}
