package kit

import (
	"net/http"
	"strings"

	"yingshang/internal/kit/ui"
)

// static serves the embedded files; their names change with their content.
func (s *Site) static(c *Ctx) error {
	asset, ok := ui.FindAsset(c.Path("file"))
	if !ok {
		return NoPage.New(nil)
	}
	c.w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	return s.sendAsset(c, asset)
}

// favicon answers what browsers ask for unasked.
func (s *Site) favicon(c *Ctx) error {
	c.w.Header().Set("Cache-Control", "public, max-age=86400")
	return s.sendAsset(c, ui.Favicon())
}

func (s *Site) sendAsset(c *Ctx, asset ui.Asset) error {
	h := c.w.Header()
	h.Add("Vary", "Accept-Encoding")
	body := asset.Body
	if acceptsGzip(c.Request) && len(asset.Gzip) < len(body) {
		h.Set("Content-Encoding", "gzip")
		body = asset.Gzip
	}
	return c.Send(asset.Media, body)
}

func acceptsGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name == "gzip" && strings.ReplaceAll(weight, " ", "") != "q=0" {
			return true
		}
	}
	return false
}
