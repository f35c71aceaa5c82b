package kittest

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Client is one person at one browser.
type Client struct {
	Account string            // id of the account, empty for a visitor
	Header  map[string]string // sent with every request, e.g. Sec-Fetch-Site

	site *Site
	jar  *cookiejar.Jar
}

// Page is one answer.
type Page struct {
	Status int
	Path   string // where redirects ended, with the query
	Header http.Header
	Body   string
	Root   *html.Node

	client *Client
}

func (c *Client) do(method, path, kind string, body io.Reader) *Page {
	c.site.T.Helper()
	req, err := http.NewRequest(method, c.site.URL+path, body)
	if err != nil {
		c.site.T.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for name, value := range c.Header {
		req.Header.Set(name, value)
	}
	resp, err := (&http.Client{Jar: c.jar}).Do(req)
	if err != nil {
		c.site.T.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		c.site.T.Fatalf("%s %s: %v", method, path, err)
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		c.site.T.Fatalf("%s %s: %v", method, path, err)
	}
	return &Page{Status: resp.StatusCode, Path: resp.Request.URL.RequestURI(), Header: resp.Header,
		Body: string(text), Root: root, client: c}
}

// Get opens a page, following redirects.
func (c *Client) Get(path string) *Page {
	c.site.T.Helper()
	return c.do(http.MethodGet, path, "", nil)
}

// Post sends a form that was not shown, as a forger would.
func (c *Client) Post(path string, values url.Values) *Page {
	c.site.T.Helper()
	return c.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(values.Encode()))
}

// Cookies are what the browser would send to the site.
func (c *Client) Cookies() []*http.Cookie {
	u, err := url.Parse(c.site.URL)
	if err != nil {
		c.site.T.Fatal(err)
	}
	return c.jar.Cookies(u)
}

// DropCookie forgets one cookie, as when a session ends.
func (c *Client) DropCookie(name string) {
	u, err := url.Parse(c.site.URL)
	if err != nil {
		c.site.T.Fatal(err)
	}
	c.jar.SetCookies(u, []*http.Cookie{{Name: name, MaxAge: -1, Path: "/"}})
}

// Fill is a form of a page being filled in. It starts with everything the page
// put into it, hidden fields included.
type Fill struct {
	page   *Page
	method string
	action string
	multi  bool
	values url.Values
	files  []sentFile
	fields map[string]bool
}

type sentFile struct {
	field, name string
	body        []byte
}

// Form finds a form by selector ("form" takes the first inside main).
func (p *Page) Form(selector string) *Fill {
	p.client.site.T.Helper()
	nodes := p.Find(selector)
	if selector == "form" {
		nodes = p.Find("main form")
	}
	if len(nodes) == 0 {
		p.client.site.T.Fatalf("%s (%d): no form %q\n%s", p.Path, p.Status, selector, p.Text("main"))
	}
	form := nodes[0]
	f := &Fill{page: p, method: strings.ToUpper(attr(form, "method")), action: attr(form, "action"),
		multi: attr(form, "enctype") == "multipart/form-data", values: url.Values{}, fields: map[string]bool{}}
	for _, field := range find(form, parseSelector("input, select, textarea")) {
		f.take(field)
	}
	return f
}

// take reads one field as a browser would send it.
func (f *Fill) take(field *html.Node) {
	name, kind := attr(field, "name"), attr(field, "type")
	if name == "" {
		return
	}
	f.fields[name] = true
	switch {
	case field.Data == "textarea":
		f.values.Set(name, text(field))
	case field.Data == "select":
		for i, option := range find(field, parseSelector("option")) {
			if i == 0 || hasAttr(option, "selected") {
				f.values.Set(name, attr(option, "value"))
			}
		}
	case kind == "file" || kind == "submit":
	case kind == "checkbox" || kind == "radio":
		if hasAttr(field, "checked") {
			f.values.Add(name, attr(field, "value"))
		}
	default:
		f.values.Add(name, attr(field, "value"))
	}
}

// Set types into a field the form really has.
func (f *Fill) Set(name string, values ...string) *Fill {
	f.page.client.site.T.Helper()
	if !f.fields[name] {
		f.page.client.site.T.Fatalf("%s: the form has no field %q", f.page.Path, name)
	}
	f.values[name] = values
	return f
}

// Value is what the form holds now.
func (f *Fill) Value(name string) string { return f.values.Get(name) }

// File chooses a file.
func (f *Fill) File(field, name string, body []byte) *Fill {
	f.files = append(f.files, sentFile{field, name, body})
	return f
}

// Press sends the form with the button of that name and value.
func (f *Fill) Press(name, value string) *Page {
	f.page.client.site.T.Helper()
	f.values.Set(name, value)
	return f.Submit()
}

// Submit sends the form.
func (f *Fill) Submit() *Page {
	c := f.page.client
	c.site.T.Helper()
	action := f.action
	if action == "" {
		action = f.page.Path
	}
	if f.method != http.MethodPost {
		path, _, _ := strings.Cut(action, "?")
		return c.do(http.MethodGet, path+"?"+f.values.Encode(), "", nil)
	}
	if !f.multi {
		return c.Post(action, f.values)
	}
	body, kind := f.multipart()
	return c.do(http.MethodPost, action, kind, body)
}

func (f *Fill) multipart() (io.Reader, string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b) // writing into memory does not fail
	for name, values := range f.values {
		for _, v := range values {
			_ = w.WriteField(name, v)
		}
	}
	for _, file := range f.files {
		part, _ := w.CreateFormFile(file.field, file.name)
		_, _ = part.Write(file.body)
	}
	_ = w.Close()
	return &b, w.FormDataContentType()
}

// PostFile sends one file from a page of the site itself.
func (c *Client) PostFile(path, field, name string, body []byte) *Page {
	c.site.T.Helper()
	f := &Fill{values: url.Values{}, files: []sentFile{{field, name, body}}}
	text, kind := f.multipart()
	own := &Client{Account: c.Account, site: c.site, jar: c.jar, Header: map[string]string{"Sec-Fetch-Site": "same-origin"}}
	return own.do(http.MethodPost, path, kind, text)
}
