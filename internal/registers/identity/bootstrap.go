package identity

import (
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// FirstAdmin is one of the three administrators of the first start.
type FirstAdmin struct {
	Role                       flow.Role
	Login, Name, StaffID, Unit string
}

// Bootstrap makes the first three administrators (首次开通) and returns their
// activation codes, which the command prints once. It refuses a store that has
// an administrator, anything but one of each kind, and staff ids that are not
// three: they must be three people.
func Bootstrap(tx *store.Tx, first []FirstAdmin) ([]Invitation, error) {
	if err := mayStart(tx, first); err != nil {
		return nil, err
	}
	by := flow.System("identity.bootstrap")
	var out []Invitation
	for _, f := range first {
		a, err := enter(tx, by, NewAccount{Login: f.Login, Name: f.Name, StaffID: f.StaffID, Unit: f.Unit},
			Invited, []flow.Role{f.Role})
		if err != nil {
			return nil, err
		}
		invitation, err := invite(tx, a)
		if err != nil {
			return nil, err
		}
		out = append(out, invitation)
	}
	return out, nil
}

func mayStart(tx *store.Tx, first []FirstAdmin) error {
	for _, role := range Admins() {
		count, err := holdersOf.One(tx, tx.County(), roleLike(role))
		if err != nil {
			return err
		}
		if count.N > 0 {
			return AlreadyStarted.New(nil)
		}
	}
	var p fault.Problems
	var roles []flow.Role
	var staff []string
	for _, f := range first {
		roles = append(roles, f.Role)
		if f.StaffID == "" || slices.Contains(staff, f.StaffID) {
			p.Add("staff_id", "三位管理员要三个不同的工号，“%s”的工号 %s 空缺或重复，请改正", f.Name, f.StaffID)
		}
		staff = append(staff, f.StaffID)
	}
	for _, role := range Admins() {
		if len(first) != len(Admins()) || !slices.Contains(roles, role) {
			p.Add("role", "首次开通要系统、安全、审计管理员各一位，缺%s，请补上", flow.RoleName(role))
		}
	}
	return p.Err()
}
