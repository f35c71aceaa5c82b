// Package pages (手制文书页面) are the pages of documents filled in by hand: the
// list, the form made from the form's own table of fields, the preview as it will
// be printed, sealing, correction, and the register of seals and their uses.
//
// Basis: as package documents.
//
// What always holds: a form shows again everything that was typed, with every
// mistake beside its field; a preview is marked and masked; buttons are only
// offered to those who may press them now.
package pages
