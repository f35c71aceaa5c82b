package pages

import (
	"slices"
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// reducedView is the ledger of cut materials of one year.
type reducedView struct {
	Year    int
	Earlier int // a year before, to turn to
	Lines   []cutLine
	Items   int
	Units   int
	Asked   calendar.Instant
}

type cutLine struct {
	catalogue.Cut
	UnitName string
}

func (p *pages) reduced(c *kit.Ctx) error {
	v := reducedView{}
	err := c.Read(func(tx *store.Tx) error {
		v.Asked, v.Year = tx.Now(), tx.Today().Year()
		if asked, err := strconv.Atoi(c.Query("year")); err == nil && asked > 2000 && asked < v.Year {
			v.Year = asked
		}
		v.Earlier = v.Year - 1
		to := min(calendar.DayOf(v.Year, 12, 31), tx.Today())
		cuts, err := catalogue.Cuts(tx, calendar.DayOf(v.Year, 1, 1), to, tx.Now())
		if err != nil {
			return err
		}
		return v.fill(namesIn(tx), cuts)
	})
	if err != nil {
		return err
	}
	return c.Render(reducedPage(c.Page("减掉的申请材料").WithBack("首页", "/"), v))
}

func (v *reducedView) fill(names *unitNames, cuts []catalogue.Cut) error {
	items, units := map[string]bool{}, map[string]bool{}
	for _, cut := range cuts {
		unit, err := names.unit(cut.Item.Unit)
		if err != nil {
			return err
		}
		items[cut.Item.ID], units[cut.Item.Unit] = true, true
		v.Lines = append(v.Lines, cutLine{cut, unit.Short})
	}
	slices.SortStableFunc(v.Lines, func(a, b cutLine) int {
		return slices.Compare([]string{a.Item.Unit, a.Item.Code}, []string{b.Item.Unit, b.Item.Code})
	})
	v.Items, v.Units = len(items), len(units)
	return nil
}
