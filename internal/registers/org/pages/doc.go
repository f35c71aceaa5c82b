// Package pages (机构页面) keeps the register of units and windows: lists, entry,
// change and closing.
//
// What always holds: a unit that is renamed keeps its code, and its former name
// holds for the days before; nothing is deleted.
package pages
