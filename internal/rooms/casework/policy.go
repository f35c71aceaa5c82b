package casework

import "yingshang/internal/kernel/calendar"

// What the law and the county fix in numbers (期限与规则).
const (
	// noticeDays: tell what is missing within 5 working days of receipt, else
	// the case is accepted as of receipt (行政许可法 art. 32(4)).
	noticeDays = 5
	// deliveryDays: deliver within 10 working days of the decision (art. 44).
	deliveryDays = 10
	// extensionDays: at most 10 working days more, once, by the head (art. 42).
	extensionDays = 10
	// refileDays: the same party and item within so many days is chained to the
	// former case, so that a refusal to accept cannot reset the clock unseen.
	refileDays = 90
	// correctionDays is the applicant's own time to complete the materials when
	// the notice names no other day.
	correctionDays = 15
	// closingMinute: what arrives at or after 17:00, or on a rest day, counts as
	// received on the next working day.
	closingMinute = 17 * 60
)

// groundBasis is the law behind the closed list of special procedures.
const groundBasis = "《行政许可法》第四十五条"

// receiptDay is day 0 of the notice clock for what arrived at the instant.
func receiptDay(book *calendar.Book, at calendar.Instant) (calendar.Day, error) {
	day := at.Day()
	open, err := book.IsWorkday(day)
	if err != nil {
		return 0, err
	}
	if open && minuteOfDay(at) < closingMinute {
		return day, nil
	}
	return book.NextWorkday(day + 1)
}

func minuteOfDay(at calendar.Instant) int {
	return int((at - at.Day().Start()) / 60_000)
}
