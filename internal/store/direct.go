package store

import (
	"context"
	"database/sql/driver"
	"fmt"

	"modernc.org/sqlite"
)

// directConn is one connection of the embedded engine with its prepared
// statements, used by one goroutine at a time. It goes around database/sql,
// whose locks, conversions and goroutine for each statement cost more than
// most statements do.
type directConn struct {
	conn  driver.Conn
	stmts map[string]directStmt
}

// directStmt is what the engine's prepared statements can do.
type directStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

func openDirect(path string, readonly bool) (*directConn, error) {
	conn, err := (&sqlite.Driver{}).Open(sqliteURL(path, readonly))
	if err != nil {
		return nil, err
	}
	return &directConn{conn: conn, stmts: map[string]directStmt{}}, nil
}

func (c *directConn) prepare(text string) (directStmt, error) {
	if stmt, ok := c.stmts[text]; ok {
		return stmt, nil
	}
	prepared, err := c.conn.Prepare(text)
	if err != nil {
		return nil, err
	}
	stmt, ok := prepared.(directStmt)
	if !ok {
		return nil, fmt.Errorf("store: the engine's statements are %T", prepared)
	}
	if len(c.stmts) >= maxStatements {
		c.dropStatements()
	}
	c.stmts[text] = stmt
	return stmt, nil
}

// maxStatements bounds the cache; lists with dynamic filters make many texts.
const maxStatements = 512

func (c *directConn) dropStatements() {
	for text, stmt := range c.stmts {
		_ = stmt.Close() // an unused statement has nothing to report
		delete(c.stmts, text)
	}
}

func (c *directConn) query(ctx context.Context, text string, args []any) (rows, error) {
	stmt, err := c.prepare(text)
	if err != nil {
		return nil, err
	}
	answer, err := stmt.QueryContext(ctx, named(args))
	if err != nil {
		return nil, err
	}
	return newDirectRows(answer), nil
}

func (c *directConn) exec(ctx context.Context, text string, args []any) (int64, error) {
	stmt, err := c.prepare(text)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(ctx, named(args))
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (c *directConn) close() {
	c.dropStatements()
	_ = c.conn.Close() // every transaction has ended
}

func named(args []any) []driver.NamedValue {
	out := make([]driver.NamedValue, len(args))
	for i, arg := range args {
		out[i] = driver.NamedValue{Ordinal: i + 1, Value: arg}
	}
	return out
}
