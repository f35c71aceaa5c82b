package casework

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Saving is what a cut material (减掉的材料) spared applicants: the cases accepted
// since under a version without it, who would have had to hand it in.
type Saving struct {
	catalogue.Cut
	Each  int // copies a case would have needed
	Cases []Spared
}

// Spared is one case that did not have to hand the material in.
type Spared struct {
	ID         string
	Number     string
	ItemName   string
	Unit       string
	Answers    map[string]string
	AcceptedAt calendar.Instant
}

// Copies is what was saved in all.
func (s Saving) Copies() int { return s.Each * len(s.Cases) }

// Savings counts what the cuts of a span saved in cases accepted within it.
func Savings(tx *store.Tx, from, to calendar.Day, asOf calendar.Instant) ([]Saving, error) {
	cuts, err := catalogue.Cuts(tx, from, to, asOf)
	if err != nil {
		return nil, err
	}
	without := map[string][]Spared{} // by item and version number
	out := make([]Saving, 0, len(cuts))
	for _, cut := range cuts {
		key := fmt.Sprint(cut.Item.ID, " ", cut.Version.Number)
		if _, read := without[key]; !read {
			if without[key], err = acceptedWithout(tx, cut, to, asOf); err != nil {
				return nil, err
			}
		}
		s := Saving{Cut: cut, Each: copiesOf(cut.Material)}
		for _, c := range without[key] {
			if cut.Material.Must || cut.Material.Condition.Holds(c.Answers) == catalogue.Holds {
				s.Cases = append(s.Cases, c)
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// copiesOf is what one applicant handed in; what was obtained by sharing was
// handed in by nobody.
func copiesOf(m catalogue.Material) int {
	if m.Shared {
		return 0
	}
	return max(1, m.Originals+m.Copies)
}

// acceptedWithout lists the cases accepted by the end of the span under the
// version that made the cut or a later one.
func acceptedWithout(tx *store.Tx, cut catalogue.Cut, to calendar.Day, asOf calendar.Instant) ([]Spared, error) {
	versions, err := catalogue.History(tx, cut.Item.Code)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, v := range versions {
		if v.Number >= cut.Version.Number {
			ids = append(ids, v.ID)
		}
	}
	w := new(store.Where).And("county = ? AND item = ?", tx.County(), cut.Item.Code).
		And("accepted_at IS NOT NULL AND accepted_at <= ? AND accepted_day <= ?", asOf, to).In("item_version", ids...)
	return spared.Page(tx, w, "id", clockLimit)
}

// savingsFigure is the sum of all savings; its records are the cases.
var savingsFigure = manifest.Figure{
	ID: "approvals.saved_copies", Label: "精简材料后少交的材料份数", Unit: "份", Version: 1, ByUnit: true,
	Definition: "本期减掉、期末没有加回来的材料，在本期按新版本受理的办件里少交的份数之和：每件少交的份数＝原件份数＋复印件份数，" +
		"只可交电子件的计 1；看情况要的材料，只算按所答本来要交的办件；共享取得的不计。",
	Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
		records, err := savedRecords(tx, q)
		var sum int64
		for _, r := range records {
			sum += r.Amount
		}
		return manifest.Value{Num: sum, Den: 1, Text: fmt.Sprint(sum)}, err
	},
	Trace: savedRecords,
}

func savedRecords(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	savings, err := Savings(tx, q.Period.From, q.Period.To, q.AsOf)
	var out []manifest.Record
	at := map[string]int{}
	for _, s := range savings {
		for _, c := range s.Cases {
			if s.Each == 0 || q.Unit != "" && c.Unit != q.Unit {
				continue
			}
			i, known := at[c.ID]
			if !known {
				i, at[c.ID] = len(out), len(out)
				out = append(out, manifest.Record{ID: c.ID, Number: c.Number, Title: c.ItemName + "：少交", Unit: c.Unit,
					At: c.AcceptedAt, Link: "/cases/" + c.ID})
			}
			out[i].Title += " " + s.Material.Name
			out[i].Amount += int64(s.Each)
		}
	}
	return out, err
}
