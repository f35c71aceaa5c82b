package catalogue

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// cited is a document number that a version rests on, with the element it stands
// in.
type cited struct{ name, number string }

// cites lists the numbers of documents in the legal grounds and in the ground of
// the fee, each once for each element.
func (c Content) cites() (out []cited) {
	add := func(name, text string) {
		for _, number := range manifest.DocumentNumbers(text) {
			out = append(out, cited{name, number})
		}
	}
	for _, b := range c.Guide.Basis {
		add("basis", b.Document)
	}
	if c.Guide.Charged {
		add("fee", c.Guide.FeeBasis)
	}
	return out
}

// Ready is Gate together with what only the registers of documents know: a ground
// that was repealed, has lapsed or was never registered bears nothing (优化营商环境
// 条例 art. 64). Grounds that no register is responsible for are not looked at.
func Ready(tx *store.Tx, grounds manifest.GroundSources, v Version) error {
	p := &fault.Problems{}
	if f, refused := fault.Of(Gate(v)); refused {
		for _, field := range f.Fields {
			p.Add(field.Name, "%s", field.Sentence)
		}
	}
	day := max(v.FromDay, tx.Today())
	for _, c := range v.cites() {
		g, known, err := grounds.Cited(tx, c.number, day)
		if err != nil {
			return err
		}
		if known && !g.Valid {
			p.Check(c.name, GroundGone.New(fault.Args{"number": g.Number, "title": g.Title, "standing": g.Words}))
		}
	}
	return refusal(v, p)
}

// Citations lists what the versions in force on the day cite.
func Citations(tx *store.Tx, day calendar.Day) ([]manifest.Citation, error) {
	w := Filter{}.where(tx, day).And("v.guide LIKE ?", "%〔%")
	found, err := offers.Page(tx, w, "code", mostOffers)
	var out []manifest.Citation
	for _, o := range found {
		for _, c := range o.cites() {
			out = append(out, manifest.Citation{Number: c.number, Kind: "事项", Subject: o.Code, Title: o.Name, Unit: o.Unit, Link: "/items/" + o.Code})
		}
	}
	return out, err
}
