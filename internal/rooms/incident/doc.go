// Package incident (损害营商环境案件) is the restricted register of criminal and
// administrative cases of harm done to enterprises: which conduct, which
// enterprise, which decisions by which documents, which persons met which
// measures. It gives the half-year report three numbers and nobody a name.
//
// Basis: 优化营商环境条例 arts. 14-16 and 57 (rights of market entities, order);
// 刑事诉讼法 and 治安管理处罚法 (filing, decision; the limits kept here are 示例);
// 个人信息保护法 arts. 28-32 and 51.
//
// What always holds:
//
//   - The register is open to the case keepers (涉企案件专管员) of the unit that
//     handles the case. For everybody else a case does not exist; that includes
//     leaders, the managing office and administrators.
//   - Every reading is an act of the journal: a list, a case, a name in clear.
//   - Names of persons are sealed and shown masked; a name in clear needs a reason.
//   - Nothing is deleted. A wrong row is superseded by its correction and stays; a
//     case registered by mistake becomes void.
//   - Cases are counted as cases and persons as persons: somebody who met the same
//     measure in two cases is one person.
//   - A complaint is named by its number only.
//   - Outside the register a number appears only by a release (公布决定): asked for
//     by a keeper, decided by a leader, for one period that no other release
//     overlaps, and only while it still is what was released. What is broken down
//     below it follows the rule for small numbers (小数保护), and one number is never
//     hidden alone.
//
// Who may call: the keepers of the unit; county leaders decide on releases; the
// audit administrator reads who looked; the public reads releases.
package incident
