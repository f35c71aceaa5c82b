package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/store"
)

// caseActs are the acts of the page: in which form each stands, and what is said
// when it is done.
var caseActs = map[string]struct {
	form, done string
	act        func(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, f *kit.Form) error
}{
	"take_in": {"sheets", "材料已收。", func(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, f *kit.Form) error {
		var sheets []bundle.Sheet
		for _, key := range f.All("sheet") {
			sheets = append(sheets, bundle.Sheet{Key: key, Pages: 1})
		}
		_, err := bundle.TakeIn(tx, by, id, seen, sheets...)
		return err
	}},
	"accept": {"accept", "已受理，并派给各部门。", func(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, _ *kit.Form) error {
		_, err := bundle.Accept(tx, by, id, seen)
		return err
	}},
	"ask": {"ask", "已一次性告知。", func(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, f *kit.Form) error {
		var gaps []bundle.Gap
		for _, key := range f.All("gap") {
			gaps = append(gaps, bundle.Gap{Key: key, Problem: f.Lines("problem")})
		}
		_, err := bundle.Ask(tx, by, id, seen, gaps)
		return err
	}},
	"decline": {"decline", "已作不予受理。", func(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, f *kit.Form) error {
		_, err := bundle.Decline(tx, by, id, seen, f.Lines("reason"))
		return err
	}},
	"opine": {"opine", "会签意见已填。", func(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, f *kit.Form) error {
		_, err := bundle.Opine(tx, by, id, seen, bundle.Saying{Step: f.Text("step"), Vote: bundle.Vote(f.Text("vote")), Reasons: f.Lines("reasons")})
		return err
	}},
	"start":   {"step", "已派件。", startStep},
	"again":   {"step", "已重新报送。", onStep(bundle.VerbAgain)},
	"give_up": {"step", "这一步不再重报。", onStep(bundle.VerbGiveUp)},
	"let_go":  {"step", "这一步不办了。", onStep(bundle.VerbLetGo)},
}

func startStep(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, f *kit.Form) error {
	_, err := bundle.DispatchStep(tx, by, id, seen, f.Text("step"))
	return err
}

func onStep(verb flow.Verb) func(*store.Tx, flow.Actor, string, bundle.Seen, *kit.Form) error {
	return func(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, f *kit.Form) error {
		_, err := bundle.ActOnStep(tx, by, id, seen, f.Text("step"), verb)
		return err
	}
}

func caseAct(c *kit.Ctx) error {
	what, known := caseActs[c.Path("verb")]
	if !known {
		return store.NoRow.New(nil)
	}
	f := c.FormOf(what.form)
	seen := bundle.Seen(f.Int("version", "页面版本", 1, 1<<40))
	return settle(c, what.done, casePage, func(tx *store.Tx) (string, error) {
		return "/bundle-cases/" + c.Path("id"), what.act(tx, c.Actor, c.Path("id"), seen, f)
	})
}
