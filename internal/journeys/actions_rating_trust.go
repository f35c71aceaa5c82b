package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("申诉差评", "误评|恶意（理由、证据）", onTask(func(a *Act) (taskAct, error) {
		word, err := a.Word()
		plea := rating.Plea{Ground: groundWords[word], Reason: a.Field("理由"), Evidence: a.Field("证据")}
		return func(tx *store.Tx, by flow.Actor, d rating.Task) error {
			_, err := rating.Lodge(tx, by, d.ID, d.Version, plea)
			return err
		}, err
	}))
	verbs.Register("决定申诉", "成立|不成立（理由）", onTask(func(a *Act) (taskAct, error) {
		word, err := a.Word()
		reason := a.Field("理由")
		return func(tx *store.Tx, by flow.Actor, d rating.Task) error {
			version := int64(0)
			if d.Appeal != nil {
				version = d.Appeal.Version
			}
			_, err := rating.Decide(tx, by, d.ID, version, word == "成立", reason)
			return err
		}, err
	}))
	verbs.Register("看好差评公开", "半年", publicationSeen)
	verbs.Register("看异常评价", "", suspectsSeen)
	verbs.Register("核查异常", "保留|剔除（理由）", ruleFirst)
}

var groundWords = map[string]rating.Ground{"误评": rating.Mistaken, "恶意": rating.Malicious}

// publicationSeen is what anybody reads of a half-year, such as 2020-1.
func publicationSeen(a *Act) (seen string, err error) {
	word, err := a.Word()
	if err != nil {
		return "", err
	}
	var h rating.Half
	if _, err := fmt.Sscanf(word, "%d-%d", &h.Year, &h.N); err != nil {
		return "", fmt.Errorf("a half-year is written 2020-1: %w", err)
	}
	err = a.Read(func(tx *store.Tx) error {
		p, err := rating.Publish(tx, h)
		lines := []string{fmt.Sprintf("%s：评价 %d 条，应答 %d÷%d，剔除 %d 条", h.Zh(), p.Whole.N, p.Whole.Answered, p.Whole.Asked, p.Out())}
		if p.Whole.Rated() {
			lines = append(lines, fmt.Sprintf("好评 %d÷%d", p.Whole.UpTo(3), p.Whole.N))
		} else {
			lines = append(lines, fmt.Sprintf("满 %d 条才算率", p.Least))
		}
		for _, o := range p.Followed.Outcomes {
			kind, _ := rating.KindOf(o.Kind)
			lines = append(lines, "差评："+kind.Zh+rating.GroundZh[o.Excluded]+"，"+o.Words)
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

func suspectsSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		waiting, done, err := rating.Suspects(tx, a.By, tx.Today().Year())
		lines := []string{fmt.Sprintf("等核查 %d 条", len(waiting))}
		for _, s := range waiting {
			lines = append(lines, rating.AnomalyKindOf(s.Kind).Zh+"："+s.Text)
		}
		for _, r := range done {
			word := "剔除"
			if r.Kept {
				word = "保留"
			}
			lines = append(lines, fmt.Sprintf("%s %d 条：%s", word, len(r.Refs), r.Reason))
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

// ruleFirst decides on the one anomaly that waits.
func ruleFirst(a *Act) (string, error) {
	word, err := a.Word()
	if err != nil {
		return "", err
	}
	reason := a.Field("理由")
	err = a.Write(func(tx *store.Tx) error {
		year := tx.Today().Year()
		waiting, _, err := rating.Suspects(tx, a.By, year)
		if err != nil {
			return err
		}
		if len(waiting) != 1 {
			return fmt.Errorf("%d anomalies wait, not one", len(waiting))
		}
		_, err = rating.Rule(tx, a.By, waiting[0].Key, year, rating.Ruling{Keep: word == "保留", Reason: reason, Count: len(waiting[0].Refs)})
		return err
	})
	if err != nil {
		return "", err
	}
	return suspectsSeen(a)
}
