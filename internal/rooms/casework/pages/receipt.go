package pages

import (
	"bytes"

	"yingshang/internal/kit"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// proofFile hands out the receipt of one act on a case (留痕回执) to whoever may
// see the case; anybody can check the file without this site.
func proofFile(c *kit.Ctx) error {
	var slip journal.Slip
	err := c.Read(func(tx *store.Tx) error {
		subject, err := journal.SubjectOf(tx, c.Path("leaf"))
		if err != nil {
			return err
		}
		if _, err := casework.Show(tx, c.Actor, subject); store.NoRow.Is(err) {
			return journal.NoReceipt.New(nil) // out of sight answers like missing
		} else if err != nil {
			return err
		}
		slip, err = journal.Receipt(tx, c.Path("leaf"))
		return err
	})
	if err != nil {
		return err
	}
	return c.Download(slip.File, "text/plain; charset=utf-8", int64(len(slip.Text)), bytes.NewReader(slip.Text))
}
