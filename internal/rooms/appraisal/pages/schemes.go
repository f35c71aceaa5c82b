package pages

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// schemesView is the list of versions.
type schemesView struct {
	Page ui.Page
	Form *ui.Form
	List []appraisal.Scheme
	Keep bool
}

func (d door) showSchemes(c *kit.Ctx) error {
	v := schemesView{Page: c.Page("考核方案"), Form: c.FormOf("draft"), Keep: c.Can("appraisal.keep")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.List, err = appraisal.Schemes(tx, c.Actor)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(schemesPage(v))
}

func (d door) draftScheme(c *kit.Ctx) error {
	f := c.FormOf("draft")
	return settle(c, "草案已起草，请逐项核对后请另一位同事公布。", d.showSchemes, func(tx *store.Tx) (string, error) {
		s, err := d.keeper.DraftScheme(tx, c.Actor, kindOf(f))
		return "/appraisals/schemes/" + s.ID, err
	})
}

// schemeView is one version with, for a draft, its forms.
type schemeView struct {
	Page     ui.Page
	Form     *ui.Form
	Item     *ui.Form
	Decide   *ui.Form
	Scheme   appraisal.Scheme
	Edit     bool
	Publish  bool
	Own      bool
	Picked   string // code of the item in the form; empty for a new one
	Measures []ui.Option
	Names    map[string]string // of measures
}

func (d door) showScheme(c *kit.Ctx) error {
	v := schemeView{Page: c.Page("考核方案"), Form: c.FormOf("edit"), Item: c.FormOf("item"), Decide: c.FormOf("decide"), Picked: c.Query("item"), Names: map[string]string{}}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Scheme, err = appraisal.SchemeByID(tx, c.Actor, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	s := v.Scheme
	v.Page.Title = s.Title
	v.Measures = []ui.Option{{Value: "", Label: "不用（手工登记）"}}
	for _, m := range d.keeper.Measures() {
		v.Names[m.ID] = m.Zh
		v.Measures = append(v.Measures, ui.Option{Value: m.ID, Label: m.Zh})
	}
	if s.State == appraisal.SchemeDraft {
		v.Edit, v.Publish, v.Own = c.Can("appraisal.keep"), c.Can("appraisal.publish"), s.ProposedBy == c.Actor.Account
		v.defaults()
	}
	return c.Render(schemePage(v))
}

// defaults fill the forms with what the draft says.
func (v *schemeView) defaults() {
	b := v.Scheme.Body
	for name, value := range map[string]string{"title": v.Scheme.Title, "document": v.Scheme.Document, "from": appraisal.MonthText(v.Scheme.FromDay),
		"hand_days": fmt.Sprint(b.HandDays), "object_days": fmt.Sprint(b.ObjectDays), "answer_days": fmt.Sprint(b.AnswerDays), "cap": b.Cap.String(),
		"floor": b.Floor.String(), "missing": map[bool]string{true: "zero", false: "out"}[b.MissingZero], "grades": gradesText(b.Grades), "weights": weightsText(b.Weights)} {
		v.Form.Default(name, value)
	}
	i, known := b.Item(v.Picked)
	if !known {
		v.Picked = ""
	}
	for name, value := range map[string]string{"name": i.Name, "rule": i.Rule, "way": string(i.Way), "measure": i.Measure, "over": i.Over,
		"base": i.Base.String(), "item_floor": i.Floor.String(), "item_cap": i.Cap.String(), "each": i.Each.String(), "full": appraisal.Points(i.Full).String()} {
		if known {
			v.Item.Default(name, value)
		}
	}
}

func gradesText(grades []appraisal.Grade) string {
	var out []string
	for _, g := range grades {
		out = append(out, g.Zh+" "+g.From.String())
	}
	return strings.Join(out, "\n")
}

// sorts words the kinds of cases that weigh differently.
var sorts = []struct{ code, zh string }{{"promised", "承诺件"}, {"relay", "上报件"}, {"instant", "即办件"}, {"", "外部台账的件"}}

func weightsText(weights map[string]int64) string {
	var out []string
	for _, s := range sorts {
		out = append(out, s.zh+" "+appraisal.Points(weights[s.code]).String())
	}
	return strings.Join(out, "\n")
}

// wordAndPoints reads words, each with its number behind it.
func wordAndPoints(f *ui.Form, name, label string) (words []string, values []appraisal.Points) {
	parts := strings.Fields(f.Lines(name))
	for n := 0; n+1 < len(parts); n += 2 {
		if p, ok := appraisal.ParsePoints(parts[n+1]); ok {
			words, values = append(words, parts[n]), append(values, p)
		}
	}
	if 2*len(words) != len(parts) {
		f.Problem(name, label+"：每行写一个名称、一个空格、一个数")
	}
	return words, values
}

func pointsOf(f *ui.Form, name, label string) appraisal.Points {
	p, ok := appraisal.ParsePoints(f.Text(name))
	if !ok {
		f.Problem(name, label+"：请填数字，最多两位小数")
	}
	return p
}

func (d door) editScheme(c *kit.Ctx) error {
	f := c.FormOf("edit")
	return settle(c, "草案已保存。", d.showScheme, func(tx *store.Tx) (string, error) {
		s, err := appraisal.SchemeByID(tx, c.Actor, c.Path("id"))
		if err != nil {
			return "", err
		}
		s.Version, s.Title, s.Document = seen(f), f.Text("title"), f.Text("document")
		month, ok := appraisal.ParseMonth(f.Text("from"))
		if !ok {
			f.Problem("from", "起用月份：请写成“2020-07”")
		}
		s.FromDay = month
		b := &s.Body
		b.HandDays, b.ObjectDays, b.AnswerDays = days(f, "hand_days", "手工评分登记"), days(f, "object_days", "征求异议"), days(f, "answer_days", "答复异议")
		b.Cap, b.Floor = pointsOf(f, "cap", "最高分"), pointsOf(f, "floor", "最低分")
		b.MissingZero = f.Choice("missing", "缺评分", "out", "zero") == "zero"
		words, from := wordAndPoints(f, "grades", "等次")
		b.Grades = nil
		for n, zh := range words {
			b.Grades = append(b.Grades, appraisal.Grade{Zh: zh, From: from[n]})
		}
		words, weights := wordAndPoints(f, "weights", "办件难度")
		b.Weights = map[string]int64{}
		for n, zh := range words {
			i := slices.IndexFunc(sorts, func(s struct{ code, zh string }) bool { return s.zh == zh })
			if i < 0 {
				f.Problem("weights", "办件难度：没有“"+zh+"”这一类")
				continue
			}
			b.Weights[sorts[i].code] = int64(weights[n])
		}
		_, err = d.keeper.EditScheme(tx, c.Actor, s)
		return "/appraisals/schemes/" + s.ID, err
	})
}

func days(f *ui.Form, name, label string) int { return int(f.Int(name, label, 1, 60)) }

// editItem keeps, adds or takes out one item of a draft.
func (d door) editItem(c *kit.Ctx) error {
	f := c.FormOf("item")
	return settle(c, "考核项已更新。", d.showScheme, func(tx *store.Tx) (string, error) {
		s, err := appraisal.SchemeByID(tx, c.Actor, c.Path("id"))
		if err != nil {
			return "", err
		}
		s.Version = seen(f)
		s.Body.Items = slices.Clone(s.Body.Items)
		code := f.Text("code")
		at := slices.IndexFunc(s.Body.Items, func(i appraisal.Item) bool { return i.Code == code })
		switch {
		case f.Text("verb") == "remove" && at >= 0:
			s.Body.Items = slices.Delete(s.Body.Items, at, at+1)
		case at >= 0:
			s.Body.Items[at] = itemOf(f, code)
		default:
			s.Body.Items = append(s.Body.Items, itemOf(f, freeCode(s.Body)))
		}
		if err := f.Err(); err != nil {
			return "", err
		}
		s.Body.Cap = max(s.Body.Cap, s.Body.Full())
		_, err = d.keeper.EditScheme(tx, c.Actor, s)
		return "/appraisals/schemes/" + s.ID, err
	})
}

func itemOf(f *ui.Form, code string) appraisal.Item {
	i := appraisal.Item{Code: code, Name: f.Text("name"), Rule: f.Text("rule"), Way: appraisal.Way(f.Choice("way", "计分方式", "count", "share", "volume", "mark")),
		Measure: f.Text("measure"), Over: f.Text("over"), Base: pointsOf(f, "base", "分值"), Floor: pointsOf(f, "item_floor", "最低分"), Cap: pointsOf(f, "item_cap", "最高分")}
	if i.Way == appraisal.ByCount {
		i.Each = pointsOf(f, "each", "每次加减")
	}
	if i.Way == appraisal.ByShare || i.Way == appraisal.ByVolume {
		i.Full = int64(pointsOf(f, "full", "满分线"))
	}
	return i
}

// freeCode is a letter that no item of the scheme bears.
func freeCode(b appraisal.Body) string {
	for n := range 100 {
		code := fmt.Sprintf("%c%s", 'a'+n%26, strings.Repeat("x", n/26))
		if _, taken := b.Item(code); !taken {
			return code
		}
	}
	return ""
}

func (d door) decideScheme(c *kit.Ctx) error {
	f := c.FormOf("decide")
	verb := f.Choice("verb", "结论", "publish", "drop")
	done := map[string]string{"publish": "方案已公布，从起用月份起考核。", "drop": "没有采用这份草案。"}[verb]
	return settle(c, done, d.showScheme, func(tx *store.Tx) (string, error) {
		var err error
		if verb == "publish" {
			_, err = d.keeper.PublishScheme(tx, c.Actor, c.Path("id"), seen(f))
		} else if verb == "drop" {
			_, err = appraisal.DropScheme(tx, c.Actor, c.Path("id"), seen(f))
		}
		return "/appraisals/schemes/" + c.Path("id"), err
	})
}
