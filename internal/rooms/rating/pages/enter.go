package pages

import (
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

// phoneView is the form for what was said on the telephone.
type phoneView struct {
	Page    ui.Page
	Form    *ui.Form
	Levels  []ui.Option
	Reasons []ui.Option
}

func showPhone(c *kit.Ctx) error {
	v := phoneView{Page: c.Page("录入电话评价"), Form: c.Form(), Levels: levelOptions()}
	err := c.Read(func(tx *store.Tx) error {
		content, err := rating.ContentOn(tx, tx.Today())
		for _, r := range content.Reasons {
			where := "现场"
			if r.Online {
				where = "网上"
			}
			v.Reasons = append(v.Reasons, ui.Option{Value: r.Code, Label: r.Zh + "（" + where + "）"})
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(phonePage(v))
}

func enterPhone(c *kit.Ctx) error {
	f := c.Form()
	return settle(c, "电话评价已录入。", showPhone, func(tx *store.Tx) (string, error) {
		in := rating.Answer{Level: rating.Level(levelOf(f)), Reasons: f.All("reasons"), Words: f.Lines("words")}
		_, err := rating.EnterByPhone(tx, c.Actor, f.Code("number"), f.Text("call"), in)
		return "/ratings", err
	})
}

// visitView opens a visit, or shows its code.
type visitView struct {
	Page  ui.Page
	Form  *ui.Form
	Visit string
	Link  string
}

func showVisit(c *kit.Ctx) error {
	return c.Render(visitPage(visitView{Page: c.Page("现场评价"), Form: c.Form()}))
}

func openVisit(c *kit.Ctx) error {
	f := c.Form()
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		inv, _, err := rating.OpenVisit(tx, c.Actor, f.Code("visit"), f.Text("matter"))
		return "/ratings/visit/" + inv.ID, err
	}), showVisit)
}

func showVisitCode(c *kit.Ctx) error {
	v := visitView{Page: c.Page("请办事人扫码评价"), Form: c.Form()}
	err := c.Read(func(tx *store.Tx) error {
		inv, token, err := rating.VisitToken(tx, c.Actor, c.Path("id"))
		if err != nil {
			return err
		}
		v.Visit, v.Link = *inv.Visit, c.Absolute("/rate/"+string(token)+"?c=qr")
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(visitCodePage(v))
}

// contentView shows what is asked and by which rules, and proposes a change.
type contentView struct {
	Page    ui.Page
	Form    *ui.Form
	Decide  *ui.Form
	Now     rating.Content
	Waiting *rating.ContentRow
	Propose bool
	Mine    bool // the waiting version is the actor's own
}

func showContent(c *kit.Ctx) error {
	v := contentView{Page: c.Page("评价内容和规则"), Form: c.FormOf("content"), Decide: c.FormOf("decide"), Propose: c.Can("rating.manage")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Now, err = rating.ContentOn(tx, tx.Today()); err != nil {
			return err
		}
		v.Waiting, err = rating.Waiting(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Mine = v.Waiting != nil && v.Waiting.ProposedBy == c.Actor.Account
	for name, n := range map[string]int{"open_days": v.Now.OpenDays, "contact_days": v.Now.ContactDays,
		"min_sample": v.Now.MinSample, "appeal_days": v.Now.AppealDays, "ordinary_days": v.Now.Term(rating.Ordinary).N, "complex_days": v.Now.Term(rating.Complex).N, "texts_after": v.Now.TextsAfter, "texts_days": v.Now.TextsDays} {
		v.Form.Default(name, strconv.Itoa(n))
	}
	v.Form.Default("office", v.Now.Office)
	v.Form.Default("networks", strings.Join(v.Now.Networks, "\n"))
	v.Form.Default("kiosks", strings.Join(v.Now.Kiosks, "\n"))
	return c.Render(contentPage(v))
}

func proposeContent(c *kit.Ctx) error {
	f := c.FormOf("content")
	return settle(c, "已提出，等另一位同事复核。", showContent, func(tx *store.Tx) (string, error) {
		now, err := rating.ContentOn(tx, tx.Today())
		if err != nil {
			return "", err
		}
		now.Document, now.From = f.Text("document"), f.Day("from", "生效日期")
		now.OpenDays = int(f.Int("open_days", "邀请有效天数", 1, 365))
		now.ContactDays = int(f.Int("contact_days", "联系期限", 1, 30))
		now.RectifyDays = 0
		now.Terms = []rating.Term{
			{Class: rating.Ordinary, N: int(f.Int("ordinary_days", "一般差评整改期限", 1, 60)), Unit: calendar.CalendarDays},
			{Class: rating.Complex, N: int(f.Int("complex_days", "复杂差评整改期限", 1, 60)), Unit: calendar.CalendarDays},
		}
		now.AppealDays = int(f.Int("appeal_days", "申诉决定期限", 1, 30))
		now.MinSample = int(f.Int("min_sample", "最小样本", 1, 1000))
		now.TextsAfter = int(f.Int("texts_after", "满几条显示文字", 2, 100))
		now.TextsDays = int(f.Int("texts_days", "满几天显示文字", 1, 90))
		now.Office = f.Code("office")
		now.Networks, now.Kiosks = lines(f, "networks"), lines(f, "kiosks")
		_, err = rating.ProposeContent(tx, c.Actor, now)
		return "/ratings/content", err
	})
}

func lines(f *ui.Form, name string) []string {
	return slices.DeleteFunc(strings.Fields(f.Lines(name)), func(s string) bool { return s == "" })
}

func confirmContent(c *kit.Ctx) error {
	return decideContent(c, rating.ConfirmContent, "已复核，到生效日起用。")
}

func dropContent(c *kit.Ctx) error {
	return decideContent(c, rating.DropContent, "没有采用这一版。")
}

func decideContent(c *kit.Ctx, verb decider, done string) error {
	f := c.FormOf("decide")
	if !f.Sent {
		f = c.FormOf("drop")
	}
	version := f.Int("version", "页面版本", 1, 1<<40)
	return settle(c, done, showContent, func(tx *store.Tx) (string, error) {
		_, err := verb(tx, c.Actor, c.Path("id"), version)
		return "/ratings/content", err
	})
}

// decider is the second person's verb on a proposed version.
type decider func(tx *store.Tx, by flow.Actor, id string, version int64) (rating.ContentRow, error)
