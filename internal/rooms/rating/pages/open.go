package pages

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

// openLine is one line of the publication, on the page and in its twins. What
// there is none of is null, never 0.
type openLine struct {
	Kind      string  `json:"kind"`
	Unit      string  `json:"unit"`
	Name      string  `json:"name"`
	Invited   *int64  `json:"invited"`
	Answered  *int64  `json:"answered"`
	Response  *string `json:"response_percent"`
	Ratings   int64   `json:"ratings"`
	Least     int     `json:"min_sample"`
	Satisfied *string `json:"satisfied_percent"`
	Good      *string `json:"good_percent"`
	Bad       *string `json:"bad_percent"`
	Note      string  `json:"note"`
	label     said    // in the page's languages
}

// openOutcome is how one bad rating ended.
type openOutcome struct {
	Unit    string `json:"unit"`
	Class   string `json:"class"`
	Outcome string `json:"outcome"`
	InTime  string `json:"in_time"`
	Again   string `json:"rated_again"`
	Words   string `json:"words"`
}

// said is one word in both languages of the page.
type said struct{ zh, en string }

var (
	nobodyYet = said{"还没有评价", "no ratings yet"}
	heldNotes = map[rating.Held]said{
		rating.HeldFew:   {"样本不足，不算率", "too few ratings for a rate"},
		rating.HeldGuard: {"不列率：与别的行相减会露出个别评价", "rate withheld: it would give single ratings away"},
	}
	channelsEn = map[rating.Channel]string{rating.PC: "Computer", rating.Mobile: "Mobile phone", rating.QR: "QR code",
		rating.Tablet: "Tablet in the hall", rating.Terminal: "Terminal in the hall", rating.Phone: "Telephone", rating.SMS: "Text message"}
	noWindow = said{"不经窗口", "no window"}
	county   = said{"全县", "Whole county"}
)

type openTable struct {
	kind  string
	title said
	head  said // what its lines are
	Lines []openLine
}

// rated are the lines that have rates, or those that have none.
func (t openTable) rated(has bool) (out []openLine) {
	for _, l := range t.Lines {
		if (l.Good != nil) == has {
			out = append(out, l)
		}
	}
	return out
}

type openView struct {
	Page     ui.Page
	Halves   []rating.Half
	Pub      rating.Publication
	Whole    openLine
	Tables   []openTable
	Outcomes []openOutcome
}

func readOpen(c *kit.Ctx) (v openView, err error) {
	err = c.Read(func(tx *store.Tx) error {
		if v.Halves, err = rating.Halves(tx); err != nil || len(v.Halves) == 0 {
			return err
		}
		half := v.Halves[0]
		if asked := c.Query("half"); asked != "" {
			i := slices.IndexFunc(v.Halves, func(h rating.Half) bool { return h.Code() == asked })
			if i < 0 {
				return rating.NotPublished()
			}
			half = v.Halves[i]
		}
		if v.Pub, err = rating.Publish(tx, half); err != nil {
			return err
		}
		names, err := record.UnitNames(tx)
		if err != nil {
			return err
		}
		windows, err := windowNames(tx)
		if err != nil {
			return err
		}
		v.fill(names, windows)
		return nil
	})
	return v, err
}

func windowNames(tx *store.Tx) (map[string]string, error) {
	found, err := org.Windows(tx, org.WindowFilter{Limit: 1000})
	names := make(map[string]string, len(found))
	for _, w := range found {
		names[w.Code] = w.Code + " " + w.Name
	}
	return names, err
}

func (v *openView) fill(units, windows map[string]string) {
	line := func(kind string, l rating.Line, label said) openLine {
		return lineOf(kind, l, v.Pub.Least, record.NameOf(units, l.Unit), label)
	}
	v.Whole = line("county", v.Pub.Whole, county)
	v.Whole.Unit = ""
	table := func(kind string, head said, from []rating.Line, name func(rating.Line) said) {
		t := openTable{kind: kind, title: said{"按" + head.zh, "By " + strings.ToLower(head.en)}, head: head}
		for _, l := range from {
			t.Lines = append(t.Lines, line(kind, l, name(l)))
		}
		v.Tables = append(v.Tables, t)
	}
	plain := func(word string) said { return said{zh: word} }
	table("unit", said{"单位", "Unit"}, v.Pub.Units, func(l rating.Line) said { return plain(record.NameOf(units, l.Unit)) })
	table("window", said{"窗口", "Window"}, v.Pub.Windows, func(l rating.Line) said {
		if l.Key == "" {
			return noWindow
		}
		return plain(record.NameOf(windows, l.Key))
	})
	table("item", said{"事项", "Service"}, v.Pub.Items, func(l rating.Line) said { return plain(l.Key) })
	table("channel", said{"评价渠道", "Channel"}, v.Pub.Channels, func(l rating.Line) said {
		return said{rating.Channel(l.Key).Zh(), channelsEn[rating.Channel(l.Key)]}
	})
	for _, o := range v.Pub.Followed.Outcomes {
		v.Outcomes = append(v.Outcomes, outcomeOf(o, record.NameOf(units, o.Unit)))
	}
}

func lineOf(kind string, l rating.Line, least int, unit string, label said) openLine {
	out := openLine{Kind: kind, Unit: unit, Name: label.zh, Ratings: l.N, Least: least, Note: noteOf(l).zh, label: label}
	if kind != "channel" { // who does not answer has no channel
		out.Invited, out.Answered = &l.Asked, &l.Answered
		if l.Asked > 0 {
			out.Response = percent(l.Answered, l.Asked)
		}
	}
	if l.Rated() {
		out.Satisfied, out.Good, out.Bad = percent(l.UpTo(2), l.N), percent(l.UpTo(3), l.N), percent(l.N-l.UpTo(3), l.N)
	}
	return out
}

func noteOf(l rating.Line) said {
	if l.N == 0 {
		return nobodyYet
	}
	return heldNotes[l.Held]
}

func percent(n, of int64) *string {
	text, _ := share(n, of)
	return &text
}

func outcomeOf(o rating.Outcome, unit string) openOutcome {
	out := openOutcome{Unit: unit, Class: o.Class.Zh(), Words: o.Words, InTime: "超期"}
	if o.InTime {
		out.InTime = "按期"
	}
	if o.Excluded != "" {
		out.Outcome = "经复核不计入（" + rating.GroundZh[o.Excluded] + "）"
	} else if kind, ok := rating.KindOf(o.Kind); ok {
		out.Outcome = kind.Zh
	}
	if o.Again.Valid() {
		out.Again = o.Again.Zh()
	}
	return out
}

func showOpen(c *kit.Ctx) error {
	v, err := readOpen(c)
	if err != nil {
		return err
	}
	v.Page = c.Page(c.Page("").Say("好差评公开", "Ratings of public services")).WithBack(c.Page("").Say("首页", "Home"), "/")
	return c.Render(openPage(v))
}

// twin is the publication for programs, by the file's name.
func twin(c *kit.Ctx) error {
	v, err := readOpen(c)
	if err != nil {
		return err
	}
	if len(v.Halves) == 0 {
		return rating.NotPublished()
	}
	switch c.Path("file") {
	case "ratings.json":
		body, err := json.MarshalIndent(v.json(), "", " ")
		if err != nil {
			return err
		}
		return c.Send("application/json; charset=utf-8", body)
	case "ratings.csv":
		return sheet(c, "好差评公开 "+v.Pub.Half.Zh(), v.Pub.AsOf, lineHeads, v.lineRows())
	case "redress.csv":
		return sheet(c, "差评整改公开 "+v.Pub.Half.Zh(), v.Pub.AsOf, outcomeHeads, v.outcomeRows())
	}
	return rating.NotPublished()
}

func (v openView) json() map[string]any {
	lines := []openLine{v.Whole}
	for _, t := range v.Tables {
		lines = append(lines, t.Lines...)
	}
	excluded := map[string]int64{}
	for ground, n := range v.Pub.Excluded {
		excluded[rating.GroundZh[ground]] = n
	}
	f := v.Pub.Followed
	return map[string]any{"title": "好差评公开", "half": v.Pub.Half.Code(), "from": v.Pub.Half.Period().From, "to": v.Pub.Half.Period().To,
		"as_of": v.Pub.AsOf.String(), "min_sample": v.Pub.Least, "rules": v.Pub.Document, "lines": lines, "excluded": excluded,
		"redress": map[string]any{"bad": f.Bad, "open": f.Open, "late": f.Late, "resolved": f.Resolved, "in_time": f.InTime, "outcomes": v.Outcomes}}
}

var (
	lineHeads    = []string{"分类", "单位", "名称", "邀请", "已评", "应答率（%）", "评价数", "最少样本", "满意率（%）", "好评率（%）", "差评率（%）", "说明"}
	outcomeHeads = []string{"单位", "类别", "结果", "期限", "整改后再评", "公开内容"}
)

func (v openView) lineRows() (rows [][]string) {
	add := func(title string, l openLine) {
		rows = append(rows, []string{title, l.Unit, l.Name, number(l.Invited), number(l.Answered), orDash(l.Response), strconv.FormatInt(l.Ratings, 10),
			strconv.Itoa(l.Least), orDash(l.Satisfied), orDash(l.Good), orDash(l.Bad), l.Note})
	}
	add(county.zh, v.Whole)
	for _, t := range v.Tables {
		for _, l := range t.Lines {
			add(t.head.zh, l)
		}
	}
	return rows
}

func (v openView) outcomeRows() (rows [][]string) {
	for _, o := range v.Outcomes {
		rows = append(rows, []string{o.Unit, o.Class, o.Outcome, o.InTime, o.Again, o.Words})
	}
	return rows
}

func sheet(c *kit.Ctx, title string, asOf calendar.Instant, heads []string, rows [][]string) error {
	columns := make([]manifest.Column, len(heads))
	for i, zh := range heads {
		columns[i] = manifest.Column{Name: zh, Zh: zh}
	}
	var b bytes.Buffer
	_, err := ledger.WriteCSV(&b, ledger.Sheet{Title: title, Columns: columns, AsOf: asOf, Rows: func(add func([]string) error) error {
		for _, row := range rows {
			if err := add(row); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		return err
	}
	return c.Download(title+".csv", "text/csv; charset=utf-8", int64(b.Len()), &b)
}

func number(n *int64) string {
	if n == nil {
		return "—"
	}
	return strconv.FormatInt(*n, 10)
}

func orDash(text *string) string {
	if text == nil {
		return "—"
	}
	return *text
}
