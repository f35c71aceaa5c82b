package pages

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// keptView is one item with its versions.
type keptView struct {
	Item     catalogue.Kept
	Drafts   []draftLine
	UnitName string
	Today    calendar.Day
	Edit     bool
	Describe *kit.Form
	Draft    *kit.Form
}

func showKeptItem(c *kit.Ctx) error {
	v := keptView{Edit: c.Can("catalogue.edit"), Describe: c.FormOf("describe"), Draft: c.FormOf("draft")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Today = tx.Today()
		if v.Item, err = catalogue.KeptItem(tx, c.Actor, c.Path("code")); err != nil {
			return err
		}
		unit, err := namesIn(tx).unit(v.Item.Unit)
		v.UnitName = unit.Name
		return err
	})
	if err != nil {
		return err
	}
	v.Drafts = draftLines(v.Item)
	v.Describe.Default("basic_code", v.Item.BasicCode)
	v.Describe.Default("tags", v.Item.Tags...)
	v.Describe.Default("aliases", strings.Join(v.Item.Aliases, "\n"))
	v.Draft.Default("from", (v.Today + 1).String())
	return c.Render(keptTempl(c.Page(v.Item.Name), v))
}

// itemInput reads what is no part of any version.
func itemInput(f *kit.Form) catalogue.ItemInput {
	return catalogue.ItemInput{BasicCode: f.Code("basic_code"), Tags: f.Choices("tags", valuesOf(optionsOf(catalogue.Tags))...),
		Aliases: nonEmpty(strings.Split(f.Lines("aliases"), "\n"))}
}

func describeItem(c *kit.Ctx) error {
	f := c.FormOf("describe")
	return settle(c, "已保存。", showKeptItem, func(tx *store.Tx) (string, error) {
		item, err := catalogue.Describe(tx, c.Actor, c.Path("code"), itemInput(f))
		return keptHref(item.Code), err
	})
}

// startDraft opens the item's next version with the content of the last one.
func startDraft(c *kit.Ctx) error {
	f := c.FormOf("draft")
	return settle(c, "草稿已建，逐项改好后请另一个人核对发布。", showKeptItem, func(tx *store.Tx) (string, error) {
		from := f.Day("from", "生效日期")
		if err := f.Err(); err != nil {
			return "", err
		}
		kept, err := catalogue.KeptItem(tx, c.Actor, c.Path("code"))
		if err != nil {
			return "", err
		}
		e := kept.First(from)
		if len(kept.Versions) > 0 {
			last, _, err := catalogue.KeptVersion(tx, c.Actor, kept.Versions[0].ID)
			if err != nil {
				return "", err
			}
			e = last.Next(from)
		}
		v, err := catalogue.NewDraft(tx, c.Actor, kept.Code, e)
		return editHref(v.ID, "basic"), err
	})
}

// newItemView is the form that registers an item.
type newItemView struct {
	Form  *kit.Form
	Units []ui.Option // empty for who registers for the own unit only
}

func showNewItem(c *kit.Ctx) error {
	v := newItemView{Form: c.FormOf("item")}
	if c.Actor.Has(identity.Coordinator) {
		err := c.Read(func(tx *store.Tx) error {
			inside := false
			units, err := org.List(tx, org.Filter{External: &inside, Limit: 1000})
			for _, u := range units {
				v.Units = append(v.Units, ui.Option{Value: u.Code, Label: u.Short})
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	v.Form.Default("unit", c.Actor.Unit)
	return c.Render(newItemTempl(c.Page("登记事项"), v))
}

func registerItem(c *kit.Ctx) error {
	f := c.FormOf("item")
	return settle(c, "事项已登记，请起草它的第一版。", showNewItem, func(tx *store.Tx) (string, error) {
		in := itemInput(f)
		in.Code, in.Name, in.Unit = f.Text("code"), f.Text("name"), c.Actor.Unit
		if c.Actor.Has(identity.Coordinator) {
			in.Unit = f.Text("unit")
		}
		item, err := catalogue.Register(tx, c.Actor, in)
		return keptHref(item.Code), err
	})
}
