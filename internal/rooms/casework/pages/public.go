package pages

import (
	"io"
	"net/url"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

type trackView struct {
	Form   *kit.Form
	File   *casework.File
	Public casework.PublicStatus
	Steps  []ui.Event

	Invites []invite
}

func (s site) trackPage(c *kit.Ctx) error {
	v := trackView{Form: c.FormOf("track")}
	v.Form.Default("number", c.Query("no"))
	return c.Render(trackTempl(c.Page(c.Page("").Say("查办件进度", "Track your case")).WithNarrow(), v))
}

// track shows progress to whoever holds number and code. It is a POST so that
// the code stands in no address; it changes nothing.
func (s site) track(c *kit.Ctx) error {
	v := trackView{Form: c.FormOf("track")}
	err := c.Read(func(tx *store.Tx) error {
		file, err := casework.Track(tx, v.Form.Code("number"), v.Form.Code("code"))
		if err != nil {
			return err
		}
		v.File, v.Public = &file, file.PublicStatus()
		v.Steps = publicSteps(file.Case, v.Public)
		if c.Actor.Unit != "" {
			return nil // who is rated is not led to the rating
		}
		v.Invites, err = s.invites(tx, c, flow.System("casework.track"), file.Case.ID)
		for i := range v.Invites {
			v.Invites[i].Number, v.Invites[i].Code = v.Form.Code("number"), v.Form.Code("code")
		}
		return err
	})
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			what, _ := fault.Of(err)
			var p fault.Problems
			p.Add("code", "%s", what.Sentence())
			err = p.Err()
		}
		return c.Again(err, s.trackPage)
	}
	return c.Render(trackTempl(c.Page(c.Page("").Say("查办件进度", "Track your case")).WithNarrow(), v))
}

// publicSteps is the public timeline: what comes next first, then the past in
// order; names of people are not shown.
func publicSteps(k casework.Case, s casework.PublicStatus) []ui.Event {
	out := []ui.Event{{Title: s.Word, Note: s.Line, Next: s.By != nil, When: dayText(s.By)}}
	for _, done := range []struct {
		title string
		at    *calendar.Instant
	}{{"提交", k.SubmittedAt}, {"受理", k.AcceptedAt}, {"作出决定", k.DecidedAt}, {"送达", k.DeliveredAt}} {
		if done.at != nil {
			out = append(out, ui.Event{Title: done.title, When: done.at.String(), Tone: ui.Green})
		}
	}
	return out
}

type mineView struct{ Cases []casework.Case }

func minePage(c *kit.Ctx) error {
	var v mineView
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Cases, err = casework.List(tx, c.Actor, casework.Find{Limit: 100})
		return err
	})
	if err != nil {
		return err
	}
	// What the applicant has to mend comes first.
	slices.SortStableFunc(v.Cases, func(a, b casework.Case) int { return rank(a) - rank(b) })
	return c.Render(mineTempl(c.Page("我的办件"), v))
}

func rank(c casework.Case) int {
	switch c.State {
	case casework.Correction:
		return 0
	case casework.Draft:
		return 1
	}
	return 2
}

type applyView struct {
	Version catalogue.Version
	Code    string
	Who     string
	Form    *kit.Form
}

func (s site) applyPage(c *kit.Ctx) error {
	v := applyView{Code: c.Path("item"), Form: c.FormOf("apply")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Version, err = catalogue.Current(tx, v.Code, tx.Today()); err != nil {
			return err
		}
		for _, q := range v.Version.Questions {
			v.Form.Default(answer+q.ID, c.Query(answer+q.ID)) // answered when finding out what to bring
		}
		p, err := party.ByID(tx, c.Actor.Party)
		v.Who = p.Name
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(applyTempl(c.Page("申请 "+v.Version.Name).WithNarrow().WithBack("返回指南", "/items/"+v.Code), v))
}

// apply opens the draft; the next page asks for the materials.
func (s site) apply(c *kit.Ctx) error {
	f := c.FormOf("apply")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		version, err := catalogue.Current(tx, c.Path("item"), tx.Today())
		if err != nil {
			return "", err
		}
		k, err := casework.Open(tx, c.Actor, casework.Filing{Item: c.Path("item"), Party: c.Actor.Party,
			Answers: answersOf(f, version), Mobile: f.Code("mobile"), Delivery: f.Text("delivery")})
		return "/drafts/" + k.ID, err
	}), s.applyPage)
}

type draftView struct {
	File     casework.File
	Reusable map[string][]papers.Paper
	Problems map[string]casework.Gap // what the window asked to mend
	Forms    map[string]*kit.Form
	HandIn   *kit.Form
	Lacking  []string

	Later      []ui.Option // of what is missing, may follow (容缺)
	Pledgeable []ui.Option // of what is missing, a pledge may stand in (告知承诺)
	Last       calendar.Day
	Duty       string
}

func (s site) draftPage(c *kit.Ctx) error {
	v, err := s.draft(c)
	if err != nil {
		return err
	}
	return c.Render(draftTempl(c.Page("准备材料").WithNarrow().WithBack("我的办件", "/me"), v))
}

func (s site) checkPage(c *kit.Ctx) error {
	v, err := s.draft(c)
	if err != nil {
		return err
	}
	return c.Render(checkTempl(c.Page("检查后提交").WithNarrow().WithBack("回去改材料", "/drafts/"+v.File.Case.ID), v))
}

func (s site) draft(c *kit.Ctx) (v draftView, err error) {
	v = draftView{Reusable: map[string][]papers.Paper{}, Problems: map[string]casework.Gap{},
		Forms: map[string]*kit.Form{}, HandIn: c.FormOf("hand-in")}
	err = c.Read(func(tx *store.Tx) error {
		if v.File, err = casework.Show(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if n := len(v.File.Notices); n > 0 && v.File.Case.State == casework.Correction {
			for _, g := range v.File.Notices[n-1].Items {
				v.Problems[g.Material] = g
			}
		}
		mine, err := papers.OfParty(tx, v.File.Case.Party)
		if err != nil {
			return err
		}
		for _, m := range v.File.Materials {
			v.Forms[m.Code] = c.FormOf(m.Code)
			if m.Required && m.Standing == casework.Missing {
				v.Lacking = append(v.Lacking, m.Name)
			}
			for _, p := range mine {
				if p.Name == m.Name && p.State == papers.Usable {
					v.Reusable[m.Code] = append(v.Reusable[m.Code], p)
				}
			}
		}
		if v.File.Case.State != casework.Draft {
			return nil
		}
		return v.trust(tx)
	})
	return v, err
}

// trust finds what the item lets follow or be pledged.
func (v *draftView) trust(tx *store.Tx) error {
	version, err := catalogue.VersionByID(tx, v.File.Case.ItemVersion)
	if err != nil {
		return err
	}
	for _, m := range v.File.Materials {
		if !m.Required || m.Standing != casework.Missing {
			continue
		}
		if version.MayDefer(m.Code) {
			v.Later = append(v.Later, ui.Option{Value: m.Code, Label: m.Name})
		}
		if version.MayPledge(m.Code) {
			v.Pledgeable = append(v.Pledgeable, ui.Option{Value: m.Code, Label: m.Name})
		}
	}
	v.Duty = version.Rules.PledgeDuty
	v.Last, err = casework.LastSupplementDay(tx, v.File.Case, version)
	return err
}

// promise takes down what the applicant chose when handing in.
func promise(tx *store.Tx, by flow.Actor, id string, f *kit.Form) error {
	if codes := f.All("pledge"); len(codes) > 0 {
		if _, err := casework.SignPledge(tx, by, id, 0, signatureOf(f), codes...); err != nil {
			return err
		}
	}
	codes := f.All("later")
	if len(codes) == 0 {
		return nil
	}
	p := casework.Promise{Signature: signatureOf(f)}
	due := f.OptionalDay("later_due", "最迟补交日")
	for _, code := range codes {
		o := casework.Owed{Material: code}
		if due != nil {
			o.Due = *due
		}
		p.Items = append(p.Items, o)
	}
	_, err := casework.PromiseSupplement(tx, by, id, 0, p)
	return err
}

// attach puts an uploaded file or an earlier paper to a line. The bytes are
// stored and looked through before the act.
func (s site) attach(c *kit.Ctx) error {
	code := c.Path("code")
	f := c.FormOf(code)
	name := f.Text("name")
	checked, sent, err := s.checked(c, f, name)
	if err != nil {
		return c.Again(err, s.draftPage)
	}
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		id := c.Path("id")
		paper := f.Text("paper")
		if sent {
			p, err := papers.Receive(tx, c.Actor, papers.Draft{Party: c.Actor.Party, Kind: code, Name: name, Case: id, File: checked, Grade: papers.GradeC})
			if err != nil {
				return "", onField("file", err)
			}
			paper = p.ID
		}
		if paper == "" {
			f.Problem("file", name+"：还没有选文件，请先选文件再点上传")
			return "", f.Err()
		}
		_, err := casework.Attach(tx, c.Actor, id, 0, code, paper)
		return "/drafts/" + id, err
	}), s.draftPage)
}

// checked stores and looks through the file that came with the form.
func (s site) checked(c *kit.Ctx, f *kit.Form, name string) (checked papers.Checked, sent bool, err error) {
	upload, sent := f.File("file")
	if !sent {
		return checked, false, nil
	}
	body, err := upload.Open()
	if err != nil {
		return checked, true, err
	}
	defer closeQuietly(body)
	checked, err = s.intake.Check(c.Request.Context(), papers.Upload{Material: name, FileName: upload.FileName, Body: body})
	if err != nil {
		err = onField("file", err)
	}
	return checked, true, err
}

// supplement hands in from afar what was promised (容缺补交).
func (s site) supplement(c *kit.Ctx) error {
	code := c.Path("code")
	f := c.FormOf("supply-" + code)
	name := f.Text("name")
	checked, sent, err := s.checked(c, f, name)
	if err != nil {
		return c.Again(err, s.casePage)
	}
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		id := c.Path("id")
		if !sent {
			f.Problem("file", name+"：还没有选文件，请先选文件再点补交")
			return "", f.Err()
		}
		p, err := papers.Receive(tx, c.Actor, papers.Draft{Party: c.Actor.Party, Kind: code, Name: name, Case: id, File: checked, Grade: papers.GradeC})
		if err != nil {
			return "", onField("file", err)
		}
		_, err = casework.Supplement(tx, c.Actor, id, 0, casework.Supply{Sheet: casework.Sheet{Code: code}, Paper: p.ID})
		return "/cases/" + id, err
	}), s.casePage)
}

func closeQuietly(body io.Closer) { _ = body.Close() } // it was read to its end

// onField ties a refusal of a file to the field it came in by.
func onField(name string, err error) error {
	what, ok := fault.Of(err)
	if !ok || len(what.Fields) > 0 {
		return err
	}
	var p fault.Problems
	p.Add(name, "%s", what.Sentence())
	return p.Err()
}

// handIn submits a draft, or hands in what was asked for.
func (s site) handIn(c *kit.Ctx) error {
	id := c.Path("id")
	var done *casework.Receipt
	_, err := c.Act(func(tx *store.Tx) (string, error) {
		file, err := casework.Show(tx, c.Actor, id)
		if err != nil {
			return "", err
		}
		if file.Case.State == casework.Correction {
			_, err = casework.Resubmit(tx, c.Actor, id, 0)
			return id, err
		}
		receipt, err := casework.Submit(tx, c.Actor, id, 0)
		done = &receipt
		if err != nil {
			return id, err
		}
		return id, promise(tx, c.Actor, id, c.FormOf("hand-in"))
	})
	if err != nil {
		return c.Again(err, s.checkPage)
	}
	return s.receiptPage(c, id, done)
}

// href keeps a code safe inside an address.
func href(parts ...string) string {
	out := ""
	for _, p := range parts {
		out += "/" + url.PathEscape(p)
	}
	return out
}
