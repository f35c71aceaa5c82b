package pages

import (
	"bytes"
	"slices"
	"strconv"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

// steps are the pages of the public form, each with its fields. What was typed on
// the other pages travels along.
var steps = []struct {
	title  string
	fields []string
}{
	{"什么事", []string{"kind", "title", "words"}},
	{"关于谁、在哪里", []string{"category", "area", "accused", "accused_person"}},
	{"怎么联系您", []string{"name", "mobile", "credit", "party_name", "confidential", "consent"}},
	{"核对后提交", nil},
}

// formView is one page of the public form.
type formView struct {
	Page  ui.Page
	Form  *ui.Form
	Step  int // from 0
	Units []ui.Option
	Areas []ui.Option
	Tree  []ui.Option
	Hints []enquiry.Hint
	Lines []ui.Pair
}

// carried are the values of the other pages.
func (v formView) carried() (out [][2]string) {
	for i, s := range steps {
		if i == v.Step {
			continue
		}
		for _, name := range s.fields {
			for _, value := range v.Form.All(name) {
				out = append(out, [2]string{name, value})
			}
		}
	}
	return out
}

func filing(f *ui.Form) enquiry.Filing {
	return enquiry.Filing{Kind: enquiry.Kind(f.Value("kind")), Title: f.Text("title"), Words: f.Lines("words"), Category: f.Text("category"),
		Area: f.Text("area"), Accused: f.Text("accused"), AccusedPerson: f.Text("accused_person"), Name: f.Text("name"), Mobile: f.Code("mobile"),
		Credit: f.Code("credit"), PartyName: f.Text("party_name"), Confidential: f.Ticked("confidential"), Consent: f.Ticked("consent")}
}

// stepOf is the page to show: the first with a problem, else the one asked for.
func stepOf(f *ui.Form) int {
	for i, s := range steps {
		if slices.ContainsFunc(f.Problems(), func(p fault.Field) bool { return slices.Contains(s.fields, p.Name) }) {
			return i
		}
	}
	n, err := strconv.Atoi(f.Value("step"))
	if err != nil {
		return 0
	}
	return min(max(n, 0), len(steps)-1)
}

func showForm(c *kit.Ctx) error { return drawForm(c, stepOf(c.FormOf("enquiry"))) }

func drawForm(c *kit.Ctx, step int) error {
	v := formView{Page: c.Page("咨询、投诉、举报、建议").WithNarrow(), Form: c.FormOf("enquiry"), Step: step}
	err := c.Read(func(tx *store.Tx) error {
		names, err := record.UnitNames(tx)
		if err != nil {
			return err
		}
		tree, err := enquiry.Tree(tx)
		v.Units, v.Tree, v.Areas = record.UnitOptions(names, "不清楚，或者没有"), treeOptions(tree, "不清楚"), areaOptions(names)
		if err != nil || step != len(steps)-1 {
			return err
		}
		in := filing(v.Form)
		v.Lines = checked(in, names, tree)
		v.Hints, err = enquiry.Before(tx, in)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(formPage(v))
}

// areaOptions are the townships: their units are coded by their area.
func areaOptions(names map[string]string) []ui.Option {
	var out []ui.Option
	for _, o := range record.UnitOptions(names, "全县或者不清楚") {
		if o.Value == "" {
			out = append(out, o)
		} else if area, err := ids.ParseAreaCode(o.Value); err == nil && area.Level() == ids.Township {
			out = append(out, o)
		}
	}
	return out
}

// checked is what was typed, to be read once more.
func checked(in enquiry.Filing, names map[string]string, tree []enquiry.Branch) []ui.Pair {
	category := "不清楚"
	for _, b := range tree {
		if b.Code == in.Category {
			category = b.Path
		}
	}
	said := map[bool]string{true: "是", false: "否"}
	out := []ui.Pair{{Term: "类型", Text: in.Kind.Zh()}, {Term: "一句话", Text: in.Title}, {Term: "经过", Text: in.Words}, {Term: "分类", Text: category}}
	if in.Accused != "" {
		out = append(out, ui.Pair{Term: "反映的单位", Text: record.NameOf(names, in.Accused)})
	}
	if in.Name == "" && in.Mobile == "" && in.Credit == "" {
		out = append(out, ui.Pair{Term: "联系方式", Text: "匿名。办理中不能联系您，请自己凭编号和查询码看结果"})
	} else {
		out = append(out, ui.Pair{Term: "联系方式", Text: ids.MaskName(in.Name) + " " + ids.Mobile(in.Mobile).Masked()})
	}
	return append(out, ui.Pair{Term: "身份保密", Text: said[in.Confidential || in.Kind == enquiry.Report]}, ui.Pair{Term: "同意公开答复", Text: said[in.Consent]})
}

// receiptView is the receipt of an enquiry; the code is shown once.
type receiptView struct {
	Page    ui.Page
	Enquiry enquiry.Enquiry
	Code    ids.Code
	Slip    *journal.Slip
	Link    string
	Form    *ui.Form
	Staff   bool
}

// file goes to the next page, back, or hands the enquiry in.
func file(c *kit.Ctx) error {
	f := c.FormOf("enquiry")
	step, last := stepOf(f), len(steps)-1
	f.Values["step"] = []string{strconv.Itoa(step)}
	if f.Value("go") == "back" {
		return drawForm(c, max(step-1, 0))
	}
	if step < last {
		wrong := enquiry.Check(filing(f))
		if what, bad := fault.Of(wrong.Err()); bad {
			for _, p := range what.Fields {
				if slices.Contains(steps[step].fields, p.Name) {
					f.Problem(p.Name, p.Sentence)
				}
			}
		}
		if err := f.Err(); err != nil {
			return c.Again(err, showForm)
		}
		return drawForm(c, step+1)
	}
	var done *enquiry.Receipt
	id, err := c.Act(func(tx *store.Tx) (string, error) {
		r, err := enquiry.File(tx, c.Actor, filing(f))
		done = &r
		return r.Enquiry.ID, err
	})
	if err != nil {
		return c.Again(err, showForm)
	}
	return receipt(c, id, done)
}

// receipt shows number and code once; a form sent twice shows the number alone.
func receipt(c *kit.Ctx, id string, done *enquiry.Receipt) error {
	v := receiptView{Page: c.Page("已收到").WithNarrow(), Form: c.FormOf("proof")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if done == nil {
			v.Enquiry, err = enquiry.ByID(tx, machine, id)
			return err
		}
		v.Enquiry, v.Code = done.Enquiry, done.Code
		slip, err := journal.Receipt(tx, done.Leaf)
		v.Slip = &slip
		return err
	})
	if err != nil {
		return err
	}
	v.Link = c.Absolute("/track/enquiry?no=" + v.Enquiry.Number)
	return c.Render(receiptPage(v))
}

// proof hands out the receipt that proves the entry of the log, to the holder of
// number and code.
func proof(c *kit.Ctx) error {
	f := c.FormOf("proof")
	var slip journal.Slip
	err := c.Read(func(tx *store.Tx) error {
		v, err := enquiry.Track(tx, f.Code("number"), f.Code("code"))
		if err != nil {
			return err
		}
		events, err := journal.History(tx, v.Enquiry.ID)
		if err != nil {
			return err
		}
		slip, err = journal.Receipt(tx, events[len(events)-1].Leaf)
		return err
	})
	if err != nil {
		return err
	}
	return c.Download(slip.File, "text/plain; charset=utf-8", int64(len(slip.Text)), bytes.NewReader(slip.Text))
}
