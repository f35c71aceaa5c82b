package pages

import (
	"bytes"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

type gapLedgerView struct {
	Lines []casework.DeferralLine
	Units map[string]string
	Today calendar.Day
	Tabs  []ui.Tab
}

type pledgeLedgerView struct {
	Lines []casework.PledgeLine
	Units map[string]string
	Tabs  []ui.Tab
}

// ledgerTabs are all and what is open.
func ledgerTabs(path string, open bool) []ui.Tab {
	return []ui.Tab{{Label: "全部", Href: path, On: !open}, {Label: "没有了结的", Href: path + "?view=open", On: open}}
}

// shownOnTrust bounds the page; the export has all.
const shownOnTrust = 200

func gapLedgerPage(c *kit.Ctx) error {
	open := c.Query("view") == "open"
	v := gapLedgerView{Tabs: ledgerTabs("/conditional", open), Units: map[string]string{}}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Today = tx.Today()
		if v.Lines, err = casework.Deferrals(tx, c.Actor, casework.TrustFind{Open: open, Limit: shownOnTrust}); err != nil {
			return err
		}
		for _, l := range v.Lines {
			if err := nameUnit(tx, v.Units, l.Unit); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(gapLedgerTempl(c.Page("容缺受理台账"), v))
}

func pledgeLedgerPage(c *kit.Ctx) error {
	open := c.Query("view") == "open"
	v := pledgeLedgerView{Tabs: ledgerTabs("/pledges", open), Units: map[string]string{}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Lines, err = casework.Pledges(tx, c.Actor, casework.TrustFind{Open: open, Limit: shownOnTrust}); err != nil {
			return err
		}
		for _, l := range v.Lines {
			if err := nameUnit(tx, v.Units, l.Unit); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(pledgeLedgerTempl(c.Page("告知承诺台账"), v))
}

func nameUnit(tx *store.Tx, names map[string]string, code string) error {
	if names[code] != "" {
		return nil
	}
	u, err := org.ByCode(tx, code)
	names[code] = u.Short
	return err
}

func columns(zh ...string) []manifest.Column {
	out := make([]manifest.Column, len(zh))
	for i, word := range zh {
		out[i] = manifest.Column{Name: word, Zh: word}
	}
	return out
}

var gapColumns = columns("办件编号", "事项编码", "事项", "单位", "签署人身份", "容缺材料", "受理日", "最迟补交日", "原补交日", "补交时间", "延长理由", "情况")

func gapRows(tx *store.Tx, c *kit.Ctx, add func([]string) error) error {
	lines, err := casework.Deferrals(tx, c.Actor, casework.TrustFind{})
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, l := range lines {
		if err := nameUnit(tx, names, l.Unit); err != nil {
			return err
		}
		for _, o := range l.Items {
			row := []string{l.Number, l.Item, l.ItemName, names[l.Unit], l.Capacity.Zh(), o.Name, l.AcceptedDay.String(), o.Due.String(),
				o.FirstDue.String(), instantText(o.SuppliedAt), textOf(l.AskedReason), gapLabels[l.Standing(tx.Today())].word}
			if err := add(row); err != nil {
				return err
			}
		}
	}
	return nil
}

var pledgeColumns = columns("办件编号", "事项编码", "事项", "单位", "签署人身份", "承诺代替的材料", "签署日", "核查到期", "核查时间", "核查情况", "改正到期", "情况")

func pledgeRows(tx *store.Tx, c *kit.Ctx, add func([]string) error) error {
	lines, err := casework.Pledges(tx, c.Actor, casework.TrustFind{})
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, l := range lines {
		if err := nameUnit(tx, names, l.Unit); err != nil {
			return err
		}
		row := []string{l.Number, l.Item, l.ItemName, names[l.Unit], l.Capacity.Zh(), pledgedNames(l.Pledge), l.SignedAt.Day().String(),
			isoText(l.CheckDue), instantText(l.VerifiedAt), textOf(l.Finding), isoText(l.RectifyDue), pledgeLabels[l.Pledge.Standing()].word}
		if err := add(row); err != nil {
			return err
		}
	}
	return nil
}

// exported answers with a ledger as a file, by the ending in the address.
func exported(title string, columns []manifest.Column, rows func(*store.Tx, *kit.Ctx, func([]string) error) error) kit.Handler {
	return func(c *kit.Ctx) error {
		write, media := ledger.WriteCSV, "text/csv; charset=utf-8"
		ending, ok := strings.CutPrefix(c.Path("file"), "ledger.")
		switch {
		case ok && ending == "xlsx":
			write, media = ledger.WriteXLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		case !ok || ending != "csv":
			return store.NoRow.New(nil)
		}
		var b bytes.Buffer
		err := c.Read(func(tx *store.Tx) error {
			_, err := write(&b, ledger.Sheet{Title: title, Columns: columns, AsOf: tx.Now(), Exporter: c.Actor.Name,
				Rows: func(add func([]string) error) error { return rows(tx, c, add) }})
			return err
		})
		if err != nil {
			return err
		}
		return c.Download(title+"."+ending, media, int64(b.Len()), &b)
	}
}

func owedNames(items []casework.Owed) string {
	names := make([]string, len(items))
	for i, o := range items {
		names[i] = o.Name
	}
	return strings.Join(names, "、")
}

func lastDue(items []casework.Owed) string {
	var last calendar.Day
	for _, o := range items {
		last = max(last, o.Due)
	}
	return last.String()
}

func pledgedNames(p casework.Pledge) string {
	names := make([]string, len(p.Items))
	for i, item := range p.Items {
		names[i] = item.Name
	}
	return strings.Join(names, "、")
}

func pledgePairs(p casework.Pledge) []ui.Pair {
	out := []ui.Pair{{Term: "承诺代替", Text: pledgedNames(p)}, {Term: "核查", Text: pledgeLabels[p.Standing()].word}}
	if p.CheckDue != nil {
		out = append(out, ui.Pair{Term: "核查到期", Text: dayText(p.CheckDue)})
	}
	if p.Finding != nil {
		out = append(out, ui.Pair{Term: "核查情况", Text: *p.Finding})
	}
	if p.RectifyDue != nil {
		out = append(out, ui.Pair{Term: "改正到期", Text: dayText(p.RectifyDue)})
	}
	return out
}

func gapTitle(d casework.Deferral) string {
	if d.Outcome != nil {
		return "容缺受理：" + gapLabels[*d.Outcome].word
	}
	if d.AcceptedAt == nil {
		return "容缺受理承诺（还没有受理）"
	}
	return gapTag(d)
}

func textOf(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func isoText(d *calendar.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}
