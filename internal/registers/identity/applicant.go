package identity

import (
	"context"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/store"
)

// RegisterInput is what an applicant states.
type RegisterInput struct {
	Mobile, Name, Password    string
	Address, Channel, Request string
}

// Register makes an applicant's account. The mobile number is the login; it is
// stored sealed, and for signing in as a keyed digest. That the number is the
// applicant's own is proved by whoever sends the code to it, before this.
func Register(ctx context.Context, s *store.Store, in RegisterInput) (Account, error) {
	var p fault.Problems
	mobile, err := ids.ParseMobile(in.Mobile)
	p.Check("mobile", err)
	name, _ := zh.Normalise(in.Name)
	if n := len([]rune(name)); n < 2 || n > 40 {
		p.Add("name", "姓名应为 2 至 40 个字，请照身份证填写")
	}
	addAll(&p, publicProfile.judge(in.Password, nil))
	if err := p.Err(); err != nil {
		return Account{}, err
	}
	hash, err := NewHash(ctx, s, in.Password)
	if err != nil {
		return Account{}, err
	}
	var a Account
	err = s.Write(ctx, func(tx *store.Tx) (err error) {
		a, err = register(tx, in, mobile, name, hash)
		return err
	})
	return a, err
}

// addAll carries field problems over into one answer.
func addAll(p *fault.Problems, err error) {
	if f, ok := fault.Of(err); ok {
		for _, field := range f.Fields {
			p.Add(field.Name, "%s", field.Sentence)
		}
	}
}

func register(tx *store.Tx, in RegisterInput, mobile ids.Mobile, name string, hash Hash) (Account, error) {
	now := tx.Now()
	a := Account{County: tx.County(), ID: tx.NewID(), Version: 1, Login: mobileLogin(tx, mobile),
		Name: ids.MaskName(name), Roles: []flow.Role{Applicant}, State: Active, CreatedAt: now, ActivatedAt: &now}
	_, taken, err := accountByLogin.Find(tx, tx.County(), a.Login)
	if err != nil {
		return Account{}, err
	}
	if taken {
		var p fault.Problems
		p.Add("mobile", "这个手机号不能再注册，请直接登录；号码换过主人的，请带身份证到窗口办理")
		return Account{}, p.Err()
	}
	if a.Mobile, err = tx.Seal(sealSubject(a.ID), string(mobile)); err != nil {
		return Account{}, err
	}
	if a.FullName, err = tx.Seal(sealSubject(a.ID), name); err != nil {
		return Account{}, err
	}
	by := actorOf(a, in.Channel, in.Address)
	by.Request = in.Request
	if err := storeAccount(tx, by, a, "account.register"); err != nil {
		return Account{}, err
	}
	return a, setPassword.One(tx, hash, now, []Hash{}, tx.County(), a.ID, now)
}

// BindParty says for whom an applicant acts; nil ends it. The party register has
// checked the right to; a window clerk, or that register in the system's name,
// calls this.
func BindParty(tx *store.Tx, by flow.Actor, account string, party *string) (Account, error) {
	a, err := ByID(tx, account)
	if err != nil {
		return Account{}, err
	}
	if err := may(by, Clerk, Coordinator, flow.RoleSystem); err != nil {
		return Account{}, err
	}
	if a.Staff() || a.State != Active {
		return Account{}, NotApplicant.New(nil)
	}
	a.Party = party
	if err := save(tx, &a); err != nil {
		return Account{}, err
	}
	return a, recordAccount(tx, by, "account.bind_party", a, "")
}

// ByParty lists the accounts that act for a party.
func ByParty(tx *store.Tx, party string) ([]Account, error) {
	w := new(store.Where).And("county = ?", tx.County()).And("party = ?", party)
	return accounts.Page(tx, w, "id", 1000)
}
