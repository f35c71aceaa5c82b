package app

import (
	"fmt"
	"strings"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// operatorOf is a window clerk of the unit.
func (g *gateway) operatorOf(unit string) flow.Actor {
	return flow.Actor{Account: "clerk", Name: "窗口甲", Unit: unit, Roles: []flow.Role{identity.Clerk}, Channel: "window"}
}

// everyItem pages through a list and returns one field of every item.
func (g *gateway) everyItem(program, operation, path, field string) (out []string) {
	g.t.Helper()
	join := "?"
	if strings.Contains(path, "?") {
		join = "&"
	}
	next := path
	for range 1000 {
		page := g.get(program, operation, next)
		for _, item := range page["items"].([]any) {
			out = append(out, item.(object)[field].(string))
		}
		cursor, more := page["next"].(string)
		if !more {
			return out
		}
		next = path + join + "after=" + cursor
	}
	g.t.Fatalf("%s does not end", path)
	return nil
}

// wantEach checks that paging gave each of the whole list once, in its order.
func (g *gateway) wantEach(what string, paged, whole []string) {
	g.t.Helper()
	if len(whole) < 3 || fmt.Sprint(paged) != fmt.Sprint(whole) {
		g.t.Errorf("%s: paged %v, whole %v", what, paged, whole)
	}
}

// listsPage: paging gives each record once, in order.
func (g *gateway) listsPage() {
	for i := range 5 {
		s := g.opened([]string{loan, instant}[i%2])
		if i > 0 {
			s.do("window", "submit", nil)
		}
		if i > 2 {
			s.do("window", "accept", nil)
		}
	}
	g.wantEach("cases", g.everyItem("reader", "casework-list", "/cases?limit=2", "id"), g.everyItem("reader", "casework-list", "/cases", "id"))
	g.wantEach("cases in two states", g.everyItem("reader", "casework-list", "/cases?limit=1&state=submitted&state=draft", "id"),
		g.everyItem("reader", "casework-list", "/cases?state=submitted&state=draft", "id"))
	g.wantEach("items", g.everyItem("reader", "catalogue-items", "/items?limit=7", "code"), g.everyItem("reader", "catalogue-items", "/items?limit=200", "code"))
	g.wantEach("bundles", g.everyItem("reader", "bundle-bundles", "/bundles?limit=50", "code"), g.everyItem("reader", "bundle-bundles", "/bundles?limit=200", "code"))
	const records = "/figures/cases.received/records?from=2020-06-01&to=2020-06-30"
	g.wantEach("records", g.everyItem("reader", "report-records", records+"&limit=1", "id"), g.everyItem("reader", "report-records", records, "id"))
	g.refused("foreign cursor", g.send(g.tokens["reader"], "GET", "/cases?after=!!", "", nil), 422, "api.cursor_unreadable")
}

// public: public operations need no token, and one does no harm.
func (g *gateway) public() {
	g.tokens["nobody"] = ""
	hits := g.get("nobody", "catalogue-items", "/items?q=%E5%BB%BA%E8%AE%BE%E5%B7%A5%E7%A8%8B%E8%A7%84%E5%88%92%E8%AE%B8%E5%8F%AF")["items"].([]any)
	if len(hits) == 0 || hits[0].(object)["code"] != permit {
		g.t.Errorf("search: %v", hits)
	}
	plan := g.get("nobody", "bundle-bundle", "/bundles/GZS-01?steps=3")
	if taken := plan["taken"].([]any); len(taken) != 2 || taken[0].(object)["added"] != true {
		g.t.Errorf("bundle: %v", plan)
	}
	item := g.get("nobody", "catalogue-item", "/items/"+permit)
	if limits := item["limits"].(object); limits["promised"] != 12.0 || len(item["materials"].([]any)) != 9 {
		g.t.Errorf("item: %v", item)
	}
	list := g.get("nobody", "catalogue-check", "/items/"+permit+"/materials?answer=rz:b&answer=jt:b&answer=td:b&answer=dl:b")
	if list["complete"] != true || len(list["bars"].([]any)) != 1 {
		g.t.Errorf("list: %v", list)
	}
	g.refused("no such item", g.send("", "GET", "/items/nothing", "", nil), 404, "catalogue.not_offered")
	due := g.get("nobody", "workdays-due", "/calendar/due?start=2020-06-24&days=2")
	if due["due"] != "2020-06-29" || len(due["trace"].([]any)) != 6 {
		g.t.Errorf("over 端午: %v", due)
	}
	g.refused("no calendar", g.send("", "GET", "/calendar/due?start=2031-06-24&days=2", "", nil), 422, "workdays.no_calendar")
	g.refused("no day", g.send("", "GET", "/calendar/due?start=yesterday&days=2", "", nil), 422, "form.invalid")
	g.get("reader", "workdays-due", "/calendar/due?start=2020-06-24&days=2&unit=cd") // a token does no harm
}

// figuresAndRatings: figures, the records behind them, sums of ratings.
func (g *gateway) figuresAndRatings() {
	g.submitted(loan)
	const period = "?from=2020-06-01&to=2020-06-30"
	all := g.get("reader", "report-figures", "/figures"+period)["items"].([]any)
	if len(all) != len(registry.Entries()) {
		g.t.Errorf("%d figures", len(all))
	}
	one := g.get("reader", "report-figure", "/figures/cases.received"+period)
	if one["value"].(object)["numerator"] != 1.0 || one["definition"] == "" || len(one["by_unit"].([]any)) != 1 {
		g.t.Errorf("figure: %v", one)
	}
	behind := g.get("other", "report-records", "/figures/cases.received/records"+period)
	if behind["total"] != 1.0 || behind["hidden"] != 1.0 || len(behind["items"].([]any)) != 0 {
		g.t.Errorf("another unit sees %v", behind)
	}
	g.refused("no figure", g.send(g.tokens["reader"], "GET", "/figures/none"+period, "", nil), 404, "report.no_figure")
	sums := g.get("reader", "rating-sums", "/ratings"+period)
	if len(sums["levels"].([]any)) != 5 {
		g.t.Errorf("ratings: %v", sums)
	}
	g.refused("upside down", g.send(g.tokens["reader"], "GET", "/ratings?from=2020-06-30&to=2020-06-01", "", nil), 422, "form.invalid")
}

const logRow = `{"case_no":"SG-1","item":"施工许可","unit":"430922-zrzy","received_at":"2020-06-01 09:00","due_at":"2020-06-05"%s}`

// caseLogs: a log comes in whole or not at all, and of the own unit.
func (g *gateway) caseLogs() {
	push := func(program string, rows ...string) answerOf {
		return g.send(g.tokens[program], "POST", "/case-log", `{"rows":[`+strings.Join(rows, ",")+`]}`, g.key())
	}
	row := fmt.Sprintf(logRow, "")
	count := func(got object, new, changed, same float64) {
		g.t.Helper()
		if got["new"] != new || got["changed"] != changed || got["same"] != same {
			g.t.Errorf("%v", got)
		}
	}
	bad := g.refused("second row wrong", push("reader", row, `{"case_no":"SG-2","item":"x","unit":"430922-zrzy","received_at":"昨天"}`), 422, "form.invalid")
	if len(bad.Fields) != 1 || bad.Fields[0].Field != "body.rows[1].received_at" {
		g.t.Errorf("%+v", bad.Fields)
	}
	count(g.well("caselog-bring-in", push("reader", row)), 1, 0, 0)
	count(g.well("caselog-bring-in", push("reader", row)), 0, 0, 1)
	count(g.well("caselog-bring-in", push("reader", fmt.Sprintf(logRow, `,"closed_at":"2020-06-04 10:00","result":"准予"`))), 0, 1, 0)
	g.refused("another unit's case", push("other", row), 422, "form.invalid")
	taken := strings.Replace(fmt.Sprintf(logRow, ""), "430922-zrzy", "430922-fgj", 1)
	g.refused("another unit's number", push("other", taken), 422, "form.invalid")
	g.refused("no rows", push("reader"), 422, "form.invalid")
}

// tokensGuard: goes through the document, so that no operation can be forgotten.
func (g *gateway) tokensGuard() {
	narrow := g.token("window", 30, "workdays.read")
	for path, item := range g.api.OpenAPI().Paths {
		address := strings.NewReplacer("{id}", "x", "{code}", "x", "{leaf}", "x", "{number}", "x").Replace(path)
		if op := item.Get; op != nil && len(op.Security) > 0 {
			g.refused(op.OperationID, g.send("", "GET", address, "", nil), 401, "api.token_needed")
			g.refused(op.OperationID, g.send(narrow, "GET", address, "", nil), 403, "api.not_allowed")
		}
		if op := item.Post; op != nil {
			g.refused(op.OperationID, g.send("", "POST", address, "{}", g.key()), 401, "api.token_needed")
			g.refused(op.OperationID, g.send(narrow, "POST", address, "{}", g.key()), 403, "api.not_allowed")
			g.refused(op.OperationID, g.send(g.tokens["window"], "POST", address, "{}", nil), 422, "api.key_needed")
		}
	}
}

// tokensThatEnded: revoked, unknown and expired tokens open nothing.
func (g *gateway) tokensThatEnded() {
	refused := func(what, secret string) {
		g.t.Helper()
		g.refused(what, g.send(secret, "GET", "/cases", "", nil), 401, "identity.bad_token")
	}
	revoked, short := g.token("reader", 30, "casework.read"), g.token("reader", 1, "casework.read")
	g.tokens["short"] = short
	g.get("short", "casework-list", "/cases")
	admin := flow.Actor{Account: "admin", Name: "系统甲", Unit: "430922-xzsp", Roles: []flow.Role{identity.SystemAdmin}}
	g.act(func(tx *store.Tx) error {
		all, err := identity.Tokens(tx, g.account["reader"])
		if err != nil {
			return err
		}
		return identity.RevokeToken(tx, admin, all[1].ID)
	})
	refused("revoked", revoked)
	refused("unknown", "ys_unknown")
	g.clock.Set(demoInstant("2020-06-17 09:00"))
	refused("expired", short)
	g.get("reader", "casework-list", "/cases")
}

func TestEveryOperationSaysWhatItDoes(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	text, err := OpenAPI(s)
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenAPI(s)
	if err != nil || string(text) != string(again) {
		t.Errorf("the document is not the same twice: %v", err)
	}
	g := openDocument(t, s)
	if len(g.operations()) < 40 {
		t.Errorf("%d operations", len(g.operations()))
	}
	for id, op := range g.operations() {
		zh, en, both := strings.Cut(op.Summary, " / ")
		if !both || zh == "" || en == "" || len(op.Tags) != 1 || op.Responses["200"].Content["application/json"] == nil {
			t.Errorf("%s: summary %q, tags %v", id, op.Summary, op.Tags)
		}
		for _, p := range op.Parameters {
			if p.Description == "" {
				t.Errorf("%s: the parameter %s is not explained", id, p.Name)
			}
		}
	}
}
