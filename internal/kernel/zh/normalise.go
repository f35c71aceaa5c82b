package zh

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yingshang/internal/kernel/zh/fold"
)

// Removed is a character that Normalise took away, so that an import can show
// the clerk why two equal looking cells differed.
type Removed struct {
	Rune rune
	Kind string // 控制字符, 不可见字符 or 损坏的字节
}

// chinesePunctuation has half-width twins but belongs to official names, such as
// 桃江县某某厂（普通合伙）, and to prose; Normalise leaves it full-width.
const chinesePunctuation = "，：；！？（）"

// Normalise returns a name on one line as it should be stored: letters and
// digits half-width, compatibility and radical characters replaced by ordinary
// ones, letters and tone marks composed (as NFC does), spaces trimmed and
// collapsed, and control, zero-width and direction characters taken away. For
// comparing names use SearchKeys, which also folds punctuation and case.
func Normalise(s string) (clean string, removed []Removed) {
	out := make([]rune, 0, len(s))
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				removed = append(removed, Removed{r, "损坏的字节"})
				continue
			}
		}
		if !strings.ContainsRune(chinesePunctuation, r) {
			r = fold.Rune(r)
		}
		switch {
		case unicode.IsSpace(r):
			if n := len(out); n > 0 && out[n-1] != ' ' {
				out = append(out, ' ')
			}
		case fold.IsInvisible(r):
			removed = append(removed, Removed{r, "不可见字符"})
		case unicode.IsControl(r):
			removed = append(removed, Removed{r, "控制字符"})
		default:
			out = compose(out, ordinary(r))
		}
	}
	return strings.TrimRight(string(out), " "), removed
}

// compose appends r, joining it with the letter before it if r is a mark.
func compose(out []rune, r rune) []rune {
	if n := len(out); n > 0 {
		if joined, ok := composition[[2]rune{out[n-1], r}]; ok {
			out[n-1] = joined
			return out
		}
	}
	return append(out, r)
}

// ordinary replaces Kangxi radicals and compatibility ideographs.
func ordinary(r rune) rune {
	if o, ok := unified[r]; ok {
		return o
	}
	return r
}

// unified and composition are the tables of tables.go, made searchable.
var (
	unified     = unifiedTable()
	composition = compositionTable()
)

func unifiedTable() map[rune]rune {
	table := map[rune]rune{}
	for i, r := range []rune(kangxi) {
		table[0x2F00+rune(i)] = r
	}
	pairs := []rune(compatible)
	for i := 0; i+1 < len(pairs); i += 2 {
		table[pairs[i]] = pairs[i+1]
	}
	return table
}

func compositionTable() map[[2]rune]rune {
	table := map[[2]rune]rune{}
	triples := []rune(composed)
	for i := 0; i+2 < len(triples); i += 3 {
		table[[2]rune{triples[i], triples[i+1]}] = triples[i+2]
	}
	return table
}

// ASCII turns every full-width letter, digit and sign into its half-width twin
// (全角转半角).
func ASCII(s string) string { return fold.ASCII(s) }

// Len counts characters as a reader does, not bytes (字数).
func Len(s string) int { return utf8.RuneCountInString(s) }

// Clip shortens s to at most n characters; a shortened text ends in … .
func Clip(s string, n int) string {
	if Len(s) <= n {
		return s
	}
	if n < 1 {
		return ""
	}
	return string([]rune(s)[:n-1]) + "…"
}

// wide are the ranges that take two cells in a terminal or a fixed-width table
// (Unicode UAX #11, classes W and F). Ambiguous characters such as “ and … count
// as one, as terminals show them.
var wide = [][2]rune{
	{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
	{0xA000, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE10, 0xFE19},
	{0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF},
	{0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
}

// WidthCells is the width of s in cells: two for a Chinese character, none for
// combining and invisible characters, one for the rest (显示宽度).
func WidthCells(s string) int {
	cells := 0
	for _, r := range s {
		switch {
		case unicode.IsControl(r), unicode.In(r, unicode.Mn, unicode.Me), fold.IsInvisible(r):
		case isWide(r):
			cells += 2
		default:
			cells++
		}
	}
	return cells
}

func isWide(r rune) bool {
	for _, span := range wide {
		if r >= span[0] && r <= span[1] {
			return true
		}
	}
	return false
}
