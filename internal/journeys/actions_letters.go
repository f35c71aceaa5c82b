package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("作废文书", "办件 文书（原因）", voidLetter)
	verbs.Register("送达文书", "办件 文书（方式、签收人、邮件号）", serveLetter)
	verbs.Register("登记退回", "办件 文书 原因", returnLetter)
	verbs.Register("核对文书", "办件 文书", verifyLetter)
}

// letterOf is the newest letter of that title on a case. Its code stands printed
// on it, so whoever holds the paper may ask.
func (a *Act) letterOf() (l letters.Letter, err error) {
	id, err := a.Word()
	if err != nil {
		return l, err
	}
	title, err := a.Word()
	if err != nil {
		return l, err
	}
	err = a.Read(func(tx *store.Tx) error {
		if _, err := casework.Show(tx, flow.System("journeys"), id); err != nil {
			return err
		}
		list, err := letters.OfSubject(tx, id)
		for _, one := range list {
			if one.Title == title {
				l = one
			}
		}
		if err == nil && l.ID == "" {
			err = fmt.Errorf("the case has no letter %s", title)
		}
		return err
	})
	return l, err
}

func voidLetter(a *Act) (string, error) {
	l, err := a.letterOf()
	if err != nil {
		return "", err
	}
	reason := a.Field("原因")
	return "已作废 " + l.Number, a.Write(func(tx *store.Tx) error {
		_, err := letters.Void(tx, a.By, l.ID, reason)
		return err
	})
}

var methodCodes = map[string]letters.Method{"": letters.Direct}

func init() {
	for _, m := range letters.Methods {
		methodCodes[m.Zh()] = m
	}
}

func serveLetter(a *Act) (seen string, err error) {
	l, err := a.letterOf()
	if err != nil {
		return "", err
	}
	d := letters.Delivery{Method: methodCodes[a.Field("方式")], Recipient: a.Field("签收人"), Relation: "本人", MailNumber: a.Field("邮件号")}
	if err := a.Write(func(tx *store.Tx) error { _, err := letters.Deliver(tx, a.By, l.ID, d); return err }); err != nil {
		return "", err
	}
	return a.servedSeen(l)
}

func returnLetter(a *Act) (string, error) {
	l, err := a.letterOf()
	if err != nil {
		return "", err
	}
	word, err := a.Word()
	if err != nil {
		return "", err
	}
	var why letters.ReturnReason
	for _, r := range letters.ReturnReasons {
		if r.Zh == word {
			why = r.Reason
		}
	}
	err = a.Write(func(tx *store.Tx) error {
		all, err := letters.Deliveries(tx, l.ID)
		if err != nil {
			return err
		}
		_, err = letters.Return(tx, a.By, all[len(all)-1].ID, tx.Today(), why)
		return err
	})
	if err != nil {
		return "", err
	}
	return a.servedSeen(l)
}

// servedSeen is what the page of a letter's service shows.
func (a *Act) servedSeen(l letters.Letter) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		all, err := letters.Deliveries(tx, l.ID)
		var lines []string
		for _, d := range all {
			line := d.Method.Zh() + " " + d.SentOn.String()
			switch {
			case d.ArrivedOn != nil:
				line += " 送达 " + d.ArrivedOn.String() + "，复议到 " + dayOr(d.ReviewLast) + "，起诉到 " + dayOr(d.SuitLast)
			case d.ReturnedOn != nil:
				line += " 退回：" + d.ReturnReason.Zh()
			default:
				line += " 在途"
			}
			lines = append(lines, line)
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

// verifyLetter asks as anybody who holds the letter may.
func verifyLetter(a *Act) (seen string, err error) {
	l, err := a.letterOf()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		p, ok, err := letters.Verify(tx, string(l.Code), "")
		if err != nil || !ok {
			return err
		}
		seen = "《" + p.Title + "》" + p.Number + "：" + p.StateZh
		if p.VoidedOn != nil {
			seen += "，" + p.VoidedOn.String() + " 作废"
		}
		return nil
	})
	return seen, err
}
