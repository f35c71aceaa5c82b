package calendar

// ParseDayLenient reads a date as people write it.
func ParseDayLenient(s string) (Day, error) { return ParseDay(s) }
