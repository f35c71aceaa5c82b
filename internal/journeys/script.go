package journeys

import (
	"fmt"
	"strings"
)

// Script is one parsed story.
type Script struct {
	File  string
	Title string // first comment line
	Steps []Step
}

// Step is one line with the form below it.
type Step struct {
	Line    int
	Text    string
	Words   []string
	Form    []Field
	Refusal string // code of the fault the step must be refused with
	As      string // name for what the step made
}

// Field is one line of a form.
type Field struct {
	Line        int
	Name, Value string
}

// ScriptError points at the line of a script.
type ScriptError struct {
	File string
	Line int
	Text string
	Err  error
}

func (e *ScriptError) Error() string {
	return fmt.Sprintf("%s:%d: %s: %v", e.File, e.Line, e.Text, e.Err)
}

// Unwrap returns the cause.
func (e *ScriptError) Unwrap() error { return e.Err }

// Parse reads a script. file is used in messages only.
func Parse(file, text string) (*Script, error) {
	s := &Script{File: file}
	for i, line := range strings.Split(text, "\n") {
		if err := s.line(i+1, strings.TrimRight(line, " 　\r\t")); err != nil {
			return nil, &ScriptError{file, i + 1, strings.TrimSpace(line), err}
		}
	}
	if len(s.Steps) == 0 {
		return nil, &ScriptError{file, 1, "", fmt.Errorf("the script has no step")}
	}
	return s, nil
}

func (s *Script) line(number int, line string) error {
	body := strings.TrimLeft(line, " 　\t")
	switch {
	case body == "":
		return nil
	case strings.HasPrefix(body, "#"):
		if s.Title == "" {
			s.Title = strings.TrimSpace(strings.TrimLeft(body, "#"))
		}
		return nil
	case body != line:
		return s.field(number, body)
	}
	step := Step{Line: number, Text: body}
	words, err := split(body)
	if err != nil {
		return err
	}
	if n := len(words); n > 2 && words[n-2] == "记作" {
		step.As, words = words[n-1], words[:n-2]
	}
	if n := len(words); n > 1 && strings.HasPrefix(words[n-1], "!") {
		step.Refusal, words = words[n-1][1:], words[:n-1]
	}
	if step.As != "" && step.Refusal != "" {
		return fmt.Errorf("a refused step makes nothing that could be named")
	}
	step.Words = words
	s.Steps = append(s.Steps, step)
	return nil
}

func (s *Script) field(number int, body string) error {
	if len(s.Steps) == 0 {
		return fmt.Errorf("a form stands below the step it belongs to")
	}
	name, value, ok := strings.Cut(body, "：")
	if !ok || strings.TrimSpace(name) == "" {
		return fmt.Errorf("a form line is 名称：内容")
	}
	last := &s.Steps[len(s.Steps)-1]
	last.Form = append(last.Form, Field{number, strings.TrimSpace(name), strings.TrimSpace(value)})
	return nil
}

// split cuts a line at spaces; “…” keeps its words together.
func split(line string) ([]string, error) {
	var words []string
	for rest := strings.TrimSpace(line); rest != ""; rest = strings.TrimLeft(rest, " 　\t") {
		if quoted, ok := strings.CutPrefix(rest, "“"); ok {
			word, after, closed := strings.Cut(quoted, "”")
			if !closed {
				return nil, fmt.Errorf("the quotation “ is not closed")
			}
			words, rest = append(words, word), after
			continue
		}
		end := strings.IndexAny(rest, " 　\t")
		if end < 0 {
			end = len(rest)
		}
		words, rest = append(words, rest[:end]), rest[end:]
	}
	return words, nil
}
