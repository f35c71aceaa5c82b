package api

import (
	"encoding/json"
	"slices"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/api"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// CaseLine is a case as lists show it.
type CaseLine struct {
	ID        string  `json:"id"`
	Number    *string `json:"number" doc:"提交时取得。Taken at submission."`
	Version   int64   `json:"version" doc:"办理时作 seen 交回。Hand back as seen."`
	State     string  `json:"state"`
	StateName string  `json:"state_name"`
	Item      string  `json:"item" doc:"事项编码。Item code."`
	ItemName  string  `json:"item_name"`
	Kind      string  `json:"kind" enum:"instant,promised,relay"`
	Tier      string  `json:"tier" enum:"ordinary,key_project"`
	Unit      string  `json:"unit" doc:"单位编码。Unit code."`
	Party     string  `json:"party" doc:"申请人标识。Applicant's id."`
	Applicant string  `json:"applicant,omitempty" doc:"申请人名称，办理动作的回答里没有。Applicant's name, not in answers of acts."`
	Outcome   *string `json:"outcome,omitempty" enum:"granted,refused,relayed,renewed"`

	NextDue      *calendar.Day `json:"next_due,omitempty" format:"date" doc:"下一步的最后一天。Last day of what is owed next."`
	PromisedDue  *calendar.Day `json:"promised_due,omitempty" format:"date"`
	StatutoryDue *calendar.Day `json:"statutory_due,omitempty" format:"date"`

	SubmittedAt *time.Time `json:"submitted_at,omitempty"`
	AcceptedAt  *time.Time `json:"accepted_at,omitempty"`
	DecidedAt   *time.Time `json:"decided_at,omitempty"`
	DeliveredAt *time.Time `json:"delivered_at,omitempty"`
	ClosedAt    *time.Time `json:"closed_at,omitempty"`
	EndedAt     *time.Time `json:"ended_at,omitempty" doc:"没有决定就结束。Ended without a decision."`
}

func lineOf(k casework.Case, name string) CaseLine {
	return CaseLine{ID: k.ID, Number: k.Number, Version: k.Version, State: string(k.State), StateName: casework.Flow.Staff(k.State),
		Item: k.Item, ItemName: k.ItemName, Kind: string(k.Kind), Tier: k.Tier, Unit: k.Unit, Party: k.Party, Applicant: name,
		Outcome: (*string)(k.Outcome), NextDue: k.NextDue, PromisedDue: k.PromisedDue, StatutoryDue: k.StatutoryDue,
		SubmittedAt: api.AtOr(k.SubmittedAt), AcceptedAt: api.AtOr(k.AcceptedAt), DecidedAt: api.AtOr(k.DecidedAt),
		DeliveredAt: api.AtOr(k.DeliveredAt), ClosedAt: api.AtOr(k.ClosedAt), EndedAt: api.AtOr(k.EndedAt)}
}

func linesOf(tx *store.Tx, found []casework.Case) ([]CaseLine, error) {
	parties := make([]string, len(found))
	for i, k := range found {
		parties[i] = k.Party
	}
	names, err := party.Names(tx, parties)
	if err != nil {
		return nil, err
	}
	out := make([]CaseLine, len(found))
	for i, k := range found {
		out[i] = lineOf(k, names[k.Party])
	}
	return out, nil
}

// CaseFile is a case with what belongs to it.
type CaseFile struct {
	CaseLine
	Word      string         `json:"public_word" doc:"对外的说法。What the public reads."`
	Line      string         `json:"public_line"`
	Clock     *CaseClock     `json:"clock,omitempty" doc:"受理后才有；逐日明细另取。After acceptance."`
	Materials []CaseMaterial `json:"materials"`
	Missing   []CaseGap      `json:"missing,omitempty" doc:"最近一次告知要补的。Of the latest notice."`
	Letters   []CaseLetter   `json:"letters"`
	Acts      []CaseAct      `json:"acts" doc:"经过，从早到晚。Oldest first."`
	Verbs     []string       `json:"verbs" doc:"本账号现在能办的动作。What this account may do now."`
}

// CaseMaterial is one line of the case's list.
type CaseMaterial struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Required bool   `json:"required"`
	Standing string `json:"standing" enum:"missing,provided,reused,shared,not_needed"`
	Pages    int    `json:"pages"`
	Note     string `json:"note,omitempty"`
}

// CaseGap is one line of a correction notice.
type CaseGap struct {
	Material string `json:"material" doc:"材料编码。Code in the case's list."`
	Name     string `json:"name,omitempty"`
	Problem  string `json:"problem" doc:"缺什么、错在哪里。What is wrong."`
	Required string `json:"required" doc:"要什么样的才行。What is asked for."`
	Basis    string `json:"basis,omitempty"`
}

func gapsOf(items []casework.Gap) []CaseGap {
	out := make([]CaseGap, len(items))
	for i, g := range items {
		out[i] = CaseGap(g)
	}
	return out
}

// CaseLetter is a letter of the case, without its content.
type CaseLetter struct {
	Number   string    `json:"number"`
	Title    string    `json:"title"`
	IssuedAt time.Time `json:"issued_at"`
	Code     string    `json:"code" doc:"文书核验码。Verification code."`
	State    string    `json:"state" enum:"valid,void"`
}

// CaseAct is one act on the case.
type CaseAct struct {
	Leaf   string         `json:"leaf" doc:"取回执用。For the receipt."`
	At     time.Time      `json:"at"`
	Kind   string         `json:"kind"`
	Name   string         `json:"name"`
	By     string         `json:"by"`
	Window string         `json:"window,omitempty"`
	Words  map[string]any `json:"words,omitempty" doc:"文书号、理由、期限等。Letter, reason, due days."`
}

func fileOf(tx *store.Tx, by flow.Actor, f casework.File) (CaseFile, error) {
	lines, err := linesOf(tx, []casework.Case{f.Case})
	if err != nil {
		return CaseFile{}, err
	}
	status := casework.PublicStatusOf(f.Case, f.Pauses)
	out := CaseFile{CaseLine: lines[0], Word: status.Word, Line: status.Line,
		Materials: []CaseMaterial{}, Letters: []CaseLetter{}, Verbs: []string{}}
	for _, m := range f.Materials {
		out.Materials = append(out.Materials, CaseMaterial{m.Code, m.Name, m.Required, string(m.Standing), m.Pages, m.Note})
	}
	if n := len(f.Notices); n > 0 {
		out.Missing = gapsOf(f.Notices[n-1].Items)
	}
	for _, step := range casework.Flow.Open(by, f.Case.State) {
		if !slices.Contains(out.Verbs, string(step.Verb)) {
			out.Verbs = append(out.Verbs, string(step.Verb))
		}
	}
	if out.Clock, err = clockOf(tx, f); err != nil {
		return out, err
	}
	written, err := letters.OfSubject(tx, f.Case.ID)
	if err != nil {
		return out, err
	}
	for _, l := range written {
		out.Letters = append(out.Letters, CaseLetter{l.Number, l.Title, api.At(l.IssuedAt), string(l.Code), string(l.State)})
	}
	out.Acts, err = actsOf(tx, f.Case.ID)
	return out, err
}

// told are the details of an act that are shown, as on the page.
var told = []string{"material", "letter", "ground", "promised_due", "statutory_due", "planned", "due", "days",
	"certificate", "reason", "overdue", "violation", "document", "number", "notice_due"}

func actsOf(tx *store.Tx, id string) ([]CaseAct, error) {
	history, err := journal.History(tx, id)
	out := make([]CaseAct, len(history))
	for i, e := range history {
		out[i] = CaseAct{Leaf: e.Leaf, At: api.At(e.At), Kind: e.Kind, Name: casework.KindZh(e.Kind),
			By: e.By.Name, Window: e.By.Window, Words: wordsOf(e.Details)}
		if out[i].By == "" {
			out[i].By = "申请人"
		}
	}
	return out, err
}

func wordsOf(details json.RawMessage) map[string]any {
	all := map[string]any{}
	if len(details) == 0 || json.Unmarshal(details, &all) != nil {
		return nil // content that was erased
	}
	out := map[string]any{}
	for _, name := range told {
		if v, ok := all[name]; ok && v != nil && v != "" {
			out[name] = v
		}
	}
	return out
}

// CaseClock is the decision clock of an accepted case.
type CaseClock struct {
	Start        calendar.Day `json:"start" format:"date" doc:"受理日，不计入。Day 0."`
	Until        calendar.Day `json:"until" format:"date" doc:"算到哪天：决定日或今天。Decision or today."`
	Decided      bool         `json:"decided"`
	Unit         string       `json:"unit" enum:"wd,cd"`
	Promised     int          `json:"promised"`
	Statutory    int          `json:"statutory"`
	Used         int          `json:"used"`
	Paused       int          `json:"paused" doc:"依法暂停、没有计入的天数。Lawfully not counted."`
	PromisedLeft int          `json:"promised_left" doc:"负数是超期。Negative when late."`
	StatuteLeft  int          `json:"statutory_left"`
	PromisedDue  calendar.Day `json:"promised_due" format:"date"`
	StatutoryDue calendar.Day `json:"statutory_due" format:"date"`
	Calendar     string       `json:"calendar" doc:"日历版本。Version of the calendar."`
	Days         []CaseDay    `json:"days,omitempty"`
}

// CaseDay is one day of the clock.
type CaseDay struct {
	Day     calendar.Day `json:"day" format:"date"`
	Workday bool         `json:"workday"`
	Counted bool         `json:"counted"`
	Paused  bool         `json:"paused"`
	Why     string       `json:"why"`
	N       int          `json:"n"`
}

// clockOf is nil before acceptance.
func clockOf(tx *store.Tx, f casework.File) (*CaseClock, error) {
	v, ok, err := casework.ClockOf(tx, f)
	if err != nil || !ok {
		return nil, err
	}
	return &CaseClock{Start: v.Start, Until: v.Until, Decided: v.Decided, Unit: string(v.Unit), Promised: v.PromisedN,
		Statutory: v.StatutoryN, Used: v.Used, Paused: v.Paused, PromisedLeft: v.PromisedLeft, StatuteLeft: v.StatuteLeft,
		PromisedDue: v.PromisedDue, StatutoryDue: v.StatutoryDue, Calendar: v.Book}, nil
}

func daysOf(tx *store.Tx, f casework.File) ([]CaseDay, error) {
	v, ok, err := casework.ClockOf(tx, f)
	if err != nil || !ok {
		return nil, err
	}
	book, err := workdays.BookOf(tx, v.Book)
	if err != nil {
		return nil, err
	}
	days, err := book.Trace(v.Start, v.PromisedN, v.Unit, casework.Stops(f.Pauses), v.Until)
	out := make([]CaseDay, len(days))
	for i, d := range days {
		out[i] = CaseDay(d)
	}
	return out, err
}
