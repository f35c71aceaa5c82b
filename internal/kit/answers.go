package kit

import (
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// Header gives access to the answer's headers, for the rare page that adds one.
func (c *Ctx) Header() http.Header { return c.w.Header() }

// Status sets the status code of the next Render.
func (c *Ctx) Status(code int) *Ctx {
	c.status = code
	return c
}

// Redirect sends the browser to a local page with GET (303).
func (c *Ctx) Redirect(path string) error {
	if !localPath(path) {
		path = "/"
	}
	c.w.Header().Set("Location", path)
	c.wrote = true
	c.w.WriteHeader(http.StatusSeeOther)
	return nil
}

// localPath accepts only addresses of this site: a single leading slash.
func localPath(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") &&
		!strings.ContainsAny(path, "\\\r\n")
}

// Send answers with bytes of a media type, shown in the browser.
func (c *Ctx) Send(mediaType string, body []byte) error { return c.send(mediaType, body) }

// Download answers with a file to be saved under name. Size may be negative
// when it is not known.
func (c *Ctx) Download(name, mediaType string, size int64, body io.Reader) error {
	h := c.w.Header()
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return c.stream(mediaType, size, body)
}

// Inline answers with a stored file shown in the browser. The content policy
// of every answer keeps it from running anything.
func (c *Ctx) Inline(mediaType string, size int64, body io.Reader) error {
	return c.stream(mediaType, size, body)
}

func (c *Ctx) stream(mediaType string, size int64, body io.Reader) error {
	h := c.w.Header()
	h.Set("Content-Type", mediaType)
	if size >= 0 {
		h.Set("Content-Length", strconv.FormatInt(size, 10))
	}
	c.wrote = true
	c.w.WriteHeader(c.code())
	if c.Request.Method == http.MethodHead {
		return nil
	}
	_, err := io.Copy(c.w, body)
	return err
}

func (c *Ctx) send(mediaType string, body []byte) error {
	h := c.w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.wrote = true
	c.w.WriteHeader(c.code())
	if c.Request.Method == http.MethodHead {
		return nil
	}
	_, err := c.w.Write(body)
	return err
}

func (c *Ctx) code() int {
	if c.status == 0 {
		return http.StatusOK
	}
	return c.status
}
