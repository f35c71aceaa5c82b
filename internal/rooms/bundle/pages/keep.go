package pages

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/store"
)

type keptView struct {
	Page  ui.Page
	Query string
	Lines []keptLine
	Pager ui.Pager
	New   bool
}

type keptLine struct {
	bundle.Kept
	Lead  string
	Now   *bundle.Version
	Draft *bundle.Version
	Link  string
}

func keptPage(c *kit.Ctx) error {
	v := keptView{Page: c.Page("一件事管理"), Query: c.Query("q"), New: mayWrite(c)}
	err := c.Read(func(tx *store.Tx) error {
		found, err := bundle.KeptList(tx, c.Actor, v.Query, c.Query("after"), pageSize+1)
		if err != nil {
			return err
		}
		if len(found) > pageSize {
			found = found[:pageSize]
			v.Pager.Next = listView{Query: v.Query}.address(found[pageSize-1].Code)
			v.Pager.Next = strings.Replace(v.Pager.Next, "/bundles?", "/keep/bundles?", 1)
		}
		names := namesIn(tx)
		for _, k := range found {
			line := keptLine{Kept: k, Lead: names.of(k.Lead)}
			for i := range k.Versions {
				ver := &k.Versions[i]
				switch ver.State {
				case bundle.VersionDraft:
					line.Draft = ver
				case bundle.VersionPublished:
					line.Now = ver
				}
			}
			line.Link = "/keep/bundles/" + k.Versions[0].ID
			v.Lines = append(v.Lines, line)
		}
		return names.err
	})
	if err != nil {
		return err
	}
	v.Pager.From, v.Pager.To, v.Pager.Total = min(1, len(v.Lines)), len(v.Lines), -1
	return c.Render(keptTempl(v))
}

// mayWrite reports whether the actor may draft.
func mayWrite(c *kit.Ctx) bool {
	return len(bundle.VersionFlow.Open(c.Actor, bundle.VersionDraft)) > 0 && slices.ContainsFunc(bundle.VersionFlow.Open(c.Actor, bundle.VersionDraft),
		func(s flow.Step) bool { return s.Verb == bundle.VerbEdit })
}

type editView struct {
	Page    ui.Page
	Form    *kit.Form
	Action  string
	New     bool
	Version bundle.Version
	Units   []ui.Option
}

func newPage(c *kit.Ctx) error {
	v := editView{Page: c.Page("起草一件事").WithBack("一件事管理", "/keep/bundles"), Form: c.FormOf("edit"), Action: "/keep/bundles", New: true}
	v.Form.Default("kind", string(bundle.Thing))
	v.Form.Default("lead", c.Actor.Unit)
	return v.render(c)
}

func editPage(c *kit.Ctx) error {
	v := editView{Page: c.Page("修改草稿").WithBack("返回", "/keep/bundles/"+c.Path("id")), Form: c.FormOf("edit"), Action: "/keep/bundles/" + c.Path("id") + "/edit"}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Version, _, err = bundle.KeptVersion(tx, c.Actor, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	b := v.Version.Body
	for name, value := range map[string]string{"name": b.Name, "lead": b.Lead, "theme": b.Theme, "summary": b.Summary, "source": b.Source,
		"aliases": strings.Join(b.Aliases, "、"), "promise": fmt.Sprint(b.PromiseN), "from": v.Version.FromDay.String(),
		"steps": bundle.WriteSteps(b.Steps, "\n"), "revision": fmt.Sprint(v.Version.Revision)} {
		v.Form.Default(name, value)
	}
	return v.render(c)
}

func (v editView) render(c *kit.Ctx) error {
	err := c.Read(func(tx *store.Tx) error {
		units, err := org.List(tx, org.Filter{Limit: 200})
		for _, u := range units {
			v.Units = append(v.Units, ui.Option{Value: u.Code, Label: u.Short})
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(editTempl(v))
}

// editionOf reads the form; what cannot be read is a problem of its field.
func editionOf(f *kit.Form) bundle.Edition {
	e := bundle.Edition{Code: f.Code("code"), Kind: bundle.Kind(f.Text("kind")), From: f.Day("from", "生效日期"),
		Content: bundle.Content{Name: f.Text("name"), Lead: f.Text("lead"), Theme: f.Text("theme"), Summary: f.Lines("summary"),
			Source: f.Text("source"), PromiseN: int(f.Int("promise", "承诺时限", 1, 1000))}}
	e.Aliases = strings.FieldsFunc(f.Text("aliases"), func(r rune) bool { return strings.ContainsRune("、，, ", r) })
	steps, err := bundle.ParseSteps(f.Lines("steps"))
	if what, bad := fault.Of(err); bad {
		f.Problem("steps", what.Sentence())
	}
	e.Steps = steps
	return e
}

func create(c *kit.Ctx) error {
	f := c.FormOf("edit")
	e := editionOf(f)
	return settle(c, "草稿已保存。", newPage, func(tx *store.Tx) (string, error) {
		v, err := bundle.Create(tx, c.Actor, e)
		return "/keep/bundles/" + v.ID, err
	})
}

// versionView is one version with what the gate says of it.
type versionView struct {
	Page    ui.Page
	Version bundle.Version
	Bundle  bundle.Bundle
	Lead    string
	Gate    []fault.Field // what keeps a draft from being published
	Plan    bundle.Plan
	Steps   []drawn
	Groups  []materialGroup
	Others  []bundle.Version
	Can     map[flow.Verb]bool
	Next    bool // the next version may be drafted
	Act     *kit.Form
	Retire  *kit.Form
}

func versionPage(c *kit.Ctx) error {
	v := versionView{Can: map[flow.Verb]bool{}, Act: c.FormOf("act"), Retire: c.FormOf("retire")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Version, v.Bundle, err = bundle.KeptVersion(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		return v.fill(tx, c.Actor)
	})
	if err != nil {
		return err
	}
	for _, s := range bundle.VersionFlow.Open(c.Actor, v.Version.State) {
		v.Can[s.Verb] = true
	}
	v.Next = mayWrite(c) && v.Version.State == bundle.VersionPublished && !slices.ContainsFunc(v.Others, func(o bundle.Version) bool { return o.State == bundle.VersionDraft })
	v.Page = c.Page(v.Version.Body.Name).WithBack("一件事管理", "/keep/bundles")
	return c.Render(versionTempl(v))
}

func (v *versionView) fill(tx *store.Tx, by flow.Actor) error {
	names := namesIn(tx)
	v.Lead = names.of(v.Version.Body.Lead)
	err := bundle.Check(tx, by, v.Version.ID)
	if what, refused := fault.Of(err); refused {
		v.Gate = what.Fields
	} else if err != nil {
		return err
	}
	every := make([]string, len(v.Version.Body.Steps))
	for i, s := range v.Version.Body.Steps {
		every[i] = s.Code
	}
	v.Plan, err = bundle.PlanFor(tx, bundle.Offer{Body: v.Version.Body}, every, nil)
	if _, refused := fault.Of(err); !refused {
		if err != nil {
			return err
		}
		units, err := v.Plan.UnitNames(tx)
		if err != nil {
			return err
		}
		v.Steps, v.Groups = planned(v.Plan, units), grouped(v.Plan)
	}
	if v.Others, err = bundle.VersionsOf(tx, by, v.Bundle.ID); err != nil {
		return err
	}
	return names.err
}

func versionAct(c *kit.Ctx) error {
	id, verb := c.Path("id"), c.Path("verb")
	here := "/keep/bundles/" + id
	switch verb {
	case "edit":
		f := c.FormOf("edit")
		e, seen := editionOf(f), f.Int("revision", "页面版本", 1, 1<<40)
		return settle(c, "草稿已保存。", editPage, func(tx *store.Tx) (string, error) {
			_, err := bundle.Edit(tx, c.Actor, id, seen, e)
			return here, err
		})
	case "next":
		return settle(c, "已照现行版本起草下一版。", versionPage, func(tx *store.Tx) (string, error) { return nextVersion(tx, c.Actor, id) })
	case "publish":
		seen := c.FormOf("act").Int("revision", "页面版本", 1, 1<<40)
		return settle(c, "已发布。", versionPage, func(tx *store.Tx) (string, error) {
			_, err := bundle.Publish(tx, c.Actor, id, seen)
			return here, err
		})
	case "discard":
		return settle(c, "草稿已弃用。", versionPage, func(tx *store.Tx) (string, error) {
			_, err := bundle.Discard(tx, c.Actor, id)
			return "/keep/bundles", err
		})
	case "retire":
		reason := c.FormOf("retire").Lines("reason")
		return settle(c, "已停用。", versionPage, func(tx *store.Tx) (string, error) {
			_, err := bundle.Retire(tx, c.Actor, id, reason)
			return here, err
		})
	}
	return store.NoRow.New(nil)
}

// nextVersion drafts the next version from the one in force.
func nextVersion(tx *store.Tx, by flow.Actor, id string) (string, error) {
	v, b, err := bundle.KeptVersion(tx, by, id)
	if err != nil {
		return "", err
	}
	body := v.Body
	body.Source = ""
	draft, err := bundle.Create(tx, by, bundle.Edition{Code: b.Code, Kind: b.Kind, From: max(tx.Today(), v.FromDay), Content: body})
	return "/keep/bundles/" + draft.ID + "/edit", err
}
