package rating

import (
	"cmp"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// inScope reports whether the actor may see what concerns the unit.
func inScope(by flow.Actor, unit string) bool {
	return by.Has(watch...) || (by.Has(identity.Staff()...) && by.Unit != "" && by.Unit == unit)
}

// managing reports whether the actor belongs to the managing office and not to
// the unit: only then may it know more than sums.
func managing(by flow.Actor, unit string) bool { return by.Has(office...) && by.Unit != unit }

// Asked is what the public page shows before a rating.
type Asked struct {
	Item    string
	Unit    string
	Online  bool
	Until   calendar.Day
	Reasons []Reason
	Rated   bool
	Redress flow.State // state of the redress, or empty
	Again   bool       // the rater may say how the redress went
}

// Look tells what a token stands for, without using it. It refuses a forged
// token and one whose time is over.
func Look(tx *store.Tx, token string) (Asked, error) {
	inv, err := byToken(tx, token)
	if err != nil {
		return Asked{}, err
	}
	return lookAt(tx, inv)
}

func lookAt(tx *store.Tx, inv Invitation) (Asked, error) {
	content, err := ContentOn(tx, tx.Today())
	if err != nil {
		return Asked{}, err
	}
	a := Asked{Item: inv.ItemName, Unit: inv.Unit, Online: inv.Online, Until: inv.OpenUntil,
		Reasons: content.Asks(inv.Online), Rated: inv.RatedAt != nil}
	if !a.Rated {
		return a, usable(tx, inv)
	}
	first, ok, err := ratingOfInvitation.Find(tx, tx.County(), inv.ID)
	if err != nil || !ok {
		return a, err
	}
	redress, opened, err := redressOfRating.Find(tx, tx.County(), first.ID)
	if err != nil || !opened {
		return a, err
	}
	_, said, err := followUpOf.Find(tx, tx.County(), first.ID)
	a.Redress, a.Again = redress.State, redress.State == Resolved && !said
	return a, err
}

// Summary (评价汇总) is what staff of the rated unit may see at any time: sums.
type Summary struct {
	Asked  int64    // invited in the period
	Rated  int64    // of these, rated
	Levels [6]int64 // ratings of the period by level, 1 to 5
	Signs  map[string]int64
	Median Level // 0 when there is none
	Open   int64 // redress tasks not ended
	Late   int64 // of these, past the day for rectification
	Done   int64

	Excluded int64 // ratings of the period that were excluded
	Least    int   // ratings that a rate needs
}

// Count is the number of ratings of the period.
func (s Summary) Count() (n int64) {
	for _, k := range s.Levels {
		n += k
	}
	return n
}

// Enough reports whether there are enough ratings for a rate.
func (s Summary) Enough() bool { return s.Count() >= int64(s.Least) }

// Sum adds up what the actor may see: a unit its own, who watches the county
// any unit or, with an empty code, all.
func Sum(tx *store.Tx, by flow.Actor, period manifest.Period, unit string) (Summary, error) {
	if !by.Has(watch...) {
		unit = by.Unit
	}
	if !inScope(by, unit) {
		return Summary{}, notYours.New(nil)
	}
	return sum(tx, manifest.Query{Period: period, AsOf: tx.Now(), Unit: unit})
}

func sum(tx *store.Tx, q manifest.Query) (Summary, error) {
	s := Summary{Signs: map[string]int64{}}
	asked, err := askedTally.Page(tx, askedWhere(tx, q), "unit", 10_000)
	if err != nil {
		return s, err
	}
	for _, row := range asked {
		s.Asked, s.Rated = s.Asked+row.Asked, s.Rated+row.Rated
	}
	tally, err := levelTally.Page(tx, ratingWhere(tx, q), "unit", 50_000)
	if err != nil {
		return s, err
	}
	for _, row := range tally {
		s.Levels[row.Level] += row.N
	}
	s.Median = s.median()
	for _, sign := range Signs {
		rows, err := countRatings.Page(tx, ratingWhere(tx, q).And("signs LIKE ?", `%"`+sign+`"%`), "n", 1)
		if err != nil {
			return s, err
		}
		s.Signs[sign] = rows[0].N
	}
	out, err := excludedIn(tx, q)
	if err != nil {
		return s, err
	}
	s.Excluded = int64(len(out))
	content, err := ContentOn(tx, min(q.Period.To, q.AsOf.Day()))
	if err != nil {
		return s, err
	}
	s.Least = content.MinSample
	return s, s.tasks(tx, q.Unit)
}

func (s *Summary) tasks(tx *store.Tx, unit string) error {
	w := new(store.Where).And("county = ?", tx.County())
	if unit != "" {
		w.And("unit = ?", unit)
	}
	found, err := redresses.Page(tx, w, "due", 100_000)
	for _, d := range found {
		switch {
		case d.State == Excluded:
		case d.State == Resolved:
			s.Done++
		default:
			s.Open++
			if d.RectifyDue < tx.Today() {
				s.Late++
			}
		}
	}
	return err
}

// median is the middle rating, of an even number the worse of the two.
func (s Summary) median() Level {
	n, seen := s.Count(), int64(0)
	for l := Level(1); l <= 5; l++ {
		seen += s.Levels[l]
		if n > 0 && seen > n/2 {
			return l
		}
	}
	return 0
}

// Said is one rating without anything that tells who gave it: the day, not the
// moment; no case, no record id.
type Said struct {
	Day     calendar.Day
	Item    string
	Level   Level
	Reasons []string // in words
	Words   string
}

// Texts lists what raters of a unit wrote, for the unit itself: only what lies
// back some days, or stands among enough others, and in an order that tells
// nothing.
func Texts(tx *store.Tx, by flow.Actor, unit string, limit int) ([]Said, error) {
	if !by.Has(watch...) {
		unit = by.Unit
	}
	if !inScope(by, unit) {
		return nil, notYours.New(nil)
	}
	w := new(store.Where).And("county = ?", tx.County()).And(counted, tx.Now())
	if unit != "" {
		w.And("unit = ?", unit)
	}
	found, err := ratings.Page(tx, w, "newest", min(max(limit, 1), 1000))
	if err != nil {
		return nil, err
	}
	content, err := ContentOn(tx, tx.Today())
	if err != nil {
		return nil, err
	}
	later := map[string]int{}
	var out []Said
	for _, r := range found {
		if released(content, r, later[r.Unit], tx.Today()) && (r.Words != "" || len(r.Reasons) > 0) {
			out = append(out, Said{r.At.Day(), r.ItemName, r.Level, content.words(r.Reasons), r.Words})
		}
		later[r.Unit]++
	}
	slices.SortStableFunc(out, func(a, b Said) int {
		return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(a.Level, b.Level), cmp.Compare(a.Words, b.Words))
	})
	return out, nil
}

// released: enough ratings of the unit, this one and later ones, or enough days.
func released(c Content, r Rating, later int, today calendar.Day) bool {
	return later+1 >= c.TextsAfter || today-r.At.Day() >= calendar.Day(c.TextsDays)
}

func (c Content) words(codes []string) []string {
	var out []string
	for _, r := range c.Reasons {
		if slices.Contains(codes, r.Code) {
			out = append(out, r.Zh)
		}
	}
	return out
}

// Rater (评价人) is what the managing office learns when it has to.
type Rater struct {
	CaseID string
	Number string // of the case, or of the visit
	Party  string
}

// Identify tells the managing office who rated. Each look is an act of its own,
// with a reason; the rated unit's people never get it.
func Identify(tx *store.Tx, by flow.Actor, redressID, reason string) (Rater, error) {
	d, ok, err := redressByID.Find(tx, tx.County(), redressID)
	if err != nil {
		return Rater{}, err
	}
	if !ok || !inScope(by, d.Unit) {
		return Rater{}, notYours.New(nil)
	}
	if !managing(by, d.Unit) {
		return Rater{}, notOffice.New(fault.Args{"roles": flow.RoleNames(office)})
	}
	var p fault.Problems
	if strings.TrimSpace(reason) == "" {
		p.Add("reason", "查看理由：请写明为什么要看评价人，会记入日志")
	}
	if err := p.Err(); err != nil {
		return Rater{}, err
	}
	first, err := ratingByID.One(tx, tx.County(), d.RatingID)
	if err != nil {
		return Rater{}, err
	}
	inv, err := invitationByID.One(tx, tx.County(), first.InvitationID)
	if err != nil {
		return Rater{}, err
	}
	if _, err := journal.Record(tx, by, "rating.identify", d.ID, say{"reason": reason}); err != nil {
		return Rater{}, err
	}
	if inv.CaseID == nil {
		return Rater{Number: *inv.Visit}, nil
	}
	file, err := casework.Show(tx, by, *inv.CaseID)
	return Rater{CaseID: *inv.CaseID, Number: file.Case.No(), Party: file.Case.Party}, err
}

// Task is a redress as the actor may see it: words appear for the unit only
// when they are released, for the managing office at once.
type Task struct {
	Redress
	Level    Level
	Reasons  []string
	Words    string
	Attempts []Attempt
	FollowUp *FollowUp
	Appeal   *Appeal
	Excluded *Exclusion
}

// Tasks lists the redress tasks of the actor's scope, by their due day; open
// ones only, or all.
func Tasks(tx *store.Tx, by flow.Actor, unit string, openOnly bool, limit int) ([]Task, error) {
	if !by.Has(watch...) {
		unit = by.Unit
	}
	if !inScope(by, unit) {
		return nil, notYours.New(nil)
	}
	w := new(store.Where).And("county = ?", tx.County())
	if unit != "" {
		w.And("unit = ?", unit)
	}
	if openOnly {
		w.And("resolved_at IS NULL")
	}
	found, err := redresses.Page(tx, w, "due", min(max(limit, 1), 500))
	if err != nil {
		return nil, err
	}
	out := make([]Task, 0, len(found))
	for _, d := range found {
		task, err := taskOf(tx, by, d)
		if err != nil {
			return nil, err
		}
		out = append(out, task)
	}
	return out, nil
}

// TaskByID shows one redress.
func TaskByID(tx *store.Tx, by flow.Actor, id string) (Task, error) {
	d, ok, err := redressByID.Find(tx, tx.County(), id)
	if err != nil {
		return Task{}, err
	}
	if !ok || !inScope(by, d.Unit) {
		return Task{}, notYours.New(nil)
	}
	return taskOf(tx, by, d)
}

func taskOf(tx *store.Tx, by flow.Actor, d Redress) (Task, error) {
	r, err := ratingByID.One(tx, tx.County(), d.RatingID)
	if err != nil {
		return Task{}, err
	}
	content, err := ContentOn(tx, r.At.Day())
	if err != nil {
		return Task{}, err
	}
	t := Task{Redress: d, Level: r.Level, Reasons: content.words(r.Reasons)}
	if managing(by, d.Unit) {
		t.Words = r.Words
		if t.Attempts, err = attemptsOf.All(tx, tx.County(), d.ID); err != nil {
			return t, err
		}
	} else {
		w := new(store.Where).And("county = ? AND unit = ? AND at > ?", tx.County(), d.Unit, r.At)
		later, err := countRatings.Page(tx, w, "n", 1)
		if err != nil {
			return t, err
		}
		if released(content, r, int(later[0].N), tx.Today()) {
			t.Words = r.Words
		}
		t.RatingID, t.OpenedAt = "", d.OpenedDay.Start()
	}
	again, said, err := followUpOf.Find(tx, tx.County(), d.RatingID)
	if said {
		t.FollowUp = &again
	}
	if err != nil {
		return t, err
	}
	return t, t.contest(tx, d)
}
