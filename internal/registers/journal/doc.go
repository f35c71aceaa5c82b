// Package journal (留痕) is the append-only record of every act.
//
// Basis: GB/T 22239-2019 8.1.4.3 (audit of every user, protected from deletion
// and overwriting); 优化营商环境条例 art. 58 (full-process record).
//
// What always holds:
//
//   - An act inserts its leaf in its own transaction; if the leaf cannot be
//     written, the act did not happen.
//   - A leaf holds no personal data: a salted commitment to the payload, the
//     opaque ids of subject and actor, and the hash of the subject's former
//     leaf.
//   - The payload lists the digests of the rows the act left behind, so that a
//     record edited behind the program's back no longer matches its last leaf.
//   - A single sequencer gives leaves their place in a Merkle tree and signs
//     checkpoints; receipts prove a leaf's place to anybody, offline.
//
// Every room may call Record and History. Nobody can change or delete a leaf
// through this package.
package journal
