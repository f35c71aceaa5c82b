package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/money"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("登记事项", "编码 名称 单位", registerItem)
	verbs.Register("起草", "事项（要改的内容）", draft)
	verbs.Register("改草稿", "版本（要改的内容）", editDraft)
	verbs.Register("弃用", "版本", onVersion(func(a *Act, tx *store.Tx, v catalogue.Version) error {
		return catalogue.DiscardDraft(tx, a.By, v.ID, v.Revision)
	}))
	verbs.Register("发布", "版本", onVersion(func(a *Act, tx *store.Tx, v catalogue.Version) error {
		_, err := catalogue.Publish(tx, a.By, grounds, v.ID)
		return err
	}))
	verbs.Register("停用", "事项（原因、在办件）", withdrawItem)
	verbs.Register("看事项", "事项", itemSeen)
	verbs.Register("看清单", "事项（答复）", listSeen)
}

func registerItem(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 登记事项 编码 名称 单位")
	}
	err := a.Write(func(tx *store.Tx) error {
		_, err := catalogue.Register(tx, a.By, catalogue.ItemInput{Code: words[0], Name: words[1], Unit: words[2]})
		return err
	})
	a.Made = words[0]
	return "登记了" + words[1], err
}

// editions maps the fields of a draft's form to what they change.
var editions = map[string]func(e *catalogue.Edition, text string) error{
	"生效":   func(e *catalogue.Edition, t string) (err error) { e.From, err = calendar.ParseDay(t); return err },
	"来源":   func(e *catalogue.Edition, t string) error { e.Source = t; return nil },
	"换版说明": func(e *catalogue.Edition, t string) error { e.ChangeNote = t; return nil },
	"法定":   func(e *catalogue.Edition, t string) error { return number(t, &e.StatutoryN) },
	"承诺":   func(e *catalogue.Edition, t string) error { return number(t, &e.OrdinaryN) },
	"重点承诺": func(e *catalogue.Edition, t string) error { return number(t, &e.KeyProjectN) },
	"跑几次":  func(e *catalogue.Edition, t string) error { return number(t, &e.Visits) },
	"到场原因": func(e *catalogue.Edition, t string) error { e.VisitReason = t; return nil },
	"网上办":  func(e *catalogue.Edition, t string) error { e.Online, e.Courier = t == "是", t == "是"; return nil },
	"办件类型": func(e *catalogue.Edition, t string) error {
		e.Kind = map[string]catalogue.Kind{"即办件": catalogue.Instant, "承诺件": catalogue.Promised}[t]
		return nil
	},
	"设定依据": func(e *catalogue.Edition, t string) error { e.Guide.Basis = nil; return nil },
	"依据文件": func(e *catalogue.Edition, t string) error {
		e.Guide.Basis = append([]catalogue.Basis{{Law: "本县文件", Article: "第三条", Document: t}}, ordinary("").Guide.Basis...)
		return nil
	},
	"监督电话": func(e *catalogue.Edition, t string) error { e.Guide.SupervisionPhone = t; return nil },
	"送达时限": func(e *catalogue.Edition, t string) error { return number(t, &e.Rules.DeliveryLimit) },
	"特别程序": func(e *catalogue.Edition, t string) error {
		e.Rules.Procedures = []catalogue.Procedure{{Name: t}}
		return nil
	},
	"收费":   func(e *catalogue.Edition, t string) error { e.Guide.Charged = t == "是"; return nil },
	"收费项目": setFees,
	"先办后缴": func(e *catalogue.Edition, t string) error { e.Rules.PayLater = t == "是"; return nil },
	"加材料": func(e *catalogue.Edition, t string) error {
		e.Materials = append(e.Materials, catalogue.Material{Code: "more", Name: t, Originals: 1, Must: true, Main: true})
		return nil
	},
	"加有条件的材料": func(e *catalogue.Edition, t string) error {
		e.Materials = append(e.Materials, catalogue.Material{Code: "never", Name: t, Originals: 1,
			Condition: catalogue.Condition{{Question: "park", Choices: []string{"moon"}}}})
		return nil
	},
	"减材料": func(e *catalogue.Edition, t string) error {
		kept := []catalogue.Material{}
		for _, m := range e.Materials {
			if m.Code != t {
				kept = append(kept, m)
			}
		}
		e.Materials = kept
		return nil
	},
}

// setFees reads the whole schedule: 名称 元 计费单位 依据的效力；…
func setFees(e *catalogue.Edition, text string) error {
	e.Guide.Charged, e.Guide.Fee, e.Guide.FeeBasis, e.Rules.Fees = true, "见收费项目", "示例依据", nil
	for line := range strings.SplitSeq(text, "；") {
		w := strings.Fields(line)
		if len(w) != 4 {
			return fmt.Errorf("usage: 收费项目：名称 元 计费单位 法律|行政法规|价格文件；…")
		}
		price, err := money.Parse(w[1])
		if err != nil {
			return err
		}
		rank, _ := catalogue.FeeRanks.Find(w[3])
		e.Rules.Fees = append(e.Rules.Fees, catalogue.Fee{Name: w[0], Price: price, Per: w[2], Rank: rank, Basis: "示例依据第一条"})
	}
	return nil
}

func number(text string, into *int) error {
	_, err := fmt.Sscan(text, into)
	return err
}

func (a *Act) amend(e *catalogue.Edition) error {
	for _, f := range a.Fields() {
		change, ok := editions[f.Name]
		if !ok {
			return fmt.Errorf("line %d: a draft has no field %q", f.Line, f.Name)
		}
		if err := change(e, f.Value); err != nil {
			return fmt.Errorf("line %d: %w", f.Line, err)
		}
	}
	return nil
}

// draft opens a version: of the present one, or of an ordinary guide.
func draft(a *Act) (string, error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	var e catalogue.Edition
	err = a.Read(func(tx *store.Tx) error {
		item, err := catalogue.ItemByCode(tx, code)
		if err != nil {
			return err
		}
		e = ordinary(item.Name)
		history, err := catalogue.History(tx, code)
		if err == nil {
			e = history[0].Edition()
		} else if !store.NoRow.Is(err) {
			return err
		}
		e.From, e.Source = tx.Today(), ""
		return nil
	})
	if err != nil {
		return "", err
	}
	if err := a.amend(&e); err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		v, err := catalogue.NewDraft(tx, a.By, code, e)
		a.Made = v.ID
		return err
	})
	if err != nil {
		return "", err
	}
	return a.versionSeen(a.Made)
}

func editDraft(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	var v catalogue.Version
	err = a.Read(func(tx *store.Tx) (err error) { v, err = catalogue.VersionByID(tx, id); return err })
	if err != nil {
		return "", err
	}
	e := v.Edition()
	if err := a.amend(&e); err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error { _, err := catalogue.EditDraft(tx, a.By, id, v.Revision, e); return err })
	if err != nil {
		return "", err
	}
	return a.versionSeen(id)
}

func onVersion(act func(a *Act, tx *store.Tx, v catalogue.Version) error) func(a *Act) (string, error) {
	return func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		err = a.Write(func(tx *store.Tx) error {
			v, err := catalogue.VersionByID(tx, id)
			if err != nil {
				return err
			}
			return act(a, tx, v)
		})
		if err != nil {
			return "", err
		}
		return a.versionSeen(id)
	}
}

// versionSeen is a version as its editor sees it, with what keeps a draft from
// being published.
func (a *Act) versionSeen(id string) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		v, err := catalogue.VersionByID(tx, id)
		if err != nil {
			return err
		}
		seen = versionLine(v)
		if v.State == catalogue.Draft && catalogue.Gate(v) != nil {
			seen += "；还不合发布要求"
		}
		return nil
	})
	return seen, err
}

func versionLine(v catalogue.Version) string {
	limit := catalogue.Limit{N: v.OrdinaryN, Unit: v.StatutoryUnit}
	line := fmt.Sprintf("%s 第 %d 版（%s），%s 起，承诺 %s，材料 %d 份", v.Name, v.Number, catalogue.Flow.Staff(v.State), v.FromDay, limit, len(v.Materials))
	if v.UntilDay != nil {
		line += "，到 " + v.UntilDay.String() + " 为止"
	}
	return line
}

func withdrawItem(a *Act) (string, error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	in := catalogue.WithdrawInput{Reason: a.Field("原因"),
		Transition: map[string]catalogue.Transition{"按原版本办完": catalogue.Finish, "终止": catalogue.Terminate}[a.Field("在办件")]}
	err = a.Write(func(tx *store.Tx) error {
		v, err := catalogue.Current(tx, code, tx.Today())
		if err == nil {
			_, err = catalogue.Withdraw(tx, a.By, v.ID, in)
		}
		return err
	})
	return "停用了", err
}

func itemSeen(a *Act) (seen string, err error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		now, err := catalogue.Current(tx, code, tx.Today())
		if err != nil {
			return err
		}
		lines := []string{"现行：" + versionLine(now)}
		history, err := catalogue.History(tx, code)
		for _, v := range history {
			lines = append(lines, "历史："+versionLine(v))
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

var needZh = map[catalogue.Need]string{catalogue.Bring: "要您提供", catalogue.Spared: "不用交", catalogue.Unneeded: "按您的情况不需要",
	catalogue.Depends: "先回答问题才知道"}

func listSeen(a *Act) (seen string, err error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	answers := catalogue.Answers{}
	for _, pair := range strings.Fields(a.Field("答复")) {
		question, choice, _ := strings.Cut(pair, "=")
		answers[question] = choice
	}
	err = a.Read(func(tx *store.Tx) error {
		v, err := catalogue.Current(tx, code, tx.Today())
		if err != nil {
			return err
		}
		list, _ := catalogue.PersonalList(v, answers)
		var lines []string
		for _, e := range list.Entries {
			lines = append(lines, e.Name+"："+needZh[e.Need])
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}
