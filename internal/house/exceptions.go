package house

import (
	"fmt"
	"strings"
)

// Exception excuses one finding of one check until its reason is gone.
type Exception struct {
	Check  string
	Where  string
	Words  string // what the finding must contain, the measured number included
	Reason string
	used   bool
}

// ReadExceptions parses exceptions.txt: check | where | words | reason.
func ReadExceptions(text string) ([]*Exception, error) {
	var out []*Exception
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "|")
		for n := range parts {
			parts[n] = strings.TrimSpace(parts[n])
		}
		if len(parts) != 4 || parts[0] == "" || parts[1] == "" || parts[3] == "" {
			return nil, fmt.Errorf("exceptions.txt:%d: want check | where | words | reason", i+1)
		}
		out = append(out, &Exception{Check: parts[0], Where: parts[1], Words: parts[2], Reason: parts[3]})
	}
	return out, nil
}

// Excuse takes out the findings that an exception covers and marks it used.
func Excuse(check string, found []Finding, list []*Exception) []Finding {
	var out []Finding
	for _, f := range found {
		if !excused(check, f, list) {
			out = append(out, f)
		}
	}
	return out
}

func excused(check string, f Finding, list []*Exception) bool {
	for _, e := range list {
		if e.Check == check && e.Where == f.Where && strings.Contains(f.What, e.Words) {
			e.used = true
			return true
		}
	}
	return false
}

// Stale returns the exceptions that excused nothing, of the checks that ran,
// and those that name no check at all.
func Stale(known, ran map[string]bool, list []*Exception) []Finding {
	var out []Finding
	for _, e := range list {
		switch {
		case !known[e.Check]:
			out = append(out, Finding{"exceptions.txt", "names the check " + e.Check + ", which does not exist"})
		case ran[e.Check] && !e.used:
			out = append(out, Finding{"exceptions.txt", fmt.Sprintf("%s | %s excuses nothing any more, or the number moved; take it out", e.Check, e.Where)})
		}
	}
	return out
}
