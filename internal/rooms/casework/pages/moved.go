package pages

import (
	"cmp"
	"fmt"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// movedView is the page of the due days that changes of the calendar moved.
type movedView struct {
	Page  ui.Page
	List  []casework.Redating
	Names map[string]string
}

// movedShown bounds the page; each case's own page has every move.
const movedShown = 2000

func movedPage(c *kit.Ctx) error {
	v := movedView{Page: c.Page("日历改期"), Names: map[string]string{}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = casework.Redatings(tx, c.Actor, movedShown); err != nil {
			return err
		}
		units, err := org.List(tx, org.Filter{Limit: 1000})
		for _, u := range units {
			v.Names[u.Code] = cmp.Or(u.Short, u.Name)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(movedTempl(v))
}

// movedZh words the limits that a change of the calendar moves.
var movedZh = map[string]string{"promised": "承诺期限", "statutory": "法定期限", "notice": "答复期限", "delivery": "送达期限"}

func daysApart(m casework.MovedCase) string {
	n := int(m.NewDue - m.OldDue)
	if n < 0 {
		return fmt.Sprintf("早 %d 天", -n)
	}
	return fmt.Sprintf("晚 %d 天", n)
}
