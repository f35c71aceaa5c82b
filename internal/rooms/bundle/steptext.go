package bundle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/fault"
)

// stepsNote explains how steps are written, in a ledger's cell and in the form.
const stepsNote = "每步写：编号|事项编码，后面可加：先 1、2（要用它们的结果）；后于 3（只排先后）；可选；" +
	"不同意时怎么办（继续、停止、退回）。会签写：编号|会签 名称|单位 编码、编码|规则 全体（或任一、比例 2/3）|期限 3|" +
	"期满同意（或期满不同意）。几步之间用分号或换行"

// StepsNote is the explanation beside the form's field.
func StepsNote() string { return stepsNote }

// ParseSteps reads steps as people write them: one step a line, or several
// between semicolons. Every mistake is named with its step.
func ParseSteps(text string) ([]Step, error) {
	var p fault.Problems
	var out []Step
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("；;\n\r", r) }) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, parseStep(line, &p))
		}
	}
	f, bad := fault.Of(p.Err())
	if !bad {
		return out, nil
	}
	lines := make([]string, len(f.Fields))
	for i, field := range f.Fields {
		lines[i] = field.Sentence
	}
	return nil, stepsUnread.New(fault.Args{"what": strings.Join(lines, "；")})
}

func parseStep(line string, p *fault.Problems) Step {
	cells := strings.FieldsFunc(line, func(r rune) bool { return r == '|' || r == '｜' })
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	if len(cells) < 2 {
		p.Add("steps", "“%s”：至少要有编号和事项编码，用竖线隔开", line)
		return Step{}
	}
	s := Step{Code: cells[0], OnNo: Continue}
	if name, is := strings.CutPrefix(cells[1], "会签 "); is {
		s.Name, s.Countersign = strings.TrimSpace(name), &Countersign{Quorum: All, Silence: Agree}
	} else {
		s.Item = cells[1]
	}
	for _, word := range cells[2:] {
		if !s.read(word) {
			p.Add("steps", "步骤 %s：看不懂“%s”，请照说明写", s.Code, word)
		}
	}
	return s
}

// words that stand for themselves.
var stepWords = map[string]func(*Step){
	"可选":    func(s *Step) { s.Optional = true },
	"继续":    func(s *Step) { s.OnNo = Continue },
	"停止":    func(s *Step) { s.OnNo = Stop },
	"退回":    func(s *Step) { s.OnNo = SendBack },
	"规则 全体": func(s *Step) { s.rule().Quorum = All },
	"规则 任一": func(s *Step) { s.rule().Quorum = Any },
	"期满同意":  func(s *Step) { s.rule().Silence = Agree },
	"期满不同意": func(s *Step) { s.rule().Silence = Against },
}

// rule is the step's countersign; of an item it is thrown away.
func (s *Step) rule() *Countersign {
	if s.Countersign == nil {
		return &Countersign{}
	}
	return s.Countersign
}

// read takes one word of a step; false means that it says nothing known.
func (s *Step) read(word string) bool {
	if set, ok := stepWords[word]; ok {
		set(s)
		return true
	}
	head, rest, _ := strings.Cut(word, " ")
	rest = strings.TrimSpace(rest)
	switch head {
	case "先":
		s.After = splitWords(rest)
	case "后于":
		s.Follows = splitWords(rest)
	case "单位":
		s.rule().Units = splitWords(rest)
	case "期限":
		n, err := strconv.Atoi(rest)
		s.rule().Days = n
		return err == nil
	case "规则":
		share, is := strings.CutPrefix(rest, "比例 ")
		num, den, cut := strings.Cut(share, "/")
		n, errN := strconv.Atoi(num)
		d, errD := strconv.Atoi(den)
		c := s.rule()
		c.Quorum, c.Num, c.Den = Ratio, n, d
		return is && cut && errN == nil && errD == nil
	default:
		return false
	}
	return rest != ""
}

// WriteSteps is the inverse of ParseSteps.
func WriteSteps(steps []Step, between string) string {
	lines := make([]string, len(steps))
	for i, s := range steps {
		lines[i] = s.write()
	}
	return strings.Join(lines, between)
}

func (s Step) write() string {
	words := []string{s.Code, s.Item}
	if s.Countersign != nil {
		words[1] = "会签 " + s.Name
	}
	if len(s.After) > 0 {
		words = append(words, "先 "+strings.Join(s.After, "、"))
	}
	if len(s.Follows) > 0 {
		words = append(words, "后于 "+strings.Join(s.Follows, "、"))
	}
	if s.Optional {
		words = append(words, "可选")
	}
	words = append(words, OnNoZh[s.OnNo])
	if c := s.Countersign; c != nil {
		rule := map[Quorum]string{All: "规则 全体", Any: "规则 任一", Ratio: fmt.Sprintf("规则 比例 %d/%d", c.Num, c.Den)}
		words = append(words, "单位 "+strings.Join(c.Units, "、"), rule[c.Quorum], fmt.Sprintf("期限 %d", c.Days), "期满"+VoteZh[c.Silence])
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "|")
}
