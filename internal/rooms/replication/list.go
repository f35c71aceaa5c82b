package replication

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Listing is what is stated of a measure when it is put on a list.
type Listing struct {
	Part   Part
	Nth    int64
	Plan   Planned
	Words  Wording
	Source string // document that puts it on the list
	Listed calendar.Day
}

// Planned (推进计划) says who leads, what is to be done and by when.
type Planned struct {
	Lead     string
	Partners []string
	Plan     string
	Due      calendar.Day
	Document string // that changes it; not asked of the first plan
}

// Wording (正式文本) is the official text; all three or none.
type Wording struct{ Title, Text, Source string }

// say are details of a journal entry.
type say map[string]any

func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return notYours.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// Enter puts a measure on a list. Without wording it is a placeholder.
func Enter(tx *store.Tx, by flow.Actor, in Listing) (Measure, error) {
	if err := may(by, keepers...); err != nil {
		return Measure{}, err
	}
	m := Measure{County: tx.County(), ID: tx.NewID(), Version: 1, State: NotStarted, Since: in.Listed, Part: in.Part, Nth: in.Nth,
		Source: strings.TrimSpace(in.Source), ListedDay: in.Listed, ListedAt: tx.Now(), Office: by.Unit}
	var p fault.Problems
	if _, known := ParsePart(string(in.Part)); !known {
		p.Add("part", "清单：请选复制推广或借鉴")
	}
	if in.Nth < 1 {
		p.Add("nth", "序号：请照清单填 1 或更大的整数")
	}
	if m.Source == "" {
		p.Add("source", "列入文件：请填文号和名称")
	}
	if in.Listed > tx.Today() {
		p.Add("listed", "列入日期：不能晚于今天")
	}
	if err := m.plan(tx, &p, in.Plan); err != nil {
		return Measure{}, err
	}
	m.word(tx, &p, in.Words)
	if err := p.Err(); err != nil {
		return Measure{}, err
	}
	if _, known, err := measureByPlace.Find(tx, tx.County(), m.Part, m.Nth); err != nil || known {
		if err == nil {
			err = twice.New(fault.Args{"code": m.Code()})
		}
		return Measure{}, err
	}
	if err := insertMeasure.One(tx, m); err != nil {
		return Measure{}, err
	}
	_, err := journal.Record(tx, by, "replication.enter", m.ID, say{"code": m.Code(), "lead": m.Lead, "due": m.Due, "placeholder": m.Placeholder()},
		journal.Row{Table: "replication_measure", ID: m.ID})
	return m, err
}

// plan checks a plan and takes it over.
func (m *Measure) plan(tx *store.Tx, p *fault.Problems, in Planned) error {
	m.Lead, m.Plan, m.Due, m.Partners = strings.TrimSpace(in.Lead), strings.TrimSpace(in.Plan), in.Due, []string{}
	for _, unit := range in.Partners {
		if unit = strings.TrimSpace(unit); unit != "" && unit != m.Lead && !slices.Contains(m.Partners, unit) {
			m.Partners = append(m.Partners, unit)
		}
	}
	if m.Plan == "" {
		p.Add("plan", "推进计划：请写明要做成什么")
	}
	if m.Due < m.ListedDay {
		p.Add("due", "计划完成日：不能早于列入日期 %s", m.ListedDay)
	}
	for field, units := range map[string][]string{"lead": {m.Lead}, "partners": m.Partners} {
		for _, unit := range units {
			if _, err := org.ByCode(tx, unit); store.NoRow.Is(err) {
				p.Add(field, "单位：没有编码“%s”的机构，请从机构名录里选", unit)
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}

// word checks a wording and takes it over.
func (m *Measure) word(tx *store.Tx, p *fault.Problems, in Wording) {
	m.Title, m.Wording, m.WordSource = strings.TrimSpace(in.Title), strings.TrimSpace(in.Text), strings.TrimSpace(in.Source)
	given := 0
	for _, text := range []string{m.Title, m.Wording, m.WordSource} {
		if text != "" {
			given++
		}
	}
	if given > 0 && given < 3 {
		p.Add("wording", "正式文本：名称、文本和出处要一起填；还没有拿到就都不填，先作为待导入")
	}
	if given > 0 && m.WordedAt == nil {
		now := tx.Now()
		m.WordedAt = &now
	}
}

// take reads a measure that the keeper is about to change.
func take(tx *store.Tx, id string, version int64) (Measure, error) {
	m, err := ByID(tx, id)
	if err == nil && version != m.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return m, err
}

// keep writes the measure as it now is; was is the state it was read in. It is
// the only writer.
func (m Measure) keep(tx *store.Tx, was flow.State) (Measure, error) {
	err := saveMeasure.One(tx, m.State, m.Since, m.Title, m.Wording, m.WordSource, m.WordedAt, m.Lead, m.Partners, m.Plan, m.Due, m.Changes,
		m.ClaimedBy, m.ClaimedAt, tx.County(), m.ID, was, m.Version)
	m.Version++
	return m, err
}

// SetPlan changes who leads, the plan or its day, with the document that does;
// what was before stands in the journal.
func SetPlan(tx *store.Tx, by flow.Actor, id string, version int64, in Planned) (Measure, error) {
	if err := may(by, keepers...); err != nil {
		return Measure{}, err
	}
	m, err := take(tx, id, version)
	if err != nil {
		return Measure{}, err
	}
	was := m
	var p fault.Problems
	if err := m.plan(tx, &p, in); err != nil {
		return Measure{}, err
	}
	if strings.TrimSpace(in.Document) == "" {
		p.Add("document", "依据：改计划要填文号和名称")
	}
	if err := p.Err(); err != nil {
		return Measure{}, err
	}
	if m, err = m.keep(tx, was.State); err != nil {
		return Measure{}, err
	}
	_, err = journal.Record(tx, by, "replication.plan", m.ID, say{"code": m.Code(), "lead": m.Lead, "lead_was": was.Lead, "due": m.Due,
		"due_was": was.Due, "document": in.Document}, journal.Row{Table: "replication_measure", ID: m.ID})
	return m, err
}

// SetWording brings the official text in. It refuses once the measure was
// accepted by the text it has.
func SetWording(tx *store.Tx, by flow.Actor, id string, version int64, in Wording) (Measure, error) {
	if err := may(by, keepers...); err != nil {
		return Measure{}, err
	}
	m, err := take(tx, id, version)
	if err != nil {
		return Measure{}, err
	}
	if m.State == Accepted {
		return Measure{}, textFixed.New(fault.Args{"code": m.Code()})
	}
	var p fault.Problems
	m.word(tx, &p, in)
	if m.Placeholder() {
		p.Add("wording", "正式文本：请照公布的原文填写")
	}
	if err := p.Err(); err != nil {
		return Measure{}, err
	}
	if m, err = m.keep(tx, m.State); err != nil {
		return Measure{}, err
	}
	_, err = journal.Record(tx, by, "replication.wording", m.ID, say{"code": m.Code(), "title": m.Title, "source": m.WordSource},
		journal.Row{Table: "replication_measure", ID: m.ID})
	return m, err
}

// put brings one row of the ledger in: a new measure, another plan, or the
// official text of a placeholder.
func put(tx *store.Tx, by flow.Actor, in Listing) (manifest.Effect, error) {
	m, known, err := measureByPlace.Find(tx, tx.County(), in.Part, in.Nth)
	if err != nil {
		return manifest.Same, err
	}
	if !known {
		_, err = Enter(tx, by, in)
		return manifest.New, err
	}
	if err := may(by, keepers...); err != nil {
		return manifest.Same, err
	}
	effect := manifest.Same
	if m.Lead != in.Plan.Lead || m.Plan != in.Plan.Plan || m.Due != in.Plan.Due || !slices.Equal(m.Partners, in.Plan.Partners) {
		if m, err = SetPlan(tx, by, m.ID, m.Version, in.Plan); err != nil {
			return effect, err
		}
		effect = manifest.Changed
	}
	if w := in.Words; w != (Wording{}) && w != (Wording{m.Title, m.Wording, m.WordSource}) {
		_, err = SetWording(tx, by, m.ID, m.Version, w)
		effect = manifest.Changed
	}
	return effect, err
}
