package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// historyView is every published version of an item, newest first.
type historyView struct {
	Item     catalogue.Item
	Unit     org.Unit
	Today    calendar.Day
	Versions []versionLine
}

// versionLine is a version with what it changed.
type versionLine struct {
	catalogue.Version
	Changes []string
	First   bool
}

func (p *pages) history(c *kit.Ctx) error {
	v := historyView{}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Today = tx.Today()
		if v.Item, err = catalogue.ItemByCode(tx, c.Path("code")); err != nil {
			return err
		}
		if v.Unit, err = namesIn(tx).unit(v.Item.Unit); err != nil {
			return err
		}
		versions, err := catalogue.History(tx, v.Item.Code)
		for i, version := range versions {
			line := versionLine{Version: version, First: i == len(versions)-1}
			if !line.First {
				line.Changes = sentences(catalogue.Diff(versions[i+1], version))
			}
			v.Versions = append(v.Versions, line)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(historyPage(c.Page(v.Item.Name+"的历次版本").WithBack("返回", itemHref(v.Item.Code)), v))
}

// sentences tells a difference in words.
func sentences(d catalogue.Changes) []string {
	var out []string
	for _, list := range []struct {
		words     string
		materials []catalogue.Material
	}{
		{"减掉材料：", d.Removed}, {"增加材料：", d.Added}, {"不再人人要交：", d.Eased}, {"改为更多人要交：", d.Stricter},
	} {
		if len(list.materials) > 0 {
			out = append(out, list.words+names(list.materials))
		}
	}
	for _, l := range d.Limits {
		out = append(out, fmt.Sprintf("%s：%s改为 %s", l.Name, l.Old, l.New))
	}
	if len(d.Texts) > 0 {
		out = append(out, "修改了"+strings.Join(d.Texts, "、"))
	}
	if len(out) == 0 {
		out = append(out, "只改了文字说明")
	}
	return out
}

func names(materials []catalogue.Material) string {
	out := make([]string, len(materials))
	for i, m := range materials {
		out[i] = m.Name
	}
	return strings.Join(out, "、")
}

// state is how a version stands on the day, in words.
func (l versionLine) state(today calendar.Day) string {
	switch {
	case l.InForce(today):
		return "现行"
	case l.FromDay > today:
		return "还没施行"
	case l.State == catalogue.Withdrawn:
		return "已停办"
	}
	return "已换新版"
}
