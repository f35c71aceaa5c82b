package report

import (
	"fmt"
	"sort"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/manifest"
)

// Registry (数字登记簿) is every figure of the house with the room that answers
// for it. It is made once at the start and never changes.
type Registry struct {
	entries []Entry
	byID    map[string]Entry
}

// Entry is one registered figure.
type Entry struct {
	manifest.Figure
	Room string // package name of the room
	Zh   string // its Chinese name, the heading in lists
}

// NewRegistry gathers the figures of all rooms and those over all their case
// sources. It panics on a figure without definition, value or trace and on an
// id given twice: only a mistake in the program can cause either.
func NewRegistry(rooms []manifest.Room) *Registry {
	r := &Registry{byID: map[string]Entry{}}
	var sources []manifest.CaseSource
	for _, room := range rooms {
		for _, figure := range room.Figures {
			r.add(Entry{figure, room.Name, room.Zh})
		}
		sources = append(sources, room.Cases...)
	}
	for _, figure := range caseFigures(sources) {
		r.add(Entry{figure, "report", "办件总数"})
	}
	return r
}

func (r *Registry) add(e Entry) {
	switch _, twice := r.byID[e.ID]; {
	case twice:
		panic("figure registered twice: " + e.ID)
	case e.ID == "" || e.Label == "" || e.Unit == "" || e.Definition == "" || e.Version < 1:
		panic(fmt.Sprintf("figure %q lacks id, label, unit, definition or version", e.ID))
	case e.Value == nil || e.Trace == nil:
		panic("figure without value or trace: " + e.ID)
	}
	r.entries = append(r.entries, e)
	r.byID[e.ID] = e
}

// Entries returns every figure in the order of the rooms.
func (r *Registry) Entries() []Entry { return append([]Entry(nil), r.entries...) }

// IDs returns every id in order of the alphabet.
func (r *Registry) IDs() []string {
	ids := make([]string, 0, len(r.entries))
	for _, e := range r.entries {
		ids = append(ids, e.ID)
	}
	sort.Strings(ids)
	return ids
}

// Find returns the figure, or NoFigure.
func (r *Registry) Find(id string) (Entry, error) {
	e, ok := r.byID[id]
	if !ok {
		return Entry{}, NoFigure.New(fault.Args{"id": id})
	}
	return e, nil
}
