package pages

import (
	"fmt"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/incident"
	"yingshang/internal/store"
)

// releasesView lists the releases for keepers and leaders.
type releasesView struct {
	Page   ui.Page
	Ask    *ui.Form
	Decide *ui.Form
	Rule   *ui.Form
	List   []releaseRow
	Least  incident.SmallRule
	CanAsk bool
	Leads  bool
}

type releaseRow struct {
	incident.Release
	Stands bool
	Steps  []flow.Step
}

func (d door) showReleases(c *kit.Ctx) error {
	v := releasesView{Page: c.Page("案件数公布"), Ask: c.FormOf("ask"), Decide: c.FormOf("decide"), Rule: c.FormOf("rule"),
		CanAsk: c.Can("incident.keep"), Leads: c.Can("incident.decide")}
	err := c.Read(func(tx *store.Tx) error {
		all, err := incident.Releases(tx, c.Actor)
		if err != nil {
			return err
		}
		for _, r := range all {
			row := releaseRow{Release: r, Steps: incident.ReleaseFlow.Open(c.Actor, r.State)}
			if row.Stands, err = incident.Standing(tx, r); err != nil {
				return err
			}
			v.List = append(v.List, row)
		}
		v.Least, err = incident.Rule(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Rule.Default("least", fmt.Sprint(v.Least.Least))
	return c.Render(releasesPage(v))
}

func (d door) ask(c *kit.Ctx) error {
	f := c.FormOf("ask")
	return settle(c, "已申请，等县领导决定。", d.showReleases, func(tx *store.Tx) (string, error) {
		_, err := incident.Ask(tx, c.Actor, manifest.Period{From: f.Day("from", "期初"), To: f.Day("to", "期末")}, f.Text("purpose"), f.Text("document"))
		return "/incidents/releases", err
	})
}

func (d door) decide(c *kit.Ctx) error {
	f := c.FormOf("decide")
	return settle(c, "已记下决定。", d.showReleases, func(tx *store.Tx) (string, error) {
		_, err := incident.Decide(tx, c.Actor, c.Path("id"), seen(f), flow.Verb(f.Text("verb")), f.Text("reason"))
		return "/incidents/releases", err
	})
}

func (d door) setRule(c *kit.Ctx) error {
	f := c.FormOf("rule")
	return settle(c, "小数保护规则已定。", d.showReleases, func(tx *store.Tx) (string, error) {
		_, err := incident.SetRule(tx, c.Actor, f.Int("least", "下限", 0, 1000), f.Text("document"))
		return "/incidents/releases", err
	})
}

// accessView is who looked.
type accessView struct {
	Page  ui.Page
	List  []incident.Access
	Units map[string]string
}

func (d door) showAccess(c *kit.Ctx) error {
	v := accessView{Page: c.Page("涉企案件查阅记录"), Units: map[string]string{}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = incident.Accesses(tx, c.Actor, 200); err != nil {
			return err
		}
		for _, a := range v.List {
			if v.Units[a.By.Unit], err = org.ShortName(tx, a.By.Unit); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(accessPage(v))
}

// publicView lists what is out and still holds.
type publicView struct {
	Page ui.Page
	List []incident.Release
}

func (d door) showPublic(c *kit.Ctx) error {
	v := publicView{Page: c.Page("损害营商环境案件数").WithBack("首页", "/")}
	err := c.Read(func(tx *store.Tx) error {
		all, err := incident.Releases(tx, flow.Actor{})
		for _, r := range all {
			stands, err := incident.Standing(tx, r)
			if err != nil {
				return err
			}
			if stands {
				v.List = append(v.List, r)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(publicPage(v))
}

// brokenView is one release by conduct.
type brokenView struct {
	Page ui.Page
	It   incident.Breakdown
}

func (d door) showRelease(c *kit.Ctx) error {
	v := brokenView{Page: c.Page("损害营商环境案件数")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.It, err = incident.PublicOf(tx, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = periodOf(v.It.Release) + "损害营商环境案件数"
	return c.Render(brokenPage(v))
}

func periodOf(r incident.Release) string { return r.FromDay.Chinese() + "至" + r.ToDay.Chinese() }

func shown(n *int64) string {
	if n == nil {
		return "＊"
	}
	return fmt.Sprint(*n)
}
