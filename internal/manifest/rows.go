package manifest

import (
	"fmt"

	"yingshang/internal/kernel/fault"
)

// Effect is what one row of a ledger did.
type Effect int

const (
	Same    Effect = iota // the record stood so already
	Changed               // a known record was amended
	New                   // a record was made
)

// EachRow brings rows in one by one, counts their effects and turns what a
// person can mend into row errors, so that one import reports all of them. Any
// other failure ends the import.
func EachRow(rows []Row, apply func(Row) (Effect, error)) (Outcome, error) {
	var out Outcome
	for _, row := range rows {
		effect, err := apply(row)
		if err == nil {
			*[...]*int{Same: &out.Same, Changed: &out.Changed, New: &out.New}[effect]++
			continue
		}
		f, known := fault.Of(err)
		if !known || f.Def.Kind == fault.Internal || f.Def.Kind == fault.Busy {
			return out, fmt.Errorf("row %d: %w", row.Number, err)
		}
		out.Errors = append(out.Errors, rowErrors(row.Number, f)...)
	}
	return out, nil
}

func rowErrors(number int, f *fault.Fault) []RowError {
	if len(f.Fields) == 0 {
		return []RowError{{Number: number, Sentence: f.Sentence()}}
	}
	out := make([]RowError, len(f.Fields))
	for i, field := range f.Fields {
		out[i] = RowError{Number: number, Column: field.Name, Sentence: field.Sentence}
	}
	return out
}
