package report

import (
	"fmt"
	"regexp"
	"strconv"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Draft (报告稿) is the period's report as it reads now: words and cited figures.
type Draft struct {
	Period   string // 2020年上半年
	Query    manifest.Query
	Sections []Section
	Cited    []Answer // in the order of their numbers, from 1
	LeftOut  []string // sentences without a value this period
}

// Section is a heading with its one paragraph.
type Section struct {
	Heading string
	Pieces  []Piece
}

// Piece is words, or one cited figure.
type Piece struct {
	Text   string
	Number int     // of the citation; 0 for words
	Figure *Answer // nil for words
}

var place = regexp.MustCompile(`\{([a-z_.]+)\}`)

// Compose writes the report for the query. The same cut-off gives the same
// draft, to the letter.
func Compose(tx *store.Tx, r *Registry, q manifest.Query) (Draft, error) {
	q, err := settle(tx, q)
	if err != nil {
		return Draft{}, err
	}
	q.Unit = ""
	d := Draft{Period: PeriodZh(q.Period), Query: q}
	numbers := map[string]int{}
	for _, s := range prose {
		section := Section{Heading: s.heading}
		for _, sentence := range s.sentences {
			values, ok, err := valuesOf(tx, r, sentence, q)
			if err != nil {
				return d, err
			}
			if !ok {
				d.LeftOut = append(d.LeftOut, place.ReplaceAllString(sentence, "—"))
				continue
			}
			section.Pieces = append(section.Pieces, d.cite(sentence, values, numbers)...)
		}
		if len(section.Pieces) > 0 {
			d.Sections = append(d.Sections, section)
		}
	}
	return d, nil
}

// valuesOf answers every figure of a sentence; ok is false when one is not
// registered here or has nothing to divide by.
func valuesOf(tx *store.Tx, r *Registry, sentence string, q manifest.Query) (values map[string]Answer, ok bool, err error) {
	values = map[string]Answer{}
	for _, match := range place.FindAllStringSubmatch(sentence, -1) {
		if _, known := r.byID[match[1]]; !known {
			return nil, false, nil
		}
		a, err := OneFor(tx, r, flow.Actor{}, match[1], q) // a report is for everybody
		if err != nil {
			return nil, false, err
		}
		if a.Value.Den == 0 {
			return nil, false, nil
		}
		values[match[1]] = a
	}
	return values, true, nil
}

// cite cuts a sentence into words and figures and numbers the figures.
func (d *Draft) cite(sentence string, values map[string]Answer, numbers map[string]int) []Piece {
	var out []Piece
	at := 0
	for _, m := range place.FindAllStringSubmatchIndex(sentence, -1) {
		if m[0] > at {
			out = append(out, Piece{Text: sentence[at:m[0]]})
		}
		id := sentence[m[2]:m[3]]
		answer := values[id]
		if numbers[id] == 0 {
			d.Cited = append(d.Cited, answer)
			numbers[id] = len(d.Cited)
		}
		out = append(out, Piece{Number: numbers[id], Figure: &answer, Text: answer.Value.Text})
		at = m[1]
	}
	return append(out, Piece{Text: sentence[at:]})
}

// PeriodZh words a period: 2020年上半年, 2020年, 2020年3月, or its two days.
func PeriodZh(p manifest.Period) string {
	year := strconv.Itoa(p.From.Year()) + "年"
	from, to := p.From.String()[4:], p.To.String()[4:]
	switch sameYear := p.From.Year() == p.To.Year(); {
	case sameYear && from == "-01-01" && to == "-06-30":
		return year + "上半年"
	case sameYear && from == "-07-01" && to == "-12-31":
		return year + "下半年"
	case sameYear && from == "-01-01" && to == "-12-31":
		return year
	case sameYear && p.From.Month() == p.To.Month() && p.From.Dom() == 1 && (p.To+1).Dom() == 1:
		return fmt.Sprintf("%s%d月", year, p.From.Month())
	}
	return p.From.Chinese() + "至" + p.To.Chinese()
}
