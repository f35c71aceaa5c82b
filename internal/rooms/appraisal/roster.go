package appraisal

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Appointment is what is stated of a special supervisor.
type Appointment struct {
	Code       string
	Name       string
	Login      string // account, may be empty
	Source     string
	Occupation string
	Conflicts  []string
	From, To   calendar.Day
	Document   string
}

// longestTerm bounds a term: five years.
const longestTerm = 5*366 + 1

// Appoint takes somebody onto the roster for a first term.
func Appoint(tx *store.Tx, by flow.Actor, in Appointment) (Supervisor, error) {
	if err := may(by, keepers...); err != nil {
		return Supervisor{}, err
	}
	s := Supervisor{County: tx.County(), ID: tx.NewID(), Version: 1, State: Appointed, Terms: 1, FromDay: in.From, ToDay: in.To}
	if err := fillSupervisor(tx, &s, in); err != nil {
		return Supervisor{}, err
	}
	if err := insertSupervisor.One(tx, s); err != nil {
		return Supervisor{}, err
	}
	return s, recordTerm(tx, by, "appraisal.appoint", s, in.Document)
}

// fillSupervisor checks what was stated and takes it over.
func fillSupervisor(tx *store.Tx, s *Supervisor, in Appointment) error {
	s.Code, s.Name, s.Source, s.Occupation = strings.TrimSpace(in.Code), strings.TrimSpace(in.Name), strings.TrimSpace(in.Source), strings.TrimSpace(in.Occupation)
	s.Conflicts = in.Conflicts
	if s.Conflicts == nil {
		s.Conflicts = []string{}
	}
	var p fault.Problems
	for _, need := range []struct{ name, value, sentence string }{
		{"code", s.Code, "聘书编号：请填聘书上的编号"},
		{"name", s.Name, "姓名：请填聘书上的姓名"},
		{"source", s.Source, "来源：请填推荐单位或“公开报名”"},
		{"document", strings.TrimSpace(in.Document), "聘任文件：请填文号和名称"},
	} {
		if need.value == "" {
			p.Add(need.name, "%s", need.sentence)
		}
	}
	if in.To < in.From || in.To-in.From > longestTerm {
		p.Add("to", "聘期：止日要晚于起日，一届最长五年")
	}
	for _, unit := range s.Conflicts {
		if _, err := org.ByCode(tx, unit); store.NoRow.Is(err) {
			p.Add("conflicts", "回避单位：没有编码“%s”的机构，请从机构名录里选", unit)
		} else if err != nil {
			return err
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	return linkAccount(tx, s, in.Login)
}

// linkAccount ties the account that has the role to the person.
func linkAccount(tx *store.Tx, s *Supervisor, login string) error {
	if login = strings.TrimSpace(login); login == "" {
		return nil
	}
	a, err := identity.ByLogin(tx, login)
	if store.NoRow.Is(err) || err == nil && !slices.Contains(a.Roles, identity.Special) {
		return accountUnfit.New(fault.Args{"login": login})
	}
	if err != nil {
		return err
	}
	other, taken, err := supervisorByAccount.Find(tx, tx.County(), a.ID)
	if err == nil && taken && other.ID != s.ID {
		err = accountTaken.New(fault.Args{"login": login})
	}
	s.Account = &a.ID
	return err
}

func recordTerm(tx *store.Tx, by flow.Actor, kind string, s Supervisor, document string) error {
	t := Term{County: tx.County(), ID: tx.NewID(), SupervisorID: s.ID, Nth: s.Terms, FromDay: s.FromDay, ToDay: s.ToDay,
		Document: strings.TrimSpace(document), AppointedBy: by.Account, AppointedAt: tx.Now()}
	if err := insertTerm.One(tx, t); err != nil {
		return err
	}
	_, err := journal.Record(tx, by, kind, s.ID, say{"code": s.Code, "term": s.Terms, "from": s.FromDay, "to": s.ToDay},
		journal.Row{Table: "appraisal_supervisor", ID: s.ID}, journal.Row{Table: "appraisal_term", ID: t.ID})
	return err
}

func takeSupervisor(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Supervisor, flow.Step, error) {
	s, err := SupervisorByID(tx, by, id)
	if err != nil {
		return Supervisor{}, flow.Step{}, err
	}
	step, err := SupervisorFlow.Next(by, s.State, verb)
	if err == nil && version != s.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return s, step, err
}

func keepSupervisor(tx *store.Tx, step flow.Step, s Supervisor) (Supervisor, error) {
	err := saveSupervisor.One(tx, step.To, s.Name, s.Account, s.Source, s.Occupation, s.Conflicts, s.Terms, s.FromDay, s.ToDay,
		s.EndedDay, s.EndReason, tx.County(), s.ID, step.From, s.Version)
	s.State, s.Version = step.To, s.Version+1
	return s, err
}

// Renew appoints for a second term, of which days and document are taken; it
// begins after the first, and there is no third.
func Renew(tx *store.Tx, by flow.Actor, id string, version int64, in Appointment) (Supervisor, error) {
	s, step, err := takeSupervisor(tx, by, id, version, VerbRenew)
	if err != nil {
		return Supervisor{}, err
	}
	switch {
	case s.Terms >= 2:
		return Supervisor{}, termsUsed.New(fault.Args{"name": s.Name})
	case in.From <= s.ToDay:
		return Supervisor{}, termRunning.New(fault.Args{"to": s.ToDay})
	}
	var p fault.Problems
	if in.To < in.From || in.To-in.From > longestTerm {
		p.Add("to", "聘期：止日要晚于起日，一届最长五年")
	}
	if strings.TrimSpace(in.Document) == "" {
		p.Add("document", "聘任文件：请填文号和名称")
	}
	if err := p.Err(); err != nil {
		return Supervisor{}, err
	}
	s.Terms, s.FromDay, s.ToDay = 2, in.From, in.To
	if s, err = keepSupervisor(tx, step, s); err != nil {
		return Supervisor{}, err
	}
	return s, recordTerm(tx, by, step.Kind, s, in.Document)
}

// Amend changes what the roster says beside the terms.
func Amend(tx *store.Tx, by flow.Actor, id string, version int64, in Appointment) (Supervisor, error) {
	s, step, err := takeSupervisor(tx, by, id, version, VerbAmend)
	if err != nil {
		return Supervisor{}, err
	}
	in.Code, in.From, in.To = s.Code, s.FromDay, s.ToDay
	if strings.TrimSpace(in.Document) == "" {
		in.Document = "名册更正"
	}
	if err := fillSupervisor(tx, &s, in); err != nil {
		return Supervisor{}, err
	}
	if s, err = keepSupervisor(tx, step, s); err != nil {
		return Supervisor{}, err
	}
	_, err = journal.Record(tx, by, step.Kind, s.ID, say{"code": s.Code}, journal.Row{Table: "appraisal_supervisor", ID: s.ID})
	return s, err
}

// End ends an appointment before or at its term, with the reason. Opinions that
// are under way stay the person's to confirm.
func End(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Supervisor, error) {
	s, step, err := takeSupervisor(tx, by, id, version, VerbEnd)
	if err != nil {
		return Supervisor{}, err
	}
	var p fault.Problems
	if reason = strings.TrimSpace(reason); reason == "" {
		p.Add("reason", "原因：请写明期满、辞聘还是解聘和理由")
	}
	if err := p.Err(); err != nil {
		return Supervisor{}, err
	}
	today := tx.Today()
	s.EndedDay, s.EndReason = &today, &reason
	if s, err = keepSupervisor(tx, step, s); err != nil {
		return Supervisor{}, err
	}
	if err := endTerm.One(tx, today, tx.Now(), tx.County(), s.ID, s.Terms); err != nil {
		return Supervisor{}, err
	}
	served, err := termsOf.All(tx, tx.County(), s.ID)
	if err != nil {
		return Supervisor{}, err
	}
	_, err = journal.Record(tx, by, step.Kind, s.ID, say{"code": s.Code, "day": today}, journal.Row{Table: "appraisal_supervisor", ID: s.ID},
		journal.Row{Table: "appraisal_term", ID: served[len(served)-1].ID})
	return s, err
}

// SupervisorByID shows one person of the roster to who watches the county.
func SupervisorByID(tx *store.Tx, by flow.Actor, id string) (Supervisor, error) {
	s, ok, err := supervisorByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !by.Has(watch...)) {
		err = supervisorUnknown.New(nil)
	}
	return s, err
}

// Self is the person of the roster whom the account stands for.
func Self(tx *store.Tx, by flow.Actor) (Supervisor, error) {
	s, ok, err := supervisorByAccount.Find(tx, tx.County(), by.Account)
	if err == nil && (!ok || !by.Has(special...)) {
		err = notSupervisor.New(nil)
	}
	return s, err
}

// serving is Self within the term.
func serving(tx *store.Tx, by flow.Actor) (Supervisor, error) {
	s, err := Self(tx, by)
	if err == nil && !s.Serves(tx.Today()) {
		err = termOver.New(fault.Args{"from": s.FromDay, "to": s.ToDay})
	}
	return s, err
}

// Roster lists the special supervisors for who watches the county.
func Roster(tx *store.Tx, by flow.Actor) ([]Supervisor, error) {
	if !by.Has(watch...) {
		return nil, nil
	}
	return supervisors.Page(tx, new(store.Where).And("county = ?", tx.County()), "code", 1000)
}

// TermsOf lists a person's terms.
func TermsOf(tx *store.Tx, by flow.Actor, id string) ([]Term, error) {
	if _, err := SupervisorByID(tx, by, id); err != nil {
		return nil, err
	}
	return termsOf.All(tx, tx.County(), id)
}

// put brings one row of the roster in.
func put(tx *store.Tx, by flow.Actor, in Appointment) (manifest.Effect, error) {
	was, known, err := supervisorByCode.Find(tx, tx.County(), strings.TrimSpace(in.Code))
	if err != nil {
		return manifest.Same, err
	}
	if !known {
		_, err := Appoint(tx, by, in)
		return manifest.New, err
	}
	next := was
	if err := fillSupervisor(tx, &next, in); err != nil {
		return manifest.Same, err
	}
	same := was.Name == next.Name && was.Source == next.Source && was.Occupation == next.Occupation &&
		slices.Equal(was.Conflicts, next.Conflicts) && orDash(was.Account) == orDash(next.Account)
	if in.From != was.FromDay {
		_, err := Renew(tx, by, was.ID, was.Version, in)
		return manifest.Changed, err
	}
	if same {
		return manifest.Same, may(by, keepers...)
	}
	_, err = Amend(tx, by, was.ID, was.Version, in)
	return manifest.Changed, err
}
