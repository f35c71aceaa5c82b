package incident

import (
	"encoding/json"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// Input is what is stated of a case.
type Input struct {
	Number    string
	Kind      string
	Conduct   string
	Credit    string // credit code of the enterprise that was harmed
	Happened  calendar.Day
	Summary   string
	Complaint string // number only
}

// say are details of a journal entry: codes and days, never words of a case.
type say map[string]any

// note makes the entry of one act in the chain of the unit's register. Case and
// act stand in the part of the leaf that is not public.
func note(tx *store.Tx, by flow.Actor, act, incident string, details say, rows ...journal.Row) error {
	said := say{"act": act, "case": incident}
	for name, value := range details {
		said[name] = value
	}
	_, err := journal.Record(tx, by, kindAct, registerSubject(by.Unit), said, rows...)
	return err
}

func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) && (by.Unit != "" || !by.Has(keepers...)) {
		return nil
	}
	return notKeeper.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// Register puts a case of the keeper's unit into the register.
func Register(tx *store.Tx, by flow.Actor, in Input) (Incident, error) {
	if err := may(by, keepers...); err != nil {
		return Incident{}, err
	}
	i := Incident{County: tx.County(), ID: tx.NewID(), Version: 1, State: Registered, Number: strings.TrimSpace(in.Number), Kind: in.Kind, Unit: by.Unit,
		RegisteredBy: by.Account, RegisteredAt: tx.Now()}
	var p fault.Problems
	if i.Number == "" {
		p.Add("number", "案号：请照文书填写")
	}
	if _, known := Parse(Kinds, in.Kind); !known {
		p.Add("kind", "案件类别：请选刑事案件或行政案件")
	}
	if err := i.fill(tx, &p, in); err != nil {
		return Incident{}, err
	}
	if err := p.Err(); err != nil {
		return Incident{}, err
	}
	if _, known, err := incidentByNo.Find(tx, tx.County(), i.Number); err != nil || known {
		if err == nil {
			err = twice.New(fault.Args{"number": i.Number})
		}
		return Incident{}, err
	}
	if err := insertIncident.One(tx, i); err != nil {
		return Incident{}, err
	}
	return i, note(tx, by, "register", i.ID, say{"kind": i.Kind}, journal.Row{Table: "incident_case", ID: i.ID})
}

// fill checks what an amendment can change, and takes it over.
func (i *Incident) fill(tx *store.Tx, p *fault.Problems, in Input) error {
	i.Conduct, i.Happened, i.Complaint = in.Conduct, in.Happened, strings.TrimSpace(in.Complaint)
	if _, known := Parse(Conducts, in.Conduct); !known {
		p.Add("conduct", "行为：请从列表里选")
	}
	if in.Happened == 0 || in.Happened > tx.Today() {
		p.Add("happened", "发生日期：请填今天或以前的日期")
	}
	summary := strings.TrimSpace(in.Summary)
	if summary == "" {
		p.Add("summary", "案情：请写明时间、地点和经过，人员只在“涉案人员”里登记")
	}
	code, err := ids.ParseCreditCode(in.Credit)
	if err != nil {
		p.Check("credit", err)
		return nil
	}
	victim, known, err := party.ByCredit(tx, code)
	if err == nil && !known {
		p.Add("credit", "受侵害企业：名录里没有 %s，请先登记市场主体", code)
	}
	if err != nil {
		return err
	}
	i.PartyID = victim.ID
	i.Summary, err = tx.Seal(i.ID, summary)
	return err
}

// take reads a case of the keeper's own unit; to everybody else it is missing.
func take(tx *store.Tx, by flow.Actor, id string) (Incident, error) {
	i, ok, err := incidentByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !sees(by, i)) {
		err = unknown.New(nil)
	}
	return i, err
}

func sees(by flow.Actor, i Incident) bool {
	return by.Has(keepers...) && by.Unit != "" && by.Unit == i.Unit
}

// Move is one step of a case as its document says.
type Move struct {
	Verb     flow.Verb
	Day      calendar.Day // of the document; the zero day means today
	Document string
	Reason   string // of what ends a case without a decision
}

// kindOf says in which kind of case a verb has a place; other verbs in both.
var kindOf = map[flow.Verb]string{VerbPunish: Administrative}

// reasoned are the verbs that need a reason; undocumented the one without
// document.
var (
	reasoned     = map[flow.Verb]bool{VerbDecline: true, VerbVoid: true, VerbWithdraw: true, VerbTransfer: true}
	undocumented = map[flow.Verb]bool{VerbVoid: true}
)

// Record takes one step of a case on the strength of its document.
func Record(tx *store.Tx, by flow.Actor, id string, version int64, in Move) (Incident, error) {
	i, err := take(tx, by, id)
	if err != nil {
		return Incident{}, err
	}
	step, err := Flow.Next(by, i.State, in.Verb)
	if err == nil && version != i.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return Incident{}, err
	}
	if kind := kindOf[in.Verb]; kind != "" && kind != i.Kind {
		return Incident{}, wrongKind.New(fault.Args{"kind": Zh(Kinds, i.Kind), "what": step.Label})
	}
	if in.Day == 0 {
		in.Day = tx.Today()
	}
	if err := dated(tx, in.Day, i.Happened); err != nil {
		return Incident{}, err
	}
	in.Document, in.Reason = strings.TrimSpace(in.Document), strings.TrimSpace(in.Reason)
	var p fault.Problems
	if in.Document == "" && !undocumented[in.Verb] {
		p.Add("document", "文书：请填文书名称和文号")
	}
	if in.Reason == "" && reasoned[in.Verb] {
		p.Add("reason", "理由：请写明根据和去向")
	}
	if err := p.Err(); err != nil {
		return Incident{}, err
	}
	at, was := tx.Now(), i.State
	if was == Registered {
		i.ReviewedAt = &at
	}
	if i.State = step.To; i.State == Filed {
		i.FiledAt = &at
	} else {
		i.ClosedAt = &at
	}
	return i.keep(tx, by, step, Act{Day: in.Day, Document: in.Document, Reason: in.Reason})
}

func dated(tx *store.Tx, day, from calendar.Day) error {
	if day < from || day > tx.Today() {
		return dayWrong.New(fault.Args{"day": day, "from": from})
	}
	return nil
}

// keep writes the case in the step's state, with the row of its history. It is
// the only writer.
func (i Incident) keep(tx *store.Tx, by flow.Actor, step flow.Step, a Act) (Incident, error) {
	err := saveIncident.One(tx, step.To, i.Conduct, i.PartyID, i.Happened, i.Summary, i.Complaint, i.ReviewedAt, i.FiledAt, i.ClosedAt,
		tx.County(), i.ID, step.From, i.Version)
	if err != nil {
		return Incident{}, err
	}
	i.State, i.Version = step.To, i.Version+1
	a.County, a.ID, a.IncidentID, a.Verb, a.ToState = tx.County(), tx.NewID(), i.ID, step.Verb, step.To
	a.RecordedBy, a.ByName, a.RecordedAt = by.Account, by.Name, tx.Now()
	if err := insertAct.One(tx, a); err != nil {
		return Incident{}, err
	}
	return i, note(tx, by, string(step.Verb), i.ID, say{"day": a.Day},
		journal.Row{Table: "incident_case", ID: i.ID}, journal.Row{Table: "incident_act", ID: a.ID})
}

// Amend corrects what was registered; what it replaces stays, sealed, in the
// history.
func Amend(tx *store.Tx, by flow.Actor, id string, version int64, in Input, reason string) (Incident, error) {
	i, err := take(tx, by, id)
	if err != nil {
		return Incident{}, err
	}
	step, err := Flow.Next(by, i.State, VerbAmend)
	if err == nil && version != i.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return Incident{}, err
	}
	was, err := i.stated(tx)
	if err != nil {
		return Incident{}, err
	}
	var p fault.Problems
	if err := i.fill(tx, &p, in); err != nil {
		return Incident{}, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		p.Add("reason", "理由：请写明为什么更正、依据什么")
	}
	if err := p.Err(); err != nil {
		return Incident{}, err
	}
	text, err := json.Marshal(was)
	if err != nil {
		return Incident{}, err
	}
	sealed, err := tx.Seal(i.ID, string(text))
	if err != nil {
		return Incident{}, err
	}
	return i.keep(tx, by, step, Act{Day: tx.Today(), Reason: reason, Was: sealed})
}

// stated is a case as somebody would state it.
func (i Incident) stated(tx *store.Tx) (Input, error) {
	in := Input{Number: i.Number, Kind: i.Kind, Conduct: i.Conduct, Happened: i.Happened, Complaint: i.Complaint}
	victim, err := party.ByID(tx, i.PartyID)
	if err != nil {
		return in, err
	}
	if victim.Credit != nil {
		in.Credit = string(*victim.Credit)
	}
	in.Summary, err = tx.Unseal(i.ID, i.Summary)
	return in, err
}

// Correct replaces the day or document of a step by what the document says; the
// wrong row is superseded and stays.
func Correct(tx *store.Tx, by flow.Actor, act string, day calendar.Day, document, reason string) (Act, error) {
	old, ok, err := actByID.Find(tx, tx.County(), act)
	if err != nil {
		return Act{}, err
	}
	if !ok {
		return Act{}, unknown.New(nil)
	}
	i, err := take(tx, by, old.IncidentID)
	if err != nil {
		return Act{}, err
	}
	if old.SupersededAt != nil || old.Verb == VerbAmend {
		return Act{}, actFixed.New(nil)
	}
	if err := dated(tx, day, i.Happened); err != nil {
		return Act{}, err
	}
	fresh := old
	fresh.ID, fresh.Day, fresh.Document, fresh.Reason = tx.NewID(), day, strings.TrimSpace(document), strings.TrimSpace(reason)
	fresh.RecordedBy, fresh.ByName, fresh.RecordedAt, fresh.Corrects = by.Account, by.Name, tx.Now(), &old.ID
	var p fault.Problems
	if fresh.Document == "" {
		p.Add("document", "文书：请填文书名称和文号")
	}
	if fresh.Reason == "" {
		p.Add("reason", "理由：请写明原来错在哪里")
	}
	if err := p.Err(); err != nil {
		return Act{}, err
	}
	if err := supersede.One(tx, tx.Now(), tx.County(), old.ID); err != nil {
		return Act{}, err
	}
	if err := insertAct.One(tx, fresh); err != nil {
		return Act{}, err
	}
	return fresh, note(tx, by, "correct", i.ID, say{"day": day, "day_was": old.Day},
		journal.Row{Table: "incident_act", ID: old.ID}, journal.Row{Table: "incident_act", ID: fresh.ID})
}

// Fits reports whether a verb has a place in this kind of case; role and state are
// the table's to tell.
func Fits(i Incident, verb flow.Verb) bool { return kindOf[verb] == "" || kindOf[verb] == i.Kind }
