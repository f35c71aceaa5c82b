package demo

import (
	"fmt"
	"strings"

	"yingshang/county"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/store"
)

// The acts of the ledger 文件清理过程台账 (normdoc.csv). A line's 事项 names the
// document by its number.
func init() {
	actions["开展文件清理"] = openClean
	actions["导入审查表"] = takeLedger("normdoc-reviews", "normdoc-reviews.csv")
	actions["导入清理结果"] = takeLedger("normdoc-decisions", "normdoc-decisions.csv")
	actions["公布清理结果"] = publishClean
	actions["送审文件"] = draftDocument
	actions["登记公布文件"] = onNormdoc(func(tx *store.Tx, by flow.Actor, d normdoc.Document, _ Event) error {
		d, err := normdoc.Register(tx, by, d.ID, d.Version)
		if err == nil {
			_, err = normdoc.Publish(tx, by, d.ID, d.Version)
		}
		return err
	})
	actions["登记文件评估"] = onNormdoc(func(tx *store.Tx, by flow.Actor, d normdoc.Document, e Event) error {
		_, err := normdoc.Evaluate(tx, by, d.ID, d.Version, e.Get("结论") == "继续施行", e.Get("说明"))
		return err
	})
	actions["延续文件"] = onNormdoc(func(tx *store.Tx, by flow.Actor, d normdoc.Document, e Event) error {
		until, _, err := e.Day("日期")
		if err == nil {
			_, err = normdoc.Renew(tx, by, d.ID, d.Version, until)
		}
		return err
	})
	actions["登记落实文件"] = followUp
}

func openClean(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	due, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	_, err = normdoc.OpenRound(tx, by, normdoc.RoundInput{Title: e.Get("事项"), Basis: e.Get("文号"), Scope: normdoc.ScopeBusiness, Due: due})
	return err
}

// takeLedger brings a ledger of the county in, with its row of sums.
func takeLedger(kind, file string) action {
	return func(_ *replay, tx *store.Tx, by flow.Actor, _ Event) error {
		data, err := county.Files.ReadFile(file)
		if err != nil {
			return err
		}
		for _, imp := range normdoc.Manifest.Importers {
			if imp.Kind == kind {
				out, err := ledger.Take(tx, by, imp, ledger.File{Name: file, Data: data})
				if err == nil && len(out.Errors) > 0 {
					err = fmt.Errorf("%s%s", file, firstErrors(out.Errors))
				}
				return err
			}
		}
		return fmt.Errorf("没有“%s”这种台账", kind)
	}
}

func publishClean(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	list, err := normdoc.Rounds(tx, by, 1)
	if err != nil {
		return err
	}
	_, err = normdoc.PublishRound(tx, by, list[0].ID, list[0].Version, e.Get("文号"))
	return err
}

func draftDocument(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	from, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	_, err = normdoc.Draft(tx, by, normdoc.DocumentInput{Number: e.Get("事项"), Title: e.Get("结论"), Issuer: e.Get("材料"), Adopted: tx.Today() - 1, From: from,
		Business: strings.Contains(e.Get("说明"), "涉及营商环境"), Incentive: strings.Contains(e.Get("说明"), "有奖励优惠")})
	return err
}

func onNormdoc(verb func(*store.Tx, flow.Actor, normdoc.Document, Event) error) action {
	return func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		d, err := normdoc.DocumentByNumber(tx, by, manifest.DocumentNumber(e.Get("事项")))
		if err != nil {
			return err
		}
		return verb(tx, by, d, e)
	}
}

func followUp(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	list, err := normdoc.Rounds(tx, by, 1)
	if err != nil {
		return err
	}
	v, _, err := normdoc.ReviewFor(tx, by, list[0].Number, manifest.DocumentNumber(e.Get("事项")))
	if err == nil {
		_, err = normdoc.Fulfil(tx, by, v.ID, v.Version, e.Get("文号"))
	}
	return err
}
