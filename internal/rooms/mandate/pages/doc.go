// Package pages (责任分工页面) shows clauses, tasks, reports of progress, indicators,
// self-scores and who is behind, and takes what people do to them; the lists of
// tasks and duties are public, with twins for spreadsheets and programs.
//
// What always holds: a handler reads the form, calls one verb, answers; evidence
// leaves the house as a file to be saved, each opening journalled before the first
// byte; a record out of sight answers like one that does not exist.
package pages
