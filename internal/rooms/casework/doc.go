// Package casework (办件) carries one application from filing to closing.
//
// Basis: 行政许可法 arts. 26, 29-32 (filing, five outcomes on receipt), 34, 36,
// 38 (checks, hearing of others, reasons), 42-45 (limits, extension, what is
// not counted, delivery), 50 (renewal), 57 (quota), 69-70, 72, 78-79; 优化营商
// 环境条例 arts. 35-37; 国办发〔2020〕42号 (pledges); GB/T 39046-2020 (elements of a case).
//
// What always holds:
//
//   - A case keeps the item version, tier and form it started with; a new
//     edition of the catalogue touches only new filings.
//   - The state changes only by a step of the table in flow.go, in a guarded
//     update, with one journal entry.
//   - Times are the server's. An earlier time somebody states is kept beside
//     it, marked 补录.
//   - Five working days after receipt without an outcome the case is accepted
//     by force of law, as of the day of receipt.
//   - Due days are the calendar's arithmetic; suspensions are intervals with
//     ground, document, planned end and an approver who is not the handler. No
//     overdue flag is stored.
//   - Decision, delivery and closure are three dated facts; 办结 in supervision
//     is the decision.
//   - Conditional acceptance (容缺受理) takes a signed promise and a numbered notice
//     before the state changes, stops no clock, and nothing is decided before the
//     supplement is there and checked; kept too late, the case ends by itself.
//   - A pledge (告知承诺) stands in for a proof only where the item version says so;
//     it is checked in time, and a false one is put right or the decision revoked.
//   - A fee (收费) is only what the item version's schedule says, with its basis
//     (许可法 arts. 58, 59); waiting for it stops no clock; the result is handed over
//     when nothing is owed, unless the item lets people pay later.
//   - Nothing is deleted: an error is corrected by an act of its own.
//
// Who may call: the window, reviewers, approvers and heads of the unit, the
// applicant for the party acted for, and named system actors. Other rooms read
// cases through Facts, Figures and Clocks; rating may ask for a case.
package casework
