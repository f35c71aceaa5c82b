package letters

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Sketch (预览) writes out what Issue would write, without number, code or record.
// What is missing stands in brackets and is told as wants, in the words of Issue;
// the addressee is masked, for a draft is shown more often than a letter.
func Sketch(tx *store.Tx, d Draft) (doc Document, wants, err error) {
	form, known := FormOf(d.Form)
	if !known {
		return Document{}, nil, NoForm.New(fault.Args{"form": d.Form})
	}
	w := writing{form: form, draft: d}
	var p fault.Problems
	if err := w.fill(tx, &p); err != nil {
		return Document{}, nil, err
	}
	if form.To == "" {
		w.name, w.number, w.values["applicant"] = first(w.mask, "〔受文人〕"), "", first(w.mask, "〔申请人〕")
	}
	w.bracket()
	return w.document(tx, "", ""), p.Err(), nil
}

// Specimen (样张) is the empty form: paragraphs with the names of their blanks in
// brackets, tables with empty cells to be filled in with a pen.
func Specimen(form Form) Document {
	w := writing{form: form, name: "〔受文人〕", draft: Draft{UnitName: "〔发文机关〕", CaseNumber: "〔办件编号〕", Contact: "〔姓名〕", ContactPhone: "〔电话〕", Basis: form.Basis},
		values: map[string]string{"you": "你单位（您）", "applicant": "〔申请人〕", "case_number": "〔办件编号〕", "unit": "〔发文机关〕", "today": "〔日期〕"}}
	if form.Basis != "" {
		w.values["basis_clause"] = "根据" + form.Basis + "，"
	}
	w.bracket()
	doc := w.compose()
	if form.Grid {
		for _, f := range form.Fields {
			doc.Blocks[0].Rows = append(doc.Blocks[0].Rows, []string{f.Zh, "　"})
		}
		doc.Blocks[0].Rows = doc.Blocks[0].Rows[len(form.Fields):]
	}
	if form.Remedies {
		doc.Remedies = []string{"如不服本决定，可以自收到本决定书之日起60日内向〔复议机关〕申请行政复议，也可以自收到本决定书之日起6个月内向〔管辖法院〕提起行政诉讼。"}
	}
	if form.To != "" {
		doc.Addressee = w.values[form.To]
	}
	return doc
}

// bracket puts the name of a blank where nothing stands.
func (w *writing) bracket() {
	for _, f := range w.form.Fields {
		if w.values[f.Name] != "" {
			continue
		}
		w.values[f.Name] = "〔" + f.Zh + "〕"
		if f.Heads != nil {
			w.values[f.Name] = strings.Repeat("\t", len(f.Heads)-1) + "　"
		}
		if f.Name == w.form.To {
			w.name = w.values[f.Name]
		}
	}
}

// Replace (更正) takes a wrong letter back because another one, issued already,
// stands in its place. The old one stays in the register with the number of the
// new one beside it.
func Replace(tx *store.Tx, by flow.Actor, id string, with Letter, reason string) (Letter, error) {
	l, step, reason, err := takeBack(tx, by, id, reason)
	if err != nil {
		return Letter{}, err
	}
	if err := replaceLetter.One(tx, step.To, reason, tx.Now(), by.Account, with.Number, tx.County(), id, l.State, l.Version); err != nil {
		return Letter{}, err
	}
	_, err = journal.Record(tx, by, step.Kind, id, map[string]any{"number": l.Number, "for": l.Subject, "replaced_by": with.Number},
		journal.Row{Table: "letters_letter", ID: id})
	if err != nil {
		return Letter{}, err
	}
	return ByID(tx, id)
}
