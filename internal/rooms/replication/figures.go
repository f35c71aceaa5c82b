package replication

import (
	"fmt"

	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

const asThen = "按期末日（或统计时点所在日，取较早的）的状态，由逐次登记的经过算出；统计时点以后登记的不算。"

// figures are the numbers the room answers for.
var figures = []manifest.Figure{
	figure("reforms.to_copy", "全国复制推广的改革举措", "期末列在“复制推广”清单上的举措项数，含文本待导入的。", Copy, func(Standing) bool { return true }),
	figure("reforms.to_copy_done", "复制推广举措中已基本完成", "期末列在“复制推广”清单上、已由牵头单位以外的人认定基本完成或验收的项数；只申报没有认定的不算。"+asThen, Copy, done),
	figure("reforms.for_reference", "供全国借鉴的改革举措", "期末列在“借鉴”清单上的举措项数，含文本待导入的。", Reference, func(Standing) bool { return true }),
	figure("reforms.for_reference_done", "借鉴举措中已基本完成", "期末列在“借鉴”清单上、已由牵头单位以外的人认定基本完成或验收的项数。"+asThen, Reference, done),
	figure("reforms.in_progress", "借鉴举措中正在推进", "期末列在“借鉴”清单上、已启动而没有认定完成的项数，含已申报待认定的。"+asThen, Reference, func(s Standing) bool { return Moving(s.Then) }),
	figure("reforms.accepted", "已验收的改革举措", "期末两张清单上已对照正式文本验收的项数；文本待导入的不能验收。"+asThen, "", func(s Standing) bool { return s.Then == Accepted }),
	figure("reforms.without_text", "文本待导入的改革举措", "期末两张清单上，到统计时点还没有导入国务院公布的正式文本的项数。", "", func(s Standing) bool { return s.Bare }),
}

func done(s Standing) bool { return Done(s.Then) }

func figure(id, label, definition string, part Part, counts func(Standing) bool) manifest.Figure {
	trace := func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		list, err := On(tx, part, min(q.Period.To, q.AsOf.Day()), q.AsOf)
		for _, s := range list {
			if counts(s) && (q.Unit == "" || q.Unit == s.Lead) {
				out = append(out, s.record())
			}
		}
		return out, err
	}
	return manifest.Figure{ID: id, Label: label, Unit: "项", Definition: definition, Version: 1, Public: true, ByUnit: true, Trace: trace,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := trace(tx, q)
			return manifest.Value{Num: int64(len(found)), Den: 1, Text: fmt.Sprint(len(found))}, err
		}}
}

func (s Standing) record() manifest.Record {
	r := manifest.Record{ID: s.ID, Number: s.Code(), Title: s.Name() + "：" + Flow.Staff(s.Then) + "，" + s.From.String() + " 起", Unit: s.Lead,
		At: s.ListedAt, Link: "/reforms/" + s.ID, Amount: 1}
	if s.Proof != nil {
		r.At = s.Proof.RecordedAt
	}
	return r
}
