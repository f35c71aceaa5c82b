package casework

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// model is what a person with a pencil would keep of one case: state, people,
// papers, pauses and notices. It knows the law's guards and counts days one by
// one; it shares no code with the room but the table's names.
type model struct {
	t         flow.State
	book      *calendar.Book // only asked whether a day is worked
	instant   bool
	relay     bool
	separate  bool
	onSite    bool
	promised  int
	statutory int

	lacking   map[string]bool
	seen      bool // checked on site
	deemed    bool
	acceptor  string
	handler   string
	endedBy   string // who asked for the end
	received  calendar.Day
	accepted  *calendar.Day
	extension int
	pauses    []span
	notices   int
	standing  bool // a decision stands
	setAside  int
	entries   int
}

// span is a pause as its notice told it.
type span struct{ from, planned, back calendar.Day }

// last is the last day the pause takes out of the count.
func (p span) last() calendar.Day {
	if p.back != 0 {
		return min(p.planned, p.back) - 1
	}
	return p.planned - 1
}

// None of the walks' items is open to conditional acceptance or pledges: these
// verbs are refused, each for its reason.
var (
	promising  = []flow.Verb{VerbPromise, VerbDefer}
	supplying  = []flow.Verb{VerbSupply, VerbCheck, VerbRemind, VerbAskMore, VerbGiveMore, VerbLapse}
	pledging   = []flow.Verb{VerbPledge}
	verifying  = []flow.Verb{VerbVerify, VerbRectify, VerbRevoke}
	trustVerbs = slices.Concat(promising, supplying, pledging, verifying)
)

// refuses predicts what an act by the person at the instant is refused with;
// nil means that it goes through.
func (m *model) refuses(by flow.Actor, verb flow.Verb, today calendar.Day) *fault.Def {
	if !m.sees(by) {
		return notFound
	}
	if want := refusedByTable(m.t, verb, by); want != nil {
		return want
	}
	var answer calendar.Day
	if m.received != 0 {
		answer = m.after(m.received, 5, nil)
	}
	promised, statutory := m.dues()
	own := m.separate && (by.Account == m.acceptor || by.Account == m.handler)
	for _, guard := range []struct {
		verbs []flow.Verb
		holds bool
		fault *fault.Def
	}{
		{[]flow.Verb{VerbAccept, VerbResubmit}, len(m.lacking) > 0, materialsMissing},
		{[]flow.Verb{VerbDeem}, today <= answer, notYetDue},
		{[]flow.Verb{VerbSuspend}, m.handler == "", handlerMissing},
		{[]flow.Verb{VerbSuspend}, by.Account == m.handler, sameApprover},
		{[]flow.Verb{VerbSuspend}, today > promised, pauseTooLate},
		{[]flow.Verb{VerbExtend}, m.extension > 0, extendedBefore},
		{[]flow.Verb{VerbExtend}, today > statutory, extendTooLate},
		{[]flow.Verb{VerbGrant}, m.t == Accepted && !m.instant, notInstant},
		{[]flow.Verb{VerbGrant, VerbRefuse}, m.relay, mustRelay},
		{[]flow.Verb{VerbGrant, VerbRefuse}, own, ownCase},
		{[]flow.Verb{VerbGrant}, len(m.lacking) > 0 && !m.deemed, materialsMissing},
		{[]flow.Verb{VerbGrant}, m.onSite && !m.seen, onsiteMissing},
		{[]flow.Verb{VerbRelay}, !m.relay, notRelay},
		{[]flow.Verb{VerbRenew}, true, renewalNotDue}, // nothing is renewed here
		{[]flow.Verb{VerbDeliver}, m.t == Granted && !m.instant, certificateFirst},
		{promising, true, conditionalClosed},
		{supplying, true, nothingOwed},
		{pledging, true, pledgeClosed},
		{verifying, true, nothingPledged},
		{[]flow.Verb{VerbTerminate}, m.endedBy == "" || m.endedBy == by.Account, secondPerson},
	} {
		if guard.holds && slices.Contains(guard.verbs, verb) {
			return guard.fault
		}
	}
	return nil
}

// sees: the unit's people, the applicant and those who watch the county.
func (m *model) sees(by flow.Actor) bool {
	return by.Unit == "plan" || by.Has(identity.Applicant, identity.Supervisor, flow.RoleSystem)
}

func refusedByTable(from flow.State, verb flow.Verb, by flow.Actor) *fault.Def {
	want := flow.StepRefused
	for _, role := range by.Roles {
		if want = cell(from, verb, role); want == nil {
			return nil
		}
	}
	return want
}

// does carries an act out.
func (m *model) does(by flow.Actor, verb flow.Verb, at calendar.Instant) {
	today := at.Day()
	m.entries++
	switch verb {
	case VerbSubmit, VerbResubmit:
		m.received = today
		if minute := int(at-today.Start()) / 60_000; minute >= 17*60 || !m.worked(today) {
			m.received = m.after(today, 1, nil)
		}
		m.endedBy = ""
	case VerbAsk:
		m.notices++
		m.lacking["plan"] = true
	case VerbAccept:
		m.acceptor, m.accepted = by.Account, &today
	case VerbDeem:
		day := m.received
		m.deemed, m.accepted = true, &day
	case VerbAssign:
		m.handler = by.Account
	case VerbOpine:
		m.seen = true
	case VerbSuspend:
		m.pauses = append(m.pauses, span{from: today, planned: today + pauseLength})
	case VerbExtend:
		m.extension = extensionLength
	case VerbAskEnd:
		m.endedBy = by.Account
	case VerbGrant, VerbRefuse, VerbRelay:
		m.standing = true
	case VerbReopen:
		m.standing, m.extension, m.accepted, m.endedBy = false, 0, &today, ""
		m.setAside++
	}
	if m.t == Special && verb != VerbAskEnd && verb != VerbCorrect {
		m.pauses[len(m.pauses)-1].back = today // resumed, or ended with the case
	}
	for _, step := range Flow.Steps {
		if step.From == m.t && step.Verb == verb {
			m.t = step.To
			return
		}
	}
}

// dues counts both limits day by day.
func (m *model) dues() (promised, statutory calendar.Day) {
	if m.accepted == nil {
		return 0, 0
	}
	return m.after(*m.accepted, m.promised+m.extension, m.pauses), m.after(*m.accepted, m.statutory+m.extension, m.pauses)
}

// after is the n-th worked day after start that no pause takes out.
func (m *model) after(start calendar.Day, n int, pauses []span) calendar.Day {
	day := start
	for n > 0 {
		day++
		paused := slices.ContainsFunc(pauses, func(p span) bool { return p.from <= day && day <= p.last() })
		if m.worked(day) && !paused {
			n--
		}
	}
	return day
}

func (m *model) worked(day calendar.Day) bool {
	open, err := m.book.IsWorkday(day)
	if err != nil {
		panic(err)
	}
	return open
}

// undecided reports whether the decision clock runs.
func (m *model) undecided() bool { return slices.Contains(undecided, m.t) }
