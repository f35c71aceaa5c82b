package demo

import (
	"fmt"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

// The acts of the ledger 咨询投诉过程台账 (enquiries.csv). A line's 事项 is the mark of
// the enquiry; 项目 the way it came in by.
func init() {
	actions["提诉求"] = fileEnquiry
	for word, verb := range enquiryVerbs {
		actions[word] = onEnquiry(verb)
	}
	actions["评价诉求"] = rateEnquiry
	actions["交情况说明"] = giveStatement
}

// fileEnquiry takes an enquiry in: 结论 is its kind, 材料 the title, 说明 the words,
// 答复 the category, 送达 the unit complained of or the higher office, 申请人 the
// enterprise.
func fileEnquiry(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	kind, _ := enquiry.ParseKind(e.Get("结论"))
	in := enquiry.Filing{Kind: kind, Title: e.Get("材料"), Words: e.Get("说明"), Category: e.Get("答复"), Accused: e.Get("送达"), Credit: e.Get("申请人"),
		Consent: e.Get("原证") == "公开", Confidential: e.Get("原证") == "保密", OriginDocument: e.Get("文号"), OriginNumber: e.Get("天数")}
	in.Channel, _ = enquiry.ParseChannel(e.Get("项目"))
	if in.Channel == enquiry.HandedDown {
		in.Origin, in.Accused = in.Accused, ""
	}
	if in.Credit != "" {
		in.Name, in.Mobile = "示例经办人", "19900000000"
	}
	if day, given, err := e.Day("日期"); err != nil {
		return err
	} else if given {
		in.OriginDue = &day
	}
	file := enquiry.Register
	if in.Channel == enquiry.Online {
		file = enquiry.File
	}
	receipt, err := file(tx, by, in)
	r.marks[e.Get("事项")], r.codes[e.Get("事项")] = receipt.Enquiry.ID, receipt.Code
	return err
}

// enquiryVerbs are the words of the ledger for what staff do to an enquiry.
var enquiryVerbs = map[string]func(tx *store.Tx, by flow.Actor, q enquiry.Enquiry, e Event) error{
	"受理诉求": func(tx *store.Tx, by flow.Actor, q enquiry.Enquiry, e Event) error {
		_, err := enquiry.Accept(tx, by, q.ID, q.Version, enquiry.Acceptance{Unit: e.Get("答复")})
		return err
	},
	"写诉求答复": func(tx *store.Tx, by flow.Actor, q enquiry.Enquiry, e Event) error {
		_, err := enquiry.Write(tx, by, q.ID, q.Version, enquiry.Reply{Answer: e.Get("说明"), Basis: e.Get("文号"), Done: e.Get("材料"), Remedy: "不服的，可以在收到答复后 30 日内向县优化办申请复核（示例）"})
		return err
	},
	"审核诉求答复": func(tx *store.Tx, by flow.Actor, q enquiry.Enquiry, e Event) error {
		var met []string
		for _, p := range enquiry.Checklist {
			met = append(met, p.Code)
		}
		_, err := enquiry.Send(tx, by, q.ID, q.Version, met)
		return err
	},
	"回报上级": func(tx *store.Tx, by flow.Actor, q enquiry.Enquiry, e Event) error {
		_, err := enquiry.ReportBack(tx, by, q.ID, q.Version, e.Get("文号"), e.Get("说明"))
		return err
	},
	"请其说明": func(tx *store.Tx, by flow.Actor, q enquiry.Enquiry, e Event) error {
		_, err := enquiry.AskStatement(tx, by, q.ID, e.Get("说明"))
		return err
	},
	"申请拆封": func(tx *store.Tx, by flow.Actor, q enquiry.Enquiry, e Event) error {
		_, err := enquiry.AskUnseal(tx, by, q.ID, e.Get("说明"))
		return err
	},
	"公开诉求": func(tx *store.Tx, by flow.Actor, q enquiry.Enquiry, e Event) error {
		title, question, answer := e.Get("材料"), e.Get("结论"), e.Get("说明")
		_, err := enquiry.Publish(tx, by, q.ID, q.Version, enquiry.Publication{PublicTitle: &title, PublicQuestion: &question, PublicAnswer: &answer})
		return err
	},
}

func onEnquiry(verb func(*store.Tx, flow.Actor, enquiry.Enquiry, Event) error) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		q, err := enquiry.ByID(tx, by, r.marks[e.Get("事项")])
		if err != nil {
			return err
		}
		return verb(tx, by, q, e)
	}
}

// rateEnquiry is the holder of the receipt speaking.
func rateEnquiry(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	q, err := enquiry.ByID(tx, flow.System("demo"), r.marks[e.Get("事项")])
	if err != nil {
		return err
	}
	level, err := e.Number("结论")
	if err != nil {
		return err
	}
	_, err = enquiry.Rate(tx, by, q.Number, string(r.codes[e.Get("事项")]), enquiry.Level(level), e.Get("说明"))
	return err
}

func giveStatement(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	list, err := enquiry.Statements(tx, by)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%s 没有要说明的", by.Unit)
	}
	if err == nil {
		_, err = enquiry.Give(tx, by, list[0].ID, list[0].Version, e.Get("说明"))
	}
	return err
}

// codes are the query codes of the receipts, by the ledger's mark.
type codes map[string]ids.Code
