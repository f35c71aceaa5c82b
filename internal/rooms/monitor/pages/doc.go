// Package pages (监管页面) are the pages of the monitor: what is due, the cards
// with their explanation, the records of system faults, and the rules as data.
//
// Basis: 优化营商环境条例 arts. 36, 37, 58.
//
// What always holds: every card says by which rule version, calendar and limit
// it came about; "今天到期" is never a blank or a zero; a fault and a change of
// rules need two people.
package pages
