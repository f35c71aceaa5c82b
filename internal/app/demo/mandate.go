package demo

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// The acts of the ledger 责任分工过程台账 (mandate.csv). A line's 事项 names the task,
// the indicator or the ledger it is about.
func init() {
	actions["载入条例"] = func(_ *replay, tx *store.Tx, by flow.Actor, _ Event) error {
		_, err := mandate.AdoptRegulation(tx, by)
		return err
	}
	actions["导入任务"] = bringTasks
	actions["公布清单"] = publishTasks
	actions["报任务"] = reportProgress
	actions["定报告"] = decideReport
	actions["变更任务期限"] = changeDue
	actions["说明逾期"] = explainLate
	actions["起草指标"] = func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		_, err := mandate.DraftSystem(tx, by, e.Get("事项"))
		return err
	}
	actions["导入指标"] = func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		return bringLedger(tx, by, "indicators")
	}
	actions["公布指标"] = publishIndicators
	actions["开自评"] = openRound
	actions["交自评"] = fileScore
	actions["复核自评"] = reviewScore
}

// sampleProof is the text of every evidence of the demonstration.
const sampleProof = "示例佐证：演示用，不是真的材料。\n"

// keepSample stores the file that stands for every evidence (示例).
func (r *replay) keepSample(ctx context.Context) (err error) {
	r.proof, err = papers.Intake{Blobs: r.Blobs}.Check(ctx, papers.Upload{Material: "佐证", FileName: "佐证.txt", Body: strings.NewReader(sampleProof)})
	return err
}

func (r *replay) proofs(e Event) (out []papers.Proof) {
	if name := e.Get("材料"); name != "" {
		out = append(out, papers.Proof{Name: name, File: r.proof})
	}
	return out
}

// bringLedger brings a ledger of the room in.
func bringLedger(tx *store.Tx, by flow.Actor, kind string) error {
	imp, rows, err := rowsOf(mandate.Manifest.Importers, kind, kind+".csv")
	if err != nil {
		return err
	}
	return apply(tx, by, imp, rows)
}

func bringTasks(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	return bringLedger(tx, by, e.Get("事项"))
}

func publishTasks(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := mandate.PublishList(tx, by, mandate.List(e.Get("事项")), e.Get("文号"))
	return err
}

var reportKinds = map[string]mandate.ReportKind{"进展": mandate.OfProgress, "节点": mandate.OfMilestone, "完成": mandate.OfAll}

// reportProgress: 结论 is the kind, 答复 which milestone, 天数 the percent.
func reportProgress(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	f, err := mandate.FileOf(tx, by, e.Get("事项"))
	if err != nil {
		return err
	}
	percent, err := e.Number("天数")
	if err != nil {
		return err
	}
	in := mandate.ReportInput{Kind: reportKinds[e.Get("结论")], Words: e.Get("说明"), Percent: int64(percent), Proofs: r.proofs(e)}
	if nth := e.Get("答复"); nth != "" {
		n, err := strconv.Atoi(nth)
		if err != nil || n > len(f.Milestones) {
			return fmt.Errorf("%s 没有第 %s 个节点", f.Number, nth)
		}
		in.Milestone = f.Milestones[n-1].ID
	}
	_, err = mandate.File(tx, by, f.Number, f.Version, in)
	return err
}

// decideReport decides the oldest report of the task that waits.
func decideReport(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	f, err := mandate.FileOf(tx, by, e.Get("事项"))
	if err != nil {
		return err
	}
	n := slices.IndexFunc(f.Reports, func(r mandate.ReportFile) bool { return r.State == mandate.Filed })
	if n < 0 {
		return fmt.Errorf("%s 没有等确认的报告", f.Number)
	}
	_, err = mandate.Decide(tx, by, f.Reports[n].ID, f.Reports[n].Version, mandate.Decision{Confirm: e.Get("结论") == "确认", Opinion: e.Get("说明")})
	return err
}

func changeDue(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	t, err := mandate.TaskByNumber(tx, by, e.Get("事项"))
	if err != nil {
		return err
	}
	due, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	_, err = mandate.ChangeDue(tx, by, t.Number, t.Version, mandate.Move{Due: due, Why: mandate.Why{Reason: e.Get("说明"), Document: e.Get("文号")}})
	return err
}

func explainLate(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	t, err := mandate.TaskByNumber(tx, by, e.Get("事项"))
	if err == nil {
		_, err = mandate.Explain(tx, by, t.Number, t.Version, e.Get("说明"))
	}
	return err
}

// systemOf finds the latest version of the code.
func systemOf(tx *store.Tx, by flow.Actor, code string) (mandate.System, error) {
	all, err := mandate.Systems(tx, by)
	if err != nil {
		return mandate.System{}, err
	}
	n := slices.IndexFunc(all, func(s mandate.System) bool { return s.Code == code })
	if n < 0 {
		return mandate.System{}, fmt.Errorf("没有指标体系 %s", code)
	}
	return all[n], nil
}

func publishIndicators(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	s, err := systemOf(tx, by, e.Get("事项"))
	if err == nil {
		_, err = r.Mandated.PublishSystem(tx, by, s.ID, s.Version, e.Get("文号"))
	}
	return err
}

// openRound: 答复 holds the two ends of the period.
func openRound(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	s, err := systemOf(tx, by, e.Get("事项"))
	if err != nil {
		return err
	}
	in := mandate.RoundInput{System: s.ID, Title: e.Get("结论")}
	if in.Due, _, err = e.Day("日期"); err != nil {
		return err
	}
	var ends [2]calendar.Day
	for n, text := range e.List("答复") {
		if ends[n], err = calendar.ParseDay(text); err != nil {
			return err
		}
	}
	in.From, in.To = ends[0], ends[1]
	_, err = mandate.OpenRound(tx, by, in)
	return err
}

func scoreOf(tx *store.Tx, by flow.Actor, code string) (mandate.ScoreLine, error) {
	all, err := mandate.Scores(tx, by, "", "")
	if err != nil {
		return mandate.ScoreLine{}, err
	}
	n := slices.IndexFunc(all, func(s mandate.ScoreLine) bool { return s.Code == code })
	if n < 0 {
		return mandate.ScoreLine{}, fmt.Errorf("没有指标 %s 的自评", code)
	}
	return all[n], nil
}

func fileScore(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	s, err := scoreOf(tx, by, e.Get("事项"))
	if err != nil {
		return err
	}
	points, _ := mandate.ParseWeight(e.Get("结论"))
	_, err = r.Mandated.FileScore(tx, by, s.ID, s.Version, mandate.ScoreInput{Points: points, Value: e.Get("答复"), Grounds: e.Get("说明"), Proofs: r.proofs(e)})
	return err
}

func reviewScore(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	s, err := scoreOf(tx, by, e.Get("事项"))
	if err != nil {
		return err
	}
	points, _ := mandate.ParseWeight(e.Get("结论"))
	_, err = mandate.ReviewScore(tx, by, s.ID, s.Version, mandate.Review{Accept: true, Points: points, Opinion: e.Get("说明")})
	return err
}
