package org

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Manifest is what the register tells the house.
var Manifest = manifest.Room{
	Name:  "org",
	Zh:    "机构",
	Basis: []string{"《优化营商环境条例》第三十五条", "《行政许可法》第二十六条", "GB/T 2260", "GB/T 9704-2012"},
	Perms: []manifest.Perm{PermRead, PermManage},
	Importers: []manifest.Importer{
		{Kind: "units", Zh: "机构名录", Roles: PermManage.Roles, Columns: unitLedger, Apply: applyUnits, Export: exportUnits},
		{Kind: "windows", Zh: "窗口名录", Roles: PermManage.Roles, Columns: windowLedger, Apply: applyWindows, Export: exportWindows},
	},
}

var unitLedger = []manifest.Column{
	{Name: "code", Zh: "机构编码", Synonyms: []string{"编码", "单位编码"}, Required: true, Sample: "zrzyj", Note: "2 至 32 位字母、数字或连字符，登记后不变"},
	{Name: "name", Zh: "机构全称", Synonyms: []string{"全称", "单位名称", "机构名称"}, Required: true, Sample: "桃江县自然资源局"},
	{Name: "short", Zh: "简称", Synonyms: []string{"单位简称"}, Sample: "县自然资源局"},
	{Name: "kind", Zh: "机构类别", Synonyms: []string{"类别", "类型"}, Required: true, Sample: "县直部门", Note: "县直部门、垂管单位、乡镇、园区、政务服务大厅、分中心、村（社区）、公用事业单位、其他"},
	{Name: "credit_code", Zh: "统一社会信用代码", Synonyms: []string{"信用代码"}},
	{Name: "area", Zh: "行政区划代码", Synonyms: []string{"区划代码", "区划"}, Sample: "430922", Note: "县级 6 位，乡镇 9 位，村 12 位；不填为本县"},
	{Name: "parent", Zh: "上级机构编码", Synonyms: []string{"上级编码", "主管单位编码"}},
	{Name: "doc_word", Zh: "机关代字", Synonyms: []string{"发文字号机关代字", "发文代字"}, Sample: "桃自然资"},
	{Name: "phone", Zh: "电话", Synonyms: []string{"联系电话", "咨询电话"}, Sample: "0737-8886666"},
	{Name: "supervision_phone", Zh: "监督电话", Synonyms: []string{"投诉电话"}},
}

// applyUnits brings units in; a parent may stand below its children.
func applyUnits(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(parentsFirst(rows), func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		kind, known := ParseKind(c["kind"])
		if !known {
			kind = Kind(c["kind"]) // the verb names the problem beside the others
		}
		in := UnitInput{Code: c["code"], Name: c["name"], Short: c["short"], Kind: kind,
			CreditCode: c["credit_code"], Area: c["area"], Parent: c["parent"], DocWord: c["doc_word"],
			Phone: c["phone"], SupervisionPhone: c["supervision_phone"]}
		return putUnit(tx, by, in)
	})
}

func putUnit(tx *store.Tx, by flow.Actor, in UnitInput) (manifest.Effect, error) {
	now, known, err := unitAt.Find(tx, tx.County(), fold.Compact(in.Code), tx.Today())
	if err != nil {
		return manifest.Same, err
	}
	if !known {
		_, err = Add(tx, by, in)
		return manifest.New, err
	}
	next, problems, err := shape(tx, in)
	if err != nil {
		return manifest.Same, err
	}
	if err := problems.Err(); err != nil {
		return manifest.Same, err
	}
	if sameUnit(now, next) {
		return manifest.Same, mayManage(by)
	}
	_, err = Amend(tx, by, in)
	return manifest.Changed, err
}

// sameUnit compares what a ledger states.
func sameUnit(a, b Unit) bool {
	return !a.External && a.Name == b.Name && a.Short == b.Short && a.Kind == b.Kind && a.Area == b.Area &&
		text(a.CreditCode) == text(b.CreditCode) && text(a.Parent) == text(b.Parent) &&
		a.DocWord == b.DocWord && a.Phone == b.Phone && a.SupervisionPhone == b.SupervisionPhone
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// parentsFirst orders rows so that a unit follows its parent; rows that wait for
// each other stay at the end, where the verb refuses them.
func parentsFirst(rows []manifest.Row) []manifest.Row {
	waiting := map[string]bool{}
	for _, row := range rows {
		waiting[row.Cells["code"]] = true
	}
	out, pending := make([]manifest.Row, 0, len(rows)), rows
	for len(pending) > 0 {
		var later []manifest.Row
		for _, row := range pending {
			if parent := row.Cells["parent"]; parent != row.Cells["code"] && waiting[parent] {
				later = append(later, row)
				continue
			}
			out = append(out, row)
			delete(waiting, row.Cells["code"])
		}
		if len(later) == len(pending) {
			return append(out, later...)
		}
		pending = later
	}
	return out
}

func exportUnits(tx *store.Tx, _ flow.Actor, add func([]string) error) error {
	f := Filter{Limit: maxPage}
	for {
		page, err := List(tx, f)
		if err != nil {
			return err
		}
		for _, u := range page {
			cells := []string{u.Code, u.Name, u.Short, u.Kind.Zh(), text(u.CreditCode), u.Area, text(u.Parent),
				u.DocWord, u.Phone, u.SupervisionPhone}
			if err := add(cells); err != nil {
				return err
			}
		}
		if len(page) < maxPage {
			return nil
		}
		f.After = page[len(page)-1].Code
	}
}

var windowLedger = []manifest.Column{
	{Name: "code", Zh: "窗口编码", Synonyms: []string{"窗口号", "编码"}, Required: true, Sample: "A03"},
	{Name: "name", Zh: "窗口名称", Synonyms: []string{"名称"}, Required: true, Sample: "不动产登记 3 号窗"},
	{Name: "unit", Zh: "单位编码", Synonyms: []string{"进驻单位编码", "机构编码"}, Required: true, Sample: "zrzyj"},
	{Name: "hall", Zh: "大厅编码", Synonyms: []string{"所在大厅编码"}, Required: true, Sample: "zwdt"},
	{Name: "serves", Zh: "代收单位编码", Note: "综合窗口还代收哪些单位的件，用顿号隔开"},
	{Name: "phone", Zh: "电话", Synonyms: []string{"窗口电话"}},
	{Name: "open", Zh: "是否开放", Synonyms: []string{"状态"}, Sample: "是", Note: "填 是 或 否，不填为是"},
}

func applyWindows(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		open, known := map[string]bool{"": true, "是": true, "开放": true, "否": false, "关闭": false}[c["open"]]
		if !known {
			return manifest.Same, OpenUnclear.New(fault.Args{"cell": c["open"]})
		}
		return putWindow(tx, by, WindowInput{Code: c["code"], Name: c["name"], Unit: c["unit"], Hall: c["hall"],
			Serves: splitCodes(c["serves"]), Phone: c["phone"], Open: open})
	})
}

// splitCodes cuts a cell that names several codes.
func splitCodes(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("、,，;； /", r) })
}

func putWindow(tx *store.Tx, by flow.Actor, in WindowInput) (manifest.Effect, error) {
	now, known, err := windowByCode.Find(tx, tx.County(), fold.Compact(in.Code))
	if err != nil {
		return manifest.Same, err
	}
	if !known {
		_, err = AddWindow(tx, by, in)
		return manifest.New, err
	}
	next, problems, err := shapeWindow(tx, by, in)
	if err != nil {
		return manifest.Same, err
	}
	if err := problems.Err(); err != nil {
		return manifest.Same, err
	}
	if now.Unit == next.Unit && now.Hall == next.Hall && now.Name == next.Name && now.Phone == next.Phone &&
		now.Open == next.Open && strings.Join(now.Serves, " ") == strings.Join(next.Serves, " ") {
		return manifest.Same, nil
	}
	_, err = AmendWindow(tx, by, in)
	return manifest.Changed, err
}

func exportWindows(tx *store.Tx, _ flow.Actor, add func([]string) error) error {
	f := WindowFilter{Limit: maxPage}
	for {
		page, err := Windows(tx, f)
		if err != nil {
			return err
		}
		for _, w := range page {
			open := map[bool]string{true: "是", false: "否"}[w.Open]
			if err := add([]string{w.Code, w.Name, w.Unit, w.Hall, strings.Join(w.Serves, "、"), w.Phone, open}); err != nil {
				return err
			}
		}
		if len(page) < maxPage {
			return nil
		}
		f.After = page[len(page)-1].Code
	}
}
