package project

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

var (
	keepers = []flow.Role{identity.Clerk, identity.Coordinator, identity.Head, identity.Integrator, flow.RoleSystem}
	listers = []flow.Role{identity.Coordinator, identity.Head, flow.RoleSystem}
)

var sectorsZh = map[Sector]string{Industry: "工业投资类", Commerce: "商贸物流类", Tourism: "旅游文教类"}

var levelsZh = map[Level]string{County: "县级", City: "市级", Province: "省级"}

// levelRank orders levels: a project on two lists counts as the higher.
var levelRank = map[Level]int{County: 1, City: 2, Province: 3}

var tiersZh = map[Tier]string{TierOrdinary: "普通", TierKey: "重点项目"}

// Zh is the sector in words.
func (s Sector) Zh() string { return sectorsZh[s] }

// Zh is the level in words.
func (l Level) Zh() string { return levelsZh[l] }

// Zh is the tier in words.
func (t Tier) Zh() string { return tiersZh[t] }

// codeShape is the code of the national platform (投资项目在线审批监管平台): year,
// division, industry, kind of approval, serial.
var codeShape = regexp.MustCompile(`^(20[0-9]{2})-([0-9]{6})-[0-9]{2}-[0-9]{2}-[0-9]{6}$`)

// parse checks a draft and brings it into its canonical form.
func (d Draft) parse() (Draft, error) {
	var p fault.Problems
	d.Code = strings.ReplaceAll(strings.TrimSpace(zh.ASCII(d.Code)), "—", "-")
	d.Name, _ = zh.Normalise(d.Name)
	if !codeShape.MatchString(d.Code) {
		p.Add("code", "投资项目代码不对：应像 2020-430922-48-03-012345（共 24 位），请照备案证或批文填写")
	}
	if n := utf8.RuneCountInString(d.Name); n == 0 || n > 200 {
		p.Add("name", "项目名称没有填或太长：请照备案证填写，最多 200 个字")
	}
	if d.Party == "" {
		p.Add("party", "建设单位没有选：请从市场主体里选，没有的先登记")
	}
	if sectorsZh[d.Sector] == "" {
		p.Add("sector", "项目类别没有选：请选工业投资类、商贸物流类或旅游文教类")
	}
	if d.Unit = strings.TrimSpace(d.Unit); d.Unit == "" {
		p.Add("unit", "落地单位没有选：请选项目所在的乡镇或园区")
	}
	if d.Area != "" {
		area, err := ids.ParseAreaCode(d.Area)
		p.Check("area", err)
		d.Area = string(area)
	}
	if d.To != nil && *d.To < d.From {
		p.Add("to", "结束日期 %s 早于开始日期 %s：请改正其中一个", *d.To, d.From)
	}
	return d, p.Err()
}

func may(by flow.Actor, verb string, roles []flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return flow.StepForbidden.New(fault.Args{"verb": verb, "roles": flow.RoleNames(roles)})
}

// Register enters a project; it answers CodeTaken for a known code.
func Register(tx *store.Tx, by flow.Actor, d Draft) (Project, error) {
	if err := may(by, "登记项目", keepers); err != nil {
		return Project{}, err
	}
	d, err := d.parse()
	if err != nil {
		return Project{}, err
	}
	if twin, known, err := ByCode(tx, d.Code); err != nil {
		return Project{}, err
	} else if known {
		return Project{}, CodeTaken.New(fault.Args{"code": d.Code, "name": twin.Name})
	}
	if _, err := party.ByID(tx, d.Party); err != nil {
		return Project{}, err
	}
	p := Project{County: tx.County(), ID: tx.NewID(), Code: d.Code, Name: d.Name, PartyID: d.Party, Sector: d.Sector,
		Unit: d.Unit, Area: d.Area, Since: d.From, Until: d.To, Version: 1}
	if err := insertProject.One(tx, p); err != nil {
		return Project{}, err
	}
	_, err = journal.Record(tx, by, "project.register", p.ID, map[string]any{"code": p.Code},
		journal.Row{Table: "project_project", ID: p.ID})
	return p, err
}

// Amend (变更) replaces what a project is registered with; the code stays.
func Amend(tx *store.Tx, by flow.Actor, id string, d Draft) (Project, error) {
	if err := may(by, "变更项目", keepers); err != nil {
		return Project{}, err
	}
	p, err := ByID(tx, id)
	if err != nil {
		return Project{}, err
	}
	if d.Version != 0 && d.Version != p.Version {
		return Project{}, store.ChangedMeanwhile.New(nil)
	}
	d.Code = p.Code
	if d, err = d.parse(); err != nil {
		return Project{}, err
	}
	if _, err := party.ByID(tx, d.Party); err != nil {
		return Project{}, err
	}
	if err := amendProject.One(tx, d.Name, d.Party, d.Sector, d.Unit, d.Area, d.From, d.To,
		tx.County(), id, p.Version); err != nil {
		return Project{}, err
	}
	_, err = journal.Record(tx, by, "project.amend", id, map[string]any{"unit": d.Unit, "sector": d.Sector},
		journal.Row{Table: "project_project", ID: id})
	if err != nil {
		return Project{}, err
	}
	return ByID(tx, id)
}

// MarkKey (列为重点项目) puts a project on a list of key projects for a time. A
// project may stand on lists of several levels, but on each only once at a
// time: otherwise it answers KeyOverlap.
func MarkKey(tx *store.Tx, by flow.Actor, id string, d KeyDraft) (Key, error) {
	if err := may(by, "认定重点项目", listers); err != nil {
		return Key{}, err
	}
	p, err := ByID(tx, id)
	if err != nil {
		return Key{}, err
	}
	if err := d.check(); err != nil {
		return Key{}, err
	}
	known, err := keysOf.All(tx, tx.County(), id)
	if err != nil {
		return Key{}, err
	}
	for _, k := range known {
		if k.Level == d.Level && overlap(k, d) {
			return Key{}, KeyOverlap.New(fault.Args{"name": p.Name, "from": k.Since, "level": k.Level.Zh(), "document": k.Document})
		}
	}
	k := Key{County: tx.County(), ID: tx.NewID(), ProjectID: id, Level: d.Level, Since: d.From, Until: d.To,
		Document: strings.TrimSpace(d.Document), SetBy: by.Account, At: tx.Now()}
	if err := insertKey.One(tx, k); err != nil {
		return Key{}, err
	}
	_, err = journal.Record(tx, by, "project.key", id,
		map[string]any{"level": k.Level, "from": k.Since, "to": k.Until, "document": k.Document},
		journal.Row{Table: "project_key", ID: k.ID})
	return k, err
}

func (d KeyDraft) check() error {
	var p fault.Problems
	if levelsZh[d.Level] == "" {
		p.Add("level", "重点项目级别没有选：请选县级、市级或省级")
	}
	if strings.TrimSpace(d.Document) == "" {
		p.Add("document", "认定文件没有填：请填重点项目名单的文号")
	}
	if d.To != nil && *d.To < d.From {
		p.Add("to", "截止日期 %s 早于起始日期 %s：请改正其中一个", *d.To, d.From)
	}
	return p.Err()
}

func overlap(k Key, d KeyDraft) bool {
	endsBefore := k.Until != nil && *k.Until < d.From
	startsAfter := d.To != nil && *d.To < k.Since
	return !endsBefore && !startsAfter
}

// UnmarkKey (移出重点项目) sets the last day of the entries that run beyond it;
// entries that begin later are not touched.
func UnmarkKey(tx *store.Tx, by flow.Actor, id string, last calendar.Day, document string) error {
	if err := may(by, "移出重点项目", listers); err != nil {
		return err
	}
	p, err := ByID(tx, id)
	if err != nil {
		return err
	}
	known, err := keysOf.All(tx, tx.County(), id)
	if err != nil {
		return err
	}
	var rows []journal.Row
	for _, k := range known {
		if k.Since > last || (k.Until != nil && *k.Until <= last) {
			continue
		}
		if err := endKey.One(tx, last, tx.County(), k.ID, last); err != nil {
			return err
		}
		rows = append(rows, journal.Row{Table: "project_key", ID: k.ID})
	}
	if len(rows) == 0 {
		return NotKey.New(fault.Args{"name": p.Name, "day": last})
	}
	_, err = journal.Record(tx, by, "project.unkey", id, map[string]any{"last": last, "document": document}, rows...)
	return err
}
