package catalogue

import "fmt"

// Need says whether one applicant has to hand in a material.
type Need string

const (
	Bring    Need = "bring"      // 要您提供
	Spared   Need = "shared"     // 不用交: obtained by sharing
	Unneeded Need = "not_needed" // 按您的情况不需要
	Depends  Need = "depends"    // 先回答问题才知道
)

// Entry is one material of a personal list, with the reason in words.
type Entry struct {
	Material
	Need Need
	Why  string
}

// List is the personal list of materials (您要准备的材料).
type List struct {
	Entries    []Entry // in the version's order
	Bars       []string
	Unanswered []Question
}

// Explanation says in words how the list came about.
type Explanation []string

// PersonalList makes one applicant's list from the version's materials and the
// answers. It depends on nothing else, so the same link always shows the same
// list. Answers that belong to no question are ignored; an answer that is not
// among the choices counts as none.
func PersonalList(v Version, answers Answers) (List, Explanation) {
	var list List
	var why Explanation
	given := Answers{}
	for _, q := range v.Questions {
		choice, ok := q.Choice(answers[q.ID])
		if !ok {
			list.Unanswered = append(list.Unanswered, q)
			continue
		}
		given[q.ID] = choice.Code
		why = append(why, fmt.Sprintf("%s：%s", q.Text, choice.Text))
		if choice.Bar != "" {
			list.Bars = append(list.Bars, choice.Bar)
		}
	}
	for _, m := range v.Materials {
		entry := Entry{Material: m}
		entry.Need, entry.Why = needOf(m, v.Questions, given)
		list.Entries = append(list.Entries, entry)
	}
	return list, why
}

func needOf(m Material, questions []Question, given Answers) (Need, string) {
	verdict := m.Condition.Holds(given)
	switch {
	case m.Must:
		verdict = Holds
	case verdict == Fails:
		return Unneeded, "只有" + m.Condition.Explain(questions) + "时才要"
	case verdict == Unknown:
		return Depends, m.Condition.Explain(questions) + "时要"
	}
	if m.Shared {
		return Spared, "由办理单位从" + m.SharedFrom + "调取"
	}
	if m.Must {
		return Bring, "每次都要"
	}
	return Bring, "因为" + m.Condition.Explain(questions)
}

// Of returns the entries with the need.
func (l List) Of(need Need) []Entry {
	var out []Entry
	for _, e := range l.Entries {
		if e.Need == need {
			out = append(out, e)
		}
	}
	return out
}

// Complete reports whether every question is answered.
func (l List) Complete() bool { return len(l.Unanswered) == 0 }
