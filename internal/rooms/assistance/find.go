package assistance

import (
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// finder finds an entrustment by its number.
var finder = manifest.Finder{Zh: "帮代办委托", Perm: "assistance.read", Find: findByNumber}

func findByNumber(tx *store.Tx, by flow.Actor, words string, _ int) ([]manifest.Hit, error) {
	number := strings.ToUpper(strings.TrimSpace(words))
	e, ok, err := entrustmentByNumber.Find(tx, tx.County(), number)
	if err != nil || !ok {
		return nil, err
	}
	if ok, err := visible(tx, by, e); err != nil || !ok {
		return nil, err
	}
	return []manifest.Hit{{Label: e.Number + " " + e.ScopeZh(), Note: e.Mode.Zh() + " · " + Flow.Staff(e.State),
		Link: "/agents/" + e.ID, Exact: true}}, nil
}
