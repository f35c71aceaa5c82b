package assistance

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Mode (方式) says what the agent may do.
type Mode string

const (
	Help Mode = "help" // 帮办: prepares and accompanies
	Act  Mode = "act"  // 代办: files for the applicant
)

// Modes lists the ways with their words.
var Modes = []struct {
	Mode     Mode
	Zh, What string
}{
	{Act, "代办", "代您提交、补正、撤回"},
	{Help, "帮办", "帮您准备、陪您办，由您自己提交"},
}

// Zh is the mode as printed.
func (m Mode) Zh() string {
	for _, row := range Modes {
		if row.Mode == m {
			return row.Zh
		}
	}
	return string(m)
}

// Item is one line of the scope (授权事项).
type Item struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Entrustment (委托) is one written authority.
type Entrustment struct {
	County        string
	ID            string
	Number        string // BD2020-0001
	Version       int64
	State         flow.State
	Mode          Mode
	Party         string  // principal (委托人)
	Giver         string  // account that signed, or the window that registered the paper
	Paper         *string // the signed paper, when it was not given on the page
	Scope         []Item
	FromDay       calendar.Day
	ToDay         calendar.Day // last day
	SubDelegation bool         // may be passed on to another agent (转委托)
	Named         *string      // the one agent who may take it up; nil: any
	Project       *string
	Note          string
	GivenAt       calendar.Instant
	Agent         *string // who holds it
	Unit          *string // the agent's unit
	DeliveredAt   *calendar.Instant
	FiledAt       *calendar.Instant
	RevokedAt     *calendar.Instant
	RevokeReason  *string
	VisitedAt     *calendar.Instant
	VisitedBy     *string
	VisitLevel    *int
	VisitWords    *string
}

// Covers reports whether the item stands in the scope.
func (e Entrustment) Covers(item string) bool {
	return slices.ContainsFunc(e.Scope, func(i Item) bool { return i.Code == item })
}

// Running reports whether the day lies within the term.
func (e Entrustment) Running(day calendar.Day) bool { return day >= e.FromDay && day <= e.ToDay }

// ScopeZh is the scope in words.
func (e Entrustment) ScopeZh() string {
	names := make([]string, len(e.Scope))
	for i, item := range e.Scope {
		names[i] = item.Name
	}
	return strings.Join(names, "、")
}

// Codes are the items of the scope.
func (e Entrustment) Codes() []string {
	out := make([]string, len(e.Scope))
	for i, item := range e.Scope {
		out[i] = item.Code
	}
	return out
}

// ground is what a recusal on this entrustment prints.
func (e Entrustment) ground() string { return "代办委托 " + e.Number }

// heldBy reports whether the account holds the entrustment.
func (e Entrustment) heldBy(account string) bool { return e.Agent != nil && *e.Agent == account }

// Claim (认领) is the time one agent holds an entrustment.
type Claim struct {
	County        string
	ID            string
	EntrustmentID string
	Nth           int // 1: the first claim; higher: a hand-over or a new claim
	Account       string
	Unit          string
	At            calendar.Instant
	EndedAt       *calendar.Instant
	EndedBy       *string
	Reason        *string
}

// Done (代办记录) is one act on a case for the applicant.
type Done struct {
	County        string
	ID            string
	EntrustmentID string
	CaseID        string
	ItemName      string
	Verb          flow.Verb
	Account       string
	Unit          string
	At            calendar.Instant
}

// The acts on a case that an agent may do.
const (
	Opened      flow.Verb = "open"
	Attached    flow.Verb = "attach"
	Submitted   flow.Verb = "submit"
	Resubmitted flow.Verb = "resubmit"
	Withdrew    flow.Verb = "withdraw"
)

// DoneZh words the acts.
var DoneZh = map[flow.Verb]string{Opened: "代填申请", Attached: "代交材料", Submitted: "代为提交",
	Resubmitted: "代为补正", Withdrew: "代为撤回"}

// ServiceKind (服务类别) is what was done beyond the window.
type ServiceKind string

const (
	Extended    ServiceKind = "extended"    // 延时服务
	Mailed      ServiceKind = "mail"        // 邮寄送达
	Door        ServiceKind = "door"        // 上门服务
	Appointment ServiceKind = "appointment" // 预约服务
)

// ServiceKinds lists the kinds with their words.
var ServiceKinds = []struct {
	Kind     ServiceKind
	Zh, What string
}{
	{Door, "上门服务", "到企业、家中或工地办"},
	{Extended, "延时服务", "下班后、休息日还在办"},
	{Mailed, "邮寄送达", "寄送证照、材料"},
	{Appointment, "预约服务", "按约好的时间接待"},
}

// Zh is the kind as printed.
func (k ServiceKind) Zh() string {
	for _, row := range ServiceKinds {
		if row.Kind == k {
			return row.Zh
		}
	}
	return string(k)
}

// Service (服务记录) is one service event with its evidence.
type Service struct {
	County        string
	ID            string
	Number        string // FW2020-0001
	EntrustmentID *string
	Kind          ServiceKind
	Matter        string
	BeganAt       calendar.Instant
	Minutes       int
	Place         string
	MailNumber    string
	ReceivedOn    *calendar.Day // mail: when the applicant had it
	Evidence      string        // what proves it: 登记表、照片、面单的编号
	Paper         *string
	Account       string
	Unit          string
	At            calendar.Instant
}
