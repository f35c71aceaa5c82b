// Package bundle (一件事一次办) lets somebody apply once for a matter that several
// units decide: one form, one list of materials, one acceptance, and a case of
// its own for each unit.
//
// Basis: 行政许可法 art. 26 (one department accepts and forwards; several decide
// jointly or together); 湖南省“一件事一次办” (2019-04, 示例: known from memory);
// 国办发〔2018〕33号 and 〔2019〕11号 (parallel approval of construction projects);
// 国令716号 art. 7 (what the government has is not asked for).
//
// What always holds:
//
//   - A bundle is a published version: its steps, which of them wait for which,
//     the lead unit and the promise. Two persons see every publication; a circle
//     of steps, a promise shorter than the critical path of the steps' promises,
//     and a step that asks for another's result without waiting for it are
//     refused.
//   - The same question and the same material are asked once. What an earlier
//     step gives is never asked for.
//   - An application keeps the bundle's version, and from its acceptance on the
//     item version of every step. Each step of an item is a case of its own, with
//     its own statutory clock, opened through the verbs of casework.
//   - A step starts when every step before it is done, by the fact of the
//     decision, once. A step whose necessary forerunner came to nothing falls
//     away; nothing waits for ever.
//   - A countersign (会签) is a step with a rule as data: all, any or a share; a
//     term with a stated meaning of silence; what a "no" does.
//   - The applicant sees three stages (受理, 审查, 办结), the staff every step.
//   - The critical path is computed from the calendar when somebody looks; who
//     holds the date is never stored.
//   - An application closes when, and only when, each step is at its end.
//
// Who may call: the public reads published bundles; applicants apply for the
// party they act for; the lead unit's window accepts; reviewers of the units
// asked countersign; editors draft, a second person publishes. Units see the
// applications they have a part in.
package bundle
