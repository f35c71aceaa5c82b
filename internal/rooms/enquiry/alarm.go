package enquiry

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// hostile are the facts of other rooms that an accused unit may take revenge by,
// with the words for the alarm. A row is enough for a further room, as long as the
// case sources find the fact's subject.
var hostile = map[string]func(payload string) (what string, ok bool){
	"CaseDecided": func(payload string) (string, bool) {
		var said struct{ Outcome string }
		return "不予许可", json.Unmarshal([]byte(payload), &said) == nil && said.Outcome == "refused"
	},
	"CaseEnded": func(payload string) (string, bool) {
		var said struct{ State string }
		return "不予受理", json.Unmarshal([]byte(payload), &said) == nil && said.State == "not_ours"
	},
	"CaseRevoked": func(string) (string, bool) { return "撤销许可", true },
	"PledgeFalse": func(string) (string, bool) { return "认定承诺不实", true },
}

// watcher raises an alarm (打击报复预警) when the unit complained of acts against the
// enterprise of the complainant. It asks the case sources whose case a fact is about.
type watcher struct{ cases manifest.CaseSources }

// hear looks at one fact. The alarm goes to the managing office, not to the unit.
func (k watcher) hear(tx *store.Tx, f store.Fact) error {
	what, ok := hostile[f.Kind](f.Payload)
	if !ok {
		return nil
	}
	by := flow.System("enquiry.watch")
	c, ok, err := k.cases.Seen(tx, by, f.Subject)
	if err != nil || !ok || c.Party == "" {
		return err
	}
	p, err := party.ByID(tx, c.Party)
	if err != nil || p.Credit == nil {
		return err
	}
	w := new(store.Where).And("county = ? AND party_digest = ? AND received_day >= ?", tx.County(), partyDigest(tx, string(*p.Credit)), f.At.Day()-watchDays).
		And("accused = ?", c.Unit)
	found, err := records.Page(tx, w, "id", 100)
	if err != nil {
		return err
	}
	for _, e := range found {
		if err := raise(tx, by, e, c, what); err != nil {
			return err
		}
	}
	return nil
}

// raise writes one alarm for an enquiry and an act, once.
func raise(tx *store.Tx, by flow.Actor, e Enquiry, c manifest.CaseFact, what string) error {
	if _, twice, err := alarmOf.Find(tx, tx.County(), e.ID, c.ID); err != nil || twice {
		return err
	}
	year := tx.Today().Year()
	serial, err := tx.NextNumber(fmt.Sprintf("enquiry.alarm.%d", year))
	if err != nil {
		return err
	}
	a := Alarm{County: e.County, ID: tx.NewID(), Version: 1, State: Raised, Number: fmt.Sprintf("YJ%d-%03d", year, serial), RecordID: e.ID,
		Unit: c.Unit, Office: e.Office, Subject: c.ID, What: c.Number + " " + c.Title + "：" + what, Link: c.Link,
		RaisedAt: tx.Now(), RaisedDay: tx.Today(), SettleN: alarmDays}
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	if a.Due, err = book.AddWorkdays(a.RaisedDay, a.SettleN); err != nil {
		return workdays.Loud(err)
	}
	a.Book = book.Version()
	if err := insertAlarm.One(tx, a); err != nil {
		return err
	}
	_, err = journal.Record(tx, by, "enquiry.alarm", a.ID, say{"number": a.Number}, journal.Row{Table: "enquiry_alarm", ID: a.ID})
	return err
}

// Settle records what the managing office found: whether the act was lawful or
// stands in connection with the complaint.
func Settle(tx *store.Tx, by flow.Actor, id string, version int64, confirmed bool, words string) (Alarm, error) {
	a, err := AlarmByID(tx, by, id)
	if err != nil {
		return a, err
	}
	step, err := AlarmFlow.Next(by, a.State, VerbSettle)
	if err == nil && version != a.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return a, err
	}
	var p fault.Problems
	if words = needed(&p, words, "words", "结论：请写明调阅了什么、依据是否充分、怎样处理"); p.Err() != nil {
		return a, p.Err()
	}
	at := tx.Now()
	a.SettledBy, a.SettledAt, a.Confirmed, a.Words = &by.Account, &at, &confirmed, &words
	return keepAlarm(tx, by, step, a)
}

func keepAlarm(tx *store.Tx, by flow.Actor, step flow.Step, a Alarm) (Alarm, error) {
	err := saveAlarm.One(tx, step.To, a.Due, a.Book, a.SettledBy, a.SettledAt, a.Confirmed, a.Words, tx.County(), a.ID, step.From, a.Version)
	if err != nil {
		return a, err
	}
	a.State, a.Version = step.To, a.Version+1
	_, err = journal.Record(tx, by, step.Kind, a.ID, say{"number": a.Number}, journal.Row{Table: "enquiry_alarm", ID: a.ID})
	return a, err
}

// alarmed may see alarms: who watches the county, but nobody of the unit.
func alarmed(by flow.Actor, a Alarm) bool { return by.Has(watch...) && by.Unit != a.Unit }

// AlarmByID shows one alarm.
func AlarmByID(tx *store.Tx, by flow.Actor, id string) (Alarm, error) {
	a, ok, err := alarmByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !alarmed(by, a)) {
		return Alarm{}, alarmUnknown.New(nil)
	}
	if err != nil {
		return a, err
	}
	return a.covered(tx, by)
}

// covered leaves out whose case the act was about while the enquiry is
// confidential and the actor has not unsealed it: the case names the enterprise.
func (a Alarm) covered(tx *store.Tx, by flow.Actor) (Alarm, error) {
	e, err := recordByID.One(tx, tx.County(), a.RecordID)
	if err != nil || !e.Confidential {
		return a, err
	}
	_, granted, err := grantOf(tx, by, e.ID)
	if !granted {
		a.Subject, a.Link = "", ""
		a.What = a.What[strings.LastIndex(a.What, "：")+len("："):]
	}
	return a, err
}

// Alarms lists those the actor may see, the newest first.
func Alarms(tx *store.Tx, by flow.Actor) ([]Alarm, error) {
	if !by.Has(watch...) {
		return nil, nil
	}
	found, err := alarms.Page(tx, new(store.Where).And("county = ?", tx.County()), "newest", 200)
	found = slices.DeleteFunc(found, func(a Alarm) bool { return !alarmed(by, a) })
	for i := range found {
		if found[i], err = found[i].covered(tx, by); err != nil {
			return nil, err
		}
	}
	return found, err
}
