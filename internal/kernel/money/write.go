package money

import (
	"strconv"
	"strings"
)

// String writes yuan with thousands separators and two decimals: 84,000.00. This
// is the form of records and pages; Parse reads it back unchanged.
func (f Fen) String() string {
	plain := strings.TrimPrefix(f.Plain(), "-")
	whole, fraction, _ := strings.Cut(plain, ".")
	sign := ""
	if f < 0 {
		sign = "-"
	}
	return sign + group(whole) + "." + fraction
}

// Plain writes yuan with two decimals and no separators: 84000.00. This is the
// form of official documents and data files.
func (f Fen) Plain() string { return decimal(int64(f), 2) }

// Wan writes 万元 with two decimals, rounded half up: 8.40 万元. Summaries only;
// the page must say that figures are rounded.
func (f Fen) Wan() string {
	const hundredthOfWan = fenPerWan / 100
	size := magnitude(int64(f))
	n := size / hundredthOfWan
	if size%hundredthOfWan >= hundredthOfWan/2 {
		n++
	}
	text := decimal(int64(n), 2)
	whole, fraction, _ := strings.Cut(text, ".")
	if f < 0 && n > 0 {
		whole = "-" + group(whole)
	} else {
		whole = group(whole)
	}
	return whole + "." + fraction + " 万元"
}

// Over writes f cut down to a multiple of step, in 万元, with 余 if something was
// cut off: 7,123,400 元 by steps of 10 万元 is 710余万元. It is for prose such as the
// half-year report; step must be a positive multiple of 1 万元, otherwise, and
// for negative amounts, the exact amount is written.
func (f Fen) Over(step Fen) string {
	if f < 0 || step <= 0 || step%fenPerWan != 0 {
		return f.String() + "元"
	}
	kept := f / step * step
	if kept == 0 && f > 0 {
		return f.String() + "元"
	}
	mark := ""
	if kept != f {
		mark = "余"
	}
	return strconv.FormatInt(int64(kept/fenPerWan), 10) + mark + "万元"
}

// group puts a comma between every three digits, counted from the right.
func group(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

var capitalDigits = [10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}

// Capital writes the amount in words as vouchers require (人民币大写; 支付结算办法
// 附件一): 柒佰壹拾万元整, 叁佰贰拾伍元零肆分. 整 follows 元 and 角, never 分. A negative
// amount begins with 负. The prefix 人民币 is left to the form.
func (f Fen) Capital() string {
	size := magnitude(int64(f))
	yuan, jiao, fen := size/fenPerYuan, size/10%10, size%10
	var b strings.Builder
	if f < 0 {
		b.WriteString("负")
	}
	if yuan > 0 || jiao == 0 && fen == 0 {
		b.WriteString(capitalWhole(yuan) + "元")
	}
	switch {
	case jiao > 0:
		b.WriteString(capitalDigits[jiao] + "角")
	case fen > 0 && yuan > 0:
		b.WriteString("零")
	}
	if fen > 0 {
		b.WriteString(capitalDigits[fen] + "分")
	} else {
		b.WriteString("整")
	}
	return b.String()
}

// capitalUnits are the steps at which a Chinese numeral is cut, largest first.
var capitalUnits = []struct {
	value uint64
	name  string
}{{100_000_000, "亿"}, {10_000, "万"}, {1_000, "仟"}, {100, "佰"}, {10, "拾"}}

// capitalWhole writes a whole number. A gap in the digits is read once as 零.
func capitalWhole(n uint64) string {
	for _, unit := range capitalUnits {
		if n < unit.value {
			continue
		}
		head, rest := n/unit.value, n%unit.value
		text := capitalWhole(head) + unit.name
		switch {
		case rest == 0:
			return text
		case rest < unit.value/10:
			return text + "零" + capitalWhole(rest)
		}
		return text + capitalWhole(rest)
	}
	return capitalDigits[n]
}
