// Package pages (材料页面) shows a party its own papers, and one paper to whoever
// may see it: what it is, where it was used, by whom it was opened.
//
// What always holds: content leaves the house only as a file to be saved, never
// as a page of this site, so that nothing in it runs or is computed; each
// opening is journalled before the first byte is sent; a paper out of sight
// answers like one that does not exist.
package pages
