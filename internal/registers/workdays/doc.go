// Package workdays (工作日历) keeps the county's calendar: the holiday notices
// that were published, who loaded them, and which version holds today.
//
// Basis: 行政许可法 art. 82 (periods in working days); the yearly notices of the
// General Office of the State Council (节假日安排通知); domain rule T4: a changed
// calendar is a new version and every moved deadline is listed.
//
// What always holds:
//
//   - The calendar of a day is made of the notices published by that day: those
//     that come with the program and those the county has confirmed. Of one
//     document number only the notice confirmed last counts.
//   - A notice is loaded by two different people and bears a document number.
//     Nothing else changes the calendar; a confirmed notice is never edited.
//   - A year without a notice is the loud fault workdays.no_calendar, never a
//     guess.
//   - Every new version is an edition in the journal and the fact
//     CalendarPublished, from which casework dates its open cases again; also
//     when the day of publication of a built-in notice is reached.
//   - Every version that ever held can be made again (BookOf).
//
// Every room may ask for books. The coordinating office (优化办), the efficiency
// supervisor and the system administrator load notices.
package workdays
