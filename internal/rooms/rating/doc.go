// Package rating (好差评) asks whoever was served how it went, keeps the answer
// unchanged, and opens a redress where it was bad.
//
// Basis: 国办发〔2019〕51号 (every item, object and channel; 一次一评 on site,
// 一事一评 online; voluntary, never forced; raters protected); 优化营商环境条例
// art. 36; GB/T 39046-2020 A.8 (five levels, code 1 is the best) and table 9
// (channels).
//
// What always holds:
//
//   - A rating needs an act of the rater. Who was asked and did not answer is 未
//     评价: no rating, in no numerator, never good by default.
//   - An invitation belongs to one case, or on site to one visit, and is used
//     once. Its token is derived with the county's key, so that a receipt can be
//     printed again; the table holds only a keyed digest of it.
//   - The five levels are equally easy on every channel; reasons and words are
//     never required.
//   - Nobody of the rated unit rates its work, nor anybody from an office's
//     network; a registered kiosk in the hall may be used and is counted apart.
//   - A rating is never changed, by nobody; a follow-up after redress is a
//     record of its own.
//   - The rated unit sees sums, and words only after some time or among others;
//     who rated is known to the managing office alone, each look with a reason.
//   - Levels 4 and 5 open a redress with a day for contact and one for
//     rectification; it ends only with finding, action and reply.
//   - The rated unit may appeal once; the managing office decides, another person
//     and never the unit. An excluded rating stays as given and is counted.
//   - Of too few ratings there is no rate, only their number and the response.
//   - What is published (好差评公开) is a half-year that is over: numbers, response
//     and smallest sample beside every rate, and no rate where the lines, held
//     against each other, would give single ratings away. Of redress the public
//     reads what was done, without day, item or a word of the rater; neither the
//     public words nor the reply may name who rated.
//   - Anomalies are hints: until the managing office excludes with a reason, the
//     ratings count.
//
// Who may call: the public with a token; the managing office for the telephone,
// identities and redress; heads for their unit's redress; staff for the sums.
package rating
