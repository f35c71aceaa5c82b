package pages

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// versionView is one version beside the one before it: what the second person
// reads before publishing, and what is kept of it afterwards.
type versionView struct {
	Item    catalogue.Item
	Version catalogue.Version
	Before  *catalogue.Version // nil for the first
	Author  string
	Second  string
	Today   calendar.Day

	Sentences []string // what changes for applicants
	Elements  []said
	Materials []materialChange
	All       bool // also what stays the same

	Points  []point
	Verbs   map[flow.Verb]bool // what this person may do with it
	Own     bool               // this person wrote it, or stands in for who did
	Publish *kit.Form
	Discard *kit.Form
	End     *kit.Form
}

// materialChange is one material in two versions, with each of its parts that
// differs.
type materialChange struct {
	Name  string
	What  label
	Parts []said
}

func (p *pages) showVersion(c *kit.Ctx) error {
	v := versionView{All: c.Query("all") != "", Publish: c.FormOf("publish"), Discard: c.FormOf("discard"), End: c.FormOf("end")}
	var bar error
	err := c.Read(func(tx *store.Tx) error {
		err := v.read(tx, c)
		if err == nil && v.Version.State == catalogue.Draft {
			bar = catalogue.Ready(tx, p.grounds, v.Version)
		}
		return err
	})
	if err != nil {
		return err
	}
	v.End.Default("day", v.Today.String())
	v.Points = pointsFrom(v.Version, bar)
	return c.Render(versionTempl(c.Page(v.Version.Name), v))
}

func (v *versionView) read(tx *store.Tx, c *kit.Ctx) (err error) {
	if v.Version, v.Item, err = catalogue.KeptVersion(tx, c.Actor, c.Path("id")); err != nil {
		return err
	}
	before, follows, err := catalogue.Before(tx, v.Version)
	if err != nil {
		return err
	}
	if follows {
		v.Before = &before
	}
	v.compare(before)
	v.Today = tx.Today()
	v.Own = v.Version.Author == c.Actor.Account || v.Version.Author == c.Actor.For
	v.Verbs = map[flow.Verb]bool{}
	for _, step := range catalogue.Flow.Open(c.Actor, v.Version.State) {
		v.Verbs[step.Verb] = true
	}
	people := peopleIn(tx)
	if v.Author, err = people.name(v.Version.Author); err != nil || v.Version.Publisher == nil {
		return err
	}
	v.Second, err = people.name(*v.Version.Publisher)
	return err
}

// compare puts the version beside the one before it; of a first version the
// other side is empty and everything is new.
func (v *versionView) compare(before catalogue.Version) {
	old, now := before.Edition(), v.Version.Edition()
	if v.Before != nil {
		v.Sentences = sentences(catalogue.Diff(before, v.Version))
	}
	for _, id := range tabOrder {
		s, _ := sectionByID(id)
		if id == "when" {
			continue // says of the version what the page's head says
		}
		v.Elements = append(v.Elements, compare(s.Elements, &old, &now)...)
		for _, l := range s.Lists {
			v.Elements = append(v.Elements, said{l.Label, l.say(&old), l.say(&now)})
		}
	}
	v.Elements = append(v.Elements, said{"自测问题", questionsSaid(old.Questions), questionsSaid(now.Questions)})
	if v.Before == nil {
		blank(v.Elements)
	}
	if !v.All {
		v.Elements = slices.DeleteFunc(v.Elements, func(s said) bool { return !s.differs() })
	}
	v.Materials = materialChanges(before, v.Version, v.All)
}

// blank empties the left side: the zero of an element is no former value.
func blank(elements []said) {
	for i := range elements {
		elements[i].Old = ""
	}
}

func questionsSaid(questions []catalogue.Question) string {
	text := ""
	for _, q := range questions {
		text += q.Text + "：" + choicesSaid(q) + "\n"
	}
	return text
}

// Words and colours of what became of a material.
var (
	materialAdded   = label{ui.Amber, "增加"}
	materialRemoved = label{ui.Green, "减掉"}
	materialChanged = label{ui.Blue, "修改"}
	materialSame    = label{ui.Grey, "不变"}
)

func materialChanges(before, now catalogue.Version, all bool) []materialChange {
	var out []materialChange
	for _, m := range now.Materials {
		old, known := before.Material(m.Code)
		change := materialChange{m.Name, materialSame, materialParts(before, now, old, m)}
		switch {
		case !known:
			change.What = materialAdded
			blank(change.Parts)
		case len(change.Parts) > 0:
			change.What = materialChanged
		case !all:
			continue
		}
		out = append(out, change)
	}
	for _, m := range before.Materials {
		if _, kept := now.Material(m.Code); !kept {
			out = append(out, materialChange{m.Name, materialRemoved, nil})
		}
	}
	return out
}

// materialParts are the parts of a material that differ.
func materialParts(before, now catalogue.Version, old, m catalogue.Material) []said {
	parts := append([]said{{"什么时候要", (draftView{Version: before}).needs(old), (draftView{Version: now}).needs(m)}},
		compare(materialElements, &old, &m)...)
	return slices.DeleteFunc(parts, func(s said) bool { return !s.differs() })
}

func (p *pages) publishVersion(c *kit.Ctx) error {
	f := c.FormOf("publish")
	return settle(c, "已发布。", p.showVersion, func(tx *store.Tx) (string, error) {
		v, err := catalogue.PublishSeen(tx, c.Actor, p.grounds, c.Path("id"), f.Int("revision", "页面版本", 1, 1<<40))
		return versionHref(v.ID), err
	})
}

func (p *pages) discardVersion(c *kit.Ctx) error {
	f := c.FormOf("discard")
	return settle(c, "草稿已弃用。", p.showVersion, func(tx *store.Tx) (string, error) {
		id := c.Path("id")
		err := catalogue.DiscardDraft(tx, c.Actor, id, f.Int("revision", "页面版本", 1, 1<<40))
		return versionHref(id), err
	})
}

// transitions are what may become of running cases.
var transitions = []ui.Option{
	{Value: string(catalogue.Finish), Label: "按原版本办完", Hint: transitionWords[catalogue.Finish]},
	{Value: string(catalogue.Terminate), Label: "终止办理", Hint: transitionWords[catalogue.Terminate]},
}

func (p *pages) withdrawVersion(c *kit.Ctx) error {
	f := c.FormOf("end")
	return settle(c, "已停用。", p.showVersion, func(tx *store.Tx) (string, error) {
		v, err := catalogue.Withdraw(tx, c.Actor, c.Path("id"), catalogue.WithdrawInput{Reason: f.Lines("reason"),
			Transition: catalogue.Transition(f.Value("transition")), Day: f.OptionalDay("day", "停用日期")})
		return versionHref(v.ID), err
	})
}
