package demo

import (
	"fmt"
	"maps"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/store"
)

// The acts of the ledger 手制文书过程台账 (documents.csv). 事项 is the ledger's mark of
// the document; 说明 and 答复 hold fields as 名=内容.
func init() {
	actions["写文书"] = writeDocument
	actions["更正文书"] = correctDocument
	actions["送签文书"] = onDocument(offerDocument)
	actions["退回文书"] = onDocument(func(tx *store.Tx, by flow.Actor, d documents.Document, e Event) (documents.Document, error) {
		return documents.Return(tx, by, d.ID, d.Version, e.Get("说明"))
	})
	actions["盖文书"] = onDocument(sealDocument)
	actions["送达文书"] = onDocument(func(tx *store.Tx, by flow.Actor, d documents.Document, e Event) (documents.Document, error) {
		_, err := letters.Deliver(tx, by, *d.LetterID, letters.Delivery{Method: letters.Direct, Recipient: e.Get("送达"), Relation: "法定代表人"})
		return d, err
	})
}

// fieldsOf reads 名=内容 of a cell.
func fieldsOf(e Event, heading string) map[string]string {
	out := map[string]string{}
	for _, part := range e.List(heading) {
		name, text, _ := strings.Cut(part, "=")
		out[name] = text
	}
	return out
}

func writeDocument(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	t := documents.Typed{Party: e.Get("申请人"), Fields: fieldsOf(e, "说明")}
	if e.Case != "" {
		f, err := casework.Show(tx, flow.System("demo"), r.cases[e.Case])
		if err != nil {
			return err
		}
		t.Case = f.Case.No()
	}
	d, err := documents.Start(tx, by, letters.FormCode(e.Get("结论")), t)
	r.marks[e.Get("事项")] = d.ID
	return err
}

type documentVerb func(tx *store.Tx, by flow.Actor, d documents.Document, e Event) (documents.Document, error)

func onDocument(verb documentVerb) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		d, err := documents.ByID(tx, by, r.marks[e.Get("事项")])
		if err == nil {
			_, err = verb(tx, by, d, e)
		}
		return err
	}
}

// amended is what was typed with the fields of the line put over it.
func amended(tx *store.Tx, by flow.Actor, id string, e Event) (documents.Typed, error) {
	t, err := documents.Read(tx, by, id)
	maps.Copy(t.Fields, fieldsOf(e, "答复"))
	return t, err
}

func offerDocument(tx *store.Tx, by flow.Actor, d documents.Document, e Event) (documents.Document, error) {
	t, err := amended(tx, by, d.ID, e)
	if err != nil {
		return d, err
	}
	return documents.Offer(tx, by, d.ID, d.Version, t)
}

func sealDocument(tx *store.Tx, by flow.Actor, d documents.Document, _ Event) (documents.Document, error) {
	fit, err := documents.Fitting(tx, by, d, tx.Today())
	if err == nil && len(fit) == 0 {
		err = fmt.Errorf("%s 没有合适的印章", d.Number)
	}
	if err != nil {
		return d, err
	}
	return documents.Seal(tx, by, d.ID, d.Version, fit[0].ID)
}

// correctDocument begins a document in the place of a sealed one.
func correctDocument(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	old, err := documents.ByID(tx, by, r.marks[e.Get("材料")])
	if err != nil {
		return err
	}
	d, err := documents.Correct(tx, by, *old.LetterID, e.Get("说明"))
	if err != nil {
		return err
	}
	r.marks[e.Get("事项")] = d.ID
	t, err := amended(tx, by, d.ID, e)
	if err == nil {
		_, err = documents.Save(tx, by, d.ID, d.Version, t)
	}
	return err
}
