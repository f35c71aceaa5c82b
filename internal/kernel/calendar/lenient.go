package calendar

import (
	"fmt"
	"strconv"
	"strings"
)

const hintForms = "请写成“2020-06-08”或“2020年6月8日”"

// earliest and latest year a typed date may have; beyond them it is a slip of the finger.
const (
	firstTypedYear = 1900
	lastTypedYear  = 2199
)

// ParseDayLenient reads a date as people write it in forms and spreadsheets: 2020-6-8, 2020/06/08, 2020.6.8,
// 20200608, 2020年6月8日, 二〇二〇年六月八日, with full-width digits and marks and with spaces. The order is
// always year, month, day and the year has four digits between 1900 and 2199. The error is a [DateError] whose
// hint names the part that is wrong.
func ParseDayLenient(s string) (Day, error) {
	fail := func(format string, args ...any) (Day, error) {
		return 0, &DateError{Input: s, Hint: fmt.Sprintf(format, args...)}
	}
	if len(s) > 100 {
		return fail(hintForms)
	}
	y, m, d, ok := dateParts(plainDate(s))
	if !ok {
		return fail(hintForms)
	}
	year, month, dom := number(y), number(m), number(d)
	switch {
	case len(y) != 4:
		return fail("年份请写四位，例如“2020年6月8日”")
	case year < firstTypedYear || year > lastTypedYear:
		return fail("年份应在 %d 到 %d 之间，请核对", firstTypedYear, lastTypedYear)
	case month < 1 || month > 12:
		return fail("月份应在 1 到 12 之间，请核对")
	}
	day := DayOf(year, month, dom)
	if dom < 1 || day.Month() != month {
		return fail("%d年%d月没有 %s 日，请核对", year, month, d)
	}
	return day, nil
}

// plain maps the ways a mark or a digit is written to one: separators to '-', full-width and Chinese digits to
// ASCII. Dashes and points are what input methods and spreadsheets put in the place of "-".
var plain = strings.NewReplacer(
	" ", "", "\t", "", "\n", "", "\r", "", "\u00a0", "", "　", "", "\ufeff", "",
	"/", "-", "／", "-", ".", "-", "．", "-", "。", "-", "·", "-", "、", "-",
	"－", "-", "–", "-", "—", "-", "‐", "-", "−", "-",
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6",
	"七", "7", "八", "8", "九", "9", "号", "日",
)

func plainDate(s string) string { return plain.Replace(s) }

// dateParts splits a plain date into its three numerals.
func dateParts(s string) (y, m, d string, ok bool) {
	if len(s) == 8 && digits(s) {
		return s[:4], s[4:6], s[6:], true
	}
	if y, rest, found := strings.Cut(s, "年"); found {
		m, rest, found := strings.Cut(rest, "月")
		d, tail, marked := strings.Cut(rest, "日")
		m, d = tens(m), tens(d)
		return y, m, d, found && marked && tail == "" && digits(y) && short(m) && short(d)
	}
	parts := strings.Split(s, "-")
	if len(parts) != 3 {
		return "", "", "", false
	}
	return parts[0], parts[1], parts[2], digits(parts[0]) && short(parts[1]) && short(parts[2])
}

// tens writes a Chinese numeral below 100, whose digits are already ASCII, in ASCII: 十 10, 1十 and 十1 as
// they stand for 10 and 11, 2十3 23. Anything else is given back as it is and refused by the caller.
func tens(s string) string {
	before, after, found := strings.Cut(s, "十")
	if !found || len(before) > 1 || len(after) > 1 {
		return s
	}
	if before == "" {
		before = "1"
	}
	if after == "" {
		after = "0"
	}
	return before + after
}

// short reports one or two digits, as a month or a day has.
func short(s string) bool { return len(s) <= 2 && digits(s) }

// digits reports one or more ASCII digits.
func digits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

// number reads digits; a numeral too long for a date is out of every range.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
