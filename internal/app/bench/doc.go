// Package bench (基准测试) measures the program against what it could have been,
// in one run on one machine: due days against a plain loop, submissions against
// bare inserts, pages against the smallest page, the monitor's sweep against a scan.
//
// Basis: none in law; it shows that the rules cost little. Invariants: subject
// and baseline take turns, ratios are the result, a run ends within its time, it
// listens on the loopback address only and works in a directory of its own.
// Preloaded cases and the bare baseline are inserted without verbs and journal;
// nothing but this package may do that, and the directory is removed afterwards.
// A run fails when something is wrong (a lost row, two answers that differ),
// never because a machine is slow.
//
// Only the bench command calls it.
package bench
