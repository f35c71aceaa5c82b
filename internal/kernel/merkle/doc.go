// Package merkle (留痕防篡改) is the arithmetic of the tamper-evident journal: leaf
// texts, the RFC 6962 SHA-256 tree, tiles, signed checkpoints, proofs and the
// receipts (回执) that applicants keep.
//
// What always holds: byte formats are those of C2SP (tlog-tiles,
// tlog-checkpoint, signed-note, tlog-proof), so that any other implementation
// can check the log; a leaf carries no personal data, only opaque ids and a
// salted commitment; a check that fails says which part is wrong. The package
// is pure: hashes come from a reader, keys, time and randomness from the caller.
//
// The journal register calls it to write, the verify command to check.
package merkle
