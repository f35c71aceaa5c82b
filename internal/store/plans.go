package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"
)

// SQLite plans by statistics, and without any it takes the first column of an
// index for a telling one. Ours is the county, of which a store holds one, so it
// would choose any index with a range behind it and walk all of the county. We
// write the statistics ourselves instead of measuring: they are the same in an
// empty store and a full one, so a plan that a test saw is the plan in use.
const (
	pinnedRows    = 1_000_000.0 // of every table
	pinnedPartial = 10_000.0    // of an index with a condition: it holds what is open
	pinnedLast    = 10.0        // rows alike in all columns of an index that is not unique
)

type pinnedIndex struct {
	table, name string
	unique      bool
	partial     bool
	columns     []string
}

// statistics is the index's line in sqlite_stat1: its rows, then for each column
// how many rows are alike up to there. The county tells nothing; the others
// narrow down in equal steps.
func (x pinnedIndex) statistics() string {
	rows, last := pinnedRows, pinnedLast
	if x.partial {
		rows = pinnedPartial
	}
	if x.unique {
		last = 1
	}
	columns := x.columns
	out := fmt.Sprintf("%.0f", rows)
	if columns[0] == "county" {
		out, columns = out+fmt.Sprintf(" %.0f", rows), columns[1:]
	}
	for i := range columns {
		left := float64(len(columns)-1-i) / float64(len(columns))
		out += fmt.Sprintf(" %.0f", math.Max(last, math.Pow(rows, left)))
	}
	return out
}

// pinPlans replaces the statistics after the schema has changed.
func pinPlans(ctx context.Context, db *sql.DB) error {
	indices, err := allIndices(ctx, db)
	if err != nil {
		return err
	}
	for _, text := range []string{"ANALYZE", "DELETE FROM sqlite_stat1"} { // ANALYZE makes the table
		if _, err := db.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	for _, x := range indices {
		_, err := db.ExecContext(ctx, "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)",
			x.table, x.name, x.statistics())
		if err != nil {
			return err
		}
	}
	_, err = db.ExecContext(ctx, "ANALYZE sqlite_schema") // reads them
	return err
}

func allIndices(ctx context.Context, db *sql.DB) (out []pinnedIndex, err error) {
	rows, err := db.QueryContext(ctx, `
SELECT t.name, i.name, i."unique", i.partial,
    (SELECT group_concat(c.name, ',') FROM pragma_index_info(i.name) c)
FROM sqlite_schema t JOIN pragma_index_list(t.name) i
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
ORDER BY t.name, i.name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var x pinnedIndex
		var columns string
		if err := rows.Scan(&x.table, &x.name, &x.unique, &x.partial, &columns); err != nil {
			return nil, err
		}
		x.columns = strings.Split(columns, ",")
		out = append(out, x)
	}
	return out, rows.Err()
}
