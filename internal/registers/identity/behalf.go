package identity

import (
	"strings"

	"yingshang/internal/kernel/flow"
)

// principalMark stands before the party's id in Actor.For when somebody acts
// under a written entrustment (代办), and not by a colleague's delegation.
const principalMark = "party:"

// OnBehalf is the actor acting for a party under its entrustment (代办): with the
// applicant's rights alone and none of the actor's own, and both names in the
// journal. Whoever calls has checked the entrustment.
func OnBehalf(by flow.Actor, party string) flow.Actor {
	by.Roles, by.Party, by.For, by.Window, by.Areas = []flow.Role{Applicant}, party, principalMark+party, "", nil
	return by
}

// PrincipalOf reads the party from Actor.For; ok is false for a delegation
// between colleagues.
func PrincipalOf(actsFor string) (party string, ok bool) {
	return strings.CutPrefix(actsFor, principalMark)
}
