package pages

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// questionView is one question of a draft.
type questionView struct {
	draftView
	Code  string // of the question being changed; empty for a new one
	Codes []string
}

// choiceRows is how many choices a question's page offers at least; two spare
// ones stand below the filled. Codes are letters, and a choice keeps its own,
// for conditions refer to it.
const choiceRows = 4

func choiceField(code, part string) string { return "choice." + code + "." + part }

// choiceCodes are the codes of the rows: the question's own, then free letters.
func choiceCodes(q catalogue.Question) []string {
	var out []string
	for _, choice := range q.Choices {
		out = append(out, choice.Code)
	}
	for letter := 'a'; letter <= 'z' && len(out) < max(choiceRows, len(q.Choices)+spare); letter++ {
		if !slices.Contains(out, string(letter)) {
			out = append(out, string(letter))
		}
	}
	return out
}

func showQuestion(c *kit.Ctx) error {
	d, err := readDraft(c, "questions")
	if err != nil {
		return err
	}
	if !d.editable() {
		return c.Redirect(versionHref(d.Version.ID))
	}
	v := questionView{draftView: d, Code: c.Query("code")}
	v.Section, _ = sectionByID("questions")
	var q catalogue.Question
	if v.Code != "" {
		at := questionAt(d.Version.Questions, v.Code)
		if at < 0 {
			return store.NoRow.New(nil)
		}
		q = d.Version.Questions[at]
	}
	v.Codes = choiceCodes(q)
	v.Form.Default("text", q.Text)
	for _, choice := range q.Choices {
		v.Form.Default(choiceField(choice.Code, "text"), choice.Text)
		v.Form.Default(choiceField(choice.Code, "bar"), choice.Bar)
	}
	return c.Render(questionTempl(v.page(c), v))
}

func questionAt(questions []catalogue.Question, id string) int {
	return slices.IndexFunc(questions, func(q catalogue.Question) bool { return q.ID == id })
}

func saveQuestion(c *kit.Ctx) error {
	f, code := c.FormOf(formID), c.Query("code")
	return settle(c, "问题已保存。", showQuestion, func(tx *store.Tx) (string, error) {
		return editHref(c.Path("id"), "questions"), amend(c, tx, f, func(e *catalogue.Edition) {
			e.Questions = slices.Clone(e.Questions)
			at := questionAt(e.Questions, code)
			if at < 0 {
				at = len(e.Questions)
				e.Questions = append(e.Questions, catalogue.Question{ID: freeQuestion(e.Questions)})
			}
			takeQuestion(f, &e.Questions[at])
		})
	})
}

func freeQuestion(questions []catalogue.Question) string {
	used := map[string]bool{}
	for _, q := range questions {
		used[q.ID] = true
	}
	return freeCode("q", used)
}

// takeQuestion reads the words and choices; a choice without words is none.
func takeQuestion(f *kit.Form, q *catalogue.Question) {
	codes := choiceCodes(*q)
	q.Text, q.Choices = f.Need("text", "问题"), nil
	for i, code := range codes {
		choice := catalogue.Choice{Code: code, Text: f.Text(choiceField(code, "text")), Bar: f.Text(choiceField(code, "bar"))}
		switch {
		case choice.Text != "":
			q.Choices = append(q.Choices, choice)
		case choice.Bar != "":
			f.Problem(choiceField(code, "text"), fmt.Sprintf("选项 %d：写了不能办的说明，请补上选项的文字", i+1))
		}
	}
	if len(q.Choices) < 2 {
		f.Problem(choiceField(codes[len(q.Choices)], "text"), "选项：请至少写两个")
	}
}

func dropQuestion(c *kit.Ctx) error {
	code := c.Query("code")
	return settle(c, "问题已删掉。", showQuestion, func(tx *store.Tx) (string, error) {
		f := c.FormOf("drop")
		return editHref(c.Path("id"), "questions"), amend(c, tx, f, func(e *catalogue.Edition) {
			e.Questions = slices.DeleteFunc(slices.Clone(e.Questions), func(q catalogue.Question) bool { return q.ID == code })
		})
	})
}

// usedBy names the materials whose condition asks the question.
func (v questionView) usedBy() string {
	var names []string
	for _, m := range v.Version.Materials {
		for _, clause := range m.Condition {
			if clause.Question == v.Code {
				names = append(names, m.Name)
			}
		}
	}
	return strings.Join(names, "、")
}
