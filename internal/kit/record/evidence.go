package record

import (
	"fmt"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

// Evidence (佐证) takes and hands out the files that units put beside their records.
type Evidence struct{ Intake papers.Intake }

// Take is Named with the name that the form's field "proof", called label, gives.
func (e Evidence) Take(c *kit.Ctx, f *ui.Form, label string) ([]papers.Proof, error) {
	if len(f.Files["file"]) == 0 {
		return nil, nil
	}
	return e.Named(c, f, f.Need("proof", label))
}

// Named looks the files of the field "file" through before the act. What is wrong
// with one is noted beside the field. Several files share the name and are numbered.
func (e Evidence) Named(c *kit.Ctx, f *ui.Form, name string) (out []papers.Proof, err error) {
	files := f.Files["file"]
	for n, upload := range files {
		title := name
		if len(files) > 1 {
			title = fmt.Sprintf("%s（%d）", name, n+1)
		}
		checked, err := e.check(c, upload, title)
		if what, ok := fault.Of(err); ok && what.Def.Kind != fault.Internal {
			f.Problem("file", what.Sentence())
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, papers.Proof{Name: title, File: checked})
	}
	return out, f.Err()
}

func (e Evidence) check(c *kit.Ctx, upload ui.Upload, name string) (papers.Checked, error) {
	body, err := upload.Open()
	if err != nil {
		return papers.Checked{}, err
	}
	defer func() { _ = body.Close() }() // it was read to its end
	return e.Intake.Check(c.Request.Context(), papers.Upload{Material: name, FileName: upload.FileName, Body: body})
}

// sandbox keeps a saved file from running anything, should a browser show it
// after all.
const sandbox = "default-src 'none'; sandbox"

// Give is the handler that hands out, to be saved, the file of the address that
// find lets the actor see. Each opening is kept, also when the same button is
// pressed again.
func (e Evidence) Give(find func(tx *store.Tx, by flow.Actor, id string) (papers.Evidence, error)) kit.Handler {
	return func(c *kit.Ctx) error {
		c.FormOf("open").Op += "." + c.RequestID
		var kept papers.Evidence
		_, err := c.Act(func(tx *store.Tx) (_ string, err error) {
			if kept, err = find(tx, c.Actor, c.Path("id")); err != nil {
				return "", err
			}
			return "", papers.OpenEvidence(tx, c.Actor, kept)
		})
		if err != nil {
			return err
		}
		content, err := e.Intake.OpenEvidence(kept)
		if err != nil {
			return err
		}
		defer func() { _ = content.Close() }() // opened for reading: nothing to lose
		c.Header().Set("Content-Security-Policy", sandbox)
		c.Header().Set("Cache-Control", "no-store")
		return c.Download(kept.FileName(), kept.Mime, kept.Size, content)
	}
}
