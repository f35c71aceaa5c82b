package caselog

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

var (
	insertCase = store.InsertInto[Case]("caselog_case")

	// cases is every span; the filter says which are wanted.
	cases = store.ListOf[Case](`SELECT `+store.Columns[Case]("")+` FROM caselog_case`, map[string]string{
		"id":      "id",
		"case_no": "case_no",
	})
	countByUnit = store.GroupOf[manifest.CaseTally](`SELECT unit, count(*) AS n FROM caselog_case`, "unit",
		map[string]string{"unit": "unit"})

	spanByID = store.Query[Case](`
SELECT ` + store.Columns[Case]("") + ` FROM caselog_case WHERE county = $1 AND id = $2`)
	spansOf = store.Query[Case](`
SELECT ` + store.Columns[Case]("") + ` FROM caselog_case WHERE county = $1 AND record = $2
ORDER BY known_from DESC, id DESC LIMIT 200`)

	closeSpan = store.Exec(`
UPDATE caselog_case SET known_to = $1 WHERE county = $2 AND id = $3 AND known_to IS NULL`)
)

// conditions puts manifest.CaseFilter into SQL; a test holds it against
// CaseFilter.Meets.
func conditions(tx *store.Tx, f manifest.CaseFilter) *store.Where {
	w := new(store.Where).And("county = ?", tx.County())
	if f.AsOf == 0 || f.AsOf >= tx.Now() {
		w.And("known_to IS NULL")
	} else {
		w.And("known_from <= ? AND (known_to IS NULL OR known_to > ?)", f.AsOf, f.AsOf)
	}
	if f.Unit != "" {
		w.And("unit = ?", f.Unit)
	}
	within(w, "received_day", f.ReceivedIn)
	within(w, "accepted_day", f.AcceptedIn)
	within(w, "closed_day", f.ClosedIn)
	if f.OpenAt != nil {
		w.And("received_day <= ? AND (closed_day IS NULL OR closed_day > ?)", *f.OpenAt, *f.OpenAt)
	}
	if f.Late {
		w.And("closed_day > due_day")
	}
	if f.Abnormal != nil {
		w.And("abnormal = ?", *f.Abnormal)
	}
	return w
}

func within(w *store.Where, column string, p *manifest.Period) {
	if p != nil {
		w.And(column+" BETWEEN ? AND ?", p.From, p.To)
	}
}

// currentBy returns the current spans of the given foreign numbers.
func currentBy(tx *store.Tx, numbers []string) (map[string]Case, error) {
	w := new(store.Where).And("county = ? AND known_to IS NULL", tx.County())
	rows, err := cases.Page(tx, w.In("case_no", numbers...), "case_no", len(numbers)+1)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Case, len(rows))
	for _, c := range rows {
		out[c.CaseNo] = c
	}
	return out, nil
}

// dayOf is the civil day of an optional instant.
func dayOf(at *calendar.Instant) *calendar.Day {
	if at == nil {
		return nil
	}
	d := at.Day()
	return &d
}
