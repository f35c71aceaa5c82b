package letters

import (
	"errors"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Remedy is where a unit's decisions can be contested (救济途径).
type Remedy struct {
	ReviewBody string // 复议机关
	ReviewLink string // where to file online; a decision served online must name it
	Court      string // 管辖法院
}

// The terms of the remedies: 行政复议法 art. 20 (sixty days; art. 9 in the law in
// force until 2023), 行政诉讼法 art. 46 (six months).
const (
	reviewDays = 60
	suitMonths = 6
)

// RemedyOf returns a unit's remedies: what was set for it, else the county's
// own government and court.
func RemedyOf(tx *store.Tx, unit string) (Remedy, error) {
	row, set, err := remedyOf.Find(tx, tx.County(), unit)
	if err != nil || set {
		return row.Remedy, err
	}
	county, known := ids.BuiltinAreas().At(ids.AreaCode(tx.County()), tx.Today().String())
	if !known {
		return Remedy{}, nil // Issue asks for it
	}
	return Remedy{ReviewBody: county.Name + "人民政府", Court: county.Name + "人民法院"}, nil
}

// SetRemedy says where decisions of a unit can be contested, for units under
// another system (垂管) or another court.
func SetRemedy(tx *store.Tx, by flow.Actor, unit string, r Remedy) error {
	if err := may(by, "设置救济途径", editors); err != nil {
		return err
	}
	if by.Unit != unit && !by.Has(anyUnit...) {
		return store.NoRow.New(nil)
	}
	r = Remedy{strings.TrimSpace(r.ReviewBody), strings.TrimSpace(r.ReviewLink), strings.TrimSpace(r.Court)}
	var p fault.Problems
	if r.ReviewBody == "" {
		p.Add("review_body", "复议机关没有填：请填受理行政复议的机关全称")
	}
	if r.Court == "" {
		p.Add("court", "管辖法院没有填：请填受理行政诉讼的法院全称")
	}
	if r.ReviewLink != "" && !strings.HasPrefix(r.ReviewLink, "https://") {
		p.Add("review_link", "网上申请复议的网址应以 https:// 开头：请核对")
	}
	if err := p.Err(); err != nil {
		return err
	}
	if _, err := saveRemedy.Run(tx, tx.County(), unit, r.ReviewBody, r.ReviewLink, r.Court, by.Account, tx.Now()); err != nil {
		return err
	}
	_, err := journal.Record(tx, by, "letter.remedy", "remedy:"+unit, r, journal.Row{Table: "letters_remedy", ID: unit})
	return err
}

// Remedies returns what was set, by unit; a unit that is not in it has the
// county's own government and court.
func Remedies(tx *store.Tx) (map[string]Remedy, error) {
	rows, err := remediesSet.All(tx, tx.County())
	out := make(map[string]Remedy, len(rows))
	for _, row := range rows {
		out[row.ID] = row.Remedy
	}
	return out, err
}

// Printed is the block that a decision issued today would carry.
func (r Remedy) Printed(tx *store.Tx) ([]string, error) {
	var p fault.Problems
	lines, err := remedyText(tx, r, &p)
	if err == nil {
		err = p.Err()
	}
	return lines, err
}

// lastDay is the end of a term; open says that no calendar covers it yet, so
// that a rest day may still move it.
type lastDay struct {
	day  calendar.Day
	open bool
}

func (l lastDay) String() string {
	if l.open {
		return l.day.Chinese() + "（遇休息日顺延）"
	}
	return l.day.Chinese()
}

// lastDays computes the ends of both terms from the day of service: that day is
// not counted, and a rest day moves the end to the next working day (民法典 art.
// 201 to 203).
func lastDays(tx *store.Tx, served calendar.Day) (review, suit lastDay, err error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return review, suit, err
	}
	if review, err = shifted(book, served+reviewDays); err != nil {
		return review, suit, err
	}
	suit, err = shifted(book, monthsAfter(served, suitMonths))
	return review, suit, err
}

// shifted moves a rest day to the next working day. Beyond the loaded calendars
// it keeps the day and says so: a decision must not wait for next year's
// holiday notice, and the person loses nothing by the earlier day.
func shifted(book *calendar.Book, end calendar.Day) (lastDay, error) {
	day, err := book.NextWorkday(end)
	if errors.Is(err, calendar.ErrNoCalendar) {
		return lastDay{end, true}, nil
	}
	return lastDay{day, err == nil && book.Provisional(day)}, err
}

// monthsAfter is the corresponding day n months later, or the last day of that
// month where there is none (民法典 art. 202).
func monthsAfter(d calendar.Day, n int) calendar.Day {
	day := calendar.DayOf(d.Year(), d.Month()+n, d.Dom())
	if day.Dom() != d.Dom() {
		return calendar.DayOf(d.Year(), d.Month()+n+1, 0)
	}
	return day
}

// remedyText is the block R of a document. The last days are those for service
// on the day of issue; Deliver computes the real ones.
func remedyText(tx *store.Tx, r Remedy, p *fault.Problems) ([]string, error) {
	if r.ReviewBody == "" || r.Court == "" {
		p.Add("remedy", "救济途径没有设置：请先为本单位填复议机关和管辖法院")
		return nil, nil
	}
	review, suit, err := lastDays(tx, tx.Today())
	if err != nil {
		return nil, err
	}
	out := []string{
		fmt.Sprintf("如不服本决定，可以自收到本决定书之日起%d日内向%s申请行政复议，也可以自收到本决定书之日起%d个月内向%s提起行政诉讼。",
			reviewDays, r.ReviewBody, suitMonths, r.Court),
		fmt.Sprintf("在%s当天收到的，申请复议的最后一日为%s，提起诉讼的最后一日为%s；另日收到的，从收到之日起计算。",
			tx.Today().Chinese(), review, suit),
	}
	if r.ReviewLink != "" {
		out = append(out, "网上申请行政复议："+r.ReviewLink)
	}
	return out, nil
}
