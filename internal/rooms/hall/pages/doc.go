// Package pages (政务大厅页面) are the pages of the hall: what the public sees of
// hours, waiting, appointments and the printed things; the clerk's counter; the
// ledger of distributed copies and the hours for those who keep them.
//
// Basis: 优化营商环境条例 art. 37 (whoever comes picks the channel).
//
// What always holds: every page works without script; the call screen renews
// itself by a header; the clerk needs no mouse; no page shows more of a mobile
// number than its last four digits.
package pages
