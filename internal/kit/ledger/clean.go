package ledger

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"yingshang/internal/kernel/zh/fold"
)

// Values a cell of a workbook may hold that are no text.
const noValue = "\x00formula" // a formula that was never calculated

var (
	// scientific is how spreadsheet programs show a long number: with the sign
	// and two digits. A code such as 1E5 or 0e0 is none.
	scientific = regexp.MustCompile(`^[+-]?\d(\.\d+)?[Ee][+-]\d{2,3}$`)
	errorValue = regexp.MustCompile(`^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)$`)
	overflown  = regexp.MustCompile(`^#{3,}$`)
)

// troubles are cells whose value cannot be trusted, and how to mend them.
var troubles = []struct {
	is       func(cell string) bool
	sentence string
}{
	{func(c string) bool { return c == noValue },
		"这一格是没有算出结果的公式。请在 Excel 里打开并保存一次，或把公式改成数值（复制，选择性粘贴为“数值”）"},
	{errorValue.MatchString,
		"这一格的公式出错了。请改好公式，或直接填写数值"},
	{overflown.MatchString,
		"这一格只剩“####”。请拉宽列再另存，或重新填写"},
	{scientific.MatchString,
		"这一格是科学记数法，号码的后几位已经丢失。请先把整列设为“文本”格式，再重新填写完整号码"},
}

func trouble(cell string) string {
	for _, t := range troubles {
		if t.is(cell) {
			return t.sentence
		}
	}
	return ""
}

// clean trims a cell, drops invisible characters and turns full-width letters
// and digits into half-width ones. Chinese punctuation stays: it is part of
// official names. A cell without any Chinese (a code, a date, an amount) is
// turned wholly. An apostrophe that an export put before a sign is taken off.
func clean(cell string) string {
	if plainASCII(cell) {
		return unguard(strings.TrimSpace(cell))
	}
	whole := true
	for _, r := range cell {
		if unicode.Is(unicode.Han, r) {
			whole = false
			break
		}
	}
	cell = strings.Map(func(r rune) rune {
		switch {
		case fold.IsInvisible(r):
			return -1
		case r == 0xA0 || r == 0x3000:
			return ' '
		}
		half := fold.Rune(r)
		if whole || half >= '0' && half <= '9' || half >= 'A' && half <= 'Z' || half >= 'a' && half <= 'z' {
			return half
		}
		return r
	}, cell)
	return unguard(strings.TrimSpace(cell))
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// opensFormula are the first characters that make a spreadsheet program take
// a text for a formula; input methods give the full-width ones.
const opensFormula = "=+-@\t\r＝＋－＠"

// opens reports whether the text, apostrophes aside, starts like a formula.
func opens(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "'"))
	return strings.ContainsRune(opensFormula, first)
}

// guard puts an apostrophe before a text that would be taken for a formula,
// and before one that already starts so, to keep the two apart.
func guard(text string) string {
	if opens(text) {
		return "'" + text
	}
	return text
}

// unguard undoes guard.
func unguard(text string) string {
	if strings.HasPrefix(text, "'") && opens(text) {
		return text[1:]
	}
	return text
}
