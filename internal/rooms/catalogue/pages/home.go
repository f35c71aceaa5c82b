package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// task is one of the things people come for besides an item.
type task struct{ Title, Note, Path string }

var tasks = []task{
	{"一件事一次办", "开店、开工、过户：一次申请、一套材料，部门分头办", "/bundles"},
	{"查办件进度", "凭收件编号或扫回执上的二维码，不用登录", "/track"},
	{"找惠企政策", "答几个问题，列出可申领的和免申即享的", "/policies"},
	{"请人帮我代办", "免费。可上门、可延时、证照可邮寄", "/help/assistance"},
	{"办不成事、要投诉", "当场给编号，有人联系您，可匿名", "/complain"},
}

// kept are the figures that say whether the county kept its word, in the order
// of preference; the first four that say something are shown.
var kept = []string{
	"approvals.fastest_project_ahead", "monitor.overdue", "approvals.limit_compression", "ratings.bad",
	"approvals.reduced_materials", "approvals.one_visit_share", "approvals.online_share",
}

const (
	mostKept    = 4
	mostPopular = 12
	mostNews    = 4
	// keptFor is how long, in ms, the figures on the home page stand.
	keptFor = 10 * 60 * 1000
)

// homeView is what the home page shows.
type homeView struct {
	Tasks   []task
	Popular []catalogue.Offer
	Items   int64
	Word    []ui.KPI
	WordAt  calendar.Instant
	How     string // address of the definitions, empty if there is none
	News    []catalogue.Offer
	Hall    string // page of hours, waiting and appointments
	Halls   []org.Unit
}

func (p *pages) home(c *kit.Ctx) error {
	if c.Lang == "en" {
		return c.Redirect("/en/")
	}
	v := homeView{}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Popular, err = catalogue.Offers(tx, tx.Today(), catalogue.Filter{Tag: catalogue.TagPopular}, mostPopular); err != nil {
			return err
		}
		if v.Items, err = catalogue.CountOffers(tx, tx.Today(), catalogue.Filter{}); err != nil {
			return err
		}
		if v.News, err = catalogue.Offers(tx, tx.Today(), catalogue.Filter{Newer: true}, mostNews); err != nil {
			return err
		}
		if v.Halls, err = org.List(tx, org.Filter{Kind: org.Hall, Limit: 3}); err != nil {
			return err
		}
		v.Word, v.WordAt, err = p.keptWord(tx, c)
		return err
	})
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if c.Serves(t.Path) {
			v.Tasks = append(v.Tasks, t)
		}
	}
	if c.Serves("/hall") {
		v.Hall = "/hall"
	}
	if c.Serves("/stats/how") {
		v.How = "/stats/how"
	}
	page := c.Page("办事首页")
	page.Hero, page.Twin = true, "/en/"
	return c.Render(homePage(page, v))
}

// keptWord computes the figures of the home page, at most once in ten minutes,
// for the year so far.
func (p *pages) keptWord(tx *store.Tx, c *kit.Ctx) ([]ui.KPI, calendar.Instant, error) {
	p.kept.Lock()
	defer p.kept.Unlock()
	if p.at != 0 && tx.Now() >= p.at && tx.Now() < p.at+keptFor {
		return p.word, p.at, nil
	}
	q := manifest.Query{AsOf: tx.Now(),
		Period: manifest.Period{From: calendar.DayOf(tx.Today().Year(), 1, 1), To: tx.Today()}}
	var word []ui.KPI
	for _, id := range kept {
		f, ok := p.figures[id]
		if !ok || len(word) == mostKept {
			continue
		}
		v, err := f.Value(tx, q)
		if err != nil {
			return nil, 0, err
		}
		if v.Den == 0 {
			continue // nothing happened yet that it could speak of
		}
		kpi := ui.KPI{Label: f.Label, Value: v.Text, Unit: f.Unit}
		if c.Serves("/stats/how") {
			kpi.Href = "/stats/how#" + id
		}
		word = append(word, kpi)
	}
	p.word, p.at = word, tx.Now()
	return word, p.at, nil
}
