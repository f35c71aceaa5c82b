package journeys

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// directive is a line that is not a person's act.
type directive struct {
	refusal bool // takes a !code
	run     func(w *World, words []string) error
}

var directives map[string]directive

func init() {
	directives = map[string]directive{
		"机制":  {run: mechanisms},
		"日期":  {run: setDay},
		"时间":  {run: setTime},
		"过":   {run: pass},
		"账号":  {run: join},
		"身份":  {run: stand},
		"期望":  {run: expectSeen},
		"不期望": {run: expectUnseen},
		"拒绝":  {refusal: true, run: expectRefusal},
		"巡检":  {run: sweep},
		"指标":  {run: figure},
		"图":   {run: figure},
	}
}

// mechanisms checks that the rooms a story names exist.
func mechanisms(w *World, words []string) error {
	for _, word := range words {
		for _, name := range strings.FieldsFunc(word, func(r rune) bool { return r == ',' || r == '，' || r == '、' }) {
			if !slices.ContainsFunc(w.Rooms, func(r manifest.Room) bool { return r.Name == name }) {
				return fmt.Errorf("there is no room %q", name)
			}
		}
	}
	return nil
}

// setDay puts the clock on a day, at 09:00 unless a time is given.
func setDay(w *World, words []string) error {
	if len(words) == 1 {
		words = append(words, "09:00")
	}
	if len(words) != 2 {
		return fmt.Errorf("usage: 日期 2020-06-09 [14:30]")
	}
	return moveTo(w, words[0]+" "+words[1])
}

func setTime(w *World, words []string) error {
	if len(words) != 1 {
		return fmt.Errorf("usage: 时间 14:30")
	}
	return moveTo(w, w.Clock.Now().Day().String()+" "+words[0])
}

// moveTo moves the clock forward; stories, like the house, do not go back.
func moveTo(w *World, text string) error {
	at, err := calendar.ParseInstant(text)
	if err != nil {
		return err
	}
	if at < w.Clock.Now() {
		return fmt.Errorf("the clock stands at %s already", w.Clock.Now())
	}
	w.Clock.Set(at)
	return nil
}

var spans = map[string]time.Duration{"天": 24 * time.Hour, "小时": time.Hour, "分钟": time.Minute}

func pass(w *World, words []string) error {
	if len(words) == 2 && spans[words[1]] > 0 {
		if n, err := strconv.Atoi(words[0]); err == nil && n > 0 {
			w.Clock.Advance(time.Duration(n) * spans[words[1]])
			return nil
		}
	}
	return fmt.Errorf("usage: 过 3 天 (or 小时, 分钟)")
}

// join introduces a person: name, roles joined by 、, and the unit.
func join(w *World, words []string) error {
	if len(words) < 2 {
		return fmt.Errorf("usage: 账号 窗口李 窗口人员 [单位] [窗口]")
	}
	name := words[0]
	if _, known := w.people[name]; known {
		return fmt.Errorf("%s was introduced before", name)
	}
	by := &flow.Actor{Account: name, Name: name, Channel: "pc"}
	for _, zh := range strings.Split(words[1], "、") {
		i := slices.IndexFunc(identity.Roles, func(r identity.RoleInfo) bool { return r.Zh == zh })
		if i < 0 {
			return fmt.Errorf("no role is called %q", zh)
		}
		by.Roles = append(by.Roles, identity.Roles[i].Role)
	}
	if len(words) > 2 {
		by.Unit = w.expand(words[2])
	}
	if len(words) > 3 {
		by.Window = w.expand(words[3])
	}
	if w.Join != nil {
		if err := w.Join(w, by, words); err != nil {
			return err
		}
	}
	w.people[name] = by
	return nil
}

// stand lets an applicant act for a party.
func stand(w *World, words []string) error {
	if len(words) != 2 || w.people[words[0]] == nil {
		return fmt.Errorf("usage: 身份 赵六 高胜模架 (赵六 introduced with 账号)")
	}
	by, party := w.people[words[0]], w.expand(words[1])
	if w.Stand != nil {
		return w.Stand(w, by, party)
	}
	by.Party = party
	return nil
}

func expectSeen(w *World, words []string) error {
	w.wants++
	for _, word := range words {
		if !strings.Contains(w.seen, w.expand(word)) {
			return fmt.Errorf("%q is not to be seen in:\n%s", word, w.seen)
		}
	}
	if len(words) == 0 {
		return fmt.Errorf("usage: 期望 words that are seen")
	}
	return nil
}

func expectUnseen(w *World, words []string) error {
	w.wants++
	for _, word := range words {
		if strings.Contains(w.seen, w.expand(word)) {
			return fmt.Errorf("%q is to be seen in:\n%s", word, w.seen)
		}
	}
	if len(words) == 0 {
		return fmt.Errorf("usage: 不期望 words that are not seen")
	}
	return nil
}

func expectRefusal(w *World, words []string) error {
	if len(words) != 1 || !strings.HasPrefix(words[0], "!") {
		return fmt.Errorf("usage: 拒绝 !fault.code")
	}
	return w.refused(words[0][1:])
}

// sweep runs scheduled work now: the named pieces, or all.
func sweep(w *World, words []string) error {
	ran := 0
	for _, r := range w.Rooms {
		for _, s := range r.Sweeps {
			if len(words) > 0 && !slices.Contains(words, s.Name) {
				continue
			}
			ran++
			if err := s.Run(w.Store); err != nil {
				return fmt.Errorf("%s: %w", s.Name, err)
			}
		}
	}
	if ran == 0 || len(words) > 0 && ran != len(words) {
		return fmt.Errorf("%d of the named sweeps exist", ran)
	}
	if w.After != nil {
		return w.After(w)
	}
	return nil
}

// figure compares a figure with a value, from the first day of the year to
// today unless a period is given, and adds up its trace.
func figure(w *World, words []string) error {
	today := w.Clock.Now().Day()
	asOf := w.Clock.Now()
	if n := len(words); n > 4 && words[n-3] == "截至" {
		var err error
		if asOf, err = calendar.ParseInstant(words[n-2] + " " + words[n-1]); err != nil {
			return err
		}
		words = words[:n-3]
	}
	q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(today.Year(), 1, 1), To: today}, AsOf: asOf}
	if len(words) == 6 && words[2] == "自" && words[4] == "至" {
		var err error
		if q.Period.From, err = calendar.ParseDay(words[3]); err != nil {
			return err
		}
		if q.Period.To, err = calendar.ParseDay(words[5]); err != nil {
			return err
		}
	} else if len(words) != 2 {
		return fmt.Errorf("usage: 指标 id value [自 2020-01-01 至 2020-06-30] [截至 2020-06-10 09:00]")
	}
	w.wants++
	for _, r := range w.Rooms {
		for _, f := range r.Figures {
			if f.ID == words[0] {
				return w.compare(f, q, words[1])
			}
		}
	}
	return fmt.Errorf("there is no figure %q", words[0])
}

func (w *World) compare(f manifest.Figure, q manifest.Query, want string) error {
	return w.Store.Read(context.Background(), func(tx *store.Tx) error {
		value, err := f.Value(tx, q)
		if err != nil {
			return err
		}
		records, err := f.Trace(tx, q)
		if err != nil {
			return err
		}
		var sum int64
		for _, r := range records {
			sum += r.Amount
		}
		if value.Text != want {
			return fmt.Errorf("%s is %s, not %s (%d records)", f.Label, value.Text, want, len(records))
		}
		if value.Den == 1 && sum != value.Num {
			return fmt.Errorf("%s is %d, but its %d records add up to %d", f.Label, value.Num, len(records), sum)
		}
		fmt.Fprintf(&w.log, "\n[%s] %s %s\n", w.Clock.Now(), f.Label, value.Text)
		return nil
	})
}
