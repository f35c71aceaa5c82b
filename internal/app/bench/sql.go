package bench

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// openBare opens the store's own file as a program without the store would.
func openBare(dir string) (*sql.DB, error) {
	q := url.Values{"_pragma": {"journal_mode(wal)", "synchronous(2)", "busy_timeout(10000)", "wal_autocheckpoint(4000)", "cache_size(-65536)"}}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, store.DatabaseFile)+"?"+q.Encode())
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// closedCase turns the copied row into one that is done; every thousandth stays open.
var closedCase = map[string]string{
	"id":     "printf('0BENCH%020d', n)",
	"number": "printf('BENCH-%08d', n)",
	"unit":   "CASE WHEN n % 20 = 0 THEN unit ELSE (SELECT code FROM (SELECT code, row_number() OVER (ORDER BY code) AS place FROM org_unit) WHERE place = n % 20) END",
	"state":  "CASE WHEN n % 1000 = 0 THEN 'accepted' ELSE 'closed' END",
}

func init() {
	for column, value := range map[string]string{"decided_at": "accepted_at", "decided_day": "accepted_day", "outcome": "'granted'",
		"decider": "acceptor", "next_due": "NULL", "issued_at": "accepted_at", "delivered_at": "accepted_at", "closed_at": "accepted_at"} {
		closedCase[column] = "CASE WHEN n % 1000 = 0 THEN NULL ELSE " + value + " END"
	}
}

// preload copies the newest case n times, past verbs and journal.
func preload(ctx context.Context, db *sql.DB, from, to int) error {
	columns, err := columnsOf(ctx, db, "casework_case")
	if err != nil {
		return err
	}
	values := make([]string, len(columns))
	for i, c := range columns {
		if values[i] = closedCase[c]; values[i] == "" {
			values[i] = c
		}
	}
	const step = 20_000
	for ; from < to; from += step {
		text := fmt.Sprintf(`WITH RECURSIVE k(n) AS (SELECT %d UNION ALL SELECT n + 1 FROM k WHERE n < %d)
INSERT INTO casework_case (%s) SELECT %s FROM k, (SELECT * FROM casework_case WHERE id NOT LIKE '0BENCH%%' ORDER BY id DESC LIMIT 1)`,
			from+1, min(from+step, to), strings.Join(columns, ", "), strings.Join(values, ", "))
		if _, err := db.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("preload: %w", err)
		}
	}
	return nil
}

func columnsOf(ctx context.Context, db *sql.DB, table string) (out []string, err error) {
	return strs(ctx, db, "SELECT name FROM pragma_table_info('"+table+"') ORDER BY cid")
}

func strs(ctx context.Context, db *sql.DB, query string) (out []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// bareRow is a row that one submission inserts.
type bareRow struct {
	insert string
	values []any
	county int // place of the county column, which is made different for each copy
}

// marks are the last row numbers of every table that leads with the county.
func marks(ctx context.Context, db *sql.DB) (map[string]int64, error) {
	tables, err := strs(ctx, db, "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS"+
		" (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'county')")
	out := map[string]int64{}
	for _, table := range tables {
		var n int64
		if err := db.QueryRowContext(ctx, "SELECT coalesce(max(rowid), 0) FROM "+table).Scan(&n); err != nil {
			return nil, err
		}
		out[table] = n
	}
	return out, err
}

// rowsSince reads what was inserted after the marks.
func rowsSince(ctx context.Context, db *sql.DB, since map[string]int64) (out []bareRow, err error) {
	for table, mark := range since {
		columns, err := columnsOf(ctx, db, table)
		if err != nil {
			return nil, err
		}
		rows, err := db.QueryContext(ctx, "SELECT * FROM "+table+" WHERE rowid > $1", mark)
		if err != nil {
			return nil, err
		}
		insert := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(columns)-1) + ")"
		for rows.Next() {
			row := bareRow{insert: insert, values: make([]any, len(columns))}
			into := make([]any, len(columns))
			for i := range into {
				into[i] = &row.values[i]
				if columns[i] == "county" {
					row.county = i
				}
			}
			if err := rows.Scan(into...); err != nil {
				_ = rows.Close() // the scan's error is the one to report
				return nil, err
			}
			out = append(out, row)
		}
		if err := rows.Close(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// keptTokens names the acknowledged requests whose case and journal entry are
// both there.
const keptTokens = `SELECT token FROM store_operation o WHERE token LIKE 'bench%'
 AND EXISTS (SELECT 1 FROM casework_case c WHERE c.county = o.county AND c.id = o.result)
 AND EXISTS (SELECT 1 FROM journal_leaf l WHERE l.county = o.county AND l.subject = o.result)`

// openAndDue makes the open ones of the preloaded cases accepted on 8 June 2020
// with a limit that has passed on the 24th, and the others decided in time.
const openAndDue = `UPDATE casework_case SET accepted_at = received_at, accepted_day = '2020-06-08', promised_n = 10, statutory_n = 20,
 promised_due = '2020-06-22', statutory_due = '2020-07-08', notice_due = NULL,
 decided_at = CASE WHEN state = 'accepted' THEN NULL ELSE received_at END
 WHERE id LIKE '0BENCH%' AND notice_due IS NOT NULL`

// findDue finds what is due as the sweep does, scanDue by looking at every case.
const (
	findDue = "SELECT count(*) FROM casework_case" + dueOpen
	scanDue = "SELECT count(*) FROM casework_case NOT INDEXED" + dueOpen
	dueOpen = " WHERE county = '430922' AND accepted_at IS NOT NULL AND decided_at IS NULL AND ended_at IS NULL AND promised_due <= $1"
)

// closedByWindow reads every case that was closed in the span and counts them by
// window, as a program would that needs nothing else.
func closedByWindow(ctx context.Context, db *sql.DB, from, to calendar.Instant) (n int, err error) {
	rows, err := db.QueryContext(ctx, `SELECT id, number, item_name, unit, party, item, kind, coalesce(reception, ''), coalesce(acceptor, ''),
 decided_at, coalesce(promised_due, '') FROM casework_case WHERE decided_at >= $1 AND decided_at <= $2`, int64(from), int64(to))
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	byWindow := map[string]int{}
	for rows.Next() {
		var texts [10]string
		var decided int64
		if err := rows.Scan(&texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5], &texts[6], &texts[7], &texts[8], &decided, &texts[9]); err != nil {
			return 0, err
		}
		byWindow[texts[7]]++
	}
	for _, k := range byWindow {
		n += k
	}
	return n, rows.Err()
}
