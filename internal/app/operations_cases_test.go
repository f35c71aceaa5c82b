package app

import (
	"fmt"
	"net/http"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

func demoInstant(text string) calendar.Instant {
	at, err := calendar.ParseInstant(text)
	if err != nil {
		panic(err)
	}
	return at
}

const (
	permit  = "430922-zrzy-03" // 建设工程规划许可证核发: on-site check, legal review, 专家评审
	instant = "430922-zrzy-09" // 不动产抵押权注销登记, 即办件
	relayed = "430922-zrzy-10" // 农用地转用报批初审, 上报件
	loan    = "430922-zrzy-08" // 不动产抵押权登记: duties apart, nothing else
	credit  = "91430922MA4T000004"
)

var answers = map[string]object{
	permit:  {"rz": "b", "jt": "b", "td": "a", "dl": "b"},
	relayed: {"dl": "b"},
	loan:    {"dy": "a", "dl": "b"},
}

// story is one case told through the interface.
type story struct {
	*gateway
	id string
}

// opened files a draft at the window and takes every missing material in.
func (g *gateway) opened(item string) *story {
	g.t.Helper()
	filing := object{"item": item, "credit_code": credit, "mobile": "19900000000", "delivery": "window"}
	if a := answers[item]; a != nil {
		filing["answers"] = a
	}
	s := &story{g, g.post("window", "casework-open", "/cases", filing)["id"].(string)}
	s.takeIn()
	return s
}

// takeIn notes every material that is missing or was found faulty.
func (s *story) takeIn() {
	s.t.Helper()
	var sheets []object
	for _, m := range s.materials() {
		if m["required"] == true {
			sheets = append(sheets, object{"material": m["code"], "pages": 2})
		}
	}
	s.post("window", "casework-receive", "/cases/"+s.id+"/materials", object{"sheets": sheets})
}

func (s *story) materials() (out []object) {
	s.t.Helper()
	for _, m := range s.get("window", "casework-case", "/cases/"+s.id)["materials"].([]any) {
		out = append(out, m.(object))
	}
	return out
}

func (g *gateway) submitted(item string) *story {
	g.t.Helper()
	s := g.opened(item)
	s.do("window", "submit", nil)
	return s
}

// do takes a verb and returns the case as it left it.
func (s *story) do(program, verb string, body any) object {
	s.t.Helper()
	return s.post(program, "casework-"+verb, "/cases/"+s.id+"/"+verb, body)
}

// is checks the case's state.
func (s *story) is(state string) {
	s.t.Helper()
	if got := s.get("reader", "casework-case", "/cases/"+s.id)["state"]; got != state {
		s.t.Errorf("state %v, want %s", got, state)
	}
}

// longStory is a permit with everything that can happen on the way.
func (g *gateway) longStory() {
	s := g.opened(permit)
	code := s.do("window", "submit", nil)["query_code"].(string)
	number := s.get("reader", "casework-case", "/cases/"+s.id)["number"].(string)
	s.do("window", "fix_on_spot", object{"field": "delivery", "new": "mail", "reason": "申请人当场要求"})
	gap := s.materials()[0]["code"]
	s.do("window", "ask_correction", object{"gaps": []object{{"material": gap, "problem": "没有盖章", "required": "加盖公章"}}})
	header := map[string]string{"Query-Code": code}
	seen := s.well("casework-track", s.send("", "GET", "/track/"+number, "", header))
	if seen["word"] != "要补材料" || len(seen["missing"].([]any)) != 1 {
		s.t.Errorf("the public sees %v", seen)
	}
	s.refused("wrong code", s.send("", "GET", "/track/"+number, "", map[string]string{"Query-Code": "AAAA-AAAA-AA"}), 404, "casework.track_refused")
	s.takeIn()
	s.do("window", "resubmit", nil)
	s.do("window", "accept", nil)
	s.do("reviewer", "assign", object{})
	s.do("reviewer", "assign", object{"handler": "t-reviewer"})
	s.do("reviewer", "opine", object{"kind": "onsite", "conclusion": "grant", "body": "现场相符", "second": "zrzy-r1"})
	s.do("reviewer", "opine", object{"kind": "legal", "conclusion": "grant", "body": "合法"})
	s.do("approver", "suspend", object{"ground": "专家评审", "planned": "2020-06-22", "body": "请专家评审方案"})
	s.clock.Set(demoInstant("2020-06-15 09:00"))
	s.do("reviewer", "resume", object{"reason": "评审通过"})
	s.do("head", "extend", object{"days": 5, "reason": "方案需要公示"})
	s.do("reviewer", "propose", object{"conclusion": "grant", "body": "符合条件"})
	s.do("approver", "send_back", object{"reason": "补充日照说明"})
	s.do("reviewer", "propose", object{"conclusion": "grant", "body": "已补充，符合条件"})
	s.do("approver", "grant", object{})
	s.do("window", "issue", object{"number": "建字第430922202000001号"})
	s.do("window", "deliver", object{"method": "direct", "recipient": "示例经办人"})
	s.do("window", "close", nil)
	s.do("window", "correct", object{"field": "delivery", "new": "window", "reason": "录入有误"})
	s.proofs()
	s.do("head", "reopen", object{"document": "桃政复决〔2020〕3号", "reason": "原决定被撤销"})
	s.is("in_review")
}

// proofs asks for the clock and for the receipt of each act.
func (s *story) proofs() {
	s.t.Helper()
	clock := s.get("reader", "casework-clock", "/cases/"+s.id+"/clock")
	days := clock["days"].([]any)
	counted := 0
	for _, d := range days {
		if d.(object)["counted"] == true && d.(object)["day"].(string) <= clock["until"].(string) {
			counted++
		}
	}
	if counted == 0 && clock["used"].(float64) != 0 || float64(counted) != clock["used"].(float64) || clock["paused"].(float64) == 0 {
		s.t.Errorf("counted %d by hand, the clock says %v used, %v paused", counted, clock["used"], clock["paused"])
	}
	file := s.get("reader", "casework-case", "/cases/"+s.id)
	acts := file["acts"].([]any)
	leaf := acts[len(acts)-1].(object)["leaf"].(string)
	s.get("reader", "casework-receipt", "/cases/"+s.id+"/receipts/"+leaf)
	stranger := s.submitted(loan)
	s.refused("receipt of another case", s.send(s.tokens["reader"], "GET", "/cases/"+stranger.id+"/receipts/"+leaf, "", nil), 404, "journal.no_receipt")
	if byNumber := s.get("reader", "casework-case", "/cases/"+file["number"].(string)); byNumber["id"] != s.id {
		s.t.Errorf("by its number: %v", byNumber["id"])
	}
}

// shortStories are the other ways a case ends.
func (g *gateway) shortStories() {
	s := g.submitted(loan)
	s.do("window", "answer_not_needed", object{"reason": "不属于许可"})
	s.is("not_needed")
	s = g.submitted(loan)
	s.do("window", "answer_not_ours", object{"reason": "不属本机关", "competent_body": "县林业局"})
	s.is("not_ours")
	s = g.submitted(loan)
	s.do("window", "withdraw", object{"reason": "不办了"})
	s.is("withdrawn")
	s = g.submitted(instant)
	s.do("window", "accept", nil)
	s.do("window", "grant", object{})
	s.is("granted")
	for item, end := range map[string]string{relayed: "relay", loan: "refuse"} {
		s = g.submitted(item)
		s.do("window", "accept", nil)
		s.do("reviewer", "assign", object{})
		s.do("reviewer", "propose", object{"conclusion": "refuse", "body": "见初审意见"})
		s.do("approver", end, object{"reasons": "材料不能证明符合条件，转市自然资源局"})
	}
	s = g.submitted(loan)
	s.do("window", "accept", nil)
	s.do("window", "ask_termination", object{"reason": "申请人已注销"})
	s.do("approver2", "terminate", nil)
	s.is("terminated")
}

// attachStory uses a paper that lies in the house already.
func (g *gateway) attachStory() {
	s := g.opened(loan)
	var wanted object
	for _, m := range s.materials() {
		if m["required"] == true {
			wanted = m
		}
	}
	s.post("window", "casework-attach", "/cases/"+s.id+"/materials/"+wanted["code"].(string), object{"paper": g.paper(wanted["name"].(string))})
	for _, m := range s.materials() {
		if m["code"] == wanted["code"] && m["standing"] != "reused" {
			s.t.Errorf("%v", m)
		}
	}
}

func (g *gateway) paper(name string) (id string) {
	g.t.Helper()
	stored := papers.Checked{Stored: blob.Stored{Digest: fmt.Sprintf("%064d", 1), Size: 3}, Mime: "application/pdf", Ext: ".pdf"}
	g.act(func(tx *store.Tx) error {
		owner, _, err := party.ByCredit(tx, ids.CreditCode(credit))
		if err != nil {
			return err
		}
		by := g.operatorOf("430922-zrzy")
		p, err := papers.Receive(tx, by, papers.Draft{Party: owner.ID, Kind: "x", Name: name, File: stored, Grade: papers.GradeC})
		id = p.ID
		return err
	})
	return id
}

// otherUnits: a case out of sight answers like a missing one.
func (g *gateway) otherUnits() {
	s := g.submitted(loan)
	for _, path := range []string{"/cases/" + s.id, "/cases/" + s.id + "/clock", "/cases/" + s.get("reader", "casework-case", "/cases/"+s.id)["number"].(string)} {
		g.refused(path, g.send(g.tokens["other"], "GET", path, "", nil), 404, "casework.not_found")
	}
	g.refused("accept", g.send(g.tokens["other"], "POST", "/cases/"+s.id+"/accept", "", g.key()), 404, "casework.not_found")
	if all := g.get("other", "casework-list", "/cases"); len(all["items"].([]any)) != 0 {
		g.t.Errorf("another unit lists %v", all)
	}
	if own := g.everyItem("reader", "casework-list", "/cases", "id"); !slices.Contains(own, s.id) {
		g.t.Errorf("the own unit lists %v", own)
	}
}

// onlyReading: an interface account hands nothing in unless it was granted more.
func (g *gateway) onlyReading() {
	s := g.submitted(loan)
	g.refused("filing", g.send(g.tokens["reader"], "POST", "/cases", `{"item":"`+loan+`","mobile":"19900000000","delivery":"window"}`, g.key()), 403, "api.not_allowed")
	g.refused("accepting", g.send(g.tokens["reader"], "POST", "/cases/"+s.id+"/accept", "", g.key()), 403, "api.not_allowed")
	g.refused("a verb of another role", g.send(g.tokens["reviewer"], "POST", "/cases/"+s.id+"/accept", "", g.key()), 403, "flow.step_forbidden")
	g.refused("a verb of another state", g.send(g.tokens["window"], "POST", "/cases/"+s.id+"/close", "", g.key()), 422, "flow.step_refused")
}

// onlyOnce: an act happens once per key, and not on a dry run.
func (g *gateway) onlyOnce() {
	s := g.opened(loan)
	key := g.key()
	send := func() answerOf { return g.send(g.tokens["window"], "POST", "/cases/"+s.id+"/submit", "", key) }
	first, second := g.well("casework-submit", send()), g.well("casework-submit", send())
	if first["query_code"] == nil || second["query_code"] != nil || first["number"] != second["number"] || first["version"] != second["version"] {
		g.t.Errorf("first %v, repeated %v", first, second)
	}
	g.refused("the same key for another case", g.send(g.tokens["window"], "POST", "/cases/"+g.opened(loan).id+"/submit", "", key), 409, "store.other_request")
	tried := g.send(g.tokens["window"], "POST", "/cases/"+s.id+"/accept?dry_run=1", "", g.key())
	if g.well("casework-accept", tried)["state"] != "accepted" {
		g.t.Errorf("dry run: %s", tried.body)
	}
	s.is("submitted")
	stale := fmt.Sprintf("/cases/%s/accept?seen=%v", s.id, first["version"].(float64)-1)
	g.refused("an old version", g.send(g.tokens["window"], "POST", stale, "", g.key()), http.StatusConflict, "store.changed_meanwhile")
	g.refused("an empty reason", g.send(g.tokens["window"], "POST", "/cases/"+s.id+"/answer_not_needed", `{"reason":""}`, g.key()), 422, "form.invalid")
}
