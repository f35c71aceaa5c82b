// Package fold turns full-width forms (全角) into the half-width (半角) letters,
// digits and signs that the same keys give. Chinese input methods mix the two
// freely, so every parser of codes and amounts folds first. It depends on
// nothing, so that money and ids can use it without loading pinyin tables.
// Anybody may call it.
package fold

import "strings"

// offset is the distance between U+FF01..U+FF5E and U+0021..U+007E.
const offset = 0xFEE0

// ASCII returns s with full-width ASCII (Ａ１，－) and the ideographic space
// replaced by their half-width twins. All other characters stay as they are:
// 、。「」 have no half-width twin.
func ASCII(s string) string { return strings.Map(Rune, s) }

// Rune folds one character; it returns r itself if r has no half-width twin.
func Rune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - offset
	case r == 0x3000:
		return ' '
	case r == 0xFFE5:
		return '¥'
	}
	return r
}

// IsDash reports whether r is one of the many strokes that people type or paste
// for a hyphen or a minus sign (连字符).
func IsDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－', '─':
		return true
	}
	return false
}

// IsInvisible reports whether r leaves no mark on paper yet makes two equal
// looking strings differ: zero-width (零宽) and direction-changing characters.
func IsInvisible(r rune) bool {
	switch {
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x206F, r == 0xFEFF, r == 0x00AD, r == 0x061C,
		r == 0x180E, r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF:
		return true
	}
	return false
}

// Compact folds s and drops spaces and invisible characters: what is left are
// the characters that a reader would read out.
func Compact(s string) string {
	return strings.Map(func(r rune) rune {
		r = Rune(r)
		if IsInvisible(r) || r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == 0xA0 {
			return -1
		}
		return r
	}, s)
}
