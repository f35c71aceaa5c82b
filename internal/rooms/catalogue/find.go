package catalogue

import (
	"net/url"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// finder finds items in force by words and pinyin initials.
var finder = manifest.Finder{Zh: "事项", Find: func(tx *store.Tx, _ flow.Actor, words string, limit int) ([]manifest.Hit, error) {
	found, err := Search(tx, tx.Today(), words, limit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Hit
	for _, f := range found.Hits {
		out = append(out, manifest.Hit{Label: f.Name, Note: f.Code, Link: "/items/" + url.PathEscape(f.Code), Exact: f.Code == words})
	}
	return out, nil
}}
