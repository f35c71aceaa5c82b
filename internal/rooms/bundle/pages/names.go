package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// unitNames looks short names up once per page; the first failure is kept.
type unitNames struct {
	tx    *store.Tx
	known map[string]string
	err   error
}

func namesIn(tx *store.Tx) *unitNames { return &unitNames{tx: tx, known: map[string]string{}} }

func (n *unitNames) of(code string) string {
	if name, ok := n.known[code]; ok || code == "" {
		return name
	}
	name, err := org.ShortName(n.tx, code)
	n.note(err)
	n.known[code] = name
	return name
}

func (n *unitNames) note(err error) {
	if n.err == nil {
		n.err = err
	}
}

func dayText(d *calendar.Day) string {
	if d == nil {
		return "—"
	}
	return d.Chinese()
}

// settle runs a form's act; the next page says that it is done.
func settle(c *kit.Ctx, done string, show kit.Handler, act func(tx *store.Tx) (to string, err error)) error {
	to, err := c.Act(act)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}
