package pages

import (
	"fmt"
	"net/url"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// checkView is the questions of an item and, once they are answered, one
// applicant's list.
type checkView struct {
	itemView
	Form     *kit.Form
	Answered bool
	List     catalogue.List
	Why      catalogue.Explanation
	Share    string // address that shows the same list to another person
}

// asking marks the parameters that are answers.
const asking = "a."

func (p *pages) check(c *kit.Ctx) error {
	v := checkView{Form: c.Filter()}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.itemView, err = readItem(tx, c.Path("code"))
		return err
	})
	if err != nil {
		return err
	}
	answers, share := catalogue.Answers{}, url.Values{}
	for _, q := range v.Version.Questions {
		if answer := v.Form.Value(asking + q.ID); answer != "" {
			answers[q.ID] = answer
			share.Set(asking+q.ID, answer)
		}
	}
	v.List, v.Why = catalogue.PersonalList(v.Version, answers)
	v.Answered = len(answers) > 0 || len(v.Version.Questions) == 0
	if v.Answered {
		for _, q := range v.List.Unanswered {
			v.Form.Problem(asking+q.ID, q.Text+"：请选一项，才知道要带什么")
		}
	}
	v.Share = c.Absolute(itemHref(v.Item.Code) + "/check?" + share.Encode())
	if v.Version.Online && c.Serves("/apply") {
		v.Apply = "/apply?item=" + v.Item.Code + "&" + share.Encode()
	}
	page := c.Page("测一测："+v.Version.Name).WithBack("返回", itemHref(v.Item.Code)).WithNarrow()
	if v.Form.Bad() {
		page.Form = v.Form
	}
	return c.Render(checkPage(page, v))
}

// ready reports whether the list is whole and the applicant may apply.
func (v checkView) ready() bool { return v.Answered && v.List.Complete() && len(v.List.Bars) == 0 }

// summary is the list in one sentence.
func (v checkView) summary() string {
	return fmt.Sprintf("您要提供 %d 份，不用交 %d 份；%s办好，%s。", len(v.List.Of(catalogue.Bring)),
		len(v.List.Of(catalogue.Spared)), promise(v.Version.Content), fee(v.Version.Guide))
}

func options(q catalogue.Question) []ui.Option {
	out := make([]ui.Option, len(q.Choices))
	for i, choice := range q.Choices {
		out[i] = ui.Option{Value: choice.Code, Label: choice.Text}
	}
	return out
}

// group is one part of the personal list.
type group struct {
	Title   string
	Label   label
	Entries []catalogue.Entry
}

// groups keeps the fixed order: what need not be handed in first.
func (v checkView) groups() []group {
	var out []group
	for _, g := range []group{
		{"不用您交", label{ui.Green, "不用交"}, v.List.Of(catalogue.Spared)},
		{"要您提供", label{ui.Blue, "要提供"}, v.List.Of(catalogue.Bring)},
		{"按您的情况不需要", label{ui.Grey, "不需要"}, v.List.Of(catalogue.Unneeded)},
	} {
		if len(g.Entries) > 0 {
			out = append(out, g)
		}
	}
	return out
}
