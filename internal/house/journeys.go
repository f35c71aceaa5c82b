package house

import (
	"path"
	"regexp"
	"strings"
)

// journeyOf is the line by which a script says which mechanisms it walks
// through: "机制 casework, rating".
var journeyOf = regexp.MustCompile(`(?m)^机制[ 　:：]+(.+)$`)

// Journeys reports rooms no script walks through.
func Journeys(t *Tree) []Finding {
	walked := map[string]bool{}
	for p, text := range t.Texts {
		if path.Dir(p) != "journeys" || path.Ext(p) != ".txt" {
			continue
		}
		for _, m := range journeyOf.FindAllStringSubmatch(text, -1) {
			for _, name := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == '，' || r == '、' || r == ' ' }) {
				walked[name] = true
			}
		}
	}
	var out []Finding
	for dir := range t.Packages() {
		if path.Dir(dir) == "internal/rooms" && !walked[path.Base(dir)] {
			out = append(out, Finding{dir, "no script in journeys/ names it on its 机制 line"})
		}
	}
	return out
}
