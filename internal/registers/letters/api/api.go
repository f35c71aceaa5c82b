// Package api (文书接口) lets programs read the register of letters and check a
// printed one.
//
// Basis: as package letters. What always holds: a program sees the letters of its
// own unit, and of every unit only if it supervises or coordinates; addressees are
// masked and texts are left out, because opening a letter is an act of a person.
// The app registers its operations.
package api

import (
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/api"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/store"
)

const tag = "文书"

// Register adds the register's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "letters-list", Path: "/letters", Perm: "letters.register", Tag: tag, Zh: "文书登记簿，新的在前", En: "Register of letters, newest first"}, list)
	api.Get(a, api.Op{ID: "letters-letter", Path: "/letters/{id}", Perm: "letters.register", Tag: tag, Zh: "一份文书和它的送达", En: "One letter with its service"}, one)
	api.Get(a, api.Op{ID: "letters-verify", Path: "/letter-check", Perm: "letters.verify", Tag: tag, Zh: "核对一份纸质文书", En: "Check a printed letter"}, verify)
}

// Letter is one line of the register.
type Letter struct {
	ID         string           `json:"id"`
	Number     string           `json:"number" doc:"文号。Number."`
	Form       letters.FormCode `json:"form" doc:"文书种类。Kind."`
	Title      string           `json:"title"`
	Unit       string           `json:"unit"`
	Case       string           `json:"case" doc:"办件编号或稿号。Number of the case or draft."`
	Addressee  string           `json:"addressee" doc:"受文人，已遮盖。Addressee, masked."`
	Seal       letters.SealKind `json:"seal" enum:"official,special"`
	IssuedAt   time.Time        `json:"issued_at"`
	State      flow.State       `json:"state" enum:"valid,void"`
	Reason     string           `json:"void_reason,omitempty"`
	ReplacedBy string           `json:"replaced_by,omitempty" doc:"更正它的文书。Number of the letter that corrects it."`
	ServeDue   *calendar.Day    `json:"serve_due,omitempty" format:"date" doc:"最迟哪天送达。Last day to serve it."`
	Digest     string           `json:"digest" doc:"内容的 SHA-256。SHA-256 of the content."`
}

func line(l letters.Letter) Letter {
	out := Letter{ID: l.ID, Number: l.Number, Form: l.Form, Title: l.Title, Unit: l.Unit, Case: l.CaseNumber, Addressee: l.AddresseeMask, Seal: l.Seal,
		IssuedAt: api.At(l.IssuedAt), State: l.State, ServeDue: l.ServeDue, Digest: l.Digest}
	if l.VoidReason != nil {
		out.Reason = *l.VoidReason
	}
	if l.ReplacedBy != nil {
		out.ReplacedBy = *l.ReplacedBy
	}
	return out
}

type listIn struct {
	api.Paging
	Form  string   `query:"form" doc:"文书种类。Kind of letter."`
	State string   `query:"state" enum:"valid,void" doc:"有效 valid，作废 void。State."`
	Case  string   `query:"case" doc:"办件编号。Number of the case."`
	From  api.Date `query:"from" format:"date" doc:"从哪天制发。Issued from."`
	To    api.Date `query:"to" format:"date" doc:"到哪天制发。Issued to."`
}

// everywhere are those whose sight is not their own unit.
func everywhere(by flow.Actor) bool { return by.Has(identity.Supervisor, identity.Coordinator) }

func list(c *api.Call, in *listIn) (api.Page[Letter], error) {
	var p fault.Problems
	find := letters.Find{Form: letters.FormCode(in.Form), State: flow.State(in.State), Case: in.Case, From: in.From.Day(&p, "from"), To: in.To.Day(&p, "to"), Limit: in.Limit + 1}
	if err := p.Err(); err != nil {
		return api.Page[Letter]{}, err
	}
	key, err := in.Key(1)
	if err != nil {
		return api.Page[Letter]{}, err
	}
	if key != nil {
		find.Before = key[0]
	}
	if !everywhere(c.Actor) {
		find.Unit = c.Actor.Unit
	}
	var items []Letter
	err = c.Read(func(tx *store.Tx) error {
		found, err := letters.List(tx, find)
		for _, l := range found {
			items = append(items, line(l))
		}
		return err
	})
	next := ""
	if len(items) > in.Limit {
		items = items[:in.Limit]
		next = api.Cursor(items[in.Limit-1].ID)
	}
	return api.PageOf(items, next), err
}

// Full is one letter with how it was served.
type Full struct {
	Letter
	Served []Service `json:"served" nullable:"false"`
}

// Service is one attempt to serve a letter.
type Service struct {
	Method     letters.Method `json:"method"`
	SentOn     calendar.Day   `json:"sent_on" format:"date"`
	ArrivedOn  *calendar.Day  `json:"arrived_on,omitempty" format:"date"`
	ReturnedOn *calendar.Day  `json:"returned_on,omitempty" format:"date"`
	ReviewLast *calendar.Day  `json:"review_last,omitempty" format:"date" doc:"申请复议的最后一日。Last day to ask for reconsideration."`
	SuitLast   *calendar.Day  `json:"suit_last,omitempty" format:"date" doc:"起诉的最后一日。Last day to sue."`
}

type oneIn struct {
	ID string `path:"id" doc:"记录的标识。Id of the record."`
}

func one(c *api.Call, in *oneIn) (out Full, err error) {
	err = c.Read(func(tx *store.Tx) error {
		l, err := letters.ByID(tx, in.ID)
		if err != nil {
			return err
		}
		if !everywhere(c.Actor) && l.Unit != c.Actor.Unit {
			return store.NoRow.New(nil)
		}
		out.Letter, out.Served = line(l), []Service{}
		all, err := letters.Deliveries(tx, l.ID)
		for _, d := range all {
			out.Served = append(out.Served, Service{d.Method, d.SentOn, d.ArrivedOn, d.ReturnedOn, d.ReviewLast, d.SuitLast})
		}
		return err
	})
	return out, err
}

type verifyIn struct {
	Code   string `query:"code" required:"true" doc:"文书页脚的核对码。Code printed on the letter."`
	Number string `query:"number" doc:"文号，填了就一起核对。Number, compared when given."`
}

// Checked is the answer about a printed letter; it names nobody in full.
type Checked struct {
	Found     bool         `json:"found"`
	Title     string       `json:"title,omitempty"`
	Number    string       `json:"number,omitempty"`
	Unit      string       `json:"unit,omitempty"`
	Addressee string       `json:"addressee,omitempty"`
	IssuedOn  calendar.Day `json:"issued_on,omitempty" format:"date"`
	Valid     bool         `json:"valid"`
	Instead   string       `json:"replaced_by,omitempty"`
	Digest    string       `json:"digest,omitempty"`
}

func verify(c *api.Call, in *verifyIn) (out Checked, err error) {
	err = c.Read(func(tx *store.Tx) error {
		p, ok, err := letters.Verify(tx, in.Code, in.Number)
		if err == nil && ok {
			out = Checked{true, p.Title, p.Number, p.UnitName, p.Addressee, p.IssuedOn, p.State == letters.Valid, p.Instead, p.Digest}
		}
		return err
	})
	return out, err
}
