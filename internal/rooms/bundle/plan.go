package bundle

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Taken is one step of a plan.
type Taken struct {
	Step
	Title  string // the item's name, or the countersign's
	Unit   string // the lead unit for a countersign
	Before []string
	Limit  catalogue.Limit
	Item   catalogue.Version // zero for a countersign
}

// Plan is what a choice of steps and answers comes to: the merged form, the
// merged list, the order of the steps and the critical path of their promises.
type Plan struct {
	Steps     []Taken           // in an order in which none comes before what it waits for
	Added     map[string]string // step → the step it is needed by, where nobody ticked it
	Fields    []Field
	Materials []Material
	Missing   []Field  // questions without an answer
	Bars      []string // why it cannot be applied for
	Apart     int      // sheets the steps would ask for one by one
	PathN     int      // working days of the critical path
	Chain     []string // its steps
}

// Asked are the materials the applicant is asked for.
func (p Plan) Asked() []Material {
	return slices.DeleteFunc(slices.Clone(p.Materials), func(m Material) bool { return !m.Asked() })
}

// Saved is how many sheets the bundle spares (省了几份).
func (p Plan) Saved() int { return p.Apart - len(p.Asked()) }

// Step returns a step of the plan.
func (p Plan) Step(code string) (Taken, bool) {
	for _, t := range p.Steps {
		if t.Code == code {
			return t, true
		}
	}
	return Taken{}, false
}

// planOf works the plan out with the item versions in force on the day, or with
// those that pinned names for the steps.
func planOf(tx *store.Tx, body Content, picks []string, answers map[string]string, day calendar.Day, pinned map[string]string) (Plan, error) {
	in, added := taken(body.Steps, picks)
	sorted, circle := inOrder(body.Steps, in)
	if circle != nil {
		return Plan{}, hasCircle.New(circleArgs(tx, body, circle))
	}
	p := Plan{Added: added}
	var parts []part
	for _, s := range sorted {
		t, err := takenStep(tx, body, s, in, day, pinned[s.Code])
		if err != nil {
			return Plan{}, err
		}
		p.Steps = append(p.Steps, t)
		if s.Countersign == nil {
			parts = append(parts, part{s.Code, s.Item, t.Unit, t.Item})
		}
	}
	p.Fields = mergeFields(parts)
	p.Materials, p.Apart = mergeMaterials(parts, p.Fields, answers, forerunners(sorted, in))
	p.check(answers)
	days, chain := longest(p.tasks())
	p.PathN = days
	for _, i := range chain {
		p.Chain = append(p.Chain, p.Steps[i].Code)
	}
	return p, nil
}

func takenStep(tx *store.Tx, body Content, s Step, in map[string]bool, day calendar.Day, pinned string) (Taken, error) {
	t := Taken{Step: s, Title: s.Name, Unit: body.Lead, Before: s.before(in)}
	if s.Countersign != nil {
		t.Limit = catalogue.Limit{N: s.Countersign.Days, Unit: calendar.WorkDays}
		return t, nil
	}
	item, err := catalogue.ItemByCode(tx, s.Item)
	if err != nil {
		return t, noItem.New(map[string]any{"step": s.Code, "item": s.Item})
	}
	if pinned != "" {
		t.Item, err = catalogue.VersionByID(tx, pinned)
	} else {
		t.Item, err = catalogue.Current(tx, s.Item, day)
	}
	t.Title, t.Unit, t.Limit = t.Item.Name, item.Unit, t.Item.Committed(project.TierOrdinary)
	return t, err
}

// check notes what is not answered and what keeps the applicant out.
func (p *Plan) check(answers map[string]string) {
	for _, f := range p.Fields {
		c, ok := f.Choice(answers[f.Key])
		if !ok {
			p.Missing = append(p.Missing, f)
		} else if c.Bar != "" && !slices.Contains(p.Bars, c.Bar) {
			p.Bars = append(p.Bars, c.Bar)
		}
	}
}

// tasks are the steps as the critical path sees them before anything runs.
func (p Plan) tasks() []Task {
	place := map[string]int{}
	out := make([]Task, len(p.Steps))
	for i, t := range p.Steps {
		place[t.Code] = i
		out[i] = Task{N: t.Limit.N, Unit: t.Limit.Unit}
		for _, code := range t.Before {
			out[i].After = append(out[i].After, place[code])
		}
	}
	return out
}

// UnitNames gives the short names of the units of a plan.
func (p Plan) UnitNames(tx *store.Tx) (map[string]string, error) {
	out := map[string]string{}
	for _, t := range p.Steps {
		units := []string{t.Unit}
		if t.Countersign != nil {
			units = append(units, t.Countersign.Units...)
		}
		for _, u := range units {
			name, err := org.ShortName(tx, u)
			if err != nil {
				return nil, err
			}
			out[u] = name
		}
	}
	return out, nil
}
