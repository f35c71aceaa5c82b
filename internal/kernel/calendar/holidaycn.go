package calendar

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxHolidayFile bounds a holiday file; a year has some forty special days, about 4 KB.
const maxHolidayFile = 256 << 10

// maxSpecials bounds the days of one file: every day of the year and the end of the year before.
const maxSpecials = 400

// holidayFile is the widespread JSON shape of one year: {"year", "papers", "days": [{name, date, isOffDay}]}.
type holidayFile struct {
	Year   int      `json:"year"`
	Papers []string `json:"papers"`
	Days   []struct {
		Name     string `json:"name"`
		Date     string `json:"date"`
		IsOffDay *bool  `json:"isOffDay"`
	} `json:"days"`
}

// ParseHolidayCN reads one year's holiday file in the JSON shape {year, papers, days: [{name, date, isOffDay}]}
// (other members are left aside). The shape has no document number and no day of publication: No is empty and
// Published is 0, which [NewBook] refuses, so the person who imports must state both from the notice itself.
// URL is the last of papers. It refuses, with an [InputError] that names the place, more than 256 KiB, no
// days, a date that does not exist, that is given twice or lies outside the year and the December before it.
func ParseHolidayCN(r io.Reader) (Notice, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxHolidayFile+1))
	if err != nil {
		return Notice{}, fmt.Errorf("read holiday file: %w", err)
	}
	if len(data) > maxHolidayFile {
		return Notice{}, inputErrorf("节假日文件超过 %d KB：请确认选的是一年的节假日 JSON 文件", maxHolidayFile>>10)
	}
	var f holidayFile
	if err := json.Unmarshal(data, &f); err != nil {
		return Notice{}, jsonError(data, err)
	}
	return f.notice()
}

func (f *holidayFile) notice() (Notice, error) {
	if f.Year < 1991 || f.Year > 2200 {
		return Notice{}, inputErrorf("year 一项是 %d：请填写文件所属年份，例如 2027", f.Year)
	}
	if len(f.Days) == 0 {
		return Notice{}, inputErrorf("days 一项没有任何日期：%d 年的安排可能尚未发布，请在通知发布后重新下载", f.Year)
	}
	if len(f.Days) > maxSpecials {
		return Notice{}, inputErrorf("days 一项有 %d 天，一年不会超过 %d 天：请每年一个文件分开导入", len(f.Days), maxSpecials)
	}
	n := Notice{Title: fmt.Sprintf("%d年部分节假日安排", f.Year)}
	if len(f.Papers) > 0 {
		n.URL = f.Papers[len(f.Papers)-1]
	}
	seen := map[Day]int{}
	for i := range f.Days {
		s, err := f.special(i)
		if err != nil {
			return Notice{}, err
		}
		if at, dup := seen[s.Day]; dup {
			return Notice{}, inputErrorf("days 第 %d 条与第 %d 条都是 %s：请只留一条", i+1, at, s.Day)
		}
		seen[s.Day] = i + 1
		n.Days = append(n.Days, s)
	}
	return n, nil
}

// special reads entry i, counted from 0.
func (f *holidayFile) special(i int) (Special, error) {
	e := f.Days[i]
	d, err := ParseDay(e.Date)
	if err != nil {
		return Special{}, inputErrorf("days 第 %d 条：%v", i+1, err)
	}
	if d < DayOf(f.Year-1, 12, 1) || d > DayOf(f.Year, 12, 31) {
		return Special{}, inputErrorf("days 第 %d 条 %s 不属于 %d 年（含上年 12 月）：请改正日期或 year", i+1, d, f.Year)
	}
	if e.Name == "" {
		return Special{}, inputErrorf("days 第 %d 条 %s 缺少 name：请填写节日名称，例如 春节", i+1, d)
	}
	if e.IsOffDay == nil {
		return Special{}, inputErrorf("days 第 %d 条 %s 缺少 isOffDay：放假填 true，调休上班填 false", i+1, d)
	}
	return Special{Day: d, Name: e.Name, Off: *e.IsOffDay}, nil
}

// jsonError says at which line a JSON text stops making sense.
func jsonError(data []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return inputErrorf("第 %d 行附近不是完整的 JSON：请重新下载或检查逗号、引号", lineAt(data, syntax.Offset))
	case errors.As(err, &kind):
		return inputErrorf("第 %d 行的 %s 类型不对：请按 {\"year\":2027,\"days\":[{\"name\":\"元旦\",\"date\":\"2027-01-01\",\"isOffDay\":true}]} 的样子填写", lineAt(data, kind.Offset), kind.Field)
	}
	return inputErrorf("文件不是 JSON：请选择节假日 JSON 文件（%v）", err)
}

func lineAt(data []byte, offset int64) int {
	line := 1
	for _, c := range data[:min(int64(len(data)), max(0, offset))] {
		if c == '\n' {
			line++
		}
	}
	return line
}
