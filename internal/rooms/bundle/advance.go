package bundle

import "yingshang/internal/kernel/flow"

// node is a step as the order of steps sees it. After and Needs are places in
// the list, each smaller than the node's own.
type node struct {
	state flow.State
	onNo  OnNo
	after []int // wait for their end
	needs []int // of those, whose result is needed
}

// came says how a step's end bears on the others.
func came(s flow.State) (over, fruitless bool) {
	switch s {
	case StepDone:
		return true, false
	case StepRefused, StepEnded, StepWithdrawn, StepDropped:
		return true, true
	}
	return false, false
}

// follow returns what follows for the steps that have not started: the state
// each of them is to have. It is the whole order of a bundle: a step whose
// forerunners are at their end is ready, one whose necessary forerunner came to
// nothing falls away, and after a "no" that stops everything nothing starts.
// Told twice, it changes nothing the second time.
func follow(nodes []node) []flow.State {
	out := make([]flow.State, len(nodes))
	stopped := false
	for i, n := range nodes {
		out[i] = n.state
		stopped = stopped || n.onNo == Stop && (n.state == StepRefused || n.state == StepEnded)
	}
	for i, n := range nodes {
		switch {
		case n.state != StepWaiting && n.state != StepReady:
		case stopped || anyFruitless(out, n.needs):
			out[i] = StepDropped
		case n.state == StepWaiting && allOver(out, n.after):
			out[i] = StepReady
		}
	}
	return out
}

func anyFruitless(states []flow.State, of []int) bool {
	for _, i := range of {
		if _, fruitless := came(states[i]); fruitless {
			return true
		}
	}
	return false
}

func allOver(states []flow.State, of []int) bool {
	for _, i := range of {
		if over, _ := came(states[i]); !over {
			return false
		}
	}
	return true
}

// ended says where a step goes that came to a "no" in its round: back, while it
// may be put forward again, else to the end given.
func ended(onNo OnNo, round int, end flow.State) flow.State {
	if onNo == SendBack && round < mostRounds {
		return StepBack
	}
	return end
}

// nodesOf is the order of an application's steps, which stand in an order in
// which none comes before its forerunners.
func nodesOf(runs []Run) []node {
	place := make(map[string]int, len(runs))
	for i, r := range runs {
		place[r.Code] = i
	}
	places := func(codes []string) []int {
		out := make([]int, len(codes))
		for i, c := range codes {
			out[i] = place[c]
		}
		return out
	}
	out := make([]node, len(runs))
	for i, r := range runs {
		out[i] = node{r.State, r.OnNo, places(r.After), places(r.Needs)}
	}
	return out
}
