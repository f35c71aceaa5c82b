package ids

import (
	"errors"
	"fmt"
	"strings"
)

// CitizenID is a citizen identity number (公民身份号码): 17 digits and a check
// character, with a date of birth that exists (GB 11643-1999).
type CitizenID string

const citizenName = "身份证号"

// citizenWeights are 2^(17-i) mod 11.
var citizenWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// ParseCitizenID reads an identity number as typed. That the date of birth is
// not in the future is for the caller, who knows today.
func ParseCitizenID(s string) (CitizenID, error) {
	text := tidy(s)
	switch {
	case len(text) == 15 && isDigits(text):
		return "", errors.New("这是旧的 15 位身份证号，已停止使用；请填写第二代身份证上的 18 位号码")
	case len([]rune(text)) != 18:
		return "", wrongLength(citizenName, text, 18)
	case len(text) != 18 || !isDigits(text[:17]) || !strings.Contains("0123456789X", text[17:]):
		return "", errors.New("身份证号前 17 位应全是数字，最后一位是数字或 X，请对照身份证改正")
	case text[0] == '0':
		return "", errors.New("身份证号不会以 0 开头，请对照身份证核对前 6 位")
	}
	id := CitizenID(text)
	if year, month, day := id.Born(); !validDay(year, month, day) {
		return "", fmt.Errorf("身份证号第 7 至 14 位应是出生日期，现在是 %s，没有这一天，请对照身份证改正", text[6:14])
	}
	if citizenCheck(text[:17]) != text[17] {
		return "", errors.New("身份证号校验位不对，请对照身份证再输一次")
	}
	return id, nil
}

// citizenCheck computes the 18th character from the first 17 digits.
func citizenCheck(body string) byte {
	sum := 0
	for i, weight := range citizenWeights {
		sum += int(body[i]-'0') * weight
	}
	return "10X98765432"[sum%11]
}

// Born is the date of birth.
func (c CitizenID) Born() (year, month, day int) {
	return number(string(c[6:10])), number(string(c[10:12])), number(string(c[12:14]))
}

// Area is the county of first registration; old counties may have gone.
func (c CitizenID) Area() AreaCode { return AreaCode(c[:6]) }

// Masked shows the area and the last four characters: 430922********0017.
func (c CitizenID) Masked() string {
	if len(c) != 18 {
		return strings.Repeat("*", 18)
	}
	return string(c[:6]) + "********" + string(c[14:])
}

// Mobile is a mainland mobile number (手机号): 11 digits.
type Mobile string

// ParseMobile reads a mobile number with or without +86, spaces or dashes.
func ParseMobile(s string) (Mobile, error) {
	text := strings.TrimPrefix(tidy(s), "+")
	for _, prefix := range []string{"0086", "86"} {
		if rest, ok := strings.CutPrefix(text, prefix); ok && len(rest) == 11 {
			text = rest
		}
	}
	switch {
	case text != "" && !isDigits(text):
		return "", errors.New("手机号只能填数字，请去掉其他字")
	case len(text) >= 10 && text[0] == '0':
		return "", errors.New("这像是座机号码；这里要填 11 位手机号，收办理结果的短信用")
	case len(text) != 11:
		return "", wrongLength("手机号", text, 11)
	case text[0] != '1' || text[1] < '3':
		return "", errors.New("手机号应以 13 至 19 开头，请核对前两位")
	}
	return Mobile(text), nil
}

// Masked shows the first three and last four digits: 138****0000.
func (m Mobile) Masked() string {
	if len(m) != 11 {
		return strings.Repeat("*", 11)
	}
	return string(m[:3]) + "****" + string(m[7:])
}
