package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// cardView is one object's month.
type cardView struct {
	Page    ui.Page
	Object  *ui.Form
	Correct *ui.Form
	Card    appraisal.Card
	Unit    string
	Targets []ui.Option // what can be objected to; empty when it is not the time
	Items   []ui.Option // what can be corrected
}

func (d door) showCard(c *kit.Ctx) error {
	v := cardView{Page: c.Page("得分卡"), Object: c.FormOf("object"), Correct: c.FormOf("correct")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Card, err = appraisal.CardOf(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		v.Unit, err = appraisal.UnitName(tx, v.Card.Subject.Unit)
		return err
	})
	if err != nil {
		return err
	}
	r := v.Card.Run
	v.Page.Title = v.Card.Subject.Name + " " + r.Title()
	if r.State == appraisal.Shown && c.Now.Day() <= *r.UntilDay && c.Can("appraisal.object") {
		v.Targets = targets(v.Card)
	}
	if r.Frozen() && c.Can("appraisal.keep") {
		for _, row := range v.Card.Rows {
			v.Items = append(v.Items, ui.Option{Value: row.Item.Code, Label: row.Item.Name})
		}
	}
	return c.Render(cardPage(v))
}

// targets are the items, and below each the events that still count.
func targets(card appraisal.Card) (out []ui.Option) {
	for _, row := range card.Rows {
		out = append(out, ui.Option{Value: row.Item.Code, Label: row.Item.Name + "：" + scoreText(row.Score) + " 分，整项"})
		for _, l := range row.Lines {
			if l.Struck == nil && l.Points != 0 && row.Item.Way == appraisal.ByCount {
				out = append(out, ui.Option{Value: row.Item.Code + "/" + l.ID, Label: fmt.Sprintf("　%s %s（%s）", row.Item.Name, l.Number, signed(l.Points))})
			}
		}
	}
	return out
}

func (d door) object(c *kit.Ctx) error {
	f := c.FormOf("object")
	return settle(c, "异议已提交，请等主管机构答复。", d.showCard, func(tx *store.Tx) (string, error) {
		item, line, _ := strings.Cut(f.Text("item"), "/")
		o, err := appraisal.Object(tx, c.Actor, appraisal.ObjectionInput{Subject: c.Path("id"), Item: item, Line: line,
			Grounds: f.Lines("grounds"), Evidence: f.Text("evidence")})
		return "/appraisals/objections/" + o.ID, err
	})
}

func (d door) correct(c *kit.Ctx) error {
	f := c.FormOf("correct")
	return settle(c, "更正已登记在旁边，原分不变。", d.showCard, func(tx *store.Tx) (string, error) {
		_, err := appraisal.Correct(tx, c.Actor, appraisal.Erratum{SubjectID: c.Path("id"), Item: f.Text("item"), Reason: f.Text("reason"),
			Document: f.Text("document")}, seen(f), f.Text("points"))
		return "/appraisals/cards/" + c.Path("id"), err
	})
}

// itemView is one item with the records behind it.
type itemView struct {
	Page    ui.Page
	Card    appraisal.Card
	Row     appraisal.CardRow
	Behind  appraisal.Behind
	Shown   []appraisal.Event
	Measure string
	How     string
	Over    string
}

const mostShown = 200

func (d door) showItem(c *kit.Ctx) error {
	v := itemView{Page: c.Page("考核项")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Card, err = appraisal.CardOf(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.Row, err = v.Card.Row(c.Path("item")); err != nil {
			return err
		}
		v.Behind, err = d.keeper.Behind(tx, v.Card, v.Row)
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = v.Row.Item.Name + " " + v.Card.Subject.Name
	v.Shown = v.Behind.Events[:min(mostShown, len(v.Behind.Events))]
	if m, ok := d.keeper.Measure(v.Row.Item.Measure); ok {
		v.Measure, v.How = m.Zh, m.Definition
	}
	if m, ok := d.keeper.Measure(v.Row.Item.Over); ok {
		v.Over = fmt.Sprintf("%s（%s）：%d 条", m.Zh, m.Definition, len(v.Behind.Population))
	}
	return c.Render(itemPage(v))
}
