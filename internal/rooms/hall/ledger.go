package hall

import (
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// handoutLedger is the distribution ledger (发放台账) in and out.
var handoutLedger = manifest.Importer{
	Kind: "handouts", Zh: "手册挂图发放台账", Roles: []flow.Role{identity.Coordinator, identity.Head},
	Columns: []manifest.Column{
		{Name: "item", Zh: "名称", Synonyms: []string{"品名", "印制品"}, Required: true, Sample: "便民服务手册", Note: "便民服务手册、政务服务通联挂图"},
		{Name: "edition", Zh: "版次", Required: true, Sample: "2020年3月第一版"},
		{Name: "recipient", Zh: "领用单位", Synonyms: []string{"领取单位", "领用人"}, Required: true, Sample: "桃花江镇人民政府"},
		{Name: "copies", Zh: "份数", Synonyms: []string{"数量", "本数"}, Required: true, Sample: "200"},
		{Name: "place", Zh: "发放地点", Synonyms: []string{"地点"}, Required: true, Sample: "桃花江镇便民服务中心"},
		{Name: "day", Zh: "发放日期", Synonyms: []string{"日期", "领取日期"}, Required: true, Sample: "2020-03-16"},
	},
	Apply: applyHandouts, Export: exportHandouts,
}

// applyHandouts enters what is not there yet; the same ledger brought in again
// changes nothing, and other numbers for a standing entry are refused.
func applyHandouts(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		d, err := readHandout(row.Cells)
		if err != nil {
			return manifest.Same, err
		}
		if d, err = d.parse(); err != nil {
			return manifest.Same, err
		}
		twin, known, err := d.twin(tx)
		switch {
		case err != nil:
			return manifest.Same, err
		case known && twin.Copies == d.Copies:
			return manifest.Same, nil
		case known:
			return manifest.Same, twiceOf(twin)
		}
		_, err = HandOut(tx, by, d)
		return manifest.New, err
	})
}

func readHandout(c map[string]string) (HandoutDraft, error) {
	var p fault.Problems
	d := HandoutDraft{Edition: c["edition"], Recipient: c["recipient"], Place: c["place"]}
	for item, words := range PrintedZh {
		if c["item"] == words.Name || c["item"] == string(item) {
			d.Item = item
		}
	}
	copies, err := strconv.ParseInt(c["copies"], 10, 64)
	if err != nil {
		p.Add("copies", "份数“%s”不是整数：请只填数字", c["copies"])
	}
	d.Copies = copies
	d.Day, err = calendar.ParseDay(c["day"])
	p.Check("day", err)
	return d, p.Err()
}

func exportHandouts(tx *store.Tx, by flow.Actor, add func(cells []string) error) error {
	if err := may(by, "导出发放台账", identity.Staff()); err != nil {
		return err
	}
	for after := ""; ; {
		w := HandoutFilter{Standing: true}.where(tx).And("id > ?", after)
		page, err := handouts.Page(tx, w, "id", 500)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, h := range page {
			cells := []string{PrintedZh[h.Item].Name, h.Edition, h.Recipient, strconv.FormatInt(h.Copies, 10), h.Place, h.Day.String()}
			if err := add(cells); err != nil {
				return err
			}
		}
		after = page[len(page)-1].ID
	}
}
