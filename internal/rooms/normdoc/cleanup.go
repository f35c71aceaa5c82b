package normdoc

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Scope is which documents a round cleans up.
type Scope string

const (
	ScopeBusiness Scope = "business" // 涉及营商环境的文件
	ScopeAll      Scope = "all"      // 全部文件
)

// Scopes lists them with their words.
var Scopes = []struct {
	Scope Scope
	Zh    string
}{{ScopeBusiness, "涉及营商环境的文件"}, {ScopeAll, "全部文件"}}

// Zh is the scope as printed.
func (s Scope) Zh() string {
	for _, row := range Scopes {
		if row.Scope == s {
			return row.Zh
		}
	}
	return string(s)
}

// Round (清理) is one clean-up: a scope, a deadline, the clauses to check.
type Round struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	Number      string // QL2020-001
	Title       string
	Basis       string // document that asks for it
	Scope       Scope
	Articles    []int64
	Office      string
	OpenedBy    string
	OpenedAt    calendar.Instant
	FromDay     calendar.Day
	Due         calendar.Day
	Document    string // by which the result was published
	PublishedBy *string
	PublishedAt *calendar.Instant
}

// Review (审查表) is one document in one round.
type Review struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	RoundID    string
	DocumentID string
	Unit       string // that issued the document and reviews it
	OpenedAt   calendar.Instant
	FromDay    calendar.Day
	Due        calendar.Day
	Findings   []Finding
	Conflicts  int64 // how many of them are conflicts
	Proposal   *Decision
	Opinion    string
	ReviewedBy *string
	ReviewedAt *calendar.Instant
	Decision   *Decision
	Reason     string
	DecidedBy  *string
	DecidedAt  *calendar.Instant
	FollowFrom *calendar.Day
	FollowDue  *calendar.Day
	FollowBy   *string // id of the document that revised or repealed
	DoneAt     *calendar.Instant
}

// Finding (逐条审查) is what the reviewer wrote down of one article: how it is in
// conflict, or that none was found.
type Finding struct {
	Article  int64  `json:"article"`
	Conflict bool   `json:"conflict"`
	Words    string `json:"words"`
}

// NoneFound is what a finding says that found nothing.
const NoneFound = "未发现抵触"

// RoundInput is what a round is opened with.
type RoundInput struct {
	Title    string
	Basis    string
	Scope    Scope
	Articles []int64
	Due      calendar.Day
}

const mostDocuments = 5000

// OpenRound begins a clean-up: every published document of the scope that was not
// ended yet gets one review, also one that has lapsed by itself.
func OpenRound(tx *store.Tx, by flow.Actor, in RoundInput) (Round, error) {
	if err := may(by, openers...); err != nil {
		return Round{}, err
	}
	if len(in.Articles) == 0 {
		in.Articles = Usual
	}
	r := Round{County: tx.County(), ID: tx.NewID(), Version: 1, State: RoundOpen, Title: strings.TrimSpace(in.Title), Basis: strings.TrimSpace(in.Basis),
		Scope: in.Scope, Articles: in.Articles, Office: by.Unit, OpenedBy: by.Account, OpenedAt: tx.Now(), FromDay: tx.Today(), Due: in.Due}
	if err := r.check(); err != nil {
		return Round{}, err
	}
	w := new(store.Where).And("county = ? AND state = ?", tx.County(), Published)
	if r.Scope == ScopeBusiness {
		w.And("business = 1")
	}
	found, err := documents.Page(tx, w, "number", mostDocuments)
	if err != nil {
		return Round{}, err
	}
	if len(found) == 0 {
		return Round{}, roundEmpty.New(nil)
	}
	n, err := tx.NextNumber(fmt.Sprintf("normdoc.round.%d", tx.Today().Year()))
	if err != nil {
		return Round{}, err
	}
	r.Number = fmt.Sprintf("QL%d-%03d", tx.Today().Year(), n)
	return r, r.begin(tx, by, found)
}

func (r Round) check() error {
	var p fault.Problems
	if r.Title == "" {
		p.Add("title", "名称：请写明清理什么")
	}
	if r.Basis == "" {
		p.Add("basis", "依据：请填部署清理的文件")
	}
	if r.Scope != ScopeBusiness && r.Scope != ScopeAll {
		p.Add("scope", "范围：请选一项")
	}
	if r.Due < r.FromDay {
		p.Add("due", "截止日：请填今天或以后的一天")
	}
	return p.Err()
}

func (r Round) begin(tx *store.Tx, by flow.Actor, list []Document) error {
	if err := insertRound.One(tx, r); err != nil {
		return err
	}
	rows := []journal.Row{r.row()}
	for _, d := range list {
		v := Review{County: r.County, ID: tx.NewID(), Version: 1, State: ReviewPending, RoundID: r.ID, DocumentID: d.ID, Unit: d.Issuer, Findings: []Finding{},
			OpenedAt: r.OpenedAt, FromDay: r.FromDay, Due: r.Due}
		if err := insertReview.One(tx, v); err != nil {
			return err
		}
		rows = append(rows, v.row())
	}
	_, err := journal.Record(tx, by, "normdoc.round_open", r.ID, say{"number": r.Number, "documents": len(list), "articles": r.Articles, "due": r.Due}, rows...)
	return err
}

func (r Round) row() journal.Row { return journal.Row{Table: "normdoc_round", ID: r.ID} }

func (v Review) row() journal.Row { return journal.Row{Table: "normdoc_review", ID: v.ID} }

// Tally is the standing sum of a round: what was decided adds up to what was
// reviewed (25 = 18 + 4 + 3).
type Tally struct {
	All       int // documents of the round
	Reviewed  int // with a decision
	Conflicts int // documents with a conflict
	By        map[Decision]int
	Followed  int // revised or repealed already
}

// Sum adds up the decisions.
func (t Tally) Sum() (n int) {
	for _, d := range Decisions {
		n += t.By[d.Decision]
	}
	return n
}

// Balanced reports whether every document of the round has its one decision.
func (t Tally) Balanced() bool { return t.All == t.Reviewed && t.Reviewed == t.Sum() }

// Words prints the sum: 25 ＝ 保留 18 ＋ 修订 4 ＋ 废止 3 ＋ 宣布失效 0.
func (t Tally) Words() string {
	parts := make([]string, len(Decisions))
	for i, d := range Decisions {
		parts[i] = fmt.Sprintf("%s %d", d.Zh, t.By[d.Decision])
	}
	return fmt.Sprintf("%d ＝ %s", t.Reviewed, strings.Join(parts, " ＋ "))
}

// TallyOf counts the reviews of a round.
func TallyOf(list []Review) Tally {
	t := Tally{All: len(list), By: map[Decision]int{}}
	for _, v := range list {
		if v.Decision != nil {
			t.Reviewed++
			t.By[*v.Decision]++
		}
		if v.Conflicts > 0 {
			t.Conflicts++
		}
		if v.State == ReviewFollowed {
			t.Followed++
		}
	}
	return t
}

// PublishRound makes the result known, with the document that says so. It refuses
// while a document has no decision or the sum does not hold. What was declared
// void ends today.
func PublishRound(tx *store.Tx, by flow.Actor, id string, version int64, document string) (Round, error) {
	r, err := RoundByID(tx, by, id)
	if err != nil {
		return Round{}, err
	}
	step, err := RoundFlow.Next(by, r.State, VerbPublish)
	if err == nil && version != r.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return Round{}, err
	}
	list, err := reviewsOf.All(tx, tx.County(), r.ID)
	if err != nil {
		return Round{}, err
	}
	if err := publishable(list); err != nil {
		return Round{}, err
	}
	var p fault.Problems
	if r.Document = strings.TrimSpace(document); r.Document == "" {
		p.Add("document", "公布文件：请填公布清理结果的文件")
	}
	if err := p.Err(); err != nil {
		return Round{}, err
	}
	at := tx.Now()
	r.PublishedBy, r.PublishedAt = &by.Account, &at
	if err := saveRound.One(tx, step.To, r.Document, r.PublishedBy, r.PublishedAt, r.County, r.ID, step.From, r.Version); err != nil {
		return Round{}, err
	}
	rows, err := r.void(tx, by, list)
	if err != nil {
		return Round{}, err
	}
	r.State, r.Version = step.To, r.Version+1
	sum := TallyOf(list).Words()
	if _, err := journal.Record(tx, by, step.Kind, r.ID, say{"number": r.Number, "sum": sum}, append(rows, r.row())...); err != nil {
		return Round{}, err
	}
	return r, tx.Fact(FactEnded, r.ID, say{"number": r.Number, "sum": sum})
}

func publishable(list []Review) error {
	t := TallyOf(list)
	switch {
	case t.Reviewed < t.All:
		return undecided.New(fault.Args{"n": t.All - t.Reviewed})
	case !t.Balanced():
		return unbalanced.New(fault.Args{"reviewed": t.Reviewed, "sum": t.Sum()})
	}
	return nil
}

// void ends the documents that the round declares void.
func (r Round) void(tx *store.Tx, by flow.Actor, list []Review) (rows []journal.Row, err error) {
	for _, v := range list {
		if *v.Decision != Void {
			continue
		}
		d, err := documentByID.One(tx, tx.County(), v.DocumentID)
		if err != nil {
			return nil, err
		}
		if err := d.end(tx, by, VerbVoid, tx.Today(), nil, r.Document); err != nil {
			return nil, err
		}
		rows = append(rows, d.row())
	}
	return rows, nil
}

// end ends a document from the day on; the caller records it.
func (d *Document) end(tx *store.Tx, by flow.Actor, verb flow.Verb, day calendar.Day, successor *string, reason string) error {
	step, err := DocumentFlow.Next(by, d.State, verb)
	if err != nil {
		return err
	}
	at := tx.Now()
	d.EndedDay, d.EndedAt, d.Successor, d.EndReason = &day, &at, successor, reason
	return d.write(tx, step)
}
