package pages

import (
	"strconv"

	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

// askView is the public page behind an invitation.
type askView struct {
	Page    ui.Page
	Form    *ui.Form
	Again   *ui.Form
	Action  string
	Unit    string
	Channel rating.Channel
	Levels  []ui.Option
	Reasons []ui.Option
	rating.Asked
	Thanks bool // just rated
}

// levelOptions are the five choices, in the standard's order, alike in all.
func levelOptions() []ui.Option {
	var out []ui.Option
	for l := rating.Level(1); l <= 5; l++ {
		out = append(out, ui.Option{Value: strconv.Itoa(int(l)), Label: l.Zh()})
	}
	return out
}

func showAsk(c *kit.Ctx) error {
	v := askView{Form: c.FormOf("rate"), Again: c.FormOf("again"), Action: "/rate/" + c.Path("token"),
		Channel: channelOf(c), Levels: levelOptions(), Thanks: c.Query("done") != ""}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Asked, err = rating.Look(tx, c.Path("token")); err != nil {
			return err
		}
		v.Unit, err = org.ShortName(tx, v.Asked.Unit)
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range v.Asked.Reasons {
		v.Reasons = append(v.Reasons, ui.Option{Value: r.Code, Label: r.Zh})
	}
	v.Page = c.Page("评价一下这次办事").WithNarrow()
	if v.Rated {
		v.Page.Title = "评价"
	}
	return c.Render(askPage(v))
}

// channelOf is the way the link says it was opened, else what the browser is.
func channelOf(c *kit.Ctx) rating.Channel {
	named := rating.Channel(c.Query("c"))
	for _, known := range []rating.Channel{rating.QR, rating.SMS, rating.Tablet, rating.Terminal} {
		if named == known {
			return known
		}
	}
	if c.Actor.Channel == "mobile" {
		return rating.Mobile
	}
	return rating.PC
}

func rate(c *kit.Ctx) error {
	f := c.FormOf("rate")
	in := rating.Answer{Level: rating.Level(levelOf(f)), Channel: rating.Channel(f.Text("channel")),
		Reasons: f.All("reasons"), Words: f.Lines("words"), Device: c.Request.UserAgent() + " " + c.Actor.Address}
	token := c.Path("token")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		_, err := rating.Rate(tx, c.Actor, token, in)
		return "/rate/" + token + "?done=1", err
	}), showAsk)
}

func levelOf(f *ui.Form) int {
	n, err := strconv.Atoi(f.Value("level"))
	if err != nil {
		return 0 // the verb says what to choose
	}
	return n
}

func again(c *kit.Ctx) error {
	f := c.FormOf("again")
	token := c.Path("token")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		_, err := rating.Again(tx, c.Actor, token, rating.Level(levelOf(f)), f.Lines("words"))
		return "/rate/" + token + "?done=1", err
	}), showAsk)
}

// openOwn leads the applicant to the rating of a case. The token is asked for by
// a button and stands in no page of the case, so that nobody reads it there.
func openOwn(c *kit.Ctx) error {
	return lead(c, func(tx *store.Tx) (ids.Code, error) { return rating.Token(tx, c.Actor, c.Path("id")) })
}

// openByCode leads whoever holds the case's number and code.
func openByCode(c *kit.Ctx) error {
	f := c.Form()
	return lead(c, func(tx *store.Tx) (ids.Code, error) {
		return rating.TokenByCode(tx, c.Actor, f.Code("number"), f.Code("code"))
	})
}

func lead(c *kit.Ctx, ask func(tx *store.Tx) (ids.Code, error)) error {
	var token ids.Code
	err := c.Read(func(tx *store.Tx) (err error) {
		token, err = ask(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Redirect("/rate/" + string(token))
}
