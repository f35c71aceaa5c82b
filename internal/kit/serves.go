package kit

import (
	"net/http"
	"net/url"
)

// Serves reports whether this site has a page at the local address, so that a
// page offers only ways that lead somewhere.
func (c *Ctx) Serves(path string) bool { return c.site.serves(path) }

func (s *Site) serves(path string) bool {
	_, pattern := s.mux.Handler(&http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}})
	return pattern != "" && pattern != "/"
}
