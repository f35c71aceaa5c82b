package house

import (
	"path"
	"regexp"
	"strings"

	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

var routePath = regexp.MustCompile(`^/([a-z0-9_.{}$-]+(/|$))*`)

// builtin are the permissions no manifest needs to declare.
func builtin() []manifest.Perm {
	everybody := manifest.Perm{Name: "signed-in", Zh: "登录即可"}
	for _, r := range identity.Roles {
		everybody.Roles = append(everybody.Roles, r.Role)
	}
	return []manifest.Perm{{Name: "public", Zh: "公开"}, everybody}
}

// Permissions maps each permission to its declaration.
func Permissions(rooms []manifest.Room) map[string]manifest.Perm {
	out := map[string]manifest.Perm{}
	for _, p := range builtin() {
		out[p.Name] = p
	}
	for _, r := range rooms {
		for _, p := range r.Perms {
			out[p.Name] = p
		}
	}
	return out
}

// Ways reports routes without a declared permission, routes registered twice
// and permissions nothing asks for.
func Ways(routes []Route, rooms []manifest.Room, asked func(perm string) bool) []Finding {
	perms := Permissions(rooms)
	var out []Finding
	seen, used := map[string]bool{}, map[string]bool{}
	for _, r := range routes {
		where := r.Method + " " + r.Path
		if seen[where] {
			out = append(out, Finding{where, "is registered twice"})
		}
		seen[where] = true
		used[r.Perm] = true
		if _, ok := perms[r.Perm]; !ok {
			out = append(out, Finding{where, "names the permission \"" + r.Perm + "\", which no manifest declares"})
		}
		if !routePath.MatchString(r.Path) || strings.ToLower(pathWords(r.Path)) != pathWords(r.Path) {
			out = append(out, Finding{where, "a path is /room/{id}/verb in lower case"})
		}
	}
	open := map[string]bool{} // rooms with a way in; a room without pages yet is left alone
	for name := range used {
		open[ownerOf(name)] = true
	}
	for _, p := range builtin() {
		used[p.Name] = true
	}
	for name := range perms {
		if open[ownerOf(name)] && !used[name] && !asked(name) {
			out = append(out, Finding{name, "is asked for by no route and no verb"})
		}
	}
	return out
}

func ownerOf(perm string) string {
	owner, _, _ := strings.Cut(perm, ".")
	return owner
}

var pathVariable = regexp.MustCompile(`\{[^}]*\}`)

func pathWords(p string) string { return pathVariable.ReplaceAllString(p, "") }

// Listed reports rooms of the tree that the program's list leaves out.
func Listed(t *Tree, rooms []manifest.Room) []Finding {
	listed := map[string]bool{}
	for _, r := range rooms {
		listed[r.Name] = true
	}
	var out []Finding
	for dir := range t.Packages() {
		if path.Dir(dir) == "internal/rooms" && !listed[path.Base(dir)] {
			out = append(out, Finding{dir, "is not in the list of rooms (internal/app/rooms.go)"})
		}
	}
	return out
}
