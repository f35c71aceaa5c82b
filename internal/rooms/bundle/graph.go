package bundle

import "slices"

// taken closes a choice over its prerequisites (先决步骤): every step that is not
// optional, those picked, and whatever one of them needs. added are the steps
// that nobody picked, each with the step it is needed by.
func taken(steps []Step, picked []string) (in map[string]bool, added map[string]string) {
	in, added = map[string]bool{}, map[string]string{}
	byCode := stepsByCode(steps)
	var add func(code, neededBy string)
	add = func(code, neededBy string) {
		s, known := byCode[code]
		if !known || in[code] {
			return
		}
		in[code] = true
		if neededBy != "" && s.Optional && !slices.Contains(picked, code) {
			added[code] = neededBy
		}
		for _, before := range s.After {
			add(before, code)
		}
	}
	for _, s := range steps {
		if !s.Optional || slices.Contains(picked, s.Code) {
			add(s.Code, "")
		}
	}
	return in, added
}

func stepsByCode(steps []Step) map[string]Step {
	out := make(map[string]Step, len(steps))
	for _, s := range steps {
		out[s.Code] = s
	}
	return out
}

// before lists what a step waits for among those taken.
func (s Step) before(in map[string]bool) []string {
	var out []string
	for _, code := range append(slices.Clone(s.After), s.Follows...) {
		if in[code] && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// inOrder puts the steps taken in an order in which none comes before what it
// waits for; among equals they stay as written. circle names the steps of a
// circle, first and last alike, when there is one.
func inOrder(steps []Step, in map[string]bool) (sorted []Step, circle []string) {
	placed := map[string]bool{}
	for len(sorted) < len(in) {
		n := len(sorted)
		for _, s := range steps {
			if in[s.Code] && !placed[s.Code] && all(s.before(in), placed) {
				placed[s.Code] = true
				sorted = append(sorted, s)
				break
			}
		}
		if len(sorted) == n {
			return nil, circleOf(steps, in, placed)
		}
	}
	return sorted, nil
}

func all(codes []string, of map[string]bool) bool {
	for _, c := range codes {
		if !of[c] {
			return false
		}
	}
	return true
}

// circleOf walks back from a step that cannot be placed until one comes twice.
func circleOf(steps []Step, in, placed map[string]bool) []string {
	byCode := stepsByCode(steps)
	at := ""
	for _, s := range steps {
		if in[s.Code] && !placed[s.Code] {
			at = s.Code
			break
		}
	}
	var walk []string
	for !slices.Contains(walk, at) {
		walk = append(walk, at)
		for _, code := range byCode[at].before(in) {
			if !placed[code] {
				at = code
				break
			}
		}
	}
	walk = append(walk[slices.Index(walk, at):], at)
	slices.Reverse(walk)
	return walk
}

// forerunners are all steps that come before a step, near and far.
func forerunners(sorted []Step, in map[string]bool) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, s := range sorted {
		mine := map[string]bool{}
		for _, code := range s.before(in) {
			mine[code] = true
			for far := range out[code] {
				mine[far] = true
			}
		}
		out[s.Code] = mine
	}
	return out
}

// Depth is how many steps come before each one at the least: steps of one depth
// may run side by side.
func Depth(before map[string][]string, order []string) map[string]int {
	out := map[string]int{}
	for _, code := range order {
		for _, b := range before[code] {
			out[code] = max(out[code], out[b]+1)
		}
	}
	return out
}
