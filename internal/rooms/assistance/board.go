package assistance

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// Stage (环节) is where a case stands, in the three stages an applicant knows.
type Stage string

const (
	StageIntake Stage = "受理"
	StageReview Stage = "审查"
	StageDone   Stage = "办结"
)

// Stages lists the stages in order.
var Stages = []Stage{StageIntake, StageReview, StageDone}

var before = []flow.State{casework.Draft, casework.Submitted, casework.Correction}

// StageOf is the stage of a case.
func StageOf(c casework.Case) Stage {
	switch {
	case slices.Contains(before, c.State):
		return StageIntake
	case slices.Contains(over, c.State) || c.DecidedAt != nil:
		return StageDone
	}
	return StageReview
}

// Board (项目看板) is one project with what was entrusted for it.
type Board struct {
	Project  project.Project
	Key      bool // a key project (重点项目) today
	Level    project.Level
	Dossiers []Dossier
}

// Cases are the cases of the project's entrustments, each once, by stage.
func (b Board) Cases(stage Stage) []casework.Case {
	var out []casework.Case
	for _, d := range b.Dossiers {
		for _, c := range d.Cases {
			known := slices.ContainsFunc(out, func(o casework.Case) bool { return o.ID == c.ID })
			if StageOf(c) == stage && !known {
				out = append(out, c)
			}
		}
	}
	return out
}

// Stuck counts the questions that units have not answered.
func (b Board) Stuck() int {
	n := 0
	for _, d := range b.Dossiers {
		for _, block := range d.Blocks {
			if block.State == BlockRaised {
				n++
			}
		}
	}
	return n
}

// Boards lists the projects for which entrustments in the actor's sight stand,
// key projects first.
func Boards(tx *store.Tx, by flow.Actor) ([]Board, error) {
	all, err := List(tx, by, Find{States: []flow.State{Given, Claimed, Handling, Delivered}, Limit: 200})
	if err != nil {
		return nil, err
	}
	var out []Board
	for _, e := range all {
		if e.Project == nil || slices.ContainsFunc(out, func(b Board) bool { return b.Project.ID == *e.Project }) {
			continue
		}
		b, err := ShowBoard(tx, by, *e.Project)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	slices.SortStableFunc(out, func(a, b Board) int { return rank(a) - rank(b) })
	return out, nil
}

func rank(b Board) int {
	if b.Key {
		return 0
	}
	return 1
}

// ShowBoard is the page of one project, the same for its owner and the agent. A
// project without an entrustment in sight, and not the actor's own, is not found.
func ShowBoard(tx *store.Tx, by flow.Actor, id string) (Board, error) {
	p, err := project.ByID(tx, id)
	if store.NoRow.Is(err) {
		return Board{}, notFound.New(nil)
	}
	if err != nil {
		return Board{}, err
	}
	b := Board{Project: p}
	key, found, err := project.KeyOn(tx, id, tx.Today())
	if err != nil {
		return Board{}, err
	}
	b.Key, b.Level = found, key.Level
	list, err := entrustments.Page(tx, new(store.Where).And("county = ? AND project = ?", tx.County(), id), "newest", 100)
	if err != nil {
		return Board{}, err
	}
	for _, e := range list {
		d, err := Show(tx, by, e.ID)
		if notFound.Is(err) {
			continue
		}
		if err != nil {
			return Board{}, err
		}
		b.Dossiers = append(b.Dossiers, d)
	}
	own := by.Has(identity.Applicant) && by.Party != "" && by.Party == p.PartyID
	if len(b.Dossiers) == 0 && !own && !by.Has(watchers...) {
		return Board{}, notFound.New(nil)
	}
	return b, nil
}
