package casework

import (
	"encoding/json"
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Former (重新办理前) is a case as it stood when it was taken up again. Reopening
// starts the clock anew; a figure as of an earlier instant still counts what had
// been decided by then.
type Former struct {
	County    string
	ID        string
	CaseID    string
	KnownFrom calendar.Instant // of this round of the case
	KnownTo   calendar.Instant // the reopening
	Body      string           // the case as JSON, without what the applicant stated
}

func keepFormer(tx *store.Tx, c Case) (journal.Row, error) {
	f := Former{County: tx.County(), ID: tx.NewID(), CaseID: c.ID, KnownTo: tx.Now()}
	if c.ReopenedAt != nil {
		f.KnownFrom = *c.ReopenedAt
	}
	c.Answers, c.Contact, c.QueryDigest = nil, nil, nil
	body, err := json.Marshal(c)
	if err != nil {
		return journal.Row{}, err
	}
	f.Body = string(body)
	return journal.Row{Table: "casework_former", ID: f.ID}, insertFormer.One(tx, f)
}

// formersAt are the cases that were reopened after the instant, as they were
// known then.
func formersAt(tx *store.Tx, at calendar.Instant) ([]Case, error) {
	found, err := formersKnown.All(tx, tx.County(), at)
	if err != nil {
		return nil, err
	}
	out := make([]Case, len(found))
	for i, f := range found {
		if err := json.Unmarshal([]byte(f.Body), &out[i]); err != nil {
			return nil, fmt.Errorf("former case %s: %w", f.ID, err)
		}
	}
	return out, nil
}
