// Package pages (改革举措页面) are the pages of the replication room: the two
// lists as they stood on any day, a measure with its history and evidence, and
// the public list with its CSV and JSON twins.
//
// Basis: 国办函〔2019〕89号; 优化营商环境条例 art. 7.
//
// What always holds: the lists say for which day they speak; a placeholder says
// that its text is missing; evidence files are for staff.
package pages
