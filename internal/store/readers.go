package store

import (
	"context"
	"database/sql"
	"runtime"
)

// readerCount keeps readers below the core count, so that the writer is not
// starved; one long reading must still not block every page, hence at least 2.
func readerCount() int { return max(2, runtime.GOMAXPROCS(0)-1) }

// connPool holds the reading connections of the embedded engine.
type connPool struct {
	db   *sql.DB
	free chan *cachedConn
	all  []*cachedConn
}

func newConnPool(ctx context.Context, url string, n int) (*connPool, error) {
	db, err := sql.Open("sqlite", url)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	p := &connPool{db: db, free: make(chan *cachedConn, n)}
	for range n {
		c, err := newCachedConn(ctx, db)
		if err != nil {
			p.close()
			return nil, err
		}
		p.all = append(p.all, c)
		p.free <- c
	}
	return p, nil
}

func (p *connPool) read(ctx context.Context, fn func(q querier) error) error {
	var c *cachedConn
	select {
	case c = <-p.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { p.free <- c }()
	if _, err := c.exec(context.Background(), "BEGIN", nil); err != nil {
		return Busy.Because(err, nil)
	}
	defer func() { _, _ = c.exec(context.Background(), "ROLLBACK", nil) }() // reading leaves nothing to commit
	return fn(c)
}

func (p *connPool) close() {
	for _, c := range p.all {
		c.close()
	}
	_ = p.db.Close() // readers have nothing pending
}
