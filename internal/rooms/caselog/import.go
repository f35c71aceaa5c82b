package caselog

import (
	"fmt"
	"iter"
	"reflect"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// batch is how many rows share one look-up and one journal entry. A log has
// 100,000 rows; an entry for each would cost more than the rows, and the entry
// names the digest of every row it brought.
const batch = 500

// intake is one import on its way.
type intake struct {
	tx      *store.Tx
	by      flow.Actor
	scope   identity.Scope
	seen    map[string]int // foreign number → row that had it first
	units   map[string]org.Unit
	items   map[[2]string]catalogue.Item
	waiting []numbered
	out     manifest.Outcome
}

type numbered struct {
	row int
	c   Case
}

// bringIn takes a log in, row by row. Rows with problems are reported and left
// out; the caller then undoes the whole.
func bringIn(tx *store.Tx, by flow.Actor, rows iter.Seq[manifest.Row]) (manifest.Outcome, error) {
	if !identity.Can(by, PermImport) {
		return manifest.Outcome{}, NotYours.New(fault.Args{"roles": flow.RoleNames(PermImport.Roles)})
	}
	scope, err := identity.ScopeOf(tx, by)
	if err != nil {
		return manifest.Outcome{}, err
	}
	in := &intake{tx: tx, by: by, scope: scope, seen: map[string]int{}, units: map[string]org.Unit{},
		items: map[[2]string]catalogue.Item{}}
	for row := range rows {
		if err := in.take(row); err != nil {
			return in.out, fmt.Errorf("row %d: %w", row.Number, err)
		}
		if len(in.waiting) == batch {
			if err := in.flush(); err != nil {
				return in.out, err
			}
		}
	}
	return in.out, in.flush()
}

// take reads one row and puts it into the waiting batch.
func (in *intake) take(row manifest.Row) error {
	before := len(in.out.Errors)
	wrong := func(column, sentence string) {
		in.out.Errors = append(in.out.Errors, manifest.RowError{Number: row.Number, Column: column, Sentence: sentence})
	}
	number := row.Cells["case_no"]
	if first, twice := in.seen[number]; twice {
		wrong("case_no", fmt.Sprintf("办件编号：“%s”和第 %d 行重复。一件只能有一行，请删去多余的一行", number, first))
	} else {
		in.seen[number] = row.Number
	}
	c := read(row, wrong)
	if len(in.out.Errors) > before {
		return nil
	}
	unit, err := in.unit(c.UnitName)
	if err != nil {
		return refused(err, "unit", wrong)
	}
	if !in.scope.Sees(unit.Code) {
		wrong("unit", "办理单位：“"+c.UnitName+"”不是本账号的单位。请只报本单位的办件；替全县汇总的由优化办导入")
		return nil
	}
	item, err := in.item(unit.Code, c.ItemName)
	if err != nil {
		return refused(err, "item", wrong)
	}
	c.Unit, c.Item = unit.Code, item.Code
	in.waiting = append(in.waiting, numbered{row.Number, c})
	return nil
}

// refused turns what a register has against a name into a problem of the row.
func refused(err error, column string, wrong func(column, sentence string)) error {
	f, ok := fault.Of(err)
	if !ok || f.Def.Kind != fault.Invalid {
		return err
	}
	sentence := f.Sentence()
	if len(f.Fields) > 0 {
		sentence = f.Fields[0].Sentence
	}
	wrong(column, zhOf(column)+"："+sentence)
	return nil
}

func (in *intake) unit(name string) (org.Unit, error) {
	if unit, known := in.units[name]; known {
		return unit, nil
	}
	unit, err := byCode(name, func() (org.Unit, error) { return org.ByCode(in.tx, name) },
		func() (org.Unit, error) { return org.EnsureExternal(in.tx, in.by, name) })
	if err == nil {
		in.units[name] = unit
	}
	return unit, err
}

func (in *intake) item(unit, name string) (catalogue.Item, error) {
	key := [2]string{unit, name}
	if item, known := in.items[key]; known {
		return item, nil
	}
	item, err := byCode(name, func() (catalogue.Item, error) { return catalogue.ItemByCode(in.tx, name) },
		func() (catalogue.Item, error) { return catalogue.EnsureExternal(in.tx, in.by, unit, name) })
	if err == nil {
		in.items[key] = item
	}
	return item, err
}

// byCode tries a text without Chinese as a code before it is taken for a name.
func byCode[T any](text string, find, ensure func() (T, error)) (T, error) {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return ensure()
		}
	}
	found, err := find()
	if store.NoRow.Is(err) {
		return ensure()
	}
	return found, err
}

// flush holds the batch against what is known and writes what differs.
func (in *intake) flush() error {
	if len(in.waiting) == 0 {
		return nil
	}
	numbers := make([]string, len(in.waiting))
	for i, w := range in.waiting {
		numbers[i] = w.c.CaseNo
	}
	known, err := currentBy(in.tx, numbers)
	if err != nil {
		return err
	}
	var fresh []journal.Row
	for _, w := range in.waiting {
		old, exists := known[w.c.CaseNo]
		switch {
		case !exists:
			row, err := in.open(w.c, "")
			if err != nil {
				return err
			}
			fresh = append(fresh, row)
			in.out.New++
		case same(old, w.c):
			in.out.Same++
		case !in.scope.Sees(old.Unit):
			in.out.Errors = append(in.out.Errors, manifest.RowError{Number: w.row, Column: "case_no",
				Sentence: "办件编号：“" + w.c.CaseNo + "”已由别的单位报过，不能改成本单位的。请核对编号"})
		default:
			if err := in.replace(old, w.c); err != nil {
				return err
			}
			in.out.Changed++
		}
	}
	in.waiting = in.waiting[:0]
	if len(fresh) == 0 {
		return nil
	}
	_, err = journal.Record(in.tx, in.by, "caselog.bring_in", in.tx.NewID(), map[string]any{"cases": len(fresh)}, fresh...)
	return err
}

// open begins a span; record is empty for a case not known before.
func (in *intake) open(c Case, record string) (journal.Row, error) {
	c.County, c.ID, c.KnownFrom = in.tx.County(), in.tx.NewID(), in.tx.Now()
	c.Record = record
	if record == "" {
		c.Record = c.ID
	}
	return journal.Row{Table: "caselog_case", ID: c.ID}, insertCase.One(in.tx, c)
}

// replace closes what was known and opens what is known now.
func (in *intake) replace(old, c Case) error {
	if err := closeSpan.One(in.tx, in.tx.Now(), old.County, old.ID); err != nil {
		return err
	}
	row, err := in.open(c, old.Record)
	if err != nil {
		return err
	}
	_, err = journal.Record(in.tx, in.by, "caselog.change", old.Record, map[string]any{"changed": differing(old, c)},
		journal.Row{Table: "caselog_case", ID: old.ID}, row)
	return err
}

func same(old, c Case) bool { return len(differing(old, c)) == 0 }

// differing names the columns a log states that are no longer the same.
func differing(old, c Case) []string {
	was, is := old.cells(), c.cells()
	var out []string
	for i, column := range columns {
		if was[i] != is[i] {
			out = append(out, column.Name)
		}
	}
	if len(out) == 0 && !reflect.DeepEqual([]string{old.Unit, old.Item}, []string{c.Unit, c.Item}) {
		out = append(out, "unit")
	}
	return out
}

// read turns the cells into a case and reports every problem of the row.
func read(row manifest.Row, wrong func(column, sentence string)) Case {
	c := Case{CaseNo: row.Cells["case_no"], ItemName: row.Cells["item"], UnitName: row.Cells["unit"],
		Channel: row.Cells["channel"], Result: row.Cells["result"]}
	t := times{row: row, wrong: wrong, at: map[string]when{}}
	for _, column := range []string{"received_at", "accepted_at", "due_at", "closed_at"} {
		t.read(column)
	}
	t.compare()
	if received, ok := t.at["received_at"]; ok {
		c.ReceivedAt, c.ReceivedDay = received.at, received.day()
	}
	c.AcceptedAt, c.ClosedAt = t.instant("accepted_at"), t.instant("closed_at")
	c.AcceptedDay, c.ClosedDay = dayOf(c.AcceptedAt), dayOf(c.ClosedAt)
	c.DueDay = dayOf(t.instant("due_at"))
	class := classOf(c.Result)
	c.Abnormal = class == abnormal
	checkResult(c.Result, class, row.Cells["closed_at"] != "", wrong)
	return c
}

// checkResult holds the result word against the closing time. A closed case
// without a word counts as a normal closure.
func checkResult(word string, class class, closed bool, wrong func(column, sentence string)) {
	switch {
	case word == "":
	case class == unknown:
		wrong("result", fmt.Sprintf("办理结果：“%s”不认识，不知道算不算办结。请改成下列之一——%s", word, resultNote))
	case class == open && closed:
		wrong("result", fmt.Sprintf("办理结果：写的是“%s”，却有办结时间。请改成最后的结果，或删去办结时间", word))
	case class != open && !closed:
		wrong("closed_at", fmt.Sprintf("办结时间：结果是“%s”，却没有办结时间。请补上，还没有办结的请把结果留空", word))
	}
}

// times are the moments of one row.
type times struct {
	row   manifest.Row
	wrong func(column, sentence string)
	at    map[string]when
}

func (t times) read(column string) {
	text := t.row.Cells[column]
	if text == "" {
		return
	}
	at, err := parseWhen(text)
	if err != nil {
		t.wrong(column, zhOf(column)+"："+err.Error())
		return
	}
	t.at[column] = at
}

func (t times) instant(column string) *calendar.Instant {
	w, ok := t.at[column]
	if !ok {
		return nil
	}
	return &w.at
}

// orders are the pairs of moments of which the first cannot be before the other.
var orders = []struct{ later, earlier string }{
	{"accepted_at", "received_at"},
	{"closed_at", "received_at"},
	{"due_at", "received_at"},
	{"closed_at", "accepted_at"},
}

func (t times) compare() {
	for _, o := range orders {
		later, ok := t.at[o.later]
		earlier, also := t.at[o.earlier]
		if o.later == "due_at" {
			later.timed = false // a due day runs to its end
		}
		if ok && also && later.before(earlier) {
			t.wrong(o.later, fmt.Sprintf("%s：%s 早于%s %s。请核对这两格，改正写错的一个",
				zhOf(o.later), t.row.Cells[o.later], zhOf(o.earlier), t.row.Cells[o.earlier]))
		}
	}
}

func zhOf(name string) string {
	for _, c := range columns {
		if c.Name == name {
			return c.Zh
		}
	}
	return name
}
