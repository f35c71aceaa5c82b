package demo

import (
	"fmt"
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/replication"
	"yingshang/internal/store"
)

// The acts of the ledger 改革举措推进台账 (reform-progress.csv): 材料 names the
// measures, 日期 the day from which the change holds.
func init() {
	actions["导入改革举措"] = listReforms
	for word, label := range map[string]string{"启动举措": "启动", "报举措进展": "报进展", "申报举措": "申报完成", "认定举措": "认定基本完成"} {
		actions[word] = moveReforms(label)
	}
}

func listReforms(_ *replay, tx *store.Tx, by flow.Actor, _ Event) error {
	imp, rows, err := rowsOf(replication.Manifest.Importers, "reforms", "reforms.csv")
	if err != nil {
		return err
	}
	return apply(tx, by, imp, rows)
}

func moveReforms(label string) action {
	n := slices.IndexFunc(replication.Manifest.Importers, func(i manifest.Importer) bool { return i.Kind == "reform-progress" })
	imp := replication.Manifest.Importers[n]
	return func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		var rows []manifest.Row
		for i, code := range e.List("材料") {
			rows = append(rows, manifest.Row{Number: i + 1, Cells: map[string]string{"code": code, "verb": label, "day": e.Get("日期"),
				"document": e.Get("文号"), "words": e.Get("说明")}})
		}
		if len(rows) == 0 {
			return fmt.Errorf("没有写哪几项举措")
		}
		return apply(tx, by, imp, rows)
	}
}
