package outreach

import (
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// finder finds a need or a visit by its number.
var finder = manifest.Finder{Zh: "诉求和走访", Perm: "outreach.shared", Find: findByNumber}

func findByNumber(tx *store.Tx, by flow.Actor, words string, _ int) ([]manifest.Hit, error) {
	number := strings.ToUpper(strings.TrimSpace(words))
	if n, ok, err := needByNo.Find(tx, tx.County(), number); err != nil || ok && n.seenBy(by) {
		return []manifest.Hit{{Label: n.Number + " " + n.Title, Note: NeedFlow.Staff(n.State), Link: n.Link(), Exact: true}}, err
	}
	if v, ok, err := visitByNo.Find(tx, tx.County(), number); err != nil || ok && sees(by, v.Party, v.Unit) {
		return []manifest.Hit{{Label: v.Number + " " + v.Purpose, Note: VisitFlow.Staff(v.State), Link: v.Link(), Exact: true}}, err
	}
	return nil, nil
}
