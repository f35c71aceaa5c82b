package catalogue

import (
	"crypto/sha256"
	"encoding/hex"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// EnsureExternal returns the item under which the cases of another system's log
// are kept, creating it on first use. It is known by its unit and name alone,
// has no version and is not offered; new is told by the journal.
func EnsureExternal(tx *store.Tx, by flow.Actor, unit, name string) (Item, error) {
	in := ItemInput{Unit: unit, Name: name, Code: externalCode(unit, name)}.tidied()
	item, known, err := itemByCode.Find(tx, tx.County(), in.Code)
	if err != nil || known {
		return item, err
	}
	if err := in.check(); err != nil {
		return Item{}, err
	}
	item = Item{County: tx.County(), ID: tx.NewID(), Code: in.Code, Unit: in.Unit, Name: in.Name,
		External: true, Keys: keysOf(in.Name, nil), Revision: 1, CreatedAt: tx.Now()}
	if err := insertItem.One(tx, item); err != nil {
		return Item{}, err
	}
	_, err = journal.Record(tx, by, "item.register_external", item.ID,
		map[string]any{"code": item.Code, "name": item.Name}, journal.Row{Table: "catalogue_item", ID: item.ID})
	return item, err
}

// externalCode is made from unit and name, so that the same log read twice
// meets the same item.
func externalCode(unit, name string) string {
	clean, _ := zh.Normalise(name)
	sum := sha256.Sum256([]byte(unit + "\x00" + clean))
	return "ext-" + hex.EncodeToString(sum[:8])
}
