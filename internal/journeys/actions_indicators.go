package journeys

import (
	"fmt"

	"yingshang/internal/app"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

var mandated = app.Mandated()

func init() {
	verbs.Register("起草指标", "体系代码", draftSystem)
	verbs.Register("分指标", "体系 单位", assignIndicators)
	verbs.Register("改指标", "体系 编码 名称（权重、单位、取数）", editIndicator)
	verbs.Register("公布指标", "体系 文件", publishSystem)
	verbs.Register("开自评", "体系 名称 起 止 期限", openScoring)
	verbs.Register("结束自评", "", closeScoring)
	verbs.Register("看自评", "", scoresSeen)
	verbs.Register("交自评", "指标 分（理由、值、佐证）", fileScore)
	verbs.Register("复核自评", "指标 分（意见）", reviewScore(true))
	verbs.Register("退回自评", "指标（意见）", reviewScore(false))
}

func draftSystem(a *Act) (seen string, err error) {
	code, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		s, err := mandate.DraftSystem(tx, a.By, code)
		if err != nil {
			return err
		}
		list, err := mandate.IndicatorsOf(tx, a.By, s.ID)
		var sum mandate.Weight
		for _, i := range mandate.Scored(list) {
			sum += i.Weight
		}
		a.Made, seen = s.ID, fmt.Sprintf("%d 项，权重合计 %s", len(list), sum)
		return err
	})
	return seen, err
}

// assignIndicators gives every indicator of the draft to one unit.
func assignIndicators(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 分指标 体系 单位")
	}
	return "已分到单位", a.Write(func(tx *store.Tx) error {
		list, err := mandate.IndicatorsOf(tx, a.By, words[0])
		for _, i := range list {
			s, err := mandate.SystemByID(tx, a.By, words[0])
			if err != nil {
				return err
			}
			i.Unit = words[1]
			if _, _, err := mandate.EditIndicator(tx, a.By, s.ID, s.Version, i); err != nil {
				return err
			}
		}
		return err
	})
}

func editIndicator(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 改指标 体系 编码 名称")
	}
	weight, _ := mandate.ParseWeight(a.Field("权重"))
	in := mandate.Indicator{Code: words[1], Name: words[2], Weight: weight, Better: "none", Unit: a.Field("单位"), Figure: a.Field("取数")}
	return "已保存", a.Write(func(tx *store.Tx) error {
		s, err := mandate.SystemByID(tx, a.By, words[0])
		if err == nil {
			_, _, err = mandate.EditIndicator(tx, a.By, s.ID, s.Version, in)
		}
		return err
	})
}

func publishSystem(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 公布指标 体系 文件")
	}
	return "已公布", a.Write(func(tx *store.Tx) error {
		s, err := mandate.SystemByID(tx, a.By, words[0])
		if err == nil {
			_, err = mandated.PublishSystem(tx, a.By, s.ID, s.Version, words[1])
		}
		return err
	})
}

func openScoring(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 5 {
		return "", fmt.Errorf("usage: 开自评 体系 名称 起 止 期限")
	}
	period, err := parseDays(words[2], words[3])
	if err != nil {
		return "", err
	}
	due, err := calendar.ParseDay(words[4])
	if err != nil {
		return "", err
	}
	return "自评已开始", a.Write(func(tx *store.Tx) error {
		_, err := mandate.OpenRound(tx, a.By, mandate.RoundInput{System: words[0], Title: words[1], From: period.From, To: period.To, Due: due})
		return err
	})
}

func closeScoring(a *Act) (string, error) {
	return "已结束", a.Write(func(tx *store.Tx) error {
		list, err := mandate.Rounds(tx, a.By)
		if err == nil {
			_, err = mandate.CloseRound(tx, a.By, list[0].ID, list[0].Version)
		}
		return err
	})
}

func scoresSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := mandate.Scores(tx, a.By, "", "")
		seen = listed("自评 %d 项", list, scoreSeenLine)
		return err
	})
	return seen, err
}

func scoreSeenLine(s mandate.ScoreLine) string {
	line := fmt.Sprintf("%s %s：%s", s.Code, s.Name, mandate.ScoreFlow.Staff(s.State))
	if s.FiledAt != nil {
		line += fmt.Sprintf("，值 %s，自评 %s", s.Value, *s.Points)
	}
	if s.Got != nil {
		sign := ""
		diff := s.Adjusted()
		if diff < 0 {
			sign, diff = "-", -diff
		}
		line += fmt.Sprintf("，复核 %s（差 %s%s）", *s.Got, sign, diff)
	}
	return line
}

// scoreNamed finds the score of the indicator in sight; one out of sight answers
// like the verb would.
func scoreNamed(tx *store.Tx, by flow.Actor, code string) (mandate.ScoreLine, error) {
	for _, who := range []flow.Actor{by, flow.System("journeys")} {
		list, err := mandate.Scores(tx, who, "", "")
		if err != nil {
			return mandate.ScoreLine{}, err
		}
		for _, s := range list {
			if s.Code == code {
				return s, nil
			}
		}
	}
	return mandate.ScoreLine{}, fmt.Errorf("no score of %s", code)
}

func fileScore(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 交自评 指标 分")
	}
	points, _ := mandate.ParseWeight(words[1])
	in := mandate.ScoreInput{Points: points, Value: a.Field("值"), Grounds: a.Field("理由"), Proofs: proofsOf(a.Field("佐证"))}
	err = a.Write(func(tx *store.Tx) error {
		s, err := scoreNamed(tx, a.By, words[0])
		if err == nil {
			s, err = mandated.FileScore(tx, a.By, s.ID, s.Version, in)
		}
		seen = scoreSeenLine(s)
		return err
	})
	return seen, err
}

func reviewScore(accept bool) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		code, err := a.Word()
		if err != nil {
			return "", err
		}
		in := mandate.Review{Accept: accept, Opinion: a.Field("意见")}
		if accept {
			word, err := a.Word()
			if err != nil {
				return "", err
			}
			in.Points, _ = mandate.ParseWeight(word)
		}
		err = a.Write(func(tx *store.Tx) error {
			s, err := scoreNamed(tx, a.By, code)
			if err == nil {
				s, err = mandate.ReviewScore(tx, a.By, s.ID, s.Version, in)
			}
			seen = scoreSeenLine(s)
			return err
		})
		return seen, err
	}
}
