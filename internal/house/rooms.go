package house

import (
	"fmt"
	"regexp"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
)

// Manifests reports what a room's own description leaves open.
func Manifests(rooms []manifest.Room) []Finding {
	var out []Finding
	seen := map[string]string{}
	for _, r := range rooms {
		add := func(format string, args ...any) {
			out = append(out, Finding{r.Name, fmt.Sprintf(format, args...)})
		}
		if r.Name == "" || !han.MatchString(r.Zh) || len(r.Basis) == 0 {
			add("the manifest lacks name, Chinese name or legal basis")
		}
		once := func(kind, name string) {
			if other, twice := seen[kind+name]; twice {
				add("%s %s is also declared by %s", kind, name, other)
			}
			seen[kind+name] = r.Name
		}
		for _, table := range r.Flows {
			once("flow", table.Name)
			out = append(out, Flow(table)...)
		}
		for _, p := range r.Perms {
			once("permission", p.Name)
			if !strings.HasPrefix(p.Name, r.Name+".") || !han.MatchString(p.Zh) {
				add("permission %q needs the room's name in front and a Chinese name", p.Name)
			}
		}
		for _, s := range r.Sweeps {
			once("sweep", s.Name)
			if !strings.HasPrefix(s.Name, r.Name+".") || s.Every <= 0 || s.Run == nil || !han.MatchString(s.Zh) {
				add("sweep %q needs the room's name in front, a Chinese name, an interval and its function", s.Name)
			}
		}
		for _, f := range r.Figures {
			once("figure", f.ID)
			out = append(out, Figure(f)...)
		}
		for _, c := range r.Clocks {
			once("clock", c.Kind)
			if c.Kind == "" || !han.MatchString(c.Zh) || c.List == nil {
				add("clock %q needs kind, Chinese name and its list", c.Kind)
			}
		}
		for _, c := range r.Consumers {
			once("consumer", c.Name)
			if !strings.HasPrefix(c.Name, r.Name+".") || len(c.Kinds) == 0 || c.Handle == nil {
				add("consumer %q needs the room's name in front, the kinds it hears and its function", c.Name)
			}
		}
	}
	return out
}

var (
	stateWord = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	kindWord  = regexp.MustCompile(`^[a-z_]+\.[a-z0-9_]+$`)
)

// Flow reports a table that does not hold together or leaves a step without
// role, journal kind or words.
func Flow(t *flow.Table) []Finding {
	var out []Finding
	add := func(format string, args ...any) {
		out = append(out, Finding{t.Name, fmt.Sprintf(format, args...)})
	}
	if err := t.Validate(); err != nil {
		add("%v", err)
	}
	if !han.MatchString(t.Zh) {
		add("has no Chinese name")
	}
	leaves := map[flow.State]bool{}
	for _, s := range t.Steps {
		leaves[s.From] = true
		if !kindWord.MatchString(s.Kind) || !han.MatchString(s.Label) || !stateWord.MatchString(string(s.Verb)) {
			add("step %s from %s: journal kind %q is noun.verb, label %q is Chinese", s.Verb, s.From, s.Kind, s.Label)
		}
		for _, r := range s.Roles {
			if !han.MatchString(flow.RoleName(r)) {
				add("step %s from %s: role %q has no Chinese name", s.Verb, s.From, r)
			}
		}
	}
	for _, info := range t.States {
		if !stateWord.MatchString(string(info.State)) || !han.MatchString(info.Staff) || !han.MatchString(info.Public) {
			add("state %q needs words for staff and for the public", info.State)
		}
		if !info.Final && !leaves[info.State] {
			add("no step leaves state %s, and it is not final", info.State)
		}
	}
	return out
}

// Figure reports a figure that cannot be explained.
func Figure(f manifest.Figure) []Finding {
	var out []Finding
	add := func(what string) { out = append(out, Finding{f.ID, what}) }
	if !kindWord.MatchString(f.ID) {
		add("a figure's id is subject.what in lower case")
	}
	if !han.MatchString(f.Label) || f.Unit == "" {
		add("has no Chinese label or no unit")
	}
	if len([]rune(f.Definition)) < 8 || !han.MatchString(f.Definition) {
		add("has no definition (口径) that says what is counted and what is left out")
	}
	if f.Version < 1 {
		add("its definition has no version")
	}
	if f.Value == nil {
		add("has no value query")
	}
	if f.Trace == nil {
		add("has no trace: the records whose count or sum is the value")
	}
	return out
}
