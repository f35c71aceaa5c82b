// Package hall (政务大厅) serves whoever comes: by appointment (预约), with a
// number of the counter queue (排队叫号), within opening hours that reach beyond
// office hours (延时服务), and with the printed handbook (便民服务手册) and wall
// chart (政务服务通联挂图) that the county hands out.
//
// Basis: 优化营商环境条例 art. 36 (items enter the hall, hall and online work as
// one) and art. 37 (whoever comes picks the channel); 行政许可法 art. 30 (what
// may be applied for is made public), for the handbook; the hours themselves
// follow documents of the county that each entry names.
//
// What always holds:
//
//   - The room knows no case: a visit needs none, and ends without one.
//   - The last place of a slot goes to one booking; the schema refuses more
//     bookings than places, and one person holds at most two, one a day.
//   - Whoever books leaves a mobile number. The room keeps a keyed digest of it
//     and its last four digits, no name; number and code open the appointment.
//   - Who goes first (优先) is a published Priority, dated and never rewritten;
//     whoever has waited its LongWait is not overtaken any more.
//   - A window has one number at a time; a number keeps the instant it was
//     drawn, also over a transfer, so that waiting is never made shorter.
//   - Waiting is estimated from the records of a month and not at all
//     from fewer than five of them.
//   - Hours are counted over the official calendar: a make-up Saturday is a
//     working day.
//   - A distributed copy is an entry of the ledger; an entry is struck out with
//     its reason, never rewritten, and both figures are sums over the ledger.
//
// Who may call: the public for appointments, hours, the screen and the printed
// pages; clerks for the counter; the coordinating office and heads for hours
// and the ledger. The room reads the catalogue for the handbook.
package hall
