package ui

import (
	"io"
	"strings"

	"yingshang/internal/kernel/fault"
)

// Upload is one file of a submitted form.
type Upload struct {
	FileName string // as given by the browser; shown, never trusted
	Size     int64
	Digest   string // SHA-256, lower-case hexadecimal
	Open     func() (io.ReadCloser, error)
}

// Form (表单) is what was typed and what is wrong with it. The getters read
// leniently and note what they cannot read as a problem of the field; the
// components show every value and problem again. The zero Form and nil are
// empty forms.
type Form struct {
	ID     string // tells several forms of one page apart; may be empty
	Sent   bool   // it was submitted, so defaults do not apply
	Op     string // one act: a repeated submission carries the same
	Page   string // the page that showed it, path and query
	Token  func() string
	Values map[string][]string
	Files  map[string][]Upload

	problems []fault.Field
	sentence string
}

// NewForm returns an unsent form; kit makes the forms of requests.
func NewForm(id string) *Form { return &Form{ID: id, Values: map[string][]string{}} }

// Sibling is an empty form beside this one, for pages with a row of one-button
// forms; its number is its own.
func (f *Form) Sibling(id string) *Form {
	s := NewForm(id)
	s.Op, s.Page, s.Token = f.Op+"."+id, f.Page, f.Token
	return s
}

// Default gives a field its first value; what was typed stays.
func (f *Form) Default(name string, values ...string) {
	if _, typed := f.Values[name]; !f.Sent && !typed {
		f.Values[name] = values
	}
}

// Value is the field exactly as typed, to be shown again.
func (f *Form) Value(name string) string {
	if f == nil || len(f.Values[name]) == 0 {
		return ""
	}
	return f.Values[name][0]
}

// All returns every value of a field, such as ticked boxes.
func (f *Form) All(name string) []string {
	if f == nil {
		return nil
	}
	return f.Values[name]
}

// Has reports whether the field carries the value.
func (f *Form) Has(name, value string) bool {
	for _, v := range f.All(name) {
		if v == value {
			return true
		}
	}
	return false
}

// Problem notes what is wrong with a field: where and how to mend it. The
// first problem of a field is kept, for the later ones follow from it.
func (f *Form) Problem(name, sentence string) {
	for _, p := range f.problems {
		if p.Name == name {
			return
		}
	}
	f.problems = append(f.problems, fault.Field{Name: name, Sentence: sentence})
}

// Note takes a verb's fault over: its fields become the fields' problems, its
// sentence stands above the form when it belongs to no field.
func (f *Form) Note(what *fault.Fault) {
	if len(what.Fields) == 0 {
		f.sentence = what.Sentence()
		return
	}
	for _, field := range what.Fields {
		f.Problem(field.Name, field.Sentence)
	}
}

// Err is a FormInvalid fault with every problem noted so far, or nil.
func (f *Form) Err() error {
	if f == nil || len(f.problems) == 0 {
		return nil
	}
	var p fault.Problems
	for _, field := range f.problems {
		p.Add(field.Name, "%s", field.Sentence)
	}
	return p.Err()
}

// Bad reports whether the form is shown again because something is wrong.
func (f *Form) Bad() bool { return f != nil && (len(f.problems) > 0 || f.sentence != "") }

// Problems lists the noted problems in the order they were noted.
func (f *Form) Problems() []fault.Field {
	if f == nil {
		return nil
	}
	return f.problems
}

// Sentence is the refusal that belongs to no single field.
func (f *Form) Sentence() string {
	if f == nil {
		return ""
	}
	return f.sentence
}

// ErrorOf is the sentence beside one field, empty if it is well.
func (f *Form) ErrorOf(name string) string {
	for _, p := range f.Problems() {
		if p.Name == name {
			return p.Sentence
		}
	}
	return ""
}

// FieldID is the element id of a field, the target of the error summary.
func (f *Form) FieldID(name string) string {
	id := "f-"
	if f != nil && f.ID != "" {
		id += f.ID + "-"
	}
	return id + strings.Map(func(r rune) rune {
		if r == ' ' || r == '[' || r == ']' || r == '.' {
			return '-'
		}
		return r
	}, name)
}

// token is the synchroniser token; asking for it may set a cookie.
func (f *Form) token() string {
	if f == nil || f.Token == nil {
		return ""
	}
	return f.Token()
}
