package rating

import (
	"cmp"
	"fmt"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Half (半年) is what ratings are published by. It is published when it is over,
// and no other span is: two spans that overlap, or two days of one that runs,
// could be held against each other until single ratings show.
type Half struct{ Year, N int }

// Zh is the half as printed.
func (h Half) Zh() string {
	return fmt.Sprintf("%d 年%s半年", h.Year, [...]string{1: "上", 2: "下"}[h.N])
}

// Code is the half in addresses: 2020-1.
func (h Half) Code() string { return fmt.Sprintf("%d-%d", h.Year, h.N) }

// Period is the half's span of days.
func (h Half) Period() manifest.Period {
	return manifest.Period{From: calendar.DayOf(h.Year, 6*h.N-5, 1), To: Half{h.Year + h.N - 1, 3 - h.N}.begin() - 1}
}

func (h Half) begin() calendar.Day { return calendar.DayOf(h.Year, 6*h.N-5, 1) }

func halfOf(day calendar.Day) Half {
	if day < (Half{day.Year(), 2}).begin() {
		return Half{day.Year(), 1}
	}
	return Half{day.Year(), 2}
}

func (h Half) next() Half { return halfOf(h.Period().To + 1) }

// Halves lists what is published, the newest first: every half that is over,
// from the first invitation on.
func Halves(tx *store.Tx) ([]Half, error) {
	first, err := invitations.Page(tx, new(store.Where).And("county = ?", tx.County()), "oldest", 1)
	if err != nil || len(first) == 0 {
		return nil, err
	}
	var out []Half
	for h := halfOf(first[0].OpenFrom.Day()); h.Period().To < tx.Today(); h = h.next() {
		out = append(out, h)
	}
	slices.Reverse(out)
	return out, nil
}

// Held (不公布率的原因) is why a line has no rates.
type Held string

const (
	HeldNone  Held = ""
	HeldFew   Held = "few"   // 样本不足
	HeldGuard Held = "guard" // 与别的行相减会露出个别评价
)

// Line (公布的一行) is what is published of the county, or of one part of it. Rates
// are taken from Levels, which are empty where the rates are held.
type Line struct {
	Unit     string
	Key      string // of windows and channels their code, of items the name
	Asked    int64  // invitations of the half; a channel has none
	Answered int64  // of these, rated
	N        int64  // ratings of the half
	Levels   [6]int64
	Held     Held
}

// UpTo is how many ratings are of the level or a better one.
func (l Line) UpTo(level Level) (n int64) {
	for i := Level(1); i <= level; i++ {
		n += l.Levels[i]
	}
	return n
}

// Rated reports whether the line has rates.
func (l Line) Rated() bool { return l.Held == HeldNone && l.N > 0 }

// Publication (评价公开) is what the public reads of a half-year: numbers, and
// rates where there are enough ratings; nothing of a single one.
type Publication struct {
	Half     Half
	AsOf     calendar.Instant
	Least    int    // ratings a rate needs
	Crowd    int    // ratings among which a single one cannot be told
	Document string // the rules that held at the end of the half
	Whole    Line
	Units    []Line
	Windows  []Line
	Items    []Line
	Channels []Line
	Excluded map[Ground]int64
	Followed Followed
}

// Out is how many ratings of the half were excluded.
func (p Publication) Out() (n int64) {
	for _, k := range p.Excluded {
		n += k
	}
	return n
}

// cell is what the lines are added up from.
type cell struct {
	Unit     string
	Window   string `db:"window_code"`
	ItemName string
	Channel  Channel
	Level    Level
	N        int64
	Asked    int64
	Answered int64
}

// grouping is one way to part the county's ratings; the part of a part is
// guarded together with its siblings.
type grouping struct {
	of    func(p *Publication) *[]Line
	whole func(l Line) string // the unit that the line is a part of; empty: the county
	unit  func(c cell) string
	key   func(c cell) string
	asked bool
}

var (
	ofUnit    = func(c cell) string { return c.Unit }
	nothing   = func(cell) string { return "" }
	ofCounty  = func(Line) string { return "" }
	ofItsUnit = func(l Line) string { return l.Unit }
	groupings = []grouping{ // units first: what is open of them decides over their parts
		{func(p *Publication) *[]Line { return &p.Units }, ofCounty, ofUnit, nothing, true},
		{func(p *Publication) *[]Line { return &p.Windows }, ofItsUnit, ofUnit, func(c cell) string { return c.Window }, true},
		{func(p *Publication) *[]Line { return &p.Items }, ofItsUnit, ofUnit, func(c cell) string { return c.ItemName }, true},
		{func(p *Publication) *[]Line { return &p.Channels }, ofCounty, nothing, func(c cell) string { return string(c.Channel) }, false},
	}
)

// NotPublished is the answer to a half or a file that is not published.
func NotPublished() error { return notPublished.New(nil) }

// Publish reckons the publication of a half that is over. It refuses any other.
func Publish(tx *store.Tx, h Half) (Publication, error) {
	known, err := Halves(tx)
	if err != nil {
		return Publication{}, err
	}
	if !slices.Contains(known, h) {
		return Publication{}, notPublished.New(nil)
	}
	content, err := ContentOn(tx, h.Period().To)
	if err != nil {
		return Publication{}, err
	}
	p := Publication{Half: h, AsOf: tx.Now(), Least: content.MinSample, Crowd: content.TextsAfter, Document: content.Document, Excluded: map[Ground]int64{}}
	q := manifest.Query{Period: h.Period(), AsOf: tx.Now()}
	if err := p.count(tx, q); err != nil {
		return p, err
	}
	out, err := excludedIn(tx, q)
	for _, x := range out {
		p.Excluded[x.Ground]++
	}
	if err != nil {
		return p, err
	}
	p.Followed, err = followedOf(tx, h)
	return p, err
}

func (p *Publication) count(tx *store.Tx, q manifest.Query) error {
	rated, err := ratingCells.Page(tx, ratingWhere(tx, q), "cell", traceLimit)
	if err != nil {
		return err
	}
	asked, err := askedCells.Page(tx, askedWhere(tx, q), "cell", traceLimit)
	if err != nil {
		return err
	}
	cells := append(rated, asked...)
	whole := lines(cells, nothing, nothing, true)
	if len(whole) == 1 {
		p.Whole = whole[0]
	}
	least := int64(p.Least)
	p.Whole.holdFew(least)
	open := map[string]bool{"": p.Whole.Held == HeldNone}
	for _, g := range groupings {
		found := lines(cells, g.unit, g.key, g.asked)
		guard(found, g.whole, open, least, int64(p.Crowd))
		*g.of(p) = found
		for _, l := range p.Units {
			open[l.Unit] = l.Held == HeldNone
		}
	}
	return nil
}

// lines adds the cells up, the most rated first.
func lines(cells []cell, unit, key func(cell) string, asked bool) []Line {
	at := map[[2]string]int{}
	var out []Line
	for _, c := range cells {
		if !asked && c.N == 0 {
			continue
		}
		id := [2]string{unit(c), key(c)}
		i, ok := at[id]
		if !ok {
			i, out = len(out), append(out, Line{Unit: id[0], Key: id[1]})
			at[id] = i
		}
		l := &out[i]
		l.N, l.Levels[c.Level] = l.N+c.N, l.Levels[c.Level]+c.N
		l.Asked, l.Answered = l.Asked+c.Asked, l.Answered+c.Answered
	}
	slices.SortFunc(out, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Key, b.Key))
	})
	return out
}

func (l *Line) hold(why Held) { l.Held, l.Levels = why, [6]int64{} }

func (l *Line) holdFew(least int64) {
	if l.N < least {
		l.hold(HeldFew)
	}
}

// guard takes the rates from lines of few ratings, and from as many others of
// the same whole, the smallest first, as it needs for the whole less the shown
// lines to be none or a crowd. Of a whole without rates none has any.
func guard(found []Line, whole func(Line) string, open map[string]bool, least, crowd int64) {
	hidden := map[string]int64{}
	for i := range found {
		l := &found[i]
		if l.holdFew(least); l.Held == HeldNone && !open[whole(*l)] {
			l.hold(HeldGuard)
		}
		if l.Held != HeldNone {
			hidden[whole(*l)] += l.N
		}
	}
	for i := len(found) - 1; i >= 0; i-- { // the smallest stand last
		l := &found[i]
		if n := hidden[whole(*l)]; l.Held == HeldNone && n > 0 && n < crowd {
			l.hold(HeldGuard)
			hidden[whole(*l)] += l.N
		}
	}
}
