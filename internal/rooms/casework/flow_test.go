package casework

import "testing"

func TestTableIsSound(t *testing.T) {
	t.Parallel()
	if err := Flow.Validate(); err != nil {
		t.Fatal(err)
	}
}
