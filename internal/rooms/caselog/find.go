package caselog

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// finder finds a case of another system by its number there.
var finder = manifest.Finder{Zh: "外部办件", Perm: "caselog.read", Find: func(tx *store.Tx, by flow.Actor, words string, limit int) ([]manifest.Hit, error) {
	scope, err := identity.ScopeOf(tx, by)
	if err != nil {
		return nil, err
	}
	found, err := currentBy(tx, []string{words})
	if err != nil {
		return nil, err
	}
	var out []manifest.Hit
	for _, c := range found {
		if scope.Sees(c.Unit) && len(out) < limit {
			out = append(out, manifest.Hit{Label: c.CaseNo, Note: "外部系统", Link: "/case-log/" + c.ID, Exact: true})
		}
	}
	return out, nil
}}
