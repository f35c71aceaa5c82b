package journeys

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/app"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

var appraiser = app.Appraiser()

func init() {
	verbs.Register("起草考核方案", "类别（依据、起用、改）", draftScheme)
	verbs.Register("公布考核方案", "方案", onScheme("方案已公布", appraiser.PublishScheme))
	verbs.Register("弃用考核方案", "方案", onScheme("没有采用", appraisal.DropScheme))
	verbs.Register("建立考核", "类别 月份", openRun)
	verbs.Register("重算考核", "考核", onRun(appraiser.Compute))
	verbs.Register("发单位", "考核", onRun(appraiser.Show))
	verbs.Register("定稿", "考核", onRun(appraisal.Finalise))
	verbs.Register("公布考核", "考核", onRun(appraisal.Publish))
	verbs.Register("不参评", "考核 对象（理由）", onRun(nil))
	verbs.Register("看考核", "考核", runSeen)
	verbs.Register("看得分卡", "考核 对象", cardSeen)
	verbs.Register("看背后记录", "考核 对象 项目", behindSeen)
	verbs.Register("提异议", "考核 对象 项目（理由、凭据、第几条）", fileObjection)
	verbs.Register("异议成立", "异议（答复、改为）", answerObjection(true))
	verbs.Register("异议不成立", "异议（答复）", answerObjection(false))
	verbs.Register("登记更正", "考核 对象 项目（改为、原因、依据）", correctScore)
	verbs.Register("看公布的考核", "类别 月份", publicSeen)
	verbs.Register("生成通报", "季度", composeBulletin)
	verbs.Register("签发通报", "通报", onBulletin("签发", appraisal.Issue))
	verbs.Register("作废通报稿", "通报", onBulletin("作废", appraisal.DropBulletin))
	verbs.Register("看通报", "通报", bulletinSeen)
}

func (a *Act) kind() (appraisal.Kind, error) {
	word, err := a.Word()
	kind, ok := appraisal.ParseKind(word)
	if err == nil && !ok {
		err = fmt.Errorf("no kind is called %q", word)
	}
	return kind, err
}

func (a *Act) month() (calendar.Day, error) {
	word, err := a.Word()
	month, ok := appraisal.ParseMonth(word)
	if err == nil && !ok {
		err = fmt.Errorf("%q is no month", word)
	}
	return month, err
}

// draftScheme draws up the scheme that comes with the program; 只留 leaves the
// named items only, with grades in the same proportion.
func draftScheme(a *Act) (string, error) {
	kind, err := a.kind()
	if err != nil {
		return "", err
	}
	from, err := appraisalMonth(a.Field("起用"))
	if err != nil {
		return "", err
	}
	document, only := a.Field("依据"), strings.FieldsFunc(a.Field("只留"), func(r rune) bool { return r == '、' })
	err = a.Write(func(tx *store.Tx) error {
		s, err := appraiser.DraftScheme(tx, a.By, kind)
		if err != nil {
			return err
		}
		s.Document, s.FromDay = document, from
		if len(only) > 0 {
			s.Body.Items = slices.DeleteFunc(s.Body.Items, func(i appraisal.Item) bool { return !slices.Contains(only, i.Name) })
			for n, g := range s.Body.Grades {
				s.Body.Grades[n].From = g.From * s.Body.Full() / 100_00
			}
		}
		a.Made = s.ID
		_, err = appraiser.EditScheme(tx, a.By, s)
		return err
	})
	return "草案：" + kind.Zh(), err
}

func appraisalMonth(text string) (calendar.Day, error) {
	month, ok := appraisal.ParseMonth(text)
	if !ok {
		return 0, fmt.Errorf("%q is no month", text)
	}
	return month, nil
}

func onScheme(done string, verb func(*store.Tx, flow.Actor, string, int64) (appraisal.Scheme, error)) func(*Act) (string, error) {
	return func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return done, a.Write(func(tx *store.Tx) error {
			s, err := appraisal.SchemeByID(tx, a.By, id)
			if err == nil {
				_, err = verb(tx, a.By, id, s.Version)
			}
			return err
		})
	}
}

func openRun(a *Act) (string, error) {
	kind, err := a.kind()
	if err != nil {
		return "", err
	}
	month, err := a.month()
	if err != nil {
		return "", err
	}
	var title string
	err = a.Write(func(tx *store.Tx) error {
		r, err := appraiser.OpenRun(tx, a.By, kind, month)
		a.Made, title = r.ID, r.Title()
		return err
	})
	return title + "：草稿", err
}

// onRun takes a step of a month; without a verb it records who takes no part.
func onRun(verb func(*store.Tx, flow.Actor, string, int64) (appraisal.Run, error)) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		act := verb
		if verb == nil {
			code, err := a.Word()
			if err != nil {
				return "", err
			}
			reason := a.Field("理由")
			act = func(tx *store.Tx, by flow.Actor, id string, version int64) (appraisal.Run, error) {
				return appraiser.Exclude(tx, by, id, version, code, reason)
			}
		}
		err = a.Write(func(tx *store.Tx) error {
			r, err := versionOf(tx, id)
			if err != nil {
				return err
			}
			if r, err = act(tx, a.By, id, r.Version); err == nil {
				seen = r.Title() + "：" + appraisal.RunFlow.Staff(r.State)
				if r.UntilDay != nil {
					seen += fmt.Sprintf("，异议期到 %s", *r.UntilDay)
				}
			}
			return err
		})
		return seen, err
	}
}

// versionOf is the month as its page carries it.
func versionOf(tx *store.Tx, id string) (appraisal.Run, error) {
	b, err := appraisal.BoardOf(tx, flow.System("journeys"), id)
	return b.Run, err
}

func runSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		b, err := appraisal.BoardOf(tx, a.By, id)
		if err != nil {
			return err
		}
		lines := []string{fmt.Sprintf("%s：%s，%d 个对象，%d 条没有归到对象", b.Run.Title(), appraisal.RunFlow.Staff(b.Run.State), len(b.Subjects), b.Run.Unplaced)}
		for _, s := range b.Subjects {
			lines = append(lines, subjectLine(s))
		}
		if !b.Intact {
			lines = append(lines, "摘要不一致")
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}

func subjectLine(s appraisal.Subject) string {
	total, place := "—", "—"
	if s.Total != nil {
		total, place = s.Total.String(), fmt.Sprint(*s.Place)
	}
	line := fmt.Sprintf("第 %s 名 %s %s 分 %s（计分项 %s/%s）", place, s.Name, total, s.Grade, s.Got, s.Counted)
	if s.OutReason != nil {
		line += " 不参评：" + *s.OutReason
	}
	if s.Missing > 0 {
		line += fmt.Sprintf(" 缺 %d 项评分", s.Missing)
	}
	return line
}

// cardFor opens the card of an object in a month, as the person may.
func cardFor(tx *store.Tx, by flow.Actor, run, code string) (appraisal.Card, error) {
	b, err := appraisal.BoardOf(tx, flow.System("journeys"), run)
	if err != nil {
		return appraisal.Card{}, err
	}
	n := slices.IndexFunc(b.Subjects, func(s appraisal.Subject) bool { return s.Code == code })
	if n < 0 {
		return appraisal.Card{}, fmt.Errorf("no object %s", code)
	}
	return appraisal.CardOf(tx, by, b.Subjects[n].ID)
}

// onCard reads run and object and opens the card for the reading or the act.
func (a *Act) onCard(run func(fn func(tx *store.Tx) error) error, do func(tx *store.Tx, c appraisal.Card) error) error {
	id, err := a.Word()
	if err != nil {
		return err
	}
	code, err := a.Word()
	if err != nil {
		return err
	}
	return run(func(tx *store.Tx) error {
		c, err := cardFor(tx, a.By, id, a.World.account(code))
		if err == nil {
			err = do(tx, c)
		}
		return err
	})
}

var scoreWords = map[appraisal.ScoreState]string{appraisal.None: "—", appraisal.Missing: "缺评分"}

func cardSeen(a *Act) (seen string, err error) {
	err = a.onCard(a.Read, func(_ *store.Tx, c appraisal.Card) error {
		lines := []string{subjectLine(c.Subject)}
		for _, row := range c.Rows {
			text := scoreWords[row.Score.State]
			if row.Score.Points != nil {
				text = row.Score.Points.String()
			}
			lines = append(lines, fmt.Sprintf("%s %s/%s", row.Item.Name, text, row.Item.Base))
			for _, l := range row.Lines {
				state := ""
				if l.Struck != nil {
					state = "（已剔除）"
				}
				lines = append(lines, fmt.Sprintf("　%s %s %s%s", steady(l.Number), l.Title, l.Points, state))
			}
		}
		for _, e := range c.Errata {
			lines = append(lines, fmt.Sprintf("更正 %s：%s，总分 %s", e.Number, e.Reason, e.TotalNow))
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}

// steady is a number as a transcript can keep it: a rating's name is random.
func steady(number string) string {
	if strings.HasPrefix(number, "PJ-") {
		return "PJ-…"
	}
	return number
}

// rowNamed finds an item by its name.
func rowNamed(c appraisal.Card, name string) (appraisal.CardRow, error) {
	for _, row := range c.Rows {
		if row.Item.Name == name {
			return row, nil
		}
	}
	return appraisal.CardRow{}, fmt.Errorf("no item %s", name)
}

func behindSeen(a *Act) (seen string, err error) {
	name := a.words[len(a.words)-1]
	err = a.onCard(a.Read, func(tx *store.Tx, c appraisal.Card) error {
		row, err := rowNamed(c, name)
		if err != nil {
			return err
		}
		behind, err := appraiser.Behind(tx, c, row)
		lines := []string{fmt.Sprintf("%d 条记录，基数 %d，与计分时一致：%v", len(behind.Events), len(behind.Population), behind.Same)}
		for _, e := range behind.Events {
			lines = append(lines, "　"+steady(e.Number)+" "+e.Title)
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	a.Rest()
	return seen, err
}
