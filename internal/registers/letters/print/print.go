package print

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/a-h/templ"
	"rsc.io/qr"

	"yingshang/internal/registers/letters"
)

// Stylesheet is the style sheet of printed letters; serve it as text/css under
// the address given in View.
//
//go:embed print.css
var Stylesheet []byte

// View is a letter to be shown.
type View struct {
	Doc        letters.Document
	Letter     letters.Letter
	VerifyURL  string // where anybody can verify it, "https://host/v/"; the code is appended
	Stylesheet string // address of the style sheet
	Sample     bool   // 示例: marked as having no legal force
}

// link is what the QR code holds: an address and an opaque code, nothing else.
func (v View) link() string { return v.VerifyURL + string(v.Doc.Code) }

func (v View) void() bool { return v.Letter.State == letters.Voided }

// tail is the end of the digest, for comparing without a network.
func (v View) tail() string {
	d := v.Letter.Digest
	return d[max(0, len(d)-8):]
}

// addressee is the line the letter begins with.
func (v View) addressee() string {
	if v.Doc.AddresseeID == "" {
		return v.Doc.Addressee + "："
	}
	return v.Doc.Addressee + "（" + v.Doc.AddresseeID + "）："
}

// grid reports whether the whole document is one table of labels and values,
// which then names the addressee itself.
func (v View) grid() bool {
	return len(v.Doc.Blocks) == 1 && v.Doc.Blocks[0].Rows != nil && v.Doc.Blocks[0].Heads == nil
}

// contact is the line that says whom to ask.
func (v View) contact() string {
	text := "联系人：" + v.Doc.Contact + "，联系电话：" + v.Doc.ContactPhone
	if v.Doc.Supervision != "" {
		text += "；监督电话：" + v.Doc.Supervision
	}
	return text + "。"
}

var digits = [...]string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// copies is how many sheets exist, as letters say it.
func (v View) copies() string {
	n := v.Doc.Copies
	if n < 1 || int(n) >= len(digits) {
		return fmt.Sprintf("一式 %d 份", n)
	}
	return "一式" + digits[n] + "份"
}

// quiet is the white border a QR code needs, in modules.
const quiet = 2

// symbol is a QR code as vectors.
type symbol struct {
	box  string // viewBox
	path string
}

// symbolOf encodes text at level M; the path has one stroke per dark run.
func symbolOf(text string) (symbol, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return symbol{}, fmt.Errorf("QR code: %w", err)
	}
	var b strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for x+run < code.Size && code.Black(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
				x += run
			}
		}
	}
	side := code.Size + 2*quiet
	return symbol{box: fmt.Sprintf("0 0 %d %d", side, side), path: b.String()}, nil
}

// Page is the whole page of one letter.
func Page(v View) (templ.Component, error) {
	code, err := symbolOf(v.link())
	if err != nil {
		return nil, err
	}
	return page(v, code), nil
}
