package documents

import (
	"cmp"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/money"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// longest is how much of one field is kept.
const longest = 4000

// clip keeps fields of the form only, none longer than a page or two.
func (t Typed) clip(form letters.Form) Typed {
	kept := map[string]string{}
	for _, f := range form.Fields {
		if text := strings.TrimRight(t.Fields[f.Name], " \n\t"); text != "" {
			kept[f.Name] = zh.Clip(text, longest)
		}
	}
	t.Fields = kept
	return t
}

// about is whom and what the document concerns, as far as it can be found.
type about struct {
	party *string
	kase  *casework.Case
}

// lookUp finds case and addressee from what was typed and notes what cannot be
// found. Without an addressee of its own the document goes to the applicant.
func lookUp(tx *store.Tx, by flow.Actor, form letters.Form, t Typed, p *fault.Problems) (a about, err error) {
	if number := strings.TrimSpace(t.Case); number != "" {
		k, err := casework.ByNumber(tx, by, strings.ToUpper(number))
		switch {
		case err == nil:
			a.kase, a.party = &k, &k.Party
		case fault.KindOf(err) != fault.NotFound:
			return a, err
		default:
			p.Add("case_number", "没有找到办件 %s，或者它不归本单位办：请核对编号", number)
		}
	} else if OnCase(form) {
		p.Add("case_number", "办件编号没有填：《%s》要写明是哪一件，请照受理通知书填", form.Title)
	}
	if text := strings.TrimSpace(t.Party); text != "" && form.To == "" {
		if a.party, err = partyOf(tx, text, p); err != nil {
			return a, err
		}
	}
	return a, nil
}

// OnCase reports whether the form speaks of a case.
func OnCase(form letters.Form) bool {
	for _, g := range letters.Groups {
		for _, f := range g.Forms {
			if f.Code == form.Code {
				return g.OnCase
			}
		}
	}
	return false
}

func partyOf(tx *store.Tx, text string, p *fault.Problems) (*string, error) {
	if code, err := ids.ParseCreditCode(text); err == nil {
		found, ok, err := party.ByCredit(tx, code)
		return known(found, ok, p), err
	}
	if number, err := ids.ParseCitizenID(text); err == nil {
		found, ok, err := party.ByCitizenID(tx, number)
		return known(found, ok, p), err
	}
	p.Add("party", "受文人的代码不对：请填 18 位统一社会信用代码或者身份证号码")
	return nil, nil
}

func known(found party.Party, ok bool, p *fault.Problems) *string {
	if !ok {
		p.Add("party", "名录里没有这个代码：请先在市场主体与个人名录里登记")
		return nil
	}
	return &found.ID
}

// draft turns what was typed into what the register issues. Everything that
// cannot be understood is noted by the name of its field; the register notes what
// is missing.
func (d Document) draft(tx *store.Tx, by flow.Actor, t Typed, p *fault.Problems) (letters.Draft, error) {
	form, _ := letters.FormOf(d.Form)
	a, err := lookUp(tx, by, form, t, p)
	if err != nil {
		return letters.Draft{}, err
	}
	unit, err := org.ByCode(tx, d.Unit)
	if err != nil {
		return letters.Draft{}, err
	}
	out := letters.Draft{Form: d.Form, Unit: unit.Code, UnitName: unit.Name, DocWord: unit.DocWord + form.Use().Word,
		Subject: subjectPrefix + d.ID, CaseNumber: d.Number, Fields: map[string]string{}, Basis: strings.TrimSpace(t.Basis),
		Contact: cmp.Or(strings.TrimSpace(t.Contact), d.WriterName), ContactPhone: strings.TrimSpace(t.Phone), CopyTo: strings.TrimSpace(t.CopyTo)}
	if a.kase != nil {
		out.Subject, out.CaseNumber = a.kase.ID, a.kase.No()
	}
	if a.party != nil && form.To == "" {
		out.Addressee = *a.party
	}
	for _, f := range form.Fields {
		out.Fields[f.Name] = words(f, t.Fields[f.Name], p)
	}
	if out.Replaces, err = d.replacing(tx); err != nil {
		return letters.Draft{}, err
	}
	return out, nil
}

// subjectPrefix marks a letter whose record is the document itself.
const subjectPrefix = "document:"

// words are how a field is printed.
func words(f letters.Field, typed string, p *fault.Problems) string {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return ""
	}
	switch f.Kind {
	case letters.Date:
		day, err := calendar.ParseDayLenient(typed)
		if err != nil {
			p.Add(f.Name, "%s看不懂：%s", f.Zh, err)
			return typed
		}
		return day.Chinese()
	case letters.Money:
		sum, err := money.Parse(typed)
		if err != nil {
			p.Add(f.Name, "%s看不懂：%s", f.Zh, err)
			return typed
		}
		return fmt.Sprintf("人民币%s（%s元）", sum.Capital(), sum.Plain())
	}
	return typed
}

// replacing is the sentence a correcting document ends with.
func (d Document) replacing(tx *store.Tx) (string, error) {
	if d.Replaces == nil {
		return "", nil
	}
	old, err := letters.ByID(tx, *d.Replaces)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("本文书更正《%s》%s，原文书自本文书制发之日起作废。更正的原因：%s。", old.Title, old.Number, strings.TrimRight(*d.ReplaceReason, "。")), nil
}

// check is everything that is wrong with the document, at once and by field.
func (d Document) check(tx *store.Tx, by flow.Actor, t Typed) (letters.Draft, letters.Document, error) {
	var p fault.Problems
	draft, err := d.draft(tx, by, t, &p)
	if err != nil {
		return draft, letters.Document{}, err
	}
	doc, wants, err := letters.Sketch(tx, draft)
	if err != nil {
		return draft, doc, err
	}
	if f, ok := fault.Of(wants); ok {
		for _, field := range f.Fields {
			p.Add(webName(field.Name), "%s", field.Sentence)
		}
	}
	return draft, doc, p.Err()
}

// webName is the name of the input for what the register calls otherwise.
func webName(name string) string {
	if name == "addressee" {
		return "party"
	}
	return name
}
