// Package pages (账号页面) is where accounts, posts, tokens and delegations are
// kept. The system administrator makes and stops accounts, the safety
// administrator grants, locks and takes away, and an administrator's own post
// takes two people (三员分立, GB/T 22239-2019 8.1.4.2).
//
// What always holds: the pages offer what the register allows this actor and
// nothing else; an activation code or a token is shown once and never kept; a
// one-time secret is no part of an address, a redirect or the journal.
package pages
