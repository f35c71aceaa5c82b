package appraisal

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Bulletin (季度通报) is one quarter, frozen as it was composed.
type Bulletin struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Number     *string // 〔2020〕第1期
	Quarter    calendar.Day
	Body       BulletinBody
	Digest     string
	ComposedBy string
	ComposedAt calendar.Instant
	DecidedBy  *string
	DecidedAt  *calendar.Instant
}

// Title is the bulletin as cited.
func (b Bulletin) Title() string {
	return QuarterZh(b.Quarter) + "窗口服务绩效考核情况通报"
}

// BulletinBody is what a bulletin says.
type BulletinBody struct {
	Office   string    `json:"office"` // unit that issues it
	Sections []Section `json:"sections"`
}

// Section is one kind of object.
type Section struct {
	Kind   Kind         `json:"kind"`
	Months []MonthCited `json:"months"`
	Rows   []Ranked     `json:"rows"`
}

// MonthCited names the final month a section rests on.
type MonthCited struct {
	Run    string       `json:"run"`
	Month  calendar.Day `json:"month"`
	Digest string       `json:"digest"`
	Errata int          `json:"errata"`
}

// Ranked is one object's quarter.
type Ranked struct {
	Code    string    `json:"code"`
	Name    string    `json:"name"`
	Unit    string    `json:"unit"`
	Totals  []*Points `json:"totals"` // one for each month; nil: no total, see Note
	Average *Points   `json:"average"`
	Grade   string    `json:"grade"`
	Place   int       `json:"place"` // 0: without a place, see Note
	Note    string    `json:"note"`
}

// Compose freezes the quarter from its final months. It refuses while the quarter
// lasts, and when a month of a kind that has a scheme is not final; which ones is
// said.
func Compose(tx *store.Tx, by flow.Actor, quarter calendar.Day) (Bulletin, error) {
	if err := may(by, keepers...); err != nil {
		return Bulletin{}, err
	}
	quarter = QuarterOf(quarter)
	if tx.Today() <= PeriodOf(Months(quarter)[2]).To {
		return Bulletin{}, quarterOpen.New(fault.Args{"quarter": QuarterZh(quarter)})
	}
	if _, known, err := bulletinOf.Find(tx, tx.County(), quarter, BulletinDropped); err != nil || known {
		if err == nil {
			err = bulletinTwice.New(fault.Args{"quarter": QuarterZh(quarter)})
		}
		return Bulletin{}, err
	}
	body, err := compose(tx, by.Unit, quarter)
	if err != nil {
		return Bulletin{}, err
	}
	b := Bulletin{County: tx.County(), ID: tx.NewID(), Version: 1, State: BulletinComposed, Quarter: quarter, Body: body,
		Digest: bodyDigest(body), ComposedBy: by.Account, ComposedAt: tx.Now()}
	if err := insertBulletin.One(tx, b); err != nil {
		return Bulletin{}, err
	}
	_, err = journal.Record(tx, by, "appraisal.bulletin_compose", b.ID, say{"quarter": quarter, "digest": b.Digest},
		journal.Row{Table: "appraisal_bulletin", ID: b.ID})
	return b, err
}

func bodyDigest(b BulletinBody) string {
	text, err := json.Marshal(b)
	if err != nil {
		panic("bulletin: " + err.Error()) // strings and numbers always marshal
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// compose gathers every kind's final months.
func compose(tx *store.Tx, office string, quarter calendar.Day) (BulletinBody, error) {
	body := BulletinBody{Office: office}
	var missing []string
	for _, k := range Kinds {
		var finals []Run
		for _, month := range Months(quarter) {
			_, scored, err := SchemeOn(tx, k.Kind, month)
			if err != nil {
				return body, err
			}
			r, known, err := runOf.Find(tx, tx.County(), k.Kind, month)
			if err != nil {
				return body, err
			}
			switch {
			case known && r.Frozen():
				finals = append(finals, r)
			case scored || known:
				missing = append(missing, MonthZh(month)+k.Zh)
			}
		}
		if len(finals) == 0 {
			continue
		}
		section, err := sectionOf(tx, k.Kind, finals)
		if err != nil {
			return body, err
		}
		body.Sections = append(body.Sections, section)
	}
	if len(body.Sections) == 0 && len(missing) == 0 {
		missing = []string{QuarterZh(quarter) + "的全部月份"}
	}
	if len(missing) > 0 {
		return body, notFinal.New(fault.Args{"missing": strings.Join(missing, "、")})
	}
	return body, nil
}

func sectionOf(tx *store.Tx, kind Kind, finals []Run) (Section, error) {
	s := Section{Kind: kind}
	rows := map[string]*Ranked{}
	var grades Body
	for n, r := range finals {
		scheme, err := schemeByID.One(tx, tx.County(), r.SchemeID)
		if err != nil {
			return s, err
		}
		grades = scheme.Body
		corrected, err := errata.Page(tx, new(store.Where).And("county = ? AND run_id = ?", tx.County(), r.ID), "oldest", 1000)
		if err != nil {
			return s, err
		}
		found, err := subjectsOf.All(tx, tx.County(), r.ID)
		if err != nil {
			return s, err
		}
		for _, subject := range found {
			row := rows[subject.Code]
			if row == nil {
				row = &Ranked{Code: subject.Code, Totals: make([]*Points, len(finals))}
				rows[subject.Code] = row
			}
			row.add(n, r.Month, subject, corrected)
		}
		s.Months = append(s.Months, MonthCited{Run: r.ID, Month: r.Month, Digest: r.Digest, Errata: len(corrected)})
	}
	for _, row := range rows {
		row.settle(finals, grades)
		if unit, err := org.ShortName(tx, row.Unit); err == nil {
			row.Unit = unit
		}
		s.Rows = append(s.Rows, *row)
	}
	place(s.Rows)
	return s, nil
}

// add takes one month in, with the errata that stand beside it.
func (r *Ranked) add(n int, month calendar.Day, s Subject, corrected []Erratum) {
	r.Name, r.Unit = s.Name, s.Unit
	total := s.Total
	for _, e := range corrected {
		if e.SubjectID == s.ID {
			total = &e.TotalNow
			r.remark("%s更正为 %s 分", MonthZh(month), e.TotalNow)
		}
	}
	r.Totals[n] = total
	switch {
	case s.OutReason != nil:
		r.remark("%s不参评：%s", MonthZh(month), *s.OutReason)
	case s.Missing > 0:
		r.remark("%s缺 %d 项评分", MonthZh(month), s.Missing)
	case total == nil:
		r.remark("%s没有可计分的项目", MonthZh(month))
	}
}

func (r *Ranked) remark(format string, args ...any) {
	if r.Note != "" {
		r.Note += "；"
	}
	r.Note += fmt.Sprintf(format, args...)
}

// settle takes the average of the months that have a total. An object without a
// total in every month gets no place.
func (r *Ranked) settle(finals []Run, b Body) {
	var sum Points
	n := 0
	for m, t := range r.Totals {
		if t != nil {
			sum, n = sum+*t, n+1
		} else if r.Note == "" {
			r.remark("%s不在名录", MonthZh(finals[m].Month))
		}
	}
	if n == 0 {
		return
	}
	average := divide(max(sum, 0), 1, int64(n))
	r.Average, r.Grade = &average, b.GradeOf(average)
	if n == len(finals) {
		r.Place = 1
	}
}

// place ranks by average; equals share a place and the next one is left out.
func place(rows []Ranked) {
	slices.SortFunc(rows, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(b.Place, a.Place), cmp.Compare(points(b.Average), points(a.Average)), cmp.Compare(a.Code, b.Code))
	})
	for n := range rows {
		switch {
		case rows[n].Place == 0:
		case n > 0 && *rows[n-1].Average == *rows[n].Average:
			rows[n].Place = rows[n-1].Place
		default:
			rows[n].Place = n + 1
		}
	}
}

func points(p *Points) Points {
	if p == nil {
		return -1
	}
	return *p
}

// Issue numbers the bulletin and opens it to the public: another person than who
// composed it, and only while it still says what its months say.
func Issue(tx *store.Tx, by flow.Actor, id string, version int64) (Bulletin, error) {
	b, step, err := takeBulletin(tx, by, id, version, VerbIssue)
	if err != nil {
		return Bulletin{}, err
	}
	if b.ComposedBy == by.Account {
		return Bulletin{}, samePerson.New(fault.Args{"what": "起草"})
	}
	now, err := compose(tx, b.Body.Office, b.Quarter)
	if err != nil {
		return Bulletin{}, err
	}
	if bodyDigest(now) != b.Digest {
		return Bulletin{}, bulletinStale.New(nil)
	}
	year := tx.Today().Year()
	n, err := tx.NextNumber(fmt.Sprintf("appraisal.bulletin.%d", year))
	if err != nil {
		return Bulletin{}, err
	}
	number, at := fmt.Sprintf("〔%d〕第%d期", year, n), tx.Now()
	b.Number, b.DecidedBy, b.DecidedAt = &number, &by.Account, &at
	if b, err = keepBulletin(tx, by, step, b); err != nil {
		return Bulletin{}, err
	}
	return b, tx.Fact("BulletinIssued", b.ID, say{"quarter": b.Quarter, "number": number})
}

// DropBulletin sets a composed bulletin aside, so that it can be composed anew.
func DropBulletin(tx *store.Tx, by flow.Actor, id string, version int64) (Bulletin, error) {
	b, step, err := takeBulletin(tx, by, id, version, VerbDrop)
	if err != nil {
		return Bulletin{}, err
	}
	at := tx.Now()
	b.DecidedBy, b.DecidedAt = &by.Account, &at
	return keepBulletin(tx, by, step, b)
}

func takeBulletin(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Bulletin, flow.Step, error) {
	b, err := BulletinByID(tx, by, id)
	if err != nil {
		return Bulletin{}, flow.Step{}, err
	}
	step, err := BulletinFlow.Next(by, b.State, verb)
	if err == nil && version != b.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return b, step, err
}

func keepBulletin(tx *store.Tx, by flow.Actor, step flow.Step, b Bulletin) (Bulletin, error) {
	if err := saveBulletin.One(tx, step.To, b.Number, b.DecidedBy, b.DecidedAt, tx.County(), b.ID, step.From, b.Version); err != nil {
		return Bulletin{}, err
	}
	b.State, b.Version = step.To, b.Version+1
	_, err := journal.Record(tx, by, step.Kind, b.ID, say{"quarter": b.Quarter, "number": b.Number}, journal.Row{Table: "appraisal_bulletin", ID: b.ID})
	return b, err
}

// BulletinByID returns a bulletin: an issued one to anybody, without the persons
// for who does not watch the county; a composed one to who watches it.
func BulletinByID(tx *store.Tx, by flow.Actor, id string) (Bulletin, error) {
	b, ok, err := bulletinByID.Find(tx, tx.County(), id)
	if err != nil {
		return b, err
	}
	if !ok || (b.State != BulletinIssued && !by.Has(watch...)) {
		return Bulletin{}, bulletinUnknown.New(nil)
	}
	if !by.Has(watch...) {
		b.Body = b.Body.Public()
	}
	return b, nil
}

// Public is the body without anything that names a person: their section keeps
// how many there are by grade.
func (b BulletinBody) Public() BulletinBody {
	out := BulletinBody{Office: b.Office}
	for _, s := range b.Sections {
		if s.Kind == Person {
			rows := make([]Ranked, len(s.Rows))
			for n, r := range s.Rows {
				rows[n] = Ranked{Grade: r.Grade}
			}
			s.Rows = rows
		}
		out.Sections = append(out.Sections, s)
	}
	return out
}

// Bulletins lists what the actor may see, the newest first.
func Bulletins(tx *store.Tx, by flow.Actor, limit int) ([]Bulletin, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(watch...) {
		w.And("state = ?", BulletinIssued)
	}
	found, err := bulletins.Page(tx, w, "newest", min(max(limit, 1), 200))
	if !by.Has(watch...) {
		for n := range found {
			found[n].Body = found[n].Body.Public()
		}
	}
	return found, err
}
