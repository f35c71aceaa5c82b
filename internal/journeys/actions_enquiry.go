package journeys

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("提诉求", "类型 一句话（经过、企业、姓名、手机、分类、反映、保密、公开）", fileEnquiry)
	verbs.Register("登记诉求", "来源 类型 一句话（经过、…、交办机关、上级编号、交办文件、上级期限）", registerEnquiry)
	verbs.Register("查诉求", "件", trackEnquiry)
	verbs.Register("评价诉求", "件 等级", rateEnquiry)
	verbs.Register("退回重办", "件（理由、说明）", reopenEnquiry)
	verbs.Register("撤回诉求", "件", withdrawEnquiry)
	verbs.Register("看诉求队列", "", queueSeen)
	verbs.Register("打开诉求", "件", enquirySeen)
	verbs.Register("看逐件答复", "", answeredSeen)
	verbs.Register("看公开问答", "", publishedSeen)
	verbs.Register("看逾期上报", "", climbsSeen)
	verbs.Register("看身份", "件（理由）", revealSeen)
	verbs.Register("申请拆封", "件（理由）", askUnseal)
	verbs.Register("决定拆封", "申请 同意|不同意（意见）", decideUnseal)
	verbs.Register("看情况说明", "", statementsSeen)
	verbs.Register("交情况说明", "（说明）", giveStatement)
	verbs.Register("看报复预警", "", revengeSeen)
	verbs.Register("核查预警", "有关|无关（结论）", settleAlarm)
	for word, prepare := range enquiryVerbs {
		verbs.Register(word, "件（…）", onEnquiry(prepare))
	}
}

type enquiryVerb func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error)

// enquiryVerbs are what staff do to an enquiry they may see.
var enquiryVerbs = map[string]func(a *Act) enquiryVerb{
	"受理诉求": func(a *Act) enquiryVerb {
		in := enquiry.Acceptance{Unit: a.Field("单位"), Category: a.Field("分类")}
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.Accept(tx, by, e.ID, e.Version, in)
		}
	},
	"不受理诉求": func(a *Act) enquiryVerb {
		in := enquiry.Refusal{Ground: a.Field("情形"), Explained: a.Field("说明"), RightOffice: a.Field("该找谁")}
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.Decline(tx, by, e.ID, e.Version, in)
		}
	},
	"并案": func(a *Act) enquiryVerb {
		main := a.Field("并入")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.Link(tx, by, e.ID, e.Version, main)
		}
	},
	"转办诉求": func(a *Act) enquiryVerb {
		to, why := a.Field("转给"), a.Field("理由")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.Move(tx, by, e.ID, e.Version, to, why)
		}
	},
	"申请诉求延期": func(a *Act) enquiryVerb {
		days, bad := a.Number("天数", 5)
		why := a.Field("理由")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			if bad != nil {
				return e, bad
			}
			_, err := enquiry.AskExtension(tx, by, e.ID, e.Version, days, why)
			return e, err
		}
	},
	"批准诉求延期": func(a *Act) enquiryVerb {
		words := a.Field("意见")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.DecideExtension(tx, by, e.ID, e.Version, true, words)
		}
	},
	"改上级期限": func(a *Act) enquiryVerb {
		day, bad := a.Day("期限", 0)
		document := a.Field("文件")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			if bad != nil {
				return e, bad
			}
			return enquiry.Prolong(tx, by, e.ID, e.Version, enquiry.Origin{OriginDue: &day, OriginDocument: document})
		}
	},
	"写答复": func(a *Act) enquiryVerb {
		r := enquiry.Reply{Answer: a.Field("答复"), Basis: a.Field("依据"), Done: a.Field("办理"), Remedy: a.Field("救济")}
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.Write(tx, by, e.ID, e.Version, r)
		}
	},
	"审核发出": func(a *Act) enquiryVerb {
		var met []string
		without := a.Field("没做到")
		for _, p := range enquiry.Checklist {
			if without == "" || !strings.Contains(p.Zh, without) {
				met = append(met, p.Code)
			}
		}
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.Send(tx, by, e.ID, e.Version, met)
		}
	},
	"退回答复稿": func(a *Act) enquiryVerb {
		words := a.Field("意见")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.Return(tx, by, e.ID, e.Version, nil, words)
		}
	},
	"回报上级": func(a *Act) enquiryVerb {
		number, words := a.Field("文号"), a.Field("结论")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.ReportBack(tx, by, e.ID, e.Version, number, words)
		}
	},
	"请其说明": func(a *Act) enquiryVerb {
		words := a.Field("告知")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			_, err := enquiry.AskStatement(tx, by, e.ID, words)
			return e, err
		}
	},
	"公开诉求": func(a *Act) enquiryVerb {
		title, question, answer := a.Field("标题"), a.Field("问题"), a.Field("答复")
		return func(tx *store.Tx, by flow.Actor, e enquiry.Enquiry) (enquiry.Enquiry, error) {
			return enquiry.Publish(tx, by, e.ID, e.Version, enquiry.Publication{PublicTitle: &title, PublicQuestion: &question, PublicAnswer: &answer})
		}
	},
}

func onEnquiry(prepare func(*Act) enquiryVerb) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		verb := prepare(a)
		err = a.Write(func(tx *store.Tx) error {
			e, err := enquiry.ByID(tx, a.By, id)
			if err == nil {
				e, err = verb(tx, a.By, e)
			}
			if err == nil {
				seen = enquiryLine(e)
			}
			return err
		})
		return seen, err
	}
}

func enquiryLine(e enquiry.Enquiry) string {
	line := fmt.Sprintf("%s %s %s：%s", e.Number, e.Kind.Zh(), e.Title, enquiry.Flow.Staff(e.State))
	if e.State == enquiry.Assigned {
		line += fmt.Sprintf("，%s 承办，%s 前办完", e.Unit, e.HandleDue)
	}
	if e.Handed() && e.ReportedAt == nil {
		line += fmt.Sprintf("，上级要求 %s 前回报", e.OriginDue)
	}
	return line
}

// filingOf reads the form of a person who files.
func filingOf(a *Act, kind, title string) (enquiry.Filing, error) {
	k, _ := enquiry.ParseKind(kind)
	in := enquiry.Filing{Kind: k, Title: title, Words: a.Field("经过"), Name: a.Field("姓名"), Mobile: a.Field("手机"), Category: a.Field("分类"),
		Accused: a.Field("反映"), AccusedPerson: a.Field("反映的人"), Confidential: a.Field("保密") == "是", Consent: a.Field("公开") == "是"}
	if name := a.Field("企业"); name != "" {
		err := a.Read(func(tx *store.Tx) error {
			p, err := party.ByID(tx, name)
			if err == nil {
				in.Credit = string(*p.Credit)
			}
			return err
		})
		if err != nil {
			return in, err
		}
	}
	return in, nil
}

// keepReceipt remembers number and code, as the person keeps the receipt.
func keepReceipt(a *Act, r enquiry.Receipt) string {
	a.Made = r.Enquiry.ID
	a.World.kept[r.Enquiry.ID] = r.Enquiry.Number + " " + string(r.Code)
	return enquiryLine(r.Enquiry) + fmt.Sprintf("，%s 前告知受理不受理", r.Enquiry.AcceptDue)
}

func fileEnquiry(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 提诉求 类型 一句话")
	}
	in, err := filingOf(a, words[0], words[1])
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		hints, err := enquiry.Before(tx, in)
		if err != nil {
			return err
		}
		r, err := enquiry.File(tx, a.By, in)
		if err == nil {
			seen = keepReceipt(a, r) + fmt.Sprintf("；提交前看到相近的 %d 件", len(hints))
		}
		return err
	})
	return seen, err
}

func registerEnquiry(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 登记诉求 来源 类型 一句话")
	}
	in, err := filingOf(a, words[1], words[2])
	if err != nil {
		return "", err
	}
	in.Channel, _ = enquiry.ParseChannel(words[0])
	in.Origin, in.OriginNumber, in.OriginDocument = a.Field("交办机关"), a.Field("上级编号"), a.Field("交办文件")
	if _, given := a.Find("上级期限"); given {
		day, err := a.Day("上级期限", 0)
		if err != nil {
			return "", err
		}
		in.OriginDue = &day
	}
	err = a.Write(func(tx *store.Tx) error {
		r, err := enquiry.Register(tx, a.By, in)
		if err == nil {
			seen = keepReceipt(a, r)
		}
		return err
	})
	return seen, err
}

// receiptOf are number and code as the person kept them; a guessed code may be given.
func receiptOf(a *Act) (number, code string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", "", err
	}
	number, code, _ = strings.Cut(a.World.kept[id], " ")
	return number, cmp.Or(a.Field("查询码"), code), nil
}

func trackEnquiry(a *Act) (seen string, err error) {
	number, code, err := receiptOf(a)
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		v, err := enquiry.Track(tx, number, code)
		if err != nil {
			return err
		}
		seen = enquiry.Flow.Public(v.Enquiry.State) + "：" + v.Line
		for _, n := range v.Notices {
			seen += "\n" + n.At.String() + " " + n.Words
		}
		if v.Reply != nil {
			seen += "\n答复：" + v.Reply.Answer
		}
		return nil
	})
	return seen, err
}

func held(a *Act, run func(tx *store.Tx, number, code string) (enquiry.Enquiry, error)) (seen string, err error) {
	number, code, err := receiptOf(a)
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		e, err := run(tx, number, code)
		seen = enquiryLine(e)
		return err
	})
	return seen, err
}

func rateEnquiry(a *Act) (string, error) {
	words := a.Field("意见")
	return held(a, func(tx *store.Tx, number, code string) (enquiry.Enquiry, error) {
		level, err := a.Word()
		if err != nil {
			return enquiry.Enquiry{}, err
		}
		return enquiry.Rate(tx, a.By, number, code, enquiry.Level(slices.Index(enquiry.Levels, level)+1), words)
	})
}

func reopenEnquiry(a *Act) (string, error) {
	ground, words := a.Field("理由"), a.Field("说明")
	return held(a, func(tx *store.Tx, number, code string) (enquiry.Enquiry, error) {
		return enquiry.Reopen(tx, a.By, number, code, ground, words)
	})
}

func withdrawEnquiry(a *Act) (string, error) {
	return held(a, func(tx *store.Tx, number, code string) (enquiry.Enquiry, error) {
		return enquiry.Withdraw(tx, a.By, number, code)
	})
}

func queueSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := enquiry.List(tx, a.By, enquiry.Filter{})
		seen = listed("咨询投诉 %d 件", list, enquiryLine)
		return err
	})
	return seen, err
}

func enquirySeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		v, err := enquiry.Show(tx, a.By, id)
		if err != nil {
			return err
		}
		seen = enquiryLine(v.Enquiry) + "\n诉求人：" + v.Enquiry.WhoMask + "\n" + v.Text
		for _, k := range v.Clocks {
			seen += fmt.Sprintf("\n时限：%s，%s", k.Zh, v.Enquiry.DueOf(k.Kind))
		}
		alike, err := enquiry.AlikeTo(tx, a.By, id)
		for _, l := range alike {
			seen += fmt.Sprintf("\n可能是同一件：%s", l.Number)
		}
		return err
	})
	return seen, err
}

func answeredSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		q := manifest.Query{Period: manifest.Period{From: firstDay, To: tx.Today()}, AsOf: tx.Now()}
		list, err := enquiry.EveryOne(tx, a.By, q)
		seen = listed(fmt.Sprintf("受理 %%d 件，已答复 %d 件", list.Answered), list.Lines, func(l enquiry.AnswerLine) string {
			return l.Number + map[bool]string{true: " 有答复留痕", false: " 还没有答复"}[l.Code != ""]
		})
		return err
	})
	return seen, err
}

func publishedSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := enquiry.Published(tx, 100)
		seen = listed("公开的问答 %d 条", list, func(e enquiry.Enquiry) string { return *e.PublicTitle + "：" + *e.PublicAnswer })
		return err
	})
	return seen, err
}

func climbsSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := enquiry.Climbs(tx, a.By)
		seen = listed("逾期上报 %d 条", list, func(c enquiry.Climb) string { return c.Words })
		return err
	})
	return seen, err
}

func revealSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	why := a.Field("理由")
	err = a.Write(func(tx *store.Tx) error {
		who, err := enquiry.Reveal(tx, a.By, id, why)
		seen = who.Name + " " + who.PartyName
		return err
	})
	return seen, err
}

func askUnseal(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	why := a.Field("理由")
	return "拆封申请已交，等另一人同意", a.Write(func(tx *store.Tx) error {
		u, err := enquiry.AskUnseal(tx, a.By, id, why)
		a.Made = u.ID
		return err
	})
}

func decideUnseal(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 决定拆封 申请 同意|不同意")
	}
	why := a.Field("意见")
	err = a.Write(func(tx *store.Tx) error {
		u, err := enquiry.DecideUnseal(tx, a.By, words[0], 1, words[1] == "同意", why)
		seen = enquiry.UnsealFlow.Staff(u.State)
		return err
	})
	return seen, err
}

func statementsSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := enquiry.Statements(tx, a.By)
		seen = listed("要说明的 %d 件", list, func(s enquiry.Statement) string {
			return fmt.Sprintf("%s %s，%s 前：%s", s.Number, enquiry.StatementFlow.Staff(s.State), s.Due, s.Disclosed)
		})
		return err
	})
	return seen, err
}

func giveStatement(a *Act) (string, error) {
	words := a.Field("说明")
	return "情况说明已交", a.Write(func(tx *store.Tx) error {
		list, err := enquiry.Statements(tx, a.By)
		if err == nil && len(list) == 0 {
			return fmt.Errorf("nothing is asked of this unit")
		}
		if err == nil {
			_, err = enquiry.Give(tx, a.By, list[0].ID, list[0].Version, words)
		}
		return err
	})
}

func revengeSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := enquiry.Alarms(tx, a.By)
		seen = listed("预警 %d 个", list, func(x enquiry.Alarm) string {
			return fmt.Sprintf("%s %s：%s，%s 前核查", x.Number, x.What, enquiry.AlarmFlow.Staff(x.State), x.Due)
		})
		return err
	})
	return seen, err
}

func settleAlarm(a *Act) (string, error) {
	how, err := a.Word()
	if err != nil {
		return "", err
	}
	words := a.Field("结论")
	return "核查结论已登记", a.Write(func(tx *store.Tx) error {
		list, err := enquiry.Alarms(tx, a.By)
		if err == nil && len(list) == 0 {
			return fmt.Errorf("there is no alarm")
		}
		if err == nil {
			_, err = enquiry.Settle(tx, a.By, list[0].ID, list[0].Version, how == "有关", words)
		}
		return err
	})
}
