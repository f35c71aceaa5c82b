package papers

import (
	"archive/zip"
	"bytes"
	"image"
	_ "image/jpeg" // formats that DecodeConfig knows
	_ "image/png"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"yingshang/internal/kernel/fault"
)

// Limits on what a container may hold: an office document within them opens in
// a second, a bomb does not fit.
const (
	mostEntries   = 2000
	mostUnpacked  = 100 << 20
	mostRatio     = 100
	mostPixels    = 40_000_000
	flagEncrypted = 0x1
)

// encryptKey is how a PDF says that it is encrypted, in a trailer or in the
// dictionary of a cross-reference stream; both are never compressed.
var encryptKey = regexp.MustCompile(`/Encrypt(\s+\d+\s+\d+\s+R|\s*<<)`)

func lookPDF(l *look) error {
	const overlap = 256
	buffer := make([]byte, 1<<20)
	kept, sawEnd := 0, false
	for {
		n, err := l.Read(buffer[kept:])
		seen := buffer[:kept+n]
		if encryptKey.Match(seen) {
			return Encrypted.New(l.args)
		}
		sawEnd = sawEnd || bytes.Contains(seen, []byte("%%EOF"))
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		kept = copy(buffer, seen[max(0, len(seen)-overlap):])
	}
	if !sawEnd {
		return Broken.New(l.args)
	}
	return nil
}

func lookImage(l *look) error {
	config, _, err := image.DecodeConfig(l)
	if err != nil {
		return Broken.Because(err, l.args)
	}
	if pixels := int64(config.Width) * int64(config.Height); pixels > mostPixels {
		l.args["pixels"] = pixels / 10_000
		return TooManyDots.New(l.args)
	}
	one := int64(1)
	l.out.Pages = &one
	return nil
}

// landmarks are the parts by which a container is known for what it is.
var landmarks = map[string]string{
	".ofd":  "OFD.xml",
	".docx": "word/document.xml",
	".xlsx": "xl/workbook.xml",
}

func lookPackage(l *look) error {
	z, err := zip.NewReader(l, l.Size())
	if err != nil {
		return Broken.Because(err, l.args)
	}
	if len(z.File) > mostEntries {
		l.args["what"] = "内部文件太多"
		return Unpacks.New(l.args)
	}
	found := false
	for _, f := range z.File {
		if err := lookEntry(l, f); err != nil {
			return err
		}
		found = found || f.Name == landmarks[l.kind.ext]
	}
	if !found {
		l.args["got"] = packageName(z)
		return NameDiffers.New(l.args)
	}
	l.out.Mime = l.kind.mimes[0]
	return unpack(l, z)
}

// packageName says what a container is by its landmarks.
func packageName(z *zip.Reader) string {
	for ext, mark := range landmarks {
		if f, err := z.Open(mark); err == nil {
			_ = f.Close() // only its presence was asked for
			return strings.ToUpper(strings.TrimPrefix(ext, "."))
		}
	}
	return "压缩包"
}

func lookEntry(l *look, f *zip.File) error {
	name := strings.ReplaceAll(f.Name, `\`, "/")
	switch {
	case f.Flags&flagEncrypted != 0:
		return Encrypted.New(l.args)
	case strings.HasPrefix(name, "/") || strings.Contains(name, ":") || hasParent(name),
		f.Mode()&fs.ModeSymlink != 0:
		return UnsafeNames.New(l.args)
	case strings.HasSuffix(strings.ToLower(name), "vbaproject.bin"):
		return Macros.New(l.args)
	}
	return nil
}

func hasParent(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

// unpack reads every entry to its end, because the sizes in the directory may
// lie, and verifies the checksums on the way.
func unpack(l *look, z *zip.Reader) error {
	limit := min(int64(mostUnpacked), l.Size()*mostRatio)
	var total int64
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return Broken.Because(err, l.args)
		}
		n, err := io.Copy(io.Discard, io.LimitReader(r, limit-total+1))
		_ = r.Close() // reading decides, closing has nothing to say
		total += n
		if total > limit {
			l.args["what"] = "展开超过 " + sizeWords(limit)
			return Unpacks.New(l.args)
		}
		if err != nil {
			return Broken.Because(err, l.args)
		}
	}
	return nil
}

// lookText accepts UTF-8 and GB 18030 text without control characters.
func lookText(l *look) error {
	text, err := io.ReadAll(l)
	if err != nil {
		return err
	}
	if !utf8.Valid(text) {
		if text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(text); err != nil || bytes.ContainsRune(text, utf8.RuneError) {
			return BadText.New(l.args)
		}
	}
	if bytes.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' }) {
		return BadText.New(l.args)
	}
	l.out.Mime = map[string]string{".csv": "text/csv", ".txt": "text/plain"}[l.kind.ext]
	return nil
}

// material returns the arguments every refusal carries.
func material(p Paper) fault.Args { return fault.Args{"name": p.Name} }
