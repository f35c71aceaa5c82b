// Package ui (界面) is how the house's pages look: layouts, components, style
// and the state of a form as it is shown again.
//
// Basis: WCAG 2.2 AA, GB/T 37668-2019 level 2, 国办发〔2020〕45号 (长辈版),
// GB/T 9704-2012 for what is printed.
//
// What always holds: no component needs script; none writes inline style or
// script, because the content policy forbids both; a tag is never a link;
// colour never carries a meaning alone; user interface words are Chinese, with
// English where Page.Say gives it.
//
// Pages packages call it from their templ files; package kit fills Page.
package ui
