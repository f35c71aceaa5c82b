package app

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	"yingshang/internal/app/demo"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/caselog"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/rooms/replication"
	"yingshang/internal/store"
)

// act is a form somebody sends before the walk.
type act struct {
	login, page, action string
	fields              map[string]string
	file                string // content of a file handed in with it
}

// acts fill the pages that the county's ledgers leave empty.
var acts = []act{
	{login: "xzsp-e1", page: "/catalogue/items/430922-xzsp-01", action: "/catalogue/items/430922-xzsp-01/draft", fields: map[string]string{"from": "2020-08-01"}},
	{login: "shili-qy", page: "/me/materials", action: "/me/materials", fields: map[string]string{"name": "营业执照"}, file: "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"},
	{login: "shili-qy", page: "/apply/430922-scjg-06", action: "/apply/430922-scjg-06", fields: map[string]string{"a.dl": "a", "mobile": "19900000000", "delivery": "window"}},
	{login: "shili-qy", page: "/me/grants", action: "/me/grants", fields: map[string]string{"mode": "act", "items": "430922-scjg-06", "sub": "no", "sign": "1"}},
	{login: "shili-qy", page: "/bundles/YJS-106/apply", action: "/bundles/YJS-106/apply", fields: map[string]string{"mobile": "19900000000", "delivery": "window"}},
	{login: "xzsp-e1", page: "/keep/bundles/new", action: "/keep/bundles", fields: map[string]string{"code": "AAA-001", "kind": "thing", "name": "试办一件事（示例）",
		"theme": "试办", "lead": "430922-xzsp", "promise": "3", "from": "2020-08-01", "steps": "1|430922-rsj-05"}},
	{login: "zrzy-w1", page: "/ratings/visit", action: "/ratings/visit", fields: map[string]string{"visit": "A017", "matter": "咨询不动产登记"}},
	{login: "zrzy-h1", page: "/oversight/faults", action: "/oversight/faults", fields: map[string]string{"system": "省一体化平台", "from": "2020-06-10 09:00",
		"to": "2020-06-10 16:00", "cause": "平台升级，窗口不能受理", "document": "省数据局〔2020〕7号"}},
	{login: "jg-1", page: "/oversight/rules", action: "/oversight/rules", fields: map[string]string{"document": "桃优化办〔2020〕12号", "from": "2020-08-01"}},
	{login: "yhb-1", page: "/ratings/content", action: "/ratings/content", fields: map[string]string{"document": "桃优化办〔2020〕13号", "from": "2020-08-01"}},
	{login: "yhb-1", page: "/appraisals/schemes", action: "/appraisals/schemes", fields: map[string]string{"kind": "window"}},
	{login: "yhb-1", page: "/mandate/tasks/new", action: "/mandate/tasks/new", fields: map[string]string{"number": "ZD2020-99", "title": "试拟任务（示例）",
		"measure": "三个工作日办完", "lead": "430922-zrzy", "due": "2020-12-31"}},
	{login: "yhb-1", page: "/supervision/rounds/new", action: "/supervision/rounds/new", fields: map[string]string{"number": "DC2020-02", "title": "招商承诺督查（示例）",
		"document": "督查方案（文号示例）", "scope": "招商承诺", "from": "2020-07-06", "to": "2020-07-17", "partners": "县纪委", "units": "县科工信局", "team": "yhb-1、jw-1"}},
	{login: "yhb-1", page: "/admin/calendar", action: "/admin/calendar", fields: map[string]string{"no": "湘政办明电〔2020〕12号", "title": "关于防汛调休的通知",
		"published": "2020-07-01", "days": "2020-07-10 防汛 休\n2020-07-11 防汛 班"}},
}

// sample is a page that no page links to, opened by one person.
type sample struct {
	pattern, login string // the login is empty for the public
	find           func(tx *store.Tx) (path string, err error)
}

// unlinked are pages whose address travels otherwise than by a link: on paper, in
// a message, in a code to scan; and pages the demonstration links to only from
// pages few people open.
var unlinked = []sample{
	{"/supervision/rounds/{number}/findings/new", "jw-1", at("/supervision/rounds/DC2020-01/findings/new")},
	{"/mandate/tasks/{number}/edit", "yhb-1", at("/mandate/tasks/ZD2020-99/edit")},
	{"/supervision/findings/{number}/edit", "jw-1", at("/supervision/findings/DC2020-01-02/edit")},
	{"/v/{code}", "", func(tx *store.Tx) (string, error) {
		list, err := letters.List(tx, letters.Find{Limit: 1})
		if err != nil {
			return "", err
		}
		doc, err := letters.Preview(tx, list[0].ID)
		return "/v/" + string(doc.Code), err
	}},
	{"/receipts/{leaf}", "xld-1", func(tx *store.Tx) (string, error) {
		cases, err := done(tx)
		if err != nil {
			return "", err
		}
		events, err := journal.History(tx, cases[0].ID)
		return "/receipts/" + events[0].Leaf, err
	}},
	{"/rate/{token}", "", func(tx *store.Tx) (string, error) {
		tokens, err := tokens(tx)
		return "/rate/" + tokens[0], err
	}},
	{"/case-log/{id}", "yhb-1", func(tx *store.Tx) (string, error) {
		facts, err := caselog.Manifest.Cases[0].List(tx, manifest.CaseFilter{}, "", 1)
		return facts[0].Link, err
	}},
	{"/outreach/visits/{id}/checkup", "sfj-h1", func(tx *store.Tx) (string, error) {
		list, err := outreach.Visits(tx, machine, outreach.Filter{})
		n := slices.IndexFunc(list, func(v outreach.Visit) bool { return v.Kind == outreach.Checkup })
		return list[n].Link() + "/checkup", err
	}},
	{"/catalogue/versions/{id}/material", "xzsp-e1", draftPage("material")},
	{"/catalogue/versions/{id}/question", "xzsp-e1", draftPage("question")},
	{"/parties/{id}/erase", "zrzy-h1", func(tx *store.Tx) (string, error) {
		found, err := party.Search(tx, party.Find{Limit: 1})
		return "/parties/" + found[0].ID + "/erase", err
	}},
	{"/letters/{id}/correct", "scjg-h1", func(tx *store.Tx) (string, error) {
		list, err := letters.List(tx, letters.Find{Form: letters.Penalty, Limit: 1})
		return "/letters/" + list[0].ID + "/correct", err
	}},
	{"/items/{code}/check", "", at("/items/430922-scjg-06/check")},
	{"/items/{code}/check", "", at("/items/430922-scjg-06/check?a.dl=a")},
	{"/apply/{item}", "shili-qy", at("/apply/430922-scjg-06")},
	{"/bundles/{code}/apply", "shili-qy", at("/bundles/YJS-001/apply?p=4")},
	{"/hall/book", "", at("/hall/book?desk=A03&day=2020-07-02")},
	{"/hall/turns/{id}", "zrzy-w1", hallRecord("hall.served")},
	{"/hall/appointments/{id}", "zrzy-w1", hallRecord("hall.appointments")},
	{"/log/{path...}", "", at("/log/checkpoint")},
	{"/static/{file}", "", at(ui.AssetHref("favicon.svg"))},
}

// hallRecord is the first record behind a figure of the hall.
func hallRecord(id string) func(*store.Tx) (string, error) {
	return func(tx *store.Tx) (string, error) {
		q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 6, 30)}, AsOf: tx.Now()}
		for _, f := range hall.Manifest.Figures {
			if f.ID == id {
				records, err := f.Trace(tx, q)
				return records[0].Link, err
			}
		}
		return "", errors.New("the hall has no figure " + id)
	}
}

// at is a page whose address does not depend on the data.
func at(path string) func(*store.Tx) (string, error) {
	return func(*store.Tx) (string, error) { return path, nil }
}

// draftPage is a page of the draft that fill has made.
func draftPage(name string) func(*store.Tx) (string, error) {
	return func(tx *store.Tx) (string, error) {
		kept, err := catalogue.KeptItems(tx, machine, catalogue.KeptFilter{Standing: catalogue.Drafted}, 1)
		return "/catalogue/versions/" + kept[0].Drafts[0].ID + "/" + name, err
	}
}

// machine sends messages, and so may know what stands in them.
var machine = flow.System("rating.message")

// done are cases that were handed over last.
func done(tx *store.Tx) ([]casework.Case, error) {
	list, err := casework.List(tx, machine, casework.Find{States: []flow.State{casework.Delivered, casework.Closed}, Limit: 200})
	slices.SortFunc(list, func(a, b casework.Case) int { return cmp.Compare(*b.DeliveredAt, *a.DeliveredAt) })
	return list, err
}

// tokens are some invitations to rate that are still open.
func tokens(tx *store.Tx) (out []string, err error) {
	cases, err := done(tx)
	if err != nil {
		return nil, err
	}
	for _, k := range cases {
		token, err := rating.Token(tx, machine, k.ID)
		if err != nil {
			continue // not every case has an invitation
		}
		if asked, err := rating.Look(tx, string(token)); err == nil && !asked.Rated {
			out = append(out, string(token))
		}
		if len(out) == 4 {
			return out, nil
		}
	}
	return nil, errors.New("the demonstration has nothing to rate")
}

// rateBadly lets the applicant rate one case so that it needs redress, and two more
// on the same device, which together are an anomaly.
func rateBadly(t *testing.T, c *county) {
	t.Helper()
	var open []string
	err := c.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		open, err = tokens(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	visitor := c.site.Visitor()
	for i, level := range []string{"5", "1", "2"} {
		form := visitor.Get("/rate/"+open[i+1]).Form("form").Set("level", level)
		if level == "5" {
			form.Set("words", "跑了三趟，每次要的材料都不一样")
		}
		form.Submit().Want(200, "谢谢您的评价")
	}
}

func importCaseLog(t *testing.T, s *store.Store, by flow.Actor) {
	t.Helper()
	text := "case_no,item,unit,channel,received_at,accepted_at,due_at,closed_at,result\n" +
		"SJ-1,食品经营许可,县市场监管局,,2020-03-02 09:15,,2020-03-09,2020-03-10 08:00,准予\n"
	if _, err := ledger.Import(t.Context(), s, by, caselog.Importer, ledger.File{Name: "办件.csv", Data: []byte(text)}, ledger.Apply); err != nil {
		t.Fatal(err)
	}
}

// proveReform lets a unit report on a measure with a file, which ledgers do not
// carry.
func proveReform(t *testing.T, c *county) {
	t.Helper()
	var m replication.Measure
	err := c.store.Read(t.Context(), func(tx *store.Tx) (err error) { m, err = replication.ByCode(tx, "借鉴-22"); return err })
	if err != nil {
		t.Fatal(err)
	}
	path := "/reforms/" + m.ID
	page := c.site.SignIn("xzsp-h1", demo.Password).Get(path).Form("form[action="+path+"]").Set("words", "接口联调中（示例）").
		File("file", "示例.pdf", []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")).Press("verb", "report").Want(200, "已记下")
	c.extra["yhb-1"] = append(c.extra["yhb-1"], path, page.Attr("ol.timeline a[href]", "href"))
}
