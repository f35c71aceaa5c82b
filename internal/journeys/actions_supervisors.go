package journeys

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("开监督员账号", "人 登录名", openSpecial)
	verbs.Register("同意岗位", "", approveGrants)
	verbs.Register("续聘监督员", "聘书 起 止（文件）", renewSupervisor)
	verbs.Register("看名册", "", rosterSeen)
	verbs.Register("派任务", "聘书 任务（要求、单位、期限）", giveTask)
	verbs.Register("反馈任务", "任务（情况）", reportTask)
	verbs.Register("看我的任务", "", tasksOwnSeen)
	verbs.Register("提监督意见", "标题（经过、单位、实名、任务）", handIn)
	verbs.Register("看监督意见", "", opinionsSeen)
	verbs.Register("打开意见", "意见", opinionSeen)
	for word, verb := range map[string]func(a *Act) opinionVerb{
		"交办意见": func(a *Act) opinionVerb {
			unit, days := a.Field("单位"), 5
			return func(tx *store.Tx, by flow.Actor, o appraisal.Opinion) (appraisal.Opinion, error) {
				return appraisal.Assign(tx, by, o.ID, o.Version, unit, days)
			}
		},
		"答复意见": worded("答复", appraisal.Answer),
		"退回答复": worded("意见", appraisal.Return),
		"采纳意见": worded("意见", func(tx *store.Tx, by flow.Actor, id string, v int64, why string) (appraisal.Opinion, error) {
			return appraisal.Rule(tx, by, id, v, true, why)
		}),
		"不采纳意见": worded("意见", func(tx *store.Tx, by flow.Actor, id string, v int64, why string) (appraisal.Opinion, error) {
			return appraisal.Rule(tx, by, id, v, false, why)
		}),
		"确认意见":  worded("的话", appraisal.Confirm),
		"不同意意见": worded("理由", appraisal.Disagree),
	} {
		verbs.Register(word, "意见（…）", onOpinion(verb))
	}
}

type opinionVerb func(tx *store.Tx, by flow.Actor, o appraisal.Opinion) (appraisal.Opinion, error)

func worded(field string, verb func(*store.Tx, flow.Actor, string, int64, string) (appraisal.Opinion, error)) func(*Act) opinionVerb {
	return func(a *Act) opinionVerb {
		words := a.Field(field)
		return func(tx *store.Tx, by flow.Actor, o appraisal.Opinion) (appraisal.Opinion, error) {
			return verb(tx, by, o.ID, o.Version, words)
		}
	}
}

func onOpinion(prepare func(*Act) opinionVerb) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		verb := prepare(a)
		err = a.Write(func(tx *store.Tx) error {
			o, err := appraisal.OpinionByID(tx, a.By, id)
			if err == nil {
				o, err = verb(tx, a.By, o)
			}
			if err == nil {
				seen = opinionLine(o)
			}
			return err
		})
		return seen, err
	}
}

func opinionLine(o appraisal.Opinion) string {
	line := fmt.Sprintf("%s %s：%s", o.Number, o.Title, appraisal.OpinionFlow.Staff(o.State))
	if o.State == appraisal.OpinionAssigned {
		line += fmt.Sprintf("，%s 前答复", *o.Due)
	}
	return line
}

// openSpecial makes the person of the story a real account with the role asked
// for; from then on the person acts by it.
func openSpecial(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 开监督员账号 人 登录名")
	}
	by := a.World.people[words[0]]
	return "账号已开，岗位等安全管理员同意", a.Write(func(tx *store.Tx) error {
		account, _, err := identity.Create(tx, a.By, identity.NewAccount{Login: words[1], StaffID: "T-" + words[1], Name: words[0], Unit: by.Unit, Roles: by.Roles})
		by.Account = account.ID
		return err
	})
}

func approveGrants(a *Act) (string, error) {
	n := 0
	err := a.Write(func(tx *store.Tx) error {
		list, err := identity.Grants(tx)
		for _, g := range list {
			if _, err := identity.Approve(tx, a.By, g.ID); err != nil {
				return err
			}
			n++
		}
		return err
	})
	return fmt.Sprintf("同意了 %d 个岗位", n), err
}

// supervisorOf finds a person of the roster by the letter of appointment.
func supervisorOf(tx *store.Tx, code string) (appraisal.Supervisor, error) {
	roster, err := appraisal.Roster(tx, flow.System("journeys"))
	for _, s := range roster {
		if s.Code == code {
			return s, nil
		}
	}
	if err == nil {
		err = fmt.Errorf("no letter %s", code)
	}
	return appraisal.Supervisor{}, err
}

func renewSupervisor(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 续聘监督员 聘书 起 止")
	}
	from, to, document := words[1], words[2], a.Field("文件")
	return "已续聘", a.Write(func(tx *store.Tx) error {
		s, err := supervisorOf(tx, words[0])
		if err != nil {
			return err
		}
		first, err := parseDays(from, to)
		if err == nil {
			_, err = appraisal.Renew(tx, a.By, s.ID, s.Version, appraisal.Appointment{From: first.From, To: first.To, Document: document})
		}
		return err
	})
}

func rosterSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		roster, err := appraisal.Roster(tx, a.By)
		seen = listed("特聘监督员 %d 人", roster, func(s appraisal.Supervisor) string {
			return fmt.Sprintf("%s %s 第 %d 届 %s 至 %s", s.Code, s.Name, s.Terms, s.FromDay, s.ToDay)
		})
		return err
	})
	return seen, err
}

func giveTask(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 派任务 聘书 任务")
	}
	due, err := a.Day("期限", 0)
	if err != nil {
		return "", err
	}
	in := appraisal.TaskInput{Title: words[1], What: a.Field("要求"), Unit: a.Field("单位"), Due: due}
	return "任务已派", a.Write(func(tx *store.Tx) error {
		s, err := supervisorOf(tx, words[0])
		if err != nil {
			return err
		}
		in.Supervisor = s.ID
		t, err := appraisal.Give(tx, a.By, in)
		a.Made = t.ID
		return err
	})
}

func reportTask(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	words := a.Field("情况")
	return "反馈已交", a.Write(func(tx *store.Tx) error { _, err := appraisal.Report(tx, a.By, id, 1, words); return err })
}

func tasksOwnSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := appraisal.Tasks(tx, a.By, "")
		seen = listed("任务 %d 项", list, func(t appraisal.Task) string {
			return fmt.Sprintf("%s：%s，%s 前", t.Title, appraisal.TaskFlow.Staff(t.State), t.Due)
		})
		return err
	})
	return seen, err
}

func handIn(a *Act) (seen string, err error) {
	title, err := a.Word()
	if err != nil {
		return "", err
	}
	in := appraisal.OpinionInput{Title: title, Words: a.Field("经过"), About: a.Field("单位"), Task: a.Field("任务"), Hidden: a.Field("实名") == ""}
	err = a.Write(func(tx *store.Tx) error {
		o, err := appraisal.HandIn(tx, a.By, in)
		a.Made, seen = o.ID, opinionLine(o)
		return err
	})
	return seen, err
}

func opinionsSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := appraisal.Opinions(tx, a.By, appraisal.OpinionFilter{})
		seen = listed("意见 %d 条", list, opinionLine)
		return err
	})
	return seen, err
}

func opinionSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		o, err := appraisal.OpinionByID(tx, a.By, id)
		if err != nil {
			return err
		}
		who := "不知道是谁提的"
		if s, err := appraisal.SupervisorByID(tx, flow.System("journeys"), o.SupervisorID); err == nil {
			who = s.Name + "提的"
		}
		seen = opinionLine(o) + "\n" + who + "：" + o.Words
		return nil
	})
	return seen, err
}

func parseDays(from, to string) (p manifest.Period, err error) {
	if p.From, err = calendar.ParseDay(from); err == nil {
		p.To, err = calendar.ParseDay(to)
	}
	return p, err
}
