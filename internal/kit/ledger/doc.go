// Package ledger (台账) reads the workbooks and CSV files that units keep, and
// writes tables that can be read in again.
//
// Basis: 优化营商环境条例 art. 37 (what an office already holds is not asked for
// again); 政务信息系统 exchange by file where no interface exists.
//
// What always holds:
//
//   - A file is refused with a sentence that says what to do; missing and
//     double columns are reported before any row.
//   - Rows carry the numbers a spreadsheet program shows for them. Title rows,
//     blank rows, notes and total rows are left out; hidden rows are not. Total
//     rows are used as check sums.
//   - Nothing is guessed: a number in scientific notation, a formula without a
//     value and an error value are problems of their row.
//   - An import is one act: with one bad row nothing is applied. Rows read =
//     new + changed + same + rows with problems, or the import is undone.
//   - What is written out never starts as a formula, names its filter, cut-off,
//     exporter and digest, and can be read in again.
//
// Doors and the command line call Import, WriteXLSX and WriteCSV; rooms only
// declare manifest.Importer values.
package ledger
