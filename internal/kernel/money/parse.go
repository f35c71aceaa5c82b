package money

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"yingshang/internal/kernel/zh/fold"
)

// units are the endings an amount may carry, with their power of ten in yuan.
// Longer endings stand before the endings they contain.
var units = []struct {
	ending string
	power  int
}{
	{"万亿元", 12}, {"千万元", 7}, {"百万元", 6}, {"十万元", 5}, {"亿元", 8}, {"万元", 4}, {"千元", 3}, {"百元", 2},
	{"万亿", 12}, {"千万", 7}, {"百万", 6}, {"亿", 8}, {"万", 4}, {"元", 0}, {"圆", 0}, {"角", -1}, {"分", -2},
}

// vague are words that turn a number into an estimate.
var vague = []string{"大约", "约", "余", "左右", "上下", "近", "超过", "超", "不足", "多", "几", "以上", "以下", "~", "≈"}

// Parse reads an amount as clerks and spreadsheets write it: 84,000.00,
// ￥８４０００, 8.4万元, 710 万元, 1.2亿元, -300元, 人民币710万元整. It is exact: an estimate
// (约, 余), an amount finer than one fen, or a misplaced thousands separator is an
// error that says what to write instead.
func Parse(s string) (Fen, error) {
	text := strings.Map(dashToMinus, fold.Compact(s))
	if text == "" {
		return 0, errors.New("没有填写金额，请填写数字，例如 84,000.00 或 8.4万元")
	}
	for _, word := range vague {
		if strings.Contains(text, word) {
			return 0, fmt.Errorf("金额“%s”里有“%s”，是约数；请填写准确到分的数额", clip(s), word)
		}
	}
	negative, text := cutSign(text)
	text, power := cutUnit(text)
	size, err := fixed(text, power+2)
	if err != nil {
		return 0, explain(err, s, "金额最多写到分（元后面两位小数）")
	}
	return signed(size, negative)
}

// ParseRate reads a percentage into basis points: 3.85%, 50%, 2.5‰, 120BP,
// 50个基点. A bare number is refused, for nobody can tell 0.5 from 50 %.
func ParseRate(s string) (BasisPoints, error) {
	text := strings.ToUpper(strings.Map(dashToMinus, fold.Compact(s)))
	negative := strings.HasPrefix(text, "-")
	text = strings.TrimPrefix(text, "-")
	places := 2
	switch {
	case strings.HasSuffix(text, "%"):
		text = strings.TrimSuffix(text, "%")
	case strings.HasSuffix(text, "‰"):
		text, places = strings.TrimSuffix(text, "‰"), 1
	case strings.HasSuffix(text, "BP"):
		text, places = strings.TrimSuffix(text, "BP"), 0
	case strings.HasSuffix(text, "个基点"):
		text, places = strings.TrimSuffix(text, "个基点"), 0
	default:
		return 0, fmt.Errorf("比例“%s”没有写单位，请写成百分数，例如 3.85%%", clip(s))
	}
	size, err := fixed(text, places)
	if err != nil {
		return 0, explain(err, s, "比例最多写到百分数的两位小数，例如 3.85%")
	}
	n, err := signed(size, negative)
	if err != nil {
		return 0, fmt.Errorf("比例“%s”太大，请检查是否多写了位数", clip(s))
	}
	return BasisPoints(n), nil
}

// ParsePrice reads a unit price in yuan with at most four decimals: 0.4, 0.3825元,
// 2.41元/立方米. What follows the slash is the reader's, not ours. A price is not
// negative.
func ParsePrice(s string) (Price, error) {
	text, _, _ := strings.Cut(fold.Compact(s), "/")
	negative, text := cutSign(strings.Map(dashToMinus, text))
	if negative {
		return 0, fmt.Errorf("单价“%s”是负数，请填写正数", clip(s))
	}
	text = strings.TrimSuffix(strings.TrimSuffix(text, "圆"), "元")
	size, err := fixed(text, 4)
	if err != nil {
		return 0, explain(err, s, "单价最多写到元后面四位小数")
	}
	n, err := signed(size, false)
	return Price(n), err
}

func dashToMinus(r rune) rune {
	if fold.IsDash(r) {
		return '-'
	}
	return r
}

// cutSign removes currency marks and a leading minus in either order.
func cutSign(text string) (negative bool, rest string) {
	for {
		before := text
		for _, mark := range []string{"人民币", "RMB", "rmb", "CNY", "¥", "+"} {
			text = strings.TrimPrefix(text, mark)
		}
		if !negative && strings.HasPrefix(text, "-") {
			negative, text = true, text[1:]
		}
		if text == before {
			return negative, text
		}
	}
}

// cutUnit removes 整 and the unit; without a unit the amount is in yuan.
func cutUnit(text string) (rest string, power int) {
	text = strings.TrimSuffix(strings.TrimSuffix(text, "整"), "正")
	for _, unit := range units {
		if rest, ok := strings.CutSuffix(text, unit.ending); ok {
			return rest, unit.power
		}
	}
	return text, 0
}

// The three ways in which fixed can fail.
var (
	errNoNumber = errors.New("not a number")
	errTooFine  = errors.New("too fine")
	errGroups   = errors.New("misplaced separator")
)

// fixed reads an unsigned decimal number as an integer count of 10^-places.
// A negative places means the number must be a multiple of 10^-places.
func fixed(text string, places int) (uint64, error) {
	whole, fraction, _ := strings.Cut(text, ".")
	whole, err := ungroup(whole)
	if err != nil {
		return 0, err
	}
	if whole+fraction == "" || !allDigits(whole) || !allDigits(fraction) || strings.HasSuffix(text, ".") {
		return 0, errNoNumber
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > places {
		return 0, errTooFine
	}
	digits := strings.TrimLeft(whole+fraction+strings.Repeat("0", places-len(fraction)), "0")
	if digits == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return 0, errTooLarge
	}
	return n, nil
}

// ungroup removes thousands separators (千分位), which must stand every three
// digits: 1,23 may be a decimal comma or a slip, so it is refused.
func ungroup(whole string) (string, error) {
	if !strings.Contains(whole, ",") {
		return whole, nil
	}
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if (i > 0 && len(group) != 3) || (i == 0 && (len(group) == 0 || len(group) > 3)) {
			return "", errGroups
		}
	}
	return strings.Join(groups, ""), nil
}

func allDigits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// explain turns a failure of fixed into a sentence about the text as typed.
func explain(err error, typed, finest string) error {
	switch {
	case errors.Is(err, errTooFine):
		return fmt.Errorf("“%s”写得太细：%s，请改成准确的数", clip(typed), finest)
	case errors.Is(err, errGroups):
		return fmt.Errorf("“%s”的千分位逗号位置不对，应每三位一个，例如 84,000.00；也可以不写逗号", clip(typed))
	case errors.Is(err, errNoNumber):
		return fmt.Errorf("“%s”读不出数字，请填写数字，例如 84,000.00", clip(typed))
	}
	return err
}

// clip keeps a quotation of the input short enough for a form.
func clip(s string) string {
	runes := []rune(strings.TrimSpace(s))
	if len(runes) > 24 {
		return string(runes[:24]) + "…"
	}
	return string(runes)
}
