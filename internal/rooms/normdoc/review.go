package normdoc

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// ReviewInput is a filled-in review form.
type ReviewInput struct {
	Findings []Finding // one for each article of the round
	Proposal Decision
	Opinion  string
}

// takeReview finds the review of an open round for a step of its table.
func takeReview(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Review, Round, flow.Step, error) {
	v, r, err := ReviewByID(tx, by, id)
	if err != nil {
		return Review{}, Round{}, flow.Step{}, err
	}
	if r.State != RoundOpen && verb != VerbFulfil {
		return Review{}, Round{}, flow.Step{}, roundClosed.New(nil)
	}
	step, err := ReviewFlow.Next(by, v.State, verb)
	if err == nil && version != v.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return v, r, step, err
}

// keepReview is the only writer of a review that exists.
func keepReview(tx *store.Tx, by flow.Actor, step flow.Step, v Review, rows ...journal.Row) (Review, error) {
	err := saveReview.One(tx, step.To, v.Findings, v.Conflicts, v.Proposal, v.Opinion, v.ReviewedBy, v.ReviewedAt, v.Decision, v.Reason, v.DecidedBy,
		v.DecidedAt, v.FollowFrom, v.FollowDue, v.FollowBy, v.DoneAt, v.County, v.ID, step.From, v.Version)
	if err != nil {
		return Review{}, err
	}
	v.State, v.Version = step.To, v.Version+1
	details := say{"document": v.DocumentID, "conflicts": v.Conflicts}
	if v.Decision != nil {
		details["decision"] = *v.Decision
	}
	_, err = journal.Record(tx, by, step.Kind, v.ID, details, append(rows, v.row())...)
	return v, err
}

// FileReview is the issuing unit's review: a finding for every clause of the round
// by name, a proposal and the reasons. It can be mended until it is decided.
func FileReview(tx *store.Tx, by flow.Actor, id string, version int64, in ReviewInput) (Review, error) {
	v, r, step, err := takeReview(tx, by, id, version, VerbReview)
	if err != nil {
		return Review{}, err
	}
	if !issues(by, v.Unit) {
		return Review{}, reviewUnknown.New(nil)
	}
	if v.Findings, err = findingsFrom(r, in); err != nil {
		return Review{}, err
	}
	at := tx.Now()
	v.Proposal, v.Opinion, v.ReviewedBy, v.ReviewedAt, v.Conflicts = &in.Proposal, strings.TrimSpace(in.Opinion), &by.Account, &at, 0
	for _, f := range v.Findings {
		if f.Conflict {
			v.Conflicts++
		}
	}
	return keepReview(tx, by, step, v)
}

// findingsFrom holds the form against the round's clauses and reports every
// mistake at once.
func findingsFrom(r Round, in ReviewInput) ([]Finding, error) {
	var p fault.Problems
	var out []Finding
	for _, article := range r.Articles {
		field := fmt.Sprintf("article_%d", article)
		n := slices.IndexFunc(in.Findings, func(f Finding) bool { return f.Article == article })
		if n < 0 {
			p.Add(field, "第 %d 条：请选“%s”或“抵触”", article, NoneFound)
			continue
		}
		f := in.Findings[n]
		f.Words = strings.TrimSpace(f.Words)
		switch {
		case f.Conflict && f.Words == "":
			p.Add(field, "第 %d 条：抵触的，请写明文件哪一条、怎样抵触", article)
		case f.Words == "":
			f.Words = NoneFound
		}
		out = append(out, f)
	}
	for _, f := range in.Findings {
		if !slices.Contains(r.Articles, f.Article) {
			p.Add("articles", "第 %d 条：这一轮不审查这一条，请去掉", f.Article)
		}
	}
	if _, known := rowOf(in.Proposal); !known {
		p.Add("proposal", "建议：请选保留、修订、废止或宣布失效")
	}
	if strings.TrimSpace(in.Opinion) == "" {
		p.Add("opinion", "理由：请写明为什么这样建议")
	}
	return out, p.Err()
}

// DecisionInput is a decision with its reason, and for revising and repealing the
// day by which the document that does it is to be there.
type DecisionInput struct {
	Decision Decision
	Reason   string
	Due      calendar.Day
}

// Decide takes the one decision on a document of the round, by a legal reviewer
// who neither drafted nor reviewed it and is not of the unit that issued it.
func Decide(tx *store.Tx, by flow.Actor, id string, version int64, in DecisionInput) (Review, error) {
	row, known := rowOf(in.Decision)
	if !known {
		var p fault.Problems
		p.Add("decision", "决定：请选保留、修订、废止或宣布失效")
		return Review{}, p.Err()
	}
	if err := decidable(tx, by, id); err != nil {
		return Review{}, err
	}
	v, _, step, err := takeReview(tx, by, id, version, row.verb)
	if err != nil {
		return Review{}, err
	}
	d, err := documentByID.One(tx, tx.County(), v.DocumentID)
	if err != nil {
		return Review{}, err
	}
	if err := d.apart(by, "决定"); err != nil {
		return Review{}, err
	}
	if by.Account == *v.ReviewedBy || by.For == *v.ReviewedBy {
		return Review{}, ownDraft.New(fault.Args{"what": "审查表是您填的", "verb": "决定"})
	}
	if err := v.decide(tx, d, in); err != nil {
		return Review{}, err
	}
	at := tx.Now()
	v.DecidedBy, v.DecidedAt = &by.Account, &at
	return keepReview(tx, by, step, v)
}

// decidable says what is missing or done already before the table is asked, so
// that the refusal names it.
func decidable(tx *store.Tx, by flow.Actor, id string) error {
	v, r, err := ReviewByID(tx, by, id)
	if err != nil {
		return err
	}
	if v.Decision != nil {
		return decidedAlready.New(fault.Args{"decision": v.Decision.Zh()})
	}
	var missing []int64
	for _, article := range r.Articles {
		if !slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Article == article }) {
			missing = append(missing, article)
		}
	}
	if len(missing) > 0 || v.ReviewedBy == nil {
		return unchecked.New(fault.Args{"articles": ArticlesText(missing)})
	}
	return nil
}

// longestFollow is how far off a follow-through day may be: two years.
const longestFollow = 2 * 366

func (v *Review) decide(tx *store.Tx, d Document, in DecisionInput) error {
	today := tx.Today()
	switch {
	case in.Decision == Retain && v.Conflicts > 0:
		return conflictStays.New(fault.Args{"n": v.Conflicts})
	case in.Decision == Retain && d.On(today) == Lapsed:
		return hasLapsed.New(fault.Args{"words": d.Words(today), "verb": "保留"})
	}
	var p fault.Problems
	if v.Reason = strings.TrimSpace(in.Reason); v.Reason == "" {
		p.Add("reason", "理由：请写明为什么这样决定")
	}
	switch {
	case in.Decision.Follows() && (in.Due <= today || in.Due > today+longestFollow):
		p.Add("due", "落实期限：%s要填今天以后、两年以内的一天", in.Decision.Zh())
	case !in.Decision.Follows() && in.Due != 0:
		p.Add("due", "落实期限：%s不用填", in.Decision.Zh())
	}
	v.Decision = &in.Decision
	if in.Decision.Follows() {
		v.FollowFrom, v.FollowDue = &today, &in.Due
	}
	return p.Err()
}

// Return sends a review back to the unit, or takes a decision back, while the
// round is open.
func Return(tx *store.Tx, by flow.Actor, id string, version int64, why string) (Review, error) {
	v, _, step, err := takeReview(tx, by, id, version, VerbReturn)
	if err != nil {
		return Review{}, err
	}
	var p fault.Problems
	if v.Reason = strings.TrimSpace(why); v.Reason == "" {
		p.Add("reason", "原因：请写明哪里要重新审查")
	}
	if err := p.Err(); err != nil {
		return Review{}, err
	}
	v.ReviewedBy, v.ReviewedAt, v.Decision, v.DecidedBy, v.DecidedAt, v.FollowFrom, v.FollowDue = nil, nil, nil, nil, nil, nil, nil
	v.Findings, v.Conflicts = []Finding{}, 0
	return keepReview(tx, by, step, v)
}

// Fulfil carries a decision out: it names the published document that revises or
// repeals, which ends the old one on its own first day in force.
func Fulfil(tx *store.Tx, by flow.Actor, id string, version int64, number string) (Review, error) {
	v, r, step, err := takeReview(tx, by, id, version, VerbFulfil)
	if err != nil {
		return Review{}, err
	}
	old, err := documentByID.One(tx, tx.County(), v.DocumentID)
	if err != nil {
		return Review{}, err
	}
	next, err := follower(tx, r, v, old, number)
	if err != nil {
		return Review{}, err
	}
	row, _ := rowOf(*v.Decision)
	reason := fmt.Sprintf("%s，由 %s %s", r.Number, next.Number, v.Decision.Zh())
	if err := old.end(tx, by, row.end, max(next.FromDay, v.DecidedAt.Day()), &next.ID, reason); err != nil {
		return Review{}, err
	}
	at := tx.Now()
	v.FollowBy, v.DoneAt = &next.ID, &at
	if v, err = keepReview(tx, by, step, v, old.row()); err != nil {
		return Review{}, err
	}
	return v, tx.Fact(FactEnded, old.ID, say{"number": old.Number, "by": next.Number})
}

// follower finds the document that carries the decision out and says why another
// cannot.
func follower(tx *store.Tx, r Round, v Review, old Document, number string) (Document, error) {
	number = manifest.DocumentNumber(number)
	next, known, err := documentByNumber.Find(tx, tx.County(), number)
	why := ""
	switch {
	case err != nil:
		return Document{}, err
	case r.State != RoundPublished:
		why = "这一轮清理的结果还没有公布"
	case !known:
		why = "文件库里没有这份文件"
	case next.ID == old.ID:
		why = "它就是要处理的文件"
	case next.State != Published:
		why = "它还没有统一登记、编号和公布，或已经失效"
	case *next.PublishedDay < v.DecidedAt.Day():
		why = fmt.Sprintf("它在作出决定（%s）以前就公布了", v.DecidedAt.Day())
	}
	if why != "" {
		return Document{}, followUnfit.New(fault.Args{"number": number, "why": why})
	}
	return next, nil
}
