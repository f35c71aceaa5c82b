package zh

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// MaxReadings caps the variants made of one name. Beyond it, the readings that
// are rarest in names are left out first.
const MaxReadings = 16

// polyphones lists readings that occur in names of people, places, enterprises
// and offices. The dictionary has more, most of them classical; those give way
// first when a name has too many variants.
var polyphones = map[rune]string{
	'重': "zhong chong", '行': "xing hang", '长': "chang zhang", '乐': "le yue", '朝': "chao zhao",
	'曾': "zeng ceng", '单': "dan shan", '解': "jie xie", '仇': "chou qiu", '盛': "sheng cheng",
	'石': "shi dan", '车': "che ju", '厦': "xia sha", '调': "diao tiao", '弹': "tan dan",
	'藏': "cang zang", '沈': "shen chen", '会': "hui kuai", '参': "can shen", '校': "xiao jiao",
	'降': "jiang xiang", '传': "chuan zhuan", '还': "huan hai", '系': "xi ji", '大': "da dai",
	'都': "du dou", '地': "di de", '的': "de di", '得': "de dei", '了': "le liao",
	'和': "he huo", '合': "he ge", '区': "qu ou", '查': "cha zha", '翟': "zhai di",
	'覃': "qin tan", '盖': "gai ge", '尉': "wei yu", '宿': "su xiu", '率': "lv shuai",
	'种': "zhong chong", '差': "cha chai", '卡': "ka qia", '便': "bian pian", '著': "zhu zhe",
	'薄': "bo bao", '柏': "bai bo", '贾': "jia gu", '缪': "miao mou", '朴': "pu piao",
	'召': "zhao shao", '祭': "ji zhai", '六': "liu lu", '蚌': "bang beng", '埔': "pu bu",
	'圩': "wei xu", '堡': "bao pu", '洞': "dong tong", '荥': "xing ying", '铅': "qian yan",
	'浍': "hui kuai", '漯': "luo ta", '奇': "qi ji", '晟': "sheng cheng", '角': "jiao jue",
	'省': "sheng xing", '给': "gei ji",
}

// Initials returns the first letters of s under every likely reading, the most
// usual first: 重庆 gives zq and cq. Letters and digits are kept in lower case,
// everything else is dropped. At most MaxReadings variants.
func Initials(s string) []string { return variants(spell(s), firstLetter) }

// Pinyin returns the full spelling of s under every likely reading, without
// tones or spaces: 长沙 gives changsha and zhangsha. ü is written v as keyboards
// have it, except in lue and nue. At most MaxReadings variants.
func Pinyin(s string) []string { return variants(spell(s), whole) }

func whole(reading string) string { return reading }

// firstLetter is the first character of a reading, which may be a letter of any
// script.
func firstLetter(reading string) string {
	_, size := utf8.DecodeRuneInString(reading)
	return reading[:size]
}

// spelling holds the readings of one character, the most usual first.
type spelling struct {
	usual, rare []string
}

// spell looks up the readings of every character of s that has any.
func spell(s string) []spelling {
	clean, _ := Normalise(s)
	var spellings []spelling
	for _, r := range ASCII(clean) {
		if usual, rare := readings(r); len(usual) > 0 {
			spellings = append(spellings, spelling{usual, rare})
		}
	}
	return spellings
}

// variants multiplies the readings, cut by part.
func variants(spellings []spelling, part func(string) string) []string {
	if len(spellings) == 0 {
		return nil
	}
	usual, all := make([][]string, len(spellings)), make([][]string, len(spellings))
	for i, s := range spellings {
		usual[i] = parts(s.usual, part)
		all[i] = parts(append(slices.Clone(s.usual), s.rare...), part)
	}
	return multiply(allot(usual, all))
}

// allot decides how many readings each character may keep: first the usual
// readings from the left, then the rare ones, while the product fits the cap.
func allot(usual, all [][]string) [][]string {
	kept := make([][]string, len(usual))
	product := 1
	for i := range kept {
		kept[i] = usual[i][:1]
	}
	for _, wanted := range [][][]string{usual, all} {
		for i := range kept {
			if grown := product / len(kept[i]) * len(wanted[i]); grown <= MaxReadings {
				kept[i], product = wanted[i], grown
			}
		}
	}
	return kept
}

// multiply writes out every combination, the first choices first. Variants grow
// in place, so that a long text costs no more than its length times the cap.
func multiply(choices [][]string) []string {
	grown := [][]byte{nil}
	for _, parts := range choices {
		if len(parts) > 1 {
			next := make([][]byte, 0, len(grown)*len(parts))
			for _, head := range grown {
				for range parts {
					next = append(next, slices.Clone(head))
				}
			}
			grown = next
		}
		for i := range grown {
			grown[i] = append(grown[i], parts[i%len(parts)]...)
		}
	}
	out := make([]string, len(grown))
	for i, variant := range grown {
		out[i] = string(variant)
	}
	return out
}

// parts cuts readings and drops repetitions, keeping the order.
func parts(readings []string, part func(string) string) []string {
	var out []string
	for _, reading := range readings {
		if p := part(reading); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// readings returns the usual and the rare readings of one character; a letter
// or digit reads as itself, other characters not at all.
func readings(r rune) (usual, rare []string) {
	if !unicode.Is(unicode.Han, r) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return []string{strings.ToLower(string(r))}, nil
		}
		return nil, nil
	}
	found := pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true})
	if known, ok := polyphones[r]; ok {
		return strings.Fields(known), spelt(found)
	}
	if len(found) == 0 {
		return nil, nil
	}
	return spelt(found[:1]), spelt(found[1:])
}

// keyboard turns dictionary spellings into those that input methods take.
var keyboard = strings.NewReplacer("lve", "lue", "nve", "nue", "ê", "e")

// spelt writes readings as people type them.
func spelt(readings []string) []string {
	var out []string
	for _, reading := range readings {
		if reading != "" && reading[0] >= 'a' && reading[0] <= 'z' {
			out = append(out, keyboard.Replace(reading))
		}
	}
	return out
}
