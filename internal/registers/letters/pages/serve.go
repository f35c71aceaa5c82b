package pages

import (
	"net/url"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// entry is one field of the form of a service.
type entry struct {
	kind string // text, day, relation
	view ui.FieldView
}

func text(name, label, hint string) entry {
	return entry{"text", ui.FieldView{Name: name, Label: label, Hint: hint, Width: "l"}}
}
func day(name, label, hint string) entry {
	return entry{"day", ui.FieldView{Name: name, Label: label, Hint: hint}}
}
func mayBe(e entry) entry {
	e.view.Optional = true
	return e
}

var (
	recipient = text("recipient", "签收人", "")
	relation  = entry{"relation", ui.FieldView{Name: "relation", Label: "与受送达人的关系"}}
	place     = text("place", "送达地点", "")
	server    = mayBe(text("server", "送达人", "不填就是您自己"))
	sentOn    = mayBe(day("sent_on", "哪天送的", "不填就是今天；补录以前的会标出来"))
	remarks   = mayBe(text("remarks", "备注", ""))
)

// waysOf are the fields that each method of service asks for, with the rule that
// says when it may be used.
var waysOf = map[letters.Method]struct {
	rule   string
	fields []entry
}{
	letters.Direct: {"交给受送达人签收；本人不在的，可以交给同住成年家属、代理人或收发部门（民事诉讼法第八十八条）。签收日就是送达日。",
		[]entry{recipient, relation, mayBe(place), sentOn, server, remarks}},
	letters.Left: {"受送达人或同住成年家属拒收的，请基层组织或单位的代表到场见证，或拍照、录像，把文书留在住所（第八十九条）。",
		[]entry{place, text("refusal_reason", "拒收事由", "照当时说的写"), text("witness", "见证人", "姓名和单位；拍照录像的写明情况"), sentOn, server, remarks}},
	letters.Mail: {"直接送达有困难的可以邮寄，以回执上的收件日为送达日（第九十一条）。收到回执再登记到达，退回也要登记。",
		[]entry{text("mail_number", "邮件号", "邮政快递单号"), mayBe(place), sentOn, server, remarks}},
	letters.Entrusted: {"直接送达有困难的可以委托别的机关代送，以回证上的签收日为送达日（第九十一条）。",
		[]entry{text("agent", "受托机关", "全称"), sentOn, server, remarks}},
	letters.Electronic: {"受送达人同意的才能电子送达，到达他的系统那天就是送达日；他要纸质的，应当给（第九十条）。",
		[]entry{mayBe(text("address", "电子地址", "不填就送到他确认过的地址")), sentOn, remarks}},
	letters.Notice: {"下落不明，或者其他方式都送不到的，才能公告；公告期满视为送达，案卷里要写明原因和经过（第九十五条）。",
		[]entry{place, text("reason", "公告的原因", "试过哪些方式、为什么送不到"), sentOn, server, remarks}},
}

var relations = []ui.Option{{Value: "本人", Label: "本人"}, {Value: "法定代表人", Label: "法定代表人（负责人）"}, {Value: "同住成年家属", Label: "同住成年家属"},
	{Value: "代理人", Label: "代理人"}, {Value: "收发部门", Label: "收发部门"}}

// pending is a service whose end is not recorded yet.
type pending struct {
	letters.Delivered
	Arrive, Return *kit.Form
}

type serveView struct {
	Letter  letters.Letter
	Served  []letters.Delivered
	Pending []pending
	Done    bool // it has arrived
	Form    *kit.Form
	Proofs  map[string]*kit.Form // by delivery
	Method  letters.Method
	Ways    []ui.Tab
	Rule    string
	Fields  []entry
}

// servePage records how a letter was served, one method at a time.
func servePage(c *kit.Ctx) error {
	v := serveView{Form: c.FormOf("serve"), Proofs: map[string]*kit.Form{}, Method: letters.Method(c.Query("method"))}
	if v.Form.Sent {
		v.Method = letters.Method(v.Form.Text("method"))
	}
	if v.Method.Zh() == "" {
		v.Method = letters.Direct
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Letter, err = visible(tx, c); err != nil {
			return err
		}
		v.Served, err = letters.Deliveries(tx, v.Letter.ID)
		return err
	})
	if err != nil {
		return err
	}
	v.fill(c)
	return c.Render(serveTempl(c.Page("送达 "+v.Letter.Number), v))
}

func (v *serveView) fill(c *kit.Ctx) {
	for _, m := range letters.Methods {
		query := url.Values{"method": {string(m)}}
		v.Ways = append(v.Ways, ui.Tab{Label: m.Zh(), Href: href(v.Letter.ID, "delivery") + "?" + query.Encode(), On: m == v.Method})
	}
	v.Rule, v.Fields = waysOf[v.Method].rule, waysOf[v.Method].fields
	v.Form.Default("relation", "本人")
	for _, d := range v.Served {
		v.Done = v.Done || d.ArrivedOn != nil
		v.Proofs[d.ID] = c.FormOf("proof-" + d.ID)
		if d.ArrivedOn == nil && d.ReturnedOn == nil {
			one := pending{d, c.FormOf("arrive-" + d.ID), c.FormOf("return-" + d.ID)}
			one.Arrive.Default("relation", "本人")
			v.Pending = append(v.Pending, one)
		}
	}
}

func href(id string, more ...string) string {
	out := "/letters/" + url.PathEscape(id)
	for _, part := range more {
		out += "/" + part
	}
	return out
}

// onLetter takes a verb on a letter within the actor's sight.
func onLetter(c *kit.Ctx, show kit.Handler, verb func(tx *store.Tx, l letters.Letter) (to string, err error)) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		l, err := visible(tx, c)
		if err != nil {
			return "", err
		}
		return verb(tx, l)
	}), show)
}

func serve(c *kit.Ctx) error {
	f := c.FormOf("serve")
	d := letters.Delivery{Method: letters.Method(f.Text("method")), Recipient: f.Text("recipient"), Relation: f.Text("relation"),
		Place: f.Text("place"), MailNumber: f.Code("mail_number"), Agent: f.Text("agent"), Address: f.Text("address"),
		RefusalReason: f.Text("refusal_reason"), Witness: f.Text("witness"), Server: f.Text("server"), Reason: f.Text("reason"),
		Remarks: f.Text("remarks")}
	if sent := f.OptionalDay("sent_on", "哪天送的"); sent != nil {
		d.SentOn = *sent
	}
	return onLetter(c, servePage, func(tx *store.Tx, l letters.Letter) (string, error) {
		_, err := letters.Deliver(tx, c.Actor, l.ID, d)
		return href(l.ID, "delivery"), err
	})
}

// onDelivery takes a verb on one service of the letter in the address.
func onDelivery(c *kit.Ctx, verb func(tx *store.Tx, id string) error) error {
	return onLetter(c, servePage, func(tx *store.Tx, l letters.Letter) (string, error) {
		all, err := letters.Deliveries(tx, l.ID)
		if err != nil {
			return "", err
		}
		if !slices.ContainsFunc(all, func(d letters.Delivered) bool { return d.ID == c.Path("delivery") }) {
			return "", store.NoRow.New(nil)
		}
		return href(l.ID, "delivery"), verb(tx, c.Path("delivery"))
	})
}

func arrive(c *kit.Ctx) error {
	f := c.FormOf("arrive-" + c.Path("delivery"))
	on := f.Day("arrived_on", "收件日期")
	return onDelivery(c, func(tx *store.Tx, id string) error {
		_, err := letters.Arrive(tx, c.Actor, id, orToday(on, tx), f.Text("recipient"), f.Text("relation"))
		return err
	})
}

func sendBack(c *kit.Ctx) error {
	f := c.FormOf("return-" + c.Path("delivery"))
	on := f.Day("returned_on", "退回日期")
	return onDelivery(c, func(tx *store.Tx, id string) error {
		_, err := letters.Return(tx, c.Actor, id, orToday(on, tx), letters.ReturnReason(f.Text("return_reason")))
		return err
	})
}

// orToday stands in for a day that was not given, which the form has noted.
func orToday(on calendar.Day, tx *store.Tx) calendar.Day {
	if on == 0 {
		return tx.Today()
	}
	return on
}

// proof makes the service receipt (送达回证), a letter of its own.
func proof(c *kit.Ctx) error {
	return onLetter(c, servePage, func(tx *store.Tx, l letters.Letter) (string, error) {
		unit, err := org.ByCode(tx, l.Unit)
		if err != nil {
			return "", err
		}
		made, err := letters.Proof(tx, c.Actor, c.Path("delivery"), unit.DocWord+"送", letters.Draft{Contact: c.Actor.Name, ContactPhone: unit.Phone})
		return href(made.ID), err
	})
}

type voidView struct {
	Letter letters.Letter
	Form   *kit.Form
}

func voidPage(c *kit.Ctx) error {
	v := voidView{Form: c.FormOf("void")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Letter, err = visible(tx, c)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(voidTempl(c.Page("作废 "+v.Letter.Number), v))
}

func void(c *kit.Ctx) error {
	reason := c.FormOf("void").Text("reason")
	return onLetter(c, voidPage, func(tx *store.Tx, l letters.Letter) (string, error) {
		_, err := letters.Void(tx, c.Actor, l.ID, reason)
		return href(l.ID), err
	})
}

// mayVoid reports whether the page offers to void the letter.
func mayVoid(by flow.Actor, l letters.Letter) bool {
	return by.Unit == l.Unit && len(letters.Flow.Open(by, l.State)) > 0
}
