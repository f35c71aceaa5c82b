package ids

import (
	"errors"
	"fmt"
	"strings"
)

// CreditCode is a unified social credit code (统一社会信用代码): 18 characters in
// upper case whose two check characters hold (GB 32100-2015).
type CreditCode string

const creditName = "统一社会信用代码"

// creditAlphabet has 31 symbols; a symbol's value is its place. I O S V Z are
// left out by the standard, being too like 1 0 5 U 2.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditWeights are 3^(i-1) mod 31.
var creditWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// orgWeights are those of the organisation code, GB 11714.
var orgWeights = [8]int{3, 7, 9, 10, 5, 8, 4, 2}

// lookAlikes tells what a forbidden letter was probably meant to be.
var lookAlikes = map[rune]string{'I': "数字 1", 'O': "数字 0", 'S': "数字 5", 'V': "字母 U 或 Y", 'Z': "数字 2"}

// ParseCreditCode reads a credit code as typed and returns its canonical form.
// Old 15-digit business numbers (工商注册号) and 9-character organisation codes
// still occur in data of 2020 and are refused with a sentence of their own.
func ParseCreditCode(s string) (CreditCode, error) {
	text := tidy(s)
	switch {
	case len(text) == 15 && isDigits(text):
		return "", errors.New("这是旧的 15 位工商注册号，不是统一社会信用代码；请填写新营业执照上的 18 位代码")
	case len(text) == 9 && orgCheck(text[:8]) == rune(text[8]):
		return "", errors.New("这是旧的 9 位组织机构代码，不是统一社会信用代码；请填写新证照上的 18 位代码")
	}
	if err := creditShape(text); err != nil {
		return "", err
	}
	if orgCheck(text[8:16]) != rune(text[16]) {
		return "", errors.New("统一社会信用代码第 9 至 17 位（主体标识码）校验不对，请对照执照核对这几位")
	}
	if creditCheck(text[:17]) != text[17] {
		return "", errors.New("统一社会信用代码校验位不对，请对照执照再输一次，重点看前 8 位和最后一位")
	}
	return CreditCode(text), nil
}

// creditShape checks length and characters, not the check characters.
func creditShape(text string) error {
	for i, r := range []rune(text) {
		if meant, ok := lookAlikes[r]; ok && len(text) == 18 {
			return fmt.Errorf("%s第 %d 位是字母 %c，代码里不用这个字母，可能是%s，请对照执照改正", creditName, i+1, r, meant)
		}
		if !strings.ContainsRune(creditAlphabet, r) && lookAlikes[r] == "" {
			return fmt.Errorf("%s第 %d 位是“%c”，只能用数字和大写字母，请对照执照改正", creditName, i+1, r)
		}
	}
	if len(text) != 18 {
		return wrongLength(creditName, text, 18)
	}
	if !isDigits(text[2:8]) {
		return fmt.Errorf("%s第 3 至 8 位是登记机关行政区划码，应全是数字，请对照执照改正", creditName)
	}
	return nil
}

// creditCheck computes the 18th character from the first 17.
func creditCheck(body string) byte {
	sum := 0
	for i := range creditWeights {
		sum += strings.IndexByte(creditAlphabet, body[i]) * creditWeights[i]
	}
	return creditAlphabet[(31-sum%31)%31]
}

// orgCheck computes the check character of an 8-character organisation code
// (GB 11714). A character outside the alphabet gives -1, which matches nothing.
func orgCheck(body string) rune {
	sum := 0
	for i, weight := range orgWeights {
		switch c := body[i]; {
		case c >= '0' && c <= '9':
			sum += int(c-'0') * weight
		case c >= 'A' && c <= 'Z':
			sum += int(c-'A'+10) * weight
		default:
			return -1
		}
	}
	return rune("0X987654321"[sum%11])
}

// Area is the division of the registering authority (第 3 至 8 位). It may be a code
// that division tables do not list, such as 100000 for national registers.
func (c CreditCode) Area() AreaCode { return AreaCode(c[2:8]) }

// Organisation is the organisation code inside, written 71526726-X.
func (c CreditCode) Organisation() string { return string(c[8:16] + "-" + c[16:17]) }

// Enterprise reports whether the code was given by a market registrar (9), that
// is, to an enterprise, a self-employed business or a farmers' cooperative.
func (c CreditCode) Enterprise() bool { return c[0] == '9' }
