package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/money"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/kernel/zh/fold"
)

// Text is one line as it should be stored: half-width letters and digits,
// spaces trimmed and collapsed, invisible characters gone.
func (f *Form) Text(name string) string {
	clean, _ := zh.Normalise(f.Value(name))
	return clean
}

// Need is Text of a field that may not be empty.
func (f *Form) Need(name, label string) string {
	text := f.Text(name)
	if text == "" {
		f.Problem(name, label+"：还没有填，请填写")
	}
	return text
}

// Lines is text of several lines: line ends unified, outer space trimmed.
func (f *Form) Lines(name string) string {
	text := strings.ReplaceAll(f.Value(name), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if fold.IsInvisible(r) || (r < ' ' && r != '\n' && r != '\t') {
			return -1
		}
		return r
	}, text))
}

// NeedLines is Lines of a field that may not be empty.
func (f *Form) NeedLines(name, label string) string {
	text := f.Lines(name)
	if text == "" {
		f.Problem(name, label+"：还没有填，请写几句")
	}
	return text
}

// Code is a number or code: half-width, upper case, no spaces.
func (f *Form) Code(name string) string {
	return strings.ToUpper(fold.Compact(f.Value(name)))
}

// Raw is a field that must not be touched, such as a password.
func (f *Form) Raw(name string) string { return f.Value(name) }

// Day is a date that must be given, in any of the usual spellings.
func (f *Form) Day(name, label string) calendar.Day {
	if strings.TrimSpace(f.Value(name)) == "" {
		f.Problem(name, label+"：还没有填，请写成“2020-06-08”")
		return 0
	}
	day := f.OptionalDay(name, label)
	if day == nil {
		return 0
	}
	return *day
}

// OptionalDay is a date that may be left empty.
func (f *Form) OptionalDay(name, label string) *calendar.Day {
	if strings.TrimSpace(f.Value(name)) == "" {
		return nil
	}
	day, err := calendar.ParseDayLenient(f.Value(name))
	if err != nil {
		f.Problem(name, label+"："+err.Error())
		return nil
	}
	return &day
}

// Int is a whole number from least to most that must be given.
func (f *Form) Int(name, label string, least, most int64) int64 {
	n := f.OptionalInt(name, label, least, most)
	if n == nil {
		f.Problem(name, fmt.Sprintf("%s：还没有填，请填 %d 到 %d 的整数", label, least, most))
		return 0
	}
	return *n
}

// OptionalInt is a whole number that may be left empty.
func (f *Form) OptionalInt(name, label string, least, most int64) *int64 {
	text := strings.ReplaceAll(fold.Compact(f.Value(name)), ",", "")
	if text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < least || n > most {
		f.Problem(name, fmt.Sprintf("%s：请填 %d 到 %d 的整数", label, least, most))
		return nil
	}
	return &n
}

// Money is an amount that must be given: 84,000.00, 8.4万元.
func (f *Form) Money(name, label string) money.Fen {
	fen, err := money.Parse(f.Value(name))
	if err != nil {
		f.Problem(name, label+"："+err.Error())
	}
	return fen
}

// Ticked reports whether a single box is ticked.
func (f *Form) Ticked(name string) bool { return len(f.All(name)) > 0 && f.Value(name) != "" }

// Choice is one of the allowed values; label names the question.
func (f *Form) Choice(name, label string, allowed ...string) string {
	v := f.Value(name)
	if !slices.Contains(allowed, v) {
		f.Problem(name, label+"：请选一项")
		return ""
	}
	return v
}

// Choices are the ticked values among the allowed ones, in their order.
func (f *Form) Choices(name string, allowed ...string) []string {
	var out []string
	for _, v := range allowed {
		if f.Has(name, v) {
			out = append(out, v)
		}
	}
	return out
}

// File is the first file of a field; ok is false when none was chosen.
func (f *Form) File(name string) (Upload, bool) {
	if f == nil || len(f.Files[name]) == 0 {
		return Upload{}, false
	}
	return f.Files[name][0], true
}
