package identity

import (
	"context"
	_ "embed"
	"strings"
	"sync"
	"time"
	"unicode"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// profile is a password rule set. Staff follow GB/T 22239 8.1.4.1 a (complexity
// and periodic change); the public profile follows newer advice, which drops
// both, because people who come once a year would only write them down.
type profile struct {
	length  int // characters at least
	classes int // of lower case, upper case, digits, others
	words   bool
	age     time.Duration // 0: never has to be changed
}

var (
	staffProfile  = profile{length: 10, classes: 3, words: true, age: 90 * 24 * time.Hour}
	publicProfile = profile{length: 8}
)

func profileOf(a Account) profile {
	if a.Staff() {
		return staffProfile
	}
	return publicProfile
}

const (
	maxPassword = 128 // characters
	pastKept    = 4   // with the present one, the last five are refused
)

//go:embed common.txt
var commonText string

// common are passwords that guessing programs try first, folded to lower case.
var common = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, line := range strings.Fields(commonText) {
		set[line] = true
	}
	return set
})

// houseWords are guessed first in this county.
var houseWords = []string{"taojiang", "桃江", "政务", "zhengwu", "yingshang", "营商"}

// judge says every reason why a password cannot be used.
func (r profile) judge(password string, words []string) error {
	var p fault.Problems
	folded := strings.ToLower(password)
	switch n := len([]rune(password)); {
	case n < r.length:
		p.Add("password", "密码有 %d 位，至少要 %d 位，请加长", n, r.length)
	case n > maxPassword:
		p.Add("password", "密码有 %d 位，最多 %d 位，请缩短", n, maxPassword)
	}
	if n := classes(password); n < r.classes {
		p.Add("password", "密码只有 %d 类字符，大写字母、小写字母、数字、符号要有 %d 类，请再加一类", n, r.classes)
	}
	if common()[folded] || common()[strings.TrimRight(folded, "0123456789!@#.")] {
		p.Add("password", "这个密码太常见，很容易被猜到，请换一个自己编的")
	}
	if r.words {
		for _, word := range append(words, houseWords...) {
			if word = strings.ToLower(word); len(word) >= 3 && strings.Contains(folded, word) {
				p.Add("password", "密码里不要有账号、单位名或“%s”这样的字样，请换掉", word)
				break
			}
		}
	}
	return p.Err()
}

func classes(password string) int {
	seen := map[string]bool{}
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			seen["lower"] = true
		case unicode.IsUpper(r):
			seen["upper"] = true
		case unicode.IsDigit(r):
			seen["digit"] = true
		default:
			seen["other"] = true
		}
	}
	return len(seen)
}

// wordsOf are the words that an account's password must not contain.
func wordsOf(tx *store.Tx, a Account) ([]string, error) {
	words := []string{a.Login, a.Unit, a.Name}
	if a.Unit == "" {
		return words, nil
	}
	unit, err := org.ByCode(tx, a.Unit)
	if store.NoRow.Is(err) {
		return words, nil
	}
	return append(words, unit.Name, unit.Short), err
}

// refuseUsed refuses a password that is one of the account's last five.
func refuseUsed(ctx context.Context, s secret, password string) error {
	used := s.Past
	if s.Hash != nil {
		used = append([]Hash{*s.Hash}, used...)
	}
	for i := range used {
		same, err := used[i].matches(ctx, password)
		if err != nil {
			return err
		}
		if same {
			var p fault.Problems
			p.Add("password", "最近 %d 次用过的密码不能再用，请换一个新的", pastKept+1)
			return p.Err()
		}
	}
	return nil
}

// pastWith is the list of former digests once the present one is replaced.
func pastWith(s secret) []Hash {
	past := s.Past
	if s.Hash != nil {
		past = append([]Hash{*s.Hash}, past...)
	}
	if len(past) > pastKept {
		past = past[:pastKept]
	}
	if past == nil {
		past = []Hash{}
	}
	return past
}
