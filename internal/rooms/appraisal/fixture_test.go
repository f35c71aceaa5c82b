package appraisal

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	office     = flow.Actor{Account: "y1", Name: "赵敏", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}
	second     = flow.Actor{Account: "y2", Name: "钱进", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}
	leader     = flow.Actor{Account: "l1", Name: "县长", Unit: "xzf", Roles: []flow.Role{identity.Leader}, Channel: "pc"}
	head       = flow.Actor{Account: "h1", Name: "刘强", Unit: "zrzy", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	otherHead  = flow.Actor{Account: "h2", Name: "周敏", Unit: "zjj", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	clerk      = flow.Actor{Account: "c1", Name: "王芳", Unit: "zrzy", Window: "A03", Roles: []flow.Role{identity.Clerk}, Channel: "window"}
	sysAdmin   = flow.Actor{Account: "s1", Name: "系统", Unit: "yhb", Roles: []flow.Role{identity.SystemAdmin}, Channel: "pc"}
	outOfHouse = flow.Actor{Account: "p1", Roles: []flow.Role{identity.Applicant}, Channel: "mobile"}
)

// hall is a county whose cases a test sets.
type hall struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
	facts []manifest.CaseFact
	k     *Keeper
}

func both(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		h := &hall{t: t, s: s, clock: clock}
		h.k = Over([]manifest.Room{{Name: "casework", Cases: []manifest.CaseSource{{Name: "casework", List: h.list}},
			Figures: []manifest.Figure{{ID: "monitor.overdue", Label: "逾期", ByUnit: true, Definition: "逾期办件。", Trace: h.overdue}}}})
		h.clock.Set(calendar.DayOf(2020, 1, 2).Start() + 9*3_600_000)
		h.found()
		test(t, h)
	})
}

func (h *hall) list(_ *store.Tx, f manifest.CaseFilter, after string, limit int) ([]manifest.CaseFact, error) {
	var out []manifest.CaseFact
	for _, c := range h.facts {
		if f.Meets(c) && c.ID > after && len(out) < limit {
			out = append(out, c)
		}
	}
	return out, nil
}

// overdue is a figure of another room: one record, which names a case.
func (h *hall) overdue(*store.Tx, manifest.Query) ([]manifest.Record, error) {
	if len(h.facts) == 0 {
		return nil, nil
	}
	c := h.facts[0]
	return []manifest.Record{{ID: c.ID, Number: c.Number, Unit: c.Unit, Amount: 1}, {ID: "gone", Unit: "zjj", Amount: 0}}, nil
}

// found makes the units and windows.
func (h *hall) found() {
	founder := flow.Actor{Account: "f", Name: "筹建", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
	h.act(func(tx *store.Tx) error {
		for _, u := range []struct {
			code string
			kind org.Kind
		}{{"yhb", org.Other}, {"xzf", org.Department}, {"zrzy", org.Department}, {"zjj", org.Department}, {"zwzx", org.Hall},
			{"thj", org.Township}, {"xsz", org.Township}, {"bdc", org.SubCentre}} {
			if _, err := org.Add(tx, founder, org.UnitInput{Code: u.code, Name: "桃江县" + u.code, Short: u.code + "简称", Kind: u.kind}); err != nil {
				return err
			}
		}
		for _, w := range []org.WindowInput{{Code: "A03", Name: "自然资源窗口", Unit: "zrzy"}, {Code: "A04", Name: "住建窗口", Unit: "zjj", Serves: []string{"zrzy"}}} {
			w.Hall, w.Open = "zwzx", true
			if _, err := org.AddWindow(tx, founder, w); err != nil {
				return err
			}
		}
		return nil
	})
}

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

func (h *hall) at(y, m, d int) { h.clock.Set(calendar.DayOf(y, m, d).Start() + 9*3_600_000) }

// case_ puts a closed case there; change may make it something else.
func (h *hall) closed(day calendar.Day, change ...func(*manifest.CaseFact)) manifest.CaseFact {
	at := day.Start() + 10*3_600_000
	due := day
	c := manifest.CaseFact{ID: fmt.Sprintf("case-%03d", len(h.facts)), Number: fmt.Sprintf("TJ-%03d", len(h.facts)), Title: "建设工程规划许可", Unit: "zrzy",
		Received: at, Accepted: &at, Due: &due, Closed: &at, Link: "/cases/1", Item: "plan", Sort: "promised", Window: "A03", Clerk: "c1",
		Party: fmt.Sprintf("party-%03d", len(h.facts))}
	for _, f := range change {
		f(&c)
	}
	h.facts = append(h.facts, c)
	return c
}

// published has a scheme of the kind hold from the month.
func (h *hall) published(kind Kind, from calendar.Day, change ...func(*Body)) Scheme {
	h.t.Helper()
	var s Scheme
	h.act(func(tx *store.Tx) (err error) {
		s, err = h.k.DraftScheme(tx, office, kind)
		return err
	})
	h.act(func(tx *store.Tx) (err error) {
		s.Document, s.FromDay = "桃优化办〔2020〕示例1号", from
		for _, f := range change {
			f(&s.Body)
		}
		s, err = h.k.EditScheme(tx, office, s)
		return err
	})
	h.act(func(tx *store.Tx) (err error) {
		s, err = h.k.PublishScheme(tx, second, s.ID, s.Version)
		return err
	})
	return s
}

func (h *hall) opened(kind Kind, month calendar.Day) (r Run) {
	h.t.Helper()
	h.act(func(tx *store.Tx) (err error) {
		r, err = h.k.OpenRun(tx, office, kind, month)
		return err
	})
	return r
}

// enter registers an entry by hand for every object of the kind.
func (h *hall) enter(kind Kind, month calendar.Day, item, quantity string, codes ...string) {
	h.t.Helper()
	for _, code := range codes {
		h.act(func(tx *store.Tx) error {
			_, _, err := Enter(tx, office, EntryInput{Kind: kind, Month: month, Code: code, Item: item, Reference: "R-" + item, Quantity: quantity,
				Day: month + 9, Note: "检查", Evidence: "检查表"})
			return err
		})
	}
}

func (h *hall) board(by flow.Actor, r Run) (b Board) {
	h.t.Helper()
	h.read(func(tx *store.Tx) (err error) {
		b, err = BoardOf(tx, by, r.ID)
		return err
	})
	return b
}

func (h *hall) card(by flow.Actor, r Run, code string) (c Card) {
	h.t.Helper()
	h.read(func(tx *store.Tx) error {
		found, err := subjectsOf.All(tx, tx.County(), r.ID)
		if err != nil {
			return err
		}
		n := slices.IndexFunc(found, func(s Subject) bool { return s.Code == code })
		c, err = CardOf(tx, by, found[n].ID)
		return err
	})
	return c
}

func (h *hall) points(c Card, item string) string {
	h.t.Helper()
	for _, row := range c.Rows {
		if row.Item.Name == item {
			if row.Score.State != Scored {
				return string(row.Score.State)
			}
			return row.Score.Points.String()
		}
	}
	h.t.Fatalf("没有 %s 这一项", item)
	return ""
}

func (h *hall) figure(id string) (v manifest.Value, trace []manifest.Record) {
	h.t.Helper()
	h.read(func(tx *store.Tx) (err error) {
		q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}, AsOf: tx.Now()}
		for _, f := range figures {
			if f.ID == id {
				if v, err = f.Value(tx, q); err == nil {
					trace, err = f.Trace(tx, q)
				}
				return err
			}
		}
		return fmt.Errorf("没有这个数：%s", id)
	})
	return v, trace
}
