// Package report (报告与口径) answers for every number the county prints: what
// it is, how it is defined and which records are behind it.
//
// Basis: 统计法 arts. 6-9, 37 (figures are not altered or made up, original
// records and ledgers are kept); 优化营商环境条例 art. 9 (regular evaluation).
//
// What always holds:
//
//   - A figure is a query with a title, a definition and its version. No screen
//     takes a typed figure.
//   - Each figure counts in the period it is asked for and knows only what was
//     recorded by the cut-off (截至时刻).
//   - The value is the sum of what the records of its trace add; Check says
//     where it is not.
//   - A figure over cases takes them from every source and counts them by one
//     filter, so that our own and foreign cases cannot be counted differently.
//
// Who may call: anybody reads public figures; the others, and the records
// behind any of them, are for staff. The report receives figures from the
// manifests and imports no other room.
package report
