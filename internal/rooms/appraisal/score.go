package appraisal

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// clamp keeps points between floor and cap.
func clamp(p, floor, top Points) Points { return max(floor, min(p, top)) }

// divide is n × a ÷ b with half up, for what is not negative.
func divide(n Points, a, b int64) Points { return Points((2*int64(n)*a + b) / (2 * b)) }

// tally is what the records of one object say for one item.
type tally struct {
	events     []Event
	population *int64
	entries    []Entry // by hand
}

// score turns a tally into points before the lines: what the item begins with.
// The lines of counted events and of entries are made beside it.
func (b Body) score(i Item, t tally) (Score, []Line) {
	s := Score{Item: i.Code, State: Scored, Events: int64(len(t.events)), Population: t.population, Digest: digestOf(t.events)}
	switch {
	case i.ByHand() && i.Base > 0 && len(t.entries) == 0: // of what only adds or takes off, no entry means no event
		s.State = Missing
	case t.population != nil && *t.population == 0:
		s.State = None
	}
	var lines []Line
	switch i.Way {
	case ByCount:
		s.Raw = i.Base
		lines = counted(i, t)
	case ByMark:
		lines = marked(t)
	case ByShare:
		if s.State == Scored {
			s.Raw = min(i.Base, divide(i.Base, s.Events*10_000, *t.population*i.Full))
		}
	case ByVolume:
		s.Weighed = b.weigh(t.events)
		s.Raw = min(i.Base, divide(i.Base, s.Weighed, i.Full))
	}
	if i.ByHand() {
		s.Events = int64(len(lines))
	}
	return s, lines
}

// counted is one line for each event, or for each entry that says how often.
func counted(i Item, t tally) (lines []Line) {
	for _, e := range t.events {
		lines = append(lines, Line{Source: FromRecord, EventID: e.ID, Number: e.Number, Title: e.Title, Link: e.Link, At: e.At, Points: i.Each})
	}
	for _, e := range t.entries {
		line := entryLine(e)
		line.Points = i.Each * Points(e.Quantity)
		lines = append(lines, line)
	}
	return lines
}

// marked is the mark of the last entry.
func marked(t tally) []Line {
	if len(t.entries) == 0 {
		return nil
	}
	last := slices.MaxFunc(t.entries, func(a, b Entry) int { return cmp.Compare(a.EnteredAt, b.EnteredAt) })
	line := entryLine(last)
	line.Points = Points(last.Quantity)
	return []Line{line}
}

func entryLine(e Entry) Line {
	return Line{Source: FromEntry, EventID: e.ID, Number: e.Reference, Title: e.Note + "（凭据：" + e.Evidence + "）", At: e.Day.Start()}
}

// weigh adds up weighed work: one applicant's same item on one day is one piece.
func (b Body) weigh(events []Event) (sum int64) {
	seen := map[string]bool{}
	for _, e := range events {
		key := e.Piece
		if key == "" {
			key = e.ID
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		weight, known := b.Weights[e.Sort]
		if !known {
			weight = 100
		}
		sum += weight
	}
	return sum
}

// settle sets the item's points: raw and the lines that stand, within floor and
// cap, applied once.
func (i Item) settle(s *Score, lines []Line) {
	s.Points = nil
	if s.State != Scored {
		return
	}
	sum := s.Raw
	for _, l := range lines {
		if l.Struck == nil {
			sum += l.Points
		}
	}
	sum = clamp(sum, i.Floor, i.Cap)
	s.Points = &sum
}

// total adds an object's items up. Items that do not count leave both sides of
// the fraction, so that the total is what the rest would earn of the full mark.
func (b Body) total(s *Subject, scores []Score) {
	s.Got, s.Counted, s.Extra, s.Total, s.Grade, s.Missing = 0, 0, 0, nil, "", 0
	for _, sc := range scores {
		item, _ := b.Item(sc.Item)
		if sc.State == Missing {
			s.Missing++
		}
		switch {
		case sc.State == Missing && b.MissingZero:
			s.Counted += item.Base
		case sc.State != Scored:
		case item.Base == 0:
			s.Extra += *sc.Points
		default:
			s.Got, s.Counted = s.Got+*sc.Points, s.Counted+item.Base
		}
	}
	if s.OutReason != nil || s.Counted == 0 {
		return
	}
	total := s.Extra
	if s.Got >= 0 {
		total += divide(s.Got, int64(b.Full()), int64(s.Counted))
	} else {
		total -= divide(-s.Got, int64(b.Full()), int64(s.Counted))
	}
	total = clamp(total, b.Floor, b.Cap)
	s.Total, s.Grade = &total, b.GradeOf(total)
}

// rank gives places by total; equals share a place and the next one is left out.
func rank(subjects []Subject) {
	order := make([]*Subject, 0, len(subjects))
	for i := range subjects {
		subjects[i].Place = nil
		if subjects[i].Total != nil {
			order = append(order, &subjects[i])
		}
	}
	slices.SortStableFunc(order, func(a, b *Subject) int { return cmp.Compare(*b.Total, *a.Total) })
	for n, s := range order {
		place := int64(n + 1)
		if n > 0 && *order[n-1].Total == *s.Total {
			place = *order[n-1].Place
		}
		s.Place = &place
	}
}

// digestOf names a set of records by their ids.
func digestOf(events []Event) string {
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = e.ID + "\n"
	}
	slices.Sort(ids)
	sum := sha256.Sum256([]byte(strings.Join(ids, "")))
	return hex.EncodeToString(sum[:])
}

// digest names everything a month says: objects, scores and lines.
func digest(subjects []Subject, scores []Score, lines []Line) string {
	var text []string
	add := func(format string, args ...any) { text = append(text, fmt.Sprintf(format+"\n", args...)) }
	codes := map[string]string{}
	for _, s := range subjects {
		codes[s.ID] = s.Code
		add("subject\t%s\t%s\t%s\t%s\t%d\t%d\t%d\t%s\t%s\t%s\t%d", s.Code, s.Name, s.Unit, orDash(s.OutReason), s.Got, s.Counted, s.Extra,
			orDash(s.Total), s.Grade, orDash(s.Place), s.Missing)
	}
	for _, s := range scores {
		add("score\t%s\t%s\t%s\t%d\t%s\t%d\t%d\t%s\t%s", codes[s.SubjectID], s.Item, s.State, s.Events, orDash(s.Population), s.Weighed,
			s.Raw, orDash(s.Points), s.Digest)
	}
	for _, l := range lines {
		add("line\t%s\t%s\t%s\t%s\t%d\t%s", codes[l.SubjectID], l.Item, l.Source, l.EventID, l.Points, orDash(l.Struck))
	}
	slices.Sort(text)
	sum := sha256.Sum256([]byte(strings.Join(text, "")))
	return hex.EncodeToString(sum[:])
}

func orDash[T any](p *T) string {
	if p == nil {
		return "—"
	}
	return fmt.Sprint(*p)
}
