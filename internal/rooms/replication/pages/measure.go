package pages

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/replication"
	"yingshang/internal/store"
)

// measureView is one measure with everything that happened to it.
type measureView struct {
	Page     ui.Page
	Move     *ui.Form
	Plan     *ui.Form
	Words    *ui.Form
	It       replication.Measure
	Names    map[string]string
	Timeline []ui.Event
	Steps    []flow.Step // that this person may take
	Own      bool        // of the leading unit
	Keep     bool
	Late     bool
}

func (d door) showMeasure(c *kit.Ctx) error {
	v := measureView{Page: c.Page("改革举措"), Move: c.FormOf("move"), Plan: c.FormOf("plan"), Words: c.FormOf("words"), Keep: c.Can("replication.keep")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = replication.ByID(tx, c.Path("id")); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		history, err := replication.History(tx, v.It.ID)
		for _, h := range slices.Backward(history) {
			v.Timeline = append(v.Timeline, v.event(h))
		}
		return err
	})
	if err != nil {
		return err
	}
	m := v.It
	v.Timeline = append(v.Timeline, ui.Event{When: m.ListedDay.String(), Title: "列入清单", Who: record.NameOf(v.Names, m.Office), Note: m.Source, Tone: ui.Grey})
	v.Page.Title = m.Code() + " " + m.Name()
	v.Own = c.Actor.Unit == m.Lead
	v.Steps = offered(c.Actor, m)
	v.Late = m.ClaimedAt == nil && m.State != replication.NotApplicable && m.Due < c.Now.Day()
	v.Move.Default("day", c.Now.Day().String())
	for name, value := range map[string]string{"lead": m.Lead, "partners": strings.Join(m.Partners, "、"), "plan": m.Plan, "due": m.Due.String()} {
		v.Plan.Default(name, value)
	}
	for name, value := range map[string]string{"title": m.Title, "wording": m.Wording, "word_source": m.WordSource} {
		v.Words.Default(name, value)
	}
	return c.Render(measurePage(v))
}

// offered are the acts whose button the page shows: those the room would not
// refuse for whose they are.
func offered(by flow.Actor, m replication.Measure) []flow.Step {
	return slices.DeleteFunc(replication.Flow.Open(by, m.State), func(s flow.Step) bool { return !replication.Fits(by, m, s.Verb) })
}

func (v measureView) event(h replication.Change) ui.Event {
	e := ui.Event{ID: h.ID, When: h.Day.String(), Title: replication.Label(h.Verb), Who: strings.TrimSpace(record.NameOf(v.Names, h.Unit) + " " + h.ByName),
		Note: h.Words, Tone: tone[h.ToState]}
	if h.Document != "" {
		e.Note = strings.TrimSpace(e.Note + "（凭据：" + h.Document + "）")
	}
	if h.Late() {
		e.Note += fmt.Sprintf("（补录于 %s）", h.RecordedAt)
	}
	if h.FileDigest != nil {
		e.Links = []ui.Link{{Label: h.FileName, Href: "/reforms/" + h.MeasureID + "/evidence/" + h.ID}}
	}
	return e
}

// settle runs a form's act; the next page says that it is done.
func (d door) settle(c *kit.Ctx, done string, act func(tx *store.Tx) error) error {
	to, err := c.Act(func(tx *store.Tx) (string, error) { return "/reforms/" + c.Path("id"), act(tx) })
	if err != nil {
		return c.Again(err, d.showMeasure)
	}
	c.Flash(done)
	return c.Redirect(to)
}

// move records a change; the file is looked through before the act.
func (d door) move(c *kit.Ctx) error {
	f := c.FormOf("move")
	in := replication.Move{Verb: flow.Verb(f.Text("verb")), Document: f.Text("document"), Words: f.Lines("words")}
	if day := f.OptionalDay("day", "生效日"); day != nil {
		in.Day = *day
	}
	if err := f.Err(); err != nil {
		return c.Again(err, d.showMeasure)
	}
	file, err := d.received(c, f)
	if err != nil {
		return c.Again(err, d.showMeasure)
	}
	in.File = file
	return d.settle(c, "已记下：“"+replication.Label(in.Verb)+"”。", func(tx *store.Tx) error {
		_, err := replication.Record(tx, c.Actor, c.Path("id"), seen(f), in)
		return err
	})
}

// received stores and checks the evidence, if there is one.
func (d door) received(c *kit.Ctx, f *ui.Form) (*replication.File, error) {
	upload, sent := f.File("file")
	if !sent {
		return nil, nil
	}
	body, err := upload.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = body.Close() }() // it was read to its end
	checked, err := d.intake.Check(c.Request.Context(), papers.Upload{Material: "凭据", FileName: upload.FileName, Body: body})
	if what, ok := fault.Of(err); ok && what.Def.Kind != fault.Internal {
		f.Problem("file", what.Sentence())
		return nil, f.Err()
	}
	if err == nil && checked.Threat != "" {
		f.Problem("file", "凭据文件：扫描发现有害内容，没有收下。请换一份")
		err = f.Err()
	}
	return &replication.File{Digest: checked.Digest, Name: "凭据" + checked.Ext, Mime: checked.Mime, Size: checked.Size}, err
}

func (d door) plan(c *kit.Ctx) error {
	f := c.FormOf("plan")
	return d.settle(c, "计划已修改，原来的留在日志里。", func(tx *store.Tx) error {
		_, err := replication.SetPlan(tx, c.Actor, c.Path("id"), seen(f), replication.Planned{Lead: f.Text("lead"),
			Partners: strings.Fields(strings.NewReplacer("、", " ", "，", " ", ",", " ").Replace(f.Text("partners"))),
			Plan:     f.Lines("plan"), Due: f.Day("due", "计划完成日"), Document: f.Text("document")})
		return err
	})
}

func (d door) wording(c *kit.Ctx) error {
	f := c.FormOf("words")
	return d.settle(c, "正式文本已导入。", func(tx *store.Tx) error {
		_, err := replication.SetWording(tx, c.Actor, c.Path("id"), seen(f),
			replication.Wording{Title: f.Text("title"), Text: f.Lines("wording"), Source: f.Text("word_source")})
		return err
	})
}

// sandbox keeps a stored file from running anything.
const sandbox = "default-src 'none'; sandbox"

// evidence answers with the file behind a change.
func (d door) evidence(c *kit.Ctx) error {
	var h replication.Change
	var m replication.Measure
	err := c.Read(func(tx *store.Tx) (err error) {
		if m, err = replication.ByID(tx, c.Path("id")); err == nil {
			h, err = replication.Proof(tx, m.ID, c.Path("change"))
		}
		return err
	})
	if err != nil {
		return err
	}
	body, err := d.intake.Blobs.Open(*h.FileDigest)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }() // opened for reading: nothing to lose
	c.Header().Set("Content-Security-Policy", sandbox)
	return c.Download(m.Code()+" "+h.Day.String()+" "+h.FileName, h.FileMime, h.FileSize, body)
}

func partners(v measureView) string {
	var out []string
	for _, code := range v.It.Partners {
		out = append(out, record.NameOf(v.Names, code))
	}
	if len(out) == 0 {
		return "没有"
	}
	return strings.Join(out, "、")
}
