package kit

import (
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// nav is the menu of this actor with its counts, read in one go. A count that
// cannot be read is left out: the menu must not keep a page from showing.
func (c *Ctx) nav() []ui.Nav {
	var out []ui.Nav
	here := c.Request.URL.Path
	err := c.Read(func(tx *store.Tx) error {
		for _, item := range c.site.nav {
			if !c.Can(item.Perm) {
				continue
			}
			entry := ui.Nav{Group: item.Group, Label: item.Label, Href: item.Path, Alert: item.Alert,
				Current: here == item.Path || strings.HasPrefix(here, item.Path+"/")}
			if item.Count != nil {
				n, err := item.Count(tx, c.Actor)
				if err != nil {
					return err
				}
				entry.Count = n
			}
			out = append(out, entry)
		}
		return nil
	})
	if err != nil {
		c.logCause(err)
	}
	return out
}

// who is the line in the header: unit, name and roles.
func (c *Ctx) who() string {
	a := c.Actor
	parts := []string{}
	if a.Window != "" {
		parts = append(parts, "窗口 "+a.Window)
	} else if a.Unit != "" {
		parts = append(parts, c.site.unitName(c, a.Unit))
	}
	name := a.Name
	if a.Unit != "" && len(a.Roles) > 0 {
		name += "（" + flow.RoleName(a.Roles[0]) + "）"
	}
	if a.For != "" {
		name += " 代办"
	}
	return strings.Join(append(parts, name), " · ")
}

// unitName is the unit's short name; its code if the register has none.
func (s *Site) unitName(c *Ctx, code string) string {
	name := code
	err := c.Read(func(tx *store.Tx) error {
		unit, err := org.ByCode(tx, code)
		if err == nil {
			name = unit.Short
		}
		return err
	})
	if err != nil && !store.NoRow.Is(err) {
		c.logCause(err)
	}
	return name
}
