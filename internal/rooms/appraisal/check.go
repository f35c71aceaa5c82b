package appraisal

import (
	"fmt"

	"yingshang/internal/kernel/fault"
)

const (
	mostItems  = 40
	mostPoints = Points(1000_00)
	mostDays   = 60
)

// check reports every mistake of a scheme at once.
func (k *Keeper) check(s Scheme) error {
	var p fault.Problems
	if s.Title == "" {
		p.Add("title", "名称：请填方案名称")
	}
	if s.Document == "" {
		p.Add("document", "依据文件：请填考核办法的文号和名称")
	}
	for _, d := range []struct {
		name, label string
		n           int
	}{{"hand_days", "手工评分登记", s.Body.HandDays}, {"object_days", "征求异议", s.Body.ObjectDays}, {"answer_days", "答复异议", s.Body.AnswerDays}} {
		if d.n < 1 || d.n > mostDays {
			p.Add(d.name, "%s：请填 1 到 %d 个工作日", d.label, mostDays)
		}
	}
	if s.Body.Floor > s.Body.Cap || s.Body.Cap > mostPoints || s.Body.Cap < s.Body.Full() {
		p.Add("cap", "总分：最高分不能低于各项满分之和 %s，也不能低于最低分", s.Body.Full())
	}
	if len(s.Body.Items) == 0 || s.Body.Full() <= 0 {
		p.Add("items", "考核项：请至少填一项有分值的")
	}
	if len(s.Body.Items) > mostItems {
		p.Add("items", "考核项：最多 %d 项，请合并", mostItems)
	}
	seen := map[string]bool{}
	for n, i := range s.Body.Items {
		if seen[i.Code] || i.Code == "" {
			p.Add(itemField(n), "第 %d 项：代码重复或没有填", n+1)
		}
		seen[i.Code] = true
		if why := k.wrong(s.Kind, i); why != "" {
			p.Add(itemField(n), "第 %d 项“%s”：%s", n+1, i.Name, why)
		}
	}
	for n, g := range s.Body.Grades {
		if g.Zh == "" || g.From > s.Body.Full() || n > 0 && g.From >= s.Body.Grades[n-1].From {
			p.Add("grades", "等次：名称都要填，分数要从高到低，不能高过满分 %s", s.Body.Full())
			break
		}
	}
	return p.Err()
}

func itemField(n int) string { return fmt.Sprintf("item%d", n) }

// wrong says what is the matter with an item, or "".
func (k *Keeper) wrong(kind Kind, i Item) string {
	switch {
	case i.Name == "" || i.Rule == "":
		return "名称和评分标准都要填"
	case i.Floor > i.Cap || i.Base < 0 || i.Cap > mostPoints || i.Floor < -mostPoints:
		return "分值不能是负数，最低分不能高于最高分"
	case i.Base > i.Cap || i.Base < i.Floor:
		return "分值要在最低分和最高分之间"
	case i.Measure != "" && !k.has(i.Measure), i.Over != "" && !k.has(i.Over):
		return "数据来源不在列表里，请重新选"
	case kind == Person && (!perClerk(i.Measure) || !perClerk(i.Over)):
		return "这个数据来源分不到人，窗口人员只能用办结件、异常办结件，或手工登记"
	}
	return wayWrong(i)
}

// perClerk reports whether a measure knows who took the case in.
func perClerk(measure string) bool {
	return measure == "" || measure == "cases.closed" || measure == "cases.closed_abnormal"
}

func wayWrong(i Item) string {
	switch i.Way {
	case ByCount:
		if i.Each == 0 {
			return "每次加减的分数不能是 0，扣分填负数"
		}
		if !i.ByHand() && i.Over == "" && i.Base > 0 {
			return "自动扣分项要选基数，没有基数的对象才不会白得满分"
		}
	case ByShare:
		if i.ByHand() || i.Over == "" || i.Full < 1 || i.Full > 10_000 {
			return "按比例要选数据来源和基数，满分比例填 0.01% 到 100%"
		}
	case ByVolume:
		if i.ByHand() || i.Full < 1 {
			return "按工作量要选数据来源，满分工作量填大于 0 的数"
		}
	case ByMark:
		if !i.ByHand() || i.Base == 0 {
			return "评分项由人评，不选数据来源，分值要大于 0"
		}
	default:
		return "计分方式请从列表里选"
	}
	return ""
}
