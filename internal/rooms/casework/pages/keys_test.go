package pages_test

import (
	"testing"
	"time"

	"yingshang/internal/kit/kittest"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// maxPresses is how many keys a returning enterprise with all its materials may
// cost the clerk, from the scan to the printed receipt.
const maxPresses = 20

// robot presses keys where the focus is and counts them. What the scanner sends,
// its closing Enter included, is no press of the clerk's.
type robot struct {
	*kittest.Browser
	t       *testing.T
	presses int
}

func (r *robot) scan(text string) { r.Type(text + kittest.Enter) }

// press presses keys one after the other.
func (r *robot) press(keys ...string) {
	for _, key := range keys {
		r.Type(key)
		r.presses++
	}
}

// ctrlEnter is two keys held together, and counts as two.
func (r *robot) ctrlEnter() {
	r.Chord(kittest.Enter, kittest.Ctrl)
	r.presses += 2
}

// until waits for a condition of the page.
func (r *robot) until(what, condition string) {
	r.t.Helper()
	for deadline := time.Now().Add(time.Minute); !kittest.Eval[bool](r.Browser, "document.readyState === 'complete' && ("+condition+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			r.t.Fatalf("%s did not come; the focus is on %s of %s", what,
				kittest.Eval[string](r.Browser, "document.activeElement.outerHTML.slice(0, 200)"), kittest.Eval[string](r.Browser, "location.href"))
		}
	}
}

func Test窗口收件_只用键盘_从扫码到回执不超过二十键(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	h := newHall(t, s)
	clerk := h.clerk()
	r := &robot{Browser: clerk.Browser(), t: t}
	r.Open("/w", 1366, 768)
	r.until("the field for the scan", "document.activeElement.id === 'who'")
	r.scan(credit)
	r.until("the field for the item", "document.activeElement.id === 'q'")
	r.press("j", "s", "g", "c", kittest.Enter)
	r.until("the first question", "document.activeElement.name === 'a.dl'")
	r.press(kittest.ArrowDown, "s")
	r.until("the outcome", "document.querySelector('[name=outcome][value=accept]').checked && document.querySelector('[name=\"a.dl\"][value=b]').checked")
	r.WantNoSideScroll("the window's screen")
	r.WantAccessible("the window's screen")
	r.ctrlEnter()
	r.until("the receipt", "document.body.innerText.includes('查询码')")
	kittest.Eval[bool](r.Browser, "window.print = () => { window.printed = true }, true")
	r.press(kittest.F9)
	r.until("the print", "window.printed === true")
	if r.presses > maxPresses {
		t.Errorf("%d key presses, %d are allowed", r.presses, maxPresses)
	}
	t.Logf("%d key presses", r.presses)

	err := s.Read(t.Context(), func(tx *store.Tx) error {
		list, err := casework.List(tx, machine, casework.Find{Limit: 10})
		if err != nil || len(list) != 1 {
			t.Fatalf("%d cases, %v", len(list), err)
		}
		file, err := casework.Show(tx, machine, list[0].ID)
		if file.Case.State != casework.Accepted || file.Case.Party != h.party || file.Case.Answers["dl"] != "b" || *file.Case.Reception != "A03" {
			t.Errorf("%+v", file.Case)
		}
		for _, m := range file.Materials {
			if m.Standing == casework.Missing {
				t.Errorf("%s was not taken in", m.Name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Chord("n", kittest.Alt)
	r.until("the next person's screen", "location.pathname === '/w'")
}
