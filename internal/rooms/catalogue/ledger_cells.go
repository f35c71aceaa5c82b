package catalogue

import (
	"fmt"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
)

// into reads the text of a cell into its place; the error says how to mend it.
type into = func(string) error

// Cells hold several entries separated by semicolons, and an entry's parts
// separated by upright bars.

func entries(text string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '；' || r == ';' || r == '\n' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// parts splits an entry into exactly n parts; missing ones are empty.
func parts(entry string, n int) []string {
	out := make([]string, n)
	for i, p := range strings.SplitN(strings.ReplaceAll(entry, "｜", "|"), "|", n) {
		out[i] = strings.TrimSpace(p)
	}
	return out
}

// words splits a list of short words.
func words(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、；;,，\n", r) }) {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func intoText(to *string) into {
	return func(s string) error { *to = s; return nil }
}

func intoNumber(to *int) into {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			return fmt.Errorf("“%s”不是整数，请填 0 或更大的整数。", s)
		}
		*to = n
		return nil
	}
}

var yesNo = map[string]bool{"是": true, "有": true, "1": true, "否": false, "无": false, "0": false}

func intoFlag(to *bool) into {
	return func(s string) error {
		yes, ok := yesNo[s]
		if !ok {
			return fmt.Errorf("“%s”看不懂，请填“是”或“否”。", s)
		}
		*to = yes
		return nil
	}
}

func intoDay(to *calendar.Day) into {
	return func(s string) error {
		day, err := calendar.ParseDayLenient(s)
		*to = day
		return err
	}
}

func intoCode(to *string, list CodeList) into {
	return func(s string) error {
		code, ok := list.Find(s)
		if !ok {
			return fmt.Errorf("没有“%s”这一类，请填：%s。", s, list.choices())
		}
		*to = code
		return nil
	}
}

func intoCodes(to *[]string, list CodeList) into {
	return func(s string) error {
		*to = nil
		for _, word := range words(s) {
			var code string
			if err := intoCode(&code, list)(word); err != nil {
				return err
			}
			*to = append(*to, code)
		}
		return nil
	}
}

func (l CodeList) choices() string {
	names := make([]string, len(l))
	for i, c := range l {
		names[i] = c.Zh
	}
	return strings.Join(names, "、")
}

func intoWords(to *[]string) into {
	return func(s string) error { *to = words(s); return nil }
}

func intoEntries(to *[]string) into {
	return func(s string) error { *to = entries(s); return nil }
}

func intoKind(to *Kind) into {
	return func(s string) error {
		kind, ok := KindOf(s)
		if !ok {
			return fmt.Errorf("没有“%s”这一类，请填：%s。", s, CaseKinds.choices())
		}
		*to = kind
		return nil
	}
}

var unitWords = map[string]calendar.Unit{
	"工作日": calendar.WorkDays, "wd": calendar.WorkDays, "自然日": calendar.CalendarDays, "日": calendar.CalendarDays, "cd": calendar.CalendarDays,
}

func intoUnit(to *calendar.Unit) into {
	return func(s string) error {
		unit, ok := unitWords[s]
		if !ok {
			return fmt.Errorf("“%s”看不懂，请填“工作日”或“自然日”。", s)
		}
		*to = unit
		return nil
	}
}

func intoBasis(to *[]Basis) into {
	return func(s string) error {
		*to = nil
		for _, e := range entries(s) {
			p := parts(e, 4)
			*to = append(*to, Basis{Law: p[0], Article: p[1], Document: p[2], Text: p[3]})
		}
		return nil
	}
}

func intoSteps(to *[]Stage) into {
	return func(s string) error {
		*to = nil
		for _, e := range entries(s) {
			p := parts(e, 3)
			step := Stage{Name: p[0], Text: p[2]}
			if err := intoNumber(&step.Days)(p[1]); err != nil {
				return fmt.Errorf("环节“%s”的天数%w", p[0], err)
			}
			*to = append(*to, step)
		}
		return nil
	}
}

func intoProcedures(to *[]Procedure) into {
	return func(s string) error {
		*to = nil
		for _, e := range entries(s) {
			p := parts(e, 2)
			*to = append(*to, Procedure{Name: p[0], Basis: p[1]})
		}
		return nil
	}
}

func intoFAQ(to *[]QA) into {
	return func(s string) error {
		*to = nil
		for _, e := range entries(s) {
			p := parts(e, 2)
			*to = append(*to, QA{p[0], p[1]})
		}
		return nil
	}
}

func intoQuestions(to *[]Question) into {
	return func(s string) error {
		*to = nil
		for _, e := range entries(s) {
			p := strings.Split(strings.ReplaceAll(e, "｜", "|"), "|")
			if len(p) < 4 {
				return fmt.Errorf("“%s”缺选项，请写成“编号|问题|a=是|b=否”。", e)
			}
			q := Question{ID: strings.TrimSpace(p[0]), Text: strings.TrimSpace(p[1])}
			for _, text := range p[2:] {
				code, words, ok := strings.Cut(text, "=")
				if !ok {
					return fmt.Errorf("选项“%s”少了等号，请写成“a=是”。", text)
				}
				words, bar, _ := strings.Cut(strings.ReplaceAll(words, "！", "!"), "!")
				q.Choices = append(q.Choices, Choice{Code: strings.TrimSpace(code), Text: strings.TrimSpace(words), Bar: strings.TrimSpace(bar)})
			}
			*to = append(*to, q)
		}
		return nil
	}
}
