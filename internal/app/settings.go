package app

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// defaultSettings is read when it exists.
const defaultSettings = "yingshang.conf"

// settings is the configuration file: lines of "name = value", where a name is
// that of a flag; # begins a remark.
type settings struct {
	path   string
	values map[string]string
	lookup func(string) (string, bool) // environment
}

// readSettings finds and reads the file before the flags are parsed, because it
// is asked for their values while they are.
func readSettings(args []string, lookup func(string) (string, bool)) (*settings, error) {
	s := &settings{values: map[string]string{}, lookup: lookup}
	path, named := configPath(args, lookup)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return s, nil
	}
	if err != nil {
		return nil, broken("配置文件 %s 打不开：%v。请核对 --config 写的路径。", path, err)
	}
	defer f.Close()
	s.path = path
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			return nil, usage("配置文件 %s 第 %d 行没有等号。请写成“名称 = 值”，例如 data = /srv/yingshang。", path, n)
		}
		s.values[strings.TrimSpace(name)] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	return s, lines.Err()
}

func configPath(args []string, lookup func(string) (string, bool)) (path string, named bool) {
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--config="); ok {
			return value, true
		}
		if arg == "--config" && i+1 < len(args) {
			return args[i+1], true
		}
	}
	if value, ok := lookup("YINGSHANG_CONFIG"); ok && value != "" {
		return value, true
	}
	return defaultSettings, false
}

// Validate refuses names that are no flag.
func (s *settings) Validate(app *kong.Application) error {
	known := map[string]bool{}
	var names []string
	_ = kong.Visit(app, func(node kong.Visitable, next kong.Next) error { // the visitor itself never fails
		if flag, ok := node.(*kong.Flag); ok && !known[flag.Name] {
			known[flag.Name] = true
			names = append(names, flag.Name)
		}
		return next(nil)
	})
	slices.Sort(names)
	for name := range s.values {
		if !known[name] {
			return usage("配置文件 %s 里的“%s”不认识。%s", s.path, name, nearest(name, names))
		}
	}
	return nil
}

// Resolve gives a flag its value from the file. The environment goes first:
// the parser would otherwise let the file override it.
func (s *settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, env := range flag.Envs {
		if _, set := s.lookup(env); set {
			return nil, nil
		}
	}
	if value, ok := s.values[flag.Name]; ok {
		return value, nil
	}
	return nil, nil
}
