// Package pages (数字台账页面) shows the figures, the records behind them, their
// definitions and the period's report.
//
// Basis: as package report; GB/T 9704-2012 for the printed report.
//
// What always holds: every figure on a page leads to its records; a page shows
// the period, the cut-off and the version of the definition; records of units
// the reader may not see are counted but not listed. The site calls it.
package pages
