package journeys

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("拿评价码", "办件", takeToken)
	verbs.Register("评价", "办件 等级（意见、渠道）", rate)
	verbs.Register("电话评价", "办件编号 等级（通话记录）", ratePhone)
	verbs.Register("再次评价", "办件 等级", rateAgain)
	verbs.Register("发起现场评价", "取号 事由", openVisit)
	verbs.Register("看差评", "", tasksSeen)
	verbs.Register("看评价汇总", "", sumSeen)
	verbs.Register("联系评价人", "联系上|没有联系上（情况、类别、理由）", onTask(func(a *Act) (taskAct, error) {
		word, err := a.Word()
		talk := rating.Talk{Reached: word == "联系上", Note: a.Field("情况"), Class: rating.Class(a.code(classWords, "类别")), Why: a.Field("理由")}
		return func(tx *store.Tx, by flow.Actor, d rating.Task) error {
			_, err := rating.Contact(tx, by, d.ID, d.Version, talk)
			return err
		}, err
	}))
	verbs.Register("核实差评", "（方式、核实、整改、到位、依据）", onTask(func(a *Act) (taskAct, error) {
		found := rating.Finding{Kind: a.code(kindWords, "方式"), Found: a.Field("核实"), Action: a.Field("整改"), Basis: a.Field("依据")}
		if found.Kind == "" {
			found.Kind = rating.Fixed
		}
		if _, named := a.Find("到位"); named {
			day, err := a.Day("到位", 0)
			if err != nil {
				return nil, err
			}
			found.By = &day
		}
		return func(tx *store.Tx, by flow.Actor, d rating.Task) error {
			_, err := rating.Find(tx, by, d.ID, d.Version, found)
			return err
		}, nil
	}))
	verbs.Register("办结整改", "（答复、公开）", onTask(func(a *Act) (taskAct, error) {
		reply := rating.Reply{Told: a.Field("答复"), Public: a.Field("公开")}
		return func(tx *store.Tx, by flow.Actor, d rating.Task) error {
			_, err := rating.Resolve(tx, by, d.ID, d.Version, reply)
			return err
		}, nil
	}))
}

var (
	classWords = map[string]string{"一般": string(rating.Ordinary), "复杂": string(rating.Complex)}
	kindWords  = map[string]string{"整改到位": rating.Fixed, "限期整改": rating.FixBy, "解释说明": rating.Explained}
)

// code reads a field that is one of known words.
func (a *Act) code(words map[string]string, field string) string { return words[a.Field(field)] }

// level reads one of the five levels by its words.
func (a *Act) level() (rating.Level, error) {
	word, err := a.Word()
	if err != nil {
		return 0, err
	}
	return rating.Level(slices.Index(rating.LevelZh[:], word)), nil
}

// tokenFor is what stands on the applicant's receipt or in the message.
func (a *Act) tokenFor(id string) (token string, err error) {
	if kept, ok := a.World.kept["评价码 "+id]; ok {
		return kept, nil
	}
	err = a.Read(func(tx *store.Tx) error {
		code, err := rating.Token(tx, flow.System("journeys"), id)
		token = string(code)
		return err
	})
	return token, err
}

// takeToken opens the link on the page of one's case.
func takeToken(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	return "拿到了评价码", a.Read(func(tx *store.Tx) error { _, err := rating.Token(tx, a.By, id); return err })
}

var rateChannels = map[string]rating.Channel{"": rating.SMS, "短信": rating.SMS, "大厅平板": rating.Tablet}

func rate(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	level, err := a.level()
	if err != nil {
		return "", err
	}
	in := rating.Answer{Level: level, Channel: rateChannels[a.Field("渠道")], Words: a.Field("意见"), Device: a.By.Account}
	token, err := a.tokenFor(id)
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error { _, err := rating.Rate(tx, a.By, token, in); return err })
	return "谢谢您的评价：" + a.wordsOf(level), err
}

func (a *Act) wordsOf(level rating.Level) string {
	if !level.Valid() {
		return ""
	}
	return level.Zh()
}

func ratePhone(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	level, err := a.level()
	if err != nil {
		return "", err
	}
	call := a.Field("通话记录")
	err = a.Write(func(tx *store.Tx) error {
		number, err := numberOf(tx, id)
		if err == nil {
			_, err = rating.EnterByPhone(tx, a.By, number, call, rating.Answer{Level: level})
		}
		return err
	})
	return "录入了电话评价：" + a.wordsOf(level), err
}

func rateAgain(a *Act) (string, error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	level, err := a.level()
	if err != nil {
		return "", err
	}
	token, err := a.tokenFor(id)
	if err != nil {
		return "", err
	}
	return "再次评价：" + a.wordsOf(level), a.Write(func(tx *store.Tx) error {
		_, err := rating.Again(tx, a.By, token, level, "")
		return err
	})
}

func openVisit(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 发起现场评价 取号 事由")
	}
	err := a.Write(func(tx *store.Tx) error {
		inv, token, err := rating.OpenVisit(tx, a.By, words[0], words[1])
		a.Made = inv.ID
		a.World.kept["评价码 "+inv.ID] = string(token)
		return err
	})
	return "小票上印了评价码", err
}

// taskAct is what a person does to the one open redress.
type taskAct func(tx *store.Tx, by flow.Actor, d rating.Task) error

func onTask(prepare func(a *Act) (taskAct, error)) func(a *Act) (string, error) {
	return func(a *Act) (string, error) {
		act, err := prepare(a)
		if err != nil {
			return "", err
		}
		err = a.Write(func(tx *store.Tx) error {
			tasks, err := rating.Tasks(tx, flow.System("journeys"), "", true, 10)
			if err != nil {
				return err
			}
			if len(tasks) != 1 {
				return fmt.Errorf("%d redresses are open, not one", len(tasks))
			}
			return act(tx, a.By, tasks[0])
		})
		if err != nil {
			return "", err
		}
		return tasksSeen(a)
	}
}

func tasksSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		tasks, err := rating.Tasks(tx, a.By, "", false, 20)
		lines := []string{fmt.Sprintf("差评整改 %d 件", len(tasks))}
		for _, d := range tasks {
			lines = append(lines, fmt.Sprintf("%s：%s，%s；%s 前联系，%s 前整改", d.ItemName, d.Level.Zh(),
				rating.RedressFlow.Staff(d.State), d.ContactDue, d.RectifyDue))
			if d.FollowUp != nil {
				lines = append(lines, "整改后再评："+d.FollowUp.Level.Zh())
			}
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

func sumSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		year := manifest.Period{From: calendar.DayOf(2020, 1, 1), To: tx.Today()}
		s, err := rating.Sum(tx, a.By, year, "")
		seen = fmt.Sprintf("本期评价 %d 条", s.Count())
		return err
	})
	return seen, err
}
