// Package supervision (专项督查、整改、督办) sends joint teams to look at how units
// keep what they owe, and follows what the teams find until it is mended and stays
// mended.
//
// Basis: 优化营商环境条例（国令第722号） art. 7 (the county coordinates and supervises
// how duties are fulfilled), art. 31 and 32 (promises lawfully made are kept; a
// change in the public interest follows the law and is compensated).
//
// What always holds:
//
//   - A round (专项督查) has participating units, a scope, a period, units to be
//     visited and a team. It is planned by one person and approved by another. At
//     least two of the team may act at each unit: nobody acts at the own unit, at
//     the one above it, or where the member has recused (回避).
//   - A finding (问题) rests on a task, a clause or a promise of a named document,
//     and on evidence. One records it, another hands it to the unit (交办) by a
//     numbered letter; from then on its deadline moves only by an extension.
//   - An extension (延期) is asked for once and before the last day, and granted by
//     somebody outside the unit before that day. The former day stays on record.
//   - A finding is closed (销号) only over a report of the unit with proof, by the
//     supervising side, never by somebody of the unit. A promise (惠企政策兑现) is
//     closed as fulfilled, or as changed by law with compensation.
//   - After a set time somebody looks again (回头看). What has come back is opened
//     again with a new deadline; the former closure stays on record.
//   - An urging order (督办函) is a numbered letter to a unit that is late; when its
//     answer is overdue, a county leader may escalate.
//
// Who may call: the coordinating office (优化办) plans, hands over and urges; the
// team records and verifies; heads of units report, ask and answer; the public
// reads what was closed. Tasks and clauses are read from mandate.
package supervision
