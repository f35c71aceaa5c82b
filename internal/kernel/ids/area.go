package ids

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// AreaCode is a division code (行政区划代码) in its shortest usual form: 6 digits
// down to the county (GB/T 2260), 9 for a township, 12 for a village (statistical
// codes). It leads the keys of records, so that counties can share a database.
type AreaCode string

// Level is the tier of a division.
type Level int

// The tiers, from the province down.
const (
	Province Level = iota + 1
	City
	County
	Township
	Village
)

// provinces are the first two digits in use.
const provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82"

// ParseAreaCode reads 2, 4, 6, 9 or 12 digits: 43 is 430000, 430922112000 is the
// township 430922112. Whether the division exists is a question to Areas.
func ParseAreaCode(s string) (AreaCode, error) {
	text := tidy(s)
	if !isDigits(text) {
		return "", fmt.Errorf("行政区划代码只能填数字，例如 430922（桃江县），请改正")
	}
	switch len(text) {
	case 2, 4:
		text += strings.Repeat("0", 6-len(text))
	case 6, 9, 12:
	default:
		return "", fmt.Errorf("行政区划代码有 %d 位，应为 6 位（县级）、9 位（乡镇）或 12 位（村），请核对", len(text))
	}
	if !strings.Contains(provinces, text[:2]) {
		return "", fmt.Errorf("行政区划代码开头的 %s 不是省级代码，请核对前两位", text[:2])
	}
	for len(text) > 6 && strings.HasSuffix(text, "000") {
		text = text[:len(text)-3]
	}
	if text[2:4] == "00" && text[4:] != "00" || len(text) == 12 && text[6:9] == "000" {
		return "", fmt.Errorf("行政区划代码 %s 的上级部分是 0，请从前往后核对", text)
	}
	return AreaCode(text), nil
}

// Level is the tier of the code. A code ending in 0000 is a province, in 00 a
// city.
func (c AreaCode) Level() Level {
	switch {
	case len(c) == 12:
		return Village
	case len(c) == 9:
		return Township
	case strings.HasSuffix(string(c), "0000"):
		return Province
	case strings.HasSuffix(string(c), "00"):
		return City
	}
	return County
}

// parentLength is the significant part of the parent, by level.
var parentLength = [Village + 1]int{City: 2, County: 4, Township: 6, Village: 9}

// Parent is the division above; a province has none.
func (c AreaCode) Parent() (AreaCode, bool) {
	n := parentLength[c.Level()]
	if n == 0 || len(c) < n {
		return "", false
	}
	head := c[:n]
	return head + AreaCode(strings.Repeat("0", max(0, 6-n))), true
}

// Within reports whether c is outer or lies inside it.
func (c AreaCode) Within(outer AreaCode) bool {
	head := string(outer)
	for range 2 {
		if len(head) <= 6 && len(head) > 2 {
			head = strings.TrimSuffix(head, "00")
		}
	}
	return head != "" && strings.HasPrefix(string(c), head)
}

// Area is one division during one span of time. Divisions are merged and
// renamed, so each row is valid From a day (inclusive) To a day (exclusive);
// empty means open. Days are written 2006-01-02.
type Area struct {
	Code     AreaCode
	Name     string
	From, To string
}

// Areas is a table of divisions. It is read-only and safe to share.
type Areas struct {
	rows map[AreaCode][]Area
}

//go:embed areas.csv
var builtinCSV string

// BuiltinAreas is the table the program carries: the prefectures of Hunan, the
// counties of Yiyang and the townships of Taojiang.
var BuiltinAreas = sync.OnceValue(func() *Areas {
	areas, err := ReadAreas(strings.NewReader(builtinCSV))
	if err != nil {
		panic(err) // a bad embedded table is a fault of the build
	}
	return areas
})

// ReadAreas reads a table with the columns code, name, from, to. Rows of one
// code must not overlap in time. Errors name the line.
func ReadAreas(r io.Reader) (*Areas, error) {
	reader := csv.NewReader(r)
	reader.FieldsPerRecord = 4
	records, err := reader.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("行政区划表读不出来，每行应有 代码,名称,起,止 四列: %w", err)
	}
	areas := &Areas{rows: map[AreaCode][]Area{}}
	for i, record := range records {
		if i == 0 {
			continue // the heading
		}
		if err := areas.add(record); err != nil {
			return nil, fmt.Errorf("行政区划表第 %d 行: %w", i+1, err)
		}
	}
	return areas, nil
}

// add checks one row and puts it beside earlier rows of the same code.
func (a *Areas) add(record []string) error {
	code, err := ParseAreaCode(record[0])
	if err != nil {
		return err
	}
	row := Area{Code: code, Name: record[1], From: record[2], To: record[3]}
	if row.Name == "" {
		return fmt.Errorf("%s 没有名称，请补上", code)
	}
	for _, day := range []string{row.From, row.To} {
		if day != "" && !isDay(day) {
			return fmt.Errorf("日期“%s”不对，请写成 2020-06-08", day)
		}
	}
	if row.To != "" && row.To <= row.From {
		return fmt.Errorf("%s 的止期 %s 不晚于起期，请改正", code, row.To)
	}
	for _, other := range a.rows[code] {
		if (row.To == "" || other.From < row.To) && (other.To == "" || row.From < other.To) {
			return fmt.Errorf("%s 与前面“%s”的有效期重叠，请改起止日期", code, other.Name)
		}
	}
	a.rows[code] = append(a.rows[code], row)
	return nil
}

func isDay(s string) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' || !isDigits(s[:4]+s[5:7]+s[8:]) {
		return false
	}
	return validDay(number(s[:4]), number(s[5:7]), number(s[8:]))
}

// At is the division with this code on this day (2006-01-02).
func (a *Areas) At(code AreaCode, day string) (Area, bool) {
	for _, row := range a.rows[code] {
		if row.From <= day && (row.To == "" || day < row.To) {
			return row, true
		}
	}
	return Area{}, false
}

// Children are the divisions directly below code on this day, by code.
func (a *Areas) Children(code AreaCode, day string) []Area {
	var children []Area
	for child := range a.rows {
		if parent, ok := child.Parent(); !ok || parent != code {
			continue
		}
		if row, ok := a.At(child, day); ok {
			children = append(children, row)
		}
	}
	slices.SortFunc(children, func(x, y Area) int { return strings.Compare(string(x.Code), string(y.Code)) })
	return children
}

// FullName joins the names from the province down: 湖南省益阳市桃江县桃花江镇. It fails
// when a division on the way is not in the table on that day.
func (a *Areas) FullName(code AreaCode, day string) (string, bool) {
	name := ""
	for {
		row, ok := a.At(code, day)
		if !ok {
			return "", false
		}
		name = row.Name + name
		parent, ok := code.Parent()
		if !ok {
			return name, true
		}
		code = parent
	}
}
