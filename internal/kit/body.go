package kit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit/ui"
)

// The hidden fields of every form.
const (
	fieldToken = "_csrf"
	fieldOp    = "_op"
	fieldForm  = "_form"
	fieldPage  = "_page"
	fieldKept  = "_kept"
)

// memoryForUploads is how much of a multipart body stays in memory; the rest
// goes to temporary files that are removed with the request.
const memoryForUploads = 1 << 20

// uploadPatience is how long a slow line may take for an upload.
const uploadPatience = 10 * time.Minute

// readBody reads the submitted form within the route's limit.
func (s *Site) readBody(c *Ctx) error {
	limit := c.route.bodyLimit()
	c.Request.Body = http.MaxBytesReader(c.w, c.Request.Body, limit)
	kind, _, err := mime.ParseMediaType(c.Request.Header.Get("Content-Type"))
	switch {
	case c.Request.ContentLength > limit:
		return TooLarge.New(fault.Args{"limit": sizeWords(limit)})
	case err == nil && kind == "application/x-www-form-urlencoded":
		err = c.Request.ParseForm()
	case err == nil && kind == "multipart/form-data" && c.route.Upload:
		control := http.NewResponseController(c.w)
		_ = control.SetReadDeadline(time.Now().Add(uploadPatience)) // not every test writer has deadlines
		_ = control.SetWriteDeadline(time.Now().Add(uploadPatience))
		err = c.Request.ParseMultipartForm(memoryForUploads)
	default:
		return WrongType.New(nil)
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return TooLarge.New(fault.Args{"limit": sizeWords(limit)})
	}
	if err != nil {
		return WrongType.Because(err, nil)
	}
	return s.takeForm(c)
}

func (r *Route) bodyLimit() int64 {
	switch {
	case r.MaxBody > 0:
		return r.MaxBody
	case r.Upload:
		return UploadBody
	}
	return DefaultBody
}

func sizeWords(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d KB", n>>10)
}

// takeForm makes the submitted values the request's form.
func (s *Site) takeForm(c *Ctx) error {
	values := c.Request.PostForm
	f := ui.NewForm(values.Get(fieldForm))
	f.Sent, f.Op, f.Page = true, values.Get(fieldOp), ""
	if page := values.Get(fieldPage); localPath(page) {
		f.Page = page
	}
	if f.Op == "" {
		f.Op = newOp()
	}
	f.Token = c.token
	f.Values = typed(values)
	if c.Request.MultipartForm != nil {
		files, err := uploads(c.Request.MultipartForm)
		if err != nil {
			return err
		}
		f.Files = files
	}
	c.forms[f.ID], c.sent = f, f
	return nil
}

// typed leaves out the hidden fields of the kit.
func typed(values url.Values) map[string][]string {
	out := map[string][]string{}
	for name, v := range values {
		if !strings.HasPrefix(name, "_") {
			out[name] = v
		}
	}
	return out
}

func uploads(form *multipart.Form) (map[string][]ui.Upload, error) {
	out := map[string][]ui.Upload{}
	for name, headers := range form.File {
		for _, h := range headers {
			if h.Filename == "" {
				continue
			}
			digest, err := digestOf(h)
			if err != nil {
				return nil, fmt.Errorf("read upload: %w", err)
			}
			out[name] = append(out[name], ui.Upload{FileName: h.Filename, Size: h.Size, Digest: digest,
				Open: func() (io.ReadCloser, error) { return h.Open() }})
		}
	}
	return out, nil
}

func digestOf(h *multipart.FileHeader) (string, error) {
	file, err := h.Open()
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// FormOf is the form with the id: as submitted if it was this one, else empty.
func (c *Ctx) FormOf(id string) *Form {
	if f, ok := c.forms[id]; ok {
		return f
	}
	f := ui.NewForm(id)
	f.Op, f.Token, f.Page = newOp(), c.token, c.Here()
	c.forms[id] = f
	return f
}

// submitted is the form the browser sent, whatever its id.
func (c *Ctx) submitted() *Form {
	if c.sent == nil {
		c.sent = c.Form()
	}
	return c.sent
}
