package casework

import (
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

func Test搜索框按编号和企业找办件且不出本单位(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		first, second := c.submitted("plan-permit"), c.submitted("plan-permit")
		c.filed("plan-permit")
		find := func(by flow.Actor, words string, limit int) (out []manifest.Hit) {
			c.act(func(tx *store.Tx) (err error) {
				out, err = findCases(tx, by, words, limit)
				return err
			})
			return out
		}
		begin := first.No()[:8]
		for _, one := range []struct {
			by    flow.Actor
			words string
			limit int
			hits  int
			exact bool
		}{
			{clerk, first.No(), 5, 1, true},
			{clerk, begin, 5, 2, false},
			{clerk, begin, 1, 1, false},
			{clerk, first.No()[:4], 5, 0, false}, // tells too little
			{c.owner, second.No(), 5, 1, true},
			{stranger, first.No(), 5, 0, false},
			{stranger, begin, 5, 0, false},
			{reviewer, "示例", 5, 3, false},
			{reviewer, "示例", 2, 2, false},
			{stranger, "示例", 5, 0, false},
			{flow.Actor{}, first.No(), 5, 0, false},
		} {
			hits := find(one.by, one.words, one.limit)
			if len(hits) != one.hits || one.exact != (len(hits) == 1 && hits[0].Exact) {
				t.Errorf("%s looks for %s: %+v", one.by.Account, one.words, hits)
			}
		}
	})
}
