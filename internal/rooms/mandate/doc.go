// Package mandate (条例责任分工、重点任务清单、评价指标) holds who owes what: the
// clauses of the Regulation with the measures units take for each, the county's
// list of key tasks, the indicator systems by which the county is evaluated, and
// which unit is behind.
//
// Basis: 优化营商环境条例（国令第722号） art. 7 (the county's governments lead and
// coordinate, departments answer for their duties) and art. 8 (evaluation without
// burden on enterprises); the county's notices that divide the duties, kept as
// ledgers.
//
// What always holds:
//
//   - A task (任务) has exactly one lead unit (牵头单位), any number of partners
//     (责任单位), a measure and a last day. It is set by one person and published
//     by another; from then on it is public and changes by recorded acts only.
//   - A deadline, a lead or partners change with a reason and a document, and the
//     former words stay beside the new ones. An import changes neither.
//   - Progress is reported by a unit of the task and counts once somebody outside
//     those units has confirmed it. A milestone or the whole is reported with
//     evidence. Nobody confirms for the own unit, nor for one it is part of.
//   - What is overdue says why before it can be reported as done, and goes on
//     saying so afterwards. A task that is opened again says why, too.
//   - Indicator systems (评价指标体系) are versions; the weights of a published one
//     add up to 100 and are never edited. A new version is a copy.
//   - The value of an indicator that records can answer is computed from a figure
//     of the house and cannot be typed; self-scores come with evidence and are
//     reviewed by somebody of another unit, with a reason for each difference.
//   - Who is behind (谁落后) is computed from the same obligations with the same
//     denominator for every unit: what fell due. A unit to which nothing fell due
//     is shown apart.
//
// Who may call: the coordinating office (优化办) and county leaders set, publish
// and confirm; units report on what they owe; everybody of an office reads
// published tasks; the public reads the lists. Other rooms attach their findings
// by Refer and read by TaskByNumber, TasksOfClause and ClauseByCode.
package mandate
