package mandate

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Keeper (指标填报) computes the values of indicators from the figures of the
// house.
type Keeper struct {
	figures []manifest.Figure
}

// Over returns the keeper over the figures of the rooms. It is called once, at
// wiring.
func Over(rooms []manifest.Room) *Keeper {
	k := &Keeper{}
	for _, room := range rooms {
		k.figures = append(k.figures, room.Figures...)
	}
	return k
}

// Figures are those an indicator may rest on.
func (k *Keeper) Figures() []manifest.Figure { return k.figures }

func (k *Keeper) figure(id string) (manifest.Figure, bool) {
	for _, f := range k.figures {
		if f.ID == id {
			return f, true
		}
	}
	return manifest.Figure{}, false
}

// DraftSystem begins a version: a copy of the latest of the code, or of the
// catalogue that comes with the program. One draft of a code at a time.
func DraftSystem(tx *store.Tx, by flow.Actor, code string) (System, error) {
	if err := may(by, keepers...); err != nil {
		return System{}, err
	}
	former, err := systemsOf.All(tx, tx.County(), code)
	if err != nil {
		return System{}, err
	}
	s := System{County: tx.County(), ID: tx.NewID(), Version: 1, State: Draft, Code: code, Edition: 1, ProposedBy: by.Account, ProposedAt: tx.Now()}
	list, ok := shippedIndicators(code, &s)
	var latest *System
	for n, f := range former {
		s.Edition = f.Edition + 1
		switch f.State {
		case Draft:
			return System{}, systemWaiting.New(fault.Args{"title": f.Title})
		case Published:
			latest = &former[n]
		}
	}
	if latest != nil {
		s.Title, s.Source = latest.Title, latest.Source
		list, err = indicatorsOf.All(tx, tx.County(), latest.ID)
	} else if !ok {
		return System{}, systemUnknown.New(nil)
	}
	if err != nil {
		return System{}, err
	}
	if err := insertSystem.One(tx, s); err != nil {
		return System{}, err
	}
	rows := []journal.Row{s.row()}
	for _, i := range list {
		i.County, i.ID, i.Version, i.SystemID = tx.County(), tx.NewID(), 1, s.ID
		if err := insertIndicator.One(tx, i); err != nil {
			return System{}, err
		}
		rows = append(rows, i.row())
	}
	_, err = journal.Record(tx, by, "mandate.system_draft", s.ID, say{"code": code, "edition": s.Edition}, rows...)
	return s, err
}

func (s System) row() journal.Row    { return journal.Row{Table: "mandate_system", ID: s.ID} }
func (i Indicator) row() journal.Row { return journal.Row{Table: "mandate_indicator", ID: i.ID} }

// SystemByID returns one version; a draft is for who sets and publishes.
func SystemByID(tx *store.Tx, by flow.Actor, id string) (System, error) {
	s, ok, err := systemByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || s.State != Published && !by.Has(publishers...)) {
		err = systemUnknown.New(nil)
	}
	return s, err
}

// Systems lists the versions the actor may see, the newest of a code first.
func Systems(tx *store.Tx, by flow.Actor) ([]System, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(publishers...) {
		w.And("state = ?", Published)
	}
	return systems.Page(tx, w, "code", 500)
}

// IndicatorsOf lists the indicators of a version, by code.
func IndicatorsOf(tx *store.Tx, by flow.Actor, id string) ([]Indicator, error) {
	if _, err := SystemByID(tx, by, id); err != nil {
		return nil, err
	}
	return indicatorsOf.All(tx, tx.County(), id)
}

func takeSystem(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (System, flow.Step, error) {
	s, err := SystemByID(tx, by, id)
	if err != nil {
		return System{}, flow.Step{}, err
	}
	if verb == VerbEdit && s.State == Published {
		return System{}, flow.Step{}, versionFixed.New(fault.Args{"title": s.Title, "edition": s.Edition})
	}
	step, err := SystemFlow.Next(by, s.State, verb)
	if err == nil && version != s.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return s, step, err
}

func moveSystem(tx *store.Tx, by flow.Actor, step flow.Step, s System, rows ...journal.Row) (System, error) {
	err := saveSystem.One(tx, step.To, s.Title, s.Source, s.Document, s.ProposedBy, s.ProposedAt, s.DecidedBy, s.DecidedAt,
		tx.County(), s.ID, step.From, s.Version)
	if err != nil {
		return System{}, err
	}
	s.State, s.Version = step.To, s.Version+1
	_, err = journal.Record(tx, by, step.Kind, s.ID, say{"code": s.Code, "edition": s.Edition}, append(rows, s.row())...)
	return s, err
}

// EditIndicator puts one indicator into a draft, or changes it there.
func EditIndicator(tx *store.Tx, by flow.Actor, id string, version int64, in Indicator) (System, manifest.Effect, error) {
	s, step, err := takeSystem(tx, by, id, version, VerbEdit)
	if err != nil {
		return System{}, manifest.Same, err
	}
	if err := fillIndicator(tx, &in); err != nil {
		return System{}, manifest.Same, err
	}
	was, known, err := indicatorByCode.Find(tx, tx.County(), s.ID, in.Code)
	if err != nil {
		return System{}, manifest.Same, err
	}
	in.County, in.SystemID, in.ID, in.Version = tx.County(), s.ID, was.ID, was.Version
	effect := manifest.Changed
	switch {
	case known && in == was:
		return s, manifest.Same, nil
	case known:
		err = saveIndicator.One(tx, in.Parent, in.Name, in.Weight, in.Measured, in.Better, in.Unit, in.Figure, in.County, in.ID, in.Version)
	default:
		in.ID, in.Version, effect = tx.NewID(), 1, manifest.New
		err = insertIndicator.One(tx, in)
	}
	if err != nil {
		return System{}, manifest.Same, err
	}
	s.ProposedBy, s.ProposedAt = by.Account, tx.Now()
	s, err = moveSystem(tx, by, step, s, in.row())
	return s, effect, err
}

// fillIndicator checks one indicator and reports every mistake.
func fillIndicator(tx *store.Tx, i *Indicator) error {
	i.Code, i.Parent, i.Name = strings.TrimSpace(i.Code), strings.TrimSpace(i.Parent), strings.TrimSpace(i.Name)
	i.Measured, i.Unit, i.Figure = strings.TrimSpace(i.Measured), strings.TrimSpace(i.Unit), strings.TrimSpace(i.Figure)
	var p fault.Problems
	if !numberLike(i.Code) || i.Parent == i.Code {
		p.Add("code", "指标编码：请填字母、数字，例如 01 或 01-1，不能和上级一样")
	}
	if i.Name == "" {
		p.Add("name", "指标名称：请填名称")
	}
	if i.Weight < 0 || i.Weight > Full {
		p.Add("weight", "权重：请填 0 到 100，最多两位小数")
	}
	known := false
	for _, b := range Betters {
		if known = known || b.Code == i.Better || b.Zh == i.Better; b.Zh == i.Better {
			i.Better = b.Code
		}
	}
	if !known {
		p.Add("better", "方向：请填综合评分、越少越好或越多越好")
	}
	if i.Unit != "" {
		u, ok, err := unitOf(tx, i.Unit)
		if err != nil {
			return err
		}
		if i.Unit = u.Code; !ok {
			p.Add("unit", "责任单位：机构名录里没有，请填机构编码或简称")
		}
	}
	return p.Err()
}

// PublishSystem makes a version binding: by somebody else than who drew it up,
// when its weights add up to 100, every indicator that is scored has a unit and
// every figure exists.
func (k *Keeper) PublishSystem(tx *store.Tx, by flow.Actor, id string, version int64, document string) (System, error) {
	s, step, err := takeSystem(tx, by, id, version, VerbPublish)
	if err != nil {
		return System{}, err
	}
	if s.ProposedBy == by.Account {
		return System{}, samePerson.New(fault.Args{"what": "起草"})
	}
	list, err := indicatorsOf.All(tx, tx.County(), s.ID)
	if err != nil {
		return System{}, err
	}
	var p fault.Problems
	if document = strings.TrimSpace(document); document == "" {
		p.Add("document", "公布文件：请填分工文件的文号和名称")
	}
	checkWeights(&p, list)
	for _, i := range list {
		if _, known := k.figure(i.Figure); i.Figure != "" && !known {
			p.Add("figure", "指标“%s”的取数：没有“%s”这个数，请从列表里选，或者留空", i.Name, i.Figure)
		}
	}
	if err := p.Err(); err != nil {
		return System{}, err
	}
	at := tx.Now()
	s.Document, s.DecidedBy, s.DecidedAt = document, &by.Account, &at
	return moveSystem(tx, by, step, s)
}

// checkWeights: what is scored adds up to 100, and what stands below a heading
// adds up to the heading's weight.
func checkWeights(p *fault.Problems, list []Indicator) {
	sums, names := map[string]Weight{}, map[string]Indicator{}
	for _, i := range list {
		sums[i.Parent] += i.Weight
		names[i.Code] = i
	}
	var total Weight
	for _, i := range Scored(list) {
		total += i.Weight
		if i.Unit == "" {
			p.Add("unit", "指标“%s”还没有责任单位", i.Name)
		}
	}
	if total != Full {
		p.Add("weight", "权重合计是 %s，要正好是 100，请先改权重", total)
	}
	for _, i := range list {
		_, known := names[i.Parent]
		if i.Parent != "" && !known {
			p.Add("parent", "指标“%s”的上级“%s”不在这一版里", i.Name, i.Parent)
		}
		if sum, heads := sums[i.Code]; heads && sum != i.Weight {
			p.Add("weight", "指标“%s”的权重是 %s，下级合计是 %s，请改成一样", i.Name, i.Weight, sum)
		}
	}
}

// DropSystem sets a draft aside.
func DropSystem(tx *store.Tx, by flow.Actor, id string, version int64) (System, error) {
	s, step, err := takeSystem(tx, by, id, version, VerbDrop)
	if err != nil {
		return System{}, err
	}
	at := tx.Now()
	s.DecidedBy, s.DecidedAt = &by.Account, &at
	return moveSystem(tx, by, step, s)
}
