// Package api (办件接口) lets programs read the cases their account may see, with
// the checkable clock and the acts so far, and lets those that work for a window
// or an office act on them: one operation for each verb of the state table.
//
// Basis: as package casework; 国办发〔2018〕45号. What always holds: an operation
// calls one verb, which checks role, scope and law as it does for pages; a case
// out of sight answers like a missing one; numbers of people never leave the
// house; the query code is given once. The app registers its operations.
package api
