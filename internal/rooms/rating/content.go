package rating

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Reason is one thing a rater can tick.
type Reason struct {
	Code   string `json:"code"`
	Zh     string `json:"zh"`
	Online bool   `json:"online"` // asked online; else on site
}

// Content (评价内容与规则) is one version of what is asked and of the limits that
// follow. A rating keeps the version it was asked by.
type Content struct {
	Version     int          `json:"version"` // 0 comes with the program
	From        calendar.Day `json:"from"`
	Document    string       `json:"document"`
	Reasons     []Reason     `json:"reasons"`
	OpenDays    int          `json:"open_days"`              // calendar days an invitation stands
	ContactDays int          `json:"contact_days"`           // working days to reach a bad rater
	RectifyDays int          `json:"rectify_days,omitempty"` // of versions without terms: working days to rectify
	Terms       []Term       `json:"terms"`                  // to rectify, by class
	AppealDays  int          `json:"appeal_days"`            // working days to decide an appeal
	MinSample   int          `json:"min_sample"`             // ratings below which there is no rate
	Anomaly     AnomalyRules `json:"anomaly"`                // from when ratings are looked at
	TextsAfter  int          `json:"texts_after"`            // words are shown among so many ratings …
	TextsDays   int          `json:"texts_days"`             // … or after so many days
	Office      string       `json:"office"`                 // unit that contacts raters; empty: the rated unit's supervisors' own
	Networks    []string     `json:"networks"`               // networks of offices, from which nobody rates
	Kiosks      []string     `json:"kiosks"`                 // addresses of the hall's devices
}

// DefaultContent comes with the program. Its reasons are the dimensions of the
// province's rating content; its limits are one working day to contact, and seven
// days to rectify an ordinary matter, fifteen for a complex one (示例, as
// neighbouring counties prescribe); a rate needs ten ratings (示例).
func DefaultContent() Content {
	return Content{From: calendar.DayOf(2000, 1, 1), Document: "随平台提供的默认评价内容",
		Reasons: []Reason{
			{"efficiency", "办事效率", true}, {"guide", "办事指南准不准", true},
			{"ease", "方便程度", true}, {"platform", "平台好不好用", true},
			{"speed", "服务效率", false}, {"skill", "服务水平", false}, {"attitude", "服务态度", false},
		},
		OpenDays: 90, ContactDays: 1, AppealDays: 5, MinSample: 10,
		Anomaly: AnomalyRules{Device: 3, Hasty: 2, Office: 10, ZeroBad: 50, Jump: 40, JumpOf: 20}, TextsAfter: 3, TextsDays: 7,
		Terms: []Term{{Ordinary, 7, calendar.CalendarDays}, {Complex, 15, calendar.CalendarDays}}}
}

// Asks lists the reasons offered for an invitation.
func (c Content) Asks(online bool) []Reason {
	return slices.DeleteFunc(slices.Clone(c.Reasons), func(r Reason) bool { return r.Online != online })
}

// ContentRow is a proposed or confirmed version.
type ContentRow struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Number     *int64
	FromDay    calendar.Day
	Document   string
	Body       Content
	ProposedBy string
	ProposedAt calendar.Instant
	DecidedBy  *string
	DecidedAt  *calendar.Instant
}

// ProposeContent enters a new version; a second person confirms it. It holds
// from a day after today.
func ProposeContent(tx *store.Tx, by flow.Actor, c Content) (ContentRow, error) {
	if !by.Has(office...) {
		return ContentRow{}, notOffice.New(fault.Args{"roles": flow.RoleNames(office)})
	}
	if err := checkContent(tx, c); err != nil {
		return ContentRow{}, err
	}
	waiting, err := contentIn.All(tx, tx.County(), ContentProposed)
	if err != nil {
		return ContentRow{}, err
	}
	if len(waiting) > 0 {
		return ContentRow{}, contentWaiting.New(nil)
	}
	row := ContentRow{County: tx.County(), ID: tx.NewID(), Version: 1, State: ContentProposed, FromDay: c.From,
		Document: strings.TrimSpace(c.Document), Body: c, ProposedBy: by.Account, ProposedAt: tx.Now()}
	if err := insertContent.One(tx, row); err != nil {
		return ContentRow{}, err
	}
	_, err = journal.Record(tx, by, "rating.content_propose", row.ID, say{"from": row.FromDay, "document": row.Document},
		journal.Row{Table: "rating_content", ID: row.ID})
	return row, err
}

func checkContent(tx *store.Tx, c Content) error {
	var p fault.Problems
	if strings.TrimSpace(c.Document) == "" {
		p.Add("document", "依据文件：请填文号和名称")
	}
	if c.From <= tx.Today() {
		p.Add("from", "生效日期：请填明天或以后的日期")
	}
	if c.OpenDays < 1 || c.ContactDays < 1 || c.AppealDays < 1 || c.MinSample < 1 || c.Term(Ordinary).N < 1 || c.Term(Complex).N < c.Term(Ordinary).N || c.TextsAfter < 2 || c.TextsDays < 1 {
		p.Add("days", "天数都要填 1 以上，复杂的整改期限不短于一般的；文字要等 2 条以上评价才显示")
	}
	for _, n := range c.Networks {
		if _, err := netip.ParsePrefix(n); err != nil {
			p.Add("networks", "办公网段“%s”看不懂，请写成 10.43.9.0/24 的样子", n)
		}
	}
	for _, k := range c.Kiosks {
		if _, err := netip.ParseAddr(k); err != nil {
			p.Add("kiosks", "大厅设备地址“%s”看不懂，请写成 10.43.9.20 的样子", k)
		}
	}
	return p.Err()
}

// ConfirmContent lets the version hold from its day; another person confirms.
func ConfirmContent(tx *store.Tx, by flow.Actor, id string, version int64) (ContentRow, error) {
	return decideContent(tx, by, id, version, VerbConfirm)
}

// DropContent sets a proposed version aside.
func DropContent(tx *store.Tx, by flow.Actor, id string, version int64) (ContentRow, error) {
	return decideContent(tx, by, id, version, VerbDrop)
}

func decideContent(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (ContentRow, error) {
	row, ok, err := contentByID.Find(tx, tx.County(), id)
	if err != nil {
		return ContentRow{}, err
	}
	if !ok {
		return ContentRow{}, store.NoRow.New(nil)
	}
	step, err := ContentFlow.Next(by, row.State, verb)
	if err != nil {
		return ContentRow{}, err
	}
	if row.ProposedBy == by.Account {
		return ContentRow{}, samePerson.New(nil)
	}
	if verb == VerbConfirm {
		if row.FromDay <= tx.Today() {
			return ContentRow{}, contentPast.New(fault.Args{"from": row.FromDay})
		}
		number, err := tx.NextNumber("rating.content")
		if err != nil {
			return ContentRow{}, err
		}
		row.Number = &number
	}
	at := tx.Now()
	if err := saveContent.One(tx, step.To, row.Number, by.Account, at, tx.County(), id, row.State, version); err != nil {
		return ContentRow{}, err
	}
	row.State, row.Version, row.DecidedBy, row.DecidedAt = step.To, version+1, &by.Account, &at
	_, err = journal.Record(tx, by, step.Kind, id, say{"from": row.FromDay, "number": row.Number},
		journal.Row{Table: "rating_content", ID: id})
	return row, err
}

// ContentOn is the version that holds on the day.
func ContentOn(tx *store.Tx, day calendar.Day) (Content, error) {
	rows, err := contentIn.All(tx, tx.County(), ContentConfirmed)
	chosen := DefaultContent()
	for _, r := range rows {
		if r.FromDay <= day {
			chosen = r.Body.whole()
			chosen.Version, chosen.From, chosen.Document = int(*r.Number), r.FromDay, r.Document
		}
	}
	return chosen, err
}

// whole fills in what a version from before a rule existed does not say.
func (c Content) whole() Content {
	c.AppealDays = cmp.Or(c.AppealDays, DefaultContent().AppealDays)
	c.MinSample = cmp.Or(c.MinSample, DefaultContent().MinSample)
	if c.Anomaly == (AnomalyRules{}) {
		c.Anomaly = DefaultContent().Anomaly
	}
	return c
}

// fromOffice reports whether the address lies in a network of offices, and
// whether it is a registered device of the hall.
func (c Content) fromOffice(address string) (office, kiosk bool) {
	addr, err := netip.ParseAddr(address)
	if err != nil {
		return false, false // e.g. the command line, which has no network address
	}
	addr = addr.Unmap()
	for _, n := range c.Networks {
		if prefix, err := netip.ParsePrefix(n); err == nil && prefix.Contains(addr) {
			office = true
		}
	}
	return office, slices.Contains(c.Kiosks, addr.String())
}

// Waiting is the version that waits for its second person, if there is one.
func Waiting(tx *store.Tx) (*ContentRow, error) {
	rows, err := contentIn.All(tx, tx.County(), ContentProposed)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}
