package letters_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	clerk    = flow.Actor{Account: "u-wang", Name: "王芳", Roles: []flow.Role{identity.Clerk}, Unit: "zrzy", Channel: "window"}
	approver = flow.Actor{Account: "u-he", Name: "何平", Roles: []flow.Role{identity.Approver}, Unit: "zrzy"}
	stranger = flow.Actor{Account: "u-x", Name: "外人", Roles: []flow.Role{identity.Approver}, Unit: "sgj"}
)

// bench is a store with one enterprise and one person.
type bench struct {
	*testing.T
	s            *store.Store
	firm, person string
}

func setup(t *testing.T, s *store.Store) bench {
	t.Helper()
	b := bench{T: t, s: s}
	b.write(func(tx *store.Tx) error {
		firm, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4DEM002W"})
		if err != nil {
			return err
		}
		person, err := party.Register(tx, clerk, party.Draft{Kind: party.Person, Name: "陈立新", CitizenID: "11010519491231002X"})
		b.firm, b.person = firm.ID, person.ID
		return err
	})
	return b
}

func (b bench) write(fn func(tx *store.Tx) error) {
	b.Helper()
	if err := b.s.Write(context.Background(), fn); err != nil {
		b.Fatal(err)
	}
}

func (b bench) read(fn func(tx *store.Tx) error) {
	b.Helper()
	if err := b.s.Read(context.Background(), fn); err != nil {
		b.Fatal(err)
	}
}

func (b bench) refused(def *fault.Def, fn func(tx *store.Tx) error) {
	b.Helper()
	if err := b.s.Write(context.Background(), fn); !def.Is(err) {
		b.Errorf("want %s, got %v", def.Code, err)
	}
}

// acceptance is a complete draft of 受理通知书.
func (b bench) acceptance() letters.Draft {
	return letters.Draft{Form: letters.Acceptance, Unit: "zrzy", UnitName: "桃江县自然资源局", DocWord: "桃自然资受", Subject: "case-1",
		CaseNumber: "TJ20200608-0037", Addressee: b.firm, Contact: "王芳", ContactPhone: "0737-0000000",
		Fields: map[string]string{"item": "建设工程规划许可证核发", "applied_on": "2020年6月8日", "accepted_on": "2020年6月8日",
			"materials": "申请表、规划总平面图", "promised_due": "2020年6月18日", "statutory_due": "2020年7月8日",
			"not_counted": "听证、检验、检测、鉴定和专家评审的时间不计入期限。"}}
}

// filled is a complete draft of any form.
func (b bench) filled(form letters.FormCode) letters.Draft {
	d := b.acceptance()
	d.Form, d.Fields = form, map[string]string{}
	f, _ := letters.FormOf(form)
	for _, field := range f.Fields {
		d.Fields[field.Name] = field.Zh + "甲"
		if field.Heads != nil {
			d.Fields[field.Name] = letters.Lines([][]string{{"第一行", "甲\t乙"}, {"第二行"}})
		}
	}
	return d
}

func (b bench) issued(d letters.Draft) letters.Letter {
	b.Helper()
	var l letters.Letter
	b.write(func(tx *store.Tx) (err error) {
		l, err = letters.Issue(tx, clerk, d)
		return err
	})
	return l
}

func (b bench) opened(id string) letters.Document {
	b.Helper()
	var doc letters.Document
	b.write(func(tx *store.Tx) (err error) {
		doc, err = letters.Open(tx, clerk, id)
		return err
	})
	return doc
}

// printed is every word of a document's body.
func printed(doc letters.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		fmt.Fprintln(&b, block.Text)
		for _, row := range append([][]string{block.Heads}, block.Rows...) {
			fmt.Fprintln(&b, strings.Join(row, " "))
		}
	}
	return b.String() + strings.Join(doc.Remedies, "\n")
}

func day(text string) calendar.Day {
	d, err := calendar.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func dayp(text string) *calendar.Day { d := day(text); return &d }

func TestIssue_受理通知书的全文(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		l := b.issued(b.acceptance())
		if l.Number != "桃自然资受〔2020〕1号" || l.State != letters.Valid || len(l.Code) != 16 || l.AddresseeMask != "桃江县青竹示例制造有限公司" {
			t.Errorf("%+v", l)
		}
		doc := b.opened(l.ID)
		var text []string
		for _, block := range doc.Blocks {
			text = append(text, block.Text)
		}
		want := []string{
			"你单位于2020年6月8日提出的“建设工程规划许可证核发”申请（办件编号TJ20200608-0037）收悉。根据《中华人民共和国行政许可法》第三十二条第一款第五项，本机关自2020年6月8日起予以受理。",
			"一、已收申请材料：申请表、规划总平面图。",
			"二、本机关承诺在2020年6月18日前作出决定；法定期限至2020年7月8日届满。",
			"三、听证、检验、检测、鉴定和专家评审的时间不计入期限。",
		}
		if diff := cmp.Diff(want, text); diff != "" {
			t.Error(diff)
		}
		if doc.Addressee != "桃江县青竹示例制造有限公司" || doc.AddresseeID != "91430922MA4DEM002W" || doc.Copies != 2 || doc.Seal != letters.SpecialSeal || !doc.Signature {
			t.Errorf("%+v", doc)
		}
	})
}

func TestIssue_缺什么一次说清_且不占文号(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		for _, form := range letters.Forms {
			d := b.filled(form.Code)
			want := map[string]bool{}
			for _, f := range form.Fields {
				if f.Required && f.Blank == "" {
					want[f.Name] = true
				}
				d.Fields[f.Name] = " "
			}
			if form.To != "" {
				want["addressee"] = true
			}
			d.Contact, d.ContactPhone, d.UnitName = "", "", ""
			want["contact"], want["contact_phone"], want["unit"] = true, true, true
			err := s.Write(context.Background(), func(tx *store.Tx) error {
				_, err := letters.Issue(tx, clerk, d)
				return err
			})
			f, ok := fault.Of(err)
			if !ok || !fault.FormInvalid.Is(err) {
				t.Errorf("%s: %v", form.Code, err)
				continue
			}
			got := map[string]bool{}
			for _, field := range f.Fields {
				got[field.Name] = true
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", form.Code, diff)
			}
		}
		if l := b.issued(b.acceptance()); l.Serial != 1 {
			t.Errorf("a refused letter took number %d", l.Serial)
		}
	})
}

func TestIssue_每种文书都能制发_不留空白(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		for _, form := range letters.Forms {
			for _, to := range []string{b.firm, b.person} {
				d := b.filled(form.Code)
				d.Addressee = to
				l := b.issued(d)
				doc := b.opened(l.ID)
				whole := printed(doc)
				if strings.ContainsAny(whole, "{}") || strings.Contains(whole, "。。") || len(doc.Blocks) == 0 {
					t.Errorf("%s: %s", form.Code, whole)
				}
				if (len(doc.Remedies) > 0) != form.Remedies {
					t.Errorf("%s: remedies %v", form.Code, doc.Remedies)
				}
				for _, f := range form.Fields {
					if f.Required && f.Heads == nil && f.Name != form.To && f.Name != "basis" && !strings.Contains(whole, f.Zh+"甲") {
						t.Errorf("%s does not print %s", form.Code, f.Name)
					}
				}
				if to == b.person && (l.AddresseeMask != "陈某某" && form.To == "" || strings.Contains(whole, "你单位提出")) {
					t.Errorf("%s to a person: %s %s", form.Code, l.AddresseeMask, whole)
				}
			}
		}
	})
}

func TestNumbers_作废不空号_拒绝不跳号_换年重起(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		b := setup(t, s)
		one, two := b.issued(b.acceptance()), b.issued(b.acceptance())
		void := func(by flow.Actor, reason string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := letters.Void(tx, by, one.ID, reason)
				return err
			}
		}
		b.refused(flow.StepForbidden, void(clerk, "收件人写错了"))
		b.refused(letters.NotYours, void(stranger, "收件人写错了"))
		b.refused(letters.ReasonShort, void(approver, "错"))
		b.write(void(approver, "收件人写错了"))
		b.refused(letters.IsVoid, void(approver, "收件人写错了"))
		other := b.acceptance()
		other.DocWord = "桃自然资补"
		if l := b.issued(other); l.Serial != 1 {
			t.Errorf("another word: %s", l.Number)
		}
		if three := b.issued(b.acceptance()); three.Serial != 3 || two.Serial != 2 {
			t.Errorf("%s, %s", two.Number, three.Number)
		}
		b.read(func(tx *store.Tx) error {
			gaps, err := letters.Gaps(tx, "桃自然资受", 2020)
			if len(gaps) != 0 {
				t.Errorf("gaps %v", gaps)
			}
			list, err2 := letters.List(tx, letters.Find{Unit: "zrzy", State: letters.Voided})
			if len(list) != 1 || *list[0].VoidReason != "收件人写错了" || err2 != nil {
				t.Errorf("register: %+v %v", list, err2)
			}
			return err
		})
		clock.Set(day("2021-01-04").Start())
		if l := b.issued(b.acceptance()); l.Number != "桃自然资受〔2021〕1号" {
			t.Error(l.Number)
		}
	})
}

func TestRemedies_最后日期遇休息日顺延(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		b := setup(t, s)
		clock.Set(day("2020-07-31").Start()) // 60 days later is 2020-09-29; 6 months later is a Sunday of a year without calendar yet
		l := b.issued(b.filled(letters.Refusal))
		doc := b.opened(l.ID)
		want := []string{
			"如不服本决定，可以自收到本决定书之日起60日内向桃江县人民政府申请行政复议，也可以自收到本决定书之日起6个月内向桃江县人民法院提起行政诉讼。",
			"在2020年7月31日当天收到的，申请复议的最后一日为2020年9月29日，提起诉讼的最后一日为2021年1月31日（遇休息日顺延）；另日收到的，从收到之日起计算。",
		}
		if diff := cmp.Diff(want, doc.Remedies); diff != "" {
			t.Error(diff)
		}
		clock.Set(day("2020-08-04").Start())
		var out letters.Delivered
		b.write(func(tx *store.Tx) (err error) {
			out, err = letters.Deliver(tx, clerk, l.ID, letters.Delivery{Method: letters.Direct, Recipient: "李青山", ArrivedOn: dayp("2020-08-04")})
			return err
		})
		// 2020-10-03 lies in the long National Day holiday: the next working day is 10-09.
		if *out.ReviewLast != day("2020-10-09") || *out.SuitLast != day("2021-02-04") || out.Late {
			t.Errorf("%v %v late %v", out.ReviewLast, out.SuitLast, out.Late)
		}
	})
}

func TestSetRemedy_垂管单位另有复议机关(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		remedy := letters.Remedy{ReviewBody: "国家税务总局益阳市税务局", Court: "益阳市赫山区人民法院", ReviewLink: "https://fy.example.gov.cn/"}
		set := func(by flow.Actor, r letters.Remedy) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { return letters.SetRemedy(tx, by, "zrzy", r) }
		}
		b.refused(flow.StepForbidden, set(clerk, remedy))
		head := approver
		head.Roles = []flow.Role{identity.Head}
		b.refused(fault.FormInvalid, set(head, letters.Remedy{}))
		b.write(set(head, remedy))
		doc := b.opened(b.issued(b.filled(letters.NonAcceptance)).ID)
		if len(doc.Remedies) != 3 || !strings.Contains(doc.Remedies[0], remedy.ReviewBody) || !strings.Contains(doc.Remedies[2], remedy.ReviewLink) {
			t.Error(doc.Remedies)
		}
	})
}

func TestContent_封存且可核对(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		d := b.acceptance()
		d.Addressee = b.person
		l := b.issued(d)
		b.read(func(tx *store.Tx) error {
			image, _, _, err := tx.RowImage("letters_letter", l.ID)
			for _, secret := range []string{"陈立新", "11010519491231002X"} {
				if strings.Contains(image, secret) {
					t.Errorf("the row shows %s", secret)
				}
			}
			spoken := strings.ToLower(l.Code.Grouped())
			p, ok, err2 := letters.Verify(tx, spoken, "")
			want := letters.Public{Title: "受理通知书", UnitName: "桃江县自然资源局", Number: l.Number, IssuedOn: l.IssuedOn,
				State: letters.Valid, StateZh: "有效", Addressee: "陈某某", Digest: l.Digest}
			if diff := cmp.Diff(want, p); diff != "" || !ok || err2 != nil {
				t.Error(diff, ok, err2)
			}
			for _, wrong := range []string{"", "0000-0000-0000-0000", "一二三", strings.Repeat("A", 17)} {
				if _, ok, err := letters.Verify(tx, wrong, ""); ok || err != nil {
					t.Errorf("%q: %v %v", wrong, ok, err)
				}
			}
			masked, err3 := letters.Preview(tx, l.ID)
			if masked.Addressee != "陈某某" || masked.AddresseeID != "" || err3 != nil {
				t.Errorf("%+v %v", masked, err3)
			}
			return err
		})
		b.refused(letters.NotYours, func(tx *store.Tx) error {
			_, err := letters.Open(tx, stranger, l.ID)
			return err
		})
		b.refused(party.Retained, func(tx *store.Tx) error {
			return party.Erase(tx, flow.System("retention"), b.person, "本人申请删除")
		})
		if doc := b.opened(l.ID); doc.AddresseeID != "11010519491231002X" || !strings.HasPrefix(doc.Blocks[0].Text, "您于") {
			t.Errorf("%+v", doc)
		}
		b.read(func(tx *store.Tx) error {
			events, err := journal.History(tx, l.ID)
			if len(events) != 2 || events[1].Kind != "letter.open" {
				t.Errorf("%+v", events)
			}
			return err
		})
	})
}

func TestForms_表里没有自相矛盾(t *testing.T) {
	t.Parallel()
	if err := letters.Flow.Validate(); err != nil {
		t.Error(err)
	}
	seen := map[letters.FormCode]bool{}
	for _, f := range letters.Forms {
		if seen[f.Code] || f.Title == "" || f.No == 0 || f.Copies == 0 || f.Seal.Zh() == "" || (len(f.Body) == 0) != f.Grid {
			t.Errorf("%+v", f)
		}
		seen[f.Code] = true
		known := map[string]bool{"you": true, "applicant": true, "case_number": true, "basis_clause": true, "unit": true, "today": true}
		for _, field := range f.Fields {
			known[field.Name] = true
		}
		for _, p := range f.Body {
			for _, part := range strings.Split(p, "{")[1:] {
				if name, _, ok := strings.Cut(part, "}"); !ok || !known[name] {
					t.Errorf("%s names the unknown {%s}", f.Code, name)
				}
			}
		}
	}
	if len(letters.Forms) != 53 { // the 38 documents, some of them in several forms
		t.Errorf("%d forms", len(letters.Forms))
	}
}
