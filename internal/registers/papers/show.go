package papers

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Sight tells whether the actor may see a case. The rooms that keep cases
// answer it; this register asks them because a paper is open to whoever handles
// a case it serves.
type Sight func(tx *store.Tx, by flow.Actor, caseID string) (bool, error)

// Show returns a paper to its owner, and to staff who may see a case that it was
// handed in or used for. To everybody else it answers NotOwn, as for a paper
// that does not exist.
func Show(tx *store.Tx, by flow.Actor, id string, sees Sight) (Paper, error) {
	p, err := ByID(tx, id)
	if store.NoRow.Is(err) {
		return Paper{}, NotOwn.New(nil)
	}
	if err != nil {
		return Paper{}, err
	}
	ok, err := p.shownTo(tx, by, sees)
	if err == nil && !ok {
		err = NotOwn.New(nil)
	}
	if err != nil {
		return Paper{}, err
	}
	return p, nil
}

func (p Paper) shownTo(tx *store.Tx, by flow.Actor, sees Sight) (bool, error) {
	if by.Has(identity.Applicant) {
		return by.Party != "" && by.Party == p.PartyID, nil
	}
	if !by.Has(readers...) {
		return false, nil
	}
	cases, err := p.cases(tx)
	if err != nil {
		return false, err
	}
	for _, id := range cases {
		if ok, err := sees(tx, by, id); err != nil || ok {
			return ok, err
		}
	}
	return false, nil
}

// cases are those the paper was handed in or used for, each once.
func (p Paper) cases(tx *store.Tx) ([]string, error) {
	uses, err := Uses(tx, p.ID)
	if err != nil {
		return nil, err
	}
	var out []string
	if p.CaseID != nil {
		out = append(out, *p.CaseID)
	}
	for _, u := range uses {
		if !slices.Contains(out, u.CaseID) {
			out = append(out, u.CaseID)
		}
	}
	return out, nil
}

// Open (打开材料) keeps who takes a look at the content of a paper, because any
// file may hold personal data. The owner sees the list. Call it in a write; the
// bytes are then read with Intake.Open.
func Open(tx *store.Tx, by flow.Actor, id string, sees Sight) (Paper, error) {
	p, err := Show(tx, by, id, sees)
	if err != nil {
		return Paper{}, err
	}
	if p.State == Quarantined {
		return Paper{}, Isolated.New(material(p))
	}
	_, err = journal.Record(tx, by, openKind, id, map[string]any{"own": by.Has(identity.Applicant)})
	return p, err
}

const openKind = "papers.open"

// Openings returns who opened a paper, newest first. The caller has asked Show.
func Openings(tx *store.Tx, id string, limit int) ([]journal.Found, error) {
	return journal.Search(tx, journal.Find{Kind: openKind, Subject: id, Limit: limit})
}

// Owned is a paper of its owner's list, with its latest uses and its consents.
type Owned struct {
	Paper
	Uses     []Use
	Consents []Consented
}

// shownPerPaper bounds the uses and consents a list shows beside one paper.
const shownPerPaper = 10

// Mine returns a page of the applicant's own papers (我的材料), newest first;
// before is the id of the last one of the page before.
func Mine(tx *store.Tx, by flow.Actor, before string, limit int) ([]Owned, error) {
	if !by.Has(identity.Applicant) || by.Party == "" {
		return nil, nil
	}
	w := (&store.Where{}).And(ofOwner, tx.County(), by.Party)
	if before != "" {
		w.And(beforeID, before)
	}
	found, err := mine.Page(tx, w, "newest", limit)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	out := make([]Owned, len(found))
	place := map[string]*Owned{}
	ids := make([]string, len(found))
	for i, p := range found {
		out[i] = Owned{Paper: p}
		place[p.ID], ids[i] = &out[i], p.ID
	}
	uses, err := usesAmong.Page(tx, (&store.Where{}).And(inCounty, tx.County()).In(paperField, ids...), "newest", limit*shownPerPaper)
	if err != nil {
		return nil, err
	}
	for _, u := range uses {
		place[u.PaperID].Uses = append(place[u.PaperID].Uses, u)
	}
	consents, err := consentsAmong.Page(tx, (&store.Where{}).And(inCounty, tx.County()).In(paperField, ids...), "newest", limit*shownPerPaper)
	for _, c := range consents {
		place[c.PaperID].Consents = append(place[c.PaperID].Consents, c)
	}
	return out, err
}

// Alike returns the papers with the same bytes, whoever handed them in: what a
// scanner found in one file is in all of them. Only wardens may ask.
func Alike(tx *store.Tx, by flow.Actor, digest string) ([]Paper, error) {
	if err := may(by, "隔离材料", wardens); err != nil {
		return nil, err
	}
	return ofDigest.All(tx, tx.County(), digest)
}

var sourcesZh = map[string]string{"window": "窗口", "pc": "网上（电脑）", "mobile": "网上（手机）", "api": "系统接口", "import": "导入"}

// SourceZh is where the paper came from, in words.
func (p Paper) SourceZh() string {
	if zh, ok := sourcesZh[p.Source]; ok {
		return zh
	}
	return p.Source
}

// SizeZh is the size of the file as people say it.
func (p Paper) SizeZh() string { return sizeWords(p.Size) }
