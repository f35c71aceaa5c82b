package enquiry

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/store"
)

// A sketch (指纹) tells how alike two texts are without opening them: of the keyed
// digests of their bigrams the smallest ones. Whoever reads the database cannot
// tell a word from it.
const (
	sketchSize  = 64
	digestChars = 8
	alikeFrom   = 45 // per cent of common bigrams
	looked      = 500
)

func sketch(tx *store.Tx, text string) string {
	var marks []string
	for _, gram := range zh.Bigrams(text) {
		if zh.Len(gram) > 1 {
			marks = append(marks, tx.Blind("enquiry.gram", gram)[:digestChars])
		}
	}
	slices.Sort(marks)
	marks = slices.Compact(marks)
	return strings.Join(marks[:min(len(marks), sketchSize)], " ")
}

// alike is the share of common bigrams in per cent, estimated from the smallest
// digests of both texts together.
func alike(a, b string) int {
	x, y := strings.Fields(a), strings.Fields(b)
	both := slices.Concat(x, y)
	slices.Sort(both)
	both = slices.Compact(both)
	both = both[:min(len(both), sketchSize)]
	if len(both) == 0 {
		return 0
	}
	common := 0
	for _, mark := range both {
		if _, inX := slices.BinarySearch(x, mark); inX {
			if _, inY := slices.BinarySearch(y, mark); inY {
				common++
			}
		}
	}
	return common * 100 / len(both)
}

// Alike is an earlier enquiry that may be the same matter.
type Alike struct {
	Enquiry
	Share     int  // of common bigrams, per cent
	SameParty bool // the same enterprise or telephone
}

// same finds what is alike among the enquiries of the last days, the likeliest
// first. One of the same party needs less likeness than one of another.
func same(tx *store.Tx, e Enquiry) ([]Alike, error) {
	w := new(store.Where).And("county = ? AND received_day >= ? AND id < ?", tx.County(), e.ReceivedDay-alikeDays, e.ID).
		And("state <> ?", Linked)
	found, err := records.Page(tx, w, "newest", looked)
	if err != nil {
		return nil, err
	}
	var out []Alike
	for _, was := range found {
		a := Alike{Enquiry: was, Share: alike(e.Sketch, was.Sketch),
			SameParty: e.PartyDigest != "" && e.PartyDigest == was.PartyDigest || e.MobileDigest != "" && e.MobileDigest == was.MobileDigest}
		if a.Share >= alikeFrom || a.SameParty && a.Share*3 >= alikeFrom {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Alike) int { return b.Share - a.Share })
	return out[:min(len(out), 5)], nil
}

// AlikeTo lists earlier enquiries that may be the same matter, for the managing
// office.
func AlikeTo(tx *store.Tx, by flow.Actor, id string) ([]Alike, error) {
	e, err := ByID(tx, by, id)
	if err != nil || !by.Has(keepers...) {
		return nil, err
	}
	all, err := same(tx, e)
	return slices.DeleteFunc(all, func(a Alike) bool { return a.against(by) }), err
}

// Hint is what who files may know about a matter that is alike: when it came in,
// how far it is and, when it was published, where the answer is. It names nobody
// and gives no number, so that nobody can find out who complained.
type Hint struct {
	Day       calendar.Day
	State     flow.State
	Published string // id of the public answer, or empty
	Title     string // of the public answer
}

// Before looks for the same matter before it is filed. Confidential enquiries are
// left out.
func Before(tx *store.Tx, in Filing) ([]Hint, error) {
	now := Enquiry{ID: tx.NewID(), Sketch: sketch(tx, in.Title+"\n"+in.Words)}
	now.ReceivedDay = tx.Today()
	if mobile, err := ids.ParseMobile(in.Mobile); err == nil {
		now.MobileDigest = tx.Blind("enquiry.mobile", string(mobile))
	}
	all, err := same(tx, now)
	var out []Hint
	for _, a := range all {
		if a.Confidential || a.Share < alikeFrom {
			continue
		}
		h := Hint{Day: a.ReceivedDay, State: a.State}
		if a.PublicTitle != nil {
			h.Published, h.Title = a.ID, *a.PublicTitle
		}
		out = append(out, h)
	}
	return out, err
}
