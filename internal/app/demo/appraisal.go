package demo

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"

	"yingshang/county"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// The acts of the ledger 考核和监督过程台账 (appraisal.csv). A line's 事项 names the
// record it is about; 日期 the month.
func init() {
	actions["公布考核方案"] = publishScheme
	actions["登记手工评分"] = enterMarks
	actions["建立月度考核"] = openMonth
	actions["发单位"] = stepMonth(func(k *appraisal.Keeper) monthVerb { return k.Show })
	actions["定稿"] = stepMonth(func(*appraisal.Keeper) monthVerb { return appraisal.Finalise })
	actions["公布月度考核"] = stepMonth(func(*appraisal.Keeper) monthVerb { return appraisal.Publish })
	actions["提异议"] = object
	actions["答复异议"] = answerObjection
	actions["生成通报"] = composeBulletin
	actions["签发通报"] = issueBulletin
	actions["聘任监督员"] = appointAll
	actions["派任务"] = giveTask
	actions["反馈任务"] = reportTask
	actions["提意见"] = handIn
	for word, verb := range opinionVerbs {
		actions[word] = onOpinion(verb)
	}
}

// publishScheme draws up the scheme that comes with the program and has a second
// person publish it.
func publishScheme(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	kind, _ := appraisal.ParseKind(e.Get("事项"))
	from, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	s, err := r.Appraiser.DraftScheme(tx, by, kind)
	if err != nil {
		return err
	}
	s.Title, s.Document, s.FromDay = "桃江县"+s.Title+"（示例）", e.Get("文号"), from
	if s, err = r.Appraiser.EditScheme(tx, by, s); err != nil {
		return err
	}
	second, err := r.actor(tx, Event{By: e.Get("材料"), cells: map[string]string{}})
	if err != nil {
		return err
	}
	_, err = r.Appraiser.PublishScheme(tx, second, s.ID, s.Version)
	return err
}

// rowsOf reads a ledger of the county for an importer.
func rowsOf(importers []manifest.Importer, kind, file string) (manifest.Importer, []manifest.Row, error) {
	n := slices.IndexFunc(importers, func(i manifest.Importer) bool { return i.Kind == kind })
	imp := importers[n]
	text, err := county.Files.ReadFile(file)
	if err != nil {
		return imp, nil, err
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return imp, nil, err
	}
	var rows []manifest.Row
	for i, line := range lines[1:] {
		row := manifest.Row{Number: i + 2, Cells: map[string]string{}}
		for c, column := range imp.Columns {
			row.Cells[column.Name] = line[c]
		}
		rows = append(rows, row)
	}
	return imp, rows, nil
}

func apply(tx *store.Tx, by flow.Actor, imp manifest.Importer, rows []manifest.Row) error {
	out, err := imp.Apply(tx, by, rows)
	if err == nil && len(out.Errors) > 0 {
		err = fmt.Errorf("%s%s", imp.Zh, firstErrors(out.Errors))
	}
	return err
}

// enterMarks brings in the month's marks.
func enterMarks(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	month, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	imp, rows, err := rowsOf(appraisal.Manifest.Importers, "appraisal-marks", "appraisal-marks.csv")
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r manifest.Row) bool { return r.Cells["month"] != appraisal.MonthText(month) })
	return apply(tx, by, imp, rows)
}

func appointAll(_ *replay, tx *store.Tx, by flow.Actor, _ Event) error {
	imp, rows, err := rowsOf(appraisal.Manifest.Importers, "supervisors", "supervisors.csv")
	if err != nil {
		return err
	}
	return apply(tx, by, imp, rows)
}

func openMonth(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	kind, _ := appraisal.ParseKind(e.Get("事项"))
	month, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	_, err = r.Appraiser.OpenRun(tx, by, kind, month)
	return err
}

type monthVerb func(*store.Tx, flow.Actor, string, int64) (appraisal.Run, error)

// monthOf finds the month a line is about.
func monthOf(tx *store.Tx, by flow.Actor, kind appraisal.Kind, e Event) (appraisal.Run, error) {
	month, _, err := e.Day("日期")
	if err != nil {
		return appraisal.Run{}, err
	}
	list, err := appraisal.Runs(tx, by, 500)
	if err != nil {
		return appraisal.Run{}, err
	}
	n := slices.IndexFunc(list, func(r appraisal.Run) bool { return r.Kind == kind && r.Month == month })
	if n < 0 {
		return appraisal.Run{}, fmt.Errorf("没有 %s 的%s考核", appraisal.MonthZh(month), kind.Zh())
	}
	return list[n], nil
}

func stepMonth(of func(*appraisal.Keeper) monthVerb) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		kind, _ := appraisal.ParseKind(e.Get("事项"))
		run, err := monthOf(tx, by, kind, e)
		if err != nil {
			return err
		}
		_, err = of(r.Appraiser)(tx, by, run.ID, run.Version)
		return err
	}
}

// object objects to an item of a window: 材料 names the window, 结论 the item.
func object(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	run, err := monthOf(tx, by, appraisal.Window, e)
	if err != nil {
		return err
	}
	b, err := appraisal.BoardOf(tx, by, run.ID)
	if err != nil {
		return err
	}
	n := slices.IndexFunc(b.Subjects, func(s appraisal.Subject) bool { return s.Code == e.Get("材料") })
	if n < 0 {
		return fmt.Errorf("没有窗口 %s", e.Get("材料"))
	}
	o, err := appraisal.Object(tx, by, appraisal.ObjectionInput{Subject: b.Subjects[n].ID, Item: e.Get("结论"), Grounds: e.Get("说明"), Evidence: e.Get("文号")})
	r.marks[e.Get("事项")] = o.ID
	return err
}

func answerObjection(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	o, err := appraisal.ObjectionByID(tx, by, r.marks[e.Get("事项")])
	if err != nil {
		return err
	}
	if e.Get("结论") == "不成立" {
		_, err = appraisal.Dismiss(tx, by, o.ID, o.Version, e.Get("说明"))
		return err
	}
	_, err = appraisal.Uphold(tx, by, o.ID, o.Version, e.Get("说明"), e.Get("答复"))
	return err
}

func composeBulletin(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	quarter, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	b, err := appraisal.Compose(tx, by, quarter)
	r.marks[quarter.String()] = b.ID
	return err
}

func issueBulletin(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	b, err := appraisal.BulletinByID(tx, by, r.marks[e.Get("日期")])
	if err != nil {
		return err
	}
	_, err = appraisal.Issue(tx, by, b.ID, b.Version)
	return err
}

// giveTask gives a task to the supervisor whose letter begins so.
func giveTask(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	roster, err := appraisal.Roster(tx, by)
	if err != nil {
		return err
	}
	n := slices.IndexFunc(roster, func(s appraisal.Supervisor) bool { return s.Code == e.Get("材料") })
	if n < 0 {
		return fmt.Errorf("名册里没有 %s", e.Get("材料"))
	}
	due, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	t, err := appraisal.Give(tx, by, appraisal.TaskInput{Supervisor: roster[n].ID, Title: e.Get("结论"), What: e.Get("说明"), Unit: e.Get("答复"), Due: due})
	r.marks[e.Get("事项")] = t.ID
	return err
}

func reportTask(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := appraisal.Report(tx, by, r.marks[e.Get("事项")], 1, e.Get("说明"))
	return err
}

func handIn(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	o, err := appraisal.HandIn(tx, by, appraisal.OpinionInput{Task: r.marks[e.Get("材料")], About: e.Get("答复"), Title: e.Get("结论"),
		Words: e.Get("说明"), Hidden: e.Get("送达") != "实名"})
	r.marks[e.Get("事项")] = o.ID
	return err
}

// opinionVerbs are the words of the ledger for what is done to an opinion.
var opinionVerbs = map[string]func(tx *store.Tx, by flow.Actor, o appraisal.Opinion, e Event) error{
	"交办意见": func(tx *store.Tx, by flow.Actor, o appraisal.Opinion, e Event) error {
		days, err := e.Number("天数")
		if err == nil {
			_, err = appraisal.Assign(tx, by, o.ID, o.Version, e.Get("答复"), days)
		}
		return err
	},
	"答复意见": func(tx *store.Tx, by flow.Actor, o appraisal.Opinion, e Event) error {
		_, err := appraisal.Answer(tx, by, o.ID, o.Version, e.Get("说明"))
		return err
	},
	"认定意见": func(tx *store.Tx, by flow.Actor, o appraisal.Opinion, e Event) error {
		_, err := appraisal.Rule(tx, by, o.ID, o.Version, e.Get("结论") == "采纳", e.Get("说明"))
		return err
	},
	"确认意见": func(tx *store.Tx, by flow.Actor, o appraisal.Opinion, e Event) error {
		_, err := appraisal.Confirm(tx, by, o.ID, o.Version, e.Get("说明"))
		return err
	},
	"不同意": func(tx *store.Tx, by flow.Actor, o appraisal.Opinion, e Event) error {
		_, err := appraisal.Disagree(tx, by, o.ID, o.Version, e.Get("说明"))
		return err
	},
}

func onOpinion(verb func(*store.Tx, flow.Actor, appraisal.Opinion, Event) error) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		o, err := appraisal.OpinionByID(tx, by, r.marks[e.Get("事项")])
		if err != nil {
			return err
		}
		return verb(tx, by, o, e)
	}
}
