package kit

import (
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// nav is the menu of this actor with its counts.
func (c *Ctx) nav(tx *store.Tx) (out []ui.Nav, err error) {
	here := c.Request.URL.Path
	for _, item := range c.site.nav {
		if !c.Can(item.Perm) {
			continue
		}
		entry := ui.Nav{Group: item.Group, Label: item.Label, Href: item.Path, Alert: item.Alert,
			Current: here == item.Path || strings.HasPrefix(here, item.Path+"/")}
		if item.Count != nil {
			if entry.Count, err = item.Count(tx, c.Actor); err != nil {
				return out, err
			}
		}
		out = append(out, entry)
	}
	return out, nil
}

// who is the line in the header: unit, name and roles.
func (c *Ctx) who(tx *store.Tx) (string, error) {
	a := c.Actor
	parts := []string{}
	if a.Window != "" {
		parts = append(parts, "窗口 "+a.Window)
	} else if a.Unit != "" {
		name, err := org.ShortName(tx, a.Unit)
		if err != nil {
			return a.Name, err
		}
		parts = append(parts, name)
	}
	name := a.Name
	if a.Unit != "" && len(a.Roles) > 0 {
		name += "（" + flow.RoleName(a.Roles[0]) + "）"
	}
	if a.For != "" {
		name += " 代办"
	}
	return strings.Join(append(parts, name), " · "), nil
}
