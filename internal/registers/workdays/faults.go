package workdays

import "yingshang/internal/kernel/fault"

var (
	// NoCalendar: a count needs a year whose notice is not loaded.
	NoCalendar = fault.Define("workdays.no_calendar", fault.Refused,
		"{year} 年的节假日安排还没有导入，期限算不出来。请先在“工作日历”导入国务院办公厅关于 {year} 年部分节假日安排的通知。")
	// VersionUnknown: no set of the known notices gives this version.
	VersionUnknown = fault.Define("workdays.version_unknown", fault.NotFound,
		"没有找到工作日历版本“{version}”。请核对记录，或先恢复当时导入的通知。")
	// SamePerson: a calendar takes two people.
	SamePerson = fault.Define("workdays.same_person", fault.Forbidden,
		"日历由两个人办：这份通知是您录入的，请另一位同事对照原文复核。")
	// NotKeeper: the actor does not keep the calendar.
	NotKeeper = fault.Define("workdays.not_keeper", fault.Forbidden,
		"工作日历由{roles}维护，请把通知原文交给他们录入。")
)
