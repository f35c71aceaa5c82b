package party

import (
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// finder finds enterprises and individual businesses by name, pinyin initials or
// the beginning of the credit code. Persons, and whose number somebody typed, are
// looked for in the register only.
var finder = manifest.Finder{Zh: "市场主体", Perm: "party.read", Find: findParties}

func findParties(tx *store.Tx, _ flow.Actor, words string, limit int) (out []manifest.Hit, err error) {
	found, err := Search(tx, Find{Text: words, Limit: 2 * limit})
	if err != nil {
		return nil, err
	}
	number := strings.Trim(words, "0123456789Xx") == ""
	for _, p := range found {
		if p.Credit == nil || number && !strings.HasPrefix(string(*p.Credit), words) || len(out) == limit {
			continue
		}
		out = append(out, manifest.Hit{Label: p.Name, Note: string(*p.Credit), Link: "/parties/" + p.ID, Exact: string(*p.Credit) == words})
	}
	return out, nil
}
