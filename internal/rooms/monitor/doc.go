// Package monitor (行政效能电子监管) watches every obligation with a limit and
// says, for any instant, whether it is in time, near its end, or late.
//
// Basis: 优化营商环境条例 arts. 36, 37, 58 (promised limits, reasons for lateness,
// supervision of service); 行政许可法 arts. 42-45 (limits, extension, what is not
// counted, delivery). The thresholds are the county's own rules, kept as data.
//
// What always holds:
//
//   - The monitor knows clocks only, never the room behind them; it is handed
//     their sources at start-up, so that a new room is supervised without a
//     line here.
//   - A level is a pure function of clock, rule set, calendar, certified faults
//     and instant. Nothing overdue is stored; any past instant can be computed
//     again and gives the same answer.
//   - Levels are half-open: each begins with the first millisecond of a day and
//     lasts until the next begins.
//   - A clock inside a lawful pause draws no card, a void clock draws none, and
//     a clock without limit, rule or calendar raises an alarm.
//   - A system fault (系统技术原因) excuses only the working days on whose office
//     hours it fell, only in its scope, and only after a second person of the
//     supervising office has certified it against a document.
//   - Rules change by a new version with a document and two people, never for
//     the past; a clock keeps the version that held on its first day.
//   - A card (效能提醒, 黄牌, 红牌) is a record with its own states. Which cards a
//     clock drew by an instant is a pure function of what was known of its
//     history, so a sweep that was late, or ran again, or on another node, writes
//     the same cards. For one clock, rule and level there is one card; in force is
//     the gravest that stands, hence one for each clock and rule. Issued is what is
//     in force, replaced and withdrawn together; cards that wait are apart.
//   - A card is withdrawn by a ruling on an appeal only: on a listed ground, by
//     the supervising office, never by the unit or the appellant. A system fault
//     needs a certified record that takes the level away. Nothing is deleted.
//   - A card's answer and an appeal's ruling have clocks of their own, which remind
//     and draw no cards; an answer that is late puts the card under supervision.
//   - What cannot be judged raises a card for the system administrator, who sees
//     it until the configuration is there.
//   - A change of the calendar ends no limit before the day it became known.
//   - A rehearsal replays the past under changed rules, a limit or days, and writes
//     nothing.
//   - A reminder is sent once for each clock, level and rule version, also after
//     a restart: its row, its notices and its fact are one act.
//
// Who may call: staff see the clocks of their unit, those who watch the county
// see all; heads answer and appeal their unit's cards; supervisors issue what waits,
// rule on appeals, change rules and certify faults; the sweeps act as named system
// actors.
package monitor
