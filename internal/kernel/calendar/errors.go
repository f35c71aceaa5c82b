package calendar

import (
	"errors"
	"fmt"
)

// ErrNoCalendar is what every [NoCalendarError] is, for errors.Is.
var ErrNoCalendar = errors.New("没有这一年的节假日安排")

// NoCalendarError says that a count needs a year whose holiday notice is not loaded (无当年节假日安排). The
// caller must not go on with weekends alone: the answer would be a guess.
type NoCalendarError struct{ Year int }

func (e *NoCalendarError) Error() string {
	return fmt.Sprintf("%d 年的节假日安排还没有导入，无法计算期限：请先导入国务院办公厅关于 %d 年部分节假日安排的通知", e.Year, e.Year)
}

// Is makes errors.Is(err, ErrNoCalendar) true.
func (e *NoCalendarError) Is(target error) bool { return target == ErrNoCalendar }

// DateError says that a text is not a date (日期看不懂) and how to write it.
type DateError struct {
	Input string // as given
	Hint  string // what to do, a Chinese sentence without full stop
}

func (e *DateError) Error() string {
	return fmt.Sprintf("日期“%s”看不懂：%s", clip(e.Input), e.Hint)
}

// ErrOpenPause is what every [OpenPauseError] is, for errors.Is.
var ErrOpenPause = errors.New("暂停尚未结束")

// OpenPauseError says that there is no due day yet, because a pause without an end begins before the period
// is used up (暂停未结束). Use [PausesAsOf] to reckon as of a day.
type OpenPauseError struct {
	From  Day
	Label string
}

func (e *OpenPauseError) Error() string {
	return fmt.Sprintf("“%s”自 %s 起暂停计时，尚未结束，到期日还不能确定：请先登记暂停的结束日期", clip(e.Label), e.From)
}

// Is makes errors.Is(err, ErrOpenPause) true.
func (e *OpenPauseError) Is(target error) bool { return target == ErrOpenPause }

// InputError says what is wrong in a notice, a holiday file or a request to count, where, and how to mend it.
type InputError struct{ Msg string }

func (e *InputError) Error() string { return e.Msg }

func inputErrorf(format string, args ...any) error {
	return &InputError{Msg: fmt.Sprintf(format, args...)}
}

// clip keeps foreign text in a message short.
func clip(s string) string {
	const most = 40
	r := []rune(s)
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(r)
}
