package catalogue

import (
	"fmt"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/money"
)

// A cell may hold several entries, separated by semicolons, and an entry
// several parts, separated by upright bars. Lists of short words are separated
// by 、.

func entries(text string) []string {
	return split(text, "；;\n")
}

func words(text string) []string {
	return split(text, "、；;,，\n")
}

func split(text, separators string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// parts splits an entry into n parts; missing ones are empty.
func parts(entry string, n int) []string {
	out := make([]string, n)
	for i, p := range strings.SplitN(strings.ReplaceAll(entry, "｜", "|"), "|", n) {
		out[i] = strings.TrimSpace(p)
	}
	return out
}

// join writes parts, without bars for empty ones at the end.
func join(parts ...string) string { return strings.TrimRight(strings.Join(parts, "|"), "|") }

func textCell(to *string) codec {
	return codec{func(s string) error { *to = s; return nil }, func() string { return *to }}
}

func numberCell(to *int) codec {
	return codec{func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			return fmt.Errorf("“%s”不是整数，请填 0 或更大的整数。", s)
		}
		*to = n
		return nil
	}, func() string { return strconv.Itoa(*to) }}
}

var yesNo = map[string]bool{"是": true, "有": true, "1": true, "否": false, "无": false, "0": false}

func flagCell(to *bool) codec {
	return codec{func(s string) error {
		yes, ok := yesNo[s]
		if !ok {
			return fmt.Errorf("“%s”看不懂，请填“是”或“否”。", s)
		}
		*to = yes
		return nil
	}, func() string {
		if *to {
			return "是"
		}
		return "否"
	}}
}

func dayCell(to *calendar.Day) codec {
	return codec{func(s string) error {
		day, err := calendar.ParseDayLenient(s)
		*to = day
		return err
	}, func() string { return to.String() }}
}

var unitWords = map[string]calendar.Unit{
	"工作日": calendar.WorkDays, "wd": calendar.WorkDays,
	"自然日": calendar.CalendarDays, "日": calendar.CalendarDays, "cd": calendar.CalendarDays,
}

func unitCell(to *calendar.Unit) codec {
	return codec{func(s string) error {
		unit, ok := unitWords[s]
		if !ok {
			return fmt.Errorf("“%s”看不懂，请填“工作日”或“自然日”。", s)
		}
		*to = unit
		return nil
	}, func() string { return to.Zh() }}
}

func kindCell(to *Kind) codec {
	return codec{func(s string) error {
		kind, ok := KindOf(s)
		if !ok {
			return notListed(s, CaseKinds)
		}
		*to = kind
		return nil
	}, func() string { return to.Zh() }}
}

func codeCell(to *string, list CodeList) codec {
	return codec{func(s string) error {
		code, ok := list.Find(s)
		if !ok {
			return notListed(s, list)
		}
		*to = code
		return nil
	}, func() string { return list.Zh(*to) }}
}

func codesCell(to *[]string, list CodeList) codec {
	return codec{func(s string) error {
		*to = nil
		for _, word := range words(s) {
			code, ok := list.Find(word)
			if !ok {
				return notListed(word, list)
			}
			*to = append(*to, code)
		}
		return nil
	}, func() string {
		names := make([]string, len(*to))
		for i, code := range *to {
			names[i] = list.Zh(code)
		}
		return strings.Join(names, "、")
	}}
}

func notListed(word string, list CodeList) error {
	return fmt.Errorf("没有“%s”这一类，请填：%s。", word, list.choices())
}

func wordsCell(to *[]string) codec {
	return codec{func(s string) error { *to = words(s); return nil },
		func() string { return strings.Join(*to, "、") }}
}

func entriesCell(to *[]string) codec {
	return codec{func(s string) error { *to = entries(s); return nil },
		func() string { return strings.Join(*to, "；") }}
}

// listCell is a cell of several entries, each read and written by itself.
func listCell[E any](to *[]E, read func(string) (E, error), write func(E) string) codec {
	return codec{func(s string) error {
		*to = nil
		for _, entry := range entries(s) {
			e, err := read(entry)
			if err != nil {
				return err
			}
			*to = append(*to, e)
		}
		return nil
	}, func() string {
		out := make([]string, len(*to))
		for i, e := range *to {
			out[i] = write(e)
		}
		return strings.Join(out, "；")
	}}
}

func basisCell(to *[]Basis) codec {
	return listCell(to, func(s string) (Basis, error) {
		p := parts(s, 4)
		return Basis{Law: p[0], Article: p[1], Document: p[2], Text: p[3]}, nil
	}, func(b Basis) string { return join(b.Law, b.Article, b.Document, b.Text) })
}

func stepsCell(to *[]Stage) codec {
	return listCell(to, func(s string) (Stage, error) {
		p := parts(s, 3)
		stage := Stage{Name: p[0], Text: p[2]}
		if err := numberCell(&stage.Days).read(p[1]); err != nil {
			return stage, fmt.Errorf("环节“%s”的天数%w", stage.Name, err)
		}
		return stage, nil
	}, func(st Stage) string { return join(st.Name, strconv.Itoa(st.Days), st.Text) })
}

func proceduresCell(to *[]Procedure) codec {
	return listCell(to, func(s string) (Procedure, error) {
		p := parts(s, 2)
		return Procedure{Name: p[0], Basis: p[1]}, nil
	}, func(p Procedure) string { return join(p.Name, p.Basis) })
}

func feesCell(to *[]Fee) codec {
	return listCell(to, func(s string) (Fee, error) {
		p := parts(s, 5)
		price, err := money.Parse(p[1])
		f := Fee{Name: p[0], Price: price, Per: p[2], Basis: p[4]}
		for _, rank := range FeeRanks {
			if rank.Zh == p[3] {
				f.Rank = rank.Code
			}
		}
		return f, err
	}, func(f Fee) string { return join(f.Name, f.Price.Plain(), f.Per, FeeRanks.Zh(f.Rank), f.Basis) })
}

func faqCell(to *[]QA) codec {
	return listCell(to, func(s string) (QA, error) {
		p := parts(s, 2)
		return QA{p[0], p[1]}, nil
	}, func(q QA) string { return join(q.Question, q.Answer) })
}

func questionsCell(to *[]Question) codec { return listCell(to, readQuestion, writeQuestion) }

func readQuestion(entry string) (Question, error) {
	p := strings.Split(strings.ReplaceAll(entry, "｜", "|"), "|")
	if len(p) < 4 {
		return Question{}, fmt.Errorf("“%s”缺选项，请写成“编号|问题|a=是|b=否”。", entry)
	}
	q := Question{ID: strings.TrimSpace(p[0]), Text: strings.TrimSpace(p[1])}
	for _, text := range p[2:] {
		code, said, ok := strings.Cut(text, "=")
		if !ok {
			return Question{}, fmt.Errorf("选项“%s”少了等号，请写成“a=是”。", text)
		}
		said, bar, _ := strings.Cut(strings.ReplaceAll(said, "！", "!"), "!")
		q.Choices = append(q.Choices, Choice{Code: strings.TrimSpace(code), Text: strings.TrimSpace(said), Bar: strings.TrimSpace(bar)})
	}
	return q, nil
}

func writeQuestion(q Question) string {
	out := []string{q.ID, q.Text}
	for _, c := range q.Choices {
		text := c.Code + "=" + c.Text
		if c.Bar != "" {
			text += "!" + c.Bar
		}
		out = append(out, text)
	}
	return strings.Join(out, "|")
}

func conditionCell(to *Condition) codec {
	return listCell((*[]Clause)(to), func(s string) (Clause, error) {
		question, choices, ok := strings.Cut(s, "=")
		if !ok {
			return Clause{}, fmt.Errorf("“%s”少了等号，请写成“q1=a”。", s)
		}
		clause := Clause{Question: strings.TrimSpace(question)}
		for _, code := range strings.Split(choices, "/") {
			clause.Choices = append(clause.Choices, strings.TrimSpace(code))
		}
		return clause, nil
	}, func(c Clause) string { return c.Question + "=" + strings.Join(c.Choices, "/") })
}
