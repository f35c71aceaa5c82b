package pages

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/kit/sheet"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/letters"
)

// book names all specimens in the address of one.
const book = "all"

// formsView is the collection of forms by chapter.
type formsView struct {
	Groups []letters.Group
	Write  bool // the actor fills in documents
}

// formsPage is the collection of forms (文书样本), open to everybody: whoever gets a
// paper can see what it should look like.
func formsPage(c *kit.Ctx) error {
	return c.Render(formsTempl(c.Page("文书样本"), formsView{letters.Groups, c.Can("documents.write")}))
}

type formView struct {
	Form  letters.Form
	Group letters.Group
	Write bool
}

// formPage says what a form is for, who issues it and what it has to state.
func formPage(c *kit.Ctx) error {
	v := formView{}
	for _, g := range letters.Groups {
		for _, f := range g.Forms {
			if string(f.Code) == c.Path("form") {
				v.Form, v.Group = f, g
			}
		}
	}
	if v.Form.Code == "" {
		return letters.NoForm.New(fault.Args{"form": c.Path("form")})
	}
	v.Write = c.Can("documents.write") && v.Form.Use().By == letters.ByHand
	return c.Render(formTempl(c.Page("《"+v.Form.Title+"》样本"), v))
}

// specimenPage prints one specimen, or all of them one after the other. No number
// is taken and nothing is recorded.
func specimenPage(c *kit.Ctx) error {
	if c.Path("form") == book {
		return c.Render(bookTempl(c.Page("文书样本集"), letters.Forms))
	}
	form, ok := letters.FormOf(letters.FormCode(c.Path("form")))
	if !ok {
		return letters.NoForm.New(fault.Args{"form": c.Path("form")})
	}
	return c.Render(sheet.Letter(c.Page("《"+form.Title+"》样张"), specimen(form), backTo("/forms/"+string(form.Code))))
}

func specimen(form letters.Form) sheet.View {
	return sheet.View{Doc: letters.Specimen(form), Specimen: true}
}

// paged is a sheet of a page that has a heading of its own.
func paged(v sheet.View) sheet.View {
	v.Page = true
	return v
}

func noOf(f letters.Form) string {
	if f.Basis != "" {
		return f.Basis
	}
	return "没有专门条文，按办理的需要出具"
}

// fieldNote is how a field is filled in.
func fieldNote(f letters.Field) string {
	parts := []string{map[letters.Kind]string{letters.Line: "一行字", letters.Prose: "几句话", letters.Date: "日期", letters.Money: "金额（元），印成大写和小写"}[f.Kind]}
	if f.Heads != nil {
		parts[0] = "表格：" + strings.Join(f.Heads, "、")
	}
	if f.Blank != "" {
		parts = append(parts, "不填就印“"+f.Blank+"”")
	}
	return strings.Join(parts, "；")
}

// needZh says whether a field may stay empty.
func needZh(f letters.Field) string {
	if f.Required && f.Blank == "" {
		return "必填"
	}
	return "选填"
}

// marks are what else stands on a form.
func marks(f letters.Form) []ui.Pair {
	pairs := []ui.Pair{{Term: "什么时候用", Text: f.Use().Purpose}, {Term: "依据", Text: noOf(f)}, {Term: "谁出具", Text: f.Use().By.Zh()}}
	if f.Use().By == letters.ByParty {
		return pairs
	}
	hands := "一个人可以填写并盖章"
	if f.TwoPersons() {
		hands = "两个人：写的人不能盖章"
	}
	pairs = append(pairs, ui.Pair{Term: "印章", Text: f.Seal.Zh()}, ui.Pair{Term: "份数", Text: sheet.Copies(int64(f.Copies))})
	if f.Use().By == letters.ByHand {
		pairs = append(pairs, ui.Pair{Term: "几个人办", Text: hands})
	}
	if f.Remedies {
		pairs = append(pairs, ui.Pair{Term: "救济途径", Text: "必须写明：向谁申请复议、到哪里起诉、各在几日内"})
	}
	return pairs
}
