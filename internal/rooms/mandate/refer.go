package mandate

import (
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Reference (引用) is a task or a clause as another room names it beside its own
// record, such as a finding of joint supervision.
type Reference struct {
	Kind   string // "task" or "clause"
	ID     string
	Number string
	Title  string
	Lead   string // of a task
	Link   string
}

// Refer resolves what somebody typed: the number of a task the actor may see, or
// the code of a clause.
func Refer(tx *store.Tx, by flow.Actor, words string) (Reference, error) {
	words = strings.TrimSpace(words)
	t, err := TaskByNumber(tx, by, words)
	if err == nil {
		return t.refer(), nil
	}
	if !taskUnknown.Is(err) {
		return Reference{}, err
	}
	c, known, missing := findClause(tx, words)
	if missing != nil || !known {
		return Reference{}, firstOf(missing, err)
	}
	return Reference{Kind: "clause", ID: c.ID, Number: c.Code(), Title: c.Zh() + "：" + c.Summary, Link: "/mandate/clauses/" + c.Code()}, nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (t Task) refer() Reference {
	return Reference{Kind: "task", ID: t.ID, Number: t.Number, Title: t.Title, Lead: t.Lead, Link: t.Link()}
}

// Resolve names again what another room keeps by id: a published task or a clause.
func Resolve(tx *store.Tx, kind, id string) (Reference, error) {
	if kind == "clause" {
		c, ok, err := clauseByID.Find(tx, tx.County(), id)
		if err == nil && !ok {
			err = clauseUnknown.New(nil)
		}
		return Reference{Kind: kind, ID: c.ID, Number: c.Code(), Title: c.Zh() + "：" + c.Summary, Link: "/mandate/clauses/" + c.Code()}, err
	}
	t, ok, err := taskByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !t.Published()) {
		err = taskUnknown.New(nil)
	}
	if err != nil {
		return Reference{}, err
	}
	return t.refer(), nil
}

// TasksOfClause lists the tasks that a clause led to.
func TasksOfClause(tx *store.Tx, by flow.Actor, clause string) ([]Standing, error) {
	return Tasks(tx, by, TaskFilter{Clause: clause})
}

// finders answer the search box.
var finders = []manifest.Finder{{Zh: "任务", Perm: "mandate.read", Find: find}}

func find(tx *store.Tx, by flow.Actor, words string, limit int) (out []manifest.Hit, err error) {
	all, err := Tasks(tx, by, TaskFilter{})
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		if len(out) == limit {
			break
		}
		if strings.HasPrefix(t.Number, words) || strings.Contains(t.Title, words) {
			out = append(out, manifest.Hit{Label: t.Number + " " + t.Title, Note: t.List.Zh(), Link: t.Link(), Exact: t.Number == words})
		}
	}
	return out, nil
}
