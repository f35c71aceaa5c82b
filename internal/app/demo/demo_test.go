package demo_test

import (
	"context"
	"testing"
	"time"

	"yingshang/internal/app"
	"yingshang/internal/store"
)

func Test演示县装得进去(t *testing.T) {
	t.Parallel()
	clock := store.NewSetClock(0)
	s, err := store.Open(context.Background(), store.Config{Dir: t.TempDir(), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	began := time.Now()
	if err := app.LoadDemo(context.Background(), s, clock); err != nil {
		t.Fatal(err)
	}
	t.Logf("装载用了 %s", time.Since(began))
}
