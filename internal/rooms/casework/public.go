package casework

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
)

// PublicStatus is what the applicant and the public read: one line that names
// who acts next and by when.
type PublicStatus struct {
	Word string // one of the eight public words
	Line string
	By   *calendar.Day // latest day of the next step
}

// PublicStatusOf words a case for the public.
func PublicStatusOf(c Case, pauses []Pause) PublicStatus {
	s := PublicStatus{Word: Flow.Public(c.State)}
	switch c.State {
	case Draft:
		s.Line = "还没提交，草稿保留 30 天"
	case Submitted:
		s.By = c.NoticeDue
		s.Line = "已提交，窗口最迟 " + dayZh(c.NoticeDue) + "告诉您受理还是要补什么；到期没有答复，依法视为受理"
	case Correction:
		s.By = c.CorrectionDue
		s.Line = "要补材料，请您在 " + dayZh(c.CorrectionDue) + "前补齐；补齐后重新计时"
	case Accepted, InReview, ToDecide:
		s.By = c.PromisedDue
		s.Line = "正在办，承办单位最迟 " + dayZh(c.PromisedDue) + "作出决定"
		if c.Deemed {
			s.Line = "已受理（超过 5 个工作日没有告知，依法视为受理），承办单位最迟 " + dayZh(c.PromisedDue) + "作出决定"
		}
	case Special:
		s.Line, s.By = pausedLine(pauses)
	case Granted, Issued:
		s.By = c.DeliveryDue
		s.Line = "办好了，窗口最迟 " + dayZh(c.DeliveryDue) + "把结果送到您手里"
	case Refused:
		s.By = c.DeliveryDue
		s.Line = "没有批准，窗口最迟 " + dayZh(c.DeliveryDue) + "送达决定书，里面写明理由和您可以怎么办"
	case NotNeeded:
		s.Line = "这件事不用办许可"
	case NotOurs:
		s.Line = "没有受理，通知书里写明原因和该去哪里办"
	case Relayed:
		s.Line = "本级已初审并转报上级，编号不变"
	case Delivered:
		s.Line = "已送达" + instantZh(c.DeliveredAt)
	case Closed:
		s.Line = "已办结归档"
	case Withdrawn:
		s.Line = "您已撤回申请"
	case Terminated:
		s.Line = "已停止办理；重新申请时，交过的材料可以直接用"
	}
	if c.Outcome != nil && *c.Outcome == OutcomeRefused && (c.State == Delivered || c.State == Closed) {
		s.Word = Flow.Public(Refused)
	}
	return s
}

// PublicStatus is PublicStatusOf the file's case, with what the applicant still
// owes after a conditional acceptance.
func (f File) PublicStatus() PublicStatus {
	s := PublicStatusOf(f.Case, f.Pauses)
	if f.Deferral != nil && f.Deferral.Due != nil {
		s.Line += fmt.Sprintf("。请您在 %s前补交 %d 份容缺材料，补齐才作决定", dayZh(f.Deferral.Due), len(f.Deferral.missing()))
	}
	return s
}

func pausedLine(pauses []Pause) (string, *calendar.Day) {
	for _, p := range pauses {
		if p.ResumedOn == nil {
			planned := p.Planned
			return fmt.Sprintf("正在做%s，这段时间不算在期限里，承办单位预计 %s 恢复", p.Ground, dayZh(&planned)), &planned
		}
	}
	return "暂停计时，等待恢复", nil
}

func dayZh(d *calendar.Day) string {
	if d == nil {
		return ""
	}
	return fmt.Sprintf("%d 月 %d 日（%s）", d.Month(), d.Dom(), d.WeekdayZh())
}

func instantZh(at *calendar.Instant) string {
	if at == nil {
		return ""
	}
	return "（" + at.String() + "）"
}
