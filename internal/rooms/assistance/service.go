package assistance

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// The hall's hours (示例): what begins outside of them, or on a rest day, is 延时服务.
const (
	opensAt  = 8*60 + 30
	closesAt = 17 * 60
)

// Log records a service event (服务记录) with its evidence, by an agent or a
// window; on an entrustment only by who holds it. An event within the hall's
// hours is no 延时服务, and a mail is counted once.
func Log(tx *store.Tx, by flow.Actor, entrustment string, seen int64, in Service) (Service, error) {
	if !by.Has(servers...) {
		return Service{}, flow.StepForbidden.New(fault.Args{"verb": "登记服务", "roles": flow.RoleNames(servers)})
	}
	var t turn
	var err error
	if entrustment != "" {
		if t, err = holding(tx, by, entrustment, seen, VerbServe); err != nil {
			return Service{}, err
		}
	}
	in, row, err := enterService(tx, by, t.was, by.Unit, in)
	if err != nil {
		return Service{}, err
	}
	details := say{"service": in.Number, "kind": in.Kind}
	if entrustment == "" {
		_, err = journal.Record(tx, by, "assist.service", in.ID, details, row)
		return in, err
	}
	_, err = move(tx, by, t, details, row)
	return in, err
}

// enterService checks the event, gives it the next number and stores it.
func enterService(tx *store.Tx, by flow.Actor, e Entrustment, unit string, in Service) (Service, journal.Row, error) {
	in = in.tidy()
	if err := checkService(tx, e, in); err != nil {
		return in, journal.Row{}, err
	}
	year := tx.Today().Year()
	serial, err := tx.NextNumber(fmt.Sprintf("FW%04d", year))
	if err != nil {
		return in, journal.Row{}, err
	}
	in.County, in.ID, in.Number = tx.County(), tx.NewID(), fmt.Sprintf("FW%04d-%04d", year, serial)
	in.EntrustmentID, in.Account, in.Unit, in.At = text(e.ID), by.Account, unit, tx.Now()
	return in, journal.Row{Table: "assistance_service", ID: in.ID}, insertService.One(tx, in)
}

func (in Service) tidy() Service {
	for _, s := range []*string{&in.Matter, &in.Place, &in.MailNumber, &in.Evidence} {
		*s = strings.TrimSpace(*s)
	}
	return in
}

func checkService(tx *store.Tx, e Entrustment, in Service) error {
	var p fault.Problems
	need := func(bad bool, name, sentence string) {
		if bad {
			p.Add(name, "%s", sentence)
		}
	}
	need(in.Kind.Zh() == string(in.Kind), "kind", "服务类别：请选择一项")
	need(in.Matter == "", "matter", "办的什么事：请写明")
	need(in.Evidence == "", "evidence", "凭据：请填登记表、照片或面单的编号，没有凭据的不计入")
	need(in.BeganAt > tx.Now(), "began", "开始时间：不能晚于现在，请填实际开始的时间")
	need(in.Minutes < 0 || in.Minutes > 1440, "minutes", "用时：请填 0 到 1440 分钟")
	need(in.Kind == Door && in.Place == "", "place", "上门地点：请写明")
	need(in.Kind == Mailed && in.MailNumber == "", "mail_number", "邮件号：请照面单填写")
	need(in.Kind != Mailed && in.MailNumber != "", "mail_number", "邮件号：只有邮寄才填，请清空或改选邮寄送达")
	need(in.ReceivedOn != nil && *in.ReceivedOn < in.BeganAt.Day(), "received", "签收日期：不能早于寄出，请核对")
	if err := p.Err(); err != nil {
		return err
	}
	if err := checkEvidence(tx, e, in); err != nil {
		return err
	}
	if in.Kind == Extended {
		return outsideHours(tx, in.BeganAt)
	}
	if in.Kind != Mailed {
		return nil
	}
	if _, twice, err := serviceByMail.Find(tx, tx.County(), in.MailNumber); err != nil || !twice {
		return err
	}
	return mailTwice.New(fault.Args{"number": in.MailNumber})
}

// checkEvidence lets only a paper of the entrustment's own party be evidence.
func checkEvidence(tx *store.Tx, e Entrustment, in Service) error {
	if in.Paper == nil {
		return nil
	}
	paper, err := papers.ByID(tx, *in.Paper)
	if err == nil && paper.PartyID != e.Party {
		return store.NoRow.New(nil)
	}
	return err
}

// outsideHours refuses an instant within the hall's hours of a working day.
func outsideHours(tx *store.Tx, at calendar.Instant) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	works, err := book.IsWorkday(at.Day())
	if err != nil {
		return workdays.Loud(err)
	}
	minute := int((at - at.Day().Start()) / 60_000)
	if works && minute >= opensAt && minute < closesAt {
		return withinHours.New(fault.Args{"at": at.String()})
	}
	return nil
}

// Arrived records the day a mail reached the applicant (签收), once.
func Arrived(tx *store.Tx, by flow.Actor, id string, day calendar.Day) error {
	if !by.Has(servers...) {
		return flow.StepForbidden.New(fault.Args{"verb": "登记签收", "roles": flow.RoleNames(servers)})
	}
	s, ok, err := serviceByID.Find(tx, tx.County(), id)
	if err != nil {
		return err
	}
	if !ok || s.Unit != by.Unit {
		return notFound.New(nil)
	}
	return arrive(tx, by, s, day)
}

func arrive(tx *store.Tx, by flow.Actor, s Service, day calendar.Day) error {
	if s.Kind != Mailed || s.ReceivedOn != nil || day < s.BeganAt.Day() || day > tx.Today() {
		return notSent.New(nil)
	}
	if err := arriveMail.One(tx, day, tx.County(), s.ID); err != nil {
		return err
	}
	subject := s.ID
	if s.EntrustmentID != nil {
		subject = *s.EntrustmentID
	}
	_, err := journal.Record(tx, by, "assist.arrived", subject, say{"service": s.Number, "day": day},
		journal.Row{Table: "assistance_service", ID: s.ID})
	return err
}
