// Package api (好差评接口) gives programs the sums of ratings: numbers of each
// level and the shares with both their counts, never a single rating.
//
// Basis: as package rating. What always holds: who does not watch the whole
// county gets the own unit's sums, whatever unit is asked for. The app registers
// its operations.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit/api"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

const tag = "好差评"

// Register adds the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "rating-sums", Path: "/ratings", Perm: "rating.read", Tag: tag,
		Zh: "评价汇总：各级条数和比率", En: "Sums of ratings: counts by level, shares"}, sums)
}

type sumsIn struct {
	From api.Date `query:"from" required:"true" format:"date" doc:"期初。First day."`
	To   api.Date `query:"to" required:"true" format:"date" doc:"期末。Last day."`
	Unit string   `query:"unit" doc:"单位编码；本单位账号总是本单位。Unit code."`
}

// RatingSums are the ratings of a period.
type RatingSums struct {
	From    calendar.Day     `json:"from" format:"date"`
	To      calendar.Day     `json:"to" format:"date"`
	Invited int64            `json:"invited" doc:"本期发出的邀请。Invitations of the period."`
	Answer  RatingShare      `json:"answered" doc:"其中已评价的。Of these, rated."`
	Levels  []RatingLevel    `json:"levels"`
	Good    RatingShare      `json:"good" doc:"好评率，前三级。Levels 1 to 3."`
	Content RatingShare      `json:"satisfied" doc:"满意率，前两级。Levels 1 and 2."`
	Bad     RatingShare      `json:"bad" doc:"差评率，后两级。Levels 4 and 5."`
	Enough  bool             `json:"enough" doc:"评价条数够不够算率；不够的只看条数和应答率。Whether there are enough ratings for a rate."`
	Least   int              `json:"min_sample" doc:"算率要的最少条数。Ratings that a rate needs."`
	Out     int64            `json:"excluded" doc:"剔除的评价，不进比率。Excluded ratings."`
	Redress RatingRedress    `json:"redress"`
	Signs   map[string]int64 `json:"signs" doc:"可疑迹象的条数。Ratings with signs of manipulation."`
}

// RatingLevel is how many ratings have the level.
type RatingLevel struct {
	Level int    `json:"level" minimum:"1" maximum:"5"`
	Name  string `json:"name"`
	Count int64  `json:"count"`
}

// RatingShare is a share with both its counts; of nothing it is neither 0 nor 1.
type RatingShare struct {
	Count int64 `json:"count"`
	Of    int64 `json:"of"`
}

// RatingRedress counts the redress tasks of the unit, of any period.
type RatingRedress struct {
	Open int64 `json:"open"`
	Late int64 `json:"late"`
	Done int64 `json:"done"`
}

func sums(c *api.Call, in *sumsIn) (RatingSums, error) {
	var p fault.Problems
	from, to := in.From.Day(&p, "from"), in.To.Day(&p, "to")
	if from != nil && to != nil && *to < *from {
		p.Add("to", "期末：早于期初，请把两个日期换过来")
	}
	if err := p.Err(); err != nil {
		return RatingSums{}, err
	}
	var s rating.Summary
	err := c.Read(func(tx *store.Tx) (err error) {
		s, err = rating.Sum(tx, c.Actor, manifest.Period{From: *from, To: *to}, in.Unit)
		return err
	})
	if err != nil {
		return RatingSums{}, err
	}
	all := s.Count()
	share := func(first, last rating.Level) RatingShare {
		out := RatingShare{Of: all}
		for l := first; l <= last; l++ {
			out.Count += s.Levels[l]
		}
		return out
	}
	out := RatingSums{From: *from, To: *to, Invited: s.Asked, Answer: RatingShare{s.Rated, s.Asked},
		Content: share(1, 2), Good: share(1, 3), Bad: share(4, 5), Signs: s.Signs,
		Enough: s.Enough(), Least: s.Least, Out: s.Excluded,
		Redress: RatingRedress{Open: s.Open, Late: s.Late, Done: s.Done}}
	for l := rating.Level(1); l <= 5; l++ {
		out.Levels = append(out.Levels, RatingLevel{int(l), l.Zh(), s.Levels[l]})
	}
	return out, nil
}
