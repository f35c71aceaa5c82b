package fold

import "testing"

func TestFold(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{"ＡＺ～！　￥，": "AZ~! ¥,", "、。「」桃江": "、。「」桃江", "": ""} {
		if got := ASCII(s); got != want {
			t.Errorf("ASCII(%q) = %q, want %q", s, got, want)
		}
	}
	if got := Compact(" １\u200b２\t３\u00a0\ufeff4\n"); got != "1234" {
		t.Errorf("Compact = %q", got)
	}
	for _, r := range "-－—–−" {
		if !IsDash(r) {
			t.Errorf("%q is no dash", r)
		}
	}
	for _, r := range "一a " {
		if IsDash(r) || r != ' ' && IsInvisible(r) {
			t.Errorf("%q is taken for a dash or for nothing", r)
		}
	}
}
