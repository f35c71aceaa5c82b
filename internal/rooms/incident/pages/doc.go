// Package pages (涉企案件页面) are the pages of the incident room: the restricted
// register for its keepers, the releases of its numbers, who looked into it, and
// what the public may read.
//
// Basis: as package incident.
//
// What always holds: showing a list, a case or a name writes who looked before
// anything is shown; a name in clear is shown once and stored nowhere; the public
// pages read releases only.
package pages
