package money

import (
	"errors"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Fen is an amount of renminbi in fen (分), one hundredth of a yuan. Negative
// amounts are refunds or differences; a caller that wants none must say so.
type Fen int64

// BasisPoints is a rate in hundredths of a percent (基点): 3.85 % is 385.
type BasisPoints int64

// Price is a unit price in ten-thousandths of a yuan (万分之一元), fine enough for
// gas, water and power tariffs, which are quoted below one fen.
type Price int64

// Scales of the three types to one yuan and of a rate to one whole.
const (
	fenPerYuan    = 100
	fenPerWan     = 10_000 * fenPerYuan
	pricePerFen   = 100
	pointsInWhole = 10_000
)

var errTooLarge = errors.New("金额太大，超出可以记录的范围（约 92 万亿元以内），请检查单位是否多写了“万”或“亿”")

// FromYuan turns whole yuan into fen. It fails when the amount does not fit.
func FromYuan(yuan int64) (Fen, error) { return Fen(fenPerYuan).Times(yuan) }

// Add returns f + g, or an error when the sum does not fit.
func (f Fen) Add(g Fen) (Fen, error) {
	sum := f + g
	if (g > 0 && sum < f) || (g < 0 && sum > f) {
		return 0, errTooLarge
	}
	return sum, nil
}

// Sub returns f − g, or an error when the difference does not fit.
func (f Fen) Sub(g Fen) (Fen, error) {
	diff := f - g
	if (g > 0 && diff > f) || (g < 0 && diff < f) {
		return 0, errTooLarge
	}
	return diff, nil
}

// Sum adds all amounts; the sum of none is zero. It fails when a partial sum
// does not fit, even if later amounts would bring it back.
func Sum(amounts ...Fen) (Fen, error) {
	var total Fen
	for _, amount := range amounts {
		next, err := total.Add(amount)
		if err != nil {
			return 0, err
		}
		total = next
	}
	return total, nil
}

// Times returns f × n exactly, or an error when the product does not fit.
func (f Fen) Times(n int64) (Fen, error) { return f.MulDiv(n, 1) }

// Mul returns f × rate, rounded half up once to the fen.
func (f Fen) Mul(rate BasisPoints) (Fen, error) { return f.MulDiv(int64(rate), pointsInWhole) }

// MulDiv returns f × numerator ÷ denominator. The product is kept whole (128
// bits) and rounded half up once, away from zero for negative results, so that
// a refund mirrors the payment it undoes. A denominator of zero is an error.
func (f Fen) MulDiv(numerator, denominator int64) (Fen, error) {
	if denominator == 0 {
		return 0, errors.New("除数不能为 0，请检查分摊的份数或比例")
	}
	negative := (f < 0) != (numerator < 0) != (denominator < 0)
	hi, lo := bits.Mul64(magnitude(int64(f)), magnitude(numerator))
	divisor := magnitude(denominator)
	if hi >= divisor {
		return 0, errTooLarge
	}
	quotient, rest := bits.Div64(hi, lo, divisor)
	if rest >= divisor-rest { // 2·rest ≥ divisor without overflow; rest 0 stays
		if quotient == math.MaxUint64 {
			return 0, errTooLarge
		}
		quotient++
	}
	return signed(quotient, negative)
}

// magnitude is |n| and works for the smallest integer too.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// signed joins a magnitude and a sign, refusing what int64 cannot hold.
func signed(size uint64, negative bool) (Fen, error) {
	switch {
	case !negative && size <= math.MaxInt64:
		return Fen(size), nil
	case negative && size <= 1<<63:
		return Fen(-size), nil
	}
	return 0, errTooLarge
}

// Times returns price × quantity: exact, then rounded half up once to the fen.
// 0.4 元 × 210000 is 84000.00 元.
func (p Price) Times(quantity int64) (Fen, error) {
	return Fen(p).MulDiv(quantity, pricePerFen)
}

// String shows yuan with the digits needed, at least two: 0.40, 0.3825.
func (p Price) String() string {
	text := decimal(int64(p), 4)
	for strings.HasSuffix(text, "0") && !strings.HasSuffix(text, ".00") && len(text)-strings.IndexByte(text, '.') > 3 {
		text = text[:len(text)-1]
	}
	return text
}

// String shows a percentage with two decimals: 3.85%.
func (b BasisPoints) String() string { return decimal(int64(b), 2) + "%" }

// decimal writes n with the last places digits behind the point.
func decimal(n int64, places int) string {
	digits := strconv.FormatUint(magnitude(n), 10)
	if short := places + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	sign := ""
	if n < 0 {
		sign = "-"
	}
	point := len(digits) - places
	return sign + digits[:point] + "." + digits[point:]
}
