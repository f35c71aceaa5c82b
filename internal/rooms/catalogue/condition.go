package catalogue

import (
	"slices"
	"strings"
)

// Condition says when a conditional material is needed: when every clause
// holds. It is data, so that it can be checked before publication and told to
// the applicant in words.
type Condition []Clause

// Clause holds when the question was answered with one of the choices.
type Clause struct {
	Question string   `json:"question"`
	Choices  []string `json:"choices"`
}

// Verdict is what a condition says about given answers.
type Verdict int

const (
	Unknown Verdict = iota // a question it depends on is not answered
	Holds
	Fails
)

// Holds decides the condition. An answer that fails one clause decides it even
// while other questions are open.
func (c Condition) Holds(answers Answers) Verdict {
	verdict := Holds
	for _, clause := range c {
		answer, ok := answers[clause.Question]
		switch {
		case !ok:
			verdict = Unknown
		case !slices.Contains(clause.Choices, answer):
			return Fails
		}
	}
	return verdict
}

// Explain says the condition in words: “是否办理抵押”选“是”.
func (c Condition) Explain(questions []Question) string {
	parts := make([]string, 0, len(c))
	for _, clause := range c {
		q, ok := questionByID(questions, clause.Question)
		if !ok {
			continue
		}
		parts = append(parts, "“"+q.Text+"”选"+choiceTexts(q, clause.Choices))
	}
	return strings.Join(parts, "，并且")
}

func questionByID(questions []Question, id string) (Question, bool) {
	for _, q := range questions {
		if q.ID == id {
			return q, true
		}
	}
	return Question{}, false
}

// Choice returns the choice with the code.
func (q Question) Choice(code string) (Choice, bool) {
	for _, c := range q.Choices {
		if c.Code == code {
			return c, true
		}
	}
	return Choice{}, false
}

func choiceTexts(q Question, codes []string) string {
	texts := make([]string, 0, len(codes))
	for _, code := range codes {
		if c, ok := q.Choice(code); ok {
			texts = append(texts, "“"+c.Text+"”")
		}
	}
	return strings.Join(texts, "或")
}
