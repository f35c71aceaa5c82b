package money

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]Fen{
		"84,000.00":            8_400_000,
		"84000":                8_400_000,
		"８４，０００．５":             8_400_050,
		" ￥ 1,234.5 ":          123_450,
		"8.4万元":                8_400_000,
		"710 万元":               710_000_000,
		"人民币710万元整":            710_000_000,
		"1.2亿元":                12_000_000_000,
		"7.123456万元":           7_123_456,
		"0.000001亿元":           10_000,
		"1千万元":                 1_000_000_000,
		"5百万":                  500_000_000,
		"-300元":                -30_000,
		"−0.01":                -1,
		"¥-5":                  -500,
		"3角":                   30,
		"7分":                   7,
		"1.500":                150,
		".5":                   50,
		"0":                    0,
		"12\u200b3":            12_300,
		"0.30万亿":               30_000_000_000_000,
		"92233720368547758.07": math.MaxInt64,
	} {
		got, err := Parse(typed)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %d, %v; want %d", typed, got, err, want)
		}
	}
}

func TestParse_拒绝并说明怎么改(t *testing.T) {
	t.Parallel()
	for typed, hint := range map[string]string{
		"":                          "没有填写金额",
		"约710万元":                    "约数",
		"710余万元":                    "约数",
		"100元左右":                    "约数",
		"0.345":                     "最多写到分",
		"0.00000001万元":              "最多写到分",
		"1.5分":                      "最多写到分",
		"1,23":                      "千分位",
		"1234,567":                  "千分位",
		",123":                      "千分位",
		"八万":                        "读不出数字",
		"1.2.3":                     "读不出数字",
		"12.":                       "读不出数字",
		"万元":                        "读不出数字",
		"--5":                       "读不出数字",
		"92,233,720,368,547,758.08": "金额太大",
		"99999999999999999999亿":     "金额太大",
	} {
		_, err := Parse(typed)
		if err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("Parse(%q) error = %v; want it to contain %q", typed, err, hint)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for amount, want := range map[Fen][2]string{
		710_000_000:              {"710.00 万元", "柒佰壹拾万元整"},
		8_400_000:                {"8.40 万元", "捌万肆仟元整"},
		32_504:                   {"0.03 万元", "叁佰贰拾伍元零肆分"},
		140_950:                  {"0.14 万元", "壹仟肆佰零玖元伍角整"},
		600_714:                  {"0.60 万元", "陆仟零柒元壹角肆分"},
		1_000_100_0:              {"10.00 万元", "壹拾万零壹拾元整"},
		10_700_053:               {"10.70 万元", "壹拾万柒仟元伍角叁分"},
		0:                        {"0.00 万元", "零元整"},
		5:                        {"0.00 万元", "伍分"},
		50:                       {"0.00 万元", "伍角整"},
		-30_000:                  {"-0.03 万元", "负叁佰元整"},
		-4_999:                   {"0.00 万元", "负肆拾玖元玖角玖分"},
		5_000:                    {"0.01 万元", "伍拾元整"},
		10_001_000_100:           {"10,001.00 万元", "壹亿零壹万零壹元整"},
		1_002_000_000_000_000_00: {"100,200,000,000.00 万元", "壹仟零贰万亿元整"},
	} {
		if got := [2]string{amount.Wan(), amount.Capital()}; got != want {
			t.Errorf("%d: got %v, want %v", int64(amount), got, want)
		}
	}
}

func TestOver_余表示截去了零头(t *testing.T) {
	t.Parallel()
	const tenWan = 10 * fenPerWan
	for amount, want := range map[Fen]string{
		712_340_000: "710余万元",
		710_000_000: "710万元",
		1_000:       "10.00元",
		-710:        "-7.10元",
	} {
		if got := amount.Over(tenWan); got != want {
			t.Errorf("Over(%d) = %s, want %s", int64(amount), got, want)
		}
	}
}

func TestPriceTimesQuantity_鉴定补贴(t *testing.T) {
	t.Parallel()
	price, err := ParsePrice("0.4元/立方米")
	if err != nil {
		t.Fatal(err)
	}
	got, err := price.Times(210_000)
	if err != nil || got.String() != "84,000.00" {
		t.Errorf("0.4 × 210000 = %s, %v", got, err)
	}
	if fine, err := ParsePrice("0.3825"); err != nil || fine != 3825 || fine.String() != "0.3825" {
		t.Errorf("0.3825 = %s, %v", fine, err)
	}
	if price.String() != "0.40" || Price(24100).String() != "2.41" || Price(3450).String() != "0.345" {
		t.Errorf("prices are written %s, %s, %s", price, Price(24100), Price(3450))
	}
	for _, typed := range []string{"0.00001", "-0.4", "免费", ""} {
		if got, err := ParsePrice(typed); err == nil {
			t.Errorf("ParsePrice(%q) = %v, want an error", typed, got)
		}
	}
}

func TestRate(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]BasisPoints{"3.85%": 385, "５０％": 5000, "50BP": 50, "50个基点": 50, "2.5‰": 25, "-0.5%": -50} {
		if got, err := ParseRate(typed); err != nil || got != want {
			t.Errorf("ParseRate(%q) = %d, %v; want %d", typed, got, err, want)
		}
	}
	for _, typed := range []string{"0.5", "3.855%", "", "%"} {
		if got, err := ParseRate(typed); err == nil {
			t.Errorf("ParseRate(%q) = %v, want an error", typed, got)
		}
	}
	if got := BasisPoints(385).String(); got != "3.85%" {
		t.Error(got)
	}
	if got, err := Fen(10_001).Mul(50_00); err != nil || got != 5001 {
		t.Errorf("half of 100.01 is %d fen, %v; want 5001 (half up)", got, err)
	}
}

// oracle computes f·n/d with unlimited integers, half away from zero.
func oracle(f, n, d int64) (int64, bool) {
	product := new(big.Int).Mul(big.NewInt(f), big.NewInt(n))
	negative := product.Sign()*big.NewInt(d).Sign() < 0
	divisor := new(big.Int).Abs(big.NewInt(d))
	twice := new(big.Int).Abs(product)
	twice.Lsh(twice, 1).Add(twice, divisor).Quo(twice, new(big.Int).Lsh(divisor, 1))
	if negative {
		twice.Neg(twice)
	}
	return twice.Int64(), twice.IsInt64()
}

func TestMulDiv_equals_unlimited_arithmetic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f, n := rapid.Int64().Draw(t, "f"), rapid.Int64().Draw(t, "n")
		d := rapid.Int64().Filter(func(d int64) bool { return d != 0 }).Draw(t, "d")
		want, fits := oracle(f, n, d)
		got, err := Fen(f).MulDiv(n, d)
		if (err == nil) != fits || fits && int64(got) != want {
			t.Fatalf("got %d, %v; want %d, fits %v", got, err, want, fits)
		}
	})
}

func TestAddSub_never_wrap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		sum := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
		if got, err := Fen(a).Add(Fen(b)); (err == nil) != sum.IsInt64() || err == nil && int64(got) != sum.Int64() {
			t.Fatalf("add: %d, %v", got, err)
		}
		diff := new(big.Int).Sub(big.NewInt(a), big.NewInt(b))
		if got, err := Fen(a).Sub(Fen(b)); (err == nil) != diff.IsInt64() || err == nil && int64(got) != diff.Int64() {
			t.Fatalf("sub: %d, %v", got, err)
		}
	})
	if got, err := Sum(1, 2, 3); err != nil || got != 6 {
		t.Errorf("Sum = %d, %v", got, err)
	}
	if _, err := Sum(math.MaxInt64, 1); err == nil {
		t.Error("Sum wrapped")
	}
	if _, err := FromYuan(math.MaxInt64 / 10); err == nil {
		t.Error("FromYuan wrapped")
	}
	if _, err := Fen(1).MulDiv(1, 0); err == nil {
		t.Error("division by zero passed")
	}
}

func TestWritten_amounts_are_read_back(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64().Draw(t, "f"))
		for _, text := range []string{f.String(), f.Plain(), f.Plain() + "元"} {
			if got, err := Parse(text); err != nil || got != f {
				t.Fatalf("Parse(%s) = %d, %v; want %d", text, got, err, f)
			}
		}
	})
}

// spoken reads a capital amount back, by a way of its own: it adds up values
// from the left, closing a section at 万 and 亿.
func spoken(words string) (fen int64) {
	var section, digit, total int64
	for _, r := range strings.TrimPrefix(words, "负") {
		switch i := strings.IndexRune("零壹贰叁肆伍陆柒捌玖", r); {
		case i >= 0:
			digit = int64(i / 3)
			continue
		case r == '拾':
			section += digit * 10
		case r == '佰':
			section += digit * 100
		case r == '仟':
			section += digit * 1000
		case r == '万':
			section = (section + digit) * 10_000
		case r == '亿':
			total, section = (total+section+digit)*100_000_000, 0
		case r == '元':
			total, section = (total+section+digit)*100, 0
		case r == '角':
			total += digit * 10
		case r == '分':
			total += digit
		}
		digit = 0
	}
	return total
}

func TestCapital_can_be_read_back(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Int64Range(0, 1_000_000_000_000_000).Draw(t, "f")
		words := Fen(f).Capital()
		if got := spoken(words); got != f {
			t.Fatalf("%d is written %s, which reads %d", f, words, got)
		}
		if strings.Contains(words, "零零") || strings.Contains(words, "零元") && f >= 100 {
			t.Fatalf("%d is written %s", f, words)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"84,000.00", "8.4万元", "约5元", "¥-1", "１，２３４", "1e5"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Parse(s)
		if err != nil {
			return
		}
		if again, err := Parse(got.String()); err != nil || again != got {
			t.Fatalf("%q → %s → %v, %v", s, got, again, err)
		}
	})
}
