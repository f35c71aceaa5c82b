// Package pages (主体页面) shows parties: to staff masked, with classes, bars,
// projects and cases as of a day; to a person its own data and who looked at
// them.
//
// What always holds: lists and pages show masks; a field in clear is the answer
// to a form with a reason, journalled before it is shown, and stands in no
// address and no cache; staff reveal only what concerns a party whose case they
// may see.
package pages
