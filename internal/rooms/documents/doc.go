// Package documents (手制文书) is how an officer fills in a statutory document that
// no step of a case issues: typed field by field from the form, offered for
// signature, sealed, numbered and kept with the record of the seal's use.
//
// Basis: 行政许可法 arts. 30, 36, 46 to 50, 69 and 70, 行政处罚法 arts. 44, 57 and 59
// and 国办发〔2024〕54号 (which document when, with what in it); 国务院关于国家行政机关和
// 企业事业单位社会团体印章管理的规定 (a seal is used with approval and each use is
// recorded, 示例); GB/T 9704-2012 (layout).
//
// What always holds:
//
//   - A draft keeps what was typed, right or wrong. Nothing is numbered until the
//     document is complete; every mistake is told at once, by field.
//   - A document under the official seal, one that can be contested, and one that
//     corrects another is sealed by somebody who has not written a word of it.
//   - A seal belongs to a unit and has a kind and days in force; one that does not
//     fit the form is refused. Each use is one line that nobody changes.
//   - A wrong document is never deleted: another one corrects it, and the old one
//     becomes void in the same act, with the number of the new one beside it.
//   - What a step of a case issues cannot be written by hand, so that no paper
//     says what the case does not.
//
// Who may call: the unit's own clerks, reviewers, approvers and head write; its
// approvers and head seal; managing office and supervision do both for their own
// unit and read every unit's list.
package documents
