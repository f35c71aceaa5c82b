// Package pages (办件页面) shows cases: the window's intake, the inbox, the case
// with its checkable clock, and for the public filing, tracking and mending.
//
// Pages read and write through the room's verbs only; what an actor may see is
// decided there.
package pages
