package pages

import (
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// sized is the choice of the form that lets the figures decide.
const sized = "size"

var classOptions = []ui.Option{{Value: string(party.ScaleIndustry), Label: "规上工业"}, {Value: string(party.ScaleService), Label: "规上服务业"},
	{Value: string(party.Commerce), Label: "商贸流通"}, {Value: string(party.LeadingFarm), Label: "农业龙头"},
	{Value: sized, Label: "大中小微", Hint: "由下面的划型指标算出"}}

var groundOptions = []ui.Option{{Value: string(party.Ground78), Label: "提供虚假材料", Hint: "行政许可法第七十八条，一年"},
	{Value: string(party.Ground79), Label: "以欺骗、贿赂取得许可", Hint: "第七十九条，三年"}, {Value: string(party.GroundDishonesty), Label: "严重失信"}}

func industries() []ui.Option {
	out := []ui.Option{{Value: "", Label: "请选"}}
	for _, row := range party.SizeIndustries() {
		out = append(out, ui.Option{Value: row[0], Label: row[1]})
	}
	return out
}

// setClass puts the party into a class; a size class follows from the figures.
func (p pages) setClass(c *kit.Ctx) error {
	f := c.FormOf("class")
	d := party.ClassDraft{From: f.Day("from", "从哪天起"), To: f.OptionalDay("to", "到哪天止"), Basis: f.Text("basis")}
	if class := f.Value("class"); class == sized {
		d.Inputs = &party.SizeInputs{Industry: f.Value("industry"), Persons: f.Int("persons", "从业人员", 0, 10_000_000),
			Revenue: f.Money("revenue", "营业收入"), Assets: f.Money("assets", "资产总额")}
	} else {
		d.Class = party.Class(class)
	}
	return p.onParty(c, func(tx *store.Tx) error {
		_, err := party.SetClass(tx, c.Actor, c.Path("id"), d)
		return err
	})
}

func (p pages) setBar(c *kit.Ctx) error {
	f := c.FormOf("bar")
	d := party.BarDraft{Party: c.Path("id"), Item: f.Text("item"), Ground: party.Ground(f.Value("ground")),
		From: f.Day("from", "从哪天起"), To: f.OptionalDay("to", "到哪天止"), Document: f.Text("document")}
	return p.onParty(c, func(tx *store.Tx) error {
		_, err := party.SetBar(tx, c.Actor, d)
		return err
	})
}

func (p pages) liftBar(c *kit.Ctx) error {
	f := c.FormOf("lift-" + c.Path("bar"))
	last, reason := f.Day("last", "最后一天"), f.Text("reason")
	return p.onParty(c, func(tx *store.Tx) error {
		bars, err := party.BarsAt(tx, c.Path("id"), tx.Today())
		if err != nil {
			return err
		}
		for _, b := range bars {
			if b.ID == c.Path("bar") {
				_, err = party.LiftBar(tx, c.Actor, b.ID, last, reason)
				return err
			}
		}
		return store.NoRow.New(nil)
	})
}

// onParty takes a verb and shows the party again.
func (p pages) onParty(c *kit.Ctx, verb func(tx *store.Tx) error) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) { return href(c.Path("id")), verb(tx) }), p.partyPage)
}

type eraseView struct {
	Party party.Party
	Form  *kit.Form
}

func erasePage(c *kit.Ctx) error {
	v := eraseView{Form: c.FormOf("erase")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Party, err = party.ByID(tx, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(eraseTempl(c.Page("删除个人信息"), v))
}

func erase(c *kit.Ctx) error {
	reason := c.FormOf("erase").Text("reason")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		return href(c.Path("id"), "erase"), party.Erase(tx, c.Actor, c.Path("id"), reason)
	}), erasePage)
}
