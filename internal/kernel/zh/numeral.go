package zh

import (
	"fmt"
	"strconv"
	"strings"

	"yingshang/internal/kernel/zh/fold"
)

const numeralDigits = "零一二三四五六七八九"

var numeralUnits = []struct {
	value int64
	name  string
}{{100_000_000, "亿"}, {10_000, "万"}, {1_000, "千"}, {100, "百"}, {10, "十"}}

// Numeral writes n in Chinese as articles and lists are counted (中文数字): 十, 二十六,
// 一百二十三, 一千零一. Negative numbers begin with 负.
func Numeral(n int64) string {
	if n < 0 {
		return "负" + numeral(-uint64(n))
	}
	return numeral(uint64(n))
}

func numeral(n uint64) string {
	text := numeralParts(n)
	if strings.HasPrefix(text, "一十") {
		return strings.TrimPrefix(text, "一") // 十二万, not 一十二万
	}
	return text
}

// numeralParts writes n with 一 before every unit; a gap is read once as 零.
func numeralParts(n uint64) string {
	for _, unit := range numeralUnits {
		value := uint64(unit.value)
		if n < value {
			continue
		}
		text, rest := numeralParts(n/value)+unit.name, n%value
		switch {
		case rest == 0:
			return text
		case rest < value/10:
			return text + "零" + numeralParts(rest)
		}
		return text + numeralParts(rest)
	}
	return string([]rune(numeralDigits)[n])
}

// ParseNumeral reads a Chinese or Arabic whole number: 二十六, 一百零三, 二〇二〇, ２６. Loose
// speech such as 一百二 (120) is refused, because it can be read two ways.
func ParseNumeral(s string) (int64, error) {
	text := strings.NewReplacer("〇", "零", "○", "零", "两", "二").Replace(fold.Compact(s))
	mend := fmt.Errorf("“%s”不是完整的数，请写成 二十六 或 26 这样的数字", Clip(strings.TrimSpace(s), 20))
	if Len(text) > 40 || text == "" {
		return 0, mend
	}
	if digits, ok := positional(text); ok {
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || strings.HasPrefix(digits, "-") || strings.HasPrefix(digits, "+") {
			return 0, mend
		}
		return n, nil
	}
	n := valueOf(text)
	if written := numeralParts(uint64(n)); n >= 0 && (text == written || text == numeral(uint64(n))) {
		return n, nil
	}
	return 0, mend
}

// positional reads digits written one after another, as in a year.
func positional(text string) (digits string, ok bool) {
	var b strings.Builder
	for _, r := range text {
		switch i := strings.IndexRune(numeralDigits, r); {
		case i >= 0:
			b.WriteByte(byte('0' + i/len("零")))
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			return "", false
		}
	}
	return b.String(), true
}

// valueOf adds up a numeral with units. It does not judge the form: the caller
// compares with the only right way to write the result.
func valueOf(text string) (total int64) {
	var section, digit int64
	for _, r := range text {
		if i := strings.IndexRune(numeralDigits, r); i >= 0 {
			digit = int64(i / len("零"))
			continue
		}
		switch r {
		case '十':
			if digit == 0 {
				digit = 1
			}
			section += digit * 10
		case '百':
			section += digit * 100
		case '千':
			section += digit * 1000
		case '万':
			section = (section + digit) * 10_000
		case '亿':
			total, section = (total+section+digit)*100_000_000, 0
		default:
			return -1
		}
		digit = 0
	}
	return total + section + digit
}

// ParseArticle reads the number of an article of a law: 第二十六条, 第26条, 26.
func ParseArticle(s string) (int64, error) {
	text := strings.TrimSuffix(strings.TrimPrefix(fold.Compact(s), "第"), "条")
	n, err := ParseNumeral(text)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("条款“%s”读不出序号，请写成 第二十六条 或 第26条", Clip(strings.TrimSpace(s), 20))
	}
	return n, nil
}
