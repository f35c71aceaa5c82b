package pages

import (
	"fmt"
	"strconv"

	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

// suspectsView lists the anomalies of a year, and what was decided on earlier
// ones.
type suspectsView struct {
	Page    ui.Page
	Filter  *ui.Form
	Year    int
	Waiting []rating.Anomaly
	Done    []rating.Review
	Names   map[string]string
}

// yearOf reads the year of the list from the address, else the present one.
func yearOf(c *kit.Ctx) int {
	year, err := strconv.Atoi(c.Query("year"))
	if err != nil || year < 2000 || year > 2100 {
		return c.Now.Day().Year() // nothing, or nothing that makes sense, was typed
	}
	return year
}

func showSuspects(c *kit.Ctx) error {
	v := suspectsView{Page: c.Page("异常评价").WithBack("返回", "/ratings"), Filter: c.Filter(), Year: yearOf(c)}
	v.Filter.Values["year"] = []string{strconv.Itoa(v.Year)}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Waiting, v.Done, err = rating.Suspects(tx, c.Actor, v.Year); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(suspectsPage(v))
}

// suspectView is one anomaly with its ratings.
type suspectView struct {
	Page    ui.Page
	Form    *ui.Form
	Year    int
	Anomaly rating.Anomaly
	Kind    rating.AnomalyKind
	Ratings []rating.Rating
	Names   map[string]string
}

func (v suspectView) action() string { return suspectHref(v.Anomaly.Key, v.Year) }

func suspectHref(key string, year int) string {
	return fmt.Sprintf("/ratings/anomalies/%s?year=%d", key, year)
}

func showSuspect(c *kit.Ctx) error {
	v := suspectView{Page: c.Page("异常核查").WithBack("返回", "/ratings/anomalies"), Form: c.Form(), Year: yearOf(c)}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Anomaly, v.Ratings, err = rating.Suspect(tx, c.Actor, c.Path("key"), v.Year); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Kind = rating.AnomalyKindOf(v.Anomaly.Kind)
	return c.Render(suspectPage(v))
}

func ruleSuspect(c *kit.Ctx) error {
	f, year := c.Form(), yearOf(c)
	return settle(c, "异常已核查。", showSuspect, func(tx *store.Tx) (string, error) {
		in := rating.Ruling{Keep: f.Choice("kept", "核查结果", "yes", "no") == "yes", Reason: f.Lines("reason"),
			Count: int(f.Int("count", "页面条数", 0, 1<<40))}
		_, err := rating.Rule(tx, c.Actor, c.Path("key"), year, in)
		return fmt.Sprintf("/ratings/anomalies?year=%d", year), err
	})
}

func ruleOptions(kind rating.AnomalyKind) []ui.Option {
	out := []ui.Option{{Value: "yes", Label: "保留，照常计入"}}
	if kind.Single {
		out = append(out, ui.Option{Value: "no", Label: "剔除这些评价，计入剔除数"})
	}
	return out
}

// verdictZh words what a review decided.
func verdictZh(r rating.Review) string {
	if r.Kept {
		return fmt.Sprintf("保留 %d 条", len(r.Refs))
	}
	return fmt.Sprintf("剔除 %d 条", len(r.Refs))
}

func signsZh(r rating.Rating) string {
	var out []string
	for _, s := range r.Signs {
		out = append(out, rating.SignZh[s])
	}
	return listedOr(out, "没有")
}
