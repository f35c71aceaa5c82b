package documents_test

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	office   = flow.Actor{Account: "office", Name: "优化办", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
	writer   = flow.Actor{Account: "wang", Name: "王芳", Unit: "scjg", Roles: []flow.Role{identity.Reviewer}}
	helper   = flow.Actor{Account: "zhou", Name: "周平", Unit: "scjg", Roles: []flow.Role{identity.Approver}}
	head     = flow.Actor{Account: "liu", Name: "刘安", Unit: "scjg", Roles: []flow.Role{identity.Head}}
	stranger = flow.Actor{Account: "x", Name: "外人", Unit: "zjj", Roles: []flow.Role{identity.Head}}
)

const credit = "91430922MA4DEM002W"

// desk is a unit with two seals and an enterprise.
type desk struct {
	*testing.T
	s                 *store.Store
	official, special string
}

func setup(t *testing.T, s *store.Store) *desk {
	t.Helper()
	d := &desk{T: t, s: s}
	d.act(func(tx *store.Tx) error {
		_, err := org.Add(tx, office, org.UnitInput{Code: "scjg", Name: "桃江县市场监督管理局", Short: "市场监管局", Kind: org.Department, DocWord: "桃市监", Phone: "0737-8880001"})
		if err == nil {
			_, err = party.Register(tx, office, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: credit})
		}
		return err
	})
	d.official, d.special = d.stamp("SC-1", letters.OfficialSeal, nil), d.stamp("SC-2", letters.SpecialSeal, nil)
	return d
}

func (d *desk) stamp(code string, kind letters.SealKind, to *calendar.Day) (id string) {
	d.act(func(tx *store.Tx) error {
		s, _, err := documents.PutStamp(tx, head, documents.StampInput{Code: code, Unit: "scjg", Kind: kind, Name: "桃江县市场监督管理局" + kind.Zh(),
			Keeper: "办公室", Filing: "示例" + code, From: calendar.DayOf(2019, 1, 2), To: to})
		id = s.ID
		return err
	})
	return id
}

func (d *desk) act(fn func(tx *store.Tx) error) {
	d.Helper()
	if err := d.s.Write(context.Background(), fn); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) refused(code string, fn func(tx *store.Tx) error) *fault.Fault {
	d.Helper()
	err := d.s.Write(context.Background(), fn)
	f, ok := fault.Of(err)
	if !ok || f.Def.Code != code {
		d.Fatalf("想要 %s，得到 %v", code, err)
	}
	return f
}

// penalty is what somebody typed for a 行政处罚决定书.
func penalty() documents.Typed {
	return documents.Typed{Party: credit, Fields: map[string]string{"person": "桃江县青竹示例制造有限公司", "facts": "六月三日现场检查，标签没有生产日期。",
		"evidence": "现场检查笔录、照片", "penalty": "罚款，依据食品安全法第一百二十五条（示例）", "fine": "5000", "performance": "十五日内缴到指定银行", "service": "本决定书七日内送达"}}
}

func (d *desk) start(by flow.Actor, form letters.FormCode, t documents.Typed) (out documents.Document) {
	d.Helper()
	d.act(func(tx *store.Tx) (err error) {
		out, err = documents.Start(tx, by, form, t)
		return err
	})
	return out
}

func (d *desk) offer(by flow.Actor, doc documents.Document, t documents.Typed) documents.Document {
	d.Helper()
	d.act(func(tx *store.Tx) (err error) {
		doc, err = documents.Offer(tx, by, doc.ID, doc.Version, t)
		return err
	})
	return doc
}

func (d *desk) seal(by flow.Actor, doc documents.Document, seal string) (documents.Document, letters.Letter) {
	d.Helper()
	var l letters.Letter
	d.act(func(tx *store.Tx) (err error) {
		if doc, err = documents.Seal(tx, by, doc.ID, doc.Version, seal); err != nil {
			return err
		}
		l, err = letters.ByID(tx, *doc.LetterID)
		return err
	})
	return doc, l
}

func Test写的人不能盖章_章要对_号连着取(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		d := setup(t, s)
		doc := d.start(writer, letters.Penalty, penalty())
		d.refused("documents.second_person", func(tx *store.Tx) error {
			_, err := documents.Seal(tx, writer, doc.ID, doc.Version, d.official)
			return err
		})
		// An approver who corrected a word has written in it, too.
		d.act(func(tx *store.Tx) (err error) {
			doc, err = documents.Save(tx, helper, doc.ID, doc.Version, penalty())
			return err
		})
		doc = d.offer(writer, doc, penalty())
		old := d.stamp("SC-0", letters.OfficialSeal, new(calendar.DayOf(2019, 12, 31)))
		for by, code := range map[string]string{"wang": "flow.step_forbidden", "zhou": "documents.same_person", "x": "documents.unknown"} {
			d.refused(code, func(tx *store.Tx) error {
				_, err := documents.Seal(tx, map[string]flow.Actor{"wang": writer, "zhou": helper, "x": stranger}[by], doc.ID, doc.Version, d.official)
				return err
			})
		}
		for _, wrong := range []string{d.special, old, "nothing"} {
			d.refused("documents.seal_unfit", func(tx *store.Tx) error { _, err := documents.Seal(tx, head, doc.ID, doc.Version, wrong); return err })
		}
		sealed, l := d.seal(head, doc, d.official)
		if l.Number != "桃市监罚〔2020〕1号" || l.Seal != letters.OfficialSeal || sealed.State != documents.Sealed || l.ServeDue == nil {
			t.Fatalf("%+v", l)
		}
		d.refused("flow.step_refused", func(tx *store.Tx) error {
			_, err := documents.Seal(tx, head, doc.ID, sealed.Version, d.official)
			return err
		})
		d.act(func(tx *store.Tx) error {
			full, err := letters.Open(tx, writer, l.ID)
			if err == nil && !strings.Contains(full.Blocks[4].Text, "人民币伍仟元整（5000.00元）") {
				t.Errorf("%+v", full.Blocks)
			}
			uses, err2 := documents.Sealings(tx, writer, documents.Find{})
			if err2 != nil || len(uses) != 1 || uses[0].Sealer != "liu" || uses[0].Writer != "wang" || !uses[0].TwoPersons || uses[0].SealCode != "SC-1" {
				t.Errorf("%v %+v", err2, uses)
			}
			none, err3 := documents.Sealings(tx, stranger, documents.Find{Unit: "scjg"})
			if err3 != nil || len(none) != 0 {
				t.Errorf("外单位看到 %+v %v", none, err3)
			}
			return err
		})
	})
}

func Test草稿什么都留_送签时一次说全(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		d := setup(t, s)
		typed := documents.Typed{Party: "12345", Fields: map[string]string{"facts": "事实", "fine": "五千左右", "nothing": "没有这一栏"}}
		doc := d.start(writer, letters.Penalty, typed)
		f := d.refused("form.invalid", func(tx *store.Tx) error {
			_, err := documents.Offer(tx, writer, doc.ID, doc.Version, typed)
			return err
		})
		names := map[string]bool{}
		for _, field := range f.Fields {
			names[field.Name] = true
		}
		for _, want := range []string{"party", "fine", "person", "evidence", "penalty", "performance", "service"} {
			if !names[want] {
				t.Errorf("没有说 %s：%v", want, f.Fields)
			}
		}
		if names["facts"] {
			t.Error("填了的也说没填")
		}
		d.act(func(tx *store.Tx) error {
			kept, err := documents.Read(tx, writer, doc.ID)
			if err != nil || kept.Party != "12345" || kept.Fields["fine"] != "五千左右" || kept.Fields["nothing"] != "" {
				t.Errorf("%v %+v", err, kept)
			}
			preview, wants, err := documents.Preview(tx, writer, doc.ID)
			if err != nil || wants == nil || preview.Number != "" || !strings.Contains(preview.Blocks[0].Text, "〔当事人基本情况〕") {
				t.Errorf("%v %v %+v", err, wants, preview)
			}
			_, err = documents.Read(tx, office, doc.ID) // the list is theirs to see, the words are not
			if fault.KindOf(err) != fault.NotFound {
				t.Errorf("别的单位读到草稿：%v", err)
			}
			gaps, err := letters.Gaps(tx, "桃市监罚", 2020)
			if len(gaps) != 0 {
				t.Errorf("空号 %v", gaps)
			}
			return err
		})
		d.refused("documents.not_by_hand", func(tx *store.Tx) error { _, err := documents.Start(tx, writer, letters.Grant, typed); return err })
		d.refused("store.changed_meanwhile", func(tx *store.Tx) error { _, err := documents.Save(tx, writer, doc.ID, 9, typed); return err })
		d.refused("form.invalid", func(tx *store.Tx) error { _, err := documents.Drop(tx, writer, doc.ID, doc.Version, "错"); return err })
		d.act(func(tx *store.Tx) error {
			_, err := documents.Drop(tx, writer, doc.ID, doc.Version, "当事人写错了")
			return err
		})
	})
}

func Test错的文书由更正的文书代替(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		d := setup(t, s)
		guide := documents.Typed{Party: credit, Fields: map[string]string{"item": "食品经营许可", "required": "申请书；营业执照", "steps": "窗口交件；五日内核查", "time": "十个工作日", "place": "政务中心 A12"}}
		_, wrong := d.seal(writer, d.start(writer, letters.GuideSheet, guide), d.special) // one person may, under the special seal
		d.refused("documents.unknown", func(tx *store.Tx) error {
			_, err := documents.Correct(tx, stranger, wrong.ID, "窗口写错了")
			return err
		})
		d.refused("form.invalid", func(tx *store.Tx) error { _, err := documents.Correct(tx, writer, wrong.ID, "错"); return err })
		var draft documents.Document
		d.act(func(tx *store.Tx) (err error) {
			draft, err = documents.Correct(tx, writer, wrong.ID, "窗口写错了，应为 A13")
			return err
		})
		d.refused("documents.already_corrected", func(tx *store.Tx) error {
			_, err := documents.Correct(tx, writer, wrong.ID, "再更正一次")
			return err
		})
		guide.Fields["place"] = "政务中心 A13"
		d.refused("documents.second_person", func(tx *store.Tx) error {
			_, err := documents.Seal(tx, writer, draft.ID, draft.Version, d.special)
			return err
		})
		_, right := d.seal(head, d.offer(writer, draft, guide), d.special)
		d.act(func(tx *store.Tx) error {
			p, ok, err := letters.Verify(tx, string(wrong.Code), wrong.Number)
			if err != nil || !ok || p.State != letters.Voided || p.Instead != right.Number || right.Number != "桃市监告〔2020〕2号" {
				t.Errorf("%v %v %+v", err, ok, p)
			}
			if _, ok, _ := letters.Verify(tx, string(right.Code), wrong.Number); ok {
				t.Error("换了文号也核对成功")
			}
			if _, ok, _ := letters.Verify(tx, string(right.Code), " 桃市监告[2020]第2号"); !ok {
				t.Error("括号不同就核对不上")
			}
			full, err := letters.Open(tx, head, right.ID)
			if last := full.Blocks[len(full.Blocks)-1].Text; !strings.Contains(last, "更正《一次性告知书》桃市监告〔2020〕1号") {
				t.Error(last)
			}
			return err
		})
		d.refused("documents.is_void", func(tx *store.Tx) error {
			_, err := documents.Correct(tx, writer, wrong.ID, "又要更正")
			return err
		})
		d.figure(map[string]int64{"documents.sealed": 2, "documents.second": 1, "documents.corrected": 1})
	})
}

func (d *desk) figure(want map[string]int64) {
	d.Helper()
	d.act(func(tx *store.Tx) error {
		q := manifest.Query{Period: manifest.Period{From: tx.Today() - 30, To: tx.Today() + 30}, AsOf: tx.Now()}
		for _, f := range documents.Manifest.Figures {
			v, err := f.Value(tx, q)
			units, err2 := f.Units(tx, q)
			records, err3 := f.Trace(tx, q)
			if err != nil || err2 != nil || err3 != nil || v.Num != want[f.ID] || int64(len(records)) != v.Num || v.Num > 0 && units[0].Value.Num != v.Num {
				d.Errorf("%s：%+v %+v", f.ID, v, units)
			}
		}
		return nil
	})
}

func Test处罚决定七日内送达_到期看得见(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		d := setup(t, s)
		clock.Set(calendar.DayOf(2020, 6, 8).Start() + 9*3_600_000)
		_, l := d.seal(head, d.offer(writer, d.start(writer, letters.Penalty, penalty()), penalty()), d.official)
		if *l.ServeDue != calendar.DayOf(2020, 6, 15) { // natural days in 2020
			t.Errorf("%s", *l.ServeDue)
		}
		source := letters.Manifest.Clocks[0]
		open := func(day calendar.Day) (n int) {
			d.act(func(tx *store.Tx) error {
				found, err := source.List(tx, manifest.ClockFilter{OpenOnly: true, DueBy: &day, Unit: "scjg"})
				n = len(found)
				return err
			})
			return n
		}
		if open(calendar.DayOf(2020, 6, 14)) != 0 || open(calendar.DayOf(2020, 6, 15)) != 1 {
			t.Error("时限不对")
		}
		d.act(func(tx *store.Tx) error {
			_, err := letters.Deliver(tx, writer, l.ID, letters.Delivery{Method: letters.Direct, Recipient: "李青山"})
			return err
		})
		if open(calendar.DayOf(2020, 12, 31)) != 0 {
			t.Error("送达了还在计时")
		}
		clock.Set(calendar.DayOf(2021, 9, 28).Start() + 9*3_600_000)
		_, later := d.seal(head, d.offer(writer, d.start(writer, letters.Penalty, penalty()), penalty()), d.official)
		if *later.ServeDue != calendar.DayOf(2021, 10, 13) { // working days, over 国庆 and its make-up Saturday
			t.Errorf("%s", *later.ServeDue)
		}
	})
}

func Test印章台账_来回一样_单位和类别不改(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		d := setup(t, s)
		imp := documents.Manifest.Importers[0]
		d.act(func(tx *store.Tx) error {
			var rows []manifest.Row
			err := imp.Export(tx, head, func(cells []string) error {
				row := manifest.Row{Number: len(rows) + 2, Cells: map[string]string{}}
				for i, c := range imp.Columns {
					row.Cells[c.Name] = cells[i]
				}
				rows = append(rows, row)
				return nil
			})
			if err != nil {
				return err
			}
			out, err := imp.Apply(tx, head, rows)
			if err != nil || out.Same != 2 || len(out.Errors) != 0 {
				t.Errorf("%v %+v", err, out)
			}
			rows[0].Cells["kind"], rows[1].Cells["to"] = "专用章", "2020-12-31"
			out, err = imp.Apply(tx, head, rows)
			if err != nil || out.Changed != 1 || len(out.Errors) != 1 || !strings.Contains(out.Errors[0].Sentence, "单位和类别不能改") {
				t.Errorf("%v %+v", err, out)
			}
			return err
		})
	})
}
