package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// clockSources are what the monitor watches of this room: the time before
// acceptance, the examination within the case, the decision, the pause itself
// and the delivery.
var clockSources = []manifest.ClockSource{
	{Kind: "case.notice", Zh: "受理答复", List: clocksOf("case.notice", noticeDue, noticeOpen, noticeClock)},
	{Kind: "case.step", Zh: "审查环节", List: stepClocks},
	{Kind: "case.decision", Zh: "作出决定", List: clocksOf("case.decision", decisionDue, decisionOpen, decisionClock)},
	{Kind: "case.pause", Zh: "特别程序", List: pauseClocks},
	{Kind: "case.supplement", Zh: "容缺补交", List: supplementClocks},
	{Kind: "case.verify", Zh: "承诺核查", List: pledgeClocks},
	{Kind: "case.delivery", Zh: "送达", List: clocksOf("case.delivery", deliveryDue, deliveryOpen, deliveryClock)},
}

// dueColumn is the column a kind of clock is due by and the order that follows
// its index.
type dueColumn struct {
	column, order string
	lead          calendar.Day // days by which what is due precedes the column
}

// The examination ends some days before the decision is due; what leads by more
// than stepLead is found by the monitor's daily round.
const stepLead calendar.Day = 14

var (
	noticeDue   = dueColumn{"notice_due", "notice", 0}
	stepDue     = dueColumn{"promised_due", "due", stepLead}
	decisionDue = dueColumn{"promised_due", "due", 0}
	deliveryDue = dueColumn{"delivery_due", "delivery", 0}
)

const (
	noticeOpen   = "state = 'submitted'"
	decisionOpen = "accepted_at IS NOT NULL AND decided_at IS NULL AND ended_at IS NULL"
	stepOpen     = decisionOpen + " AND state <> 'to_decide'"
	deliveryOpen = "decided_at IS NOT NULL AND delivered_at IS NULL AND ended_at IS NULL"

	// clockLimit bounds what one question of the monitor may bring back.
	clockLimit = 100_000
)

type clockMaker func(tx *store.Tx, c Case) ([]manifest.Clock, error)

// clocksOf lists one kind of clock. Open ones and those due by a day are found
// through a partial index, so that a sweep costs what it finds.
func clocksOf(kind string, due dueColumn, open string, clock clockMaker) func(*store.Tx, manifest.ClockFilter) ([]manifest.Clock, error) {
	return func(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
		w := new(store.Where).And("county = ? AND state <> 'draft'", tx.County())
		if f.OpenOnly || f.DueBy != nil {
			w.And(open)
		}
		if f.DueBy != nil {
			w.And(due.column+" <= ?", *f.DueBy+due.lead)
		}
		if f.Subject != "" {
			w.And("id = ?", f.Subject)
		}
		if f.Unit != "" {
			w.And("unit = ?", f.Unit)
		}
		if f.Claimed {
			w.And("claimed_at IS NOT NULL")
		}
		if f.Touched != nil {
			w.And("received_at <= ?", f.Touched.To.End()).
				And("(decided_at IS NULL OR decided_at >= ?)", f.Touched.From.Start()).
				And("(ended_at IS NULL OR ended_at >= ?)", f.Touched.From.Start())
		}
		found, err := cases.Page(tx, w, due.order, clockLimit)
		if err != nil {
			return nil, err
		}
		var out []manifest.Clock
		for _, c := range found {
			made, err := clock(tx, c)
			if err != nil {
				return nil, err
			}
			for _, k := range made {
				k.Kind = kind
				if !f.OpenOnly || k.Fulfilled == nil {
					out = append(out, k)
				}
			}
		}
		return out, nil
	}
}

func baseClock(c Case, zh string) manifest.Clock {
	k := manifest.Clock{Zh: zh, Subject: c.ID, Number: c.No(), Title: c.ItemName, Unit: c.Unit,
		Link: "/cases/" + c.ID, Void: c.EndedAt != nil, VoidAt: c.EndedAt, Claimed: c.ClaimedAt}
	if c.ClaimReason != nil {
		k.ClaimReason = *c.ClaimReason
	}
	if c.Handler != nil {
		k.Handler = *c.Handler
	}
	if c.Book != nil {
		k.Book = *c.Book
	}
	return k
}

// noticeClock gives one clock per receipt: each correction notice answered one,
// acceptance answers the last.
func noticeClock(tx *store.Tx, c Case) ([]manifest.Clock, error) {
	notices, err := noticesOf.All(tx, tx.County(), c.ID)
	if err != nil {
		return nil, err
	}
	limit := []manifest.Limit{{Name: manifest.LimitStatutory, N: noticeDays, Unit: calendar.WorkDays}}
	var out []manifest.Clock
	for _, n := range notices {
		k := baseClock(c, "受理答复")
		at := n.At
		k.Started, k.Start, k.Limits, k.Fulfilled = n.ReceivedAt, n.ReceivedDay, limit, &at
		k.Void, k.VoidAt = false, nil
		out = append(out, k)
	}
	if c.State == Correction || c.ReceivedAt == nil {
		return out, nil // it is the applicant's turn
	}
	if n := len(notices); n > 0 && notices[n-1].ReceivedAt == *c.ReceivedAt {
		return out, nil // it ended while it was the applicant's turn
	}
	if c.ReopenedAt != nil && c.AcceptedAt != nil && *c.AcceptedAt >= *c.ReopenedAt {
		return out, nil // accepted anew long after the receipt was answered
	}
	k := baseClock(c, "受理答复")
	k.Started, k.Start, k.Limits, k.Fulfilled = *c.ReceivedAt, *c.ReceivedDay, limit, c.AcceptedAt
	if k.Void = c.EndedAt != nil && c.AcceptedAt == nil; !k.Void {
		k.VoidAt = nil
	}
	return append(out, k), nil
}

func decisionClock(tx *store.Tx, c Case) ([]manifest.Clock, error) {
	if c.AcceptedAt == nil {
		return nil, nil
	}
	k := baseClock(c, "作出决定")
	k.Started, k.Start, k.Fulfilled = *c.AcceptedAt, *c.AcceptedDay, c.DecidedAt
	k.Extension, k.ExtendedAt = c.Extension, c.ExtendedAt
	k.Limits = []manifest.Limit{
		{Name: manifest.LimitPromised, N: c.PromisedN, Unit: c.StatutoryUnit},
		{Name: manifest.LimitStatutory, N: c.StatutoryN, Unit: c.StatutoryUnit},
	}
	pauses, err := pausesOf.All(tx, tx.County(), c.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range pauses {
		stop, ok := p.stop()
		if !ok {
			continue
		}
		letter, err := letters.ByID(tx, p.Letter)
		if err != nil {
			return nil, err
		}
		stopped := manifest.Pause{Pause: stop, Ground: p.Ground, Document: letter.Number, Planned: p.Planned, Resumed: p.ResumedAt}
		if p.OrderedAt != nil {
			stopped.Ordered = *p.OrderedAt
		}
		k.Pauses = append(k.Pauses, stopped)
	}
	return []manifest.Clock{k}, nil
}

// stepClocks lists the examinations (审查环节) within the cases: each is to be put to
// the approver within the days that the item version gives to every stage but the
// last. It runs again when the approver sends the case back.
func stepClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	versions := map[string]int{} // days before the last stage
	return clocksOf("case.step", stepDue, stepOpen, func(tx *store.Tx, c Case) ([]manifest.Clock, error) {
		if c.AcceptedAt == nil || c.PromisedN == 0 {
			return nil, nil
		}
		days, known := versions[c.ItemVersion]
		if !known {
			version, err := catalogue.VersionByID(tx, c.ItemVersion)
			if err != nil {
				return nil, err
			}
			stages := version.Guide.Steps
			for _, s := range stages[:max(len(stages)-1, 0)] {
				days += s.Days
			}
			versions[c.ItemVersion] = days
		}
		return stepClock(tx, c, days)
	})(tx, f)
}

func stepClock(tx *store.Tx, c Case, days int) ([]manifest.Clock, error) {
	if days == 0 || days >= c.PromisedN {
		return nil, nil // the decision's own limit is as tight, as for key projects
	}
	made, err := decisionClock(tx, c)
	if err != nil {
		return nil, err
	}
	k := made[0]
	k.Zh, k.Limits = "审查环节", []manifest.Limit{{Name: manifest.LimitStep, N: days, Unit: c.StatutoryUnit}}
	k.Fulfilled, err = examinedAt(tx, c)
	return []manifest.Clock{k}, err
}

// examinedAt is when the case was put to the approver the last time; nil while it
// is examined.
func examinedAt(tx *store.Tx, c Case) (*calendar.Instant, error) {
	if c.DecidedAt == nil && c.State != ToDecide {
		return nil, nil
	}
	opinions, err := opinionsOf.All(tx, tx.County(), c.ID)
	at := c.DecidedAt
	for _, o := range opinions {
		if o.Kind == OpinionReview && (c.DecidedAt == nil || o.At <= *c.DecidedAt) {
			at = &o.At
		}
	}
	return at, err
}

func deliveryClock(tx *store.Tx, c Case) ([]manifest.Clock, error) {
	if c.DecidedAt == nil || c.DeliveryDue == nil || c.State == Relayed {
		return nil, nil
	}
	within, err := deliveryLimit(tx, c)
	if err != nil {
		return nil, err
	}
	k := baseClock(c, "送达")
	k.Started, k.Start, k.Fulfilled = *c.DecidedAt, *c.DecidedDay, c.DeliveredAt
	k.Limits = []manifest.Limit{{Name: manifest.LimitStatutory, N: within, Unit: calendar.WorkDays}}
	return []manifest.Clock{k}, nil
}

// pauseClocks watches the stopped time itself: a pause that runs beyond its
// planned end is somebody's duty too.
func pauseClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil // a pause starts by an act of the house
	}
	w := new(store.Where).And("p.county = ?", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("p.resumed_on IS NULL")
	}
	if f.DueBy != nil {
		w.And("p.planned <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("p.case_id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("c.unit = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And("p.from_day <= ? AND (p.resumed_on IS NULL OR p.resumed_on >= ?)", f.Touched.To, f.Touched.From)
	}
	found, err := pausesWithCase.Page(tx, w, "from", clockLimit)
	if err != nil {
		return nil, err
	}
	out := make([]manifest.Clock, 0, len(found))
	for _, p := range found {
		k := manifest.Clock{Kind: "case.pause", Zh: "特别程序", Subject: p.CaseID, Number: p.Number, Title: p.ItemName + "：" + p.Ground,
			Unit: p.Unit, Handler: p.Handler, Started: p.FromDay.Start(), Start: p.FromDay, Link: "/cases/" + p.CaseID}
		k.Limits = []manifest.Limit{{Name: manifest.LimitPromised, N: int(p.Planned - p.FromDay), Unit: calendar.CalendarDays}}
		if p.OrderedAt != nil {
			k.Started = *p.OrderedAt
		}
		if k.Fulfilled = p.ResumedAt; p.ResumedOn != nil && k.Fulfilled == nil {
			at := p.ResumedOn.Start()
			k.Fulfilled = &at
		}
		out = append(out, k)
	}
	return out, nil
}
