package hall

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Booklet (便民服务手册) is the handbook of a day: what the county offers, unit by
// unit. Its digest is over every printed word, so that two copies tell whether
// they say the same.
type Booklet struct {
	Day      calendar.Day
	Digest   string // SHA-256, in hex
	Chapters []Chapter
}

// Chapter is one unit of the handbook.
type Chapter struct {
	Unit  org.Unit
	Desks []string
	Items []Line
}

// Line is one item as the handbook prints it.
type Line struct {
	Code, Name, Limit, Fee, Ways, Phone string
	Conditions                          string
}

// mostItems is far above a county's catalogue.
const mostItems = 10_000

// ComposeHandbook (编排手册) sets the handbook of today from the items on offer,
// the units and the windows. Nothing is stored.
func ComposeHandbook(tx *store.Tx) (Booklet, error) {
	b := Booklet{Day: tx.Today()}
	offers, err := catalogue.Offers(tx, b.Day, catalogue.Filter{}, mostItems)
	if err != nil {
		return b, err
	}
	lines := map[string][]Line{}
	for _, o := range offers {
		lines[o.Unit] = append(lines[o.Unit], lineOf(o))
	}
	chart, err := ComposeChart(tx)
	if err != nil {
		return b, err
	}
	for _, l := range chart.Lines {
		if items := lines[l.Unit.Code]; len(items) > 0 {
			b.Chapters = append(b.Chapters, Chapter{Unit: l.Unit, Desks: l.Desks, Items: items})
		}
	}
	b.Digest = digest(b.words())
	return b, nil
}

func lineOf(o catalogue.Offer) Line {
	fee := "不收费"
	if o.Guide.Charged {
		fee = "收费：" + o.Guide.Fee
	}
	var ways []string
	for _, way := range []struct {
		on bool
		zh string
	}{{o.Online, "网上办"}, {o.Courier, "寄送"}, {o.Visits == 0, "不用跑"}} {
		if way.on {
			ways = append(ways, way.zh)
		}
	}
	if o.Visits > 0 {
		ways = append(ways, fmt.Sprintf("跑 %d 次", o.Visits))
	}
	limit := "当场"
	if o.Kind != catalogue.Instant {
		limit = catalogue.Limit{N: o.OrdinaryN, Unit: o.StatutoryUnit}.String()
	}
	return Line{Code: o.Code, Name: o.Name, Limit: limit, Fee: fee, Ways: strings.Join(ways, "、"), Phone: o.Guide.ConsultPhone,
		Conditions: o.Guide.Applicants}
}

func (b Booklet) words() (out []string) {
	for _, c := range b.Chapters {
		out = append(out, c.Unit.Name, c.Unit.Phone, c.Unit.SupervisionPhone, strings.Join(c.Desks, "、"))
		for _, l := range c.Items {
			out = append(out, l.Code, l.Name, l.Limit, l.Fee, l.Ways, l.Phone, l.Conditions)
		}
	}
	return out
}

// Chart (政务服务通联挂图) is the wall chart of a day: whom to ask, where and by
// which telephone.
type Chart struct {
	Day    calendar.Day
	Digest string
	Lines  []Contact
	Hours  []HallHours
}

// HallHours are the hours of one hall that stand on the chart's day.
type HallHours struct {
	Hall  org.Unit
	Spans []Hours
}

// Contact is one unit of the chart.
type Contact struct {
	Unit  org.Unit
	Desks []string // names of its windows
}

// ComposeChart (编排挂图) sets the wall chart of today from the registers.
func ComposeChart(tx *store.Tx) (Chart, error) {
	c := Chart{Day: tx.Today()}
	within := false
	units, err := org.List(tx, org.Filter{External: &within, Limit: 1000})
	if err != nil {
		return c, err
	}
	desks, err := org.Windows(tx, org.WindowFilter{OpenOnly: true, Limit: 1000})
	if err != nil {
		return c, err
	}
	at := map[string][]string{}
	for _, w := range desks {
		for _, unit := range w.Units() {
			at[unit] = append(at[unit], w.Code+" "+w.Name)
		}
	}
	for _, u := range units {
		c.Lines = append(c.Lines, Contact{Unit: u, Desks: at[u.Code]})
	}
	halls, err := Halls(tx)
	if err != nil {
		return c, err
	}
	for _, h := range halls {
		spans, err := AllHours(tx, h.Code)
		if err != nil {
			return c, err
		}
		c.Hours = append(c.Hours, HallHours{Hall: h, Spans: Standing(spans, c.Day)})
	}
	c.Digest = digest(c.words())
	return c, nil
}

// Standing leaves the spans that hold on a day of their kind.
func Standing(spans []Hours, day calendar.Day) (out []Hours) {
	for _, s := range spans {
		if s.FromDay <= day && (s.UntilDay == nil || *s.UntilDay >= day) {
			out = append(out, s)
		}
	}
	return out
}

func (c Chart) words() (out []string) {
	for _, l := range c.Lines {
		out = append(out, l.Unit.Name, l.Unit.Phone, l.Unit.SupervisionPhone, strings.Join(l.Desks, "、"))
	}
	for _, h := range c.Hours {
		for _, s := range h.Spans {
			out = append(out, h.Hall.Name, s.Desk, DaysZh[s.Days], s.Opens.String(), s.Closes.String())
		}
	}
	return out
}

// digest is over the words, each with its length, so that no two texts meet.
func digest(words []string) string {
	sum := sha256.New()
	for _, w := range words {
		fmt.Fprintf(sum, "%d:%s", len(w), w)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
