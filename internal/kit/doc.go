// Package kit (网页门面) is what every page of the house stands on: the route
// registry, requests and answers, forms, sessions, protection and error pages.
//
// Basis: GB/T 22239-2019 8.1.4 (identification, access control, audit),
// 国办函〔2026〕12号 (a website, no app; a way to make suggestions on every
// page), ux.md's interaction rules as kept in package ui.
//
// What always holds:
//   - every route names its permission on the line that registers it;
//   - a page changes nothing on GET; an unsafe request comes from the page's
//     own site or carries the session's token;
//   - every answer carries the protective headers, errors and files too;
//   - one form, one act: a form sent twice gets the first answer again;
//   - nothing typed is lost, neither by a mistake nor by a session that ended.
//
// The rooms' pages packages and the app call it. Rooms and registers do not:
// they know no HTTP. What pages look like is in package ui beside it.
package kit
