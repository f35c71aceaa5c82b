// Package api (数据接口) is the programming door of the house: /api/v1 with an
// OpenAPI 3.1 document made from the code, and a page that lists it.
//
// Basis: OpenAPI 3.1, RFC 9457 (problem+json), 国办发〔2018〕45号 (one standard
// interface for sharing between government systems).
//
// What always holds: a program signs in with a token whose scopes are names of
// permissions; every POST carries an Idempotency-Key and is one act; lists page
// by cursor; errors have a stable code, a Chinese sentence and an English title;
// nothing is loaded from elsewhere.
//
// The rooms' api packages register their operations with Get and Post; the app
// makes the API and calls them.
package api
