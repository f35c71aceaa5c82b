// Package appraisal (窗口绩效) scores the work of windows, townships, sub-centres
// and window staff every month (一月一评), composes the quarterly bulletin from
// final months only (一季一通报), and keeps the special supervisors (特聘监督员):
// who they are, what they were asked to try, what they said and what became of
// it.
//
// Basis: 优化营商环境条例 arts. 7, 36 and 58 (evaluation, service, supervision by
// society); the county's own 窗口服务绩效考核办法, kept as data, and its special
// supervisor rules.
//
// What always holds:
//
//   - A scheme (考核方案) is data with a version. A second person publishes it,
//     never for a month that has begun; a month keeps the scheme it was opened
//     with.
//   - Every point that is taken off or added names the event behind it; what is
//     counted or shared names its set of records by digest. Sums add up exactly:
//     points are hundredths, floors and caps are applied once, one rounding.
//   - Nothing to divide by is "—" and leaves the item out of the sum: never full
//     marks, never zero. A mark nobody gave by its day is shown as missing.
//   - Work is weighed by kind, and one applicant's same item on one day is one
//     piece of work, so that splitting does not pay.
//   - A month goes draft, shown to the units, final, published. It is shown when
//     it is over; it is final when the days for objections have passed and each
//     objection is answered, by the managing office and never by the unit.
//   - A final month does not change. What turns out wrong later is an erratum
//     (更正) beside it.
//   - Every object of the register appears in every month, or with a reason.
//   - A bulletin is composed of final months only and refused when one is
//     missing; its public version names no person.
//   - A special supervisor serves two terms at most, sees only what concerns his
//     own work, and an opinion ends only when he has confirmed it himself. The
//     unit does not learn who he is unless he wishes so.
//
// Who may call: the managing office (优化办) for schemes, months and bulletins;
// heads and clerks for what concerns their unit; special supervisors for their
// own; the public reads published months and issued bulletins.
package appraisal
