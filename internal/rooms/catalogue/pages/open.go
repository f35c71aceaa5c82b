package pages

import (
	"bytes"
	"encoding/json"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// openList is one list of items that the county publishes because of what they
// are open to, with its materials; a page with a CSV and a JSON twin.
type openList struct {
	path, title, what string
	note              string
	filter            catalogue.Filter
	materials         func(catalogue.Version) []catalogue.Material
}

var (
	conditionalList = openList{path: "/open/conditional", title: "容缺受理清单", what: "可以后补的材料",
		note: "主要材料齐、只缺清单里的材料时，自愿承诺补交日期，可以先受理。期限照常走，补齐才作决定；逾期不补，办理终止。" +
			"涉及公共安全、生态环境保护、节约能源、人身健康和生命财产安全的事项不能容缺；有没有修复的严重失信记录的不能容缺。",
		filter: catalogue.Filter{Conditional: true}, materials: catalogue.Version.Deferrable}
	pledgeList = openList{path: "/open/pledge", title: "告知承诺清单", what: "可以用承诺代替的材料",
		note: "可以交证明，也可以书面承诺符合条件，不再交证明，据承诺办理。决定后在公布的时限内核查；" +
			"承诺不实的，限期改正，逾期不改的撤销决定并记入信用记录，修复前不能再承诺。",
		filter: catalogue.Filter{Pledge: true}, materials: catalogue.Version.Pledgeable}
)

// openLine is one item of such a list.
type openLine struct {
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	Unit      string   `json:"unit"`
	Promised  string   `json:"promised"`
	Materials []string `json:"materials"`
	From      string   `json:"from"`
}

type openView struct {
	openList
	Lines []openLine
	Units int
	Asked calendar.Instant
}

// mostOpen is far above the items of a county.
const mostOpen = 5000

func (l openList) read(c *kit.Ctx) (v openView, err error) {
	v = openView{openList: l}
	err = c.Read(func(tx *store.Tx) error {
		v.Asked = tx.Now()
		offers, err := catalogue.Offers(tx, tx.Today(), l.filter, mostOpen)
		if err != nil {
			return err
		}
		names, units := namesIn(tx), map[string]bool{}
		for _, o := range offers {
			version, err := catalogue.VersionByID(tx, o.VersionID)
			if err != nil {
				return err
			}
			unit, err := names.unit(o.Unit)
			if err != nil {
				return err
			}
			line := openLine{Code: o.Code, Name: o.Name, Unit: unit.Short, From: o.FromDay.String(),
				Promised: catalogue.Limit{N: o.OrdinaryN, Unit: o.StatutoryUnit}.String()}
			for _, m := range l.materials(version) {
				line.Materials = append(line.Materials, m.Name)
			}
			v.Lines, units[o.Unit] = append(v.Lines, line), true
		}
		v.Units = len(units)
		return nil
	})
	return v, err
}

func (l openList) page(c *kit.Ctx) error {
	v, err := l.read(c)
	if err != nil {
		return err
	}
	return c.Render(openPage(c.Page(l.title).WithBack("首页", "/"), v))
}

// twin is the list for programs, by the ending in the address.
func (l openList) twin(c *kit.Ctx) error {
	v, err := l.read(c)
	if err != nil {
		return err
	}
	switch c.Path("file") {
	case "list.json":
		body, err := json.MarshalIndent(map[string]any{"title": l.title, "as_of": v.Asked.String(), "items": v.Lines}, "", " ")
		if err != nil {
			return err
		}
		return c.Send("application/json; charset=utf-8", body)
	case "list.csv":
		return v.csv(c)
	}
	return store.NoRow.New(nil)
}

func (v openView) csv(c *kit.Ctx) error {
	var columns []manifest.Column
	for _, zh := range []string{"事项编码", "事项", "部门", "承诺时限", v.what, "生效日期"} {
		columns = append(columns, manifest.Column{Name: zh, Zh: zh})
	}
	var b bytes.Buffer
	_, err := ledger.WriteCSV(&b, ledger.Sheet{Title: v.title, Columns: columns, AsOf: v.Asked, Rows: func(add func([]string) error) error {
		for _, line := range v.Lines {
			if err := add([]string{line.Code, line.Name, line.Unit, line.Promised, strings.Join(line.Materials, "、"), line.From}); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		return err
	}
	return c.Download(v.title+".csv", "text/csv; charset=utf-8", int64(b.Len()), &b)
}
