// Package calendar counts legal time (期限计算): which day is a working day (工作日), when a period ends, how much of it is used.
//
// Basis. 民法典 (Civil Code) art. 201: the day a period starts on is not counted; art. 203: a last day that is
// a statutory rest day moves to the day after it, and the last day runs to 24:00. 行政许可法 (Licensing Law)
// art. 82: its periods are working days without statutory holidays. Which days are worked is set each year by
// a notice of the General Office of the State Council (国务院办公厅节假日安排通知).
//
// What always holds:
//   - An [Instant] is what happened (UTC), a [Day] is what the law counts (civil day, Asia/Shanghai, UTC+8).
//     Neither looks at the TZ variable or at a zone database.
//   - A [Book] is the official calendar as published up to one day. It never changes; a new notice makes a new
//     book with another [Book.Version]. The order in which notices are given does not matter.
//   - A year whose own notice is not loaded is a [NoCalendarError], never a guess. "Own notice" means one that
//     gives both 1 January and 1 October of the year as days off, so that a notice which only mends one
//     holiday cannot make a year look complete.
//   - The last days of December may be set by the next year's notice (2018-12-29 was worked and 2018-12-31 was
//     off by the notice for 2019). Until that notice is loaded the days of the last covered year are answered
//     by its own notice and [Book.Provisional] reports the last eight of them; when the notice comes, the book
//     has a new version and open periods are dated again. A period that needs a day after 31 December of the
//     last covered year is a [NoCalendarError] for the year after it.
//   - Counting is two array reads, ranks by day and days by rank, and as many more as there are pauses. Only
//     making a book, comparing it ([Book.Check]) and printing a count ([Book.Trace]) walk over days.
//
// Anybody may call this package; it knows no clock, does no input or output and depends on nothing.
package calendar
