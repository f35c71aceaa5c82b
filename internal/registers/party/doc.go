// Package party (市场主体与个人) is the register of everybody the county deals
// with: enterprises, individual businesses (个体工商户), persons, agencies.
//
// Basis: GB 32100-2015 (unified social credit code), GB 11643 (citizen number),
// 工信部联企业〔2011〕300号 (size classes), 行政许可法 art. 78 and 79 (bars),
// 个人信息保护法 art. 6, 47 and 51 (least data, erasure, encryption).
//
// What always holds:
//
//   - A credit code belongs to one party, and so does a citizen number.
//   - Names of persons, representatives, mobiles, citizen numbers and home
//     addresses are sealed under the party's own key; rows hold only masks and
//     keyed digests, so no list can show more than the mask.
//   - Seeing a sealed field is an act of its own (Reveal) with a reason.
//   - Classes, bars and flags are dated; every question about them names a day.
//   - Erasing destroys the key, the digests and the search terms. It is refused
//     while a retention hold or a bar still runs.
//
// Every room may call it; reads take no actor, because the room that holds the
// record which led to the party has checked the scope.
package party
