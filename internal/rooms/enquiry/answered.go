package enquiry

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// AnswerLine is one matter of the list "every one answered" (逐件答复清单).
type AnswerLine struct {
	Enquiry
	Code   string // verification code of the journal's entry of the reply; empty while none was sent
	Leaf   string
	Proved bool
}

// AnswerList proves, matter by matter, that each of a period was answered: every
// line names the entry of the log by which the reply was sent, and the digest is
// over all lines, so that none can be left out or added later unseen.
type AnswerList struct {
	Lines    []AnswerLine // unanswered ones first
	Answered int
	Digest   string
}

// EveryOne makes the list of a period. It holds the same matters as the figure
// complaints.received; what the actor may not see has no link, but is counted.
func EveryOne(tx *store.Tx, by flow.Actor, q manifest.Query) (AnswerList, error) {
	var out AnswerList
	if !by.Has(watch...) {
		return out, nil
	}
	found, err := received(tx, q)
	if err != nil {
		return out, err
	}
	var answered []AnswerLine
	h := sha256.New()
	for _, e := range found {
		if !accepted(e, q.AsOf) {
			continue
		}
		line := AnswerLine{Enquiry: e}
		if answeredBy(e, q.AsOf) {
			if err := line.prove(tx); err != nil {
				return out, err
			}
			out.Answered++
		}
		fmt.Fprintf(h, "%s %s %s\n", e.Number, e.ReceivedDay, line.Code)
		if line.Leaf == "" {
			out.Lines = append(out.Lines, line)
		} else {
			answered = append(answered, line)
		}
	}
	out.Lines = append(out.Lines, answered...)
	out.Digest = hex.EncodeToString(h.Sum(nil))
	return out, nil
}

// prove finds the entry by which the reply was first sent.
func (l *AnswerLine) prove(tx *store.Tx) error {
	events, err := journal.History(tx, l.ID)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Kind == "enquiry.send" || e.Kind == "enquiry.import" {
			slip, err := journal.Receipt(tx, e.Leaf)
			l.Leaf, l.Code, l.Proved = e.Leaf, slip.Code, slip.Proved
			return err
		}
	}
	return nil
}
