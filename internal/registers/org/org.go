package org

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Kind is the kind of a unit (机构类别).
type Kind string

const (
	Department Kind = "department" // 县直部门
	Vertical   Kind = "vertical"   // 垂管单位
	Township   Kind = "township"   // 乡镇
	Park       Kind = "park"       // 园区
	Hall       Kind = "hall"       // 政务服务大厅
	SubCentre  Kind = "subcentre"  // 分中心
	Village    Kind = "village"    // 村（社区）
	Utility    Kind = "utility"    // 公用事业单位
	Other      Kind = "other"      // 其他
)

// Unit (机构) is one unit during one span of days. A unit that is renamed or
// moved keeps its code and gets a further span, so that a day long past still
// finds the name of that day.
type Unit struct {
	County           string
	ID               string // of the span
	Version          int64
	Code             string // stable over renaming; what other records keep
	Name             string // 全称
	NameKey          string // folded name, for look-ups
	Short            string // 简称
	ShortKey         string
	Kind             Kind
	CreditCode       *string // 统一社会信用代码
	Area             string  // GB/T 2260 or statistical township code
	Parent           *string // code of the unit above
	DocWord          string  // 发文字号机关代字, e.g. 桃自然资; empty if it issues no documents
	Phone            string
	SupervisionPhone string // 监督电话
	External         bool   // met in a ledger only; holds no accounts
	ValidFrom        calendar.Day
	ValidTo          *calendar.Day // last valid day; nil while open
}

// Window (窗口) is a service counter of a hall.
type Window struct {
	County  string
	ID      string
	Version int64
	Code    string
	Unit    string   // unit that staffs it
	Serves  []string // further units whose items it takes in (综合窗口)
	Hall    string   // code of the hall or sub-centre it stands in
	Name    string
	Phone   string
	Open    bool
}

// Units lists the codes of every unit whose cases the window takes in.
func (w Window) Units() []string {
	return append([]string{w.Unit}, w.Serves...)
}

// Delegation (代理授权) lets one account act for another between two days, both
// included. It passes on named roles only.
type Delegation struct {
	County      string
	ID          string
	Version     int64
	FromAccount string      // on whose behalf
	ToAccount   string      // who acts
	Roles       []flow.Role // what is passed on
	FromDay     calendar.Day
	ToDay       calendar.Day
	Reason      string
	GrantedBy   string
	GrantedAt   calendar.Instant
	RevokedAt   *calendar.Instant
	RevokedBy   *string
}

// Covers reports whether the delegation stands on the day.
func (d Delegation) Covers(day calendar.Day) bool {
	return d.RevokedAt == nil && d.FromDay <= day && day <= d.ToDay
}
