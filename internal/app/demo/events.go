package demo

import (
	"encoding/csv"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
)

// Event is one line of the 办件过程台账: who did what to which case, when.
type Event struct {
	Line  int
	At    calendar.Instant
	Case  string // the ledger's own mark of the case
	Act   string // 动作
	By    string // login of who acts; 系统 for scheduled work
	cells map[string]string
}

// Get returns a cell by its heading.
func (e Event) Get(heading string) string { return e.cells[heading] }

// List returns a cell that holds several values.
func (e Event) List(heading string) []string {
	return strings.FieldsFunc(e.cells[heading], func(r rune) bool { return r == '；' || r == ';' })
}

// Day returns a cell that holds a day; ok is false when it is empty.
func (e Event) Day(heading string) (calendar.Day, bool, error) {
	if e.cells[heading] == "" {
		return 0, false, nil
	}
	d, err := calendar.ParseDay(e.cells[heading])
	return d, err == nil, err
}

// Number returns a cell that holds a number, 0 when it is empty.
func (e Event) Number(heading string) (int, error) {
	if e.cells[heading] == "" {
		return 0, nil
	}
	return strconv.Atoi(e.cells[heading])
}

// Headings are the columns of the ledger, in order.
var Headings = []string{"时间", "办件", "动作", "经办", "事项", "申请人", "项目", "答复", "送达", "原证",
	"材料", "结论", "日期", "天数", "文号", "渠道", "说明"}

// ReadEvents reads the ledger in the order of time; lines of one instant keep
// their order.
func ReadEvents(r io.Reader) ([]Event, error) {
	rows := csv.NewReader(r)
	heads, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("办件过程台账：%w", err)
	}
	var events []Event
	for line := 2; ; line++ {
		record, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("办件过程台账第 %d 行：%w", line, err)
		}
		e := Event{Line: line, cells: map[string]string{}}
		for i, head := range heads {
			e.cells[head] = strings.TrimSpace(record[i])
		}
		if e.At, err = calendar.ParseInstant(e.Get("时间")); err != nil {
			return nil, fmt.Errorf("办件过程台账第 %d 行：%w", line, err)
		}
		e.Case, e.Act, e.By = e.Get("办件"), e.Get("动作"), e.Get("经办")
		events = append(events, e)
	}
	sort.SliceStable(events, func(i, j int) bool { return events[i].At < events[j].At })
	return events, nil
}
