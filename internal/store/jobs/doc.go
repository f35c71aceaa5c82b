// Package jobs (后台任务) hands facts to their consumers and runs the timetable.
//
// What always holds:
//
//   - A consumer takes a fact at most once: the mark is part of the transaction
//     that has the effect. Between commit and mark nothing can break.
//   - A fact is marked as relayed only after the queue holds it durably; a crash
//     in between hands it on twice, which the first rule makes harmless.
//   - The queue is River. On the embedded engine it lies in a file of its own, so
//     that it never competes with the acts' writer; on PostgreSQL in a schema of
//     its own with connections of its own. It can be lost: facts are offered
//     again from the outbox.
//   - Sweeps run once per period; on PostgreSQL the queue's leader starts them.
//   - A consumer that fails is tried again, ever more slowly, and can be seen.
//   - Start is matched by Stop, which waits for what is running.
//
// The app calls it; rooms only declare consumers and sweeps in their manifests.
package jobs
