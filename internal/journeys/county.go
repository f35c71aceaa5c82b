package journeys

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"yingshang/internal/app"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
	"yingshang/internal/store/jobs"
)

// verbs is filled by the actions_*.go files.
var verbs = Verbs{}

// grounds are the registers that say which documents may be cited.
var grounds = manifest.GroundsOf(app.Rooms)

// firstDay is when every story begins: the first working day of 2020.
var firstDay = calendar.DayOf(2020, 1, 2)

// NewCounty opens a world with every registered verb, and a small county in it:
// units, two enterprises, one key project and the items the stories need.
func NewCounty(s *store.Store, clock *store.SetClock) *World {
	w := &World{Store: s, Clock: clock, Rooms: app.Rooms, Verbs: verbs, Begin: found, Join: channel}
	registry := report.NewRegistry(app.Rooms)
	w.Rooms = append(slices.Clone(app.Rooms), manifest.Room{Name: "figures", Figures: overCases(registry)})
	w.After = drain
	w.End = func(w *World) error { return sound(w, registry) }
	return w
}

// overCases are the figures that only the registry makes: those over all cases.
func overCases(r *report.Registry) []manifest.Figure {
	var out []manifest.Figure
	for _, e := range r.Entries() {
		if e.Room == "report" {
			out = append(out, e.Figure)
		}
	}
	return out
}

// drain hands the waiting facts to their consumers, as the house does within
// seconds of an act.
func drain(w *World) error {
	var work jobs.Work
	for _, room := range w.Rooms {
		work.Consumers = append(work.Consumers, room.Consumers...)
	}
	runner, err := jobs.New(w.Store, work)
	if err != nil {
		return err
	}
	_, err = runner.Drain(context.Background())
	return err
}

// sound ends every story: the log verifies down to the rows, and each figure is
// what its records add up to.
func sound(w *World, r *report.Registry) error {
	ctx := context.Background()
	if err := journal.Sequence(ctx, w.Store); err != nil {
		return err
	}
	verdict, err := journal.VerifyLog(ctx, w.Store, journal.Check{})
	if err != nil {
		return err
	}
	if !verdict.Sound() {
		return errors.New("the log is not sound: " + verdict.First.Sentence)
	}
	return w.Store.Read(ctx, func(tx *store.Tx) error {
		year := manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}
		wrong, err := report.Check(tx, r, manifest.Query{Period: year, AsOf: tx.Now()})
		if err == nil && len(wrong) > 0 {
			err = errors.New("a figure is not its trace: " + wrong[0].Sentence)
		}
		return err
	})
}

// channel gives the person an account of the kind the log takes, and the door
// that person comes in by.
func channel(w *World, by *flow.Actor, _ []string) error {
	by.Account = fmt.Sprintf("person-%d", len(w.people)+1)
	if by.Has(identity.Clerk) {
		by.Channel = "window"
	}
	return nil
}

// founder sets the county up before the story begins.
var founder = flow.Actor{Account: "founder", Name: "筹建", Unit: "ynb", Channel: "pc",
	Roles: []flow.Role{identity.Coordinator, identity.Editor, identity.Clerk}}

var publisher = flow.Actor{Account: "publisher", Name: "筹建审批", Unit: "plan", Channel: "pc", Roles: []flow.Role{identity.Head}}

var units = []org.UnitInput{
	{Code: "plan", Name: "桃江县自然资源局", Short: "自然资源局", DocWord: "桃自然资"},
	{Code: "build", Name: "桃江县住房和城乡建设局", Short: "住建局", DocWord: "桃建"},
	{Code: "ynb", Name: "桃江县优化经济发展环境办公室", Short: "优化办", DocWord: "桃优化办"},
	{Code: "watch", Name: "桃江县纪委监委效能室", Short: "效能室", DocWord: "桃效能"},
}

var enterprises = []struct{ short, name, credit string }{
	{"青竹制造", "桃江县青竹示例制造有限公司", "91430922MA4Q00016J"},
	{"桃花机械", "桃江县桃花示例一机械制造有限公司", "91430922MA4T000191"},
}

// found makes the county on its first day.
func found(w *World) error {
	w.Clock.Set(firstDay.Start() + 8*3_600_000)
	w.names["优化办单位"] = "ynb"
	steps := []func(tx *store.Tx) error{}
	for _, u := range units {
		u.Kind, u.Phone, u.SupervisionPhone = org.Department, "0737-8880001", "12345"
		w.names[u.Short] = u.Code
		steps = append(steps, func(tx *store.Tx) error { _, err := org.Add(tx, founder, u); return err })
	}
	for _, e := range enterprises {
		steps = append(steps, func(tx *store.Tx) error {
			p, err := party.Register(tx, founder, party.Draft{Kind: party.Enterprise, Name: e.name, Credit: e.credit,
				Representative: "示例人", Mobile: sampleMobile, Sample: true})
			w.names[e.short] = p.ID
			return err
		})
	}
	steps = append(steps, w.keyProject)
	for _, i := range items {
		steps = append(steps, i.publish(w)...)
	}
	for _, step := range steps {
		if err := w.Store.Write(context.Background(), step); err != nil {
			return err
		}
	}
	return drain(w)
}

func (w *World) keyProject(tx *store.Tx) error {
	p, err := project.Register(tx, founder, project.Draft{Code: "2020-430922-33-03-000001", Name: "高胜模架项目",
		Party: w.names["青竹制造"], Sector: project.Industry, Unit: "plan", From: firstDay})
	if err != nil {
		return err
	}
	w.names["高胜模架项目"] = p.ID
	_, err = project.MarkKey(tx, founder, p.ID, project.KeyDraft{Level: project.County, From: firstDay, Document: "桃重点办〔2020〕示例1号"})
	return err
}

// item is one item of the county and how it differs from the ordinary one.
type item struct {
	short, code string
	tags        []string
	change      func(e *catalogue.Edition)
}

func (i item) publish(w *World) []func(tx *store.Tx) error {
	e := ordinary(i.short)
	i.change(&e)
	w.names[i.short] = i.code
	editor := founder
	return []func(tx *store.Tx) error{
		func(tx *store.Tx) error {
			_, err := catalogue.Register(tx, editor, catalogue.ItemInput{Code: i.code, Unit: "plan", Name: e.Name, Tags: i.tags})
			return err
		},
		func(tx *store.Tx) error {
			v, err := catalogue.NewDraft(tx, editor, i.code, e)
			if err == nil {
				_, err = catalogue.Publish(tx, publisher, grounds, v.ID)
			}
			return err
		},
	}
}

var items = []item{
	{"工程规划许可", "plan-permit", nil, func(e *catalogue.Edition) { e.Rules.OnSite = true }},
	{"用地规划许可", "land-permit", []string{catalogue.TagApproval}, func(e *catalogue.Edition) { e.StatutoryN, e.OrdinaryN, e.KeyProjectN = 16, 10, 8 }},
	{"项目备案", "record", nil, func(e *catalogue.Edition) {
		e.Kind, e.OrdinaryN, e.KeyProjectN = catalogue.Instant, 0, 0
		e.Guide.Steps = []catalogue.Stage{{Name: "当场办结"}}
		e.Rules.SeparateDuties = false
		e.Rules.Result = catalogue.Result{Name: "备案证明", Kind: "record"}
	}},
	{"用地初审", "relay", nil, func(e *catalogue.Edition) { e.Relay = true }},
	{"人力资源许可", "licence", nil, func(e *catalogue.Edition) {
		e.Rules.Renewable, e.Rules.RenewBefore, e.Rules.Result.ValidMonths = true, 30, 36
	}},
	{"客运名额", "quota", nil, func(e *catalogue.Edition) { e.Rules.Quota = "1" }},
}

// ordinary is an edition that the gate lets pass.
func ordinary(name string) catalogue.Edition {
	return catalogue.Edition{From: calendar.DayOf(2020, 1, 1), Source: "桃政发〔2019〕示例1号", Content: catalogue.Content{
		Name: name, Kind: catalogue.Promised,
		StatutoryN: 20, StatutoryUnit: calendar.WorkDays, OrdinaryN: 10, KeyProjectN: 8,
		Online: true, Courier: true,
		Rules: catalogue.Rules{SeparateDuties: true, DeliveryLimit: 10,
			Procedures: []catalogue.Procedure{{Name: "专家评审"}, {Name: "听证"}},
			Result:     catalogue.Result{Name: name + "证", Kind: "certificate"}},
		Guide: catalogue.Guide{Type: "01", Level: "4", Nature: "1", Objects: []string{"2"}, Forms: []string{"1", "2"},
			Basis:      []catalogue.Basis{{Law: "《中华人民共和国城乡规划法》", Article: "第四十条"}},
			Applicants: "建设单位", Acceptance: "用地已批准", Flow: "受理、审查、办结",
			Steps:  []catalogue.Stage{{Name: "受理", Days: 1}, {Name: "审查", Days: 5}, {Name: "办结", Days: 2}},
			Places: []string{"县政务服务中心"}, Hours: "工作日 9:00—17:00", ConsultPhone: "0737-8880001",
			SupervisionPhone: "12345", Remedies: "复议或者诉讼"},
		Questions: []catalogue.Question{{ID: "park", Text: "在不在园区",
			Choices: []catalogue.Choice{{Code: "yes", Text: "在"}, {Code: "no", Text: "不在"}}}},
	}, Materials: []catalogue.Material{
		{Code: "form", Name: "申请表", Electronic: true, Must: true, Main: true},
		{Code: "licence", Name: "营业执照", Must: true, Main: true, Shared: true, SharedFrom: "电子证照库"},
		{Code: "plan", Name: "规划总平面图", Originals: 1, Must: true, Main: true, PaperKind: "plan"},
		{Code: "sun", Name: "日照分析报告", Originals: 1, Condition: catalogue.Condition{{Question: "park", Choices: []string{"no"}}}},
	}}
}
