package zh

import (
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh/fold"
)

// Finding is a piece of personal data (个人信息) inside a text.
type Finding struct {
	Kind       string // 身份证号, 手机号 or 银行卡号
	Start, End int    // bytes of the text
	Masked     string // what may be shown instead
}

// FindPersonalData finds valid citizen identity numbers, mobile numbers and runs
// of digits that pass as bank card numbers, also full-width or grouped by spaces
// and dashes. It guards publications and exports (公示前检查): it cannot know names
// or addresses, so a clean result is no permission. Findings come in order and
// do not overlap.
func FindPersonalData(text string) []Finding {
	var findings []Finding
	for _, chain := range digitChains(text) {
		for from := 0; from < len(chain); {
			finding, used := firstMatch(chain[from:])
			if used == 0 {
				from++
				continue
			}
			findings = append(findings, finding)
			from += used
		}
	}
	return findings
}

// Redact returns text with every finding replaced by its masked form.
func Redact(text string) string {
	var b strings.Builder
	at := 0
	for _, finding := range FindPersonalData(text) {
		b.WriteString(text[at:finding.Start] + finding.Masked)
		at = finding.End
	}
	return b.String() + text[at:]
}

// digitRun is a maximal run of digits, with an X that closes an identity number.
type digitRun struct {
	digits     []byte
	start, end int
}

// digitChains returns the digit runs of text; runs of one chain are divided by
// a single space or dash only, so together they may be one grouped number.
func digitChains(text string) [][]digitRun {
	var chains [][]digitRun
	var run digitRun
	joined := false // the last run and the next belong to one chain
	separators := 0
	flush := func() {
		if len(run.digits) == 0 {
			return
		}
		if n := len(chains); n > 0 && joined && separators == 1 {
			chains[n-1] = append(chains[n-1], run)
		} else {
			chains = append(chains, []digitRun{run})
		}
		run, joined, separators = digitRun{}, true, 0
	}
	for i, raw := range text {
		r := fold.Rune(raw)
		_, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r >= '0' && r <= '9', (r == 'x' || r == 'X') && closesIdentity(run, joined, separators, chains):
			if len(run.digits) == 0 {
				run.start = i
			}
			run.digits = append(run.digits, upperX(r))
			run.end = i + size
		case fold.IsInvisible(r):
			continue
		case r == ' ' || fold.IsDash(r):
			flush()
			separators++
		default:
			flush()
			joined = false
		}
	}
	flush()
	return chains
}

// closesIdentity reports whether an X may be the 18th character of a number
// whose digits so far stand in the open run and the chain before it.
func closesIdentity(run digitRun, joined bool, separators int, chains [][]digitRun) bool {
	total := len(run.digits)
	if n := len(chains); n > 0 && joined && separators == 1 {
		for _, earlier := range chains[n-1] {
			total += len(earlier.digits)
		}
	}
	return len(run.digits) > 0 && total >= 17
}

// upperX writes a digit or an X of either case as one byte.
func upperX(r rune) byte {
	if r == 'x' {
		return 'X'
	}
	return byte(r)
}

// join puts the digits of runs together; longer than any number we look for is
// as good as none.
func join(runs []digitRun) string {
	var digits []byte
	for _, run := range runs {
		if len(digits)+len(run.digits) > 19 {
			return ""
		}
		digits = append(digits, run.digits...)
	}
	return string(digits)
}

// firstMatch looks for a number made of the first runs of a chain, the longest
// first, and tells how many runs it used.
func firstMatch(chain []digitRun) (Finding, int) {
	const mostGroups = 6
	for n := min(len(chain), mostGroups); n > 0; n-- {
		digits := join(chain[:n])
		if kind, masked := classify(digits, chain[:n]); kind != "" {
			return Finding{kind, chain[0].start, chain[n-1].end, masked}, n
		}
	}
	return Finding{}, 0
}

// classify names the kind of number that digits are, or "" for none.
func classify(digits string, groups []digitRun) (kind, masked string) {
	switch n := len(digits); {
	case n == 18:
		if id, err := ids.ParseCitizenID(digits); err == nil {
			return "身份证号", id.Masked()
		}
	case n == 11 && groupedAs(groups, 3, 4, 4), n == 13 && strings.HasPrefix(digits, "86"), n == 15 && strings.HasPrefix(digits, "0086"):
		if mobile, err := ids.ParseMobile(digits); err == nil {
			return "手机号", mobile.Masked()
		}
	}
	if len(digits) >= 16 && len(digits) <= 19 && groupedAs(groups, 4, 4, 4, 4, 3) && isCard(digits) {
		return "银行卡号", strings.Repeat("*", len(digits)-4) + digits[len(digits)-4:]
	}
	return "", ""
}

// groupedAs accepts an unbroken number or one broken at the usual places.
func groupedAs(groups []digitRun, sizes ...int) bool {
	if len(groups) == 1 {
		return true
	}
	if len(groups) > len(sizes) {
		return false
	}
	for i, group := range groups[:len(groups)-1] {
		if len(group.digits) != sizes[i] {
			return false
		}
	}
	return true
}

// isCard checks the Luhn sum and that the first digit is one of bank cards; a
// unified social credit code of digits only is public and no card.
func isCard(digits string) bool {
	if _, err := ids.ParseCreditCode(digits); err == nil || strings.IndexByte("34569", digits[0]) < 0 {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if d > 9 {
			return false // an X
		}
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}
