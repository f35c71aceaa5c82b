package enquiry

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/store"
)

// Progress is what the holder of number and code sees.
type Progress struct {
	Enquiry  Enquiry
	Words    string
	Notices  []Notice
	Reply    *Reply // nil until it was sent
	Line     string // who acts next and by when
	MayRate  bool
	MayOpen  bool // again
	Answerer string
}

// Track answers "how far is it" to whoever holds number and code. A wrong number
// and a wrong code are answered alike.
func Track(tx *store.Tx, number, code string) (Progress, error) {
	e, err := held(tx, number, code)
	if err != nil {
		return Progress{}, err
	}
	v := Progress{Enquiry: e}
	if v.Words, err = tx.Unseal(e.ID, e.Words); err != nil {
		return v, err
	}
	if v.Notices, err = noticesOf.All(tx, tx.County(), e.ID); err != nil {
		return v, err
	}
	from := e
	if e.MainID != nil { // the answer of the earlier one is the answer to this
		if from, err = recordByID.One(tx, tx.County(), *e.MainID); err != nil {
			return v, err
		}
	}
	if from.AnsweredAt != nil && from.sent() {
		r, err := replyOf(tx, from)
		if err != nil {
			return v, err
		}
		v.Reply = &r
	}
	if e.AnsweredAt != nil {
		units := map[string]string{}
		if err := unitsOf(tx, units, e.Unit); err != nil {
			return v, err
		}
		v.Answerer = units[e.Unit]
	}
	v.MayRate = e.State == Answered && tx.Today() <= *e.ConfirmUntil
	v.MayOpen = v.MayRate && e.Reopened < mostReopened
	v.Line = e.line()
	return v, nil
}

// sent reports whether the reply on file is the one that was sent: not while a
// reopened enquiry is being handled anew.
func (e Enquiry) sent() bool { return e.State != Assigned && e.State != Drafted && e.State != Received }

// line says who acts next, and by when.
func (e Enquiry) line() string {
	switch e.State {
	case Received:
		return "优化办最迟 " + e.AcceptDue.Chinese() + "告诉您受理不受理"
	case Assigned:
		return "承办单位最迟 " + e.HandleDue.Chinese() + "办完，审核后答复您"
	case Drafted:
		return "答复已经写好，最迟 " + e.ReplyDue.Chinese() + "审核完发给您"
	case Answered:
		return "请在 " + e.ConfirmUntil.Chinese() + "前评价；没有解决的可以退回重办"
	case Reporting, Closed:
		return "办理结束：" + OutcomeZh(orEmpty(e.Outcome.Outcome))
	case Linked:
		return "和较早的一件一起办理，答复同样发到这里"
	case Declined:
		return "没有受理，理由和该找谁写在下面"
	}
	return "您已经撤回"
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// held finds the enquiry of a number and its code.
func held(tx *store.Tx, number, code string) (Enquiry, error) {
	typed, bad := ids.ParseCode(code, ids.QueryCodeLen)
	e, ok, err := recordByNumber.Find(tx, tx.County(), strings.ToUpper(strings.TrimSpace(number)))
	if err != nil {
		return Enquiry{}, err
	}
	if bad != nil || !ok || e.QueryDigest == nil || *e.QueryDigest != codeDigest(tx, e.Number, typed) {
		return Enquiry{}, trackRefused.New(nil)
	}
	return e, nil
}

// Rate closes the enquiry with the complainant's word, within the days for it. A
// matter handed down stays open until the report-back.
func Rate(tx *store.Tx, by flow.Actor, number, code string, level Level, words string) (Enquiry, error) {
	e, err := held(tx, number, code)
	if err != nil {
		return e, err
	}
	verb := VerbRate
	if e.Handed() && e.ReportedAt == nil {
		verb = VerbRateOpen
	}
	step, err := e.within(tx, by, verb)
	if err != nil {
		return e, err
	}
	var p fault.Problems
	if level < 1 || int(level) > len(Levels) {
		p.Add("level", "评价：请从五个等级里选一个")
	}
	if words = strings.TrimSpace(words); len([]rune(words)) > longestWords {
		p.Add("words", "意见：最多 %d 字", longestWords)
	}
	if err := p.Err(); err != nil {
		return e, err
	}
	if words != "" {
		if e.RatingWords, err = tx.Seal(e.ID, words); err != nil {
			return e, err
		}
	}
	at := tx.Now()
	e.Level, e.RatedAt = &level, &at
	outcome := map[bool]string{true: endContent, false: endDiscontent}[level.Content()]
	e.Outcome.Outcome = &outcome
	if step.To == Closed {
		e.EndedAt = &at
	}
	return keep(tx, Complainant(by), step, e, say{"level": level})
}

// within asks the table, and refuses after the last day for it.
func (e Enquiry) within(tx *store.Tx, by flow.Actor, verb flow.Verb) (flow.Step, error) {
	step, err := Flow.Next(Complainant(by), e.State, verb)
	if err == nil && e.State == Answered && tx.Today() > *e.ConfirmUntil {
		err = windowOver.New(fault.Args{"until": *e.ConfirmUntil})
	}
	return step, err
}

// Reopen (退回重办) sends the enquiry back to the unit on a listed ground, within the
// days for it and not more often than allowed. A new handling clock starts.
func Reopen(tx *store.Tx, by flow.Actor, number, code, ground, words string) (Enquiry, error) {
	e, err := held(tx, number, code)
	if err != nil {
		return e, err
	}
	step, err := e.within(tx, by, VerbReopen)
	if err != nil {
		return e, err
	}
	if e.Reopened >= mostReopened {
		return e, reopenedOften.New(fault.Args{"n": mostReopened})
	}
	var p fault.Problems
	why, ok := known(ReopenGrounds, ground)
	if !ok {
		p.Add("ground", "理由：请选哪里没有解决")
	}
	words = needed(&p, words, "words", "说明：请写明哪里没有解决")
	if err := p.Err(); err != nil {
		return e, err
	}
	text, err := tx.Unseal(e.ID, e.Words)
	if err != nil {
		return e, err
	}
	if e.Words, err = tx.Seal(e.ID, text+"\n\n【"+tx.Today().String()+" 退回重办："+PointZh(ReopenGrounds, why)+"】"+words); err != nil {
		return e, err
	}
	e.Reopened, e.ReopenReason = e.Reopened+1, &why
	e.DraftedAt, e.DraftedDay, e.ReplyDue, e.AnsweredDay, e.ConfirmUntil, e.ExtendedN = nil, nil, nil, nil, nil, 0
	return e.assigned(tx, Complainant(by), step, "已退回重办，最迟 %s再次答复您")
}

// Withdraw ends the enquiry on the complainant's own word.
func Withdraw(tx *store.Tx, by flow.Actor, number, code string) (Enquiry, error) {
	e, err := held(tx, number, code)
	if err != nil {
		return e, err
	}
	step, err := Flow.Next(Complainant(by), e.State, VerbWithdraw)
	if err != nil {
		return e, err
	}
	e.end(tx, endWithdrawn)
	told, err := e.tell(tx, "withdrawn", "您撤回了这一件，不再办理；需要时可以另提")
	if err != nil {
		return e, err
	}
	return keep(tx, Complainant(by), step, e, nil, told)
}
