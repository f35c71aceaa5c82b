package ids

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"yingshang/internal/kernel/zh/fold"
)

// CaseNumber (办件编号) is a county prefix, the day of filing and a serial that
// counts from 1 each day: TJ20200608-0037. Serials come from counter rows, so a
// series has no gaps.
type CaseNumber struct {
	Prefix           string // 2 to 4 capital letters
	Year, Month, Day int
	Serial           int64 // from 1; at least four digits are written
}

// maxSerial keeps numbers short enough to be read out.
const maxSerial = 999_999_999

// NewCaseNumber checks the parts of a case number.
func NewCaseNumber(prefix string, year, month, day int, serial int64) (CaseNumber, error) {
	n := CaseNumber{Prefix: prefix, Year: year, Month: month, Day: day, Serial: serial}
	switch {
	case len(prefix) < 2 || len(prefix) > 4 || strings.Trim(prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
		return CaseNumber{}, fmt.Errorf("编号前缀“%s”应为 2 至 4 个大写字母，例如 TJ", prefix)
	case !validDay(year, month, day):
		return CaseNumber{}, fmt.Errorf("编号里的日期 %04d%02d%02d 不存在，请对照回执核对", year, month, day)
	case serial < 1 || serial > maxSerial:
		return CaseNumber{}, errors.New("编号末尾的序号应从 1 开始，请对照回执核对")
	}
	return n, nil
}

// ParseCaseNumber reads a case number as typed; the dash may be missing, letters
// may be small or full-width.
func ParseCaseNumber(s string) (CaseNumber, error) {
	text := tidy(s)
	digits := strings.TrimLeft(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	prefix := text[:len(text)-len(digits)]
	const example = "编号应像 TJ20200608-0037（字母、年月日、序号）"
	switch {
	case text == "":
		return CaseNumber{}, errors.New("没有填写编号，" + example)
	case !isDigits(digits) || prefix == "":
		return CaseNumber{}, errors.New(example + "，请对照回执再输一次")
	case len(digits) < 9:
		return CaseNumber{}, errors.New("编号不完整，" + example + "，请对照回执补全")
	}
	serial, err := strconv.ParseInt(digits[8:], 10, 64)
	if err != nil || serial > maxSerial {
		return CaseNumber{}, errors.New("编号末尾的序号太长，" + example + "，请对照回执核对")
	}
	return NewCaseNumber(prefix, number(digits[:4]), number(digits[4:6]), number(digits[6:8]), serial)
}

// String is the canonical form, TJ20200608-0037.
func (n CaseNumber) String() string { return fmt.Sprintf("%s-%04d", n.Series(), n.Serial) }

// Series is the counter the serial belongs to: TJ20200608.
func (n CaseNumber) Series() string {
	return fmt.Sprintf("%s%04d%02d%02d", n.Prefix, n.Year, n.Month, n.Day)
}

// DocNumber (发文字号) is the number of an official document: the issuing organ's
// word, the year in hexagonal brackets, the serial without leading zeros and
// without 第 (GB/T 9704-2012, 7.2.5): 桃自然资受〔2020〕118号.
type DocNumber struct {
	Word   string // 机关代字
	Year   int
	Serial int64
}

// NewDocNumber checks the parts of a document number.
func NewDocNumber(word string, year int, serial int64) (DocNumber, error) {
	length := len([]rune(word))
	isOther := func(r rune) bool { return !unicode.Is(unicode.Han, r) }
	switch {
	case length < 2 || length > 20 || strings.ContainsFunc(word, isOther):
		return DocNumber{}, fmt.Errorf("发文字号的机关代字“%s”应为 2 至 20 个汉字，例如 桃自然资受", word)
	case year < 1949 || year > 2199:
		return DocNumber{}, fmt.Errorf("发文字号的年份 %d 不对，应写四位年份，例如 〔2020〕", year)
	case serial < 1 || serial > maxSerial:
		return DocNumber{}, errors.New("发文字号的顺序号应从 1 开始，请核对文件")
	}
	return DocNumber{Word: word, Year: year, Serial: serial}, nil
}

// docBrackets are the brackets found in typed document numbers, after folding.
var docBrackets = strings.NewReplacer(
	"[", "〔", "(", "〔", "【", "〔", "{", "〔", "〖", "〔", "<", "〔", "﹝", "〔",
	"]", "〕", ")", "〕", "】", "〕", "}", "〕", "〗", "〕", ">", "〕", "﹞", "〕")

// ParseDocNumber reads a document number as typed: other brackets, 第 and leading
// zeros are put right.
func ParseDocNumber(s string) (DocNumber, error) {
	const example = "发文字号应像 桃自然资受〔2020〕118号"
	text := docBrackets.Replace(fold.Compact(s))
	if text == "" {
		return DocNumber{}, errors.New("没有填写发文字号，" + example)
	}
	word, rest, opened := strings.Cut(text, "〔")
	year, serial, closed := strings.Cut(rest, "〕")
	year = strings.TrimSuffix(year, "年")
	serial, ended := strings.CutSuffix(strings.TrimPrefix(serial, "第"), "号")
	switch {
	case !opened || !closed:
		return DocNumber{}, errors.New(example + "，年份要写在括号里，请改正")
	case len(year) != 4 || !isDigits(year):
		return DocNumber{}, errors.New(example + "，括号里应是四位年份，请改正")
	case !ended || !isDigits(serial):
		return DocNumber{}, errors.New(example + "，末尾应是数字加“号”，请改正")
	case len(strings.TrimLeft(serial, "0")) > 9:
		return DocNumber{}, errors.New("发文字号的顺序号太长，请核对文件")
	}
	return NewDocNumber(word, number(year), int64(number(serial)))
}

// String is the form printed on the document.
func (n DocNumber) String() string { return fmt.Sprintf("%s%d号", n.Series(), n.Serial) }

// Series is the counter the serial belongs to: 桃自然资受〔2020〕.
func (n DocNumber) Series() string { return fmt.Sprintf("%s〔%d〕", n.Word, n.Year) }
