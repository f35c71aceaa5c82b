package catalogue

import (
	"fmt"
	"strconv"

	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// mostOffers bounds what a figure reads; a county has a few thousand items.
const mostOffers = 20000

// Figures are the numbers of the catalogue that the report and the home page
// show. All but the cuts stand as of the last day of the period, and what was
// published after the cut-off does not count.
var Figures = []manifest.Figure{
	limitFigure("approvals.limit_property_registration", "重点项目不动产登记承诺时限", TagProperty),
	limitFigure("approvals.limit_construction_permits", "重点项目用地、工程规划和施工许可承诺时限", TagConstruction),
	countFigure("approvals.items", "公布的政务服务事项", "期末日有现行版本的事项，一个事项计 1；外部台账带进来的事项不计。",
		func(Offer) bool { return true }),
	countFigure("approvals.instant_items", "即办件事项", "期末日现行版本的办件类型为即办件的事项。",
		func(o Offer) bool { return o.Kind == Instant }),
	shareFigure("approvals.one_visit_share", "最多跑一次事项比例", "到办事现场次数不超过 1 次的事项",
		func(o Offer) bool { return o.Visits <= 1 }),
	shareFigure("approvals.online_share", "可网上办理事项比例", "可网上办理的事项",
		func(o Offer) bool { return o.Online }),
	compressionFigure(),
	openFigure("approvals.conditional_items", "公布的容缺受理事项", "项", "现行版本开通容缺受理的事项，一个事项计 1。",
		func(o Offer) string { return o.ItemID }),
	openFigure("approvals.conditional_departments", "容缺受理事项涉及部门", "个", "有开通容缺受理的事项的实施主体，一个部门计 1。",
		func(o Offer) string { return o.Unit }),
	cutFigure("approvals.reduced_materials", "减掉应提交材料", "项", "减掉的材料，一个事项的一项材料计 1。",
		func(c Cut) string { return c.Item.ID + "/" + c.Material.Code }),
	cutFigure("approvals.reduction_items", "精简材料涉及事项", "项", "减掉过材料的事项，减掉几项都计 1。",
		func(c Cut) string { return c.Item.ID }),
	cutFigure("approvals.reduction_departments", "精简材料涉及部门", "个", "减掉过材料的事项的实施主体，一个部门计 1。",
		func(c Cut) string { return c.Item.Unit }),
}

func onOffer(tx *store.Tx, q manifest.Query, tag string) ([]Offer, error) {
	return Offers(tx, q.Period.To, Filter{Unit: q.Unit, Tag: tag, AsOf: q.AsOf}, mostOffers)
}

func recordOf(o Offer, amount int64) manifest.Record {
	return manifest.Record{ID: o.ItemID, Number: o.Code, Title: o.Name, Unit: o.Unit, At: o.PublishedAt,
		Link: "/items/" + o.Code, Amount: amount}
}

// limitFigure is the longest key-project limit among the items with the tag.
func limitFigure(id, label, tag string) manifest.Figure {
	read := func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		rows, err := onOffer(tx, q, tag)
		var records []manifest.Record
		for _, o := range rows {
			records = append(records, recordOf(o, int64(o.KeyProjectN)))
		}
		return records, err
	}
	return manifest.Figure{
		ID: id, Label: label, Unit: "工作日", Version: 1, Public: true,
		Definition: "期末日现行版本中标记为“" + Tags.Zh(tag) + "”的事项对重点项目的承诺时限，取其中最长的；" +
			"各事项应当相同，不同的以“最短～最长”列出；没有这样的事项时为“—”。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			records, err := read(tx, q)
			return longest(records), err
		},
		Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
			records, err := read(tx, q)
			return settledBy(records), err
		},
	}
}

// settledBy leaves the amount to the first record with the longest limit: it
// sets the figure, the others add nothing to it.
func settledBy(records []manifest.Record) []manifest.Record {
	most := 0
	for i, r := range records {
		if r.Amount > records[most].Amount {
			most = i
		}
	}
	for i := range records {
		if i != most {
			records[i].Amount = 0
		}
	}
	return records
}

func longest(records []manifest.Record) manifest.Value {
	if len(records) == 0 {
		return manifest.Value{Text: "—"}
	}
	low, high := records[0].Amount, records[0].Amount
	for _, r := range records {
		low, high = min(low, r.Amount), max(high, r.Amount)
	}
	text := strconv.FormatInt(high, 10)
	if low != high {
		text = fmt.Sprintf("%d～%d", low, high)
	}
	return manifest.Value{Num: high, Den: 1, Text: text}
}

func countFigure(id, label, definition string, counts func(Offer) bool) manifest.Figure {
	read := func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		rows, err := onOffer(tx, q, "")
		var records []manifest.Record
		for _, o := range rows {
			if counts(o) {
				records = append(records, recordOf(o, 1))
			}
		}
		return records, err
	}
	return manifest.Figure{
		ID: id, Label: label, Unit: "项", Definition: definition, Version: 1, Public: true, ByUnit: true,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			records, err := read(tx, q)
			return countOf(len(records)), err
		},
		Trace: read,
	}
}

// openFigure counts the items open to conditional acceptance under a key.
func openFigure(id, label, unit, what string, key func(Offer) string) manifest.Figure {
	read := func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		rows, err := Offers(tx, q.Period.To, Filter{Unit: q.Unit, Conditional: true, AsOf: q.AsOf}, mostOffers)
		seen := map[string]bool{}
		var records []manifest.Record
		for _, o := range rows {
			if !seen[key(o)] {
				seen[key(o)] = true
				records = append(records, recordOf(o, 1))
			}
		}
		return records, err
	}
	return manifest.Figure{
		ID: id, Label: label, Unit: unit, Definition: "期末日" + what, Version: 1, Public: true, ByUnit: true,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			records, err := read(tx, q)
			return countOf(len(records)), err
		},
		Trace: read,
	}
}

func countOf(n int) manifest.Value {
	return manifest.Value{Num: int64(n), Den: 1, Text: strconv.Itoa(n)}
}

// shareFigure is the share of items that meet a condition, over all items.
func shareFigure(id, label, numerator string, counts func(Offer) bool) manifest.Figure {
	read := func(tx *store.Tx, q manifest.Query) (met, all []Offer, err error) {
		all, err = onOffer(tx, q, "")
		for _, o := range all {
			if counts(o) {
				met = append(met, o)
			}
		}
		return met, all, err
	}
	return manifest.Figure{
		ID: id, Label: label, Unit: "%", Version: 1, Public: true, ByUnit: true,
		Definition: numerator + "除以期末日全部现行事项，四舍五入到一位小数；没有事项时为“—”。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			met, all, err := read(tx, q)
			return percent(int64(len(met)), int64(len(all))), err
		},
		Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
			met, _, err := read(tx, q)
			var records []manifest.Record
			for _, o := range met {
				records = append(records, recordOf(o, 1))
			}
			return records, err
		},
	}
}

// percent rounds half up to one decimal.
func percent(num, den int64) manifest.Value {
	v := manifest.Value{Num: num, Den: den, Text: "—"}
	if den > 0 {
		tenths := (num*2000 + den) / (2 * den)
		v.Text = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	}
	return v
}

// compressionFigure is weighted: the days saved over all items by the days the
// law allows, not the mean of ratios.
func compressionFigure() manifest.Figure {
	read := func(tx *store.Tx, q manifest.Query) (records []manifest.Record, allowed int64, err error) {
		rows, err := onOffer(tx, q, "")
		for _, o := range rows {
			if o.Relay || o.StatutoryUnit != "wd" || o.StatutoryN == 0 {
				continue
			}
			allowed += int64(o.StatutoryN)
			records = append(records, recordOf(o, int64(o.StatutoryN-o.OrdinaryN)))
		}
		return records, allowed, err
	}
	return manifest.Figure{
		ID: "approvals.limit_compression", Label: "承诺时限比法定时限压缩", Unit: "%", Version: 1, Public: true, ByUnit: true,
		Definition: "Σ（法定－普通承诺）÷Σ法定，按期末日现行版本加总，不取各事项比例的平均；" +
			"只算法定时限按工作日计的事项，不含上报件；四舍五入到一位小数。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			records, allowed, err := read(tx, q)
			var saved int64
			for _, r := range records {
				saved += r.Amount
			}
			return percent(saved, allowed), err
		},
		Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
			records, _, err := read(tx, q)
			return records, err
		},
	}
}

// cutFigure counts the cuts of a period under a key.
func cutFigure(id, label, unit, what string, key func(Cut) string) manifest.Figure {
	read := func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		cuts, err := Cuts(tx, q.Period.From, q.Period.To, q.AsOf)
		seen := map[string]bool{}
		var records []manifest.Record
		for _, c := range cuts {
			if seen[key(c)] || (q.Unit != "" && c.Item.Unit != q.Unit) {
				continue
			}
			seen[key(c)] = true
			records = append(records, manifest.Record{ID: key(c), Number: c.Item.Code, Unit: c.Item.Unit,
				Title: c.Item.Name + "：" + c.Material.Name, At: *c.Version.PublishedAt,
				Link: "/items/" + c.Item.Code + "/history", Amount: 1})
		}
		return records, err
	}
	return manifest.Figure{
		ID: id, Label: label, Unit: unit, Version: 1, Public: true, ByUnit: true,
		Definition: what + "比较期内生效的版本与它的前一版本；因法律法规修改而换的版本不计；期内又加回来的不计。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			records, err := read(tx, q)
			return countOf(len(records)), err
		},
		Trace: read,
	}
}
