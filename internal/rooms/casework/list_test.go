package casework

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

func Test办件列表先到期的在前且翻页不漏不重(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		draft := c.filed("plan-permit")
		late := c.inReview("plan-permit")
		oldest, newest := c.submitted("plan-permit"), c.submitted("plan-permit")
		left := c.submitted("plan-permit")
		gone := c.do(func(tx *store.Tx) (Case, error) { return Withdraw(tx, clerk, left.ID, 0, "不办了") })
		c.at("2020-06-09T09:00:00+08:00")
		next := c.submitted("plan-permit")

		want := []string{newest.ID, oldest.ID, next.ID, late.ID, gone.ID, draft.ID}
		neighbour := withWindow(flow.Actor{Account: "n", Unit: "other", Roles: []flow.Role{identity.Clerk}})
		for _, by := range []flow.Actor{clerk, reviewer, neighbour, office, c.owner} {
			for _, limit := range []int{1, 2, 5, 50} {
				if diff := cmp.Diff(want, c.pages(by, Find{Limit: limit})); diff != "" {
					t.Errorf("%s, %d a page: %s", by.Account, limit, diff)
				}
			}
			some := Find{States: []flow.State{Draft, InReview, Submitted}, Limit: 2}
			if diff := cmp.Diff([]string{newest.ID, oldest.ID, next.ID, late.ID, draft.ID}, c.pages(by, some)); diff != "" {
				t.Errorf("%s, some states: %s", by.Account, diff)
			}
			c.act(func(tx *store.Tx) error {
				n, err := Count(tx, by, some)
				if n != 5 {
					t.Errorf("%s counts %d", by.Account, n)
				}
				return err
			})
		}
		c.refused(notFound, func(tx *store.Tx) error {
			_, err := List(tx, stranger, Find{After: late.ID})
			return err
		})
	})
}

// pages reads a list page by page.
func (c *county) pages(by flow.Actor, f Find) (out []string) {
	c.t.Helper()
	for {
		var page []Case
		c.act(func(tx *store.Tx) (err error) {
			page, err = List(tx, by, f)
			return err
		})
		for _, k := range page {
			out = append(out, k.ID)
			f.After = k.ID
		}
		if len(page) < f.Limit || len(out) > 100 {
			return out
		}
	}
}
