// Package org (机构) is the county's register of units: departments, vertically
// managed offices, townships, parks, halls and villages, the windows that stand
// in halls, and who acts for whom while away (代理授权).
//
// Basis: 优化营商环境条例 art. 35 (one hall, one window); 行政许可法 art. 26 (one
// organ takes in and delivers); GB/T 2260 (division codes); GB/T 9704-2012 7.2.5
// (the organ's word in document numbers).
//
// What always holds:
//
//   - A unit's code never changes and is never given again. A renamed unit gets a
//     further span of days under the same code, and spans of one code do not
//     overlap, so a day long past finds the name of that day.
//   - Two open units of one area never bear the same name.
//   - A unit met only in a ledger is marked external; it holds no accounts.
//   - A delegation is dated, is never backdated, passes on named roles only and
//     can be revoked at once.
//
// Every room may call the readers. Units and windows are written for the
// coordinating office (优化办) and the system administrator; delegations are made
// through package identity, which knows the accounts.
package org
