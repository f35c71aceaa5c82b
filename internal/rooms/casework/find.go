package casework

import (
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// finder finds cases by number, its beginning, or the enterprise that applied.
var finder = manifest.Finder{Zh: "办件", Perm: "casework.read", Find: findCases}

// shortestNumber is where the beginning of a number starts to tell something: the
// prefix and the month.
const shortestNumber = 8

func findCases(tx *store.Tx, by flow.Actor, words string, limit int) ([]manifest.Hit, error) {
	number := strings.ToUpper(words)
	found, err := byBeginning(tx, by, number, limit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Hit
	for _, l := range found {
		out = append(out, l.hit("", l.No() == number))
	}
	if len(out) > 0 {
		return out, nil
	}
	who, err := party.Search(tx, party.Find{Text: words, Kind: party.Enterprise, Limit: limit})
	if err != nil {
		return nil, err
	}
	for _, p := range who {
		theirs, err := Lines(tx, by, Find{Party: p.ID, Limit: limit})
		if err != nil {
			return nil, err
		}
		for _, l := range theirs {
			out = append(out, l.hit(p.Name+" · ", false))
		}
	}
	return out[:min(limit, len(out))], nil
}

func (l Line) hit(who string, exact bool) manifest.Hit {
	return manifest.Hit{Label: l.No() + " " + l.ItemName, Note: who + Flow.Staff(l.State), Link: "/cases/" + l.ID, Exact: exact}
}

// byBeginning finds numbers that begin so; the next number after all of them ends
// in a character behind every digit.
func byBeginning(tx *store.Tx, by flow.Actor, number string, limit int) (out []Line, err error) {
	if len(number) < shortestNumber {
		return nil, nil
	}
	for _, w := range scopes(tx, by) {
		part, err := lines.Page(tx, w.And("number >= ? AND number < ?", number, number+"~"), "number", limit)
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out[:min(limit, len(out))], nil
}
