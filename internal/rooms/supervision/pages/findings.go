package pages

import (
	"net/url"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

// findingsView is the ledger of findings.
type findingsView struct {
	Page   ui.Page
	Filter *ui.Form
	Chips  []ui.Chip
	List   []supervision.Standing
	Names  map[string]string
	Today  calendar.Day
	Keep   bool
}

func (d door) showFindings(c *kit.Ctx) error {
	v := findingsView{Page: c.Page("问题台账"), Filter: c.Filter(), Today: c.Now.Day(), Keep: c.Can(keep)}
	unit, state, ground := c.Query("unit"), c.Query("state"), c.Query("ground")
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		f := supervision.Filter{Unit: unit, Ground: supervision.Ground(ground), Late: state == "late"}
		if !f.Late {
			f.State = flow.State(state)
		}
		v.List, err = supervision.Findings(tx, c.Actor, f)
		return err
	})
	if err != nil {
		return err
	}
	for _, chip := range []struct{ name, value, words string }{{"unit", unit, "单位：" + record.NameOf(v.Names, unit)}, {"state", state, "状态：" + stateText(state)},
		{"ground", ground, "依据：" + supervision.Ground(ground).Zh()}} {
		if chip.value == "" {
			continue
		}
		rest := url.Values{"unit": {unit}, "state": {state}, "ground": {ground}}
		rest.Del(chip.name)
		v.Chips = append(v.Chips, ui.Chip{Label: chip.words, Without: "/supervision/findings?" + rest.Encode()})
	}
	return c.Render(findingsPage(v))
}

func stateText(state string) string {
	if state == "late" {
		return "逾期没有整改"
	}
	return supervision.FindingFlow.Staff(flow.State(state))
}

func stateOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "全部"}, {Value: "late", Label: stateText("late")}}
	for _, s := range supervision.FindingFlow.States {
		out = append(out, ui.Option{Value: string(s.State), Label: s.Staff})
	}
	return out
}

// recordView is the form of a finding.
type recordView struct {
	Page    ui.Page
	Form    *ui.Form
	Back    ui.Link
	Units   []ui.Option
	Number  string // of the draft that is edited
	Version int64
	Action  string
}

func (d door) showRecord(c *kit.Ctx) error {
	v := recordView{Page: c.Page("登记问题"), Form: c.FormOf("record")}
	err := c.Read(func(tx *store.Tx) error {
		r, err := supervision.RoundByNumber(tx, c.Actor, c.Path("number"))
		if err != nil {
			return err
		}
		names, err := record.UnitNames(tx)
		v.Units, v.Back = record.OptionsOf(names, r.Units, "请选择"), ui.Link{Label: r.Number, Href: r.Link()}
		v.Action = r.Link() + "/findings/new"
		return err
	})
	if err != nil {
		return err
	}
	v.Form.Default("found", c.Now.Day().String())
	v.Form.Default("ground", string(supervision.OnPromise))
	return c.Render(recordPage(v))
}

func findingOf(f *ui.Form) supervision.FindingInput {
	return supervision.FindingInput{Unit: f.Text("unit"), Ground: supervision.Ground(f.Text("ground")), Ref: f.Text("ref"), Document: f.Text("document"),
		Gap: f.Text("gap"), Title: f.Text("title"), Facts: f.Lines("facts"), Demand: f.Lines("demand"), Wanted: f.Lines("wanted"),
		Due: f.Day("due", "整改期限"), Found: f.Day("found", "发现日期")}
}

func (d door) record(c *kit.Ctx) error {
	f := c.FormOf("record")
	proofs, err := d.evidence.Take(c, f, "文件名称")
	if err != nil {
		return c.Again(err, d.showRecord)
	}
	return settle(c, "问题已登记，等别人交办。", d.showRecord, func(tx *store.Tx) (string, error) {
		in := findingOf(f)
		in.Round, in.Proofs = c.Path("number"), proofs
		found, err := supervision.RecordFinding(tx, c.Actor, in)
		return found.Link(), err
	})
}

func (d door) showEditFinding(c *kit.Ctx) error {
	v := recordView{Page: c.Page("修改问题"), Form: c.FormOf("record")}
	err := c.Read(func(tx *store.Tx) error {
		f, err := supervision.FileOf(tx, c.Actor, c.Path("number"))
		if err != nil {
			return err
		}
		names, err := record.UnitNames(tx)
		v.Units, v.Back = record.OptionsOf(names, f.Round.Units, "请选择"), ui.Link{Label: f.Number, Href: f.Link()}
		v.Number, v.Version, v.Action = f.Number, f.Version, f.Link()+"/edit"
		for name, value := range map[string]string{"unit": f.Unit, "ground": string(f.Ground), "ref": f.Ref, "document": f.Document, "gap": f.Gap, "title": f.Title,
			"facts": f.Facts, "demand": f.Demand, "wanted": f.Wanted, "due": f.Due.String(), "found": f.FoundDay.String()} {
			v.Form.Default(name, value)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(recordPage(v))
}

func (d door) editFinding(c *kit.Ctx) error {
	f := c.FormOf("record")
	return settle(c, "问题已改。", d.showEditFinding, func(tx *store.Tx) (string, error) {
		found, err := supervision.EditFinding(tx, c.Actor, c.Path("number"), seen(f), findingOf(f))
		return found.Link(), err
	})
}
