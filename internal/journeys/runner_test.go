package journeys

import (
	"errors"
	"strings"
	"testing"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var full = fault.Define("journeys.full", fault.Refused, "已有 {n} 份，请先取走。")

// shelf is a toy county: people put papers on a shelf that holds two.
func shelf(t *testing.T, s *store.Store, clock *store.SetClock) *World {
	t.Helper()
	var papers []string
	verbs := Verbs{}
	verbs.Register("放", "名称", func(a *Act) (string, error) {
		name, err := a.Word()
		if err != nil {
			return "", err
		}
		if len(papers) == 2 {
			return "", full.New(fault.Args{"n": 2})
		}
		papers = append(papers, name)
		a.Made = "paper-" + name
		return a.By.Name + "放了" + name + a.Field("备注"), nil
	})
	verbs.Register("看", "", func(*Act) (string, error) { return strings.Join(papers, "，"), nil })
	verbs.Register("坏", "", func(*Act) (string, error) { return "", errors.New("disk on fire") })
	count := func(*store.Tx, manifest.Query) (manifest.Value, error) {
		return manifest.Value{Num: int64(len(papers)), Den: 1, Text: "二"}, nil
	}
	trace := func(*store.Tx, manifest.Query) ([]manifest.Record, error) {
		return make([]manifest.Record, 1), nil // one record that adds nothing: the sum is wrong
	}
	whole := func(*store.Tx, manifest.Query) ([]manifest.Record, error) {
		out := make([]manifest.Record, len(papers))
		for i := range out {
			out[i].Amount = 1
		}
		return out, nil
	}
	return &World{Store: s, Clock: clock, Verbs: verbs, Rooms: []manifest.Room{{Name: "shelf",
		Sweeps: []manifest.Sweep{{Name: "shelf.clear", Run: func(*store.Store) error { papers = nil; return nil }}},
		Figures: []manifest.Figure{{ID: "papers.held", Label: "在架", Value: count, Trace: whole},
			{ID: "papers.lost", Label: "无据", Value: count, Trace: trace}}}}}
}

const people = "账号 甲 窗口人员 县局\n"

func TestRunnerTellsAStory(t *testing.T) {
	t.Parallel()
	s, clock := storetest.SQLite(t)
	script, err := Parse("一.txt", `# 架上两份
机制 shelf
日期 2020-06-09
`+people+`
甲 放 申请表 记作 甲件
    备注：（原件）
期望 甲放了申请表（原件）
甲 放 “营业 执照”
甲 放 章程 !journeys.full
期望 已有 2 份 请先取走
时间 14:30
甲 看
期望 申请表 “营业 执照”
不期望 章程
指标 papers.held 二
图 papers.held 二 自 2020-01-01 至 2020-06-30
过 2 天
巡检 shelf.clear
甲 看
不期望 申请表
`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := shelf(t, s, clock).Run(script)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# 架上两份", "[2020-06-09 09:00] 甲 放 申请表", "备注：（原件）",
		"→ ！已有 2 份，请先取走。", "[2020-06-11 14:30] 甲 看"} {
		if !strings.Contains(got, want) {
			t.Errorf("the transcript lacks %q:\n%s", want, got)
		}
	}
}

// TestRunnerFails: each script goes wrong in one way, on the line given.
func TestRunnerFails(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	for script, want := range map[string]string{
		"甲 看":                                "1: 甲 看: nobody is called",
		people + "甲 跳":                       "no verb is called",
		people + "甲 放":                       "a word is missing",
		people + "甲 看 书":                     `the word "书" is not used`,
		people + "甲 放 书\n  备柱：x":             `no field "备柱"`,
		people + "甲 放 书 !journeys.full":      "should be refused with journeys.full",
		people + "甲 坏":                       "disk on fire",
		people + "甲 坏 !journeys.full":        "disk on fire",
		people + "甲 放 书\n期望 笔":               "4: 期望 笔: \"笔\" is not to be seen",
		people + "甲 放 书\n不期望 书":              "is to be seen",
		people + "甲 放 书\n拒绝 !journeys.full":  "nothing was refused",
		people + "甲 看 记作 乙":                  "made nothing",
		people + "甲 放 书":                     "expects nothing",
		people + "甲 放 书\n指标 papers.held 三":   "在架 is 二, not 三",
		people + "甲 放 书\n指标 papers.lost 二":   "add up to 0",
		people + "指标 papers.gone 1":          "there is no figure",
		people + "账号 甲 窗口人员":                 "introduced before",
		"账号 乙 掌柜":                            "no role is called",
		"机制 attic":                           `no room "attic"`,
		"日期 2019-01-01":                      "the clock stands at",
		"日期 昨天":                              "日期 昨天",
		"过 三 天":                              "usage: 过",
		"巡检 shelf.none":                      "0 of the named sweeps",
		"身份 丙 高胜":                            "usage: 身份",
		"期望":                                 "usage: 期望",
		people + "甲 放 “书":                    "not closed",
		"  备注：x":                             "below the step",
		people + "  没有冒号":                    "名称：内容",
		"# nothing":                          "has no step",
		people + "甲 放 书 !journeys.full 记作 书": "could be named",
		people + "甲 放 甲 记作 书\n甲 放 乙 记作 书\n期望 甲": "already the name",
	} {
		if strings.HasPrefix(want, "4:") {
			script = "# 标题\n" + script
		}
		parsed, err := Parse("x.txt", script)
		if err == nil {
			clock := store.NewSetClock(storetest.Start)
			_, err = shelf(t, s, clock).Run(parsed)
		}
		var at *ScriptError
		if !errors.As(err, &at) || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "x.txt:") {
			t.Errorf("%q:\nwant %q, got %v", script, want, err)
		}
	}
}
