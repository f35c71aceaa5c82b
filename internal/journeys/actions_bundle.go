package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

func onBundle(word, usage string, prepare func(a *Act) (recordAct, error)) {
	onRecord("申请", word, usage, (*Act).bundleSeen, prepare)
}

type bundleVerb = func(*store.Tx, flow.Actor, string, bundle.Seen) (bundle.Application, error)
type bundleText = func(*store.Tx, flow.Actor, string, bundle.Seen, string) (bundle.Application, error)

func plainBundle(word string, verb bundleVerb) {
	onBundle(word, "", func(*Act) (recordAct, error) {
		return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0); return err }, nil
	})
}

func textBundle(word, field string, verb bundleText) {
	onBundle(word, "（"+field+"）", func(a *Act) (recordAct, error) {
		text := a.Field(field)
		return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0, text); return err }, nil
	})
}

// onBundleStep registers an act on one step.
func onBundleStep(word string, verb flow.Verb) {
	onBundle(word, "步骤", func(a *Act) (recordAct, error) {
		code, err := a.Word()
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := bundle.ActOnStep(tx, by, id, 0, code, verb)
			return err
		}, err
	})
}

func init() {
	verbs.Register("起草一件事", "编码 名称 牵头单位（类别、主题、承诺、生效、来源、步骤）", draftBundle)
	verbs.Register("改一件事", "版本（类别、主题、承诺、生效、来源、步骤）", editBundle)
	verbs.Register("发布一件事", "版本", publishBundle)
	verbs.Register("停用一件事", "版本（原因）", retireBundle)
	verbs.Register("看一件事", "编码 [步骤 …]", planSeen)
	verbs.Register("申请一件事", "编码 申请人 [步骤 …]（答复、送达）", applyBundle)
	verbs.Register("看一件事进度", "申请", func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return a.bundleSeen(id)
	})
	verbs.Register("分件", "申请 步骤", partOf)
	onBundle("一次交材料", "材料名 材料", attachOnce)
	onBundle("一次收材料", "[材料名 …]", takeInOnce)
	plainBundle("提交一件事", bundle.Submit)
	plainBundle("补齐一件事", bundle.Resubmit)
	plainBundle("受理一件事", bundle.Accept)
	textBundle("不受理一件事", "理由", bundle.Decline)
	textBundle("撤回一件事", "理由", bundle.Withdraw)
	onBundle("告知一件事补正", "材料名（问题）", askBundle)
	onBundle("会签", "步骤 同意|不同意（理由）", opineBundle)
	onBundle("撤回一步", "步骤（理由）", func(a *Act) (recordAct, error) {
		code, err := a.Word()
		reason := a.Field("理由")
		return func(tx *store.Tx, by flow.Actor, id string) error {
			return bundle.WithdrawStep(tx, by, id, 0, code, reason)
		}, err
	})
	onBundle("补派", "步骤", func(a *Act) (recordAct, error) {
		code, err := a.Word()
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := bundle.DispatchStep(tx, by, id, 0, code)
			return err
		}, err
	})
	onBundleStep("重报一步", bundle.VerbAgain)
	onBundleStep("放弃一步", bundle.VerbGiveUp)
	onBundleStep("不办一步", bundle.VerbLetGo)
}

var bundleKinds = map[string]bundle.Kind{"一件事": bundle.Thing, "分类告知书": bundle.Notice}

// contentOf fills an edition from the form; what is left out stays.
func (a *Act) contentOf(e *bundle.Edition) error {
	if kind, ok := a.Find("类别"); ok {
		e.Kind = bundleKinds[kind]
	}
	if theme, ok := a.Find("主题"); ok {
		e.Theme = theme
	}
	if source, ok := a.Find("来源"); ok {
		e.Source = source
	}
	var err error
	if e.PromiseN, err = a.Number("承诺", e.PromiseN); err != nil {
		return err
	}
	if e.From, err = a.Day("生效", e.From); err != nil {
		return err
	}
	if steps, ok := a.Find("步骤"); ok {
		e.Steps, err = bundle.ParseSteps(a.World.expandSteps(steps))
	}
	return err
}

// expandSteps puts codes where the story uses names of items and units.
func (w *World) expandSteps(text string) string {
	for name, code := range w.names {
		for _, mark := range []string{"|", " ", "、"} {
			text = strings.ReplaceAll(text, mark+name+"|", mark+code+"|")
			text = strings.ReplaceAll(text, mark+name+"；", mark+code+"；")
			text = strings.ReplaceAll(text, mark+name+"、", mark+code+"、")
		}
	}
	return strings.TrimSuffix(text, "；")
}

func draftBundle(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 起草一件事 编码 名称 牵头单位")
	}
	e := bundle.Edition{Code: words[0], Kind: bundle.Thing, From: a.World.Clock.Now().Day(),
		Content: bundle.Content{Name: words[1], Lead: words[2], Theme: "项目开工", PromiseN: 30}}
	if err := a.contentOf(&e); err != nil {
		return "", err
	}
	err := a.Write(func(tx *store.Tx) error {
		v, err := bundle.Create(tx, a.By, e)
		a.Made = v.ID
		return err
	})
	if err != nil {
		return "", err
	}
	return a.bundleVersionSeen(a.Made)
}

func editBundle(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	var v bundle.Version
	err = a.Read(func(tx *store.Tx) (err error) { v, _, err = bundle.KeptVersion(tx, a.By, id); return err })
	if err != nil {
		return "", err
	}
	e := bundle.Edition{From: v.FromDay, Content: v.Body}
	if err := a.contentOf(&e); err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error { _, err := bundle.Edit(tx, a.By, id, v.Revision, e); return err })
	if err != nil {
		return "", err
	}
	return a.bundleVersionSeen(id)
}

func publishBundle(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	if err := a.Write(func(tx *store.Tx) error { _, err := bundle.Publish(tx, a.By, id, 0); return err }); err != nil {
		return "", err
	}
	return a.bundleVersionSeen(id)
}

func retireBundle(a *Act) (string, error) {
	id, err := a.Word()
	reason := a.Field("原因")
	if err != nil {
		return "", err
	}
	if err := a.Write(func(tx *store.Tx) error { _, err := bundle.Retire(tx, a.By, id, reason); return err }); err != nil {
		return "", err
	}
	return a.bundleVersionSeen(id)
}

func (a *Act) bundleVersionSeen(id string) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		v, b, err := bundle.KeptVersion(tx, flow.System("journeys"), id)
		if err != nil {
			return err
		}
		seen = fmt.Sprintf("%s %s 第 %d 版（%s），%s 起，承诺 %d 个工作日，%d 步", b.Code, v.Body.Name, v.Number,
			bundle.VersionFlow.Staff(v.State), v.FromDay, v.Body.PromiseN, len(v.Body.Steps))
		return nil
	})
	return seen, err
}

// planSeen is the public page of a bundle: steps, form, list.
func planSeen(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) == 0 {
		return "", fmt.Errorf("usage: 看一件事 编码 [步骤 …]")
	}
	err = a.Read(func(tx *store.Tx) error {
		o, err := bundle.Current(tx, words[0], tx.Today())
		if err != nil {
			return err
		}
		p, err := bundle.PlanFor(tx, o, words[1:], map[string]string{})
		if err != nil {
			return err
		}
		lines := []string{fmt.Sprintf("%s：承诺 %d 个工作日，最长一串 %d 个工作日（%s）", o.Body.Name, o.Body.PromiseN, p.PathN, strings.Join(p.Chain, " → "))}
		for _, t := range p.Steps {
			line := fmt.Sprintf("第 %s 步 %s，%s", t.Code, t.Title, t.Limit)
			if len(t.Before) > 0 {
				line += "，等第 " + strings.Join(t.Before, "、") + " 步"
			}
			if by, ok := p.Added[t.Code]; ok {
				line += "（第 " + by + " 步要先办它，一并加上）"
			}
			lines = append(lines, line)
		}
		lines = append(lines, fmt.Sprintf("要回答 %d 个问题，要交 %d 份材料，省了 %d 份", len(p.Fields), len(p.Asked()), p.Saved()))
		for _, m := range p.Materials {
			lines = append(lines, "材料："+m.Name+" "+bundle.NeedZh[m.Need])
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}

func applyBundle(a *Act) (string, error) {
	words := a.Rest()
	if len(words) < 2 {
		return "", fmt.Errorf("usage: 申请一件事 编码 申请人 [步骤 …]")
	}
	f := bundle.Filing{Bundle: words[0], Party: words[1], Picks: words[2:], Mobile: sampleMobile, Delivery: "window"}
	if code, ok := a.Find("送达"); ok {
		f.Delivery = deliveryCodes[code]
	}
	answer := a.Field("答复")
	err := a.Write(func(tx *store.Tx) error {
		o, err := bundle.Current(tx, f.Bundle, tx.Today())
		if err != nil {
			return err
		}
		p, err := bundle.PlanFor(tx, o, f.Picks, map[string]string{})
		if err != nil {
			return err
		}
		f.Answers = map[string]string{}
		for _, field := range p.Fields { // one answer for whatever is asked
			f.Answers[field.Key] = answer
		}
		app, err := bundle.Open(tx, a.By, f)
		a.Made = app.ID
		return err
	})
	if err != nil {
		return "", err
	}
	return a.bundleSeen(a.Made)
}

// byName finds the merged material of that name; an unknown name is left to the
// room to refuse.
func byName(tx *store.Tx, by flow.Actor, id, name string) (string, error) {
	f, err := bundle.Show(tx, by, id)
	for _, m := range f.Plan.Materials {
		if m.Name == name {
			return m.Key, err
		}
	}
	return name, err
}

func attachOnce(a *Act) (recordAct, error) {
	name, err := a.Word()
	if err != nil {
		return nil, err
	}
	paper, err := a.Word()
	return func(tx *store.Tx, by flow.Actor, id string) error {
		key, err := byName(tx, by, id, name)
		if err == nil {
			_, err = bundle.Attach(tx, by, id, 0, key, paper)
		}
		return err
	}, err
}

func takeInOnce(a *Act) (recordAct, error) {
	names := a.Rest()
	return func(tx *store.Tx, by flow.Actor, id string) error {
		f, err := bundle.Show(tx, by, id)
		if err != nil {
			return err
		}
		var sheets []bundle.Sheet
		for _, name := range names {
			key, err := byName(tx, by, id, name)
			if err != nil {
				return err
			}
			sheets = append(sheets, bundle.Sheet{Key: key, Pages: 2})
		}
		for _, m := range f.Plan.Asked() {
			if _, there := f.Covers[m.Key]; !there && len(names) == 0 {
				sheets = append(sheets, bundle.Sheet{Key: m.Key, Pages: 2})
			}
		}
		_, err = bundle.TakeIn(tx, by, id, 0, sheets...)
		return err
	}, nil
}

func askBundle(a *Act) (recordAct, error) {
	name, err := a.Word()
	problem := a.Field("问题")
	return func(tx *store.Tx, by flow.Actor, id string) error {
		key, err := byName(tx, by, id, name)
		if err == nil {
			_, err = bundle.Ask(tx, by, id, 0, []bundle.Gap{{Key: key, Problem: problem}})
		}
		return err
	}, err
}

func opineBundle(a *Act) (recordAct, error) {
	code, err := a.Word()
	if err != nil {
		return nil, err
	}
	word, err := a.Word()
	vote := map[string]bundle.Vote{"同意": bundle.Agree, "不同意": bundle.Against}[word]
	reasons := a.Field("理由")
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := bundle.Opine(tx, by, id, 0, bundle.Saying{Step: code, Vote: vote, Reasons: reasons})
		return err
	}, err
}

// partOf names the case of a step, so that the story can go on with it.
func partOf(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 分件 申请 步骤")
	}
	err := a.Read(func(tx *store.Tx) error {
		f, err := bundle.Show(tx, a.By, words[0])
		for _, r := range f.Runs {
			if r.Code == words[1] && r.CaseID != nil {
				a.Made = *r.CaseID
			}
		}
		return err
	})
	if err != nil || a.Made == "" {
		return "这一步还没有办件", err
	}
	seen, err := a.caseSeen(a.Made)
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		file, err := casework.Show(tx, a.By, a.Made)
		for _, m := range file.Materials {
			if m.Note != "" {
				seen += "\n材料 " + m.Name + "：" + m.Note
			}
		}
		return err
	})
	return seen, err
}

// bundleSeen is what the person sees of an application: the three stages for the
// applicant, every step with the critical path for staff.
func (a *Act) bundleSeen(id string) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		f, err := bundle.Show(tx, a.By, id)
		if err != nil {
			return err
		}
		lines := []string{f.App.No() + " " + f.App.BundleName}
		if a.By.Unit == "" {
			lines[0] += " " + bundle.Flow.Public(f.App.State)
			for _, s := range f.ThreeStages() {
				lines = append(lines, strings.TrimSpace(s.Name+"（"+map[string]string{"done": "完成", "now": "现在", "next": "还没到"}[s.Mark]+"）"+s.Line+byDay(s.Next)))
			}
		} else {
			lines[0] += " " + bundle.Flow.Staff(f.App.State)
			lines = append(lines, stepsSeen(f)...)
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}

func byDay(d *calendar.Day) string {
	if d == nil {
		return ""
	}
	return "，最迟 " + d.String()
}

func stepsSeen(f bundle.File) (lines []string) {
	if f.App.NextDue != nil {
		lines = append(lines, "最迟 "+f.App.NextDue.String())
	}
	for i, r := range f.Runs {
		line := fmt.Sprintf("第 %s 步 %s %s", r.Code, r.Name, bundle.StepFlow.Staff(r.State))
		if r.Note != "" {
			line += "（" + r.Note + "）"
		}
		if s := f.Path.Steps[i]; r.FinishedAt == nil {
			line += fmt.Sprintf("，预计 %s，还能晚 %d 个工作日", s.Finish, s.Slack)
		}
		lines = append(lines, line)
		for _, o := range f.Round(r) {
			lines = append(lines, "  会签 "+o.Unit+" "+bundle.VoteZh[o.Verdict])
		}
	}
	if f.Path == nil || f.App.State != bundle.Running {
		return lines
	}
	for _, h := range f.Path.Holders {
		unit := h.Unit
		if unit == "" {
			unit = "申请人"
		}
		lines = append(lines, "现在卡在 "+unit+"："+h.Name)
	}
	return append(lines, fmt.Sprintf("预计 %s 全部办完，离承诺还有 %d 个工作日", f.Path.Finish, f.Path.Margin))
}
