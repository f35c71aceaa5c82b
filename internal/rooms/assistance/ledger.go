package assistance

import (
	"fmt"
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

var ledgerKeepers = []flow.Role{identity.Agent, identity.Clerk, identity.Coordinator}

var importers = []manifest.Importer{
	{Kind: "service-events", Zh: "延时、邮寄、上门、预约服务台账", Roles: ledgerKeepers, Columns: serviceLedger, Apply: applyServices, Export: exportServices},
}

var serviceLedger = []manifest.Column{
	{Name: "unit", Zh: "机构编码", Synonyms: []string{"单位编码", "单位"}, Required: true, Sample: "430922-xzsp", Note: "窗口和帮代办员只能登记本单位的"},
	{Name: "kind", Zh: "服务类别", Synonyms: []string{"类别"}, Required: true, Sample: "上门服务", Note: "延时服务、邮寄送达、上门服务、预约服务"},
	{Name: "matter", Zh: "办的什么事", Synonyms: []string{"事项", "内容"}, Required: true, Sample: "上门核对材料"},
	{Name: "day", Zh: "日期", Synonyms: []string{"服务日期", "寄出日期"}, Required: true, Sample: "2020-05-08"},
	{Name: "time", Zh: "开始时间", Synonyms: []string{"时间", "寄出时间"}, Required: true, Sample: "15:10"},
	{Name: "minutes", Zh: "用时（分钟）", Synonyms: []string{"用时", "时长"}, Sample: "90"},
	{Name: "place", Zh: "地点", Sample: "项目工地", Note: "上门必填"},
	{Name: "mail_number", Zh: "邮件号", Synonyms: []string{"快递单号", "面单号"}, Sample: "EM900000011CN", Note: "邮寄必填，一个邮件号记一次"},
	{Name: "received", Zh: "签收日期", Sample: "2020-05-09"},
	{Name: "evidence", Zh: "凭据", Synonyms: []string{"凭据编号"}, Required: true, Sample: "上门登记表 1 号"},
}

// applyServices records service events; the same unit, kind, beginning and
// evidence is the same event, and only the day a mail arrived may be added.
func applyServices(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		unit, in, err := readService(tx, by, row.Cells)
		if err != nil {
			return manifest.Same, err
		}
		known, found, err := serviceLike.Find(tx, tx.County(), unit, in.Kind, in.BeganAt, in.Evidence)
		switch {
		case err != nil:
			return manifest.Same, err
		case found && (in.ReceivedOn == nil || known.ReceivedOn != nil):
			return manifest.Same, nil
		case found:
			return manifest.Changed, arrive(tx, by, known, *in.ReceivedOn)
		}
		made, leaf, err := enterService(tx, by, Entrustment{}, unit, in)
		if err != nil {
			return manifest.Same, err
		}
		_, err = journal.Record(tx, by, "assist.service", made.ID, say{"service": made.Number, "kind": made.Kind}, leaf)
		return manifest.New, err
	})
}

func readService(tx *store.Tx, by flow.Actor, c map[string]string) (unit string, in Service, err error) {
	var p fault.Problems
	unit = c["unit"]
	if !by.Has(identity.Coordinator) && unit != by.Unit {
		p.Add("unit", "机构编码“%s”不是本单位，请只登记本单位的服务", unit)
	} else if _, err := org.ByCode(tx, unit); store.NoRow.Is(err) {
		p.Add("unit", "没有机构“%s”，请照机构台账填编码", unit)
	} else if err != nil {
		return "", in, err
	}
	in = Service{Kind: ServiceKind(c["kind"]), Matter: c["matter"], Place: c["place"], MailNumber: c["mail_number"], Evidence: c["evidence"]}
	for _, k := range ServiceKinds {
		if k.Zh == c["kind"] {
			in.Kind = k.Kind
		}
	}
	if in.BeganAt, err = calendar.ParseInstant(c["day"] + " " + c["time"]); err != nil {
		p.Add("time", "日期和开始时间“%s %s”看不懂，请写成 2020-05-08 和 15:10", c["day"], c["time"])
	}
	if c["minutes"] != "" {
		if in.Minutes, err = strconv.Atoi(c["minutes"]); err != nil {
			p.Add("minutes", "用时“%s”看不懂，请填分钟数", c["minutes"])
		}
	}
	if c["received"] != "" {
		day, err := calendar.ParseDay(c["received"])
		if err != nil {
			p.Add("received", "签收日期“%s”看不懂，请写成 2020-05-09", c["received"])
		}
		in.ReceivedOn = &day
	}
	return unit, in, p.Err()
}

// exportServices writes the events the actor may see.
func exportServices(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	const page = 500
	for after := ""; ; {
		w := new(store.Where).And("county = ? AND id > ?", tx.County(), after)
		if !by.Has(watchers...) {
			w.And("unit = ?", by.Unit)
		}
		found, err := services.Page(tx, w, "id", page)
		if err != nil {
			return err
		}
		for _, s := range found {
			received, minutes := "", ""
			if s.ReceivedOn != nil {
				received = s.ReceivedOn.String()
			}
			if s.Minutes > 0 {
				minutes = fmt.Sprint(s.Minutes)
			}
			if err := add([]string{s.Unit, s.Kind.Zh(), s.Matter, s.BeganAt.Day().String(), s.BeganAt.Clock(), minutes,
				s.Place, s.MailNumber, received, s.Evidence}); err != nil {
				return err
			}
			after = s.ID
		}
		if len(found) < page {
			return nil
		}
	}
}
