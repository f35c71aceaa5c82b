// Package outreach (问需解难、法治体检、培训、中介降费) keeps how the county goes to
// its enterprises: visits, the needs they raise and what came of them, legal
// check-ups, training events, and the fees of intermediaries before and after
// offers were compared.
//
// Basis: 优化营商环境条例（国令第722号） art. 43 (nobody is sent to one intermediary),
// art. 48 (contact with enterprises respects their will and is no burden), arts. 67
// and 68 (publicity of the law, legal services); the county's own limits, kept as
// dated data.
//
// What always holds:
//
//   - A visit (走访) takes place by consent (同意), recorded before it, and at most so
//     often a month for one enterprise as the rule of the day says, over all units.
//   - A visit is no inspection in disguise (变相检查): it has no place for a finding, an
//     order or a file, its purpose and notes refuse the words of one, and what was
//     said is read by the visiting unit, the enterprise and the coordinating office
//     only. An inspection needs a filing of its own, elsewhere.
//   - A need (诉求) raised on a visit has an owner and a promised day before the visit
//     is closed. The promised day moves once, before it has come, with a reason that
//     the enterprise reads; no import moves it. A hand-over leaves it where it is.
//   - Whether a need was met the enterprise says itself, with a rating; never the unit,
//     nor an agent for it. Silence is not satisfaction: it stays in the denominator. A
//     need that was not met, or comes back, opens a new round; the old one stays.
//   - What a legal check-up (法治体检) found is sealed under a key of its own and read by
//     the enterprise and the unit that did it; each reading is an act in the journal.
//   - Of a training (培训), industries are counted as industries and enterprises once
//     each; invited and attended are told apart; who is invited is fixed once it was held.
//   - An intermediary's fee (中介服务收费) is settled only with the fee before and at least
//     two offers with their proofs; the enterprise chooses. The reduction is computed
//     from money, rounded down, and typed by nobody.
//
// Who may call: agents and units go out, answer and keep the ledgers; the
// coordinating office places needs and sets the rule; enterprises consent, raise,
// confirm, choose and read their own; the public reads events and reductions.
package outreach
