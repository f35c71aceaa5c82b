package house

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// A floor is a layer of the house; imports go from a floor to those it names.
type floor struct {
	name string
	may  []string
}

// floors from top to bottom. The kit (网页与接口套件) stands beside the doors:
// doors use it, it knows no room. The jobs (定时与投递) run what the manifests
// ask for, and therefore stand above them although they live in the store.
var floors = []floor{
	{"cmd", []string{"app"}},
	{"app", []string{"app", "door", "kit", "jobs", "room", "manifest", "register", "store", "kernel", "schema", "county"}},
	{"door", []string{"door", "kit", "room", "manifest", "register", "store", "kernel"}},
	{"kit", []string{"kit", "manifest", "register", "store", "kernel"}},
	{"room", []string{"room", "manifest", "register", "store", "kernel"}},
	{"register", []string{"register", "manifest", "store", "kernel"}},
	{"manifest", []string{"store", "kernel"}},
	{"jobs", []string{"jobs", "manifest", "store", "kernel"}},
	{"store", []string{"store", "kernel", "schema"}},
	{"kernel", []string{"kernel"}},
	{"schema", nil},
	{"county", nil},
}

// surroundings are the floors a test may use to build what its subject lives
// in.
var surroundings = []string{"manifest", "store", "register", "room", "kit", "jobs"}

// roomCalls lists which room may call which, and why.
var roomCalls = map[string]map[string]string{
	"casework":    {"catalogue": "item version, materials, limits"},
	"caselog":     {"catalogue": "items named by the logs of other systems"},
	"hall":        {"catalogue": "the handbook is printed from the items on offer"},
	"bundle":      {"catalogue": "expands a bundle", "casework": "child cases"},
	"assistance":  {"casework": "acts for the applicant", "catalogue": "items of the scope by name"},
	"rating":      {"casework": "rates a decided case"},
	"appraisal":   {"rating": "scores", "monitor": "scores"},
	"documents":   {"casework": "a document written by hand names its case"},
	"supervision": {"mandate": "findings against tasks", "relief": "findings against promises"},
	"enforcement": {"inspection": "a case may start from an inspection"},
}

// registerOrder: a register may use those before it.
var registerOrder = []string{"journal", "org", "identity", "workdays", "party", "project", "papers", "letters"}

// floorOf names the floor of a folder; ok is false for folders that are on no
// floor (the tests about the whole).
func floorOf(dir string) (name string, ok bool) {
	parts := strings.Split(dir, "/")
	switch {
	case parts[0] == "cmd" || parts[0] == "schema" || parts[0] == "county":
		return parts[0], true
	case parts[0] != "internal" || len(parts) < 2:
		return "", false
	case parts[1] == "house" || parts[1] == "journeys":
		return "", false
	case inside(dir, "internal/store/jobs"):
		return "jobs", true
	case parts[1] == "kit": // its frame of the interface is called api, too
		return "kit", true
	case slices.Contains(parts, "pages") || slices.Contains(parts, "api"):
		return "door", true
	case parts[1] == "rooms":
		return "room", true
	case parts[1] == "registers":
		return "register", true
	default:
		return parts[1], true
	}
}

// Floors reports imports that go left or sideways.
func Floors(t *Tree) []Finding {
	var out []Finding
	for _, f := range t.Files {
		from, ok := floorOf(f.Dir)
		if !ok {
			continue
		}
		if !knownFloor(from) {
			out = append(out, Finding{f.Path, "the folder is on no floor; put it on one listed in internal/house/floors.go"})
			continue
		}
		for _, imported := range f.Imports() {
			if !strings.HasPrefix(imported, Module+"/") {
				continue
			}
			to := strings.TrimPrefix(imported, Module+"/")
			if why := refuseImport(f, from, to); why != "" {
				out = append(out, Finding{f.Path, fmt.Sprintf("imports %s: %s", to, why)})
			}
		}
	}
	return out
}

func knownFloor(name string) bool {
	return slices.ContainsFunc(floors, func(f floor) bool { return f.name == name })
}

// refuseImport returns why file f may not import the folder, or "".
func refuseImport(f *File, from, to string) string {
	target, ok := floorOf(to)
	if !ok {
		return "tests about the whole are imported by nobody"
	}
	if testSupport(to) && !f.Test {
		return "test support must not reach the program"
	}
	i := slices.IndexFunc(floors, func(fl floor) bool { return fl.name == from })
	if !slices.Contains(floors[i].may, target) {
		if f.Test && slices.Contains(surroundings, target) {
			return "" // a test may build the surroundings its subject lives in
		}
		return fmt.Sprintf("floor %s may not use floor %s; imports go right only", from, target)
	}
	if f.Test {
		return ""
	}
	switch {
	case target == "room" && (from == "room" || from == "door"):
		return refuseRoom(f.Dir, to)
	case from == "register" && target == "register":
		return refuseRegister(f.Dir, to)
	case from == "door" && target == "door":
		return refuseDoor(f.Dir, to)
	}
	return ""
}

// member is the room or register a folder belongs to.
func member(dir string) string {
	parts := strings.Split(dir, "/")
	if len(parts) > 2 && (parts[1] == "rooms" || parts[1] == "registers") {
		return parts[2]
	}
	return ""
}

func refuseRoom(dir, to string) string {
	own, other := member(dir), member(to)
	if own == other || own == "" {
		return ""
	}
	if _, listed := roomCalls[own][other]; listed {
		return ""
	}
	return fmt.Sprintf("room %s may not call room %s; use a fact, a figure or a clock, or list the call with its reason", own, other)
}

func refuseRegister(dir, to string) string {
	own, other := member(dir), member(to)
	if own == other {
		return ""
	}
	i, j := slices.Index(registerOrder, own), slices.Index(registerOrder, other)
	if i >= 0 && j >= 0 && j < i {
		return ""
	}
	return fmt.Sprintf("register %s may not use register %s; the order is %s",
		own, other, strings.Join(registerOrder, " < "))
}

// refuseDoor keeps doors apart: pages of one room do not use those of another.
func refuseDoor(dir, to string) string {
	if member(dir) == member(to) && member(dir) != "" || path.Dir(dir) == path.Dir(to) || inside(to, dir) {
		return ""
	}
	return "doors do not use each other; shared page parts belong to kit"
}
