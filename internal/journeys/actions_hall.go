package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("开大厅", "名称（每个窗口一行：窗口＝单位）", openHall)
	verbs.Register("设服务时间", "大厅 正常服务|延时服务 工作日|休息日和节假日 起 止 可约（窗口）", setHours)
	verbs.Register("看服务时间", "大厅 日期", hoursSeen)
	verbs.Register("约窗口", "窗口 日期 时间 手机（要办的事）", bookWindow)
	verbs.Register("查预约", "预约", onBooking(hall.Look))
	verbs.Register("取消预约", "预约", onBooking(hall.Cancel))
	verbs.Register("预约已到", "预约", arrive)
	verbs.Register("取号", "大厅 单位 普通号|优先号", takeNumber)
	verbs.Register("叫下一个", "", func(a *Act) (string, error) { return onCounter(hall.CallNext)(a) })
	for word, verb := range map[string]numberAct{"重叫": hall.Recall, "过号": hall.Skip, "办完号": hall.Finish} {
		verbs.Register(word, "号", onNumber(verb))
	}
	verbs.Register("转窗口", "号 单位", transfer)
	verbs.Register("看排队", "大厅", turnsSeen)
	verbs.Register("公布叫号次序", "日期 优先号 预约号 普通号 久等分钟", setPriority)
	verbs.Register("作废发放", "编号 原因", strikeHandout)
	verbs.Register("看手册", "", booksSeen)
}

func openHall(a *Act) (string, error) {
	name := strings.Join(a.Rest(), "")
	desks := a.Fields()
	err := a.Write(func(tx *store.Tx) error {
		_, err := org.Add(tx, a.By, org.UnitInput{Code: "zwzx", Name: name, Kind: org.Hall, Phone: "0737-8880001"})
		return err
	})
	a.World.names[name] = "zwzx"
	for _, d := range desks {
		if err != nil {
			return "", err
		}
		err = a.Write(func(tx *store.Tx) error {
			_, err := org.AddWindow(tx, a.By, org.WindowInput{Code: d.Name, Unit: a.World.expand(d.Value), Hall: "zwzx", Name: d.Name + " 窗口", Open: true})
			return err
		})
	}
	return fmt.Sprintf("%s，%d 个窗口", name, len(desks)), err
}

// minute reads 09:30.
func minute(text string) (hall.Minute, error) {
	var h, m int
	_, err := fmt.Sscanf(text, "%d:%d", &h, &m)
	return hall.Minute(h*60 + m), err
}

func setHours(a *Act) (string, error) {
	w := a.Rest()
	if len(w) != 6 {
		return "", fmt.Errorf("usage: 设服务时间 大厅 类别 日子 起 止 可约")
	}
	d := hall.HoursDraft{Hall: w[0], Desk: a.Field("窗口"), Document: "示例通知", Kind: hall.Regular, Days: hall.Workday}
	if w[1] == hall.HoursZh[hall.Extended] {
		d.Kind = hall.Extended
	}
	if w[2] == hall.DaysZh[hall.Restday] {
		d.Days = hall.Restday
	}
	var err error
	if d.Opens, err = minute(w[3]); err != nil {
		return "", err
	}
	if d.Closes, err = minute(w[4]); err != nil {
		return "", err
	}
	if _, err := fmt.Sscan(w[5], &d.Places); err != nil {
		return "", err
	}
	return "定了", a.Write(func(tx *store.Tx) error {
		d.From = tx.Today()
		_, err := hall.SetHours(tx, a.By, d)
		return err
	})
}

func hoursSeen(a *Act) (seen string, err error) {
	w := a.Rest()
	if len(w) != 2 {
		return "", fmt.Errorf("usage: 看服务时间 大厅 日期")
	}
	day, err := calendar.ParseDay(w[1])
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		spans, err := hall.HoursOn(tx, w[0], day)
		lines := []string{day.Chinese()}
		for _, h := range spans {
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s至%s %s %s", h.Opens, h.Closes, hall.HoursZh[h.Kind], h.Desk)))
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

func bookWindow(a *Act) (string, error) {
	w := a.Rest()
	if len(w) != 4 {
		return "", fmt.Errorf("usage: 约窗口 窗口 日期 时间 手机")
	}
	in := hall.Booking{Desk: w[0], Mobile: w[3], Matter: a.Field("要办的事")}
	var err error
	if in.Day, err = calendar.ParseDay(w[1]); err != nil {
		return "", err
	}
	if in.Starts, err = minute(w[2]); err != nil {
		return "", err
	}
	var k hall.Kept
	err = a.Write(func(tx *store.Tx) (err error) { k, err = hall.Book(tx, in); return err })
	a.Made = k.Number
	a.World.kept[k.Number] = string(k.Code)
	a.World.kept["预约 "+k.Number] = k.ID
	return "约好了 " + k.Number, err
}

func onBooking(act func(tx *store.Tx, number, code string) (hall.Appointment, error)) func(a *Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		number, err := a.Word()
		if err != nil {
			return "", err
		}
		err = a.Write(func(tx *store.Tx) error {
			got, err := act(tx, number, a.World.kept[number])
			seen = fmt.Sprintf("%s %s %s 尾号 %s：%s", got.Number, got.Day, got.Starts, got.Tail, hall.AppointmentFlow.Public(got.State))
			return err
		})
		return seen, err
	}
}

func arrive(a *Act) (string, error) {
	number, err := a.Word()
	if err != nil {
		return "", err
	}
	return onCounter(func(tx *store.Tx, by actor) (hall.Turn, error) {
		return hall.Arrive(tx, by, a.World.kept["预约 "+number])
	})(a)
}

func takeNumber(a *Act) (string, error) {
	w := a.Rest()
	if len(w) != 3 {
		return "", fmt.Errorf("usage: 取号 大厅 单位 号别")
	}
	class := hall.ClassOrdinary
	if w[2] == hall.ClassPriority.Zh() {
		class = hall.ClassPriority
	}
	return onCounter(func(tx *store.Tx, by actor) (hall.Turn, error) { return hall.Take(tx, by, w[0], w[1], class) })(a)
}

func onCounter(act func(tx *store.Tx, by actor) (hall.Turn, error)) func(a *Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		err = a.Write(func(tx *store.Tx) error {
			t, err := act(tx, a.By)
			a.Made, seen = t.ID, t.Number+"："+hall.TurnFlow.Staff(t.State)
			return err
		})
		return seen, err
	}
}

type numberAct = func(tx *store.Tx, by actor, id string) (hall.Turn, error)

func onNumber(act numberAct) func(a *Act) (string, error) {
	return func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return onCounter(func(tx *store.Tx, by actor) (hall.Turn, error) { return act(tx, by, id) })(a)
	}
}

func transfer(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	unit, err := a.Word()
	if err != nil {
		return "", err
	}
	return onCounter(func(tx *store.Tx, by actor) (hall.Turn, error) { return hall.Transfer(tx, by, id, unit) })(a)
}

func turnsSeen(a *Act) (seen string, err error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		var lines []string
		lanes, err := hall.Lanes(tx, code)
		for _, l := range lanes {
			lines = append(lines, fmt.Sprintf("%s 等候 %d 人", l.Name, l.Waiting))
		}
		shown, screenErr := hall.OnScreen(tx, code, 20)
		for _, t := range shown {
			lines = append(lines, fmt.Sprintf("请 %s 到 %s", t.Number, *t.Desk))
		}
		seen = strings.Join(lines, "\n")
		if err == nil {
			err = screenErr
		}
		return err
	})
	return seen, err
}

func strikeHandout(a *Act) (string, error) {
	w := a.Rest()
	if len(w) != 2 {
		return "", fmt.Errorf("usage: 作废发放 编号 原因")
	}
	return "作废了", a.Write(func(tx *store.Tx) error {
		list, err := hall.Handouts(tx, hall.HandoutFilter{}, 500)
		if err != nil {
			return err
		}
		for _, h := range list {
			if h.Number == w[0] {
				_, err = hall.Strike(tx, a.By, h.ID, h.Version, w[1])
				return err
			}
		}
		return fmt.Errorf("no entry is called %q", w[0])
	})
}

// booksSeen is what the handbook and the wall chart of today print.
func booksSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		b, err := hall.ComposeHandbook(tx)
		if err != nil {
			return err
		}
		chart, err := hall.ComposeChart(tx)
		items := 0
		for _, c := range b.Chapters {
			items += len(c.Items)
		}
		seen = fmt.Sprintf("便民服务手册 %s 版，%d 个单位，%d 个事项，摘要 %d 位\n政务服务通联挂图 %s 版，%d 个单位",
			b.Day, len(b.Chapters), items, len(b.Digest), chart.Day, len(chart.Lines))
		return err
	})
	return seen, err
}

type actor = flow.Actor

func setPriority(a *Act) (string, error) {
	w := a.Rest()
	if len(w) != 1+len(hall.Classes)+1 {
		return "", fmt.Errorf("usage: 公布叫号次序 日期 优先号 预约号 普通号 久等分钟")
	}
	d := hall.PriorityDraft{Document: "示例公告"}
	var err error
	if d.From, err = calendar.ParseDay(w[0]); err != nil {
		return "", err
	}
	for i, class := range hall.Classes {
		line := hall.PriorityLine{Class: class.Class, Says: "示例：" + class.Zh}
		if _, err := fmt.Sscan(w[1+i], &line.Rank); err != nil {
			return "", err
		}
		d.Lines = append(d.Lines, line)
	}
	if _, err := fmt.Sscan(w[len(w)-1], &d.LongWait); err != nil {
		return "", err
	}
	return "公布了", a.Write(func(tx *store.Tx) error { _, err := hall.SetPriority(tx, a.By, d); return err })
}
