package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"yingshang/internal/kernel/zh"
	"yingshang/internal/rooms/catalogue"
)

// part is a step of an item with the item version it is to be handled by.
type part struct {
	Step    string // code
	Item    string
	Unit    string
	Version catalogue.Version
}

// Use says which step a merged field or material serves, and under which name
// the item knows it.
type Use struct{ Step, Code string }

// Field is a question of the merged form; one that several items ask alike is
// asked once.
type Field struct {
	Key string
	catalogue.Question
	Serves []Use
}

// mergeFields is the merged form: questions with the same words and the same
// choices are one.
func mergeFields(parts []part) []Field {
	var out []Field
	place := map[string]int{}
	for _, p := range parts {
		for _, q := range p.Version.Questions {
			key := keyOf(q)
			i, known := place[key]
			if !known {
				i = len(out)
				place[key] = i
				out = append(out, Field{Key: key, Question: q})
			}
			out[i].Serves = append(out[i].Serves, Use{p.Step, q.ID})
		}
	}
	return out
}

// keyOf names a question by its words, so that the name is the same for every
// choice of steps.
func keyOf(q catalogue.Question) string {
	words := []string{squeeze(q.Text)}
	for _, c := range q.Choices {
		words = append(words, c.Code+"="+squeeze(c.Text)+"!"+c.Bar)
	}
	return nameKey("q", words...)
}

func nameKey(prefix string, words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return prefix + hex.EncodeToString(sum[:5])
}

func squeeze(s string) string {
	clean, _ := zh.Normalise(s)
	return strings.ReplaceAll(clean, " ", "")
}

// answersOf are the merged answers under the names one step's item knows.
func answersOf(fields []Field, given map[string]string, step string) catalogue.Answers {
	out := catalogue.Answers{}
	for _, f := range fields {
		for _, u := range f.Serves {
			if u.Step == step {
				out[u.Code] = given[f.Key]
			}
		}
	}
	return out
}

// Material is one merged material: what several steps ask for alike is handed
// in once.
type Material struct {
	Key       string
	Name      string
	Originals int // the most that one of the steps asks for: they pass the sheet on
	Copies    int
	Need      catalogue.Need
	Why       string
	From      string // step whose result it is; nobody is asked for it
	Serves    []Use  // the steps that ask the applicant for it
	Elsewhere []Use  // the steps that are served without asking
}

// given is what an earlier step gives (前面的步骤办出来，不用交).
const given catalogue.Need = "given"

// NeedZh words what has to be done about a merged material.
var NeedZh = map[catalogue.Need]string{
	catalogue.Bring: "要您提供", catalogue.Depends: "先回答问题才知道", catalogue.Spared: "不用交",
	catalogue.Unneeded: "按您的情况不需要", given: "前面的步骤办出来，不用交",
}

// Given reports whether an earlier step gives the material.
func (m Material) Given() bool { return m.Need == given }

// Asked reports whether the applicant is, or may be, asked for it.
func (m Material) Asked() bool { return m.Need == catalogue.Bring || m.Need == catalogue.Depends }

// rank orders needs from the strongest.
var rank = []catalogue.Need{catalogue.Bring, catalogue.Depends, given, catalogue.Spared, catalogue.Unneeded}

// materialKey says which materials are the same: the same kind of paper in the
// register of papers, else the same name.
func materialKey(m catalogue.Material) string {
	if m.PaperKind != "" {
		return nameKey("m", "kind", m.PaperKind)
	}
	return nameKey("m", "name", squeeze(m.Name))
}

// mergeMaterials is the merged list for the answers, in the order of the steps.
// before are the forerunners of each step. apart is how many sheets the steps
// would ask for one by one.
func mergeMaterials(parts []part, fields []Field, answers map[string]string, before map[string]map[string]bool) (out []Material, apart int) {
	place := map[string]int{}
	for _, p := range parts {
		list, _ := catalogue.PersonalList(p.Version, answersOf(fields, answers, p.Step))
		for _, e := range list.Entries {
			need, from := e.Need, ""
			if need == catalogue.Bring || need == catalogue.Depends {
				apart++
			}
			if by := giver(parts, before[p.Step], e.Name); by != "" && need != catalogue.Unneeded {
				need, from = given, by
			}
			key := materialKey(e.Material)
			i, known := place[key]
			if !known {
				i = len(out)
				place[key] = i
				out = append(out, Material{Key: key, Name: e.Name, Need: need, Why: e.Why, From: from})
			}
			out[i].add(e, need, from, Use{p.Step, e.Code})
		}
	}
	return out, apart
}

func (m *Material) add(e catalogue.Entry, need catalogue.Need, from string, use Use) {
	if slices.Index(rank, need) < slices.Index(rank, m.Need) {
		m.Need, m.Why, m.From = need, e.Why, from
	}
	if need != catalogue.Bring && need != catalogue.Depends {
		m.Elsewhere = append(m.Elsewhere, use)
		return
	}
	m.Serves = append(m.Serves, use)
	m.Originals, m.Copies = max(m.Originals, e.Originals), max(m.Copies, e.Copies)
}

// giver is the forerunner whose result is the material of that name.
func giver(parts []part, before map[string]bool, name string) string {
	for _, p := range parts {
		if before[p.Step] && squeeze(p.Version.Rules.Result.Name) == squeeze(name) {
			return p.Step
		}
	}
	return ""
}
