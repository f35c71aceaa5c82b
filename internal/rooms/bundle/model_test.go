package bundle

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"yingshang/internal/kernel/flow"
)

func TestTablesAreSound(t *testing.T) {
	t.Parallel()
	for _, table := range []*flow.Table{VersionFlow, Flow, StepFlow} {
		if err := table.Validate(); err != nil {
			t.Error(err)
		}
	}
	for _, s := range StepFlow.States {
		if over, _ := came(s.State); over != s.Final {
			t.Errorf("%s：状态表说终态 %v，顺序说 %v", s.State, s.Final, over)
		}
	}
}

// Test会签没有死路 tries every rule with every sequence of votes: the rule is
// decided at the latest when the term is over, an early decision is the one that
// the full count gives, and no later vote turns it.
func Test会签没有死路(t *testing.T) {
	t.Parallel()
	tried := 0
	for n := 1; n <= 5; n++ {
		for _, c := range rulesFor(n) {
			for _, votes := range sequences(n) {
				tried++
				checkRule(t, c, votes)
			}
		}
	}
	t.Logf("试了 %d 种", tried)
}

func rulesFor(n int) (out []Countersign) {
	units := make([]string, n)
	for i := range units {
		units[i] = fmt.Sprint(i)
	}
	for _, silence := range []Vote{Agree, Against} {
		out = append(out, Countersign{Units: units, Quorum: All, Silence: silence}, Countersign{Units: units, Quorum: Any, Silence: silence})
		for den := 1; den <= n; den++ {
			for num := 1; num <= den; num++ {
				out = append(out, Countersign{Units: units, Quorum: Ratio, Num: num, Den: den, Silence: silence})
			}
		}
	}
	return out
}

// sequences are all ways n units vote, or stay silent.
func sequences(n int) [][]Vote {
	out := [][]Vote{nil}
	for range n {
		var longer [][]Vote
		for _, s := range out {
			for _, v := range []Vote{"", Agree, Against} {
				longer = append(longer, append(slices.Clone(s), v))
			}
		}
		out = longer
	}
	return out
}

func checkRule(t *testing.T, c Countersign, final []Vote) {
	t.Helper()
	end := c.Tally(final, true)
	agree := 0
	for _, v := range final {
		if v == Agree || v == "" && c.Silence == Agree {
			agree++
		}
	}
	want := Failed
	if agree >= c.Needed() {
		want = Passed
	}
	if end != want {
		t.Fatalf("%+v %v：期满 %q，数出来 %q", c, final, end, want)
	}
	so := make([]Vote, len(final)) // the votes come in one after the other
	for i, v := range final {
		so[i] = v
		if early := c.Tally(so, false); early != Undecided && early != end {
			t.Fatalf("%+v %v：先说 %q，后说 %q", c, so, early, end)
		}
	}
}

// model is an application whose steps end by chance: what the room does, without
// a database.
type model struct {
	nodes  []node
	rounds []int
}

func (m *model) advance() {
	for i, s := range follow(m.nodes) {
		m.nodes[i].state = s
	}
}

// choices are all acts that may happen now, each as a new model.
func (m *model) choices() (out []model) {
	with := func(i int, s flow.State) {
		next := model{slices.Clone(m.nodes), slices.Clone(m.rounds)}
		next.nodes[i].state = s
		next.advance()
		out = append(out, next)
	}
	for i, n := range m.nodes {
		switch n.state {
		case StepReady:
			with(i, StepRunning)
			with(i, StepDropped)
		case StepRunning:
			with(i, StepDone)
			with(i, StepWithdrawn)
			with(i, ended(n.onNo, m.rounds[i], StepRefused))
			with(i, ended(n.onNo, m.rounds[i], StepEnded))
		case StepBack:
			with(i, StepRefused)
			next := model{slices.Clone(m.nodes), slices.Clone(m.rounds)}
			next.nodes[i].state = StepReady
			next.rounds[i]++
			next.advance()
			out = append(out, next)
		}
	}
	return out
}

func (m *model) over() bool {
	for _, n := range m.nodes {
		if over, _ := came(n.state); !over {
			return false
		}
	}
	return true
}

func (m *model) key() string { return fmt.Sprint(m.states(), m.rounds) }

func (m *model) states() (out []flow.State) {
	for _, n := range m.nodes {
		out = append(out, n.state)
	}
	return out
}

// explore visits every state that can be reached: in each that is not over
// somebody can act, and no state comes back to itself, so that every run ends.
func explore(t *testing.T, m model, seen map[string]bool, on map[string]bool) {
	t.Helper()
	key := m.key()
	if on[key] {
		t.Fatalf("绕回了 %s", key)
	}
	if seen[key] {
		return
	}
	seen[key], on[key] = true, true
	defer delete(on, key)
	for i, n := range m.nodes {
		if n.state == StepRunning && !allOver(m.states(), n.after) {
			t.Fatalf("第 %d 步在前面的办完以前就开始了：%s", i, key)
		}
		if n.state == StepRunning && anyFruitless(m.states(), n.needs) {
			t.Fatalf("第 %d 步没有要用的结果就开始了：%s", i, key)
		}
	}
	next := m.choices()
	if len(next) == 0 && !m.over() {
		t.Fatalf("死路：%s %+v", key, m.nodes)
	}
	if m.over() && len(next) > 0 {
		t.Fatalf("已经办完还能再动：%s", key)
	}
	for _, n := range next {
		explore(t, n, seen, on)
	}
}

// Test顺序没有死路 walks every order of up to three steps with every rule for a
// "no", and random ones of four, through all that can happen.
func Test顺序没有死路(t *testing.T) {
	t.Parallel()
	states, orders := 0, 0
	visit := func(nodes []node) {
		m := model{nodes, make([]int, len(nodes))}
		for i := range m.rounds {
			m.rounds[i], m.nodes[i].state = 1, StepWaiting
		}
		m.advance()
		seen := map[string]bool{}
		explore(t, m, seen, map[string]bool{})
		states += len(seen)
		orders++
	}
	for n := 1; n <= 3; n++ {
		everyOrder(n, visit)
	}
	r := rand.New(rand.NewPCG(7, 9))
	for range 60 {
		visit(randomOrder(r, 4))
	}
	t.Logf("%d 种顺序，%d 个状态", orders, states)
}

var everyOnNo = []OnNo{Continue, Stop, SendBack}

// everyOrder makes every order of n steps: between any two none, a plain or a
// needed forerunner; for each step every rule.
func everyOrder(n int, visit func([]node)) {
	for edges := range pow(3, n*(n-1)/2) {
		for rules := range pow(3, n) {
			visit(orderOf(n, edges, rules))
		}
	}
}

// orderOf reads the edges and rules as digits to the base of three.
func orderOf(n, edges, rules int) []node {
	nodes := make([]node, n)
	for i := range nodes {
		nodes[i].onNo = everyOnNo[rules%3]
		rules /= 3
		for j := range i {
			if edges%3 > 0 {
				nodes[i].after = append(nodes[i].after, j)
			}
			if edges%3 == 2 {
				nodes[i].needs = append(nodes[i].needs, j)
			}
			edges /= 3
		}
	}
	return nodes
}

func pow(b, n int) int {
	out := 1
	for range n {
		out *= b
	}
	return out
}

func randomOrder(r *rand.Rand, n int) []node {
	nodes := make([]node, n)
	for i := range nodes {
		nodes[i].onNo = everyOnNo[r.IntN(3)]
		for j := range i {
			if r.IntN(2) == 0 {
				nodes[i].after = append(nodes[i].after, j)
				if r.IntN(2) == 0 {
					nodes[i].needs = append(nodes[i].needs, j)
				}
			}
		}
	}
	return nodes
}

func Test顺序说两遍不变(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	all := []flow.State{StepWaiting, StepReady, StepRunning, StepBack, StepDone, StepRefused, StepEnded, StepWithdrawn, StepDropped}
	for range 5000 {
		nodes := randomOrder(r, 5)
		for i := range nodes {
			nodes[i].state = all[r.IntN(len(all))]
		}
		once := follow(nodes)
		for i, s := range once {
			nodes[i].state = s
		}
		if twice := follow(nodes); !slices.Equal(once, twice) {
			t.Fatalf("%v 再说一遍成了 %v", once, twice)
		}
	}
}

func Test先决步骤补齐与绕圈(t *testing.T) {
	t.Parallel()
	opt := func(code string, after ...string) Step { return Step{Code: code, After: after, Optional: true} }
	steps := []Step{opt("1"), opt("2", "1"), opt("3"), opt("4", "2", "3"), {Code: "5", Optional: true, Follows: []string{"1"}}}
	in, added := taken(steps, []string{"4", "5"})
	if len(in) != 5 || added["2"] != "4" || added["1"] != "2" || added["3"] != "4" || added["4"] != "" {
		t.Fatalf("%v %v", in, added)
	}
	in, added = taken(steps, []string{"5"})
	if len(in) != 1 || len(added) != 0 {
		t.Fatalf("只排先后的不补：%v %v", in, added)
	}
	sorted, circle := inOrder(steps, map[string]bool{"4": true, "3": true, "2": true, "1": true})
	if circle != nil || sorted[0].Code != "1" || sorted[3].Code != "4" {
		t.Fatalf("%v %v", sorted, circle)
	}
	steps[0].After = []string{"4"}
	if _, circle = inOrder(steps, map[string]bool{"4": true, "3": true, "2": true, "1": true}); !slices.Equal(circle, []string{"1", "2", "4", "1"}) {
		t.Fatalf("绕圈 %v", circle)
	}
}

func Test步骤的写法读得回来(t *testing.T) {
	t.Parallel()
	text := "1|430922-scjg-02|停止；2|430922-scjg-05|先 1|后于 3|可选|退回；3|会签 联合审查|先 1|继续|单位 a、b、c|规则 比例 2/3|期限 3|期满不同意"
	steps, err := ParseSteps(text)
	if err != nil {
		t.Fatal(err)
	}
	if again := WriteSteps(steps, "；"); again != text {
		t.Fatalf("写回来是 %s", again)
	}
	for _, bad := range []string{"1", "1|a|先", "1|a|随便", "1|会签 x|期限 三", "1|会签 x|规则 比例 二"} {
		if _, err := ParseSteps(bad); !stepsUnread.Is(err) {
			t.Errorf("%s：%v", bad, err)
		}
	}
}
