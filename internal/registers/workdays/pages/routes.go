package pages

import "yingshang/internal/kit"

// Routes are the register's addresses.
func Routes(kit.Deps) []kit.Route {
	return []kit.Route{
		{Method: "GET", Pattern: "/calendar", Name: "workdays.count", Perm: "workdays.read", Handle: countPage},
		{Method: "GET", Pattern: "/admin/calendar", Name: "workdays.notices", Perm: "workdays.keep", Handle: noticesPage},
		{Method: "POST", Pattern: "/admin/calendar", Name: "workdays.propose", Perm: "workdays.keep", Handle: propose, Upload: true, MaxBody: 1 << 20},
		{Method: "GET", Pattern: "/admin/calendar/{id}", Name: "workdays.notice", Perm: "workdays.keep", Handle: noticePage},
		{Method: "POST", Pattern: "/admin/calendar/{id}/confirm", Name: "workdays.confirm", Perm: "workdays.keep", Handle: confirm},
		{Method: "POST", Pattern: "/admin/calendar/{id}/withdraw", Name: "workdays.withdraw", Perm: "workdays.keep", Handle: withdraw},
	}
}

// Nav are the register's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{{Group: "系统", Label: "工作日历", Path: "/admin/calendar", Perm: "workdays.keep", Order: 930}}
}
