package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/appraisal"
)

func kindOptions() (out []ui.Option) {
	for _, k := range appraisal.Kinds {
		out = append(out, ui.Option{Value: string(k.Kind), Label: k.Zh})
	}
	return out
}

// runTone: green for what stands, amber for what waits for somebody.
var runTone = map[flow.State]ui.Tone{appraisal.Draft: ui.Grey, appraisal.Shown: ui.Amber, appraisal.Final: ui.Blue, appraisal.Published: ui.Green}

var objectionTone = map[flow.State]ui.Tone{appraisal.ObjectionOpen: ui.Amber, appraisal.ObjectionUpheld: ui.Green,
	appraisal.ObjectionDismissed: ui.Grey, appraisal.ObjectionWithdrawn: ui.Grey}

var schemeTone = map[flow.State]ui.Tone{appraisal.SchemeDraft: ui.Amber, appraisal.SchemePublished: ui.Green, appraisal.SchemeDropped: ui.Grey}

var opinionTone = map[flow.State]ui.Tone{appraisal.OpinionOpen: ui.Amber, appraisal.OpinionAssigned: ui.Blue, appraisal.OpinionAnswered: ui.Amber,
	appraisal.OpinionRuled: ui.Purple, appraisal.OpinionClosed: ui.Green}

// pointsText prints points, or "—" where there are none.
func pointsText(p *appraisal.Points) string {
	if p == nil {
		return "—"
	}
	return p.String()
}

func signed(p appraisal.Points) string {
	if p > 0 {
		return "+" + p.String()
	}
	return p.String()
}

func placeText(p *int64) string {
	if p == nil {
		return "—"
	}
	return fmt.Sprint(*p)
}

// scoreText prints an item's points, and why there are none.
func scoreText(s appraisal.Score) string {
	switch s.State {
	case appraisal.Scored:
		return s.Points.String()
	case appraisal.Missing:
		return "缺评分"
	default:
		return "—"
	}
}

// recordsText prints how many records an item rests on.
func recordsText(row appraisal.CardRow) string {
	s := row.Score
	switch {
	case row.Item.ByHand():
		return fmt.Sprintf("%d 条手工登记", s.Events)
	case row.Item.Way == appraisal.ByVolume:
		return fmt.Sprintf("%d 条，折算 %s 件", s.Events, appraisal.Points(s.Weighed))
	case s.Population != nil:
		return fmt.Sprintf("%d 条，基数 %d", s.Events, *s.Population)
	}
	return fmt.Sprintf("%d 条", s.Events)
}

// standing says what there is to say of an object beside its total.
func standing(s appraisal.Subject) string {
	switch {
	case s.OutReason != nil:
		return "不参评：" + *s.OutReason
	case s.Missing > 0:
		return fmt.Sprintf("缺 %d 项评分", s.Missing)
	case s.Total == nil:
		return "没有可计分的项目"
	}
	return "—"
}

func dayText(d *calendar.Day) string {
	if d == nil {
		return "—"
	}
	return d.String()
}

func instantText(at *calendar.Instant) string {
	if at == nil {
		return "—"
	}
	return at.String()
}

// short is the beginning of a digest, enough to compare by eye.
func short(digest string) string { return digest[:min(12, len(digest))] }
