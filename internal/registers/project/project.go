package project

import "yingshang/internal/kernel/calendar"

// Tier tells which promise a case of a project enjoys (时限档次).
type Tier string

const (
	TierOrdinary Tier = "ordinary"    // 普通
	TierKey      Tier = "key_project" // 重点项目
)

// Sector is the county's division of projects (项目类别).
type Sector string

const (
	Industry Sector = "industry"                  // 工业投资类
	Commerce Sector = "commerce_logistics"        // 商贸物流类
	Tourism  Sector = "tourism_culture_education" // 旅游文教类
)

// Level is who lists a key project (重点项目级别).
type Level string

const (
	County   Level = "county"   // 县级
	City     Level = "city"     // 市级
	Province Level = "province" // 省级
)

// Project is one investment project.
type Project struct {
	County  string
	ID      string
	Code    string // 投资项目代码, "2020-430922-48-03-012345"
	Name    string
	PartyID string
	Sector  Sector
	Unit    string // 落地单位: org code of the township or park
	Area    string // township code
	Since   calendar.Day
	Until   *calendar.Day // last day; nil: under way
	Version int64
}

// Draft is what Register is given, as typed.
type Draft struct {
	Code   string
	Name   string
	Party  string
	Sector Sector
	Unit   string
	Area   string
	From   calendar.Day
	To     *calendar.Day
	// Version is the one the form was made from; 0 does not look. Amend only.
	Version int64
}

// Key says that a project is a key project for a time.
type Key struct {
	County    string
	ID        string
	ProjectID string
	Level     Level
	Since     calendar.Day
	Until     *calendar.Day
	Document  string // the list it is on
	SetBy     string
	At        calendar.Instant
}

// KeyDraft is what MarkKey is given.
type KeyDraft struct {
	Level    Level
	From     calendar.Day
	To       *calendar.Day
	Document string
}
