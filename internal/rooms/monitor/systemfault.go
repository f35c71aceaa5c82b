package monitor

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// SystemFault (系统技术原因) is the record of one failure of a system: when, whom
// it kept from working, by what document it is shown.
type SystemFault struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Number     string // GZ2020-001
	System     string // 审批平台, 省一体化平台 …
	FromAt     calendar.Instant
	ToAt       calendar.Instant // exclusive
	Units      []string         // units it kept from working; empty: all
	Kinds      []string         // kinds of clocks it stopped; empty: all
	Cause      string
	Document   string // evidence: maintenance record, notice of the operator
	ReportedBy string
	ReportedAt calendar.Instant
	RuledBy    *string
	RuledAt    *calendar.Instant
	Ruling     *string
}

// Covers reports whether the clock lies in the fault's scope.
func (f SystemFault) Covers(c manifest.Clock) bool {
	return (len(f.Units) == 0 || slices.Contains(f.Units, c.Unit)) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, c.Kind))
}

// longestFault bounds one record; a longer failure is several, each shown.
const longestFault = 60 * 24 * 60 * 60 * 1000

// FaultInput is what people state of a fault.
type FaultInput struct {
	System   string
	From, To calendar.Instant
	Units    []string
	Kinds    []string
	Cause    string
	Document string
}

// ReportFault enters a fault for the supervising office to certify. It excuses
// nothing until then. A unit can report for itself only.
func ReportFault(tx *store.Tx, by flow.Actor, in FaultInput) (SystemFault, error) {
	if !by.Has(reporters...) {
		return SystemFault{}, notReporter.New(nil)
	}
	in.System, in.Cause, in.Document = strings.TrimSpace(in.System), strings.TrimSpace(in.Cause), strings.TrimSpace(in.Document)
	if !by.Has(countywide...) {
		in.Units = []string{by.Unit}
	}
	if err := checkFault(tx, in); err != nil {
		return SystemFault{}, err
	}
	year := tx.Today().Year()
	serial, err := tx.NextNumber(fmt.Sprintf("monitor.fault.%d", year))
	if err != nil {
		return SystemFault{}, err
	}
	f := SystemFault{County: tx.County(), ID: tx.NewID(), Version: 1, State: FaultReported,
		Number: fmt.Sprintf("GZ%d-%03d", year, serial), System: in.System, FromAt: in.From, ToAt: in.To,
		Units: in.Units, Kinds: in.Kinds, Cause: in.Cause, Document: in.Document,
		ReportedBy: by.Account, ReportedAt: tx.Now()}
	if err := insertFault.One(tx, f); err != nil {
		return SystemFault{}, err
	}
	_, err = journal.Record(tx, by, "monitor.fault_report", f.ID,
		map[string]any{"number": f.Number, "from": f.FromAt, "to": f.ToAt, "document": f.Document},
		journal.Row{Table: "monitor_fault", ID: f.ID})
	return f, err
}

func checkFault(tx *store.Tx, in FaultInput) error {
	var p fault.Problems
	for _, need := range []struct{ name, value, sentence string }{
		{"system", in.System, "系统名称：请写明是哪个系统出了故障"},
		{"cause", in.Cause, "故障情况：请写明现象和影响"},
		{"document", in.Document, "证据文书：请填运维记录或运营单位通知的文号、名称"},
	} {
		if need.value == "" {
			p.Add(need.name, "%s", need.sentence)
		}
	}
	switch {
	case in.To <= in.From:
		p.Add("to", "结束时间要晚于开始时间，请核对")
	case in.To > tx.Now():
		p.Add("to", "结束时间还没有到，请在系统恢复后填写")
	case in.To-in.From > longestFault:
		p.Add("to", "一条记录最长 60 天，更长的请分段填写并各附证据")
	}
	return p.Err()
}

// CertifyFault is the ruling of a second person of the supervising office: from
// now on the fault excuses the days it fell on.
func CertifyFault(tx *store.Tx, by flow.Actor, id string, version int64, ruling string) (SystemFault, error) {
	return ruleFault(tx, by, id, version, VerbCertify, ruling)
}

// RejectFault rules that the record does not show a fault.
func RejectFault(tx *store.Tx, by flow.Actor, id string, version int64, ruling string) (SystemFault, error) {
	return ruleFault(tx, by, id, version, VerbReject, ruling)
}

func ruleFault(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb, ruling string) (SystemFault, error) {
	f, err := FaultByID(tx, by, id)
	if err != nil {
		return SystemFault{}, err
	}
	step, err := FaultFlow.Next(by, f.State, verb)
	if err != nil {
		return SystemFault{}, err
	}
	var p fault.Problems
	if ruling = strings.TrimSpace(ruling); ruling == "" {
		p.Add("ruling", "认定意见：请写明核对了什么、为什么这样认定")
	}
	if err := p.Err(); err != nil {
		return SystemFault{}, err
	}
	if f.ReportedBy == by.Account {
		return SystemFault{}, samePerson.New(nil)
	}
	at := tx.Now()
	err = saveFault.One(tx, step.To, by.Account, at, ruling, tx.County(), id, f.State, version)
	if err != nil {
		return SystemFault{}, err
	}
	f.State, f.Version, f.RuledBy, f.RuledAt, f.Ruling = step.To, version+1, &by.Account, &at, &ruling
	_, err = journal.Record(tx, by, step.Kind, id, map[string]any{"number": f.Number, "ruling": ruling},
		journal.Row{Table: "monitor_fault", ID: id})
	return f, err
}

// Faults lists the records the actor may see, newest first: a unit those that
// touch it, who watches the county all.
func Faults(tx *store.Tx, by flow.Actor, limit int) ([]SystemFault, error) {
	found, err := faults.Page(tx, new(store.Where).And("county = ?", tx.County()), "newest", min(max(limit, 1), 500))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(f SystemFault) bool { return !seesFault(by, f) }), nil
}

func seesFault(by flow.Actor, f SystemFault) bool {
	return by.Has(countywide...) || (by.Unit != "" && (len(f.Units) == 0 || slices.Contains(f.Units, by.Unit)))
}

// certifiedBy returns the faults that were certified by the instant.
func certifiedBy(tx *store.Tx, at calendar.Instant) ([]SystemFault, error) {
	w := new(store.Where).And("county = ? AND state = ? AND ruled_at <= ?", tx.County(), FaultCertified, at)
	return faults.Page(tx, w, "from", 10_000)
}

// FaultByID shows one record the actor may see.
func FaultByID(tx *store.Tx, by flow.Actor, id string) (SystemFault, error) {
	f, ok, err := faultByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !seesFault(by, f)) {
		err = faultUnknown.New(nil)
	}
	return f, err
}
