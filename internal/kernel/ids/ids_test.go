package ids

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// published are codes of enterprises and agencies in public registers.
var published = []string{
	"914403001922038216", "91330100799655058B", "9144030071526726XG", "91110000802100433B",
	"91110108551385082Q", "11511301008778183N", "115113010833722043",
}

// refused checks that err is a sentence with the hint in it.
func refused(t *testing.T, typed string, err error, hint string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), hint) {
		t.Errorf("%q: error %v, want it to contain %q", typed, err, hint)
	}
}

func TestCreditCode_公开代码都通过(t *testing.T) {
	t.Parallel()
	for _, code := range published {
		spaced := code[:2] + " " + strings.ToLower(code[2:8]) + "－" + code[8:]
		for _, typed := range []string{code, strings.ToLower(code), spaced, widen(code)} {
			if got, err := ParseCreditCode(typed); err != nil || string(got) != code {
				t.Errorf("ParseCreditCode(%q) = %q, %v", typed, got, err)
			}
		}
	}
	code := CreditCode("9144030071526726XG")
	if code.Area() != "440300" || code.Organisation() != "71526726-X" || !code.Enterprise() {
		t.Errorf("parts: %s %s %v", code.Area(), code.Organisation(), code.Enterprise())
	}
	if CreditCode("11511301008778183N").Enterprise() {
		t.Error("an agency was taken for an enterprise")
	}
}

// widen turns ASCII into full-width forms.
func widen(s string) string {
	return strings.Map(func(r rune) rune { return r + 0xFEE0 }, s)
}

func TestCreditCode_拒绝并说明怎么改(t *testing.T) {
	t.Parallel()
	for typed, hint := range map[string]string{
		"":                    "没有填写统一社会信用代码",
		"430922000001234":     "15 位工商注册号",
		"71526726-X":          "9 位组织机构代码",
		"91440300192203821":   "少了 1 位，应为 18 位",
		"9144030019220382166": "多了 1 位，应为 18 位",
		"9144030O1922038216":  "第 8 位是字母 O，代码里不用这个字母，可能是数字 0",
		"91440300192203821Ａ":  "校验位不对",
		"914403001922038218":  "校验位不对",
		"914403001922038316":  "第 9 至 17 位",
		"91A403001922038216":  "第 3 至 8 位是登记机关行政区划码",
		"9144030019220382元6":  "第 17 位是“元”",
	} {
		_, err := ParseCreditCode(typed)
		refused(t, typed, err, hint)
	}
}

func TestCreditCode_any_single_slip_is_found(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom(published).Draw(t, "code")
		at := rapid.IntRange(0, 17).Draw(t, "at")
		other := rapid.SampledFrom([]byte(creditAlphabet)).Draw(t, "other")
		slip := code[:at] + string(other) + code[at+1:]
		if _, err := ParseCreditCode(slip); (err == nil) != (slip == code) {
			t.Fatalf("%s for %s: %v", slip, code, err)
		}
		if at < 17 && code[at] != code[at+1] {
			swap := code[:at] + string(code[at+1]) + string(code[at]) + code[at+2:]
			if _, err := ParseCreditCode(swap); err == nil {
				t.Fatalf("swap %s for %s passed", swap, code)
			}
		}
	})
}

func TestCitizenID(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"11010519491231002x":        "11010519491231002X",
		"440524 18800101 0014":      "440524188001010014",
		widen("11010519491231002X"): "11010519491231002X",
	} {
		if got, err := ParseCitizenID(typed); err != nil || string(got) != want {
			t.Errorf("ParseCitizenID(%q) = %q, %v", typed, got, err)
		}
	}
	id := CitizenID("11010519491231002X")
	if y, m, d := id.Born(); y != 1949 || m != 12 || d != 31 || id.Area() != "110105" {
		t.Errorf("born %d-%d-%d in %s", y, m, d, id.Area())
	}
	if got := CitizenID("430922199001010017").Masked(); got != "430922********0017" {
		t.Error(got)
	}
	for typed, hint := range map[string]string{
		"":                   "没有填写身份证号",
		"110105491231002":    "15 位身份证号",
		"1101051949123100":   "少了 2 位",
		"110105194912310021": "校验位不对",
		"110105190002290011": "没有这一天",
		"110105194913310021": "没有这一天",
		"11010519491231X02X": "前 17 位应全是数字",
		"010105194912310021": "不会以 0 开头",
	} {
		_, err := ParseCitizenID(typed)
		refused(t, typed, err, hint)
	}
}

func TestMobile(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"13800000000", "+86 138-0000-0000", "１３８００００００００", "008613800000000", "8613800000000"} {
		if got, err := ParseMobile(typed); err != nil || got != "13800000000" || got.Masked() != "138****0000" {
			t.Errorf("ParseMobile(%q) = %q, %v", typed, got, err)
		}
	}
	for typed, hint := range map[string]string{
		"": "没有填写手机号", "1380000000": "少了 1 位", "138000000000": "多了 1 位",
		"12800000000": "13 至 19", "0737-8882345": "座机", "138O0000000": "只能填数字",
	} {
		_, err := ParseMobile(typed)
		refused(t, typed, err, hint)
	}
}

func TestMaskName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"陈立新": "陈某某", "陈明": "陈某", " 陈 明 ": "陈某", "欧阳修": "欧阳某", "欧阳修远": "欧阳某某", "欧阳": "欧某",
		"阿依古丽·买买提": "阿某某", "John Smith": "J***", "": "", "陈": "某", "陈立新生成": "陈某某",
	} {
		if got := MaskName(name); got != want {
			t.Errorf("MaskName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestAreaCode(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]AreaCode{
		"43": "430000", "4309": "430900", "430922": "430922", "430922112": "430922112",
		"430922112000": "430922112", "430922112001": "430922112001", "430922000000": "430922", "４３０９２２": "430922",
	} {
		if got, err := ParseAreaCode(typed); err != nil || got != want {
			t.Errorf("ParseAreaCode(%q) = %q, %v", typed, got, err)
		}
	}
	for typed, hint := range map[string]string{
		"": "只能填数字", "43092": "有 5 位", "990922": "不是省级代码", "桃江": "只能填数字", "430022": "上级部分是 0", "430922000001": "上级部分是 0",
	} {
		_, err := ParseAreaCode(typed)
		refused(t, typed, err, hint)
	}
	chain, code := []AreaCode{}, AreaCode("430922112001")
	for ok := true; ok; code, ok = code.Parent() {
		chain = append(chain, code)
	}
	if got := len(chain); got != 5 || chain[1] != "430922112" || chain[2] != "430922" || chain[3] != "430900" || chain[4] != "430000" {
		t.Errorf("parents: %v", chain)
	}
	for _, outer := range chain {
		if !chain[0].Within(outer) {
			t.Errorf("%s not within %s", chain[0], outer)
		}
	}
	if AreaCode("430923").Within("430922") || AreaCode("430900").Within("430922") || AreaCode("430922").Within("") {
		t.Error("Within is too generous")
	}
}

func TestBuiltinAreas_桃江十五个乡镇(t *testing.T) {
	t.Parallel()
	const day = "2020-06-08"
	areas := BuiltinAreas()
	towns := areas.Children("430922", day)
	if len(towns) != 15 || towns[5].Name != "桃花江镇" {
		t.Errorf("townships: %v", towns)
	}
	if got, ok := areas.FullName("430922112", day); !ok || got != "湖南省益阳市桃江县桃花江镇" {
		t.Errorf("full name %q", got)
	}
	if got := len(areas.Children("430900", day)); got != 6 {
		t.Errorf("%d counties in Yiyang", got)
	}
	if got := len(areas.Children("430000", day)); got != 14 {
		t.Errorf("%d prefectures in Hunan", got)
	}
	if _, ok := areas.FullName("430922999", day); ok {
		t.Error("an unknown township has a name")
	}
}

func TestReadAreas_更名按日期生效(t *testing.T) {
	t.Parallel()
	areas, err := ReadAreas(strings.NewReader("code,name,from,to\n430922,甲县,,2020-01-01\n430922,乙县,2020-01-01,\n"))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{"2019-12-31": "甲县", "2020-01-01": "乙县"} {
		if got, ok := areas.At("430922", day); !ok || got.Name != want {
			t.Errorf("on %s: %v", day, got)
		}
	}
	for table, hint := range map[string]string{
		"code,name,from,to\n430922,甲县,,\n430922,乙县,2020-01-01,\n": "第 3 行",
		"code,name,from,to\n430922,,,\n":                          "没有名称",
		"code,name,from,to\n430922,甲县,2020-02-30,\n":              "日期",
		"code,name,from,to\n430922,甲县,2020-02-01,2020-01-01\n":    "止期",
		"code,name\n430922,甲县\n":                                  "四列",
	} {
		_, err := ReadAreas(strings.NewReader(table))
		refused(t, table, err, hint)
	}
}

func TestCaseNumber(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"TJ20200608-0037": "TJ20200608-0037", "tj202006080037": "TJ20200608-0037", "ＴＪ２０２００６０８—３７": "TJ20200608-0037",
		"TJ20200608-12345": "TJ20200608-12345", " TJ 20200608 - 00037": "TJ20200608-0037",
	} {
		got, err := ParseCaseNumber(typed)
		if err != nil || got.String() != want || got.Series() != "TJ20200608" {
			t.Errorf("ParseCaseNumber(%q) = %s, %v", typed, got, err)
		}
	}
	for typed, hint := range map[string]string{
		"": "没有填写编号", "20200608-0037": "编号应像", "TJ20200608": "不完整", "TJ20200631-0001": "不存在",
		"TJ20200608-0000": "从 1 开始", "TJ20200608-9999999999": "太长", "TJABC20200608-1": "2 至 4 个", "TJ2020O608-1": "再输一次",
	} {
		_, err := ParseCaseNumber(typed)
		refused(t, typed, err, hint)
	}
}

func TestDocNumber(t *testing.T) {
	t.Parallel()
	const want = "桃自然资受〔2020〕118号"
	for _, typed := range []string{want, "桃自然资受[2020]118号", "桃自然资受（2020）第0118号", "桃自然资受【２０２０年】 118 号"} {
		if got, err := ParseDocNumber(typed); err != nil || got.String() != want || got.Series() != "桃自然资受〔2020〕" {
			t.Errorf("ParseDocNumber(%q) = %s, %v", typed, got, err)
		}
	}
	for typed, hint := range map[string]string{
		"": "没有填写发文字号", "桃政发2020年1号": "写在括号里", "桃政发〔20〕1号": "四位年份", "桃政发〔2020〕1": "数字加“号”",
		"〔2020〕1号": "机关代字", "桃政发〔2020〕0号": "从 1 开始", "桃政发〔1848〕1号": "年份", "桃政发〔2020〕99999999999号": "太长",
	} {
		_, err := ParseDocNumber(typed)
		refused(t, typed, err, hint)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range append(published, "11010519491231002X", "+8613800000000", "430922112000", "TJ20200608-0037", "桃自然资受〔2020〕118号", "7zzz-幺两", "\xff") {
		f.Add(seed)
	}
	stable := map[string]func(string) (string, error){
		"credit":  func(s string) (string, error) { c, err := ParseCreditCode(s); return string(c), err },
		"citizen": func(s string) (string, error) { c, err := ParseCitizenID(s); return string(c), err },
		"mobile":  func(s string) (string, error) { c, err := ParseMobile(s); return string(c), err },
		"area":    func(s string) (string, error) { c, err := ParseAreaCode(s); return string(c), err },
		"case":    func(s string) (string, error) { n, err := ParseCaseNumber(s); return canonical(n.String(), err) },
		"doc":     func(s string) (string, error) { n, err := ParseDocNumber(s); return canonical(n.String(), err) },
		"code":    func(s string) (string, error) { c, err := ParseCode(s, QueryCodeLen); return string(c), err },
		"id":      func(s string) (string, error) { id, _, err := ParseID(s); return id, err },
	}
	f.Fuzz(func(t *testing.T, s string) {
		MaskName(s)
		for name, parse := range stable {
			once, err := parse(s)
			if err != nil {
				continue
			}
			if twice, err := parse(once); err != nil || twice != once {
				t.Fatalf("%s: %q → %q → %q, %v", name, s, once, twice, err)
			}
		}
	})
}

func canonical(text string, err error) (string, error) { return text, err }

var errDry = errors.New("dry")
