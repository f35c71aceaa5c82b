package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/store"
)

// How says by what a search met an item; the higher, the earlier it is listed.
type How int

const (
	ByPart     How = iota + 1 // some of the words: a suggestion
	ByAlias                   // 别名
	ByInitials                // 拼音或首字母
	ByWords                   // 名称里的字
	ByPrefix                  // 名称或编码的开头
	ByCode                    // 编码
)

// Found is one item a search met.
type Found struct {
	Offer
	How How
}

// SearchResult holds what was found. When nothing was, Suggestions are items
// that share some of the words.
type SearchResult struct {
	Hits        []Found
	Suggestions []Offer
}

// Miss is a word people searched for in vain.
type Miss struct {
	Word    string
	Times   int
	FirstAt calendar.Instant
	LastAt  calendar.Instant
}

const (
	mostCandidates  = 5000 // index rows looked at for one query
	mostMatches     = 200  // items read back for one query
	mostSuggestions = 5
	longestQuery    = 40 // characters; the rest of a longer query is ignored
	mostMisses      = 5000
	shortestLetters = 2 // fewer Latin letters say nothing
)

type termRow struct {
	Field  string
	Term   string
	ItemID string
}

// keysOf makes the spellings of an item's names.
func keysOf(name string, aliases []string) Keys {
	k := zh.SearchKeys(name)
	keys := Keys{Text: k.Text, Pinyin: k.Pinyin, Initials: k.Initials}
	for _, alias := range aliases {
		keys.Aliases = append(keys.Aliases, zh.SearchKeys(alias).Text)
	}
	return keys
}

// reindex rebuilds the index rows of an item. Pairs find candidates by
// equality, which both engines answer from an index; the spellings then decide.
func reindex(tx *store.Tx, item Item) error {
	if _, err := clearTerms.Run(tx, item.County, item.ID); err != nil {
		return err
	}
	for batch := range slices.Chunk(termsOf(item), termsAtOnce) {
		args := []any{item.County, item.ID}
		for i := range termsAtOnce {
			term := batch[min(i, len(batch)-1)]
			args = append(args, term.Field, term.Term)
		}
		if _, err := insertTerms.Run(tx, args...); err != nil {
			return err
		}
	}
	return nil
}

// termsOf makes the index rows of an item: code and name for prefixes, bigrams
// of name and aliases, pairs of letters of every reading of the name.
func termsOf(item Item) []termRow {
	seen := map[termRow]bool{}
	var rows []termRow
	add := func(field string, terms ...string) {
		for _, term := range terms {
			if row := (termRow{Field: field, Term: term}); term != "" && !seen[row] {
				seen[row] = true
				rows = append(rows, row)
			}
		}
	}
	add("code", strings.ToLower(item.Code))
	add("name", item.Keys.Text)
	add("word", zh.Bigrams(item.Name)...)
	for _, alias := range item.Aliases {
		add("alias", zh.Bigrams(alias)...)
	}
	for _, s := range item.Keys.Initials {
		add("initials", letterPairs(s)...)
	}
	for _, s := range item.Keys.Pinyin {
		add("pinyin", letterPairs(s)...)
	}
	return rows
}

func letterPairs(s string) []string {
	var pairs []string
	for i := 0; i+2 <= len(s); i++ {
		pairs = append(pairs, s[i:i+2])
	}
	return pairs
}

// Search finds items on offer on the day by words, code, pinyin or its first
// letters, best first: exact code, beginning of name or code, all words of the
// query, pinyin, alias; among equals the shorter name. The filter narrows what
// is looked at.
func Search(tx *store.Tx, day calendar.Day, query string, f Filter, limit int) (SearchResult, error) {
	text := zh.SearchKeys(zh.Clip(query, longestQuery)).Text
	if text == "" {
		return SearchResult{}, nil
	}
	wanted := zh.QueryTerms(text)
	matched, err := candidates(tx, text, wanted)
	if err != nil || len(matched) == 0 {
		return SearchResult{}, err
	}
	f.items = mostMatched(matched)
	rows, err := Offers(tx, day, f, mostMatches)
	if err != nil {
		return SearchResult{}, err
	}
	found := make([]Found, 0, len(rows))
	for _, row := range rows {
		found = append(found, Found{row, howMet(row, text, wanted)})
	}
	slices.SortFunc(found, func(a, b Found) int {
		return cmp.Or(cmp.Compare(b.How, a.How), cmp.Compare(matched[b.ItemID], matched[a.ItemID]),
			cmp.Compare(zh.Len(a.Name), zh.Len(b.Name)), cmp.Compare(a.Code, b.Code))
	})
	return sortOut(found, limit), nil
}

// candidates counts, per item, the index rows the query meets.
func candidates(tx *store.Tx, text string, wanted []string) (map[string]int, error) {
	letters := letterPairs(strings.ReplaceAll(text, " ", ""))
	lookups := []*store.Where{
		new(store.Where).And("county = ?", tx.County()).In("field", "code").In("term", text),
		new(store.Where).And("county = ?", tx.County()).In("field", "code", "name").
			And(`term LIKE ? ESCAPE '\'`, likePrefix(text)),
		new(store.Where).And("county = ?", tx.County()).In("field", "word", "alias").In("term", wanted...),
	}
	if isLetters(text) {
		lookups = append(lookups, new(store.Where).And("county = ?", tx.County()).
			In("field", "initials", "pinyin").In("term", letters...))
	}
	matched := map[string]int{}
	for _, w := range lookups {
		rows, err := terms.Page(tx, w, "item", mostCandidates)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			matched[row.ItemID]++
		}
	}
	return matched, nil
}

var likeEscapes = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

func likePrefix(text string) string { return likeEscapes.Replace(text) + "%" }

func isLetters(text string) bool {
	n := 0
	for _, r := range text {
		switch {
		case r == ' ':
		case r < 'a' || r > 'z':
			return false
		default:
			n++
		}
	}
	return n >= shortestLetters
}

// mostMatched returns the items that met most of the query's terms.
func mostMatched(matched map[string]int) []string {
	items := make([]string, 0, len(matched))
	for id := range matched {
		items = append(items, id)
	}
	slices.SortFunc(items, func(a, b string) int {
		return cmp.Or(cmp.Compare(matched[b], matched[a]), cmp.Compare(a, b))
	})
	return items[:min(len(items), mostMatches)]
}

// howMet decides by the item's own spellings how the query meets it.
func howMet(o Offer, text string, wanted []string) How {
	code := strings.ToLower(o.Code)
	letters := strings.ReplaceAll(text, " ", "")
	holds := func(s string) bool { return strings.Contains(s, letters) }
	switch {
	case code == text:
		return ByCode
	case strings.HasPrefix(code, text), strings.HasPrefix(o.Keys.Text, text):
		return ByPrefix
	case containsAll(zh.Bigrams(o.Keys.Text), wanted), strings.Contains(text, o.Keys.Text):
		return ByWords
	case isLetters(text) && (slices.ContainsFunc(o.Keys.Initials, holds) || slices.ContainsFunc(o.Keys.Pinyin, holds)):
		return ByInitials
	case slices.ContainsFunc(o.Keys.Aliases, func(alias string) bool {
		return strings.Contains(text, alias) || containsAll(zh.Bigrams(alias), wanted)
	}):
		return ByAlias
	}
	return ByPart
}

func containsAll(terms, wanted []string) bool {
	for _, w := range wanted {
		if !slices.Contains(terms, w) {
			return false
		}
	}
	return len(wanted) > 0
}

// sortOut keeps the hits, or, when there are none, the best suggestions.
func sortOut(found []Found, limit int) SearchResult {
	var r SearchResult
	for _, f := range found {
		if f.How > ByPart && len(r.Hits) < limit {
			r.Hits = append(r.Hits, f)
		}
	}
	if len(r.Hits) > 0 {
		return r
	}
	for _, f := range found[:min(len(found), mostSuggestions)] {
		r.Suggestions = append(r.Suggestions, f.Offer)
	}
	return r
}

// NoteMiss remembers a word that found nothing: the word and how often, never
// who asked. Words that hold personal data are not kept, and no further words
// once there are very many, so that nobody can fill the store by searching. It
// is bookkeeping, to be called in store.Maintain.
func NoteMiss(tx *store.Tx, query string) error {
	word, _ := zh.Normalise(zh.Clip(query, longestQuery))
	if word == "" || len(zh.FindPersonalData(query)) > 0 {
		return nil
	}
	_, err := noteMiss.Run(tx, tx.County(), word, tx.Now(), mostMisses)
	return err
}

// Misses lists the words searched for in vain, most frequent first. Editors
// turn them into aliases.
func Misses(tx *store.Tx) ([]Miss, error) { return misses.All(tx, tx.County()) }
