package ledger

import (
	"context"
	"errors"
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Mode says what Import does with the file.
type Mode int

const (
	// Preview does everything and undoes it (试导入).
	Preview Mode = iota + 1
	// Apply takes in all rows, or none if one has a problem.
	Apply
)

// Outcome is what an import did or would do.
type Outcome struct {
	manifest.Outcome
	Kind    string
	Zh      string
	File    string
	Digest  string // SHA-256 of the file
	Sheet   string
	Rows    int // data rows read = New + Changed + Same + Bad
	Bad     int // rows with problems; Errors may name a row several times
	Applied bool
	ID      string // subject of the import's journal entry, when applied
	Ignored []string
	Sums    []Sum
}

var errUndo = errors.New("undone on purpose")

// Import reads the file and brings its rows in through the room's importer, as
// one act. With problems nothing is applied and the fault is RowsInError; the
// outcome lists them by the file's row numbers. Total rows that do not agree
// with their rows count as problems.
func Import(ctx context.Context, s *store.Store, by flow.Actor, imp manifest.Importer, f File, mode Mode) (Outcome, error) {
	out := Outcome{Kind: imp.Kind, Zh: imp.Zh, File: f.Name}
	if len(imp.Roles) > 0 && !by.Has(append([]flow.Role{flow.RoleSystem}, imp.Roles...)...) {
		return out, NotYours.New(fault.Args{"kind": imp.Zh, "roles": flow.RoleNames(imp.Roles)})
	}
	table, err := Read(imp.Columns, f)
	if err != nil {
		return out, err
	}
	out.File, out.Digest, out.Sheet, out.Ignored = table.File, table.Digest, table.Sheet, table.Ignored
	var done Outcome
	err = s.Write(ctx, func(tx *store.Tx) error {
		done = out // a repeated attempt starts anew
		if err := bringIn(tx, by, imp, table, &done); err != nil {
			return err
		}
		if mode == Preview || len(done.Errors) > 0 {
			return errUndo
		}
		return record(tx, by, &done)
	})
	switch {
	case err != nil && !errors.Is(err, errUndo):
		return out, err
	case mode == Apply && len(done.Errors) > 0:
		return done, RowsInError.New(fault.Args{"rows": done.Rows, "bad": max(done.Bad, 1)})
	}
	return done, nil
}

// Take brings the file in within a transaction that is open already, for those who
// replay ledgers. The caller undoes it when the outcome has errors.
func Take(tx *store.Tx, by flow.Actor, imp manifest.Importer, f File) (Outcome, error) {
	out := Outcome{Kind: imp.Kind, Zh: imp.Zh, File: f.Name}
	if len(imp.Roles) > 0 && !by.Has(imp.Roles...) {
		return out, NotYours.New(fault.Args{"kind": imp.Zh, "roles": flow.RoleNames(imp.Roles)})
	}
	table, err := Read(imp.Columns, f)
	if err != nil {
		return out, err
	}
	out.Digest, out.Sheet, out.Ignored = table.Digest, table.Sheet, table.Ignored
	if err := bringIn(tx, by, imp, table, &out); err != nil || len(out.Errors) > 0 {
		return out, err
	}
	return out, record(tx, by, &out)
}

func bringIn(tx *store.Tx, by flow.Actor, imp manifest.Importer, table *Table, out *Outcome) error {
	r := table.read()
	var err error
	if imp.Stream != nil {
		out.Outcome, err = imp.Stream(tx, by, r.good())
	} else {
		out.Outcome, err = imp.Apply(tx, by, slices.Collect(r.good()))
	}
	if err != nil {
		return err
	}
	out.Rows, out.Sums = r.rows, r.sums
	out.Bad = r.bad + distinct(out.Errors)
	if done := out.New + out.Changed + out.Same + out.Bad; done != out.Rows {
		return Miscounted.New(fault.Args{"rows": out.Rows, "done": done})
	}
	out.Errors = append(r.errors, out.Errors...)
	slices.SortStableFunc(out.Errors, func(a, b manifest.RowError) int { return a.Number - b.Number })
	return nil
}

// distinct counts the rows that the problems name.
func distinct(problems []manifest.RowError) int {
	rows := map[int]bool{}
	for _, p := range problems {
		rows[p.Number] = true
	}
	return len(rows)
}

// record makes the import itself an entry of the journal.
func record(tx *store.Tx, by flow.Actor, out *Outcome) error {
	out.ID, out.Applied = tx.NewID(), true
	_, err := journal.Record(tx, by, "ledger.import", out.ID, map[string]any{
		"kind": out.Kind, "file": out.File, "sha256": out.Digest, "rows": out.Rows,
		"new": out.New, "changed": out.Changed, "same": out.Same})
	return err
}
