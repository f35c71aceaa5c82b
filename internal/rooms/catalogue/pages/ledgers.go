package pages

import (
	"bytes"
	"fmt"
	"io"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// importView is the page that takes the catalogue's ledgers in.
type importView struct {
	Form    *kit.Form
	Outcome *ledger.Outcome // of the file just sent, nil without one
	Preview bool
	// Publishes: what this person imports is published, see catalogue.Importers.
	Publishes bool
}

// mostErrors keeps the page readable; the rest follows once these are mended.
const mostErrors = 200

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func importKinds() []ui.Option {
	out := make([]ui.Option, len(catalogue.Importers))
	for i, imp := range catalogue.Importers {
		out[i] = ui.Option{Value: imp.Kind, Label: imp.Zh}
	}
	return out
}

func (p *pages) importerOf(kind string) (manifest.Importer, bool) {
	for _, imp := range p.ledgers {
		if imp.Kind == kind {
			return imp, true
		}
	}
	return manifest.Importer{}, false
}

func showImport(c *kit.Ctx) error { return renderImport(c, importView{}) }

func renderImport(c *kit.Ctx, v importView) error {
	v.Form, v.Publishes = c.FormOf("ledger"), c.Actor.Has(identity.Coordinator)
	v.Form.Default("kind", catalogue.Importers[0].Kind)
	return c.Render(importTempl(c.Page("导入事项台账"), v))
}

// takeLedger tries a file or brings it in. The import is one act of its own
// and safe to send twice: rows that are there already stay as they are.
func (p *pages) takeLedger(c *kit.Ctx) error {
	f := c.FormOf("ledger")
	v := importView{Preview: f.Value("mode") != "apply"}
	show := func(c *kit.Ctx) error { return renderImport(c, v) }
	f.Choice("kind", "台账", valuesOf(importKinds())...)
	file, err := uploaded(f)
	if err != nil {
		return err
	}
	if err := f.Err(); err != nil {
		return c.Again(err, show)
	}
	imp, _ := p.importerOf(f.Value("kind")) // the choice was checked
	mode := ledger.Apply
	if v.Preview {
		mode = ledger.Preview
	}
	out, err := ledger.Import(c.Request.Context(), p.store, c.Actor, imp, file, mode)
	if err == nil || ledger.RowsInError.Is(err) {
		v.Outcome = &out
	}
	if err != nil {
		return c.Again(err, show)
	}
	return renderImport(c, v)
}

func uploaded(f *kit.Form) (ledger.File, error) {
	up, ok := f.File("file")
	if !ok {
		f.Problem("file", "文件：请选一个 XLSX 或 CSV 文件")
		return ledger.File{}, nil
	}
	r, err := up.Open()
	if err != nil {
		return ledger.File{}, fmt.Errorf("open uploaded ledger: %w", err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return ledger.File{}, fmt.Errorf("read uploaded ledger: %w", err)
	}
	return ledger.File{Name: up.FileName, Data: data}, nil
}

// ledgerTemplate answers with the empty workbook of a kind.
func (p *pages) ledgerTemplate(c *kit.Ctx) error {
	imp, ok := p.importerOf(c.Path("kind"))
	if !ok {
		return store.NoRow.New(nil)
	}
	var b bytes.Buffer
	if err := ledger.Template(&b, imp); err != nil {
		return err
	}
	return c.Download(imp.Zh+"模板.xlsx", xlsxType, int64(b.Len()), &b)
}

// ledgerNow answers with everything published, in the form that can be read in
// again.
func (p *pages) ledgerNow(c *kit.Ctx) error {
	imp, ok := p.importerOf(c.Path("kind"))
	if !ok {
		return store.NoRow.New(nil)
	}
	var b bytes.Buffer
	err := c.Read(func(tx *store.Tx) error {
		_, err := ledger.WriteXLSX(&b, ledger.Sheet{Title: imp.Zh, Columns: imp.Columns, AsOf: tx.Now(), Exporter: c.Actor.Name,
			Rows: func(add func([]string) error) error { return imp.Export(tx, c.Actor, add) }})
		return err
	})
	if err != nil {
		return err
	}
	return c.Download(imp.Zh+".xlsx", xlsxType, int64(b.Len()), &b)
}

// result is what became of the file, in one sentence.
func (v importView) result() label {
	o := v.Outcome
	counts := fmt.Sprintf("%d 行＝新增 %d＋更改 %d＋不变 %d＋要改 %d", o.Rows, o.New, o.Changed, o.Same, o.Bad)
	switch {
	case o.Applied:
		return label{ui.Green, "已导入：" + counts}
	case len(o.Errors) > 0:
		return label{ui.Red, "没有导入：" + counts}
	}
	return label{ui.Blue, "试导入没有问题，还没有保存：" + counts}
}

func (v importView) errors() []manifest.RowError {
	return v.Outcome.Errors[:min(len(v.Outcome.Errors), mostErrors)]
}
