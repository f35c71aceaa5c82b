package zh

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestNormalise(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"　桃江县　 某某 厂 ":           "桃江县 某某 厂",
		"ＡＢＣ－１２３":               "ABC-123",
		"某某中心（普通合伙）":            "某某中心（普通合伙）",
		"陈\u200b立\u202e新\x00":   "陈立新",
		"⼈⼒资源":                  "人力资源",
		"\uf900\ufa0e":          "豈\ufa0e",
		"u\u0308\u030c a\u0301": "ǚ á",
		"第一行\r\n第二行":            "第一行 第二行",
		"坏\xff字":                "坏字",
		"":                      "",
	} {
		if got, _ := Normalise(s); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", s, got, want)
		}
	}
	_, removed := Normalise("陈\u200b立\x07新\xfe")
	want := []Removed{{0x200B, "不可见字符"}, {7, "控制字符"}, {utf8.RuneError, "损坏的字节"}}
	if diff := cmp.Diff(want, removed); diff != "" {
		t.Error(diff)
	}
}

func TestNormalise_is_idempotent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		once, _ := Normalise(s)
		if twice, removed := Normalise(once); twice != once || len(removed) > 0 {
			t.Fatalf("%q → %q → %q (%v)", s, once, twice, removed)
		}
		if !utf8.ValidString(once) {
			t.Fatalf("%q is not UTF-8", once)
		}
	})
}

func contains(list []string, wanted ...string) bool {
	for _, w := range wanted {
		found := false
		for _, item := range list {
			found = found || item == w
		}
		if !found {
			return false
		}
	}
	return true
}

func TestInitials_多音字都能查到(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"重庆": {"zq", "cq"}, "银行": {"yx", "yh"}, "长沙": {"cs", "zs"}, "音乐": {"yl", "yy"},
		"长沙银行": {"csyh", "zsyh"}, "曾国藩": {"zgf", "cgf"}, "桃江县自然资源局": {"tjxzrzyj"},
		"5G基站A座": {"5gjzaz"}, "ＡＢ厂（普通合伙）": {"abcpthh"},
	} {
		if got := Initials(name); !contains(got, want...) || len(got) > MaxReadings {
			t.Errorf("Initials(%s) = %v, want %v among them", name, got, want)
		}
	}
	for name, want := range map[string][]string{
		"长沙": {"changsha", "zhangsha"}, "重庆": {"zhongqing", "chongqing"}, "银行": {"yinxing", "yinhang"},
		"绿化": {"lvhua"}, "略": {"lue"}, "鲊埠回族乡": {"zhabuhuizuxiang"},
	} {
		if got := Pinyin(name); !contains(got, want...) || len(got) > MaxReadings {
			t.Errorf("Pinyin(%s) = %v, want %v among them", name, got, want)
		}
	}
	if got := Initials("，。"); got != nil {
		t.Errorf("punctuation reads %v", got)
	}
}

func TestInitials_变体不超过上限(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.SampledFrom([]rune("重行长乐朝曾单解大会和奇参桃江A1，")), 0, 40, -1).Draw(t, "name")
		got := Initials(name)
		distinct := map[string]bool{}
		for _, v := range got {
			distinct[v] = true
			if len(v) != len(got[0]) {
				t.Fatalf("%q reads %v", name, got)
			}
		}
		if len(got) > MaxReadings || len(distinct) != len(got) {
			t.Fatalf("%q has %d variants, %d distinct", name, len(got), len(distinct))
		}
	})
	if got := len(Initials("重行长乐重行长乐")); got != MaxReadings {
		t.Errorf("%d variants, want the cap", got)
	}
}

func TestBigrams(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"营商环境":        "营 营商 商 商环 环 环境 境",
		"5G 基站，TJ-37": "5g 基 基站 站 tj 37",
		"ＡＢＣ":         "abc",
		"好好":          "好 好好",
		"":            "",
	} {
		if got := strings.Join(Bigrams(text), " "); got != want {
			t.Errorf("Bigrams(%s) = %s, want %s", text, got, want)
		}
	}
	if diff := cmp.Diff([]string{"营商", "商环", "环境", "abc", "县"}, QueryTerms("营商环境 ABC 县")); diff != "" {
		t.Error(diff)
	}
}

func TestQueryTerms_every_part_of_a_text_finds_it(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := []rune(rapid.StringOfN(rapid.SampledFrom([]rune("优化营商环境条例，桃江县")), 1, 30, -1).Draw(t, "text"))
		from := rapid.IntRange(0, len(text)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(text)).Draw(t, "to")
		if query := string(text[from:to]); !contains(Bigrams(string(text)), QueryTerms(query)...) {
			t.Fatalf("%q does not find %q", query, string(text))
		}
	})
}

func TestSearchKeys(t *testing.T) {
	t.Parallel()
	want := Keys{Text: "桃江(a)", Grams: []string{"桃", "桃江", "江", "a"}, Initials: []string{"tja", "zja"}}
	got := SearchKeys(" 桃江（Ａ）")
	if got.Text != want.Text || !cmp.Equal(got.Grams, want.Grams) || !cmp.Equal(got.Initials, want.Initials) || !contains(got.Pinyin, "taojianga") {
		t.Errorf("got %+v", got)
	}
}

func TestNumeral(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{
		0: "零", 10: "十", 11: "十一", 20: "二十", 26: "二十六", 110: "一百一十", 115: "一百一十五", 123: "一百二十三",
		1001: "一千零一", 10_010: "一万零一十", 100_000: "十万", 123_456: "十二万三千四百五十六", -7: "负七", 100_000_000: "一亿",
	} {
		got := Numeral(n)
		if got != want {
			t.Errorf("Numeral(%d) = %s, want %s", n, got, want)
		}
	}
	for s, want := range map[string]int64{"一百零三": 103, "二〇二〇": 2020, "２６": 26, "两万": 20_000, "一十六": 16, "零": 0} {
		if got, err := ParseNumeral(s); err != nil || got != want {
			t.Errorf("ParseNumeral(%s) = %d, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "一百二", "百", "三十十", "一二三万", "二百零零三", "abc", "-3", "+3", strings.Repeat("9", 30)} {
		if got, err := ParseNumeral(s); err == nil || !strings.Contains(err.Error(), "请写成") {
			t.Errorf("ParseNumeral(%s) = %d, %v; want a sentence", s, got, err)
		}
	}
	for s, want := range map[string]int64{"第二十六条": 26, "第26条": 26, " 第 七十二 条": 72, "3": 3} {
		if got, err := ParseArticle(s); err != nil || got != want {
			t.Errorf("ParseArticle(%s) = %d, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "第零条", "第条", "第三款"} {
		if got, err := ParseArticle(s); err == nil {
			t.Errorf("ParseArticle(%s) = %d", s, got)
		}
	}
}

func TestNumeral_reads_back(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 9_999_999_999_999).Draw(t, "n")
		if got, err := ParseNumeral(Numeral(n)); err != nil || got != n {
			t.Fatalf("%d → %s → %d, %v", n, Numeral(n), got, err)
		}
	})
}

func TestMeasures(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{"": 0, "abc": 3, "桃江": 4, "桃江A，": 7, "e\u0301": 1, "\u200b": 0, "“”": 2, "ｱ": 1, "𠮷": 2} {
		if got := WidthCells(s); got != want {
			t.Errorf("WidthCells(%q) = %d, want %d", s, got, want)
		}
	}
	if Len("桃江a") != 3 || Clip("桃江县人民政府", 4) != "桃江县…" || Clip("桃江", 2) != "桃江" || Clip("桃江", 0) != "" {
		t.Error("Len or Clip is wrong")
	}
	if got := ASCII("ＡＢ　１２，。"); got != "AB 12,。" {
		t.Error(got)
	}
}

func TestFindPersonalData(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"陈某某，身份证11010519491231002X，电话13800000000。": "陈某某，身份证110105********002X，电话138****0000。",
		"身份证 110105 19491231 002x 已核":              "身份证 110105********002X 已核",
		"手机：１３８　００００　００００":                         "手机：138****0000",
		"+86 138-0000-0000":          "+138****0000",
		"卡号6222 0200 0000 0000 004":  "卡号6222 0200 0000 0000 004",
		"卡号 4111 1111 1111 1111，备用":  "卡号 ************1111，备用",
		"138\u200b00000000":          "138****0000",
		"两个：13800000000、13900000001": "两个：138****0000、139****0001",
		"13800000000 13900000001":    "138****0000 139****0001",
	} {
		if got := Redact(text); got != want {
			t.Errorf("Redact(%s) = %s, want %s", text, got, want)
		}
	}
	for _, clean := range []string{
		"", "统一社会信用代码91330100799655058B", "115113010833722043", "办件TJ20200608-0037", "110105194912310021",
		"2020-06-08 09:30 金额 84,000.00", "12345678901", "桃自然资受〔2020〕118号", "01aryz6s410000000000000000",
	} {
		if got := FindPersonalData(clean); len(got) > 0 {
			t.Errorf("%q gave %v", clean, got)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"长沙银行ＡＢ", "11010519491231002X", "138 0000 0000", "第二十六条", "\xff\u200d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, finding := range FindPersonalData(s) {
			if finding.Start < at || finding.End <= finding.Start || finding.End > len(s) {
				t.Fatalf("%q: finding %+v after %d", s, finding, at)
			}
			at = finding.End
		}
		if left := FindPersonalData(Redact(s)); len(left) > 0 && len(left) >= len(FindPersonalData(s)) && at > 0 {
			t.Fatalf("%q: redacted text still shows %v", s, left)
		}
		SearchKeys(s)
		WidthCells(s)
		if n, err := ParseNumeral(s); err == nil && n < 0 {
			t.Fatalf("%q reads %d", s, n)
		}
	})
}

func BenchmarkSearchKeys(b *testing.B) {
	for b.Loop() {
		SearchKeys("桃江县桃花江镇长乐竹木加工厂（普通合伙）")
	}
}
