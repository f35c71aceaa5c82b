package letters

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// Proof (制作送达回证) issues the service receipt of a delivery as a letter of the
// same unit and record.
func Proof(tx *store.Tx, by flow.Actor, deliveryID, word string, contact Draft) (Letter, error) {
	out, err := deliveryByID.One(tx, tx.County(), deliveryID)
	if err != nil {
		return Letter{}, err
	}
	l, err := ByID(tx, out.LetterID)
	if err != nil {
		return Letter{}, err
	}
	d, err := out.detail(tx, l)
	if err != nil {
		return Letter{}, err
	}
	doc, err := l.unseal(tx)
	if err != nil {
		return Letter{}, err
	}
	draft := Draft{Form: ServiceProof, Unit: l.Unit, UnitName: l.UnitName, DocWord: word, Subject: l.Subject,
		CaseNumber: l.CaseNumber, Contact: contact.Contact, ContactPhone: contact.ContactPhone,
		Fields: map[string]string{"cause": first(doc.Fields["item"], doc.Title) + "（" + l.CaseNumber + "）", "addressee": doc.Addressee,
			"documents": "《" + l.Title + "》" + l.Number, "method": ticked(d.Method), "place": first(d.Place, d.Address),
			"sent": d.SentOn.Chinese(), "recipient": d.Recipient, "relation": d.Relation, "refusal": d.RefusalReason,
			"witness": d.Witness, "server": d.Server, "remarks": remarks(d)}}
	if out.ArrivedOn != nil {
		draft.Fields["arrived"] = out.ArrivedOn.Chinese()
	}
	if out.OpenedAt != nil {
		draft.Fields["opened"] = out.OpenedAt.String()
	}
	if l.PartyID != nil {
		draft.Addressee = *l.PartyID
	}
	return Issue(tx, by, draft)
}

// ticked prints all methods with the one that was used ticked, as the paper
// form does.
func ticked(used Method) string {
	var out []string
	for _, m := range Methods {
		box := "□"
		if m == used {
			box = "☑"
		}
		out = append(out, box+m.Zh())
	}
	return strings.Join(out, "　")
}

func remarks(d Delivery) string {
	parts := []string{d.Remarks}
	if d.MailNumber != "" {
		parts = append(parts, "邮件号 "+d.MailNumber)
	}
	if d.Agent != "" {
		parts = append(parts, "受托机关 "+d.Agent)
	}
	if d.Method == Notice {
		parts = append(parts, fmt.Sprintf("公告 %d 日，原因：%s", noticeDays(d.SentOn), d.Reason))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "；")
}
