package catalogue

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// Importers bring in the county's catalogue as two ledgers: items, one row per
// version, and materials, one row per material of a version. A row of items
// says how many materials the version has; the version is published as soon as
// that many are there, because a published list cannot be completed later.
//
// A ledger that the coordinator's office or the command line brings in was
// approved on paper and is published in the name of the county: whoever imports
// it counts as the author, and the named system actor below as the second
// person; the ledger's document stays in the version. What a unit's own editors
// import stays a draft, for a second person has to see it.
var Importers = ImportersOver(nil)

// ImportersOver are the importers that ask the grounds before they publish.
func ImportersOver(grounds manifest.GroundSources) []manifest.Importer {
	k := intake{grounds}
	return []manifest.Importer{k.items(), k.materials()}
}

// intake brings ledgers in.
type intake struct{ grounds manifest.GroundSources }

// ledgerPublisher publishes what a ledger brings in.
var ledgerPublisher = flow.System("catalogue-ledger")

// publishesLedgers reports whether what the actor imports is the county's own
// approved catalogue.
func publishesLedgers(by flow.Actor) bool { return by.Has(identity.Coordinator, flow.RoleSystem) }

// cell is one column of a ledger and the place of its text in a row.
type cell[T any] struct {
	manifest.Column
	at func(row *T) codec
}

// codec reads a cell's text into its place and writes it out again; the error
// of read says how to mend the text.
type codec struct {
	read  func(text string) error
	write func() string
}

func (c cell[T]) must() cell[T] { c.Required = true; return c }

func (c cell[T]) noted(note string, synonyms ...string) cell[T] {
	c.Note, c.Synonyms = note, synonyms
	return c
}

func columnsOf[T any](cells []cell[T]) []manifest.Column {
	out := make([]manifest.Column, len(cells))
	for i, c := range cells {
		out[i] = c.Column
	}
	return out
}

// readRow fills a row from its cells and reports every cell that cannot be
// read.
func readRow[T any](row *T, cells []cell[T], in manifest.Row) error {
	p := &fault.Problems{}
	for _, c := range cells {
		text := strings.TrimSpace(in.Cells[c.Name])
		switch {
		case text != "":
			if err := c.at(row).read(text); err != nil {
				p.Add(c.Name, "%s：%v", c.Zh, err)
			}
		case c.Required:
			p.Add(c.Name, "%s：没有填写，请补上，例如“%s”。", c.Zh, c.Sample)
		}
	}
	return p.Err()
}

// writeRow is the inverse of readRow.
func writeRow[T any](row *T, cells []cell[T]) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = c.at(row).write()
	}
	return out
}

// eachPublished hands every version that was ever published to yield, with its
// item and materials, item by item and oldest first.
func eachPublished(tx *store.Tx, yield func(Item, Version) error) error {
	after := ""
	for {
		page, err := itemsAfter.All(tx, tx.County(), after)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, item := range page {
			versions, err := publishedOf.All(tx, tx.County(), item.ID)
			if err != nil {
				return err
			}
			for i := len(versions) - 1; i >= 0; i-- {
				v, err := withMaterials(tx, versions[i])
				if err != nil {
					return err
				}
				if err := yield(item, v); err != nil {
					return err
				}
			}
		}
		after = page[len(page)-1].Code
	}
}

func exportItems(tx *store.Tx, _ flow.Actor, add func([]string) error) error {
	return eachPublished(tx, func(item Item, v Version) error {
		r := row{Edition: v.Edition(), Expected: len(v.Materials),
			Item: ItemInput{Code: item.Code, BasicCode: item.BasicCode, Unit: item.Unit, Tags: item.Tags, Aliases: item.Aliases}}
		return add(writeRow(&r, itemCells))
	})
}

func exportMaterials(tx *store.Tx, _ flow.Actor, add func([]string) error) error {
	return eachPublished(tx, func(item Item, v Version) error {
		for _, m := range v.Materials {
			r := materialRow{Item: item.Code, From: v.FromDay, Material: m}
			if err := add(writeRow(&r, materialCells)); err != nil {
				return err
			}
		}
		return nil
	})
}
