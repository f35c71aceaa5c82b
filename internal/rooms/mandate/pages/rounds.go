package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// roundsView lists the rounds.
type roundsView struct {
	Page    ui.Page
	Form    *ui.Form
	List    []mandate.Round
	Systems []ui.Option
	Keep    bool
}

func (d door) showRounds(c *kit.Ctx) error {
	v := roundsView{Page: c.Page("指标自评"), Form: c.FormOf("open"), Keep: c.Can("mandate.keep")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = mandate.Rounds(tx, c.Actor); err != nil {
			return err
		}
		all, err := mandate.Systems(tx, c.Actor)
		for _, s := range all {
			if s.State == mandate.Published {
				v.Systems = append(v.Systems, ui.Option{Value: s.ID, Label: s.Title})
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(roundsPage(v))
}

func roundHref(id string) string { return "/mandate/rounds/" + id }

func (d door) openRound(c *kit.Ctx) error {
	f := c.FormOf("open")
	return settle(c, "自评已开始，各责任单位在“本单位任务”里看得到。", d.showRounds, func(tx *store.Tx) (string, error) {
		r, err := mandate.OpenRound(tx, c.Actor, mandate.RoundInput{System: f.Text("system"), Title: f.Text("title"), From: f.Day("from", "期间起"),
			To: f.Day("to", "期间止"), Due: f.Day("due", "自评期限")})
		return roundHref(r.ID), err
	})
}

// roundView is one round with the scores in sight.
type roundView struct {
	Page  ui.Page
	Form  *ui.Form
	It    mandate.Round
	List  []mandate.ScoreLine
	Names map[string]string
	Close bool
	Own   mandate.Weight
	Got   mandate.Weight
	Full  mandate.Weight // of the reviewed ones
}

func (d door) showRound(c *kit.Ctx) error {
	v := roundView{Page: c.Page("指标自评"), Form: c.FormOf("close")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = mandate.RoundByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.List, err = mandate.Scores(tx, c.Actor, v.It.ID, ""); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range v.List {
		if s.Got != nil {
			v.Own, v.Got, v.Full = v.Own+*s.Points, v.Got+*s.Got, v.Full+s.Weight
		}
	}
	v.Page.Title, v.Close = v.It.Title, len(mandate.RoundFlow.Open(c.Actor, v.It.State)) > 0
	return c.Render(roundPage(v))
}

func (d door) closeRound(c *kit.Ctx) error {
	f := c.FormOf("close")
	return settle(c, "这一轮自评已结束。", d.showRound, func(tx *store.Tx) (string, error) {
		r, err := mandate.CloseRound(tx, c.Actor, c.Path("id"), seen(f))
		return roundHref(r.ID), err
	})
}

// scoreView is one self-score.
type scoreView struct {
	Page     ui.Page
	Form     *ui.Form
	Review   *ui.Form
	Open     *ui.Form
	It       mandate.ScoreLine
	Proofs   []papers.Evidence
	Names    map[string]string
	Now      mandate.Valued
	Computed bool
	Verbs    map[flow.Verb]bool
	Timeline []ui.Event
}

func (d door) showScore(c *kit.Ctx) error {
	v := scoreView{Page: c.Page("指标自评"), Form: c.FormOf("file"), Review: c.FormOf("review"), Open: c.FormOf("open"), Verbs: map[flow.Verb]bool{}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, v.Proofs, err = mandate.ScoreByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.Now, v.Computed, err = d.keeper.ValueOf(tx, v.It); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		v.Timeline, err = record.Timeline(tx, v.It.ID, mandate.ScoreFlow, nil)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range mandate.ScoreFlow.Open(c.Actor, v.It.State) {
		v.Verbs[s.Verb] = true
	}
	v.Verbs[mandate.VerbFile] = v.Verbs[mandate.VerbFile] && c.Actor.Unit == v.It.Unit
	v.Page.Title = v.It.Name + "自评"
	if v.It.Points != nil {
		v.Review.Default("points", v.It.Points.String())
	}
	return c.Render(scorePage(v))
}

// differs reports whether the records say something else now than at the filing.
func (v scoreView) differs() bool {
	return v.Computed && v.It.FiledAt != nil && (v.Now.Value.Text != v.It.Value || v.Now.Records != v.It.Records)
}

func points(f *ui.Form) mandate.Weight {
	w, ok := mandate.ParseWeight(f.Text("points"))
	if !ok {
		f.Problem("points", "分数：请填数字，最多两位小数")
	}
	return w
}

func (d door) fileScore(c *kit.Ctx) error {
	f := c.FormOf("file")
	proofs, err := d.evidence.Take(c, f, "佐证名称")
	if err != nil {
		return c.Again(err, d.showScore)
	}
	return settle(c, "自评已交，等别的单位复核。", d.showScore, func(tx *store.Tx) (string, error) {
		s, err := d.keeper.FileScore(tx, c.Actor, c.Path("id"), seen(f), mandate.ScoreInput{Points: points(f), Value: f.Text("value"),
			Grounds: f.Lines("grounds"), Proofs: proofs})
		return s.Link(), err
	})
}

func (d door) reviewScore(c *kit.Ctx) error {
	f := c.FormOf("review")
	accept := f.Text("verb") == "review"
	done := map[bool]string{true: "已复核。", false: "已退回，单位会看到意见。"}[accept]
	return settle(c, done, d.showScore, func(tx *store.Tx) (string, error) {
		in := mandate.Review{Accept: accept, Opinion: f.Lines("opinion")}
		if accept {
			in.Points = points(f)
		}
		s, err := mandate.ReviewScore(tx, c.Actor, c.Path("id"), seen(f), in)
		return s.Link(), err
	})
}
