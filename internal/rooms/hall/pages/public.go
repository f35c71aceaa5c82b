package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

type verb = func(tx *store.Tx) (string, error)

// room is one hall as the public finds it now.
type room struct {
	Unit  org.Unit
	Today []hall.Hours
	Lanes []hall.Lane
}

type lobbyView struct {
	Page  ui.Page
	Today calendar.Day
	Rooms []room
	Order hall.Priority
}

func showLobby(c *kit.Ctx) error {
	v := lobbyView{Page: c.Page("到大厅办事"), Today: c.Now.Day()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Order, err = hall.PriorityOn(tx, v.Today); err != nil {
			return err
		}
		halls, err := hall.Halls(tx)
		if err != nil {
			return err
		}
		for _, unit := range halls {
			r := room{Unit: unit}
			if r.Today, err = hall.HoursOn(tx, unit.Code, v.Today); err != nil {
				return err
			}
			if r.Lanes, err = hall.Lanes(tx, unit.Code); err != nil {
				return err
			}
			v.Rooms = append(v.Rooms, r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(lobbyPage(v))
}

// waitText is the estimate as printed.
func waitText(l hall.Lane) string {
	switch {
	case !l.Open:
		return "现在不在服务时间"
	case l.Waiting == 0:
		return "不用等"
	case l.Minutes == nil:
		return "记录还少，暂不估"
	}
	return fmt.Sprintf("约 %d 分钟", *l.Minutes)
}

func deskNames(desks []org.Window) string {
	var out []string
	for _, d := range desks {
		out = append(out, d.Code)
	}
	return strings.Join(out, "、")
}

// bookView is the form for an appointment: window, day, slot.
type bookView struct {
	Page  ui.Page
	Form  *ui.Form
	Rooms []room
	Desk  *org.Window
	Days  []ui.Tab
	Day   calendar.Day
	Slots []ui.Option
	Full  int
}

func showBook(c *kit.Ctx) error {
	v := bookView{Page: c.Page("预约到窗口办事").WithNarrow(), Form: c.Form()}
	err := c.Read(func(tx *store.Tx) error {
		code := c.Query("desk")
		if code == "" {
			return v.lanes(tx)
		}
		desk, err := org.WindowByCode(tx, code)
		if err != nil {
			return err
		}
		v.Desk = &desk
		return v.offers(tx, c.Query("day"))
	})
	if err != nil {
		return err
	}
	return c.Render(bookPage(v))
}

func (v *bookView) lanes(tx *store.Tx) error {
	halls, err := hall.Halls(tx)
	for _, unit := range halls {
		lanes, err := hall.Lanes(tx, unit.Code)
		if err != nil {
			return err
		}
		v.Rooms = append(v.Rooms, room{Unit: unit, Lanes: lanes})
	}
	return err
}

// daysShown are the next bookable days offered at once.
const daysShown = 7

// offers reads the days with places, and the slots of the chosen one; without a
// choice the first day.
func (v *bookView) offers(tx *store.Tx, chosen string) error {
	for day := tx.Today(); len(v.Days) < daysShown && day <= tx.Today()+14; day++ {
		places, err := hall.Places(tx, *v.Desk, day)
		if err != nil {
			return err
		}
		if len(places) == 0 {
			continue
		}
		on := chosen == day.String() || chosen == "" && len(v.Days) == 0
		v.Days = append(v.Days, ui.Tab{Label: fmt.Sprintf("%d月%d日 %s", day.Month(), day.Dom(), day.WeekdayZh()), On: on,
			Href: "/hall/book?desk=" + v.Desk.Code + "&day=" + day.String()})
		if !on {
			continue
		}
		v.Day = day
		for _, p := range places {
			if p.Free == 0 {
				v.Full++
				continue
			}
			v.Slots = append(v.Slots, ui.Option{Value: fmt.Sprintf("%s %d", day, p.Starts), Label: p.Starts.String(), Hint: fmt.Sprintf("还可约 %d 人", p.Free)})
		}
	}
	return nil
}

func bookPlace(c *kit.Ctx) error {
	f := c.Form()
	in := hall.Booking{Desk: f.Text("desk"), Matter: f.Text("matter"), Mobile: f.Text("mobile")}
	dayText, startText, _ := strings.Cut(f.Value("slot"), " ")
	day, badDay := calendar.ParseDay(dayText)
	start, badStart := strconv.Atoi(startText)
	if badDay != nil || badStart != nil {
		f.Problem("slot", "时段没有选：请从列出的时段里选一个")
	}
	in.Day, in.Starts = day, hall.Minute(start)
	id, err := c.Act(func(tx *store.Tx) (string, error) {
		if f.ErrorOf("slot") != "" {
			return "", in.Check(tx)
		}
		k, err := hall.Book(tx, in)
		return k.ID, err
	})
	if err != nil {
		return c.Again(err, showBook)
	}
	var k hall.Kept
	var desk org.Window
	err = c.Read(func(tx *store.Tx) (err error) {
		if k, err = hall.KeptByID(tx, id); err != nil {
			return err
		}
		desk, err = org.WindowByCode(tx, k.Desk)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(bookedPage(bookedView{Page: c.Page("预约成功").WithNarrow(), Kept: k, Desk: desk}))
}

type bookedView struct {
	Page ui.Page
	hall.Kept
	Desk org.Window
}

// lookView opens an appointment by number and code.
type lookView struct {
	Page  ui.Page
	Form  *ui.Form
	Found *hall.Appointment
	Desk  string
}

func showLookUp(c *kit.Ctx) error { return look(c, nil) }

func look(c *kit.Ctx, found *hall.Appointment) error {
	v := lookView{Page: c.Page("查预约、取消预约").WithNarrow(), Form: c.Form(), Found: found}
	if found != nil {
		err := c.Read(func(tx *store.Tx) error {
			desk, err := org.WindowByCode(tx, found.Desk)
			v.Desk = desk.Code + " " + desk.Name
			return err
		})
		if err != nil {
			return err
		}
	}
	return c.Render(lookPage(v))
}

func lookUp(c *kit.Ctx) error {
	f := c.Form()
	var found hall.Appointment
	err := c.Read(func(tx *store.Tx) (err error) {
		found, err = hall.Look(tx, f.Code("number"), f.Value("code"))
		return err
	})
	if err != nil {
		return c.Again(err, showLookUp)
	}
	return look(c, &found)
}

func cancelPlace(c *kit.Ctx) error {
	f := c.Form()
	return settle(c, "预约已取消，名额已经放出来。", showLookUp, func(tx *store.Tx) (string, error) {
		_, err := hall.Cancel(tx, f.Code("number"), f.Value("code"))
		return "/hall/appointment", err
	})
}

type screenView struct {
	At    string
	Page  ui.Page
	Unit  org.Unit
	Now   []hall.Turn
	Lanes []hall.Lane
}

// screenRenews is how often the call screen asks for itself again, in seconds.
const screenRenews = "10"

func showScreen(c *kit.Ctx) error {
	v := screenView{Page: c.Page("叫号屏"), At: c.Now.Clock()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Unit, err = org.ByCode(tx, c.Path("hall")); err != nil {
			return err
		}
		if v.Now, err = hall.OnScreen(tx, v.Unit.Code, 12); err != nil {
			return err
		}
		v.Lanes, err = hall.Lanes(tx, v.Unit.Code)
		v.Lanes = slices.DeleteFunc(v.Lanes, func(l hall.Lane) bool { return l.Waiting == 0 })
		return err
	})
	if err != nil {
		return err
	}
	c.Header().Set("Refresh", screenRenews)
	return c.Render(screenPage(v))
}

func showHandbook(c *kit.Ctx) error {
	var b hall.Booklet
	if err := c.Read(func(tx *store.Tx) (err error) { b, err = hall.ComposeHandbook(tx); return err }); err != nil {
		return err
	}
	return c.Render(handbookPage(c.Page("便民服务手册"), b))
}

func showChart(c *kit.Ctx) error {
	var chart hall.Chart
	if err := c.Read(func(tx *store.Tx) (err error) { chart, err = hall.ComposeChart(tx); return err }); err != nil {
		return err
	}
	return c.Render(chartPage(c.Page("政务服务通联挂图"), chart))
}
