package bundle

import (
	"fmt"

	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// mostOffers bounds what a figure reads; a county has a few hundred bundles.
const mostOffers = 5000

// figures are the numbers the room answers for.
var figures = []manifest.Figure{
	{ID: "approvals.bundles", Label: "“一件事一次办”事项目录", Unit: "项", Version: 1, Public: true, ByUnit: true,
		Definition: "期末日有现行版本的一件事，一件计 1；分类告知书不计。统计时点以后才发布或才登记停用的，按当时的情况算。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			rows, err := things(tx, q)
			return manifest.Value{Num: int64(len(rows)), Den: 1, Text: fmt.Sprint(len(rows))}, err
		},
		Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
			rows, err := things(tx, q)
			out := make([]manifest.Record, len(rows))
			for i, o := range rows {
				out[i] = manifest.Record{ID: o.ID, Number: o.Code, Title: o.Body.Name, Unit: o.Body.Lead, At: o.PublishedAt,
					Link: "/bundles/" + o.Code, Amount: 1}
			}
			return out, err
		}},
	{ID: "approvals.bundle_stages", Label: "“一件事”办理环节", Unit: "个", Version: 1, Public: true,
		Definition: "期末日现行的一件事对办事人公布的办理环节（受理、审查、办结），相同的环节只计一次。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			rows, err := stagesInForce(tx, q)
			return manifest.Value{Num: int64(len(rows)), Den: 1, Text: fmt.Sprint(len(rows))}, err
		},
		Trace: stagesInForce},
}

// things are the published bundles as of the end of the period; notices and what
// was published after the cut-off do not count.
func things(tx *store.Tx, q manifest.Query) ([]Offer, error) {
	w := Filter{Kind: Thing, AsOf: q.AsOf}.where(tx, q.Period.To)
	if q.Unit != "" {
		w.And("b.lead = ?", q.Unit)
	}
	return offers.Page(tx, w, "code", mostOffers)
}

// stagesInForce are the stages the published bundles name, each once, with the
// first bundle that names it.
func stagesInForce(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	q.Unit = ""
	rows, err := things(tx, q)
	var out []manifest.Record
	place := map[string]int{}
	count := map[string]int{}
	for _, o := range rows {
		for _, name := range o.Body.Stages {
			count[name]++
			if _, known := place[name]; !known {
				place[name] = len(out)
				out = append(out, manifest.Record{ID: name, Number: fmt.Sprintf("第 %d 个环节", len(out)+1), Unit: o.Body.Lead,
					At: o.PublishedAt, Link: "/bundles/" + o.Code, Amount: 1})
			}
		}
	}
	for name, i := range place {
		out[i].Title = fmt.Sprintf("%s（%d 件一件事都是）", name, count[name])
	}
	return out, err
}
