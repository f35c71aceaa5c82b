// Package caselog (外部办件台账) keeps the cases that other systems handled, as
// their logs report them.
//
// Basis: 优化营商环境条例 arts. 36-37 (one integrated platform; offices share what
// they hold); 国务院关于在线政务服务的若干规定 art. 12 (办件 data are gathered).
//
// What always holds:
//
//   - A case is known by its number in the foreign system. Bringing the same
//     log in again changes nothing; a changed row closes what was known before
//     and opens a new span, so that every past cut-off can be asked again.
//   - A log is taken in whole or not at all. Contradictory times, doubled
//     numbers and result words nobody knows are problems of their row.
//   - Times are what the foreign system states; when the house learnt of them
//     is kept beside them.
//   - Late is not stored: it is the closing day after the due day.
//   - Who does not answer for the whole county reports the own unit's cases only.
//   - Withdrawn, void, returned and not accepted cases are abnormal closures
//     (异常办结); they are closed, but never late.
//
// Who may call: the coordinator's office, integrators and the command line, by
// way of the importer. The report reads cases through the CaseSource.
package caselog
