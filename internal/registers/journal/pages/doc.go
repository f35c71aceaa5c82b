// Package pages (留痕页面) shows the log: to the audit administrator as a search
// and a verification, to everybody as the public files of a transparency log
// (C2SP tlog-tiles), from which anybody can check a receipt or watch the log.
//
// What always holds: the public files hold hashes and opaque entries, never
// personal data; whoever searches sees what an entry says, not the record it is
// about.
package pages
