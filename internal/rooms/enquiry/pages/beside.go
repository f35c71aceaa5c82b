package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

// unsealView is the list of requests to see who complained.
type unsealView struct {
	Page     ui.Page
	List     []enquiry.Unsealing
	Forms    map[string]*ui.Form
	Accounts map[string]string
	Me       string
	Decides  bool
}

func showUnsealing(c *kit.Ctx) error {
	v := unsealView{Page: c.Page("身份拆封"), Forms: map[string]*ui.Form{}, Accounts: map[string]string{}, Me: c.Actor.Account,
		Decides: c.Actor.Has(identity.Coordinator, identity.Leader)}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.List, err = enquiry.Unsealings(tx, c.Actor)
		for _, u := range v.List {
			v.Forms[u.ID] = c.FormOf(u.ID)
			a, err := identity.ByID(tx, u.AskedBy)
			if err == nil {
				v.Accounts[u.AskedBy] = a.Name
			} else if !store.NoRow.Is(err) {
				return err
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(unsealingPage(v))
}

func decideUnseal(c *kit.Ctx) error {
	f := c.FormOf(c.Path("id"))
	return settle(c, "已处理，每一步都留了痕。", showUnsealing, func(tx *store.Tx) (string, error) {
		_, err := enquiry.DecideUnseal(tx, c.Actor, c.Path("id"), seen(f), f.Value("grant") == "yes", f.Lines("words"))
		return "/enquiries/unsealing", err
	})
}

// alarmsView is the list of alarms.
type alarmsView struct {
	Page    ui.Page
	List    []enquiry.Alarm
	Forms   map[string]*ui.Form
	Names   map[string]string
	Settles bool
	Today   calendar.Day
}

func showAlarms(c *kit.Ctx) error {
	v := alarmsView{Page: c.Page("打击报复预警"), Forms: map[string]*ui.Form{}, Settles: c.Actor.Has(identity.Coordinator), Today: c.Now.Day()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = enquiry.Alarms(tx, c.Actor); err != nil {
			return err
		}
		for _, a := range v.List {
			v.Forms[a.ID] = c.FormOf(a.ID)
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(alarmsPage(v))
}

func settleAlarm(c *kit.Ctx) error {
	f := c.FormOf(c.Path("id"))
	return settle(c, "核查结论已登记。", showAlarms, func(tx *store.Tx) (string, error) {
		_, err := enquiry.Settle(tx, c.Actor, c.Path("id"), seen(f), f.Value("confirmed") == "yes", f.Lines("words"))
		return "/enquiries/alarms", err
	})
}

// statementsView is what the own unit is asked.
type statementsView struct {
	Page ui.Page
	List []enquiry.Statement
}

func showStatements(c *kit.Ctx) error {
	v := statementsView{Page: c.Page("情况说明")}
	err := c.Read(func(tx *store.Tx) (err error) { v.List, err = enquiry.Statements(tx, c.Actor); return err })
	if err != nil {
		return err
	}
	return c.Render(statementsPage(v))
}

// statementView is one statement: to the unit, only what was disclosed to it.
type statementView struct {
	Page ui.Page
	Form *ui.Form
	It   enquiry.Statement
}

func showStatement(c *kit.Ctx) error {
	v := statementView{Page: c.Page("情况说明"), Form: c.FormOf("state")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.It, err = enquiry.StatementByID(tx, c.Actor, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = "情况说明 " + v.It.Number
	return c.Render(statementPage(v))
}

func giveStatement(c *kit.Ctx) error {
	f := c.FormOf("state")
	return settle(c, "情况说明已提交。", showStatement, func(tx *store.Tx) (string, error) {
		_, err := enquiry.Give(tx, c.Actor, c.Path("id"), seen(f), f.Lines("words"))
		return "/enquiries/statements/" + c.Path("id"), err
	})
}
