package letters

import (
	"encoding/json"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// arrival says when a letter counts as served.
type arrival int

const (
	atOnce  arrival = iota // on the day it is handed over or reaches the system
	onReply                // when the receipt comes back
	byLapse                // when the term of the public notice has run
)

// need is a part of a delivery that a method cannot do without.
type need struct {
	name, sentence string
	get            func(Delivery) string
}

type methodInfo struct {
	zh      string
	arrival arrival
	needs   []need
}

var (
	needRecipient = need{"recipient", "收件人没有填：请填签收人的姓名", func(d Delivery) string { return d.Recipient }}
	needPlace     = need{"place", "送达地点没有填：请填送到哪里", func(d Delivery) string { return d.Place }}
)

// methods is 民事诉讼法 on service: directly art. 88, left art. 89, electronically
// art. 90, entrusted or by mail art. 91, by public notice art. 95 (numbers of
// the 2023 text).
var methods = map[Method]methodInfo{
	Direct: {"直接", atOnce, []need{needRecipient}},
	Left: {"留置", atOnce, []need{needPlace,
		{"refusal_reason", "拒收事由没有填：留置送达要记明拒收的事由", func(d Delivery) string { return d.RefusalReason }},
		{"witness", "见证人没有填：请填见证人姓名，或写明拍照、录像的情况", func(d Delivery) string { return d.Witness }}}},
	Mail: {"邮寄", onReply, []need{{"mail_number", "邮件号没有填：请填邮政快递单号", func(d Delivery) string { return d.MailNumber }}}},
	Entrusted: {"委托", onReply, []need{
		{"agent", "受托机关没有填：请填受委托送达的机关", func(d Delivery) string { return d.Agent }}}},
	Electronic: {"电子", atOnce, nil},
	Notice: {"公告", byLapse, []need{needPlace,
		{"reason", "公告送达的原因没有填：只有下落不明或者其他方式送不到才能公告", func(d Delivery) string { return d.Reason }}}},
}

// Methods are the ways of service in the order of the paper form.
var Methods = []Method{Direct, Mail, Left, Entrusted, Electronic, Notice}

// Zh is the method in words.
func (m Method) Zh() string { return methods[m].zh }

// noticeTerm is how long a public notice must run before it counts as service.
type noticeTerm struct {
	from calendar.Day
	days int
}

// noticeTerms: 60 days under 民事诉讼法 art. 92 of 2017, 30 days since the
// amendment in force on 2022-01-01 (now art. 95). The day of the notice decides.
var noticeTerms = []noticeTerm{{0, 60}, {calendar.DayOf(2022, 1, 1), 30}}

func noticeDays(day calendar.Day) int {
	days := noticeTerms[0].days
	for _, t := range noticeTerms {
		if t.from <= day {
			days = t.days
		}
	}
	return days
}

// Deliver (送达) records how a letter was served. Days are what the server
// states, the instant is the house's own; an earlier day is flagged 补录. A
// letter is served once; attempts that never arrived may be followed by others.
func Deliver(tx *store.Tx, by flow.Actor, letterID string, d Delivery) (Delivered, error) {
	if err := may(by, "送达文书", servers); err != nil {
		return Delivered{}, err
	}
	l, err := ByID(tx, letterID)
	if err != nil {
		return Delivered{}, err
	}
	if err := mayServe(tx, l); err != nil {
		return Delivered{}, err
	}
	d = d.filled(by, tx.Today())
	if err := d.check(l, tx.Today()); err != nil {
		return Delivered{}, err
	}
	if d.Method == Electronic {
		if d.Address, err = agreedAddress(tx, l, d.Address); err != nil {
			return Delivered{}, err
		}
	}
	out := Delivered{County: tx.County(), ID: tx.NewID(), LetterID: l.ID, Method: d.Method, RecipientMask: ids.MaskName(d.Recipient),
		SentOn: d.SentOn, ArrivedOn: d.ArrivedOn, MailNumber: d.MailNumber, Late: d.SentOn < tx.Today(),
		Account: by.Account, At: tx.Now(), Version: 1}
	if err := out.settle(tx, l, d); err != nil {
		return Delivered{}, err
	}
	if err := insertDelivery.One(tx, out); err != nil {
		return Delivered{}, err
	}
	return out, record(tx, by, "letter.deliver", l, out)
}

func mayServe(tx *store.Tx, l Letter) error {
	if l.State == Voided {
		return IsVoid.New(fault.Args{"number": l.Number, "verb": "送达"})
	}
	earlier, err := Deliveries(tx, l.ID)
	if err != nil {
		return err
	}
	for _, e := range earlier {
		if e.ArrivedOn != nil {
			return Served.New(fault.Args{"number": l.Number, "day": *e.ArrivedOn, "method": e.Method.Zh()})
		}
	}
	return nil
}

// filled completes what the method itself decides.
func (d Delivery) filled(by flow.Actor, today calendar.Day) Delivery {
	if d.SentOn == 0 {
		d.SentOn = today
	}
	d.Server = first(d.Server, by.Name, by.Account)
	switch sent := d.SentOn; methods[d.Method].arrival {
	case atOnce:
		if d.ArrivedOn == nil {
			d.ArrivedOn = &sent
		}
	case byLapse:
		last := sent + calendar.Day(noticeDays(sent))
		d.ArrivedOn = &last
	}
	return d
}

func (d Delivery) check(l Letter, today calendar.Day) error {
	var p fault.Problems
	info, known := methods[d.Method]
	if !known {
		p.Add("method", "送达方式没有选：请选直接、留置、邮寄、委托、电子或公告")
	}
	for _, n := range info.needs {
		if strings.TrimSpace(n.get(d)) == "" {
			p.Add(n.name, "%s", n.sentence)
		}
	}
	switch {
	case d.SentOn < l.IssuedOn:
		p.Add("sent_on", "送出日期 %s 早于文书日期 %s：请改正", d.SentOn, l.IssuedOn)
	case d.SentOn > today:
		p.Add("sent_on", "送出日期 %s 还没有到：请填实际送出的日期", d.SentOn)
	case d.ArrivedOn != nil && *d.ArrivedOn < d.SentOn:
		p.Add("arrived_on", "到达日期 %s 早于送出日期 %s：请改正", *d.ArrivedOn, d.SentOn)
	case d.ArrivedOn != nil && *d.ArrivedOn > today && info.arrival != byLapse:
		p.Add("arrived_on", "到达日期 %s 还没有到：请等收到回执再登记", *d.ArrivedOn)
	}
	return p.Err()
}

// settle computes the last days of the remedies and seals the details.
func (out *Delivered) settle(tx *store.Tx, l Letter, d Delivery) error {
	text, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("delivery of %s: %w", l.ID, err)
	}
	if out.Detail, err = tx.Seal(l.keeper(), string(text)); err != nil {
		return err
	}
	form, _ := FormOf(l.Form)
	if out.ArrivedOn == nil || !form.Remedies {
		return nil
	}
	review, suit, err := lastDays(tx, *out.ArrivedOn)
	out.ReviewLast, out.SuitLast = &review.day, &suit.day
	return err
}

// record journals a step of a delivery on the letter.
func record(tx *store.Tx, by flow.Actor, kind string, l Letter, out Delivered) error {
	details := map[string]any{"number": l.Number, "method": out.Method, "sent": out.SentOn, "arrived": out.ArrivedOn,
		"late": out.Late, "for": l.Subject}
	rows := []journal.Row{{Table: "letters_delivery", ID: out.ID}}
	if out.ArrivedOn != nil {
		served, err := l.markServed(tx)
		if err != nil {
			return err
		}
		rows = append(rows, served...)
	}
	_, err := journal.Record(tx, by, kind, l.ID, details, rows...)
	return err
}

// Arrive (登记到达) records when and by whom a mailed or entrusted letter was
// received: the day on the receipt is the day of service.
func Arrive(tx *store.Tx, by flow.Actor, deliveryID string, on calendar.Day, recipient, relation string) (Delivered, error) {
	if err := may(by, "送达文书", servers); err != nil {
		return Delivered{}, err
	}
	out, err := deliveryByID.One(tx, tx.County(), deliveryID)
	if err != nil {
		return Delivered{}, err
	}
	l, err := ByID(tx, out.LetterID)
	if err != nil {
		return Delivered{}, err
	}
	if err := out.underWay(); err != nil {
		return Delivered{}, err
	}
	d, err := out.detail(tx, l)
	if err != nil {
		return Delivered{}, err
	}
	d.ArrivedOn, d.Recipient, d.Relation = &on, recipient, relation
	if err := d.checkArrival(l, tx.Today()); err != nil {
		return Delivered{}, err
	}
	out.ArrivedOn, out.RecipientMask, out.Late = &on, ids.MaskName(recipient), out.Late || on < tx.Today()
	if err := out.settle(tx, l, d); err != nil {
		return Delivered{}, err
	}
	if err := arriveDelivery.One(tx, on, out.RecipientMask, out.Detail, out.ReviewLast, out.SuitLast, out.Late,
		tx.County(), out.ID, out.Version); err != nil {
		return Delivered{}, err
	}
	out.Version++
	return out, record(tx, by, "letter.arrive", l, out)
}

// underWay refuses a delivery whose end is recorded already.
func (out Delivered) underWay() error {
	switch {
	case out.ArrivedOn != nil:
		return ArrivedAlready.New(fault.Args{"day": *out.ArrivedOn})
	case out.ReturnedOn != nil:
		return ReturnedAlready.New(fault.Args{"day": *out.ReturnedOn})
	}
	return nil
}

func (d Delivery) checkArrival(l Letter, today calendar.Day) error {
	if strings.TrimSpace(d.Recipient) == "" {
		var p fault.Problems
		p.Add(needRecipient.name, "%s", needRecipient.sentence)
		return p.Err()
	}
	return d.check(l, today)
}

func (out Delivered) detail(tx *store.Tx, l Letter) (d Delivery, err error) {
	text, err := tx.Unseal(l.keeper(), out.Detail)
	if err == nil {
		err = json.Unmarshal([]byte(text), &d)
	}
	return d, err
}

// Deliveries returns the deliveries of a letter, oldest first.
func Deliveries(tx *store.Tx, letterID string) ([]Delivered, error) {
	return deliveriesOf.All(tx, tx.County(), letterID)
}

// AgreeElectronic (送达方式确认) records the party's consent to electronic service
// for one subject, with the address. Agreeing again changes the address.
func AgreeElectronic(tx *store.Tx, by flow.Actor, partyID, subject, address string) error {
	if err := may(by, "确认送达方式", []flow.Role{identity.Applicant, identity.Clerk}); err != nil {
		return err
	}
	if by.Has(identity.Applicant) && by.Party != partyID {
		return NotYours.New(nil)
	}
	if _, err := party.ByID(tx, partyID); err != nil {
		return err
	}
	address = strings.TrimSpace(address)
	if address == "" {
		var p fault.Problems
		p.Add("address", "电子送达地址没有填：请填手机号、邮箱或平台账号")
		return p.Err()
	}
	sealed, err := tx.Seal(partyID, address)
	if err != nil {
		return err
	}
	row, err := saveAgreement.One(tx, tx.County(), tx.NewID(), partyID, subject, sealed, maskAddress(address), by.Account, tx.Now())
	if err != nil {
		return err
	}
	_, err = journal.Record(tx, by, "letter.agree", subject, map[string]any{"method": Electronic},
		journal.Row{Table: "letters_agreement", ID: row.ID})
	return err
}

// maskAddress shows a few characters of a mobile, mail address or account.
func maskAddress(address string) string {
	if m, err := ids.ParseMobile(address); err == nil {
		return m.Masked()
	}
	name, host, isMail := strings.Cut(address, "@")
	runes := []rune(name)
	shown := string(runes[:min(2, len(runes))]) + "***"
	if isMail {
		shown += "@" + host
	}
	return shown
}

// agreedAddress returns where an electronic letter goes: the agreed address,
// or NotAgreed.
func agreedAddress(tx *store.Tx, l Letter, given string) (string, error) {
	if l.PartyID == nil {
		return "", NotAgreed.New(nil)
	}
	row, agreed, err := agreementOf.Find(tx, tx.County(), *l.PartyID, l.Subject)
	if err != nil {
		return "", err
	}
	if !agreed {
		return "", NotAgreed.New(nil)
	}
	if given != "" {
		return given, nil
	}
	return tx.Unseal(*l.PartyID, row.Address)
}
