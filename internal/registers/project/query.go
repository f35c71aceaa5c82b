package project

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// ByID returns one project, or store.NoRow.
func ByID(tx *store.Tx, id string) (Project, error) { return byID.One(tx, tx.County(), id) }

// ByCode finds a project by its code.
func ByCode(tx *store.Tx, code string) (Project, bool, error) {
	return byCode.Find(tx, tx.County(), code)
}

// OfParty returns the projects of a party, oldest first.
func OfParty(tx *store.Tx, partyID string) ([]Project, error) {
	return ofParty.All(tx, tx.County(), partyID)
}

// Keys returns every entry of a project on key lists, oldest first.
func Keys(tx *store.Tx, id string) ([]Key, error) { return keysOf.All(tx, tx.County(), id) }

// KeyOn returns the highest entry that makes the project a key project on a
// day, if there is one.
func KeyOn(tx *store.Tx, id string, day calendar.Day) (Key, bool, error) {
	known, err := keysOf.All(tx, tx.County(), id)
	if err != nil {
		return Key{}, false, err
	}
	var best Key
	for _, k := range known {
		runs := k.Since <= day && (k.Until == nil || *k.Until >= day)
		if runs && levelRank[k.Level] > levelRank[best.Level] {
			best = k
		}
	}
	return best, best.ID != "", nil
}

// TierOf returns TierKey when the project is a key project on that day, else
// TierOrdinary. An empty id (a case without a project) is ordinary.
func TierOf(tx *store.Tx, id string, day calendar.Day) (Tier, error) {
	if id == "" {
		return TierOrdinary, nil
	}
	_, key, err := KeyOn(tx, id, day)
	if err != nil || !key {
		return TierOrdinary, err
	}
	return TierKey, nil
}

// Find is what List is asked for; empty fields do not narrow.
type Find struct {
	Text   string        // part of the name, or the beginning of the code
	Unit   string        // landing unit
	Sector Sector        //
	KeyOn  *calendar.Day // key projects of that day only
	After  string        // id of the last project of the page before
	Limit  int           // default 50, at most 500
}

// List returns a page of projects in the order of registration.
func List(tx *store.Tx, f Find) ([]Project, error) {
	w := (&store.Where{}).And(inCounty, tx.County())
	if text := strings.TrimSpace(f.Text); text != "" {
		literal := strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(text)
		if text[0] >= '0' && text[0] <= '9' {
			w.And(codeBegin, literal+"%")
		} else {
			w.And(nameHas, "%"+strings.ToLower(literal)+"%")
		}
	}
	if f.Unit != "" {
		w.And(atUnit, f.Unit)
	}
	if f.Sector != "" {
		w.And(ofSector, f.Sector)
	}
	if f.KeyOn != nil {
		w.And(keyOnDay, tx.County(), *f.KeyOn, *f.KeyOn)
	}
	if f.After != "" {
		w.And(afterID, f.After)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	return projects.Page(tx, w, "id", min(limit, 500))
}
