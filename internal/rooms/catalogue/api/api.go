// Package api (事项接口) gives programs what the public guide shows: the items on
// offer, one item with its limits and complete list of materials, and the list
// one applicant needs.
//
// Basis: as package catalogue. What always holds: everything here is public and
// is the version in force today. The app registers its operations.
package api

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/api"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

const tag = "事项"

// Register adds the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "catalogue-items", Path: "/items", Perm: kit.Public, Tag: tag,
		Zh: "在办的事项，可以搜索", En: "Items on offer, or search"}, items)
	api.Get(a, api.Op{ID: "catalogue-item", Path: "/items/{code}", Perm: kit.Public, Tag: tag,
		Zh: "一个事项：时限、材料、问题", En: "One item: limits, materials, questions"}, item)
	api.Get(a, api.Op{ID: "catalogue-check", Path: "/items/{code}/materials", Perm: kit.Public, Tag: tag,
		Zh: "按申请人的情况列出要交的材料", En: "Materials one applicant needs"}, check)
}

type itemsIn struct {
	api.Paging
	Q      string `query:"q" maxLength:"80" doc:"名称、别名、拼音首字母或编码；按相近程度排，不翻页。Search words; by relevance, one page."`
	Unit   string `query:"unit" doc:"单位编码。Unit code."`
	Kind   string `query:"kind" enum:"instant,promised,other" doc:"即办件 instant，承诺件 promised，其他 other"`
	Online bool   `query:"online" doc:"只要能网上办的。Online only."`
}

// CatalogueItem is an item as lists show it.
type CatalogueItem struct {
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Unit    string   `json:"unit" doc:"单位编码。Unit code."`
	Kind    string   `json:"kind" enum:"instant,promised,relay"`
	Aliases []string `json:"aliases,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	Online  bool     `json:"online"`
	Visits  int      `json:"visits" doc:"到现场次数。Visits needed."`
	Version int      `json:"version"`

	From   calendar.Day `json:"from" format:"date" doc:"这一版生效的日子。In force from."`
	Limits ItemLimits   `json:"limits"`
}

// ItemLimits are counted in one unit; 0 is on the spot.
type ItemLimits struct {
	Unit       string `json:"unit" enum:"wd,cd" doc:"wd 工作日，cd 自然日"`
	Statutory  int    `json:"statutory" doc:"法定时限"`
	Promised   int    `json:"promised" doc:"承诺时限"`
	KeyProject int    `json:"key_project" doc:"重点项目的承诺时限"`
}

func itemOf(o catalogue.Offer) CatalogueItem {
	return CatalogueItem{Code: o.Code, Name: o.Name, Unit: o.Unit, Kind: o.CaseKind(), Aliases: o.Aliases, Tags: o.Tags,
		Online: o.Online, Visits: o.Visits, Version: o.Number, From: o.FromDay,
		Limits: ItemLimits{string(o.StatutoryUnit), o.StatutoryN, o.OrdinaryN, o.KeyProjectN}}
}

func items(c *api.Call, in *itemsIn) (api.Page[CatalogueItem], error) {
	f := catalogue.Filter{Unit: in.Unit, Kind: catalogue.Kind(in.Kind), Online: in.Online}
	key, err := in.Key(1)
	if err != nil {
		return api.Page[CatalogueItem]{}, err
	}
	if key != nil {
		f.After = key[0]
	}
	var list []CatalogueItem
	err = c.Read(func(tx *store.Tx) error {
		if in.Q != "" {
			found, err := catalogue.SearchIn(tx, tx.Today(), in.Q, f, in.Limit)
			for _, hit := range found.Hits {
				list = append(list, itemOf(hit.Offer))
			}
			return err
		}
		offers, err := catalogue.Offers(tx, tx.Today(), f, in.Limit+1)
		for _, o := range offers {
			list = append(list, itemOf(o))
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

// OneItem names an item.
type OneItem struct {
	Code string `path:"code" doc:"事项编码。Item code."`
}

// ItemGuide is one item in full.
type ItemGuide struct {
	CatalogueItem
	Conditions string         `json:"conditions" doc:"受理条件。Conditions."`
	Applicants string         `json:"applicants" doc:"谁能办。Who may apply."`
	Result     string         `json:"result" doc:"办结给什么。Result."`
	Fee        string         `json:"fee" doc:"空就是不收费。Empty: free of charge."`
	Places     []string       `json:"places"`
	Hours      string         `json:"hours"`
	Phone      string         `json:"phone"`
	Basis      []ItemBasis    `json:"basis"`
	Procedures []string       `json:"special_procedures" doc:"不计入期限的特别程序。Stop the clock."`
	Questions  []ItemQuestion `json:"questions"`
	Materials  []ItemMaterial `json:"materials"`
}

// ItemBasis is one legal ground.
type ItemBasis struct {
	Law     string `json:"law"`
	Article string `json:"article"`
}

// ItemQuestion is asked before the list of materials is made.
type ItemQuestion struct {
	ID      string       `json:"id"`
	Text    string       `json:"text"`
	Choices []ItemChoice `json:"choices"`
}

// ItemChoice is one possible answer.
type ItemChoice struct {
	Code string `json:"code"`
	Text string `json:"text"`
	Bar  string `json:"bar,omitempty" doc:"选了它就不能在这里办，写明怎么办。Why this answer bars."`
}

// ItemMaterial is one entry of the complete list.
type ItemMaterial struct {
	Code       string `json:"code"`
	Name       string `json:"name"`
	Originals  int    `json:"originals"`
	Copies     int    `json:"copies"`
	Electronic bool   `json:"electronic" doc:"电子件就行。An electronic file is enough."`
	Must       bool   `json:"must" doc:"否则看情况。Always, else by condition."`
	SharedFrom string `json:"shared_from,omitempty" doc:"部门共享取得，不用交。Obtained by sharing."`
	Note       string `json:"note,omitempty"`
	Basis      string `json:"basis,omitempty"`
}

func materialOf(m catalogue.Material) ItemMaterial {
	out := ItemMaterial{Code: m.Code, Name: m.Name, Originals: m.Originals, Copies: m.Copies,
		Electronic: m.Electronic, Must: m.Must, Note: m.Note, Basis: m.Basis}
	if m.Shared {
		out.SharedFrom = m.SharedFrom
	}
	return out
}

func questionOf(q catalogue.Question) ItemQuestion {
	out := ItemQuestion{ID: q.ID, Text: q.Text}
	for _, choice := range q.Choices {
		out.Choices = append(out.Choices, ItemChoice(choice))
	}
	return out
}

func item(c *api.Call, in *OneItem) (ItemGuide, error) {
	var v catalogue.Version
	var it catalogue.Item
	err := c.Read(func(tx *store.Tx) (err error) {
		if v, err = catalogue.Current(tx, in.Code, tx.Today()); err != nil {
			return err
		}
		it, err = catalogue.ItemByID(tx, v.ItemID)
		return err
	})
	if err != nil {
		return ItemGuide{}, err
	}
	g := v.Guide
	out := ItemGuide{CatalogueItem: itemOf(catalogue.Offer{Code: it.Code, Unit: it.Unit, Aliases: it.Aliases, Tags: it.Tags,
		Number: v.Number, FromDay: v.FromDay, Content: v.Content}),
		Conditions: g.Acceptance, Applicants: g.Applicants, Result: v.Rules.Result.Name, Places: g.Places, Hours: g.Hours, Phone: g.ConsultPhone}
	if g.Charged {
		out.Fee = g.Fee
	}
	for _, b := range g.Basis {
		out.Basis = append(out.Basis, ItemBasis{b.Law, b.Article})
	}
	for _, p := range v.Rules.Procedures {
		out.Procedures = append(out.Procedures, p.Name)
	}
	for _, q := range v.Questions {
		out.Questions = append(out.Questions, questionOf(q))
	}
	for _, m := range v.Materials {
		out.Materials = append(out.Materials, materialOf(m))
	}
	return out, nil
}

type checkIn struct {
	OneItem
	Answers []string `query:"answer,explode" doc:"对一个问题的回答，写成“问题:选项”，可以写几次。question:choice, may be repeated."`
}

// PersonalList is what one applicant hands in.
type PersonalList struct {
	Complete   bool           `json:"complete" doc:"问题都答了。Every question is answered."`
	Unanswered []ItemQuestion `json:"unanswered"`
	Bars       []string       `json:"bars" doc:"按所答不能在这里办的原因。Why the applicant cannot apply here."`
	Materials  []PersonalNeed `json:"materials"`
}

// PersonalNeed is one material with whether and why it is needed.
type PersonalNeed struct {
	ItemMaterial
	Need string `json:"need" enum:"bring,shared,not_needed,depends" doc:"要交 bring，共享免交 shared，不需要 not_needed，答完问题才知道 depends"`
	Why  string `json:"why"`
}

func check(c *api.Call, in *checkIn) (PersonalList, error) {
	answers := catalogue.Answers{}
	for _, a := range in.Answers {
		question, choice, _ := strings.Cut(a, ":")
		answers[question] = choice
	}
	var v catalogue.Version
	err := c.Read(func(tx *store.Tx) (err error) {
		v, err = catalogue.Current(tx, in.Code, tx.Today())
		return err
	})
	if err != nil {
		return PersonalList{}, err
	}
	list, _ := catalogue.PersonalList(v, answers)
	out := PersonalList{Complete: list.Complete(), Bars: list.Bars}
	for _, q := range list.Unanswered {
		out.Unanswered = append(out.Unanswered, questionOf(q))
	}
	for _, e := range list.Entries {
		out.Materials = append(out.Materials, PersonalNeed{materialOf(e.Material), string(e.Need), e.Why})
	}
	return out, nil
}
