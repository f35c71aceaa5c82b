package catalogue

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// materialRow is one row of the materials ledger.
type materialRow struct {
	Number   int // in the workbook
	Item     string
	From     calendar.Day
	Material Material
}

func materialCell(name, zh, sample string, at func(*materialRow) codec) cell[materialRow] {
	return cell[materialRow]{manifest.Column{Name: name, Zh: zh, Sample: sample}, at}
}

var materialCells = []cell[materialRow]{
	materialCell("item", "事项编码", "430922-zrzy-03", func(r *materialRow) codec { return textCell(&r.Item) }).must(),
	materialCell("from", "生效日期", "2020-01-01", func(r *materialRow) codec { return dayCell(&r.From) }).
		must().noted("与事项表里的版本相同"),
	materialCell("code", "材料编号", "m1", func(r *materialRow) codec { return textCell(&r.Material.Code) }).
		must().noted("同一份材料在各版本里用同一编号，换版对比靠它"),
	materialCell("name", "材料名称", "建设工程规划许可申请表", func(r *materialRow) codec { return textCell(&r.Material.Name) }).
		must().noted("写全名，一份一行，不写“其他材料”"),
	materialCell("originals", "原件份数", "1", func(r *materialRow) codec { return numberCell(&r.Material.Originals) }),
	materialCell("copies", "复印件份数", "1", func(r *materialRow) codec { return numberCell(&r.Material.Copies) }),
	materialCell("electronic", "可交电子件", "是", func(r *materialRow) codec { return flagCell(&r.Material.Electronic) }),
	materialCell("issuer", "出具机构", "申请人", func(r *materialRow) codec { return textCell(&r.Material.Issuer) }),
	materialCell("must", "是否必备", "是", func(r *materialRow) codec { return flagCell(&r.Material.Must) }).must(),
	materialCell("condition", "什么情况下要", "q1=a/b；q2=a", func(r *materialRow) codec { return conditionCell(&r.Material.Condition) }).
		noted("自测问题编号=选项；几个条件都要满足的，用分号隔开"),
	materialCell("main", "主要材料", "是", func(r *materialRow) codec { return flagCell(&r.Material.Main) }).
		noted("填“否”的是次要材料，可以列入容缺清单"),
	materialCell("paper_kind", "复用类别", "business_licence", func(r *materialRow) codec { return textCell(&r.Material.PaperKind) }),
	materialCell("shared", "共享免交", "否", func(r *materialRow) codec { return flagCell(&r.Material.Shared) }),
	materialCell("shared_from", "从哪里调取", "电子证照库", func(r *materialRow) codec { return textCell(&r.Material.SharedFrom) }),
	materialCell("sample", "样例", "", func(r *materialRow) codec { return textCell(&r.Material.Sample) }),
	materialCell("note", "说明", "", func(r *materialRow) codec { return textCell(&r.Material.Note) }),
	materialCell("pledge", "可承诺代替", "否", func(r *materialRow) codec { return flagCell(&r.Material.Pledge) }),
	materialCell("basis", "依据", "", func(r *materialRow) codec { return textCell(&r.Material.Basis) }),
}

var materialImporter = manifest.Importer{
	Kind: "materials", Zh: "材料台账", Roles: editors, Columns: columnsOf(materialCells),
	Apply: applyMaterials, Export: exportMaterials,
}

// applyMaterials takes the rows version by version, earlier versions first, for
// a version can only follow an earlier one.
func applyMaterials(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	var read []materialRow
	out, err := manifest.EachRow(rows, func(in manifest.Row) (manifest.Effect, error) {
		r := materialRow{Number: in.Number}
		err := readRow(&r, materialCells, in)
		if err == nil {
			read = append(read, r)
		}
		return manifest.Same, err
	})
	if err != nil || len(out.Errors) > 0 {
		return out, err // a list with an unreadable row is not complete
	}
	slices.SortStableFunc(read, func(a, b materialRow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), strings.Compare(a.Item, b.Item))
	})
	out = manifest.Outcome{}
	for len(read) > 0 {
		n := 1
		for n < len(read) && read[n].Item == read[0].Item && read[n].From == read[0].From {
			n++
		}
		if err := applyList(tx, by, read[:n], &out); err != nil {
			return out, err
		}
		read = read[n:]
	}
	return out, nil
}

// applyList brings in the whole list of one version; its rows succeed or fail
// together, so that the outcome adds up.
func applyList(tx *store.Tx, by flow.Actor, rows []materialRow, out *manifest.Outcome) error {
	n := len(rows)
	did, err := manifest.EachRow([]manifest.Row{{Number: rows[0].Number}}, func(manifest.Row) (manifest.Effect, error) {
		return applyVersionList(tx, by, rows)
	})
	if err != nil {
		return err
	}
	out.New, out.Changed, out.Same = out.New+n*did.New, out.Changed+n*did.Changed, out.Same+n*did.Same
	out.Errors = append(out.Errors, did.Errors...)
	for _, r := range rows[1:] {
		if len(did.Errors) > 0 {
			out.Errors = append(out.Errors, manifest.RowError{Number: r.Number, Column: "item",
				Sentence: fmt.Sprintf("事项编码：与第 %d 行是同一个版本，那一行改好后再一起导入。", rows[0].Number)})
		}
	}
	return nil
}

func applyVersionList(tx *store.Tx, by flow.Actor, rows []materialRow) (manifest.Effect, error) {
	first := rows[0]
	args := fault.Args{"item": first.Item, "day": first.From.Chinese()}
	item, known, err := itemByCode.Find(tx, tx.County(), first.Item)
	if err != nil {
		return manifest.Same, err
	}
	if !known {
		return manifest.Same, NoSuchVersion.New(args)
	}
	list := make([]Material, len(rows))
	for i, r := range rows {
		list[i] = r.Material
	}
	versions, err := allOf.All(tx, tx.County(), item.ID)
	if err != nil {
		return manifest.Same, err
	}
	for _, v := range versions {
		switch {
		case v.State == Discarded || v.FromDay != first.From:
			continue
		case v.State == Draft && (publishesLedgers(by) || !v.sameList(list)):
			return manifest.New, completeDraft(tx, by, v, list)
		case v.sameList(list):
			return manifest.Same, nil
		}
		return manifest.Same, PublishedAlready.New(args)
	}
	return manifest.Same, NoSuchVersion.New(args)
}

// completeDraft gives a draft its list and publishes it; see Importers.
func completeDraft(tx *store.Tx, by flow.Actor, v Version, list []Material) error {
	e := v.Edition()
	e.Materials = list
	draft, err := EditDraft(tx, by, v.ID, v.Revision, e)
	if err != nil || !publishesLedgers(by) {
		return err
	}
	_, err = Publish(tx, ledgerPublisher, draft.ID)
	return err
}

// sameList reports whether the version's materials are those of the list.
func (v Version) sameList(list []Material) bool {
	probe := Version{}
	err := probe.take(Edition{Content: v.Content, Materials: list})
	return err == nil && probe.Digest == v.Digest
}
