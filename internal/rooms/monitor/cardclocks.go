package monitor

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// The clocks that the monitor itself runs: the answer to a card, and the ruling
// on an appeal. They remind, and draw no cards of their own.
const (
	ClockFeedback = "card.feedback"
	ClockAppeal   = "card.appeal"
)

var ownClocks = []manifest.ClockSource{
	{Kind: ClockFeedback, Zh: "牌的反馈", List: feedbackClocks},
	{Kind: ClockAppeal, Zh: "申诉裁定", List: appealClocks},
}

// The limits of the monitor's own clocks.
const (
	limitFeedback = "feedback"
	limitRuling   = "ruling"
)

const clockLimit = 100_000

// withOwn is the sources and the monitor's own behind them.
func withOwn(sources []manifest.ClockSource) []manifest.ClockSource {
	own := func(s manifest.ClockSource) bool {
		return slices.ContainsFunc(ownClocks, func(o manifest.ClockSource) bool { return o.Kind == s.Kind })
	}
	return append(slices.DeleteFunc(slices.Clone(sources), own), ownClocks...)
}

func feedbackClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil // a card is issued by an act of the house
	}
	w := new(store.Where).And("c.county = ? AND c.feedback_due IS NOT NULL", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("c.feedback_at IS NULL AND c.withdrawn_at IS NULL AND c.cancelled_at IS NULL")
	}
	if f.DueBy != nil {
		w.And("c.feedback_due <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("c.id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("c.unit = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And("c.issued_at <= ? AND (c.feedback_at IS NULL OR c.feedback_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	found, err := cardList.Page(tx, w, "feedback", clockLimit)
	out := make([]manifest.Clock, 0, len(found))
	for _, c := range found {
		replaced, err := replacedAt(tx, c)
		if err != nil {
			return nil, err
		}
		if replaced != nil && f.OpenOnly {
			continue
		}
		void := c.WithdrawnAt
		if void == nil {
			void = replaced
		}
		out = append(out, manifest.Clock{Kind: ClockFeedback, Zh: "牌的反馈", Subject: c.ID, Number: c.Number, Title: c.Zh() + "：" + c.Title,
			Unit: c.Unit, Started: *c.IssuedAt, Start: c.IssuedAt.Day(), Fulfilled: c.FeedbackAt, Void: void != nil,
			VoidAt: void, Limits: ownLimit(limitFeedback, c.FeedbackN), Link: "/cards/" + c.ID})
	}
	return out, err
}

func appealClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed || f.Unit != "" {
		return nil, nil // the supervising office owes it, no unit does
	}
	w := new(store.Where).And("county = ?", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("state = 'filed'")
	}
	if f.DueBy != nil {
		w.And("ruling_due <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("id = ?", f.Subject)
	}
	if f.Touched != nil {
		w.And("filed_at <= ? AND (ruled_at IS NULL OR ruled_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	found, err := appealList.Page(tx, w, "due", clockLimit)
	out := make([]manifest.Clock, 0, len(found))
	for _, a := range found {
		out = append(out, manifest.Clock{Kind: ClockAppeal, Zh: "申诉裁定", Subject: a.ID, Number: a.Number, Title: "申诉：" + GroundZh(a.Ground),
			Started: a.FiledAt, Start: a.FiledAt.Day(), Fulfilled: a.RuledAt, Limits: ownLimit(limitRuling, a.RulingN), Link: "/cards/" + a.CardID})
	}
	return out, err
}

// replacedAt is when a graver card of the same clock and rule took the place of one
// that was not answered: the graver one is answered instead.
func replacedAt(tx *store.Tx, c Card) (*calendar.Instant, error) {
	if c.FeedbackAt != nil {
		return nil, nil
	}
	there, err := cardsOfClock.All(tx, tx.County(), c.Kind, c.Subject, c.Started)
	for _, o := range there {
		if o.Rule == c.Rule && o.Level > c.Level && o.Level != LevelAlarm && o.Standing() {
			return o.IssuedAt, err
		}
	}
	return nil, err
}

func ownLimit(name string, n int) []manifest.Limit {
	return []manifest.Limit{{Name: name, N: n, Unit: calendar.WorkDays}}
}
