package supervision

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// mostFindings is far above the findings of a county.
const mostFindings = 5000

// Filing is a report with the finding it belongs to.
type Filing struct {
	Report
	Number string
	Title  string
	Office string
}

// AskedLine is a request for a later day with its finding.
type AskedLine struct {
	Extension
	Number string
	Title  string
	Office string
	Unit   string
	Now    flow.State // of the finding
	NowRun int64
}

// UrgeLine is an urging order with its finding.
type UrgeLine struct {
	Urge
	Number string
	Title  string
	Unit   string
}

// LookLine is a look with its finding.
type LookLine struct {
	Look
	Number string
	Title  string
	Unit   string
}

// Filter narrows a list of findings; empty fields do not narrow.
type Filter struct {
	Round  string // id
	Unit   string
	State  flow.State
	Ground Ground
	Late   bool
	Public bool // only what was closed, whoever asks
}

// Standing is a finding as it stands today.
type Standing struct {
	Finding
	LastDay calendar.Day // after rest days
	Late    bool
}

// inSight narrows to what the actor may see.
func inSight(tx *store.Tx, by flow.Actor, w *store.Where) error {
	if by.Has(watch...) {
		return nil
	}
	if !by.Has(team...) {
		w.And("1 = 0")
		return nil
	}
	mine, err := teams(tx, by)
	if err != nil {
		return err
	}
	cond, args := "unit = ? AND issued_at IS NOT NULL", []any{by.Unit}
	if len(mine) > 0 {
		cond += " OR round_id IN (" + strings.TrimSuffix(strings.Repeat("?, ", len(mine)), ", ") + ")"
		for _, id := range mine {
			args = append(args, id)
		}
	}
	w.And("("+cond+")", args...)
	return nil
}

// Findings lists the findings the actor may see, by number.
func Findings(tx *store.Tx, by flow.Actor, f Filter) ([]Standing, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if f.Public {
		w.And("closed_at IS NOT NULL")
	} else if err := inSight(tx, by, w); err != nil {
		return nil, err
	}
	for _, only := range []struct{ column, value string }{{"round_id", f.Round}, {"unit", f.Unit}, {"state", string(f.State)}, {"ground", string(f.Ground)}} {
		if only.value != "" {
			w.And(only.column+" = ?", only.value)
		}
	}
	found, err := findings.Page(tx, w, "number", mostFindings)
	if err != nil {
		return nil, err
	}
	all, err := standings(tx, found)
	if err != nil || !f.Late {
		return all, err
	}
	return slices.DeleteFunc(all, func(s Standing) bool { return !s.Late }), nil
}

func standings(tx *store.Tx, list []Finding) ([]Standing, error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	out := make([]Standing, len(list))
	for n, f := range list {
		out[n] = Standing{Finding: f, LastDay: f.Due}
		if f.RunDay == nil {
			continue
		}
		if out[n].LastDay, err = lastDay(book, *f.RunDay, f.Due); err != nil {
			return nil, err
		}
		out[n].Late = f.State == Open && out[n].LastDay < tx.Today()
	}
	return out, nil
}

// FindingByNumber returns one finding, if the actor may see it.
func FindingByNumber(tx *store.Tx, by flow.Actor, number string) (Finding, error) {
	w := new(store.Where).And("county = ? AND number = ?", tx.County(), strings.TrimSpace(number))
	if err := inSight(tx, by, w); err != nil {
		return Finding{}, err
	}
	found, err := findings.Page(tx, w, "number", 1)
	if err == nil && len(found) == 0 {
		err = findingUnknown.New(fault.Args{"number": number})
	}
	if err != nil {
		return Finding{}, err
	}
	return found[0], nil
}

// File is everything about one finding.
type FindingFile struct {
	Standing
	Round      Round
	Refers     *mandate.Reference // the task or clause, while it can be read
	Proofs     []papers.Evidence
	Reports    []ReportFile
	Extensions []Extension
	Urges      []Urge
	Looks      []LookFile
}

// ReportFile is a report with its proof.
type ReportFile struct {
	Report
	Proofs []papers.Evidence
}

// LookFile is a look with its evidence.
type LookFile struct {
	Look
	Proofs []papers.Evidence
}

// Waiting is the report that waits for somebody's word.
func (f FindingFile) Waiting() *ReportFile {
	for n := range f.Reports {
		if f.Reports[n].State == Filed {
			return &f.Reports[n]
		}
	}
	return nil
}

// Request is the extension that waits for somebody's word.
func (f FindingFile) Request() *Extension {
	for n := range f.Extensions {
		if f.Extensions[n].State == Asked && f.Extensions[n].Run == f.Run {
			return &f.Extensions[n]
		}
	}
	return nil
}

// Asked reports whether a later day was asked for in this run.
func (f FindingFile) Asked() bool {
	return slices.ContainsFunc(f.Extensions, func(e Extension) bool { return e.Run == f.Run })
}

// Urged is the urging order that waits for an answer.
func (f FindingFile) Urged() *Urge {
	for n := range f.Urges {
		if f.Urges[n].AnsweredAt == nil {
			return &f.Urges[n]
		}
	}
	return nil
}

// FileOf is one finding with everything that belongs to it.
func FileOf(tx *store.Tx, by flow.Actor, number string) (f FindingFile, err error) {
	found, err := FindingByNumber(tx, by, number)
	if err != nil {
		return f, err
	}
	all, err := standings(tx, []Finding{found})
	if err != nil {
		return f, err
	}
	f.Standing = all[0]
	if f.Round, err = roundByID.One(tx, tx.County(), f.RoundID); err != nil {
		return f, err
	}
	if f.RefID != nil {
		ref, err := mandate.Resolve(tx, string(f.Ground), *f.RefID)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return f, err
		}
		if err == nil {
			f.Refers = &ref
		}
	}
	return f, f.history(tx)
}

func (f *FindingFile) history(tx *store.Tx) (err error) {
	if f.Proofs, err = papers.EvidenceOf(tx, f.ID); err != nil {
		return err
	}
	reports, err := reportsOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return err
	}
	for _, r := range reports {
		proofs, err := papers.EvidenceOf(tx, r.ID)
		if err != nil {
			return err
		}
		f.Reports = append(f.Reports, ReportFile{r, proofs})
	}
	looks, err := looksOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return err
	}
	for _, l := range looks {
		proofs, err := papers.EvidenceOf(tx, l.ID)
		if err != nil {
			return err
		}
		f.Looks = append(f.Looks, LookFile{l, proofs})
	}
	if f.Extensions, err = extensionsOf.All(tx, tx.County(), f.ID); err != nil {
		return err
	}
	f.Urges, err = urgesOf.All(tx, tx.County(), f.ID)
	return err
}

// findingFor returns the finding by id, if the actor may see it.
func findingFor(tx *store.Tx, by flow.Actor, id string) (Finding, error) {
	f, ok, err := findingByID.Find(tx, tx.County(), id)
	if err == nil && !ok {
		err = findingUnknown.New(nil)
	}
	if err != nil {
		return Finding{}, err
	}
	return FindingByNumber(tx, by, f.Number)
}

// reportFor returns a report and its finding, if the actor may see it.
func reportFor(tx *store.Tx, by flow.Actor, id string) (Report, Finding, error) {
	r, ok, err := reportByID.Find(tx, tx.County(), id)
	if err != nil {
		return Report{}, Finding{}, err
	}
	var f Finding
	if ok {
		f, err = findingFor(tx, by, r.FindingID)
	}
	if !ok || findingUnknown.Is(err) {
		err = reportUnknown.New(nil)
	}
	return r, f, err
}

// ProofByID returns one evidence of a finding, a report or a look the actor may
// see. Keep the opening with papers.OpenEvidence.
func ProofByID(tx *store.Tx, by flow.Actor, id string) (papers.Evidence, error) {
	e, err := papers.EvidenceByID(tx, id)
	if err != nil {
		return papers.Evidence{}, err
	}
	subject := e.Subject
	if l, ok, err := lookByID.Find(tx, tx.County(), subject); err != nil {
		return papers.Evidence{}, err
	} else if ok {
		subject = l.FindingID
	}
	if _, err = findingFor(tx, by, subject); findingUnknown.Is(err) {
		_, _, err = reportFor(tx, by, subject)
	}
	if err != nil {
		return papers.Evidence{}, err
	}
	return e, nil
}

// finders answer the search box.
var finders = []manifest.Finder{{Zh: "督查问题", Perm: "supervision.read", Find: find}}

func find(tx *store.Tx, by flow.Actor, words string, limit int) (out []manifest.Hit, err error) {
	all, err := Findings(tx, by, Filter{})
	for _, f := range all {
		if len(out) == limit {
			break
		}
		if strings.HasPrefix(f.Number, words) || strings.Contains(f.Title, words) {
			out = append(out, manifest.Hit{Label: f.Number + " " + f.Title, Note: FindingFlow.Staff(f.State), Link: f.Link(), Exact: f.Number == words})
		}
	}
	return out, err
}
