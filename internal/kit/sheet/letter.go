package sheet

import (
	"fmt"

	"yingshang/internal/registers/letters"
)

// View is a letter to be shown.
type View struct {
	Doc       letters.Document
	Letter    letters.Letter
	VerifyURL string // where anybody can verify it, "https://host/v/"; the code is appended
	Sample    bool   // 示例: marked as having no legal force
	Specimen  bool   // 样张: an empty form, without number, seal and code
	Page      bool   // one of several sheets of a page, which has a heading of its own
	Draft     bool   // 样稿: somebody still works on it
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
	return len(v.Doc.Blocks) > 0 && v.Doc.Blocks[0].Rows != nil && v.Doc.Blocks[0].Heads == nil
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
func (v View) copies() string { return Copies(v.Doc.Copies) }

// Copies is a number of sheets in words.
func Copies(n int64) string {
	if n < 1 || int(n) >= len(digits) {
		return fmt.Sprintf("一式 %d 份", n)
	}
	return "一式" + digits[n] + "份"
}

// number is the line of the number, which nothing has before it is sealed.
func (v View) number() string {
	if v.paper() {
		return "〔　　　〕　　号"
	}
	return v.Doc.Number
}

// paper reports whether the sheet is no letter yet.
func (v View) paper() bool { return v.Specimen || v.Draft }

// date is the day of issue, or the blank for it.
func (v View) date() string {
	if v.Specimen {
		return "　　年　月　日"
	}
	return v.Doc.IssuedOn.Chinese()
}

// mark is the word in the corner of what is no letter in force.
func (v View) mark() string {
	switch {
	case v.Specimen:
		return "样张，不具有法律效力"
	case v.Draft:
		return "样稿，还没有盖章"
	case v.Sample:
		return "示例，不具有法律效力"
	}
	return ""
}
