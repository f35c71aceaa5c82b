package journal

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// Find is what Search is asked for; empty fields do not narrow.
type Find struct {
	Kind    string // the whole kind ("case.accept") or its beginning with the dot ("case.")
	Actor   string // account id
	Subject string
	From    *calendar.Day // first day
	To      *calendar.Day // last day
	Before  string        // page key: id of the last leaf seen
	Limit   int           // default 50, at most 500
}

// Found is one entry of a search.
type Found struct {
	Event
	Subject string
	Erased  bool // the content was deleted; the proof stands
}

// Search returns entries of the log, newest first. The caller has checked that
// the actor may look at everybody's acts: the audit administrator may (审计管理员).
func Search(tx *store.Tx, f Find) ([]Found, error) {
	w := new(store.Where).And("county = ?", tx.County())
	switch {
	case f.Kind == "":
	case f.Kind[len(f.Kind)-1] == '.':
		w.And("kind >= ? AND kind < ?", f.Kind, f.Kind[:len(f.Kind)-1]+"/") // "/" follows "."
	default:
		w.And("kind = ?", f.Kind)
	}
	for _, c := range []struct{ cond, text string }{{"actor = ?", f.Actor}, {"subject = ?", f.Subject}, {"id < ?", f.Before}} {
		if c.text != "" {
			w.And(c.cond, c.text)
		}
	}
	if f.From != nil {
		w.And("at >= ?", f.From.Start())
	}
	if f.To != nil {
		w.And("at <= ?", f.To.End())
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	leaves, err := leafList.Page(tx, w, "newest", min(limit, 500))
	if err != nil {
		return nil, err
	}
	out := make([]Found, 0, len(leaves))
	for _, leaf := range leaves {
		e, err := eventOf(leaf)
		if err != nil {
			return nil, err
		}
		out = append(out, Found{Event: e, Subject: leaf.Subject, Erased: leaf.Payload == nil})
	}
	return out, nil
}

// SubjectOf returns the record an entry is about; NoReceipt if there is no such
// entry. Doors ask it before they hand a receipt out.
func SubjectOf(tx *store.Tx, leafID string) (string, error) {
	leaf, ok, err := oneLeaf.Find(tx, tx.County(), leafID)
	if err == nil && !ok {
		err = NoReceipt.New(nil)
	}
	return leaf.Subject, err
}
