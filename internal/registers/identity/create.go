package identity

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// NewAccount is what is stated of a staff account.
type NewAccount struct {
	Login, StaffID, Name, Unit, Window string
	Roles                              []flow.Role // asked for; the safety administrator grants them
	Areas                              []string
	Mobile                             string
}

// Invitation is a one-time activation code, shown once.
type Invitation struct {
	Account string // id
	Login   string
	Code    string // grouped for reading out
	Until   calendar.Instant
}

// Create makes an invited account for a person of a unit and its activation
// code. The roles become a request that waits for the safety administrator: the
// system administrator makes accounts but grants nothing (三员分立).
func Create(tx *store.Tx, by flow.Actor, in NewAccount) (Account, Invitation, error) {
	if err := may(by, bySystemAdmin...); err != nil {
		return Account{}, Invitation{}, err
	}
	a, err := enter(tx, by, in, Invited, nil)
	if err != nil {
		return Account{}, Invitation{}, err
	}
	invitation, err := invite(tx, a)
	if err != nil {
		return Account{}, Invitation{}, err
	}
	if len(in.Roles) > 0 {
		if _, err := ask(tx, by, a, in.Roles, "开通账号"); err != nil {
			return Account{}, Invitation{}, err
		}
	}
	return a, invitation, nil
}

// enter checks the input and stores account and secret. The roles are the
// caller's decision, not the input's.
func enter(tx *store.Tx, by flow.Actor, in NewAccount, state flow.State, roles []flow.Role) (Account, error) {
	a := Account{State: state, Roles: roles}
	err := complete(tx, by, &a, in)
	return a, err
}

// complete fills in what every new account has.
func complete(tx *store.Tx, by flow.Actor, a *Account, in NewAccount) error {
	a.County, a.ID, a.Version, a.CreatedAt = tx.County(), tx.NewID(), 1, tx.Now()
	a.Login, a.Unit, a.Window = tidyLogin(in.Login), fold.Compact(in.Unit), fold.Compact(in.Window)
	a.Name, _ = zh.Normalise(in.Name)
	p := new(fault.Problems)
	checkLogin(p, in.Login)
	other, taken, err := accountByLogin.Find(tx, tx.County(), a.Login)
	if err != nil {
		return err
	}
	if taken {
		p.Add("login", "账号 %s 已被使用（%s），用过的账号不再发给别人，请换一个", a.Login, Flow.Staff(other.State))
	}
	if err := describe(tx, p, a, in); err != nil {
		return err
	}
	if !RolesCompatible(in.Roles) {
		p.Add("roles", "%s", RolesClash.New(nil).Sentence())
	}
	if err := p.Err(); err != nil {
		return err
	}
	return storeAccount(tx, by, *a, "account.create")
}

func storeAccount(tx *store.Tx, by flow.Actor, a Account, kind string) error {
	if a.Roles == nil {
		a.Roles = []flow.Role{}
	}
	if a.Areas == nil {
		a.Areas = []string{}
	}
	if err := insertAccount.One(tx, a); err != nil {
		return fmt.Errorf("account %s: %w", a.ID, err)
	}
	err := insertSecret.One(tx, secret{County: a.County, ID: a.ID, SetAt: tx.Now(), Past: []Hash{}, UsedAt: tx.Now()})
	if err != nil {
		return err
	}
	return recordAccount(tx, by, kind, a, "")
}

var loginShape = regexp.MustCompile(`^[a-z][a-z0-9._-]{2,31}$`)

func checkLogin(p *fault.Problems, typed string) {
	if !loginShape.MatchString(tidyLogin(typed)) {
		p.Add("login", "账号“%s”应以字母开头，共 3 至 32 位字母、数字、点或横线，请改正", typed)
	}
}

// describe reads what can be amended later too: name, staff id, place, areas,
// mobile.
func describe(tx *store.Tx, p *fault.Problems, a *Account, in NewAccount) error {
	if n := len([]rune(a.Name)); n < 2 || n > 40 {
		p.Add("name", "姓名“%s”应为 2 至 40 个字，请照身份证填写", a.Name)
	}
	if staff := fold.Compact(in.StaffID); staff != "" {
		a.StaffID = &staff
		other, taken, err := accountByStaff.Find(tx, tx.County(), staff)
		if err != nil {
			return err
		}
		if taken && other.ID != a.ID {
			p.Add("staff_id", "工号 %s 已有账号 %s，一人只用一个账号，请核对工号", staff, other.Login)
		}
	}
	a.Areas = []string{}
	for _, area := range in.Areas {
		code, err := ids.ParseAreaCode(area)
		p.Check("areas", err)
		a.Areas = append(a.Areas, string(code))
	}
	if err := place(tx, p, a); err != nil {
		return err
	}
	if strings.TrimSpace(in.Mobile) == "" {
		return nil
	}
	mobile, err := ids.ParseMobile(in.Mobile)
	if err != nil {
		p.Check("mobile", err)
		return nil
	}
	a.Mobile, err = tx.Seal(sealSubject(a.ID), string(mobile))
	return err
}

// place checks unit and window. Only an applicant of the demonstration comes here
// without a unit.
func place(tx *store.Tx, p *fault.Problems, a *Account) error {
	if a.Demo && a.Unit == "" && a.has(Applicant) && len(a.Roles) == 1 {
		return nil
	}
	unit, err := org.ByCode(tx, a.Unit)
	switch {
	case store.NoRow.Is(err):
		p.Add("unit", "单位编码“%s”没有登记或已停用，请从机构名录里选", a.Unit)
	case err != nil:
		return err
	case unit.External:
		p.Add("unit", "“%s”是外来机构，不能开账号；要开账号请先在机构名录里登记它", unit.Name)
	}
	if a.Window == "" {
		return nil
	}
	if _, err := org.WindowByCode(tx, a.Window); store.NoRow.Is(err) {
		p.Add("window", "窗口编码“%s”没有登记，请从窗口名录里选", a.Window)
	} else if err != nil {
		return err
	}
	return nil
}

const (
	codeLength = 24 // 120 bits: as good as a key, so a plain hash may keep it
	codeLife   = 24 * time.Hour
)

// invite makes an activation code; one given out earlier stops being valid.
func invite(tx *store.Tx, a Account) (Invitation, error) {
	code, err := ids.NewCode(randomOf{tx}, codeLength)
	if err != nil {
		return Invitation{}, err
	}
	if _, err := dropCodes.Run(tx, tx.County(), a.ID); err != nil {
		return Invitation{}, err
	}
	until := tx.Now() + ms(codeLife)
	err = insertCode.One(tx, codeRow{County: tx.County(), ID: tx.NewID(), AccountID: a.ID,
		Digest: digestOf(string(code)), ExpiresAt: until})
	return Invitation{Account: a.ID, Login: a.Login, Code: code.Grouped(), Until: until}, err
}

// randomOf reads the transaction's source of randomness.
type randomOf struct{ tx *store.Tx }

func (r randomOf) Read(b []byte) (int, error) { return copy(b, r.tx.Random(len(b))), nil }

// Invite gives a person a new activation code: the first one ran out, or the
// password was forgotten. Nobody learns or chooses the password itself.
func Invite(tx *store.Tx, by flow.Actor, id string) (Invitation, error) {
	a, err := ByID(tx, id)
	if err != nil {
		return Invitation{}, err
	}
	if err := mayOther(by, a, issuers(a)...); err != nil {
		return Invitation{}, err
	}
	if a.State != Invited && a.State != Active {
		return Invitation{}, ended(a)
	}
	invitation, err := invite(tx, a)
	if err != nil {
		return Invitation{}, err
	}
	_, err = journal.Record(tx, by, "account.invite", a.ID, nil)
	return invitation, err
}
