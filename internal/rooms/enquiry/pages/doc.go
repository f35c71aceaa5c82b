// Package pages (咨询投诉页面) are the pages of the enquiry room: the public form,
// receipt and progress for the phone, the published answers; the one queue of the
// staff, one enquiry with its two clocks, review, unsealing, alarms, statements and
// the list that every one was answered.
//
// Basis: as package enquiry.
//
// What always holds: the public form asks one thing a page and keeps what was typed;
// no page shows who complained but the answer to a look with a reason; the accused
// unit's page holds only what was disclosed to it.
package pages
