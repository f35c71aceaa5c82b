package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"yingshang/internal/kernel/fault"
)

// The exit codes.
const (
	Done        = 0
	FoundWrong  = 1 // what was asked for, looked at or handed in is not in order
	Usage       = 2 // the command line cannot be understood
	Environment = 3 // the machine, a file or the database is in the way
)

// exit is an error that knows its exit code.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string { return e.err.Error() }
func (e *exit) Unwrap() error { return e.err }

func usage(format string, args ...any) error { return &exit{Usage, fmt.Errorf(format, args...)} }
func wrong(format string, args ...any) error { return &exit{FoundWrong, fmt.Errorf(format, args...)} }
func broken(format string, args ...any) error {
	return &exit{Environment, fmt.Errorf(format, args...)}
}

// errHelp ends parsing after help was printed.
var errHelp = errors.New("help was printed")

// Main runs one command line and returns the exit code.
func Main(args []string, in io.Reader, out, messages io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &App{Context: ctx, In: in, Out: out, Messages: messages}
	collectLess()
	err := a.run(args)
	if err == nil || errors.Is(err, errHelp) {
		return Done
	}
	a.sayError(err)
	return codeOf(err)
}

// collectLess lets the heap grow to five times what is alive before it is
// swept, unless GOGC says otherwise: what is alive is about ten megabytes, and
// sweeping so little so often takes a tenth of the processor.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

func (a *App) run(args []string) error {
	file, err := readSettings(args, os.LookupEnv)
	if err != nil {
		return err
	}
	parser, err := a.parser(file)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return a.help(parser.Model.Node)
	}
	command, err := parser.Parse(args)
	if errors.Is(err, errHelp) {
		return err
	}
	if err != nil {
		return usage("%s", inChinese(err, parser.Model))
	}
	return command.Run(a)
}

func (a *App) parser(file *settings) (*kong.Kong, error) {
	options := []kong.Option{
		kong.Name("yingshang"), kong.Writers(a.Out, a.Messages), kong.NoDefaultHelp(),
		kong.Resolvers(file), kong.Bind(a),
	}
	for _, c := range commands() {
		options = append(options, kong.DynamicCommand(c.name, c.help, "", c.grammar))
	}
	return kong.New(&a.Globals, options...)
}

// codeOf maps an error to its exit code: what a person handed in is wrong
// unless the error says otherwise.
func codeOf(err error) int {
	var e *exit
	if errors.As(err, &e) {
		return e.code
	}
	if f, ok := fault.Of(err); ok && f.Def.Kind != fault.Internal && f.Def.Kind != fault.Busy {
		return FoundWrong
	}
	return Environment
}

// sayError prints the sentence for people; the code of a fault only with
// --verbose, where it helps those who look at logs.
func (a *App) sayError(err error) {
	f, ok := fault.Of(err)
	if !ok {
		a.say("%s", err)
		return
	}
	a.say("%s", f.Sentence())
	for _, field := range f.Fields {
		a.say("  %s", field.Sentence)
	}
	if f.Def.Kind == fault.Internal || f.Def.Kind == fault.Busy || a.Verbose {
		a.say("（%s：%v）", f.Def.Code, f.Cause)
	}
}
