package app

import (
	"bytes"
	"errors"
	"os"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

type calendarCommand struct {
	Due   dueCommand   `cmd:"" help:"从起算日推到期日。"`
	Trace traceCommand `cmd:"" help:"逐日列出期限是怎么数的。"`
	Check holidayCheck `cmd:"" help:"用一份节假日 JSON 文件核对日历。"`
}

// period is what due and trace are asked for.
type period struct {
	Start string   `required:"" placeholder:"DAY" help:"起算日（当天不计入），如 2020-06-22。"`
	Days  int      `required:"" placeholder:"N" help:"期限天数。"`
	Unit  string   `default:"wd" enum:"wd,cd" help:"wd 工作日，cd 自然日。"`
	Pause []string `placeholder:"FROM..TO" sep:"none" help:"不计入的日子，首尾都算，可以写几次。"`
	AsOf  string   `placeholder:"DAY" help:"按这一天已经发布的节假日安排推算（默认今天）。"`
}

// dueAnswer is the JSON form of a due day.
type dueAnswer struct {
	Start    calendar.Day  `json:"start"`
	Days     int           `json:"days"`
	Unit     calendar.Unit `json:"unit"`
	Due      calendar.Day  `json:"due"`
	Weekday  string        `json:"weekday"`
	Calendar string        `json:"calendar"`
}

type asked struct {
	start  calendar.Day
	unit   calendar.Unit
	pauses []calendar.Pause
	book   *calendar.Book
}

// dayFlag reads a day given on the command line.
func dayFlag(name, text string) (calendar.Day, error) {
	day, err := calendar.ParseDayLenient(text)
	if err != nil {
		return 0, usage("--%s：%v。", name, err)
	}
	return day, nil
}

func (p period) read(a *App) (asked, error) {
	q := asked{unit: calendar.Unit(p.Unit)}
	var err error
	if q.start, err = dayFlag("start", p.Start); err != nil {
		return q, err
	}
	if p.Days < 0 {
		return q, usage("--days 不能是负数（%d），请写 0 或更大的整数。", p.Days)
	}
	for _, text := range p.Pause {
		from, to, ok := strings.Cut(text, "..")
		if !ok {
			return q, usage("--pause 要写成“2020-06-10..2020-06-12”，现在写的是“%s”。", text)
		}
		first, err := dayFlag("pause", from)
		if err != nil {
			return q, err
		}
		last, err := dayFlag("pause", to)
		if err != nil {
			return q, err
		}
		q.pauses = append(q.pauses, calendar.Pause{From: first, To: &last, Label: "暂停"})
	}
	q.book, err = a.book(p.AsOf)
	return q, err
}

// book is the county's calendar when its data were named, else the notices
// that come with the program.
func (a *App) book(asOf string) (*calendar.Book, error) {
	day := a.today()
	if asOf != "" {
		var err error
		if day, err = dayFlag("as-of", asOf); err != nil {
			return nil, err
		}
	}
	named := a.Data != "" || a.DB != ""
	if named && !a.hasData() {
		a.say("%s 里还没有数据，按程序自带的节假日安排推算。", a.dir())
	}
	if !named || !a.hasData() {
		book, err := calendar.NewBook(calendar.Builtin(), day)
		return book, loud(err)
	}
	var book *calendar.Book
	err := a.withData(func(s *store.Store) error {
		return s.Read(a.Context, func(tx *store.Tx) (err error) {
			book, err = workdays.BookAsOf(tx, day)
			return err
		})
	})
	return book, err
}

// loud makes what the calendar has to say an answer of "found wrong": a year
// without a calendar is never guessed.
func loud(err error) error {
	if err == nil {
		return nil
	}
	var input *calendar.InputError
	var open *calendar.OpenPauseError
	if errors.Is(err, calendar.ErrNoCalendar) || errors.As(err, &input) || errors.As(err, &open) {
		return wrong("%s。", strings.TrimRight(err.Error(), "。"))
	}
	return err
}

type dueCommand struct{ period }

// Run prints the due day.
func (c dueCommand) Run(a *App) error {
	q, err := c.read(a)
	if err != nil {
		return err
	}
	due, err := q.book.DueWithPauses(q.start, c.Days, q.unit, q.pauses)
	if err != nil {
		return loud(err)
	}
	if q.book.Provisional(due) {
		a.say("注意：%s 可能被下一年的节假日安排改动，届时会重新推算。", due)
	}
	if a.JSON {
		return a.printJSON(dueAnswer{q.start, c.Days, q.unit, due, due.WeekdayZh(), q.book.Version()})
	}
	return a.print("%s %s（%s起%d个%s；日历 %s）", due, due.WeekdayZh(), q.start, c.Days, q.unit.Zh(), q.book.Version())
}

type traceCommand struct {
	period
	Until string `placeholder:"DAY" help:"到期后继续列到这一天。"`
}

// Run prints the count day by day.
func (c traceCommand) Run(a *App) error {
	q, err := c.read(a)
	if err != nil {
		return err
	}
	until := q.start
	if c.Until != "" {
		if until, err = dayFlag("until", c.Until); err != nil {
			return err
		}
	}
	days, err := q.book.Trace(q.start, c.Days, q.unit, q.pauses, until)
	if err != nil {
		return loud(err)
	}
	if a.JSON {
		return a.printJSON(days)
	}
	for _, day := range days {
		if err := a.print("%s", day); err != nil {
			return err
		}
	}
	return nil
}

type holidayCheck struct {
	File string `arg:"" help:"一年的节假日 JSON 文件（year、papers、days）。"`
	AsOf string `placeholder:"DAY" help:"按这一天已经发布的节假日安排核对（默认今天）。"`
}

// Run compares the file with the calendar, day by day.
func (c holidayCheck) Run(a *App) error {
	data, err := a.readFile(c.File)
	if err != nil {
		return err
	}
	notice, err := calendar.ParseHolidayCN(bytes.NewReader(data))
	if err != nil {
		return loud(err)
	}
	book, err := a.book(c.AsOf)
	if err != nil {
		return err
	}
	for _, special := range notice.Days {
		if !book.Covers(special.Day) {
			return loud(&calendar.NoCalendarError{Year: special.Day.Year()})
		}
	}
	differences := book.Check(notice.Days)
	if a.JSON {
		if differences == nil {
			differences = []calendar.Difference{}
		}
		if err := a.printJSON(differences); err != nil {
			return err
		}
	} else {
		for _, d := range differences {
			if err := a.print("%s %s 日历：%s（%s），文件：%s", d.Day, d.Day.WeekdayZh(), workedZh(d.Ours), d.Why, workedZh(d.Other)); err != nil {
				return err
			}
		}
	}
	if len(differences) > 0 {
		return wrong("有 %d 天不一致，请对照国务院办公厅通知原文核对（日历 %s）。", len(differences), book.Version())
	}
	a.say("%d 天全部一致（日历 %s）。", len(notice.Days), book.Version())
	return nil
}

func workedZh(works bool) string {
	if works {
		return "上班"
	}
	return "休息"
}

// readFile reads a file named on the command line; - is standard input.
func (a *App) readFile(path string) ([]byte, error) {
	if path == "-" {
		var b bytes.Buffer
		_, err := b.ReadFrom(a.In)
		return b.Bytes(), err
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, usage("没有找到文件 %s，请核对路径。", path)
	}
	if err != nil {
		return nil, broken("文件 %s 读不出来：%v。", path, err)
	}
	return data, nil
}
