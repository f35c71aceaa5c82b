package journeys

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// Act is one step as a verb sees it: who, with which words and which form.
type Act struct {
	World *World
	By    flow.Actor
	Made  string // set by the verb: id of what it made, for 记作

	words []string
	used  int
	form  []Field
	read  map[string]bool
}

// Verb is one thing a person can do. Run goes through a public verb or page
// and returns what the person then sees.
type Verb struct {
	Usage string // words after the verb, for the message when they do not fit
	Run   func(a *Act) (seen string, err error)
}

// Verbs are registered by the word a person would say.
type Verbs map[string]Verb

// Register adds a verb; a word means one thing.
func (v Verbs) Register(word, usage string, run func(a *Act) (string, error)) {
	if _, twice := v[word]; twice {
		panic("journeys: two verbs are called " + word)
	}
	v[word] = Verb{usage, run}
}

// Word takes the next word; a name given with 记作 stands for what it named.
func (a *Act) Word() (string, error) {
	if a.used >= len(a.words) {
		return "", fmt.Errorf("a word is missing after %q", strings.Join(a.words, " "))
	}
	a.used++
	return a.World.expand(a.words[a.used-1]), nil
}

// Rest takes every word that is left.
func (a *Act) Rest() []string {
	var out []string
	for a.used < len(a.words) {
		w, _ := a.Word() // there is one
		out = append(out, w)
	}
	return out
}

// Field returns a field of the form, empty if the person left it out.
func (a *Act) Field(name string) string {
	value, _ := a.Find(name)
	return value
}

// Find returns a field of the form and whether the person filled it in.
func (a *Act) Find(name string) (string, bool) {
	a.read[name] = true
	for _, f := range a.form {
		if f.Name == name {
			return a.World.expand(f.Value), true
		}
	}
	return "", false
}

// Fields returns every field of the form in order, for verbs whose fields
// depend on data.
func (a *Act) Fields() []Field {
	out := slices.Clone(a.form)
	for i := range out {
		a.read[out[i].Name] = true
		out[i].Value = a.World.expand(out[i].Value)
	}
	return out
}

// Number returns a field as a whole number, or the fallback.
func (a *Act) Number(name string, fallback int) (int, error) {
	text, ok := a.Find(name)
	if !ok {
		return fallback, nil
	}
	return strconv.Atoi(text)
}

// Day returns a field as a day, or the fallback.
func (a *Act) Day(name string, fallback calendar.Day) (calendar.Day, error) {
	text, ok := a.Find(name)
	if !ok {
		return fallback, nil
	}
	return calendar.ParseDay(text)
}

// Write runs one act of the person.
func (a *Act) Write(fn func(tx *store.Tx) error) error {
	return a.World.Store.Write(context.Background(), fn)
}

// Read looks at the data as the person may.
func (a *Act) Read(fn func(tx *store.Tx) error) error {
	return a.World.Store.Read(context.Background(), fn)
}

// leftover reports words and fields nobody asked for.
func (a *Act) leftover() error {
	if a.used < len(a.words) {
		return fmt.Errorf("the word %q is not used by this verb", a.words[a.used])
	}
	for _, f := range a.form {
		if !a.read[f.Name] {
			return fmt.Errorf("line %d: the verb has no field %q", f.Line, f.Name)
		}
	}
	return nil
}

// listed says how many there are and gives each a line.
func listed[T any](head string, list []T, line func(T) string) string {
	lines := []string{fmt.Sprintf(head, len(list))}
	for _, one := range list {
		lines = append(lines, line(one))
	}
	return strings.Join(lines, "\n")
}
