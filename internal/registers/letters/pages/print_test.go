package pages_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/letters/pages"
	"yingshang/internal/store/storetest"
)

// Measures of GB/T 9704-2012 in millimetres.
const (
	paperWide, paperHigh = 210.0, 297.0
	top, right           = 37.0, 26.0
	bottom, left         = 35.0, 28.0
	perLine, perPage     = 28, 22
)

// measured is what the browser laid out for one form, in millimetres and in the
// body's own characters.
type measured struct {
	Title  string
	Wide   float64 // of the type area
	Line   float64 // distance of two lines of the body
	Chars  int     // that fit into a line of the body
	Gap    float64 // from the number's right end to the edge of the type area
	Below  bool    // the number stands below the title
	Date   float64 // characters between the day and the edge of the type area
	Centre float64 // of the seal, from the middle between name and day
	Above  float64 // of the middle of the seal over the day's lower edge
	Reach  float64 // from the seal's upper edge to the text above, in lines
	Spill  bool    // something is wider than the type area
}

// look measures every sheet of the page. The seal's place is drawn in SVG.
const look = `
(() => { const mm = 25.4 / 96, box = e => e.getBoundingClientRect();
const ink = e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect(); };
return [...document.querySelectorAll(".letter")].map(l => {
  const area = box(l), h1 = l.querySelector(".h1"), num = l.querySelector(".letter-number"), close = l.querySelector(".letter-close");
  const probe = document.createElement("p"); probe.style.textIndent = "0"; probe.style.textAlign = "start"; probe.textContent = "国".repeat(56); l.insertBefore(probe, num.nextSibling);
  const tops = [...probe.firstChild.data].map((_, i) => { const r = document.createRange(); r.setStart(probe.firstChild, i); r.setEnd(probe.firstChild, i + 1); return r.getBoundingClientRect().top; });
  const chars = tops.filter(t => Math.abs(t - tops[0]) < 2).length, line = (tops[chars] - tops[0]) * mm; probe.remove();
  const [name, date] = [...close.querySelectorAll("p")].map(ink), ring = box(close.querySelector("circle"));
  const before = [...l.querySelectorAll("p, td")].filter(e => !close.contains(e) && ink(e).bottom <= name.top + 1).map(e => ink(e).bottom);
  return {Title: h1.textContent, Wide: area.width * mm, Line: line, Chars: chars, Gap: (area.right - ink(num).right) * mm, Below: ink(num).top >= ink(h1).bottom - 1,
    Date: (area.right - box(close).right) / 21.05, Centre: (ring.left + ring.right - name.left - name.right) / 2 * mm, Above: (date.bottom - (ring.top + ring.bottom) / 2) * mm,
    Reach: (ring.top - Math.max(...before)) * mm / line, Spill: [...l.querySelectorAll("*")].some(e => !(e instanceof SVGElement) && box(e).right > area.right + 1)};
}); })()`

// TestA4 prints the whole book of specimens with one browser and looks at every
// form: on the screen's layout of the printed page, and in the file for the
// printer.
func TestA4_每种文书都照公文格式印(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{letters.Manifest}, Routes: []func(kit.Deps) []kit.Route{pages.Routes}})
	b := site.Visitor().Browser()
	b.Open("/forms/all/print", 590, 900).Media("print") // the type area is 156 mm
	sheets := kittest.Eval[[]measured](b, look)
	if len(sheets) != len(letters.Forms) {
		t.Fatalf("%d 张，应有 %d 种", len(sheets), len(letters.Forms))
	}
	near := func(m measured, what string, got, want, give float64) {
		if got < want-give || got > want+give {
			t.Errorf("《%s》%s：%.2f，应为 %.2f±%.2f", m.Title, what, got, want, give)
		}
	}
	for _, m := range sheets {
		near(m, "版心宽", m.Wide, paperWide-left-right, 0.5)
		near(m, "行距", m.Line, (paperHigh-top-bottom)/perPage, 0.5)
		near(m, "每行字数", float64(m.Chars), perLine, 0)
		near(m, "文号右端离版心", m.Gap, 0, 1)
		near(m, "成文日期右空", m.Date, 4, 0.3)
		near(m, "印章中心离署名中线", m.Centre, 0, 1)
		near(m, "印章中心在日期下沿以上", m.Above, 9, 6) // name and day a little below the middle
		if lines := int((paperHigh - top - bottom) / m.Line); lines != perPage || !m.Below || m.Spill || m.Reach > 1 {
			t.Errorf("《%s》一页 %d 行，文号在标题下 %v，超出版心 %v，印章顶端离正文 %.1f 行", m.Title, lines, m.Below, m.Spill, m.Reach)
		}
	}
	file := filepath.Join(t.TempDir(), "book.pdf")
	b.PDF(file)
	wantPrinted(t, file, len(sheets))
}

var (
	boxes   = regexp.MustCompile(`/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]`)
	streams = regexp.MustCompile(`(?s)/Length \d+>>\s*stream\r?\n(.*?)\r?\nendstream`)
	scale   = regexp.MustCompile(`^([0-9.]+) 0 0 -([0-9.]+) 0 ([0-9.]+) cm`)
	// area is the frame that a page clips its content to: left, top, width, height.
	area = regexp.MustCompile(`([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+) re\nW\*? n`)
)

// wantPrinted looks into the file: every page is A4, each form begins a page, and
// the area that the pages clip their text to leaves the margins free.
func wantPrinted(t *testing.T, file string, forms int) {
	t.Helper()
	pdf, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sizes := boxes.FindAllSubmatch(pdf, -1)
	if len(sizes) < forms {
		t.Errorf("%d 页，至少应有 %d 页", len(sizes), forms)
	}
	const mm = 25.4 / 72
	number := func(text []byte) float64 { f, _ := strconv.ParseFloat(string(text), 64); return f } // the pattern takes digits only
	for _, size := range sizes {
		if w, h := number(size[1])*mm, number(size[2])*mm; w < paperWide-1 || w > paperWide+1 || h < paperHigh-1 || h > paperHigh+1 {
			t.Fatalf("纸张 %.1f×%.1f 毫米", w, h)
		}
	}
	seen := 0
	for _, part := range streams.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(part[1]))
		if err != nil {
			continue // a font or picture
		}
		text, _ := io.ReadAll(r) // what was cut short is no page
		unit, area := scale.FindSubmatch(text), area.FindSubmatch(text)
		if unit == nil || area == nil {
			continue
		}
		seen++
		per := number(unit[1]) * mm
		for i, want := range []float64{left, top, paperWide - left - right, paperHigh - top - bottom} {
			if got := number(area[i+1]) * per; got < want-0.5 || got > want+0.5 {
				t.Errorf("第 %d 页版心的第 %d 个尺寸：%.2f 毫米，应为 %.0f", seen, i+1, got, want)
			}
		}
	}
	if seen != len(sizes) {
		t.Errorf("%d 页里只看到 %d 页的版心", len(sizes), seen)
	}
}
