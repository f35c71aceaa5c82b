package store

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
)

// rows is an engine's answer, read row by row.
type rows interface {
	columns() []string
	// next returns the values of the next row, valid until the call after it,
	// or io.EOF behind the last.
	next() ([]any, error)
	close()
}

// directRows are the embedded engine's own: what database/sql adds to each
// statement (locks, conversions, a goroutine) costs more than most statements.
type directRows struct {
	driver.Rows
	raw    []driver.Value
	values []any
}

func newDirectRows(r driver.Rows) *directRows {
	n := len(r.Columns())
	return &directRows{r, make([]driver.Value, n), make([]any, n)}
}

func (r *directRows) columns() []string { return r.Columns() }
func (r *directRows) close()            { _ = r.Close() } // reading has nothing to lose

func (r *directRows) next() ([]any, error) {
	if err := r.Next(r.raw); err != nil {
		return nil, err
	}
	for i, value := range r.raw {
		r.values[i] = value
	}
	return r.values, nil
}

// sqlRows are PostgreSQL's.
type sqlRows struct {
	*sql.Rows
	names  []string
	values []any
	into   []any
}

func newSQLRows(r *sql.Rows) (*sqlRows, error) {
	names, err := r.Columns()
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	out := &sqlRows{r, names, make([]any, len(names)), make([]any, len(names))}
	for i := range out.values {
		out.into[i] = &out.values[i]
	}
	return out, nil
}

func (r *sqlRows) columns() []string { return r.names }
func (r *sqlRows) close()            { _ = r.Close() }

func (r *sqlRows) next() ([]any, error) {
	if r.Next() {
		return r.values, r.Scan(r.into...)
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	return nil, io.EOF
}

// eachOf calls do for every row and closes the answer.
func eachOf(r rows, do func(values []any) error) error {
	defer r.close()
	for {
		values, err := r.next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = do(values)
		}
		if err != nil {
			return err
		}
	}
}
