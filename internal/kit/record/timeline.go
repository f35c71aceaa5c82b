package record

import (
	"cmp"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Timeline is the history of a record, oldest first, in the words of its flow;
// more words what no step of the flow says.
func Timeline(tx *store.Tx, id string, table *flow.Table, more map[string]string) (out []ui.Event, err error) {
	words := map[string]string{}
	for _, s := range table.Steps {
		words[s.Kind] = s.Label
	}
	events, err := journal.History(tx, id)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		who, err := org.Who(tx, e.By)
		if err != nil {
			return nil, err
		}
		out = append(out, ui.Event{When: e.At.String(), Title: cmp.Or(more[e.Kind], words[e.Kind], e.Kind), Who: who})
	}
	return out, nil
}
