package manifest

import (
	"regexp"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// Ground (依据文件) is a document as whoever cites it sees it on a day.
type Ground struct {
	Number string
	Title  string
	Valid  bool   // may be cited
	Words  string // how it stands: 现行有效, 2020-04-10 已废止
	Link   string
}

// GroundSource (依据来源) is a register of documents that other rooms cite by
// number; what it says is invalid cannot be the basis of anything new.
type GroundSource struct {
	Name string // "normdoc"
	// Cited tells how the document stands on the day; ok is false for a number
	// the register is not responsible for, such as a ministry's.
	Cited func(tx *store.Tx, number string, day calendar.Day) (g Ground, ok bool, err error)
}

// GroundSources asks the sources of several rooms as one.
type GroundSources []GroundSource

// GroundsOf gathers the ground sources of the rooms.
func GroundsOf(rooms []Room) GroundSources {
	var out GroundSources
	for _, r := range rooms {
		out = append(out, r.Grounds...)
	}
	return out
}

// Cited asks the first source that is responsible for the number.
func (all GroundSources) Cited(tx *store.Tx, number string, day calendar.Day) (Ground, bool, error) {
	for _, s := range all {
		if g, ok, err := s.Cited(tx, number, day); err != nil || ok {
			return g, ok, err
		}
	}
	return Ground{}, false, nil
}

// Citation (引用) is a published record that cites a document.
type Citation struct {
	Number  string // of the document
	Kind    string // 事项
	Subject string // code of the record
	Title   string
	Unit    string // that has to mend it
	Link    string
}

// CitationSource (引用来源) lists what a room's published records cite on a day,
// so that a register of documents can say which of them stand on nothing.
type CitationSource struct {
	Name string // "catalogue"
	List func(tx *store.Tx, day calendar.Day) ([]Citation, error)
}

// CitationsOf gathers the citation sources of the rooms.
func CitationsOf(rooms []Room) []CitationSource {
	var out []CitationSource
	for _, r := range rooms {
		out = append(out, r.Citations...)
	}
	return out
}

// documentNumber is a document's number (文号): 桃政发〔2020〕3号.
var documentNumber = regexp.MustCompile(`[\p{Han}]+〔\d{4}〕[\p{Han}]*\d+号`)

var brackets = strings.NewReplacer("[", "〔", "]", "〕", "【", "〔", "】", "〕", "［", "〔", "］", "〕", "(", "〔", ")", "〕", "（", "〔", "）", "〕", "﹝", "〔", "﹞", "〕")

// DocumentNumber writes a number with the brackets of GB/T 9704, without blanks.
func DocumentNumber(text string) string {
	return brackets.Replace(strings.Join(strings.Fields(text), ""))
}

// DocumentNumbers finds the numbers of documents in a text, each once.
func DocumentNumbers(text string) []string {
	var out []string
	seen := map[string]bool{}
	for _, number := range documentNumber.FindAllString(DocumentNumber(text), -1) {
		if !seen[number] {
			seen[number] = true
			out = append(out, number)
		}
	}
	return out
}
