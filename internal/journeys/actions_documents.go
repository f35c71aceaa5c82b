package journeys

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("登记印章", "单位 公章或专用章", putStamp)
	verbs.Register("写文书", "文书（办件、代码和各栏）", writeDocument)
	verbs.Register("送签文书", "稿（各栏）", documentVerb(func(tx *store.Tx, by flow.Actor, d documents.Document, a documentInput) (documents.Document, error) {
		return documents.Offer(tx, by, d.ID, d.Version, a.typed)
	}))
	verbs.Register("退回文书", "稿（原因）", documentVerb(func(tx *store.Tx, by flow.Actor, d documents.Document, a documentInput) (documents.Document, error) {
		return documents.Return(tx, by, d.ID, d.Version, a.reason)
	}))
	verbs.Register("撤稿", "稿（原因）", documentVerb(func(tx *store.Tx, by flow.Actor, d documents.Document, a documentInput) (documents.Document, error) {
		return documents.Drop(tx, by, d.ID, d.Version, a.reason)
	}))
	verbs.Register("盖章", "稿（印章）", documentVerb(func(tx *store.Tx, by flow.Actor, d documents.Document, a documentInput) (documents.Document, error) {
		return documents.Seal(tx, by, d.ID, d.Version, a.seal)
	}))
	verbs.Register("更正文书", "稿（原因）", correctDocument)
	verbs.Register("核对纸质文书", "稿（文号、核对码）", verifyPaper)
	verbs.Register("看用印登记", "", sealingsSeen)
}

func putStamp(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 登记印章 单位 公章或专用章")
	}
	kind := letters.SpecialSeal
	if words[1] == letters.OfficialSeal.Zh() {
		kind = letters.OfficialSeal
	}
	return "印章已登记", a.Write(func(tx *store.Tx) error {
		unit, err := org.ByCode(tx, words[0])
		if err != nil {
			return err
		}
		s, _, err := documents.PutStamp(tx, a.By, documents.StampInput{Code: "示例-" + words[0] + "-" + words[1], Unit: unit.Code, Kind: kind, Name: unit.Name + words[1],
			Keeper: "办公室", Filing: "桃公印备示例", From: tx.Today() - 100})
		a.Made = s.ID
		return err
	})
}

// documentInput is what the lines below a verb say.
type documentInput struct {
	typed        documents.Typed
	reason, seal string
}

// inputOf reads the lines; those that name a blank of the form fill it in over
// what was typed before.
func (a *Act) inputOf(form letters.Form, before documents.Typed) documentInput {
	in := documentInput{typed: before}
	if in.typed.Fields == nil {
		in.typed.Fields = map[string]string{}
	}
	for _, line := range a.Fields() {
		text := a.World.expand(line.Value)
		switch line.Name {
		case "办件":
			in.typed.Case = text
		case "代码":
			in.typed.Party = text
		case "原因":
			in.reason = text
		case "印章":
			in.seal = text
		default:
			if n := slices.IndexFunc(form.Fields, func(f letters.Field) bool { return f.Zh == line.Name }); n >= 0 {
				in.typed.Fields[form.Fields[n].Name] = text
			}
		}
	}
	return in
}

func writeDocument(a *Act) (seen string, err error) {
	title, err := a.Word()
	if err != nil {
		return "", err
	}
	n := slices.IndexFunc(letters.Forms, func(f letters.Form) bool { return f.Title == title })
	if n < 0 {
		return "", fmt.Errorf("no form is called %s", title)
	}
	in := a.inputOf(letters.Forms[n], documents.Typed{})
	err = a.Write(func(tx *store.Tx) error {
		if in.typed.Case != "" {
			f, err := casework.Show(tx, flow.System("journeys"), in.typed.Case)
			if err != nil {
				return err
			}
			in.typed.Case = f.Case.No()
		}
		d, err := documents.Start(tx, a.By, letters.Forms[n].Code, in.typed)
		a.Made, seen = d.ID, d.Number+"："+documents.Flow.Staff(d.State)
		return err
	})
	return seen, err
}

func documentVerb(verb func(*store.Tx, flow.Actor, documents.Document, documentInput) (documents.Document, error)) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		var d documents.Document
		var typed documents.Typed
		err = a.Read(func(tx *store.Tx) (err error) {
			if d, err = documents.ByID(tx, flow.System("journeys"), id); err == nil {
				typed, err = documents.Read(tx, flow.System("journeys"), id)
			}
			return err
		})
		if err != nil {
			return "", err
		}
		form, _ := letters.FormOf(d.Form)
		in := a.inputOf(form, typed)
		err = a.Write(func(tx *store.Tx) error {
			after, err := verb(tx, a.By, d, in)
			if err != nil {
				return err
			}
			seen = after.Number + "：" + documents.Flow.Staff(after.State)
			if after.LetterID == nil {
				return nil
			}
			l, err := letters.ByID(tx, *after.LetterID)
			seen += "，" + l.Number
			if l.ServeDue != nil {
				seen += "，" + l.ServeDue.String() + " 前送达"
			}
			return err
		})
		return seen, err
	}
}

// paperOf is the letter that a document became.
func paperOf(tx *store.Tx, id string) (letters.Letter, error) {
	d, err := documents.ByID(tx, flow.System("journeys"), id)
	if err == nil && d.LetterID == nil {
		err = fmt.Errorf("%s is not sealed", d.Number)
	}
	if err != nil {
		return letters.Letter{}, err
	}
	return letters.ByID(tx, *d.LetterID)
}

func correctDocument(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	reason := a.Field("原因")
	err = a.Write(func(tx *store.Tx) error {
		l, err := paperOf(tx, id)
		if err != nil {
			return err
		}
		d, err := documents.Correct(tx, a.By, l.ID, reason)
		a.Made, seen = d.ID, d.Number+"："+documents.Flow.Staff(d.State)+"，更正 "+l.Number
		return err
	})
	return seen, err
}

// verifyPaper asks as anybody may who holds the paper: by what stands printed on
// it, unless the story says something else.
func verifyPaper(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	number, code := a.Field("文号"), a.Field("核对码")
	err = a.Read(func(tx *store.Tx) error {
		l, err := paperOf(tx, id)
		if err != nil {
			return err
		}
		if number == "" {
			number = l.Number
		}
		if code == "" {
			code = string(l.Code)
		}
		p, ok, err := letters.Verify(tx, code, number)
		seen = "查无此文书"
		if ok {
			seen = "《" + p.Title + "》" + p.Number + "：" + p.StateZh + "，送给 " + p.Addressee
		}
		if p.Instead != "" {
			seen += "，由 " + p.Instead + " 更正"
		}
		return err
	})
	return seen, err
}

func sealingsSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := documents.Sealings(tx, a.By, documents.Find{})
		lines := []string{fmt.Sprintf("用印 %d 次", len(list))}
		for _, s := range list {
			lines = append(lines, fmt.Sprintf("%s %s：%s 拟稿，%s 盖章", s.Number, s.SealName, s.WriterName, s.SealerName))
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}
