// Package identity (账号) knows who may come in: accounts, roles, passwords,
// dynamic codes, sessions and API tokens, and turns a session into the
// flow.Actor that every verb takes.
//
// Basis: GB/T 22239-2019 8.1.4.1 (identification), 8.1.4.2 (access control,
// 三员分立), 8.1.4.3 (audit); RFC 6238 (TOTP), RFC 9106 (argon2id); 个人信息保护法
// art. 51.
//
// What always holds:
//
//   - A login is given once, also after its account was retired; no two accounts
//     in use share a staff id.
//   - System, safety and audit administrator are three people. None holds another
//     role; an administrator's role takes the approval of two other
//     administrators; the last of each kind cannot be taken away.
//   - Nobody chooses another person's password: accounts begin with a one-time
//     code that is valid for a day. There is no built-in account.
//   - Wrong login, wrong password and unknown account answer with the same
//     sentence after the same work, and are journaled.
//   - A session ends when its account is stopped or its roles change; the next
//     request knows.
//   - Passwords are stored as argon2id digests, tokens and codes as SHA-256 of at
//     least 120 random bits, mobile numbers and applicants' names sealed.
//
// Every door resolves its actor here. Rooms read names, roles and scopes; only
// the administrators' pages and the commands write.
package identity
