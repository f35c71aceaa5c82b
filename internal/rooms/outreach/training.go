package outreach

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// Planning is what is stated of an event.
type Planning struct {
	Kind     EventKind
	Title    string
	Day      calendar.Day
	Place    string
	Unit     string // empty: the actor's
	Document string
}

// Plan sets an event up (发起活动). Title and day name it.
func Plan(tx *store.Tx, by flow.Actor, in Planning) (Event, error) {
	if err := may(by, organisers...); err != nil {
		return Event{}, err
	}
	e := Event{County: tx.County(), ID: tx.NewID(), Version: 1, State: EventFlow.Start, Kind: in.Kind, Title: strings.TrimSpace(in.Title), Day: in.Day,
		Place: strings.TrimSpace(in.Place), Unit: in.Unit, Document: strings.TrimSpace(in.Document), PlannedBy: by.Account, PlannedAt: tx.Now()}
	if e.Unit == "" {
		e.Unit = by.Unit
	}
	if err := e.check(tx); err != nil {
		return Event{}, err
	}
	var err error
	if e.Number, err = numbered(tx, "PX"); err != nil {
		return Event{}, err
	}
	if err := insertEvent.One(tx, e); err != nil {
		return Event{}, err
	}
	_, err = journal.Record(tx, by, "outreach.event_plan", e.ID, say{"number": e.Number, "day": e.Day}, e.row())
	return e, err
}

func (e Event) row() journal.Row { return journal.Row{Table: "outreach_event", ID: e.ID} }

func (e Event) check(tx *store.Tx) error {
	var p fault.Problems
	if _, ok := parsed(EventKinds, string(e.Kind)); !ok {
		p.Add("kind", "方式：请选培训、座谈或宣讲")
	}
	if e.Title == "" {
		p.Add("title", "名称：请写明是什么活动")
	}
	if e.Day == 0 {
		p.Add("day", "日期：请写成 2020-05-13")
	}
	if e.Place == "" {
		p.Add("place", "地点：请写明在哪里举办")
	}
	if err := knownUnit(tx, &p, "unit", "组织单位", e.Unit); err != nil {
		return err
	}
	_, known, err := eventByTitle.Find(tx, tx.County(), e.Title, e.Day)
	if err != nil {
		return err
	}
	if known {
		p.Add("title", "名称：%s 已经有同名的活动，请从列表打开", e.Day)
	}
	return p.Err()
}

// eventFor reads an event for a verb of the organising unit.
func eventFor(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (Event, flow.Step, error) {
	e, ok, err := eventByID.Find(tx, tx.County(), id)
	if err != nil {
		return Event{}, flow.Step{}, err
	}
	if !ok {
		return Event{}, flow.Step{}, notFound.New(nil)
	}
	if verb == VerbInvite && e.State != Planned && by.Has(organisers...) {
		return Event{}, flow.Step{}, eventOver.New(fault.Args{"title": e.Title, "state": strings.TrimPrefix(EventFlow.Staff(e.State), "已")})
	}
	step, err := EventFlow.Next(by, e.State, verb)
	switch {
	case err != nil:
	case seen != 0 && seen != e.Version:
		err = store.ChangedMeanwhile.New(nil)
	case by.Unit != e.Unit && !by.Has(placers[0]):
		err = notYours.New(fault.Args{"roles": "组织单位"})
	}
	return e, step, err
}

func putEvent(tx *store.Tx, by flow.Actor, step flow.Step, e Event, details say, rows ...journal.Row) (Event, error) {
	if err := saveEvent.One(tx, step.To, e.HeldAt, e.CancelledAt, e.Why, tx.County(), e.ID, step.From, e.Version); err != nil {
		return Event{}, err
	}
	e.State, e.Version = step.To, e.Version+1
	_, err := journal.Record(tx, by, step.Kind, e.ID, details, append([]journal.Row{e.row()}, rows...)...)
	return e, err
}

// InviteIndustry invites one industry before the event; a second time changes
// nothing.
func InviteIndustry(tx *store.Tx, by flow.Actor, id string, code, name string) (made bool, err error) {
	code, name = strings.ToUpper(strings.TrimSpace(code)), strings.TrimSpace(name)
	var p fault.Problems
	if code == "" {
		p.Add("code", "行业代码：请照国民经济行业分类填，例如 C204")
	}
	if name == "" {
		p.Add("name", "行业名称：请填写")
	}
	if err := p.Err(); err != nil {
		return false, err
	}
	known, err := industriesOf.All(tx, tx.County(), id)
	if err != nil {
		return false, err
	}
	for _, i := range known {
		if i.Code == code {
			return false, nil
		}
	}
	e, step, err := eventFor(tx, by, id, 0, VerbInvite)
	if err != nil {
		return false, err
	}
	i := Industry{County: tx.County(), ID: tx.NewID(), EventID: e.ID, Code: code, Name: name, At: tx.Now()}
	if err := insertIndustry.One(tx, i); err != nil {
		return false, err
	}
	_, err = putEvent(tx, by, step, e, say{"industry": code}, journal.Row{Table: "outreach_industry", ID: i.ID})
	return true, err
}

// HoldEvent records that the event took place; from then on the invitations are
// fixed.
func HoldEvent(tx *store.Tx, by flow.Actor, id string, seen int64) (Event, error) {
	e, step, err := eventFor(tx, by, id, seen, VerbHold)
	if err != nil {
		return Event{}, err
	}
	if e.Day > tx.Today() {
		return Event{}, eventAhead.New(fault.Args{"title": e.Title, "day": e.Day})
	}
	at := tx.Now()
	e.HeldAt = &at
	return putEvent(tx, by, step, e, say{"number": e.Number})
}

// CancelEvent calls an event off, with the reason.
func CancelEvent(tx *store.Tx, by flow.Actor, id string, seen int64, why string) (Event, error) {
	e, step, err := eventFor(tx, by, id, seen, VerbCancel)
	if err != nil {
		return Event{}, err
	}
	if e.Why, err = needText("why", "取消原因", why); err != nil {
		return Event{}, err
	}
	at := tx.Now()
	e.CancelledAt = &at
	return putEvent(tx, by, step, e, say{"number": e.Number})
}

// Presence is what is known of one enterprise at an event.
type Presence struct {
	Party    string
	Invited  bool // before the event only
	Attended bool // once it was held
	Filed    *calendar.Day
	Filing   string
}

// Attend brings what is known of one enterprise up to date: invited before the
// event; attended and its follow-up filing afterwards. Each enterprise stands
// once. It reports whether it is new and whether anything changed.
func Attend(tx *store.Tx, by flow.Actor, id string, in Presence) (isNew, changed bool, err error) {
	was, known, err := attendanceBy.Find(tx, tx.County(), id, in.Party)
	if err != nil {
		return false, false, err
	}
	in.Filing = strings.TrimSpace(in.Filing)
	next := was
	next.Invited, next.Attended = was.Invited || in.Invited, was.Attended || in.Attended
	if in.Filed != nil {
		next.Filed, next.Filing = in.Filed, in.Filing
	}
	if known && next.Invited == was.Invited && next.Attended == was.Attended && next.Filing == was.Filing && sameDay(next.Filed, was.Filed) {
		return false, false, nil
	}
	verb := VerbAttend
	if next.Invited != was.Invited {
		verb = VerbInvite
	}
	e, step, err := eventFor(tx, by, id, 0, verb)
	if err != nil {
		return false, false, err
	}
	if err := next.check(tx, e, in.Party); err != nil {
		return false, false, err
	}
	if known {
		err = saveAttendance.One(tx, next.Invited, next.Attended, next.Filed, next.Filing, tx.County(), was.ID, was.Version)
	} else {
		next, err = newAttendance(tx, e, next, in.Party)
	}
	if err != nil {
		return false, false, err
	}
	_, err = putEvent(tx, by, step, e, say{"party": in.Party}, journal.Row{Table: "outreach_attendance", ID: next.ID})
	return !known, true, err
}

func sameDay(a, b *calendar.Day) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func (a Attendance) check(tx *store.Tx, e Event, partyID string) error {
	var p fault.Problems
	if err := activeEnterprise(tx, &p, partyID); err != nil {
		return err
	}
	switch {
	case !a.Invited && !a.Attended:
		p.Add("attended", "到场：邀请过或到了场的才登记")
	case a.Attended && e.State != Held:
		p.Add("attended", "到场：活动还没有登记举办，不能登记到场")
	}
	switch {
	case (a.Filed == nil) != (a.Filing == ""):
		p.Add("filing", "后续登记：日期和登记编号要一起填")
	case a.Filed != nil && (*a.Filed < e.Day || *a.Filed > tx.Today()):
		p.Add("filed", "后续登记日期：要在活动当天以后、今天以前")
	}
	return p.Err()
}

// newAttendance finds the invited industry that the enterprise belongs to: the
// longest code that its own begins with.
func newAttendance(tx *store.Tx, e Event, a Attendance, partyID string) (Attendance, error) {
	one, err := party.ByID(tx, partyID)
	if err != nil {
		return a, err
	}
	list, err := industriesOf.All(tx, tx.County(), e.ID)
	if err != nil {
		return a, err
	}
	a.County, a.ID, a.Version, a.EventID, a.Party, a.At = tx.County(), tx.NewID(), 1, e.ID, partyID, tx.Now()
	for _, i := range list {
		if strings.HasPrefix(one.Industry, i.Code) && len(i.Code) > len(a.Industry) {
			a.Industry = i.Code
		}
	}
	return a, insertAttendance.One(tx, a)
}
