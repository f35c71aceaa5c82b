package bundle

import (
	"net/url"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// finder finds published bundles by words, pinyin or code, and applications in
// the actor's scope by their number.
var finder = manifest.Finder{Zh: "一件事", Find: func(tx *store.Tx, by flow.Actor, words string, limit int) ([]manifest.Hit, error) {
	var out []manifest.Hit
	number := strings.ToUpper(strings.TrimSpace(words))
	if strings.HasPrefix(number, "YJ2") {
		rows, err := applications.Page(tx, scope(tx, by).And("a.number = ?", number), "id", 1)
		if err != nil {
			return nil, err
		}
		for _, a := range rows {
			out = append(out, manifest.Hit{Label: a.No() + " " + a.BundleName, Note: Flow.Staff(a.State), Link: a.Page(by), Exact: true})
		}
	}
	found, err := Offers(tx, tx.Today(), Filter{Text: words}, limit)
	for _, o := range found {
		out = append(out, manifest.Hit{Label: o.Body.Name, Note: o.Kind.Zh() + " · " + o.Code,
			Link: "/bundles/" + url.PathEscape(o.Code), Exact: o.Code == words})
	}
	return out[:min(limit, len(out))], err
}}

// Page is the address of the application for the actor.
func (a Application) Page(by flow.Actor) string {
	if by.Unit == "" {
		return "/me/bundles/" + a.ID
	}
	return "/bundle-cases/" + a.ID
}
