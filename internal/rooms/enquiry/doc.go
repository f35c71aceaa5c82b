// Package enquiry (咨询投诉、上级交办) takes in questions, complaints, reports and
// suggestions about the business environment from every channel, has them
// handled and answered within their limits, and proves that each was.
//
// Basis: 优化营商环境条例 arts. 48 and 59 (ways to complain, protection of who
// complains); 国办发〔2020〕53号 (chain of a hotline matter); 湖南省营商环境投诉举报处理暂行
// 办法 (示例: its limits were not at hand; those of the table limits follow what
// other provinces and cities publish); 信访工作条例 for matters handed down.
//
// What always holds:
//
//   - Every enquiry stands in one queue, whatever it came in by, and has a number
//     and a query code at once. With both, anybody can follow it without an account.
//   - It ends with a reply that was sent, or with a listed reason why none can be
//     given that names the right office. "Answered" is a reply sent, never a state set.
//   - The unit complained of, and the person, never handle it: not by route, not by
//     transfer, not as reviewer. They see what was disclosed to them and nothing else;
//     to them the record answers like a missing one.
//   - Who complains is sealed. For a confidential enquiry two people open it, with a
//     reason, for a day; every look is an entry of the journal.
//   - The clock of a matter handed down stands beside the own one; it is closed only
//     when its report-back is recorded.
//   - An extension is given once, before the last day, by somebody else than who
//     asked, and the complainant is told.
//   - Transfers are recorded and limited; nothing goes back to a unit that had it
//     unless the managing office designates it, once and for good.
//   - A reply passes a checklist before it is sent, in the hands of somebody who did
//     not write it.
//   - The complainant confirms, rates or reopens within the days the server counts.
//     Silence closes with a record and is never counted as content.
//   - A duplicate is linked to the earlier enquiry and gets the same answer; it is
//     never dropped, and figures count the matter once.
//   - What is late climbs by itself, each rung of the ladder once.
//
// Who may call: anybody files and follows; clerks register what comes by window,
// telephone and mail; the managing office (优化办) accepts, routes, reviews and
// reports back; the handling unit writes; leaders approve and are told.
package enquiry
