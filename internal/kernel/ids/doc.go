// Package ids (编码与编号) reads, checks and writes the identifiers of a county's
// records: unified social credit codes (统一社会信用代码, GB 32100-2015, with the
// organisation code of GB 11714 inside), citizen identity numbers (公民身份号码,
// GB 11643-1999), mobile numbers, division codes (行政区划代码, GB/T 2260 with
// statistical township codes), case numbers (办件编号), document numbers (发文字号,
// GB/T 9704-2012), spoken-safe query codes (查询码) and record ids.
//
// What always holds: a value of one of these types was checked; its text is the
// one canonical form, whatever was typed (full-width, lower case, spaces,
// dashes). Errors are Chinese sentences that say which place to look at. Masks
// never show what they hide in their length. Randomness and time are given by
// the caller: the package has no clock and does no I/O. Anybody may call it.
package ids
