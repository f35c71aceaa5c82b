package enquiry

import (
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Move (转办) gives an enquiry to another unit, with a reason. A unit may do so
// within the first days, the units among themselves only so often, and never to
// one that had it. The managing office may at any time: it designates, and then
// nobody moves it again but the office. The clock goes on.
func Move(tx *store.Tx, by flow.Actor, id string, version int64, to, reason string) (Enquiry, error) {
	e, step, err := open(tx, by, id, version, VerbTransfer)
	if err != nil {
		return e, err
	}
	var p fault.Problems
	reason = needed(&p, reason, "reason", "理由：请写明为什么不该本单位办、依据哪条职责")
	if to == "" || to == e.Unit {
		p.Add("to", "转给：请选另一个单位")
	}
	if err := unitKnown(tx, &p, "to", to); err != nil {
		return e, err
	}
	if err := p.Err(); err != nil {
		return e, err
	}
	if err := e.mayHandle(tx, to); err != nil {
		return e, err
	}
	former, err := transfersOf.All(tx, tx.County(), e.ID)
	if err != nil {
		return e, err
	}
	designated := by.Has(keepers...)
	if !designated {
		if err := e.unitMoves(tx, former, to); err != nil {
			return e, err
		}
	}
	t := Transfer{County: e.County, ID: tx.NewID(), RecordID: e.ID, Nth: int64(len(former)) + 1, FromUnit: e.Unit, ToUnit: to, Reason: reason,
		Designated: designated, ByAccount: by.Account, At: tx.Now()}
	if err := insertTransfer.One(tx, t); err != nil {
		return e, err
	}
	e.Unit = to
	if e, err = keep(tx, by, step, e, say{"from": t.FromUnit, "to": to, "nth": t.Nth}, journal.Row{Table: "enquiry_transfer", ID: t.ID}); err != nil {
		return e, err
	}
	return e, tx.Fact("EnquiryAssigned", e.ID, say{"number": e.Number, "unit": e.Unit, "due": e.HandleDue})
}

// unitMoves are the limits of units among themselves.
func (e Enquiry) unitMoves(tx *store.Tx, former []Transfer, to string) error {
	name := func(code string) string {
		short, err := org.ShortName(tx, code)
		if err != nil {
			return code
		}
		return short
	}
	if n := len(former); n > 0 && former[n-1].Designated {
		return transferClosed.New(fault.Args{"unit": name(e.Unit)})
	}
	if slices.ContainsFunc(former, func(t Transfer) bool { return t.FromUnit == to }) {
		return transferBack.New(fault.Args{"unit": name(to)})
	}
	if len(former) >= mostTransfers {
		return transferLimit.New(fault.Args{"n": mostTransfers})
	}
	since := e.AssignedAt.Day()
	if n := len(former); n > 0 {
		since = former[n-1].At.Day()
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	until, err := book.AddWorkdays(since, transferDays)
	if err != nil {
		return workdays.Loud(err)
	}
	if tx.Today() > until {
		return transferLate.New(fault.Args{"n": transferDays, "until": until})
	}
	return nil
}

// AskExtension asks for more working days, once and before the last day, in the
// name of the handling unit.
func AskExtension(tx *store.Tx, by flow.Actor, id string, version int64, days int, reason string) (Extension, error) {
	e, err := handled(tx, by, id, version)
	if err != nil {
		return Extension{}, err
	}
	most := Kinds[e.Kind.at()].extend
	var p fault.Problems
	if days < 1 || days > most {
		p.Add("days", "延长：请填 1 到 %d 个工作日", most)
	}
	reason = needed(&p, reason, "reason", "理由：请写明还要核实什么，诉求人看得到")
	if err := p.Err(); err != nil {
		return Extension{}, err
	}
	if tx.Today() > *e.HandleDue {
		return Extension{}, extensionLate.New(fault.Args{"due": *e.HandleDue})
	}
	former, err := extensionsOf.All(tx, tx.County(), e.ID)
	if err != nil {
		return Extension{}, err
	}
	if slices.ContainsFunc(former, func(x Extension) bool { return x.State != Refused }) {
		return Extension{}, extensionUsed.New(nil)
	}
	if err := e.withinOrigin(tx, days); err != nil {
		return Extension{}, err
	}
	x := Extension{County: e.County, ID: tx.NewID(), Version: 1, State: Asked, RecordID: e.ID, Unit: e.Unit, Days: days, Reason: reason,
		AskedBy: by.Account, AskedAt: tx.Now()}
	if err := insertExtension.One(tx, x); err != nil {
		return x, err
	}
	_, err = journal.Record(tx, by, "enquiry.extend_ask", e.ID, say{"number": e.Number, "days": days}, journal.Row{Table: "enquiry_extension", ID: x.ID})
	return x, err
}

// withinOrigin refuses days that reach past the higher office's last day.
func (e Enquiry) withinOrigin(tx *store.Tx, days int) error {
	if !e.Handed() {
		return nil
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	due, err := book.AddWorkdays(*e.AssignedDay, e.HandleN+days)
	if err != nil {
		return workdays.Loud(err)
	}
	if due > *e.OriginDue {
		return originFirst.New(fault.Args{"due": *e.OriginDue})
	}
	return nil
}

// handled reads an enquiry that the actor's unit handles now.
func handled(tx *store.Tx, by flow.Actor, id string, version int64) (Enquiry, error) {
	e, step, err := open(tx, by, id, version, VerbWrite)
	if err == nil && !e.handles(by) {
		name, err := org.ShortName(tx, e.Unit)
		if err != nil {
			return e, err
		}
		return e, notYours.New(fault.Args{"roles": name + "的" + flow.RoleNames(step.Roles[:2])})
	}
	return e, err
}

// handles reports whether the actor writes for the unit that handles.
func (e Enquiry) handles(by flow.Actor) bool {
	return by.Unit != "" && by.Unit == e.Unit && by.Has(identity.Head, identity.Reviewer, identity.Coordinator) && !e.against(by)
}

// DecideExtension grants or refuses, by somebody else than who asked and before
// the last day; the complainant is told.
func DecideExtension(tx *store.Tx, by flow.Actor, id string, version int64, grant bool, words string) (Enquiry, error) {
	e, step, err := open(tx, by, id, version, VerbExtend)
	if err != nil {
		return e, err
	}
	all, err := extensionsOf.All(tx, tx.County(), e.ID)
	if err != nil {
		return e, err
	}
	n := slices.IndexFunc(all, func(x Extension) bool { return x.State == Asked })
	if n < 0 {
		return e, extensionUnknown.New(nil)
	}
	x := all[n]
	move, err := ExtensionFlow.Next(by, x.State, map[bool]flow.Verb{true: VerbGrant, false: VerbRefuse}[grant])
	switch {
	case err != nil:
		return e, err
	case x.AskedBy == by.Account || by.For == x.AskedBy:
		return e, samePerson.New(fault.Args{"what": "申请"})
	case grant && tx.Today() > *e.HandleDue:
		return e, extensionLate.New(fault.Args{"due": *e.HandleDue})
	}
	var p fault.Problems
	if words = needed(&p, words, "words", "意见：请写明为什么同意或者不同意"); p.Err() != nil {
		return e, p.Err()
	}
	if err := saveExtension.One(tx, move.To, by.Account, tx.Now(), words, tx.County(), x.ID, x.State, x.Version); err != nil {
		return e, err
	}
	row := journal.Row{Table: "enquiry_extension", ID: x.ID}
	if !grant {
		_, err = journal.Record(tx, by, move.Kind, e.ID, say{"number": e.Number, "days": x.Days}, row)
		return e, err
	}
	at := tx.Now()
	e.ExtendedN, e.ExtendedAt = x.Days, &at
	if err := e.withinOrigin(tx, x.Days); err != nil {
		return e, err
	}
	if err := e.clocks(tx); err != nil {
		return e, err
	}
	told, err := e.tell(tx, "extended", "还要再核实："+x.Reason+"。经批准延长到 "+e.HandleDue.Chinese()+"，只延这一次")
	if err != nil {
		return e, err
	}
	return keep(tx, by, step, e, say{"days": x.Days, "due": e.HandleDue}, told, row)
}

// Prolong registers that the higher office moved its last day, with its document.
func Prolong(tx *store.Tx, by flow.Actor, id string, version int64, in Origin) (Enquiry, error) {
	e, step, err := open(tx, by, id, version, VerbProlong)
	if err != nil {
		return e, err
	}
	if !e.Handed() {
		return e, notHanded.New(nil)
	}
	var p fault.Problems
	in.OriginDocument = needed(&p, in.OriginDocument, "origin_document", "上级同意的文件：请填文号或通话记录编号")
	if in.OriginDue == nil || *in.OriginDue <= *e.OriginDue {
		p.Add("origin_due", "新的期限：要晚于原来的 %s", *e.OriginDue)
	}
	if err := p.Err(); err != nil {
		return e, err
	}
	former := *e.OriginDue
	e.OriginDue, e.OriginDocument = in.OriginDue, e.OriginDocument+"；"+in.OriginDocument
	return keep(tx, by, step, e, say{"from": former, "to": e.OriginDue})
}
