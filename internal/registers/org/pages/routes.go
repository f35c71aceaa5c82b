package pages

import "yingshang/internal/kit"

// Routes are the register's addresses.
func Routes(kit.Deps) []kit.Route {
	return []kit.Route{
		{Method: "GET", Pattern: "/units", Name: "org.directory", Perm: "org.read", Handle: directory},
		{Method: "GET", Pattern: "/admin/units", Name: "org.units", Perm: "org.manage", Handle: unitsPage},
		{Method: "GET", Pattern: "/admin/units/new", Name: "org.unit_new", Perm: "org.manage", Handle: newUnitPage},
		{Method: "POST", Pattern: "/admin/units", Name: "org.unit_add", Perm: "org.manage", Handle: addUnit},
		{Method: "GET", Pattern: "/admin/units/{code}", Name: "org.unit", Perm: "org.manage", Handle: unitPage},
		{Method: "POST", Pattern: "/admin/units/{code}", Name: "org.unit_amend", Perm: "org.manage", Handle: amendUnit},
		{Method: "POST", Pattern: "/admin/units/{code}/close", Name: "org.unit_close", Perm: "org.manage", Handle: closeUnit},
		{Method: "GET", Pattern: "/admin/windows", Name: "org.windows", Perm: "org.manage", Handle: windowsPage},
		{Method: "GET", Pattern: "/admin/windows/new", Name: "org.window_new", Perm: "org.manage", Handle: newWindowPage},
		{Method: "POST", Pattern: "/admin/windows", Name: "org.window_add", Perm: "org.manage", Handle: addWindow},
		{Method: "GET", Pattern: "/admin/windows/{code}", Name: "org.window", Perm: "org.manage", Handle: windowPage},
		{Method: "POST", Pattern: "/admin/windows/{code}", Name: "org.window_amend", Perm: "org.manage", Handle: amendWindow},
	}
}

// Nav are the register's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "系统", Label: "机构", Path: "/admin/units", Perm: "org.manage", Order: 910},
		{Group: "系统", Label: "窗口", Path: "/admin/windows", Perm: "org.manage", Order: 920},
	}
}
