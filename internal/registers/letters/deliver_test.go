package letters_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func TestDeliver_每种方式缺什么说什么(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		l := b.issued(b.acceptance())
		for method, want := range map[letters.Method][]string{
			letters.Direct: {"recipient"}, letters.Left: {"place", "refusal_reason", "witness"}, letters.Mail: {"mail_number"},
			letters.Entrusted: {"agent"}, letters.Notice: {"place", "reason"}, "pigeon": {"method"},
		} {
			err := s.Write(context.Background(), func(tx *store.Tx) error {
				_, err := letters.Deliver(tx, clerk, l.ID, letters.Delivery{Method: method})
				return err
			})
			f, ok := fault.Of(err)
			if !ok {
				t.Errorf("%s: %v", method, err)
				continue
			}
			var got []string
			for _, field := range f.Fields {
				got = append(got, field.Name)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", method, diff)
			}
		}
		for what, d := range map[string]letters.Delivery{
			"before the letter": {Method: letters.Direct, Recipient: "李", SentOn: day("2020-06-05")},
			"tomorrow":          {Method: letters.Direct, Recipient: "李", SentOn: day("2020-06-09")},
			"arrives first":     {Method: letters.Direct, Recipient: "李", SentOn: day("2020-06-08"), ArrivedOn: dayp("2020-06-07")},
			"arrives tomorrow":  {Method: letters.Direct, Recipient: "李", ArrivedOn: dayp("2020-06-09")},
		} {
			if err := s.Write(context.Background(), func(tx *store.Tx) error {
				_, err := letters.Deliver(tx, clerk, l.ID, d)
				return err
			}); !fault.FormInvalid.Is(err) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestDeliver_直接送达一次为止_补录有标记(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		b := setup(t, s)
		l := b.issued(b.acceptance())
		clock.Set(day("2020-06-10").Start())
		direct := func(tx *store.Tx) error {
			out, err := letters.Deliver(tx, clerk, l.ID, letters.Delivery{Method: letters.Direct, Recipient: "李青山", Relation: "法定代表人", SentOn: day("2020-06-09")})
			if err == nil && (!out.Late || *out.ArrivedOn != day("2020-06-09") || out.RecipientMask != "李某某" || out.ReviewLast != nil) {
				t.Errorf("%+v", out)
			}
			return err
		}
		b.write(direct)
		b.refused(letters.Served, direct)
		b.read(func(tx *store.Tx) error {
			all, err := letters.Deliveries(tx, l.ID)
			if len(all) != 1 {
				t.Fatalf("%d deliveries", len(all))
			}
			image, _, _, err2 := tx.RowImage("letters_delivery", all[0].ID)
			if strings.Contains(image, "李青山") || err2 != nil {
				t.Error("the row shows the recipient", err2)
			}
			return err
		})
		void := b.issued(b.acceptance())
		b.write(func(tx *store.Tx) error {
			_, err := letters.Void(tx, approver, void.ID, "内容有误")
			return err
		})
		b.refused(letters.IsVoid, func(tx *store.Tx) error {
			_, err := letters.Deliver(tx, clerk, void.ID, letters.Delivery{Method: letters.Direct, Recipient: "李青山"})
			return err
		})
	})
}

func TestDeliver_邮寄以回执日期为准(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		b := setup(t, s)
		l := b.issued(b.filled(letters.Refusal))
		var sent letters.Delivered
		b.write(func(tx *store.Tx) (err error) {
			sent, err = letters.Deliver(tx, clerk, l.ID, letters.Delivery{Method: letters.Mail, MailNumber: "EM123456789CN"})
			return err
		})
		if sent.ArrivedOn != nil || sent.ReviewLast != nil {
			t.Errorf("%+v", sent)
		}
		clock.Set(day("2020-06-12").Start())
		arrive := func(on, who string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := letters.Arrive(tx, clerk, sent.ID, day(on), who, "收发室")
				return err
			}
		}
		b.refused(fault.FormInvalid, arrive("2020-06-11", ""))
		b.refused(fault.FormInvalid, arrive("2020-06-13", "张三"))
		b.refused(fault.FormInvalid, arrive("2020-06-07", "张三"))
		b.write(arrive("2020-06-11", "张三"))
		b.refused(letters.ArrivedAlready, arrive("2020-06-11", "张三"))
		b.read(func(tx *store.Tx) error {
			all, err := letters.Deliveries(tx, l.ID)
			got := all[0]
			if *got.ArrivedOn != day("2020-06-11") || *got.ReviewLast != day("2020-08-10") || *got.SuitLast != day("2020-12-11") || !got.Late {
				t.Errorf("%+v", got)
			}
			return err
		})
	})
}

func TestDeliver_电子送达要先同意_首次打开有记录(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		b := setup(t, s)
		l := b.issued(b.acceptance())
		owner := flow.Actor{Account: "a-li", Roles: []flow.Role{identity.Applicant}, Party: b.firm}
		other := flow.Actor{Account: "a-x", Roles: []flow.Role{identity.Applicant}, Party: b.person}
		send := func(tx *store.Tx) error {
			_, err := letters.Deliver(tx, clerk, l.ID, letters.Delivery{Method: letters.Electronic})
			return err
		}
		b.refused(letters.NotAgreed, send)
		b.refused(letters.NotYours, func(tx *store.Tx) error {
			return letters.AgreeElectronic(tx, other, b.firm, "case-1", "13800000000")
		})
		b.write(func(tx *store.Tx) error { return letters.AgreeElectronic(tx, owner, b.firm, "case-2", "13800000000") })
		b.refused(letters.NotAgreed, send) // consent to another case does not count
		b.write(func(tx *store.Tx) error { return letters.AgreeElectronic(tx, owner, b.firm, "case-1", "13800000000") })
		b.write(send)
		clock.Advance(60_000_000_000)
		open := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := letters.Open(tx, by, l.ID)
				return err
			}
		}
		b.write(open(clerk))
		b.refused(letters.NotYours, open(other))
		var first letters.Delivered
		b.write(open(owner))
		b.write(open(owner))
		b.read(func(tx *store.Tx) error {
			all, err := letters.Deliveries(tx, l.ID)
			first = all[0]
			if first.OpenedAt == nil || *first.OpenedAt < first.At || first.Version != 2 {
				t.Errorf("%+v", first)
			}
			return err
		})
		var proof letters.Letter
		b.write(func(tx *store.Tx) (err error) {
			proof, err = letters.Proof(tx, clerk, first.ID, "桃自然资送", letters.Draft{Contact: "王芳", ContactPhone: "0737-0000000"})
			return err
		})
		doc := b.opened(proof.ID)
		rows := map[string]string{}
		for _, row := range doc.Blocks[0].Rows {
			rows[row[0]] = row[1]
		}
		if doc.Number != "桃自然资送〔2020〕1号" || !strings.Contains(rows["送达方式"], "☑电子") || rows["送达地点"] != "13800000000" ||
			rows["到达日期"] != "2020年6月8日" || rows["首次打开"] == "—" || rows["文书名称和文号"] != "《受理通知书》"+l.Number {
			t.Errorf("%v", rows)
		}
	})
}

func TestDeliver_公告期按当时的法律(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		b := setup(t, s)
		for _, c := range []struct{ on, served string }{{"2020-06-08", "2020-08-07"}, {"2021-12-31", "2022-03-01"}, {"2022-01-04", "2022-02-03"}} {
			if day(c.on) > clock.Now().Day() {
				clock.Set(day(c.on).Start())
			}
			l := b.issued(b.acceptance())
			b.write(func(tx *store.Tx) error {
				out, err := letters.Deliver(tx, clerk, l.ID, letters.Delivery{Method: letters.Notice, Place: "县政府网站", Reason: "下落不明"})
				if err == nil && *out.ArrivedOn != day(c.served) {
					t.Errorf("%s: served on %s", c.on, *out.ArrivedOn)
				}
				return err
			})
		}
	})
}
