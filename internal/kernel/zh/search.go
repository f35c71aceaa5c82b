package zh

import (
	"strings"
	"unicode"
)

// Keys are the search keys of one name.
type Keys struct {
	Text     string   // normalised, half-width, lower case: for equality and prefixes
	Grams    []string // for the full-text index
	Pinyin   []string // full spelling, every likely reading
	Initials []string // first letters, every likely reading
}

// SearchKeys makes all keys of a name, to be stored beside it.
func SearchKeys(name string) Keys {
	clean, _ := Normalise(name)
	spellings := spell(clean)
	return Keys{
		Text:     foldCase(clean),
		Grams:    Bigrams(clean),
		Pinyin:   variants(spellings, whole),
		Initials: variants(spellings, firstLetter),
	}
}

func foldCase(s string) string { return strings.ToLower(ASCII(s)) }

// Bigrams returns the terms to index for text (二元切分): every Chinese character,
// every pair of neighbours, and every Latin word and number in lower case. Each
// term comes once, in order of first appearance. Pairs do not reach across
// punctuation, spaces or Latin words.
func Bigrams(text string) []string {
	var terms termSet
	runs(text, func(run []rune, han bool) {
		if !han {
			terms.add(string(run))
			return
		}
		for i := range run {
			terms.add(string(run[i]))
			if i+1 < len(run) {
				terms.add(string(run[i : i+2]))
			}
		}
	})
	return terms.list
}

// QueryTerms returns the terms that a text must contain to match query: pairs
// where there are pairs, single characters only where one stands alone. Every
// term is among Bigrams of any text that contains the query's words.
func QueryTerms(query string) []string {
	var terms termSet
	runs(query, func(run []rune, han bool) {
		if !han || len(run) == 1 {
			terms.add(string(run))
			return
		}
		for i := range run[1:] {
			terms.add(string(run[i : i+2]))
		}
	})
	return terms.list
}

// termSet keeps terms once, in order.
type termSet struct {
	seen map[string]bool
	list []string
}

func (t *termSet) add(term string) {
	if t.seen == nil {
		t.seen = map[string]bool{}
	}
	if !t.seen[term] {
		t.seen[term] = true
		t.list = append(t.list, term)
	}
}

// runs cuts text into stretches of Chinese characters and of other letters and
// digits, and hands each to yield.
func runs(text string, yield func(run []rune, han bool)) {
	clean, _ := Normalise(text)
	var run []rune
	was := kindOther
	for _, r := range foldCase(clean) {
		kind := kindOf(r)
		if kind != was && len(run) > 0 {
			yield(run, was == kindHan)
			run = run[:0]
		}
		if was = kind; kind != kindOther {
			run = append(run, r)
		}
	}
	if len(run) > 0 {
		yield(run, was == kindHan)
	}
}

type runeKind int

const (
	kindOther runeKind = iota
	kindHan
	kindWord
)

func kindOf(r rune) runeKind {
	switch {
	case unicode.Is(unicode.Han, r):
		return kindHan
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return kindWord
	}
	return kindOther
}
