package house

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"yingshang/internal/store"
)

var placeholder = regexp.MustCompile(`\$(\d+)`)

// argumentsOf returns how many arguments a text takes.
func argumentsOf(text string) int {
	n := 0
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		i, _ := strconv.Atoi(m[1]) // the pattern matched digits
		n = max(n, i)
	}
	return n
}

// PrepareSQLite reports statements the embedded engine does not take, and
// selects whose columns differ from their struct. EXPLAIN compiles a statement
// without running it.
func PrepareSQLite(ctx context.Context, db *sql.DB, statements []store.Statement) []Finding {
	var out []Finding
	for _, s := range statements {
		args := make([]any, argumentsOf(s.Text))
		for i := range args {
			args[i] = 0
		}
		rows, err := db.QueryContext(ctx, "EXPLAIN "+s.Text, args...)
		if err != nil {
			out = append(out, Finding{s.File, "SQLite does not take it: " + err.Error() + ": " + headOf(s.Text)})
			continue
		}
		_ = rows.Close() // the program listing is of no interest
		if s.Columns == nil || !strings.HasPrefix(s.Text, "SELECT") {
			continue
		}
		names, err := sqliteNames(ctx, db, s.Text, args)
		if err != nil {
			out = append(out, Finding{s.File, "SQLite: " + err.Error() + ": " + headOf(s.Text)})
			continue
		}
		out = append(out, compareColumns(s, names, nil)...)
	}
	return out
}

func sqliteNames(ctx context.Context, db *sql.DB, text string, args []any) ([]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT * FROM ("+text+") LIMIT 0", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return rows.Columns()
}

// PreparePostgres reports statements PostgreSQL does not take, and results
// whose columns or types differ from their struct.
func PreparePostgres(ctx context.Context, conn *pgx.Conn, statements []store.Statement) []Finding {
	var out []Finding
	for _, s := range statements {
		described, err := conn.Prepare(ctx, "", s.Text)
		if err != nil {
			out = append(out, Finding{s.File, "PostgreSQL does not take it: " + err.Error() + ": " + headOf(s.Text)})
			continue
		}
		if s.Columns == nil {
			continue
		}
		names := make([]string, len(described.Fields))
		kinds := make([]uint32, len(described.Fields))
		for i, f := range described.Fields {
			names[i], kinds[i] = f.Name, f.DataTypeOID
		}
		out = append(out, compareColumns(s, names, kinds)...)
	}
	return out
}

// The type numbers of PostgreSQL that may arrive in a field.
const (
	oidBytea = 17
	oidInt8  = 20
	oidInt4  = 23
	oidText  = 25
)

func compareColumns(s store.Statement, names []string, kinds []uint32) []Finding {
	fields := store.Fields(s.Columns)
	var out []Finding
	add := func(format string, args ...any) {
		out = append(out, Finding{s.File, fmt.Sprintf(format, args...) + ": " + headOf(s.Text)})
	}
	for i, name := range names {
		field, ok := fields[name]
		switch {
		case !ok:
			add("column %s has no field in %v", name, s.Columns)
		case kinds != nil && !fits(field, kinds[i]):
			add("column %s arrives as type %d, which does not fit %v; cast it (CAST(sum(…) AS BIGINT), CASE … THEN 1 ELSE 0)", name, kinds[i], field)
		}
	}
	for name := range fields {
		if !slices.Contains(names, name) {
			add("field for column %s of %v stays empty", name, s.Columns)
		}
	}
	return out
}

// fits reports whether a field can hold what PostgreSQL sends.
func fits(field reflect.Type, oid uint32) bool {
	for field.Kind() == reflect.Pointer {
		field = field.Elem()
	}
	isDay := field.Name() == "Day" && strings.HasSuffix(field.PkgPath(), "kernel/calendar")
	switch {
	case field == reflect.TypeFor[[]byte]():
		return oid == oidBytea
	case isDay, field.Kind() == reflect.String:
		return oid == oidText
	case field.Kind() == reflect.Bool, field.Kind() >= reflect.Int && field.Kind() <= reflect.Int64:
		return oid == oidInt8 || oid == oidInt4
	default:
		return oid == oidText // structures as JSON text
	}
}
