// Package catalogue (事项与办事指南) keeps the county's service items: what may
// be applied for, on what basis, with which materials and within which limits.
//
// Basis: 行政许可法 arts. 30 (publish item, basis, conditions, number, steps,
// limit and the complete list of materials), 42-45 (limits), 57 (quota);
// 优化营商环境条例 arts. 35-37, 44; 国令716 art. 7 (what can be shared is not
// asked for); GB/T 39046-2020 table 4 and appendix A (elements, code lists).
//
// What always holds:
//
//   - An item is stable; what it says is a version. A published version never
//     changes: a correction is another version.
//   - A version is published by a second person, and only if it passes the
//     gate: a basis, no committed limit above the statutory one, no key-project
//     limit above the ordinary one, nothing vague in its list of materials.
//     From a page, only as that person read it.
//   - A ledger publishes only what the coordinator's office or the command line
//     brings in; a unit's own editors import drafts.
//   - On any day at most one version of an item is in force. It is found by its
//     days, never by a flag.
//   - A withdrawn version takes no new case and says what becomes of the
//     running ones.
//   - Conditional acceptance (容缺受理) and pledges (告知承诺, 国办发〔2020〕42号) are
//     closed to the fields in which a wrong decision cannot be made good.
//   - What changed between two versions is computed from them, so that cut
//     materials can be counted and a material that came back counts no more.
//
// Who may call: anybody may read what is published. Editors of the unit draft;
// its approvers, heads and other editors publish; approvers and heads withdraw.
// They read their unit's drafts, the coordinator's office all of them.
// The casework room reads versions and materials.
package catalogue
