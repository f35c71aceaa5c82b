package pages

import (
	"net/http"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/replication"
	"yingshang/internal/store"
)

// door is what the handlers stand on: where evidence files are kept.
type door struct{ intake papers.Intake }

// Routes returns the room's pages.
func Routes(deps kit.Deps) []kit.Route {
	d := door{papers.Intake{Blobs: deps.Blobs}}
	return []kit.Route{
		{Method: http.MethodGet, Pattern: "/reforms", Name: "replication.list", Perm: "replication.read", Handle: d.showList},
		{Method: http.MethodGet, Pattern: "/reforms/{id}", Name: "replication.measure", Perm: "replication.read", Handle: d.showMeasure},
		{Method: http.MethodPost, Pattern: "/reforms/{id}", Name: "replication.move", Perm: "replication.move", Handle: d.move, Upload: true},
		{Method: http.MethodPost, Pattern: "/reforms/{id}/plan", Name: "replication.plan", Perm: "replication.keep", Handle: d.plan},
		{Method: http.MethodPost, Pattern: "/reforms/{id}/wording", Name: "replication.wording", Perm: "replication.keep", Handle: d.wording},
		{Method: http.MethodGet, Pattern: "/reforms/{id}/evidence/{change}", Name: "replication.evidence", Perm: "replication.read", Handle: d.evidence},
		{Method: http.MethodGet, Pattern: "/open/reforms", Name: "replication.public", Perm: "replication.public", Handle: d.showPublic},
		{Method: http.MethodGet, Pattern: "/open/reforms/{file}", Name: "replication.public_file", Perm: "replication.public", Handle: d.publicFile},
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{{Group: "改革", Label: "改革举措", Path: "/reforms", Perm: "replication.read", Order: 420, Count: waiting}}
}

// waiting counts the claims that wait for the actor's answer.
func waiting(tx *store.Tx, by flow.Actor) (int, error) {
	if len(replication.Flow.Open(by, replication.Claimed)) == 0 {
		return 0, nil
	}
	return replication.Waiting(tx)
}

const mostVersions = 1 << 40

// seen is the version of the record that the page was drawn with.
func seen(f *ui.Form) int64 { return f.Int("version", "页面版本", 1, mostVersions) }
