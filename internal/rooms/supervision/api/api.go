// Package api (专项督查接口) lets programs read findings of supervision in sight,
// one finding with its deadlines, reports and orders, and what was closed.
//
// Basis: as package supervision. What always holds: it reads only; a finding out
// of sight answers like a missing one. The app registers its operations.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/api"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

const (
	tag      = "专项督查"
	permRead = "supervision.read"
)

// Register mounts the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "supervision-findings", Path: "/findings", Perm: permRead, Tag: tag,
		Zh: "看得到的督查问题，按编号", En: "Findings in sight, by number"}, list)
	api.Get(a, api.Op{ID: "supervision-finding", Path: "/findings/{number}", Perm: permRead, Tag: tag,
		Zh: "一个问题：整改、延期、督办、回头看", En: "One finding: reports, extensions, urging orders, looks back"}, show)
}

type listIn struct {
	api.Paging
	Unit   string `query:"unit" doc:"责任单位编码。Code of the unit."`
	Ground string `query:"ground" enum:"promise,task,clause" doc:"依据种类。What it rests on."`
	State  string `query:"state" enum:"draft,open,filed,closed,held,dropped" doc:"状态。State."`
	Late   bool   `query:"late" doc:"只要逾期未整改的。Only those overdue."`
}

// SupervisionFinding is one finding.
type SupervisionFinding struct {
	Number   string        `json:"number"`
	Unit     string        `json:"unit"`
	Ground   string        `json:"ground" enum:"promise,task,clause"`
	Ref      string        `json:"ref" doc:"文件名称、任务编号或条款编码。The promise's document, task or clause."`
	Document string        `json:"document,omitempty"`
	Gap      string        `json:"gap,omitempty"`
	Title    string        `json:"title"`
	Demand   string        `json:"demand"`
	Found    calendar.Day  `json:"found" format:"date"`
	Due      calendar.Day  `json:"due" format:"date"`
	FirstDue calendar.Day  `json:"first_due" format:"date"`
	LastDay  calendar.Day  `json:"last_day" format:"date" doc:"遇休息日顺延以后。After rest days."`
	State    string        `json:"state"`
	Late     bool          `json:"late"`
	Letter   string        `json:"letter,omitempty" doc:"交办文书的文号。Number of the letter."`
	Closed   *calendar.Day `json:"closed,omitempty" format:"date"`
	Summary  string        `json:"summary,omitempty"`
	LookFrom *calendar.Day `json:"look_from,omitempty" format:"date"`
	Relapses int64         `json:"relapses"`
}

func findingOf(s supervision.Standing) SupervisionFinding {
	f := SupervisionFinding{Number: s.Number, Unit: s.Unit, Ground: string(s.Ground), Ref: s.Ref, Document: s.Document, Gap: s.Gap, Title: s.Title,
		Demand: s.Demand, Found: s.FoundDay, Due: s.Due, FirstDue: s.FirstDue, LastDay: s.LastDay, State: string(s.State), Late: s.Late,
		Letter: s.Letter, Summary: s.Public, LookFrom: s.LookFrom, Relapses: s.Run - 1}
	if s.ClosedAt != nil {
		day := s.ClosedAt.Day()
		f.Closed = &day
	}
	return f
}

func list(c *api.Call, in *listIn) (out api.Page[SupervisionFinding], err error) {
	key, err := in.Key(1)
	if err != nil {
		return out, err
	}
	err = c.Read(func(tx *store.Tx) error {
		all, err := supervision.Findings(tx, c.Actor, supervision.Filter{Unit: in.Unit, Ground: supervision.Ground(in.Ground), State: flow.State(in.State), Late: in.Late})
		found, next := make([]SupervisionFinding, 0, in.Limit), ""
		for _, s := range all {
			if key != nil && s.Number <= key[0] {
				continue
			}
			if len(found) == in.Limit {
				next = api.Cursor(found[len(found)-1].Number)
				break
			}
			found = append(found, findingOf(s))
		}
		out = api.PageOf(found, "")
		out.Next = next
		return err
	})
	return out, err
}

type oneFinding struct {
	Number string `path:"number" doc:"编号 DC2020-01-01。Number."`
}

// SupervisionFile is one finding with what belongs to it.
type SupervisionFile struct {
	SupervisionFinding
	Facts      string             `json:"facts"`
	Reports    []Rectification    `json:"reports"`
	Extensions []FindingExtension `json:"extensions"`
	Urges      []UrgingOrder      `json:"urges"`
	Looks      []LookBack         `json:"looks"`
}

// Rectification is one report of rectification.
type Rectification struct {
	State   string           `json:"state" enum:"filed,accepted,returned"`
	Way     string           `json:"way" enum:"done,changed"`
	Words   string           `json:"words"`
	Filed   calendar.Instant `json:"filed"`
	Opinion string           `json:"opinion,omitempty"`
	Proofs  int              `json:"proofs"`
}

// FindingExtension is one request for a later day.
type FindingExtension struct {
	State  string       `json:"state" enum:"asked,granted,denied"`
	Was    calendar.Day `json:"was" format:"date"`
	Due    calendar.Day `json:"due" format:"date"`
	Reason string       `json:"reason"`
}

// UrgingOrder is one urging order.
type UrgingOrder struct {
	Letter    string       `json:"letter"`
	Escalated bool         `json:"escalated"`
	Due       calendar.Day `json:"due" format:"date"`
	Reason    string       `json:"reason"`
	Answer    string       `json:"answer,omitempty"`
}

// LookBack is one look at a closed finding.
type LookBack struct {
	Held  bool             `json:"held"`
	Words string           `json:"words"`
	At    calendar.Instant `json:"at"`
}

func show(c *api.Call, in *oneFinding) (out SupervisionFile, err error) {
	err = c.Read(func(tx *store.Tx) error {
		f, err := supervision.FileOf(tx, c.Actor, in.Number)
		if err != nil {
			return err
		}
		out = SupervisionFile{SupervisionFinding: findingOf(f.Standing), Facts: f.Facts, Reports: []Rectification{}, Extensions: []FindingExtension{}, Urges: []UrgingOrder{}, Looks: []LookBack{}}
		for _, r := range f.Reports {
			out.Reports = append(out.Reports, Rectification{string(r.State), r.Way, r.Words, r.FiledAt, text(r.Opinion), len(r.Proofs)})
		}
		for _, e := range f.Extensions {
			out.Extensions = append(out.Extensions, FindingExtension{string(e.State), e.Was, e.Due, e.Reason})
		}
		for _, u := range f.Urges {
			out.Urges = append(out.Urges, UrgingOrder{u.Letter, u.Escalated, u.Due, u.Reason, text(u.Answer)})
		}
		for _, l := range f.Looks {
			out.Looks = append(out.Looks, LookBack{l.Held, l.Words, l.At})
		}
		return nil
	})
	return out, err
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
