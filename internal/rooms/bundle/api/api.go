// Package api (一件事接口) gives programs what the public pages show: the bundles
// on offer, and what one of them asks for a choice of steps.
//
// Basis: as package bundle. What always holds: everything here is public and is
// the version in force today. The app registers its operations.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/api"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/store"
)

const tag = "一件事"

// Register adds the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "bundle-bundles", Path: "/bundles", Perm: kit.Public, Tag: tag,
		Zh: "现行的一件事和分类告知书", En: "Bundles on offer"}, bundles)
	api.Get(a, api.Op{ID: "bundle-bundle", Path: "/bundles/{code}", Perm: kit.Public, Tag: tag,
		Zh: "一件事的步骤、问题和合并后的材料", En: "One bundle: steps, questions, merged materials"}, one)
}

type bundlesIn struct {
	api.Paging
	Q     string `query:"q" maxLength:"80" doc:"名称、别名、拼音首字母或编码。Search words."`
	Theme string `query:"theme" maxLength:"80" doc:"主题。Theme."`
	Kind  string `query:"kind" enum:"thing,notice" doc:"一件事 thing，分类告知书 notice"`
}

// BundleLine is a bundle as lists show it.
type BundleLine struct {
	Code    string       `json:"code"`
	Name    string       `json:"name"`
	Kind    string       `json:"kind" enum:"thing,notice"`
	Theme   string       `json:"theme"`
	Lead    string       `json:"lead" doc:"牵头单位编码。Unit that accepts."`
	Promise int          `json:"promise" doc:"从受理到全部办结的工作日。Working days to the last decision."`
	Steps   int          `json:"steps"`
	Version int          `json:"version"`
	From    calendar.Day `json:"from" format:"date" doc:"这一版生效的日子。In force from."`
}

func lineOf(o bundle.Offer) BundleLine {
	return BundleLine{Code: o.Code, Name: o.Body.Name, Kind: string(o.Kind), Theme: o.Theme, Lead: o.Body.Lead,
		Promise: o.Body.PromiseN, Steps: len(o.Body.Steps), Version: o.Number, From: o.FromDay}
}

func bundles(c *api.Call, in *bundlesIn) (api.Page[BundleLine], error) {
	f := bundle.Filter{Text: in.Q, Theme: in.Theme, Kind: bundle.Kind(in.Kind)}
	key, err := in.Key(1)
	if err != nil {
		return api.Page[BundleLine]{}, err
	}
	if key != nil {
		f.After = key[0]
	}
	var list []BundleLine
	err = c.Read(func(tx *store.Tx) error {
		found, err := bundle.Offers(tx, tx.Today(), f, in.Limit+1)
		for _, o := range found {
			list = append(list, lineOf(o))
		}
		return err
	})
	next := ""
	if len(list) > in.Limit {
		list = list[:in.Limit]
		next = api.Cursor(list[in.Limit-1].Code)
	}
	return api.PageOf(list, next), err
}

type oneIn struct {
	Code  string   `path:"code" doc:"编码。Code."`
	Steps []string `query:"steps" maxItems:"60" doc:"挑选的步骤，用逗号分开；先决步骤自动补上。Steps picked; prerequisites are added."`
}

// BundlePlan is one bundle for a choice of steps.
type BundlePlan struct {
	BundleLine
	Taken     []BundleStep     `json:"taken"`
	Questions []BundleQuestion `json:"questions"`
	Materials []BundleMaterial `json:"materials"`
	Saved     int              `json:"saved" doc:"比分开办少交几份。Sheets spared."`
	Longest   int              `json:"longest" doc:"最长一串的工作日。Working days of the critical path."`
}

// BundleStep is one step in order.
type BundleStep struct {
	Code  string   `json:"code"`
	Item  string   `json:"item,omitempty" doc:"事项编码；会签没有。Item code."`
	Name  string   `json:"name"`
	Unit  string   `json:"unit"`
	After []string `json:"after,omitempty"`
	Limit int      `json:"limit"`
	In    string   `json:"limit_unit" enum:"wd,cd"`
	Added bool     `json:"added" doc:"没有挑选，因先决关系补上。Added as a prerequisite."`
}

// BundleQuestion is one question of the merged form.
type BundleQuestion struct {
	Key     string            `json:"key"`
	Text    string            `json:"text"`
	Choices map[string]string `json:"choices"`
	Serves  int               `json:"serves" doc:"几个事项要问。How many items ask it."`
}

// BundleMaterial is one material of the merged list.
type BundleMaterial struct {
	Key    string   `json:"key"`
	Name   string   `json:"name"`
	Need   string   `json:"need" enum:"bring,depends,given,shared,not_needed"`
	Serves []string `json:"serves" doc:"用它的步骤。Steps that use it."`
	From   string   `json:"from,omitempty" doc:"由哪一步办出来。Step that gives it."`
}

func one(c *api.Call, in *oneIn) (out BundlePlan, err error) {
	return out, c.Read(func(tx *store.Tx) error {
		o, err := bundle.Current(tx, in.Code, tx.Today())
		if err != nil {
			return err
		}
		p, err := bundle.PlanFor(tx, o, in.Steps, map[string]string{})
		out = planOf(o, p)
		return err
	})
}

func planOf(o bundle.Offer, p bundle.Plan) BundlePlan {
	out := BundlePlan{BundleLine: lineOf(o), Saved: p.Saved(), Longest: p.PathN,
		Taken: []BundleStep{}, Questions: []BundleQuestion{}, Materials: []BundleMaterial{}}
	for _, t := range p.Steps {
		_, added := p.Added[t.Code]
		out.Taken = append(out.Taken, BundleStep{t.Code, t.Step.Item, t.Title, t.Unit, t.Before, t.Limit.N, string(t.Limit.Unit), added})
	}
	for _, f := range p.Fields {
		q := BundleQuestion{Key: f.Key, Text: f.Text, Choices: map[string]string{}, Serves: len(f.Serves)}
		for _, ch := range f.Choices {
			q.Choices[ch.Code] = ch.Text
		}
		out.Questions = append(out.Questions, q)
	}
	for _, m := range p.Materials {
		line := BundleMaterial{Key: m.Key, Name: m.Name, Need: string(m.Need), From: m.From, Serves: []string{}}
		for _, u := range append(m.Serves[:len(m.Serves):len(m.Serves)], m.Elsewhere...) {
			line.Serves = append(line.Serves, u.Step)
		}
		out.Materials = append(out.Materials, line)
	}
	return out
}
