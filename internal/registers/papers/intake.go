package papers

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/store/blob"
)

const (
	// MostBytes is the size limit of one file.
	MostBytes = 50 << 20
	// mostFiles and mostCaseBytes are the quota of one case.
	mostFiles     = 200
	mostCaseBytes = 500 << 20

	headBytes = 3072 // as many as the sniffer looks at
)

// Check stores the bytes and looks through them. It answers one of the faults
// of this package when the file cannot be taken, with the sentence that says
// how to mend it. Call it outside any write: it is slow. Bytes of a refused
// file are swept later, because no row will name them.
func (in Intake) Check(ctx context.Context, up Upload) (Checked, error) {
	ext := extensionOf(up.FileName)
	args := fault.Args{"material": up.Material, "ext": ext, "limit": sizeWords(MostBytes)}
	body := bufio.NewReaderSize(up.Body, headBytes)
	head, err := body.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return Checked{}, Broken.Because(err, args)
	}
	kind, err := recognise(ext, head, args)
	if err != nil {
		return Checked{}, err
	}
	stored, err := in.Blobs.Put(ctx, body, MostBytes)
	if errors.Is(err, blob.ErrTooLarge) {
		return Checked{}, TooLarge.New(args)
	}
	if err != nil {
		return Checked{}, fmt.Errorf("store %s: %w", up.Material, err)
	}
	c := Checked{Stored: stored, Ext: kind.ext, Mime: sniff(head)}
	return c, in.examine(ctx, kind, &c, args)
}

// recognise decides by extension and first bytes whether a file may be stored
// at all.
func recognise(ext string, head []byte, args fault.Args) (fileType, error) {
	if len(head) == 0 {
		return fileType{}, Empty.New(args)
	}
	mime := sniff(head)
	hint := adviceFor(mime, ext)
	args["got"], args["want"] = hint.got, hint.want
	kind, known := typeByExt(ext)
	switch {
	case ext == "":
		return fileType{}, NoExtension.New(args)
	case !known:
		return fileType{}, WrongType.New(args)
	}
	if kind.named(mime) || (packaged(mime) && isPackage(kind)) {
		args["want"] = kind.zh
		return kind, nil
	}
	if slices.ContainsFunc(accepted, func(t fileType) bool { return t.named(mime) }) {
		args["want"] = kind.zh
		return fileType{}, NameDiffers.New(args)
	}
	return fileType{}, WrongType.New(args)
}

func isPackage(t fileType) bool {
	return t.ext == ".ofd" || t.ext == ".docx" || t.ext == ".xlsx"
}

// look is a file under examination.
type look struct {
	blob.File
	kind fileType
	out  *Checked
	args fault.Args
}

// examine opens the stored bytes, checks their inside and lets the scanner see
// them.
func (in Intake) examine(ctx context.Context, kind fileType, c *Checked, args fault.Args) error {
	f, err := in.Blobs.Open(c.Digest)
	if err != nil {
		return err
	}
	defer f.Close() // opened for reading: nothing to lose
	if err := kind.look(&look{f, kind, c, args}); err != nil {
		return err
	}
	if in.Scanner == nil {
		return nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	verdict, err := in.Scanner.Scan(ctx, f)
	if err != nil {
		return ScanPending.Because(err, args)
	}
	c.Scanned, c.Threat = true, verdict.Threat
	return nil
}

// Open opens the bytes of a paper; it answers Isolated for a quarantined one.
func (in Intake) Open(p Paper) (blob.File, error) {
	if p.State == Quarantined {
		return nil, Isolated.New(fault.Args{"name": p.Name})
	}
	return in.Blobs.Open(p.Digest)
}

// OpenEvidence opens the bytes of an evidence.
func (in Intake) OpenEvidence(e Evidence) (blob.File, error) { return in.Blobs.Open(e.Digest) }

func sizeWords(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}
