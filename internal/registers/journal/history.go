package journal

import (
	"encoding/json"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// Event is one entry of a subject's history, for timelines.
type Event struct {
	Leaf    string
	At      calendar.Instant
	Kind    string
	By      By
	Details json.RawMessage
	Place   *int64
}

// History returns the acts on a subject, oldest first. The caller has checked
// that the actor may see the subject.
func History(tx *store.Tx, subject string) ([]Event, error) {
	leaves, err := allLeavesOf(tx, subject)
	if err != nil {
		return nil, err
	}
	events := make([]Event, 0, len(leaves))
	for _, leaf := range leaves {
		e, err := eventOf(leaf)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, nil
}

// eventOf reads a leaf; one whose content was deleted names the actor only.
func eventOf(leaf Leaf) (Event, error) {
	e := Event{Leaf: leaf.ID, At: leaf.At, Kind: leaf.Kind, Place: leaf.Place, By: By{Account: leaf.Actor}}
	if leaf.Payload == nil {
		return e, nil
	}
	p, err := parsePayload(*leaf.Payload)
	e.By, e.Details = p.By, p.Details
	return e, err
}

func parsePayload(text string) (p Payload, err error) {
	err = json.Unmarshal([]byte(text), &p)
	return p, err
}

func allLeavesOf(tx *store.Tx, subject string) (all []Leaf, err error) {
	after := ""
	for {
		leaves, err := leavesOf.All(tx, tx.County(), subject, after, readBatch)
		if err != nil {
			return nil, err
		}
		all = append(all, leaves...)
		if len(leaves) < readBatch {
			return all, nil
		}
		after = leaves[len(leaves)-1].ID
	}
}
