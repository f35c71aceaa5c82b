package party

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// classInfo describes a class; classes of one group exclude each other.
type classInfo struct {
	zh, group string
}

var classes = map[Class]classInfo{
	ScaleIndustry: {"规上工业", "scale_industry"},
	ScaleService:  {"规上服务业", "scale_service"},
	Commerce:      {"商贸流通", "commerce"},
	LeadingFarm:   {"农业龙头", "leading_farm"},
	Large:         {"大型企业", sizeGroup},
	Medium:        {"中型企业", sizeGroup},
	Small:         {"小型企业", sizeGroup},
	Micro:         {"微型企业", sizeGroup},
}

const sizeGroup = "size"

// Zh is the class in words.
func (c Class) Zh() string { return classes[c].zh }

// SetClass puts a party into a class from a day on. A running entry of the same
// group ends the day before; a later one that overlaps is answered with
// ClassOverlap. A size class is computed from the inputs, which are kept.
func SetClass(tx *store.Tx, by flow.Actor, id string, d ClassDraft) (Classed, error) {
	if err := may(by, "认定企业分类", deciders); err != nil {
		return Classed{}, err
	}
	p, err := ByID(tx, id)
	if err != nil {
		return Classed{}, err
	}
	if p.State != Active || p.Kind == Person || p.Kind == Agency {
		return Classed{}, notActive(p, "认定企业分类")
	}
	if d.Class, err = d.check(); err != nil {
		return Classed{}, err
	}
	rows, err := endRunning(tx, id, d)
	if err != nil {
		return Classed{}, err
	}
	c := Classed{County: tx.County(), ID: tx.NewID(), PartyID: id, Class: d.Class, Since: d.From, Until: d.To,
		Basis: strings.TrimSpace(d.Basis), Inputs: d.Inputs, SetBy: by.Account, SetUnit: by.Unit, At: tx.Now()}
	if err := insertClass.One(tx, c); err != nil {
		return Classed{}, err
	}
	rows = append(rows, journal.Row{Table: "party_class", ID: c.ID})
	_, err = journal.Record(tx, by, "party.class", id, map[string]any{"class": c.Class, "from": c.Since, "to": c.Until}, rows...)
	return c, err
}

// check returns the class to be set.
func (d ClassDraft) check() (Class, error) {
	var p fault.Problems
	class := d.Class
	if d.Inputs != nil {
		computed, err := SizeOf(*d.Inputs)
		p.Check("inputs", err)
		if err == nil && class != "" && class != computed {
			p.Add("class", "按填的指标应是%s，不是%s：请核对指标，类别由系统算出", computed.Zh(), class.Zh())
		}
		class = computed
	} else if info, ok := classes[class]; !ok || info.group == sizeGroup {
		p.Add("class", "分类没有选对：请选规上工业、规上服务业、商贸流通或农业龙头；大中小微由指标算出，请填划型指标")
	}
	if strings.TrimSpace(d.Basis) == "" {
		p.Add("basis", "认定依据没有填：请填名单或文件名称和文号")
	}
	if d.To != nil && *d.To < d.From {
		p.Add("to", "截止日期 %s 早于起始日期 %s：请改正其中一个", *d.To, d.From)
	}
	return class, p.Err()
}

// endRunning closes the entry of the same group that runs on the first day.
func endRunning(tx *store.Tx, id string, d ClassDraft) ([]journal.Row, error) {
	known, err := classesOf.All(tx, tx.County(), id)
	if err != nil {
		return nil, err
	}
	var rows []journal.Row
	for _, c := range known {
		if classes[c.Class].group != classes[d.Class].group || (c.Until != nil && *c.Until < d.From) {
			continue
		}
		if c.Since >= d.From {
			if d.To != nil && *d.To < c.Since {
				continue
			}
			return nil, ClassOverlap.New(fault.Args{"class": c.Class.Zh(), "day": c.Since, "before": c.Since - 1})
		}
		if err := endClass.One(tx, d.From-1, tx.County(), c.ID, d.From-1); err != nil {
			return nil, err
		}
		rows = append(rows, journal.Row{Table: "party_class", ID: c.ID})
	}
	return rows, nil
}

// ClassesAt returns the classes a party belongs to on a day.
func ClassesAt(tx *store.Tx, id string, day calendar.Day) ([]Classed, error) {
	return classesAt.All(tx, tx.County(), id, day, day)
}
