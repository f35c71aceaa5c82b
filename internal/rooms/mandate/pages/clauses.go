package pages

import (
	"fmt"

	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// clausesView is the law split into clauses.
type clausesView struct {
	Page  ui.Page
	Form  *ui.Form
	All   []mandate.Clause
	Tasks map[string][]mandate.Standing // by clause
	Names map[string]string
	Local int
	With  int
	Keep  bool
}

func (d door) showClauses(c *kit.Ctx) error {
	v := clausesView{Page: c.Page("条例条款"), Form: c.FormOf("adopt"), Tasks: map[string][]mandate.Standing{}, Keep: c.Can("mandate.keep")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.All, err = mandate.Clauses(tx); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		list, err := mandate.Tasks(tx, c.Actor, mandate.TaskFilter{List: mandate.ClauseList, Public: true})
		for _, t := range list {
			v.Tasks[*t.ClauseID] = append(v.Tasks[*t.ClauseID], t)
		}
		return err
	})
	for _, one := range v.All {
		if one.Local {
			v.Local++
		}
	}
	if v.With = len(v.Tasks); err != nil {
		return err
	}
	return c.Render(clausesPage(v))
}

func (d door) adopt(c *kit.Ctx) error {
	return settle(c, "条例的条款已载入。", d.showClauses, func(tx *store.Tx) (string, error) {
		_, err := mandate.AdoptRegulation(tx, c.Actor)
		return "/mandate/clauses", err
	})
}

// clauseView is one clause with what units do for it.
type clauseView struct {
	Page  ui.Page
	It    mandate.Clause
	Tasks []mandate.Standing
	Names map[string]string
}

func (d door) showClause(c *kit.Ctx) error {
	v := clauseView{Page: c.Page("条款")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = mandate.ClauseByCode(tx, c.Path("code")); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		v.Tasks, err = mandate.TasksOfClause(tx, c.Actor, v.It.ID)
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = v.It.Zh()
	return c.Render(clausePage(v))
}

// chapterHead is printed before the first clause of a chapter.
func chapterHead(all []mandate.Clause, n int) string {
	c := all[n]
	if n > 0 && all[n-1].Law == c.Law && all[n-1].Chapter == c.Chapter {
		return ""
	}
	return fmt.Sprintf("第%s章 %s", mandate.Han(c.Chapter), c.Heading)
}
