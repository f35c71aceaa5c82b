package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/api"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// Target is the case an operation acts on.
type Target struct {
	ID   string `path:"id" doc:"办件标识。Case id."`
	Seen int64  `query:"seen" minimum:"0" doc:"看到的 version；办件已被别人改过就拒绝，不写就不核对。Refused if the case changed since."`
}

func (t Target) seen() casework.Seen { return casework.Seen(t.Seen) }

// verb is how a verb of the room is called with the body its operation takes.
type verb[B any] func(tx *store.Tx, by flow.Actor, t Target, in B) (casework.Case, error)

type actIn[B any] struct {
	Target
	Body B
}

// op describes the operation of a verb; its Chinese title is the step's label.
func op(name flow.Verb, en string) api.Op {
	title := string(name)
	for _, step := range casework.Flow.Steps {
		if step.Verb == name {
			title = step.Label
			break
		}
	}
	return api.Op{ID: "casework-" + string(name), Path: "/cases/{id}/" + string(name), Perm: "casework.handle", Tag: tag, Zh: title, En: en}
}

// with registers a verb that needs more than the case.
func with[B any](a *api.API, name flow.Verb, en string, run verb[B]) {
	api.Post(a, op(name, en), func(tx *store.Tx, c *api.Call, in *actIn[B]) (CaseLine, error) {
		k, err := run(tx, c.Actor, in.Target, in.Body)
		return answer(k, err)
	})
}

// plain registers a verb that needs nothing but the case.
func plain(a *api.API, name flow.Verb, en string, run func(*store.Tx, flow.Actor, string, casework.Seen) (casework.Case, error)) {
	api.Post(a, op(name, en), func(tx *store.Tx, c *api.Call, in *Target) (CaseLine, error) {
		k, err := run(tx, c.Actor, in.ID, in.seen())
		return answer(k, err)
	})
}

// worded registers a verb that needs one text.
func worded(a *api.API, name flow.Verb, en string, run func(*store.Tx, flow.Actor, string, casework.Seen, string) (casework.Case, error)) {
	with(a, name, en, func(tx *store.Tx, by flow.Actor, t Target, in CaseReason) (casework.Case, error) {
		return run(tx, by, t.ID, t.seen(), in.Reason)
	})
}

func deciding(a *api.API, name flow.Verb, en string, run func(*store.Tx, flow.Actor, string, casework.Seen, casework.Verdict) (casework.Case, error)) {
	with(a, name, en, func(tx *store.Tx, by flow.Actor, t Target, in CaseVerdict) (casework.Case, error) {
		return run(tx, by, t.ID, t.seen(), casework.Verdict(in))
	})
}

func amending(a *api.API, name flow.Verb, en string, run func(*store.Tx, flow.Actor, string, casework.Seen, casework.Fix) (casework.Case, error)) {
	with(a, name, en, func(tx *store.Tx, by flow.Actor, t Target, in CaseFix) (casework.Case, error) {
		return run(tx, by, t.ID, t.seen(), casework.Fix(in))
	})
}

// registerActs adds one operation for each verb that people take.
func registerActs(a *api.API) {
	registerFiling(a)
	amending(a, casework.VerbFix, "Correct on the spot", casework.FixOnSpot)
	with(a, casework.VerbAsk, "Ask for corrections, once", askCorrection)
	plain(a, casework.VerbResubmit, "Hand in what was asked for", casework.Resubmit)
	worded(a, casework.VerbNotNeeded, "Answer that no licence is needed", casework.AnswerNotNeeded)
	with(a, casework.VerbNotOurs, "Decide not to accept", notOurs)
	plain(a, casework.VerbAccept, "Accept", casework.Accept)
	with(a, casework.VerbAssign, "Take on, or give to a colleague", assign)
	with(a, casework.VerbOpine, "Sign an opinion", opine)
	with(a, casework.VerbSuspend, "Stop the clock on a listed ground", suspend)
	worded(a, casework.VerbResume, "Let the clock run again", casework.Resume)
	with(a, casework.VerbExtend, "Extend the limits, once", extend)
	with(a, casework.VerbPropose, "Propose a decision", propose)
	worded(a, casework.VerbSendBack, "Send back to the handler", casework.SendBack)
	deciding(a, casework.VerbGrant, "Grant", casework.Grant)
	deciding(a, casework.VerbRefuse, "Refuse", casework.Refuse)
	deciding(a, casework.VerbRelay, "Hand up to the deciding authority", casework.HandUp)
	with(a, casework.VerbIssue, "Make the certificate", issue)
	with(a, casework.VerbDeliver, "Deliver", deliver)
	plain(a, casework.VerbClose, "File away", casework.Close)
	worded(a, casework.VerbWithdraw, "Withdraw the application", casework.Withdraw)
	worded(a, casework.VerbAskEnd, "Ask for termination", casework.AskTermination)
	plain(a, casework.VerbTerminate, "Terminate, by a second person", casework.Terminate)
	with(a, casework.VerbReopen, "Reopen after the decision was set aside", reopen)
	amending(a, casework.VerbCorrect, "Correct the record", casework.Correct)
}

// CaseReason is the one text a verb needs.
type CaseReason struct {
	Reason string `json:"reason" doc:"理由、结论或说明。Reason."`
}

// CaseVerdict is what a decision is given.
type CaseVerdict struct {
	Reasons string `json:"reasons,omitempty" doc:"事实和理由，不予和转报必填。Facts and reasons."`
	Overdue string `json:"overdue,omitempty" doc:"过了承诺期限的原因，会公布。Public reason when late."`
}

// CaseFix corrects one value; the old one is kept.
type CaseFix struct {
	Field  string `json:"field" doc:"delivery，或问题编号。delivery or a question's id."`
	New    string `json:"new"`
	Reason string `json:"reason"`
}

// CaseAsk is a correction notice.
type CaseAsk struct {
	Gaps   []CaseGap     `json:"gaps" nullable:"false"`
	Due    *calendar.Day `json:"due,omitempty" format:"date" doc:"补齐的最后一天，不写是 15 天。Last day; 15 days if absent."`
	Reason string        `json:"reason,omitempty" doc:"再次要求的理由，会记为违规。Why asked again; recorded."`
}

func askCorrection(tx *store.Tx, by flow.Actor, t Target, in CaseAsk) (casework.Case, error) {
	file, err := casework.Show(tx, by, t.ID)
	if err != nil {
		return casework.Case{}, err
	}
	names := map[string]string{}
	for _, m := range file.Materials {
		names[m.Code] = m.Name
	}
	ask := casework.Ask{Due: in.Due, Reason: in.Reason}
	for _, g := range in.Gaps {
		gap := casework.Gap(g)
		if gap.Name = names[g.Material]; gap.Name == "" {
			gap.Name = g.Material // the verb refuses it by this name
		}
		ask.Gaps = append(ask.Gaps, gap)
	}
	return casework.AskCorrection(tx, by, t.ID, t.seen(), ask)
}

// CaseNotOurs says why, and whose it is.
type CaseNotOurs struct {
	Reason        string `json:"reason"`
	CompetentBody string `json:"competent_body" doc:"该去哪里办。Body to turn to."`
}

func notOurs(tx *store.Tx, by flow.Actor, t Target, in CaseNotOurs) (casework.Case, error) {
	return casework.AnswerNotOurs(tx, by, t.ID, t.seen(), in.Reason, in.CompetentBody)
}

// accountOf turns a login into an account id; an empty one stays empty.
func accountOf(tx *store.Tx, field, login string) (string, error) {
	if login == "" {
		return "", nil
	}
	a, err := identity.ByLogin(tx, login)
	if store.NoRow.Is(err) {
		var p fault.Problems
		p.Add(field, "没有“%s”这个账号，请核对后再填", login)
		return "", p.Err()
	}
	return a.ID, err
}

// CaseHandler names who handles the case.
type CaseHandler struct {
	Handler string `json:"handler,omitempty" doc:"登录名，不填就是本账号。Login; this account if absent."`
}

func assign(tx *store.Tx, by flow.Actor, t Target, in CaseHandler) (casework.Case, error) {
	handler, err := accountOf(tx, "handler", in.Handler)
	if err != nil {
		return casework.Case{}, err
	}
	return casework.Assign(tx, by, t.ID, t.seen(), handler)
}

// CaseOpinion is an opinion to sign.
type CaseOpinion struct {
	Kind       string `json:"kind" enum:"review,onsite,legal" doc:"审查、现场核查、法制审核"`
	Conclusion string `json:"conclusion" enum:"grant,refuse"`
	Body       string `json:"body"`
	Second     string `json:"second,omitempty" doc:"第二名核查人的登录名，现场核查必填。Second officer."`
}

func opine(tx *store.Tx, by flow.Actor, t Target, in CaseOpinion) (casework.Case, error) {
	o := casework.Opinion{Kind: casework.OpinionKind(in.Kind), Conclusion: in.Conclusion, Body: in.Body}
	second, err := accountOf(tx, "second", in.Second)
	if err != nil {
		return casework.Case{}, err
	}
	if second != "" {
		o.Second = &second
	}
	return casework.Opine(tx, by, t.ID, t.seen(), o)
}

// CaseStop stops the clock.
type CaseStop struct {
	Ground  string       `json:"ground" doc:"事项公布的特别程序。A procedure the item publishes."`
	Planned calendar.Day `json:"planned" format:"date" doc:"预计恢复日。Day the clock is to run again."`
	Body    string       `json:"body" doc:"这段时间做什么。What is done meanwhile."`
}

func suspend(tx *store.Tx, by flow.Actor, t Target, in CaseStop) (casework.Case, error) {
	return casework.Suspend(tx, by, t.ID, t.seen(), casework.Stop(in))
}

// CaseExtension lengthens the limits.
type CaseExtension struct {
	Days   int    `json:"days" minimum:"1" maximum:"10" doc:"工作日。Working days."`
	Reason string `json:"reason"`
}

func extend(tx *store.Tx, by flow.Actor, t Target, in CaseExtension) (casework.Case, error) {
	return casework.Extend(tx, by, t.ID, t.seen(), in.Days, in.Reason)
}

// CaseProposal is what the handler proposes.
type CaseProposal struct {
	Conclusion string `json:"conclusion" enum:"grant,refuse"`
	Body       string `json:"body"`
}

func propose(tx *store.Tx, by flow.Actor, t Target, in CaseProposal) (casework.Case, error) {
	return casework.Propose(tx, by, t.ID, t.seen(), in.Conclusion, in.Body)
}

// CaseCertificate is the certificate of a granted case.
type CaseCertificate struct {
	Number    string        `json:"number"`
	ValidFrom *calendar.Day `json:"valid_from,omitempty" format:"date" doc:"不写就是今天。Today if absent."`
	ValidTo   *calendar.Day `json:"valid_to,omitempty" format:"date" doc:"长期有效不写。Absent: without end."`
}

func issue(tx *store.Tx, by flow.Actor, t Target, in CaseCertificate) (casework.Case, error) {
	certificate := casework.Certificate{Number: in.Number, ValidFrom: tx.Today(), ValidTo: in.ValidTo}
	if in.ValidFrom != nil {
		certificate.ValidFrom = *in.ValidFrom
	}
	return casework.Issue(tx, by, t.ID, t.seen(), certificate)
}

// CaseDelivery is how the decision was handed over.
type CaseDelivery struct {
	Method     string `json:"method" enum:"direct,mail,electronic" doc:"当面签收、邮寄、电子"`
	Recipient  string `json:"recipient,omitempty"`
	MailNumber string `json:"mail_number,omitempty"`
	Address    string `json:"address,omitempty" doc:"电子送达地址。For electronic service."`
}

func deliver(tx *store.Tx, by flow.Actor, t Target, in CaseDelivery) (casework.Case, error) {
	today := tx.Today()
	d := letters.Delivery{Method: letters.Method(in.Method), Recipient: in.Recipient, Relation: "本人",
		SentOn: today, MailNumber: in.MailNumber, Address: in.Address}
	if d.Method != letters.Mail {
		d.ArrivedOn = &today
	}
	return casework.Deliver(tx, by, t.ID, t.seen(), d)
}

// CaseReopening names what set the decision aside.
type CaseReopening struct {
	Document string `json:"document" doc:"撤销原决定的文书。The document."`
	Reason   string `json:"reason"`
}

func reopen(tx *store.Tx, by flow.Actor, t Target, in CaseReopening) (casework.Case, error) {
	return casework.Reopen(tx, by, t.ID, t.seen(), in.Document, in.Reason)
}
