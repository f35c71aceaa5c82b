// Package pages (工作日历页面) shows how days are counted: to everybody as a
// calculator that explains each day, and to the keepers as the list of holiday
// notices with their entry and confirmation by two people.
//
// Basis: 《行政许可法》第八十二条 (periods are working days without statutory
// holidays), 《民法典》第二百零一条、第二百零三条.
//
// What always holds: a year whose notice is not loaded is never guessed; every
// answer names the version of the calendar it was counted with.
package pages
