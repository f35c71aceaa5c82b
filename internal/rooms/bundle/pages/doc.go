// Package pages (一件事页面) shows bundles: to the public what there is and what
// to prepare, to applicants their application in three stages, to staff the
// steps with the critical path and who holds the date, to keepers drafts, gate
// and publication.
//
// Pages read and write through the room's verbs only; what an actor may see is
// decided there.
package pages
