package replication

import (
	"context"
	"strings"
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
	office = flow.Actor{Account: "y1", Name: "孙敏", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}
	leader = flow.Actor{Account: "l1", Name: "县长", Unit: "xzf", Roles: []flow.Role{identity.Leader}, Channel: "pc"}
	lead   = flow.Actor{Account: "h1", Name: "刘强", Unit: "xzsp", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	helper = flow.Actor{Account: "h2", Name: "周敏", Unit: "zjj", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	other  = flow.Actor{Account: "h3", Name: "王芳", Unit: "scjg", Roles: []flow.Role{identity.Head}, Channel: "pc"}
)

type world struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
}

func both(t *testing.T, test func(w *world)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := &world{t, s, clock}
		w.at(2020, 3, 16)
		w.act(func(tx *store.Tx) error {
			for _, code := range []string{"yhb", "xzf", "xzsp", "zjj", "scjg"} {
				if _, err := org.Add(tx, office, org.UnitInput{Code: code, Name: "桃江县" + code, Short: code + "局", Kind: org.Department}); err != nil {
					return err
				}
			}
			return nil
		})
		test(w)
	})
}

func (w *world) at(y, m, d int) { w.clock.Set(calendar.DayOf(y, m, d).Start() + 9*3_600_000) }

func (w *world) act(fn func(tx *store.Tx) error) {
	w.t.Helper()
	if err := w.s.Write(context.Background(), fn); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) read(fn func(tx *store.Tx) error) {
	w.t.Helper()
	if err := w.s.Read(context.Background(), fn); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	w.t.Helper()
	if err := w.s.Write(context.Background(), fn); !want.Is(err) {
		w.t.Fatalf("want %s, got %v", want.Code, err)
	}
}

func (w *world) entered(part Part, nth int64, words Wording) (m Measure) {
	w.t.Helper()
	w.act(func(tx *store.Tx) (err error) {
		m, err = Enter(tx, office, Listing{Part: part, Nth: nth, Source: "通知（示例）", Listed: tx.Today(), Words: words,
			Plan: Planned{Lead: "xzsp", Partners: []string{"zjj"}, Plan: "对照清单补齐差距（示例）", Due: calendar.DayOf(2020, 6, 30)}})
		return err
	})
	return m
}

var proof = &File{Digest: strings.Repeat("a", 64), Name: "印证.pdf", Mime: "application/pdf", Size: 10}

// moved records a change that must go through.
func (w *world) moved(by flow.Actor, m Measure, in Move) Measure {
	w.t.Helper()
	if in.Document == "" {
		in.Document = "桃审服〔2020〕示例8号"
	}
	if in.Words == "" {
		in.Words = "已核对（示例）"
	}
	w.act(func(tx *store.Tx) (err error) {
		m, err = Record(tx, by, m.ID, m.Version, in)
		return err
	})
	return m
}

func (w *world) figure(id string, to calendar.Day, asOf calendar.Instant) string {
	w.t.Helper()
	text := ""
	w.read(func(tx *store.Tx) error {
		for _, f := range figures {
			if f.ID == id {
				v, err := f.Value(tx, manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: to}, AsOf: asOf})
				text = v.Text
				return err
			}
		}
		w.t.Fatal("no figure " + id)
		return nil
	})
	return text
}

var words = Wording{"推行示例办法", "示例文本", "示例出处"}

func Test完成由单位以外的人认定_没有文本不验收_撤销是新的一笔(t *testing.T) {
	both(t, func(w *world) {
		m := w.entered(Copy, 1, Wording{})
		full := Move{Document: "文", Words: "话", File: proof}
		try := func(want *fault.Def, by flow.Actor, verb flow.Verb, change func(*Move)) {
			w.t.Helper()
			in := full
			in.Verb = verb
			if change != nil {
				change(&in)
			}
			w.refused(want, func(tx *store.Tx) error { _, err := Record(tx, by, m.ID, m.Version, in); return err })
		}
		try(flow.StepRefused, lead, VerbClaim, nil)
		try(notLead, other, VerbStart, nil)
		try(notLead, helper, VerbStart, nil)
		try(dayAhead, lead, VerbStart, func(in *Move) { in.Day = calendar.DayOf(2020, 3, 17) })
		try(dayBehind, lead, VerbStart, func(in *Move) { in.Day = calendar.DayOf(2020, 3, 15) })
		m = w.moved(lead, m, Move{Verb: VerbStart})
		m = w.moved(helper, m, Move{Verb: VerbReport})
		try(flow.StepForbidden, office, VerbClaim, nil)
		try(fault.FormInvalid, lead, VerbClaim, func(in *Move) { in.File = nil })
		m = w.moved(lead, m, Move{Verb: VerbClaim, File: proof})
		try(flow.StepForbidden, lead, VerbConfirm, nil)
		own := office
		own.Unit = "xzsp"
		try(ownUnit, own, VerbConfirm, nil)
		m = w.moved(office, m, Move{Verb: VerbConfirm})
		try(noText, office, VerbAccept, nil)
		w.act(func(tx *store.Tx) (err error) { m, err = SetWording(tx, office, m.ID, m.Version, words); return err })
		m = w.moved(leader, m, Move{Verb: VerbAccept})
		w.refused(textFixed, func(tx *store.Tx) error { _, err := SetWording(tx, office, m.ID, m.Version, words); return err })
		w.at(2020, 4, 1)
		m = w.moved(office, m, Move{Verb: VerbReopen})
		if m.State != InProgress || m.ClaimedAt != nil {
			t.Errorf("%+v", m)
		}
		w.refused(store.ChangedMeanwhile, func(tx *store.Tx) error {
			_, err := Record(tx, office, m.ID, m.Version-1, Move{Verb: VerbDrop, Document: "文", Words: "话"})
			return err
		})
		w.read(func(tx *store.Tx) error {
			history, err := History(tx, m.ID)
			if err != nil || len(history) != 6 || history[5].FromState != Accepted {
				t.Errorf("%d rows, %v", len(history), err)
			}
			if _, err := Proof(tx, m.ID, history[2].ID); err != nil {
				t.Error(err)
			}
			if _, err := Proof(tx, m.ID, history[0].ID); !fileUnknown.Is(err) {
				t.Errorf("a change without file: %v", err)
			}
			return nil
		})
	})
}

func Test任意过去日的状态由经过算出(t *testing.T) {
	both(t, func(w *world) {
		a, b := w.entered(Reference, 1, Wording{}), w.entered(Reference, 2, words)
		a = w.moved(lead, a, Move{Verb: VerbStart})
		w.moved(lead, b, Move{Verb: VerbStart})
		w.at(2020, 5, 20)
		a = w.moved(lead, a, Move{Verb: VerbClaim, File: proof, Day: calendar.DayOf(2020, 5, 10)})
		before := w.clock.Now()
		w.at(2020, 6, 5)
		a = w.moved(office, a, Move{Verb: VerbConfirm, Day: calendar.DayOf(2020, 5, 15)})
		w.at(2020, 7, 1)
		w.moved(office, a, Move{Verb: VerbReopen})
		now := w.clock.Now()
		for _, c := range []struct {
			id   string
			day  calendar.Day
			asOf calendar.Instant
			want string
		}{
			{"reforms.for_reference", calendar.DayOf(2020, 3, 15), now, "0"},
			{"reforms.for_reference", calendar.DayOf(2020, 3, 16), now, "2"},
			{"reforms.in_progress", calendar.DayOf(2020, 5, 14), now, "2"},
			{"reforms.in_progress", calendar.DayOf(2020, 5, 15), now, "1"},
			{"reforms.in_progress", calendar.DayOf(2020, 5, 15), before, "2"}, // not yet known then
			{"reforms.for_reference_done", calendar.DayOf(2020, 6, 30), now, "1"},
			{"reforms.in_progress", calendar.DayOf(2020, 7, 1), now, "2"}, // undone since
			{"reforms.to_copy", calendar.DayOf(2020, 6, 30), now, "0"},
			{"reforms.without_text", calendar.DayOf(2020, 6, 30), now, "1"},
		} {
			if got := w.figure(c.id, c.day, c.asOf); got != c.want {
				t.Errorf("%s on %s: %s, want %s", c.id, c.day, got, c.want)
			}
		}
		w.agrees()
	})
}

// agrees compares rows with histories, the parts with the whole, and looks at the
// clocks.
func (w *world) agrees() {
	w.t.Helper()
	w.read(func(tx *store.Tx) error {
		list, err := On(tx, "", tx.Today(), tx.Now())
		if err != nil {
			return err
		}
		for _, tally := range Tallies(list) {
			if !tally.Whole() {
				w.t.Errorf("%+v", tally)
			}
		}
		for _, s := range list {
			if s.Then != s.State || s.From != s.Since {
				w.t.Errorf("%s: the row says %s, the history %s", s.Code(), s.State, s.Then)
			}
		}
		claims, err := answerClocks(tx, manifest.ClockFilter{})
		if err != nil || len(claims) != 1 || claims[0].Fulfilled == nil || claims[0].Unit != "yhb" {
			w.t.Errorf("%+v %v", claims, err)
		}
		due := calendar.DayOf(2020, 6, 30)
		open, err := planClocks(tx, manifest.ClockFilter{DueBy: &due})
		if err != nil || len(open) != 2 || open[0].Unit != "xzsp" {
			w.t.Errorf("%+v %v", open, err)
		}
		return nil
	})
}

func Test台账进出_同一行再导入不变(t *testing.T) {
	both(t, func(w *world) {
		m := w.entered(Copy, 1, Wording{})
		apply := func(n int, by flow.Actor, list []manifest.Row) (out manifest.Outcome) {
			w.t.Helper()
			w.act(func(tx *store.Tx) (err error) { out, err = importers[n].Apply(tx, by, list); return err })
			return out
		}
		w.at(2020, 4, 1)
		list := w.rows(0)
		w.act(func(tx *store.Tx) error {
			out, err := importers[0].Apply(tx, office, list)
			if err != nil || out.Same != 1 {
				t.Errorf("%+v %v", out, err)
			}
			list[0].Cells["title"], list[0].Cells["wording"], list[0].Cells["word_source"] = words.Title, words.Text, words.Source
			out, err = importers[0].Apply(tx, office, list)
			if err != nil || out.Changed != 1 {
				t.Errorf("%+v %v", out, err)
			}
			return err
		})
		claim := []manifest.Row{
			{Number: 2, Cells: map[string]string{"code": m.Code(), "verb": "启动", "day": "2020-03-20", "document": "文一"}},
			{Number: 3, Cells: map[string]string{"code": m.Code(), "verb": "申报完成", "day": "2020-03-28", "document": "文二", "words": "做成了"}},
		}
		if out := apply(1, lead, claim); out.New != 2 {
			t.Errorf("%+v", out)
		}
		bad := []manifest.Row{{Number: 2, Cells: map[string]string{"code": m.Code(), "verb": "认定基本完成", "day": "2020-03-29", "document": "文三", "words": "属实"}},
			{Number: 3, Cells: map[string]string{"code": "复制-99", "verb": "启动", "day": "2020-03-29"}}, {Number: 4, Cells: map[string]string{"code": "甲", "verb": "算了", "day": "昨天"}}}
		err := w.s.Write(context.Background(), func(tx *store.Tx) error {
			out, err := importers[1].Apply(tx, lead, bad)
			if err != nil || len(out.Errors) != 4 {
				t.Errorf("%+v %v", out, err)
			}
			return store.NoRow.New(nil) // undone
		})
		if !store.NoRow.Is(err) {
			t.Fatal(err)
		}
		if out := apply(1, office, bad[:1]); out.New != 1 {
			t.Errorf("%+v", out)
		}
		before := w.rows(1)
		if out := apply(1, office, before); out.Same != 3 {
			t.Errorf("%+v", out)
		}
	})
}

// rows are a ledger as it is exported.
func (w *world) rows(n int) (out []manifest.Row) {
	w.t.Helper()
	w.read(func(tx *store.Tx) error {
		return importers[n].Export(tx, office, func(cells []string) error {
			row := manifest.Row{Number: len(out) + 2, Cells: map[string]string{}}
			for i, c := range importers[n].Columns {
				row.Cells[c.Name] = cells[i]
			}
			out = append(out, row)
			return nil
		})
	})
	return out
}
