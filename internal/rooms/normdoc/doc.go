// Package normdoc (规范性文件清理) keeps the county's normative documents, cleans
// them up round by round against 优化营商环境条例, and follows every document that
// is to be revised or repealed until the document that does it is there.
//
// Basis: 优化营商环境条例 arts. 61-64 (revise and repeal in time; hear enterprises;
// fair-competition and legality review; unpublished documents are no basis);
// 公平竞争审查条例; Hunan's rules on normative documents (三统一: registered,
// numbered and published in one place; valid five years, provisional ones two).
// The text of the two and five years was not at hand: 示例 until checked.
//
// What always holds:
//
//   - How a document stands is computed for the day that is asked about, never
//     stored: past its validity it has lapsed by itself, unless it was evaluated
//     and renewed before.
//   - Only what has a unified number and was published can be cited. What was
//     repealed, replaced, declared void or has lapsed cannot.
//   - A document that grants incentives is not registered without the conclusion
//     of the fair-competition review, and not with a failing one.
//   - A legal reviewer registers, publishes and decides, never the person who
//     drafted or reviewed, nor one of the issuing unit.
//   - In a round each document has one review by its issuing unit and exactly one
//     decision. Every clause of the round is checked by name, and "none found"
//     is written down for each; without that there is no decision. A document in
//     conflict, or past its validity, is not retained.
//   - retained + revising + repealed + void = reviewed, or the round is not
//     published.
//   - Revising and repealing have a day, which the monitor watches, and end only
//     with the published document that revises or repeals.
//   - Published records of other rooms that cite what no longer holds are found
//     and stay listed, with a day, until they are mended.
//
// Who may call: heads and editors draft and review for their unit, the managing
// office for units without accounts; legal reviewers register and decide; leaders
// publish a round's result; everybody reads what is published.
package normdoc
