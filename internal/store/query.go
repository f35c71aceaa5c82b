package store

import (
	"fmt"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"

	"yingshang/internal/kernel/fault"
)

// Statement is one registered SQL text, for the tests that prepare them all
// and look at where they stand.
type Statement struct {
	Text    string
	File    string       // source file that declares it
	Columns reflect.Type // struct the result is scanned into, nil for changes
}

var (
	statementsMu sync.Mutex
	statements   []Statement
)

// Statements returns every registered statement.
func Statements() []Statement {
	statementsMu.Lock()
	defer statementsMu.Unlock()
	return append([]Statement(nil), statements...)
}

func registerStatement(text string, columns reflect.Type) {
	_, file, _, _ := runtime.Caller(2)
	dir, name := filepath.Split(file)
	statementsMu.Lock()
	defer statementsMu.Unlock()
	statements = append(statements, Statement{text, filepath.Base(dir) + "/" + name, columns})
}

// NoRow is answered by One when there is no such record.
var NoRow = fault.Define("store.no_row", fault.NotFound, "没有找到这条记录。请核对编号，或从列表重新打开。")

// Select is a reading statement whose rows are scanned into T by column name.
type Select[T any] struct{ text string }

// Query declares a reading statement. Declare it as a package variable.
func Query[T any](text string) *Select[T] {
	text = strings.TrimSpace(text)
	registerStatement(text, reflect.TypeFor[T]())
	return &Select[T]{text}
}

// All returns every row.
func (s *Select[T]) All(tx *Tx, args ...any) ([]T, error) { return fetch[T](tx, s.text, args) }

// Find returns the first row, and whether there was one.
func (s *Select[T]) Find(tx *Tx, args ...any) (T, bool, error) {
	var zero T
	rows, err := fetch[T](tx, s.text, args)
	if err != nil || len(rows) == 0 {
		return zero, false, err
	}
	return rows[0], true, nil
}

// One returns the first row, or the NoRow fault.
func (s *Select[T]) One(tx *Tx, args ...any) (T, error) {
	row, ok, err := s.Find(tx, args...)
	if err == nil && !ok {
		err = NoRow.New(nil)
	}
	return row, err
}

// Change is a changing statement.
type Change struct{ text string }

// Exec declares a changing statement. Declare it as a package variable.
func Exec(text string) *Change {
	text = strings.TrimSpace(text)
	registerStatement(text, nil)
	return &Change{text}
}

// Run changes rows and returns how many.
func (c *Change) Run(tx *Tx, args ...any) (int64, error) {
	if !tx.writable {
		return 0, errReadOnly
	}
	values, err := encodeAll(args)
	if err != nil {
		return 0, err
	}
	n, err := tx.q.exec(tx.ctx, c.text, values)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", firstWords(c.text), err)
	}
	tx.wrote = tx.wrote || n > 0
	return n, nil
}

// One runs a guarded change that must meet exactly one row; otherwise it
// answers ChangedMeanwhile.
func (c *Change) One(tx *Tx, args ...any) error {
	n, err := c.Run(tx, args...)
	if err != nil {
		return err
	}
	if n != 1 {
		return ChangedMeanwhile.New(nil)
	}
	return nil
}

// Insert adds rows of one table; its columns are T's fields.
type Insert[T any] struct{ change *Change }

// InsertInto declares an insertion of T into table, one column per field.
func InsertInto[T any](table string) *Insert[T] {
	plan := planOf(reflect.TypeFor[T]())
	places := make([]string, len(plan.names))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	text := fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)",
		table, strings.Join(plan.names, ", "), strings.Join(places, ", "))
	registerStatement(text, nil)
	return &Insert[T]{&Change{text}}
}

// One adds one row.
func (i *Insert[T]) One(tx *Tx, row T) error {
	v := reflect.ValueOf(row)
	plan := planOf(v.Type())
	args := make([]any, len(plan.paths))
	for n, path := range plan.paths {
		args[n] = v.FieldByIndex(path).Interface()
	}
	_, err := i.change.Run(tx, args...)
	return err
}

// Columns lists T's columns, each with the prefix ("" or "c."), for SELECTs.
func Columns[T any](prefix string) string {
	names := planOf(reflect.TypeFor[T]()).names
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = prefix + n
	}
	return strings.Join(out, ", ")
}

// Where collects the conditions of a list; only the filters that are present
// become part of the text, because a "column = $1 OR $1 IS NULL" defeats every
// index.
type Where struct {
	conds []string
	args  []any
}

// And adds a condition; each ? in it takes the next argument.
func (w *Where) And(cond string, args ...any) *Where {
	var b strings.Builder
	for _, r := range cond {
		if r == '?' {
			w.args = append(w.args, args[0])
			args = args[1:]
			fmt.Fprintf(&b, "$%d", len(w.args))
			continue
		}
		b.WriteRune(r)
	}
	w.conds = append(w.conds, b.String())
	return w
}

// In adds "column IN (…)"; an empty list matches nothing.
func (w *Where) In(column string, values ...string) *Where {
	if len(values) == 0 {
		w.conds = append(w.conds, "1 = 0")
		return w
	}
	places := make([]string, len(values))
	for i, v := range values {
		w.args = append(w.args, v)
		places[i] = fmt.Sprintf("$%d", len(w.args))
	}
	w.conds = append(w.conds, column+" IN ("+strings.Join(places, ", ")+")")
	return w
}

// List is a reading statement with dynamic filters and a fixed set of orders.
type List[T any] struct {
	text   string
	group  string
	orders map[string]string
}

// ListOf declares a list: a SELECT … FROM without WHERE, and the orders it may
// be asked for by name. Every order is registered so that tests prepare it.
func ListOf[T any](text string, orders map[string]string) *List[T] {
	text = strings.TrimSpace(text)
	for _, order := range orders {
		registerStatement(text+" ORDER BY "+order+" LIMIT 1", reflect.TypeFor[T]())
	}
	return &List[T]{text, "", orders}
}

// GroupOf declares a list of groups: ListOf with a GROUP BY after the filters.
func GroupOf[T any](text, group string, orders map[string]string) *List[T] {
	text = strings.TrimSpace(text)
	for _, order := range orders {
		registerStatement(text+" GROUP BY "+group+" ORDER BY "+order+" LIMIT 1", reflect.TypeFor[T]())
	}
	return &List[T]{text, " GROUP BY " + group, orders}
}

// Page returns at most limit rows that meet the conditions.
func (l *List[T]) Page(tx *Tx, w *Where, order string, limit int) ([]T, error) {
	by, ok := l.orders[order]
	if !ok {
		return nil, fmt.Errorf("store: list has no order %q", order)
	}
	text := l.text
	var args []any
	if w != nil {
		if len(w.conds) > 0 {
			text += " WHERE " + strings.Join(w.conds, " AND ")
		}
		args = w.args
	}
	return fetch[T](tx, fmt.Sprintf("%s%s ORDER BY %s LIMIT %d", text, l.group, by, limit), args)
}

func fetch[T any](tx *Tx, text string, args []any) ([]T, error) {
	changes := !strings.HasPrefix(text, "SELECT") && !strings.HasPrefix(text, "WITH") // … RETURNING
	if changes && !tx.writable {
		return nil, errReadOnly
	}
	values, err := encodeAll(args)
	if err != nil {
		return nil, err
	}
	answer, err := tx.q.query(tx.ctx, text, values)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", firstWords(text), err)
	}
	tx.wrote = tx.wrote || changes
	out, err := scanAll[T](answer)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", firstWords(text), err)
	}
	return out, nil
}

// firstWords names a statement in an error without printing its arguments.
func firstWords(text string) string {
	words := strings.Fields(text)
	if len(words) > 8 {
		words = words[:8]
	}
	return strings.Join(words, " ")
}

// Tally counts rows that meet conditions, up to a bound: a number beside a
// tab must not cost what exists.
type Tally struct{ from string }

// CountOf declares a tally of a table.
func CountOf(table string) *Tally {
	registerStatement("SELECT count(*) AS n FROM (SELECT 1 AS one FROM "+table+" LIMIT 1) k", reflect.TypeFor[counted]())
	return &Tally{table}
}

type counted struct{ N int64 }

// UpTo counts at most bound rows; bound means that many or more.
func (c *Tally) UpTo(tx *Tx, w *Where, bound int) (int64, error) {
	text := "SELECT 1 AS one FROM " + c.from
	var args []any
	if w != nil && len(w.conds) > 0 {
		text += " WHERE " + strings.Join(w.conds, " AND ")
		args = w.args
	}
	rows, err := fetch[counted](tx, fmt.Sprintf("SELECT count(*) AS n FROM (%s LIMIT %d) k", text, bound), args)
	if err != nil {
		return 0, err
	}
	return rows[0].N, nil
}
