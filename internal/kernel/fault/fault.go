// Package fault (差错) is the one error type that crosses a door.
//
// A fault says what kind of obstacle was met, carries a stable code for
// programs and a Chinese sentence for people that names where and how to mend
// it. Faults are declared once with Define; the house tests read the register
// to see that each code is unique, worded and used.
package fault

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

// Kind classifies a fault; the doors map kinds to status codes in one table.
type Kind int

const (
	// Invalid means the input cannot be used as given (填写有误).
	Invalid Kind = iota + 1
	// NotFound means there is no such record for this actor (没有找到).
	NotFound
	// Forbidden means the actor may not do or see this (无权).
	Forbidden
	// Refused means a rule of law or of the state table says no (不符合规定).
	Refused
	// Conflict means another act came first (他人已改).
	Conflict
	// Busy means try again shortly; nothing was changed (暂时不能办).
	Busy
	// Internal means the house itself failed; the cause is logged (系统故障).
	Internal
)

// Args fill the {name} places of a definition's sentence.
type Args map[string]any

// Def is a declared fault: a code of the form "room.what_is_wrong" and the
// sentence shown to people, with {name} places.
type Def struct {
	Code     string
	Kind     Kind
	Sentence string
}

var (
	registerMu sync.Mutex
	register   = map[string]*Def{}
)

// Define declares a fault. It panics on a second definition of the same code,
// because that can only be a mistake in the program.
func Define(code string, kind Kind, sentence string) *Def {
	registerMu.Lock()
	defer registerMu.Unlock()
	if _, twice := register[code]; twice {
		panic("fault defined twice: " + code)
	}
	d := &Def{Code: code, Kind: kind, Sentence: sentence}
	register[code] = d
	return d
}

// Defs returns every declared fault, ordered by code.
func Defs() []*Def {
	registerMu.Lock()
	defer registerMu.Unlock()
	out := make([]*Def, 0, len(register))
	for _, d := range register {
		out = append(out, d)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Code < out[j].Code })
	return out
}

// Field is a problem tied to one named input.
type Field struct {
	Name     string // the form field or column
	Sentence string // where and how to mend it
}

// Fault is a declared fault that happened, with its arguments and cause.
type Fault struct {
	Def    *Def
	Args   Args
	Fields []Field
	Cause  error
}

// New makes the fault happen with the given arguments (may be nil).
func (d *Def) New(args Args) *Fault { return &Fault{Def: d, Args: args} }

// Because makes the fault happen and keeps its cause for the log.
func (d *Def) Because(cause error, args Args) *Fault {
	return &Fault{Def: d, Args: args, Cause: cause}
}

// Is reports whether err is, or wraps, this fault.
func (d *Def) Is(err error) bool {
	f, ok := Of(err)
	return ok && f.Def == d
}

// Sentence returns the words for people, with the arguments filled in.
func (f *Fault) Sentence() string {
	s := f.Def.Sentence
	for name, value := range f.Args {
		s = strings.ReplaceAll(s, "{"+name+"}", fmt.Sprint(value))
	}
	return s
}

// Error returns code, sentence, field problems and cause, for logs and tests.
func (f *Fault) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", f.Def.Code, f.Sentence())
	for _, field := range f.Fields {
		fmt.Fprintf(&b, " [%s: %s]", field.Name, field.Sentence)
	}
	if f.Cause != nil {
		fmt.Fprintf(&b, ": %v", f.Cause)
	}
	return b.String()
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Of finds the fault in err's chain.
func Of(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}

// KindOf returns the kind of the fault in err's chain, or Internal.
func KindOf(err error) Kind {
	if f, ok := Of(err); ok {
		return f.Def.Kind
	}
	return Internal
}

// FormInvalid carries the problems of a form or row, one per field.
var FormInvalid = Define("form.invalid", Invalid, "有 {n} 处要改，改好后再提交；已填的内容都还在。")

// Problems collects field problems so that a form reports all of them at once.
type Problems struct{ fields []Field }

// Add notes a problem with one field.
func (p *Problems) Add(name, format string, args ...any) {
	p.fields = append(p.fields, Field{name, fmt.Sprintf(format, args...)})
}

// Check notes err's message under name if err is not nil.
func (p *Problems) Check(name string, err error) {
	if err == nil {
		return
	}
	if f, ok := Of(err); ok {
		p.fields = append(p.fields, Field{name, f.Sentence()})
		return
	}
	p.fields = append(p.fields, Field{name, err.Error()})
}

// Err returns nil when nothing was noted, else a FormInvalid fault.
func (p *Problems) Err() error {
	if len(p.fields) == 0 {
		return nil
	}
	f := FormInvalid.New(Args{"n": len(p.fields)})
	f.Fields = p.fields
	return f
}
