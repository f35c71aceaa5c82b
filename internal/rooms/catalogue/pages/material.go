package pages

import (
	"fmt"
	"slices"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

func ofMaterial(look look, name, label, hint string, to func(*catalogue.Material) cell) element[catalogue.Material] {
	return element[catalogue.Material]{input{FieldView: ui.FieldView{Name: name, Label: label, Hint: hint, Width: widths[look]}, Look: look}, to}
}

// materialElements are what a material says beside when it is needed.
var materialElements = []element[catalogue.Material]{
	ofMaterial(line, "name", "材料名称", "写全名，一份一行，不写“其他材料”", func(m *catalogue.Material) cell { return textCell(&m.Name) }),
	ofMaterial(whole, "originals", "原件份数", "", func(m *catalogue.Material) cell { return numberCell(&m.Originals) }),
	ofMaterial(whole, "copies", "复印件份数", "", func(m *catalogue.Material) cell { return numberCell(&m.Copies) }),
	ofMaterial(tick, "electronic", "交电子件就可以", "", func(m *catalogue.Material) cell { return tickCell(&m.Electronic) }),
	ofMaterial(line, "issuer", "出具机构", "申请人自己写的填“申请人”", func(m *catalogue.Material) cell { return textCell(&m.Issuer) }).optional(),
	ofMaterial(tick, "pledge", "可承诺代替", "告知承诺：申请人可以书面承诺，不交这份", func(m *catalogue.Material) cell { return tickCell(&m.Pledge) }),
	ofMaterial(tick, "main", "主要材料", "不勾的是次要材料，可以先受理后补（容缺）", func(m *catalogue.Material) cell { return tickCell(&m.Main) }),
	ofMaterial(tick, "shared", "共享取得，不用申请人交", "", func(m *catalogue.Material) cell { return tickCell(&m.Shared) }),
	ofMaterial(line, "shared_from", "从哪里调取", "例如 电子证照库", func(m *catalogue.Material) cell { return textCell(&m.SharedFrom) }).optional(),
	ofMaterial(line, "paper_kind", "复用类别", "以前交过同类的可以直接用，例如 business_licence", func(m *catalogue.Material) cell { return textCell(&m.PaperKind) }).optional(),
	ofMaterial(line, "basis", "要这份材料的依据", "", func(m *catalogue.Material) cell { return textCell(&m.Basis) }).optional(),
	ofMaterial(line, "sample", "样例", "放样例的地方", func(m *catalogue.Material) cell { return textCell(&m.Sample) }).optional(),
	ofMaterial(area, "note", "填写说明", "", func(m *catalogue.Material) cell { return areaCell(&m.Note) }).optional(),
}

// materialView is one material of a draft.
type materialView struct {
	draftView
	Code  string // of the material being changed; empty for a new one
	Place int
}

// needOptions say when a material is asked for.
var needOptions = []ui.Option{
	{Value: "always", Label: "每次都要"},
	{Value: "sometimes", Label: "看情况", Hint: "下面勾出什么情况下要；勾了几个问题的，要同时满足"},
}

func conditionField(question string) string { return "when." + question }

func showMaterial(c *kit.Ctx) error {
	d, err := readDraft(c, "materials")
	if err != nil {
		return err
	}
	if !d.editable() {
		return c.Redirect(versionHref(d.Version.ID))
	}
	v := materialView{draftView: d, Code: c.Query("code"), Place: len(d.Version.Materials) + 1}
	v.Section, _ = sectionByID("materials")
	m := catalogue.Material{Code: v.Code, Must: true, Main: true, Issuer: "申请人"}
	if v.Code != "" {
		old, ok := d.Version.Material(v.Code)
		if !ok {
			return store.NoRow.New(nil)
		}
		m, v.Place = old, old.Position
	}
	v.fill(m)
	return c.Render(materialTempl(v.page(c), v))
}

func (v materialView) fill(m catalogue.Material) {
	f := v.Form
	fill(f, materialElements, &m)
	f.Default("place", fmt.Sprint(v.Place))
	need := "sometimes"
	if m.Must {
		need = "always"
	}
	f.Default("need", need)
	for _, clause := range m.Condition {
		f.Default(conditionField(clause.Question), clause.Choices...)
	}
}

func choiceOptions(q catalogue.Question) []ui.Option {
	out := make([]ui.Option, len(q.Choices))
	for i, choice := range q.Choices {
		out[i] = ui.Option{Value: choice.Code, Label: choice.Text}
	}
	return out
}

func saveMaterial(c *kit.Ctx) error {
	f, code := c.FormOf(formID), c.Query("code")
	return settle(c, "材料已保存。", showMaterial, func(tx *store.Tx) (string, error) {
		return editHref(c.Path("id"), "materials"), amend(c, tx, f, func(e *catalogue.Edition) {
			at := slices.IndexFunc(e.Materials, func(m catalogue.Material) bool { return m.Code == code })
			m := catalogue.Material{Code: freeCode("m", codesOf(e.Materials))}
			if at >= 0 {
				m = e.Materials[at]
				e.Materials = slices.Delete(e.Materials, at, at+1)
			}
			f.Need("name", "材料名称")
			take(f, materialElements, &m)
			takeNeed(f, e.Questions, &m)
			e.Materials = placed(f, e.Materials, m)
		})
	})
}

// takeNeed reads when the material is needed.
func takeNeed(f *kit.Form, questions []catalogue.Question, m *catalogue.Material) {
	m.Must, m.Condition = f.Choice("need", "什么时候要", valuesOf(needOptions)...) == "always", nil
	if m.Must {
		return
	}
	for _, q := range questions {
		if chosen := f.Choices(conditionField(q.ID), valuesOf(choiceOptions(q))...); len(chosen) > 0 {
			m.Condition = append(m.Condition, catalogue.Clause{Question: q.ID, Choices: chosen})
		}
	}
}

// placed puts the material where the form says, at the end if nowhere.
func placed(f *kit.Form, list []catalogue.Material, m catalogue.Material) []catalogue.Material {
	at := len(list)
	if n := f.OptionalInt("place", "排在第几份", 1, most); n != nil {
		at = min(int(*n)-1, len(list))
	}
	return slices.Insert(list, at, m)
}

func codesOf(list []catalogue.Material) map[string]bool {
	out := map[string]bool{}
	for _, m := range list {
		out[m.Code] = true
	}
	return out
}

// freeCode is the first unused code of the form m1, m2 …
func freeCode(prefix string, used map[string]bool) string {
	for n := 1; ; n++ {
		if code := fmt.Sprint(prefix, n); !used[code] {
			return code
		}
	}
}

func dropMaterial(c *kit.Ctx) error {
	code := c.Query("code")
	return settle(c, "材料已删掉。", showMaterial, func(tx *store.Tx) (string, error) {
		f := c.FormOf("drop")
		return editHref(c.Path("id"), "materials"), amend(c, tx, f, func(e *catalogue.Edition) {
			e.Materials = slices.DeleteFunc(e.Materials, func(m catalogue.Material) bool { return m.Code == code })
		})
	})
}
