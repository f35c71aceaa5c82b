package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/store"
)

// roundsView lists the rounds.
type roundsView struct {
	Page    ui.Page
	Form    *ui.Form
	List    []normdoc.Round
	Tallies map[string]normdoc.Tally
	Open    bool // may open one
}

func showRounds(c *kit.Ctx) error {
	v := roundsView{Page: c.Page("文件清理"), Form: c.FormOf("round"), Tallies: map[string]normdoc.Tally{}, Open: c.Can("normdoc.open")}
	v.Form.Default("articles", normdoc.ArticlesText(normdoc.Usual))
	v.Form.Default("scope", string(normdoc.ScopeBusiness))
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = normdoc.Rounds(tx, c.Actor, 100); err != nil {
			return err
		}
		for _, r := range v.List {
			if v.Tallies[r.ID], err = normdoc.TallyIn(tx, r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(roundsPage(v))
}

func openRound(c *kit.Ctx) error {
	f := c.FormOf("round")
	return settle(c, "清理已开展，各单位按清单审查。", showRounds, func(tx *store.Tx) (string, error) {
		articles, err := normdoc.ParseArticles(f.Text("articles"))
		if err != nil {
			f.Problem("articles", "条款："+err.Error())
		}
		in := normdoc.RoundInput{Title: f.Text("title"), Basis: f.Text("basis"), Scope: normdoc.Scope(f.Value("scope")), Articles: articles,
			Due: f.Day("due", "截止日")}
		if err := f.Err(); err != nil {
			return "", err
		}
		r, err := normdoc.OpenRound(tx, c.Actor, in)
		return "/cleanups/" + r.ID, err
	})
}

// roundView is one round with its reviews, for staff and for the public.
type roundView struct {
	Page  ui.Page
	Form  *ui.Form
	It    normdoc.Round
	Lines []normdoc.Line
	Tally normdoc.Tally
	Names map[string]string
	Today calendar.Day
	Can   bool // may publish it
	Staff bool
}

func readRound(c *kit.Ctx, by flow.Actor) (v roundView, err error) {
	v = roundView{Form: c.FormOf("publish"), Today: c.Now.Day()}
	err = c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = normdoc.RoundByID(tx, by, c.Path("id")); err != nil {
			return err
		}
		if v.Lines, err = normdoc.LinesOf(tx, by, v.It); err != nil {
			return err
		}
		if v.Tally, err = normdoc.TallyIn(tx, v.It); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	v.Page = c.Page(v.It.Title)
	return v, err
}

func showRound(c *kit.Ctx) error {
	v, err := readRound(c, c.Actor)
	if err != nil {
		return err
	}
	v.Staff = true
	v.Can = c.Can("normdoc.decide") && v.It.State == normdoc.RoundOpen
	return c.Render(roundPage(v))
}

func publishRound(c *kit.Ctx) error {
	f := c.FormOf("publish")
	return settle(c, "清理结果已公布。", showRound, func(tx *store.Tx) (string, error) {
		r, err := normdoc.PublishRound(tx, c.Actor, c.Path("id"), seen(f), f.Text("document"))
		return "/cleanups/" + r.ID, err
	})
}

// tiles are the sum of a round.
func tiles(t normdoc.Tally) []ui.KPI {
	out := []ui.KPI{{Label: "已决定", Value: fmt.Sprint(t.Reviewed), Unit: "份", Note: fmt.Sprintf("清单 %d 份", t.All)},
		{Label: "发现抵触", Value: fmt.Sprint(t.Conflicts), Unit: "份"}}
	for _, d := range normdoc.Decisions {
		out = append(out, ui.KPI{Label: d.Zh, Value: fmt.Sprint(t.By[d.Decision]), Unit: "份"})
	}
	return out
}

// reviewView is one document in one round: the form of the issuing unit, the
// decision of the legal reviewer, the follow-through.
type reviewView struct {
	Page     ui.Page
	It       normdoc.Review
	Round    normdoc.Round
	Document normdoc.Document
	Follower *normdoc.Document
	Names    map[string]string
	Today    calendar.Day
	Forms    map[string]*ui.Form
	Can      map[string]bool
}

func showReview(c *kit.Ctx) error {
	v := reviewView{Today: c.Now.Day(), Forms: map[string]*ui.Form{}, Can: map[string]bool{}}
	for _, name := range []string{"review", "decide", "return", "fulfil"} {
		v.Forms[name] = c.FormOf(name)
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, v.Round, err = normdoc.ReviewByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.Document, err = normdoc.DocumentByID(tx, c.Actor, v.It.DocumentID); err != nil {
			return err
		}
		if v.It.FollowBy != nil {
			next, err := normdoc.DocumentByID(tx, c.Actor, *v.It.FollowBy)
			if err != nil {
				return err
			}
			v.Follower = &next
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range normdoc.ReviewFlow.Open(c.Actor, v.It.State) {
		form := string(s.Verb)
		if strings.HasPrefix(s.Kind, "normdoc.decide_") {
			form = "decide"
		}
		v.Can[form] = (v.Round.State == normdoc.RoundOpen) != (form == "fulfil")
	}
	v.Page = c.Page("审查表：" + v.Document.Number)
	v.fill()
	return c.Render(reviewPage(v))
}

// fill shows what was written down before.
func (v *reviewView) fill() {
	f := v.Forms["review"]
	for _, found := range v.It.Findings {
		name, answer := articleField(found.Article), "none"
		if found.Conflict {
			answer = "conflict"
			f.Default(name+"_words", found.Words)
		}
		f.Default(name, answer)
	}
	if v.It.Proposal != nil {
		f.Default("proposal", string(*v.It.Proposal))
		v.Forms["decide"].Default("decision", string(*v.It.Proposal))
	}
	f.Default("opinion", v.It.Opinion)
}

func articleField(article int64) string { return fmt.Sprintf("article_%d", article) }

var findingOptions = []ui.Option{{Value: "none", Label: normdoc.NoneFound}, {Value: "conflict", Label: "抵触"}}

func stepReview(c *kit.Ctx) error {
	id := c.Path("id")
	return take(c, showReview, "/cleanups/reviews/"+id, []step{
		{"review", "审查表已提交，等司法局决定。", func(tx *store.Tx, f *ui.Form) error {
			v, r, err := normdoc.ReviewByID(tx, c.Actor, id)
			if err != nil {
				return err
			}
			in := normdoc.ReviewInput{Proposal: normdoc.Decision(f.Value("proposal")), Opinion: f.Text("opinion")}
			for _, article := range r.Articles {
				name := articleField(article)
				if answer := f.Value(name); answer != "" {
					found := normdoc.Finding{Article: article, Conflict: answer == "conflict"}
					if found.Conflict {
						found.Words = f.Text(name + "_words")
					}
					in.Findings = append(in.Findings, found)
				}
			}
			_, err = normdoc.FileReview(tx, c.Actor, v.ID, seen(f), in)
			return err
		}},
		{"decide", "已决定。", func(tx *store.Tx, f *ui.Form) error {
			in := normdoc.DecisionInput{Decision: normdoc.Decision(f.Value("decision")), Reason: f.Text("reason")}
			if f.Text("due") != "" {
				in.Due = f.Day("due", "落实期限")
			}
			if err := f.Err(); err != nil {
				return err
			}
			_, err := normdoc.Decide(tx, c.Actor, id, seen(f), in)
			return err
		}},
		{"return", "已退回重新审查。", func(tx *store.Tx, f *ui.Form) error {
			_, err := normdoc.Return(tx, c.Actor, id, seen(f), f.Text("reason"))
			return err
		}},
		{"fulfil", "已登记落实文件。", func(tx *store.Tx, f *ui.Form) error {
			_, err := normdoc.Fulfil(tx, c.Actor, id, seen(f), f.Text("number"))
			return err
		}},
	})
}

// followView lists what is to be revised or repealed.
type followView struct {
	Page  ui.Page
	List  []normdoc.Line
	Names map[string]string
	Today calendar.Day
	Tabs  []ui.Tab
}

func showFollow(c *kit.Ctx) error {
	all := c.Query("view") == "all"
	v := followView{Page: c.Page("修订、废止落实"), Today: c.Now.Day(),
		Tabs: []ui.Tab{{Label: "没有落实的", Href: "/cleanups/follow", On: !all}, {Label: "全部", Href: "/cleanups/follow?view=all", On: all}}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = normdoc.Following(tx, c.Actor, !all); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(followPage(v))
}

// staleView lists published records that cite what no longer holds.
type staleView struct {
	Page  ui.Page
	List  []normdoc.Stale
	Names map[string]string
	Today calendar.Day
	Tabs  []ui.Tab
}

func showCitations(c *kit.Ctx) error {
	all := c.Query("view") == "all"
	v := staleView{Page: c.Page("失效引用"), Today: c.Now.Day(),
		Tabs: []ui.Tab{{Label: "没有改的", Href: "/citations", On: !all}, {Label: "全部", Href: "/citations?view=all", On: all}}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = normdoc.Stales(tx, c.Actor, !all); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(stalePage(v))
}
