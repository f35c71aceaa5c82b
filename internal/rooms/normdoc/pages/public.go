package pages

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/store"
)

// publicRegister is the register as everybody sees it, also for staff.
func publicRegister(c *kit.Ctx) (registerView, error) {
	return readRegister(c, flow.Actor{}, "/open/normdocs", "/open/normdocs/doc/")
}

// publicView is the public register with the results of the rounds.
type publicView struct {
	registerView
	Rounds []normdoc.Round
}

func showPublic(c *kit.Ctx) error {
	page := c.Page("规范性文件库").WithBack("首页", "/")
	v, err := publicRegister(c)
	if err != nil {
		return err
	}
	v.Page = page
	out := publicView{registerView: v}
	err = c.Read(func(tx *store.Tx) (err error) {
		out.Rounds, err = normdoc.Rounds(tx, flow.Actor{}, 20)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(publicPage(out))
}

// PublicLine is a document of the public register as programs read it.
type PublicLine struct {
	Number    string `json:"number"`
	Unified   string `json:"unified"`
	Title     string `json:"title"`
	Issuer    string `json:"issuer"`
	Published string `json:"published"`
	From      string `json:"from"`
	Until     string `json:"until"`
	Standing  string `json:"standing"`
	Words     string `json:"words"`
}

func publicLine(d normdoc.Document, names map[string]string, day calendar.Day) PublicLine {
	return PublicLine{d.Number, textOf(d.Unified), d.Title, record.NameOf(names, d.Issuer), dayText(d.PublishedDay), d.FromDay.String(), d.UntilDay.String(),
		string(d.On(day)), d.Words(day)}
}

// publicTwin is the list for programs, by the ending in the address.
func publicTwin(c *kit.Ctx) error {
	v, err := publicRegister(c)
	if err != nil {
		return err
	}
	lines := make([]PublicLine, len(v.List))
	for i, d := range v.List {
		lines[i] = publicLine(d, v.Names, v.Day)
	}
	switch c.Path("file") {
	case "list.json":
		body, err := json.MarshalIndent(map[string]any{"title": "规范性文件库", "day": v.Day, "documents": lines}, "", " ")
		if err != nil {
			return err
		}
		return c.Send("application/json; charset=utf-8", body)
	case "list.csv":
		return sendSheet(c, "规范性文件库", "csv", columns("文号", "统一编号", "标题", "制定机关", "公布日期", "施行日期", "有效期止", "效力"), func(add func([]string) error) error {
			for _, l := range lines {
				if err := add([]string{l.Number, l.Unified, l.Title, l.Issuer, l.Published, l.From, l.Until, l.Words}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return store.NoRow.New(nil)
}

func columns(zh ...string) []manifest.Column {
	out := make([]manifest.Column, len(zh))
	for i, word := range zh {
		out[i] = manifest.Column{Name: word, Zh: word}
	}
	return out
}

// writers write a table by the ending of the file.
var writers = map[string]struct {
	media string
	write func(io.Writer, ledger.Sheet) (ledger.Summary, error)
}{
	"csv":  {"text/csv; charset=utf-8", ledger.WriteCSV},
	"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ledger.WriteXLSX},
}

func sendSheet(c *kit.Ctx, title, ending string, heads []manifest.Column, rows func(add func([]string) error) error) error {
	as, known := writers[ending]
	if !known {
		return store.NoRow.New(nil)
	}
	var b bytes.Buffer
	if _, err := as.write(&b, ledger.Sheet{Title: title, Columns: heads, AsOf: c.Now, Exporter: c.Actor.Name, Rows: rows}); err != nil {
		return err
	}
	return c.Download(title+"."+ending, as.media, int64(b.Len()), &b)
}

// ledgerFile answers with one of the room's ledgers, or its empty workbook.
func ledgerFile(c *kit.Ctx) error {
	list := normdoc.Manifest.Importers
	n := slices.IndexFunc(list, func(i manifest.Importer) bool { return i.Kind == c.Path("kind") })
	if n < 0 {
		return store.NoRow.New(nil)
	}
	imp := list[n]
	name, ending, _ := strings.Cut(c.Path("file"), ".")
	switch {
	case name == "template" && ending == "xlsx":
		var b bytes.Buffer
		if err := ledger.Template(&b, imp); err != nil {
			return err
		}
		return c.Download(imp.Zh+"模板.xlsx", writers[ending].media, int64(b.Len()), &b)
	case name == "ledger":
		return c.Read(func(tx *store.Tx) error {
			return sendSheet(c, imp.Zh, ending, imp.Columns, func(add func([]string) error) error { return imp.Export(tx, c.Actor, add) })
		})
	}
	return store.NoRow.New(nil)
}

// publicDocumentView is one published document.
type publicDocumentView struct {
	Page  ui.Page
	It    normdoc.Document
	Names map[string]string
	Day   calendar.Day
	Next  *normdoc.Document
}

func showPublicDocument(c *kit.Ctx) error {
	v := publicDocumentView{Day: c.Now.Day()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = normdoc.DocumentByID(tx, flow.Actor{}, c.Path("id")); err != nil {
			return err
		}
		if v.It.Successor != nil {
			next, err := normdoc.DocumentByID(tx, flow.Actor{}, *v.It.Successor)
			if err != nil {
				return err
			}
			v.Next = &next
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Page = c.Page(v.It.Title)
	return c.Render(publicDocumentPage(v))
}

func showPublicRound(c *kit.Ctx) error {
	v, err := readRound(c, flow.Actor{})
	if err != nil {
		return err
	}
	return c.Render(publicRoundPage(v))
}
