package incident

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "incidents", Zh: "损害营商环境案件台账", Roles: keepers, Columns: caseLedger, Apply: applyCases, Export: exportCases},
	{Kind: "incident-measures", Zh: "涉案人员措施台账", Roles: keepers, Columns: measureLedger, Apply: applyMeasures, Export: exportMeasures},
}

var caseLedger = []manifest.Column{
	{Name: "number", Zh: "案号", Required: true, Sample: "桃公（示例）立字〔2020〕1号"},
	{Name: "kind", Zh: "案件类别", Synonyms: []string{"类别"}, Required: true, Sample: "行政案件", Note: "刑事案件、行政案件"},
	{Name: "conduct", Zh: "行为", Synonyms: []string{"案由"}, Required: true, Sample: "阻工"},
	{Name: "credit", Zh: "受侵害企业信用代码", Synonyms: []string{"信用代码"}, Required: true, Sample: "91430922MA4T000004"},
	{Name: "happened", Zh: "发生日期", Required: true, Sample: "2020-03-02"},
	{Name: "summary", Zh: "案情", Required: true, Sample: "堵住工地大门（示例）", Note: "不写人名；导出时为“（不导出）”，照样可以再导入"},
	{Name: "complaint", Zh: "投诉编号", Note: "由投诉移交的写投诉编号，不写内容"},
	{Name: "step", Zh: "办理", Sample: "立案", Note: "立案、不予立案、处罚、移送、撤案、登记作废；只登记的不填。一步一行，按先后"},
	{Name: "day", Zh: "文书日期", Sample: "2020-03-03"},
	{Name: "document", Zh: "文书", Synonyms: []string{"文号"}, Sample: "立案决定书（示例）1号"},
	{Name: "reason", Zh: "理由"},
}

// unsaid stands in an export for what is not let out.
const unsaid = "（不导出）"

func dayOf(p *fault.Problems, name, label, cell string) calendar.Day {
	d, err := calendar.ParseDay(cell)
	if err != nil {
		p.Add(name, "%s“%s”看不懂，请写成 2020-06-30", label, cell)
	}
	return d
}

func verbNamed(words string) (flow.Verb, bool) {
	for _, s := range Flow.Steps {
		if s.Label == words && s.Verb != VerbAmend {
			return s.Verb, true
		}
	}
	return "", false
}

// Label is a verb in words.
func Label(verb flow.Verb) string {
	for _, s := range Flow.Steps {
		if s.Verb == verb {
			return s.Label
		}
	}
	return string(verb)
}

func applyCases(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		in := Input{Number: c["number"], Credit: c["credit"], Summary: c["summary"], Complaint: c["complaint"],
			Happened: dayOf(&p, "happened", "发生日期", c["happened"])}
		in.Kind, _ = Parse(Kinds, c["kind"])          // the verb names an unknown one
		in.Conduct, _ = Parse(Conducts, c["conduct"]) // as above
		move := Move{Document: c["document"], Reason: c["reason"]}
		if c["step"] != "" {
			known := false
			if move.Verb, known = verbNamed(c["step"]); !known {
				p.Add("step", "办理“%s”不认识，请照“说明”页填写", c["step"])
			}
			move.Day = dayOf(&p, "day", "文书日期", c["day"])
		}
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		return put(tx, by, in, move)
	})
}

// put registers a case that is not there, and takes the step the row names unless
// it was taken on that day by that document.
func put(tx *store.Tx, by flow.Actor, in Input, move Move) (manifest.Effect, error) {
	if err := may(by, keepers...); err != nil {
		return manifest.Same, err
	}
	i, known, err := incidentByNo.Find(tx, tx.County(), strings.TrimSpace(in.Number))
	effect := manifest.Same
	switch {
	case err != nil:
		return effect, err
	case !known:
		if i, err = Register(tx, by, in); err != nil {
			return effect, err
		}
		effect = manifest.New
	case !sees(by, i):
		return effect, unknown.New(nil)
	}
	if move.Verb == "" {
		return effect, nil
	}
	taken, err := actsOf.All(tx, tx.County(), i.ID)
	if err != nil {
		return effect, err
	}
	for _, a := range taken {
		if a.Verb == move.Verb && a.Day == move.Day && a.Document == strings.TrimSpace(move.Document) {
			return effect, nil
		}
	}
	if _, err := Record(tx, by, i.ID, i.Version, move); err != nil {
		return effect, err
	}
	return max(effect, manifest.Changed), nil
}

// ofUnit calls do with every case of the keeper's unit, and makes the export an
// act; an export needs a transaction that may write.
func ofUnit(tx *store.Tx, by flow.Actor, kind string, do func(Incident) error) error {
	if err := may(by, keepers...); err != nil {
		return err
	}
	found, err := incidents.Page(tx, new(store.Where).And("county = ? AND unit = ?", tx.County(), by.Unit), "id", mostCounted)
	if err != nil {
		return err
	}
	for _, i := range found {
		if err := do(i); err != nil {
			return err
		}
	}
	return note(tx, by, "export", "", say{"ledger": kind, "rows": len(found)})
}

func exportCases(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	return ofUnit(tx, by, "incidents", func(i Incident) error {
		victim, err := party.ByID(tx, i.PartyID)
		if err != nil {
			return err
		}
		credit := ""
		if victim.Credit != nil {
			credit = string(*victim.Credit)
		}
		line := []string{i.Number, Zh(Kinds, i.Kind), Zh(Conducts, i.Conduct), credit, i.Happened.String(), unsaid, i.Complaint}
		taken, err := actsOf.All(tx, tx.County(), i.ID)
		if err != nil {
			return err
		}
		steps := 0
		for _, a := range taken {
			if a.SupersededAt != nil || a.Verb == VerbAmend {
				continue
			}
			steps++
			if err := add(append(line[:len(line):len(line)], Label(a.Verb), a.Day.String(), a.Document, a.Reason)); err != nil {
				return err
			}
		}
		if steps == 0 {
			return add(append(line, "", "", "", ""))
		}
		return nil
	})
}

var measureLedger = []manifest.Column{
	{Name: "number", Zh: "案号", Required: true, Sample: "桃公（示例）立字〔2020〕1号", Note: "先导入案件台账"},
	{Name: "name", Zh: "姓名", Required: true, Sample: "示例甲", Note: "密封保存；导出时遮盖，照样可以再导入"},
	{Name: "citizen", Zh: "身份证号", Note: "只用来认出几起案件里的同一人，不保存；不导出"},
	{Name: "kind", Zh: "措施", Required: true, Sample: "行政拘留", Note: "行政拘留、罚款、警告、刑事拘留、取保候审、逮捕"},
	{Name: "day", Zh: "决定日期", Required: true, Sample: "2020-03-05"},
	{Name: "document", Zh: "文书", Synonyms: []string{"文号"}, Required: true, Sample: "行政处罚决定书（示例）1号"},
}

func applyMeasures(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		in := MeasureInput{Document: c["document"], Day: dayOf(&p, "day", "决定日期", c["day"])}
		in.Kind, _ = Parse(Measures, c["kind"]) // the verb names an unknown one
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		i, err := ByNumber(tx, by, c["number"])
		if err != nil {
			return manifest.Same, err
		}
		if there, err := imposed(tx, i, c["name"], in); err != nil || there {
			return manifest.Same, err
		}
		person, err := Involve(tx, by, i.ID, PersonInput{Name: c["name"], Citizen: c["citizen"]})
		if err != nil {
			return manifest.Same, err
		}
		_, err = Impose(tx, by, person.ID, in)
		return manifest.New, err
	})
}

// imposed reports whether somebody of that name, in clear or masked, met the very
// measure in the case.
func imposed(tx *store.Tx, i Incident, name string, in MeasureInput) (bool, error) {
	persons, err := personsOf.All(tx, tx.County(), i.ID)
	if err != nil {
		return false, err
	}
	met, err := measuresOf.All(tx, tx.County(), i.ID)
	if err != nil {
		return false, err
	}
	for _, m := range met {
		if m.Kind != in.Kind || m.Day != in.Day || m.Document != strings.TrimSpace(in.Document) {
			continue
		}
		for _, p := range persons {
			if p.ID != m.PersonID {
				continue
			}
			clear, err := tx.Unseal(p.ID, p.Name)
			if err != nil || name == p.Mask || name == clear {
				return err == nil, err
			}
		}
	}
	return false, nil
}

func exportMeasures(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	return ofUnit(tx, by, "incident-measures", func(i Incident) error {
		persons, err := personsOf.All(tx, tx.County(), i.ID)
		if err != nil {
			return err
		}
		masks := map[string]string{}
		for _, p := range persons {
			masks[p.ID] = p.Mask
		}
		met, err := measuresOf.All(tx, tx.County(), i.ID)
		if err != nil {
			return err
		}
		for _, m := range met {
			if m.RevokedAt != nil {
				continue
			}
			if err := add([]string{i.Number, masks[m.PersonID], "", Zh(Measures, m.Kind), m.Day.String(), m.Document}); err != nil {
				return err
			}
		}
		return nil
	})
}
