package outreach

import (
	"context"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func who(account, unit string, roles ...flow.Role) flow.Actor {
	return flow.Actor{Account: account, Name: account, Unit: unit, Roles: roles, Channel: "pc"}
}

var (
	office = who("o1", "yhb", identity.Coordinator)
	agent  = who("g1", "park", identity.Agent)
	labour = who("r1", "labour", identity.Reviewer)
	chief  = who("h1", "labour", identity.Head)
	other  = who("h2", "build", identity.Head)
	leader = who("l1", "xzf", identity.Leader)
)

// hall is a store with units and two enterprises, on Monday 2020-05-11 09:00.
type hall struct {
	t          *testing.T
	s          *store.Store
	clock      *store.SetClock
	mine, next string
	owner      flow.Actor
}

func both(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		h := &hall{t: t, s: s, clock: clock}
		h.at(2020, 5, 11)
		h.act(func(tx *store.Tx) error {
			for _, code := range []string{"yhb", "park", "labour", "build"} {
				if _, err := org.Add(tx, office, org.UnitInput{Code: code, Name: "桃江县示例" + code, Short: code, Kind: org.Department,
					DocWord: "桃示", Phone: "0737-1", SupervisionPhone: "12345"}); err != nil {
					return err
				}
			}
			return nil
		})
		h.mine = h.enterprise("桃江县青竹示例制造有限公司", "91430922MA4Q00016J", "C2041")
		h.next = h.enterprise("桃江县翠岭示例食品有限公司", "91430922MA4Q00024D", "C1421")
		h.owner = flow.Actor{Account: "owner", Name: "示例企业", Party: h.mine, Roles: []flow.Role{identity.Applicant}, Channel: "pc"}
		test(t, h)
	})
}

func (h *hall) at(y, m, d int) { h.clock.Set(calendar.DayOf(y, m, d).Start() + 9*3_600_000) }

func (h *hall) enterprise(name, credit, industry string) (id string) {
	h.t.Helper()
	h.act(func(tx *store.Tx) error {
		p, err := party.Register(tx, who("c", "park", identity.Clerk), party.Draft{Kind: party.Enterprise, Name: name, Credit: credit,
			Representative: "示例人", Mobile: "19900000000", Industry: industry, Sample: true})
		id = p.ID
		return err
	})
	return id
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

// refused runs an act that must be refused with the fault.
func (h *hall) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); !want.Is(err) {
		h.t.Fatalf("得到 %v，要 %s", err, want.Code)
	}
}

// figure is a figure's text and how many records it opens to; the records must add up.
func (h *hall) figure(id string) (text string, n int) {
	h.t.Helper()
	for _, f := range figures {
		if f.ID != id {
			continue
		}
		h.read(func(tx *store.Tx) error {
			q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 6, 30)}, AsOf: tx.Now()}
			v, err := f.Value(tx, q)
			if err != nil {
				return err
			}
			found, err := f.Trace(tx, q)
			var sum int64
			for _, r := range found {
				sum += r.Amount
			}
			if sum != v.Num {
				h.t.Errorf("%s 是 %d，记录加起来 %d", id, v.Num, sum)
			}
			text, n = v.Text, len(found)
			return err
		})
	}
	return text, n
}

func (h *hall) want(id, text string, records int) {
	h.t.Helper()
	if got, n := h.figure(id); got != text || n != records {
		h.t.Errorf("%s 是 %s（%d 条记录），要 %s（%d）", id, got, n, text, records)
	}
}

// visited is a visit that was agreed to and took place today.
func (h *hall) visited(kind VisitKind) (v Visit) {
	h.t.Helper()
	h.act(func(tx *store.Tx) (err error) {
		v, err = Ask(tx, agent, Asking{Kind: kind, Party: h.mine, Purpose: "听听用工难处", Day: tx.Today()})
		return err
	})
	h.act(func(tx *store.Tx) (err error) { v, err = Agree(tx, h.owner, v.ID, v.Version, ""); return err })
	h.act(func(tx *store.Tx) (err error) {
		v, err = Hold(tx, agent, v.ID, v.Version, tx.Today(), "谈了招工")
		return err
	})
	return v
}

func (h *hall) placed() (n Need) {
	h.t.Helper()
	h.act(func(tx *store.Tx) (err error) {
		n, err = Raise(tx, h.owner, Raising{Category: "labour", Title: "招不到焊工"})
		return err
	})
	h.act(func(tx *store.Tx) (err error) {
		n, err = Place(tx, office, n.ID, n.Version, "labour", calendar.DayOf(2020, 5, 20))
		return err
	})
	return n
}
