package pages

import (
	"fmt"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

// priorityView is every order of the counter that was set, with the form for the
// next one, filled with what holds today.
type priorityView struct {
	Page  ui.Page
	Form  *ui.Form
	Now   hall.Priority
	All   []hall.Priority
	Ranks []ui.Option
	Keep  bool
}

func showPriority(c *kit.Ctx) error {
	v := priorityView{Page: c.Page("叫号次序"), Form: c.Form(), Keep: c.Can("hall.keep")}
	for rank := range len(hall.Classes) {
		v.Ranks = append(v.Ranks, ui.Option{Value: fmt.Sprint(rank + 1), Label: fmt.Sprintf("第 %d", rank+1)})
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Now, err = hall.PriorityOn(tx, tx.Today()); err != nil {
			return err
		}
		v.All, err = hall.Priorities(tx)
		return err
	})
	if err != nil {
		return err
	}
	for _, line := range v.Now.Lines {
		v.Form.Default("rank."+string(line.Class), fmt.Sprint(line.Rank))
		v.Form.Default("says."+string(line.Class), line.Says)
	}
	v.Form.Default("long_wait", fmt.Sprint(v.Now.LongWait))
	v.Form.Default("from", (c.Now.Day() + 1).String())
	return c.Render(priorityPage(v))
}

func setPriority(c *kit.Ctx) error {
	f := c.Form()
	d := hall.PriorityDraft{From: f.Day("from", "从哪天起"), LongWait: int(f.Int("long_wait", "久等不插队的分钟数", 0, 240)), Document: f.Text("document")}
	for _, class := range hall.Classes {
		name := string(class.Class)
		d.Lines = append(d.Lines, hall.PriorityLine{Class: class.Class, Rank: int(f.Int("rank."+name, class.Zh+"的次序", 1, int64(len(hall.Classes)))),
			Says: f.Text("says." + name)})
	}
	return settle(c, "叫号次序已公布，到日子就按它叫号。", showPriority, func(tx *store.Tx) (string, error) {
		_, err := hall.SetPriority(tx, c.Actor, d)
		return "/hall/priority", err
	})
}
