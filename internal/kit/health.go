package kit

import (
	"net/http"
	"strings"

	"yingshang/internal/store"
)

// health says that the process answers; it depends on nothing.
func (s *Site) health(c *Ctx) error {
	noStore(c.w.Header())
	return c.Send("text/plain; charset=utf-8", []byte("ok\n"))
}

// ready says whether the house can work: the database answers and the
// deployment's own checks pass. Only the checks' names are told, causes go to
// the log.
func (s *Site) ready(c *Ctx) error {
	noStore(c.w.Header())
	failed := []string{}
	if err := s.Store.Read(c.Request.Context(), func(*store.Tx) error { return nil }); err != nil {
		c.logCause(err)
		failed = append(failed, "database")
	}
	for _, check := range s.Config.Ready {
		if err := check.Run(c.Request.Context()); err != nil {
			s.Config.Log.Warn("not ready", "check", check.Name, "err", err.Error())
			failed = append(failed, check.Name)
		}
	}
	if len(failed) > 0 {
		c.status = http.StatusServiceUnavailable
		return c.Send("text/plain; charset=utf-8", []byte("not ready: "+strings.Join(failed, ", ")+"\n"))
	}
	return c.Send("text/plain; charset=utf-8", []byte("ready\n"))
}
