package ids

import (
	"strings"
	"unicode"

	"yingshang/internal/kernel/zh/fold"
)

// compoundSurnames (复姓) are shown whole, or the mask would show half a surname.
var compoundSurnames = map[string]bool{
	"欧阳": true, "上官": true, "司马": true, "诸葛": true, "司徒": true, "夏侯": true, "皇甫": true,
	"尉迟": true, "公孙": true, "慕容": true, "令狐": true, "长孙": true, "宇文": true, "端木": true,
	"东方": true, "南宫": true, "独孤": true, "百里": true, "呼延": true, "轩辕": true, "申屠": true,
	"太史": true, "澹台": true, "濮阳": true, "淳于": true, "单于": true, "闻人": true, "钟离": true,
}

// MaskName hides a person's given name (姓名脱敏): 陈立新 → 陈某某, 陈明 → 陈某, 欧阳修远 →
// 欧阳某某. A name with a middle dot or in Latin letters keeps its first character
// only. The names of legal representatives (法定代表人) are masked alike.
func MaskName(name string) string {
	runes := []rune(fold.Compact(name))
	switch {
	case len(runes) == 0:
		return ""
	case !unicode.Is(unicode.Han, runes[0]):
		return string(runes[0]) + "***"
	case len(runes) == 1:
		return "某"
	case strings.ContainsAny(string(runes), "·•・."):
		return string(runes[0]) + "某某"
	}
	shown := 1
	if len(runes) > 2 && compoundSurnames[string(runes[:2])] {
		shown = 2
	}
	if len(runes)-shown == 1 {
		return string(runes[:shown]) + "某"
	}
	return string(runes[:shown]) + "某某"
}
