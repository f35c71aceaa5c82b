package casework

import (
	"fmt"
	"strings"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// Somebody's data from filing to service: nothing of it may be readable in any
// column of any table (个人信息保护法 art. 51).
func Test个人信息_数据库里没有一处是明文(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		const name, number, mobile, address, recipient = "欧阳测试", "11010519491231002X", "13900001234", "桃花江镇桃花路九号", "司马签收"
		var person string
		c.act(func(tx *store.Tx) error {
			p, err := party.Register(tx, clerk, party.Draft{Kind: party.Person, Name: name, CitizenID: number, Mobile: mobile, Address: address})
			person = p.ID
			return err
		})
		k := c.proposed("plan-permit", func(f *Filing) { f.Party, f.Mobile = person, mobile })
		c.do(func(tx *store.Tx) (Case, error) {
			return Refuse(tx, approver, k.ID, 0, Verdict{Reasons: "退界不足"})
		})
		c.do(func(tx *store.Tx) (Case, error) {
			d := handedOver(tx)
			d.Recipient = recipient
			return Deliver(tx, clerk, k.ID, 0, d)
		})
		owner := flow.Actor{Account: "owner", Party: person, Roles: []flow.Role{identity.Applicant}}
		c.act(func(tx *store.Tx) error {
			got, err := party.Reveal(tx, owner, person, party.FieldMobile, "")
			if err == nil && got != mobile {
				t.Errorf("the person reads %q", got)
			}
			return err
		})
		cells := 0
		everyCell(t, c.s, func(where, text string) {
			cells++
			for _, secret := range []string{name, number, mobile, address, recipient} {
				if strings.Contains(text, secret) {
					t.Errorf("%s holds %q in clear", where, secret)
				}
			}
		})
		if cells < 1000 {
			t.Fatalf("only %d cells were looked at", cells)
		}
		separatelySealed(t, c.s, person)
	})
}

// everyCell reads the database behind the house's back.
func everyCell(t *testing.T, s *store.Store, look func(where, text string)) {
	t.Helper()
	var tables []string
	if err := s.Read(t.Context(), func(tx *store.Tx) (err error) {
		tables, err = tx.Tables()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	db := storetest.Raw(t, s)
	for _, table := range tables {
		rows, err := db.Query("SELECT * FROM " + table)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		cells := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			for i, cell := range cells {
				if raw, ok := cell.([]byte); ok {
					cell = string(raw)
				}
				look(table+"."+columns[i], fmt.Sprint(cell))
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		_ = rows.Close() // read to its end
	}
}

// separatelySealed wants one ciphertext for each field of a party, no two alike.
func separatelySealed(t *testing.T, s *store.Store, id string) {
	t.Helper()
	rows, err := storetest.Raw(t, s).Query("SELECT field, sealed FROM party_sealed WHERE party_id = $1", id)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	seen := map[string]string{}
	for rows.Next() {
		var field string
		var sealed []byte
		if err := rows.Scan(&field, &sealed); err != nil {
			t.Fatal(err)
		}
		if other, twice := seen[string(sealed)]; twice || len(sealed) == 0 {
			t.Errorf("%s is sealed like %q", field, other)
		}
		seen[string(sealed)] = field
	}
	if err := rows.Err(); err != nil || len(seen) != 4 {
		t.Errorf("%d sealed fields, not 4: %v", len(seen), err)
	}
}

func Test草稿只给申请人自己看_别处问也一样(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		k := c.filed("plan-permit")
		stranger2 := flow.Actor{Account: "x", Party: "other", Roles: []flow.Role{identity.Applicant}}
		seen := func(by flow.Actor) (ok bool) {
			t.Helper()
			c.act(func(tx *store.Tx) (err error) {
				_, ok, err = caseSource.Seen(tx, by, k.ID)
				if err != nil {
					return err
				}
				list, err := caseSource.OfParty(tx, by, c.party, "", 10)
				if (len(list) == 1) != ok {
					t.Errorf("%s: seen %v, listed %d", by.Account, ok, len(list))
				}
				return err
			})
			return ok
		}
		if seen(reviewer) || !seen(c.owner) || seen(stranger2) {
			t.Error("a draft is seen by others")
		}
		c.do(func(tx *store.Tx) (Case, error) {
			r, err := Submit(tx, clerk, k.ID, 0)
			return r.Case, err
		})
		if !seen(reviewer) || !seen(c.owner) || seen(stranger2) || seen(stranger) {
			t.Error("a case that was handed in is seen by its applicant and its unit, and by nobody else")
		}
	})
}
