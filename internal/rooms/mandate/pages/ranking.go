package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// rankingView is who is behind.
type rankingView struct {
	Page ui.Page
	It   mandate.Ranking
}

func (d door) showRanking(c *kit.Ctx) error {
	v := rankingView{Page: c.Page("谁落后")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.It, err = mandate.Rank(tx, c.Actor)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(rankingPage(v))
}

// behindView is the records behind one unit's numbers.
type behindView struct {
	Page  ui.Page
	Name  string
	Tabs  []ui.Tab
	List  []mandate.Owed
	Today calendar.Day
}

func (d door) showBehind(c *kit.Ctx) error {
	unit, what := c.Path("unit"), mandate.Fate(c.Query("what"))
	v := behindView{Page: c.Page("谁落后"), Today: c.Now.Day()}
	var all []mandate.Owed
	err := c.Read(func(tx *store.Tx) error {
		u, err := org.ByCode(tx, unit)
		if err != nil {
			return err
		}
		v.Name = u.Short
		all, err = mandate.OwedBy(tx, c.Actor, unit)
		return err
	})
	if err != nil {
		return err
	}
	counts := map[mandate.Fate]int{}
	for _, o := range all {
		fate := o.Fate(v.Today)
		counts[fate]++
		if what == "" || what == fate {
			v.List = append(v.List, o)
		}
	}
	v.Tabs = []ui.Tab{{Label: "全部", Href: behindHref(unit, ""), Count: len(all), On: what == ""}}
	for _, f := range mandate.Fates {
		v.Tabs = append(v.Tabs, ui.Tab{Label: f.Zh, Href: behindHref(unit, f.Fate), Count: counts[f.Fate], On: what == f.Fate})
	}
	v.Page.Title = v.Name + "的任务和自评"
	return c.Render(behindPage(v))
}

func behindHref(unit string, f mandate.Fate) string {
	if f == "" {
		return "/mandate/ranking/" + unit
	}
	return "/mandate/ranking/" + unit + "?what=" + string(f)
}

// deskView is what waits for the actor.
type deskView struct {
	Page  ui.Page
	It    mandate.Desk
	Names map[string]string
}

func (d door) showDesk(c *kit.Ctx) error {
	v := deskView{Page: c.Page("本单位任务")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = mandate.DeskOf(tx, c.Actor); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(deskPage(v))
}
