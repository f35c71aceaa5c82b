package house

import (
	"context"
	"database/sql"
	"regexp"
	"strings"

	"yingshang/internal/store"
)

// fewRows are the tables of which a county holds so few rows that reading all of
// them is the plan: notices and rules, staff and what they do at the moment.
var fewRows = map[string]bool{
	"journal_head": true, "store_counter": true, "workdays_notice": true, "workdays_edition": true,
	"monitor_rules": true, "rating_content": true, "catalogue_miss": true,
	"identity_account": true, "identity_session": true, "identity_code": true, "identity_attempt": true,
}

// walk is a step of a plan that reads a table from one end to the other: without
// an index, or by one of which only the county is known.
var walk = regexp.MustCompile(`^(?:SCAN (\w+)$|SCAN (\w+) USING|SEARCH (\w+) USING (?:COVERING )?INDEX \w+ \(county=\?\)$)`)

// Plans reports fixed statements that read a whole table of the embedded engine
// to find some of its rows. What ends early, by LIMIT in the order of the index,
// may begin anywhere.
func Plans(ctx context.Context, db *sql.DB, statements []store.Statement) []Finding {
	var out []Finding
	for _, s := range statements {
		if !strings.Contains(s.Text, "WHERE") { // a list gets its conditions later
			continue
		}
		steps, err := planOf(ctx, db, s.Text)
		if err != nil {
			out = append(out, Finding{s.File, "SQLite does not plan it: " + err.Error() + ": " + headOf(s.Text)})
			continue
		}
		all := strings.Join(steps, "\n")
		if strings.Contains(s.Text, "LIMIT") && !strings.Contains(all, "TEMP B-TREE") && !strings.Contains(s.Text, "JOIN") {
			continue
		}
		for _, step := range steps {
			m := walk.FindStringSubmatch(step)
			if m == nil || fewRows[tableIn(s.Text, m[1]+m[2]+m[3])] {
				continue
			}
			out = append(out, Finding{s.File, "reads a whole table (" + step + "): " + headOf(s.Text)})
		}
	}
	return out
}

// tableIn is the table behind a name of a statement, which may be an alias.
func tableIn(text, name string) string {
	alias := regexp.MustCompile(`\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)\s+` + name + `\b`)
	if m := alias.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return name
}

func planOf(ctx context.Context, db *sql.DB, text string) ([]string, error) {
	args := make([]any, argumentsOf(text))
	for i := range args {
		args[i] = 0
	}
	rows, err := db.QueryContext(ctx, "EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			return nil, err
		}
		steps = append(steps, step)
	}
	return steps, rows.Err()
}
