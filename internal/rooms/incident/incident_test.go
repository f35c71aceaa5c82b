package incident

import (
	"testing"
)

// TestProtect tries every short list: what is hidden can never be told from the
// list and its sum.
func TestProtect_总数减不出遮住的数(t *testing.T) {
	t.Parallel()
	const least = 3
	var try func(cells []int64)
	try = func(cells []int64) {
		if len(cells) > 0 {
			look(t, cells, least)
		}
		if len(cells) < 4 {
			for n := range int64(6) {
				try(append(cells[:len(cells):len(cells)], n))
			}
		}
	}
	try(nil)
}

func look(t *testing.T, cells []int64, least int64) {
	t.Helper()
	shown, ok := Protect(cells, least)
	hidden, left, small := 0, int64(0), false
	for n, cell := range shown {
		switch {
		case cell == nil:
			hidden++
			left += cells[n]
		case *cell != cells[n]:
			t.Errorf("%v prints %d for %d", cells, *cell, cells[n])
		case *cell > 0 && *cell < least:
			small = true
		}
	}
	switch {
	case small:
		t.Errorf("%v prints a small number", cells)
	case ok && (hidden == 1 || hidden > 1 && left == 0):
		t.Errorf("%v gives back what it hides: %d hidden that add up to %d", cells, hidden, left)
	case !ok && (len(cells) > 1 || cells[0] == 0):
		t.Errorf("%v tells nothing though it could", cells)
	}
}
