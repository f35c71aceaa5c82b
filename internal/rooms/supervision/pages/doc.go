// Package pages (专项督查页面) shows rounds of supervision, findings with their
// rectification, and what waits for whom, and takes what people do to them; what
// was closed is public, with twins for spreadsheets and programs.
//
// What always holds: a handler reads the form, calls one verb, answers; evidence
// leaves the house as a file to be saved, each opening journalled before the first
// byte; a record out of sight answers like one that does not exist.
package pages
