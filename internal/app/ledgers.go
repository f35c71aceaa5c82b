package app

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// kind finds a ledger kind by name.
func kind(name string) (manifest.Importer, error) {
	var names []string
	for _, imp := range importers() {
		if imp.Kind == name {
			return imp, nil
		}
		names = append(names, imp.Kind)
	}
	return manifest.Importer{}, usage("没有“%s”这种台账。%s", name, nearest(name, names))
}

type importCommand struct {
	Kind   string `arg:"" help:"台账种类，如 case-log。"`
	File   string `arg:"" help:"XLSX 或 CSV 文件；- 表示标准输入。"`
	DryRun bool   `help:"只检查和计数，不保存。"`
}

// importJSON is an outcome as programs read it.
type importJSON struct {
	Kind    string      `json:"kind"`
	File    string      `json:"file"`
	SHA256  string      `json:"sha256"`
	Rows    int         `json:"rows"`
	New     int         `json:"new"`
	Changed int         `json:"changed"`
	Same    int         `json:"same"`
	Bad     int         `json:"bad"`
	Applied bool        `json:"applied"`
	DryRun  bool        `json:"dry_run"`
	Import  string      `json:"import,omitempty"`
	Ignored []string    `json:"ignored_columns,omitempty"`
	Errors  []errorJSON `json:"errors"`
}

type errorJSON struct {
	Row     int    `json:"row"`
	Column  string `json:"column"`
	Message string `json:"message"`
}

// listed is how many problems are printed for people; JSON has all of them.
const listed = 100

// Run brings the file in, or says row by row why not.
func (c importCommand) Run(a *App) error {
	imp, err := kind(c.Kind)
	if err != nil {
		return err
	}
	data, err := a.readFile(c.File)
	if err != nil {
		return err
	}
	mode := ledger.Apply
	if c.DryRun {
		mode = ledger.Preview
	}
	var out ledger.Outcome
	run := func(s *store.Store) (err error) {
		out, err = ledger.Import(a.Context, s, a.operator(), imp, ledger.File{Name: filepath.Base(c.File), Data: data}, mode)
		return err
	}
	if !a.hasData() {
		a.say("新建数据目录 %s", a.dir())
	}
	err = a.withStore(run)
	if err != nil && !ledger.RowsInError.Is(err) {
		return err
	}
	if said := a.sayOutcome(out, c.DryRun); said != nil {
		return said
	}
	if err == nil && len(out.Errors) > 0 {
		return wrong("试导入：%d 行里有 %d 行要改，改好后再导入。", out.Rows, max(out.Bad, 1))
	}
	return err
}

func (a *App) sayOutcome(out ledger.Outcome, dry bool) error {
	if a.JSON {
		return a.printJSON(outcomeOf(out, dry))
	}
	for i, e := range out.Errors {
		if i == listed {
			a.say("……还有 %d 处，加 --json 看全部。", len(out.Errors)-listed)
			break
		}
		a.say("第 %d 行 %s", e.Number, e.Sentence)
	}
	if len(out.Ignored) > 0 {
		a.say("没有用到的列：%s", strings.Join(out.Ignored, "、"))
	}
	word := "已导入"
	if !out.Applied {
		word = "没有保存"
	}
	return a.print("%s：%d 行＝新增 %d＋更改 %d＋不变 %d＋要改 %d；%s", out.Zh, out.Rows, out.New, out.Changed, out.Same, out.Bad, word)
}

func outcomeOf(out ledger.Outcome, dry bool) importJSON {
	v := importJSON{Kind: out.Kind, File: out.File, SHA256: out.Digest, Rows: out.Rows, New: out.New,
		Changed: out.Changed, Same: out.Same, Bad: out.Bad, Applied: out.Applied, DryRun: dry, Import: out.ID,
		Ignored: out.Ignored, Errors: []errorJSON{}}
	for _, e := range out.Errors {
		v.Errors = append(v.Errors, errorJSON{e.Number, e.Column, e.Sentence})
	}
	return v
}

type exportCommand struct {
	Kind     string `arg:"" help:"台账种类，如 case-log。"`
	Out      string `short:"o" placeholder:"FILE" help:"写到这个文件，.xlsx 或 .csv；不写就把 CSV 写到标准输出。"`
	Template bool   `help:"只要空白模板（表头、样例和说明）。"`
}

// Run writes the ledger so that it can be read in again.
func (c exportCommand) Run(a *App) error {
	imp, err := kind(c.Kind)
	if err != nil {
		return err
	}
	xlsx := strings.EqualFold(filepath.Ext(c.Out), ".xlsx")
	if !xlsx && c.Out != "" && !strings.EqualFold(filepath.Ext(c.Out), ".csv") {
		return usage("-o 的文件名要以 .xlsx 或 .csv 结尾，现在写的是“%s”。", c.Out)
	}
	var b bytes.Buffer
	switch {
	case c.Template && xlsx:
		err = ledger.Template(&b, imp)
	case c.Template:
		err = ledger.TemplateCSV(&b, imp)
	default:
		err = a.exportRows(&b, imp, xlsx)
	}
	if err != nil {
		return err
	}
	if c.Out == "" {
		_, err = a.Out.Write(b.Bytes())
		return err
	}
	if err := os.WriteFile(c.Out, b.Bytes(), 0o600); err != nil {
		return broken("文件 %s 写不进去：%v。请换一个位置。", c.Out, err)
	}
	a.say("已写入 %s", c.Out)
	return nil
}

// NotExported is answered for a kind that can only be read in.
var NotExported = fault.Define("app.not_exported", fault.Refused, "“{kind}”只能导入，不能导出。可以加 --template 导出空白模板。")

func (a *App) exportRows(w io.Writer, imp manifest.Importer, xlsx bool) error {
	if imp.Export == nil {
		return NotExported.New(fault.Args{"kind": imp.Zh})
	}
	return a.withData(func(s *store.Store) error {
		return s.Read(a.Context, func(tx *store.Tx) error {
			by := a.operator()
			sheet := ledger.Sheet{Title: imp.Zh, Columns: imp.Columns, AsOf: tx.Now(), Exporter: by.Name,
				Rows: func(add func([]string) error) error { return imp.Export(tx, by, add) }}
			write := ledger.WriteCSV
			if xlsx {
				write = ledger.WriteXLSX
			}
			sum, err := write(w, sheet)
			if err == nil {
				a.say("%s：%d 行，SHA-256 %s", imp.Zh, sum.Rows, sum.Digest)
			}
			return err
		})
	})
}
