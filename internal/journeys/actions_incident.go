package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/incident"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("登记涉企案件", "案号（类别、行为、企业、发生、案情、投诉）", registerIncident)
	verbs.Register("更正涉企案件", "案件（行为、企业、发生、案情、投诉、理由）", amendIncident)
	verbs.Register("更正涉案文书", "案件 事项（日期、文书、理由）", correctIncident)
	verbs.Register("登记涉案人员", "案件（姓名、身份证）", involvePerson)
	verbs.Register("登记措施", "人员 措施（日期、文书）", imposeMeasure)
	verbs.Register("撤销措施", "措施（理由）", func(a *Act) (string, error) {
		id, err := a.Word()
		reason := a.Field("理由")
		if err != nil {
			return "", err
		}
		return "措施已撤销，记录保留", a.Write(func(tx *store.Tx) error { _, err := incident.Revoke(tx, a.By, id, reason); return err })
	})
	verbs.Register("看姓名", "人员（理由）", func(a *Act) (seen string, err error) {
		id, err := a.Word()
		reason := a.Field("理由")
		if err != nil {
			return "", err
		}
		err = a.Write(func(tx *store.Tx) (err error) { seen, err = incident.Reveal(tx, a.By, id, reason); return err })
		return seen, err
	})
	verbs.Register("看涉企案件", "", incidentsSeen)
	verbs.Register("打开涉企案件", "案件", incidentSeen)
	verbs.Register("看查阅记录", "", casesAccessSeen)
	verbs.Register("看限知悉数", "指标 起 止", guardedSeen)
	verbs.Register("申请公布案件数", "起 止（用途、依据）", askRelease)
	verbs.Register("看公布的案件数", "公布", casesPublicSeen)
	verbs.Register("定小数规则", "下限（依据）", func(a *Act) (string, error) {
		a.Rest()
		least, err := a.Number("下限", 0)
		document := a.Field("依据")
		if err != nil {
			return "", err
		}
		return "规则已定", a.Write(func(tx *store.Tx) error { _, err := incident.SetRule(tx, a.By, int64(least), document); return err })
	})
	for _, word := range []string{"立案", "不予立案", "处罚", "移送", "撤案", "登记作废"} {
		verbs.Register("案件"+word, "案件（日期、文书、理由）", moveIncident(word))
	}
	for word, verb := range map[string]flow.Verb{"同意公布": incident.VerbGrant, "不同意公布": incident.VerbRefuse, "撤回公布": incident.VerbRecall} {
		verbs.Register(word, "公布（意见）", decideRelease(verb))
	}
}

// credits are the codes of the enterprises of the county by their short names.
func creditOf(short string) string {
	for _, e := range enterprises {
		if e.short == short {
			return e.credit
		}
	}
	return short
}

func (a *Act) incidentInput(number string) (incident.Input, error) {
	in := incident.Input{Number: number, Credit: creditOf(a.rawField("企业")), Summary: a.Field("案情"), Complaint: a.Field("投诉")}
	in.Kind, _ = incident.Parse(incident.Kinds, a.Field("类别"))
	in.Conduct, _ = incident.Parse(incident.Conducts, a.Field("行为"))
	var err error
	in.Happened, err = a.Day("发生", 0)
	return in, err
}

// rawField is a field as it was written, without names being filled in.
func (a *Act) rawField(name string) string {
	a.read[name] = true
	for _, f := range a.form {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

func registerIncident(a *Act) (seen string, err error) {
	number, err := a.Word()
	if err != nil {
		return "", err
	}
	in, err := a.incidentInput(number)
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		i, err := incident.Register(tx, a.By, in)
		a.Made, seen = i.ID, i.Number+"："+incident.Flow.Staff(i.State)
		return err
	})
	return seen, err
}

// dossier reads a case as its keeper does, for the version the act is to carry.
func dossier(tx *store.Tx, by flow.Actor, id string) (incident.Incident, error) {
	d, err := incident.Open(tx, by, id)
	return d.Incident, err
}

func amendIncident(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	in, err := a.incidentInput("")
	if err != nil {
		return "", err
	}
	reason := a.Field("理由")
	err = a.onIncident(id, func(tx *store.Tx, i incident.Incident) error {
		i, err := incident.Amend(tx, a.By, i.ID, i.Version, in, reason)
		seen = i.Number + "：已更正，原来的留着"
		return err
	})
	return seen, err
}

// onIncident reads a case in one act and does something with it in the next, as
// people do.
func (a *Act) onIncident(id string, do func(*store.Tx, incident.Incident) error) error {
	var i incident.Incident
	err := a.Write(func(tx *store.Tx) (err error) { i, err = dossier(tx, a.By, id); return err })
	if err != nil {
		return err
	}
	return a.Write(func(tx *store.Tx) error { return do(tx, i) })
}

func moveIncident(word string) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		in := incident.Move{Document: a.Field("文书"), Reason: a.Field("理由")}
		for _, s := range incident.Flow.Steps {
			if s.Label == word {
				in.Verb = s.Verb
			}
		}
		if in.Day, err = a.Day("日期", 0); err != nil {
			return "", err
		}
		err = a.onIncident(id, func(tx *store.Tx, i incident.Incident) error {
			i, err := incident.Record(tx, a.By, i.ID, i.Version, in)
			seen = i.Number + "：" + incident.Flow.Staff(i.State)
			return err
		})
		return seen, err
	}
}

func correctIncident(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 更正涉案文书 案件 事项")
	}
	day, err := a.Day("日期", 0)
	if err != nil {
		return "", err
	}
	document, reason := a.Field("文书"), a.Field("理由")
	return "已更正，原来的一笔保留", a.Write(func(tx *store.Tx) error {
		d, err := incident.Open(tx, a.By, words[0])
		if err != nil {
			return err
		}
		for _, act := range d.Acts {
			if incident.Label(act.Verb) == words[1] && act.SupersededAt == nil {
				_, err = incident.Correct(tx, a.By, act.ID, day, document, reason)
				return err
			}
		}
		return fmt.Errorf("no step %s", words[1])
	})
}

func involvePerson(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	in := incident.PersonInput{Name: a.Field("姓名"), Citizen: a.Field("身份证")}
	err = a.Write(func(tx *store.Tx) error {
		p, err := incident.Involve(tx, a.By, id, in)
		a.Made, seen = p.ID, "已登记 "+p.Mask
		return err
	})
	return seen, err
}

func imposeMeasure(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 登记措施 人员 措施")
	}
	in := incident.MeasureInput{Document: a.Field("文书")}
	in.Kind, _ = incident.Parse(incident.Measures, words[1])
	if in.Day, err = a.Day("日期", a.World.Clock.Now().Day()); err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		m, err := incident.Impose(tx, a.By, words[0], in)
		a.Made, seen = m.ID, "已登记"+words[1]
		return err
	})
	return seen, err
}

func incidentsSeen(a *Act) (seen string, err error) {
	err = a.Write(func(tx *store.Tx) error {
		list, err := incident.List(tx, a.By, incident.Find{})
		seen = listed("案件 %d 起", list, func(i incident.Incident) string { return i.Number + " " + incident.Flow.Staff(i.State) })
		return err
	})
	return seen, err
}

func incidentSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		d, err := incident.Open(tx, a.By, id)
		if err != nil {
			return err
		}
		lines := []string{fmt.Sprintf("%s %s %s：%s", d.Number, incident.Zh(incident.Kinds, d.Kind), d.Victim.Name, incident.Flow.Staff(d.State)),
			"案情：" + d.Incident.Number + " " + d.Summary}
		for _, act := range d.Acts {
			line := fmt.Sprintf("%s %s %s", act.Day, incident.Label(act.Verb), act.Document)
			if act.SupersededAt != nil {
				line += "（已被更正）"
			}
			lines = append(lines, line)
		}
		for _, p := range d.Persons {
			lines = append(lines, "人员 "+p.Mask)
		}
		for _, m := range d.Measures {
			line := "措施 " + incident.Zh(incident.Measures, m.Kind)
			if m.RevokedAt != nil {
				line += "（已撤销）"
			}
			lines = append(lines, line)
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}

func casesAccessSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := incident.Accesses(tx, a.By, 100)
		// The end of an id is chance; a transcript has none.
		seen = listed("查阅 %d 次", list, func(x incident.Access) string { return strings.TrimSpace(x.Kind + " " + x.By.Name + " " + x.Reason) })
		return err
	})
	return seen, err
}

func guardedSeen(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 看限知悉数 指标 起 止")
	}
	period, err := parseDays(words[1], words[2])
	if err != nil {
		return "", err
	}
	registry := report.NewRegistry(a.World.Rooms[:len(a.World.Rooms)-1])
	err = a.Read(func(tx *store.Tx) error {
		answer, err := report.OneFor(tx, registry, a.By, words[0], manifest.Query{Period: period})
		seen = answer.Label + " " + answer.Value.Text
		return err
	})
	return seen, err
}

func askRelease(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 申请公布案件数 起 止")
	}
	var period manifest.Period
	if period.From, err = calendar.ParseDay(words[0]); err == nil {
		period.To, err = calendar.ParseDay(words[1])
	}
	if err != nil {
		return "", err
	}
	purpose, document := a.Field("用途"), a.Field("依据")
	err = a.Write(func(tx *store.Tx) error {
		r, err := incident.Ask(tx, a.By, period, purpose, document)
		a.Made, seen = r.ID, fmt.Sprintf("刑事 %d 行政 %d 拘留 %d：%s", r.Criminal, r.Administrative, r.Detained, incident.ReleaseFlow.Staff(r.State))
		return err
	})
	return seen, err
}

func decideRelease(verb flow.Verb) func(*Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		reason := a.Field("意见")
		err = a.Write(func(tx *store.Tx) error {
			all, err := incident.Releases(tx, a.By)
			if err != nil {
				return err
			}
			version := int64(0)
			for _, r := range all {
				if r.ID == id {
					version = r.Version
				}
			}
			r, err := incident.Decide(tx, a.By, id, version, verb, reason)
			seen = incident.ReleaseFlow.Staff(r.State)
			return err
		})
		return seen, err
	}
}

func casesPublicSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		b, err := incident.PublicOf(tx, id)
		if err != nil {
			return err
		}
		lines := []string{fmt.Sprintf("刑事立案 %d 起，行政案件 %d 起，行政拘留 %d 人", b.Release.Criminal, b.Release.Administrative, b.Release.Detained)}
		for _, row := range b.Rows {
			n := "＊"
			if row.N != nil {
				n = fmt.Sprint(*row.N)
			}
			lines = append(lines, row.Zh+" "+n)
		}
		if !b.Told {
			lines = append(lines, "不分行为公布")
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}
