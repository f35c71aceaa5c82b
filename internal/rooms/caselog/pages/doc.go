// Package pages (外部办件页面) shows one case of another system and what was known
// of it when.
//
// Basis: as package caselog.
//
// What always holds: the page changes nothing; a case of a unit the reader may
// not see is answered as missing. The site calls it.
package pages
