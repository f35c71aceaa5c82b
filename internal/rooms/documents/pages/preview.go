package pages

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/store"
)

// showPreview is the document as it would be printed now.
func showPreview(c *kit.Ctx) error {
	var doc letters.Document
	var wants []fault.Field
	err := c.Read(func(tx *store.Tx) error {
		made, missing, err := documents.Preview(tx, c.Actor, c.Path("id"))
		if f, ok := fault.Of(missing); ok {
			wants = f.Fields
		}
		doc = made
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(previewPage(c.Page("预览《"+doc.Title+"》"), doc, "/documents/"+c.Path("id"), len(wants)))
}
