package ids

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Code is a random secret that people read out and type: the query code (查询码) of
// a case or the receipt code (回执码) of a complaint. It uses 32 symbols, five bits
// each, without I L O U, which parse as 1 1 0 V: no two symbols left can be taken
// for each other. A code is shown once and stored only as a password-type hash.
type Code string

// Lengths in characters: 10 give 50 bits, 16 give 80.
const (
	QueryCodeLen   = 10
	ReceiptCodeLen = 16
)

const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// heard maps what is typed or said for a symbol to the symbol: look-alike
// letters and Chinese digits, with those used on the telephone (幺 两 拐 洞 勾).
var heard = map[rune]byte{
	'O': '0', 'I': '1', 'L': '1', 'U': 'V',
	'零': '0', '〇': '0', '○': '0', '洞': '0', '一': '1', '幺': '1', '二': '2', '两': '2', '三': '3',
	'四': '4', '五': '5', '六': '6', '七': '7', '拐': '7', '八': '8', '九': '9', '勾': '9',
}

// NewCode draws a code of length characters from random, which must be a
// cryptographic source. It fails only if the source does.
func NewCode(random io.Reader, length int) (Code, error) {
	buffer := make([]byte, length)
	if _, err := io.ReadFull(random, buffer); err != nil {
		return "", fmt.Errorf("取不到随机数，没有生成查询码，请检查服务器后重试: %w", err)
	}
	for i, b := range buffer {
		buffer[i] = codeAlphabet[b&31] // 32 divides 256: every symbol is equally likely
	}
	return Code(buffer), nil
}

// ParseCode reads a code as typed or dictated. It does not tell whether the code
// is right, only whether it can be one.
func ParseCode(s string, length int) (Code, error) {
	text := tidy(s)
	var b strings.Builder
	for _, r := range text {
		if symbol, ok := heard[r]; ok {
			b.WriteByte(symbol)
		} else if strings.ContainsRune(codeAlphabet, r) {
			b.WriteRune(r)
		} else {
			return "", fmt.Errorf("查询码里不会有“%c”，只有数字和字母，请对照回执再输一次", r)
		}
	}
	if b.Len() != length {
		return "", wrongLengthOfCode(b.Len(), length)
	}
	return Code(b.String()), nil
}

func wrongLengthOfCode(got, want int) error {
	switch {
	case got == 0:
		return fmt.Errorf("没有填写查询码，应为 %d 位，印在回执上", want)
	case got < want:
		return fmt.Errorf("查询码少了 %d 位，应为 %d 位，请对照回执补全", want-got, want)
	}
	return fmt.Errorf("查询码多了 %d 位，应为 %d 位，请对照回执删去多余的", got-want, want)
}

// Grouped is the printed form, in fives or fours: ABCDE-FGHJK.
func (c Code) Grouped() string {
	size := 4
	if len(c)%5 == 0 {
		size = 5
	}
	var b strings.Builder
	for i := range len(c) {
		if i > 0 && i%size == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(c[i])
	}
	return b.String()
}

// idAlphabet writes record ids: Crockford's base 32 in lower case.
const idAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// idLength holds 128 bits, five a character, the first only three.
const idLength = 26

// maxMillis is the last instant of 48 bits, in the year 10889.
const maxMillis = 1<<48 - 1

// NewID makes the id of a record from the milliseconds since 1970 (UTC) and ten
// random bytes: 26 characters in ULID layout. Ids sort by time as text. An
// instant outside 48 bits is taken as the nearest one inside.
func NewID(ms int64, random [10]byte) string {
	ms = min(max(ms, 0), maxMillis)
	var raw [16]byte
	for i := range 6 {
		raw[i] = byte(ms >> (40 - 8*i))
	}
	copy(raw[6:], random[:])
	var text [idLength]byte
	for i := range text {
		text[i] = idAlphabet[fiveBits(raw, i*5-2)]
	}
	return string(text[:])
}

// fiveBits reads five bits of raw from the given bit on; bits before the start
// are zero.
func fiveBits(raw [16]byte, from int) (value int) {
	for bit := from; bit < from+5; bit++ {
		value <<= 1
		if bit >= 0 {
			value |= int(raw[bit/8]>>(7-bit%8)) & 1
		}
	}
	return value
}

// ParseID checks a record id and returns its canonical form and instant. Capital
// letters are accepted; look-alikes are not, for ids are never typed by hand.
func ParseID(s string) (id string, ms int64, err error) {
	id = strings.ToLower(strings.TrimSpace(s))
	if len(id) != idLength || strings.Trim(id, idAlphabet) != "" || id[0] > '7' {
		return "", 0, errors.New("记录标识不对，应为 26 位数字和字母；请从列表里重新打开这条记录")
	}
	for i := range 10 {
		ms = ms<<5 | int64(strings.IndexByte(idAlphabet, id[i]))
	}
	return id, ms, nil
}
