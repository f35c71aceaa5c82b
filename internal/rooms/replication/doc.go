// Package replication (改革举措复制推广) keeps the reform measures that the State
// Council had copied from the leading cities: those every county has to copy
// (复制推广) and those it may learn from (借鉴). It knows for each which unit
// leads, by when, how far it has come on any day, and on what evidence.
//
// Basis: 国办函〔2019〕89号 (two lists, 13 and 23 measures); the county's notice of
// 2020-03-16 that sets the campaign going; 优化营商环境条例 art. 7 (reform
// experience is spread).
//
// What always holds:
//
//   - The state of a measure is the last row of its history. Each row names the
//     day from which it holds, the document behind it and who recorded it when;
//     nothing is overwritten. How a measure stood on a past day, as it was known
//     at a past instant, is computed from the rows.
//   - The unit claims, somebody else confirms: neither confirmation nor acceptance
//     is ever given by the leading unit, and a claim carries a file.
//   - A completed measure is undone by a new act with its reason; that it had been
//     completed stays to be seen.
//   - A measure whose official text was not brought in is a placeholder (待导入): it
//     counts in its list, and is never accepted. No text is made up here.
//   - For each list, done + going on + not begun + not applicable is the whole.
//   - What is owed by a day is a clock: the plan, and the answer to a claim.
//
// Who may call: the managing office (优化办) keeps the lists, confirms and
// accepts; the head of the leading unit reports and claims; all staff read; the
// public reads the lists with the state of each measure on a day.
package replication
