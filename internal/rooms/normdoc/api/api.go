// Package api (规范性文件接口) gives programs what the public pages show: the
// register of published documents with how they stand on a day, and the sums of
// the published rounds.
//
// Basis: as package normdoc. What always holds: everything here is public; a
// document that was not published is not there. The app registers its operations.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/api"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/store"
)

const tag = "规范性文件"

// Register adds the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "normdoc-documents", Path: "/normdocs", Perm: kit.Public, Tag: tag,
		Zh: "公布的规范性文件和某一天的效力", En: "Published documents and how they stand on a day"}, documents)
	api.Get(a, api.Op{ID: "normdoc-rounds", Path: "/cleanups", Perm: kit.Public, Tag: tag,
		Zh: "公布的清理结果", En: "Results of the published clean-up rounds"}, rounds)
}

type documentsIn struct {
	api.Paging
	Q        string `query:"q" maxLength:"80" doc:"标题、文号或统一编号的一部分。Search words."`
	Number   string `query:"number" maxLength:"80" doc:"完整的文号，问能不能作依据。Whole number."`
	Standing string `query:"standing" enum:"pending,inforce,lapsed,repealed,replaced,voided" doc:"效力。Standing."`
	Day      string `query:"day" format:"date" doc:"哪一天的效力，默认今天。Day."`
}

// NormDocument is a published document.
type NormDocument struct {
	Number    string        `json:"number"`
	Unified   string        `json:"unified" doc:"统一编号。Unified number."`
	Title     string        `json:"title"`
	Issuer    string        `json:"issuer" doc:"制定机关编码。Unit that issued it."`
	Published *calendar.Day `json:"published" format:"date"`
	From      calendar.Day  `json:"from" format:"date"`
	Until     calendar.Day  `json:"until" format:"date"`
	Standing  string        `json:"standing" enum:"unregistered,pending,inforce,lapsed,repealed,replaced,voided"`
	Words     string        `json:"words"`
	Citable   bool          `json:"citable" doc:"能不能作依据。May be cited."`
}

func documents(c *api.Call, in *documentsIn) (api.Page[NormDocument], error) {
	key, err := in.Key(1)
	if err != nil {
		return api.Page[NormDocument]{}, err
	}
	list := []NormDocument{}
	next := ""
	err = c.Read(func(tx *store.Tx) error {
		day := tx.Today()
		if asked, err := calendar.ParseDay(in.Day); err == nil {
			day = asked
		}
		found, err := normdoc.Documents(tx, flow.Actor{}, normdoc.DocumentFilter{Text: in.Q, Standing: normdoc.Standing(in.Standing), Day: day})
		reached := key == nil
		for _, d := range found {
			if !reached {
				reached = d.ID == key[0]
				continue
			}
			if in.Number != "" && d.Number != manifest.DocumentNumber(in.Number) {
				continue
			}
			if len(list) == in.Limit {
				next = api.Cursor(last(found, list[in.Limit-1].Number))
				break
			}
			list = append(list, NormDocument{d.Number, *d.Unified, d.Title, d.Issuer, d.PublishedDay, d.FromDay, d.UntilDay, string(d.On(day)), d.Words(day),
				d.On(day) == normdoc.InForce})
		}
		return err
	})
	return api.PageOf(list, next), err
}

// last is the id of the document with the number, from which the next page goes
// on.
func last(found []normdoc.Document, number string) string {
	for _, d := range found {
		if d.Number == number {
			return d.ID
		}
	}
	return ""
}

type roundsIn struct{}

// RoundResult is the sum of a published round: reviewed is what the four
// decisions add up to.
type RoundResult struct {
	Number    string       `json:"number"`
	Title     string       `json:"title"`
	Document  string       `json:"document" doc:"公布结果的文件。"`
	From      calendar.Day `json:"from" format:"date"`
	Due       calendar.Day `json:"due" format:"date"`
	Articles  []int64      `json:"articles" doc:"对照的条例条款。Articles checked."`
	Reviewed  int          `json:"reviewed"`
	Conflicts int          `json:"conflicting"`
	Retained  int          `json:"retained"`
	Revising  int          `json:"revising"`
	Repealed  int          `json:"repealed"`
	Voided    int          `json:"voided"`
	Followed  int          `json:"followed" doc:"已落实的修订和废止。Carried out."`
}

// RoundResults are the published rounds, the newest first.
type RoundResults struct {
	Rounds []RoundResult `json:"rounds"`
}

func rounds(c *api.Call, _ *roundsIn) (out RoundResults, err error) {
	out.Rounds = []RoundResult{}
	return out, c.Read(func(tx *store.Tx) error {
		list, err := normdoc.Rounds(tx, flow.Actor{}, 500)
		for _, r := range list {
			sum, err := normdoc.TallyIn(tx, r)
			if err != nil {
				return err
			}
			out.Rounds = append(out.Rounds, RoundResult{r.Number, r.Title, r.Document, r.FromDay, r.Due, r.Articles, sum.Reviewed, sum.Conflicts,
				sum.By[normdoc.Retain], sum.By[normdoc.Revise], sum.By[normdoc.Repeal], sum.By[normdoc.Void], sum.Followed})
		}
		return err
	})
}
