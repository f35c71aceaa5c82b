package house

import (
	"fmt"
	"sort"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

const printed = "\nPrinted from the code by `make generate`; a test compares. Do not edit.\n"

// Flows prints every state table with its diagram.
func Flows(rooms []manifest.Room) string {
	var b strings.Builder
	b.WriteString("# State tables (状态表)\n" + printed)
	for _, r := range rooms {
		for _, t := range r.Flows {
			writeFlow(&b, r, t)
		}
	}
	return b.String()
}

func writeFlow(b *strings.Builder, r manifest.Room, t *flow.Table) {
	fmt.Fprintf(b, "\n## %s `%s`\n\nRoom %s (%s): %d states, %d steps.\n\n", t.Zh, t.Name, r.Name, r.Zh, len(t.States), len(t.Steps))
	b.WriteString("| state | staff | public | final |\n|---|---|---|---|\n")
	for _, s := range t.States {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", s.State, s.Staff, s.Public, mark(s.Final))
	}
	b.WriteString("\n| from | verb | to | who | journal | words |\n|---|---|---|---|---|---|\n")
	for _, s := range t.Steps {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", s.From, s.Verb, s.To, flow.RoleNames(s.Roles), s.Kind, s.Label)
	}
	b.WriteString("\n```mermaid\n" + t.Mermaid() + "```\n")
}

func mark(yes bool) string {
	if yes {
		return "●"
	}
	return ""
}

// PermissionMatrix prints who reaches which way in: route × role.
func PermissionMatrix(rooms []manifest.Room, routes []Route) string {
	var b strings.Builder
	b.WriteString("# Permissions (权限)\n" + printed)
	b.WriteString("\nA public way in (公开) needs no sign-in. What a verb refuses beyond this stands in flows.md.\n")
	b.WriteString("\n## Permissions and their holders\n\n")
	writeMatrix(&b, "permission | 中文", permissionRows(rooms))
	b.WriteString("\n## Ways in\n\n")
	perms := Permissions(rooms)
	var rows []matrixRow
	for _, r := range sorted(routes) {
		rows = append(rows, matrixRow{fmt.Sprintf("`%s %s` | %s", r.Method, r.Path, r.Perm), perms[r.Perm].Roles})
	}
	writeMatrix(&b, "way in | permission", rows)
	return b.String()
}

type matrixRow struct {
	head  string
	roles []flow.Role
}

func permissionRows(rooms []manifest.Room) []matrixRow {
	var rows []matrixRow
	for _, r := range rooms {
		for _, p := range r.Perms {
			rows = append(rows, matrixRow{fmt.Sprintf("`%s` | %s", p.Name, p.Zh), p.Roles})
		}
	}
	return rows
}

func writeMatrix(b *strings.Builder, head string, rows []matrixRow) {
	roles := []flow.Role{flow.RoleSystem}
	for _, r := range identity.Roles {
		roles = append(roles, r.Role)
	}
	fmt.Fprintf(b, "| %s | 公开 |", head)
	for _, r := range roles {
		fmt.Fprintf(b, " %s |", flow.RoleName(r))
	}
	b.WriteString("\n" + strings.Repeat("|---", len(roles)+3) + "|\n")
	for _, row := range rows {
		fmt.Fprintf(b, "| %s | %s |", row.head, mark(len(row.roles) == 0))
		for _, r := range roles {
			fmt.Fprintf(b, " %s |", mark(flow.Actor{Roles: row.roles}.Has(r)))
		}
		b.WriteString("\n")
	}
}

func sorted(routes []Route) []Route {
	out := append([]Route(nil), routes...)
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Path != out[j].Path {
			return out[i].Path < out[j].Path
		}
		return out[i].Method < out[j].Method
	})
	return out
}

// RouteList prints every way in with its title.
func RouteList(rooms []manifest.Room, routes []Route) string {
	var b strings.Builder
	b.WriteString("# Ways in (入口)\n" + printed + "\n| method | path | name | permission | who |\n|---|---|---|---|---|\n")
	perms := Permissions(rooms)
	for _, r := range sorted(routes) {
		who := "公开"
		if roles := perms[r.Perm].Roles; len(roles) > 0 {
			who = flow.RoleNames(roles)
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s |\n", r.Method, r.Path, r.Name, r.Perm, who)
	}
	return b.String()
}

// FigureList prints every figure with its definition.
func FigureList(rooms []manifest.Room) string {
	var b strings.Builder
	b.WriteString("# Figures (指标口径)\n" + printed)
	for _, r := range rooms {
		if len(r.Figures) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s `%s`\n\n| id | 名称 | 单位 | 口径 | 版本 | 公开 | 分单位 |\n|---|---|---|---|---|---|---|\n", r.Zh, r.Name)
		for _, f := range r.Figures {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %d | %s | %s |\n", f.ID, f.Label, f.Unit,
				strings.ReplaceAll(f.Definition, "\n", " "), f.Version, mark(f.Public), mark(f.ByUnit))
		}
	}
	return b.String()
}

var kindNames = map[fault.Kind]string{fault.Invalid: "invalid 填写有误", fault.NotFound: "not found 没有找到",
	fault.Forbidden: "forbidden 无权", fault.Refused: "refused 不符合规定", fault.Conflict: "conflict 他人已改",
	fault.Busy: "busy 暂时不能办", fault.Internal: "internal 系统故障"}

// FaultList prints every fault with its sentence.
func FaultList(defs []*fault.Def) string {
	var b strings.Builder
	b.WriteString("# Faults (差错)\n" + printed + "\n| code | kind | sentence |\n|---|---|---|\n")
	for _, d := range defs {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", d.Code, kindNames[d.Kind], d.Sentence)
	}
	return b.String()
}

// SchemaList prints the tables by owner.
func SchemaList(tables []Table) string {
	var b strings.Builder
	b.WriteString("# Tables (库表)\n" + printed + "\nThe full text is [schema/current.sql](../../schema/current.sql).\n")
	owner := ""
	for _, t := range tables {
		prefix, _, _ := strings.Cut(t.Name, "_")
		if prefix != owner {
			owner = prefix
			fmt.Fprintf(&b, "\n## %s\n\n| table | columns | key | refers to |\n|---|---|---|---|\n", owner)
		}
		var names, refs []string
		for _, c := range t.Columns {
			names = append(names, c.Name)
		}
		for _, r := range t.References {
			refs = append(refs, r.Table)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", t.Name, strings.Join(names, ", "), strings.Join(t.Primary, ", "), strings.Join(refs, ", "))
	}
	return b.String()
}
