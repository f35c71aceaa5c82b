package supervision

import (
	"slices"
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// say is the details of a journal entry.
type say = map[string]any

// Plan is what is stated of a round.
type Plan struct {
	Number, Title, Scope, Document string
	From, To                       calendar.Day
	Partners, Units                []string // codes or names
	Team                           []string // logins
}

const (
	longestTitle = 120
	longestText  = 2000
	mostUnits    = 100
	mostTeam     = 50
	fewestTeam   = 2 // who may act at one unit
)

// may refuses everybody but the roles.
func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return notKeeper.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// PlanRound draws a round up. Somebody else approves it.
func PlanRound(tx *store.Tx, by flow.Actor, in Plan) (Round, error) {
	if err := may(by, keepers...); err != nil {
		return Round{}, err
	}
	r := Round{County: tx.County(), ID: tx.NewID(), Version: 1, State: Draft, Number: strings.TrimSpace(in.Number), Office: by.Unit,
		ProposedBy: by.Account, ProposedAt: tx.Now()}
	if was, known, err := roundByNumber.Find(tx, tx.County(), r.Number); err != nil || known {
		if err == nil {
			err = numberTaken.New(fault.Args{"number": r.Number, "title": was.Title})
		}
		return Round{}, err
	}
	members, err := r.fill(tx, in)
	if err != nil {
		return Round{}, err
	}
	if err := insertRound.One(tx, r); err != nil {
		return Round{}, err
	}
	rows, err := keepMembers(tx, members)
	if err != nil {
		return Round{}, err
	}
	_, err = journal.Record(tx, by, "supervision.round_plan", r.ID, r.say(), append(rows, r.row())...)
	return r, err
}

func (r Round) row() journal.Row { return journal.Row{Table: "supervision_round", ID: r.ID} }

func (r Round) say() say {
	return say{"number": r.Number, "units": r.Units, "partners": r.Partners, "from": r.FromDay, "to": r.ToDay}
}

func keepMembers(tx *store.Tx, list []Member) (rows []journal.Row, err error) {
	for _, m := range list {
		if err := insertMember.One(tx, m); err != nil {
			return nil, err
		}
		rows = append(rows, m.row())
	}
	return rows, nil
}

func (m Member) row() journal.Row { return journal.Row{Table: "supervision_member", ID: m.ID} }

// EditRound replaces what a draft says; who edits becomes who proposes.
func EditRound(tx *store.Tx, by flow.Actor, number string, version int64, in Plan) (Round, error) {
	r, step, err := takeRound(tx, by, number, version, VerbEdit)
	if err != nil {
		return Round{}, err
	}
	members, err := r.fill(tx, in)
	if err != nil {
		return Round{}, err
	}
	r.ProposedBy, r.ProposedAt = by.Account, tx.Now()
	if _, err := dropMembers.Run(tx, tx.County(), r.ID); err != nil {
		return Round{}, err
	}
	rows, err := keepMembers(tx, members)
	if err != nil {
		return Round{}, err
	}
	return moveRound(tx, by, step, r, r.say(), rows...)
}

// fill checks what was stated and takes it over; every mistake is reported.
func (r *Round) fill(tx *store.Tx, in Plan) ([]Member, error) {
	r.Title, r.Scope, r.Document = strings.TrimSpace(in.Title), strings.TrimSpace(in.Scope), strings.TrimSpace(in.Document)
	r.FromDay, r.ToDay = in.From, in.To
	var p fault.Problems
	if !numberLike(r.Number) {
		p.Add("number", "编号：请填 1 到 40 个字母、数字、汉字或连字符，例如 DC2020-01")
	}
	need(&p, "title", "名称：请写这次督查叫什么", r.Title, longestTitle)
	need(&p, "scope", "内容：请写明督查什么", r.Scope, longestText)
	need(&p, "document", "方案文件：请填文号和名称", r.Document, longestTitle)
	if r.FromDay > r.ToDay {
		p.Add("to", "期间：起日不能晚于止日")
	}
	var err error
	if r.Partners, err = unitsOf(tx, &p, "partners", "参加单位", in.Partners); err != nil {
		return nil, err
	}
	if r.Units, err = unitsOf(tx, &p, "units", "被督查单位", in.Units); err != nil {
		return nil, err
	}
	if len(r.Units) == 0 {
		p.Add("units", "被督查单位：请至少填一个")
	}
	members, err := r.people(tx, &p, in.Team)
	if err != nil {
		return nil, err
	}
	return members, p.Err()
}

// people looks the logins up; each member belongs to a unit that takes part.
func (r Round) people(tx *store.Tx, p *fault.Problems, logins []string) (out []Member, err error) {
	for _, login := range logins {
		a, err := identity.ByLogin(tx, login)
		switch {
		case store.NoRow.Is(err):
			p.Add("team", "组员：没有“%s”这个账号，请填登录名", login)
			continue
		case err != nil:
			return nil, err
		case a.Unit != r.Office && !slices.Contains(r.Partners, a.Unit):
			p.Add("team", "组员：“%s”的单位没有参加这次督查，请先把它填进参加单位", login)
		case a.State == identity.Retired:
			p.Add("team", "组员：“%s”的账号已停用，请换人", login)
		case slices.ContainsFunc(out, func(m Member) bool { return m.Account == a.ID }):
			p.Add("team", "组员：“%s”写了两次", login)
		default:
			out = append(out, Member{County: tx.County(), ID: tx.NewID(), Version: 1, RoundID: r.ID, Account: a.ID, Name: a.Name, Unit: a.Unit, Away: []string{}})
		}
	}
	if len(logins) < fewestTeam || len(logins) > mostTeam {
		p.Add("team", "组员：请填 %d 到 %d 人", fewestTeam, mostTeam)
	}
	return out, nil
}

func need(p *fault.Problems, name, sentence, text string, most int) {
	if n := utf8.RuneCountInString(text); n == 0 || n > most {
		p.Add(name, sentence+"，最多 %d 字", most)
	}
}

func numberLike(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= 40 && !strings.ContainsAny(s, "/?#%&\\ \t\n\"'<>")
}

// Names splits a cell or field that names several units or people.
func Names(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("、，,；; 　\n", r) })
}

func unitsOf(tx *store.Tx, p *fault.Problems, field, zh string, names []string) ([]string, error) {
	out := []string{}
	if len(names) > mostUnits {
		p.Add(field, "%s：最多 %d 个", zh, mostUnits)
		return out, nil
	}
	for _, name := range names {
		u, ok, err := unitOf(tx, name)
		switch {
		case err != nil:
			return nil, err
		case !ok:
			p.Add(field, "%s：机构名录里没有“%s”，请填机构编码或简称", zh, name)
		case !slices.Contains(out, u.Code):
			out = append(out, u.Code)
		}
	}
	return out, nil
}

// unitOf finds a unit by code or by name.
func unitOf(tx *store.Tx, name string) (org.Unit, bool, error) {
	name = strings.TrimSpace(name)
	u, err := org.ByCode(tx, name)
	if err == nil || !store.NoRow.Is(err) {
		return u, err == nil, err
	}
	return org.ByName(tx, name)
}

func takeRound(tx *store.Tx, by flow.Actor, number string, version int64, verb flow.Verb) (Round, flow.Step, error) {
	r, err := RoundByNumber(tx, by, number)
	if err != nil {
		return Round{}, flow.Step{}, err
	}
	step, err := RoundFlow.Next(by, r.State, verb)
	if err == nil && version != r.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return r, step, err
}

// moveRound writes the round in the step's state with one entry. It is the only
// writer.
func moveRound(tx *store.Tx, by flow.Actor, step flow.Step, r Round, words say, rows ...journal.Row) (Round, error) {
	err := saveRound.One(tx, step.To, r.Title, r.Scope, r.Document, r.FromDay, r.ToDay, r.Partners, r.Units, r.ProposedBy, r.ProposedAt,
		r.DecidedBy, r.DecidedAt, r.ClosedAt, r.Summary, r.ReportedTo, tx.County(), r.ID, step.From, r.Version)
	if err != nil {
		return Round{}, err
	}
	r.State, r.Version = step.To, r.Version+1
	_, err = journal.Record(tx, by, step.Kind, r.ID, words, append(rows, r.row())...)
	return r, err
}

// ApproveRound sends the team out: by somebody else than who planned it, and only
// when two of the team may act at every unit.
func ApproveRound(tx *store.Tx, by flow.Actor, number string, version int64) (Round, error) {
	r, step, err := takeRound(tx, by, number, version, VerbApprove)
	if err != nil {
		return Round{}, err
	}
	if r.ProposedBy == by.Account {
		return Round{}, samePerson.New(fault.Args{"what": "起草"})
	}
	for _, unit := range r.Units {
		if err := enough(tx, r, unit); err != nil {
			return Round{}, err
		}
	}
	at := tx.Now()
	r.DecidedBy, r.DecidedAt = &by.Account, &at
	return moveRound(tx, by, step, r, r.say())
}

// DropRound sets a draft aside.
func DropRound(tx *store.Tx, by flow.Actor, number string, version int64) (Round, error) {
	r, step, err := takeRound(tx, by, number, version, VerbDrop)
	if err != nil {
		return Round{}, err
	}
	at := tx.Now()
	r.DecidedBy, r.DecidedAt = &by.Account, &at
	return moveRound(tx, by, step, r, r.say())
}

// Ending is what is stated when a round ends.
type Ending struct{ Summary, ReportedTo string }

// EndRound closes a round: every unit was visited or left out with a reason, and
// no finding waits to be handed over.
func EndRound(tx *store.Tx, by flow.Actor, number string, version int64, in Ending) (Round, error) {
	r, step, err := takeRound(tx, by, number, version, VerbEnd)
	if err != nil {
		return Round{}, err
	}
	visits, err := visitsOf.All(tx, tx.County(), r.ID)
	if err != nil {
		return Round{}, err
	}
	waiting, err := findings.Page(tx, new(store.Where).And("county = ? AND round_id = ? AND state = ?", tx.County(), r.ID, Draft), "number", mostFindings)
	if err != nil {
		return Round{}, err
	}
	if len(visits) < len(r.Units) || len(waiting) > 0 {
		return Round{}, roundUnfinished.New(fault.Args{"units": len(r.Units) - len(visits), "findings": len(waiting)})
	}
	r.Summary, r.ReportedTo = strings.TrimSpace(in.Summary), strings.TrimSpace(in.ReportedTo)
	var p fault.Problems
	need(&p, "summary", "小结：请写明看了什么、发现几个问题", r.Summary, longestText)
	if err := p.Err(); err != nil {
		return Round{}, err
	}
	at := tx.Now()
	r.ClosedAt = &at
	return moveRound(tx, by, step, r, say{"number": r.Number, "visits": len(visits)})
}
