package mandate

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// findClause reads a clause by its code.
func findClause(tx *store.Tx, code string) (Clause, bool, error) {
	law, number, _ := strings.Cut(strings.TrimSpace(code), "-")
	article, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return Clause{}, false, nil
	}
	return clauseByCode.Find(tx, tx.County(), law, article)
}

// ClauseByCode returns a clause, "722-36". Laws are public.
func ClauseByCode(tx *store.Tx, code string) (Clause, error) {
	c, ok, err := findClause(tx, code)
	if err == nil && !ok {
		err = clauseUnknown.New(fault.Args{"code": code})
	}
	return c, err
}

// Clauses lists the clauses in the order of the laws.
func Clauses(tx *store.Tx) ([]Clause, error) {
	return clauses.Page(tx, new(store.Where).And("county = ?", tx.County()), "article", mostTasks)
}

// AdoptRegulation brings the articles of 优化营商环境条例 in as clauses, as they
// come with the program. Done again it mends what differs.
func AdoptRegulation(tx *store.Tx, by flow.Actor) (out manifest.Outcome, err error) {
	for _, a := range regulation {
		effect, err := putClause(tx, by, Clause{Law: "722", Title: "优化营商环境条例", Article: a.Article, Chapter: a.chapter(),
			Heading: chapters[a.chapter()-1], Summary: a.Summary, Local: a.Local})
		if err != nil {
			return out, err
		}
		*[...]*int{manifest.Same: &out.Same, manifest.Changed: &out.Changed, manifest.New: &out.New}[effect]++
	}
	return out, nil
}

// putClause keeps one clause; the same law and article again amends it.
func putClause(tx *store.Tx, by flow.Actor, c Clause) (manifest.Effect, error) {
	if err := may(by, keepers...); err != nil {
		return manifest.Same, err
	}
	if err := c.check(); err != nil {
		return manifest.Same, err
	}
	was, known, err := clauseByCode.Find(tx, tx.County(), c.Law, c.Article)
	if err != nil {
		return manifest.Same, err
	}
	effect, kind := manifest.New, "mandate.clause_enter"
	c.County, c.ID, c.Version = tx.County(), was.ID, was.Version
	switch {
	case known && c == was:
		return manifest.Same, nil
	case known:
		effect, kind = manifest.Changed, "mandate.clause_amend"
		err = saveClause.One(tx, c.Title, c.Chapter, c.Heading, c.Summary, c.Local, c.County, c.ID, c.Version)
	default:
		c.ID, c.Version = tx.NewID(), 1
		err = insertClause.One(tx, c)
	}
	if err != nil {
		return manifest.Same, err
	}
	_, err = journal.Record(tx, by, kind, c.ID, say{"code": c.Code()}, journal.Row{Table: "mandate_clause", ID: c.ID})
	return effect, err
}

const longestSummary = 200

func (c Clause) check() error {
	var p fault.Problems
	if c.Law == "" || strings.ContainsAny(c.Law, "-/ ?#") {
		p.Add("law", "法规代码：请填字母或数字，例如 722")
	}
	if c.Title == "" {
		p.Add("title", "法规名称：请填名称，不带书名号")
	}
	if c.Article < 1 || c.Article > 999 || c.Chapter < 1 || c.Chapter > 99 {
		p.Add("article", "条、章：请填数字")
	}
	if n := utf8.RuneCountInString(c.Summary); n == 0 || n > longestSummary {
		p.Add("summary", "要点：请用一句话写清这一条管什么，最多 %d 字", longestSummary)
	}
	return p.Err()
}
