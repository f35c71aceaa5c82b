package pages

import (
	"bytes"
	"io"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

type noticesView struct {
	Loaded   []workdays.Notice
	Builtin  []calendar.Notice
	Editions []workdays.Edition
	Form     *kit.Form
}

func noticesPage(c *kit.Ctx) error {
	v := noticesView{Form: c.FormOf("notice")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Loaded, err = workdays.List(tx); err != nil {
			return err
		}
		for _, n := range calendar.Builtin() {
			if n.Published <= tx.Today() {
				v.Builtin = append([]calendar.Notice{n}, v.Builtin...)
			}
		}
		v.Editions, err = workdays.Editions(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(noticesTempl(c.Page("工作日历"), v))
}

// propose enters a notice. Its days come from a file, from pasted text of the
// same shape, or typed one a line.
func propose(c *kit.Ctx) error {
	f := c.FormOf("notice")
	n, err := daysOf(f)
	if err != nil {
		return err
	}
	n.No, n.Published = f.Need("no", "文号"), f.Day("published", "发布日期")
	if title := f.Text("title"); title != "" {
		n.Title = title
	}
	if url := f.Text("url"); url != "" {
		n.URL = url
	}
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		if err := f.Err(); err != nil {
			return "", err
		}
		proposed, err := workdays.Propose(tx, c.Actor, n)
		return "/admin/calendar/" + proposed.ID, err
	}), noticesPage)
}

// daysOf reads the days and notes what is wrong with them beside their field.
func daysOf(f *kit.Form) (calendar.Notice, error) {
	text, field := f.Lines("json"), "json"
	if upload, ok := f.File("file"); ok {
		body, err := upload.Open()
		if err != nil {
			return calendar.Notice{}, err
		}
		data, err := io.ReadAll(body)
		_ = body.Close() // it was read to its end
		if err != nil {
			return calendar.Notice{}, err
		}
		text, field = string(data), "file"
	}
	if text != "" {
		n, err := calendar.ParseHolidayCN(bytes.NewReader([]byte(text)))
		if err != nil {
			f.Problem(field, "节假日文件："+err.Error())
		}
		return n, nil
	}
	return calendar.Notice{Days: typedDays(f)}, nil
}

// meaning are the words that end a typed line.
var meaning = map[string]bool{"休": true, "放假": true, "休息": true, "班": false, "上班": false, "调休": false}

// typedDays reads lines such as "2027-01-01 元旦 休".
func typedDays(f *kit.Form) []calendar.Special {
	var out []calendar.Special
	for _, line := range strings.Split(f.Lines("days"), "\n") {
		parts := strings.Fields(line)
		if len(parts) == 0 {
			continue
		}
		off, known := meaning[parts[len(parts)-1]]
		if len(parts) != 3 || !known {
			f.Problem("days", "“"+line+"”看不懂：每行写日期、节日、休或班，例如 2027-01-01 元旦 休")
			return nil
		}
		day, err := calendar.ParseDayLenient(parts[0])
		if err != nil {
			f.Problem("days", err.Error())
			return nil
		}
		out = append(out, calendar.Special{Day: day, Name: parts[1], Off: off})
	}
	if len(out) == 0 {
		f.Problem("days", "放假和上班的日子：还没有填，请选文件、粘贴文件内容，或逐行填写")
	}
	return out
}

type noticeView struct {
	Notice                  workdays.Notice
	Changes                 []calendar.Difference
	Proposer, Confirmer     string
	Own                     bool // the actor entered it: another person confirms
	ConfirmForm, TakeItBack *kit.Form
}

func noticePage(c *kit.Ctx) error {
	v := noticeView{ConfirmForm: c.FormOf("confirm"), TakeItBack: c.FormOf("withdraw")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Notice, err = workdays.ByID(tx, c.Path("id")); err != nil {
			return err
		}
		v.Own = v.Notice.ProposedBy == c.Actor.Account
		if v.Proposer, err = nameOf(tx, v.Notice.ProposedBy); err != nil {
			return err
		}
		if v.Notice.ConfirmedBy != nil {
			if v.Confirmer, err = nameOf(tx, *v.Notice.ConfirmedBy); err != nil {
				return err
			}
		}
		if v.Notice.State == workdays.Proposed {
			v.Changes, err = workdays.Changes(tx, v.Notice.ID)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(noticeTempl(c.Page("节假日通知"), v))
}

// nameOf is an account's name; programs keep their id.
func nameOf(tx *store.Tx, account string) (string, error) {
	a, err := identity.ByID(tx, account)
	if store.NoRow.Is(err) {
		return account, nil
	}
	return a.Name, err
}

func confirm(c *kit.Ctx) error {
	f := c.FormOf("confirm")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		n, err := workdays.Confirm(tx, c.Actor, c.Path("id"), f.Int("version", "版本", 1, 1<<40))
		return "/admin/calendar/" + n.ID, err
	}), noticePage)
}

func withdraw(c *kit.Ctx) error {
	f := c.FormOf("withdraw")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		_, err := workdays.Withdraw(tx, c.Actor, c.Path("id"), f.Int("version", "版本", 1, 1<<40), f.Lines("reason"))
		return "/admin/calendar", err
	}), noticePage)
}
