package calendar

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"sync"
)

//go:embed data/notices.csv data/days.csv
var builtinData embed.FS

// builtinNotices reads the embedded tables once. They are part of the program: a fault in them is a fault of
// the build and stops the program at its first use, and the tests at theirs.
var builtinNotices = sync.OnceValue(func() []Notice {
	notices, err := readBuiltin()
	if err != nil {
		panic(err)
	}
	return notices
})

// Builtin gives the notices for 2007 to 2026 that come with the program, oldest first, in copies the caller
// may keep. 2015, 2019 and 2020 have two each; for 2020 these are 国办发明电〔2019〕16号 and the extension of
// 春节, 国办发明电〔2020〕1号. A number that could not be confirmed is empty and the title says so.
func Builtin() []Notice {
	out := slices.Clone(builtinNotices())
	for i := range out {
		out[i].Days = slices.Clone(out[i].Days)
	}
	return out
}

func readBuiltin() ([]Notice, error) {
	rows, err := readTable("data/notices.csv")
	if err != nil {
		return nil, err
	}
	var notices []Notice
	at := map[string]int{}
	for _, r := range rows {
		published, err := ParseDay(r[2])
		if err != nil {
			return nil, fmt.Errorf("notices.csv, key %s: %w", r[0], err)
		}
		at[r[0]] = len(notices)
		notices = append(notices, Notice{No: r[1], Published: published, Title: r[3], URL: r[4]})
	}
	if rows, err = readTable("data/days.csv"); err != nil {
		return nil, err
	}
	for _, r := range rows {
		i, known := at[r[0]]
		if !known || (r[2] != "off" && r[2] != "work") {
			return nil, fmt.Errorf("days.csv: %v: unknown notice or kind", r)
		}
		d, err := ParseDay(r[1])
		if err != nil {
			return nil, fmt.Errorf("days.csv, notice %s: %w", r[0], err)
		}
		notices[i].Days = append(notices[i].Days, Special{Day: d, Name: r[3], Off: r[2] == "off"})
	}
	return notices, nil
}

// readTable reads a CSV file with comment lines and a heading, which it drops.
func readTable(name string) ([][]string, error) {
	f, err := builtinData.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows[1:], nil
}
