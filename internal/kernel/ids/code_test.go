package ids

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

func TestNewCode(t *testing.T) {
	t.Parallel()
	code, err := NewCode(bytes.NewReader([]byte{0, 31, 32, 63, 255, 10, 9, 18, 19, 20}), QueryCodeLen)
	if err != nil || code != "0Z0ZZA9JKM" || code.Grouped() != "0Z0ZZ-A9JKM" {
		t.Errorf("code %q, grouped %q, %v", code, code.Grouped(), err)
	}
	if got := Code("0123456789ABCDEF").Grouped(); got != "0123-4567-89AB-CDEF" {
		t.Error(got)
	}
	if _, err := NewCode(iotest.ErrReader(errDry), QueryCodeLen); !errors.Is(err, errDry) {
		t.Errorf("a dry source gave %v", err)
	}
	if _, err := NewCode(bytes.NewReader(make([]byte, 9)), QueryCodeLen); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a short source gave %v", err)
	}
}

func TestNewCode_uses_every_symbol_equally(t *testing.T) {
	t.Parallel()
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	code, err := NewCode(bytes.NewReader(every), len(every))
	if err != nil {
		t.Fatal(err)
	}
	for _, symbol := range codeAlphabet {
		if got := strings.Count(string(code), string(symbol)); got != 8 {
			t.Errorf("%c comes %d times in 256, want 8", symbol, got)
		}
	}
	if len(codeAlphabet) != 32 || strings.ContainsAny(codeAlphabet, "ILOU") {
		t.Errorf("alphabet %s", codeAlphabet)
	}
}

func TestParseCode_口述和错看都能认(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"0Z0ZZ-A9JK1", "oz0zz a9jki", "ＯＺＯＺＺＡ９ＪＫＬ", "零Z洞ZZA勾JK幺", "〇Z0ZZA九JK一"} {
		if got, err := ParseCode(typed, QueryCodeLen); err != nil || got != "0Z0ZZA9JK1" {
			t.Errorf("ParseCode(%q) = %q, %v", typed, got, err)
		}
	}
	if got, err := ParseCode("U23456789A", QueryCodeLen); err != nil || got != "V23456789A" {
		t.Errorf("U is read as %q, %v", got, err)
	}
	for typed, hint := range map[string]string{"": "没有填写查询码", "0Z0ZZ": "少了 5 位", "0Z0ZZA9JK11": "多了 1 位", "0Z0ZZA9JK*": "不会有“*”"} {
		_, err := ParseCode(typed, QueryCodeLen)
		refused(t, typed, err, hint)
	}
}

func TestNewID(t *testing.T) {
	t.Parallel()
	// The instant and the first ten characters of the ULID specification's example.
	if got := NewID(1469918176385, [10]byte{}); got != "01aryz6s41"+strings.Repeat("0", 16) {
		t.Errorf("layout: %s", got)
	}
	all := [10]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255}
	if got := NewID(maxMillis, all); got != "7"+strings.Repeat("z", 25) {
		t.Errorf("largest id %s", got)
	}
	if got := NewID(0, [10]byte{9: 1}); got != strings.Repeat("0", 25)+"1" {
		t.Errorf("smallest step %s", got)
	}
	if NewID(-5, all) != NewID(0, all) || NewID(1<<60, all) != NewID(maxMillis, all) {
		t.Error("instants outside 48 bits are not clamped")
	}
}

func TestID_sorts_by_time_and_reads_back(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64Range(0, maxMillis).Draw(t, "a"), rapid.Int64Range(0, maxMillis).Draw(t, "b")
		var random [10]byte
		sum := sha256.Sum256([]byte{byte(a), byte(b)})
		copy(random[:], sum[:])
		first, second := NewID(a, random), NewID(b, random)
		if (a < b) != (first < second) {
			t.Fatalf("%d %d sort as %s %s", a, b, first, second)
		}
		id, ms, err := ParseID(strings.ToUpper(first))
		if err != nil || id != first || ms != a {
			t.Fatalf("ParseID(%s) = %s, %d, %v", first, id, ms, err)
		}
	})
	for _, bad := range []string{"", "8" + strings.Repeat("0", 25), strings.Repeat("0", 25), strings.Repeat("0", 25) + "i", strings.Repeat("0", 12) + "-" + strings.Repeat("0", 13)} {
		if _, _, err := ParseID(bad); err == nil {
			t.Errorf("ParseID(%q) passed", bad)
		}
	}
}
