package enquiry

import (
	"context"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	office  = flow.Actor{Account: "y1", Name: "赵敏", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}
	second  = flow.Actor{Account: "y2", Name: "钱进", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}
	leader  = flow.Actor{Account: "l1", Name: "县长", Unit: "xzf", Roles: []flow.Role{identity.Leader}, Channel: "pc"}
	finance = flow.Actor{Account: "h1", Name: "刘强", Unit: "czj", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	writer  = flow.Actor{Account: "r1", Name: "王芳", Unit: "czj", Roles: []flow.Role{identity.Reviewer}, Channel: "pc"}
	builder = flow.Actor{Account: "h2", Name: "周敏", Unit: "zjj", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	clerk   = flow.Actor{Account: "c1", Name: "李窗", Unit: "zjj", Roles: []flow.Role{identity.Clerk}, Channel: "window"}
	nobody  = flow.Actor{Channel: "mobile"}
)

const credit = "91430922MA4T000191"

// hall is a county with units, a tree of categories and rules.
type hall struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
}

func both(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		h := &hall{t, s, clock}
		h.at(2020, 1, 2)
		h.found()
		h.at(2020, 6, 1)
		test(t, h)
	})
}

func (h *hall) found() {
	founder := flow.Actor{Account: "f", Name: "筹建", Unit: "yhb", Roles: []flow.Role{identity.Coordinator, identity.Clerk}, Channel: "window"}
	for _, u := range [][2]string{{"xzf", ""}, {"yhb", "xzf"}, {"czj", "xzf"}, {"zjj", "xzf"}, {"thj", "xzf"}} {
		h.act(func(tx *store.Tx) error {
			_, err := org.Add(tx, founder, org.UnitInput{Code: u[0], Name: "桃江县" + u[0], Short: u[0] + "简称", Kind: org.Department, Parent: u[1]})
			return err
		})
	}
	h.act(func(tx *store.Tx) error {
		_, err := party.Register(tx, founder, party.Draft{Kind: party.Enterprise, Name: "桃江县桃花示例一机械制造有限公司", Credit: credit,
			Representative: "示例人", Mobile: "19900000001", Sample: true})
		return err
	})
	for _, c := range []Category{{Code: "03", Name: "政策不兑现"}, {Code: "03.1", Parent: "03", Name: "奖补"}, {Code: "03.1.1", Parent: "03.1", Name: "技改奖补"}, {Code: "09", Name: "乱收费"}} {
		h.act(func(tx *store.Tx) error { _, err := PutCategory(tx, office, c); return err })
	}
	for _, r := range []Route{{Unit: "yhb"}, {Category: "03", Unit: "czj"}, {Category: "03", Area: "430922112", Unit: "thj"}, {Category: "09", Unit: "zjj"}} {
		h.act(func(tx *store.Tx) error { _, err := PutRoute(tx, office, r); return err })
	}
}

func (h *hall) at(y, m, d int) { h.clock.Set(calendar.DayOf(y, m, d).Start() + 9*3_600_000) }

func (h *hall) act(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) read(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Read(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); !want.Is(err) {
		h.t.Fatalf("应答 %s，得到 %v", want.Code, err)
	}
}

// did runs a verb on an enquiry and hands it back as it then stands.
func (h *hall) did(e *Enquiry, verb func(tx *store.Tx) (Enquiry, error)) {
	h.t.Helper()
	h.act(func(tx *store.Tx) (err error) { *e, err = verb(tx); return err })
}

func ordinary() Filing {
	return Filing{Kind: Complaint, Title: "技改奖补资金没有兑现", Words: "去年公布的技改奖补，资料都交齐了，今年还没有拨付，窗口说没有钱。",
		Name: "陈立新", Mobile: "19900000001", Credit: credit, Category: "03.1.1", Consent: true}
}

func (h *hall) filed(change ...func(*Filing)) (r Receipt) {
	h.t.Helper()
	in := ordinary()
	for _, c := range change {
		c(&in)
	}
	h.act(func(tx *store.Tx) (err error) {
		if in.Channel == "" {
			r, err = File(tx, nobody, in)
		} else {
			r, err = Register(tx, office, in)
		}
		return err
	})
	return r
}

// answered brings an enquiry to its reply.
func (h *hall) answered(e *Enquiry) {
	h.t.Helper()
	h.did(e, func(tx *store.Tx) (Enquiry, error) { return Write(tx, writer, e.ID, e.Version, whole) })
	h.did(e, func(tx *store.Tx) (Enquiry, error) { return Send(tx, office, e.ID, e.Version, allMet()) })
}

var whole = Reply{Answer: "奖补 12 万元已列入本月计划", Basis: "桃政发〔2019〕示例8号第三条", Done: "6 月 5 日财政局核对资料并拨付", Remedy: "不服可在 30 日内申请复核"}

func allMet() (out []string) {
	for _, c := range Checklist {
		out = append(out, c.Code)
	}
	return out
}

func (h *hall) figure(id string) string {
	h.t.Helper()
	var text string
	h.read(func(tx *store.Tx) error {
		q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}, AsOf: tx.Now()}
		for _, f := range figures {
			if f.ID != id {
				continue
			}
			v, err := f.Value(tx, q)
			text = v.Text
			return err
		}
		h.t.Fatalf("没有这个数：%s", id)
		return nil
	})
	return text
}

// theParty is the id of the enterprise with the credit code.
func theParty(tx *store.Tx, code string) (string, error) {
	parsed, err := ids.ParseCreditCode(code)
	if err != nil {
		return "", err
	}
	p, _, err := party.ByCredit(tx, parsed)
	return p.ID, err
}
