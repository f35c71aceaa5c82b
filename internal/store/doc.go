// Package store (存储) opens the engine, runs migrations and gives every act
// its transaction.
//
// Two engines stand behind one SQL text: an embedded SQLite file (one county,
// one server) and PostgreSQL 15 or newer (several nodes). Rules that hold here:
//
//   - Write runs an act. It commits durably before it returns; on SQLite the
//     acts that queue up share one synced commit, each inside its own
//     savepoint, so that one act's refusal undoes only itself.
//   - An act that changed anything must have left a journal entry, or it is
//     undone. Maintain is the exception for the house's own bookkeeping.
//   - A master key that does not fit the data stops the start.
//   - A transaction has one instant. Time comes from Tx.Now and Tx.Today only.
//   - A clock that moves back is refused, never papered over.
//   - Unsafe engine settings stop the start.
//   - A backup (备份) is one state of every table, in one form for both engines,
//     judged by its manifest; it never holds keys. A restore goes into empty
//     places only.
//
// Statements are package variables made with Query, Exec, InsertInto and
// ListOf; each registers itself so that a test can prepare all of them on both
// engines. Text uses $n placeholders and the portable subset only.
package store
