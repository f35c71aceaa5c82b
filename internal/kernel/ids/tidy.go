package ids

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/zh/fold"
)

// tidy folds to half-width upper case and drops spaces, dashes and invisible
// characters, none of which belong to a code.
func tidy(s string) string {
	return strings.Map(func(r rune) rune {
		if fold.IsDash(r) {
			return -1
		}
		return r
	}, strings.ToUpper(fold.Compact(s)))
}

// wrongLength tells how many characters are missing or too many.
func wrongLength(name, text string, want int) error {
	got := utf8.RuneCountInString(text)
	switch {
	case got == 0:
		return fmt.Errorf("没有填写%s，应为 %d 位", name, want)
	case got < want:
		return fmt.Errorf("%s少了 %d 位，应为 %d 位，请对照证照补全", name, want-got, want)
	}
	return fmt.Errorf("%s多了 %d 位，应为 %d 位，请对照证照删去多余的", name, got-want, want)
}

func isDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// number reads a short run of digits that was checked before.
func number(digits string) int {
	n := 0
	for _, r := range digits {
		n = n*10 + int(r-'0')
	}
	return n
}

// daysIn holds the days of each month of a common year.
var daysIn = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// validDay reports whether the date exists. Years are limited to those in which
// a living person, a case or a document can fall.
func validDay(year, month, day int) bool {
	if year < 1850 || year > 2199 || month < 1 || month > 12 || day < 1 {
		return false
	}
	last := daysIn[month]
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		last = 29
	}
	return day <= last
}
