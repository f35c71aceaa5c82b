package party

import (
	"testing"

	"yingshang/internal/kernel/calendar"
)

func TestSizeOf_两项要同时达到(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   SizeInputs
		want Class
	}{
		{SizeInputs{Industry: "industry", Persons: 1000, Revenue: 40000 * wan}, Large},
		{SizeInputs{Industry: "industry", Persons: 999, Revenue: 40000 * wan}, Medium},
		{SizeInputs{Industry: "industry", Persons: 300, Revenue: 2000*wan - 1}, Small},
		{SizeInputs{Industry: "industry", Persons: 19, Revenue: 90000 * wan}, Micro},
		{SizeInputs{Industry: "farming", Revenue: 500 * wan}, Medium},
		{SizeInputs{Industry: "real_estate", Revenue: 200000 * wan, Assets: 9999 * wan}, Medium},
		{SizeInputs{Industry: "leasing", Persons: 100, Assets: 7999 * wan}, Small},
		{SizeInputs{Industry: "other", Persons: 10}, Small},
	} {
		if got, err := SizeOf(c.in); got != c.want || err != nil {
			t.Errorf("%+v: %s, want %s, %v", c.in, got, c.want, err)
		}
	}
	for _, in := range []SizeInputs{{Industry: "finance"}, {Industry: "retail", Persons: -1}} {
		if got, err := SizeOf(in); err == nil {
			t.Errorf("%+v: %s", in, got)
		}
	}
}

func TestYearsAfter_没有对应日取月末(t *testing.T) {
	t.Parallel()
	if got := yearsAfter(calendar.DayOf(2020, 2, 29), 1); got != calendar.DayOf(2021, 2, 28) {
		t.Error(got)
	}
	if got := yearsAfter(calendar.DayOf(2020, 6, 8), 3); got != calendar.DayOf(2023, 6, 8) {
		t.Error(got)
	}
}
