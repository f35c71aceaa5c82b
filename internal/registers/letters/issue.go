package letters

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// keepYears is how long a letter keeps its addressee's data from being erased:
// the shorter fixed term for office documents (机关文件材料归档范围和文书档案保管期限规定
// art. 5: 定期 30 年、10 年).
const keepYears = 10

// Issue (制发) completes a letter, takes its number and freezes it. The room that
// calls it has decided that the actor may act for the unit. A missing field is
// answered by name, all at once; nothing is numbered then.
func Issue(tx *store.Tx, by flow.Actor, d Draft) (Letter, error) {
	form, known := FormOf(d.Form)
	if !known {
		return Letter{}, NoForm.New(fault.Args{"form": d.Form})
	}
	w := writing{form: form, draft: d}
	if err := w.prepare(tx); err != nil {
		return Letter{}, err
	}
	term, err := serveTermOf(tx, d.Form)
	if err != nil {
		return Letter{}, err
	}
	number, err := takeNumber(tx, d.DocWord)
	if err != nil {
		return Letter{}, err
	}
	code, err := ids.NewCode(bytes.NewReader(tx.Random(ids.ReceiptCodeLen)), ids.ReceiptCodeLen)
	if err != nil {
		return Letter{}, err
	}
	doc := w.document(tx, number.String(), code)
	l, err := enter(tx, by, w, doc, number, term)
	if err != nil {
		return Letter{}, err
	}
	_, err = journal.Record(tx, by, "letter.issue", l.ID,
		map[string]any{"form": l.Form, "number": l.Number, "digest": l.Digest, "for": l.Subject},
		journal.Row{Table: "letters_letter", ID: l.ID})
	return l, err
}

// takeNumber takes the next number of the word's series of this year. It is the
// last thing that can fail for want of input.
func takeNumber(tx *store.Tx, word string) (ids.DocNumber, error) {
	series, err := ids.NewDocNumber(word, tx.Today().Year(), 1)
	if err != nil {
		return ids.DocNumber{}, err
	}
	serial, err := tx.NextNumber("letters:" + series.Series())
	if err != nil {
		return ids.DocNumber{}, err
	}
	return ids.NewDocNumber(series.Word, series.Year, serial)
}

// enter seals the document and stores the letter.
func enter(tx *store.Tx, by flow.Actor, w writing, doc Document, number ids.DocNumber, term serveTerm) (Letter, error) {
	text, err := json.Marshal(doc)
	if err != nil {
		return Letter{}, err
	}
	sum := sha256.Sum256(text)
	l := Letter{County: tx.County(), ID: tx.NewID(), Form: w.form.Code, Title: doc.Title, Unit: w.draft.Unit,
		UnitName: doc.UnitName, Number: doc.Number, Word: number.Word, Year: int64(number.Year), Serial: number.Serial,
		Subject: w.draft.Subject, CaseNumber: doc.CaseNumber, AddresseeMask: w.mask, Digest: hex.EncodeToString(sum[:]),
		Code: doc.Code, Seal: doc.Seal, Copies: doc.Copies, State: Valid, IssuedAt: tx.Now(), IssuedOn: doc.IssuedOn,
		IssuedBy: by.Account, Version: 1, ServeDue: term.due, ServeBook: term.book}
	if w.draft.Addressee != "" {
		l.PartyID = &w.draft.Addressee
		until := calendar.DayOf(doc.IssuedOn.Year()+keepYears, 12, 31)
		if err := party.Hold(tx, w.draft.Addressee, "letter:"+l.ID, until, "文书档案保管期限规定"); err != nil {
			return Letter{}, err
		}
	}
	if l.Content, err = tx.Seal(l.keeper(), string(text)); err != nil {
		return Letter{}, err
	}
	return l, insertLetter.One(tx, l)
}

// keeper is whose key seals the letter: the addressee's, so that erasing a
// person also erases the text, or the letter's own.
func (l Letter) keeper() string {
	if l.PartyID != nil {
		return *l.PartyID
	}
	return "letter:" + l.ID
}

// writing is a letter in the making.
type writing struct {
	form     Form
	draft    Draft
	values   map[string]string
	name     string // addressee as printed
	number   string // its credit code or citizen number
	mask     string
	watch    string // supervision phone
	remedies []string
}

// prepare fills in what the registers know and checks that nothing is missing.
func (w *writing) prepare(tx *store.Tx) error {
	var p fault.Problems
	if err := w.fill(tx, &p); err != nil {
		return err
	}
	return p.Err()
}

// fill fills in what the registers know and notes what is missing.
func (w *writing) fill(tx *store.Tx, p *fault.Problems) error {
	if err := w.fillUnit(tx); err != nil {
		return err
	}
	if err := w.fillAddressee(tx); err != nil {
		return err
	}
	w.fillFields(p)
	w.checkCommon(p)
	if w.form.Remedies {
		remedy, err := RemedyOf(tx, w.draft.Unit)
		if err != nil {
			return err
		}
		if w.remedies, err = remedyText(tx, remedy, p); err != nil {
			return err
		}
	}
	return nil
}

// fillUnit takes name and phones from the register of units unless given; a
// unit outside it must bring its own.
func (w *writing) fillUnit(tx *store.Tx) error {
	unit, err := org.ByCode(tx, w.draft.Unit)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return nil
	}
	if err != nil {
		return err
	}
	w.draft.UnitName = first(w.draft.UnitName, unit.Name)
	w.draft.ContactPhone = first(w.draft.ContactPhone, unit.Phone)
	w.watch = unit.SupervisionPhone
	return nil
}

func (w *writing) fillAddressee(tx *store.Tx) error {
	w.values = map[string]string{"you": "你单位", "applicant": "申请人", "case_number": w.draft.CaseNumber,
		"unit": w.draft.UnitName, "today": tx.Today().Chinese()}
	if w.draft.Addressee != "" {
		a, err := party.Addressed(tx, w.draft.Addressee)
		if err != nil {
			return err
		}
		w.name, w.number, w.mask = a.Name, a.Number, a.Mask
		w.values["applicant"] = a.Name
		if p, err := party.ByID(tx, w.draft.Addressee); err != nil {
			return err
		} else if p.Kind == party.Person {
			w.values["you"] = "您"
		}
	}
	if w.form.To != "" {
		w.name, w.number = strings.TrimSpace(w.draft.Fields[w.form.To]), ""
		w.mask = w.name
	}
	return nil
}

func (w *writing) fillFields(p *fault.Problems) {
	for _, f := range w.form.Fields {
		text := strings.TrimSpace(w.draft.Fields[f.Name])
		if text == "" {
			text = f.Blank
		}
		if text == "" && f.Required {
			p.Add(f.Name, "%s没有填：《%s》缺了它不能盖章，请补上", f.Zh, w.form.Title)
		}
		w.values[f.Name] = text
	}
	w.draft.Basis = first(w.draft.Basis, w.draft.Fields["basis"], w.form.Basis)
	w.values["basis_clause"] = ""
	if w.draft.Basis != "" {
		w.values["basis_clause"] = "根据" + strings.TrimRight(w.draft.Basis, endMarks) + "，"
	}
}

// checkCommon checks the block every document has.
func (w *writing) checkCommon(p *fault.Problems) {
	for _, c := range []struct{ name, zh, text string }{
		{"unit", "发文机关", w.draft.UnitName}, {"addressee", "受文人", w.name}, {"case_number", "办件编号", w.draft.CaseNumber},
		{"subject", "所属办件", w.draft.Subject}, {"contact", "联系人", w.draft.Contact}, {"contact_phone", "联系电话", w.draft.ContactPhone},
	} {
		if strings.TrimSpace(c.text) == "" {
			p.Add(c.name, "%s没有填：《%s》缺了它不能盖章，请补上", c.zh, w.form.Title)
		}
	}
	if _, err := ids.NewDocNumber(w.draft.DocWord, 2020, 1); err != nil {
		p.Check("doc_word", err)
	}
	if w.draft.Seal != "" && sealsZh[w.draft.Seal] == "" {
		p.Add("seal", "印章类型没有选对：请选公章或专用章")
	}
}

func first(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}

// Void (作废) takes a letter back. Its number is never used again; the register
// shows the reason, so that the gap is explained.
func Void(tx *store.Tx, by flow.Actor, id, reason string) (Letter, error) {
	l, step, reason, err := takeBack(tx, by, id, reason)
	if err != nil {
		return Letter{}, err
	}
	if err := voidLetter.One(tx, step.To, reason, tx.Now(), by.Account, tx.County(), id, l.State, l.Version); err != nil {
		return Letter{}, err
	}
	_, err = journal.Record(tx, by, step.Kind, id, map[string]any{"number": l.Number, "for": l.Subject},
		journal.Row{Table: "letters_letter", ID: id})
	if err != nil {
		return Letter{}, err
	}
	return ByID(tx, id)
}

// takeBack checks that the actor may void the letter for the reason.
func takeBack(tx *store.Tx, by flow.Actor, id, reason string) (Letter, flow.Step, string, error) {
	l, err := ByID(tx, id)
	if err != nil {
		return Letter{}, flow.Step{}, "", err
	}
	if !by.Has(flow.RoleSystem) && by.Unit != l.Unit {
		return Letter{}, flow.Step{}, "", NotYours.New(nil)
	}
	if l.State == Voided {
		return Letter{}, flow.Step{}, "", IsVoid.New(fault.Args{"number": l.Number, "verb": "作废"})
	}
	step, err := Flow.Next(by, l.State, verbVoid)
	if err != nil {
		return Letter{}, flow.Step{}, "", err
	}
	if reason = strings.TrimSpace(reason); zh.Len(reason) < 4 {
		return Letter{}, flow.Step{}, "", ReasonShort.New(nil)
	}
	return l, step, reason, nil
}
