package pages

import (
	"fmt"
	"strconv"
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
)

// part is one column of a list element: 法律名称 of 设定依据.
type part struct {
	ui.FieldView
	Look look // line, area or whole
	Unit string
}

// listing is an element of several entries with parts, such as the legal
// grounds. A form shows one row for each and spare empty ones; a row whose
// parts are all empty is no entry.
type listing struct {
	Name  string // as the gate calls it
	Label string
	Note  string
	Parts []part
	at    func(e *catalogue.Edition) table
}

// table moves the entries between their place and rows of text.
type table struct {
	show func() [][]string
	take func(rows [][]string)
}

// spare empty rows stand below the filled ones.
const spare = 2

// mostRows keeps a forged form from growing a list without end.
const mostRows = 60

func tableOf[E any](to *[]E, write func(E) []string, read func([]string) E) table {
	return table{func() [][]string {
		var out [][]string
		for _, e := range *to {
			out = append(out, write(e))
		}
		return out
	}, func(rows [][]string) {
		*to = nil
		for _, row := range rows {
			*to = append(*to, read(row))
		}
	}}
}

func (l listing) field(row, column int) string {
	return fmt.Sprintf("%s.%d.%s", l.Name, row, l.Parts[column].Name)
}

// input is the field of one part in one row.
func (l listing) input(row, column int) input {
	p := l.Parts[column]
	p.FieldView.Name = l.field(row, column)
	return input{FieldView: p.FieldView, Look: p.Look}
}

// counter is the hidden field that says how many rows were shown.
func (l listing) counter() string { return l.Name + ".rows" }

// fill shows the entries and the spare rows.
func (l listing) fill(f *kit.Form, e *catalogue.Edition) {
	rows := l.at(e).show()
	f.Default(l.counter(), strconv.Itoa(len(rows)+spare))
	for i, row := range rows {
		for j, text := range row {
			f.Default(l.field(i, j), text)
		}
	}
}

// shown is how many rows the form has.
func (l listing) shown(f *kit.Form) int {
	n, err := strconv.Atoi(f.Value(l.counter()))
	if err != nil {
		return spare
	}
	return max(1, min(n, mostRows))
}

// take reads the rows; one that is empty throughout is left out.
func (l listing) take(f *kit.Form, e *catalogue.Edition) {
	var rows [][]string
	for i := range l.shown(f) {
		row, typed := make([]string, len(l.Parts)), ""
		for j, p := range l.Parts {
			name := l.field(i, j)
			switch p.Look {
			case whole:
				row[j] = "0"
				if n := f.OptionalInt(name, fmt.Sprintf("第 %d 行%s", i+1, p.Label), 0, most); n != nil {
					row[j] = strconv.FormatInt(*n, 10)
				}
				typed += f.Text(name)
			case area:
				row[j] = f.Lines(name)
				typed += row[j]
			default:
				row[j] = f.Text(name)
				typed += row[j]
			}
		}
		if typed != "" {
			rows = append(rows, row)
		}
	}
	l.at(e).take(rows)
}

// say is the list in words, an entry a line.
func (l listing) say(e *catalogue.Edition) string {
	var out []string
	for _, row := range l.at(e).show() {
		for j, p := range l.Parts {
			row[j] += p.Unit
		}
		out = append(out, strings.Join(nonEmpty(row), " · "))
	}
	return strings.Join(out, "\n")
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0 // take wrote digits only
	}
	return n
}
