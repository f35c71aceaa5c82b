package app

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"
)

// helpFlag prints the help of the command it is met on.
type helpFlag bool

// BeforeReset runs as soon as the flag is met, before anything is required.
func (helpFlag) BeforeReset(ctx *kong.Context, a *App) error {
	if err := a.help(ctx.Selected()); err != nil {
		return err
	}
	return errHelp
}

// help prints what a command does, its parts and its flags.
func (a *App) help(node *kong.Node) error {
	var b strings.Builder
	if node == nil || node.Type == kong.ApplicationNode {
		b.WriteString("营商：县域营商环境平台。一个程序，一个数据目录。\n\n用法：yingshang 命令 [参数]\n")
	} else {
		fmt.Fprintf(&b, "%s\n\n用法：%s\n", node.Help, strings.TrimSpace("yingshang "+pathOf(node)+places(node)))
	}
	if node == nil {
		return a.print("%s", b.String())
	}
	writeCommands(&b, node)
	writeFlags(&b, node)
	if node.Type == kong.ApplicationNode {
		b.WriteString("\n例：\n" + examples)
	}
	return a.print("%s", strings.TrimRight(b.String(), "\n"))
}

const examples = `  yingshang import case-log 办件.csv --dry-run    先看看有没有错
  yingshang figures --from 2020-01-01 --to 2020-06-30 --by unit
  yingshang calendar due --start 2020-06-22 --days 5

退出码：0 完成，1 查出问题，2 用法不对，3 环境有问题。每个命令都可以加 --json；“命令 --help”看详细用法。
`

func pathOf(node *kong.Node) string {
	var names []string
	for n := node; n != nil && n.Type != kong.ApplicationNode; n = n.Parent {
		names = append([]string{n.Name}, names...)
	}
	return strings.Join(names, " ")
}

func places(node *kong.Node) string {
	text := ""
	for _, p := range node.Positional {
		text += " " + strings.ToUpper(p.Name)
	}
	if len(node.Children) > 0 {
		text += " 子命令"
	}
	return text + " [选项]"
}

func writeCommands(b *strings.Builder, node *kong.Node) {
	if len(node.Children) > 0 {
		b.WriteString("\n命令：\n")
	}
	for _, child := range node.Children {
		if !child.Hidden {
			fmt.Fprintf(b, "  %-12s %s\n", child.Name, child.Help)
		}
	}
	for _, p := range node.Positional {
		fmt.Fprintf(b, "\n  %-12s %s", strings.ToUpper(p.Name), p.Help)
	}
	if len(node.Positional) > 0 {
		b.WriteString("\n")
	}
}

func writeFlags(b *strings.Builder, node *kong.Node) {
	for n := node; n != nil; n = n.Parent {
		title := "\n选项：\n"
		if n.Type == kong.ApplicationNode {
			title = "\n所有命令都可以用的选项：\n"
		}
		written := false
		for _, flag := range n.Flags {
			if flag.Hidden {
				continue
			}
			if !written {
				b.WriteString(title)
				written = true
			}
			name := "--" + flag.Name
			if !flag.IsBool() {
				name += " " + strings.ToUpper(flag.FormatPlaceHolder())
			}
			fmt.Fprintf(b, "  %-22s %s\n", name, flag.Help)
		}
	}
}

// sentences turn the parser's messages into Chinese.
var sentences = []struct {
	pattern *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`^unknown flag (\S+), did you mean (?:one of )?(.+)\?$`), "没有“$1”这个选项，是不是要写 $2？"},
	{regexp.MustCompile(`^unknown flag (\S+)$`), "没有“$1”这个选项，请用 --help 看看有哪些。"},
	{regexp.MustCompile(`^unexpected argument (.+), did you mean (?:one of )?(.+)\?$`), "不认识“$1”，是不是要写 $2？"},
	{regexp.MustCompile(`^unexpected (?:argument|token) (.+)$`), "不认识“$1”，请用 --help 看看怎么写。"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "还缺少 $1，请补上。"},
	{regexp.MustCompile(`^missing positional arguments (.+)$`), "还缺少 $1，请补上。"},
	{regexp.MustCompile(`^expected one of (.+)$`), "后面还要写一个子命令：$1。"},
	{regexp.MustCompile(`^expected (.+)$`), "后面还要写 $1，请补上。"},
	{regexp.MustCompile(`^(\S+) must be one of (.+) but got (.+)$`), "$1 只能写 $2，现在写的是 $3。"},
	{regexp.MustCompile(`^(\S+?)(?:=\S+)?: expected a valid \d+ bit int but got (.+)$`), "$1 要写整数，现在写的是 $2。"},
	{regexp.MustCompile(`^(\S+?)(?:=\S+)?: missing value.*$`), "$1 后面还要写一个值。"},
}

func inChinese(err error, model *kong.Application) string {
	text := err.Error()
	for _, s := range sentences {
		if s.pattern.MatchString(text) {
			return strings.ReplaceAll(s.pattern.ReplaceAllString(text, s.chinese), `"`, "")
		}
	}
	return text + "。请用 --help 看看怎么写。"
}

// nearest suggests the known name that is most like the given one.
func nearest(name string, known []string) string {
	best, distance := "", 3
	for _, k := range known {
		if d := edits(name, k); d < distance {
			best, distance = k, d
		}
	}
	if best != "" {
		return "是不是要写“" + best + "”？"
	}
	return "可以写：" + strings.Join(known, "、") + "。"
}

// edits is the Levenshtein distance.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
