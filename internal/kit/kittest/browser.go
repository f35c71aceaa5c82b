package kittest

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// axePacked is axe-core 4.14.1 (MPL-2.0, licence beside it), packed as it came.
//
//go:embed testdata/axe.min.js.gz
var axePacked []byte

// axeScript unpacks axe-core once.
var axeScript = sync.OnceValues(func() (string, error) {
	r, err := gzip.NewReader(bytes.NewReader(axePacked))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	return string(text), err
})

// Browser is one tab of a headless browser. A machine without Chromium fails
// the test loudly: what only a browser can show was not seen.
type Browser struct {
	t   testing.TB
	ctx context.Context
	url string
}

// patience bounds one step of the browser.
const patience = 60 * time.Second

// Browser opens a browser on the site as the client, with its cookies.
func (c *Client) Browser() *Browser {
	t := c.site.T
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatalf("a browser test needs Debian's chromium: %v", err)
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox)
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, closeTab := chromedp.NewContext(alloc)
	t.Cleanup(func() { closeTab(); stop() })
	b := &Browser{t: t, ctx: ctx, url: c.site.URL}
	if err := chromedp.Do(ctx); err != nil { // starts the program, without a deadline of its own
		t.Fatalf("start chromium: %v", err)
	}
	return b.take(c)
}

// Tab opens another tab of the same program for another person: it shares no
// cookies with the first, belongs to the test t and closes with it.
func (b *Browser) Tab(t testing.TB, c *Client) *Browser {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	tab := &Browser{t: t, ctx: ctx, url: b.url}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	return tab.take(c)
}

// take gives the tab the client's cookies.
func (b *Browser) take(c *Client) *Browser {
	b.t.Helper()
	for _, cookie := range c.Cookies() {
		b.setCookie(cookie)
	}
	return b
}

func (b *Browser) setCookie(cookie *http.Cookie) {
	b.t.Helper()
	params := network.SetCookieParams{Name: cookie.Name, Value: cookie.Value, URL: b.url + "/"}
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.SetCookie, params)
		return err
	}))
}

func (b *Browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("browser: %v", err)
	}
}

// Open shows a page in a window of the given size.
func (b *Browser) Open(path string, width, height int) *Browser {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(int64(width), int64(height)), chromedp.Navigate(b.url+path))
	return b
}

// Resize gives the window another size; the page stays.
func (b *Browser) Resize(width, height int) *Browser {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(int64(width), int64(height)))
	return b
}

// Media lets the page believe it is printed ("print") or shown with a feature
// such as {"forced-colors", "active"}.
func (b *Browser) Media(media string, features ...[2]string) *Browser {
	b.t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: media}
	for _, f := range features {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: f[0], Value: f[1]})
	}
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, params)
		return err
	}))
	return b
}

// Type presses keys where the focus is; see package chromedp/kb for names.
func (b *Browser) Type(keys string) *Browser {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
	return b
}

// Keys that have no letter.
const (
	Enter     = kb.Enter
	ArrowDown = kb.ArrowDown
	F9        = kb.F9
)

// Held are keys held down while another is pressed.
const (
	Ctrl = chromedp.ModifierCtrl
	Alt  = chromedp.ModifierAlt
)

// Chord presses a key while another is held down.
func (b *Browser) Chord(key string, held chromedp.Modifier) *Browser {
	b.t.Helper()
	b.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(held)))
	return b
}

// Eval runs a script in the page and returns its value.
func Eval[T any](b *Browser, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("script: %v", err)
	}
	return v
}

// Shot saves what the page looks like, as PNG. Whole takes the page beyond the
// window too.
func (b *Browser) Shot(file string, whole bool) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	take := chromedp.CaptureScreenshot()
	if whole {
		take = chromedp.FullScreenshot(100)
	}
	png, err := chromedp.Run(ctx, take)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o755)
	}
	if err == nil {
		err = os.WriteFile(file, png, 0o644)
	}
	if err != nil {
		b.t.Fatalf("screenshot %s: %v", file, err)
	}
}

// PDF prints the page as a printer would.
func (b *Browser) PDF(file string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	preferCSS := true
	pdf, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		out, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &preferCSS})
		if err != nil {
			return nil, err
		}
		return out.Data, nil
	})
	if err == nil {
		err = os.WriteFile(file, pdf, 0o644)
	}
	if err != nil {
		b.t.Fatalf("print %s: %v", file, err)
	}
}

// Violation is one rule of accessibility the page breaks.
type Violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Where string `json:"where"`
}

// Axe checks the page against WCAG 2.0 to 2.2, levels A and AA.
func (b *Browser) Axe() []Violation {
	b.t.Helper()
	script, err := axeScript()
	if err != nil {
		b.t.Fatalf("axe-core: %v", err)
	}
	if !Eval[bool](b, "typeof axe === 'object'") {
		Eval[chromedp.Void](b, script+";undefined")
	}
	return Eval[[]Violation](b, `
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]}).then(r =>
  r.violations.flatMap(v => v.nodes.map(n => ({id: v.id, help: v.help, where: n.target.join(" ") + " " + n.html.slice(0, 160)}))))`)
}

// WantAccessible stops with every violation named.
func (b *Browser) WantAccessible(what string) {
	b.t.Helper()
	for _, v := range b.Axe() {
		b.t.Errorf("%s: %s", what, fmt.Sprintf("%s (%s) at %s", v.ID, v.Help, v.Where))
	}
}

// WantNoSideScroll fails if the page is wider than its window. What scrolls
// inside a frame of its own is well.
func (b *Browser) WantNoSideScroll(what string) {
	b.t.Helper()
	if wide := Eval[[]string](b, `
document.documentElement.scrollWidth <= innerWidth ? [] : ["the page"].concat([...document.querySelectorAll("body *")].filter(e =>
  e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table > table")).slice(0, 5).map(e => e.tagName + "." + e.className))`); len(wide) > 0 {
		b.t.Errorf("%s: wider than the window: %v", what, wide)
	}
}
