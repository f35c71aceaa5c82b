package pages

import (
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

// machine reads the number of what was just filed for its receipt.
var machine = flow.System("enquiry.receipt")

// trackView is the progress for the holder of number and code.
type trackView struct {
	Page   ui.Page
	Form   *ui.Form
	It     *enquiry.Progress
	Events []ui.Event
	Acts   map[string]*ui.Form // one form for each verb
	Proof  *ui.Form
	Number string
	Code   string
}

func trackForm(c *kit.Ctx) trackView {
	v := trackView{Page: c.Page("查咨询投诉的进度").WithNarrow(), Form: c.FormOf("track"), Proof: c.FormOf("proof"), Acts: map[string]*ui.Form{}}
	for verb := range tracked {
		v.Acts[verb] = c.FormOf(verb)
	}
	v.Form.Default("number", c.Query("no"))
	return v
}

func showTrack(c *kit.Ctx) error { return c.Render(trackPage(trackForm(c))) }

// track shows progress. It is a POST so that the code stands in no address.
func track(c *kit.Ctx) error {
	f := c.FormOf("track")
	return drawTrack(c, trackForm(c), f.Code("number"), f.Code("code"), showTrack)
}

func drawTrack(c *kit.Ctx, v trackView, number, code string, again kit.Handler) error {
	v.Number, v.Code = number, code
	err := c.Read(func(tx *store.Tx) error {
		it, err := enquiry.Track(tx, number, code)
		v.It = &it
		for i := len(it.Notices) - 1; i >= 0; i-- {
			v.Events = append(v.Events, ui.Event{When: it.Notices[i].At.String(), Title: noticeZh[it.Notices[i].Kind], Note: it.Notices[i].Words})
		}
		return err
	})
	if fault.KindOf(err) == fault.NotFound {
		what, _ := fault.Of(err)
		var p fault.Problems
		p.Add("code", "%s", what.Sentence())
		return c.Again(p.Err(), again)
	}
	if err != nil {
		return err
	}
	return c.Render(trackPage(v))
}

var noticeZh = map[string]string{"receipt": "收到", "accepted": "受理和派单", "declined": "不予受理", "extended": "延期", "answered": "答复", "linked": "并案",
	"withdrawn": "撤回", "closed": "办结"}

// tracked are the complainant's verbs, each with a form of its own.
var tracked = map[string]func(tx *store.Tx, c *kit.Ctx, f *ui.Form) error{
	"rate": func(tx *store.Tx, c *kit.Ctx, f *ui.Form) error {
		n, err := strconv.Atoi(f.Value("level"))
		if err != nil {
			n = 0 // the verb says what to choose
		}
		_, err = enquiry.Rate(tx, c.Actor, f.Code("number"), f.Code("code"), enquiry.Level(n), f.Lines("words"))
		return err
	},
	"reopen": func(tx *store.Tx, c *kit.Ctx, f *ui.Form) error {
		_, err := enquiry.Reopen(tx, c.Actor, f.Code("number"), f.Code("code"), f.Value("ground"), f.Lines("words"))
		return err
	},
	"withdraw": func(tx *store.Tx, c *kit.Ctx, f *ui.Form) error {
		_, err := enquiry.Withdraw(tx, c.Actor, f.Code("number"), f.Code("code"))
		return err
	},
}

func trackAct(c *kit.Ctx) error {
	var verb string
	f := c.FormOf("")
	for name := range tracked {
		if sent := c.FormOf(name); sent.Sent {
			verb, f = name, sent
		}
	}
	number, code := f.Code("number"), f.Code("code")
	show := func(c *kit.Ctx) error { return drawTrack(c, trackForm(c), number, code, showTrack) }
	_, err := c.Act(func(tx *store.Tx) (string, error) {
		run, known := tracked[verb]
		if !known {
			f.Problem("verb", "办理：请按页面上的按钮")
			return "", f.Err()
		}
		return "", run(tx, c, f)
	})
	if err != nil {
		return c.Again(err, show)
	}
	return show(c)
}

// publishedView is the public list of answers.
type publishedView struct {
	Page ui.Page
	List []answerRow
}

// answerRow is one published answer, as page, CSV and JSON show it.
type answerRow struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Title    string `json:"title"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
	Unit     string `json:"unit"`
	Received string `json:"received"`
	Answered string `json:"answered"`
}

func published(tx *store.Tx) (out []answerRow, err error) {
	list, err := enquiry.Published(tx, 500)
	for _, e := range list {
		unit, err := org.ShortName(tx, e.Unit)
		if err != nil {
			return nil, err
		}
		out = append(out, answerRow{e.ID, e.Kind.Zh(), *e.PublicTitle, *e.PublicQuestion, *e.PublicAnswer, unit, e.ReceivedDay.String(), dayText(e.AnsweredDay)})
	}
	return out, err
}

func showPublished(c *kit.Ctx) error {
	v := publishedView{Page: c.Page("公开的问答")}
	err := c.Read(func(tx *store.Tx) (err error) { v.List, err = published(tx); return err })
	if err != nil {
		return err
	}
	return c.Render(publishedPage(v))
}

// publishedFile is the same list for programs: answers.csv and answers.json.
func publishedFile(c *kit.Ctx) error {
	var rows []answerRow
	err := c.Read(func(tx *store.Tx) (err error) { rows, err = published(tx); return err })
	if err != nil {
		return err
	}
	var b strings.Builder
	switch c.Path("file") {
	case "answers.json":
		text, err := json.MarshalIndent(append([]answerRow{}, rows...), "", "  ")
		if err != nil {
			return err
		}
		return c.Send("application/json; charset=utf-8", text)
	case "answers.csv":
		w := csv.NewWriter(&b)
		lines := [][]string{{"类型", "标题", "问题", "答复", "答复单位", "收到日期", "答复日期"}}
		for _, r := range rows {
			lines = append(lines, []string{r.Kind, r.Title, r.Question, r.Answer, r.Unit, r.Received, r.Answered})
		}
		if err := w.WriteAll(lines); err != nil {
			return err
		}
		return c.Download("公开的问答.csv", "text/csv; charset=utf-8", int64(b.Len()), strings.NewReader(b.String()))
	}
	return store.NoRow.New(nil)
}

func grouped(code ids.Code) string {
	if code == "" {
		return ""
	}
	return code.Grouped()
}
