// Package demo (演示县) loads the county's half-year of 2020 through the same
// ledgers and verbs a county uses, on a clock that replays it.
//
// What always holds: nothing is inserted behind the verbs' backs; every act of
// the ledger 办件过程台账 is done by the account it names, at the instant it names,
// and refused like any other act if the law refuses it. Everything that is not
// in the county's report is invented and says so (示例).
//
// Only the demo command calls it, on a store that is marked as a demonstration.
package demo
