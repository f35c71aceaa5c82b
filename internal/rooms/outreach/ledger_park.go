package outreach

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

var eventLedger = []manifest.Column{
	{Name: "title", Zh: "活动名称", Synonyms: []string{"培训名称"}, Required: true, Sample: "排污许可证登记培训会"},
	{Name: "day", Zh: "日期", Required: true, Sample: "2020-05-13"},
	{Name: "kind", Zh: "方式", Required: true, Sample: "培训", Note: "培训、座谈、宣讲"},
	{Name: "place", Zh: "地点", Required: true, Sample: "桃江经开区会议室（示例）"},
	{Name: "unit", Zh: "组织单位", Sample: "430922-sthj", Note: "机构编码或简称；不填是本单位"},
	{Name: "document", Zh: "通知文号", Sample: "示例通知1号"},
}

// eventOf is the event that a row names by title and day.
func (c *cells) eventOf() (Event, bool, error) {
	day := c.day("day", "日期")
	title := strings.TrimSpace(c.at["title"])
	if err := c.p.Err(); err != nil {
		return Event{}, false, err
	}
	e, ok, err := eventByTitle.Find(c.tx, c.tx.County(), title, day)
	e.Title, e.Day = title, day
	return e, ok, err
}

// namedEvent is eventOf for rows that hang on an event.
func (c *cells) namedEvent() (Event, error) {
	e, ok, err := c.eventOf()
	if err == nil && !ok {
		err = eventUnknown.New(fault.Args{"title": e.Title, "day": e.Day})
	}
	return e, err
}

func applyEvents(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := cells{tx: tx, at: row.Cells}
		unit, err := c.unit("unit", "组织单位")
		if err != nil {
			return manifest.Same, err
		}
		e, known, err := c.eventOf()
		if err != nil || known {
			return manifest.Same, err
		}
		kind, _ := parsed(EventKinds, row.Cells["kind"]) // what is none is refused by name
		_, err = Plan(tx, by, Planning{Kind: kind, Title: e.Title, Day: e.Day, Place: row.Cells["place"], Unit: unit, Document: row.Cells["document"]})
		return manifest.New, err
	})
}

// eachEvent hands the held and planned events to an export, the oldest first.
func eachEvent(tx *store.Tx, by flow.Actor, fn func(f EventFile) error) error {
	if !by.Has(staff...) && !by.Has(watchers...) {
		return nil
	}
	found, err := events.Page(tx, new(store.Where).And("county = ? AND state <> ?", tx.County(), Cancelled), "day", traceLimit)
	if err != nil {
		return err
	}
	for _, e := range found {
		f, err := fileOf(tx, e)
		if err != nil {
			return err
		}
		if err := fn(f); err != nil {
			return err
		}
	}
	return nil
}

func exportEvents(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	return eachEvent(tx, by, func(f EventFile) error {
		return add([]string{f.Title, f.Day.String(), f.Kind.Zh(), f.Place, f.Unit, f.Document})
	})
}

var industryLedger = []manifest.Column{
	{Name: "title", Zh: "活动名称", Synonyms: []string{"培训名称"}, Required: true, Sample: "排污许可证登记培训会"},
	{Name: "day", Zh: "日期", Required: true, Sample: "2020-05-13"},
	{Name: "code", Zh: "行业代码", Required: true, Sample: "C204", Note: "国民经济行业分类代码，一行一个行业"},
	{Name: "name", Zh: "行业名称", Required: true, Sample: "竹、藤、棕、草等制品制造"},
}

func applyIndustries(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := cells{tx: tx, at: row.Cells}
		e, err := c.namedEvent()
		if err != nil {
			return manifest.Same, err
		}
		made, err := InviteIndustry(tx, by, e.ID, row.Cells["code"], row.Cells["name"])
		if made {
			return manifest.New, err
		}
		return manifest.Same, err
	})
}

func exportIndustries(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	return eachEvent(tx, by, func(f EventFile) error {
		for _, i := range f.Industries {
			if err := add([]string{f.Title, f.Day.String(), i.Code, i.Name}); err != nil {
				return err
			}
		}
		return nil
	})
}

var attendanceLedger = []manifest.Column{
	{Name: "title", Zh: "活动名称", Synonyms: []string{"培训名称"}, Required: true, Sample: "排污许可证登记培训会"},
	{Name: "day", Zh: "日期", Required: true, Sample: "2020-05-13"},
	{Name: "credit", Zh: "统一社会信用代码", Synonyms: []string{"信用代码"}, Required: true, Sample: "91430922MA4T000004"},
	{Name: "invited", Zh: "邀请", Required: true, Sample: "是", Note: "是、否；举办以后不能再补"},
	{Name: "attended", Zh: "到场", Required: true, Sample: "是", Note: "是、否；举办以后登记"},
	{Name: "filed", Zh: "后续登记日期", Sample: "2020-05-20"},
	{Name: "filing", Zh: "登记编号", Sample: "示例登记回执1号"},
}

func applyAttendance(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := cells{tx: tx, at: row.Cells}
		party, err := c.enterprise("credit")
		if err != nil {
			return manifest.Same, err
		}
		filed := c.optionalDay("filed", "后续登记日期")
		e, err := c.namedEvent()
		if err != nil {
			return manifest.Same, err
		}
		isNew, changed, err := Attend(tx, by, e.ID, Presence{Party: party, Invited: c.yes("invited"), Attended: c.yes("attended"), Filed: filed, Filing: row.Cells["filing"]})
		switch {
		case isNew:
			return manifest.New, err
		case changed:
			return manifest.Changed, err
		}
		return manifest.Same, err
	})
}

func exportAttendance(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	return eachEvent(tx, by, func(f EventFile) error {
		for _, a := range f.Attendance {
			credit, err := creditOf(tx, a.Party)
			if err != nil {
				return err
			}
			if err := add([]string{f.Title, f.Day.String(), credit, yesNo(a.Invited), yesNo(a.Attended), dayText(a.Filed), a.Filing}); err != nil {
				return err
			}
		}
		return nil
	})
}

var feeLedger = append(append([]manifest.Column{
	{Name: "number", Zh: "编号", Required: true, Sample: "JF-01"},
	{Name: "credit", Zh: "统一社会信用代码", Synonyms: []string{"信用代码"}, Required: true, Sample: "91430922MA4T000004"},
	{Name: "service", Zh: "服务", Synonyms: []string{"中介服务"}, Required: true, Sample: "排污许可登记代办"},
	{Name: "unit", Zh: "组织单位", Sample: "430922-jkq", Note: "机构编码或简称；不填是本单位"},
	{Name: "price", Zh: "原收费（元）", Synonyms: []string{"原收费"}, Required: true, Sample: "6000.00"},
	{Name: "proof", Zh: "原收费凭据", Required: true, Sample: "示例合同1号"},
}, offerColumns()...),
	manifest.Column{Name: "chosen", Zh: "企业选定", Sample: "示例环保咨询甲", Note: "填报价里的一家；没有选的不填"},
	manifest.Column{Name: "slip", Zh: "企业选定凭据", Sample: "示例选定书1号", Note: "选定由企业作出，填它的书面凭据"},
	manifest.Column{Name: "day", Zh: "选定日期", Sample: "2020-05-18"})

func offerColumns() (out []manifest.Column) {
	for n := 1; n <= mostOffers; n++ {
		out = append(out, manifest.Column{Name: fmt.Sprintf("firm%d", n), Zh: fmt.Sprintf("报价机构%d", n), Required: n <= fewest, Sample: fmt.Sprintf("示例环保咨询%d", n)},
			manifest.Column{Name: fmt.Sprintf("price%d", n), Zh: fmt.Sprintf("报价%d（元）", n), Synonyms: []string{fmt.Sprintf("报价%d", n)}, Required: n <= fewest, Sample: "3000.00"},
			manifest.Column{Name: fmt.Sprintf("proof%d", n), Zh: fmt.Sprintf("报价凭据%d", n), Required: n <= fewest, Sample: fmt.Sprintf("示例报价单%d号", n)})
	}
	return out
}

func (c *cells) money(name, label string) money.Fen {
	f, err := money.Parse(c.at[name])
	if err != nil {
		c.p.Add(name, "%s：%s", label, err)
	}
	return f
}

func (c *cells) offers() (out []Offering) {
	for n := 1; n <= mostOffers; n++ {
		firm := c.at[fmt.Sprintf("firm%d", n)]
		if firm == "" {
			continue
		}
		out = append(out, Offering{Firm: firm, Price: c.money(fmt.Sprintf("price%d", n), "报价"), Proof: c.at[fmt.Sprintf("proof%d", n)]})
	}
	return out
}

func applyFees(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := cells{tx: tx, at: row.Cells}
		in := Pricing{Number: row.Cells["number"], Service: row.Cells["service"], Price: c.money("price", "原收费"), Proof: row.Cells["proof"]}
		var err error
		if in.Party, err = c.enterprise("credit"); err != nil {
			return manifest.Same, err
		}
		if in.Unit, err = c.unit("unit", "组织单位"); err != nil {
			return manifest.Same, err
		}
		offers, day := c.offers(), c.optionalDay("day", "选定日期")
		if err := c.p.Err(); err != nil {
			return manifest.Same, err
		}
		was, known, err := feeByNo.Find(tx, tx.County(), in.Number)
		if err != nil {
			return manifest.Same, err
		}
		if known {
			return knownFee(tx, was, in, offers)
		}
		choice := Choosing{Offer: row.Cells["chosen"], Slip: row.Cells["slip"]}
		if day != nil {
			choice.Day = *day
		}
		return manifest.New, bringFee(tx, by, in, offers, choice)
	})
}

// knownFee refuses a row that says something else than the record.
func knownFee(tx *store.Tx, was Fee, in Pricing, offers []Offering) (manifest.Effect, error) {
	had, err := offersOf.All(tx, tx.County(), was.ID)
	if err != nil {
		return manifest.Same, err
	}
	same := was.Party == in.Party && was.Service == in.Service && was.Price == in.Price && len(had) == len(offers)
	for n := 0; same && n < len(had); n++ {
		same = had[n].Firm == offers[n].Firm && had[n].Price == offers[n].Price
	}
	if !same {
		return manifest.Same, feeByAct.New(fault.Args{"number": was.Number})
	}
	return manifest.Same, nil
}

// bringFee goes the way of the page: fee before, offers, choice.
func bringFee(tx *store.Tx, by flow.Actor, in Pricing, offers []Offering, choice Choosing) error {
	f, err := OpenFee(tx, by, in)
	if err != nil {
		return err
	}
	for _, o := range offers {
		if f, err = AddOffer(tx, by, f.ID, 0, o); err != nil {
			return err
		}
	}
	if f, err = ShowOffers(tx, by, f.ID, 0); err != nil || choice.Offer == "" {
		return err
	}
	had, err := offersOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return err
	}
	for _, o := range had {
		if o.Firm == choice.Offer {
			choice.Offer = o.ID
			break
		}
	}
	_, err = Choose(tx, by, f.ID, 0, choice)
	return err
}

func exportFees(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	w := new(store.Where).And("county = ? AND state IN ('offered', 'settled')", tx.County())
	if !narrow(w, by, "unit") {
		return nil
	}
	found, err := fees.Page(tx, w, "id", traceLimit)
	if err != nil {
		return err
	}
	for _, f := range found {
		credit, err := creditOf(tx, f.Party)
		if err != nil {
			return err
		}
		file := FeeFile{Fee: f}
		if file.Offers, err = offersOf.All(tx, tx.County(), f.ID); err != nil {
			return err
		}
		row := []string{f.Number, credit, f.Service, f.Unit, f.Price.Plain(), f.Proof}
		for n := range mostOffers {
			if n < len(file.Offers) {
				row = append(row, file.Offers[n].Firm, file.Offers[n].Price.Plain(), file.Offers[n].Proof)
			} else {
				row = append(row, "", "", "")
			}
		}
		winner, _ := file.Winner()
		slip := ""
		if f.ChosenSlip != nil {
			slip = *f.ChosenSlip
		}
		if err := add(append(row, winner.Firm, slip, dayText(f.SettledDay))); err != nil {
			return err
		}
	}
	return nil
}
