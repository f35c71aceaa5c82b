package pages

import (
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
)

// look is how an element is asked for.
type look int

const (
	line  look = iota // one line of words
	area              // several lines
	whole             // a whole number
	date              // a day
	tick              // yes or no
	pick              // one of a list
	many              // any of a list
)

// input is one element (要素) as a form shows it.
type input struct {
	ui.FieldView
	Look    look
	Options []ui.Option
}

// short inputs stand beside each other.
func (i input) short() bool { return i.Look != line && i.Look != area && i.Look != many }

// runs parts inputs into runs of neighbours that are short, and of those that
// take a line each.
func runs(inputs []input) [][]input {
	var out [][]input
	for _, i := range inputs {
		if n := len(out); n > 0 && out[n-1][0].short() == i.short() {
			out[n-1] = append(out[n-1], i)
			continue
		}
		out = append(out, []input{i})
	}
	return out
}

// element is an input with its place in what it belongs to: the content of a
// version, or a material.
type element[T any] struct {
	input
	at func(*T) cell
}

// cell moves one element between its place and a form, and says it in words.
type cell struct {
	show func() []string
	take func(f *kit.Form, v ui.FieldView)
	say  func() string
}

// most is more than any limit or number of copies means anything.
const most = 9999

func textCell(to *string) cell {
	return cell{func() []string { return []string{*to} },
		func(f *kit.Form, v ui.FieldView) { *to = f.Text(v.Name) },
		func() string { return *to }}
}

func areaCell(to *string) cell {
	c := textCell(to)
	c.take = func(f *kit.Form, v ui.FieldView) { *to = f.Lines(v.Name) }
	return c
}

// linesCell is a list with one entry a line.
func linesCell(to *[]string) cell {
	return cell{func() []string { return []string{strings.Join(*to, "\n")} },
		func(f *kit.Form, v ui.FieldView) { *to = nonEmpty(strings.Split(f.Lines(v.Name), "\n")) },
		func() string { return strings.Join(*to, "\n") }}
}

func nonEmpty(lines []string) []string {
	var out []string
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// numberCell takes an empty field as 0.
func numberCell(to *int) cell {
	text := func() string { return strconv.Itoa(*to) }
	return cell{func() []string { return []string{text()} },
		func(f *kit.Form, v ui.FieldView) {
			*to = 0
			if n := f.OptionalInt(v.Name, v.Label, 0, most); n != nil {
				*to = int(*n)
			}
		}, text}
}

func dayCell(to *calendar.Day) cell {
	return cell{func() []string { return []string{to.String()} },
		func(f *kit.Form, v ui.FieldView) { *to = f.Day(v.Name, v.Label) },
		func() string { return to.Chinese() }}
}

func tickCell(to *bool) cell {
	return cell{func() []string {
		if *to {
			return []string{"1"}
		}
		return nil
	}, func(f *kit.Form, v ui.FieldView) { *to = f.Ticked(v.Name) },
		func() string {
			if *to {
				return "是"
			}
			return "否"
		}}
}

// pickCell is one value of a list; the gate says what is missing.
func pickCell[S ~string](to *S, options []ui.Option) cell {
	return cell{func() []string { return []string{string(*to)} },
		func(f *kit.Form, v ui.FieldView) {
			*to = ""
			if slices.Contains(valuesOf(options), f.Value(v.Name)) {
				*to = S(f.Value(v.Name))
			}
		},
		func() string { return wordsOf(options, string(*to)) }}
}

func manyCell(to *[]string, options []ui.Option) cell {
	return cell{func() []string { return *to },
		func(f *kit.Form, v ui.FieldView) { *to = f.Choices(v.Name, valuesOf(options)...) },
		func() string { return wordsOf(options, *to...) }}
}

func valuesOf(options []ui.Option) []string {
	out := make([]string, len(options))
	for i, o := range options {
		out[i] = o.Value
	}
	return out
}

func wordsOf(options []ui.Option, values ...string) string {
	var out []string
	for _, value := range values {
		i := slices.IndexFunc(options, func(o ui.Option) bool { return o.Value == value })
		switch {
		case i >= 0:
			out = append(out, options[i].Label)
		case value != "":
			out = append(out, value)
		}
	}
	return strings.Join(out, "、")
}

func optionsOf(list catalogue.CodeList) []ui.Option {
	out := make([]ui.Option, len(list))
	for i, c := range list {
		out[i] = ui.Option{Value: c.Code, Label: c.Zh}
	}
	return out
}

// fill gives a form's fields their first values.
func fill[T any](f *kit.Form, elements []element[T], of *T) {
	for _, e := range elements {
		f.Default(e.Name, e.at(of).show()...)
	}
}

// take writes what was typed to its places.
func take[T any](f *kit.Form, elements []element[T], of *T) {
	for _, e := range elements {
		e.at(of).take(f, e.FieldView)
	}
}

func inputsOf[T any](elements []element[T]) []input {
	out := make([]input, len(elements))
	for i, e := range elements {
		out[i] = e.input
	}
	return out
}

// said is one element in words, before and after.
type said struct {
	Label    string
	Old, New string
}

func (s said) differs() bool { return s.Old != s.New }

// compare says every element of two of a kind.
func compare[T any](elements []element[T], old, new *T) []said {
	out := make([]said, len(elements))
	for i, e := range elements {
		out[i] = said{e.Label, e.at(old).say(), e.at(new).say()}
	}
	return out
}
