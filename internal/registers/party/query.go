package party

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/store"
)

// ByID returns one party, or store.NoRow.
func ByID(tx *store.Tx, id string) (Party, error) { return partyByID.One(tx, tx.County(), id) }

// Names returns the names of parties as lists show them, by id, in one read; an id
// may be wanted more than once.
func Names(tx *store.Tx, wanted []string) (map[string]string, error) {
	wanted = slices.Compact(slices.Sorted(slices.Values(wanted)))
	found, err := partyNames.Page(tx, new(store.Where).And("county = ?", tx.County()).In("id", wanted...), "id", max(1, len(wanted)))
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(found))
	for _, p := range found {
		names[p.ID] = p.Name
	}
	return names, nil
}

// ByCredit finds the holder of a credit code.
func ByCredit(tx *store.Tx, code ids.CreditCode) (Party, bool, error) {
	return partyCredit.Find(tx, tx.County(), code)
}

// ByCitizenID finds the person with a citizen number.
func ByCitizenID(tx *store.Tx, number ids.CitizenID) (Party, bool, error) {
	row, ok, err := citizenOwner.Find(tx, tx.County(), tx.Blind("citizen-id", string(number)))
	if err != nil || !ok {
		return Party{}, false, err
	}
	p, err := ByID(tx, row.ID)
	return p, err == nil, err
}

const (
	usualFind = 20
	mostFound = 200
	mostTerms = 8 // terms of a query that narrow the search; more add nothing
)

// Search finds parties by words of their name, pinyin initials, the beginning
// of a credit code, or a person's whole name, citizen number or mobile.
// Erased parties are not found. Results are masked as everywhere.
func Search(tx *store.Tx, f Find) ([]Party, error) {
	limit := min(max(f.Limit, 0), mostFound)
	if limit == 0 {
		limit = usualFind
	}
	text, _ := zh.Normalise(f.Text)
	var found []Party
	for _, way := range waysOf(text) {
		conds := way(tx, text)
		if conds == nil {
			continue
		}
		f.narrow(tx, conds)
		page, err := parties.Page(tx, conds, "id", mostFound)
		if err != nil {
			return nil, err
		}
		found = append(found, page...)
	}
	if initials := letters(text); initials != "" {
		found = slices.DeleteFunc(found, func(p Party) bool { return !matches(p, text, initials) })
	}
	return firstOf(found, limit), nil
}

// firstOf keeps each party once, in the order of registration.
func firstOf(found []Party, limit int) []Party {
	slices.SortFunc(found, func(a, b Party) int { return strings.Compare(a.ID, b.ID) })
	found = slices.CompactFunc(found, func(a, b Party) bool { return a.ID == b.ID })
	return found[:min(limit, len(found))]
}

type way func(tx *store.Tx, text string) *store.Where

// waysOf picks how a text can be looked for; none for an empty text.
func waysOf(text string) []way {
	switch {
	case text == "":
		return []way{func(*store.Tx, string) *store.Where { return &store.Where{} }}
	case letters(text) != "":
		return []way{byInitials, byCreditBegin}
	}
	return []way{byWords, byCreditBegin, bySecret("person-name"), bySecret("citizen-id"), bySecret("mobile")}
}

func (f Find) narrow(tx *store.Tx, w *store.Where) {
	w.And(inCounty, tx.County()).And(notErased)
	if f.Kind != "" {
		w.And(ofKind, f.Kind)
	}
	if f.Area != "" {
		w.And(areaBegins, strings.TrimSuffix(strings.TrimSuffix(f.Area, "00"), "00")+"%")
	}
}

func byWords(tx *store.Tx, text string) *store.Where {
	terms := zh.QueryTerms(text)
	if len(terms) == 0 {
		return nil
	}
	w := &store.Where{}
	for _, term := range terms[:min(len(terms), mostTerms)] {
		w.And(hasTerm, tx.County(), wordTerm+term)
	}
	return w
}

func byInitials(tx *store.Tx, text string) *store.Where {
	w := &store.Where{}
	for i, pair := range pairs(letters(text)) {
		if i < mostTerms {
			w.And(hasTerm, tx.County(), initialTerm+pair)
		}
	}
	return w
}

// byCreditBegin uses bounds instead of LIKE so that the index serves both
// engines; the alphabet of the codes ends before Z.
func byCreditBegin(_ *store.Tx, text string) *store.Where {
	code := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	if len(code) < 4 || len(code) > 18 || strings.Trim(code, "0123456789ABCDEFGHJKLMNPQRTUWXY") != "" {
		return nil
	}
	return (&store.Where{}).And(creditWithin, code, code+strings.Repeat("Z", 19-len(code)))
}

func bySecret(purpose string) way {
	return func(tx *store.Tx, text string) *store.Where {
		canonical := text
		switch purpose {
		case "citizen-id":
			number, err := ids.ParseCitizenID(text)
			if err != nil {
				return nil
			}
			canonical = string(number)
		case "mobile":
			mobile, err := ids.ParseMobile(text)
			if err != nil {
				return nil
			}
			canonical = string(mobile)
		}
		return (&store.Where{}).And(hasBlind, tx.County(), tx.Blind(purpose, canonical))
	}
}

// letters returns the text in lower case if it is two or more Latin letters.
func letters(text string) string {
	text = strings.ToLower(zh.ASCII(text))
	if len(text) < 2 || strings.Trim(text, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return text
}

// matches looks again at what the pairs of initials have found: they may stand
// apart in the name.
func matches(p Party, text, initials string) bool {
	if p.Credit != nil && strings.HasPrefix(string(*p.Credit), strings.ToUpper(text)) {
		return true
	}
	return slices.ContainsFunc(zh.Initials(p.Name), func(s string) bool { return strings.Contains(s, initials) })
}

const (
	wordTerm    = "w:"
	initialTerm = "i:"
)

// saveTerms stores the search terms of a name that may be shown. A person's
// name is masked and gets none; it is found by its digest only.
func saveTerms(tx *store.Tx, p Party) error {
	if p.Kind == Person {
		return nil
	}
	keys := zh.SearchKeys(p.Name)
	terms := map[string]bool{}
	for _, gram := range keys.Grams {
		terms[wordTerm+gram] = true
	}
	for _, variant := range keys.Initials {
		for _, pair := range pairs(variant) {
			terms[initialTerm+pair] = true
		}
	}
	for term := range terms {
		if _, err := insertTerm.Run(tx, tx.County(), term, p.ID); err != nil {
			return err
		}
	}
	return nil
}

// pairs returns the neighbouring pairs of a string of single-byte letters.
func pairs(s string) []string {
	var out []string
	runes := []rune(s)
	for i := range len(runes) - 1 {
		out = append(out, string(runes[i:i+2]))
	}
	return out
}
