package house

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func room() manifest.Room {
	return manifest.Room{Name: "rating", Zh: "好差评", Basis: []string{"条例第一条"}}
}

func soundTable() *flow.Table {
	return &flow.Table{Name: "rating.redress", Zh: "整改", Start: "open",
		States: []flow.StateInfo{{State: "open", Staff: "待办", Public: "正在办"}, {State: "done", Staff: "办结", Public: "已结束", Final: true}},
		Steps:  []flow.Step{{From: "open", Verb: "close", To: "done", Roles: []flow.Role{flow.RoleSystem}, Kind: "redress.close", Label: "办结"}}}
}

func TestManifestsAreHeldToTheirWord(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(r *manifest.Room)
		words  string
	}{
		"sound":              {func(r *manifest.Room) { r.Flows = []*flow.Table{soundTable()} }, ""},
		"no basis":           {func(r *manifest.Room) { r.Basis = nil }, "legal basis"},
		"foreign permission": {func(r *manifest.Room) { r.Perms = []manifest.Perm{{Name: "casework.read", Zh: "看"}} }, "room's name in front"},
		"idle sweep":         {func(r *manifest.Room) { r.Sweeps = []manifest.Sweep{{Name: "rating.a", Zh: "扫", Every: time.Hour}} }, "its function"},
		"clock without list": {func(r *manifest.Room) { r.Clocks = []manifest.ClockSource{{Kind: "a.b", Zh: "钟"}} }, "needs kind"},
		"deaf consumer":      {func(r *manifest.Room) { r.Consumers = []manifest.Consumer{{Name: "rating.a"}} }, "kinds it hears"},
		"bare figure":        {func(r *manifest.Room) { r.Figures = []manifest.Figure{{ID: "a.b"}} }, "has no trace"},
		"step without words": {func(r *manifest.Room) {
			f := soundTable()
			f.Steps[0].Label = "close"
			r.Flows = []*flow.Table{f}
		}, "is Chinese"},
		"role without name": {func(r *manifest.Room) {
			f := soundTable()
			f.Steps[0].Roles = []flow.Role{"ghost"}
			r.Flows = []*flow.Table{f}
		}, "no Chinese name"},
		"dead end": {func(r *manifest.Room) {
			f := soundTable()
			f.States[1].Final = false
			r.Flows = []*flow.Table{f}
		}, "not final"},
		"step out of the end": {func(r *manifest.Room) {
			f := soundTable()
			f.Steps = append(f.Steps, flow.Step{From: "done", Verb: "x", To: "open", Roles: []flow.Role{flow.RoleSystem}, Kind: "a.b", Label: "开"})
			r.Flows = []*flow.Table{f}
		}, "leaves the final state"},
	} {
		r := room()
		c.change(&r)
		found := Manifests([]manifest.Room{r})
		if (c.words == "") != (len(found) == 0) || c.words != "" && !mentions(found, c.words) {
			t.Errorf("%s: want %q, got %v", name, c.words, found)
		}
	}
	if found := Manifests([]manifest.Room{{Name: "a", Zh: "甲", Basis: []string{"x"}, Flows: []*flow.Table{soundTable()}},
		{Name: "b", Zh: "乙", Basis: []string{"x"}, Flows: []*flow.Table{soundTable()}}}); !mentions(found, "also declared by a") {
		t.Errorf("a flow declared twice passed: %v", found)
	}
}

// TestTablesRefuseWhatTheyDoNotList asks every table for every state, verb and
// role: what no row allows is refused, and with the right words.
func TestTablesRefuseWhatTheyDoNotList(t *testing.T) {
	t.Parallel()
	asked, allowed := 0, 0
	for _, r := range Rooms() {
		for _, table := range r.Flows {
			a, b := tryAll(t, table)
			asked, allowed = asked+a, allowed+b
		}
	}
	if asked < 1000 || allowed == 0 || allowed == asked {
		t.Errorf("%d combinations asked, %d allowed: the loop looked at nothing", asked, allowed)
	}
	t.Logf("%d combinations, %d allowed", asked, allowed)
}

func tryAll(t *testing.T, table *flow.Table) (asked, allowed int) {
	t.Helper()
	rows := map[string]flow.Step{}
	verbs := map[flow.Verb]bool{}
	for _, s := range table.Steps {
		rows[string(s.From)+" "+string(s.Verb)] = s
		verbs[s.Verb] = true
	}
	roles := []flow.Role{flow.RoleSystem}
	for _, info := range identity.Roles {
		roles = append(roles, info.Role)
	}
	for _, state := range table.States {
		for verb := range verbs {
			row, known := rows[string(state.State)+" "+string(verb)]
			for _, role := range roles {
				may := known && slices.Contains(row.Roles, role)
				step, err := table.Next(flow.Actor{Roles: []flow.Role{role}}, state.State, verb)
				asked++
				if may {
					allowed++
				}
				if what := judge(row, step, err, known, may); what != "" {
					t.Errorf("%s: %s, %s, %s: %s (%v)", table.Name, state.State, verb, role, what, err)
				}
			}
		}
	}
	return asked, allowed
}

// judge says what is wrong with an answer of the table, or "".
func judge(row, step flow.Step, err error, known, may bool) string {
	switch {
	case may && (err != nil || step.To != row.To):
		return "is listed but does not go through"
	case known && !may && !flow.StepForbidden.Is(err):
		return "is for other roles and must be forbidden"
	case !known && !flow.StepRefused.Is(err):
		return "is not listed and must be refused"
	}
	return ""
}

func TestWaysNeedAPermission(t *testing.T) {
	t.Parallel()
	r := room()
	r.Perms = []manifest.Perm{{Name: "rating.give", Zh: "评价"}, {Name: "rating.idle", Zh: "没人问"}}
	routes := []Route{{"GET", "/rating/{id}", "rating.give", "评价"}, {"GET", "/rating/{id}", "rating.give", "评价"},
		{"POST", "/rating/{id}/give", "rating.nobody", "评价"}, {"GET", "/Rating", "rating.give", "评价"}}
	found := Ways(routes, []manifest.Room{r}, func(string) bool { return false })
	for _, words := range []string{"registered twice", "rating.nobody", "lower case", "rating.idle: is asked for by no route"} {
		if !mentions(found, words) {
			t.Errorf("want %q, got %v", words, found)
		}
	}
	if len(found) != 4 {
		t.Errorf("want 4 findings, got %v", found)
	}
	if found := Ways(routes[:1], []manifest.Room{r}, func(string) bool { return true }); len(found) != 0 {
		t.Errorf("a sound route was reported: %v", found)
	}
}

func TestAskedLooksPastNames(t *testing.T) {
	t.Parallel()
	asked := Asked(tree(t, map[string]string{"internal/rooms/rating/a.go": `package rating
var p = Perm{Name: "rating.idle"}
func f(by Actor) bool { return by.Can("rating.read") }`}))
	if asked("rating.idle") || !asked("rating.read") {
		t.Error("a permission counts as asked for by its own declaration, or not by the verb that asks")
	}
}

func TestRoomsAreListed(t *testing.T) {
	t.Parallel()
	fake := tree(t, map[string]string{"internal/rooms/rating/a.go": "package rating", "internal/rooms/attic/a.go": "package attic"})
	found := Listed(fake, []manifest.Room{room()})
	if len(found) != 1 || !mentions(found, "internal/rooms/attic") {
		t.Errorf("got %v", found)
	}
}

func TestSentencesHelp(t *testing.T) {
	t.Parallel()
	for sentence, words := range map[string]string{
		"请填手机号。":     "",
		"请填{what}":   "",
		"fill it in": "not Chinese",
		"请填手机号":      "ends neither",
		"手机号有误。":     "what to do",
		"请勿非法提交。":    "非法",
	} {
		found := Sentences([]*fault.Def{{Code: "rating.a", Kind: fault.Invalid, Sentence: sentence}})
		if (words == "") != (len(found) == 0) || words != "" && !mentions(found, words) {
			t.Errorf("%s: want %q, got %v", sentence, words, found)
		}
	}
	if found := Sentences([]*fault.Def{{Code: "Rating", Kind: 0, Sentence: "请改。"}}); len(found) != 2 {
		t.Errorf("want code and kind, got %v", found)
	}
}

func TestStatementsKeepToTheirTables(t *testing.T) {
	t.Parallel()
	found := Statements([]Registered{{"rating", "rating/sql.go", "SELECT id FROM rating_score JOIN casework_case ON 1 = 1"}})
	if !mentions(found, "touches casework_case") {
		t.Errorf("got %v", found)
	}
}

type counted struct{ N int64 }

func TestStatementsArePreparedOnBothEngines(t *testing.T) {
	t.Parallel()
	of := reflect.TypeFor[counted]()
	cases := []struct {
		text             string
		columns          reflect.Type
		sqlite, postgres string // words of the finding, empty for none
	}{
		{"SELECT count(*) AS n FROM store_meta WHERE name = $1 LIMIT $2", of, "", ""},
		{"SELECT sum(value) AS n FROM store_counter", of, "", "does not fit int64"},
		{"SELECT CAST(sum(value) AS BIGINT) AS n FROM store_counter", of, "", ""},
		{"SELECT value AS n FROM store_meta", of, "", "does not fit int64"},
		{"SELECT count(*) AS m FROM store_meta", of, "column m has no field", "column m has no field"},
		{"SELECT nothing AS n FROM store_meta", of, "does not take it", "does not take it"},
		{"UPDATE store_counter SET value = value + 1 WHERE series = $1 RETURNING value AS n", of, "", ""},
		{"UPDATE store_counter SET value = value + 1 WHERE series = $1 RETURNING value AS m", of, "", "column m has no field"},
		{"INSERT OR IGNORE INTO store_meta (name, value) VALUES ($1, $2)", nil, "", "does not take it"},
		{"DELETE FROM store_meta WHERE name = ANY($1)", nil, "does not take it", ""},
	}
	lite, _ := storetest.SQLite(t)
	db, err := Raw(lite)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	big, _ := storetest.Postgres(t)
	conn, err := pgx.Connect(t.Context(), big.PostgresURL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, c := range cases {
		one := []store.Statement{{Text: c.text, File: "a/sql.go", Columns: c.columns}}
		expect(t, "sqlite", c.text, PrepareSQLite(t.Context(), db, one), c.sqlite)
		expect(t, "postgres", c.text, PreparePostgres(t.Context(), conn, one), c.postgres)
	}
}

func TestPlansThatWalkAreFound(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	db, err := Raw(s)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for text, words := range map[string]string{
		"SELECT id FROM casework_case WHERE county = $1 AND id = $2":                                         "",
		"SELECT id FROM casework_case WHERE county = $1 AND party = $2 AND item = $3 AND submitted_at >= $4": "",
		"SELECT id FROM casework_case c WHERE county = $1 ORDER BY id LIMIT $2":                              "",
		"SELECT id FROM casework_case c WHERE county = $1 AND handler = $2 AND prior = $3":                   "reads a whole table",
		"SELECT id FROM casework_case c WHERE county = $1 AND prior = $2 ORDER BY accepted_at LIMIT 5":       "reads a whole table",
		"DELETE FROM casework_case WHERE county = $1 AND book = $2":                                          "reads a whole table",
		"DELETE FROM identity_session WHERE county = $1 AND seen_at < $2":                                    "",
		"SELECT nothing FROM casework_case WHERE county = $1":                                                "does not plan it",
	} {
		expect(t, "plans", text, Plans(t.Context(), db, []store.Statement{{Text: text, File: "a/sql.go"}}), words)
	}
}

func expect(t *testing.T, engine, text string, found []Finding, words string) {
	t.Helper()
	if (words == "") != (len(found) == 0) || words != "" && !mentions(found, words) {
		t.Errorf("%s: %s: want %q, got %v", engine, text, words, found)
	}
}

// TestDumpSeesDifferences makes one table on each engine that differs in one
// thing at a time and looks for the difference in the printed schema.
func TestDumpSeesDifferences(t *testing.T) {
	t.Parallel()
	s, _ := storetest.Postgres(t)
	db, err := Raw(s)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	before, err := Dump(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{
		"ALTER TABLE store_meta ADD COLUMN extra TEXT",
		"ALTER TABLE store_meta ALTER COLUMN value DROP NOT NULL",
		"ALTER TABLE store_counter ALTER COLUMN value TYPE INTEGER",
		"ALTER TABLE store_counter ADD CHECK (value >= 0)",
		"ALTER TABLE store_counter ADD UNIQUE (series)",
		"CREATE INDEX store_counter_value ON store_counter (value) WHERE value > 5",
		"DROP INDEX store_counter_value",
		"CREATE INDEX store_counter_value ON store_counter (value DESC) WHERE series <> 'a'",
	} {
		if _, err := db.ExecContext(t.Context(), change); err != nil {
			t.Fatalf("%s: %v", change, err)
		}
		after, err := Dump(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if SQL(Skeleton(after)) == SQL(Skeleton(before)) {
			t.Errorf("%s: the printed schema did not change", change)
		}
		before = after
	}
}

func TestChecksInTableText(t *testing.T) {
	t.Parallel()
	got := checksIn("CREATE TABLE a (b TEXT CHECK (b IN ('x', ')')), CHECK (c > 0 AND (d < 1 OR d > 2)))")
	if len(got) != 2 || got[0] != "b IN ('x', ')')" || got[1] != "c > 0 AND (d < 1 OR d > 2)" {
		t.Errorf("got %q", got)
	}
}
