package pages

import (
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// savingsView is the ledger of cut materials with what they saved.
type savingsView struct {
	Year   int
	Lines  []casework.Saving
	Units  map[string]string
	Copies int
	Asked  calendar.Instant
}

func (v savingsView) query() string { return "?year=" + strconv.Itoa(v.Year) }

func readSavings(tx *store.Tx, c *kit.Ctx) (v savingsView, err error) {
	v = savingsView{Year: tx.Today().Year(), Asked: tx.Now(), Units: map[string]string{}}
	if asked, err := strconv.Atoi(c.Query("year")); err == nil && asked > 2000 && asked < v.Year {
		v.Year = asked
	}
	to := min(calendar.DayOf(v.Year, 12, 31), tx.Today())
	if v.Lines, err = casework.Savings(tx, calendar.DayOf(v.Year, 1, 1), to, tx.Now()); err != nil {
		return v, err
	}
	for _, line := range v.Lines {
		v.Copies += line.Copies()
		if err := nameUnit(tx, v.Units, line.Item.Unit); err != nil {
			return v, err
		}
	}
	return v, nil
}

func savingsPage(c *kit.Ctx) error {
	var v savingsView
	err := c.Read(func(tx *store.Tx) (err error) {
		v, err = readSavings(tx, c)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(savingsTempl(c.Page("减材料的实效").WithBack("减掉的申请材料", "/open/reduced"), v))
}

var savingColumns = columns("部门", "事项编码", "事项", "减掉的材料", "从哪天起", "来源文件", "每件少交份数", "此后受理办件", "少交份数")

func savingRows(tx *store.Tx, c *kit.Ctx, add func([]string) error) error {
	v, err := readSavings(tx, c)
	if err != nil {
		return err
	}
	for _, line := range v.Lines {
		row := []string{v.Units[line.Item.Unit], line.Item.Code, line.Item.Name, line.Material.Name, line.Version.FromDay.String(),
			line.Version.Source, strconv.Itoa(line.Each), strconv.Itoa(len(line.Cases)), strconv.Itoa(line.Copies())}
		if err := add(row); err != nil {
			return err
		}
	}
	return nil
}
