package pages

import (
	"net/http"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/incident"
	"yingshang/internal/store"
)

// door is what the handlers stand on: reading is an act, so pages write.
type door struct{ store *store.Store }

// Routes returns the room's pages.
func Routes(deps kit.Deps) []kit.Route {
	d := door{deps.Store}
	return []kit.Route{
		{Method: http.MethodGet, Pattern: "/incidents", Name: "incident.list", Perm: "incident.keep", Handle: d.showList},
		{Method: http.MethodPost, Pattern: "/incidents", Name: "incident.register", Perm: "incident.keep", Handle: d.register},
		{Method: http.MethodPost, Pattern: "/incidents/import", Name: "incident.import", Perm: "incident.keep", Handle: d.bringIn, Upload: true},
		{Method: http.MethodPost, Pattern: "/incidents/export", Name: "incident.export", Perm: "incident.keep", Handle: d.export},
		{Method: http.MethodGet, Pattern: "/incidents/{id}", Name: "incident.case", Perm: "incident.keep", Handle: d.showCase},
		{Method: http.MethodPost, Pattern: "/incidents/{id}", Name: "incident.act", Perm: "incident.keep", Handle: d.act},
		{Method: http.MethodGet, Pattern: "/incidents/access", Name: "incident.access", Perm: "incident.access", Handle: d.showAccess},
		{Method: http.MethodGet, Pattern: "/incidents/releases", Name: "incident.releases", Perm: "incident.release", Handle: d.showReleases},
		{Method: http.MethodPost, Pattern: "/incidents/releases", Name: "incident.ask", Perm: "incident.keep", Handle: d.ask},
		{Method: http.MethodPost, Pattern: "/incidents/releases/{id}", Name: "incident.decide", Perm: "incident.decide", Handle: d.decide},
		{Method: http.MethodPost, Pattern: "/incidents/rule", Name: "incident.rule", Perm: "incident.decide", Handle: d.setRule},
		{Method: http.MethodGet, Pattern: "/open/incidents", Name: "incident.public", Perm: "incident.public", Handle: d.showPublic},
		{Method: http.MethodGet, Pattern: "/open/incidents/{id}", Name: "incident.public_release", Perm: "incident.public", Handle: d.showRelease},
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "涉企案件", Label: "案件登记", Path: "/incidents", Perm: "incident.keep", Order: 610},
		{Group: "涉企案件", Label: "案件数公布", Path: "/incidents/releases", Perm: "incident.release", Order: 620, Count: waiting},
		{Group: "涉企案件", Label: "查阅记录", Path: "/incidents/access", Perm: "incident.access", Order: 630},
	}
}

// waiting counts the releases that wait for a leader's decision.
func waiting(tx *store.Tx, by flow.Actor) (n int, err error) {
	if len(incident.ReleaseFlow.Open(by, incident.Asked)) == 0 {
		return 0, nil
	}
	all, err := incident.Releases(tx, by)
	for _, r := range all {
		if r.State == incident.Asked {
			n++
		}
	}
	return n, err
}

const mostVersions = 1 << 40

// seen is the version of the record that the page was drawn with.
func seen(f *ui.Form) int64 { return f.Int("version", "页面版本", 1, mostVersions) }

// settle runs a form's act; the next page says that it is done.
func settle(c *kit.Ctx, done string, show kit.Handler, act func(tx *store.Tx) (string, error)) error {
	to, err := c.Act(act)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}

func options[T any](list []T, of func(T) (value, label string)) []ui.Option {
	out := []ui.Option{{Value: "", Label: "请选择"}}
	for _, one := range list {
		value, label := of(one)
		out = append(out, ui.Option{Value: value, Label: label})
	}
	return out
}
