package pages

import (
	"bytes"
	"fmt"
	"io"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// ledgerView is the page that takes the ledger in and gives it out.
type ledgerView struct {
	Page    ui.Page
	Form    *ui.Form
	Outcome *ledger.Outcome // of the file just sent
}

func (d door) showLedger(c *kit.Ctx) error { return renderLedger(c, nil) }

func renderLedger(c *kit.Ctx, out *ledger.Outcome) error {
	return c.Render(ledgerPage(ledgerView{c.Page("督查问题台账"), c.FormOf("ledger"), out}))
}

// takeLedger tries a file or brings it in, as one act of its own that is safe to
// send twice.
func (d door) takeLedger(c *kit.Ctx) error {
	f := c.FormOf("ledger")
	var out *ledger.Outcome
	show := func(c *kit.Ctx) error { return renderLedger(c, out) }
	up, ok := f.File("file")
	if !ok {
		f.Problem("file", "文件：请选一个 XLSX 或 CSV 文件")
		return c.Again(f.Err(), show)
	}
	body, err := up.Open()
	if err != nil {
		return fmt.Errorf("open uploaded ledger: %w", err)
	}
	defer func() { _ = body.Close() }() // it was read to its end
	data, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("read uploaded ledger: %w", err)
	}
	mode := ledger.Preview
	if f.Text("mode") == "apply" {
		mode = ledger.Apply
	}
	found, err := ledger.Import(c.Request.Context(), d.store, c.Actor, supervision.Manifest.Importers[0], ledger.File{Name: up.FileName, Data: data}, mode)
	if err == nil || ledger.RowsInError.Is(err) {
		out = &found
	}
	if err != nil {
		return c.Again(err, show)
	}
	return renderLedger(c, out)
}

// sheet answers with the empty workbook, or with what is in sight, in the form
// that can be read in again.
func (d door) sheet(c *kit.Ctx) error {
	imp := supervision.Manifest.Importers[0]
	var b bytes.Buffer
	switch c.Path("file") {
	case "template.xlsx":
		if err := ledger.Template(&b, imp); err != nil {
			return err
		}
		return c.Download(imp.Zh+"模板.xlsx", xlsxType, int64(b.Len()), &b)
	case "now.xlsx":
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
	return store.NoRow.New(nil)
}

// result is what became of the file, in one sentence.
func (v ledgerView) result() (ui.Tone, string) {
	o := v.Outcome
	counts := fmt.Sprintf("%d 行＝新增 %d＋更改 %d＋不变 %d＋要改 %d", o.Rows, o.New, o.Changed, o.Same, o.Bad)
	switch {
	case o.Applied:
		return ui.Green, "已导入：" + counts
	case len(o.Errors) > 0:
		return ui.Red, "没有导入：" + counts
	}
	return ui.Blue, "试导入没有问题，还没有保存：" + counts
}
