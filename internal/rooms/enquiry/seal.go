package enquiry

import (
	"encoding/json"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// identityOf opens who filed. The caller has checked that it may, and journals it
// where somebody looks.
func identityOf(tx *store.Tx, e Enquiry) (who Identity, err error) {
	if e.Who == nil {
		return who, nil
	}
	text, err := tx.Unseal(e.ID, e.Who)
	if err != nil {
		return who, err
	}
	return who, json.Unmarshal([]byte(text), &who)
}

// names says what of somebody a text gives away, or "".
func names(text string, who Identity) string {
	if len(zh.FindPersonalData(text)) > 0 {
		return "电话或证件号码"
	}
	for _, known := range []struct{ word, zh string }{{who.Name, "诉求人的姓名"}, {who.PartyName, "企业名称"}, {who.Party, "信用代码"}} {
		if known.word != "" && strings.Contains(text, known.word) {
			return known.zh
		}
	}
	return ""
}

// Reveal shows who filed to the managing office and the handling unit, with a
// reason; every look is an entry of the journal. A confidential identity opens only
// to who asked for it and was granted it by a second person, for a day.
func Reveal(tx *store.Tx, by flow.Actor, id, reason string) (Identity, error) {
	e, err := ByID(tx, by, id)
	if err != nil {
		return Identity{}, err
	}
	if !e.handles(by) && !by.Has(keepers...) {
		return Identity{}, may(flow.Actor{}, handlers...)
	}
	var p fault.Problems
	if reason = needed(&p, reason, "why", "理由：请写明为什么要看联系方式"); p.Err() != nil {
		return Identity{}, p.Err()
	}
	if e.Who == nil {
		return Identity{}, anonymous.New(nil)
	}
	details := say{"number": e.Number, "reason": safe(reason)}
	if e.Confidential {
		grant, ok, err := grantOf(tx, by, e.ID)
		if err != nil || !ok {
			if err == nil {
				err = sealed.New(nil)
			}
			return Identity{}, err
		}
		details["unseal"] = grant.ID
	}
	who, err := identityOf(tx, e)
	if err != nil {
		return who, err
	}
	_, err = journal.Record(tx, by, revealKind, e.ID, details)
	return who, err
}

const revealKind = "enquiry.reveal"

// safe keeps a reason out of the journal when it holds personal data itself.
func safe(reason string) string {
	if len(zh.FindPersonalData(reason)) > 0 {
		return "（理由含个人信息，未记录）"
	}
	return reason
}

// grantOf is the actor's unsealing that is open now.
func grantOf(tx *store.Tx, by flow.Actor, record string) (Unseal, bool, error) {
	all, err := unseals.Page(tx, new(store.Where).And("county = ? AND record_id = ?", tx.County(), record), "newest", 500)
	n := slices.IndexFunc(all, func(u Unseal) bool {
		return u.AskedBy == by.Account && u.State == Granted && tx.Now() <= *u.UntilAt
	})
	if err != nil || n < 0 {
		return Unseal{}, false, err
	}
	return all[n], true, nil
}

// AskUnseal asks to see who filed a confidential enquiry. A second person grants
// or refuses it.
func AskUnseal(tx *store.Tx, by flow.Actor, id, reason string) (Unseal, error) {
	e, err := ByID(tx, by, id)
	if err != nil {
		return Unseal{}, err
	}
	switch {
	case !e.handles(by) && !by.Has(keepers...):
		return Unseal{}, may(flow.Actor{}, handlers...)
	case e.Who == nil:
		return Unseal{}, anonymous.New(nil)
	case !e.Confidential:
		return Unseal{}, notSealed.New(nil)
	}
	var p fault.Problems
	if reason = needed(&p, reason, "reason", "理由：请写明不看身份为什么办不下去"); p.Err() != nil {
		return Unseal{}, p.Err()
	}
	all, err := unseals.Page(tx, new(store.Where).And("county = ? AND record_id = ?", tx.County(), e.ID), "newest", 500)
	if err != nil {
		return Unseal{}, err
	}
	if slices.ContainsFunc(all, func(u Unseal) bool {
		return u.AskedBy == by.Account && (u.State == Asked || u.State == Granted && tx.Now() <= *u.UntilAt)
	}) {
		return Unseal{}, unsealWaiting.New(nil)
	}
	u := Unseal{County: e.County, ID: tx.NewID(), Version: 1, State: Asked, RecordID: e.ID, Reason: safe(reason), AskedBy: by.Account,
		AskedUnit: by.Unit, AskedAt: tx.Now()}
	if err := insertUnseal.One(tx, u); err != nil {
		return u, err
	}
	_, err = journal.Record(tx, by, "enquiry.unseal_ask", e.ID, say{"number": e.Number, "reason": u.Reason}, journal.Row{Table: "enquiry_unseal", ID: u.ID})
	return u, err
}

// DecideUnseal grants or refuses, by a second person of the managing office or a
// leader, who is not of the unit complained of.
func DecideUnseal(tx *store.Tx, by flow.Actor, id string, version int64, grant bool, words string) (Unseal, error) {
	u, ok, err := unsealByID.Find(tx, tx.County(), id)
	if err != nil || !ok || !by.Has(approvers...) {
		if err == nil {
			err = unsealUnknown.New(nil)
		}
		return u, err
	}
	e, err := ByID(tx, by, u.RecordID)
	if err != nil {
		return u, unsealUnknown.New(nil)
	}
	step, err := UnsealFlow.Next(by, u.State, map[bool]flow.Verb{true: VerbGrant, false: VerbRefuse}[grant])
	switch {
	case err != nil:
		return u, err
	case u.AskedBy == by.Account || by.For == u.AskedBy:
		return u, samePerson.New(fault.Args{"what": "申请"})
	case version != u.Version:
		return u, store.ChangedMeanwhile.New(nil)
	}
	var p fault.Problems
	if words = needed(&p, words, "words", "意见：请写明为什么同意或者不同意"); p.Err() != nil {
		return u, p.Err()
	}
	at := tx.Now()
	u.DecidedBy, u.DecidedAt, u.Words = &by.Account, &at, &words
	if grant {
		until := at + unsealHours*3_600_000
		u.UntilAt = &until
	}
	if err := saveUnseal.One(tx, step.To, u.DecidedBy, u.DecidedAt, u.Words, u.UntilAt, tx.County(), u.ID, step.From, u.Version); err != nil {
		return u, err
	}
	u.State, u.Version = step.To, u.Version+1
	_, err = journal.Record(tx, by, step.Kind, e.ID, say{"number": e.Number}, journal.Row{Table: "enquiry_unseal", ID: u.ID})
	return u, err
}

// Unsealing is one request with the enquiry it is about and how often it was used.
type Unsealing struct {
	Unseal
	Number string
	Looks  []calendar.Instant
}

// Unsealings lists the requests the actor may see: the own ones, and for the
// approvers all but those of enquiries against them. Waiting ones come first.
func Unsealings(tx *store.Tx, by flow.Actor) ([]Unsealing, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(approvers...) {
		w.And("asked_by = ?", by.Account)
	}
	all, err := unseals.Page(tx, w, "newest", 200)
	if err != nil {
		return nil, err
	}
	var out []Unsealing
	for _, u := range all {
		e, err := ByID(tx, by, u.RecordID)
		if unknown.Is(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		row := Unsealing{Unseal: u, Number: e.Number}
		looks, err := journal.Search(tx, journal.Find{Kind: revealKind, Subject: e.ID, Limit: 100})
		if err != nil {
			return nil, err
		}
		for _, l := range looks {
			if strings.Contains(string(l.Details), u.ID) {
				row.Looks = append(row.Looks, l.At)
			}
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, b Unsealing) int { return rankOf(a.State) - rankOf(b.State) })
	return out, nil
}

func rankOf(s flow.State) int {
	if s == Asked {
		return 0
	}
	return 1
}
