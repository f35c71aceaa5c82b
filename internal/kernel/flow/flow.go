// Package flow (状态表) holds state tables: from which state, by which verb,
// to which state, by whom, with which journal entry.
//
// Buttons, permissions, refusals, diagrams and tests all come from the same
// table, and a room changes a state only by asking it.
package flow

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
)

// Role (角色) is what an account may act as.
type Role string

// State is one state of a table; Verb is one act.
type (
	State string
	Verb  string
)

// Actor (经办人) is who acts. Every verb takes it as an argument, so no door
// can forget it.
type Actor struct {
	Account string   // account id, or "system:NAME" for scheduled work
	Name    string   // as printed in records
	Roles   []Role   // what the account may act as
	Unit    string   // code of the unit the account belongs to; empty for applicants
	Window  string   // service window, for clerks
	Party   string   // enterprise or person the applicant acts for
	For     string   // account on whose behalf a dated delegation lets this one act (代)
	Channel string   // window, pc, mobile, api, import, cli, system
	Address string   // network address, for the security log
	Request string   // request id, repeated on error pages
	Areas   []string // area codes the account may see; empty means the whole county
}

// System returns the named actor of scheduled work.
func System(name string) Actor {
	return Actor{Account: "system:" + name, Name: "系统", Roles: []Role{RoleSystem}, Channel: "system"}
}

// RoleSystem is held by scheduled work only.
const RoleSystem Role = "system"

// Has reports whether the actor holds one of the roles.
func (a Actor) Has(roles ...Role) bool {
	for _, r := range roles {
		if slices.Contains(a.Roles, r) {
			return true
		}
	}
	return false
}

// StateInfo describes one state in the words of staff and of the public.
type StateInfo struct {
	State  State
	Staff  string // wording for staff
	Public string // wording for the public
	Final  bool   // no step leaves a final state
}

// Step is one row of a table.
type Step struct {
	From  State
	Verb  Verb
	To    State
	Roles []Role // who may
	Kind  string // journal kind, e.g. "case.accept"
	Label string // button and timeline words
}

// Table is the state machine of one kind of record.
type Table struct {
	Name   string // e.g. "casework.case"
	Zh     string
	Start  State
	States []StateInfo
	Steps  []Step
}

var (
	// StepRefused: the verb does not leave the record's present state.
	StepRefused = fault.Define("flow.step_refused", fault.Refused,
		"现在是“{state}”，不能{verb}。请刷新页面看最新状态。")
	// StepForbidden: the verb exists here but not for this actor.
	StepForbidden = fault.Define("flow.step_forbidden", fault.Forbidden,
		"您的岗位不能{verb}，请交给{roles}办理。")
)

// Next returns the step that verb takes from the state for this actor.
// It refuses with StepRefused or StepForbidden.
func (t *Table) Next(by Actor, from State, verb Verb) (Step, error) {
	label := string(verb)
	for _, s := range t.Steps {
		if s.Verb != verb {
			continue
		}
		label = s.Label
		if s.From != from {
			continue
		}
		if !by.Has(s.Roles...) {
			return Step{}, StepForbidden.New(fault.Args{"verb": s.Label, "roles": RoleNames(people(s.Roles))})
		}
		return s, nil
	}
	return Step{}, StepRefused.New(fault.Args{"state": t.Staff(from), "verb": label})
}

// people are the roles that somebody can be sent to; scheduled work is named only
// where nobody else may act.
func people(roles []Role) []Role {
	out := slices.DeleteFunc(slices.Clone(roles), func(r Role) bool { return r == RoleSystem })
	if len(out) == 0 {
		return roles
	}
	return out
}

// Open returns the steps this actor may take from the state, in table order.
func (t *Table) Open(by Actor, from State) []Step {
	var out []Step
	for _, s := range t.Steps {
		if s.From == from && by.Has(s.Roles...) {
			out = append(out, s)
		}
	}
	return out
}

// Info returns the description of a state.
func (t *Table) Info(s State) (StateInfo, bool) {
	for _, info := range t.States {
		if info.State == s {
			return info, true
		}
	}
	return StateInfo{}, false
}

// Staff returns the staff wording of a state.
func (t *Table) Staff(s State) string {
	if info, ok := t.Info(s); ok {
		return info.Staff
	}
	return string(s)
}

// Public returns the public wording of a state.
func (t *Table) Public(s State) string {
	if info, ok := t.Info(s); ok {
		return info.Public
	}
	return string(s)
}

// Final reports whether no step leaves the state.
func (t *Table) Final(s State) bool {
	info, ok := t.Info(s)
	return ok && info.Final
}

// Validate reports the first fault of the table itself: unknown states,
// missing roles, labels or journal kinds, steps that leave final states, two
// steps for one (from, verb), or states that cannot be reached.
func (t *Table) Validate() error {
	seen := map[string]bool{}
	reached := map[State]bool{t.Start: true}
	for _, s := range t.Steps {
		key := string(s.From) + "\x00" + string(s.Verb)
		from, okFrom := t.Info(s.From)
		_, okTo := t.Info(s.To)
		switch {
		case !okFrom || !okTo:
			return fmt.Errorf("%s: step %s names an unknown state (%s→%s)", t.Name, s.Verb, s.From, s.To)
		case len(s.Roles) == 0 || s.Kind == "" || s.Label == "":
			return fmt.Errorf("%s: step %s from %s lacks role, journal kind or label", t.Name, s.Verb, s.From)
		case from.Final:
			return fmt.Errorf("%s: step %s leaves the final state %s", t.Name, s.Verb, s.From)
		case seen[key]:
			return fmt.Errorf("%s: two steps %s from %s", t.Name, s.Verb, s.From)
		}
		seen[key] = true
		reached[s.To] = true
	}
	for _, info := range t.States {
		if !reached[info.State] {
			return fmt.Errorf("%s: state %s cannot be reached", t.Name, info.State)
		}
	}
	return nil
}

// Mermaid prints the table as a state diagram, for the generated documents.
func (t *Table) Mermaid() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	fmt.Fprintf(&b, "    [*] --> %s\n", t.Start)
	for _, info := range t.States {
		fmt.Fprintf(&b, "    %s: %s\n", info.State, info.Staff)
	}
	for _, s := range t.Steps {
		fmt.Fprintf(&b, "    %s --> %s: %s（%s）\n", s.From, s.To, s.Label, RoleNames(s.Roles))
	}
	for _, info := range t.States {
		if info.Final {
			fmt.Fprintf(&b, "    %s --> [*]\n", info.State)
		}
	}
	return b.String()
}

var roleZh = map[Role]string{RoleSystem: "系统"}

// NameRole gives a role its Chinese name; called once per role at start-up.
func NameRole(r Role, zh string) { roleZh[r] = zh }

// RoleName returns the Chinese name of a role.
func RoleName(r Role) string {
	if zh, ok := roleZh[r]; ok {
		return zh
	}
	return string(r)
}

// RoleNames joins the Chinese names of roles.
func RoleNames(roles []Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = RoleName(r)
	}
	return strings.Join(names, "、")
}
