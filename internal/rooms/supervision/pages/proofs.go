package pages

import (
	"fmt"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

// proofs looks the form's files through before the act; what is wrong with one is
// noted beside the field. Several files share the name and are numbered.
func (d door) proofs(c *kit.Ctx, f *ui.Form) (out []papers.Proof, err error) {
	files := f.Files["file"]
	if len(files) == 0 {
		return nil, nil
	}
	name := f.Need("proof", "文件名称")
	for n, upload := range files {
		if len(files) > 1 {
			name = fmt.Sprintf("%s（%d）", f.Text("proof"), n+1)
		}
		checked, err := d.check(c, upload, name)
		if what, ok := fault.Of(err); ok && what.Def.Kind != fault.Internal {
			f.Problem("file", what.Sentence())
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, papers.Proof{Name: name, File: checked})
	}
	return out, f.Err()
}

func (d door) check(c *kit.Ctx, upload ui.Upload, name string) (papers.Checked, error) {
	body, err := upload.Open()
	if err != nil {
		return papers.Checked{}, err
	}
	defer func() { _ = body.Close() }() // it was read to its end
	return d.intake.Check(c.Request.Context(), papers.Upload{Material: name, FileName: upload.FileName, Body: body})
}

// sandbox keeps a saved file from running anything, should a browser show it
// after all.
const sandbox = "default-src 'none'; sandbox"

// evidence hands a file out to be saved. Each opening is kept, also when the same
// button is pressed again.
func (d door) evidence(c *kit.Ctx) error {
	c.FormOf("open").Op += "." + c.RequestID
	var e papers.Evidence
	_, err := c.Act(func(tx *store.Tx) (_ string, err error) {
		if e, err = supervision.ProofByID(tx, c.Actor, c.Path("id")); err != nil {
			return "", err
		}
		return "", papers.OpenEvidence(tx, c.Actor, e)
	})
	if err != nil {
		return err
	}
	content, err := d.intake.OpenEvidence(e)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }() // opened for reading: nothing to lose
	c.Header().Set("Content-Security-Policy", sandbox)
	c.Header().Set("Cache-Control", "no-store")
	return c.Download(e.FileName(), e.Mime, e.Size, content)
}
