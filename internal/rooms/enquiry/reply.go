package enquiry

import (
	"encoding/json"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Write hands a reply in for review, by the handling unit and in all its parts.
func Write(tx *store.Tx, by flow.Actor, id string, version int64, r Reply) (Enquiry, error) {
	e, err := handled(tx, by, id, version)
	if err != nil {
		return e, err
	}
	step, err := Flow.Next(by, e.State, VerbWrite)
	if err != nil {
		return e, err
	}
	var p fault.Problems
	r.Answer = needed(&p, r.Answer, "answer", "答复：请逐个回答诉求人问的问题")
	r.Basis = needed(&p, r.Basis, "basis", "依据：请写文件名称和条款；没有文件的写明理由")
	r.Done = needed(&p, r.Done, "done", "办理情况：请写谁在什么时候做了什么")
	r.Remedy = needed(&p, r.Remedy, "remedy", "不服怎么办：请写明可以向谁申请复核或复议、几天内")
	if err := p.Err(); err != nil {
		return e, err
	}
	text, err := json.Marshal(r)
	if err != nil {
		return e, err
	}
	if e.Reply, err = tx.Seal(e.ID, string(text)); err != nil {
		return e, err
	}
	at, today := tx.Now(), tx.Today()
	e.Writer, e.DraftedAt, e.DraftedDay = &by.Account, &at, &today
	if err := e.clocks(tx); err != nil {
		return e, err
	}
	return keep(tx, by, step, e, say{"unit": e.Unit})
}

// Send passes the reply (审核通过) and answers the complainant, and everybody whose
// enquiry was linked to this one. Every point of the checklist must be met, and the
// reviewer is not the writer.
func Send(tx *store.Tx, by flow.Actor, id string, version int64, met []string) (Enquiry, error) {
	e, step, err := reviewing(tx, by, id, version, VerbSend)
	if err != nil {
		return e, err
	}
	var missing []string
	for _, c := range Checklist {
		if !slices.Contains(met, c.Code) {
			missing = append(missing, c.Zh)
		}
	}
	if len(missing) > 0 {
		return e, replyFails.New(fault.Args{"missing": strings.Join(missing, "；")})
	}
	review, err := e.reviewed(tx, by, true, met, "")
	if err != nil {
		return e, err
	}
	at, today := tx.Now(), tx.Today()
	e.AnsweredAt, e.AnsweredDay, e.AnsweredBy = &at, &today, &by.Account
	if e.FirstAnswerAt == nil {
		e.FirstAnswerAt = &at
	}
	if err := e.clocks(tx); err != nil {
		return e, err
	}
	words := "已经答复，请在 " + e.ConfirmUntil.Chinese() + "前评价；没有解决的可以退回重办"
	told, err := e.tell(tx, "answered", words)
	if err != nil {
		return e, err
	}
	rows := []journal.Row{review, told}
	joined, err := linkedTo(tx, e.ID)
	if err != nil {
		return e, err
	}
	for _, l := range joined {
		row, err := l.tell(tx, "answered", "一起办理的那一件已经答复，请看下面的答复")
		if err != nil {
			return e, err
		}
		rows = append(rows, row)
	}
	text, err := tx.Unseal(e.ID, e.Reply)
	if err != nil {
		return e, err
	}
	details := say{"unit": e.Unit, "reply": tx.Blind("enquiry.reply", text), "linked": len(joined)}
	if e, err = keep(tx, by, step, e, details, rows...); err != nil {
		return e, err
	}
	return e, tx.Fact("EnquiryAnswered", e.ID, say{"number": e.Number, "unit": e.Unit})
}

// Return sends the reply back to its writer with what is missing; the handling
// clock goes on as if nothing had been handed in.
func Return(tx *store.Tx, by flow.Actor, id string, version int64, met []string, words string) (Enquiry, error) {
	e, step, err := reviewing(tx, by, id, version, VerbReturn)
	if err != nil {
		return e, err
	}
	var p fault.Problems
	if words = needed(&p, words, "words", "退回意见：请写明缺什么、要补什么"); p.Err() != nil {
		return e, p.Err()
	}
	review, err := e.reviewed(tx, by, false, met, words)
	if err != nil {
		return e, err
	}
	e.DraftedAt, e.DraftedDay, e.ReplyDue = nil, nil, nil
	return keep(tx, by, step, e, nil, review)
}

func reviewing(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Enquiry, flow.Step, error) {
	e, step, err := open(tx, by, id, version, verb)
	if err == nil && (*e.Writer == by.Account || *e.Writer == by.For) {
		err = samePerson.New(fault.Args{"what": "写"})
	}
	return e, step, err
}

func (e Enquiry) reviewed(tx *store.Tx, by flow.Actor, passed bool, met []string, words string) (journal.Row, error) {
	former, err := reviewsOf.All(tx, tx.County(), e.ID)
	if err != nil {
		return journal.Row{}, err
	}
	listed := []string{}
	for _, c := range Checklist {
		if slices.Contains(met, c.Code) {
			listed = append(listed, c.Code)
		}
	}
	r := Review{County: e.County, ID: tx.NewID(), RecordID: e.ID, Nth: int64(len(former)) + 1, Passed: passed, Met: listed, Words: words,
		Writer: *e.Writer, Reviewer: by.Account, At: tx.Now()}
	return journal.Row{Table: "enquiry_review", ID: r.ID}, insertReview.One(tx, r)
}

func linkedTo(tx *store.Tx, id string) ([]Enquiry, error) {
	return records.Page(tx, new(store.Where).And("county = ? AND main_id = ?", tx.County(), id), "id", 1000)
}

// ReportBack (回报上级) records what was reported to the higher office, on which day
// and under which number. A matter handed down closes only with it.
func ReportBack(tx *store.Tx, by flow.Actor, id string, version int64, number, words string) (Enquiry, error) {
	e, err := ByID(tx, by, id)
	if err != nil {
		return e, err
	}
	switch {
	case !e.Handed():
		return e, notHanded.New(nil)
	case e.ReportedAt != nil:
		return e, reportTwice.New(nil)
	case e.AnsweredAt == nil || e.State == Assigned || e.State == Drafted:
		return e, replyFirst.New(nil)
	}
	step, err := Flow.Next(by, e.State, VerbReport)
	if err == nil && version != e.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return e, err
	}
	var p fault.Problems
	number, words = needed(&p, number, "report_number", "回报文号：请填报送文件的文号"), needed(&p, words, "report_words", "回报内容：请写一句话结论")
	if err := p.Err(); err != nil {
		return e, err
	}
	at, today := tx.Now(), tx.Today()
	e.ReportedAt, e.ReportedDay, e.ReportNumber, e.ReportWords = &at, &today, &number, &words
	if step.To == Closed {
		e.EndedAt = &at
	}
	return keep(tx, by, step, e, say{"report": number})
}

// Publish shows question and answer to the public, in words without names, where
// the complainant agreed.
func Publish(tx *store.Tx, by flow.Actor, id string, version int64, in Publication) (Enquiry, error) {
	e, step, err := open(tx, by, id, version, VerbPublish)
	if err != nil {
		return e, err
	}
	switch {
	case !e.Consent || e.Confidential:
		return e, notConsented.New(nil)
	case e.PublishedAt != nil:
		return e, publishedTwice.New(nil)
	}
	who, err := identityOf(tx, e)
	if err != nil {
		return e, err
	}
	var p fault.Problems
	for _, f := range []struct {
		name, label string
		words       **string
	}{{"public_title", "标题", &in.PublicTitle}, {"public_question", "问题", &in.PublicQuestion}, {"public_answer", "答复", &in.PublicAnswer}} {
		text := ""
		if *f.words != nil {
			text = **f.words
		}
		text = needed(&p, text, f.name, f.label+"：请写一段不含姓名、企业名的文字")
		if found := names(text, who); found != "" {
			p.Add(f.name, "%s：里面有%s，公开前请去掉", f.label, found)
		}
		*f.words = &text
	}
	if err := p.Err(); err != nil {
		return e, err
	}
	at := tx.Now()
	in.PublishedAt, in.PublishedBy = &at, &by.Account
	e.Publication = in
	return keep(tx, by, step, e, nil)
}

// unitsOf names the units of a list, once each.
func unitsOf(tx *store.Tx, names map[string]string, code string) error {
	if _, known := names[code]; known || code == "" {
		return nil
	}
	short, err := org.ShortName(tx, code)
	names[code] = short
	return err
}
