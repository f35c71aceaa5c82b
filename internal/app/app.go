package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"yingshang/internal/app/demo"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// defaultData is the data directory when nobody names one.
const defaultData = "yingshang-data"

// Globals are the flags every command takes.
type Globals struct {
	Help    helpFlag `short:"h" help:"显示帮助。"`
	Data    string   `help:"数据目录（默认 ./yingshang-data）。" placeholder:"DIR" env:"YINGSHANG_DATA"`
	DB      string   `help:"PostgreSQL 地址；不写就用数据目录里的 SQLite。" placeholder:"URL" env:"YINGSHANG_DB"`
	County  string   `help:"县（市、区）行政区划代码。" default:"430922" placeholder:"CODE" env:"YINGSHANG_COUNTY"`
	JSON    bool     `name:"json" help:"以 JSON 输出结果。" env:"YINGSHANG_JSON"`
	Config  string   `help:"配置文件（默认 ./yingshang.conf，可以没有）。" placeholder:"FILE" env:"YINGSHANG_CONFIG"`
	Verbose bool     `help:"显示更多细节。" env:"YINGSHANG_VERBOSE"`
}

// App is one run of the program.
type App struct {
	Globals
	Context  context.Context
	In       io.Reader
	Out      io.Writer
	Messages io.Writer
	Clock    store.Clock // nil means the machine's
}

// say prints a message for people.
func (a *App) say(format string, args ...any) {
	_, _ = fmt.Fprintf(a.Messages, format+"\n", args...) // nowhere is left to report it to
}

// print writes data.
func (a *App) print(format string, args ...any) error {
	_, err := fmt.Fprintf(a.Out, format+"\n", args...)
	return err
}

// printJSON writes one value, indented; text is not escaped for web pages.
func (a *App) printJSON(v any) error {
	out := json.NewEncoder(a.Out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(v)
}

func (a *App) clock() store.Clock {
	if a.Clock != nil {
		return a.Clock
	}
	return store.SystemClock{}
}

// today is the machine's day, for commands that need no data.
func (a *App) today() calendar.Day { return a.clock().Now().Day() }

func (a *App) dir() string {
	if a.Data != "" {
		return a.Data
	}
	return defaultData
}

// hasData reports whether the user named data, or the default holds some.
func (a *App) hasData() bool {
	if a.DB != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(a.dir(), store.DatabaseFile))
	return err == nil
}

// withData runs fn on existing data. Commands that only read refuse to make a
// new directory, because a mistyped path would answer with zeros.
func (a *App) withData(fn func(s *store.Store) error) error {
	if !a.hasData() {
		return broken("在 %s 里没有找到数据。请用 --data 指明数据目录；第一次使用请先导入台账（yingshang import）。", a.dir())
	}
	return a.withStore(fn)
}

// withStore opens the data, making it if need be, and closes it after fn. What
// fn did is given its place in the journal before the program ends.
func (a *App) withStore(fn func(s *store.Store) error) error {
	s, err := a.open()
	if err != nil {
		return broken("数据打不开：%v。请确认目录可写、没有另一个程序正在使用，数据库地址正确。", err)
	}
	err = fn(s)
	// Told to stop, the program still gives what it did its place.
	if sequenced := journal.Sequence(context.WithoutCancel(a.Context), s); sequenced != nil {
		err = errors.Join(err, fmt.Errorf("留痕排序：%w", sequenced))
	}
	return errors.Join(err, s.Close())
}

// open opens the data on the machine's clock; a demonstration goes on in its own
// time, whatever command opens it.
func (a *App) open() (*store.Store, error) {
	config := store.Config{Dir: a.dir(), URL: a.DB, County: a.County, Clock: a.clock()}
	s, err := store.Open(a.Context, config)
	if err != nil || a.Clock != nil {
		return s, err
	}
	var demonstration bool
	err = s.Read(a.Context, func(tx *store.Tx) (err error) {
		demonstration, err = identity.IsDemo(tx)
		return err
	})
	if err != nil || !demonstration {
		return s, err
	}
	config.Clock = store.ClockFrom(max(s.Last(), demo.End))
	if err := s.Close(); err != nil {
		return nil, err
	}
	return store.Open(a.Context, config)
}

// operator is who acts on the command line: whoever may open the data
// directory. It works as the coordinator's office and is named in the journal.
func (a *App) operator() flow.Actor {
	by := flow.System("cli")
	by.Name, by.Channel = "命令行", "cli"
	by.Roles = append(by.Roles, identity.Coordinator)
	return by
}
