package app

import (
	"fmt"
	"os"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
)

type verifyCommand struct {
	Log     verifyLog     `cmd:"" help:"从头核验留痕日志，指出第一处不对的地方。"`
	Receipt verifyReceipt `cmd:"" help:"离线核验一份回执文件。"`
}

type verifyLog struct {
	Saved []string `name:"checkpoint" placeholder:"FILE" sep:"none" help:"另存的检查点文件，可以写几次；用来发现日志被整体改写或退回。"`
}

type findingJSON struct {
	Flaw    string `json:"flaw"`
	Place   int64  `json:"place"`
	Leaf    string `json:"leaf,omitempty"`
	Table   string `json:"table,omitempty"`
	Row     string `json:"row,omitempty"`
	Message string `json:"message"`
}

// logJSON is a verification as programs read it.
type logJSON struct {
	Sound       bool          `json:"sound"`
	Size        int64         `json:"size"`
	Waiting     int64         `json:"waiting"`
	Root        string        `json:"root"`
	Records     int64         `json:"records"`
	Checkpoints int64         `json:"checkpoints"`
	Findings    []findingJSON `json:"findings"`
}

// Run verifies the whole log.
func (c verifyLog) Run(a *App) error {
	var check journal.Check
	for _, path := range c.Saved {
		data, err := a.readFile(path)
		if err != nil {
			return err
		}
		check.Saved = append(check.Saved, data)
	}
	var v journal.Verdict
	err := a.withData(func(s *store.Store) (err error) {
		v, err = journal.VerifyLog(a.Context, s, check)
		return err
	})
	if err != nil {
		return err
	}
	if a.JSON {
		if err := a.printJSON(logOf(v)); err != nil {
			return err
		}
	} else if err := a.print("留痕 %d 条，记录 %d 条，检查点 %d 个，根 %x", v.Size, v.Rows, v.Checkpoints, v.Root[:]); err != nil {
		return err
	}
	return a.sayVerdict(v)
}

func (a *App) sayVerdict(v journal.Verdict) error {
	for i, f := range v.Findings {
		if i == listed {
			break
		}
		a.say("%s", f.Sentence)
	}
	if !v.Sound() {
		return wrong("留痕日志有 %d 处不对，最早的一处：%s", len(v.Findings), v.First.Sentence)
	}
	a.say("留痕日志完好。")
	return nil
}

func logOf(v journal.Verdict) logJSON {
	out := logJSON{Sound: v.Sound(), Size: v.Size, Waiting: v.Waiting, Root: fmt.Sprintf("%x", v.Root[:]),
		Records: v.Rows, Checkpoints: v.Checkpoints, Findings: []findingJSON{}}
	for _, f := range v.Findings {
		out.Findings = append(out.Findings, findingJSON{string(f.Flaw), f.Place, f.Leaf, f.Table, f.Row, f.Sentence})
	}
	return out
}

type verifyReceipt struct {
	File string `arg:"" help:"回执文件（.tlog-proof 或 .promise）。"`
	Key  string `placeholder:"KEY" help:"日志公钥；不写就用数据目录里的。" env:"YINGSHANG_LOG_KEY"`
}

type receiptJSON struct {
	Log      string `json:"log"`
	Code     string `json:"code"`
	Kind     string `json:"kind"`
	Subject  string `json:"subject"`
	At       string `json:"at"`
	Place    int64  `json:"place"`
	Size     int64  `json:"size"`
	Promised bool   `json:"promised"`
}

// Run checks the receipt; a false one is found wrong.
func (c verifyReceipt) Run(a *App) error {
	text, err := a.readFile(c.File)
	if err != nil {
		return err
	}
	key := c.Key
	if key == "" {
		err := a.withData(func(s *store.Store) error {
			return s.Read(a.Context, func(tx *store.Tx) (err error) {
				key, err = journal.Verifier(tx)
				return err
			})
		})
		if err != nil {
			return err
		}
	}
	proven, err := journal.VerifyReceipt(text, key)
	if err != nil {
		return err
	}
	at := calendar.Instant(proven.Leaf.TimeMs)
	if a.JSON {
		return a.printJSON(receiptJSON{proven.Log, proven.Code, proven.Leaf.Kind, proven.Leaf.Subject,
			stamp(at), proven.Place, proven.Size, proven.Promised})
	}
	state := fmt.Sprintf("已列入日志第 %d 位（共 %d 条）", proven.Place, proven.Size)
	if proven.Promised {
		state = "日志已经承诺列入，位置待下一个检查点"
	}
	return a.print("回执属实：%s，%s，查验码 %s，%s", at, proven.Leaf.Kind, proven.Code, state)
}

type checkCommand struct{}

type checkJSON struct {
	Engine  []string      `json:"engine"` // what is wrong below the journal's level
	Log     logJSON       `json:"log"`
	Figures []figureCheck `json:"figures"`
}

type figureCheck struct {
	ID      string `json:"id"`
	Value   int64  `json:"value"`
	Records int64  `json:"records"`
	Message string `json:"message"`
}

// Run looks at the engine, verifies the log and holds every figure of the
// running year against the records behind it.
func (checkCommand) Run(a *App) error {
	var verdict journal.Verdict
	var mismatches []report.Mismatch
	troubles := []string{}
	err := a.withData(func(s *store.Store) error {
		found, _, err := store.CheckEngine(a.Context, s)
		if err != nil {
			return err
		}
		troubles = append(troubles, found...)
		return s.Read(a.Context, func(tx *store.Tx) error {
			if verdict, err = journal.Verify(tx, journal.Check{}); err != nil {
				return err
			}
			year := manifest.Period{From: calendar.DayOf(tx.Today().Year(), 1, 1), To: tx.Today()}
			mismatches, err = report.Check(tx, registry, manifest.Query{Period: year, AsOf: tx.Now()})
			return err
		})
	})
	if err != nil {
		return err
	}
	if a.JSON {
		out := checkJSON{Engine: troubles, Log: logOf(verdict), Figures: []figureCheck{}}
		for _, m := range mismatches {
			out.Figures = append(out.Figures, figureCheck{m.ID, m.Value, m.Records, m.Sentence})
		}
		if err := a.printJSON(out); err != nil {
			return err
		}
	}
	return a.sayCheck(troubles, mismatches, verdict)
}

func (a *App) sayCheck(troubles []string, mismatches []report.Mismatch, verdict journal.Verdict) error {
	for _, t := range troubles {
		a.say("%s", t)
	}
	for _, m := range mismatches {
		a.say("%s", m.Sentence)
	}
	err := a.sayVerdict(verdict)
	switch {
	case err != nil:
		return err
	case len(troubles) > 0:
		return wrong("数据库有 %d 处不对，请从备份恢复。", len(troubles))
	case len(mismatches) > 0:
		return wrong("有 %d 个数字与背后的记录不一致，请核对口径。", len(mismatches))
	}
	return nil
}

type doctorCommand struct{}

// Run looks at what has to be in order before the program can be relied upon.
func (doctorCommand) Run(a *App) error {
	type line struct {
		Name   string `json:"name"`
		OK     bool   `json:"ok"`
		Detail string `json:"detail"`
	}
	var lines []line
	add := func(name string, err error, detail string) {
		if err != nil {
			detail = err.Error()
		}
		lines = append(lines, line{name, err == nil, detail})
	}
	_, err := a.book("")
	add("calendar", err, "今天在已发布的节假日安排之内")
	if a.hasData() {
		err = a.withStore(func(s *store.Store) error { return nil })
		add("data", err, "数据可以打开，结构是最新的")
	} else {
		_, err = os.Stat(".")
		add("data", err, "还没有数据（"+a.dir()+"），第一次导入时会新建")
	}
	bad := 0
	for _, l := range lines {
		mark := "✓"
		if !l.OK {
			mark = "✗"
			bad++
		}
		if !a.JSON {
			if err := a.print("%s %s：%s", mark, l.Name, l.Detail); err != nil {
				return err
			}
		}
	}
	if a.JSON {
		if err := a.printJSON(lines); err != nil {
			return err
		}
	}
	if bad > 0 {
		return broken("有 %d 项要处理，见上。", bad)
	}
	return nil
}
