package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/rooms/replication"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("看举措", "清单 日期", reformsSeen)
	verbs.Register("看举措经过", "编号", reformSeen)
	verbs.Register("导入正式文本", "编号（名称、文本、出处）", wordReform)
	verbs.Register("改举措计划", "编号（牵头、计划、完成、依据）", planReform)
	for _, word := range []string{"启动", "报进展", "申报完成", "认定基本完成", "退回继续推进", "验收", "撤销完成", "列为不适用", "恢复推进"} {
		verbs.Register("举措"+word, "编号（生效、凭据、情况、文件）", moveReform(word))
	}
}

// moveReform is one verb on a measure: 文件 is the name of a file that was looked
// through already.
func moveReform(word string) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		code, err := a.Word()
		if err != nil {
			return "", err
		}
		in := replication.Move{Document: a.Field("凭据"), Words: a.Field("情况")}
		for _, s := range replication.Flow.Steps {
			if s.Label == word {
				in.Verb = s.Verb
			}
		}
		if in.Day, err = a.Day("生效", 0); err != nil {
			return "", err
		}
		if name, ok := a.Find("文件"); ok {
			in.File = &replication.File{Digest: strings.Repeat("0", 64), Name: name, Mime: "application/pdf", Size: int64(len(pdf))}
		}
		err = a.Write(func(tx *store.Tx) error {
			m, err := replication.ByCode(tx, code)
			if err == nil {
				m, err = replication.Record(tx, a.By, m.ID, m.Version, in)
			}
			seen = fmt.Sprintf("%s %s：%s，%s 起", m.Code(), m.Name(), replication.Flow.Staff(m.State), m.Since)
			return err
		})
		return seen, err
	}
}

func reformsSeen(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 看举措 清单 日期")
	}
	part, _ := replication.ParsePart(words[0])
	day, err := calendar.ParseDay(words[1])
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		list, err := replication.On(tx, part, day, tx.Now())
		seen = listed("举措 %d 项", list, func(s replication.Standing) string {
			return fmt.Sprintf("%s %s：%s，%s 起", s.Code(), s.Name(), replication.Flow.Staff(s.Then), s.From)
		})
		for _, t := range replication.Tallies(list) {
			if t.Part.Part == part {
				seen += fmt.Sprintf("\n完成 %d＋推进 %d＋未启动 %d＋不适用 %d＝%d，待导入 %d", t.Done, t.Moving, t.NotStarted, t.Apart, t.Total, t.Placeholders)
			}
		}
		return err
	})
	return seen, err
}

func reformSeen(a *Act) (seen string, err error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		m, err := replication.ByCode(tx, code)
		if err != nil {
			return err
		}
		history, err := replication.History(tx, m.ID)
		seen = listed("经过 %d 笔", history, func(c replication.Change) string {
			line := fmt.Sprintf("%s %s %s %s", c.Day, replication.Label(c.Verb), c.ByName, c.Document)
			if c.Late() {
				line += "（补录）"
			}
			return strings.TrimSpace(line)
		})
		return err
	})
	return seen, err
}

func wordReform(a *Act) (seen string, err error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	in := replication.Wording{Title: a.Field("名称"), Text: a.Field("文本"), Source: a.Field("出处")}
	err = a.Write(func(tx *store.Tx) error {
		m, err := replication.ByCode(tx, code)
		if err == nil {
			m, err = replication.SetWording(tx, a.By, m.ID, m.Version, in)
		}
		seen = m.Code() + " " + m.Name()
		return err
	})
	return seen, err
}

func planReform(a *Act) (seen string, err error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	due, err := a.Day("完成", 0)
	if err != nil {
		return "", err
	}
	in := replication.Planned{Lead: a.Field("牵头"), Plan: a.Field("计划"), Due: due, Document: a.Field("依据")}
	err = a.Write(func(tx *store.Tx) error {
		m, err := replication.ByCode(tx, code)
		if err == nil {
			m, err = replication.SetPlan(tx, a.By, m.ID, m.Version, in)
		}
		seen = fmt.Sprintf("%s 计划 %s 完成", m.Code(), m.Due)
		return err
	})
	return seen, err
}
