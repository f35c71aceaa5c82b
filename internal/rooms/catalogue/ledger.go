package catalogue

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Importers bring in the county's catalogue as two ledgers: items, one row per
// version, and materials, one row per material of a version. A row of items
// says how many materials the version has; the version is published as soon as
// that many are there, because a published list cannot be completed later.
//
// A ledger that was approved on paper is published in the name of the county:
// whoever imports it counts as the author, and the named system actor below as
// the second person; the ledger's document stays in the version.
var Importers = []manifest.Importer{itemImporter, materialImporter}

// ledgerPublisher publishes what a ledger brings in.
var ledgerPublisher = flow.System("catalogue-ledger")

// importRoles may bring in ledgers.
var importRoles = []flow.Role{identity.Editor}

// cell is one column of a ledger: how it is headed and where its text goes.
type cell[T any] struct {
	manifest.Column
	set func(row *T, text string) error
}

func columnsOf[T any](cells []cell[T]) []manifest.Column {
	out := make([]manifest.Column, len(cells))
	for i, c := range cells {
		out[i] = c.Column
	}
	return out
}

// readRow fills a row from its cells and reports every cell that cannot be
// read.
func readRow[T any](row *T, cells []cell[T], in manifest.Row) []manifest.RowError {
	var wrong []manifest.RowError
	for _, c := range cells {
		text := strings.TrimSpace(in.Cells[c.Name])
		if text == "" {
			if c.Required {
				wrong = append(wrong, manifest.RowError{Number: in.Number, Column: c.Name,
					Sentence: c.Zh + "：没有填写，请补上，例如“" + c.Sample + "”。"})
			}
			continue
		}
		if err := c.set(row, text); err != nil {
			wrong = append(wrong, manifest.RowError{Number: in.Number, Column: c.Name, Sentence: c.Zh + "：" + err.Error()})
		}
	}
	return wrong
}

// rowErrors turns a refusal into errors of the row, one per problem.
func rowErrors(number int, err error) ([]manifest.RowError, error) {
	f, ok := fault.Of(err)
	if !ok || f.Def.Kind == fault.Internal || f.Def.Kind == fault.Busy {
		return nil, err
	}
	if len(f.Fields) == 0 {
		return []manifest.RowError{{Number: number, Sentence: f.Sentence()}}, nil
	}
	var out []manifest.RowError
	for _, field := range f.Fields {
		out = append(out, manifest.RowError{Number: number, Column: field.Name, Sentence: field.Sentence})
	}
	return out, nil
}

// count adds what one row did to the outcome.
func count(o *manifest.Outcome, did effect) {
	switch did {
	case added:
		o.New++
	case changed:
		o.Changed++
	default:
		o.Same++
	}
}
