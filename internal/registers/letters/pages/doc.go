// Package pages (文书页面) shows the register of letters: the list, one letter with
// its service, the whole text as kit's sheet, the public check of a printed
// letter, the collection of forms with their specimens, and the remedies.
//
// What always holds: the whole text is opened by a button, because each opening
// is kept; whoever checks a letter sees masked data only; a specimen takes no
// number.
package pages
