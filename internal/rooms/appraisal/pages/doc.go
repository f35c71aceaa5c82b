// Package pages (窗口绩效页面) are the pages of the appraisal room: schemes, the
// months with their objections, the card of an object down to its events,
// bulletins, the roster of special supervisors with their opinions, and the
// supervisor's own pages for the phone.
//
// Basis: 优化营商环境条例 arts. 7, 36 and 58.
//
// What always holds: a score leads to its events; what is missing is said and
// never a blank or a zero; the public pages name no person.
package pages
