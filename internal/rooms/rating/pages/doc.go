// Package pages (好差评页面) are the pages of the rating room: the public page
// behind an invitation's link, and what staff see of the answers.
//
// Basis: 国办发〔2019〕51号 (rating is voluntary; raters are protected).
//
// What always holds: the five levels stand in their order with equal size and
// colour, none is chosen beforehand; nothing but a level is asked for; the page
// works without script; no page for staff of a rated unit names a case.
package pages
