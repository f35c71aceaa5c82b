package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

// pages hold what the handlers need beside the request.
type pages struct {
	intake papers.Intake
	cases  manifest.CaseSources
}

// Routes are the register's addresses.
func Routes(d kit.Deps) []kit.Route {
	p := pages{intake: papers.Intake{Blobs: d.Blobs}, cases: manifest.CasesOf(d.Rooms)}
	return []kit.Route{
		{Method: "GET", Pattern: "/me/materials", Name: "papers.mine", Perm: "papers.own", Handle: p.minePage},
		{Method: "POST", Pattern: "/me/materials", Name: "papers.add", Perm: "papers.receive", Handle: p.add, Upload: true},
		{Method: "GET", Pattern: "/papers/{id}", Name: "papers.paper", Perm: "papers.read", Handle: p.paperPage},
		{Method: "POST", Pattern: "/papers/{id}/file", Name: "papers.file", Perm: "papers.read", Handle: p.file},
		{Method: "POST", Pattern: "/papers/{id}/replace", Name: "papers.replace", Perm: "papers.receive", Handle: p.replace, Upload: true},
		{Method: "POST", Pattern: "/papers/{id}/withdraw", Name: "papers.withdraw", Perm: "papers.own", Handle: p.withdraw},
		{Method: "POST", Pattern: "/papers/{id}/consents/{consent}/end", Name: "papers.consent_end", Perm: "papers.own", Handle: p.endConsent},
		{Method: "POST", Pattern: "/papers/{id}/verify", Name: "papers.verify", Perm: "papers.verify", Handle: p.verify},
		{Method: "GET", Pattern: "/admin/papers", Name: "papers.ward", Perm: "papers.quarantine", Handle: wardPage},
		{Method: "POST", Pattern: "/admin/papers/{id}/quarantine", Name: "papers.quarantine", Perm: "papers.quarantine", Handle: quarantine},
		{Method: "POST", Pattern: "/admin/papers/{id}/release", Name: "papers.release", Perm: "papers.quarantine", Handle: release},
	}
}

// Nav are the register's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{{Group: "系统", Label: "材料隔离", Path: "/admin/papers", Perm: "papers.quarantine", Order: 930}}
}

// sees asks the rooms whether the actor may see the case.
func (p pages) sees(tx *store.Tx, by flow.Actor, caseID string) (bool, error) {
	_, ok, err := p.cases.Seen(tx, by, caseID)
	return ok, err
}
