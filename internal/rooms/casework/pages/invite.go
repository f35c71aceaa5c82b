package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// invite is what another room offers the person the case is about.
type invite struct {
	manifest.Invite
	Form         *kit.Form
	Number, Code string // of who came without signing in
}

// invites asks the rooms in the name of by: the applicant, or the system for
// whoever has shown number and code.
func (s site) invites(tx *store.Tx, c *kit.Ctx, by flow.Actor, caseID string) ([]invite, error) {
	var out []invite
	for _, o := range s.offers {
		made, ok, err := o.For(tx, by, caseID)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, invite{Invite: made, Form: c.Form()})
		}
	}
	return out, nil
}
