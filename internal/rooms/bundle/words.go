package bundle

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/flow"
)

// progress says in one line how far the steps are.
func (f File) progress() string {
	done, all := f.Done()
	running := 0
	for _, r := range f.Runs {
		if r.State == StepRunning {
			running++
		}
	}
	line := fmt.Sprintf("共 %d 步，已办完 %d 步", all, done)
	if running > 0 {
		line += fmt.Sprintf("，%d 步同时在办", running)
	}
	for _, r := range f.Runs {
		if r.State == StepBack && r.Rule == nil {
			line += "；“" + r.Name + "”要您重新报一次"
		}
	}
	return line
}

// ending says how the whole came out.
func (f File) ending() string {
	if f.App.State == Withdrawn {
		return "您已撤回"
	}
	granted, names := 0, []string(nil)
	for _, r := range f.Runs {
		if r.State == StepDone {
			granted++
		} else {
			names = append(names, r.Name+"（"+StepFlow.Public(r.State)+"）")
		}
	}
	if len(names) == 0 {
		return "全部办好了"
	}
	return fmt.Sprintf("办好 %d 步；没有办成：%s", granted, strings.Join(names, "、"))
}

// Zh words the rule of a countersign in one sentence.
func (c Countersign) Zh() string {
	need := map[Quorum]string{All: "全体同意才通过", Any: "有一家同意就通过", Ratio: fmt.Sprintf("同意的达到 %d/%d 才通过", c.Num, c.Den)}
	return fmt.Sprintf("%s；%d 个工作日内答复，期满没有答复算%s", need[c.Quorum], c.Days, VoteZh[c.Silence])
}

// kindsZh are the words of acts that no row of a table has.
var kindsZh = map[string]string{
	"bundle.open": "填报", "bundle.draft": "起草", "bundle.redate": "期限随日历更新", "bundle.import": "按台账发布",
}

// KindZh words an act by its kind in the journal.
func KindZh(kind string) string {
	if zh, ok := kindsZh[kind]; ok {
		return zh
	}
	for _, t := range []*flow.Table{Flow, StepFlow, VersionFlow} {
		for _, s := range t.Steps {
			if s.Kind == kind {
				return s.Label
			}
		}
	}
	return kind
}
