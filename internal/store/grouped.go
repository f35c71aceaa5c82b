package store

import (
	"reflect"
	"strings"
)

// Grouped is a reading statement with dynamic filters whose rows are put
// together by columns: counts by unit, sums by month.
type Grouped[T any] struct{ text, by string }

// GroupOf declares a grouped statement: a SELECT … FROM without WHERE and the
// columns it is grouped and ordered by.
func GroupOf[T any](text, by string) *Grouped[T] {
	text = strings.TrimSpace(text)
	g := &Grouped[T]{text, by}
	registerStatement(g.full(nil), reflect.TypeFor[T]())
	return g
}

// maxGroups bounds an answer; a county has some hundred units.
const maxGroups = "20000"

func (g *Grouped[T]) full(w *Where) string {
	text := g.text
	if w != nil && len(w.conds) > 0 {
		text += " WHERE " + strings.Join(w.conds, " AND ")
	}
	return text + " GROUP BY " + g.by + " ORDER BY " + g.by + " LIMIT " + maxGroups
}

// All returns the groups of the rows that meet the conditions.
func (g *Grouped[T]) All(tx *Tx, w *Where) ([]T, error) {
	var args []any
	if w != nil {
		args = w.args
	}
	return fetch[T](tx, g.full(w), args)
}
