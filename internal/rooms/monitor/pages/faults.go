package pages

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// faultsView is the page of the records of system faults.
type faultsView struct {
	Page   ui.Page
	Form   *ui.Form
	List   []monitor.SystemFault
	Names  map[string]string
	Units  []ui.Option // where any unit may be named
	Report bool
}

func (d door) showFaults(c *kit.Ctx) error {
	v := faultsView{Page: c.Page("系统故障记录"), Form: c.Form(), Report: c.Can("monitor.report_fault")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = monitor.Faults(tx, c.Actor, 200); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	if countywide(c) {
		v.Units = record.UnitOptions(v.Names, "全部单位")
	}
	return c.Render(faultsPage(v))
}

// faultView is the page of one record.
type faultView struct {
	Page  ui.Page
	Form  *ui.Form
	Fault monitor.SystemFault
	Scope string
	Rules bool // the actor may rule on it
	Own   bool // … but reported it
}

func (d door) showFault(c *kit.Ctx) error {
	v := faultView{Page: c.Page("系统故障记录"), Form: c.Form()}
	var names map[string]string
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Fault, err = monitor.FaultByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Scope = scopeOf(v.Fault, names)
	v.Rules = len(monitor.FaultFlow.Open(c.Actor, v.Fault.State)) > 0
	v.Own = v.Fault.ReportedBy == c.Actor.Account
	return c.Render(faultPage(v))
}

func scopeOf(f monitor.SystemFault, names map[string]string) string {
	if len(f.Units) == 0 {
		return "全部单位"
	}
	var out []string
	for _, code := range f.Units {
		out = append(out, record.NameOf(names, code))
	}
	return strings.Join(out, "、")
}

func (d door) reportFault(c *kit.Ctx) error {
	f := c.Form()
	return settle(c, "已填报，等监管机构另一位同事认定。", d.showFaults, func(tx *store.Tx) (string, error) {
		in := monitor.FaultInput{System: f.Text("system"), From: momentOf(f, "from", "开始时间"), To: momentOf(f, "to", "结束时间"),
			Cause: f.Lines("cause"), Document: f.Text("document")}
		if unit := f.Text("unit"); unit != "" {
			in.Units = []string{unit}
		}
		_, err := monitor.ReportFault(tx, c.Actor, in)
		return "/oversight/faults", err
	})
}

func momentOf(f *ui.Form, name, label string) calendar.Instant {
	at, err := calendar.ParseInstant(f.Text(name))
	if err != nil {
		f.Problem(name, label+"：请写成“2020-06-10 09:00”")
	}
	return at
}

// ruleFault is the ruling of a second person: the pressed button says which.
func (d door) ruleFault(c *kit.Ctx) error {
	f, verb, done := c.Form(), monitor.CertifyFault, "已认定为系统技术原因。"
	if f.Choice("verb", "认定结果", "certify", "reject") == "reject" {
		verb, done = monitor.RejectFault, "不予认定。"
	}
	return settle(c, done, d.showFault, func(tx *store.Tx) (string, error) {
		_, err := verb(tx, c.Actor, c.Path("id"), f.Int("version", "页面版本", 1, 1<<40), f.Lines("ruling"))
		return "/oversight/faults/" + c.Path("id"), err
	})
}

// settle runs a form's act; the next page says that it is done.
func settle(c *kit.Ctx, done string, show kit.Handler, act func(tx *store.Tx) (string, error)) error {
	to, err := c.Act(act)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}
