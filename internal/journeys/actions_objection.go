package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

func fileObjection(a *Act) (seen string, err error) {
	name, grounds, evidence := a.words[len(a.words)-1], a.Field("理由"), a.Field("凭据")
	nth, err := a.Number("第几条", 0)
	if err != nil {
		return "", err
	}
	err = a.onCard(a.Write, func(tx *store.Tx, c appraisal.Card) error {
		row, err := rowNamed(c, name)
		if err != nil {
			return err
		}
		in := appraisal.ObjectionInput{Subject: c.Subject.ID, Item: row.Item.Code, Grounds: grounds, Evidence: evidence}
		if nth > 0 {
			in.Line = row.Lines[nth-1].ID
		}
		o, err := appraisal.Object(tx, a.By, in)
		a.Made, seen = o.ID, fmt.Sprintf("%s：%s，%s 前答复", o.Number, appraisal.ObjectionFlow.Staff(o.State), o.Due)
		return err
	})
	a.Rest()
	return seen, err
}

func answerObjection(upheld bool) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		answer, points := a.Field("答复"), a.Field("改为")
		err = a.Write(func(tx *store.Tx) error {
			o, err := appraisal.ObjectionByID(tx, a.By, id)
			if err != nil {
				return err
			}
			if upheld {
				o, err = appraisal.Uphold(tx, a.By, id, o.Version, answer, points)
			} else {
				o, err = appraisal.Dismiss(tx, a.By, id, o.Version, answer)
			}
			seen = o.Number + "：" + appraisal.ObjectionFlow.Staff(o.State)
			return err
		})
		return seen, err
	}
}

func correctScore(a *Act) (seen string, err error) {
	name, points, in := a.words[len(a.words)-1], a.Field("改为"), appraisal.Erratum{Reason: a.Field("原因"), Document: a.Field("依据")}
	err = a.onCard(a.Write, func(tx *store.Tx, c appraisal.Card) error {
		row, err := rowNamed(c, name)
		if err != nil {
			return err
		}
		in.SubjectID, in.Item = c.Subject.ID, row.Item.Code
		e, err := appraisal.Correct(tx, a.By, in, c.Run.Version, points)
		seen = fmt.Sprintf("%s：更正后总分 %s", e.Number, e.TotalNow)
		return err
	})
	a.Rest()
	return seen, err
}

func publicSeen(a *Act) (seen string, err error) {
	kind, err := a.kind()
	if err != nil {
		return "", err
	}
	month, err := a.month()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		p, err := appraisal.PublicOf(tx, kind, month)
		lines := []string{p.Run.Title()}
		for _, s := range p.Subjects {
			lines = append(lines, subjectLine(s))
		}
		for _, e := range p.Errata {
			lines = append(lines, fmt.Sprintf("更正 %s：%s 分", e.Number, e.TotalNow))
		}
		for _, g := range p.Scheme.Body.Grades {
			lines = append(lines, fmt.Sprintf("%s %d 个", g.Zh, p.Counts[g.Zh]))
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

func composeBulletin(a *Act) (seen string, err error) {
	quarter, err := a.month()
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		b, err := appraisal.Compose(tx, a.By, quarter)
		a.Made, seen = b.ID, b.Title()+"：待签发"
		return err
	})
	return seen, err
}

func onBulletin(done string, verb func(*store.Tx, flow.Actor, string, int64) (appraisal.Bulletin, error)) func(*Act) (string, error) {
	return func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return "通报已" + done, a.Write(func(tx *store.Tx) error {
			b, err := appraisal.BulletinByID(tx, a.By, id)
			if err == nil {
				_, err = verb(tx, a.By, id, b.Version)
			}
			return err
		})
	}
}

func bulletinSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		b, err := appraisal.BulletinByID(tx, a.By, id)
		if err != nil {
			return err
		}
		lines := []string{b.Title()}
		if b.Number != nil {
			lines[0] += *b.Number
		}
		for _, s := range b.Body.Sections {
			lines = append(lines, fmt.Sprintf("%s：%d 个月，%d 个", s.Kind.Zh(), len(s.Months), len(s.Rows)))
			for _, r := range s.Rows {
				if r.Average != nil {
					lines = append(lines, fmt.Sprintf("　第 %d 名 %s 平均 %s %s %s", r.Place, r.Name, r.Average, r.Grade, r.Note))
				} else {
					lines = append(lines, fmt.Sprintf("　%s %s %s", r.Name, r.Grade, r.Note))
				}
			}
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}
