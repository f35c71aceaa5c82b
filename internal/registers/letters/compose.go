package letters

import (
	"regexp"
	"strings"

	"yingshang/internal/kernel/ids"
	"yingshang/internal/store"
)

// endMarks are dropped from the end of a field that stands inside a sentence.
const endMarks = "。；;.，, "

var blank = regexp.MustCompile(`\{([a-z_]+)\}`)

// stops end the lines of a list; the last line's is the full stop.
var stops = map[bool]string{false: "；", true: "。"}

var numerals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// document writes the letter out.
func (w *writing) document(tx *store.Tx, number string, code ids.Code) Document {
	doc := w.compose()
	doc.Number, doc.IssuedOn, doc.Code = number, tx.Today(), code
	return doc
}

// compose is the document without what only its issue can give it.
func (w *writing) compose() Document {
	doc := Document{Form: w.form.Code, Title: w.form.Title, UnitName: w.draft.UnitName,
		Addressee: w.name, AddresseeID: w.number, CaseNumber: w.draft.CaseNumber, Blocks: w.blocks(),
		Remedies: w.remedies, Contact: w.draft.Contact, ContactPhone: w.draft.ContactPhone, Supervision: w.watch,
		Basis: w.draft.Basis, Seal: w.form.Seal, Copies: int64(w.form.Copies),
		CopyTo: w.draft.CopyTo, Signature: w.form.Signature, Fields: map[string]string{}}
	if w.draft.Replaces != "" {
		doc.Blocks = append(doc.Blocks, Block{Text: w.draft.Replaces})
	}
	if w.draft.Seal != "" {
		doc.Seal = w.draft.Seal
	}
	if w.draft.Copies > 0 {
		doc.Copies = int64(w.draft.Copies)
	}
	for _, f := range w.form.Fields {
		doc.Fields[f.Name] = w.values[f.Name]
	}
	return doc
}

// blocks writes the body: paragraphs, tables, or one table of all fields.
func (w *writing) blocks() []Block {
	if w.form.Grid {
		grid := Block{Rows: [][]string{}}
		for _, f := range w.form.Fields {
			if text := w.values[f.Name]; text != "" {
				grid.Rows = append(grid.Rows, []string{f.Zh, text})
			}
		}
		return []Block{grid}
	}
	var out []Block
	numbered := 0
	for _, pattern := range w.form.Body {
		pattern, counts := strings.CutPrefix(pattern, "#")
		if table, ok := w.tableOf(pattern); ok {
			out = append(out, table)
			continue
		}
		for _, line := range w.lines(pattern) {
			if counts && numbered < len(numerals) {
				line = numerals[numbered] + "、" + line
				numbered++
			}
			out = append(out, Block{Text: line})
		}
	}
	return out
}

// tableOf turns a paragraph that is nothing but a table field into the table.
func (w *writing) tableOf(pattern string) (Block, bool) {
	found := blank.FindStringSubmatch(pattern)
	if found == nil || found[0] != pattern {
		return Block{}, false
	}
	f, _ := w.form.field(found[1])
	if f.Heads == nil {
		return Block{}, false
	}
	block := Block{Heads: f.Heads}
	for _, line := range strings.Split(w.values[f.Name], "\n") {
		cells := strings.Split(line, "\t")
		row := make([]string, len(f.Heads))
		for i := range row {
			row[i] = "—"
			if i < len(cells) && strings.TrimSpace(cells[i]) != "" {
				row[i] = strings.TrimSpace(cells[i])
			}
		}
		block.Rows = append(block.Rows, row)
	}
	return block, true
}

// Lines writes the rows of a table field.
func Lines(rows [][]string) string {
	clean := strings.NewReplacer("\t", " ", "\n", " ")
	out := make([]string, len(rows))
	for i, row := range rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = clean.Replace(cell)
		}
		out[i] = strings.Join(cells, "\t")
	}
	return strings.Join(out, "\n")
}

// lines fills a paragraph; none when an optional field in it is empty. A
// paragraph that is nothing but a field of several lines becomes as many, with
// the stops of a list.
func (w *writing) lines(pattern string) []string {
	if found := blank.FindStringSubmatch(pattern); found != nil && found[0] == pattern {
		out := nonEmpty(strings.Split(w.values[found[1]], "\n"))
		for i := range out {
			out[i] = strings.TrimRight(out[i], endMarks) + stops[i+1 == len(out)]
		}
		return out
	}
	missing := false
	text := blank.ReplaceAllStringFunc(pattern, func(place string) string {
		name := place[1 : len(place)-1]
		value := w.values[name]
		missing = missing || (value == "" && name != "basis_clause")
		if name == "basis_clause" {
			return value
		}
		value = strings.Join(nonEmpty(strings.Split(value, "\n")), "；")
		return strings.TrimRight(value, endMarks)
	})
	if missing {
		return nil
	}
	return []string{text}
}

func nonEmpty(lines []string) []string {
	var out []string
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
