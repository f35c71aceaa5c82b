package journeys

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// World is what a story happens in: one county on one engine.
type World struct {
	Store *store.Store
	Clock *store.SetClock
	Rooms []manifest.Room
	Verbs Verbs

	// Begin sets the county up before the first step; End looks at it after the
	// last one. Either may be nil.
	Begin func(w *World) error
	End   func(w *World) error

	// Join is called for each 账号 line, so that the person gets a real
	// account; nil leaves the actor as written.
	Join func(w *World, by *flow.Actor, words []string) error
	// Stand is called for each 身份 line: the person acts for that party.
	Stand func(w *World, by *flow.Actor, party string) error

	// After runs when a step went through, so that facts reach their consumers
	// before the next person acts.
	After func(w *World) error

	people map[string]*flow.Actor
	names  map[string]string
	kept   map[string]string // what people keep for themselves: query codes of receipts
	seen   string
	fault  *fault.Fault
	wants  int // expectations met
	log    strings.Builder
}

// Run walks through the script and returns its transcript. It stops at the
// first step that does not go as written. A story that expects nothing is an
// error.
func (w *World) Run(s *Script) (transcript string, err error) {
	w.people, w.names, w.kept = map[string]*flow.Actor{}, map[string]string{}, map[string]string{}
	fmt.Fprintf(&w.log, "# %s\n", s.Title)
	if err := look(w.Begin, w); err != nil {
		return w.log.String(), &ScriptError{s.File, 1, s.Title, err}
	}
	for _, step := range s.Steps {
		if err := w.step(step); err != nil {
			return w.log.String(), &ScriptError{s.File, step.Line, step.Text, err}
		}
	}
	if w.wants == 0 {
		return w.log.String(), &ScriptError{s.File, 1, s.Title, fmt.Errorf("the story expects nothing; a story that cannot fail is worth nothing")}
	}
	if err := look(w.End, w); err != nil {
		return w.log.String(), &ScriptError{s.File, s.Steps[len(s.Steps)-1].Line, s.Title, err}
	}
	return w.log.String(), nil
}

func look(fn func(w *World) error, w *World) error {
	if fn == nil {
		return nil
	}
	return fn(w)
}

func (w *World) step(step Step) error {
	if d, ok := directives[step.Words[0]]; ok {
		return w.direct(d, step)
	}
	by, ok := w.people[step.Words[0]]
	if !ok {
		return fmt.Errorf("nobody is called %q; introduce people with 账号", step.Words[0])
	}
	if len(step.Words) < 2 {
		return fmt.Errorf("%s does nothing here", step.Words[0])
	}
	verb, ok := w.Verbs[step.Words[1]]
	if !ok {
		return fmt.Errorf("no verb is called %q; there are %s", step.Words[1], w.verbWords())
	}
	a := &Act{World: w, By: *by, words: step.Words[2:], form: step.Form, read: map[string]bool{}}
	fmt.Fprintf(&w.log, "\n[%s] %s\n", w.Clock.Now(), step.Text)
	for _, f := range step.Form {
		fmt.Fprintf(&w.log, "    %s：%s\n", f.Name, f.Value)
	}
	seen, err := verb.Run(a)
	if err := w.settle(step, seen, err); err != nil {
		return err
	}
	if err := a.leftover(); err != nil {
		return fmt.Errorf("%w; usage: %s %s", err, step.Words[1], verb.Usage)
	}
	if err := w.name(step.As, a.Made); err != nil || w.After == nil || step.Refusal != "" {
		return err
	}
	return w.After(w)
}

// direct runs a line that is not a person's act.
func (w *World) direct(d directive, step Step) error {
	if step.As != "" || len(step.Form) > 0 || step.Refusal != "" && !d.refusal {
		return fmt.Errorf("%s takes neither form nor 记作 nor !code", step.Words[0])
	}
	words := step.Words[1:]
	if step.Refusal != "" {
		words = append(words, "!"+step.Refusal)
	}
	return d.run(w, words)
}

// settle compares how a step ended with how it was said to end.
func (w *World) settle(step Step, seen string, err error) error {
	w.seen, w.fault = seen, nil
	if err == nil {
		if step.Refusal != "" {
			return fmt.Errorf("should be refused with %s, but went through: %s", step.Refusal, seen)
		}
		w.note(seen)
		return nil
	}
	f, ok := fault.Of(err)
	if !ok || step.Refusal == "" {
		return err
	}
	w.fault, w.seen = f, sentences(f)
	w.note("！" + w.seen)
	return w.refused(step.Refusal)
}

func (w *World) refused(code string) error {
	w.wants++
	switch {
	case w.fault == nil:
		return fmt.Errorf("nothing was refused")
	case w.fault.Def.Code == code:
		return nil
	default:
		return fmt.Errorf("refused with %s, not with %s: %s", w.fault.Def.Code, code, w.seen)
	}
}

// sentences are the words a refused person reads.
func sentences(f *fault.Fault) string {
	lines := []string{f.Sentence()}
	for _, field := range f.Fields {
		lines = append(lines, field.Name+"："+field.Sentence)
	}
	return strings.Join(lines, "\n")
}

func (w *World) note(text string) {
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		fmt.Fprintf(&w.log, "  → %s\n", line)
	}
}

func (w *World) name(as, made string) error {
	if as == "" {
		return nil
	}
	if made == "" {
		return fmt.Errorf("the step made nothing that could be called %s", as)
	}
	if _, taken := w.names[as]; taken {
		return fmt.Errorf("%s is already the name of something else", as)
	}
	w.names[as] = made
	return nil
}

// expand replaces a name given with 记作 by what it stands for.
func (w *World) expand(word string) string {
	if made, ok := w.names[word]; ok {
		return made
	}
	return word
}

// account is the account of a person of the story, or the word itself.
func (w *World) account(name string) string {
	if by, ok := w.people[name]; ok {
		return by.Account
	}
	return name
}

func (w *World) verbWords() string {
	var words []string
	for word := range w.Verbs {
		words = append(words, word)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}
