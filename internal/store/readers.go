package store

import (
	"context"
	"runtime"
)

// readerCount keeps readers below the core count, so that the writer is not
// starved; one long reading must still not block every page, hence at least 2.
func readerCount() int { return max(2, runtime.GOMAXPROCS(0)-1) }

// connPool holds the reading connections of the embedded engine.
type connPool struct {
	free chan *directConn
	all  []*directConn
}

func newConnPool(path string, n int) (*connPool, error) {
	p := &connPool{free: make(chan *directConn, n)}
	for range n {
		c, err := openDirect(path, true)
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
	var c *directConn
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
}
